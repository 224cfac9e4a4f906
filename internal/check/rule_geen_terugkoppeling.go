package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var noReportBack = rule[*document]{
	Rule: &diag.Rule{
		Code: "geen-terugkoppeling", Group: diag.Honest, Severity: diag.Warning,
		Source: "Lemniscaat Ervaringskennis in beleid, phase 4 (evalueren en terugkoppelen)",
		Title:  lang.T("De laatste phase zonder terugkoppeling", "The last phase without a terugkoppeling"),
		Why: lang.T("Een website alleen is geen terugkoppeling: de meeste mensen komen er niet vanzelf. Zeg hoe zij het hoorden.",
			"A website alone does not report back: most people do not come to it by themselves. Say how they were told."),
		Wrong: "phase: 4\nevaluatie:\n  gepland: 2199-09",
		Right: "phase: 4\nevaluatie:\n  gepland: 2199-09\nterugkoppeling:\n  - datum: 2026-06\n    kanaal: brief\n    aan: mensen die op de avond waren",
	},
	check: lastPhase(func(d *document, report report) {
		if len(d.Terugkoppeling) == 0 && !misread(d.Node, "terugkoppeling") {
			report(d.At("phase", "fase"), lang.T("de phase is terugkoppelen, maar er staat niet hoe mensen het hoorden", "the phase is terugkoppelen, but it does not say how people were told"),
				lang.T("Voeg terugkoppeling toe: een brief, een avond of een poster, wanneer en aan wie. Moet het nog? Schrijf phase: 3 (aanpassen).",
					"Add terugkoppeling: a letter, an evening or a poster, when and to whom. Is it still to be done? Write phase: 3 (aanpassen)."))
		}
	}),
}
