package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"weerklank/internal/talen"
)

// HTMLOptions says how the HTML of a Doc fits the page on which it stands.
type HTMLOptions struct {
	// Href returns the address for a destination ([Link.Dest], [Image.Dest]).
	// An empty one drops the link and keeps its text, or the image and keeps
	// its alternative text. It is asked only about destinations that
	// [SafeDest] allows, and its answer must be one too. Without Href the
	// destination is the address.
	Href func(dest string) string
	// Src is asked instead of Href about images; nil for Href itself.
	Src func(dest string) string
	// Image returns the size of the image at a destination. An image with a
	// known size is loaded only when the reader gets near it.
	Image func(dest string) (width, height int, ok bool)
	// HeadingShift is added to the level of headings, which stays within 1-6.
	HeadingShift int
	// IDPrefix is part of the ids of footnotes, so that several Docs can stand
	// on one page: wk-<IDPrefix>noot-1. The ids of headings have no prefix.
	IDPrefix string
	Labels   Labels
}

// Labels are the words that the HTML adds to the text, in the language of the
// site. A %d is replaced by a number.
type Labels struct {
	Footnotes string // heading above the footnotes: "Voetnoten"
	Note      string // name of the reference to a note: "Noot %d"
	// Back is the name of the link from note %d back to the text: "Terug naar
	// de tekst, noot %d". BackAgain is that of the second and later ones of a
	// note that is referred to more than once: "Terug naar de tekst, noot %d,
	// plaats %d".
	Back, BackAgain string
	// Table is the name of the scrolling region around the only table, Tables
	// that of table %d of several: "Tabel", "Tabel %d".
	Table, Tables string
}

// HTML returns the HTML of the Doc.
func (d *Doc) HTML(o HTMLOptions) string {
	p := &page{doc: d, facts: d.facts(), o: o}
	p.Grow(len(d.src) + len(d.src)/4)
	// The page is a buffer and the functions below return no error, so there
	// is none to handle.
	_ = md.Renderer().Render(p, d.src, d.root)
	if bytes.IndexByte(p.Bytes(), '\r') < 0 {
		return p.String()
	}
	// A file with CRLF gives the same page as the same file with LF.
	return string(bytes.ReplaceAll(p.Bytes(), []byte("\r"), nil))
}

// A page is the HTML of one Doc while it is written. It is the writer that
// goldmark hands to the functions below, which is how one renderer serves many
// pages with their own options at the same time.
type page struct {
	writer
	doc    *Doc
	facts  *facts
	o      HTMLOptions
	link   ast.Node // the link that is open
	tables int      // how many tables there have been
}

// nodes is how this package writes nodes that goldmark would write otherwise:
// headings without their own id, alignment as style, footnotes without names,
// or HTML at all.
type nodes struct{}

func rendererOption() renderer.Option {
	return renderer.WithNodeRenderers(util.Prioritized(nodes{}, 1)) // the lowest wins
}

func (nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	register(reg, ast.KindText, (*page).words)
	register(reg, ast.KindHeading, (*page).heading)
	register(reg, ast.KindParagraph, (*page).paragraph)
	register(reg, ast.KindBlockquote, (*page).blockquote)
	register(reg, ast.KindListItem, (*page).listItem)
	register(reg, kindForeign, (*page).foreign)
	register(reg, ast.KindCodeBlock, (*page).code)
	register(reg, ast.KindFencedCodeBlock, (*page).code)
	register(reg, ast.KindHTMLBlock, (*page).nothing)
	register(reg, ast.KindRawHTML, (*page).nothing)
	register(reg, ast.KindLink, (*page).linkNode)
	register(reg, ast.KindAutoLink, (*page).autoLink)
	register(reg, ast.KindImage, (*page).image)
	register(reg, extast.KindTable, (*page).table)
	register(reg, extast.KindTableCell, (*page).tableCell)
	register(reg, extast.KindFootnoteLink, (*page).footnoteLink)
	register(reg, extast.KindFootnoteList, (*page).footnoteList)
	register(reg, extast.KindFootnote, (*page).footnote)
	register(reg, extast.KindFootnoteBacklink, (*page).footnoteBacklink)
}

