package versies_test

import (
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/versies"
)

// sentences are as long as the texts of a real answer.
const sentences = "Wij hebben de brief herschreven, samen met mensen die hem kregen. De nieuwe brief is een pagina en zegt eerst wat u moet doen. Wie wil, krijgt uitleg aan de balie."

// answered is a traject with eight answers, the first of them in an edition of
// its own.
func answered(n, edition int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitel: Traject %d\nsamenvatting: Wat is er gedaan met wat mensen zeiden?\nphase: 4\nonderwerpen: [Zorg, Wonen]\nbijeenkomsten:\n  - {id: avond, naam: Avond in de wijk, datum: 2026-01-15}\nsignalen:\n", n)
	for i := range 8 {
		e := 0
		if i == 0 {
			e = edition
		}
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: De brief van de gemeente was te moeilijk voor mij, zei nummer %d.\n    citaten:\n      - tekst: Ik las hem drie keer.\n        rol: een mantelzorger\n    opgehaald-bij: [avond]\n    besluit: overgenomen\n    besloten-op: 2026-02-0%d\n    reden: |\n      %s Dat is uitgave %d.\n    kort: De brief is nu korter.\n    gepland: 2026-10\n", i, i, 1+i, sentences, e)
	}
	b.WriteString("---\n\n## Wat vooraf ging\n\n" + sentences + "\n")
	return b.String()
}

// BenchmarkOf makes the versions of 1,000 trajecten, of which each has five.
func BenchmarkOf(b *testing.B) {
	var files [][]commit
	for n := range 1000 {
		var cs []commit
		for e := range 5 {
			cs = append(cs, commit{Day: fmt.Sprintf("2026-03-%02d", 10+e), Path: fmt.Sprintf("content/trajecten/t%d.md", n), Source: answered(n, e)})
		}
		files = append(files, cs)
	}
	fs, blob := store(files...)
	for b.Loop() {
		g, err := versies.Of(fs, blob, versies.Options{Settings: settings(), Today: "2026-06-01"})
		if err != nil || len(g.Reeksen) != 1000 || len(g.Reeksen[0].Versies) != 5 {
			b.Fatal(len(g.Reeksen), err)
		}
	}
}

// BenchmarkOpen reads what the pages of the versions of 100 trajecten hold.
func BenchmarkOpen(b *testing.B) {
	var files [][]commit
	for n := range 100 {
		var cs []commit
		for e := range 5 {
			cs = append(cs, commit{Day: fmt.Sprintf("2026-03-%02d", 10+e), Path: fmt.Sprintf("content/trajecten/t%d.md", n), Source: answered(n, e)})
		}
		files = append(files, cs)
	}
	g := past(b, versies.Options{}, files...)
	for b.Loop() {
		for _, k := range g.Reeksen {
			for _, v := range k.Versies {
				if in, err := g.Open(v); err != nil || in.Traject == nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkWoorden(b *testing.B) {
	old := strings.Repeat(sentences+" ", 20)
	now := strings.ReplaceAll(old, "herschreven", "opnieuw geschreven")
	for b.Loop() {
		versies.Woorden(old, now)
	}
}

// BenchmarkWoordenHuge compares two long texts that have nothing in common.
func BenchmarkWoordenHuge(b *testing.B) {
	var x, y strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&x, "a%d ", i)
		fmt.Fprintf(&y, "b%d ", i)
	}
	for b.Loop() {
		versies.Woorden(x.String(), y.String())
	}
}
