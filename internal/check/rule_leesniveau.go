package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/taalgebruik"
)

// The score from which Douma calls a text of ordinary difficulty, and the least
// words and sentences of which a lower one says something. The fewer words, the
// more chance has a say: of 40 words the score is some 13 points off in one text
// of three. So a short text is spoken of only when it is hard beyond doubt.
const (
	enoughWords, enoughSentences, ordinaryScore = 75, 5, 60
	fewestWords, fewestSentences, hardScore     = 40, 3, 40
)

var readingLevel = rule[*prose]{
	Rule: &diag.Rule{
		Code: "leesniveau", Group: diag.Plain, Severity: diag.Info,
		Source: "WCAG 2.2, 3.1.5 (AAA); W.H. Douma, De leesbaarheid van landbouwbladen (1960)",
		Title:  lang.T("Een tekst die als geheel moeilijk leest", "A text that as a whole is hard to read"),
		Why: lang.T("Lange zinnen met lange woorden kosten moeite. Een op de zes mensen leest met moeite. Het getal is een schatting: 206,84 - 0,77 × lettergrepen per 100 woorden - 0,93 × woorden per zin. Het zegt niets over wat er staat.",
			"Long sentences with long words take effort. One in six people reads with difficulty. The number is an estimate: 206.84 - 0.77 × syllables in 100 words - 0.93 × words in a sentence. It says nothing about what is told."),
		Wrong: hardExample,
		Right: easyExample,
	},
	check: func(p *prose, report report) {
		var c taalgebruik.Tally
		var first *passage
		for i := range p.passages {
			g := &p.passages[i]
			if g.kind != markdown.Paragraph {
				continue
			}
			if first == nil && len(g.sentences) > 0 {
				first = g
			}
			c.Add(g.text, g.sentences)
		}
		if c.Words < fewestWords || c.Sentences < fewestSentences {
			return
		}
		score := c.FleschDouma()
		if score >= ordinaryScore || score >= hardScore && (c.Words < enoughWords || c.Sentences < enoughSentences) {
			return
		}
		s := first.sentences[0]
		report(first.place(s.Start, s.End),
			lang.F("de teksten in dit bestand zijn samen %s (%d; vanaf %d leest een tekst gewoon)", "the texts of this file together are %s (%d; from %d on a text reads normally)", difficulty(score), score, ordinaryScore),
			lang.F("Een zin heeft hier gemiddeld %d woorden. Schrijf korter, en kies korte, gewone woorden. Begin met de teksten bovenaan.", "A sentence has %d words here on average. Write shorter, and choose short, ordinary words. Begin with the texts at the top.", (c.Words+c.Sentences/2)/c.Sentences))
	},
}

// difficulty returns Douma's word for a score.
func difficulty(score int) lang.Text {
	switch {
	case score < 30:
		return lang.T("zeer moeilijk", "very hard")
	case score < 45:
		return lang.T("moeilijk", "hard")
	}
	return lang.T("nogal moeilijk", "fairly hard")
}

// The same text twice. It takes more than a sentence to have a level.
const (
	hardExample = `De herinrichting van de speelvoorziening volgt de vastgestelde uitgangspunten. De verkeersveiligheid in de omliggende woonomgeving en de toegankelijkheid voor rolstoelgebruikers hebben bijzondere aandacht.

De omwonenden vroegen aandacht voor verlichting, afscherming en bereikbaarheid van de speelvoorziening. Hun opmerkingen staan verwerkt in de definitieve inrichtingstekening van de gemeentelijke ontwerpafdeling.

De uitvoeringswerkzaamheden beginnen na de zomervakantie, bij voldoende beschikbaarheid van materialen bij de leveranciers. De werkzaamheden veroorzaken mogelijk tijdelijke verkeersbelemmeringen.

Belangstellenden ontvangen voorafgaande informatie over bereikbaarheid, omleidingsroutes en parkeermogelijkheden. Na ingebruikneming onderzoekt de gemeente de gebruikerstevredenheid onder ouders, kinderen en overige gebruikers van de speelvoorziening. De onderzoeksresultaten verschijnen vervolgens op deze internetpagina, inclusief voorgestelde verbeteringsmaatregelen.`
	easyExample = `Wij maken de speelplek nieuw. De plek wordt veilig. Wie slecht loopt, kan er ook komen.

De buren vroegen om licht, een hek en een goed pad. Dat hebben wij op de tekening gezet. Het hek komt aan de kant van de weg. Het pad is breed en vlak.

Wij beginnen na de zomer. Dan moeten de spullen er wel zijn. Soms is de straat een dag dicht. U krijgt daarover een brief. Daarin staat hoe u dan kunt rijden en waar u kunt parkeren.

Is de speelplek klaar? Dan vragen wij ouders en kinderen wat zij ervan vinden. Wij schrijven hier op wat zij zeggen. Wat niet goed is, maken wij beter.`
)
