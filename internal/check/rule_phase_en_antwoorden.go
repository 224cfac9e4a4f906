package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var phaseAgainstAnswers = rule[*document]{
	Rule: &diag.Rule{
		Code: "phase-en-antwoorden", Group: diag.Honest, Severity: diag.Warning, Source: "Weerklank: wat er staat, klopt",
		Title: lang.T("De phase past niet bij de antwoorden", "The phase does not fit the answers"),
		Why: lang.T("De phase vertelt bewoners hoe ver het is. Nog verzamelen terwijl er al antwoorden zijn, of terugkoppelen zonder een antwoord: dan klopt een van de twee niet.",
			"The phase tells residents how far it is. Still collecting while there are answers, or reporting back without an answer: then one of the two is wrong."),
		Wrong: "phase: 4\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling\n    verwacht: 2199-03-01",
		Right: "phase: 3\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: in-behandeling\n    verwacht: 2199-03-01",
	},
	check: func(d *document, report report) {
		if d.Doorlopend || d.Phase == 0 {
			return // what never stops is in every phase at once
		}
		var waiting int
		var decided *traject.Signaal
		for _, s := range d.Signalen {
			switch s.Antwoord() {
			case traject.InBehandeling:
				// Who misspelled an answer has one; nobody waits for an answer to an example.
				if !(s.Besluit == "" && misread(s.Node, "besluit")) && !placeholder.MatchString(s.Signaal) {
					waiting++
				}
			case traject.Overgenomen, traject.DeelsOvergenomen, traject.NietOvergenomen:
				if decided == nil {
					decided = s
				}
			default:
				// A question is answered, and another's business passed on, on
				// the evening itself.
			}
		}
		at := d.At("phase", "fase")
		switch {
		case d.Phase <= traject.Vertalen && decided != nil:
			report(at, lang.F("de phase is %s, maar het signaal op regel %d heeft al een besluit: %s", "the phase is %s, but the signaal on line %d has a besluit already: %s",
				d.Phase, decided.At("besluit").Start.Line, decided.Besluit),
				lang.T("Is de gemeente al verder? Schrijf phase: 3 (aanpassen). Blijft het traject altijd bezig? Schrijf doorlopend: true.",
					"Is the municipality further already? Write phase: 3 (aanpassen). Does the traject never end? Write doorlopend: true."))
		case d.Phase == traject.Terugkoppelen && waiting > 0 && waiting == len(d.Signalen):
			report(at, lang.T("de phase is terugkoppelen, maar geen enkel signaal heeft een antwoord", "the phase is terugkoppelen, but not one signaal has an answer"),
				lang.T("Schrijf phase: 3 (aanpassen), of schrijf eerst de antwoorden op.", "Write phase: 3 (aanpassen), or write the answers first."))
		}
	},
}
