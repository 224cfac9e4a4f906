package content

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// written writes all that the library knows of a node. Comments above and below
// are left out for the keys at the top and their values: that is where plainYAML
// lets them stand, and nobody asks for them there.
func written(n *yaml.Node, depth int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%*s%d %q %q %d %d:%d %q %q %v", 2*depth, "", n.Kind, n.Tag, n.Value, n.Style, n.Line, n.Column, n.LineComment, n.Anchor, n.Alias)
	for _, c := range n.Content {
		if depth > 0 && c.HeadComment+c.FootComment != "" {
			fmt.Fprintf(&b, "\n# %q %q", c.HeadComment, c.FootComment)
		}
		b.WriteString(written(c, depth+1))
	}
	return b.String()
}

// block returns the front matter of a file and how many lines come before it.
func block(src []byte) ([]byte, int) {
	f := &File{Source: src}
	b, start, _, problem := f.delimiters()
	if problem != nil {
		return src, 0
	}
	return b, strings.Count(string(src[:start]), "\n")
}

// texts calls do with every file below a folder of the repository that has front matter.
func texts(t testing.TB, folder string, do func(name string, src []byte)) {
	t.Helper()
	err := filepath.WalkDir(filepath.FromSlash("../../"+folder), func(name string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(name); err != nil || d.IsDir() || ext != ".md" && ext != ".yaml" {
			return err
		}
		src, err := os.ReadFile(name)
		do(name, src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// oddYAML is what looks like plain YAML and is not, or only just.
var oddYAML = []string{
	"a: b\n", "a: b", "a:\n", "a: \nb:\n", "a:b\n", "a : b\n", " a: b\n", "a:  b \n", "a: b # c\n", "a: b#c\n", "a: #c\n", "# x\n\na: b\n# y\n\n# z\nc: d\n# w\n",
	"a: |\n  x\n   y\n\n  z\n\nb: c\n", "a: >\n  x\n  y\n\n  z\n   u\n  v\n\n\nb: c\n", "a: |+\n  x\n\n\nb: c\n", "a: >-\n\n  x\n  \n  y \nb: c\n", "a: |2\n  x\n", "a: |\nb: c\n",
	"a: |\n\n   \n  x\n", "a: |\n  x\n # y\nb: c\n", "a: |\n  x\n# y\nb: c\n", "a: >\n  x\n   \n  y\n", "a: |\n  x\n  ", "a: | # x\n  y\n",
	"a: 'b''c'\n", "a: \"b\\\"c\\\\\"\n", "a: \"b\\n\"\n", "a: 'b' c\n", "a: \"b\n  c\"\n", "'a': b\n", "a: ''\n", "a: \"\"\n", "a: '# b: c'\n",
	"a: [b, c d, \"e, f\", 'g' ]\n", "a: []\n", "a: [ ]\n", "a: [b,]\n", "a: [b:c]\n", "a: [b\n, c]\n", "a: [[b]]\n", "a: [é, ü]\n", "a: [b] c\n", "a: {b: c}\n", "a: [b: c]\n", "a: [\"b\": c]\n", "a: [b #c]\n",
	"a:\n  - b\n  - c: d\n    e: f\n  - g\nh: i\n", "a:\n- b\n- c: d\n  e: f\ng: h\n", "a:\n  -  b: c\n     d: e\n", "a:\n  - b: c\n   d: e\n", "a:\n  - - b\n", "a:\n  -\n    b: c\n", "a:\n  - |\n    x\n  - >-\n    y\n",
	"- a\n", "a\n", "a:\n  b\n", "a: b\n c\n", "a: b\n\n  c\n  d\n", "a: b\n  c: d\n", "a: b\n  - c\n", "a:\n  b: c\n d: e\n", "a:\n    b: c\n  d: e\n", "a:\n\n  b: c\n\n\nd: e\n",
	"a: 1\nb: 01\nc: 0x1f\nd: 1_000\ne: 1.5\nf: 1e3\ng: 2026-01-02\nh: 2026-02-30\ni: 2026-1-2\nj: 2026-01-02 10:00:00\nk: 1:30\nl: 12 m\nm: 0o7\nn: 123456789012345678901234\no: 2026-09\np: 0\n",
	"true: yes\nnull: ~\nNo: TRUE\nx: null\ny: Nullen\nz: .5\n", "a: -1\nb: +1\nc: -x\nd: ?x\ne: :x\nf: *x\ng: &x y\nh: !x y\ni: @x\nj: `x`\nk: %x\n", "<<: a\n", "a: <<\n", "? a\n: b\n",
	"a: b: c\n", "a: b:\n", "a: http://b\n", "a: ---\n", "--- \na: b\n", "a: b\n...\n", "%a: b\n", "a: é: b\n", "é: b\n", "a b: c\n", "a  b: c\n", "a-: b\n", "a: b\na: c\n", "a: b\r\nc: |\r\n  d\r\n\r\n  e\r\n", "a:\tb\n", "a: b\tc\n",
	"a: b\n# c\n  d\n", "a:\n# c\n  - d\n", "a:\n# c\n- d\n", "a:\n  - b\n# c\n  - d\n", "a:\n- b\n# c\n- d\n", "a:\n# c\nb:\n", "a: b\n # c\n", strings.Repeat("a:\n", 3), "a: \n-  b\n#\n \n", "a:\n  - b\n\n# c\n", "a: [b]\n  c\n", "a: 'b'\n  c\n", "a: \\\n", "a: =\n", "a: b\n  'c'\n",
}

// What plainYAML reads is what the library reads there.
func FuzzPlainYAML(f *testing.F) {
	for _, folder := range []string{"content", "internal/check/testdata", "internal/load/testdata"} {
		texts(f, folder, func(name string, src []byte) {
			if strings.Contains(name, "toetsen") {
				return
			}
			b, skip := block(src)
			f.Add(b, uint8(skip))
		})
	}
	for _, s := range oddYAML {
		f.Add([]byte(s), uint8(1))
	}
	f.Fuzz(func(t *testing.T, src []byte, skip uint8) {
		src, text := decode(src)
		if text.NL != "" || invisible(src) >= 0 {
			return // is reported before
		}
		got := plainYAML(src, int(skip))
		if got == nil {
			return
		}
		doc, err := loadYAML(src, int(skip))
		if err != nil {
			t.Fatalf("%q: the library says %v, plainYAML reads %s", src, err, written(got, 0))
		}
		if got, want := written(got, 0), written(doc.Content[0], 0); got != want {
			t.Errorf("%q: %s\nwant%s", src, got, want)
		}
	})
}

// Without --- in it there is one front matter that the library can find.
func FuzzDelimiters(f *testing.F) {
	for _, s := range []string{"---\na: b\n---\n", "\n \u00a0\n--- \n---", "---\r\na: b\r\n---\r\nc", "---\na: -- -\n\u2003---\n---\n", "---\n a\n---x\n---\t\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		block, _, end, problem := (&File{Source: src}).delimiters()
		if problem == nil && !strings.Contains(string(block), "---") && !agreed(src, block, end) {
			t.Errorf("%q: the library does not find %q", src, block)
		}
	})
}

// The library would hide it when nothing were read by plainYAML any more.
func TestPlainYAMLReadsWhatEditorsWrite(t *testing.T) {
	n := 0
	texts(t, "content", func(name string, src []byte) {
		b, skip := src, 0
		if strings.HasSuffix(name, ".md") {
			b, skip = block(src)
		}
		n++
		if plainYAML(b, skip) == nil {
			t.Errorf("%s is left to the library", name)
		}
	})
	if n < 10 {
		t.Errorf("%d files", n)
	}
	b, skip := block([]byte(longText(8)))
	if plainYAML(b, skip) == nil {
		t.Error("a long text is left to the library")
	}
}

// longText is a file with so many signalen, as an editor writes them.
func longText(signalen int) string {
	var b strings.Builder
	b.WriteString("---\ntitel: \"De bushalte (plan 2)\"\nphase: 2\nonderwerpen:\n  - openbare-ruimte\n  - verkeer\ndatum: 2026-02-20\n" +
		"samenvatting: >-\n  Wij vroegen wie de bus neemt wat er bij de halte beter kan. Kunnen de fietsen ergens\n  anders staan, en komt er een bank?\nsignalen:\n")
	for i := range signalen {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: >-\n      De halte is donker en er is geen plek om te zitten. Wie slecht ter been is, staat te\n      lang, en de mensen die met een kind komen\n      staan in de regen.\n"+
			"    bron: Inloopavond\n    besluit: deels-overgenomen\n    reden: >-\n      Er komt *een* bank bij de halte, en een lamp. Voor een dak is er geen plaats, want\n      dan kan wie in een rolstoel zit er niet langs. Zie het\n"+
			"      [plan](https://www.voorbeeldgemeente.example/plannen/%d) voor de hele straat, dat in\n      het najaar **vaststaat**. Tot dan blijft de oude halte staan waar die staat.\n    datum: 2026-03-%02d\n", i+1, i+1, i+1)
	}
	b.WriteString("---\n\n## Wat was de vraag?\n\n**Graag** hoorden wij wat er beter kan bij de halte, vooral als het donker is. Dat vroegen wij in de bus zelf.\n\n" +
		"- Bij de halte *ontbreekt* een bank.\n- De lamp is stuk, staat in [het verslag](https://www.voorbeeldgemeente.example/verslag).\n\n" +
		"> De fietsen staan in de weg.\n\n| Stap | Wanneer |\n|---|---|\n| een bank | 2026-05-14 |\n| een lamp | 2026-06-01 |\n\n" +
		strings.Repeat("### De fietsenstalling\n\nWie met de fiets komt, zet die nu tegen het hek. Er komt een rek, niet te dicht bij de halte, zodat er **ruimte** blijft.\n\nHet rek komt er in het voorjaar, samen met de bank. Wie in de straat woont, krijgt een brief voordat het werk begint.\n\n", 6))
	return b.String()
}

func BenchmarkSplit(b *testing.B) {
	src := []byte(longText(8))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if f, _ := Split("content/trajecten/halte.md", src, Markdown); f.Front == nil {
			b.Fatal("not understood")
		}
	}
}

func BenchmarkYAML(b *testing.B) {
	src, skip := block([]byte(longText(8)))
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			plainYAML(src, skip)
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := loadYAML(src, skip); err != nil {
				b.Fatal(err)
			}
		}
	})
}
