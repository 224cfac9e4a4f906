package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var extendedLate = rule[*document]{
	Rule: &diag.Rule{
		Code: "te-laat-uitgesteld", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 4:14 (uitstel zeggen voordat de termijn voorbij is)",
		Title:  lang.T("Uitgesteld toen de termijn al voorbij was", "Extended when the term was past already"),
		Why: lang.T("Mensen rekenden op een antwoord en hoorden niets. Uitstel hoort te komen voordat de dag er is.",
			"People counted on an answer and heard nothing. An extension should come before the day is there."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01\n    uitgesteld:\n      - op: 2025-04-10\n        tot: 2199-09-01\n        reden: Er moet nog worden gemeten.",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01\n    uitgesteld:\n      - op: 2025-02-20\n        tot: 2199-09-01\n        reden: Er moet nog worden gemeten.",
	},
	check: shown(func(d *document, report report) {
		late := func(s *traject.Signaal) (*traject.Uitstel, traject.Datum) {
			if len(s.Uitgesteld) == 0 || unpublished(d) || !d.stand(s).Wacht() {
				return nil, ""
			}
			v := s.Verloop()
			return v.TeLaatUitgesteld(d.reactietermijn())
		}
		s, n := d.first(func(s *traject.Signaal) bool { u, _ := late(s); return u != nil })
		if s == nil {
			return
		}
		u, term := late(s)
		report(u.At("op"), lang.F("uitgesteld op %s, maar de termijn was toen al voorbij: %s%s", "extended on %s, but the term was past by then: %s%s", u.Op, term, also(n)),
			lang.T("Klopt de datum bij op? Zeg dan bij de reden van het uitstel ook waarom mensen het niet eerder hoorden.",
				"Is the date at op right? Then also say at the reden of the extension why people did not hear it sooner."))
	}),
}
