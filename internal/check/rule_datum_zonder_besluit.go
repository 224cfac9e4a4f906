package check

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var dateWithoutAnswer = rule[*document]{
	Rule: &diag.Rule{
		Code: "datum-zonder-besluit", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("Een datum van een besluit dat er niet is", "A date of a besluit that is not there"),
		Why: lang.T("Op de pagina staat dat het nog in behandeling is. Een dag waarop het besloten of gedaan is, spreekt dat tegen. Vaak is het besluit vergeten.",
			"The page says that it is still being dealt with. A day on which it was decided or done contradicts that. Often the besluit was forgotten."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling\n    verwacht: 2199-09-16\n    besloten-op: 2026-09-16",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling\n    verwacht: 2199-09-16",
	},
	check: func(d *document, report report) {
		look := func(n content.Node, b traject.Besluit, date traject.Datum, what string, hint lang.Text, keys ...string) {
			// A besluit that was not understood is a problem of its own.
			if date == "" || b != traject.InBehandeling && b != "" || b == "" && misread(n, "besluit") {
				return
			}
			report(n.KeyAt(keys...), lang.F("%s staat er al, maar er is nog geen besluit", "%s is there, but there is no besluit yet", what), hint)
		}
		answer := lang.T("Schrijf het besluit en de reden op, of haal de datum weg. Wordt het antwoord dan pas verwacht? Gebruik verwacht.",
			"Write the besluit and the reden, or remove the date. Is the answer expected by then? Use verwacht.")
		look(d.Node, d.Besluit, d.BeslotenOp, "besloten-op",
			lang.T("Schrijf het besluit en de reden op, of haal de datum weg.", "Write the besluit and the reden, or remove the date."), "besloten-op")
		for _, s := range d.Signalen {
			look(s.Node, s.Besluit, s.BeslotenOp, "besloten-op", answer, "besloten-op", "datum")
			look(s.Node, s.Besluit, s.Gepland, "gepland", answer, "gepland")
			look(s.Node, s.Besluit, s.Uitgevoerd, "uitgevoerd", answer, "uitgevoerd")
		}
	},
}
