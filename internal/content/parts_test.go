package content_test

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
)

// tree writes what anybody reads of a node.
func tree(n *yaml.Node) string {
	if n == nil {
		return "nothing"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "(%d %q %q %d %d:%d %q", n.Kind, n.Tag, n.Value, n.Style, n.Line, n.Column, n.LineComment)
	for _, c := range n.Content {
		b.WriteString(tree(c))
	}
	return b.String() + ")"
}

// A file that is decoded in parts, known or not, is what it is when decoded whole.
func FuzzParts(f *testing.F) {
	const body = "---\nTekst.\n"
	for _, s := range []string{
		"titel: Een\nsignalen:\n  - id: a\n    signaal: >-\n      Wij willen\n\n      banken. # niet\n  - id: b # hier\nphase: 2\n",
		"titel: Een\nsignalen:\n  - id: c\n  - id: b # hier\nleeg:\nphase: 3\n",
		"a: \"x\nb: y\"\nc: [d,\ne: f]\n", "a: |+\n  x\n\nb: |\n  c: d\n\n# slot\n", "signalen:\n- a\n- - b\n", "signalen:\n  - \"a\n  - b\"\n",
		"signalen:\n  - [a,\n  - b]\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: 1\n b: 2\n", "a: x\ny\nb: z\n", "a:\n  - b\n", "\n# eerst\na: b\n", "a: !x b\r\nc: d\r\n",
		"signalen: # alle\n  - id: a\n", "signalen:\n", "signalen:\n\n  - id: a\n   \n\n  - id: b\n# eind\n", "? a\n: b\n", "a: b: c\n", "a: 'b\n\nc: d'\n", "--- a\nb: c\n", "... \na: b\n",
	} {
		f.Add("---\n"+s+body, "---\ntitel: Twee\n"+s+body)
	}
	f.Fuzz(func(t *testing.T, old, now string) {
		var last *content.Parts
		for _, src := range []string{old, now, old} {
			want, problems := content.Parse("x.md", []byte(src), content.Markdown)
			got, parts, found := content.ParseLike("x.md", []byte(src), content.Markdown, last)
			last = parts
			if fmt.Sprint(found) != fmt.Sprint(problems) || (got == nil) != (want == nil) {
				t.Fatalf("%q: %v, want %v", src, found, problems)
			}
			if got != nil && (tree(got.Front) != tree(want.Front) || string(got.Body) != string(want.Body)) {
				t.Errorf("%q:\n%s\nwant\n%s", src, tree(got.Front), tree(want.Front))
			}
		}
	})
}
