package content

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// Places count lines and code points, texts are made of bytes. A check asks for
// a place of every key, heading and link, and a line may be as long as the file:
// so what it takes to go from one to the other is counted once.

// An index says where lines begin, and how many code points come before a byte.
type index struct {
	once    sync.Once
	starts  []int // offsets of the lines
	counted sync.Once
	runes   []int // how many code points begin before each step'th byte
	align   sync.Mutex
	node    *yaml.Node // whose value pieces are of, see offset
	pieces  []piece
}

const step = 256

// near is how far apart two places may be for the code points between them to be
// counted one by one. Most lines are shorter, so most files need no table.
const near = 4 * step

// index returns the index of the file, which is made when it is first needed.
func (f *File) index() *index {
	x := &f.places
	x.once.Do(func() {
		x.starts = append(make([]int, 0, 1+bytes.Count(f.Source, []byte("\n"))), 0)
		for at := 0; ; {
			n := bytes.IndexByte(f.Source[at:], '\n')
			if n < 0 {
				return
			}
			at += n + 1
			x.starts = append(x.starts, at)
		}
	})
	return x
}

// runes returns how many code points begin before each step'th byte.
func (f *File) runes() []int {
	x := &f.places
	x.counted.Do(func() {
		n := 0
		for i, b := range f.Source {
			if i%step == 0 {
				x.runes = append(x.runes, n)
			}
			if utf8.RuneStart(b) {
				n++
			}
		}
		if len(f.Source)%step == 0 {
			x.runes = append(x.runes, n) // for the end of the file
		}
	})
	return x.runes
}

// runesBefore returns how many code points begin before offset.
func (f *File) runesBefore(offset int) int {
	return f.runes()[offset/step] + runeStarts(f.Source[offset/step*step:offset])
}

// runesBetween returns how many code points begin at from or behind it, and before to.
func (f *File) runesBetween(from, to int) int {
	if from <= to && to-from <= near {
		return runeStarts(f.Source[from:to])
	}
	return f.runesBefore(to) - f.runesBefore(from)
}

// runeStarts returns how many code points begin in b.
func runeStarts(b []byte) (n int) {
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// line returns where line n (from 1) begins and ends, without its line end.
func (f *File) line(n int) (start, end int, ok bool) {
	starts := f.index().starts
	if n < 1 || n > len(starts) {
		return 0, 0, false
	}
	start, end = starts[n-1], len(f.Source)
	if n < len(starts) {
		end = starts[n] - 1
	}
	if end > start && f.Source[end-1] == '\r' {
		end--
	}
	return start, end, true
}

// Line returns line n of the file (from 1) without its line end, "" when there is no such line.
func (f *File) Line(n int) string {
	start, end, _ := f.line(n)
	return string(f.Source[start:end])
}

// Shown returns line n as a problem shows it: "" when it is so long that a
// marker is of no help, and every problem would keep a copy.
func (f *File) Shown(n int) string {
	start, end, _ := f.line(n)
	if end-start > maxShown {
		return ""
	}
	return string(f.Source[start:end])
}

// maxShown is the length in bytes over which a line is not shown with a problem.
const maxShown = 10_000

// Pos returns the place of the byte at offset in Source.
func (f *File) Pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(f.Source))
	starts := f.index().starts
	line := sort.SearchInts(starts, offset+1) // the first that begins behind it
	return diag.Pos{Line: line, Column: 1 + f.runesBetween(starts[line-1], offset)}
}

// Offset returns the place in Source of line and column; it is the inverse of
// Pos. A place outside the file gives the nearest one inside.
func (f *File) Offset(p diag.Pos) int {
	x := f.index()
	if p.Line > len(x.starts) {
		return len(f.Source)
	}
	start := x.starts[max(p.Line, 1)-1]
	end := len(f.Source)
	if p.Line >= 1 && p.Line < len(x.starts) {
		end = x.starts[p.Line] - 1
	}
	// The byte behind so many code points: in the last step that has no more.
	off, n, want := start, 0, max(p.Column, 1)-1
	if want > near {
		want += f.runesBefore(start)
		off = max(start, (sort.SearchInts(f.runes(), want+1)-1)*step)
		n = f.runesBefore(off)
	}
	for ; off < end; off++ {
		if utf8.RuneStart(f.Source[off]) {
			if n == want {
				break
			}
			n++
		}
	}
	return min(off, end)
}

// BodyOffset is where Body begins in Source.
func (f *File) BodyOffset() int { return len(f.Source) - len(f.Body) }

// Problem returns a problem of kind r at a place in f.
func (f *File) Problem(r *diag.Rule, at diag.Range, message, hint lang.Text) diag.Problem {
	p := r.New(at, message, hint)
	p.File, p.Source = f.Path, f.Shown(at.Start.Line)
	return p
}

// ScalarRange returns the stretch of a value: all of it when it stands on one
// line, otherwise its first line.
func (f *File) ScalarRange(n *yaml.Node) diag.Range {
	from := f.Offset(diag.Pos{Line: n.Line, Column: n.Column})
	_, end, _ := f.line(n.Line)
	rest := f.Source[min(from, end):end]
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		want := n.Value
		switch {
		case n.Style&yaml.DoubleQuotedStyle != 0:
			want = `"` + want + `"`
		case n.Style&yaml.SingleQuotedStyle != 0:
			want = `'` + want + `'`
		}
		if len(want) <= len(rest) && string(rest[:len(want)]) == want {
			return diag.Range{Start: diag.Pos{Line: n.Line, Column: n.Column},
				End: diag.Pos{Line: n.Line, Column: n.Column + utf8.RuneCountInString(want)}}
		}
	}
	to := from + len(bytes.TrimRight(rest, " \t"))
	return diag.Range{Start: diag.Pos{Line: n.Line, Column: n.Column},
		End: diag.Pos{Line: n.Line, Column: n.Column + f.runesBetween(from, to)}}
}

// Locate returns the place in the file of the part of a scalar's text that
// begins at byte offset of n.Value and reads snippet; where that cannot be told
// it is the beginning of the value.
func (f *File) Locate(n *yaml.Node, offset int, snippet string) diag.Range {
	if snippet != "" && offset < len(n.Value) {
		if at := f.offset(n, offset); at >= 0 && at <= len(f.Source) && string(f.Source[at:min(at+len(snippet), len(f.Source))]) == snippet {
			return diag.Range{Start: f.Pos(at), End: f.Pos(at + len(snippet))}
		}
	}
	return f.ScalarRange(n)
}

// escape returns the length of the escape that stands at offset within n, 0 when
// there is none.
func (f *File) escape(n *yaml.Node, offset int) int {
	if offset+1 >= len(f.Source) {
		return 0
	}
	switch c, next := f.Source[offset], f.Source[offset+1]; {
	case n.Style&yaml.SingleQuotedStyle != 0 && c == '\'' && next == '\'':
		return 2
	case n.Style&yaml.DoubleQuotedStyle == 0 || c != '\\':
		return 0
	default:
		length := map[byte]int{'x': 4, 'u': 6, 'U': 10}[next]
		return min(max(length, 2), len(f.Source)-offset)
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
