package zoek

import (
	"cmp"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/slug"
)

// What of a query counts. A query of ten thousand letters is a mistake, and each
// word costs whoever searches a file.
const (
	maxQuery = 200 // characters
	maxTerms = 6   // words: the longest, which say most
	budget   = 150 // kB of shards, before compression; half of it or less is loaded
)

// usualSize is counted for every shard that is not larger.
const usualSize = shardSize >> 10

// A term is one thing that is searched for: a word, a date, or words that mean
// the same. Its alternatives are words that must all be there.
type term [][]string

// How well a word fits. The order is: the word as it is typed, in a title;
// another form of it; elsewhere in the text; as a part of a compound; and only
// when there is nothing else, words that begin with it or that differ by a
// letter.
const (
	levelExact = 10
	levelForm  = 9
	levelPart  = 4
	levelNear  = 3
	weakExact  = 5
	weakForm   = 4
	weakPart   = 2
	weakNear   = 1
)

// Search returns the numbers of the entries that fit a query, best first.
func (x *Index) Search(query string) []int {
	terms := x.affordable(x.parse(query))
	n := len(x.order)
	score, cover := make([]int, n), make([]int, n)
	best := 0
	for _, t := range terms {
		levels := x.termLevels(t)
		found := 0
		for _, l := range levels {
			if l > 0 {
				found++
			}
		}
		if found == 0 {
			continue
		}
		weight := bits.Len(uint(n / found)) // a rare word says more
		for i, l := range levels {
			if l > 0 {
				score[i] += weight * int(l)
				cover[i] += weight
				best = max(best, cover[i])
			}
		}
	}
	var hits []int
	for i := range n {
		// Who types five words does not find less than who types four of them.
		if cover[i] > 0 && cover[i]*5 >= best*3 {
			hits = append(hits, i)
		}
	}
	slices.SortFunc(hits, func(a, b int) int {
		return cmp.Or(boolToInt(a >= x.last)-boolToInt(b >= x.last), score[b]-score[a], a-b)
	})
	return hits
}

// Numbers returns the slugs of what may be a kenmerk in a query: all of it, what
// is left without the words before ("nummer 2026/14"), and each part.
func Numbers(query string) []string {
	if r := []rune(query); len(r) > maxQuery {
		query = string(r[:maxQuery])
	}
	parts := strings.Fields(query)
	parts = parts[:min(len(parts), maxTerms)]
	var found []string
	add := func(s string) {
		if s = slug.Slug(s); strings.ContainsAny(s, "0123456789") && len(s) <= slug.MaxLen && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	for i := range parts {
		add(strings.Join(parts[i:], " "))
	}
	for _, p := range parts {
		add(p)
	}
	return found
}

// Entry returns the entry of a number.
func (x *Index) Entry(number int) *Entry { return x.source.Entry(int(x.order[number])) }

var (
	dateISO   = regexp.MustCompile(`\b(\d{4})-(\d\d?)-(\d\d?)\b`)
	dateDutch = regexp.MustCompile(`\b(\d\d?)-(\d\d?)-(\d{4})\b`)
	dateWords = regexp.MustCompile(`\b(\d\d?)-([a-z]{3,})(?:-(\d{4}))?\b`)
	monthName = regexp.MustCompile(`\b([a-z]{3,})-(\d{4})\b`)
	monthISO  = regexp.MustCompile(`\b(\d{4})-(\d\d)\b`)
)

// parse returns the terms of a query.
func (x *Index) parse(query string) []term {
	if r := []rune(query); len(r) > maxQuery {
		query = string(r[:maxQuery])
	}
	s := slug.Slug(query)
	var terms []term
	take := func(re *regexp.Regexp, order string) {
		s = re.ReplaceAllStringFunc(s, func(found string) string {
			m := re.FindStringSubmatch(found)
			if k := x.dateKey(m[1:], order); k != "" {
				terms = append(terms, term{{k}})
				return "-"
			}
			return found
		})
	}
	take(dateISO, "jmd")
	take(dateDutch, "dmj")
	take(dateWords, "dmj")
	take(monthName, "mj")
	take(monthISO, "jm")
	var ws []string
	for _, w := range split(s) {
		if !x.stop[w] && !slices.Contains(ws, w) {
			ws = append(ws, w)
		}
	}
	ws, same := x.synonymous(ws)
	terms = append(terms, same...)
	slices.SortStableFunc(ws, func(a, b string) int { return len(b) - len(a) })
	for _, w := range ws {
		terms = append(terms, term{{w}})
	}
	return terms[:min(len(terms), maxTerms)]
}

// affordable leaves out the terms that cost most, words that nearly every text
// has, when together they are more than whoever searches should have to load.
func (x *Index) affordable(terms []term) []term {
	costs, order := make([]int, len(terms)), make([]int, len(terms))
	for i, t := range terms {
		order[i] = i
		for _, w := range slices.Concat(t...) {
			costs[i] += max(usualSize, x.sizeAt(stem(w)))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return costs[a] - costs[b] })
	var kept []term
	total := 0
	for i, at := range order {
		if total += costs[at]; i == 0 || total <= budget {
			kept = append(kept, terms[at])
		}
	}
	return kept
}

// dateKey returns the key of a date of which the parts stand in the order of
// the letters j, m and d; "" when it is no date.
func (x *Index) dateKey(parts []string, order string) string {
	var year, month, day string
	for i, p := range parts {
		switch order[i] {
		case 'j':
			year = p
		case 'm':
			month = x.month(p)
		case 'd':
			day = two(p, 31)
		}
	}
	if month == "" || strings.Contains(order, "d") && day == "" {
		return ""
	}
	return "@" + strings.Trim(year+"-"+month+"-"+day, "-")
}

// month returns the number of a month of two digits: of a number, of a name, or
// of its first three letters or more.
func (x *Index) month(s string) string {
	for i, name := range x.months {
		if len(s) > 2 && (strings.HasPrefix(name, s) || s == "mrt" && i == 2) {
			return two(strconv.Itoa(i+1), 12)
		}
	}
	return two(s, 12)
}

func two(s string, most int) string {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return ""
	}
	return strconv.Itoa(n/10) + strconv.Itoa(n%10)
}

