// Package zoek makes the search index of a site, and searches in it.
//
// [New] takes everything that can be found, an [Entry] each, and makes an
// [Index]: small files that the script of the theme loads when somebody searches
// ([Index.Files]), with the same search in Go ([Index.Search]) for the search
// questions that editors wrote. It is pure: entries in, files out, and the same
// entries give the same bytes.
//
// An entry is a number: its place in the order in which equally good results
// stand, examples last. A word leads to a list of numbers. Words stand below
// their stem (see stem), so that one look-up finds every form of a word:
//
//	bank → bank, bankje, banken, + (the compounds of which it is a part)
//
// The stems, sorted, are cut into files of about equal size (shards), of which
// index.json gives the first stem; what results show stands in files of their
// own (chunks). So a search loads a shard a word and the chunks of the results
// that are shown, however large the site is.
//
// What is searched with besides words has keys that no word can have: "@" before
// a date, "=" before a value of a filter, "#" before the hash of a kenmerk.
package zoek

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// A Soort is a kind of thing that can be found. The order is that of equally
// good results.
type Soort int

// The kinds of things that can be found.
const (
	Onderwerp Soort = iota
	Bijeenkomst
	Signaal
	Advies
	Traject
	Pagina
)

// An Entry is something that can be found.
type Entry struct {
	Soort          Soort
	Titel          string // what people said, or a name
	Taal           string // of Titel, when it is not that of the site
	Adres          string // without the path of the base URL
	Besluit        string // of a signaal
	DoorgegevenAan string
	Kort           string   // one or two sentences below the title
	Bij            string   // the title of its traject
	Datum          string   // shown, and by which entries of a Soort are ordered: the newest first
	Dagen          []string // dates by which it is found
	Zwak           []string // more texts in which words count less
	// Woorden are more words, as [Fold] returns them: those that count as the
	// title does (what people said in their own words), and those that count less.
	Woorden     [2]string
	Onderwerpen []string // names of topics
	Wijken      []string
	Jaar        string
	Voorbeeld   bool
}

// Options are what a search needs to know beside entries.
type Options struct {
	Taal       string
	Maanden    []string            // names of the twelve months, as people type them
	Synoniemen map[string][]string // a word or words -> what means the same
	Kenmerken  []string            // slugs of the reference numbers that have a page at /k/
}

// A Source has the entries of a site. Each is asked for a few times, so that all
// of them are never in memory.
type Source interface {
	Len() int
	Entry(i int) *Entry
	// Words returns the Woorden of an entry, which Entry may leave out: they are
	// asked for once.
	Words(i int) [2]string
}

type entryList []*Entry

func (l entryList) Len() int              { return len(l) }
func (l entryList) Entry(i int) *Entry    { return l[i] }
func (l entryList) Words(i int) [2]string { return l[i].Woorden }

// An Index is the search index of a site.
type Index struct {
	source   Source
	order    []int32 // number -> its place in source
	last     int     // from this number on stand examples and pages about them, after all others
	shards   [][]key
	starts   []string // the first stem of each shard
	sizes    []int    // of each shard, in kB
	stop     map[string]bool
	synonyms [][]string // groups of folded phrases that mean the same
	// The stems of the words of each phrase: a site may have many search questions.
	synonymStems [][][]string
	months       []string
	topics       []string
	wijken       []string
	years        []string
	besluiten    []string
	kenmerken    bool
}

// A key is a stem with the forms that have it, each with its lists.
type key struct {
	stem  string
	forms []form
}

// A form is a word as it is written, with the numbers of the entries that have
// it in their title (strong) or elsewhere (weak), as text: see [list].
type form struct {
	word         string
	strong, weak []byte
}

// part is the form that stands for the compounds of which a word is a part.
const part = "+"

// New makes an index of entries, which it keeps.
func New(entries []*Entry, o Options) *Index { return NewFrom(entryList(entries), o) }

