package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"weerklank/internal/talen"
)

// Two marks in braces say of a part of the text what Markdown cannot:
//
//	[Guten Tag]{taal=de}    its language; so also behind a link, *words* or an image
//	{taal=de}               on a line of its own directly below a paragraph,
//	                        heading, quotation or item of a list: of all of that
//	![](schets.jpg){decoratief}   the image tells nothing
//
// They are found in the parsed text, so that a brace in code or behind a
// backslash is none. What is no mark stays as it is written, see [Doc.BadMarks].

// A MarkProblem is why a mark does not do what it says.
type MarkProblem int

// What can be wrong with a mark.
const (
	UnknownLanguage MarkProblem = iota // it is left out of the HTML
	MisplacedMark                      // it marks nothing, and the reader sees it
	DescribedImage                     // an image with a description is called decorative; the description stays
)

// A BadMark is a mark that does not do what it says.
type BadMark struct {
	Span
	Problem MarkProblem
	Value   string // the language
}

// BadMarks returns the marks that do not do what they say, in order.
func (d *Doc) BadMarks() []BadMark { return d.seen.badMarks }

var (
	mark = regexp.MustCompile(`(?i)^\{:?\s*(?:(?:taal|lang)\s*[=:]\s*["'“”„]?([^{}"'“”\n]{0,60}?)["'“”]?|(decoratief|decoratie|decorative))\s*\}`)
	// anyMark is what may be one, also when it was not written to the letter.
	anyMark = regexp.MustCompile(`(?i)\{[^{}\n]{0,80}(?:taal|lang|decorati)`)
)

var kindForeign = ast.NewNodeKind("Foreign")

// A foreign is a stretch of text in another language, see seen.langs.
type foreign struct{ ast.BaseInline }

func (n *foreign) Kind() ast.NodeKind            { return kindForeign }
func (n *foreign) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// marks finds the marks in a parsed text.
type marks struct{}

// Transform takes the marks out of the text and notes what they say.
func (marks) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	src := reader.Source()
	if bytes.IndexByte(src, '{') < 0 || !anyMark.Match(src) {
		return
	}
	m := &markFinder{src: src, seen: seenBy(pc)}
	m.seen.langs, m.seen.decorative = map[ast.Node]string{}, map[ast.Node]bool{}
	var blocks []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableCell:
			if entering {
				blocks = append(blocks, n)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, n := range blocks {
		m.heading(n)
		if m.below(n) {
			m.inline(n)
		}
	}
}

// A markFinder goes through one text.
type markFinder struct {
	src  []byte
	seen *seen
}

// heading sees the mark that the parser took for attributes: ## Kop {taal=de}.
func (m *markFinder) heading(n ast.Node) {
	for _, name := range []string{"taal", "lang"} {
		if v, ok := n.AttributeString(name); ok {
			value, _ := v.([]byte)
			line := m.lineOf(n)
			m.speak(n, string(value), line.Offset, line.End)
		}
	}
}

// lineOf returns the line on which the heading n begins.
func (m *markFinder) lineOf(n ast.Node) Span {
	start := n.Pos()
	line, _, _ := bytes.Cut(m.src[start:], []byte("\n"))
	return Span{Offset: start, End: start + len(bytes.TrimRight(line, " \t\r"))}
}

// below sees the mark on the last line of a block. It reports whether anything
// of the block is left.
func (m *markFinder) below(n ast.Node) bool {
	last, ok := n.LastChild().(*ast.Text)
	if !ok || n.Kind() == ast.KindHeading || n.Kind() == extast.KindTableCell {
		return true
	}
	start, value, whole := m.whole(last)
	if !whole {
		return true
	}
	end := last.Segment.Stop
	if before := last.PreviousSibling(); before != nil {
		t, ok := before.(*ast.Text)
		if !ok || !t.SoftLineBreak() && !t.HardLineBreak() {
			return true // behind words, on their line
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		n.RemoveChild(n, last)
		if t.Segment.Len() == 0 && t.PreviousSibling() != nil { // it was only the end of a line
			n.RemoveChild(n, t)
		}
		m.speak(m.marked(n, start), value, start, end)
		return true
	}
	above := n.PreviousSibling()
	if above == nil || above.Kind() != ast.KindHeading || n.HasBlankPreviousLines() {
		m.bad(MisplacedMark, start, end, value)
		return false
	}
	m.speak(above, value, start, end)
	n.Parent().RemoveChild(n.Parent(), n)
	return false
}

// whole reports whether t is nothing but a mark of a language.
func (m *markFinder) whole(t *ast.Text) (start int, value string, ok bool) {
	b := t.Segment.Value(m.src)
	trimmed := bytes.TrimSpace(b)
	found := mark.FindSubmatch(trimmed)
	if found == nil || len(found[0]) != len(trimmed) || len(found[2]) > 0 {
		return 0, "", false
	}
	return t.Segment.Start + bytes.Index(b, trimmed), string(found[1]), true
}

// marked returns what the mark at offset below the block n is about: the item or
// quotation in which n stands alone, or to which the line of the mark was only
// added because nothing stood between.
func (m *markFinder) marked(n ast.Node, offset int) ast.Node {
	parent := n.Parent()
	line := m.src[bytes.LastIndexByte(m.src[:offset], '\n')+1 : offset]
	switch parent.Kind() {
	case ast.KindListItem:
		if parent.FirstChild() == parent.LastChild() {
			return parent
		}
		if n.Kind() == ast.KindTextBlock { // which is no element
			span := &foreign{}
			for c := n.FirstChild(); c != nil; c = n.FirstChild() {
				span.AppendChild(span, c)
			}
			n.AppendChild(n, span)
			return span
		}
	case ast.KindBlockquote:
		if !bytes.Contains(line, []byte(">")) {
			return parent
		}
	}
	return n
}

// inline sees the marks behind words within n.
func (m *markFinder) inline(n ast.Node) {
	var open []*ast.Text // brackets that may begin a passage
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c := c.(type) {
		case *ast.Text:
			if !c.IsRaw() {
				next = m.text(n, c, &open)
			}
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML:
		default:
			m.inline(c)
		}
		c = next
	}
}

