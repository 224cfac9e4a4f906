// Package feed writes feeds, with which people follow a site in a program of
// their own choice: Atom (RFC 4287) and JSON Feed 1.1. It knows nothing of what
// the entries are about.
//
// Both formats are small, so there is no library: the known one (gorilla/feeds)
// makes ids of a date when it has none, and knows no language of an entry. Every
// traject has both, so they are written here as they are, without reflection; a
// test holds them equal to what encoding/xml and encoding/json write.
package feed

import (
	"bytes"
	"cmp"
	"strings"
	"time"
	"unicode/utf8"

	"weerklank/internal/jsontekst"
)

// A Feed is a list of entries. All addresses are absolute.
type Feed struct {
	ID          string // permanent, a URI
	Title       string
	Description string // one sentence; may be empty
	Language    string // BCP 47 tag
	Author      string
	Page        string // the page with the same for people
	Atom, JSON  string // the two forms of the feed
	Updated     time.Time
	Entries     []Entry // newest first
}

// An Entry is one piece of news.
type Entry struct {
	ID         string // permanent, a URI
	Title      string
	URL        string // its page
	Summary    string // plain text
	HTML       string // the whole of it
	Language   string // of its title; "" for that of the feed
	Author     string
	Published  time.Time
	Updated    time.Time
	Categories []string
}

// Clean drops from s what XML cannot hold at all, not even escaped: control
// characters, non-characters, bytes that are no UTF-8 (so lone surrogates too).
func Clean(s string) string {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !holds(r) {
			return strings.Map(func(r rune) rune {
				if holds(r) {
					return r
				}
				return -1
			}, s)
		}
		i += size
	}
	return s
}

// holds reports whether XML can hold r.
func holds(r rune) bool {
	switch {
	case r == '\t' || r == '\n', ' ' <= r && r < '\x7f', '\u00a0' <= r && r <= '\ud7ff', '\ue000' <= r && r < '\ufffd',
		'\U00010000' <= r && r <= '\U0010ffff' && r&0xfffe != 0xfffe:
		return true
	}
	return false
}

// The media types of the two forms, and of a page.
const (
	AtomType = "application/atom+xml"
	JSONType = "application/feed+json"
	htmlType = "text/html"
)

// WriteAtom writes f as Atom.
func (f *Feed) WriteAtom(w *bytes.Buffer) {
	x := xmlWriter{w}
	w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"")
	x.lang(f.Language)
	x.element("id", f.ID)
	x.element("title", f.Title)
	if Clean(f.Description) != "" {
		x.element("subtitle", f.Description)
	}
	x.element("updated", stamp(f.Updated))
	x.author(f.Author)
	x.link("self", AtomType, f.Atom)
	x.link("alternate", htmlType, f.Page)
	x.link("alternate", JSONType, f.JSON)
	x.element("generator", "Weerklank")
	for _, e := range f.Entries {
		x.entry(&e, f.Author)
	}
	w.WriteString("</feed>\n")
}

// An xmlWriter writes elements. The names of elements are ours; all texts are
// cleaned and escaped.
type xmlWriter struct{ *bytes.Buffer }

// lang ends the begin of an element, with the language of what is in it.
func (x xmlWriter) lang(tag string) {
	if tag = Clean(tag); tag != "" {
		x.attribute("xml:lang", tag)
	}
	x.WriteByte('>')
}

func (x xmlWriter) entry(e *Entry, author string) {
	x.WriteString("<entry")
	x.lang(e.Language)
	x.element("id", e.ID)
	x.element("title", e.Title)
	x.link("alternate", htmlType, e.URL)
	x.element("published", stamp(e.Published))
	x.element("updated", stamp(e.Updated))
	x.author(cmp.Or(e.Author, author))
	for _, c := range e.Categories {
		x.WriteString("<category")
		x.attribute("term", c)
		x.WriteString("></category>")
	}
	if Clean(e.Summary) != "" {
		x.element("summary", e.Summary)
	}
	x.WriteString(`<content type="html">`)
	x.text(e.HTML)
	x.WriteString("</content></entry>")
}

func (x xmlWriter) element(name, text string) {
	x.WriteByte('<')
	x.WriteString(name)
	x.WriteByte('>')
	x.text(text)
	x.WriteString("</")
	x.WriteString(name)
	x.WriteByte('>')
}

func (x xmlWriter) attribute(name, text string) {
	x.WriteByte(' ')
	x.WriteString(name)
	x.WriteString(`="`)
	x.text(text)
	x.WriteByte('"')
}

func (x xmlWriter) author(name string) {
	x.WriteString("<author>")
	x.element("name", name)
	x.WriteString("</author>")
}

func (x xmlWriter) link(rel, media, href string) {
	x.WriteString("<link")
	x.attribute("rel", rel)
	x.attribute("type", media)
	x.attribute("href", href)
	x.WriteString("></link>")
}

// text writes a text, also in an attribute.
func (x xmlWriter) text(s string) {
	s = Clean(s)
	done := 0
	for i := range len(s) {
		if by := references[s[i]]; by != "" {
			x.WriteString(s[done:i])
			x.WriteString(by)
			done = i + 1
		}
	}
	x.WriteString(s[done:])
}

// references are the bytes that are written in another way: those of encoding/xml.
var references = [256]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;", '\n': "&#xA;"}

// WriteJSON writes f as JSON Feed.
func (f *Feed) WriteJSON(w *bytes.Buffer) {
	j := jsonWriter{w}
	w.WriteString(`{"version":"https://jsonfeed.org/version/1.1"`)
	j.field("title", f.Title)
	j.field("home_page_url", f.Page)
	j.field("feed_url", f.JSON)
	j.optional("description", f.Description)
	j.optional("language", f.Language)
	j.author(f.Author)
	w.WriteString(`,"items":[`)
	for i, e := range f.Entries {
		if i > 0 {
			w.WriteByte(',')
		}
		j.item(&e, f.Author)
	}
	w.WriteString("]}\n")
}

// A jsonWriter writes fields behind others.
type jsonWriter struct{ *bytes.Buffer }

func (j jsonWriter) item(e *Entry, author string) {
	j.WriteString(`{"id":`)
	j.text(e.ID)
	j.field("url", e.URL)
	j.field("title", e.Title)
	j.field("content_html", e.HTML)
	j.optional("summary", e.Summary)
	j.field("date_published", stamp(e.Published))
	j.field("date_modified", stamp(e.Updated))
	j.author(cmp.Or(e.Author, author))
	for i, c := range e.Categories {
		if i == 0 {
			j.WriteString(`,"tags":[`)
		} else {
			j.WriteByte(',')
		}
		j.text(c)
	}
	if len(e.Categories) > 0 {
		j.WriteByte(']')
	}
	j.optional("language", e.Language)
	j.WriteByte('}')
}

func (j jsonWriter) field(name, text string) {
	j.WriteString(`,"`)
	j.WriteString(name)
	j.WriteString(`":`)
	j.text(text)
}

func (j jsonWriter) optional(name, text string) {
	if Clean(text) != "" {
		j.field(name, text)
	}
}

func (j jsonWriter) author(name string) {
	j.WriteString(`,"authors":[{"name":`)
	j.text(name)
	j.WriteString("}]")
}

func (j jsonWriter) text(s string) {
	j.Grow(len(s) + len(s)/8 + 2) // mostly enough for what is escaped
	j.Write(jsontekst.Append(j.AvailableBuffer(), Clean(s)))
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }
