package jsontekst_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"weerklank/internal/jsontekst"
)

// FuzzAppend compares with encoding/json.
func FuzzAppend(f *testing.F) {
	for _, s := range []string{"", "bank", `a"b\c`, "<b>&", "\x00\b\f\n\r\t\x1f\x7f", "é ŋ 🚲", "\u2028\u2029\u2027", "\xff\xc3", "\ufffd", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		marshalled, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := jsontekst.AppendHTML([]byte("x"), s); string(got) != "x"+string(marshalled) {
			t.Errorf("%q becomes %s, and with encoding/json %s", s, got, marshalled)
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got := string(jsontekst.Append(nil, s)) + "\n"; got != b.String() {
			t.Errorf("%q becomes %s, and with encoding/json %s", s, got, &b)
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		out = jsontekst.Append(out[:0], "Er is geen bank bij de halte, en de “brieven” zijn moeilijk.\n")
	}
}
