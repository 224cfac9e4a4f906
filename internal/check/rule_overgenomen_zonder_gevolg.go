package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var adoptedWithoutEffect = rule[*document]{
	Rule: &diag.Rule{
		Code: "overgenomen-zonder-gevolg", Group: diag.Honest, Severity: diag.Warning,
		Source: "Lemniscaat Ervaringskennis in beleid, phase 3 (aanpassen)",
		Title:  lang.T("Overgenomen, maar niet wat er verandert", "Adopted, but not what changes"),
		Why: lang.T("Ja zeggen is nog niets doen. Bewoners willen weten wat zij er straks van zien.",
			"To say yes is not to do it. Residents want to know what they will see of it."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gepland: 2199-05",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek met twee poortjes.\n    gepland: 2199-05",
	},
	check: shown(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool {
			return adopted(s.Besluit) && s.Gevolg == nil && !misread(s.Node, "gevolg")
		})
		if s != nil {
			report(s.At("besluit"), lang.F("er staat niet wat er door dit antwoord verandert%s", "it does not say what changes by this answer%s", also(n)),
				lang.T("Voeg gevolg toe: wat mensen ervan gaan merken.", "Add gevolg: what people will notice of it."))
		}
	}),
}
