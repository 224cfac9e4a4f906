package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// motivated is how many words it takes to say why an advies is not followed.
const motivated = 12

var adviceWithoutGrounds = rule[*document]{
	Rule: &diag.Rule{
		Code: "advies-zonder-motivering", Group: diag.Honest, Severity: diag.Warning,
		Source: "Algemene wet bestuursrecht, art. 3:50 (bij een wettelijk advies)",
		Title:  lang.T("Afgeweken van een advies, bijna zonder uitleg", "Departed from an advies, almost without explanation"),
		Why: lang.T("Wie een advies niet volgt, moet kunnen zeggen waarom. Bij een advies dat de wet voorschrijft, is dat verplicht.",
			"Who does not follow an advies must be able to say why. With advice that the law prescribes this is compulsory."),
		Wrong: "adviezen:\n  - kenmerk: ASD-2026-03\n    titel: Een veilige straat\n    wettelijk: ja\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    advies: ASD-2026-03\n    besluit: niet-overgenomen\n    reden: Dit past niet in ons beleid.",
		Right: "adviezen:\n  - kenmerk: ASD-2026-03\n    titel: Een veilige straat\n    wettelijk: ja\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    advies: ASD-2026-03\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg. Een hek kost 8.000 euro, en dat geld gaat naar een schommel.",
	},
	check: shown(func(d *document, report report) {
		for _, g := range d.redens() {
			s := g.signaal
			if !departs(s) {
				continue
			}
			// Of other advice, a reden that says nothing at all is another problem.
			if g.words >= motivated && !g.saysNothing() || g.saysNothing() && !d.statutory(s.Advies) {
				continue
			}
			message := lang.F("het advies is niet of niet helemaal gevolgd; de reden is maar %d woorden", "the advies was not or not wholly followed; the reden is only %d words", g.words)
			if d.statutory(s.Advies) {
				message = lang.F("een advies dat de wet voorschrijft is niet of niet helemaal gevolgd; de reden is maar %d woorden", "advice that the law prescribes was not or not wholly followed; the reden is only %d words", g.words)
			}
			report(g.At("reden"), message, lang.T("Leg uit waarom: wat woog zwaarder dan wat de adviesraad schreef?", "Explain why: what weighed more than what the adviesraad wrote?"))
		}
	}),
}

// departs reports whether s, which may be nil, is a recommendation that was not
// or not wholly followed.
func departs(s *traject.Signaal) bool {
	return s != nil && s.Advies != "" && (s.Besluit == traject.NietOvergenomen || s.Besluit == traject.DeelsOvergenomen)
}

// statutory reports whether the law prescribes the advies of this kenmerk.
func (d *document) statutory(kenmerk string) bool {
	for _, a := range d.Adviezen {
		if a.Kenmerk == kenmerk {
			return a.Wettelijk == traject.Ja
		}
	}
	return false
}
