// Package taalgebruik reads Dutch as an editor does: which sentences and words
// are there, how long they are, which words officials use and residents do not,
// where everything "is done" by nobody, which abbreviations are never written
// out. Text goes in, places in it come out; it knows nothing of files or rules.
//
// It has no dictionary and no grammar, only what can be told from the form of a
// word and a list of words (woorden.txt, afkortingen.txt). So what it finds is a
// hint for a person, and where it doubts it keeps silent.
package taalgebruik

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Word is a word of a text: the bytes from Start to End. Numbers, dates and
// addresses are words too.
type Word struct {
	Start, End int
	capitals   int32  // how many of A to Z it has
	plain      bool   // it is of letters of A to Z only
	sum        uint16 // see Sum; of a plain word only
}

// In returns the word in its text.
func (w Word) In(text string) string { return text[w.Start:w.End] }

// A Sentence is a sentence of a text, its full stop included.
type Sentence struct {
	Start, End int
	Words      []Word
}

// Sentences returns the sentences of a text. A line feed ends one, as the end of
// the text does: the items of a list need no full stop.
func Sentences(text string) []Sentence { return new(Reader).Sentences(text) }

// A Reader reads many texts into the same memory. The zero value is ready to use.
type Reader struct {
	words     []Word
	sentences []Sentence
}

// Forget makes room for other texts: sentences that r returned before must not be
// used any more.
func (r *Reader) Forget() { r.words, r.sentences = r.words[:0], r.sentences[:0] }

// Size returns how many words r has room for.
func (r *Reader) Size() int { return cap(r.words) }

// Sentences is [Sentences] in the memory of r.
func (r *Reader) Sentences(text string) []Sentence {
	from := len(r.words)
	r.words = appendWords(r.words, text)
	words, begin := r.words[from:], len(r.sentences)
	first := 0
	for i, w := range words {
		next := len(text)
		if i+1 < len(words) {
			next = words[i+1].Start
		}
		if end, ok := sentenceEnd(text, words[first:i+1], w.End, next); ok {
			r.sentences = append(r.sentences, Sentence{opening(text, words[first].Start), end, words[first : i+1 : i+1]})
			first = i + 1
		}
	}
	return r.sentences[begin:len(r.sentences):len(r.sentences)]
}

