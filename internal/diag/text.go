package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"weerklank/internal/lang"
)

// PrintText writes ps for people:
//
//	content/trajecten/wmo.md:14:5: fout: het besluit heeft geen reden [besluit-zonder-reden]
//	   |
//	14 |     besluit: niet-overgenomen
//	   |     ^~~~~~~
//	   = zet onder het besluit een reden: waarom is het zo besloten?
//
// Errors come first: nothing is published before they are solved, and they should
// not stand hidden between what can wait. Else the order is that of ps.
//
// The first line is what editors and terminals make clickable. Nothing reaches
// the terminal raw, see clean.
func PrintText(w io.Writer, ps []Problem, o Options) error {
	ps = errorsFirst(shown(ps))
	total := map[string]int{} // without errors
	for _, p := range ps {
		if p.Severity != Error {
			total[p.Code]++
		}
	}
	for code, n := range o.More.Rules {
		total[code] += n
	}
	t := textPrinter{o: o}
	printed := map[string]int{}
	for _, p := range ps {
		limited := o.MaxPerRule > 0 && p.Severity != Error
		if limited && printed[p.Code] == o.MaxPerRule {
			continue
		}
		if limited {
			printed[p.Code]++
		}
		if t.begun {
			t.WriteByte('\n')
		}
		t.begun = true
		t.problem(p)
		if rest := total[p.Code] - o.MaxPerRule; limited && rest > 0 && printed[p.Code] == o.MaxPerRule {
			t.more(p.Code, rest)
		}
		if t.Len() > 1<<16 { // a large site has more to say than need be in memory
			if _, err := t.WriteTo(w); err != nil {
				return err
			}
		}
	}
	_, err := t.WriteTo(w)
	return err
}

func errorsFirst(ps []Problem) []Problem {
	var errors, rest []Problem
	for _, p := range ps {
		if p.Severity == Error {
			errors = append(errors, p)
		} else {
			rest = append(rest, p)
		}
	}
	return append(errors, rest...)
}

type textPrinter struct {
	bytes.Buffer
	o     Options
	begun bool // something was printed
}

func (t *textPrinter) problem(p Problem) {
	at := place(p.Range)
	if p.File != "" {
		where := clean(p.File)
		if !p.Range.IsZero() {
			where += fmt.Sprintf(":%d:%d", at.Start.Line, at.Start.Column)
		}
		t.WriteString(t.paint(bold, where+":") + " ")
	}
	t.WriteString(t.paint(colors[p.Severity], p.Severity.Text().In(t.o.Lang)+":") + " ")
	t.WriteString(clean(p.Message.In(t.o.Lang)) + " " + t.paint(dim, "["+clean(p.Code)+"]") + "\n")

	number := fmt.Sprintf("%2d", at.Start.Line)
	margin := strings.Repeat(" ", len(number))
	line := cells(p.Source)
	if !p.Range.IsZero() && len(line) > 0 {
		source, before, marked := mark(line, at)
		marker := "^" + strings.Repeat("~", marked-1)
		t.WriteString(t.paint(dim, margin+" |") + "\n")
		t.WriteString(t.paint(dim, number+" |") + " " + source + "\n")
		t.WriteString(t.paint(dim, margin+" |") + " " + strings.Repeat(" ", before) + t.paint(colors[p.Severity], marker) + "\n")
	}
	if hint := t.called(hintOf(p, t.o.Lang)); hint != "" {
		lines := cleanLines(hint)
		t.WriteString(t.paint(dim, margin+" =") + " " + lines[0] + "\n")
		for _, line := range lines[1:] {
			t.WriteString(strings.TrimRight(margin+"   "+line, " ") + "\n")
		}
	}
}

// more says that rest problems of a rule are not shown.
func (t *textPrinter) more(code string, rest int) {
	s := lang.F("… en nog %d keer [%s]: `weerklank check` toont ze allemaal",
		"… and %d more of [%s]: `weerklank check` shows them all", rest, clean(code))
	t.WriteString(t.paint(dim, t.called(s.In(t.o.Lang))) + "\n")
}

// called returns s with its commands as they are typed here, see [Options].
func (t *textPrinter) called(s string) string {
	if t.o.Called == nil {
		return s
	}
	return t.o.Called(s)
}

// ANSI styles, of the 16 colours that every terminal theme defines.
const (
	bold = "1"
	dim  = "2"
)

var colors = [...]string{Info: "1;36", Warning: "1;33", Error: "1;31"}

func (t *textPrinter) paint(style, s string) string {
	if !t.o.Color {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// Columns that a line of source may take, and that a tab goes on to.
const (
	maxWidth = 92 // with the margin somewhat under 100
	tabWidth = 4
)

// A cell is what is shown for one code point of a line of source. So the
// columns of a Range, which count code points, are indices into a []cell.
type cell struct {
	text  string
	width int // columns on a terminal; 0 if drawn over the cell before
}

func cells(line string) []cell {
	cs := make([]cell, 0, len(line))
	column := 0
	for i, r := range strings.TrimRight(line, "\r\n") {
		var c cell
		if doubtful(r) {
			c.text = visible(r)
		} else {
			c.text = line[i : i+utf8.RuneLen(r)]
		}
		if r == '\t' {
			c.text = strings.Repeat(" ", tabWidth-column%tabWidth)
		}
		for _, r := range c.text {
			c.width += runeWidth(r)
		}
		column += c.width
		cs = append(cs, c)
	}
	return cs
}

// columns returns how many columns line takes on a terminal.
func columns(line []cell) (n int) {
	for _, c := range line {
		n += c.width
	}
	return n
}

// runeWidth returns how many columns terminals give to r.
func runeWidth(r rune) int {
	if r < 0x300 { // below the first mark, all that is drawn takes one
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Join_Control) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// mark returns the part of line to show, how many columns of it come before the
// marker, and how many are marked: always at least one, which may be the column
// after the last, because that is where something can be missing. A range that
// goes on to further lines is marked to the end of this one.
func mark(line []cell, at Range) (source string, before, marked int) {
	from, to := min(at.Start.Column-1, len(line)), len(line)
	if at.End.Line == at.Start.Line {
		to = min(at.End.Column-1, to)
	}
	for from > 0 && from < len(line) && line[from].width == 0 {
		from-- // a mark on a letter: point at the letter
	}

	lo, hi := cut(line, from)
	before, marked = columns(line[lo:from]), max(columns(line[from:max(from, min(to, hi))]), 1)
	var b strings.Builder
	if lo > 0 {
		b.WriteString("…")
		before++
	}
	for _, c := range line[lo:hi] {
		b.WriteString(c.text)
	}
	if hi < len(line) {
		b.WriteString("…")
	}
	return b.String(), before, marked
}

// cut returns which stretch of line fits in maxWidth: around from, with twice as
// much behind it as before it, because what is marked begins there.
func cut(line []cell, from int) (lo, hi int) {
	if columns(line) <= maxWidth {
		return 0, len(line)
	}
	room := maxWidth - 2 // for … on both sides
	lo, hi = from, from
	used := 0
	for lo > 0 && used+line[lo-1].width <= room/3 {
		lo--
		used += line[lo].width
	}
	for hi < len(line) && used+line[hi].width <= room {
		used += line[hi].width
		hi++
	}
	for lo > 0 && used+line[lo-1].width <= room { // the end was near
		lo--
		used += line[lo].width
	}
	for lo < from && line[lo].width == 0 {
		lo++ // a mark whose letter is cut off would be drawn on the …
	}
	return lo, hi
}
