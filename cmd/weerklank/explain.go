package main

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/traject"
)

// explain says what the rules with these codes are about; without any, which there
// are. It needs no content.
func (p *program) explain(names []string) error {
	all := load.Rules()
	o := diag.Options{Lang: p.lang, Color: p.color(p.Stdout)}
	if len(names) == 0 {
		if err := diag.ListRules(p.Stdout, all, o); err != nil {
			return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
		}
		p.say(lang.T("\nMeer over een regel: weerklank check --explain CODE", "\nMore about a rule: weerklank check --explain CODE"))
		return nil
	}
	var rules []*diag.Rule
	for _, name := range names {
		// As it stands behind a problem: [koppen].
		code := strings.ToLower(strings.Trim(name, "[]. "))
		i := slices.IndexFunc(all, func(r *diag.Rule) bool { return r.Code == code })
		if i < 0 {
			return unknownCode(name, code, all)
		}
		rules = append(rules, all[i])
	}
	if err := diag.Explain(p.Stdout, rules, o); err != nil {
		return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
	}
	return nil
}

func unknownCode(name, code string, all []*diag.Rule) error {
	var codes []string
	for _, r := range all {
		codes = append(codes, r.Code)
	}
	if near := traject.Nearest(code, codes); near != "" {
		return usagef("er is geen regel %q. Bedoelt u: weerklank check --explain %s", "there is no rule %q. Did you mean: weerklank check --explain %s", name, near)
	}
	return usagef("er is geen regel %q. Alle regels: weerklank check --explain", "there is no rule %q. All rules: weerklank check --explain", name)
}
