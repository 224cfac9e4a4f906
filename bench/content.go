//go:build linux

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A sample is one made-up traject: its file, and what of it has to be found on
// the pages that are made of it.
type sample struct {
	slug     string
	titel    string
	file     []byte
	signalen []string // the texts, of s1, s2, ...
}

// perSample is how many signalen a traject has.
const perSample = 8

// The words below are put together by chance. Nobody said any of it, and no
// street or park of that name is meant.
var (
	topics = []string{"afval", "armoede", "bereikbaarheid", "cultuur", "dienstverlening", "digitalisering", "duurzaamheid", "energie",
		"gezondheid", "groen", "inburgering", "jeugd", "mantelzorg", "onderwijs", "openbare-ruimte", "ouderen", "sport", "veiligheid",
		"werk-en-inkomen", "wonen"}
	answers = []string{"overgenomen", "deels-overgenomen", "niet-overgenomen", "in-behandeling", "bestaat-al"}
	sources = []string{"Inloopavond", "Online vragenlijst", "Adviesraad", "Wijkgesprek", "Cliëntenraad", "Keukentafelgesprek", "Digitaal panel", "Jongerenraad"}
	places  = []string{"het plein", "het park", "de wijk in het noorden", "het buurthuis", "de weg naar het station", "het zwembad",
		"de bibliotheek", "het winkelcentrum", "de haven", "de sporthal", "het gemeentehuis", "het gezondheidscentrum"}
	things = []string{"de zitbanken", "de verlichting", "de oversteekplaats", "de openingstijden", "het loket", "de wachttijden",
		"de speeltoestellen", "de fietsenstalling", "het groenonderhoud", "de formulieren", "de bushalte", "het spreekuur"}
	people = []string{"ouders met jonge kinderen", "mensen met een beperking", "ouderen uit de buurt", "mantelzorgers", "jongeren",
		"ondernemers", "nieuwkomers", "vrijwilligers", "mensen met weinig geld", "leden van het panel"}
	sentences = []string{
		"Bij {place} missen {people} vooral {thing}.",
		"Graag aandacht voor {thing} bij {place}, zeker in de avonduren.",
		"Sinds {year} is er bij {place} niets veranderd aan {thing}, terwijl het steeds drukker wordt.",
		"Kunnen {thing} en {thing} bij {place} beter op elkaar worden afgestemd?",
		"Voor {people} is {place} moeilijk te bereiken, zeker als het regent of donker is.",
		"Wie bij {place} moet zijn, weet vaak niet waar {thing} voor bedoeld is.",
		"De gemeente onderzoekt samen met {people} wat er nodig is bij {place}.",
		"Het plan voor {place} is besproken met {people}, en daarna op drie punten aangepast.",
		"Een proef van zes maanden laat zien of {thing} bij {place} genoeg helpt.",
		"Er is nu geen geld voor {thing}; in de begroting van {year} kijken wij er opnieuw naar.",
		"De keuze voor {place} stond al vast, maar over {thing} kon iedereen nog meepraten.",
		"Tijdens het gesprek noemden {people} ook {thing} als belangrijk punt.",
		"Wij leggen {thing} bij {place} eerst voor aan {people}, en beslissen daarna.",
		"De uitvoerder begint in de zomer van {year} met {thing} bij {place}.",
		"Dat kan niet overal tegelijk, dus begint het bij {place} en volgt de rest later.",
		"Veel reacties gingen over hetzelfde: {thing} moet begrijpelijk en dichtbij zijn.",
		"Met {people} is afgesproken dat zij meekijken naar {thing} voordat het klaar is.",
		"Uit de vragenlijst van {year} blijkt dat {people} tevreden zijn over {place}, maar niet over {thing}.",
		"Wat gebeurt er met {thing} als {place} een jaar dicht is?",
		"Op verzoek van {people} komt er een tweede avond bij {place}, met meer tijd voor vragen.",
	}
)

// A writer makes the texts of one traject by chance, always the same for its
// number, however many there are.
type writer struct{ *rand.Rand }

func (w writer) pick(list []string) string { return list[w.IntN(len(list))] }

func (w writer) sentence() string {
	s := w.pick(sentences)
	for _, part := range []struct {
		mark string
		fill func() string
	}{
		{"{place}", func() string { return w.pick(places) }},
		{"{thing}", func() string { return w.pick(things) }},
		{"{people}", func() string { return w.pick(people) }},
		{"{year}", func() string { return fmt.Sprint(2015 + w.IntN(10)) }},
	} {
		for strings.Contains(s, part.mark) {
			s = strings.Replace(s, part.mark, part.fill(), 1)
		}
	}
	return s
}

