package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var whoDecided = rule[*document]{
	Rule: &diag.Rule{
		Code: "wie-besloot", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Een antwoord waarbij niet staat wie het gaf", "An answer that does not say who gave it"),
		Why: lang.T("Wie het niet met een antwoord eens is, wil weten bij wie hij moet zijn. Een adviesraad kan het zonder afzender niet aanhalen.",
			"Who does not agree with an answer wants to know whom to turn to. An adviesraad cannot cite it without a sender."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.",
		Right: "besloten-door: college van burgemeester en wethouders\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.",
	},
	check: shown(func(d *document, report report) {
		// Settings that were not understood may well say it.
		if d.BeslotenDoor != "" || misread(d.Node, "besloten-door") || d.Settings != nil && (d.Settings.BeslotenDoor != "" || d.Settings.File.Front == nil) {
			return
		}
		hint := lang.T("Schrijf besloten-door bij het antwoord. Is het steeds dezelfde? Schrijf het een keer bovenaan, of in site.yaml.",
			"Write besloten-door at the answer. Is it always the same? Write it once at the top, or in site.yaml.")
		if s, n := d.first(func(s *traject.Signaal) bool {
			return answered(s.Besluit) && s.BeslotenDoor == "" && !misread(s.Node, "besloten-door")
		}); s != nil {
			report(s.At("besluit"), lang.F("er staat niet wie dit antwoord gaf%s", "it does not say who gave this answer%s", also(n)), hint)
		} else if answered(d.Besluit) {
			report(d.At("besluit"), lang.T("er staat niet wie het antwoord op het geheel gaf", "it does not say who gave the answer on the whole"), hint)
		}
	}),
}
