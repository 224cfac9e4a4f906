package taalgebruik

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Uitleg knows of a text which abbreviations it says in full. Who asks it for
// more than one has the text read only once.
type Uitleg struct {
	text    string
	lower   []byte
	letters []rune // with which the words begin, in lower case; -1 for a small word
	read    bool   // letters is known
}

// NewUitleg returns the Uitleg of a text.
func NewUitleg(text string) *Uitleg { return &Uitleg{text: text} }

// Explained reports whether a text says in full what an abbreviation means: it
// stands beside brackets, between them behind some words, or words that begin
// with its letters stand somewhere.
func Explained(text string, a Afkorting) bool { return NewUitleg(text).Explains(a) }

// Explains is [Explained] for the text of u.
func (u *Uitleg) Explains(a Afkorting) bool {
	if a.Full != "" {
		if u.lower == nil {
			u.lower = lower(make([]byte, 0, len(u.text)), u.text)
		}
		if bytes.Contains(u.lower, []byte(strings.ToLower(a.Full))) {
			return true
		}
	}
	for at := 0; ; {
		i := strings.Index(u.text[at:], a.Short)
		if i < 0 {
			break
		}
		at += i + len(a.Short)
		before, behind := strings.TrimRight(u.text[:at-len(a.Short)], " *_"), strings.TrimLeft(u.text[at:], " *_")
		if strings.HasSuffix(before, "(") && (strings.HasPrefix(behind, ")") || strings.HasPrefix(behind, ",")) ||
			strings.HasPrefix(behind, "(") && beginsWith(behind[1:], a.Short) {
			return true
		}
	}
	return u.initials(a.Short)
}

// beginsWith reports whether the first word of text begins with the letter that
// short does: a compound may give more letters (burgerservicenummer).
func beginsWith(text, short string) bool {
	start := strings.IndexFunc(text, inWord)
	if start < 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[start:])
	letter, _ := utf8.DecodeRuneInString(strings.ToLower(short))
	return unicode.ToLower(first) == letter
}

// small are words whose letter mostly does not count in an abbreviation.
var small = setOf("van de het een der den des en voor in op te met of aan bij tot is er dat die dit om zo wij zij")

// initials reports whether words that follow each other in the text begin with
// the letters of short, of which there are three or more: two are there by chance.
func (u *Uitleg) initials(short string) bool {
	want := []rune(strings.ToLower(short))
	if len(want) < 3 {
		return false
	}
	u.readLetters()
	for i, first := range u.letters {
		if first != want[0] {
			continue
		}
		n := 1
		for _, r := range u.letters[i+1:] {
			if r == want[n] {
				if n++; n == len(want) {
					return true
				}
			} else if r >= 0 {
				break
			}
		}
	}
	return false
}

// readLetters notes with what letter each word begins.
func (u *Uitleg) readLetters() {
	if u.read {
		return
	}
	u.read = true
	u.letters = make([]rune, 0, len(u.text)/6)
	var buf [8]byte
	for i := 0; i < len(u.text); {
		w, next := wordAt(u.text, i)
		if i = next; w.End == 0 {
			continue
		}
		word := w.In(u.text)
		first, _ := utf8.DecodeRuneInString(word)
		first = unicode.ToLower(first)
		if len(word) <= 4 && small[string(lower(buf[:0], word))] {
			first = -1
		}
		u.letters = append(u.letters, first)
	}
}
