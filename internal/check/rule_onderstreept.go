package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var underlined = rule[*text]{
	Rule: &diag.Rule{
		Code: "onderstreept", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A); NL Design System, tekst benadrukken; ATAG 2.0, B.2.3",
		Title: lang.T("Onderstreepte tekst die geen link is", "Underlined text that is no link"),
		Why: lang.T("Wie onderstreepte tekst ziet, denkt aan een link, en klikt voor niets. Op deze site zijn alleen links onderstreept.",
			"Who sees underlined text thinks of a link, and clicks in vain. On this site only links are underlined."),
		Wrong: "Meld u aan ++voor 1 mei++.",
		Right: "Meld u aan **voor 1 mei**.",
	},
	check: func(t *text, report report) {
		hint := lang.T("Wilt u nadruk? Zet er ** omheen, dan wordt het vet.", "Do you want emphasis? Put ** around it, which makes it bold.")
		for _, span := range t.doc.RawHTML() {
			if underlineTag.MatchString(span.Text) {
				report(t.place(span.Offset, span.End), lang.T("hier wordt tekst onderstreept", "here text is underlined"), hint)
			}
		}
		if !strings.Contains(t.src.Text, "++") && !strings.Contains(t.src.Text, "underline") && !strings.ContainsRune(t.src.Text, '\u0332') {
			return
		}
		for _, m := range underlineSigns.FindAllStringIndex(t.src.Text, -1) {
			if !t.inCode(m[0]) {
				report(t.place(m[0], m[1]), lang.T("hier is tekst bedoeld om te onderstrepen", "here text is meant to be underlined"), hint)
			}
		}
	},
}

var (
	underlineTag   = regexp.MustCompile(`(?i)^<(?:u|ins)(?:\s[^>]*)?>|^<[a-z]+\s[^>]*underline`)
	underlineSigns = regexp.MustCompile(`\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+|\[[^\]\n]+\]\{\.(?:underline|ul)\}|(?:\pL\x{0332})+`)
)
