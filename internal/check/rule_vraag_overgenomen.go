package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var questionAdopted = rule[*document]{
	Rule: &diag.Rule{
		Code: "vraag-overgenomen", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Een vraag die is overgenomen of afgewezen", "A question that was adopted or turned down"),
		Why: lang.T("Een vraag krijgt een antwoord; over te nemen of af te wijzen is er niets. In de cijfers telt zij zo mee als een ja of een nee.",
			"A question gets an answer; there is nothing to adopt or to turn down. In the figures it counts as a yes or a no this way."),
		Wrong: "signalen:\n  - id: klaar\n    signaal: Wanneer kunnen de kinderen weer spelen?\n    soort: vraag\n    besluit: overgenomen\n    reden: De speelplek gaat op 20 mei open voor iedereen.\n    gevolg: De speelplek gaat open.\n    gepland: 2199-05-20",
		Right: "signalen:\n  - id: klaar\n    signaal: Wanneer kunnen de kinderen weer spelen?\n    soort: vraag\n    besluit: beantwoord\n    reden: De speelplek gaat op 20 mei open voor iedereen.",
	},
	check: shown(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool {
			return s.Soort == traject.Vraag && (adopted(s.Besluit) || s.Besluit == traject.NietOvergenomen)
		})
		if s != nil {
			report(s.At("besluit"), lang.F("dit is een vraag, en het besluit is %s%s", "this is a question, and the besluit is %s%s", s.Besluit, also(n)),
				lang.T("Schrijf besluit: beantwoord. Vroegen mensen om iets te doen? Maak er dan soort: idee van.",
					"Write besluit: beantwoord. Did people ask to do something? Then make it soort: idee."))
		}
	}),
}
