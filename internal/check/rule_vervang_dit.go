package check

import (
	"regexp"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var ruleReplaceThis = &diag.Rule{
	Code: "vervang-dit", Severity: diag.Error,
	Title: lang.T("Een voorbeeldtekst die nog vervangen moet worden", "An example text that must still be replaced"),
	Why: lang.T("Een nieuw bestand begint met voorbeeldtekst. Blijft die staan, dan lezen bewoners op de website wat voor u bedoeld was, en telt een verzonnen signaal mee.",
		"A new file begins with example text. If it stays, residents read on the site what was meant for you, and an invented signaal is counted."),
	Wrong: "signalen:\n  - id: hek\n    signaal: \"Vervang dit: wat mensen zeiden, in hun eigen woorden.\"",
	Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.",
}

var (
	replaceThis         = rule[*document]{Rule: ruleReplaceThis, check: func(d *document, report report) { checkReplaceThis(d.File, d.Concept, report) }}
	pageReplaceThis     = rule[*traject.Page]{Rule: ruleReplaceThis, check: func(p *traject.Page, report report) { checkReplaceThis(p.File, p.Concept, report) }}
	settingsReplaceThis = rule[*traject.Settings]{Rule: ruleReplaceThis, check: func(s *traject.Settings, report report) { checkReplaceThis(s.File, false, report) }}
)

// placeholder is how package scaffold marks what must be replaced. A resident
// may well say "vervang dit bankje", so the words alone are not enough.
var placeholder = regexp.MustCompile(`(?i)^(?:(?:vervang dit|replace this)(?::|$)|(?:vervang-dit|replace-this)-[0-9]+$)`)

func checkReplaceThis(f *content.File, concept bool, report report) {
	if concept {
		return // there it is what one begins with
	}
	f.Scalars(func(s content.Scalar) {
		if s.Value != "" && strings.IndexByte("VvRr", s.Value[0]) >= 0 && placeholder.MatchString(s.Value) {
			report(s.At(), lang.F("hier staat nog voorbeeldtekst: %s", "there is still example text here: %s", short(s.Value)),
				lang.T("Schrijf hier uw eigen tekst. Hebt u die niet, en is de regel niet verplicht? Haal hem dan weg.", "Write your own text here. Have you none, and is the line not required? Then remove it."))
		}
	})
}
