package check

import (
	"hash/fnv"
	"strings"
	"testing"
)

// The quick looks at a text say the same as what they stand before.
func FuzzQuickLooks(f *testing.F) {
	for _, s := range []string{"o een", "viii) vier", " \tiv. x", "A° b", "a) b", "(b) x", "een woord", "• x", "1)x", "- y", "vijf. Zes", "X.y", "IV. Z",
		"[a](b c.nl) en [d](e)", "[a](b)\n[c](d\ne f)", "Één: DRIE 4!", "["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := beginsItem(s), fakeItem.MatchString(s); got != want {
			t.Errorf("%q begins an item: %v", s, got)
		}
		if !mayHaveSpace(s) && addressWithSpace.MatchString(s) {
			t.Errorf("%q has an address with a space", s)
		}
		if !strings.ContainsRune(s, 0xFFFD) {
			h := fnv.New64a()
			h.Write([]byte(letters(s)))
			if sumOf(s) != h.Sum64() {
				t.Errorf("the sum of %q is another", s)
			}
		}
	})
}
