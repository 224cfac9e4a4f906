package taalgebruik

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed afkortingen.txt
var afkortingenText string

// An Afkorting is an abbreviation in a text.
type Afkorting struct {
	Start, End int
	Short      string // as it is written
	Full       string // what it mostly stands for; "" when that is not known
}

// afkortingen has what each abbreviation of the list stands for, by the abbreviation as it stands there
// and in capitals.
var afkortingen = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	lines(afkortingenText, func(short, full string) {
		m[short], m[strings.ToUpper(short)] = full, full
	})
	return m
})

// Afkortingen calls yield for every abbreviation of a sentence that not everybody
// knows: two to five capitals (WMO), or one of the list (Wmo). It passes over
// words in capitals for emphasis and over numbers and codes (ASD-2026-07).
func Afkortingen(text string, s Sentence, yield func(Afkorting)) {
	list := afkortingen()
	for i, w := range s.Words {
		// Without capitals only those of the list, of three letters (pgb), are one.
		if w.capitals == 0 && w.End-w.Start != 3 {
			continue
		}
		word := w.In(text)
		if !mayBeShort(word) {
			continue
		}
		if rest := text[w.End:]; len(rest) > 1 && rest[0] == '/' && rest[1] >= '0' && rest[1] <= '9' {
			continue // a number: ASD/2026/7
		}
		if i > 0 && w.capitals == 2 && len(word) == 2 && fourDigits(s.Words[i-1].In(text)) {
			continue // 1234 AB: a postcode
		}
		start, end := w.Start, w.End
		for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '-' || r == '\'' || r == '’' }) {
			at := start + strings.Index(text[start:end], part)
			start = at + len(part)
			short := strings.TrimSuffix(part, "s")
			full, listed := list[short]
			switch {
			case listed && full == "": // everybody knows it
			case listed:
				yield(Afkorting{at, at + len(short), short, full})
			case capitals(part) && !roman(part) && !shouted(text, s.Words, i):
				yield(Afkorting{at, at + len(part), part, ""})
			}
			break // what stands behind it is a word: Wmo-loket
		}
	}
}

func fourDigits(s string) bool { return len(s) == 4 && strings.Trim(s, "0123456789") == "" }

// mayBeShort says cheaply of nearly every word that it is no abbreviation.
func mayBeShort(word string) bool {
	if len(word) < 2 {
		return false
	}
	upper := 0
	for i := range len(word) {
		switch c := word[i]; {
		case c >= 'A' && c <= 'Z':
			upper++
		case c >= '0' && c <= '9', c == '.', c == '@', c == '/', c == '_':
			return false
		}
	}
	return upper > 1 || len(word) <= 4 || strings.ContainsAny(word, "-'’")
}

func capitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) >= 2 && len(s) <= 5
}

func roman(s string) bool { return strings.Trim(s, "IVX") == "" }

// emphasized are short words that people write in capitals for emphasis.
var emphasized = setOf(`NIET GEEN WEL LET OP NU ALLE ALLES NOOIT MOET MAG JA NEE EN OF DE HET EEN STOP VOL VAN ALS DIT DAT ER IS ZIJN NOG WIJ U
	IN AAN TOT MET VOOR ZELF ECHT HEEL HIER DAAR MEER OOK MIJ IK ZEER EERST MAAR NIEUW STAP FASE TIP VRAAG DEEL WAAR WIE WAT HOE UIT`)

// shouted reports whether the i-th word stands in capitals for emphasis: it is
// one that often does, or the words beside it are in capitals too.
func shouted(text string, words []Word, i int) bool {
	if emphasized[words[i].In(text)] {
		return true
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j >= len(words) {
			continue
		}
		beside := words[j].In(text)
		if utf8.RuneCountInString(beside) > 1 && strings.ToUpper(beside) == beside && strings.ToLower(beside) != beside {
			return true
		}
	}
	return false
}
