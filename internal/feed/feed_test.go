package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"weerklank/internal/feed"
)

var noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.FixedZone("", 3600))

func one(text string) *feed.Feed {
	return &feed.Feed{
		ID: "tag:a.nl,2026:/", Title: text, Description: text, Language: "nl", Author: text, Page: "https://a.nl/", Atom: "https://a.nl/feed.xml",
		JSON: "https://a.nl/feed.json", Updated: noon,
		Entries: []feed.Entry{{
			ID: "tag:a.nl,2026:/x", Title: text, URL: "https://a.nl/x/", Summary: text, HTML: text, Language: "tr", Published: noon, Updated: noon, Categories: []string{text},
		}},
	}
}

func write(t testing.TB, f *feed.Feed) (atom, json string) {
	t.Helper()
	var a, j bytes.Buffer
	f.WriteAtom(&a)
	f.WriteJSON(&j)
	return a.String(), j.String()
}

// What people wrote comes out as it went in, whatever it looks like.
func TestTextIsKept(t *testing.T) {
	for _, text := range []string{"Gewoon", "a ]]> b", "<script>alert(1)</script>", `"&'<>`, "\u202eomgekeerd\u202c مرحبا", "twee\nregels", "🚲 – é"} {
		atom, js := write(t, one(text))
		var a struct {
			Title string `xml:"title"`
			Entry struct {
				Lang     string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
				Content  string `xml:"content"`
				Author   string `xml:"author>name"`
				Category struct {
					Term string `xml:"term,attr"`
				} `xml:"category"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(atom), &a); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if a.Title != text || a.Entry.Content != text || a.Entry.Category.Term != text || a.Entry.Author != text || a.Entry.Lang != "tr" {
			t.Errorf("%q became %+v", text, a)
		}
		var j struct {
			Items []struct {
				Title       string
				ContentHTML string `json:"content_html"`
			}
		}
		if err := json.Unmarshal([]byte(js), &j); err != nil {
			t.Fatal(err)
		}
		if len(j.Items) != 1 || j.Items[0].Title != text || j.Items[0].ContentHTML != text {
			t.Errorf("%q became %+v", text, j)
		}
	}
}

func TestWhatXMLCannotHoldIsDropped(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x08c": "abc", "a\x7fb\u0085c": "abc", "a\uffffb\ufffec": "abc", "a\xed\xa0\x80b": "ab", "a\xffb": "ab", "a\rb": "ab", "a\U0001ffffb": "ab",
		"a\tb\nc": "a\tb\nc", "\U0001f6b2": "\U0001f6b2",
	} {
		if got := feed.Clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// A feed of which nothing is known yet is a feed all the same.
func TestEmptyFeed(t *testing.T) {
	f := one("x")
	f.Entries = nil
	atom, js := write(t, f)
	if strings.Contains(atom, "<entry") || !strings.Contains(atom, "<updated>2026-03-12T12:00:00+01:00</updated>") {
		t.Error(atom)
	}
	if !strings.Contains(js, `"items":[]`) {
		t.Error(js)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a ]]> b", "\x00\x0b\ufffe", "\xed\xa0\x80", "\u202e", "<!--", "&#0;", "\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		atom, js := write(t, one(s))
		if !utf8.ValidString(atom) || !json.Valid([]byte(js)) {
			t.Fatalf("%q", s)
		}
		var a struct {
			Titles []string `xml:"entry>title"`
		}
		if err := xml.Unmarshal([]byte(atom), &a); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if len(a.Titles) != 1 || a.Titles[0] != feed.Clean(s) {
			t.Fatalf("%q became %q", s, a.Titles)
		}
	})
}
