package slug

import "testing"

// FuzzPlain holds the short way of Slug equal to the one for all of Unicode.
func FuzzPlain(f *testing.F) {
	for r := rune(0x80); r < 0x250; r++ {
		f.Add("x" + string(r) + "Y 1")
	}
	for _, s := range []string{"Eén café, twee cliënten", "e\u0301 ŉ ſ × a÷b", "İI ı", "\xff a", "½ ﬃ é", "a\u00adb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Slug(s), plain(s); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
	})
}
