package privacy

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// What is found in a folded text has its place in the text itself: the same as
// when each character is folded by itself, and its place noted.
func FuzzPlaces(f *testing.F) {
	f.Add("Bel *06 12 34 56 78*, of mail\njan%40x.nl &amp; co.", false)
	f.Add("fam_de-vries 12\u00ad34\u00a0é `x` \\* _y_ a_b\n\n- z", true)
	f.Fuzz(func(t *testing.T, s string, fileName bool) {
		if !utf8.ValidString(s) || strings.Contains(s, "&") { // an entity becomes more than one character
			return
		}
		folded := fold(s, fileName)
		last := 0
		for i := range len(folded.b) {
			from, to := folded.origin(i)
			if from < last || to <= from || to > len(s) {
				t.Fatalf("%q: byte %d of %q comes from %d to %d, behind %d", s, i, folded.b, from, to, last)
			}
			if c := folded.b[i]; alnum(c) && c < utf8.RuneSelf && s[from] < utf8.RuneSelf && s[from] != '%' && s[from] != c {
				t.Fatalf("%q: byte %d of %q is said to be %q", s, i, folded.b, s[from:to])
			}
			last = from
		}
	})
}
