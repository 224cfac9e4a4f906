package opendata

import (
	"bufio"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
)

// A table writes one of the tables as CSV (RFC 4180): with a byte order mark,
// without which Excel does not see that it is UTF-8, and lines that end in CRLF.
// Its two forms hold the same cells, which are made once.
type table struct {
	kind    Table
	columns []Column
	sheets  []sheet
}

// A sheet is one of the forms of a table.
type sheet struct {
	w     *bufio.Writer
	excel bool // for Dutch Excel, that opens it at once: ; instead of a comma
}

// newTable writes the forms of t that are asked for: those of which the writer is
// not nil.
func newTable(t Table, csv, excel io.Writer) writer {
	x := &table{kind: t, columns: Columns(t)}
	for i, w := range []io.Writer{csv, excel} {
		if w != nil {
			x.sheets = append(x.sheets, sheet{bufio.NewWriterSize(w, 1<<16), i == 1})
		}
	}
	return x
}

func (t *table) begin(*Set) {
	for _, sh := range t.sheets {
		sh.w.WriteString("\uFEFF")
		for i, c := range t.columns {
			sh.cell(i, c.Name)
		}
		sh.w.WriteString("\r\n")
	}
}

func (t *table) traject(tr *Traject) {
	if len(t.sheets) == 0 {
		return
	}
	if t.kind == Trajecten {
		t.row(row{t: tr})
		return
	}
	for i := range tr.Signalen {
		t.row(row{tr, &tr.Signalen[i]})
	}
}

func (t *table) row(r row) {
	for i, c := range t.columns {
		s := cell(c, c.values(r))
		if c.Kind == Text {
			s = Guard(s)
		}
		for _, sh := range t.sheets {
			if sh.excel && (c.Kind == Text || c.Kind == Datum) {
				sh.cell(i, forExcel(s))
			} else {
				sh.cell(i, s)
			}
		}
	}
	for _, sh := range t.sheets {
		sh.w.WriteString("\r\n")
	}
}

func (t *table) end() error {
	for _, sh := range t.sheets {
		if err := sh.w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// cell writes a cell. In quotes it can hold everything, also lines.
func (sh sheet) cell(i int, s string) {
	comma := byte(',')
	if sh.excel {
		comma = ';'
	}
	if i > 0 {
		sh.w.WriteByte(comma)
	}
	if !hasByte(s, &quoted) {
		sh.w.WriteString(s)
		return
	}
	sh.w.WriteByte('"')
	sh.w.WriteString(strings.ReplaceAll(s, `"`, `""`))
	sh.w.WriteByte('"')
}

// Bytes with which a cell is looked at: those that need quotes around it, those that
// may be, or begin, what Guard is about, and digits.
var (
	quoted  = bytesOf(",;\"\r\n\t ")
	guarded = bytesOf("=+-@＝＋－＠\t\r\n")
	digits  = bytesOf("0123456789")
)

func bytesOf(s string) (set [256]bool) {
	for i := range len(s) {
		set[s[i]] = true
	}
	return set
}

func hasByte(s string, set *[256]bool) bool {
	for i := range len(s) {
		if set[s[i]] {
			return true
		}
	}
	return false
}

// Guard makes a text safe for spreadsheets, which run a cell that begins with
// =, +, - or @ as a formula: such a text gets an apostrophe before it. So does a
// part of it behind ; or , or on a new line, because a spreadsheet that expects
// another separator begins a cell there. Spaces, quotes and what cannot be seen
// do not hide the sign, and its wide forms are the same.
func Guard(s string) string {
	if !hasByte(s, &guarded) || !strings.ContainsAny(s, "=+-@＝＋－＠\t\r\n") {
		return s
	}
	var b strings.Builder
	start := 0 // of the part
	for i, r := range s {
		if r != ';' && r != ',' && r != '\n' && r != '\r' && r != '\t' && r != '|' {
			continue
		}
		guardPart(&b, s[start:i])
		b.WriteRune(r)
		start = i + 1
	}
	guardPart(&b, s[start:])
	if c := b.String(); c[0] == '\t' || c[0] == '\r' || c[0] == '\n' {
		return "'" + c
	}
	return b.String()
}

// guardPart writes a part of a text that a spreadsheet could take for a cell.
func guardPart(b *strings.Builder, part string) {
	for _, r := range part {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) || strings.ContainsRune("\"“”„‘’`´'", r) {
			continue
		}
		if strings.ContainsRune("=+-@＝＋－＠", r) {
			b.WriteByte('\'')
		}
		break
	}
	b.WriteString(part)
}

// number is what Excel makes a number, a time or a date of, and so changes: 0123
// becomes 123, 1-2 a day in February, 12E3 twelve thousand. A whole day
// (2026-03-12) it reads right.
var (
	number = regexp.MustCompile(`(?i)^[\s(]*[€$£]?[\s(]*[0-9][0-9.,:/\s%€$£)-]*(e[+-]?[0-9]+)?[\s%)]*$|^[0-9]{1,4}[-/. ]?(jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*[-/. ]?[0-9]*$|^(jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*[-/. ]?[0-9]+$|^(true|false|waar|onwaar)$`)
	day    = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// longestWord is longer than any word that number matches without a digit.
const longestWord = 10

// maxCell is how many characters Excel takes in a cell, as UTF-16; more spills
// over into other rows.
const maxCell = 32_767

// Shortened stands at the end of a text that Excel cannot hold.
const Shortened = " … (ingekort/shortened)"

// forExcel keeps Excel from changing a text.
func forExcel(s string) string {
	if len(s) <= 40 && (len(s) <= longestWord || hasByte(s, &digits)) && number.MatchString(s) && !day.MatchString(s) { // a longer one is no number to Excel either
		return "'" + s
	}
	if len(s) <= maxCell {
		return s
	}
	n, room := 0, maxCell-len(utf16.Encode([]rune(Shortened)))
	cut := 0
	for i, r := range s {
		if n <= room {
			cut = i
		}
		if n += utf16.RuneLen(r); n > maxCell {
			return s[:cut] + Shortened
		}
	}
	return s
}
