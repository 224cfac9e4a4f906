package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var evaluationTooEarly = rule[*document]{
	Rule: &diag.Rule{
		Code: "evaluatie-te-vroeg", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Een evaluatie kort na het antwoord", "An evaluation soon after the answer"),
		Why: lang.T("Binnen drie maanden heeft bijna niemand iets gemerkt van wat er verandert. Wie dan vraagt of het helpt, krijgt geen eerlijk beeld.",
			"Within three months hardly anybody has noticed what changes. Who then asks whether it helps gets no fair picture."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    besloten-op: 2026-11-02\n    gevolg: Er komt een laag hek.\n    gepland: 2199-05\n    evaluatie:\n      gepland: 2026-12\n      wie: ouders uit de straat",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    besloten-op: 2026-11-02\n    gevolg: Er komt een laag hek.\n    gepland: 2199-05\n    evaluatie:\n      gepland: 2199-09\n      wie: ouders uit de straat",
	},
	check: shown(func(d *document, report report) {
		look := func(es traject.Evaluaties, on traject.Datum) {
			for _, e := range es {
				if e.TeVroeg(on) {
					report(e.At("gepland"), lang.F("deze evaluatie is gepland binnen drie maanden na het antwoord van %s", "this evaluation is planned within three months of the answer of %s", on),
						lang.T("Kies een later moment, als mensen hebben gemerkt wat er is veranderd.", "Choose a later moment, when people have noticed what changed."))
				}
			}
		}
		look(d.Evaluatie, firstAnswer(d))
		for _, s := range d.Signalen {
			if answered(s.Besluit) {
				look(s.Evaluatie, s.BeslotenOp)
			}
		}
	}),
}

// firstAnswer returns the day from which people can notice something of the
// whole: that of the answer on it, else of the first answer to a signaal.
func firstAnswer(d *document) (on traject.Datum) {
	if d.BeslotenOp != "" {
		return d.BeslotenOp
	}
	for _, s := range d.Signalen {
		if answered(s.Besluit) && s.BeslotenOp != "" && (on == "" || s.BeslotenOp.Compare(on) < 0) {
			on = s.BeslotenOp
		}
	}
	return on
}
