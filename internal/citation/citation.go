// Package citation writes records with which a reference manager (Zotero,
// EndNote, Mendeley) cites a page: CSL-JSON and RIS. It is pure, and knows
// nothing of trajecten: it gets texts and gives bytes.
package citation

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"weerklank/internal/jsontekst"
)

// A Citation is what a page is cited by. Empty fields are left out of a record.
type Citation struct {
	ID      string // of this record among others
	Author  string // the organisation that is responsible for it
	Title   string
	Site    string // on which it stands
	Date    string // 2026-03-12, 2026-03 or 2026; of anything else the year counts
	URL     string
	Latest  string // where the newest version stands, when URL is that of one version
	Number  string // the reference number
	Lang    string // BCP 47
	Version string // the version in words, "versie van 12 maart 2026"
}

// recordSize is about how many bytes a record takes, with some room.
const recordSize = 768

// CSL returns the records as CSL-JSON, an array also when there is one. The type
// is webpage: "intrinsically online", and what is cited is the page, which has
// no form on paper to which the type report would send a reader. The author is
// not repeated as the publisher, which styles would print twice. When it was read
// is for the reader to add.
func CSL(cs []Citation) []byte {
	b := append(make([]byte, 0, 2+recordSize*len(cs)), '[')
	for i, c := range cs {
		if i > 0 {
			b = append(b, ',')
		}
		b = record(b, c)
	}
	if len(cs) > 0 {
		b = append(b, '\n')
	}
	return append(b, "]\n"...)
}

// record adds one record of CSL-JSON (csl-data.json of the Citation Style
// Language). It is written here because every page of a signaal has one, and
// package encoding/json takes as long for it as the rest of such a page does. The
// author is an organisation: as a literal it is never split into first and last name.
func record(b []byte, c Citation) []byte {
	field := func(name, value string) {
		if v := line(value); v != "" {
			b = append(append(append(b, ",\n    \""...), name...), "\": "...)
			b = jsontekst.AppendHTML(b, v)
		}
	}
	b = jsontekst.AppendHTML(append(b, "\n  {\n    \"id\": "...), line(c.ID))
	b = append(b, ",\n    \"type\": \"webpage\""...)
	field("title", c.Title)
	if a := line(c.Author); a != "" {
		b = jsontekst.AppendHTML(append(b, ",\n    \"author\": [\n      {\n        \"literal\": "...), a)
		b = append(b, "\n      }\n    ]"...)
	}
	if parts := dateParts(c.Date); parts != nil {
		b = append(b, ",\n    \"issued\": {\n      \"date-parts\": [\n        ["...)
		for i, n := range parts {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(append(b, "\n          "...), int64(n), 10)
		}
		b = append(b, "\n        ]\n      ]\n    }"...)
	}
	field("container-title", c.Site)
	field("number", c.Number)
	field("version", c.Version)
	field("URL", c.URL)
	field("note", c.Latest)
	field("language", c.Lang)
	return append(b, "\n  }"...)
}

// RIS returns the records in the RIS format: a tag of two letters, two spaces, a
// hyphen and a space, and one line for each value, ended by CRLF.
func RIS(cs []Citation) []byte {
	var b bytes.Buffer
	b.Grow(recordSize * len(cs))
	for _, c := range cs {
		field := func(tag, value string) {
			if v := line(value); v != "" {
				b.WriteString(tag)
				b.WriteString("  - ")
				b.WriteString(v)
				b.WriteString("\r\n")
			}
		}
		b.WriteString("TY  - ELEC\r\n") // a web page
		field("ID", c.ID)
		field("TI", c.Title)
		field("AU", corporate(line(c.Author)))
		field("PB", c.Author)
		field("T2", c.Site)
		if parts := dateParts(c.Date); parts != nil {
			field("PY", pad(parts[0], 4))
			field("DA", risDate(parts))
		}
		field("M1", c.Number)
		field("ET", c.Version)
		field("UR", c.URL)
		field("N1", c.Latest)
		field("LA", c.Lang)
		b.WriteString("ER  - \r\n\r\n")
	}
	return b.Bytes()
}

// corporate returns the name of an organisation as an author. RIS knows names of
// people only: what stands behind a comma is a first name there. The name as it
// is stands in PB.
func corporate(name string) string {
	return line(strings.ReplaceAll(strings.ReplaceAll(name, ", ", " - "), ",", " "))
}

// risDate is YYYY/MM/DD/ with the slashes there when parts are not known.
func risDate(parts []int) string {
	s := pad(parts[0], 4)
	for i := 1; i < 3; i++ {
		s += "/"
		if i < len(parts) {
			s += pad(parts[i], 2)
		}
	}
	return s + "/"
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// dateParts returns year, month and day, as far as they are known: of a quarter
// only the year, because neither format has a word for it. Nil when it is no date.
func dateParts(date string) []int {
	var parts []int
	limits := []struct{ width, low, high int }{{4, 1, 9999}, {2, 1, 12}, {2, 1, 31}}
	for i, s := range strings.Split(date, "-") {
		if i == len(limits) {
			return nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || len(s) != limits[i].width || n < limits[i].low || n > limits[i].high {
			if i == 0 {
				return nil
			}
			return parts
		}
		parts = append(parts, n)
	}
	return parts
}

// line returns a text on one line: in RIS the next line is the next field, so a
// text with a line "ER  - " would end its record. What cannot be seen and could
// hide that goes too; what turns the direction of text stays, for names need it.
func line(s string) string {
	if isLine(s) {
		return s
	}
	return slowLine(s)
}

// slowLine is line without a look whether there is something to do.
func slowLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029', r == '\u0085':
			return ' '
		case unicode.IsControl(r), r == '\ufeff', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// isLine reports whether a text is on one line already: then line returns it as it is.
func isLine(s string) bool {
	space := true // at the begin, and behind a space, there is none
	for _, r := range s {
		switch {
		case r == ' ':
			if space {
				return false
			}
		case r < ' ', r == 0x7f, r > 0x7f && (unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' || r == unicode.ReplacementChar):
			return false
		}
		space = r == ' '
	}
	return !space || s == ""
}
