package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

// written writes the nodes of a text as far as anything here looks at them.
func written(b *strings.Builder, d *Doc, n ast.Node, depth int) {
	fmt.Fprintf(b, "\n%*s%s %d", 2*depth, "", n.Kind(), n.Pos())
	if n.Type() == ast.TypeBlock && n.Lines() != nil {
		fmt.Fprintf(b, " %v %v", n.HasBlankPreviousLines(), n.Lines().Sliced(0, n.Lines().Len()))
	}
	switch n := n.(type) {
	case *ast.Text:
		fmt.Fprintf(b, " %v %v %v %v", n.Segment, n.SoftLineBreak(), n.HardLineBreak(), n.IsRaw())
	case *ast.Emphasis:
		fmt.Fprintf(b, " %d", n.Level)
	case *ast.Heading:
		fmt.Fprintf(b, " %d %v", n.Level, n.Attributes())
	case *ast.Link:
		fmt.Fprintf(b, " %q %q %v %d", n.Destination, n.Title, n.Reference, d.seen.ends[n])
	case *ast.List:
		fmt.Fprintf(b, " %c %v %d", n.Marker, n.IsTight, n.Start)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		written(b, d, c, depth+1)
	}
}

// both returns what the short way and goldmark make of a text; ok is false where
// the short way is not taken.
func both(src string) (short, plain string, ok bool) {
	tell := func(d *Doc) string {
		var b strings.Builder
		written(&b, d, d.root, 0)
		return b.String() + "\n" + d.HTML(HTMLOptions{}) + "\n" + d.Text() + "\n" + fmt.Sprint(d.Links(), d.Images(), d.Headings(), d.Blocks(), d.seen.refused)
	}
	one, other := &Doc{src: []byte(src), seen: &seen{}}, &Doc{src: []byte(src), seen: &seen{}}
	if limits(one.src) != nil || !one.short() {
		return "", "", false
	}
	other.parse()
	return tell(one), tell(other), true
}

// alone reports whether all of src is read without goldmark.
func alone(src string) bool {
	d := &Doc{src: []byte(src), seen: &seen{}}
	return separable(d.src) && d.plainBlock(0, len(src)) != nil
}

func FuzzShort(f *testing.F) {
	for _, s := range []string{
		"Een.\n", "Een\ntwee.\n", "Een *twee* drie [vier](https://a.nl/b?c=d#e) **vijf**\nzes! *zeven*\nacht [n](d)\ntien!\n\n## Kop *x* y\n\nA\nb ", "a! b! c\n", "*a*! b\n", "*a*\n*b*\n", "# *a*\n", "# a #\n", "#a\n", "#  a\n", "####### a\n", "# \n", "#\n",
		"a *b c* d\n", "a * b*\n", "a *b *c*\n", "a **b* c**\n", "a ***b***\n", "a*b*\n", "*a*b\n", "*a.* b\n", "(*a*)\n", "*é* a\n", "a *é*\n", "*a*é\n", "**\n", "* a\n", "*a\nb*\n", "***\n", "**a**b\n", "*a**b*\n", "**a*\n", "*a*.*b*\n",
		"[a](b)\n", "[a](b) c\n", "[a]\n", "[a][b]\n", "[a](b c)\n", "[a](b \"c\")\n", "[a](<b>)\n", "[a](b(c)d)\n", "[](b)\n", "[a]()\n", "![a](b)\n", "a![b](c)\n", "!*a*\n", "[*a*](b)\n", "*[a](b)*\n", "[a](b)*c*\n", "[a](b)[c](d)\n", "[a!](b)\n", "[ a ](b)\n", "[a](javascript:b)\n", "[a](b)\n\n[c]: d\n", "a[^1]\n\n[^1]: b\n",
		"- a\n- *b* c!\n- [d](e)\n\nF\n\n- g\n\n\nH\n", "- a\n- b\n\n  c\n", "- a\n- b\n\n- c\n", "- a\nb\n\nc\n", "- a \n- b\n", "-  a\n", "- 1. a\n", "- # a\n", "- \n- a\n", "> a\n\n- b\n\nc\n", "1. a\n\n- b\n", "- a\n\n* b\n\n+ c\n\nd\n", "a\n\n- b\n- c\n\n    d\n", "- a\n- b\n\n1. c\n", "- a\n\n---\n", "- ---\n", "- a\n- b\n\n\n", "- a | b\n- --|--\n",
		"- a\n- b\n\nc\n\n- d\n\n- e\n", "- a\n\n  b\n\nc\n\n    d\n", "a\n- b\n", "a\n---\n", "a\n===\n\nb\n", "1. a\n\n2. b\n", "2019 a\n", "2019. a\n", "12\n", "a\n2) b\n", "> a\nb\n\nc\n> d\n", "a\n\n| b | c |\n|---|---|\n| d | e |\n\nf\n", "a | b\n--|--\n", "a\n  \nb\n", "a \nb\n", "a  \nb\n", "\n\na\n\n\n\nb\n\n\n", " a\n", "a\n b\n", "a & b &amp; c\n", "a_b_c\n", "_a_\n", "a\n# b\n", "# a\nb\n", "---\n\na\n\n---\n", "- a\n\n\n\n- b\nc\n\n1) d\n\nE\n", "* * *\n\na\n", "é.\n\n“a”\n", "a\u00a0\n", "a\x00\n", "+ a\n\nb\n", "a\n:--\n", "(c) 'd'\n\n\"e\"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if got, want, ok := both(src); ok && got != want {
			t.Errorf("%q:%s\nwant%s", src, got, want)
		}
	})
}

// goldmark would hide it when nothing were read the short way any more.
func TestOrdinaryParagraphsAreReadTheShortWay(t *testing.T) {
	for _, s := range []string{
		"Er komt een bank bij de halte, en een lamp.\n", "Er komt *een* bank.\nZie het [plan](https://www.voorbeeldgemeente.example/plannen/12) in **2026**.", "### Wat hoorden wij?", "**Graag** een rek!",
		"[Sinds](https://www.voorbeeldgemeente.example/9784) 2015 is *er* bij de Havenkade niets veranderd.",
	} {
		if !alone(s) {
			t.Errorf("%q is left to goldmark", s)
		}
	}
	for _, s := range []string{"Een `woord`", "* een", "| a | b |", "Een _woord_", "![kaart](kaart.png)", "<b>een</b>", "{taal=de}"} {
		if alone(s) {
			t.Errorf("%q is not left to goldmark", s)
		}
	}
}
