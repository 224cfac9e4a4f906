package markdown_test

import (
	"strings"
	"testing"

	"weerklank/internal/markdown"
)

// What the page does not have is not in the source that is given away.
func TestSource(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"Een **vet** woord.\r\n", "Een **vet** woord.\r\n"},
		{"2 < 3 en `<!-- code -->`", "2 < 3 en `<!-- code -->`"},
		{"Tekst <!-- bel Jan --> en meer.", "Tekst  en meer."},
		{"Een\n<!-- bel\n\nJan -->\ntwee", "Een\n\ntwee"},
		{"<!-- bel Jan --> zonder pagina\n\nEen", "\n\nEen"},
		{"- een\n  <!-- bel Jan -->\n- twee", "- een\n  \n- twee"},
		{"Een\n\n<!-- zonder einde\nbel Jan\n", "Een\n\n\n"},
		{"    <!-- in code -->\n", "    <!-- in code -->\n"},
	} {
		if got := markdown.Parse([]byte(c.src)).Source(); got != c.want {
			t.Errorf("%q gave %q, want %q", c.src, got, c.want)
		}
	}
}

// The text of the page is the same, and no comment is left.
func FuzzSource(f *testing.F) {
	for _, s := range []string{"a <!-- b --> c", "> <!--\n> x -->\n> y", "1. <!-- a\n2. b", "<!--> x", "[a <!-- b -->](c)", "![<!-- b -->](c)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		d := markdown.Parse([]byte(src))
		once := d.Source()
		if !strings.Contains(src, "<") && once != src {
			t.Fatalf("%q became %q", src, once)
		}
		if len(once) > len(src)+strings.Count(src, "<") {
			t.Fatalf("%q grew to %q", src, once)
		}
	})
}
