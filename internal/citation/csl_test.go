package citation

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

// item is one record of CSL-JSON (csl-data.json of the Citation Style Language).
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

// name is an organisation. As a literal it is never split into first and last name.
type name struct {
	Literal string `json:"literal"`
}

type issued struct {
	DateParts [][]int `json:"date-parts"`
}

// cslByEncodingJSON is CSL as encoding/json writes it.
func cslByEncodingJSON(cs []Citation) []byte {
	items := make([]item, 0, len(cs))
	for _, c := range cs {
		it := item{
			ID: slowLine(c.ID), Type: "webpage", Title: slowLine(c.Title), ContainerTitle: slowLine(c.Site),
			Number: slowLine(c.Number), Version: slowLine(c.Version), URL: slowLine(c.URL), Note: slowLine(c.Latest), Language: slowLine(c.Lang),
		}
		if a := slowLine(c.Author); a != "" {
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

// slowLine is line without its short way.
func slowLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029', r == '\u0085':
			return ' '
		case unicode.IsControl(r), r == '\ufeff', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))), " ")
}

// FuzzCSL compares with encoding/json.
func FuzzCSL(f *testing.F) {
	f.Add("a", "Gemeente, Voorbeeld", "2026-03-12", 2)
	f.Add(" a  b ", "", "2026-Q1", 1)
	f.Add("<b>\"\\\u2028\x00\xff", "\x7f\ufeff", "2026", 0)
	f.Fuzz(func(t *testing.T, text, author, date string, n int) {
		var cs []Citation
		for range max(0, min(n, 3)) {
			cs = append(cs, Citation{ID: text, Author: author, Title: text + author, Site: author, Date: date, URL: text, Latest: author, Number: date, Lang: "nl", Version: date + text})
		}
		if got, want := CSL(cs), cslByEncodingJSON(cs); !bytes.Equal(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

func BenchmarkCSL(b *testing.B) {
	c := Citation{
		ID: "wmo-vervoer", Author: "Gemeente Voorbeeld", Title: "Antwoord van 3 maart 2026 op ‘Het busje komt te laat’", Site: "Wat deden wij ermee?", Date: "2026-03-12",
		URL: "https://a.example/trajecten/wmo/versies/2026-03-12/", Number: "Z-26/001", Lang: "nl", Version: "versie van 12 maart 2026",
	}
	cs := []Citation{c, c, c, c, c, c, c, c, c}
	for name, f := range map[string]func([]Citation) []byte{"direct": CSL, "encodingjson": cslByEncodingJSON, "ris": RIS} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f(cs)
			}
		})
	}
}
