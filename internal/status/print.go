package status

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// Formats returns the names that [Print] understands, the default first.
func Formats() []string { return []string{"text", "json", "html"} }

// Print writes r to w in the named format.
func Print(w io.Writer, format string, r *Report, l lang.Lang) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(r)
	case "html":
		return printHTML(w, r, l)
	case "text":
		t := &text{l: l}
		t.report(r)
		_, err := io.WriteString(w, t.b.String())
		return err
	}
	return lang.Errorf("onbekende vorm %q; kies uit %s", "unknown format %q; choose from %s", format, strings.Join(Formats(), ", "))
}

const (
	width = 80 // of a terminal that nobody made wider
	// many is how many items of one section a person in a hurry reads.
	many = 12
)

// A text is the report for a terminal while it is made.
type text struct {
	b strings.Builder
	l lang.Lang
}

func (t *text) line(indent int, s lang.Text) { t.wrap(indent, s.In(t.l)) }

// wrap writes s, broken between words so that it fits.
func (t *text) wrap(indent int, s string) {
	left := strings.Repeat(" ", indent)
	line := ""
	for _, word := range strings.Fields(strings.Map(visible, s)) {
		switch {
		case line == "":
			line = word
		case indent+utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			t.b.WriteString(left + line + "\n")
			line = word
		default:
			line += " " + word
		}
	}
	t.b.WriteString(left + line + "\n")
}

// visible makes spaces of what a terminal would obey.
func visible(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return ' '
	}
	return r
}

func (t *text) report(r *Report) {
	t.line(0, lang.F("%s: %s", "%s: %s", Date(traject.Datum(r.Date)), r.Headline()))
	if !r.Complete {
		t.line(0, incomplete(r))
	}
	for _, s := range r.sections() {
		t.heading(s.Heading, len(s.Items))
		for n, i := range s.Items {
			if n == many && len(s.Items) > many+1 {
				t.line(2, lang.F("... en nog %d (alle met: weerklank status --format html)", "... and %d more (all with: weerklank status --format html)", len(s.Items)-many))
				break
			}
			t.item(i)
		}
	}
	t.groups(lang.T("Per onderwerp", "By topic"), r.Topics)
	if len(r.Teams) > 1 || len(r.Teams) == 1 && r.Teams[0].Name != "" {
		t.groups(lang.T("Per team", "By team"), r.Teams)
	}
	t.rest(r)
}

func incomplete(r *Report) lang.Text {
	return lang.F("Let op: de inhoud heeft %s. Wat daardoor niet wordt begrepen, ontbreekt hier. Kijk eerst met: weerklank check",
		"Note: the content has %s. What is not understood because of that is missing here. Look first with: weerklank check",
		amount(r.Problems.Errors, lang.T("fout", "error"), lang.T("fouten", "errors")))
}

func (t *text) heading(h lang.Text, n int) {
	t.b.WriteString("\n")
	t.line(0, lang.F("%s: %d", "%s: %d", h, n))
}

// shown is how many letters of what people said are enough to know it again.
const shown = 140

func (t *text) item(i Item) {
	what := []rune(strings.Join(strings.Fields(i.What().In(t.l)), " "))
	if len(what) > shown {
		what = append(what[:shown-1], '…')
	}
	t.wrap(2, string(what))
	t.line(6, i.When())
	where := i.Place()
	if i.Team != "" {
		where += ", " + i.Team
	}
	t.wrap(6, where)
}

// groups writes a table of those where something waits; a name that is too long
// for it is cut.
func (t *text) groups(title lang.Text, groups []Group) {
	groups = slices.DeleteFunc(slices.Clone(groups), func(g Group) bool { return g.Waiting+g.urgent() == 0 })
	if len(groups) == 0 {
		return
	}
	const name = 40
	cell := func(s string) string {
		if r := []rune(strings.Map(visible, s)); len(r) > name {
			return string(r[:name-1]) + "…"
		} else {
			return string(r) + strings.Repeat(" ", name-len(r))
		}
	}
	t.b.WriteString("\n")
	columns := lang.T("    wacht  te laat  belofte evaluatie", "    waits     late  promise   evaluate").In(t.l)
	t.b.WriteString(strings.TrimRight(cell(title.In(t.l))+columns, " ") + "\n")
	for _, g := range groups {
		fmt.Fprintf(&t.b, "%s%9d%9d%9d%10d\n", cell(nameOf(g).In(t.l)), g.Waiting, g.Behind(), g.PromisePast, g.Evaluations)
	}
}

// nameOf names a group, also the team of what has none.
func nameOf(g Group) lang.Text {
	if g.Name == "" {
		return lang.T("(geen team genoemd)", "(no team named)")
	}
	return lang.T(g.Name, g.Name)
}

// rest writes what is no hurry: what is not on the site, and how it is checked.
func (t *text) rest(r *Report) {
	if len(r.Concepts) > 0 {
		t.heading(lang.T("Nog niet op de site", "Not on the site yet"), len(r.Concepts))
		for _, d := range r.Concepts {
			t.line(2, lang.F("%s (%s)", "%s (%s)", d.File, d.why()))
		}
	}
	if len(r.Rules) > 0 {
		t.heading(lang.T("Regels die in site.yaml zijn veranderd", "Rules that site.yaml changes"), len(r.Rules))
		for _, x := range r.Rules {
			t.line(2, lang.F("%s: %s, want: %s", "%s: %s, because: %s", x.Code, severity(x.Severity), x.Reason))
		}
	}
	if len(r.Exceptions) > 0 {
		t.heading(lang.T("Volgens site.yaml geen persoonsgegeven", "No personal data, says site.yaml"), len(r.Exceptions))
		for _, x := range r.Exceptions {
			t.line(2, lang.F("%s, want: %s", "%s, because: %s", x.Value, x.Reason))
		}
	}
	t.b.WriteString("\n")
	if r.Examples > 0 {
		t.line(0, lang.F("Verzonnen voorbeelden tellen niet mee: %d.", "Invented examples do not count: %d.", r.Examples))
	}
	p := r.Problems
	t.line(0, lang.F("Meldingen van weerklank check: %s, %s.", "Findings of weerklank check: %s, %s.",
		amount(p.Errors, lang.T("fout", "error"), lang.T("fouten", "errors")),
		amount(p.Warnings, lang.T("waarschuwing", "warning"), lang.T("waarschuwingen", "warnings"))))
	if r.Until == "" {
		t.line(0, lang.T("Wat er de komende maand aankomt: weerklank status --due 30d", "What comes within a month: weerklank status --due 30d"))
	}
}

// why says why a document is not on the site yet.
func (d Document) why() lang.Text {
	if d.From != "" {
		return lang.F("vanaf %s", "from %s", Date(d.From))
	}
	return lang.T("concept", "concept")
}

// severity says what a rule became.
func severity(e traject.Ernst) lang.Text {
	switch e {
	case "uit":
		return lang.T("staat uit", "off")
	case "info":
		return lang.T("is een tip", "a tip")
	case "fout":
		return lang.T("is een fout", "an error")
	}
	return lang.T("is een waarschuwing", "a warning")
}
