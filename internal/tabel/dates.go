package tabel

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"weerklank/internal/lang"
)

// A style is what the number format of a cell says of its number.
type style struct {
	date, clock bool // it is a day, a time of the day
	elapsed     bool // it is how long something took, in hours
	percent     bool
	mask        []sign // it is shown digit by digit, as 00042 or Z-0042
}

// readStyles reads which styles of cells are dates.
func (b *book) readStyles(part string) error {
	formats := map[string]string{} // id -> code, of the workbook's own
	within := false                // in the list of the cells' styles
	return b.each(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "cellXfs":
			within = true
		case "cellStyles", "cellStyleXfs", "dxfs":
			within = false
		case "xf":
			if len(b.styles) == maxStyles {
				return b.tooMuch()
			}
			if within {
				b.styles = append(b.styles, styleOf(attr(e, "numFmtId"), formats[attr(e, "numFmtId")]))
			}
		}
		return nil
	})
}

// styleOf returns what a number format says: one of those that every program
// knows (ISO/IEC 29500-1, 18.8.30), or one with a code.
func styleOf(id, code string) style {
	if code == "" {
		switch n, _ := strconv.Atoi(id); {
		case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n == 57, n == 58:
			return style{date: true}
		case n == 9, n == 10:
			return style{percent: true}
		case n == 46:
			return style{elapsed: true}
		case n == 22:
			return style{date: true, clock: true}
		case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47, n == 55, n == 56:
			return style{clock: true}
		}
		return style{}
	}
	code, _, _ = strings.Cut(code, ";") // the rest is for negative numbers and for text
	if mask := maskOf(code); mask != nil {
		return style{mask: mask}
	}
	if elapsed.MatchString(code) {
		return style{elapsed: true}
	}
	var s style
	plain, percent := formatLetters(code)
	s.percent = percent
	s.date = strings.ContainsAny(plain, "dyj") // j: jaar
	s.clock = strings.ContainsAny(plain, "hus")
	if !s.date && !s.clock && strings.Contains(plain, "m") {
		s.date = true // months alone
	}
	return s
}

// elapsed is how a format counts on behind 24 hours or 60 minutes.
var elapsed = regexp.MustCompile(`(?i)\[(h+|u+|m+|s+)\]`)

// A sign is one place of a format: a digit, which is 0 where the number has none or
// may be missing, or what stands there always.
type sign struct {
	char          byte
	digit, always bool
}

// maskOf returns the format of a whole number that is a code or a telephone number:
// its digits, with 0 before them, among letters and signs. It is nil for other
// formats: with one 0 a number is a number, and the rest says of what.
func maskOf(code string) []sign {
	var mask []sign
	zeros := 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case strings.IndexByte("0#?", c) >= 0:
			if c == '0' || zeros > 0 {
				zeros++
			}
			mask = append(mask, sign{digit: true, always: zeros > 0})
		case c == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return nil
			}
			for j := range end {
				mask = append(mask, sign{char: code[i+1+j]})
			}
			i += 1 + end
		case c == '\\' && i+1 < len(code):
			i++
			mask = append(mask, sign{char: code[i]})
		case strings.IndexByte("-/ ():+", c) >= 0:
			mask = append(mask, sign{char: c})
		default:
			return nil
		}
	}
	if zeros < 2 {
		return nil
	}
	return mask
}

// masked returns the digits of a number as a mask shows them: from right to left,
// with those for which there is no place before the first.
func masked(mask []sign, digits string) string {
	first := slices.IndexFunc(mask, func(s sign) bool { return s.digit })
	var out []byte
	for i, s := range slices.Backward(mask) {
		n := len(digits)
		switch {
		case !s.digit:
			out = append(out, s.char)
		case n > 0:
			out, digits = append(out, digits[n-1]), digits[:n-1]
		case s.always:
			out = append(out, '0')
		}
		if i == first {
			for _, c := range slices.Backward([]byte(digits)) {
				out = append(out, c)
			}
		}
	}
	slices.Reverse(out)
	return string(out)
}

// formatLetters returns the letters of a format code that mean something, in
// lower case: not those in quotes, behind a backslash or in brackets, which are
// colours and languages. percent is whether there is a % among them.
func formatLetters(code string) (letters string, percent bool) {
	var b strings.Builder
	code = strings.ToLower(code)
	if strings.Contains(code, "general") || strings.Contains(code, "standaard") {
		return "", false
	}
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '%':
			percent = true
		case '\\', '_', '*':
			i++
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += 1 + end
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end > 0 {
				i += end
			}
		default:
			if code[i] >= 'a' && code[i] <= 'z' {
				b.WriteByte(code[i])
			}
		}
	}
	return b.String(), percent
}

// numeric returns what a cell with a number says.
func (r *sheetReader) numeric(value string, number int) (string, lang.Text) {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return "", lang.F("hier staat een getal dat niet te lezen is: %s", "there is a number here that cannot be read: %s", value)
	}
	var s style
	if number >= 0 && number < len(r.styles) {
		s = r.styles[number]
	}
	if s.date || s.clock {
		if text, ok := r.moment(f, s); ok {
			return text, lang.Text{}
		}
		return "", lang.F("hier staat een datum die niet bestaat: %s", "there is a date here that does not exist: %s", value)
	}
	switch {
	case s.elapsed && f >= 0 && f < 1e6:
		minutes := int(math.Round(f * 24 * 60))
		return fmt.Sprintf("%d:%02d", minutes/60, minutes%60), lang.Text{}
	case s.percent:
		return decimal(f*100) + "%", lang.Text{}
	}
	text := decimal(f)
	if s.mask != nil && strings.Trim(text, "0123456789") == "" {
		text = masked(s.mask, strings.TrimLeft(text, "0"))
	}
	return text, lang.Text{}
}

// decimal returns a number as it is shown without a format.
func decimal(f float64) string {
	// A spreadsheet has 15 digits; what is behind them is how a computer counts.
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// moment returns the date or the time that a number stands for: days since the
// beginning of 1900, in which year spreadsheets count a 29 February that was
// not there, or since 1904.
func (r *sheetReader) moment(f float64, s style) (string, bool) {
	const last = 2958466 // the day after 31 December 9999
	if f < 0 || f >= last {
		return "", false
	}
	day := math.Floor(f)
	minutes := int(math.Round((f - day) * 24 * 60))
	clock := time.Date(2000, 1, 1, 0, minutes, 0, 0, time.UTC).Format("15:04")
	if s.clock && (!s.date || day == 0) {
		return clock, true
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case r.date1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day == 0, day == 60:
		return "", false
	case day < 60:
		start = start.AddDate(0, 0, 1)
	}
	date := start.AddDate(0, 0, int(day)+minutes/(24*60)).Format(time.DateOnly)
	if s.clock && minutes%(24*60) != 0 {
		return date + " " + clock, true
	}
	return date, true
}

// isoDate returns a date that the cell holds as ISO 8601, which few programs
// write.
func isoDate(s string) string {
	date, clock, _ := strings.Cut(strings.TrimSpace(s), "T")
	if len(clock) >= 5 && clock[:5] != "00:00" {
		return date + " " + clock[:5]
	}
	return date
}
