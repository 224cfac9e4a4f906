package site

import (
	"strings"
	"unicode/utf8"
)

// A sheet is the room that is left on an A4, in points. What a text takes is
// estimated, with letters wider than those of most fonts: on a printer nobody
// sees that the last answer is on a second sheet. css/kinds/poster.css sets the
// sizes that are counted with here; a test in internal/sitetest prints posters
// and counts sheets.
type sheet struct{ left float64 }

const (
	sheetHigh = 768 // of A4 between margins of 13 mm
	sheetWide = 516 // between margins of 14 mm
	// letterWide is the width of a letter against its height, in the widest of the
	// usual fonts (Verdana, DejaVu Sans).
	letterWide = 0.56
	lineHigh   = 1.3
)

// The sizes of the letters on a poster, in points.
const (
	sizeKop     = 30
	sizeVraag   = 16
	sizeZei     = 15
	sizeOordeel = 18
	sizeText    = 14
	sizeAdres   = 17
)

// newSheet returns what is left for answers: everything else stands there. counts
// is the line of counts; note is what is said under answers.
func newSheet(v *PosterView, counts, note string) *sheet {
	const (
		head = 36 // organisation and marks
		h2   = 18*lineHigh + 6
		more = sizeText * lineHigh // how many are left out
		code = 108                 // the QR code of 38 mm
		foot = 20                  // around it
	)
	used := head + high(v.Kop, sizeKop, sheetWide) + 12 + h2 + more + foot
	used += sizeText*lineHigh + high(v.Vraag, sizeVraag, sheetWide) + 14
	if v.Bijeenkomst != nil {
		used += high(v.Waar+strings.Repeat("x", 24), sizeText, sheetWide) + 6
	}
	used += high(counts, sizeText, sheetWide) + 8
	const column = sheetWide - 126 // beside the code
	beside := high(strings.Join(v.KortDelen, " "), sizeAdres, column) + sizeText*lineHigh
	if c := v.Contact; c != nil {
		for _, line := range []string{c.Telefoon, c.Email} {
			if line != "" {
				beside += high("xxxxxxxx xxx "+line, sizeText, column)
			}
		}
	}
	if v.Telling.Beantwoord > 0 {
		beside += high(note, sizeText, column)
	}
	return &sheet{sheetHigh - used - max(code, beside)}
}

// take gives room to an answer, when there is room.
func (p *sheet) take(st *PosterStuk) bool { return p.swap(nil, st) }

// swap gives the room of one answer to another, when there is that much.
func (p *sheet) swap(out, in *PosterStuk) bool {
	n := p.needs(in) - p.needs(out)
	if n > p.left {
		return false
	}
	p.left -= n
	return true
}

// needs returns the room that an answer takes; none is none.
func (p *sheet) needs(st *PosterStuk) float64 {
	if st == nil {
		return 0
	}
	const indent, gap, name, who, stand = 16, 12, 24, 36, 70
	const column = sheetWide - indent
	h := gap + high(st.Tekst+"xx", sizeZei, column)
	h += high(strings.Repeat("x", name)+" "+st.DoorgegevenAan, sizeOordeel, column-24)
	h += high(st.Kort, sizeText, column)
	last := ""
	if st.Door != "" || st.Datum != "" {
		last = strings.Repeat("x", who) + " " + st.Door
	}
	if st.Stand.Soort != "" {
		last += strings.Repeat(" xxxxxx", stand/7)
	}
	return h + high(last, sizeText, column)
}

// high returns how high text of a size is in a column.
func high(text string, size, column float64) float64 {
	return float64(lines(text, int(column/(size*letterWide)))) * size * lineHigh
}

// lines returns how many lines of n letters a text takes. A word that is longer
// than a line is broken.
func lines(text string, n int) int {
	count, at := 0, 0
	for word := range strings.FieldsSeq(text) {
		w := wide(word)
		if at > 0 && at+1+w <= n {
			at += 1 + w
			continue
		}
		count += 1 + (w-1)/n
		at = (w-1)%n + 1
	}
	return count
}

// wide counts letters; those of scripts that have square ones count twice.
func wide(word string) int {
	n := utf8.RuneCountInString(word)
	for _, r := range word {
		if r >= 0x1100 && (r < 0x1e00 || r >= 0x2e80) {
			n++
		}
	}
	return n
}
