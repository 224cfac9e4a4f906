package check

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A look at bytes before a regular expression must let through all that it
// finds. These texts are made of what the expressions are about, in every order.
func TestPrefiltersMissNothing(t *testing.T) {
	parts := []string{"de", "rode", "Groene", "groen", "geelgemarkeerde", "in het rood", "knop", "staat.", "is", "wat", "lichtblauwe-gekleurde", "=", "tekst,", "onderstreepte", "in", "oranje."}
	found := 0
	for i := range parts {
		for j := range parts {
			for k := range parts {
				s := strings.Join([]string{parts[i], parts[j], parts[k], parts[(i+j+k)%len(parts)]}, " ")
				for r, may := range map[*regexp.Regexp]func(string) bool{colourThing: colouredThing, colourMeans: colourAlone} {
					want := r.FindAllStringSubmatchIndex(s, -1)
					found += len(want)
					if got := nearColour(colourParts(s), r, may); !slices.EqualFunc(got, want, slices.Equal) {
						t.Errorf("%q: %v, want %v", s, got, want)
					}
				}
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d findings: these texts prove nothing", found)
	}
}

// The short way for words of plain letters says the same as the long one.
func TestForeignWordsOfPlainLetters(t *testing.T) {
	words := []string{"", "'", "1", "het", "speelplek", "x", "--"}
	for w := range certain {
		words = append(words, w, strings.ToUpper(w), "("+w+"),", w+"s")
	}
	for _, w := range words {
		bare := strings.Trim(w, "(),'-1")
		want := certain[bare] || certain[strings.ToLower(bare)] || strings.ContainsRune(w, '’') || strings.ContainsAny(bare, strange)
		if got := countsAsForeign(w); got != want {
			t.Errorf("%q: %v, want %v", w, got, want)
		}
	}
}
