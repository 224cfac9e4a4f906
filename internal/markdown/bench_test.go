package markdown_test

import (
	"testing"

	. "weerklank/internal/markdown"
)

// benchTexts are what most of a site is made of.
var benchTexts = []struct{ name, text string }{
	{"plain", "Er komt een bank bij de halte, en een lamp. Voor een dak is er geen plaats, want dan kan wie in een rolstoel zit er niet langs.\n"},
	{"reden", "Er komt *een* bank bij de halte, en een lamp. Voor een dak is er geen plaats, want dan kan wie in een rolstoel zit er niet langs. Zie het [plan](https://www.voorbeeldgemeente.example/plannen/12) voor de hele straat, dat in het najaar **vaststaat**.\n"},
	{"body", "## Wat was de vraag?\n\n**Graag** hoorden wij wat er beter kan bij de halte, vooral als het donker is. Dat vroegen wij in de bus zelf.\n\n" +
		"- Bij de halte *ontbreekt* een bank.\n- De lamp is stuk, staat in [het verslag](https://www.voorbeeldgemeente.example/verslag).\n- De fietsen staan in de weg.\n\n" +
		"> De fietsen staan in de weg, zeggen ook wie zelf fietsen.\n\n| Stap | Wanneer |\n|---|---|\n| een bank | 2026-05-14 |\n| een lamp | 2026-06-01 |\n\n" +
		"### De fietsenstalling\n\nWie met de fiets komt, zet die nu tegen het hek. Er komt een rek, niet te dicht bij de halte, zodat er **ruimte** blijft.\n\nHet rek komt er in het voorjaar, samen met de bank. Wie in de straat woont, krijgt een brief voordat het werk begint.\n"},
}

func BenchmarkMarkdown(b *testing.B) {
	for _, test := range benchTexts {
		b.Run("Parse/"+test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse([]byte(test.text))
			}
		})
		b.Run("All/"+test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := Parse([]byte(test.text))
				d.HTML(HTMLOptions{})
				d.Blocks()
				d.Text()
				d.Links()
			}
		})
	}
}
