package traject

import (
	"strings"
	"testing"
)

// What is there already is not made again: the short ways give what the long ones do.
func FuzzShort(f *testing.F) {
	for _, s := range []string{"", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\u00a0b", "é b", "a-b", "-a", "a-", "a--b", "A-b", "a_b", "\u2003", "a\u3000b", "\x85", "1-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := oneLine(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("oneLine(%q) = %q, want %q", s, got, want)
		}
		if got, want := fold(s), fold(s+" "); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
	})
}
