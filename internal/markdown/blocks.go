package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"weerklank/internal/talen"
)

// A BlockKind says what a Block is for its reader.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota // also the text of a list item
	HeadingBlock
	HeadCell // of a table
	Cell     // of a table
)

// A Block is a stretch of the text that is read in one go: a paragraph, a
// heading, the text of a list item, a cell of a table. Code is none.
type Block struct {
	Kind BlockKind
	// Text is its plain text, with a space for a line break in the source and
	// a line feed for one that the reader sees too.
	Text        string
	Offset, End int  // of the first and behind the last character in the source
	Item        bool // stands in a list
	Quote       bool // stands in a quotation
	Note        bool // stands in a footnote
	Strong      bool // all of it is strongly emphasized
	Emphasized  bool // all of it is emphasized, strongly or not
	Lead        int  // length of the Text up to its first line break, when that is all strong and more follows
	Foreign     []Stretch
	pieces      []piece
	lang        string // of all of it
}

// A Stretch is a part of a Block's Text, from From to To, that is marked as being
// in a language.
type Stretch struct {
	From, To int
	Lang     string // BCP 47
}

// Dutch returns the Text with a space for every byte that is marked as being in
// another language, so that what rules about Dutch find in it stands in the Text
// at the same place.
func (b *Block) Dutch() string {
	text := []byte(nil)
	for _, f := range b.Foreign {
		if talen.Dutch(f.Lang) {
			continue
		}
		if text == nil {
			text = []byte(b.Text)
		}
		for i := f.From; i < f.To; i++ {
			text[i] = ' '
		}
	}
	if text == nil {
		return b.Text
	}
	return string(text)
}

// A piece says that the text from at on stands at offset in the source.
type piece struct{ at, offset int }

// Source returns where the stretch of the block's text from i to j stands in the
// source. An escape or an entity within it may move its ends by a few bytes.
func (b *Block) Source(i, j int) (offset, end int) {
	place := func(i int) int {
		n := sort.Search(len(b.pieces), func(n int) bool { return b.pieces[n].at > i }) - 1
		if n < 0 {
			return b.Offset
		}
		at := b.pieces[n].offset + i - b.pieces[n].at
		if n+1 < len(b.pieces) {
			return min(at, b.pieces[n+1].offset)
		}
		return min(at, b.End)
	}
	offset = place(i)
	if j <= i {
		return offset, offset
	}
	return offset, max(offset, min(place(j-1)+1, b.End))
}

// Blocks returns the blocks of the text in order, footnotes last. They must not
// be changed.
func (d *Doc) Blocks() []Block {
	d.blocksOnce.Do(func() { d.blocks = d.readBlocks() })
	return d.blocks
}

func (d *Doc) readBlocks() []Block {
	blocks := make([]Block, 0, d.root.ChildCount())
	var pieces []piece // of all blocks, so that they stand together
	var visit func(n ast.Node, within Block)
	visit = func(n ast.Node, within Block) {
		if tag := d.seen.langs[n]; tag != "" {
			within.lang = tag
		}
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			blocks = d.appendBlock(blocks, &pieces, n, within)
			return
		case ast.KindHeading:
			within.Kind = HeadingBlock
			blocks = d.appendBlock(blocks, &pieces, n, within)
			return
		case extast.KindTableCell:
			within.Kind = Cell
			if n.Parent().Kind() == extast.KindTableHeader {
				within.Kind = HeadCell
			}
			blocks = d.appendBlock(blocks, &pieces, n, within)
			return
		case ast.KindListItem:
			within.Item = true
		case ast.KindBlockquote:
			within.Quote = true
		case extast.KindFootnote:
			within.Note = true
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			visit(c, within)
		}
	}
	visit(d.root, Block{})
	return blocks
}

// blockLength returns how long the lines of n are.
func blockLength(n ast.Node) (size int) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		size += line.Len()
	}
	return size
}

// appendBlock appends the block n, unless it has no text.
func (d *Doc) appendBlock(blocks []Block, pieces *[]piece, n ast.Node, b Block) []Block {
	from := len(*pieces)
	var text strings.Builder
	text.Grow(blockLength(n))
	strong, emphasized, first, broken := true, true, true, false
	add := func(s []byte, offset, end int, isStrong, isEmphasized bool) {
		if first {
			b.Offset, first = offset, false
		}
		if len(bytes.TrimSpace(s)) > 0 {
			strong = strong && isStrong
			emphasized = emphasized && isEmphasized
		}
		*pieces = append(*pieces, piece{text.Len(), offset})
		text.Write(s)
		b.End = end
	}
	var visit func(n ast.Node, isStrong, isEmphasized bool)
	visit = func(n ast.Node, isStrong, isEmphasized bool) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				raw := c.Segment.Value(d.src)
				if _, code := n.(*ast.CodeSpan); !c.IsRaw() && !code {
					raw = unescape(raw)
				}
				add(raw, c.Segment.Start, c.Segment.Stop, isStrong, isEmphasized)
				if !broken && (c.HardLineBreak() || c.SoftLineBreak()) {
					if broken = true; strong {
						b.Lead = text.Len()
					}
				}
				switch {
				case c.HardLineBreak():
					text.WriteByte('\n')
				case c.SoftLineBreak():
					text.WriteByte(' ')
				}
			case *ast.AutoLink:
				label := c.Label(d.src)
				add(label, c.Pos()+len("<"), c.Pos()+len("<")+len(label), isStrong, isEmphasized)
			case *ast.Image: // its alternative text stands in no sentence
			case *ast.Emphasis:
				visit(c, isStrong || c.Level == 2, true)
			default:
				from := text.Len()
				visit(c, isStrong, isEmphasized)
				if tag := d.seen.langs[c]; tag != "" {
					b.Foreign = append(b.Foreign, Stretch{from, text.Len(), tag})
				}
			}
		}
	}
	visit(n, false, false)
	b.Text = text.String()
	if strings.TrimSpace(b.Text) == "" {
		return blocks
	}
	b.pieces = slices.Clip((*pieces)[from:])
	b.Strong, b.Emphasized = strong, emphasized
	if strong {
		b.Lead = 0
	}
	if b.lang != "" {
		b.Foreign = append([]Stretch{{0, len(b.Text), b.lang}}, b.Foreign...)
	}
	return append(blocks, b)
}
