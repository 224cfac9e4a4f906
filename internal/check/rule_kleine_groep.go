package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// small is how many people a group must be for nobody to be guessed at.
const small = 5

var smallGroup = rule[*document]{
	Rule: &diag.Rule{
		Code: "kleine-groep", Group: diag.Privacy, Severity: diag.Warning, Source: "AVG, overweging 26",
		Title: lang.T("Een kleine groep waarin iemand te herkennen is", "A small group in which somebody can be recognised"),
		Why: lang.T("Een citaat, of iets dat maar een paar mensen zeiden, met erbij om wie of welke wijk het gaat: dan raden buren wie het was. Is het signaal vaker gehoord, zet dan aantal erbij; vanaf 5 wordt het niet gemeld.",
			"A quotation, or what only a few people said, together with whom or which neighbourhood it is about: then neighbours guess who it was. Was it heard more often, then add aantal; from 5 on it is not reported."),
		Wrong: "signalen:\n  - id: lift\n    signaal: De lift is te klein voor mijn rolstoel.\n    doelgroep: [rolstoelgebruikers]\n    aantal: 2",
		Right: "signalen:\n  - id: lift\n    signaal: De lift is te klein voor een rolstoel.\n    aantal: 2",
	},
	check: func(d *document, report report) {
		var first *traject.Signaal
		more := 0
		for _, s := range d.Signalen {
			switch {
			case len(s.Doelgroep) == 0 && len(s.Wijken) == 0:
			case s.Aantal >= small, s.Aantal == 0 && len(s.Citaten) == 0:
			case first == nil:
				first = s
			default:
				more++
			}
		}
		if first == nil {
			return
		}
		message := lang.F("een citaat, met erbij om wie of welke wijk het gaat%s", "a quotation, together with whom or which neighbourhood it is about%s", others(more))
		at := first.KeyAt("citaten")
		if first.Aantal > 0 {
			message = lang.F("dit zeiden maar %d mensen, en erbij staat om wie of welke wijk het gaat%s", "only %d people said this, and it says whom or which neighbourhood it is about%s", first.Aantal, others(more))
			if first.Aantal == 1 {
				message = lang.F("dit zei maar één persoon, en erbij staat om wie of welke wijk het gaat%s", "only one person said this, and it says whom or which neighbourhood it is about%s", others(more))
			}
			at = first.At("aantal")
		}
		report(at, message, lang.T("Kan een buur raden wie dit is? Haal dan het citaat, de doelgroep of de wijk weg. Zeiden meer mensen dit, schrijf dan hoeveel, bij aantal.",
			"Can a neighbour guess who this is? Then remove the quotation, the group or the neighbourhood. If more people said this, write how many, at aantal."))
	},
}

// others says how many more signalen of the traject have the same, when there are.
func others(n int) lang.Text {
	switch n {
	case 0:
		return lang.Text{}
	case 1:
		return lang.T(" (en bij nog 1 signaal hieronder)", " (and with 1 more signaal below)")
	}
	return lang.F(" (en bij nog %d signalen hieronder)", " (and with %d more signalen below)", n)
}
