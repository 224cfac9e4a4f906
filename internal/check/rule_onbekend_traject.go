package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var unknownTraject = siteRule{
	Rule: &diag.Rule{
		Code: "onbekend-traject", Severity: diag.Error, Fixed: true,
		Title: lang.T("Vervolg op een traject dat er niet is", "Sequel of a traject that is not there"),
		Why: lang.T("Wie de vorige ronde meemaakte, moet kunnen teruglezen wat er toen is geantwoord.",
			"Who took part in the previous round must be able to read what was answered then."),
		Wrong: "vervolg-op: andere-ronde",
		Right: "vervolg-op: eerste-ronde",
	},
	check: func(w *whole, report siteReport) {
		for _, f := range w.facts {
			if f.VervolgOp == nil {
				continue
			}
			name := f.VervolgOp.Name
			switch other := w.in(w.trajecten, name); {
			case other == f:
				report(f, f.VervolgOp.Place, lang.T("dit traject is een vervolg op zichzelf", "this traject is a sequel of itself"),
					lang.T("Noem de vorige ronde, of haal de sleutel weg.", "Name the previous round, or remove the key."))
			case other == nil:
				hint := w.nearestHint(f, name, slices.DeleteFunc(slices.Clone(w.slugs), func(s string) bool { return trajectAddress(s) == f.Address }),
					lang.T("Schrijf de bestandsnaam van de vorige ronde, zonder .md.", "Write the file name of the previous round, without .md."))
				if renamed := w.in(w.owner, trajectAddress(name)); renamed != nil {
					hint = lang.F("Dat traject heet nu %s.", "That traject is now named %s.", strings.Split(renamed.Address, "/")[2])
				}
				report(f, f.VervolgOp.Place, lang.F("er is geen traject met de naam %q", "there is no traject named %q", short(name)), hint)
			}
		}
	},
}
