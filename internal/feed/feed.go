// Package feed writes feeds, with which people follow a site in a program of
// their own choice: Atom (RFC 4287) and JSON Feed 1.1. It knows nothing of what
// the entries are about.
//
// Both formats are small and encoding/xml and encoding/json write them well, so
// there is no library: the known one (gorilla/feeds) makes ids of a date when it
// has none, and knows no language of an entry.
package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"
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
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n', ' ' <= r && r < '\x7f', '\u00a0' <= r && r <= '\ud7ff', '\ue000' <= r && r < '\ufffd',
			'\U00010000' <= r && r <= '\U0010ffff' && r&0xfffe != 0xfffe:
			return r
		}
		return -1
	}, s)
}

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle,omitempty"`
	Updated   string      `xml:"updated"`
	Author    atomAuthor  `xml:"author"`
	Links     []atomLink  `xml:"link"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Links      []atomLink     `xml:"link"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Author     atomAuthor     `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
	Content    atomContent    `xml:"content"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

// The media types of the two forms, and of a page.
const (
	AtomType = "application/atom+xml"
	JSONType = "application/feed+json"
	htmlType = "text/html"
)

// WriteAtom writes f as Atom.
func (f *Feed) WriteAtom(w *bytes.Buffer) error {
	a := atomFeed{
		Lang: Clean(f.Language), ID: Clean(f.ID), Title: Clean(f.Title), Subtitle: Clean(f.Description), Updated: stamp(f.Updated),
		Author: atomAuthor{Clean(f.Author)}, Generator: "Weerklank",
		Links: []atomLink{{"self", AtomType, Clean(f.Atom)}, {"alternate", htmlType, Clean(f.Page)}, {"alternate", JSONType, Clean(f.JSON)}},
	}
	for _, e := range f.Entries {
		x := atomEntry{
			Lang: Clean(e.Language), ID: Clean(e.ID), Title: Clean(e.Title), Links: []atomLink{{"alternate", htmlType, Clean(e.URL)}},
			Published: stamp(e.Published), Updated: stamp(e.Updated), Author: atomAuthor{Clean(cmp.Or(e.Author, f.Author))},
			Summary: Clean(e.Summary), Content: atomContent{"html", Clean(e.HTML)},
		}
		for _, c := range e.Categories {
			x.Categories = append(x.Categories, atomCategory{Clean(c)})
		}
		a.Entries = append(a.Entries, x)
	}
	w.WriteString(xml.Header)
	if err := xml.NewEncoder(w).Encode(a); err != nil {
		return err
	}
	w.WriteByte('\n')
	return nil
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Items       []jsonItem   `json:"items"`
}

type jsonItem struct {
	ID            string       `json:"id"`
	URL           string       `json:"url"`
	Title         string       `json:"title"`
	ContentHTML   string       `json:"content_html"`
	Summary       string       `json:"summary,omitempty"`
	DatePublished string       `json:"date_published"`
	DateModified  string       `json:"date_modified"`
	Authors       []jsonAuthor `json:"authors"`
	Tags          []string     `json:"tags,omitempty"`
	Language      string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// WriteJSON writes f as JSON Feed.
func (f *Feed) WriteJSON(w *bytes.Buffer) error {
	j := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: Clean(f.Title), HomePageURL: Clean(f.Page), FeedURL: Clean(f.JSON),
		Description: Clean(f.Description), Language: Clean(f.Language), Authors: []jsonAuthor{{Clean(f.Author)}}, Items: []jsonItem{},
	}
	for _, e := range f.Entries {
		x := jsonItem{
			ID: Clean(e.ID), URL: Clean(e.URL), Title: Clean(e.Title), ContentHTML: Clean(e.HTML), Summary: Clean(e.Summary),
			DatePublished: stamp(e.Published), DateModified: stamp(e.Updated),
			Authors: []jsonAuthor{{Clean(cmp.Or(e.Author, f.Author))}}, Language: Clean(e.Language),
		}
		for _, c := range e.Categories {
			x.Tags = append(x.Tags, Clean(c))
		}
		j.Items = append(j.Items, x)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }
