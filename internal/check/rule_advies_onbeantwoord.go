package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var adviceUnanswered = rule[*document]{
	Rule: &diag.Rule{
		Code: "advies-onbeantwoord", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 3:50, en de termijn in de verordening op de adviesraad",
		Title:  lang.T("Een advies waarop niet alles is beantwoord", "An advies of which not all is answered"),
		Why: lang.T("Een adviesraad mag op elke aanbeveling een antwoord verwachten, en binnen de termijn die is afgesproken.",
			"An adviesraad may expect an answer to each recommendation, within the term that was agreed."),
		Wrong: "adviezen:\n  - kenmerk: ASD-2026-03\n    titel: Een veilige straat\n    datum: 2026-01-15\n    termijn: 2026-04-01",
		Right: "adviezen:\n  - kenmerk: ASD-2026-03\n    titel: Een veilige straat\n    datum: 2026-01-15\n    termijn: 2026-04-01\n    reactie:\n      datum: 2026-03-24\n      van: college van burgemeester en wethouders",
	},
	check: running(func(d *document, report report) {
		for _, a := range d.Adviezen {
			late := a.Stand(d.Today) == traject.AdviesTeLaat
			if late {
				report(a.At("termijn"), lang.F("de termijn voor een reactie was %s, en er is geen reactie", "the term for a reply was %s, and there is no reply", a.Termijn),
					lang.T("Voeg reactie toe, met de datum. Duurt het langer? Zeg bij de aanbevelingen met verwacht wanneer.",
						"Add reactie, with its date. Does it take longer? Say at the recommendations with verwacht when."))
			}
			replied := a.Stand(d.Today) == traject.AdviesBeantwoord
			if s, open, all := d.unanswered(a, replied); open > 0 && (open < all || replied) && !late {
				hint := lang.T("Schrijf bij elke aanbeveling een antwoord, of bij verwacht wanneer het komt.", "Write an answer at each recommendation, or at verwacht when it will come.")
				if replied {
					hint = lang.T("Er is al een reactie. Schrijf bij elke aanbeveling wat daarin het antwoord was. Komt het later? Zeg bij uitgesteld tot wanneer, en waarom.",
						"There is a reply already. Write at each recommendation what the answer in it was. Will it come later? Say at uitgesteld until when, and why.")
				}
				report(a.At("kenmerk"), lang.F("nog geen antwoord op %d van de %d aanbevelingen; de eerste staat op regel %d", "no answer yet to %d of the %d recommendations; the first is on line %d", open, all, s.Start().Start.Line), hint)
			}
		}
	}),
}

// unanswered returns the first recommendation of a that has no answer and will
// not have one on a day to come, how many there are, and how many it has in all.
// After the reply to a, that day counts only where it says why it came later.
func (d *document) unanswered(a *traject.Advies, replied bool) (first *traject.Signaal, open, all int) {
	first, open = d.first(func(s *traject.Signaal) bool {
		if s.Advies != a.Kenmerk {
			return false
		}
		all++
		soort := d.stand(s).Soort
		return soort == traject.StandZonderDatum || soort == traject.StandTeLaat || replied && soort == traject.StandVerwacht
	})
	return first, open, all
}
