package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var passedOnToNobody = rule[*document]{
	Rule: &diag.Rule{
		Code: "doorgegeven-aan-niemand", Group: diag.Honest, Severity: diag.Error, Source: "Weerklank: een antwoord zegt wie; vergelijk artikel 2:3 Awb", Fixed: true,
		Title: lang.T("Doorgegeven, maar niet aan wie", "Passed on, but not to whom"),
		Why: lang.T("Wie hoort dat de gemeente er niet over gaat, wil weten wie dan wel. Anders houdt het spoor hier op.",
			"Who hears that the municipality does not decide on it wants to know who does. Otherwise the trail ends here."),
		Wrong: "signalen:\n  - id: bus\n    signaal: Laat de bus ook op zondag rijden.\n    besluit: doorgegeven\n    reden: De gemeente gaat niet over de bus.",
		Right: "signalen:\n  - id: bus\n    signaal: Laat de bus ook op zondag rijden.\n    besluit: doorgegeven\n    doorgegeven-aan: de provincie\n    reden: De gemeente gaat niet over de bus.",
	},
	answer: true,
	check: func(d *document, report report) {
		for _, s := range d.Signalen {
			if s.Besluit == traject.Doorgegeven && s.DoorgegevenAan == "" && !misread(s.Node, "doorgegeven-aan") {
				report(s.At("besluit"), lang.T("er staat niet aan wie dit is doorgegeven", "it does not say to whom this was passed on"),
					lang.T("Voeg toe: doorgegeven-aan: de provincie (of wie er wel over gaat).", "Add: doorgegeven-aan: de provincie (or whoever decides on it)."))
			}
		}
	},
}
