package content

import (
	"strings"

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
		return n.file.ScalarRange(key)
	}
	return n.file.ScalarRange(value)
}

// ItemAt returns the place of value in the list at the key name, or that of the
// list when it is not there.
func (n Node) ItemAt(name, value string) diag.Range {
	if _, list := n.pair([]string{name}); list != nil && list.Kind == yaml.SequenceNode {
		for _, c := range list.Content {
			if c.Value == value || itemValue(c) == value {
				return n.file.ScalarRange(c)
			}
		}
	}
	return n.At(name)
}

// Items returns the places of the values in the list at the key name.
func (n Node) Items(name string) map[string]diag.Range {
	at := map[string]diag.Range{}
	if _, list := n.pair([]string{name}); list != nil && list.Kind == yaml.SequenceNode {
		for _, c := range list.Content {
			if v := itemValue(c); at[v].IsZero() {
				at[v] = n.file.ScalarRange(c)
			}
		}
	}
	return at
}

// itemValue returns a value of a list as package traject reads it, on one line.
func itemValue(c *yaml.Node) string { return strings.Join(strings.Fields(c.Value), " ") }

// KeyAt is like At, but returns the place of the key.
func (n Node) KeyAt(names ...string) diag.Range {
	if key, _ := n.pair(names); key != nil {
		return n.file.ScalarRange(key)
	}
	return n.Start()
}

// Filled calls yield for every key of the mapping that has a value, folded, in
// the order of the file.
func (n Node) Filled(yield func(key string) bool) {
	if n.yaml == nil || n.yaml.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.yaml.Content); i += 2 {
		v := n.yaml.Content[i+1]
		if (len(v.Content) > 0 || strings.TrimSpace(v.Value) != "" && v.Tag != "!!null") && !yield(KeyName(n.yaml.Content[i].Value)) {
			return
		}
	}
}

// Start returns the place where the mapping begins.
func (n Node) Start() diag.Range {
	if n.yaml == nil {
		return diag.At(1, 1)
	}
	if len(n.yaml.Content) > 0 {
		return n.file.ScalarRange(n.yaml.Content[0])
	}
	return n.file.ScalarRange(n.yaml)
}

// Problem returns a problem of kind r at a place in the node's file.
func (n Node) Problem(r *diag.Rule, at diag.Range, message, hint lang.Text) diag.Problem {
	return n.file.Problem(r, at, message, hint)
}

// A Scalar is one plain value of the front matter.
type Scalar struct {
	Key   string // the key that it belongs to, folded; that of the list for an item
	Above string // the key of the mapping in which Key stands, folded; "" at the top
	Value string
	file  *File
	yaml  *yaml.Node
}

// At returns the place of the value.
func (s Scalar) At() diag.Range { return s.file.ScalarRange(s.yaml) }

// Place returns the place of the part of the value that begins at byte offset
// and reads snippet.
func (s Scalar) Place(offset int, snippet string) diag.Range {
	return s.file.Locate(s.yaml, offset, snippet)
}

// Scalars calls yield for every plain value of the front matter, keys not
// included, in the order of the file.
func (f *File) Scalars(yield func(Scalar)) {
	var visit func(key, above string, n *yaml.Node)
	visit = func(key, above string, n *yaml.Node) {
		switch n.Kind {
		case yaml.ScalarNode:
			yield(Scalar{key, above, n.Value, f, n})
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				visit(KeyName(n.Content[i].Value), key, n.Content[i+1])
			}
		default:
			for _, c := range n.Content {
				visit(key, above, c)
			}
		}
	}
	if f.Front != nil {
		visit("", "", f.Front)
	}
}

// KeyName folds the spellings of a key that mean the same: Besloten_op and
// "besloten op" are besloten-op.
func KeyName(s string) string {
	plain := func(r rune) bool { return r >= 'a' && r <= 'z' || r == '-' }
	if strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 { // nearly every key
		return s
	}
	return keySpelling.Replace(strings.ToLower(strings.TrimSpace(s)))
}

var keySpelling = strings.NewReplacer("_", "-", " ", "-")
