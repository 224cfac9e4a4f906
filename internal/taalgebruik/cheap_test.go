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
			if s := wordsOf(w); s[0].plain && !builtInFilters().first.May(s[0].sum) {
				t.Errorf("%s is passed over", w)
			}
		}
	}
	if builtInFilters().first.May(Sum("boterhamworst")) && builtInFilters().first.May(Sum("schaatsbaan")) && builtInFilters().first.May(Sum("tuinkabouter")) {
		t.Error("the filter lets everything through")
	}
}

// Find with its quick looks finds what it finds without.
func TestFindMissesNothing(t *testing.T) {
	w := NewWoordenlijst(nil)
	find := func(text string) (n int) {
		for _, s := range Sentences(text) {
			w.Find(text, s, func(Hit) { n++ })
		}
		return n
	}
	for word, entries := range builtIn() {
		for _, e := range entries {
			if e.plain == "" {
				continue
			}
			between := " "
			if e.apart {
				between = " hier nu "
			}
			text := "dan " + strings.Join(e.words, between)
			for _, s := range []string{text, text + ".", text + " morgen", strings.ToUpper(text[:1]) + text[1:]} {
				if find(s) == 0 {
					t.Errorf("%s: nothing is found in %q", word, s)
				}
			}
		}
	}
}

// plainQuoted is Quoted without the look at bytes.
func plainQuoted(text string, offset int) bool {
	const longest = 2000
	double, single := false, false
	for i := max(0, offset-longest); i < offset; {
		n := strings.IndexAny(text[i:offset], `"“”„«»'‘’`)
		if n < 0 {
			break
		}
		i += n
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '"':
			double = !double
		case '“', '„', '«':
			double = r != '“' || !double
		case '”', '»':
			double = false
		default:
			single = singleQuote(text, i, size, single)
		}
		i += size
	}
	return double || single
}

func FuzzQuoted(f *testing.F) {
	f.Add(`Zij zei: "dat is zo'n «ding» en „dit“ ook" 's avonds ‘laat’ … é`)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		for i := range text {
			if Quoted(text, i) != plainQuoted(text, i) {
				t.Fatalf("%q at %d: %v", text, i, Quoted(text, i))
			}
		}
	})
}
