package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Most texts are a few paragraphs with here and there *a word* or [a
// link](https://...), and most of a long text is. goldmark tries every parser at
// every block and mark; such paragraphs are read here instead, and become the
// nodes that goldmark would make of them. Everything else is left to goldmark,
// block by block: it is the reference, and FuzzShort holds the two equal.

// The short way is taken for texts of this size, in bytes, with this many marks, so
// that none of the limits of a text can be passed in it.
const (
	shortSize  = 10_000
	shortMarks = 500
)

// short reads a text whose blocks can be read one by one, and reports whether it is
// one.
func (d *Doc) short() bool {
	if !separable(d.src) {
		return false
	}
	d.root = ast.NewDocument()
	d.root.SetPos(0)
	rest := -1 // where blocks begin that are left to goldmark
	for at := 0; at < len(d.src); {
		if d.src[at] == '\n' {
			at++
			continue
		}
		end := len(d.src)
		if n := bytes.Index(d.src[at:], []byte("\n\n")); n >= 0 {
			end = at + n
		}
		n := d.plainBlock(at, end)
		if n == nil && rest < 0 { // else it may go on with a list above
			n = d.plainList(at, end)
		}
		switch {
		case n == nil && rest < 0:
			rest = at
		case n != nil:
			d.left(rest, at)
			rest = -1
			d.root.AppendChild(d.root, n)
		}
		at = end
	}
	d.left(rest, len(d.src))
	return true
}

// separable reports whether nothing in src can change the meaning of text beyond
// the empty lines around it, except that a list goes on.
func separable(src []byte) bool {
	if len(src) > shortSize {
		return false
	}
	marks := 0
	for i, c := range src {
		switch c {
		case '<', '`', '~', '{', '\\', '\r', '\t', 0:
			return false // HTML, code, marks, escapes
		case '[', ']':
			if i+1 < len(src) && (src[i+1] == '^' || src[i+1] == ':') {
				return false // a footnote, or a definition of a link
			}
			marks++
		case '*', '_', '!':
			marks++
		}
	}
	return marks <= shortMarks
}

// left has goldmark read the blocks from offset at to end; none when at is negative.
func (d *Doc) left(at, end int) {
	if at < 0 {
		return
	}
	pc := parser.NewContext()
	pc.Set(seenKey, d.seen)
	r := text.NewReader(d.src[:end])
	line := end
	if n := bytes.IndexByte(d.src[at:end], '\n'); n >= 0 {
		line = at + n + 1
	}
	r.SetPosition(0, text.NewSegment(at, line))
	root := md.Parser().Parse(r, parser.WithContext(pc))
	for n := root.FirstChild(); n != nil; n = root.FirstChild() {
		d.root.AppendChild(d.root, n)
	}
}

// plainBlock reads what stands between two empty lines; nil when it is no plain
// paragraph or heading.
func (d *Doc) plainBlock(at, end int) ast.Node {
	if d.src[end-1] == '\n' {
		end--
	}
	b := d.src[at:end]
	if b[0] == '#' {
		level := len(b) - len(bytes.TrimLeft(b, "#"))
		if level > 6 || level+1 >= len(b) || b[level] != ' ' || b[level+1] == ' ' || bytes.IndexByte(b[level:], '#') >= 0 || bytes.IndexByte(b, '\n') >= 0 {
			return nil
		}
		n := ast.NewHeading(level)
		return d.plainLines(n, at, at+level+1, end)
	}
	for line := range bytes.Lines(b) {
		if !plainStart(line) {
			return nil
		}
	}
	return d.plainLines(ast.NewParagraph(), at, at, end)
}

// plainList reads a list with an item on each line, after which another block
// comes that is no part of it; nil when it may be something else.
func (d *Doc) plainList(at, end int) ast.Node {
	if below := bytes.TrimLeft(d.src[end:], "\n"); len(below) > 0 && (below[0] == '-' || below[0] == ' ') {
		return nil
	}
	list := ast.NewList('-')
	for line := range bytes.Lines(d.src[at:end]) {
		text := bytes.TrimSuffix(line, []byte("\n"))
		if len(text) < 3 || text[0] != '-' || text[1] != ' ' || !plainStart(text[2:]) {
			return nil
		}
		block := d.plainLines(ast.NewTextBlock(), at+2, at+2, at+len(text))
		if block == nil {
			return nil
		}
		block.SetBlankPreviousLines(false)
		item := ast.NewListItem(2)
		item.SetPos(at)
		item.SetBlankPreviousLines(list.FirstChild() == nil)
		item.AppendChild(item, block)
		list.AppendChild(list, item)
		at += len(line)
	}
	list.IsTight = true
	list.SetPos(list.FirstChild().Pos())
	list.SetBlankPreviousLines(true)
	return list
}

// plainStart reports whether a line cannot be taken for anything but text, or
// *words* or a link with which it begins.
func plainStart(line []byte) bool {
	switch c := line[0]; {
	case letter(c), c >= 0x80, c == '(', c == '"', c == '\'', c == '[':
		return true
	case c == '*':
		rest := bytes.TrimLeft(line, "*")
		return len(rest) > 0 && letter(rest[0])
	case digit(c):
		for len(line) > 0 && digit(line[0]) {
			line = line[1:]
		}
		return len(line) > 0 && line[0] != '.' && line[0] != ')'
	}
	return false
}

func letter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }

