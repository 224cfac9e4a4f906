package check

import (
	"slices"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var standsStill = rule[*document]{
	Rule: &diag.Rule{
		Code: "staat-stil", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Een traject dat al een jaar stilstaat", "A traject that has not moved for a year"),
		Why: lang.T("Mensen die meededen denken dat er niets meer gebeurt. Is dat zo, zeg het dan; is het niet zo, dan ontbreekt er iets.",
			"People who took part think that nothing will happen any more. If so, say it; if not, something is missing."),
		Wrong: "phase: 2\nstart: 2025-01-20\ndatum: 2025-02-10",
		Right: "phase: 2\nstart: 2025-01-20\ndatum: 2025-02-10\nmijlpalen:\n  - datum: 2026-10-05\n    titel: Wij lezen terug wat wij hoorden",
	},
	check: running(func(d *document, report report) {
		last, coming := moves(d)
		if last == "" || coming || d.finished() || d.overdue() || last.End() >= yearBefore(d.Today) {
			return
		}
		report(d.At("phase", "fase"), lang.F("de laatste datum in dit bestand is %s: dat is meer dan een jaar geleden", "the last date in this file is %s: that is more than a year ago", last),
			lang.T("Schrijf op wat er sindsdien is gebeurd (een mijlpaal, een antwoord), of wat er komt. Gebeurt er niets meer? Zeg dat, met de datum bij bijgewerkt.",
				"Write what happened since (a mijlpaal, an answer), or what comes. Will nothing happen any more? Say so, with the date at bijgewerkt."))
	}),
}

// moves returns the last date in the file that is not still to come, and whether
// there is one that is.
func moves(d *document) (last traject.Datum, coming bool) {
	look := func(dates ...traject.Datum) {
		for _, x := range dates {
			switch {
			case x == "":
			case x.End() >= d.Today:
				coming = true
			case last == "" || last.End() < x.End():
				last = x
			}
		}
	}
	evaluations := func(es traject.Evaluaties) {
		for _, e := range es {
			look(e.Gepland, e.Datum)
		}
	}
	look(d.Datum, d.Start, d.Bijgewerkt, d.BeslotenOp)
	evaluations(d.Evaluatie)
	for _, s := range d.Signalen {
		// That an answer is expected some day is no news, to tell people that it takes longer is.
		look(s.Ontvangen, s.BeslotenOp, s.Gepland, s.Uitgevoerd)
		for _, u := range s.Uitgesteld {
			look(u.Op, u.Tot)
		}
		evaluations(s.Evaluatie)
	}
	for _, b := range d.Bijeenkomsten {
		look(b.Datum)
	}
	for _, a := range d.Adviezen {
		look(a.Datum, a.Termijn)
		if a.Reactie != nil {
			look(a.Reactie.Datum)
		}
	}
	for _, m := range d.Mijlpalen {
		look(m.Datum)
	}
	for _, t := range d.Terugkoppeling {
		look(t.Datum)
	}
	for _, i := range d.Monitoring {
		for _, m := range i.Metingen {
			look(m.Datum)
		}
	}
	return last, coming
}

// finished reports whether nothing more is to come: it was reported back, all
// is answered, and what was promised is done.
func (d *document) finished() bool {
	if d.Doorlopend || d.Phase != traject.Terugkoppelen {
		return false
	}
	s, _ := d.first(func(s *traject.Signaal) bool {
		st := d.stand(s)
		return st.Wacht() || st.Soort == traject.StandOverTijd || st.Soort == traject.StandGepland
	})
	return s == nil
}

// overdue reports whether something is late that another rule says already.
func (d *document) overdue() bool {
	evaluations := d.Evaluatie
	for _, s := range d.Signalen {
		if soort := d.stand(s).Soort; soort == traject.StandTeLaat || soort == traject.StandOverTijd {
			return true
		}
		evaluations = slices.Concat(evaluations, s.Evaluatie)
	}
	return slices.ContainsFunc(evaluations, func(e *traject.Evaluatie) bool { return e.Verlopen(d.Today) }) ||
		slices.ContainsFunc(d.Adviezen, func(a *traject.Advies) bool { return a.Stand(d.Today) == traject.AdviesTeLaat })
}

func yearBefore(today string) string {
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return ""
	}
	return t.AddDate(-1, 0, 0).Format(time.DateOnly)
}
