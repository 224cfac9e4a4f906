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

// CSL returns the records as CSL-JSON, an array also when there is one. The type
// is webpage: "intrinsically online", and what is cited is the page, which has
// no form on paper to which the type report would send a reader. The author is
// not repeated as the publisher, which styles would print twice. When it was read
// is for the reader to add.
func CSL(cs []Citation) []byte {
	if len(cs) == 0 {
		return []byte("[]\n")
	}
	b := append(make([]byte, 0, 600*len(cs)), '[')
	for i, c := range cs {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n  {\n    \"id\": "...)
		b = jsontekst.AppendHTML(b, line(c.ID))
		b = append(b, ",\n    \"type\": \"webpage\""...)
		b = appendKey(b, "title", c.Title)
		if a := line(c.Author); a != "" { // as a literal it is never split into first and last name
			b = append(b, ",\n    \"author\": [\n      {\n        \"literal\": "...)
			b = append(jsontekst.AppendHTML(b, a), "\n      }\n    ]"...)
		}
		if parts := dateParts(c.Date); parts != nil {
			b = append(b, ",\n    \"issued\": {\n      \"date-parts\": [\n        ["...)
			for i, part := range parts {
				if i > 0 {
					b = append(b, ',')
				}
				b = strconv.AppendInt(append(b, "\n          "...), int64(part), 10)
			}
			b = append(b, "\n        ]\n      ]\n    }"...)
		}
		b = appendKey(b, "container-title", c.Site)
		b = appendKey(b, "number", c.Number)
		b = appendKey(b, "version", c.Version)
		b = appendKey(b, "URL", c.URL)
		b = appendKey(b, "note", c.Latest)
		b = appendKey(b, "language", c.Lang)
		b = append(b, "\n  }"...)
	}
	return append(b, "\n]\n"...)
}

// appendKey appends a key of a record, unless its text is empty.
func appendKey(b []byte, key, text string) []byte {
	if text = line(text); text == "" {
		return b
	}
	b = append(append(append(b, ",\n    \""...), key...), "\": "...)
	return jsontekst.AppendHTML(b, text)
}

// RIS returns the records in the RIS format: a tag of two letters, two spaces, a
// hyphen and a space, and one line for each value, ended by CRLF.
func RIS(cs []Citation) []byte {
	var b bytes.Buffer
	for _, c := range cs {
		field := func(tag, value string) {
			if v := line(value); v != "" {
				b.WriteString(tag + "  - " + v + "\r\n")
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
	if plain(s) {
		return s
	}
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

// plain reports whether s is one line already, of letters that everybody sees.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}
