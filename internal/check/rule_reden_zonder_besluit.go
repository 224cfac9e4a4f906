package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var reasonWithoutAnswer = rule[*document]{
	Rule: &diag.Rule{
		Code: "reden-zonder-besluit", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("Een reden zonder besluit", "A reden without a besluit"),
		Why: lang.T("Zonder besluit staat er op de pagina: nog geen antwoord. De reden staat er dan onder als waarom het nog niet zo ver is. Meestal is het besluit vergeten.",
			"Without a besluit the page says: no answer yet. The reden then stands below it as why it is not that far yet. Mostly the besluit was forgotten."),
		Wrong: "signalen:\n  - id: drempel\n    signaal: Leg een drempel aan.\n    verwacht: 2199-09-16\n    reden: In deze straat rijden veel auto's te hard, dus komt die er.",
		Right: "signalen:\n  - id: drempel\n    signaal: Leg een drempel aan.\n    verwacht: 2199-09-16\n    besluit: in-behandeling\n    reden: Wij meten eerst hoe hard er in deze straat wordt gereden.",
	},
	check: shown(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool {
			return s.Reden != nil && s.Besluit == "" && !misread(s.Node, "besluit")
		})
		if s != nil {
			report(s.KeyAt("reden"), lang.F("er staat een reden, maar geen besluit%s", "there is a reden, but no besluit%s", also(n)),
				lang.T("Voeg besluit toe. Is er nog geen antwoord? Schrijf besluit: in-behandeling.", "Add besluit. Is there no answer yet? Write besluit: in-behandeling."))
		}
	}),
}
