package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/taalgebruik"
)

// inARow is from how many times on, in sentences that follow each other, nobody
// knows any more who does it.
const inARow = 3

var passiveVoice = rule[*prose]{
	Rule: &diag.Rule{
		Code: "lijdende-vorm", Group: diag.Plain, Severity: diag.Info,
		Title: lang.T("Een paar keer achter elkaar niet zeggen wie iets doet", "Not saying who does it a few times in a row"),
		Why: lang.T("\"Er wordt gekeken\": door wie? Een keer is dat niet erg. Staat het een paar keer achter elkaar, dan weet niemand meer wie iets belooft.",
			"\"It is looked into\": by whom? Once is no harm. A few times in a row, and nobody knows any more who promises it."),
		Wrong: "De stoep wordt breder gemaakt. Er worden drie bomen geplant. De buurt wordt vooraf geïnformeerd.",
		Right: "Wij maken de stoep breder. Ook planten wij drie bomen. De buurt krijgt vooraf een brief.",
	},
	check: func(p *prose, report report) {
		type row struct {
			*passage
			start, end, times int
		}
		var rows []row
		for i := range p.passages {
			g := &p.passages[i]
			for n := 0; n < len(g.sentences); n++ {
				first, times := n, 0
				for n < len(g.sentences) {
					k := taalgebruik.Passive(g.text, g.sentences[n])
					if k == 0 || !g.own(g.sentences[n]) {
						break
					}
					times += k
					n++
				}
				if times >= inARow {
					rows = append(rows, row{g, g.sentences[first].Start, g.sentences[n-1].End, times})
				}
			}
		}
		shown := min(len(rows), maxHints)
		for i, r := range rows[:shown] {
			report(r.place(r.start, r.end),
				lang.F("hier staat %d keer achter elkaar niet wie iets doet", "%d times in a row it does not say here who does it", r.times),
				andMore(lang.T("Begin met wie het doet: \"Wij planten bomen\" in plaats van \"Er worden bomen geplant\".", "Begin with who does it: \"Wij planten bomen\" (we plant trees), not \"Er worden bomen geplant\" (trees are planted)."), i, shown, len(rows)))
		}
	},
}
