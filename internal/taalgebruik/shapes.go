package taalgebruik

import "unicode/utf8"

// Shapes are the first two letters and the length of words, as a quick look that
// says of nearly every other word that it is none of them. For each two letters
// there is a bit for each length.
type Shapes [1024]uint64

// Add adds a word in lower case. One that is not of ASCII is never looked for
// by its shape, see [Shapes.May].
func (s *Shapes) Add(word string) {
	if at, bit := shape(word); bit > 0 {
		s[at] |= bit
	}
}

// May reports whether word, of ASCII in capitals or not, can be one of those
// that were added. It is true of some that are not.
func (s *Shapes) May(word string) bool {
	at, bit := shape(word)
	return s[at]&bit != 0
}

func shape(word string) (at int, bit uint64) {
	if word == "" || word[0] >= utf8.RuneSelf {
		return 0, 0
	}
	second := byte(0)
	if len(word) > 1 {
		second = word[1]
	}
	return int(word[0]&31)<<5 | int(second&31), 1 << min(len(word), 63)
}