// sentenceEnd reports whether the sentence of words, the last of which ends at
// from, ends before next, where the next word begins, and where.
func sentenceEnd(text string, words []Word, from, next int) (int, bool) {
	gap := text[from:next]
	if gap == " " { // between nearly all words
		return 0, false
	}
	if line := strings.IndexByte(gap, '\n'); line >= 0 || next == len(text) {
		if line < 0 {
			line = len(gap)
		}
		return from + len(strings.TrimRight(gap[:line], " \t\r")), true
	}
	stop := strings.IndexFunc(gap, func(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' })
	if stop < 0 {
		return 0, false
	}
	// The stop itself, more of them, and what closes behind it.
	end := stop + len(strings.TrimLeft(gap[stop:], ".!?…)]\"'”’»*_"))
	end = stop + len(gap[stop:]) - (end - stop)
	rest := gap[end:]
	if rest == "" || rest[0] != ' ' && rest[0] != '\t' && rest[0] != '\r' && !strings.HasPrefix(rest, "\u00a0") {
		return 0, false
	}
	if r, _ := utf8.DecodeRuneInString(text[next:]); unicode.IsLower(r) {
		return 0, false // "Waarom?" vroeg zij
	}
	if stop == 0 && gap[0] == '.' && !strings.HasPrefix(gap, "..") && staysOpen(text, words) {
		return 0, false
	}
	return from + end, true
}

// staysOpen reports whether the full stop behind the last of words belongs to
// that word: an abbreviation, an initial, or the number before an item.
func staysOpen(text string, words []Word) bool {
	last := words[len(words)-1].In(text)
	if len(words) == 1 && len(last) <= 3 && (last[0] >= '0' && last[0] <= '9' || len(last) == 1) {
		return true
	}
	if r, size := utf8.DecodeRuneInString(last); size == len(last) && unicode.IsUpper(r) {
		return true // an initial: J. Jansen
	}
	if strings.ContainsRune(last, '.') && last[0] > '9' { // m.b.t., but not 1.250 or example.org
		return longestPart(last) <= 2 && !strings.EqualFold(last, "e.d") && !strings.EqualFold(last, "e.a")
	}
	return abbreviated[strings.ToLower(last)]
}

func longestPart(s string) (n int) {
	for part := range strings.SplitSeq(s, ".") {
		n = max(n, len(part))
	}
	return n
}

// abbreviated are words behind which a full stop does not end the sentence. Those
// that often do end one (enz., etc.) are not among them.
var abbreviated = map[string]bool{
	"art": true, "bijv": true, "bv": true, "blz": true, "pag": true, "ca": true, "dhr": true, "mevr": true, "mw": true, "dr": true,
	"drs": true, "ir": true, "ing": true, "mr": true, "prof": true, "ds": true, "nr": true, "nrs": true, "tel": true, "resp": true,
	"incl": true, "excl": true, "evt": true, "vgl": true, "zgn": true, "max": true, "min": true, "mln": true, "mld": true,
	"st": true, "afd": true, "hfst": true, "par": true, "red": true, "vs": true, "plv": true, "wnd": true, "bgm": true, "gem": true,
	"jan": true, "feb": true, "mrt": true, "apr": true, "aug": true, "sept": true, "okt": true, "nov": true, "dec": true,
}

// opening returns where the sentence begins whose first word stands at offset:
// with the quotation marks and brackets before it.
func opening(text string, offset int) int {
	return len(strings.TrimRight(text[:offset], "(['\"“„‘’«*_"))
}

// wordsOf returns the words of a text in order.
func wordsOf(text string) []Word { return appendWords(make([]Word, 0, len(text)/5+1), text) }

// appendWords appends the words of a text.
func appendWords(words []Word, text string) []Word {
	for i := 0; i < len(text); {
		w, next := wordAt(text, i)
		if w.End > 0 {
			words = append(words, w)
		}
		i = next
	}
	return words
}

// wordAt returns the word that begins at i, if one does, and where to look for the
// next one.
func wordAt(text string, i int) (w Word, next int) {
	// Nearly every word is of plain letters with a space behind it.
	end, capitals, sum := i, int32(0), uint32(0)
	for end < len(text) && plainLetter[text[end]] > 0 {
		capitals += int32(plainLetter[text[end]] >> 1)
		sum = addToSum(sum, text[end])
		end++
	}
	if end > i && (end == len(text) || text[end] == ' ') {
		return Word{i, end, capitals, true, foldSum(sum)}, end + 1
	}
	r, size := rune(text[i]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(text[i:])
	}
	if !inWord(r) {
		return w, i + size
	}
	w = Word{Start: i, End: wordEnd(text, i), capitals: capitals, sum: foldSum(sum)}
	w.plain = w.End == end
	for j := end; j < w.End; j++ {
		if text[j] >= 'A' && text[j] <= 'Z' {
			w.capitals++
		}
	}
	return w, w.End
}

// plainLetter is 1 for a to z, 3 for A to Z.
var plainLetter = func() (set [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		set[c], set[c-'a'+'A'] = 1, 3
	}
	return set
}()

// inWord reports whether r can stand in a word wherever in it.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd returns where the word ends that begins at start. Within a word can be
// a hyphen, an apostrophe, and the points of 1.250,00 and m.b.t.
func wordEnd(text string, start int) int {
	i := start
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r < utf8.RuneSelf {
			if inWord(r) {
				i++
				continue
			}
			if r == ' ' {
				return i
			}
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(r):
		case r == ':' && strings.HasPrefix(text[i:], "://"): // an address
			return i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], func(r rune) bool { return !unicode.IsSpace(r) && r != ')' && r != '>' }))
		case strings.ContainsRune("-'’.,@:&_", r):
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if !inWord(next) || (r == ',' || r == ':') && (!unicode.IsDigit(next) || !unicode.IsDigit(rune(text[i-1]))) {
				return i
			}
			if r == '’' && i == start {
				return i
			}
		default:
			return i
		}
		i += size
	}
	return i
}
