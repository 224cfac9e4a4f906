package versies

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// A Deel is a stretch of a text beside its earlier version.
type Deel struct {
	Soort Soort // Erbij, Weg, or "" for what is in both
	Tekst string
}

// longestCompared is how many words a text can have to be compared word by word.
// The library looks for at most a hundred differences, so the time it takes
// grows with the length of the texts and not faster.
const longestCompared = 50_000

// Woorden compares two texts word by word. Without what is Erbij the result is
// oud, without what is Weg it is nieuw, but for white space.
func Woorden(oud, nieuw string) []Deel {
	a, b := words(oud), words(nieuw)
	var out []Deel
	add := func(soort Soort, ws []string) {
		if len(ws) == 0 {
			return
		}
		out = append(out, Deel{soort, strings.Join(ws, "")})
	}
	if len(a) > longestCompared || len(b) > longestCompared {
		add(Weg, a)
		add(Erbij, b)
		return out
	}
	y := 0
	for _, d := range lcs.DiffLines(bare(a), bare(b)) {
		add("", b[y:d.ReplStart])
		add(Weg, a[d.Start:d.End])
		add(Erbij, b[d.ReplStart:d.ReplEnd])
		y = d.ReplEnd
	}
	add("", b[y:])
	return out
}

// words cuts s in words and punctuation marks, each with the white space behind it.
func words(s string) []string {
	var out []string
	for s = strings.TrimLeftFunc(s, unicode.IsSpace); s != ""; {
		n := strings.IndexFunc(s, func(r rune) bool { return !letter(r) })
		if n < 0 {
			n = len(s)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
		}
		rest := strings.TrimLeftFunc(s[n:], unicode.IsSpace)
		out = append(out, s[:len(s)-len(rest)])
		s = rest
	}
	return out
}

// letter reports whether r is within a word: 12,5 and e-mail are two or three,
// which reads well enough where one of them changes.
func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// bare returns words without the white space behind them.
func bare(ws []string) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = strings.TrimRightFunc(w, unicode.IsSpace)
	}
	return out
}
