// Package markdown is what Markdown means in this project: CommonMark, tables,
// footnotes, explicit heading ids ({#naam}), and marks for what is in another
// language ({taal=de}) or decorative ({decoratief}), and nothing else.
//
// A text is parsed once. The [Doc] then answers the questions of the checks
// (which links, images, headings, raw HTML are there, and where) and gives the
// HTML. That HTML is an allow-list by construction: raw HTML and HTML comments
// are left out, only attributes that this package writes are written, and a
// destination with a scheme other than http, https, mailto or tel is no link.
// So nothing that stands in a text can run in a reader's browser, whether or
// not a check found it.
//
// No other package knows goldmark, the parser below.
package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Doc is one parsed text: the body of a file, or the value of a front matter
// key. It may be used by several goroutines at once.
type Doc struct {
	src  []byte
	root ast.Node
	seen *seen

	// What is asked for only of some texts, once.
	factsOnce, blocksOnce, textOnce, tablesOnce sync.Once

	found  *facts
	blocks []Block
	text   string
	tables []Table
}

// A Link is a link in the text; [Doc.Links] leaves out the references to
// footnotes.
type Link struct {
	// Dest is the destination as the author means it: escapes and entities
	// resolved, nothing else changed. That of an address in angle brackets,
	// <info@example.org>, begins with mailto:.
	Dest  string
	Title string
	// Text is what is read out as the link: its plain text, the alternative
	// text of images included.
	Text        string
	Offset, End int  // of the whole link: [text](dest "title")
	Auto        bool // an address in angle brackets
}

// An Image is an image in the text.
type Image struct {
	Dest, Title, Alt string
	Decorative       bool // the author says so: {decoratief}
	Offset, End      int
}

// A Heading is a heading in the text.
type Heading struct {
	Level int
	Text  string
	// ID is the id in the HTML, unique in the Doc: Named, or else "k-" and the
	// slug of the text.
	ID string
	// Named is the id that the author wrote as {#naam}, if any. It is not the
	// ID when it is no slug, begins with "wk-" (the theme's) or is taken.
	Named       string
	Offset, End int // from the first # to the end of the line
}

// A Span is a piece of the text.
type Span struct {
	Offset, End int
	Text        string // from Offset to End
}

// md is only read after this: goldmark's parser and renderer hold no state of
// a text.
var md = newMarkdown()

// noIDs is md's parser without {#naam}, see hostileHeading.
var noIDs = newParser()

func newParser(options ...parser.Option) parser.Parser {
	return parser.NewParser(append([]parser.Option{
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(
			util.Prioritized(meter{}, 1), // the lowest comes first
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteLinkParser{extension.NewFootnoteParser()}, 101),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(
			util.Prioritized(marks{}, 500), // before notes get their links back
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	}, options...)...)
}

func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(newParser(parser.WithHeadingAttribute())),
		goldmark.WithExtensions(extension.Table),
		goldmark.WithRendererOptions(rendererOption()),
	)
}

// Parse parses src, which must not change afterwards. Every text is Markdown,
// so there is no error; but see [Doc.Refused].
func Parse(src []byte) *Doc {
	d := &Doc{src: src, seen: &seen{refused: limits(src)}}
	if d.seen.refused == nil && !d.short() {
		d.parse()
	}
	if refused := d.seen.refused; refused != nil {
		d.root, d.seen = plain(src), &seen{refused: refused}
	}
	return d
}

// facts returns what one walk over the text finds.
func (d *Doc) facts() *facts {
	d.factsOnce.Do(func() { d.found = d.collect() })
	return d.found
}

func (d *Doc) parse() {
	pc := parser.NewContext()
	pc.Set(seenKey, d.seen)
	p := md.Parser()
	if hostileHeading(d.src) {
		p = noIDs
	}
	d.root = p.Parse(text.NewReader(d.src), parser.WithContext(pc))
}