func (w writer) text(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = w.sentence()
	}
	return strings.Join(all, " ")
}

// marked gives two words of a text a markup of their own.
func (w writer) marked(text string) string {
	words := strings.Split(text, " ")
	for range 2 {
		i := w.IntN(len(words))
		if strings.IndexFunc(words[i], func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
			continue
		}
		switch w.IntN(3) {
		case 0:
			words[i] = "**" + words[i] + "**"
		case 1:
			words[i] = "*" + words[i] + "*"
		default:
			words[i] = fmt.Sprintf("[%s](https://www.voorbeeld.example/besluiten/%d)", words[i], 1000+w.IntN(9000))
		}
	}
	return strings.Join(words, " ")
}

func (w writer) date() string {
	return time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.IntN(1080)).Format(time.DateOnly)
}

func (w writer) heading() string {
	s := w.pick(things) + " bij " + w.pick(places)
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// folded writes a text as a folded YAML block, in lines of some 88 characters.
func folded(b *bytes.Buffer, indent, text string) {
	b.WriteString(" >-")
	at := 88
	for word := range strings.FieldsSeq(text) {
		if at+1+len(word) > 88 {
			b.WriteString("\n" + indent + word)
			at = len(indent) + len(word)
			continue
		}
		b.WriteString(" " + word)
		at += 1 + len(word)
	}
	b.WriteString("\n")
}

// makeSample makes traject i: eight signalen and some 400 words of text.
func makeSample(i int) sample {
	w := writer{rand.New(rand.NewPCG(20260101, uint64(i)))}
	s := sample{slug: slugOf(i), titel: fmt.Sprintf("%s (verzonnen traject %d)", w.heading(), i)}
	var b bytes.Buffer
	first := w.IntN(len(topics))
	second := (first + 1 + w.IntN(len(topics)-1)) % len(topics)
	fmt.Fprintf(&b, "---\ntitel: %q\nphase: %d\nonderwerpen:\n  - %s\n  - %s\ndatum: %s\nsamenvatting:", s.titel, 1+w.IntN(4), topics[first], topics[second], w.date())
	folded(&b, "  ", w.text(2))
	b.WriteString("signalen:\n")
	for n := 1; n <= perSample; n++ {
		text := w.text(1 + w.IntN(2))
		s.signalen = append(s.signalen, text)
		fmt.Fprintf(&b, "  - id: s%d\n    signaal:", n)
		folded(&b, "      ", text)
		fmt.Fprintf(&b, "    bron: %s\n    besluit: %s\n    reden:", w.pick(sources), w.pick(answers))
		folded(&b, "      ", w.marked(w.text(2+w.IntN(3))))
		fmt.Fprintf(&b, "    datum: %s\n", w.date())
	}
	b.WriteString("---\n" + bodyBegin)
	fmt.Fprintf(&b, "Deze tekst is verzonnen, om mee te meten. %s\n\n%s\n\n## Wat hoorden we?\n\n", w.marked(w.text(3)), w.marked(w.text(2)))
	for range 5 {
		fmt.Fprintf(&b, "- %s\n", w.marked(w.sentence()))
	}
	fmt.Fprintf(&b, "\n> %s\n\n## Planning\n\n| Stap | Wanneer | Wie |\n|---|---|---|\n", w.text(2))
	for range 4 {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", w.pick(things), w.date(), w.pick(sources))
	}
	for n := range 6 {
		if n%3 == 0 {
			fmt.Fprintf(&b, "\n### %s\n", w.heading())
		}
		fmt.Fprintf(&b, "\n%s\n", w.marked(w.text(3)))
	}
	s.file = b.Bytes()
	return s
}

// bodyBegin is what the text of every traject begins with; an edit is made right
// after it.
const bodyBegin = "\n## Wat was de vraag?\n\n"

func slugOf(i int) string { return fmt.Sprintf("t-%06d", i) }

// writeContent writes n trajecten into a folder.
func writeContent(dir string, n int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := 1; i <= n; i++ {
		s := makeSample(i)
		if err := os.WriteFile(filepath.Join(dir, s.slug+".md"), s.file, 0o644); err != nil {
			return err
		}
	}
	return nil
}
