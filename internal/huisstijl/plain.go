package huisstijl

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// WithoutHouse returns a style of the theme for a site without a house style:
// where it asks for a token that nothing sets, what stands behind the comma takes
// its place, and the rules of [Class] go. That is a sixth of a page's first
// round trip, for nothing that could be seen.
func (t *Theme) WithoutHouse(style []byte) []byte {
	var b strings.Builder
	ps := lex(string(style))
	for i := 0; i < len(ps); {
		if end, ok := classRule(ps, i); ok {
			i = end
			continue
		}
		i = t.plainValue(&b, ps, i)
	}
	return t.withoutTwins(b.String())
}

// own is between the two halves of the name of a value of the theme itself:
// --wk-eigen-ink is what --wk-ink is without a house style.
const own = "eigen-"

// findTwins finds the values of the theme itself that one token reads and nothing
// else. Without a house style the two are the same.
func (t *Theme) findTwins(styles [][]byte) {
	t.twins = map[string]string{}
	times := map[string]int{}
	for _, src := range styles {
		for _, name := range references(string(src)) {
			times[name]++
		}
	}
	for name, v := range t.tokens[light] {
		for _, ref := range references(v.value) {
			if times[ref] == 1 && strings.Replace(ref, own, "", 1) == name && ref != name {
				t.twins[ref] = name
			}
		}
	}
}

// withoutTwins gives tokens their own value directly.
func (t *Theme) withoutTwins(style string) []byte {
	var b strings.Builder
	ps := lex(style)
	for i := 0; i < len(ps); i++ {
		if token := t.twins[ps[i].text]; token != "" {
			b.WriteString(token)
			continue
		}
		if end, ok := t.twinRule(ps, i); ok {
			i = end
			continue
		}
		b.WriteString(ps[i].text)
	}
	return []byte(b.String())
}

// twinRule reports whether at i a token gets the value of its twin, and where
// that ends.
func (t *Theme) twinRule(ps []piece, i int) (end int, ok bool) {
	want := []string{ps[i].text, ":", "var(", "", ")"}
	for n, w := range want {
		for n > 0 && i < len(ps) && ps[i].kind == css.WhitespaceToken {
			i++
		}
		if i == len(ps) || w != "" && !strings.EqualFold(ps[i].text, w) || w == "" && t.twins[ps[i].text] != want[0] {
			return 0, false
		}
		i++
	}
	for i < len(ps) && (ps[i].kind == css.WhitespaceToken || ps[i].kind == css.SemicolonToken) {
		i++
	}
	return i - 1, true
}

// plainValue writes the piece at i, or all of a var() that begins there, and
// returns where the next begins.
func (t *Theme) plainValue(b *strings.Builder, ps []piece, i int) int {
	if ps[i].kind != css.FunctionToken || !strings.EqualFold(ps[i].text, "var(") {
		b.WriteString(ps[i].text)
		return i + 1
	}
	end := closing(ps, i)
	inside := trim(ps[i+1 : end])
	if len(inside) > 0 && slices.Contains(t.reads, inside[0].text) {
		if rest := trim(inside[1:]); len(rest) > 0 && rest[0].kind == css.CommaToken {
			t.plainPieces(b, trim(rest[1:]))
			return min(end+1, len(ps))
		}
	}
	b.WriteString(ps[i].text)
	t.plainPieces(b, ps[i+1:min(end+1, len(ps))])
	return min(end+1, len(ps))
}

func (t *Theme) plainPieces(b *strings.Builder, ps []piece) {
	for i := 0; i < len(ps); {
		i = t.plainValue(b, ps, i)
	}
}

// classRule reports whether a rule for [Class] and nothing else begins at i, and
// where it ends.
func classRule(ps []piece, i int) (end int, ok bool) {
	if i+2 >= len(ps) || ps[i].text != "." || ps[i+1].text != Class {
		return 0, false
	}
	if i > 0 { // it is the whole selector, at the beginning of a rule
		before := trim(ps[:i])
		if n := len(before); n > 0 && before[n-1].kind != css.RightBraceToken && before[n-1].kind != css.LeftBraceToken {
			return 0, false
		}
	}
	j := i + 2
	for j < len(ps) && ps[j].kind == css.WhitespaceToken {
		j++
	}
	if j == len(ps) || ps[j].kind != css.LeftBraceToken {
		return 0, false
	}
	for ; j < len(ps); j++ {
		if ps[j].kind == css.RightBraceToken {
			return j + 1, true
		}
	}
	return 0, false
}
