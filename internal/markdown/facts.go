package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"weerklank/internal/slug"
)

// facts is what one walk over the text finds, for the checks and for the HTML.
type facts struct {
	links    []Link
	images   []Image
	headings []Heading
	raw      []Span
	lost     []Span              // footnotes
	ids      map[ast.Node]string // of the headings
	tables   int
	notes    int // how many footnotes there are
	refs     []noteRef
	// hasRef is which references the HTML has. goldmark also counts those in an
	// image's alternative text and in a footnote that nothing refers to.
	hasRef map[noteRef]bool
}

// A noteRef is a reference to a footnote in the text: note counts from 1,
// place (which of the references to this note) from 0.
type noteRef struct{ note, place int }

func (d *Doc) collect() *facts {
	f := &facts{}
	var headings []ast.Node
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			f.links = append(f.links, Link{
				Dest: string(unescape(n.Destination)), Title: string(unescape(n.Title)), Text: d.textOf(n),
				Offset: n.Pos(), End: d.seen.ends[n],
			})
		case *ast.AutoLink:
			label := string(n.Label(d.src))
			f.links = append(f.links, Link{
				Dest: autoDest(n, d.src), Text: label,
				Offset: n.Pos(), End: n.Pos() + len("<") + len(label) + len(">"), Auto: true,
			})
		case *ast.Image:
			f.images = append(f.images, Image{
				Dest: string(unescape(n.Destination)), Title: string(unescape(n.Title)), Alt: d.textOf(n),
				Decorative: d.seen.decorative[n], Offset: n.Pos(), End: d.seen.ends[n],
			})
			// Only the plain text of what stands within is published.
			return ast.WalkSkipChildren, nil
		case *ast.Heading:
			f.headings = append(f.headings, d.heading(n))
			headings = append(headings, n)
		case *ast.HTMLBlock:
			f.raw = append(f.raw, d.rawBlock(n)...)
		case *ast.RawHTML:
			first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
			if span := d.span(first.Start, last.Stop); !strings.HasPrefix(span.Text, "<!--") {
				f.raw = append(f.raw, span)
			}
		case *extast.Table:
			f.tables++
		case *extast.FootnoteLink:
			ref := noteRef{n.Index, n.RefIndex}
			f.refs = append(f.refs, ref)
			if f.hasRef == nil {
				f.hasRef = map[noteRef]bool{}
			}
			f.hasRef[ref] = true
		case *extast.Footnote:
			f.notes++
		}
		return ast.WalkContinue, nil
	})
	for _, n := range d.seen.notes {
		if n.Index < 0 {
			f.lost = append(f.lost, d.span(n.Pos(), n.Pos()+len("[^")+len(n.Ref)+len("]:")))
		}
	}
	if len(headings) == 0 {
		return f
	}
	nameHeadings(f.headings)
	f.ids = make(map[ast.Node]string, len(headings))
	for i, n := range headings {
		f.ids[n] = f.headings[i].ID
	}
	return f
}

func autoDest(n *ast.AutoLink, src []byte) string {
	dest := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail {
		return "mailto:" + dest
	}
	return dest
}

// heading returns the heading n, as yet without ID.
func (d *Doc) heading(n *ast.Heading) Heading {
	h := Heading{Level: n.Level, Text: d.textOf(n), Offset: n.Pos()}
	if id, ok := n.AttributeString("id"); ok {
		name, _ := id.([]byte) // {id=1} is a number, and no name
		h.Named = string(name)
	}
	end := h.Offset
	if lines := n.Lines(); lines.Len() > 0 { // below one another, under = or -
		end = lines.At(lines.Len() - 1).Stop
	}
	line, _, _ := bytes.Cut(d.src[end:], []byte("\n"))
	h.End = h.Offset + len(bytes.TrimRight(d.src[h.Offset:end+len(line)], " \t\r"))
	return h
}

// nameHeadings gives every heading its ID. The names that people chose come
// first: a link to one must not break because a heading above it happens to
// have the same words.
func nameHeadings(headings []Heading) {
	taken := map[string]bool{}
	for i := range headings {
		h := &headings[i]
		if slug.Valid(h.Named) && !strings.HasPrefix(h.Named, "wk-") && !taken[h.Named] {
			h.ID = h.Named
			taken[h.ID] = true
		}
	}
	used := map[string]int{} // how many numbers were tried for the same words
	for i := range headings {
		h := &headings[i]
		if h.ID != "" {
			continue
		}
		base := "k-" + slug.Slug(h.Text)
		if base == "k-" {
			base = "k-kop"
		}
		h.ID = base
		for taken[h.ID] {
			used[base]++
			h.ID = base + "-" + strconv.Itoa(used[base]+1)
		}
		taken[h.ID] = true
	}
}

// rawBlock returns what of the HTML block n is no comment.
func (d *Doc) rawBlock(n *ast.HTMLBlock) []Span {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(lines, n.ClosureLine)
	}
	if n.HTMLBlockType != ast.HTMLBlockType2 {
		return d.trimmed(lines[0].Start, lines[len(lines)-1].Stop)
	}
	var spans []Span
	opened := -1 // where the comment began that has not ended
	for _, line := range lines {
		for pos := line.Start; pos < line.Stop; {
			rest := d.src[pos:line.Stop]
			if opened >= 0 {
				i := bytes.Index(rest, []byte("-->"))
				if i < 0 {
					break
				}
				opened, pos = -1, pos+i+len("-->")
				continue
			}
			i := bytes.Index(rest, []byte("<!--"))
			if i < 0 {
				spans = append(spans, d.trimmed(pos, line.Stop)...)
				break
			}
			spans = append(spans, d.trimmed(pos, pos+i)...)
			opened = pos + i
			pos = opened + len("<!") // the dashes may be those of the end: <!-->
		}
	}
	if opened >= 0 {
		spans = append(spans, d.trimmed(opened, lines[len(lines)-1].Stop)...)
	}
	return spans
}

// trimmed returns the span without the white space around it, or nothing when
// it is blank.
func (d *Doc) trimmed(start, end int) []Span {
	b := d.src[start:end]
	start += len(b) - len(bytes.TrimLeft(b, " \t\r\n"))
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return nil
	}
	return []Span{d.span(start, start+len(b))}
}

func (d *Doc) span(start, end int) Span { return Span{start, end, string(d.src[start:end])} }
