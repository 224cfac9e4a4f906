package fix

import (
	"path"
	"slices"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
)

// An edit is made of bytes, and YAML can be written in more ways than whoever made
// the edit thought of. So before anything is kept, the front matter is read again:
// what was not edited must say what it said, in the same lists and groups of keys.

// sameElsewhere reports whether the front matter of a file says the same before and
// after edits, but for what those touch.
func sameElsewhere(name string, before, after []byte, edits []diag.Edit) bool {
	if name == content.LedgerPath { // it is no YAML
		return true
	}
	kind := content.Markdown
	if path.Ext(name) != ".md" {
		kind = content.YAML
	}
	was, _ := content.Split(name, before, kind)
	is, _ := content.Split(name, after, kind)
	if was.Front == nil {
		return is.Front == nil
	}
	var from, to []stretch // of the edits, in before and in after
	shift := 0
	for _, e := range edits {
		from = append(from, stretch{e.Start, e.End})
		to = append(to, stretch{e.Start + shift, e.Start + shift + len(e.New)})
		shift += len(e.New) - (e.End - e.Start)
	}
	return is.Front != nil && slices.Equal(untouched(was, from), untouched(is, to))
}

// A stretch is a part of a file.
type stretch struct{ start, end int }

// untouched returns what the front matter of f says, in order, without the values
// and lists that one of these stretches, which are sorted, touches. Groups of keys
// always count, because no edit adds one; a value that is not there never does.
func untouched(f *content.File, edited []stretch) []string {
	var said []string
	touched := func(at diag.Range) bool {
		start, end := f.Offset(at.Start), f.Offset(at.End)
		i, _ := slices.BinarySearchFunc(edited, start, func(s stretch, start int) int { return s.end - start })
		return i < len(edited) && edited[i].start <= end
	}
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		open, shut := "{", "}"
		switch {
		case n.Kind == yaml.ScalarNode:
			if (n.Value != "" || n.Style != 0) && !touched(f.ScalarRange(n)) {
				said = append(said, "="+n.Value)
			}
			return
		case n.Kind == yaml.SequenceNode && touched(diag.At(n.Line, n.Column)):
			open, shut = "", ""
		case n.Kind == yaml.SequenceNode:
			open, shut = "[", "]"
		}
		said = append(said, open)
		for _, c := range n.Content {
			visit(c)
		}
		said = append(said, shut)
	}
	visit(f.Front)
	return slices.DeleteFunc(said, func(s string) bool { return s == "" })
}
