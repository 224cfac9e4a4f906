package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/taalgebruik"
)

var officialWord = rule[*prose]{
	Rule: &diag.Rule{
		Code: "ambtelijk-woord", Group: diag.Plain, Severity: diag.Info,
		Source: "WCAG 2.2, 3.1.3 (AAA)",
		Title:  lang.T("Een ambtelijk woord waarvoor een gewoner woord is", "A word of officials for which there is a plainer one"),
		Why: lang.T("Ambtelijke woorden houden mensen op afstand, en wie Nederlands leert kent ze niet. Past het gewonere woord niet, of gebruikt u een woord met opzet? Zet het bij woorden in site.yaml.",
			"The words of officials keep people at a distance, and who learns Dutch does not know them. Does the plainer word not fit, or do you use a word on purpose? Put it at woorden in site.yaml."),
		Wrong: "Derhalve dient u voor 1 mei te reageren middels het formulier.",
		Right: "Reageer daarom voor 1 mei met het formulier.",
	},
	check: func(p *prose, report report) {
		type found struct {
			*passage
			taalgebruik.Hit
			times int
		}
		var words []*found
		seen, inCode := map[string]*found{}, map[string]int{}
		for i := range p.passages {
			g := &p.passages[i]
			for _, s := range g.sentences {
				p.words().Find(g.text, s, func(h taalgebruik.Hit) {
					if f := seen[h.Word()]; f != nil {
						f.times++
						return
					}
					if inCode[h.Word()] > maxLooked || g.code(h.Start) {
						inCode[h.Word()]++
						return
					}
					f := &found{g, h, 1}
					seen[h.Word()] = f
					words = append(words, f)
				})
			}
		}
		shown := min(len(words), maxHints+2)
		for i, w := range words[:shown] {
			message := lang.F("er is een gewoner woord voor \"%s\"", "there is a plainer word for \"%s\"", short(w.text[w.Start:w.End]))
			if w.times > 1 {
				message = lang.F("er is een gewoner woord voor \"%s\" (%d keer in dit bestand)", "there is a plainer word for \"%s\" (%d times in this file)", short(w.text[w.Start:w.End]), w.times)
			}
			report(w.place(w.Start, w.End), message, andMore(lang.F("Misschien: %s.", "Perhaps: %s.", w.Plain), i, shown, len(words)))
		}
	},
}
