package check

import (
	"cmp"
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/taalgebruik"
)

// maxWords is how many words a sentence has that most people read in one go.
const maxWords = 20

var longSentence = rule[*prose]{
	Rule: &diag.Rule{
		Code: "lange-zin", Group: diag.Plain, Severity: diag.Info,
		Source: "WCAG 2.2, 3.1.5 (AAA)",
		Title:  lang.T("Een zin van meer dan 20 woorden", "A sentence of more than 20 words"),
		Why: lang.T("In een lange zin raken veel mensen de draad kwijt. Wie hem hoort voorlezen, kan niet terugkijken. Twee korte zinnen zeggen hetzelfde.",
			"In a long sentence many people lose the thread. Who hears it read out cannot look back. Two short sentences say the same."),
		Wrong: "Wij maken in het voorjaar een hek om de speelplek naast de school, want de straat is druk en kleine kinderen rennen soms zo de weg op.",
		Right: "Wij maken in het voorjaar een hek om de speelplek naast de school. De straat is druk. Kleine kinderen rennen soms zo de weg op.",
	},
	check: func(p *prose, report report) {
		type long struct {
			*passage
			taalgebruik.Sentence
			order int
		}
		var found []long
		for i := range p.passages {
			g := &p.passages[i]
			if g.kind == markdown.HeadingBlock || g.kind == markdown.HeadCell {
				continue
			}
			for _, s := range g.sentences {
				if len(s.Words) > maxWords && g.own(s) {
					found = append(found, long{g, s, len(found)})
				}
			}
		}
		// The longest are most worth the work.
		shown := slices.Clone(found)
		slices.SortStableFunc(shown, func(a, b long) int { return -cmp.Compare(len(a.Words), len(b.Words)) })
		shown = shown[:min(len(shown), maxHints)]
		slices.SortFunc(shown, func(a, b long) int { return cmp.Compare(a.order, b.order) })
		for i, l := range shown {
			report(l.place(l.Start, l.End), lang.F("deze zin heeft %d woorden", "this sentence has %d words", len(l.Words)),
				andMore(cutHint(l.text, l.Sentence), i, len(shown), len(found)))
		}
	},
}

// cutHint says where a long sentence can become two.
func cutHint(text string, s taalgebruik.Sentence) lang.Text {
	if strings.Count(text[s.Start:s.End], ",") >= 3 && strings.Contains(text[s.Start:s.End], ": ") {
		return lang.T("Is dit een opsomming? Maak er een lijst van, met een streepje voor elk deel.", "Is this an enumeration? Make it a list, with a dash before each part.")
	}
	best := -1
	for i := 5; i+5 <= len(s.Words); i++ {
		between := text[s.Words[i-1].End:s.Words[i].Start]
		if !strings.ContainsAny(between, ";:–—") && !(strings.Contains(between, ",") && joins(s.Words[i].In(text))) {
			continue
		}
		if best < 0 || abs(2*i-len(s.Words)) < abs(2*best-len(s.Words)) {
			best = i
		}
	}
	if best < 0 {
		return lang.T("Maak er twee zinnen van, met in elke zin een ding.", "Make two sentences of it, with one thing in each.")
	}
	return lang.F("Maak er twee zinnen van. Dat kan misschien voor \"%s\".", "Make two sentences of it. That may be possible before \"%s\".", short(text[s.Words[best].Start:s.Words[min(best+2, len(s.Words)-1)].End]))
}

// joins reports whether a word behind a comma often begins what can be a sentence
// of its own.
func joins(word string) bool {
	switch word {
	case "en", "maar", "want", "dus", "omdat", "terwijl", "zodat", "waarbij", "waardoor", "waarna", "waarin", "hoewel", "ook", "die", "dat", "of", "daarom", "daarna":
		return true
	}
	return false
}

func abs(n int) int { return max(n, -n) }
