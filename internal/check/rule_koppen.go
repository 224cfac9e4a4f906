package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var headingLevels = rule[*text]{
	Rule: &diag.Rule{
		Code: "koppen", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Koppen die een niveau overslaan", "Headings that skip a level"),
		Why: lang.T("Wie de pagina laat voorlezen, springt van kop naar kop. Een overgeslagen niveau klinkt alsof er een stuk mist. De titel is al de kop van niveau 1.",
			"Who has the page read aloud goes from heading to heading. A skipped level sounds as if a part is missing. The title already is the heading of level 1."),
		Wrong: "# Wat gebeurde er?\n\n### De eerste avond",
		Right: "## Wat gebeurde er?\n\n### De eerste avond",
	},
	check: func(t *text, report report) {
		if t.src.InValue() {
			return // there no heading is right
		}
		before := 1 // the title of the page
		for _, h := range t.doc.Headings() {
			at, hashes := t.place(h.Offset, h.End), strings.Repeat("#", before+1)
			hint := lang.F("Begin deze kop met %s.", "Begin this heading with %s.", hashes)
			switch {
			case h.Level == 1:
				report(at, lang.T("deze kop is van niveau 1, maar dat is de titel van de pagina al", "this heading is of level 1, but so is the title of the page"),
					lang.T("Begin deze kop met ##.", "Begin this heading with ##."))
			case h.Level > before+1 && before == 1:
				report(at, lang.F("deze kop is van niveau %d, maar erboven staat geen kop van niveau 2", "this heading is of level %d, but there is no heading of level 2 above it", h.Level), hint)
			case h.Level > before+1:
				report(at, lang.F("deze kop is van niveau %d, maar de kop ervoor van niveau %d", "this heading is of level %d, but the one before it of level %d", h.Level, before), hint)
			}
			before = max(h.Level, 2)
		}
	},
}
