package check

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var dateInFuture = rule[*document]{
	Rule: &diag.Rule{
		Code: "datum-in-de-toekomst", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("Iets wat gebeurd is op een dag die nog moet komen", "Something that happened on a day that is still to come"),
		Why: lang.T("Wat is ontvangen, besloten of gemeten, is van vandaag of eerder. Een latere dag is meestal een verkeerd jaartal, en dat staat dan op de pagina.",
			"What was received, decided or measured is of today or earlier. A later day mostly is a wrong year, and the page then says so."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.\n    besloten-op: 2199-07-07",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.\n    besloten-op: 2026-07-07",
	},
	check: checkDateInFuture,
}

func checkDateInFuture(d *document, report report) {
	look := func(n content.Node, date traject.Datum, keys ...string) {
		if date.Start() > d.Today {
			report(n.At(keys...), lang.F("deze datum moet nog komen: het is nu %s", "this date is still to come: today is %s", d.Today),
				lang.T("Kijk of het jaar en de maand kloppen.", "See whether the year and the month are right."))
		}
	}
	look(d.Node, d.BeslotenOp, "besloten-op")
	look(d.Node, d.Bijgewerkt, "bijgewerkt")
	if d.Nota != nil {
		look(d.Nota.Node, d.Nota.VastgesteldOp, "vastgesteld-op")
	}
	for _, s := range d.Signalen {
		look(s.Node, s.Ontvangen, "ontvangen")
		look(s.Node, s.BeslotenOp, "besloten-op", "datum")
		for _, u := range s.Uitgesteld {
			look(u.Node, u.Op, "op")
		}
	}
	for _, a := range d.Adviezen {
		look(a.Node, a.Datum, "datum")
		if a.Reactie != nil {
			look(a.Reactie.Node, a.Reactie.Datum, "datum")
		}
	}
	for _, i := range d.Monitoring {
		for _, m := range i.Metingen {
			look(m.Node, m.Datum, "datum")
		}
	}
}
