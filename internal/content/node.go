package content

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A Node is a mapping of the front matter: the whole of it, or one item of a
// list. Embedded in the value that was made from it, it tells where each key
// stands.
type Node struct {
	file *File
	yaml *yaml.Node
}

// NewNode returns the mapping n of f.
func NewNode(f *File, n *yaml.Node) Node { return Node{f, n} }

// Forget drops the mapping, so that a value that is kept does not keep the file.
func (n *Node) Forget() { *n = Node{} }

// pair returns the key and the value of the first of names that is there.
func (n Node) pair(names []string) (key, value *yaml.Node) {
	if n.yaml == nil || n.yaml.Kind != yaml.MappingNode {
		return nil, nil
	}
	for _, name := range names {
		for i := 0; i+1 < len(n.yaml.Content); i += 2 {
			if KeyName(n.yaml.Content[i].Value) == name {
				return n.yaml.Content[i], n.yaml.Content[i+1]
			}
		}
	}
	return nil, nil
}

// At returns the place of the value of the first key of names that is there;
// without any, that of the mapping's beginning.
func (n Node) At(names ...string) diag.Range {
	key, value := n.pair(names)
	switch {
	case value == nil:
		return n.Start()
	case value.Line == 0: // an empty value has no place of its own
		return n.file.scalarRange(key)
	}
	return n.file.scalarRange(value)
}

// KeyAt is like At, but returns the place of the key.
func (n Node) KeyAt(names ...string) diag.Range {
	if key, _ := n.pair(names); key != nil {
		return n.file.scalarRange(key)
	}
	return n.Start()
}

// Start returns the place where the mapping begins.
func (n Node) Start() diag.Range {
	if n.yaml == nil {
		return diag.At(1, 1)
	}
	if len(n.yaml.Content) > 0 {
		return n.file.scalarRange(n.yaml.Content[0])
	}
	return n.file.scalarRange(n.yaml)
}

// Problem returns a problem of kind r at a place in the node's file.
func (n Node) Problem(r *diag.Rule, at diag.Range, message, hint lang.Text) diag.Problem {
	return n.file.Problem(r, at, message, hint)
}

// ScalarRange returns the stretch of a value: all of it when it stands on one
// line, otherwise its first line.
func (f *File) ScalarRange(n *yaml.Node) diag.Range { return f.scalarRange(n) }

func (f *File) scalarRange(n *yaml.Node) diag.Range {
	start := diag.Pos{Line: n.Line, Column: n.Column}
	line := f.Line(n.Line)
	rest := line
	for i := 1; i < n.Column && rest != ""; i++ {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	length := utf8.RuneCountInString(strings.TrimRight(rest, " \t"))
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		want := n.Value
		switch {
		case n.Style&yaml.DoubleQuotedStyle != 0:
			want = `"` + want + `"`
		case n.Style&yaml.SingleQuotedStyle != 0:
			want = `'` + want + `'`
		}
		if strings.HasPrefix(rest, want) {
			length = utf8.RuneCountInString(want)
		}
	}
	return diag.Range{Start: start, End: diag.Pos{Line: n.Line, Column: n.Column + length}}
}

// Values calls yield for every plain value of the front matter, keys not
// included, in the order of the file.
func (f *File) Values(yield func(value string, at diag.Range)) {
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		switch n.Kind {
		case yaml.ScalarNode:
			yield(n.Value, f.scalarRange(n))
		case yaml.MappingNode:
			for i := 1; i < len(n.Content); i += 2 {
				visit(n.Content[i])
			}
		default:
			for _, c := range n.Content {
				visit(c)
			}
		}
	}
	if f.Front != nil {
		visit(f.Front)
	}
}

// Locate returns the place in the file of the part of a scalar's text that
// begins at byte offset of n.Value and reads snippet. YAML folds lines and drops
// indentation, so the place is found by counting how often snippet occurs
// before it, in the value and then in the file; where that fails it is the
// beginning of the value.
func (f *File) Locate(n *yaml.Node, offset int, snippet string) diag.Range {
	if snippet == "" || offset > len(n.Value) {
		return f.scalarRange(n)
	}
	nth := strings.Count(n.Value[:offset], snippet)
	from := f.Offset(diag.Pos{Line: n.Line, Column: n.Column})
	end := f.BodyOffset()
	if len(f.Body) == 0 {
		end = len(f.Source)
	}
	at := from
	for range nth + 1 {
		i := strings.Index(string(f.Source[at:max(at, end)]), snippet)
		if i < 0 {
			return f.scalarRange(n)
		}
		at += i + len(snippet)
	}
	return diag.Range{Start: f.Pos(at - len(snippet)), End: f.Pos(at)}
}

// KeyName folds the spellings of a key that mean the same: Besloten_op and
// "besloten op" are besloten-op.
func KeyName(s string) string {
	return strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.TrimSpace(s)))
}
