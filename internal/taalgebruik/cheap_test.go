package taalgebruik

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The short ways of this package say the same as the plain ones, which stand here.

// plainWords is wordsOf without the short way for words of plain letters.
func plainWords(text string) (words []Word) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			i += size
			continue
		}
		w := Word{Start: i, End: wordEnd(text, i)}
		for _, c := range []byte(w.In(text)) {
			if c >= 'A' && c <= 'Z' {
				w.capitals++
			}
		}
		if w.plain = strings.Trim(strings.ToLower(w.In(text)), "abcdefghijklmnopqrstuvwxyz") == ""; w.plain {
			w.sum = Sum(w.In(text))
		}
		words = append(words, w)
		i = w.End
	}
	return words
}

// plainInitials is Uitleg.initials, word by word.
func plainInitials(text, short string) bool {
	letters := []rune(strings.ToLower(short))
	if len(letters) < 3 {
		return false
	}
	words := wordsOf(text)
	begins := func(w Word, r rune) bool {
		first, _ := utf8.DecodeRuneInString(w.In(text))
		return unicode.ToLower(first) == r && !small[strings.ToLower(w.In(text))]
	}
	for i := range words {
		if !begins(words[i], letters[0]) {
			continue
		}
		n := 1
		for j := i + 1; j < len(words) && n < len(letters); j++ {
			if begins(words[j], letters[n]) {
				n++
			} else if !small[strings.ToLower(words[j].In(text))] {
				break
			}
		}
		if n == len(letters) {
			return true
		}
	}
	return false
}

func FuzzShortWays(f *testing.F) {
	f.Add("De Wet Maatschappelijke Ondersteuning (Wmo) en de gemeente. Zo'n 1.250 m.b.t. Éen, coördinatie — it's 12a https://x.nl/a", "WMO")
	f.Add("wet van de maat op orde, WMO Werk Met Ons", "wmo")
	f.Add("GGD a  b\tc\u00a0d ’s-avonds x’y _z_ @home", "GGD")
	f.Fuzz(func(t *testing.T, text, short string) {
		if !utf8.ValidString(text) || !utf8.ValidString(short) {
			return // no text that was read
		}
		words := wordsOf(text)
		want := plainWords(text)
		if !slices.EqualFunc(words, want, func(a, b Word) bool {
			return a.Start == b.Start && a.End == b.End && a.capitals == b.capitals && a.plain == b.plain && (!a.plain || a.sum == b.sum)
		}) {
			t.Errorf("words of %q: %v, not %v", text, words, want)
		}
		if got, want := NewUitleg(text).initials(short), plainInitials(text, short); got != want {
			t.Errorf("%q in %q: %v", short, text, got)
		}
		if got, want := string(lower(nil, text)), strings.ToLower(text); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	})
}

// A look at the sum of a word must let through all words of the list.
func TestFilterMissesNoWord(t *testing.T) {
	for word := range builtIn() {
		for _, w := range []string{word, strings.ToUpper(word)} {
			if s := wordsOf(w); s[0].plain && !builtInFilter().May(s[0].sum) {
				t.Errorf("%s is passed over", w)
			}
		}
	}
	if builtInFilter().May(Sum("boterhamworst")) && builtInFilter().May(Sum("schaatsbaan")) && builtInFilter().May(Sum("tuinkabouter")) {
		t.Error("the filter lets everything through")
	}
}
