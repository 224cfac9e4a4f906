package citation

import (
	"bytes"
	"encoding/json"
	"testing"
)

// item is one record of CSL-JSON, for encoding/json.
type item struct {
	ID             string  `json:"id"`
	Type           string  `json:"type"`
	Title          string  `json:"title,omitempty"`
	Author         []name  `json:"author,omitempty"`
	Issued         *issued `json:"issued,omitempty"`
	ContainerTitle string  `json:"container-title,omitempty"`
	Number         string  `json:"number,omitempty"`
	Version        string  `json:"version,omitempty"`
	URL            string  `json:"URL,omitempty"`
	Note           string  `json:"note,omitempty"`
	Language       string  `json:"language,omitempty"`
}

type name struct {
	Literal string `json:"literal"`
}

type issued struct {
	DateParts [][]int `json:"date-parts"`
}

// encoded is CSL as encoding/json writes it: the standard for CSL.
func encoded(cs []Citation) []byte {
	items := make([]item, 0, len(cs))
	for _, c := range cs {
		it := item{
			ID: line(c.ID), Type: "webpage", Title: line(c.Title), ContainerTitle: line(c.Site),
			Number: line(c.Number), Version: line(c.Version), URL: line(c.URL), Note: line(c.Latest), Language: line(c.Lang),
		}
		if a := line(c.Author); a != "" {
			it.Author = []name{{a}}
		}
		if parts := dateParts(c.Date); parts != nil {
			it.Issued = &issued{[][]int{parts}}
		}
		items = append(items, it)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	_ = e.Encode(items) // texts and numbers only, into memory
	return b.Bytes()
}

func FuzzCSLIsJSON(f *testing.F) {
	f.Add("een", "A \u2028 <b> \"q\" \\ & é – ‘x’ \x7f", "2026-03-12", "x", 1)
	f.Add("", "", "", "", 0)
	f.Add("a", "👩‍🦽", "2026-Q1", "", 2)
	f.Fuzz(func(t *testing.T, id, text, date, other string, n int) {
		all := []Citation{
			{ID: id, Author: text, Title: other, Site: text, Date: date, URL: other, Latest: text, Number: other, Lang: "nl", Version: text},
			{ID: text, Title: text, Date: date}, {},
		}
		cs := all[:min(max(n, 0), len(all))]
		if got, want := CSL(cs), encoded(cs); !bytes.Equal(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

// A text that is one line already stays as it is.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"", " ", "a b", "a  b", " a", "a ", "é\u00a0b", "a\ufeff", "a\xff", "\ufffd", "\x7f", "a\u2028b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := line(s); got != slowLine(s) {
			t.Errorf("%q: got %q, want %q", s, got, slowLine(s))
		}
	})
}
