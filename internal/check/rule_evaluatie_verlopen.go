package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var evaluationPast = rule[*document]{
	Rule: &diag.Rule{
		Code: "evaluatie-verlopen", Group: diag.Honest, Severity: diag.Warning,
		Source: "Lemniscaat Ervaringskennis in beleid, phase 4 (evalueren en terugkoppelen)",
		Title:  lang.T("Een evaluatie die voorbij is, zonder uitkomst", "An evaluation that is past, without an outcome"),
		Why: lang.T("Wie is gevraagd of het helpt, wil weten wat eruit kwam. En wie het zou worden gevraagd, wacht nog.",
			"Who was asked whether it helps wants to know what came out. And who would be asked is still waiting."),
		Wrong: "evaluatie:\n  gepland: 2026-05\n  wie: ouders uit de straat",
		Right: "evaluatie:\n  gepland: 2026-05\n  wie: ouders uit de straat\n  datum: 2026-05-30\n  uitkomst: Van de 30 ouders vinden 24 het nu veiliger.",
	},
	check: running(func(d *document, report report) {
		look := func(es traject.Evaluaties) {
			for _, e := range es {
				if e.Verlopen(d.Today) {
					report(e.At("datum", "gepland"), lang.F("deze evaluatie was op %s, en er staat geen uitkomst", "this evaluation was on %s, and there is no outcome", e.Open()),
						lang.T("Schrijf bij uitkomst wat mensen zeiden. Is het niet gebeurd? Zeg bij uitkomst waarom, en plan een nieuwe.",
							"Write at uitkomst what people said. Did it not take place? Say why at uitkomst, and plan another."))
				}
			}
		}
		look(d.Evaluatie)
		for _, s := range d.Signalen {
			look(s.Evaluatie)
		}
	}),
}
