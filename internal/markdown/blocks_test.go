package markdown_test

import (
	"strings"
	"testing"

	. "weerklank/internal/markdown"
)

func TestBlocks(t *testing.T) {
	src := "# Een *kop*\n\nEerste **regel**\\\ntweede [link](/x/) <https://a.example/>.\n\n- **Vet** punt\n- **Alles vet**\n\n" +
		"> Een citaat\n> van twee regels &amp; meer.\n\n| a | b |\n| - | - |\n| 1 | twee |\n\n![alt](x.png)\n\n    code\n\nnoot[^1]\n\n[^1]: De noot.\n"
	var got []string
	for _, b := range Parse([]byte(src)).Blocks() {
		s := [...]string{"p", "h", "th", "td"}[b.Kind]
		for i, on := range []bool{b.Item, b.Quote, b.Note, b.Strong} {
			if on {
				s += "iqns"[i : i+1]
			}
		}
		got = append(got, s+":"+strings.ReplaceAll(b.Text, "\n", "/"))
	}
	want := "h:Een kop\np:Eerste regel/tweede link https://a.example/.\npi:Vet punt\n" +
		"pis:Alles vet\npq:Een citaat van twee regels & meer.\nth:a\nth:b\ntd:1\ntd:twee\np:noot\npn:De noot."
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

// Whatever stretch of a block is asked for, its place in the source reads the same.
func TestBlockSource(t *testing.T) {
	src := "Lees **eerst** de [regels](/regels/ \"Titel\"),\nen dan `dit`.\n\n- Nog *een* punt\n"
	for _, b := range Parse([]byte(src)).Blocks() {
		for i := range b.Text {
			for j := i + 1; j <= len(b.Text); j++ {
				want := b.Text[i:j]
				if strings.Trim(want, " ") != want {
					continue
				}
				from, to := b.Source(i, j)
				if got := src[from:to]; !strings.HasPrefix(got, want[:1]) || !strings.HasSuffix(got, want[len(want)-1:]) || from > to {
					t.Errorf("%q is at %q", want, got)
				}
			}
		}
	}
}
