package weggehaald

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a word of a text: where it stands, and a number made of it.
type token struct {
	start, end int
	sum        uint64
}

// scan returns the words of s that do not begin within the stretches skip, which
// are sorted.
//
// A word is a run of letters, digits and marks. What a reader does not see between
// them, or what only joins them, is no end of a word: hyphens, apostrophes,
// emphasis (Jan**sen**), soft hyphens. Entities of HTML count as what they mean.
func scan(tokens []token, s string, skip []span) []token {
	tokens, all := tokens[:0], skip
	open := false // the last token goes on
	var sum uint64
	last := 0 // where it ends as far as is known
	odd := false
	finish := func() {
		if open {
			t := &tokens[len(tokens)-1]
			t.end, open = last, false
			if odd {
				sum = sumOf(fold(without(s, t.start, t.end, all)))
			}
			t.sum = mix(sum)
		}
	}
	for i := 0; i < len(s); {
		for len(skip) > 0 && i >= skip[0].end {
			skip = skip[1:]
		}
		if len(skip) > 0 && i >= skip[0].start {
			i = skip[0].end // and a word may go on behind it
			continue
		}
		c := s[i]
		size, kind := 1, ends
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			kind = letter
		case 'A' <= c && c <= 'Z':
			kind = letter
			c += 'a' - 'A'
		case c == '&':
			if n := entity(s[i:]); n > 0 {
				size, kind = n, classOf(html.UnescapeString(s[i:i+n]))
			}
			c = 0x80
		case c < utf8.RuneSelf:
			if isJoiner(rune(c)) {
				kind = joins
			}
		default:
			_, size = utf8.DecodeRuneInString(s[i:])
			kind = classOf(s[i : i+size])
			c = 0x80
		}
		switch kind {
		case letter:
			if !open {
				tokens = append(tokens, token{start: i})
				open, odd, sum = true, false, offset64
			}
			if c >= utf8.RuneSelf {
				odd = true
			} else {
				sum = (sum ^ uint64(c)) * prime64
			}
			last = i + size
		case ends:
			finish()
		}
		i += size
	}
	finish()
	return tokens
}

type class int

const (
	ends   class = iota // what stands between words
	joins               // what may stand within a word and is no part of it
	letter              // a part of a word
)

func classOf(s string) class {
	k := joins
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.L, unicode.N, unicode.M):
			return letter
		case !isJoiner(r):
			k = ends
		}
	}
	return k
}

// isJoiner reports whether r within a word is no end of it.
func isJoiner(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\'', '’', '‘', '*', '_', '~', '`', '\\':
		return true
	}
	return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r)
}

// entity returns the length of the entity of HTML with which s begins, 0 when it
// begins with none.
func entity(s string) int {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 || html.UnescapeString(s[:end+1]) == s[:end+1] {
		return 0
	}
	return end + 1
}

// fold returns a word in the one way in which all its spellings are written.
func fold(s string) string {
	s = norm.NFKC.String(strings.ToLower(norm.NFKC.String(html.UnescapeString(s))))
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.N, unicode.M) {
			return r
		}
		return -1
	}, s)
}

// folded returns the words of s as a fingerprint is made of them.
func folded(s string, tokens []token, skip []span) []string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = fold(without(s, t.start, t.end, skip))
	}
	return words
}

// without returns s[start:end] less what is skipped.
func without(s string, start, end int, skip []span) string {
	var b strings.Builder
	for _, k := range skip {
		if k.end > start && k.start < end {
			b.WriteString(s[start:max(start, k.start)])
			start = k.end
		}
	}
	b.WriteString(s[min(start, end):end])
	return b.String()
}

const (
	offset64 = 14695981039346656037 // FNV-1a
	prime64  = 1099511628211
)

func sumOf(s string) uint64 {
	sum := uint64(offset64)
	for i := range len(s) {
		sum = (sum ^ uint64(s[i])) * prime64
	}
	return sum
}

// mix spreads the bits of a sum, so that short words do not look alike.
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x
}