// plainLines gives the block n, which begins at pos, the lines from start to end;
// nil when they hold more than words, *words* and links.
func (d *Doc) plainLines(n ast.Node, pos, start, end int) ast.Node {
	if bytes.IndexByte(d.src[start:end], '|') >= 0 || bytes.IndexByte(d.src[start:end], '_') >= 0 {
		return nil
	}
	var links []plainPart
	for at := start; at < end; {
		stop, next := end, end
		if i := bytes.IndexByte(d.src[at:end], '\n'); i >= 0 {
			stop, next = at+i, at+i+1
		}
		if d.src[stop-1] == ' ' || !plainLine(n, d.src, at, stop, next < end, &links) {
			return nil
		}
		n.Lines().Append(text.NewSegment(at, next))
		at = next
	}
	n.SetPos(pos)
	n.SetBlankPreviousLines(true)
	for _, l := range links {
		d.seen.end(l.node, l.after)
	}
	return n
}

// A plainPart is *words* or a link: where the words in it begin and end, and where
// what comes after it begins.
type plainPart struct {
	node                 ast.Node
	inner, closes, after int
}

// plainLine appends what stands on a line to the block n, and the links to links;
// more says that another line follows. It reports whether the line is plain.
func plainLine(n ast.Node, src []byte, at, stop int, more bool, links *[]plainPart) bool {
	for i := at; ; {
		j := i + plainLength(src[i:stop])
		if j == stop {
			plainEnd(n, src, i, stop, more)
			return true
		}
		var part plainPart
		switch {
		case src[j] == '*':
			part = emphasis(src, at, j, stop)
		case src[j] == '[' && (j == at || src[j-1] != '!'):
			part = link(src, j, stop)
			*links = append(*links, part)
		}
		if part.node == nil {
			return false
		}
		if j > i {
			n.AppendChild(n, ast.NewTextSegment(text.NewSegment(i, j)))
		}
		part.node.SetPos(j)
		part.node.AppendChild(part.node, ast.NewTextSegment(text.NewSegment(part.inner, part.closes)))
		n.AppendChild(n, part.node)
		if i = part.after; i == stop && !more {
			return true
		}
	}
}

// plainLength returns how many bytes come before the first mark in b.
func plainLength(b []byte) int {
	for i, c := range b {
		if c == '*' || c == '[' || c == ']' {
			return i
		}
	}
	return len(b)
}

// plainEnd appends the text from i to the end of its line. goldmark begins a node at
// the last ! of it.
func plainEnd(n ast.Node, src []byte, i, stop int, more bool) {
	if k := bytes.LastIndexByte(src[i:stop], '!'); k > 0 {
		n.AppendChild(n, ast.NewTextSegment(text.NewSegment(i, i+k)))
		i += k
	}
	t := ast.NewTextSegment(text.NewSegment(i, stop))
	t.SetSoftLineBreak(more)
	n.AppendChild(n, t)
}

// emphasis reads *words* that begin at j, of a line from at to stop; nothing when
// they may be something else.
func emphasis(src []byte, at, j, stop int) (p plainPart) {
	level := 1
	if j+1 < stop && src[j+1] == '*' {
		level = 2
	}
	p.inner = j + level
	if j > at && src[j-1] != ' ' && src[j-1] != '(' || p.inner >= stop || !wordByte(src[p.inner]) {
		return p
	}
	p.closes = p.inner + plainLength(src[p.inner:stop])
	p.after = p.closes + level
	if p.after > stop || src[p.closes] != '*' || src[p.after-1] != '*' || !wordByte(src[p.closes-1]) {
		return p
	}
	if p.after == stop || strings.IndexByte(" .,;:!?)", src[p.after]) >= 0 {
		p.node = ast.NewEmphasis(level)
	}
	return p
}

func wordByte(c byte) bool { return letter(c) || digit(c) }

// link reads a [link](destination) that begins at j, of a line that ends at stop;
// nothing when it may be something else.
func link(src []byte, j, stop int) (p plainPart) {
	p.inner = j + 1
	p.closes = p.inner + plainLength(src[p.inner:stop])
	dest := p.closes + len("](")
	if dest >= stop || p.closes == p.inner || src[p.closes] != ']' || src[dest-1] != '(' || bytes.IndexByte(src[p.inner:p.closes], '!') >= 0 {
		return p
	}
	n := 0
	for n < stop-dest && (wordByte(src[dest+n]) || strings.IndexByte("/:.-?=#%,;@+", src[dest+n]) >= 0) {
		n++
	}
	if n > 0 && n < stop-dest && src[dest+n] == ')' {
		l := ast.NewLink()
		l.Destination = src[dest : dest+n : dest+n]
		p.node, p.after = l, dest+n+1
	}
	return p
}