// synonymous takes the first phrase of each group of synonyms out of ws and
// returns a term for it, of the phrase itself and those that mean the same.
func (x *Index) synonymous(ws []string) (rest []string, terms []term) {
	stems := stemsOf(ws)
	for g, group := range x.synonyms {
		for i := range group {
			phrase := x.synonymStems[g][i]
			at := phraseIn(stems, phrase)
			if at < 0 {
				continue
			}
			n := len(phrase)
			t := term{slices.Clone(ws[at : at+n])}
			for j, other := range group {
				if j != i {
					t = append(t, strings.Fields(other))
				}
			}
			terms = append(terms, t)
			ws = slices.Delete(slices.Clone(ws), at, at+n)
			stems = slices.Delete(stems, at, at+n)
			break
		}
	}
	return ws, terms
}

func stemsOf(ws []string) []string {
	stems := make([]string, len(ws))
	for i, w := range ws {
		stems[i] = stem(w)
	}
	return stems
}

// phraseIn returns where the stems of a phrase stand in those of a query; -1 when
// they do not.
func phraseIn(stems, phrase []string) int {
	for at := 0; at+len(phrase) <= len(stems); at++ {
		if slices.Equal(stems[at:at+len(phrase)], phrase) {
			return at
		}
	}
	return -1
}

// termLevels returns how well each entry fits a term.
func (x *Index) termLevels(t term) []uint8 {
	levels := make([]uint8, len(x.order))
	for i, alternative := range t {
		var all []uint8
		for _, w := range alternative {
			own := x.wordLevels(w, i == 0)
			if all == nil {
				all = own
				continue
			}
			for n := range all {
				all[n] = min(all[n], own[n])
			}
		}
		for n, l := range all {
			if i > 0 && l > 0 {
				l-- // the word itself goes before what means the same
			}
			levels[n] = max(levels[n], l)
		}
	}
	return levels
}

// wordLevels returns how well each entry fits a word. near allows words that
// look like it when it is nowhere.
func (x *Index) wordLevels(w string, near bool) []uint8 {
	levels := make([]uint8, len(x.order))
	put := func(f form, strong, weak uint8) {
		numbers(f.strong, func(n int32) { levels[n] = max(levels[n], strong) })
		numbers(f.weak, func(n int32) { levels[n] = max(levels[n], weak) })
	}
	s := stem(w)
	keys := x.shardOf(s)
	if i, ok := slices.BinarySearchFunc(keys, s, func(k key, s string) int { return cmp.Compare(k.stem, s) }); ok {
		for _, f := range keys[i].forms {
			switch f.word {
			case w:
				put(f, levelExact, weakExact)
			case part:
				put(f, levelPart, weakPart)
			default:
				put(f, levelForm, weakForm)
			}
		}
		return levels
	}
	if !near {
		return levels
	}
	for _, like := range []func(string, string) bool{begins, differs} {
		found := false
		for _, k := range keys {
			for _, f := range k.forms {
				if f.word != part && like(f.word, w) {
					found = true
					put(f, levelNear, weakNear)
				}
			}
		}
		if found {
			break
		}
	}
	return levels
}

// shardOf returns the shard in which a stem would be.
func (x *Index) shardOf(s string) []key {
	if i := x.shardAt(s); i >= 0 {
		return x.shards[i]
	}
	return nil
}

func (x *Index) sizeAt(s string) int {
	if i := x.shardAt(s); i >= 0 {
		return x.sizes[i]
	}
	return 0
}

// shardAt returns the number of the shard in which a stem would be; -1 when it
// comes before all.
func (x *Index) shardAt(s string) int {
	i, ok := slices.BinarySearch(x.starts, s)
	if !ok {
		i--
	}
	return i
}

// begins reports whether word begins with what was typed.
func begins(word, typed string) bool { return len(typed) > 2 && strings.HasPrefix(word, typed) }

// differs reports whether word and what was typed differ by one letter: one too
// many, too few, another, or two that changed places.
func differs(word, typed string) bool {
	if len(typed) < 5 || typed[0] < 'a' || word[0] < 'a' {
		return false
	}
	i, a, b := 0, len(word), len(typed)
	for i < a && i < b && word[i] == typed[i] {
		i++
	}
	for a > i && b > i && word[a-1] == typed[b-1] {
		a--
		b--
	}
	return a-i < 2 && b-i < 2 || a-i == 2 && b-i == 2 && word[i] == typed[i+1] && word[i+1] == typed[i]
}
