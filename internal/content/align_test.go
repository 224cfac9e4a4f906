package content

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
)

// FuzzPieces holds pieces equal to offsets.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{
		"a: een gewone tekst",
		"a: een tekst\n  over twee\n\n  alinea's",
		"a: >-\n  gevouwen\n  regels, één\n\n    ingesprongen\n  en verder\n",
		"a: |\n  letterlijk\n    verder\n  regels\n",
		`a: "met \"tekens\", \u00e9\x41 en 's avonds"`,
		"a: \"over \\\n  twee\n  regels\"",
		"a: 'zo''n ''tekst'' \\ hier'",
		"a: [een, \"twee\", 'drie']\nb:\n- c\r\n",
		"a: &x tekst\nb: *x",
		"a: !!str tekst",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			return
		}
		file, _ := Parse("content/site.yaml", []byte(src), YAML)
		if file == nil {
			return
		}
		file.Scalars(func(s Scalar) {
			want := offsets(file, s.yaml)
			for i := range want {
				if got := file.offset(s.yaml, i); got != want[i] {
					t.Fatalf("%q: byte %d of %q stands at %d, want %d", src, i, s.Value, got, want[i])
				}
			}
		})
	})
}

// offsets returns for each byte of n.Value where it stands in the file, -1 where
// that cannot be told. YAML folds lines, drops indentation and has escapes; what
// is left are the same characters in the same order. It is the plain way to do what
// pieces does.
func offsets(f *File, n *yaml.Node) []int {
	table := make([]int, len(n.Value))
	at := f.Offset(diag.Pos{Line: n.Line, Column: n.Column})
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 { // behind | or >
		_, at, _ = f.line(n.Line)
	} else if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		at++
	}
	i := 0
	for i < len(n.Value) {
		_, size := utf8.DecodeRuneInString(n.Value[i:])
		same := func() bool { return bytes.HasPrefix(f.Source[min(at, len(f.Source)):], []byte(n.Value[i:i+size])) }
		length := size // in the file
		switch escape := f.escape(n, at); {
		case escape > 0:
			if f.Source[at+1] == '\n' || f.Source[at+1] == '\r' { // the line goes on below
				at += escape
				continue
			}
			length = escape
		case isSpace(n.Value[i]):
			// Each may be another in the file, or more of them.
			table[i] = at
			if same() {
				at += size
			}
			i++
			continue
		default:
			for at < len(f.Source) && isSpace(f.Source[at]) {
				at++
			}
			if e := f.escape(n, at); e > 0 {
				continue
			}
			if !same() {
				for ; i < len(n.Value); i++ {
					table[i] = -1
				}
				continue
			}
		}
		for k := range size {
			table[i+k] = at + min(k, length-1)
		}
		i, at = i+size, at+length
	}
	return table
}
