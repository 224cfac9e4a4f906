package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// languages are those that the default theme has a catalogue of texts for.
var languages = []string{"nl", "en"}

var language = rule[*traject.Settings]{
	Rule: &diag.Rule{
		Code: "taal", Severity: diag.Error, Source: "WCAG 2.2, 3.1.1 (A)", Mends: true, Fixed: true,
		Title: lang.T("Een taal die de website niet spreekt", "A language that the site does not speak"),
		Why: lang.T("De woorden die niet uit uw teksten komen, zoals die boven een antwoord, zijn er alleen in een paar talen.",
			"The words that do not come from your texts, such as those above an answer, exist in a few languages only."),
		Wrong: "taal: nederlands",
		Right: "taal: nl",
	},
	check: func(s *traject.Settings, report report) {
		if s.Taal == "" || slices.Contains(languages, s.Taal) {
			return
		}
		var edits []diag.Edit
		hint := lang.F("Hier kan: %s.", "Allowed here: %s.", strings.Join(languages, ", "))
		for _, l := range languages { // nl-NL, NL
			if tag, _, _ := strings.Cut(strings.ToLower(s.Taal), "-"); tag == l {
				hint = lang.F("Schrijf taal: %s.", "Write taal: %s.", l)
				edits = s.File.Replace(s.At("taal"), s.Taal, l)
			}
		}
		report(s.At("taal"), lang.F("de taal %q is er niet", "there is no language %q", short(s.Taal)), hint, edits...)
	},
}
