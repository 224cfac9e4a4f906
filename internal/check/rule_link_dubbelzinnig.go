package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var linkAmbiguous = rule[*text]{
	Rule: &diag.Rule{
		Code: "link-dubbelzinnig", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 2.4.4 (A) en 2.4.9 (AAA); ATAG 2.0, B.3.1.1",
		Title: lang.T("Twee links met dezelfde tekst en een ander doel", "Two links with the same text that lead to different places"),
		Why: lang.T("In een lijst van links, zoals een schermlezer die geeft, zijn ze niet uit elkaar te houden.",
			"In a list of links, as a screen reader gives it, they cannot be told apart."),
		Wrong: "Lees het [verslag van de avond](/trajecten/eerste-ronde/) en het [verslag van de avond](/onderwerpen/spelen/).",
		Right: "Lees het [verslag van de eerste avond](/trajecten/eerste-ronde/) en het [verslag van de tweede avond](/onderwerpen/spelen/).",
	},
	check: func(t *text, report report) {
		for _, l := range t.doc.Links() {
			name := folded(inBrackets.ReplaceAllString(l.Text, ""))
			if name == "" || l.Auto || !markdown.SafeDest(l.Dest) {
				continue
			}
			if t.linked == nil {
				t.linked = map[string]*linked{}
			}
			before := t.linked[name]
			switch dest := plainDest(l.Dest); {
			case before == nil:
				t.linked[name] = &linked{dest: dest, written: l.Dest}
			case before.dest != dest && !before.reported:
				before.reported = true
				report(t.place(l.Offset, l.End), lang.F("een andere link met deze tekst gaat naar %s", "another link with this text leads to %s", short(before.written)),
					lang.T("Geef elke link een eigen tekst, die zegt waarin de twee verschillen.", "Give each link a text of its own, that says how the two differ."))
			}
		}
	},
}

// A linked is where the first link of a page with some text leads.
type linked struct {
	dest, written string
	reported      bool
}

// plainDest returns a destination without what makes no other place of it.
func plainDest(dest string) string {
	if markdown.External(dest) {
		_, dest, _ = strings.Cut(dest, "//")
		dest = strings.TrimPrefix(strings.ToLower(dest), "www.")
	}
	return strings.TrimSuffix(dest, "/")
}