// register has nodes of this kind written by f, which is called before and
// after what stands within the node.
func register[N ast.Node](reg renderer.NodeRendererFuncRegisterer, kind ast.NodeKind, f func(p *page, n N, entering bool) ast.WalkStatus) {
	reg.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return f(w.(*page), n.(N), entering), nil
	})
}

func (p *page) nothing(ast.Node, bool) ast.WalkStatus { return ast.WalkSkipChildren }

// puts writes HTML.
func (p *page) puts(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
}

// text writes plain text.
func (p *page) text(s string) { p.Write(util.EscapeHTML([]byte(s))) }

// words writes a piece of text. Where it has an escape, an entity or a character
// that HTML escapes, goldmark's writer resolves it.
func (p *page) words(n *ast.Text, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	value := n.Segment.Value(p.doc.src)
	switch {
	case n.IsRaw():
		html.DefaultWriter.RawWrite(p, value)
		return ast.WalkContinue
	case bytes.ContainsAny(value, "\\&<>\"\x00"):
		html.DefaultWriter.Write(p, value)
	default:
		p.Write(value)
	}
	switch {
	case n.HardLineBreak():
		p.puts("<br>\n")
	case n.SoftLineBreak():
		p.puts("\n")
	}
	return ast.WalkContinue
}

// attr writes an attribute.
func (p *page) attr(name, value string) {
	p.puts(` `, name, `="`)
	p.text(value)
	p.puts(`"`)
}

// url writes an attribute that holds an address.
func (p *page) url(name, value string) {
	p.attr(name, string(util.URLEscape([]byte(value), false)))
}

func (p *page) heading(n *ast.Heading, entering bool) ast.WalkStatus {
	tag := p.headingTag(n.Level)
	if entering {
		p.puts("<", tag)
		p.attr("id", p.facts.ids[n])
		p.lang(n)
		p.puts(">")
	} else {
		p.puts("</", tag, ">\n")
	}
	return ast.WalkContinue
}

func (p *page) headingTag(level int) string {
	return "h" + strconv.Itoa(min(max(level+p.o.HeadingShift, 1), 6))
}

func (p *page) paragraph(n *ast.Paragraph, entering bool) ast.WalkStatus {
	if img, ok := n.FirstChild().(*ast.Image); ok && n.LastChild() == ast.Node(img) && len(img.Title) > 0 {
		if src := p.src(img); src != "" {
			if entering {
				p.puts("<figure")
				p.lang(n)
				p.puts(">\n")
				p.img(img, src, "")
				p.puts("\n<figcaption>")
				p.text(string(unescape(img.Title)))
				p.puts("</figcaption>\n</figure>\n")
			}
			return ast.WalkSkipChildren
		}
	}
	if entering {
		p.puts("<p")
		p.lang(n)
		p.puts(">")
	} else {
		p.puts("</p>\n")
	}
	return ast.WalkContinue
}

func (p *page) blockquote(n *ast.Blockquote, entering bool) ast.WalkStatus {
	if entering {
		p.puts("<blockquote")
		p.lang(n)
		p.puts(">\n")
	} else {
		p.puts("</blockquote>\n")
	}
	return ast.WalkContinue
}

func (p *page) listItem(n *ast.ListItem, entering bool) ast.WalkStatus {
	if !entering {
		p.puts("</li>\n")
		return ast.WalkContinue
	}
	p.puts("<li")
	p.lang(n)
	p.puts(">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		p.puts("\n")
	}
	return ast.WalkContinue
}

