package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var emptyHeading = rule[*text]{
	Rule: &diag.Rule{
		Code: "lege-kop", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A) en 2.4.6 (AA); ATAG 2.0, B.3.1.1",
		Title: lang.T("Een kop zonder tekst", "A heading without text"),
		Why: lang.T("Wie van kop naar kop springt, komt op een plek waar niets staat.",
			"Who goes from heading to heading gets to a place where there is nothing."),
		Wrong: "##\n\nOp de eerste avond kwamen veel ouders.",
		Right: "## De eerste avond\n\nOp de eerste avond kwamen veel ouders.",
	},
	check: func(t *text, report report) {
		if t.src.InValue() {
			return // there no heading is right, see headingInValue
		}
		for _, h := range t.doc.Headings() {
			if strings.TrimFunc(h.Text, func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') }) == "" {
				report(t.place(h.Offset, h.End), lang.T("deze kop heeft geen tekst", "this heading has no text"),
					lang.T("Schrijf achter # waar het stuk hieronder over gaat, of haal de regel weg.", "Write behind # what the part below is about, or remove the line."))
			}
		}
	},
}
