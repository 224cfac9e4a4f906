package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var altCaption = rule[*text]{
	Rule: &diag.Rule{
		Code: "alt-bijschrift", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.1.1 (A), techniek F39 en H2; ATAG 2.0, B.2.3.1",
		Title: lang.T("Een beschrijving die hetzelfde zegt als de tekst ernaast", "A description that says the same as the text beside it"),
		Why: lang.T("Wie luistert, hoort dezelfde woorden twee keer, en weet nog niet wat er te zien is.",
			"Who listens hears the same words twice, and still does not know what is to be seen."),
		Wrong: "![Het plan voor de speelplek](/media/tekening.jpg \"Het plan voor de speelplek\")",
		Right: "![Van boven gezien: een klimrek, een schommel en een zandbak.](/media/tekening.jpg \"Het plan voor de speelplek\")",
	},
	check: func(t *text, report report) {
		images := t.doc.Images()
		if len(images) == 0 {
			return
		}
		blocks := t.doc.Blocks()
		for _, i := range images {
			alt := folded(i.Alt)
			if alt == "" {
				continue
			}
			if alt == folded(i.Title) || t.besides(i, alt, blocks) {
				report(t.place(i.Offset, i.End), lang.T("de beschrijving van dit beeld is dezelfde tekst als ernaast staat", "the description of this image is the same text as stands beside it"),
					lang.T("Schrijf tussen [ en ] wat er te zien is. Voegt het beeld niets toe aan de tekst? Schrijf dan ![](naam van het bestand){decoratief}.",
						"Write between [ and ] what is to be seen. Does the image add nothing to the text? Then write ![](name of the file){decoratief}."))
			}
		}
	},
}

// besides reports whether a block next to the image i, or the rest of its own,
// reads as alt.
func (t *text) besides(i markdown.Image, alt string, blocks []markdown.Block) bool {
	for _, b := range blocks {
		between := ""
		switch {
		case b.Offset >= i.End:
			between = t.src.Text[i.End:b.Offset]
		case b.End <= i.Offset:
			between = t.src.Text[b.End:i.Offset]
		default:
			continue
		}
		if len(between) < 200 && strings.Trim(between, " \t\r\n*_>#()[]|-\\") == "" || strings.HasPrefix(between, "](") && !strings.Contains(between, "\n\n") {
			if folded(b.Text) == alt {
				return true
			}
		}
	}
	return false
}
