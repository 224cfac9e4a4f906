package feed_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"testing"
	"time"

	"weerklank/internal/feed"
)

// This file has the two forms as types of Go, which encoding/xml and encoding/json
// write: the standard for what package feed writes itself.

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

func referenceAtom(f *feed.Feed, w *bytes.Buffer) error {
	a := atomFeed{
		Lang: feed.Clean(f.Language), ID: feed.Clean(f.ID), Title: feed.Clean(f.Title), Subtitle: feed.Clean(f.Description), Updated: stamp(f.Updated),
		Author: atomAuthor{feed.Clean(f.Author)}, Generator: "Weerklank",
		Links: []atomLink{{"self", feed.AtomType, feed.Clean(f.Atom)}, {"alternate", "text/html", feed.Clean(f.Page)}, {"alternate", feed.JSONType, feed.Clean(f.JSON)}},
	}
	for _, e := range f.Entries {
		x := atomEntry{
			Lang: feed.Clean(e.Language), ID: feed.Clean(e.ID), Title: feed.Clean(e.Title), Links: []atomLink{{"alternate", "text/html", feed.Clean(e.URL)}},
			Published: stamp(e.Published), Updated: stamp(e.Updated), Author: atomAuthor{feed.Clean(cmp.Or(e.Author, f.Author))},
			Summary: feed.Clean(e.Summary), Content: atomContent{"html", feed.Clean(e.HTML)},
		}
		for _, c := range e.Categories {
			x.Categories = append(x.Categories, atomCategory{feed.Clean(c)})
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

func referenceJSON(f *feed.Feed, w *bytes.Buffer) error {
	j := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: feed.Clean(f.Title), HomePageURL: feed.Clean(f.Page), FeedURL: feed.Clean(f.JSON),
		Description: feed.Clean(f.Description), Language: feed.Clean(f.Language), Authors: []jsonAuthor{{feed.Clean(f.Author)}}, Items: []jsonItem{},
	}
	for _, e := range f.Entries {
		x := jsonItem{
			ID: feed.Clean(e.ID), URL: feed.Clean(e.URL), Title: feed.Clean(e.Title), ContentHTML: feed.Clean(e.HTML), Summary: feed.Clean(e.Summary),
			DatePublished: stamp(e.Published), DateModified: stamp(e.Updated),
			Authors: []jsonAuthor{{feed.Clean(cmp.Or(e.Author, f.Author))}}, Language: feed.Clean(e.Language),
		}
		for _, c := range e.Categories {
			x.Tags = append(x.Tags, feed.Clean(c))
		}
		j.Items = append(j.Items, x)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// FuzzFeed compares what is written with what those packages write.
func FuzzFeed(f *testing.F) {
	for _, s := range []string{"", "Gewoon", "<p>a & \"b\" ]]> 'c'</p>\n\t\r", "\x00\x7f\ufffd\ufffe🚲\u2028", "\xff"} {
		f.Add(s, "", "nl", uint(0))
		f.Add("Titel", s, s, uint(2))
		f.Add(s, s, "", uint(3))
	}
	f.Fuzz(func(t *testing.T, title, text, lang string, n uint) {
		x := &feed.Feed{ID: title, Title: title, Description: text, Language: lang, Author: title, Page: text, Atom: title, JSON: text, Updated: noon}
		for i := range int(n % 4) {
			e := feed.Entry{ID: text, Title: title, URL: title, Summary: text, HTML: text, Language: lang, Published: noon, Updated: noon.Add(time.Hour)}
			for range i {
				e.Categories = append(e.Categories, text)
				e.Author = text
			}
			x.Entries = append(x.Entries, e)
		}
		atom, js := write(t, x)
		var a, j bytes.Buffer
		if err := referenceAtom(x, &a); err != nil {
			t.Fatal(err)
		}
		if err := referenceJSON(x, &j); err != nil {
			t.Fatal(err)
		}
		if atom != a.String() {
			t.Errorf("Atom is\n%s\nand with encoding/xml\n%s", atom, &a)
		}
		if js != j.String() {
			t.Errorf("JSON is\n%s\nand with encoding/json\n%s", js, &j)
		}
	})
}
