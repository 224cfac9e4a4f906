package taalgebruik

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Tally counts what the reading level of a text depends on.
type Tally struct{ Sentences, Words, Syllables int }

// Add counts the sentences of a text.
func (t *Tally) Add(text string, sentences []Sentence) {
	for _, s := range sentences {
		t.Sentences++
		for _, w := range s.Words {
			t.Words++
			t.Syllables += Syllables(w.In(text))
		}
	}
}

// FleschDouma returns how easy a text is to read, mostly between 0 (very hard)
// and 100 (very easy): 206.84 - 0.77 × syllables in a hundred words - 0.93 ×
// words in a sentence, rounded. W.H. Douma, De leesbaarheid van landbouwbladen,
// Wageningen 1960, made it for Dutch of R. Flesch, A new readability yardstick,
// 1948.
//
// It is computed in whole numbers, so that it is the same on every machine.
func (t Tally) FleschDouma() int {
	if t.Words == 0 || t.Sentences == 0 {
		return 100
	}
	// Times 100 × words × sentences.
	n := 20684*t.Words*t.Sentences - 7700*t.Syllables*t.Sentences - 93*t.Words*t.Words
	d := 100 * t.Words * t.Sentences
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

// Syllables returns how many syllables a Dutch word has. Capitals alone are read
// as letters (WMO: three), a number or an address counts as one.
func Syllables(word string) int {
	if n, ok := letterByLetter(word); ok {
		return n
	}
	var lower [64]byte
	s := plainLetters(lower[:0], word)
	n := 0
	for i := 0; i < len(s); {
		if !mayBeVowel[s[i]] {
			i++
			continue
		}
		size := nucleus(s[i:])
		if size > 0 && !(s[i] == 'u' && i > 0 && s[i-1] == 'q') && !(s[i] == 'y' && i+1 < len(s) && isVowel(s[i+1])) {
			n++
		}
		i += max(size, 1)
	}
	if len(s) > 3 {
		n -= foreignIn(s)
	}
	return max(n, 1)
}

// foreignIn returns how many parts s has that are said with one syllable less
// than Dutch would have it: team, website, online. All of these have ea or oa,
// or end in e or es, which is soon seen of most words that have not.
func foreignIn(s []byte) (n int) {
	for i := 1; i < len(s); i++ {
		if s[i] == 'a' && (s[i-1] == 'e' || s[i-1] == 'o') {
			for _, f := range foreign {
				if bytes.Contains(s, f) {
					n++
				}
			}
			break
		}
	}
	if s = bytes.TrimSuffix(s, []byte("s")); s[len(s)-1] == 'e' {
		for _, f := range foreignEnds {
			if bytes.HasSuffix(s, f) {
				n++
			}
		}
	}
	return n
}

var (
	foreign     = [][]byte{[]byte("team"), []byte("coach"), []byte("deal")}
	foreignEnds = [][]byte{[]byte("site"), []byte("online"), []byte("offline"), []byte("update"), []byte("software"), []byte("service")}
)

// nucleus returns the length of the vowel with which s begins, 0 for none. A
// mark before a letter ('|') says that it begins a syllable (coördinatie).
func nucleus(s []byte) int {
	if !isVowel(s[0]) {
		if s[0] == 'y' {
			return 1
		}
		return 0
	}
	if len(s) == 1 {
		return 1
	}
	third := byte(0)
	if len(s) > 2 {
		third = s[2]
	}
	switch [2]byte{s[0], s[1]} {
	case [2]byte{'a', 'a'}, [2]byte{'o', 'o'}: // also aai, ooi
		if third == 'i' {
			return 3
		}
		return 2
	case [2]byte{'i', 'e'}:
		switch third {
		case 'e': // fi-nan-ci-eel
			return 1
		case 'u':
			return 3
		}
		return 2
	case [2]byte{'o', 'e'}:
		if third == 'i' || third == 'u' {
			return 3
		}
		return 2
	case [2]byte{'e', 'a'}: // bureau, but ge-au-to-ma-ti-seerd
		if third == 'u' && (len(s) == 3 || len(s) == 4 && s[3] == 's') {
			return 3
		}
		return 1
	case [2]byte{'e', 'u'}:
		if third == 'm' && (len(s) == 3 || s[3] == 's') { // mu-se-um
			return 1
		}
		return 2
	case [2]byte{'e', 'e'}:
		if third == 'u' {
			return 3
		}
		return 2
	case [2]byte{'u', 'u'}, [2]byte{'u', 'i'}, [2]byte{'i', 'j'}, [2]byte{'e', 'i'}, [2]byte{'a', 'u'}, [2]byte{'o', 'u'}, [2]byte{'a', 'i'}, [2]byte{'o', 'i'}:
		return 2
	}
	return 1
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// mayBeVowel holds the letters with which a nucleus can begin.
var mayBeVowel = [256]bool{'a': true, 'e': true, 'i': true, 'o': true, 'u': true, 'y': true}

// plainLetters appends the letters of word in lower case and without accents,
// with a mark where a diaeresis begins a syllable.
func plainLetters(b []byte, word string) []byte {
	for i := 0; i < len(word) && word[i] < utf8.RuneSelf; i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	for _, r := range word[len(b):] {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
			continue
		}
		switch unicode.ToLower(r) {
		case 'ä':
			b = append(b, '|', 'a')
		case 'ë':
			b = append(b, '|', 'e')
		case 'ï':
			b = append(b, '|', 'i')
		case 'ö':
			b = append(b, '|', 'o')
		case 'ü':
			b = append(b, '|', 'u')
		case 'é', 'è', 'ê':
			b = append(b, 'e')
		case 'á', 'à', 'â':
			b = append(b, 'a')
		case 'í', 'ì', 'î':
			b = append(b, 'i')
		case 'ó', 'ò', 'ô':
			b = append(b, 'o')
		case 'ú', 'ù', 'û':
			b = append(b, 'u')
		default:
			b = append(b, '|')
		}
	}
	return b
}

// letterByLetter returns the syllables of what is not read as a word.
func letterByLetter(word string) (n int, ok bool) {
	if strings.IndexByte(word, '/') >= 0 || strings.IndexByte(word, '@') >= 0 {
		return 1, true
	}
	if c := word[0]; c >= 'a' && c <= 'z' {
		return 0, false
	}
	letters := 0
	for i := range len(word) {
		switch c := word[i]; {
		case '0' <= c && c <= '9' && i == 0:
			return 1, true
		case 'A' <= c && c <= 'Z':
			letters++
		case c != '.':
			return 0, false
		}
	}
	return letters, letters > 0
}
