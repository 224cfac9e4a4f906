package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var doneInFuture = rule[*document]{
	Rule: &diag.Rule{
		Code: "uitgevoerd-in-de-toekomst", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("Uitgevoerd op een dag die nog moet komen", "Done on a day that is still to come"),
		Why: lang.T("Op de pagina staat dan dat het gedaan is. Wie gaat kijken, ziet dat het niet zo is.",
			"The page then says that it is done. Who goes and looks sees that it is not."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.\n    uitgevoerd: 2199-05-20",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    gevolg: Er komt een laag hek.\n    gepland: 2199-05-20",
	},
	check: func(d *document, report report) {
		for _, s := range d.Signalen {
			if s.Uitgevoerd.Start() > d.Today {
				report(s.At("uitgevoerd"), lang.F("uitgevoerd op %s, maar het is nu %s", "done on %s, but today is %s", s.Uitgevoerd, d.Today),
					lang.F("Moet het nog gebeuren? Schrijf gepland: %s.", "Is it still to be done? Write gepland: %s.", s.Uitgevoerd))
			}
		}
	},
}
