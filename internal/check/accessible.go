package check

import (
	"strings"
	"unicode"

	"weerklank/internal/diag"
	"weerklank/internal/markdown"
)

// What several rules of the group diag.Accessible ask of a text.

// at returns the place of the stretch of a block's text from i to j.
func (t *text) at(b *markdown.Block, i, j int) diag.Range {
	return t.place(b.Source(i, j))
}

// folded returns s in lower case, on one line, without the signs around it that
// say nothing: arrows, dots, quotation marks.
func folded(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// wordsOf returns the words of s: letters, digits, and what joins them.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’'
	})
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// plainKeys are the keys of the front matter whose values are plain text that
// residents read.
var plainKeys = set("titel samenvatting vraag signaal citaten tekst kort kaders")

func isLetter(r rune) bool { return unicode.IsLetter(r) }
