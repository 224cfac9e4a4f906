package diag

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"weerklank/internal/lang"
)

// A Hunk is some lines of a file that became others. Lines are without their
// ends; Old or New may be empty.
type Hunk struct {
	Line, NewLine int // where they begin in the old and in the new file, from 1
	Old, New      []string
}

// Hunks returns what makes after of before, line by line. It is meant for texts
// that are nearly the same: it takes the nearest place where they are the same
// again, not the shortest list of changes. A blank line is no such place.
func Hunks(before, after []byte) []Hunk {
	a, b := slices.Collect(strings.Lines(string(before))), slices.Collect(strings.Lines(string(after)))
	var hunks []Hunk
	x, y := 0, 0
	for x < len(a) || y < len(b) {
		if x < len(a) && y < len(b) && a[x] == b[y] {
			x, y = x+1, y+1
			continue
		}
		dx, dy := resume(a[x:], b[y:])
		hunks = append(hunks, Hunk{x + 1, y + 1, lineTexts(a[x : x+dx]), lineTexts(b[y : y+dy])})
		x, y = x+dx, y+dy
	}
	return hunks
}

// resume returns how many lines of a and of b to pass over until both go on alike.
func resume(a, b []string) (dx, dy int) {
	for d := 1; d < len(a)+len(b); d++ {
		for i := max(0, d-len(b)); i <= min(d, len(a)); i++ {
			p, q := a[i:], b[d-i:]
			if len(p) > 0 && len(q) > 0 && p[0] == q[0] && strings.TrimSpace(p[0]) != "" || len(p) == 0 && len(q) == 0 {
				return i, d - i
			}
		}
	}
	return len(a), len(b)
}

func lineTexts(lines []string) []string {
	var texts []string
	for _, l := range lines {
		texts = append(texts, strings.TrimRight(l, "\r\n"))
	}
	return texts
}

// PrintChanges writes for people how a file changed: each line that was there with
// a minus, each that comes in its place with a plus, with the number it has then.
//
//	content/trajecten/wmo.md
//	 9 -   - signaal: Er is geen hek.
//	 9 +   - id: geen-hek
//	10 +     signaal: Er is geen hek.
func PrintChanges(w io.Writer, file string, hunks []Hunk, o Options) error {
	t := textPrinter{o: o}
	t.WriteString(t.paint(bold, clean(file)) + "\n")
	for _, h := range hunks {
		if len(h.Old) == len(h.New) { // each line became one
			for i := range h.Old {
				from := alike(h.Old[i], h.New[i])
				t.change("-", colors[Error], h.Line+i, h.Old[i], from)
				t.change("+", added, h.NewLine+i, h.New[i], from)
			}
			continue
		}
		for i, line := range h.Old {
			t.change("-", colors[Error], h.Line+i, line, 0)
		}
		for i, line := range h.New {
			t.change("+", added, h.NewLine+i, line, 0)
		}
	}
	_, err := w.Write(t.Bytes())
	return err
}

const added = "1;32"

// change shows a line, or of a long one what stands around from.
func (t *textPrinter) change(sign, style string, number int, line string, from int) {
	cs := cells(line)
	lo, hi := cut(cs, min(from, len(cs)))
	var b bytes.Buffer
	if lo > 0 {
		b.WriteString("…")
	}
	for _, c := range cs[lo:hi] {
		b.WriteString(c.text)
	}
	if hi < len(cs) {
		b.WriteString("…")
	}
	t.WriteString(strings.TrimRight(t.paint(dim, fmt.Sprintf("%4d", number))+" "+t.paint(style, sign)+" "+b.String(), " ") + "\n")
}

// alike returns how many cells a and b begin with that are the same.
func alike(a, b string) int {
	p, q := cells(a), cells(b)
	n := 0
	for n < len(p) && n < len(q) && p[n] == q[n] {
		n++
	}
	return n
}

// offer says that the program can mend a problem by itself.
var offer = lang.T("`weerklank check --fix` doet dit voor u.", "`weerklank check --fix` does this for you.")
