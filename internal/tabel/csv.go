package tabel

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"weerklank/internal/lang"
)

// readCSV reads CSV (RFC 4180) as programs write it: with any separator, in the
// encodings that occur in Dutch offices, with any line endings.
func readCSV(base string, src []byte, o Options) (Table, error) {
	text, err := decode(base, src, o.Encoding)
	if err != nil {
		return Table{}, err
	}
	comma := o.Comma
	// Excel's own way to name the separator, in a line before the table.
	first, rest, _ := strings.Cut(text, "\n")
	skipped := 0
	if sep, ok := strings.CutPrefix(strings.ToLower(first), "sep="); ok && utf8.RuneCountInString(sep) == 1 {
		r, _ := utf8.DecodeRuneInString(sep)
		text, skipped = rest, 1
		if comma == 0 {
			comma = r
		}
	}
	if comma == 0 {
		comma = separator(text)
	}
	if !validComma(comma) {
		return Table{}, lang.Errorf("het teken %q kan geen scheidingsteken zijn", "the character %q cannot be a separator", comma)
	}
	c := &collector{base: base}
	r := reader(text, comma)
	number, read := skipped, int64(0)
	for {
		cells, err := r.Read()
		// The reader passes over empty lines, but they are rows too.
		number += 1 + leading(text[read:r.InputOffset()], '\n')
		read = r.InputOffset()
		if err == io.EOF {
			return c.table, nil
		}
		if err != nil {
			return Table{}, csvError(base, number, skipped, err)
		}
		if at, column := nul(cells); at {
			return Table{}, lang.Errorf("%s: in rij %d, kolom %s staat een teken dat geen tekst is; bewaar het bestand opnieuw als CSV",
				"%s: in row %d, column %s is a character that is no text; save the file as CSV again", base, number, Column(column))
		}
		if err := c.add(number, cells); err != nil {
			return Table{}, err
		}
	}
}

// leading returns how often c stands at the beginning of s.
func leading(s string, c byte) (n int) {
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

func reader(text string, comma rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = comma
	r.FieldsPerRecord = -1
	return r
}

// validComma is what encoding/csv requires.
func validComma(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// csvError explains an error of encoding/csv, which is always about quotes.
func csvError(base string, number, skipped int, err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return lang.Errorf("%s: rij %d kan niet worden gelezen: %v", "%s: row %d cannot be read: %v", base, number, err)
	}
	return lang.Errorf(`%s: de aanhalingstekens kloppen niet in rij %d (die begint op regel %d; het gaat mis op regel %d, teken %d); zet om elke cel met een " erin aanhalingstekens, en verdubbel die in de cel`,
		`%s: the quotation marks are wrong in row %d (it begins on line %d; it goes wrong on line %d, character %d); put quotation marks around each cell with a " in it, and double those in the cell`,
		base, number, p.StartLine+skipped, p.Line+skipped, p.Column)
}

// nul reports whether a cell holds the character NUL, and in which column.
func nul(cells []string) (found bool, column int) {
	for i, c := range cells {
		if strings.IndexByte(c, 0) >= 0 {
			return true, i + 1
		}
	}
	return false, 0
}

// separators are what may stand between cells, the most likely in a Dutch office
// first.
var separators = []rune{';', ',', '\t', '|'}

// separator finds out what stands between the cells: that with which most of the
// first rows have the same number of cells, more than one; then that with most
// cells.
func separator(text string) rune {
	const enough = 1 << 20
	best, rows, width := ';', 0, 0
	for _, comma := range separators {
		r := reader(text[:min(len(text), enough)], comma)
		counts := map[int]int{}
		for range 200 {
			cells, err := r.Read()
			if err != nil {
				break
			}
			counts[len(cells)]++
		}
		for n, times := range counts {
			if n > 1 && (times > rows || times == rows && n > width) {
				best, rows, width = comma, times, n
			}
		}
	}
	return best
}

// decode returns src as UTF-8 with \n at the end of each line.
func decode(base string, src []byte, encoding string) (string, error) {
	wrong := func() error {
		return lang.Errorf("%s is niet in de tekenset %s geschreven", "%s is not written in the character set %s", base, encoding)
	}
	var text []byte
	var err error
	switch name := strings.ToLower(encoding); {
	case name == "" && isUTF16(src), name == "utf-16":
		text, err = unicode.UTF16(endian(src), unicode.UseBOM).NewDecoder().Bytes(src)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			encoding = "UTF-16"
			return "", wrong()
		}
	case name == "" && utf8.Valid(src), name == "utf-8":
		if !utf8.Valid(src) {
			return "", wrong()
		}
		text = bytes.TrimPrefix(src, []byte("\ufeff"))
	case name == "", name == "windows-1252":
		text, err = charmap.Windows1252.NewDecoder().Bytes(src)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			encoding = "Windows-1252"
			return "", wrong()
		}
	default:
		return "", lang.Errorf("de tekenset %q is onbekend; kies uit utf-8, utf-16 en windows-1252", "the character set %q is unknown; choose from utf-8, utf-16 and windows-1252", encoding)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text)), nil
}

// isUTF16 reports whether src is UTF-16: with a byte order mark, or by the zero
// bytes that every Western text then has at every other place.
func isUTF16(src []byte) bool {
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return true
	}
	start := src[:min(len(src), 1000)&^1]
	even, odd := 0, 0
	for i := 0; i < len(start); i += 2 {
		if start[i] == 0 {
			even++
		}
		if start[i+1] == 0 {
			odd++
		}
	}
	most, least := max(even, odd), min(even, odd)
	return len(start) >= 4 && least == 0 && most > len(start)/2*3/4
}

// endian returns the byte order of UTF-16 without a mark.
func endian(src []byte) unicode.Endianness {
	if len(src) > 0 && src[0] == 0 {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}