// foreign writes a stretch of text in another language.
func (p *page) foreign(n *foreign, entering bool) ast.WalkStatus {
	if entering {
		p.puts("<span")
		p.lang(n)
		p.puts(">")
	} else {
		p.puts("</span>")
	}
	return ast.WalkContinue
}

// lang writes in which language n is, when it is not that of the page. A code is
// one that package talen knows, so nothing else gets here.
func (p *page) lang(n ast.Node) {
	tag := p.doc.seen.langs[n]
	if tag == "" {
		return
	}
	p.attr("lang", tag)
	if talen.RightToLeft(tag) {
		p.attr("dir", "rtl")
	}
}

// code writes a block of code, which the keyboard can scroll.
func (p *page) code(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.puts(`<pre tabindex="0"><code>`)
		p.Write(util.EscapeHTML(n.Lines().Value(p.doc.src)))
		p.puts("</code></pre>\n")
	}
	return ast.WalkSkipChildren
}

func (p *page) linkNode(n *ast.Link, entering bool) ast.WalkStatus {
	if entering {
		if p.openLink(string(unescape(n.Destination)), string(unescape(n.Title))) {
			p.link = n
		}
	} else if p.link == n {
		p.puts("</a>")
		p.link = nil
	}
	return ast.WalkContinue
}

func (p *page) autoLink(n *ast.AutoLink, entering bool) ast.WalkStatus {
	if entering {
		// goldmark lets one stand within the text of a link; HTML does not.
		opened := p.link == nil && p.openLink(autoDest(n, p.doc.src), "")
		p.text(string(n.Label(p.doc.src)))
		if opened {
			p.puts("</a>")
		}
	}
	return ast.WalkContinue
}

// openLink writes the start of a link, unless the link is dropped.
func (p *page) openLink(dest, title string) bool {
	href := p.href(dest)
	if href == "" {
		return false
	}
	p.puts("<a")
	p.url("href", href)
	if title != "" {
		p.attr("title", title)
	}
	if External(dest) {
		p.attr("rel", "noreferrer")
	}
	p.puts(">")
	return true
}

// href returns the address for a destination, empty if it is dropped.
func (p *page) href(dest string) string {
	if !SafeDest(dest) {
		return ""
	}
	if p.o.Href != nil {
		dest = p.o.Href(dest)
	}
	if !SafeDest(dest) {
		return ""
	}
	return dest
}

func (p *page) image(n *ast.Image, entering bool) ast.WalkStatus {
	if entering {
		if src := p.src(n); src != "" {
			p.img(n, src, string(unescape(n.Title)))
		} else {
			p.text(p.doc.textOf(n))
		}
	}
	return ast.WalkSkipChildren
}

// src returns the address of an image, empty if the image is dropped. Images
// elsewhere always are: to show a page, nothing is asked of a third party.
func (p *page) src(n *ast.Image) string {
	dest := string(unescape(n.Destination))
	if External(dest) || scheme(dest) != "" {
		return ""
	}
	if p.o.Src != nil {
		return p.o.Src(dest)
	}
	return p.href(dest)
}

func (p *page) img(n *ast.Image, src, title string) {
	p.puts("<img")
	p.url("src", src)
	p.attr("alt", p.doc.textOf(n))
	if title != "" {
		p.attr("title", title)
	}
	if p.o.Image != nil {
		if w, h, ok := p.o.Image(string(unescape(n.Destination))); ok {
			p.attr("width", strconv.Itoa(w))
			p.attr("height", strconv.Itoa(h))
			p.attr("loading", "lazy")
		}
	}
	p.puts(">")
}

// table writes a table in a region of its own, which scrolls, also by
// keyboard, when the table is wider than the page.
func (p *page) table(_ *extast.Table, entering bool) ast.WalkStatus {
	if !entering {
		p.puts("</table>\n</div>\n")
		return ast.WalkContinue
	}
	p.tables++
	label := p.o.Labels.Table
	if p.facts.tables > 1 {
		label = number(p.o.Labels.Tables, p.tables)
	}
	p.puts(`<div class="wk-table" role="region" tabindex="0"`)
	p.attr("aria-label", label)
	p.puts(">\n<table>\n")
	return ast.WalkContinue
}