// hostileHeading reports whether src has lines that goldmark's parser of
// heading attributes would take minutes over: it backtracks at each brace. No
// headings are like that, so nothing is lost by reading such a text without ids.
func hostileHeading(src []byte) bool {
	const longest = 10_000_000 // braces × bytes of their lines
	work := 0
	for line := range bytes.Lines(src) {
		work += len(line) * bytes.Count(line, []byte("{"))
	}
	return work > longest
}

// seen is what the parser comes across and goldmark's tree does not keep.
type seen struct {
	ends      map[ast.Node]int   // where links and images end
	notes     []*extast.Footnote // those that nothing refers to leave the tree
	undefined []Span             // references to footnotes that are not there

	// What the marks say, see marks.
	langs      map[ast.Node]string // the language of nodes in another one
	decorative map[ast.Node]bool   // images
	badMarks   []BadMark

	// What is counted for the limits.
	refused   *refusal
	block     ast.Node // whose marks are being counted
	blockSize int
	marks     int
	work      int
	copied    int // bytes that links took from definitions
}

var seenKey = parser.NewContextKey()

func seenBy(pc parser.Context) *seen { return pc.Get(seenKey).(*seen) }

// linkParser is goldmark's parser of links and images.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, block, pc)
	switch n := n.(type) {
	case *ast.Link:
		sawLink(n, n.Reference, len(n.Destination)+len(n.Title), block, pc)
	case *ast.Image:
		sawLink(n, n.Reference, len(n.Destination)+len(n.Title), block, pc)
	}
	return n
}

// sawLink notes a link or image that ends where block is; size is that of its
// destination and title.
func sawLink(n ast.Node, ref *ast.ReferenceLink, size int, block text.Reader, pc parser.Context) {
	s := seenBy(pc)
	_, end := block.Position()
	s.end(n, end.Start)
	if ref != nil {
		if s.copied += size; s.copied > maxCopied {
			s.refuse(n.Pos(), TooMuchCopied)
		}
	}
}

// end notes where a link or image ends.
func (s *seen) end(n ast.Node, at int) {
	if s.ends == nil {
		s.ends = map[ast.Node]int{}
	}
	s.ends[n] = at
}

// CloseBlock lets the parser within turn brackets that are no link into text.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// noteParser is goldmark's parser of footnotes.
type noteParser struct{ parser.BlockParser }

func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if note, ok := n.(*extast.Footnote); ok {
		s := seenBy(pc)
		s.notes = append(s.notes, note)
	}
	return n, state
}

// noteLinkParser is goldmark's parser of references to footnotes.
type noteLinkParser struct{ parser.InlineParser }

// undefinedNote is what looks like a reference to a footnote, and not like a
// link with a text that begins with ^.
var undefinedNote = regexp.MustCompile(`^!?\[\^[^\s\[\]]+\](?:[^(\[]|$)`)

// longestNote is more than the longest reference, in bytes: the parser reads
// names of up to 999.
const longestNote = 1005

func (p noteLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, pos := block.PeekLine()
	n := p.InlineParser.Parse(parent, block, pc)
	line = line[:min(len(line), longestNote)]
	if n == nil && undefinedNote.Match(line) {
		start, end := bytes.IndexByte(line, '['), bytes.IndexByte(line, ']')+1
		s := seenBy(pc)
		s.undefined = append(s.undefined, Span{pos.Start + start, pos.Start + end, string(line[start:end])})
	}
	return n
}

// Links returns the links in the order in which the page has them: those in
// footnotes come last.
func (d *Doc) Links() []Link { return d.facts().links }

// Images returns the images in the order in which the page has them.
func (d *Doc) Images() []Image { return d.facts().images }

// Headings returns the headings in order.
func (d *Doc) Headings() []Heading { return d.facts().headings }

// RawHTML returns the raw HTML in the text: everything that Markdown takes for
// HTML, except comments. The HTML of the Doc does not have it, so whatever
// stands there is lost; that includes text on the line on which a comment at
// the beginning of a line ends, and all that follows a comment that never ends.
func (d *Doc) RawHTML() []Span { return d.facts().raw }

