package content

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
)

// Rewrite gives the file another body, and wipes the values gone out of its
// source, so that nothing of what was replaced in them is left. All other places
// of the front matter stay what they are.
func (f *File) Rewrite(gone []*yaml.Node, body []byte) {
	front := f.Source[:f.BodyOffset()]
	if len(gone) > 0 {
		front = f.wiped(gone)
	}
	f.Source = slices.Concat(front, body)
	f.Body = f.Source[len(front):]
	f.places = index{}
}

// wiped returns what stands before the body with spaces in the place of the values
// gone. Each goes on to the next value or key: what stands between, such as a
// comment, goes too.
func (f *File) wiped(gone []*yaml.Node) []byte {
	offset := func(n *yaml.Node) int { return f.Offset(diag.Pos{Line: n.Line, Column: n.Column}) }
	var starts []int
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		starts = append(starts, offset(n))
		for _, c := range n.Content {
			visit(c)
		}
	}
	visit(f.Front)
	end := len(f.Source)
	if f.kind == Markdown {
		end = f.BodyOffset()
		end = bytes.LastIndexByte(bytes.TrimRight(f.Source[:end], "\r\n"), '\n') + 1 // the line ---
	}
	starts = append(starts, end)
	slices.Sort(starts)
	wipe := make([]int, len(f.Source)) // where a stretch to wipe begins: its end
	for _, n := range gone {
		from := offset(n)
		i, _ := slices.BinarySearch(starts, from+1)
		if i < len(starts) {
			wipe[from] = max(wipe[from], starts[i])
		}
	}
	var out []byte
	until := 0
	for i, r := range string(f.Source[:f.BodyOffset()]) {
		until = max(until, wipe[i])
		switch {
		case i < until && r != '\n' && r != '\r':
			out = append(out, ' ')
		default:
			out = append(out, string(r)...)
		}
	}
	return out
}