func (p *page) tableCell(n *extast.TableCell, entering bool) ast.WalkStatus {
	tag, scope := "td", ""
	// An empty corner is no header: it would name its column nothing.
	if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		p.puts("</", tag, ">\n")
		return ast.WalkContinue
	}
	p.puts("<", tag, scope)
	switch n.Alignment {
	case extast.AlignRight:
		p.attr("class", "wk-al-end")
	case extast.AlignCenter:
		p.attr("class", "wk-al-center")
	}
	p.puts(">")
	return ast.WalkContinue
}

func notesID(prefix string) string       { return "wk-" + prefix + "voetnoten" }
func noteID(prefix string, n int) string { return "wk-" + prefix + "noot-" + strconv.Itoa(n) }
func noteRefID(prefix string, n, place int) string {
	return fmt.Sprintf("%s-bij-%d", noteID(prefix, n), place+1)
}

func (p *page) footnoteLink(n *extast.FootnoteLink, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.puts("<sup")
	p.attr("id", noteRefID(p.o.IDPrefix, n.Index, n.RefIndex))
	p.puts(">")
	if p.link == nil { // a link within a link is no HTML
		p.puts("<a")
		p.url("href", "#"+noteID(p.o.IDPrefix, n.Index))
		p.attr("role", "doc-noteref")
		p.attr("aria-label", number(p.o.Labels.Note, n.Index))
		p.puts(">", strconv.Itoa(n.Index), "</a>")
	} else {
		p.puts(strconv.Itoa(n.Index))
	}
	p.puts("</sup>")
	return ast.WalkContinue
}

func (p *page) footnoteList(_ *extast.FootnoteList, entering bool) ast.WalkStatus {
	if !entering {
		p.puts("</ol>\n</section>\n")
		return ast.WalkContinue
	}
	id, tag := notesID(p.o.IDPrefix), p.headingTag(2)
	p.puts(`<section class="wk-footnotes" role="doc-endnotes"`)
	p.attr("aria-labelledby", id)
	p.puts(">\n<", tag, ` class="wk-footnotes__title"`)
	p.attr("id", id)
	p.puts(">")
	p.text(p.o.Labels.Footnotes)
	p.puts("</", tag, ">\n<ol>\n")
	return ast.WalkContinue
}

func (p *page) footnote(n *extast.Footnote, entering bool) ast.WalkStatus {
	if entering {
		p.puts("<li")
		p.attr("id", noteID(p.o.IDPrefix, n.Index))
		p.puts(">\n")
	} else {
		p.puts("</li>\n")
	}
	return ast.WalkContinue
}

func (p *page) footnoteBacklink(n *extast.FootnoteBacklink, entering bool) ast.WalkStatus {
	if !entering || !p.facts.hasRef[noteRef{n.Index, n.RefIndex}] {
		return ast.WalkContinue
	}
	text, label := "↩\ufe0e", number(p.o.Labels.Back, n.Index)
	if n.RefIndex > 0 {
		place := n.RefIndex + 1
		text, label = text+strconv.Itoa(place), number(p.o.Labels.BackAgain, n.Index, place)
	}
	p.puts(" <a")
	p.url("href", "#"+noteRefID(p.o.IDPrefix, n.Index, n.RefIndex))
	p.attr("role", "doc-backlink")
	p.attr("aria-label", label)
	p.puts(">", text, "</a>")
	return ast.WalkContinue
}

// number replaces the first %d in the label by the first number, and so on.
func number(label string, numbers ...int) string {
	for _, n := range numbers {
		label = strings.Replace(label, "%d", strconv.Itoa(n), 1)
	}
	return label
}
