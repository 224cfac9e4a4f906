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
	Eerst string // what is in both, with the white space of the earlier text
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
		out = append(out, Deel{Soort: soort, Tekst: strings.Join(ws, "")})
	}
	if len(a) > longestCompared || len(b) > longestCompared {
		add(Weg, a)
		add(Erbij, b)
		return out
	}
	same := func(x, y []string) {
		add("", y)
		if len(y) > 0 {
			out[len(out)-1].Eerst = strings.Join(x, "")
		}
	}
	x, y := 0, 0
	for _, d := range joined(lcs.DiffLines(bare(a), bare(b)), b) {
		same(a[x:d.Start], b[y:d.ReplStart])
		add(Weg, a[d.Start:d.End])
		add(Erbij, b[d.ReplStart:d.ReplEnd])
		x, y = d.End, d.ReplEnd
	}
	same(a[x:], b[y:])
	return out
}

// joined makes one change of two with no more than a word between them: a
// sentence that was written anew reads as a whole, not as loose words around the
// few that happen to be the same. Where words only came, or only went, nothing
// is joined: no word may seem to have changed that did not.
func joined(diffs []lcs.Diff, b []string) []lcs.Diff {
	var out []lcs.Diff
	for _, d := range diffs {
		if n := len(out) - 1; n >= 0 {
			last := &out[n]
			came := last.Start == last.End && d.Start == d.End
			went := last.ReplStart == last.ReplEnd && d.ReplStart == d.ReplEnd
			if !came && !went && loose(b[last.ReplEnd:d.ReplStart]) {
				last.End, last.ReplEnd = d.End, d.ReplEnd
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// loose reports whether there is no more than one word in ws; marks do not count.
func loose(ws []string) bool {
	n := 0
	for _, w := range ws {
		if r, _ := utf8.DecodeRuneInString(w); letter(r) {
			n++
		}
	}
	return n <= 1
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
