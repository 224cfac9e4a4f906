package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var noEvaluation = rule[*document]{
	Rule: &diag.Rule{
		Code: "geen-evaluatie", Group: diag.Honest, Severity: diag.Warning,
		Source: "Lemniscaat Ervaringskennis in beleid, phase 4 (evalueren en terugkoppelen)",
		Title:  lang.T("De laatste phase zonder evaluatie", "The last phase without an evaluation"),
		Why: lang.T("In deze phase vraagt de gemeente of het helpt. Staat er geen evaluatie, dan weet niemand of en wanneer dat gebeurt.",
			"In this phase the municipality asks whether it helps. Without an evaluation nobody knows whether and when that is done."),
		Wrong: "phase: 4\nterugkoppeling:\n  - kanaal: brief aan de buurt",
		Right: "phase: 4\nterugkoppeling:\n  - kanaal: brief aan de buurt\nevaluatie:\n  gepland: 2199-09\n  wie: ouders uit de straat",
	},
	check: lastPhase(func(d *document, report report) {
		if s, _ := d.first(func(s *traject.Signaal) bool { return len(s.Evaluatie) > 0 }); s == nil && len(d.Evaluatie) == 0 && !misread(d.Node, "evaluatie") {
			report(d.At("phase", "fase"), lang.T("de phase is terugkoppelen, maar er is geen evaluatie", "the phase is terugkoppelen, but there is no evaluatie"),
				lang.T("Voeg evaluatie toe: wanneer u vraagt of het helpt, en aan wie.", "Add evaluatie: when you will ask whether it helps, and whom."))
		}
	}),
}

// lastPhase makes a rule look only at what is in the last phase. What never stops
// is in every phase at once, and in none for good.
func lastPhase(check func(*document, report)) func(*document, report) {
	return shown(func(d *document, report report) {
		if d.Phase != traject.Terugkoppelen || d.Doorlopend {
			return
		}
		// Without one answer the phase is wrong, and there is nothing to ask about.
		if _, n := d.first(func(s *traject.Signaal) bool { return answered(s.Besluit) }); n > 0 || len(d.Signalen) == 0 {
			check(d, report)
		}
	})
}
