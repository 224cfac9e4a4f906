package diag

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"weerklank/internal/lang"
)

// ExplainWidth is how many columns an explanation takes, except for its examples.
const ExplainWidth = 80

// Explain writes what rules are about, for people at a terminal: see [Pages] for
// the same on a page.
func Explain(w io.Writer, rules []*Rule, o Options) error {
	var b bytes.Buffer
	t := textPrinter{o: o}
	for i, r := range rules {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(t.paint(bold, strings.TrimRight(wrap(r.Title.In(o.Lang)+" ["+r.Code+"]", ""), "\n")) + "\n\n")
		for _, part := range r.about(o.Lang) {
			b.WriteString(wrap(part, "  "))
		}
		b.WriteString("\n" + wrap(r.Why.In(o.Lang), ""))
		for _, example := range []struct {
			title lang.Text
			text  string
		}{{wrongTitle, r.Wrong}, {rightTitle, r.Right}} {
			if example.text == "" {
				continue
			}
			b.WriteString("\n" + t.paint(bold, example.title.In(o.Lang)+":") + "\n\n")
			for _, line := range cleanLines(strings.TrimRight(example.text, "\n")) {
				b.WriteString(strings.TrimRight("    "+line, " ") + "\n")
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

var wrongTitle, rightTitle = lang.T("Niet", "Wrong"), lang.T("Wel", "Right")

// about returns what there is to know of r, a line each.
func (r *Rule) about(l lang.Lang) []string {
	severity := r.Severity.Text().In(l)
	if r.Fixed {
		severity += lang.T(" (staat vast)", " (fixed)").In(l)
	}
	lines := []string{
		lang.F("groep: %s", "group: %s", r.Group.Text()).In(l),
		lang.F("ernst: %s", "severity: %s", severity).In(l),
	}
	if r.Source != "" {
		lines = append(lines, lang.F("bron: %s", "source: %s", r.Source).In(l))
	}
	if r.Mends {
		lines = append(lines, lang.T("verbeteren: weerklank check --fix doet het waar het zeker is",
			"mending: weerklank check --fix does it where it is certain").In(l))
	} else {
		lines = append(lines, lang.T("verbeteren: dat doet u zelf", "mending: that is up to you").In(l))
	}
	return lines
}

// ListRules writes the code and the title of each rule, by group.
func ListRules(w io.Writer, rules []*Rule, o Options) error {
	var b bytes.Buffer
	t := textPrinter{o: o}
	longest := 0
	for _, r := range rules {
		longest = max(longest, len(r.Code))
	}
	for _, g := range byGroup(rules) {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(t.paint(bold, g.group.Text().In(o.Lang)) + "\n\n")
		for _, r := range g.rules {
			lead := "  " + r.Code + strings.Repeat(" ", longest-len(r.Code)+2)
			title := wrap(r.Title.In(o.Lang), strings.Repeat(" ", len(lead)))
			b.WriteString(lead + strings.TrimLeft(title, " "))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A ruleGroup is the rules of one group, by code.
type ruleGroup struct {
	group Group
	rules []*Rule
}

// byGroup returns the groups that have rules, in their order.
func byGroup(rules []*Rule) []ruleGroup {
	var gs []ruleGroup
	for group := Form; group <= Links; group++ {
		g := ruleGroup{group: group}
		for _, r := range byCode(rules) {
			if r.Group == group {
				g.rules = append(g.rules, r)
			}
		}
		if len(g.rules) > 0 {
			gs = append(gs, g)
		}
	}
	return gs
}

// wrap returns s in lines of at most [ExplainWidth] columns that begin with lead.
func wrap(s, lead string) string {
	var b strings.Builder
	line := lead
	for _, word := range strings.Fields(clean(s)) {
		switch {
		case line == lead:
			line += word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= ExplainWidth:
			line += " " + word
		default:
			b.WriteString(line + "\n")
			line = lead + word
		}
	}
	b.WriteString(line + "\n")
	return b.String()
}
