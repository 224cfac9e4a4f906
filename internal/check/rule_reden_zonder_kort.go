package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// longReason is how many words of a reden can still be read in a list.
const longReason = 40

var reasonWithoutShort = rule[*document]{
	Rule: &diag.Rule{
		Code: "reden-zonder-kort", Group: diag.Honest, Severity: diag.Warning,
		Title: lang.T("Een lange reden zonder het antwoord in een zin", "A long reden without the answer in one sentence"),
		Why: lang.T("In lijsten, zoekresultaten en brieven is er plaats voor een zin. Zonder kort staat daar het begin van de reden, en dat is vaak nog niet het antwoord.",
			"Lists, search results and letters have room for one sentence. Without kort they show the beginning of the reden, which often is not the answer yet."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: |\n" +
			"      In het voorjaar liepen wij met ouders om de speelplek. Wij zagen dat de struiken aan de kant van de straat dicht zijn.\n" +
			"      Kinderen kunnen daar niet door. Een hek kost 8.000 euro. Dat geld gaat naar een schommel, want daar vroegen de meeste kinderen om.",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    kort: De struiken houden kinderen al bij de straat weg.\n    reden: |\n" +
			"      In het voorjaar liepen wij met ouders om de speelplek. Wij zagen dat de struiken aan de kant van de straat dicht zijn.\n" +
			"      Kinderen kunnen daar niet door. Een hek kost 8.000 euro. Dat geld gaat naar een schommel, want daar vroegen de meeste kinderen om.",
	},
	check: shown(func(d *document, report report) {
		var first *reason
		n := 0
		for i, g := range d.redens() {
			if g.signaal == nil || g.signaal.Kort != "" || misread(g.Node, "kort") || g.words <= longReason {
				continue
			}
			if n++; first == nil {
				first = &d.redens()[i]
			}
		}
		if first != nil {
			report(first.KeyAt("reden"), lang.F("een reden van %d woorden, en geen kort%s", "a reden of %d words, and no kort%s", first.words, also(n)),
				lang.T("Voeg kort toe: het antwoord in een zin.", "Add kort: the answer in one sentence."))
		}
	}),
}
