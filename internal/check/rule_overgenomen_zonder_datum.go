package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var adoptedWithoutDate = rule[*document]{
	Rule: &diag.Rule{
		Code: "overgenomen-zonder-datum", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Overgenomen, maar niet wanneer het gebeurt", "Adopted, but not when it will be done"),
		Why: lang.T("Zonder datum kan niemand zien of een belofte is nagekomen. Op de pagina staat dan dat niet bekend is wanneer het gebeurt.",
			"Without a date nobody can see whether a promise was kept. The page then says that it is not known when it will be done."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.\n    gepland: 2199-Q2",
	},
	check: shown(func(d *document, report report) {
		// A wrong uitgevoerd is another problem.
		s, n := d.first(func(s *traject.Signaal) bool {
			return d.stand(s).Soort == traject.StandOnbekend && s.Uitgevoerd == "" && !misread(s.Node, "gepland", "uitgevoerd")
		})
		if s != nil {
			report(s.At("besluit"), lang.F("er staat niet wanneer dit gebeurt of is gedaan%s", "it does not say when this will be or was done%s", also(n)),
				lang.T("Voeg gepland toe (een maand, kwartaal of jaar mag ook), of uitgevoerd als het klaar is.", "Add gepland (a month, quarter or year will do), or uitgevoerd when it is done."))
		}
	}),
}
