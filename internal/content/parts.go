package content

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
)

// Parts remembers the parts of a front matter as they were decoded: versions of a
// file share most of them. A part is a key with what stands behind it, or one
// signaal. What is in it does not change any more, so several goroutines may read
// with the same Parts.
type Parts struct{ known, now map[string]*yaml.Node }

// ParseLike is [Parse] for a file that shares most of its front matter with the one
// that last came from it, or is the first when last is nil. It gives the same as
// Parse, and the Parts for the next file.
func ParseLike(name string, src []byte, k Kind, last *Parts) (*File, *Parts, []diag.Problem) {
	p := &Parts{now: map[string]*yaml.Node{}}
	if last != nil {
		p.known = last.now
	}
	f, ps := parse(name, src, k, p)
	p.known = nil
	return f, p, ps
}

// load decodes a block of front matter before which skip lines stand. The plain way
// is that of yaml.Load; where parts are decoded alone, each is a whole mapping by
// itself, so together they are what stands there.
func (p *Parts) load(block []byte, skip int) (*yaml.Node, error) {
	if p != nil {
		if root := p.mapping(string(block), skip); root != nil {
			return &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}}, nil
		}
	}
	if root := plainYAML(block, skip); root != nil {
		return &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}}, nil
	}
	return loadYAML(block, skip)
}

// loadYAML is load by the library.
func loadYAML(block []byte, skip int) (*yaml.Node, error) {
	// Newlines in the place of what was cut off keep the decoder's lines those
	// of the file.
	padded := append(bytes.Repeat([]byte("\n"), skip), block...)
	var doc yaml.Node
	err := yaml.Load(padded, &doc)
	return &doc, err
}

// mapping puts together the parts of a block; nil when they cannot be told apart.
func (p *Parts) mapping(block string, skip int) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: skip + 1, Column: 1}
	seen := map[string]bool{}
	for _, part := range cutLines(block, func(l string) bool { return l[0] >= 'a' && l[0] <= 'z' }) {
		pair := p.list(part.text)
		if pair == nil {
			pair = p.pair(part.text)
		}
		if pair == nil || seen[pair.Content[0].Value] {
			return nil
		}
		seen[pair.Content[0].Value] = true
		root.Content = append(root.Content, moved(pair, skip+part.line).Content...)
	}
	if len(root.Content) == 0 {
		return nil
	}
	return root
}

// list puts together the signalen; nil when text is no list of them.
func (p *Parts) list(text string) *yaml.Node {
	key, rest, _ := strings.Cut(text, "\n")
	if key != "signalen:" {
		return nil
	}
	begin := rest[:len(rest)-len(strings.TrimLeft(rest, " "))] + "- "
	var all *yaml.Node
	for _, item := range cutLines(rest, func(l string) bool { return strings.HasPrefix(l, begin) }) {
		pair := p.pair(key + "\n" + item.text)
		if pair == nil || pair.Content[1].Kind != yaml.SequenceNode || pair.Content[1].Style != 0 || len(pair.Content[1].Content) != 1 {
			return nil
		}
		pair = moved(pair, item.line)
		if all == nil {
			all = pair
		} else {
			all.Content[1].Content = append(all.Content[1].Content, pair.Content[1].Content...)
		}
	}
	return all
}

// pair decodes a text that is a mapping of one key; nil when it is not.
func (p *Parts) pair(text string) *yaml.Node {
	n, ok := p.known[text]
	if !ok {
		n = p.now[text]
	}
	if n == nil {
		n = plainYAML([]byte(text), 0)
	}
	if n == nil {
		doc, err := loadYAML([]byte(text), 0)
		if err != nil || len(doc.Content) != 1 {
			return nil
		}
		n = doc.Content[0]
	}
	if n.Kind != yaml.MappingNode || n.Style != 0 || len(n.Content) != 2 || n.Line != 1 || n.Column != 1 {
		return nil
	}
	p.now[text] = n
	return n
}

// A cutPart is a part of a text and the number of lines before it.
type cutPart struct {
	text string
	line int
}

// cutLines cuts a text before each line of which begins reports that a part begins
// there; nil when the first is none.
func cutLines(text string, begins func(string) bool) []cutPart {
	var out []cutPart
	start, at, line := 0, 0, 0
	first := 0
	for l := range strings.Lines(text) {
		if begins(l) && at > 0 {
			out = append(out, cutPart{text[start:at], first})
			start, first = at, line
		} else if at == 0 && !begins(l) {
			return nil
		}
		at += len(l)
		line++
	}
	if at > start {
		out = append(out, cutPart{text[start:], first})
	}
	return out
}

// moved returns a copy of n that stands so many lines lower.
func moved(n *yaml.Node, lines int) *yaml.Node {
	c := *n
	c.Line += lines
	c.Content = make([]*yaml.Node, len(n.Content))
	for i, child := range n.Content {
		c.Content[i] = moved(child, lines)
	}
	return &c
}
