package check

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var dateOrder = rule[*document]{
	Rule: &diag.Rule{
		Code: "datum-volgorde", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("Data in een volgorde die niet kan", "Dates in an order that cannot be"),
		Why: lang.T("Een antwoord komt na de vraag. Staan de data andersom, dan is er een verkeerd, en klopt ook niet hoe lang mensen moesten wachten.",
			"An answer comes after the question. If the dates are the other way round, one is wrong, and so is how long people had to wait."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    ontvangen: 2026-03-12\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.\n    besloten-op: 2025-09-16",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    ontvangen: 2026-03-12\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.\n    besloten-op: 2026-09-16",
	},
	check: checkDateOrder,
}

func checkDateOrder(d *document, report report) {
	// order reports the date at key (or another spelling of it) when it is before first.
	order := func(n content.Node, date, first traject.Datum, what, than lang.Text, keys ...string) {
		if date.Before(first) {
			report(n.At(keys...), lang.F("%s (%s) ligt voor %s (%s)", "%s (%s) is before %s (%s)", what, date, than, first),
				lang.T("Kijk welke van de twee data niet klopt.", "See which of the two dates is wrong."))
		}
	}
	key := func(name string) lang.Text { return lang.T(name, name) }
	for _, s := range d.Signalen {
		order(s.Node, s.BeslotenOp, s.Ontvangen, key("besloten-op"), key("ontvangen"), "besloten-op", "datum")
		if s.Besluit == traject.Overgenomen || s.Besluit == traject.DeelsOvergenomen {
			// What was there already, bestaat-al, may well be older.
			order(s.Node, s.Uitgevoerd, s.Ontvangen, key("uitgevoerd"), key("ontvangen"), "uitgevoerd")
		}
	}
	for _, m := range d.Mijlpalen {
		order(m.Node, m.Datum, d.Start, lang.T("deze mijlpaal", "this mijlpaal"), key("start"), "datum")
	}
	for _, a := range d.Adviezen {
		if a.Reactie != nil {
			order(a.Reactie.Node, a.Reactie.Datum, a.Datum, lang.T("de reactie", "the reactie"), lang.T("het advies", "the advies"), "datum")
		}
	}
	for _, i := range d.Monitoring {
		for k := 1; k < len(i.Metingen); k++ {
			order(i.Metingen[k].Node, i.Metingen[k].Datum, i.Metingen[k-1].Datum, lang.T("deze meting", "this meting"), lang.T("de meting erboven", "the meting above it"), "datum")
		}
	}
}
