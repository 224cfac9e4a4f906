package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var allowedUnused = siteRule{
	Rule: &diag.Rule{
		Code: "persoonsgegeven-ongebruikt", Group: diag.Privacy, Severity: diag.Info,
		Title: lang.T("Een uitzondering die nergens voor nodig is", "An exception that nothing needs"),
		Why: lang.T("Wat in site.yaml bij geen-persoonsgegevens staat, wordt nergens meer gemeld. Een uitzondering die niet meer nodig is, laat later iets door dat u niet bedoelde.",
			"What stands at geen-persoonsgegevens in site.yaml is reported nowhere any more. An exception that is no longer needed lets something through later that you did not mean."),
		Wrong: "geen-persoonsgegevens:\n  - waarde: 020-1234567\n    reden: Het nummer van de balie.",
		Right: "geen-persoonsgegevens: []",
	},
	check: func(w *whole, report siteReport) {
		used := map[int]bool{}
		for _, f := range w.facts {
			if f.Broken {
				return // who knows what it holds
			}
			for _, i := range f.Allowed {
				used[i] = true
			}
		}
		for _, f := range w.facts {
			for i, at := range f.AllowList {
				if !used[i] {
					report(f, at, lang.T("deze uitzondering is nergens voor nodig", "nothing needs this exception"),
						lang.T("Haal haar weg. Staat de waarde wel ergens? Kijk dan of er geen tikfout in zit.", "Remove it. Does the value stand somewhere? Then look for a typing mistake."))
				}
			}
		}
	},
}

// allowList returns the places of what s says is no personal data.
func allowList(s *traject.Settings) []Place {
	var places []Place
	at := placer(s.File)
	for _, a := range s.GeenPersoonsgegevens {
		places = append(places, at(a.At("waarde")))
	}
	return places
}
