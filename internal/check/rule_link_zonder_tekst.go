package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var linkText = rule[*text]{
	Rule: &diag.Rule{
		Code: "link-zonder-tekst", Group: diag.Accessible, Severity: diag.Error, Source: "WCAG 2.2, 2.4.4 (A) en 4.1.2 (A)",
		Title: lang.T("Een link zonder tekst", "A link without text"),
		Why: lang.T("Niemand ziet een link zonder tekst, en wie de pagina laat voorlezen hoort alleen: link.",
			"Nobody sees a link without text, and who has the page read aloud only hears: link."),
		Wrong: "Lees verder: [](/trajecten/eerste-ronde/).",
		Right: "Lees verder bij [de eerste ronde](/trajecten/eerste-ronde/).",
	},
	check: func(t *text, report report) {
		for _, l := range t.doc.Links() {
			raw := t.src.Text[l.Offset:l.End]
			if strings.TrimSpace(l.Text) != "" || strings.Contains(raw, "![") && !strings.Contains(raw, "{decoratief") { // an image is for imageAlt
				continue
			}
			report(t.place(l.Offset, l.End), lang.T("deze link heeft geen tekst", "this link has no text"),
				lang.T("Schrijf tussen [ en ] waar de link naartoe gaat.", "Write between [ and ] where the link leads."))
		}
	},
}
