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
	if err := tooWide(base, text, comma, skipped); err != nil {
		return Table{}, err
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

// A guess is what a table would be with one of the separators.
type guess struct {
	comma              rune
	total, rows, width int  // rows in all, and how many have that many cells, more than one
	doubtful           bool // it is more often a sign within text or a number
}

// separator finds out what stands between the cells: that with which most of the
// first rows have the same number of cells; then that with most cells. A sign that
// is mostly followed by a space, or stands between digits, belongs to texts and
// numbers; it counts only where no other does, and with it all rows are as long.
func separator(text string) rune {
	best := guess{comma: ';'}
	regular := false // most rows have the same number of cells
	for _, comma := range separators {
		g := try(text[:min(len(text), 1<<20)], comma)
		if g.doubtful {
			continue
		}
		if most := 2*g.rows > g.total; most && !regular || most == regular && g.better(best) {
			best, regular = g, most
		}
	}
	if regular {
		return best.comma
	}
	for _, comma := range separators {
		if g := try(text[:min(len(text), 1<<20)], comma); g.doubtful && g.rows == g.total && g.better(guess{}) {
			return comma
		}
	}
	return best.comma
}

func (g guess) better(h guess) bool {
	return g.rows > h.rows || g.rows == h.rows && g.width > h.width
}

func try(text string, comma rune) guess {
	g := guess{comma: comma}
	r := reader(text, comma)
	counts := map[int]int{}
	for range 200 {
		cells, err := r.Read()
		if err != nil {
			break
		}
		counts[len(cells)]++
		g.total++
	}
	for n, times := range counts {
		if h := (guess{rows: times, width: n}); n > 1 && h.better(g) {
			g.rows, g.width = times, n
		}
	}
	times, within := 0, 0
	for i := range len(text) - 1 {
		if text[i] == byte(comma) {
			times++
			if text[i+1] == ' ' || i > 0 && digit(text[i-1]) && digit(text[i+1]) {
				within++
			}
		}
	}
	g.doubtful = 2*within > times
	return g
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// tooWide says which line holds more separators than a row can have cells: each
// would take memory before it is known how many there are.
func tooWide(base, text string, comma rune, skipped int) error {
	const most = 10_000
	number := skipped
	for line := range strings.Lines(text) {
		if number++; len(line) > most && strings.Count(line, string(comma)) > most {
			return lang.Errorf("%s: op regel %d staat meer dan %d keer het scheidingsteken %q; zo breed is geen tabel",
				"%s: line %d has more than %d times the separator %q; no table is that wide", base, number, most, comma)
		}
	}
	return nil
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
	case name == "" && otherEncoding(src) >= 0:
		return "", lang.Errorf("%s: op regel %d staat een teken dat niet te lezen is, omdat niet zeker is in welke tekenset het bestand is geschreven; bewaar het opnieuw als CSV UTF-8",
			"%s: line %d has a character that cannot be read, because it is not certain in which character set the file is written; save it again as CSV UTF-8", base, lineOf(src, otherEncoding(src)))
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

// otherEncoding returns where src, which is not UTF-8, shows that it is not
// Windows-1252 either; -1 when it may be. As that, most bytes mean something, so a
// wrong guess would not be noticed before it is published.
func otherEncoding(src []byte) int {
	if i, many := damagedUTF8(src); many || bytes.HasPrefix(src, []byte("\ufeff")) {
		return i
	}
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' }
	for i := 1; i+1 < len(src); i++ {
		// ‚ƒ„ˆ‰Š‹Ž• within a word are é, ä, ë, è, ï of DOS, and é and ï of the Mac.
		if bytes.IndexByte([]byte("\x82\x83\x84\x88\x89\x8a\x8b\x8e\x95"), src[i]) >= 0 && letter(src[i-1]) && letter(src[i+1]) {
			return i
		}
	}
	return -1
}

// damagedUTF8 returns where the first byte is that is no UTF-8, and whether there
// are more characters that are, beside the plain ones.
func damagedUTF8(src []byte) (first int, many bool) {
	first = -1
	good, bad := 0, 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; first < 0 {
				first = i
			}
		case n > 1:
			good++
		}
		i += n
	}
	return first, good > bad
}

// lineOf returns the number of the line on which the byte at offset is.
func lineOf(src []byte, offset int) int {
	end := []byte("\n")
	if !bytes.Contains(src, end) {
		end = []byte("\r")
	}
	return 1 + bytes.Count(src[:offset], end)
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
