package lang

import "testing"

// FuzzSimple holds the short way to fill in a text equal to package fmt.
func FuzzSimple(f *testing.F) {
	f.Add("%s van %d en %s", "een", "tekst", 7)
	f.Add("%d %% %q", "", "", -1)
	f.Add("%[2]s %s%", "a", "%s", 0)
	f.Add("%s %d %s %s", "a", "b", 1)
	f.Add("niets", "a", "b", 1)
	f.Add("%5s %+d", "a", "b", 1)
	f.Fuzz(func(t *testing.T, format, a, b string, n int) {
		for _, args := range [][]any{{}, {a}, {n}, {a, n, b}, {T(a, b), n, a}, {n, T(b, a)}, {a, 1.5}, {nil, a}} {
			for _, l := range []Lang{NL, EN} {
				if got, ok := simple(l, format, args); ok && got != formatted(l, format, args) {
					t.Errorf("%q with %v is %q, not %q", format, args, got, formatted(l, format, args))
				}
			}
		}
	})
}

func TestOrdinaryTextsAreFilledInTheShortWay(t *testing.T) {
	s, ok := simple(EN, "%s has %d (%s)", []any{"this", 3, T("nl", "en")})
	if !ok || s != "this has 3 (en)" {
		t.Errorf("%q, %v", s, ok)
	}
}
