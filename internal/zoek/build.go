package zoek

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A list is numbers in rising order, as text: the distance of each to the one
// before it, less one, five bits a character from the lowest up, with 32 added
// to all but the last of a number. Characters begin at "0". It grows by a byte a
// number where there are many, and gzip makes those that are regular smaller.
type list struct {
	last int32 // the number before, plus one
	text []byte
}

const (
	digit0 = '0'
	more   = 32 // another character of the same number follows
)

// add adds n, unless it is the last already.
func (l *list) add(n int32) {
	if n < l.last {
		return
	}
	d := n - l.last
	for d >= more {
		l.text = append(l.text, digit0+byte(d&(more-1)|more))
		d >>= 5
	}
	l.text = append(l.text, digit0+byte(d))
	l.last = n + 1
}

// numbers calls f for each number of a list.
func numbers(text []byte, f func(int32)) {
	var n, d int32
	shift := 0
	for i := range len(text) {
		c := int32(text[i] - digit0)
		d |= (c & (more - 1)) << shift
		if shift += 5; c < more {
			n += d
			f(n)
			n, d, shift = n+1, 0, 0
		}
	}
}

// A word while the index is made.
type word struct{ strong, weak list }

type builder struct {
	x     *Index
	words map[string]*word
}

func newBuilder(x *Index) *builder { return &builder{x, map[string]*word{}} }

func (b *builder) form(w string) *word {
	f := b.words[w]
	if f == nil {
		f = &word{}
		b.words[strings.Clone(w)] = f // not a part of a long text
	}
	return f
}

// entry puts an entry into the lists of its words, dates and filters.
func (b *builder) entry(number int32, e *Entry, more [2]string) {
	strong := func(w string) {
		if !b.x.stop[w] {
			b.form(w).strong.add(number)
		}
	}
	weak := func(w string) {
		if b.x.stop[w] {
			return
		}
		if f := b.form(w); f.strong.last != number+1 {
			f.weak.add(number)
		}
	}
	words(e.Titel, strong)
	words(more[0], strong)
	for _, d := range e.Dagen {
		for _, k := range dateKeys(d) {
			strong(k)
		}
	}
	for _, t := range [][]string{{e.Kort, e.Bij, more[1], e.Jaar}, e.Zwak, e.Onderwerpen, e.Wijken} {
		for _, s := range t {
			words(s, weak)
		}
	}
	filter := func(name byte, values []string, value string) {
		if i, ok := slices.BinarySearch(values, value); ok {
			strong(filterKey(name, i))
		}
	}
	for _, t := range e.Onderwerpen {
		filter('o', b.x.topics, t)
	}
	for _, w := range e.Wijken {
		filter('w', b.x.wijken, w)
	}
	filter('b', b.x.besluiten, e.Besluit)
	if e.Jaar != "" {
		strong("=j" + e.Jaar)
	}
}

func filterKey(name byte, i int) string { return "=" + string(name) + strconv.Itoa(i) }

// dateKeys returns the keys under which a date is found: 2026-03-12 under its
// day, its month, and its day in any year.
func dateKeys(d string) []string {
	switch len(d) {
	case len("2026-03"):
		if !strings.Contains(d, "Q") {
			return []string{"@" + d}
		}
	case len("2026-03-12"):
		return []string{"@" + d, "@" + d[:7], "@" + d[5:]}
	}
	return nil
}

// keys returns the words below their stems, sorted, with the compounds of which
// each is a part.
func (b *builder) keys() []key {
	all := slices.Sorted(maps.Keys(b.words))
	stems := make(map[string]string, len(all))
	byStem := map[string]*key{}
	for _, w := range all {
		s := stem(w)
		stems[w] = s
		if byStem[s] == nil {
			byStem[s] = &key{stem: s}
		}
		f := b.words[w]
		byStem[s].forms = append(byStem[s].forms, form{w, f.strong.text, f.weak.text})
	}
	compounds := map[string][]string{} // stem -> the compounds of which it is a part
	for _, w := range all {
		for _, p := range partsOf(w, stems) {
			if p != stems[w] {
				compounds[p] = append(compounds[p], w)
			}
		}
	}
	for s, ws := range compounds {
		strong, weak := b.union(ws)
		byStem[s].forms = append(byStem[s].forms, form{part, strong, weak})
	}
	ks := make([]key, 0, len(byStem))
	for _, k := range byStem {
		ks = append(ks, *k)
	}
	slices.SortFunc(ks, func(a, b key) int { return cmp.Compare(a.stem, b.stem) })
	return ks
}

// minPart is how many letters each half of a compound has.
const minPart = 4

// partsOf returns the stems of the words of the site of which w is made: fiets
// and stalling of fietsenstalling. What the site does not say by itself is no
// part: a dictionary would find ver and oord in veroordelen.
func partsOf(w string, stems map[string]string) []string {
	if w[0] < 'a' {
		return nil
	}
	var parts []string
	for i := minPart; i <= len(w)-minPart; i++ {
		right, ok := stems[w[i:]]
		if !ok {
			continue
		}
		for _, joint := range []string{"", "s", "e", "en"} {
			left, fits := strings.CutSuffix(w[:i], joint)
			if s, ok := stems[left]; fits && ok && len(left) >= minPart {
				parts = append(parts, s, right)
				break
			}
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

// union returns the numbers of several words as one pair of lists.
func (b *builder) union(ws []string) (strong, weak []byte) {
	if len(ws) == 1 {
		f := b.words[ws[0]]
		return f.strong.text, f.weak.text
	}
	seen := map[int32]bool{} // number -> in a title
	for _, w := range ws {
		numbers(b.words[w].strong.text, func(n int32) { seen[n] = true })
		numbers(b.words[w].weak.text, func(n int32) {
			if !seen[n] {
				seen[n] = false // it is there, and in no title yet
			}
		})
	}
	var s, k list
	for _, n := range slices.Sorted(maps.Keys(seen)) {
		if seen[n] {
			s.add(n)
		} else {
			k.add(n)
		}
	}
	return s.text, k.text
}

// shardSize is how many bytes a shard has about. One word that very many entries
// have may need more.
const shardSize = 12 << 10

// shard cuts keys into shards. The start of each is as much of its first stem as
// tells it from the last of the one before.
func (x *Index) shard(keys []key) {
	size := 0
	for i, k := range keys {
		own := 8 + len(k.stem)
		for _, f := range k.forms {
			own += 8 + len(f.word) + len(f.strong) + len(f.weak)
		}
		if i == 0 || size+own > shardSize {
			start := k.stem
			if i > 0 {
				start = apart(keys[i-1].stem, k.stem)
			}
			x.shards, x.starts, x.sizes, size = append(x.shards, nil), append(x.starts, start), append(x.sizes, 0), 0
		}
		size += own
		x.sizes[len(x.sizes)-1] = size >> 10
		x.shards[len(x.shards)-1] = append(x.shards[len(x.shards)-1], k)
	}
}

// apart returns the shortest beginning of b that comes after a, which is before b.
func apart(a, b string) string {
	n := 1
	for n < len(b) && b[:n] <= a {
		n++
	}
	return b[:n]
}