// NewFrom makes an index of what source has.
func NewFrom(source Source, o Options) *Index {
	x := &Index{source: source, stop: stopwords(o.Taal), kenmerken: len(o.Kenmerken) > 0}
	x.arrange()
	for _, m := range o.Maanden {
		x.months = append(x.months, strings.Join(split(m), ""))
	}
	x.synonyms = synonyms(o.Synoniemen)
	for _, group := range x.synonyms {
		var phrases [][]string
		for _, phrase := range group {
			phrases = append(phrases, stemsOf(strings.Fields(phrase)))
		}
		x.synonymStems = append(x.synonymStems, phrases)
	}
	b := newBuilder(x)
	for number := range x.order {
		b.entry(int32(number), x.Entry(number), x.source.Words(int(x.order[number])))
	}
	for _, k := range o.Kenmerken {
		b.form("#" + Hash(k))
	}
	x.shard(b.keys())
	return x
}

// arrange puts the entries in the order in which equally good results stand, and
// collects the values of the filters.
func (x *Index) arrange() {
	type place struct {
		last         int
		soort        Soort
		datum, adres string
		invented     bool
	}
	places := make([]place, x.source.Len())
	invented := false
	values := newFacets()
	for i := range places {
		e := x.source.Entry(i)
		places[i] = place{0, e.Soort, e.Datum, e.Adres, e.Voorbeeld}
		invented = invented || e.Voorbeeld
		values.add(e)
	}
	for i, p := range places {
		// Pages about the examples are no better than these.
		places[i].last = boolToInt(p.invented || invented && p.soort == Pagina)
	}
	x.order = make([]int32, len(places))
	for i := range x.order {
		x.order[i] = int32(i)
	}
	slices.SortStableFunc(x.order, func(i, j int32) int {
		a, b := &places[i], &places[j]
		return cmp.Or(a.last-b.last, cmp.Compare(a.soort, b.soort), cmp.Compare(b.datum, a.datum), cmp.Compare(a.adres, b.adres))
	})
	x.last = len(places)
	if i := slices.IndexFunc(x.order, func(i int32) bool { return places[i].last > 0 }); i >= 0 {
		x.last = i
	}
	x.topics, x.wijken, x.years, x.besluiten = sorted(values.topics), sorted(values.wijken), sorted(values.years), sorted(values.besluiten)
	slices.Reverse(x.years)
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hashLen is how many hexadecimal digits of the hash of a kenmerk are kept.
const hashLen = 7

// Hash returns what stands in the index for the slug of a kenmerk. It says
// whether a number is known, not which it is: 7 of the 64 digits of SHA-256,
// which a browser has too, so that many numbers share each hash.
func Hash(slug string) string {
	sum := sha256.Sum256([]byte(slug))
	return hex.EncodeToString(sum[:])[:hashLen]
}

// split returns the words of s.
func split(s string) []string {
	var ws []string
	words(s, func(w string) { ws = append(ws, w) })
	return ws
}

// synonyms returns the groups of phrases that mean the same: a key of site.yaml
// with its list is a group.
func synonyms(of map[string][]string) [][]string {
	var groups [][]string
	for name, others := range of {
		var group []string
		for _, phrase := range append([]string{name}, others...) {
			if p := strings.Join(split(phrase), " "); p != "" && !slices.Contains(group, p) {
				group = append(group, p)
			}
		}
		if len(group) > 1 {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, slices.Compare[[]string])
	return groups
}

// facets are the values of the filters.
type facets struct{ topics, wijken, years, besluiten map[string]bool }

func newFacets() facets {
	return facets{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

func (f facets) add(e *Entry) {
	for _, t := range e.Onderwerpen {
		f.topics[t] = true
	}
	for _, w := range e.Wijken {
		f.wijken[w] = true
	}
	f.years[e.Jaar], f.besluiten[e.Besluit] = true, true
}

func sorted(set map[string]bool) []string {
	var names []string
	for n := range set {
		if n != "" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}
