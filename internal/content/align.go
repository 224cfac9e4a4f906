package content

import (
	"sort"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
)

// A piece is a stretch of a value that stands in the file as it is: from its byte
// value on, byte by byte, at file. It ends where the next one begins. Where file
// is -1 that cannot be told.
type piece struct{ value, file int }

// offset returns where byte i of the value of n stands in the file, -1 where that
// cannot be told.
func (f *File) offset(n *yaml.Node, i int) int {
	x := f.index()
	x.align.Lock()
	defer x.align.Unlock()
	if x.node != n {
		x.node, x.pieces = n, f.pieces(x.pieces[:0], n)
	}
	p := x.pieces[sort.Search(len(x.pieces), func(k int) bool { return x.pieces[k].value > i })-1]
	if p.file < 0 {
		return -1
	}
	return p.file + i - p.value
}

// pieces appends the pieces of the value of n to ps. YAML folds lines, drops
// indentation and has escapes; what is left are the same characters in the same
// order. The pieces of the last value are kept: whoever asks for one place in a
// text asks for more.
func (f *File) pieces(ps []piece, n *yaml.Node) []piece {
	at := f.Offset(diag.Pos{Line: n.Line, Column: n.Column})
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 { // behind | or >
		_, at, _ = f.line(n.Line)
	} else if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		at++
	}
	for i := 0; i < len(n.Value); {
		if same := f.same(n, i, at); same > 0 {
			ps = append(ps, piece{i, at})
			i, at = i+same, at+same
			continue
		}
		_, size := utf8.DecodeRuneInString(n.Value[i:])
		switch escape := f.escape(n, at); {
		case escape > 0:
			if f.Source[at+1] == '\n' || f.Source[at+1] == '\r' { // the line goes on below
				at += escape
				continue
			}
			for k := range size {
				ps = append(ps, piece{i + k, at + min(k, escape-1)})
			}
			i, at = i+size, at+escape
		case isSpace(n.Value[i]): // each may be another in the file, or more of them
			ps = append(ps, piece{i, at})
			i++
		case at < len(f.Source) && isSpace(f.Source[at]):
			at++
		default:
			return append(ps, piece{i, -1})
		}
	}
	return ps
}

// same returns how many bytes of the value of n from i on stand in the file from
// at on, whole characters and no escapes.
func (f *File) same(n *yaml.Node, i, at int) int {
	value, source := n.Value[i:], f.Source[min(at, len(f.Source)):]
	var opens byte // an escape
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		opens = '\''
	case n.Style&yaml.DoubleQuotedStyle != 0:
		opens = '\\'
	}
	k := 0
	for k < len(value) && k < len(source) && value[k] == source[k] {
		if source[k] == opens && f.escape(n, at+k) > 0 {
			break
		}
		k++
	}
	for k > 0 && k < len(value) && !utf8.RuneStart(value[k]) {
		k--
	}
	return k
}
