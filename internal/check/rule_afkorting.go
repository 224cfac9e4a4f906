package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/taalgebruik"
)

// maxLooked is of how many abbreviations of a file it is looked up whether they
// are explained: for each the whole file is read.
const maxLooked = 100

var abbreviation = rule[*prose]{
	Rule: &diag.Rule{
		Code: "afkorting", Group: diag.Plain, Severity: diag.Info,
		Source: "WCAG 2.2, 3.1.4 (AAA)",
		Title:  lang.T("Een afkorting die nergens voluit staat", "An abbreviation that is never written out"),
		Why: lang.T("Wie de afkorting niet kent, haakt af. Schrijf haar de eerste keer voluit, met de afkorting tussen haakjes. Kent iedereen bij u haar? Zet haar bij woorden in site.yaml, met niets erachter.",
			"Who does not know the abbreviation gives up. Write it out the first time, with the abbreviation in brackets. Does everybody with you know it? Put it at woorden in site.yaml, with nothing behind it."),
		Wrong: "U vraagt hulp aan bij het Wmo-loket.",
		Right: "U vraagt hulp aan bij het loket voor de Wet maatschappelijke ondersteuning (Wmo).",
	},
	check: func(p *prose, report report) {
		type found struct {
			*passage
			taalgebruik.Afkorting
		}
		var all []found
		seen, looked := map[string]bool{}, 0
		for i := range p.passages {
			g := &p.passages[i]
			for _, s := range g.sentences {
				taalgebruik.Afkortingen(g.text, s, func(a taalgebruik.Afkorting) {
					key := strings.ToUpper(a.Short)
					if looked < maxLooked && !seen[key] {
						looked++
						if g.code(a.Start) {
							return
						}
						seen[key] = true
						if !p.allowed(a.Short) && !p.explained(a) {
							all = append(all, found{g, a})
						}
					}
				})
			}
		}
		shown := min(len(all), maxHints)
		for i, a := range all[:shown] {
			hint := lang.T("Schrijf haar de eerste keer voluit, met de afkorting erachter tussen haakjes.", "Write it out the first time, with the abbreviation behind it in brackets.")
			if a.Full != "" {
				hint = lang.F("Schrijf haar de eerste keer voluit, bijvoorbeeld: %s (%s).", "Write it out the first time, for example: %s (%s).", a.Full, a.Short)
			}
			report(a.place(a.Start, a.End), lang.F("de afkorting %s staat in dit bestand nergens voluit", "the abbreviation %s is nowhere written out in this file", a.Short),
				andMore(hint, i, shown, len(all)))
		}
	},
}

// allowed reports whether site.yaml names an abbreviation among its words.
func (p *prose) allowed(short string) bool {
	if p.Settings == nil {
		return false
	}
	for word := range p.Settings.Woorden {
		if strings.EqualFold(word, short) {
			return true
		}
	}
	return false
}

// explained reports whether the file says in full what an abbreviation means. It
// may do so in what people said or in a name, too.
func (p *prose) explained(a taalgebruik.Afkorting) bool {
	if p.uitleg == nil {
		p.uitleg = taalgebruik.NewUitleg(string(p.file.Source))
	}
	return p.uitleg.Explains(a)
}
