package weggehaald

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// A span is a stretch of a text, in bytes.
type span struct{ start, end int }

// notRead is what stands in a Markdown text and is not read with the words around
// it: where a link leads, an attribute, the mark of a footnote, a comment, a tag.
var notRead = regexp.MustCompile(`\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)(?:\{[^{}\n]*\})?|\]\[[^\[\]\n]*\]|\]\{[^{}\n]*\}|\[\^[^\[\]\n]*\]|<!--(?s:.*?)-->|</?[A-Za-z][^<>@:]*>`)

// unread returns the stretches of s that notRead describes.
func unread(s string) []span {
	if !strings.ContainsAny(s, "[]<") {
		return nil
	}
	var spans []span
	for _, m := range notRead.FindAllStringIndex(s, -1) {
		spans = append(spans, span{m[0], m[1]})
	}
	return spans
}

// A cleaner cleans the texts of one file.
type cleaner struct {
	finder  finder
	woorden string
	tokens  []token
}

// find returns the passages in s: as it is read, and as it is written, with where
// links lead.
func (c *cleaner) find(s string) []match {
	if len(c.finder) == 0 || s == "" {
		return nil
	}
	skip := unread(s)
	c.tokens = scan(c.tokens, s, skip)
	found := c.finder.find(s, c.tokens, skip)
	if len(skip) == 0 {
		return found
	}
	c.tokens = scan(c.tokens, s, nil)
	found = append(found, c.finder.find(s, c.tokens, nil)...)
	for _, k := range skip {
		if stuk := c.link(s[k.start:k.end]); stuk != nil {
			found = append(found, match{k, stuk})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.start - b.start })
	return found
}

var separators = strings.NewReplacer("/", " ", "-", " ", "_", " ", ".", " ", "+", " ", "?", " ", "=", " ", "&", " ")

// link returns the passage that stands in an address, in which the words of a name
// are joined by something else than spaces.
func (c *cleaner) link(s string) *Stuk {
	plain, err := url.PathUnescape(s)
	if err != nil {
		plain = s
	}
	for _, s := range []string{s, plain, separators.Replace(plain)} {
		c.tokens = scan(c.tokens, s, nil)
		if found := c.finder.find(s, c.tokens, nil); len(found) > 0 {
			return found[0].stuk
		}
	}
	return nil
}

// maxRounds is how often a text is looked at again: what is left may join to a
// passage that stands in the list as well.
const maxRounds = 5

// clean returns s without the passages in it.
func (c *cleaner) clean(s string) (string, []match) {
	first := c.find(s)
	for found, round := first, 0; len(found) > 0; round++ {
		if round == maxRounds {
			return c.woorden, first
		}
		s = c.without(s, found)
		found = c.find(s)
	}
	return s, first
}

// without returns s with the words of the cleaner in the place of what was found.
func (c *cleaner) without(s string, found []match) string {
	var b strings.Builder
	at := 0
	for i := 0; i < len(found); {
		gone := found[i].span
		for i++; i < len(found) && found[i].start < gone.end; i++ { // one within or across the other
			gone.end = max(gone.end, found[i].end)
		}
		gone = whole(s, gone, at)
		before, after := marks(s[gone.start:gone.end])
		b.WriteString(s[at:gone.start])
		b.WriteString(before + c.woorden + after)
		at = gone.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// whole widens a stretch that begins or ends within what is not read, so that no
// half of a link or a comment is left. It goes back no further than at.
func whole(s string, gone span, at int) span {
	for _, k := range unread(s) {
		if k.start < gone.end && gone.end < k.end || k.start < gone.start && gone.start < k.end {
			gone.start, gone.end = max(at, min(gone.start, k.start)), max(gone.end, k.end)
		}
	}
	return gone
}

// mark is a sign in Markdown that stands at the beginning and at the end of
// something.
var mark = regexp.MustCompile("\\*+|_+|~~|`+|!?\\[|" + notRead.String() + `|\]`)

// marks returns what was begun before s and ends in it, and the other way around:
// emphasis or a link of which a part stays must not lose its other end.
func marks(s string) (before, after string) {
	type one struct {
		sign string
		at   int
	}
	var open []one
	for _, m := range mark.FindAllStringIndex(s, -1) {
		sign := s[m[0]:m[1]]
		if strings.HasPrefix(sign, "<") || strings.HasPrefix(sign, "[^") {
			continue // whole in itself
		}
		if n := len(open); n > 0 {
			last := open[n-1].sign
			if last == sign && sign[0] != '[' && sign[0] != '!' && sign[0] != ']' || strings.HasSuffix(last, "[") && sign[0] == ']' {
				open = open[:n-1]
				continue
			}
		}
		open = append(open, one{sign, m[0]})
	}
	for _, o := range open {
		opens := strings.HasSuffix(o.sign, "[") || o.sign[0] != ']' && o.at > 0 && (s[o.at-1] == ' ' || s[o.at-1] == '\n')
		if opens {
			before += o.sign
		} else {
			after += o.sign
		}
	}
	return before, after
}
