package check

import (
	"maps"
	"slices"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// Apply gives the problems ps the severity that site.yaml wants for their
// rules, and drops those that it switches off. It adds what is wrong with the
// settings themselves, and which rules are off. rules are all rules there are;
// settings may be nil. What it returns takes the place of ps.
func Apply(settings *traject.Settings, rules []*diag.Rule, ps []diag.Problem) []diag.Problem {
	severity, own := severitiesOf(settings, rules)
	return append(graded(ps, severity), own...)
}

// Grade is the part of [Apply] that looks at problems only: it returns a function
// that does the same for those of one file after another.
func Grade(settings *traject.Settings, rules []*diag.Rule) func([]diag.Problem) []diag.Problem {
	severity, _ := severitiesOf(settings, rules)
	return func(ps []diag.Problem) []diag.Problem { return graded(ps, severity) }
}

// severitiesOf returns the severity of each rule for which site.yaml wants another,
// and what is wrong with those settings.
func severitiesOf(settings *traject.Settings, rules []*diag.Rule) (severity map[string]diag.Severity, own []diag.Problem) {
	if settings == nil || len(settings.Regels) == 0 {
		return nil, nil
	}
	byCode := map[string]*diag.Rule{}
	for _, r := range rules {
		byCode[r.Code] = r
	}
	codes := slices.Sorted(maps.Keys(byCode))

	severity = map[string]diag.Severity{}
	for _, code := range slices.Sorted(maps.Keys(settings.Regels)) {
		set, r := settings.Regels[code], byCode[code]
		at := settingPlace(settings, code)
		switch {
		case r == nil:
			own = append(own, settings.Problem(ruleSetting, at,
				lang.F("er is geen regel met de code %q", "there is no rule with the code %q", short(code)), unknownCodeHint(code, codes)))
		case r.Fixed && set.Ernst != "":
			own = append(own, settings.Problem(ruleSetting, at,
				lang.F("de ernst van de regel %s staat vast", "the severity of the rule %s is fixed", code),
				lang.T("Haal deze instelling weg, en verbeter wat de regel vindt.", "Remove this setting, and mend what the rule finds.")))
		case set.Ernst != "":
			severity[code] = severities[set.Ernst]
			if severity[code] == diag.Off {
				own = append(own, settings.Problem(ruleOff, at,
					lang.F("de regel %s staat uit: %s", "the rule %s is off: %s", code, short(set.Reden)), lang.Text{}))
			}
		}
	}
	return severity, own
}

// graded gives ps their severity, and drops those that are off.
func graded(ps []diag.Problem, severity map[string]diag.Severity) []diag.Problem {
	if len(severity) == 0 {
		return ps
	}
	out := ps[:0] // in place: there may be very many
	for _, p := range ps {
		if s, ok := severity[p.Code]; ok {
			p.Severity = s
		}
		if p.Severity != diag.Off {
			out = append(out, p)
		}
	}
	return out
}

// Off returns the codes of the rules that are off, sorted.
func Off(settings *traject.Settings, rules []*diag.Rule) []string {
	var codes []string
	for _, r := range rules {
		if set := settings.Regels[r.Code]; set != nil && !r.Fixed && set.Ernst != "" && severities[set.Ernst] == diag.Off {
			codes = append(codes, r.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

var severities = map[traject.Ernst]diag.Severity{
	"uit": diag.Off, "info": diag.Info, "waarschuwing": diag.Warning, "fout": diag.Error,
}

// settingPlace returns the place of a code below regels.
func settingPlace(s *traject.Settings, code string) diag.Range {
	keys := s.File.Front.Content
	for i := 0; i+1 < len(keys); i += 2 {
		if content.KeyName(keys[i].Value) == "regels" {
			return content.NewNode(s.File, keys[i+1]).KeyAt(content.KeyName(code))
		}
	}
	return s.At("regels")
}

func unknownCodeHint(code string, codes []string) lang.Text {
	if near := traject.Nearest(content.KeyName(code), codes); near != "" {
		return lang.F("Bedoelt u %s?", "Did you mean %s?", near)
	}
	return lang.T("De code van een regel staat tussen haken achter elke melding.", "The code of a rule stands in brackets behind each problem.")
}
