package traject_test

import (
	"fmt"
	"strings"
	"testing"

	"weerklank/internal/content"
	. "weerklank/internal/traject"
)

// longText is a traject with so many signalen, as an editor writes it.
func longText(signalen int) []byte {
	var b strings.Builder
	b.WriteString("---\ntitel: \"De bushalte (plan 2)\"\nphase: 2\nonderwerpen:\n  - openbare-ruimte\n  - verkeer\ndatum: 2026-02-20\n" +
		"samenvatting: >-\n  Wij vroegen wie de bus neemt wat er bij de halte beter kan. Kunnen de fietsen ergens\n  anders staan, en komt er een bank?\nsignalen:\n")
	for i := range signalen {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: >-\n      De halte is donker en er is geen plek om te zitten. Wie slecht ter been is, staat te\n      lang, en de mensen die met een kind komen\n      staan in de regen.\n"+
			"    bron: Inloopavond\n    besluit: deels-overgenomen\n    reden: >-\n      Er komt *een* bank bij de halte, en een lamp. Voor een dak is er geen plaats.\n    datum: 2026-03-%02d\n", i+1, i+1)
	}
	b.WriteString("---\n\nDe halte wordt dit jaar anders.\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	f, ps := content.Split("content/trajecten/halte.md", longText(8), content.Markdown)
	if len(ps) > 0 {
		b.Fatal(ps)
	}
	b.ReportAllocs()
	for b.Loop() {
		if t, ps := Parse(f); len(ps) > 0 || len(t.Signalen) != 8 {
			b.Fatal(ps)
		}
	}
}
