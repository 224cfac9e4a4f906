package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var promisePast = rule[*document]{
	Rule: &diag.Rule{
		Code: "belofte-verlopen", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Beloofd voor een dag die voorbij is", "Promised for a day that is past"),
		Why: lang.T("De site laat zien dat de belofte over tijd is. Vaak is het wel gedaan, en is alleen de datum niet opgeschreven.",
			"The site shows that the promise is overdue. Often it was done, and only the date was not written down."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.\n    gepland: 2026-05",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.\n    gepland: 2026-05\n    uitgevoerd: 2026-05-20",
	},
	check: running(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool { return d.stand(s).Soort == traject.StandOverTijd })
		if s != nil {
			report(s.At("gepland"), lang.F("dit was beloofd voor %s, en er staat niet dat het is gedaan%s", "this was promised for %s, and it does not say that it was done%s", s.Gepland, also(n)),
				lang.T("Is het gedaan? Voeg uitgevoerd toe. Anders: zeg bij gevolg waarom het later wordt; laat de oude datum staan.",
					"Was it done? Add uitgevoerd. Else: say at gevolg why it will be later; leave the old date."))
		}
	}),
}