// text looks through t, a part of n, up to the first bracket or mark, and
// returns the node with which to go on.
func (m *markFinder) text(n ast.Node, t *ast.Text, open *[]*ast.Text) ast.Node {
	b := t.Segment.Value(m.src)
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '[':
			bracket, next := isolate(n, t, i, i+1)
			*open = append(*open, bracket)
			return next
		case ']':
			if len(*open) == 0 {
				continue
			}
			bracket := (*open)[len(*open)-1]
			*open = (*open)[:len(*open)-1]
			if found := mark.FindSubmatch(b[i+1:]); found != nil && len(found[2]) == 0 {
				end, next := isolate(n, t, i, i+1+len(found[0]))
				m.passage(n, bracket, end, string(found[1]))
				return next
			}
		case '{':
			found := mark.FindSubmatch(b[i:])
			if found == nil {
				continue
			}
			if next, ok := m.brace(n, t, i, found); ok {
				return next
			}
			i += len(found[0]) - 1
		}
	}
	return t.NextSibling()
}

// passage makes one of what stands between a bracket and the end of a mark.
func (m *markFinder) passage(n ast.Node, bracket, end *ast.Text, value string) {
	span := &foreign{}
	for c := bracket.NextSibling(); c != ast.Node(end); c = bracket.NextSibling() {
		span.AppendChild(span, c)
	}
	m.speak(span, value, end.Segment.Start+1, end.Segment.Stop)
	n.RemoveChild(n, end)
	n.ReplaceChild(n, bracket, span)
}

// brace sees the mark that begins at i in t, behind no bracket. It returns the
// node with which to go on when the mark is taken out.
func (m *markFinder) brace(n ast.Node, t *ast.Text, i int, found [][]byte) (ast.Node, bool) {
	start, size, value, decorative := t.Segment.Start+i, len(found[0]), string(found[1]), len(found[2]) > 0
	before := t.PreviousSibling()
	if i > 0 || before == nil {
		before = nil
		b := t.Segment.Value(m.src)
		if n.Kind() == ast.KindHeading && !decorative && t.NextSibling() == nil && len(bytes.TrimSpace(b[i+size:])) == 0 {
			m.speak(n, value, start, start+size)
			t.Segment = t.Segment.WithStop(t.Segment.Start + len(bytes.TrimRight(b[:i], " \t")))
			return nil, true
		}
	}
	image, _ := before.(*ast.Image)
	switch {
	case image != nil && decorative && len(bytes.TrimSpace(textWithin(image, m.src))) > 0:
		m.bad(DescribedImage, start, start+size, value)
	case image != nil && decorative:
		m.seen.decorative[image] = true
	case before != nil && !decorative && (image != nil || before.Kind() == ast.KindLink || before.Kind() == ast.KindAutoLink ||
		before.Kind() == ast.KindEmphasis || before.Kind() == ast.KindCodeSpan):
		span := &foreign{}
		n.ReplaceChild(n, before, span)
		span.AppendChild(span, before)
		m.speak(span, value, start, start+size)
	default:
		m.bad(MisplacedMark, start, start+size, value)
		return nil, false
	}
	gone, next := isolate(n, t, 0, size)
	n.RemoveChild(n, gone)
	return next, true
}

// textWithin returns the text within an image.
func textWithin(n ast.Node, src []byte) []byte { return (&Doc{src: src}).appendText(nil, n) }

// speak notes the language of n, or that the mark from start to end names none.
func (m *markFinder) speak(n ast.Node, value string, start, end int) {
	tag, ok := talen.Tag(value)
	if !ok {
		m.bad(UnknownLanguage, start, end, value)
		return
	}
	m.seen.langs[n] = tag
}

func (m *markFinder) bad(p MarkProblem, start, end int, value string) {
	m.seen.badMarks = append(m.seen.badMarks, BadMark{Span{start, end, string(m.src[start:end])}, p, strings.TrimSpace(value)})
}

// isolate makes a node of its own of what stands in t, a child of n, from i to
// j. It returns that, and the node that follows it.
func isolate(n ast.Node, t *ast.Text, i, j int) (middle *ast.Text, next ast.Node) {
	seg := t.Segment
	middle = ast.NewTextSegment(text.NewSegment(seg.Start+i, seg.Start+j))
	n.InsertAfter(n, t, middle)
	if seg.Start+j < seg.Stop || t.SoftLineBreak() || t.HardLineBreak() {
		rest := ast.NewTextSegment(text.NewSegment(seg.Start+j, seg.Stop))
		rest.SetSoftLineBreak(t.SoftLineBreak())
		rest.SetHardLineBreak(t.HardLineBreak())
		n.InsertAfter(n, middle, rest)
	}
	if i == 0 {
		n.RemoveChild(n, t)
	} else {
		t.Segment = seg.WithStop(seg.Start + i)
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
	return middle, middle.NextSibling()
}
