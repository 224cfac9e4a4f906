package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var headingInValue = rule[*text]{
	Rule: &diag.Rule{
		Code: "kop-in-waarde", Group: diag.Accessible, Severity: diag.Error, Source: "WCAG 2.2, 1.3.1 (A)",
		Title: lang.T("Een kop in de tekst van een sleutel", "A heading in the text of a key"),
		Why: lang.T("De pagina zet zelf koppen boven het antwoord, de reden en de rest. Een kop ertussen haalt die volgorde door elkaar, vooral voor wie de pagina laat voorlezen.",
			"The page itself puts headings above the answer, the reason and the rest. A heading in between upsets that order, most of all for who has the page read aloud."),
		Wrong: "reden: |\n  ## Te duur\n\n  Een toilet kost 60.000 euro.",
		Right: "reden: |\n  **Te duur.** Een toilet kost 60.000 euro.",
	},
	check: func(t *text, report report) {
		if !t.src.InValue() {
			return
		}
		for _, h := range t.doc.Headings() {
			report(t.place(h.Offset, h.End), lang.F("in %s staat een kop: %q", "%s holds a heading: %q", t.key, short(h.Text)),
				lang.T("Maak er vette tekst van: **tekst**. Koppen kunnen alleen onder de tweede ---.", "Make it bold: **text**. Headings are only possible below the second ---."))
		}
	},
}
