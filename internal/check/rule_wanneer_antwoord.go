package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var answerWhen = rule[*document]{
	Rule: &diag.Rule{
		Code: "wanneer-antwoord", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 4:13 en 4:14 (een antwoord binnen een termijn, of zeggen wanneer)",
		Title:  lang.T("Nog geen antwoord, en niet wanneer het komt", "No answer yet, and not when it will come"),
		Why: lang.T("Wachten is minder erg als u weet tot wanneer. Zonder datum kan ook niemand zien of het te laat is.",
			"To wait is less bad when you know until when. Without a date nobody can see whether it is late either."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling\n    verwacht: 2199-03-01",
	},
	check: shown(func(d *document, report report) {
		if unpublished(d) {
			return // nobody waits for it yet
		}
		s, n := d.first(func(s *traject.Signaal) bool {
			return d.stand(s).Soort == traject.StandZonderDatum && !misread(s.Node, "verwacht", "uitgesteld") &&
				(s.Ontvangen != "" || !misread(s.Node, "ontvangen"))
		})
		if s == nil {
			return
		}
		hint := lang.T("Voeg verwacht toe: de dag waarop mensen uiterlijk antwoord krijgen. Een maand mag ook.", "Add verwacht: the day by which people get an answer. A month will do.")
		if d.reactietermijn().Voor(s.Soort) > 0 {
			hint = lang.T("Voeg ontvangen toe: dan telt de reactietermijn van uw site vanaf die dag. Of voeg verwacht toe.",
				"Add ontvangen: then the reactietermijn of your site counts from that day. Or add verwacht.")
		}
		report(s.At("besluit"), lang.F("hier is nog geen antwoord op, en er staat niet wanneer het komt%s", "this has no answer yet, and it does not say when it will come%s", also(n)), hint)
	}),
}
