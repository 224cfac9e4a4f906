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

// An Index is the search index of a site.
type Index struct {
	entries  []*Entry
	last     int // from this number on stand examples and pages about them, after all others
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
type form struct{ word, strong, weak string }

// part is the form that stands for the compounds of which a word is a part.
const part = "+"

// New makes an index. It keeps entries.
func New(entries []*Entry, o Options) *Index {
	x := &Index{entries: entries, stop: stopwords(o.Taal), kenmerken: len(o.Kenmerken) > 0}
	invented := slices.ContainsFunc(entries, func(e *Entry) bool { return e.Voorbeeld })
	// Pages about the examples are no better than these.
	last := func(e *Entry) bool { return e.Voorbeeld || invented && e.Soort == Pagina }
	slices.SortStableFunc(entries, func(a, b *Entry) int {
		return cmp.Or(boolToInt(last(a))-boolToInt(last(b)), cmp.Compare(a.Soort, b.Soort), cmp.Compare(b.Datum, a.Datum), cmp.Compare(a.Adres, b.Adres))
	})
	x.last = len(entries)
	if i := slices.IndexFunc(entries, last); i >= 0 {
		x.last = i
	}
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
	x.facets()
	b := newBuilder(x)
	for number, e := range entries {
		b.entry(int32(number), e)
	}
	for _, k := range o.Kenmerken {
		b.form("#" + Hash(k))
	}
	x.shard(b.keys())
	return x
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

// facets collects the values of the filters.
func (x *Index) facets() {
	topics, wijken, years, besluiten := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range x.entries {
		for _, t := range e.Onderwerpen {
			topics[t] = true
		}
		for _, w := range e.Wijken {
			wijken[w] = true
		}
		years[e.Jaar], besluiten[e.Besluit] = true, true
	}
	x.topics, x.wijken, x.years, x.besluiten = sorted(topics), sorted(wijken), sorted(years), sorted(besluiten)
	slices.Reverse(x.years)
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
