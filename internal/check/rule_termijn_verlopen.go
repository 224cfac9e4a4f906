package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var termPast = rule[*document]{
	Rule: &diag.Rule{
		Code: "termijn-verlopen", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 4:13 en 4:14",
		Title:  lang.T("Een antwoord dat er al had moeten zijn", "An answer that should be there already"),
		Why: lang.T("De site laat zien dat het antwoord te laat is. Wie zegt hoe lang het nog duurt en waarom, houdt vertrouwen.",
			"The site shows that the answer is late. Who says how long it will still take, and why, keeps people's trust."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2025-03-01\n    uitgesteld:\n      - op: 2025-02-20\n        tot: 2199-06-01\n        reden: Wij meten eerst hoe hard het verkeer rijdt.",
	},
	check: running(func(d *document, report report) {
		s, n := d.first(func(s *traject.Signaal) bool { return d.stand(s).Soort == traject.StandTeLaat })
		if s == nil {
			return
		}
		until := d.stand(s).Datum
		at, message := s.At("verwacht"), lang.F("het antwoord werd verwacht op %s, en het is er nog niet%s", "the answer was expected on %s, and it is not there yet%s", until, also(n))
		switch {
		case len(s.Uitgesteld) > 0:
			at = s.Uitgesteld[len(s.Uitgesteld)-1].At("tot")
		case s.Verwacht == "":
			at = s.At("ontvangen")
			message = lang.F("de reactietermijn van uw site liep af op %s, en er is nog geen antwoord%s", "the reactietermijn of your site ended on %s, and there is no answer yet%s", until, also(n))
		}
		report(at, message, lang.T("Schrijf het antwoord op. Duurt het langer? Voeg bij uitgesteld toe tot wanneer en waarom; laat de eerste datum staan.",
			"Write the answer. Does it take longer? Add to uitgesteld until when and why; leave the first date."))
	}),
}
