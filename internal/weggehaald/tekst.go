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
const notRead = `\]\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)(?:\{[^{}\n]*\})?|\]\[[^\[\]\n]*\]|\]\{[^{}\n]*\}|\[\^[^\[\]\n]*\]|<!--(?s:.*?)-->|</?[A-Za-z][^<>@:]*>`

var notReadHere = regexp.MustCompile(`^(?:` + notRead + `)`)

// unread returns the stretches of s that notRead describes. The pattern is tried
// only where it can begin: it takes far longer than looking for that.
func unread(s string) []span {
	var spans []span
	comments := strings.LastIndex(s, "-->") // behind it none ends
	for i := 0; ; {
		n := strings.IndexAny(s[i:], "[]<")
		if n < 0 || i+n+1 == len(s) {
			return spans
		}
		i += n
		size := 0
		if c := s[i+1]; s[i] == '[' && c == '^' || s[i] == ']' && (c == '(' || c == '[' || c == '{') || s[i] == '<' && (c != '!' || i < comments) {
			size = len(notReadHere.FindString(s[i:]))
		}
		if size > 0 {
			spans = append(spans, span{i, i + size})
		}
		i += max(size, 1)
	}
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
	found := append(c.finder.find(s, c.tokens, skip), c.joined(s, skip)...)
	if len(skip) > 0 {
		c.tokens = scan(c.tokens, s, nil)
		found = append(found, c.finder.find(s, c.tokens, nil)...)
	}
	for _, k := range skip {
		if stuk := c.link(s[k.start:k.end]); stuk != nil {
			found = append(found, match{k, stuk, true})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.start - b.start })
	return found
}

var (
	bareAddress = regexp.MustCompile(`<?(?:https?://|www\.)[^\s<>]+>?`)
	joiners     = strings.NewReplacer("-", " ", "_", " ", `\n`, "  ", `\t`, "  ") // the last two in YAML that is not understood
)

// joined returns the passages in s of which the words are joined as they are in
// an address or in the name of an account. An address goes as a whole.
func (c *cleaner) joined(s string, skip []span) (found []match) {
	if strings.ContainsAny(s, `-_\`) {
		apart := joiners.Replace(s) // as long as s
		c.tokens = scan(c.tokens, apart, skip)
		found = c.finder.find(apart, c.tokens, skip)
	}
	if !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		return found
	}
	for _, m := range bareAddress.FindAllStringIndex(s, -1) {
		within := slices.ContainsFunc(skip, func(k span) bool { return k.start < m[1] && m[0] < k.end })
		if within {
			continue // a link, which is looked at as one
		}
		if stuk := c.link(s[m[0]:m[1]]); stuk != nil {
			found = append(found, match{span{m[0], m[1]}, stuk, false})
		}
	}
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
		if links := slices.DeleteFunc(slices.Clone(found), func(m match) bool { return !m.link }); len(links) > 0 {
			s = c.unlinked(s, links)
		} else {
			s = c.without(s, found)
		}
		found = c.find(s)
	}
	return s, first
}

// unlinked returns s without the links that lead to what is gone: a text stays, an
// image is gone with what is said of it.
func (c *cleaner) unlinked(s string, links []match) string {
	for _, m := range slices.Backward(links) {
		begin := opening(s[:m.start])
		switch {
		case s[m.start] != ']' || begin < 0:
			s = s[:m.start] + s[m.end:]
		case begin > 0 && s[begin-1] == '!':
			s = s[:begin-1] + c.woorden + s[m.end:]
		default:
			s = s[:begin] + s[begin+1:m.start] + s[m.end:]
		}
	}
	return s
}

// opening returns where the last [ of s stands that has no ] behind it, -1 when
// there is none.
func opening(s string) int {
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case ']':
			depth++
		case '[':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
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
		if after != "" && strings.HasPrefix(s[gone.end:], after) { // nothing is left of what it would end
			gone.end, after = gone.end+len(after), ""
		}
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
var mark = regexp.MustCompile(`\\.|` + "\\*+|_+|~~|`+|!?\\[|" + notRead + `|\]`)

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
		if sign[0] == '_' && m[0] > 0 && m[1] < len(s) && classOf(s[m[0]-1:m[0]]) == letter && classOf(s[m[1]:m[1]+1]) == letter {
			continue // within a word
		}
		if strings.HasPrefix(sign, "<") || strings.HasPrefix(sign, "[^") || sign[0] == '\\' {
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
