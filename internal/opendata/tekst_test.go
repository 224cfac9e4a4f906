package opendata

import (
	"testing"
	"unicode/utf8"
)

// slowString is appendString letter by letter.
func slowString(s string) (b []byte) {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r < ' ' || r == 0x2028 || r == 0x2029:
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "bank", "a\"b\\c\n\r\t\x00\x1f", "é\u2028é\u2029", "\xff\xfea\xc3", "\ufffdx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := string(appendString([]byte("x"), s)), "x"+string(slowString(s)); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	})
}

func BenchmarkString(b *testing.B) {
	var out []byte
	for b.Loop() {
		out = appendString(out[:0], "Er is geen bank bij de halte, en de “brieven” zijn moeilijk.\nDat is zo.")
	}
}
