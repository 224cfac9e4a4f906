package zoek

import (
	"strings"
	"testing"
)

// plainFold is [Fold] as it is said: every word once, whatever it is made of.
func plainFold(not string, texts ...string) string {
	seen := map[string]bool{}
	words(not, func(w string) { seen[w] = true })
	var kept []string
	for _, t := range texts {
		words(t, func(w string) {
			if !seen[w] {
				seen[w] = true
				kept = append(kept, w)
			}
		})
	}
	return strings.Join(kept, " ")
}

func FuzzFold(f *testing.F) {
	f.Add("De bank", "De BANK bij de bank: 't café, Coördinatie-team, 12 a 3b x.", "Eén ding")
	f.Add("", strings.Repeat("Hottentottententen", 5)+" "+strings.Repeat("hottentottenTENTEN", 6), "ß ﬁ Ⅻ \xff [x] @home `z`")
	var many strings.Builder
	for i := range 700 {
		many.WriteString(strings.Repeat("ab", i%17) + string(rune('a'+i%26)) + string(rune('0'+i%10)) + " ")
	}
	f.Add("aa bb", many.String(), many.String())
	f.Fuzz(func(t *testing.T, not, one, two string) {
		if got, want := Fold(not, one, two), plainFold(not, one, two); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	})
}