// LostFootnotes returns the beginnings, [^x]:, of footnotes that nothing refers
// to. The HTML does not have them.
func (d *Doc) LostFootnotes() []Span { return d.facts().lost }

// UndefinedFootnotes returns the references, [^x], to footnotes that are not
// there. The HTML has them as they are written.
func (d *Doc) UndefinedFootnotes() []Span { return d.seen.undefined }

// Anchors returns every id that the HTML of the Doc has when it is made with
// this prefix (see [HTMLOptions]), in order.
func (d *Doc) Anchors(idPrefix string) []string {
	var ids []string
	for _, h := range d.Headings() {
		ids = append(ids, h.ID)
	}
	for _, ref := range d.facts().refs {
		ids = append(ids, noteRefID(idPrefix, ref.note, ref.place))
	}
	if n := d.facts().notes; n > 0 {
		ids = append(ids, notesID(idPrefix))
		for i := range n {
			ids = append(ids, noteID(idPrefix, i+1))
		}
	}
	return ids
}

// Text returns the plain text of the Doc, for excerpts and for search:
// paragraphs, headings, list items, table rows and code, separated by a blank
// line. Footnotes are not part of it.
func (d *Doc) Text() string {
	d.textOnce.Do(func() { d.text = d.readText() })
	return d.text
}

func (d *Doc) readText() string {
	var paragraphs []string
	line := make([]byte, 0, len(d.src))
	add := func(b []byte) {
		if s := squeeze(b); s != "" {
			paragraphs = append(paragraphs, s)
		}
	}
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			line = d.appendText(line[:0], n)
			add(line)
		case extast.KindTableHeader, extast.KindTableRow:
			var row []byte
			for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
				row = append(d.appendText(row, cell), ' ')
			}
			add(row)
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			add(n.Lines().Value(d.src))
		case extast.KindFootnoteList:
		default:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				visit(c)
			}
		}
	}
	visit(d.root)
	return strings.Join(paragraphs, "\n\n")
}

// textOf returns the plain text within n on one line.
func (d *Doc) textOf(n ast.Node) string { return squeeze(d.appendText(nil, n)) }

// appendText appends the plain text of the inline nodes within n.
func (d *Doc) appendText(b []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				b = append(b, c.Segment.Value(d.src)...)
			} else {
				b = append(b, unescape(c.Segment.Value(d.src))...)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
			}
		case *ast.CodeSpan: // its text is raw, but not marked so
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				b = append(b, t.(*ast.Text).Segment.Value(d.src)...)
			}
		case *ast.AutoLink:
			b = append(b, c.Label(d.src)...)
		default:
			b = d.appendText(b, c)
		}
	}
	return b
}

// squeeze returns b with every run of white space as one space.
func squeeze(b []byte) string {
	if squeezed(b) {
		return string(b)
	}
	return string(bytes.Join(bytes.Fields(b), []byte(" ")))
}

// squeezed reports whether b for certain has no white space but single spaces
// between words, as nearly every text has.
func squeezed(b []byte) bool {
	behind := byte(' ')
	for _, c := range b {
		switch {
		case c == ' ' && behind == ' ', '\t' <= c && c <= '\r':
			return false
		case c == 0xC2, 0xE1 <= c && c <= 0xE3: // white space beyond ASCII begins so
			return false
		}
		behind = c
	}
	return behind != ' '
}

// unescape resolves the backslash escapes and entities of Markdown in b.
// goldmark resolves them while it writes HTML, so this has it do so and takes
// back the four characters that it escaped. (Its functions in package util
// resolve in three passes: they see escapes in the result of escapes.)
func unescape(b []byte) []byte {
	if !bytes.ContainsAny(b, "\\&\x00") {
		return b
	}
	var w writer
	html.DefaultWriter.Write(&w, b)
	return []byte(unescapeHTML.Replace(w.String()))
}

var unescapeHTML = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&")

// A writer is a buffer that goldmark can write to.
type writer struct{ bytes.Buffer }

func (w *writer) Buffered() int { return 0 }
func (w *writer) Flush() error  { return nil }
