package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var statementPlanning = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-planning", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een maatregel waarvan de datum voorbij is", "A measure whose date has passed"),
		Why: lang.T("Mensen lezen in de verklaring wanneer iets is opgelost. Is die dag voorbij, dan is het klaar, of het duurt langer. Beide horen in de verklaring.",
			"People read in the statement when something will be solved. When that day has passed it is done, or it takes longer. Either belongs in the statement."),
		Wrong: "afwijkingen:\n  - criterium: 1.4.3 Contrast\n    beschrijving: Een oude kaart heeft te weinig contrast.\n    planning: 2025-Q4",
		Right: "afwijkingen:\n  - criterium: 1.4.3 Contrast\n    beschrijving: Een oude kaart heeft te weinig contrast.\n    planning: 2199-Q4",
	},
	check: func(s *statement, report report) {
		for _, d := range s.Afwijkingen {
			if d.Planning.Past(s.Today) {
				report(d.At("planning"), lang.F("deze datum is voorbij: het is nu %s", "this date has passed: today is %s", s.Today),
					lang.T("Is het opgelost? Haal de afwijking weg. Duurt het langer? Schrijf de nieuwe datum.", "Is it solved? Remove the deviation. Does it take longer? Write the new date."))
			}
		}
	},
}
