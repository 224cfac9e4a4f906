package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// often is how many extensions are too many to believe the next one.
const often = 3

var extendedOften = rule[*document]{
	Rule: &diag.Rule{
		Code: "steeds-uitgesteld", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 7:10, derde lid (een keer verdagen)",
		Title:  lang.T("Een antwoord dat steeds opnieuw wordt uitgesteld", "An answer that is extended again and again"),
		Why: lang.T("Wie voor de derde keer een nieuwe datum krijgt, gelooft die niet meer. Een antwoord, ook een nee, is dan beter.",
			"Who gets a new date for the third time does not believe it any more. An answer, be it a no, is better then."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01\n    uitgesteld:\n      - op: 2025-02-20\n        tot: 2025-09-01\n      - op: 2025-08-20\n        tot: 2026-03-01\n      - op: 2026-02-20\n        tot: 2199-03-01",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01\n    uitgesteld:\n      - op: 2025-02-20\n        tot: 2199-03-01",
	},
	check: running(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool { return d.stand(s).Keer >= often })
		if s != nil {
			report(s.KeyAt("uitgesteld", "verdaagd"), lang.F("dit antwoord is %d keer uitgesteld%s", "this answer was extended %d times%s", len(s.Uitgesteld), also(n)),
				lang.T("Kan er nu een antwoord komen, ook als het nee is, of een antwoord op een deel? Zeg anders bij de reden wie er nu op wacht, en waarop.",
					"Can there be an answer now, be it a no, or an answer to a part? Else say at the reden who waits for what."))
		}
	}),
}
