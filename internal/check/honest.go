package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// shown makes a rule leave out what was withdrawn: its page shows no answers.
func shown(check func(*document, report)) func(*document, report) {
	return func(d *document, report report) {
		if d.Ingetrokken == nil {
			check(d, report)
		}
	}
}

// running makes a rule about the passing of time look only where somebody waits:
// not at a concept, which nobody can read yet, nor at an invented example.
func running(check func(*document, report)) func(*document, report) {
	return shown(func(d *document, report report) {
		if !d.Voorbeeld && !unpublished(d) {
			check(d, report)
		}
	})
}

func unpublished(d *document) bool {
	return d.Concept || d.PublicerenVanaf != "" && d.PublicerenVanaf.Start() > d.Today
}

// reactietermijn returns the time within which the site promises answers.
func (d *document) reactietermijn() traject.Reactietermijn {
	if d.Settings == nil {
		return traject.Reactietermijn{}
	}
	return d.Settings.Reactietermijn
}

// stand says how far the answer to a signaal is, as its page says it. Of a
// besluit that was not understood nobody knows.
func (d *document) stand(s *traject.Signaal) traject.Stand {
	if s.Besluit == "" && misread(s.Node, "besluit") {
		return traject.Stand{}
	}
	v := s.Verloop()
	return v.Stand(d.Today, d.reactietermijn())
}

// first returns the first signaal of which bad holds, and of how many it holds:
// somebody who forgot the same at every signaal needs to be told it once.
func (d *document) first(bad func(*traject.Signaal) bool) (first *traject.Signaal, n int) {
	for _, s := range d.Signalen {
		if bad(s) {
			if n++; first == nil {
				first = s
			}
		}
	}
	return first, n
}

// also says that the same holds for the rest of n signalen.
func also(n int) lang.Text {
	switch n {
	case 0, 1:
		return lang.Text{}
	case 2:
		return lang.T(" (en bij nog 1 signaal)", " (and at 1 more signaal)")
	}
	return lang.F(" (en bij nog %d signalen)", " (and at %d more signalen)", n-1)
}

func adopted(b traject.Besluit) bool {
	return b == traject.Overgenomen || b == traject.DeelsOvergenomen
}

func answered(b traject.Besluit) bool { return b != "" && b != traject.InBehandeling }

// A reason is a reden that stands below an answer.
type reason struct {
	content.Node
	signaal *traject.Signaal // nil for the answer on the whole
	besluit traject.Besluit
	text    string // plain
	words   int
	sum     uint64 // the same for redens that differ in signs and capitals only
}

// redens returns the redens of the answers of d.
func (d *document) redens() []reason {
	if d.reasons != nil {
		return d.reasons
	}
	d.reasons = []reason{}
	add := func(n content.Node, s *traject.Signaal, b traject.Besluit, m *traject.Markdown) {
		if !answered(b) || m == nil {
			return
		}
		if text := d.texts[m].Text(); text != "" {
			d.reasons = append(d.reasons, reason{n, s, b, text, countWords(text), sumOf(text)})
		}
	}
	add(d.Node, nil, d.Besluit, d.Reden)
	for _, s := range d.Signalen {
		add(s.Node, s, s.Besluit, s.Reden)
	}
	return d.reasons
}

// countWords counts what has a letter or a digit in it.
func countWords(s string) (n int) {
	in := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			in = true
			n++
		}
	}
	return n
}

// sumOf returns a number for the letters and digits of s.
func sumOf(s string) uint64 {
	// This is FNV-1a of letters(s).
	h := uint64(14695981039346656037)
	var buf [utf8.UTFMax]byte
	for _, r := range s {
		if r < utf8.RuneSelf {
			c := byte(r)
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
				h = (h ^ uint64(c)) * 1099511628211
			}
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for _, c := range utf8.AppendRune(buf[:0], unicode.ToLower(r)) {
				h = (h ^ uint64(c)) * 1099511628211
			}
		}
	}
	return h
}

// letters returns the letters and digits of s, small.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
