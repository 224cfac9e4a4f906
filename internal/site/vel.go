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
	// letterWide is the width of a letter against its height: that of Verdana,
	// which is wider than what most browsers have.
	letterWide = 0.58
	lineHigh   = 1.3
)

// The sizes of the letters on a poster, in points.
const (
	sizeKop     = 32
	sizeVraag   = 16
	sizeZei     = 15
	sizeOordeel = 18
	sizeText    = 14
	sizeAdres   = 17
)

// newSheet returns what is left for answers: everything else stands there.
func newSheet(v *PosterView) *sheet {
	const (
		head = 36 // organisation and marks
		h2   = 20*lineHigh + 10
		more = sizeText*lineHigh*2 + 8 // how many are left out
		code = 112 + 24                // the QR code of 38 mm, and what is around it
	)
	used := head + high(v.Kop, sizeKop, sheetWide) + 14 + h2 + more
	used += sizeText*lineHigh + high(v.Vraag, sizeVraag, sheetWide) + 14
	if v.Bijeenkomst != nil {
		used += high(v.Waar+strings.Repeat("x", 24), sizeText, sheetWide) + 6
	}
	// The counts are one line of words, of which the longest names are known.
	used += high(strings.Repeat("x", 30*len(v.Telling.Counts)), sizeText, sheetWide) + 10
	const column = sheetWide - 126 // beside the code
	beside := high(v.KortTekst, sizeAdres, column) + sizeText*lineHigh
	if v.Contact != nil {
		beside += high("xxxxxxxxxxxx"+v.Contact.Telefoon, sizeText, column) + high("xxxxx"+v.Contact.Email, sizeText, column)
	}
	if v.Telling.Beantwoord > 0 {
		beside += high(strings.Repeat("x", 110), sizeText, column) // that it is no official decision
	}
	return &sheet{sheetHigh - used - max(code, beside+24)}
}

// fits reports whether there is room for an answer.
func (p *sheet) fits(st *PosterStuk) bool { return p.needs(st) <= p.left }

func (p *sheet) take(st *PosterStuk) { p.left -= p.needs(st) }

func (p *sheet) needs(st *PosterStuk) float64 {
	const indent, gap, name, who, stand, date = 16, 18, 24, 16, 70, 20
	const column = sheetWide - indent
	h := gap + high(st.Tekst+"xx", sizeZei, column)
	h += high(strings.Repeat("x", name)+st.DoorgegevenAan, sizeOordeel, column-24)
	h += high(st.Kort, sizeText, column)
	if st.Door != "" || st.Datum != "" {
		h += high(st.Door+strings.Repeat("x", who+date), sizeText, column)
	}
	if st.Stand.Soort != "" {
		h += high(strings.Repeat("x", stand), sizeText, column)
	}
	return h
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
