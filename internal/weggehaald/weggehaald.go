// Package weggehaald takes out of files what must go for somebody's privacy: what
// content/weggehaald.yaml names by its address, or by the fingerprint of a passage.
//
// A [Lijst] is what that file says. [Lijst.Clean] is the one place where it is
// done: whoever reads a file of the content, as it is or as it once was, cleans it
// before it is understood. So pages, feeds, data, the search, versions and the
// differences between them have never seen what is gone.
//
// # Fingerprints
//
// A fingerprint is number-tag-salt-sum: how many words the passage has, 4
// hexadecimal digits that say which passages need a closer look, 16 random bytes,
// and the SHA-256 of those bytes followed by the words with a space between. A word
// is folded first (see fold): case, punctuation, white space, hyphens and emphasis
// make no difference. The passage is found by a window of that many words that goes
// over a text.
//
// It keeps a passage from being read, also by a search engine. It does not keep
// somebody from guessing: who types the exact words can see that they are right, so
// one name is no secret.
package weggehaald

import (
	"cmp"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A Stuk is one thing that was taken away.
type Stuk struct {
	Datum       string // 2026-03-12
	Grond       traject.Grond
	Toelichting string
	Adres       string // as it is in addresses of pages: with a slash at the end; a file has none
	Regel       int    // of weggehaald.yaml

	print *fingerprint
	node  *traject.WeggehaaldStuk
}

// A Lijst is everything that was taken away. A nil Lijst is empty. It may be used
// by several goroutines.
type Lijst struct {
	words   string // what stand in the place of what is gone
	stukken []*Stuk
	adressen
	prints finder
	source string // what it was read from
	key    string
}

// adressen holds what was taken away by its address, also under its other names.
type adressen map[string]*Stuk

// Woorden returns what stands in the place of what was taken away, in the language
// of the site. Its brackets keep it apart from the sentence that it stands in; it holds
// no sign that means anything there in Markdown, YAML or HTML.
func Woorden(taal string) string {
	if strings.HasPrefix(taal, "en") {
		return "(removed to protect somebody’s privacy)"
	}
	return "(weggehaald om iemands privacy te beschermen)"
}

// Leeg reports whether there is nothing to take away.
func (l *Lijst) Leeg() bool { return l == nil || len(l.stukken) == 0 }

// Key changes when what the list does changes.
func (l *Lijst) Key() string {
	if l == nil {
		return ""
	}
	return l.key
}

// Stukken returns what was taken away, in the order of the file.
func (l *Lijst) Stukken() []*Stuk {
	if l == nil {
		return nil
	}
	return l.stukken
}

// Adressen returns every address that was taken away, with those that are known to
// be the same thing under another name, sorted. What stands below the address of a
// traject or signaal is gone as well; see Weg.
func (l *Lijst) Adressen() []string {
	if l == nil {
		return nil
	}
	as := make([]string, 0, len(l.adressen))
	for a := range l.adressen {
		as = append(as, a)
	}
	slices.Sort(as)
	return as
}

// Weg returns by what the address is gone, nil when it is not.
func (l *Lijst) Weg(adres string) *Stuk {
	if l == nil || len(l.adressen) == 0 {
		return nil
	}
	if s := l.adressen[adres]; s != nil {
		return s
	}
	parts := strings.Split(strings.Trim(adres, "/"), "/")
	if s := l.adressen[strings.TrimSuffix(adres, "/")]; s != nil {
		return s // the page of a file that is gone
	}
	switch {
	case len(parts) < 2:
		return nil
	case parts[0] == "trajecten":
		if s := l.adressen[trajectAdres(parts[1])]; s != nil {
			return s
		}
		if len(parts) > 3 {
			return l.adressen[trajectAdres(parts[1])+parts[2]+"/"]
		}
	case slices.Contains(perTraject, parts[0]):
		return l.adressen[trajectAdres(parts[1])]
	default:
		if slices.Contains([]string{"bijeenkomsten", "adviezen", "onderwerpen"}, parts[0]) {
			return l.adressen["/"+parts[0]+"/"+parts[1]+"/"]
		}
	}
	return nil
}

// perTraject are the parts of the site that have a page for each traject, with the
// same name.
var perTraject = []string{"nota", "poster", "brief"}

func trajectAdres(name string) string { return "/trajecten/" + name + "/" }

// Namen are the names under which a traject and what is in it have had addresses.
type Namen struct {
	Slugs         []string
	Signalen      [][]string // the ids of each
	Bijeenkomsten []string
	Adviezen      []string // their kenmerken
}

// NamenVan returns the names that the file of a traject says.
func NamenVan(t *traject.Traject) Namen {
	n := Namen{Slugs: append([]string{t.Slug}, t.Aliassen...)}
	for _, s := range t.Signalen {
		if s.ID != "" {
			n.Signalen = append(n.Signalen, append([]string{s.ID}, s.Aliassen...))
		}
	}
	for _, b := range t.Bijeenkomsten {
		if b.ID != "" {
			n.Bijeenkomsten = append(n.Bijeenkomsten, b.ID)
		}
	}
	for _, a := range t.Adviezen {
		n.Adviezen = append(n.Adviezen, a.Kenmerk)
	}
	return n
}

// Met returns the list with every other name of what is gone: who takes away an
// address, means the thing. all are the names of every traject.
func (l *Lijst) Met(all []Namen) *Lijst {
	if l == nil || len(l.adressen) == 0 {
		return l
	}
	wider := *l
	wider.adressen = adressen{}
	for a, s := range l.adressen {
		wider.adressen[a] = s
	}
	for _, n := range all {
		wider.add(n)
	}
	wider.known()
	return &wider
}

// MetPijlen returns the list with the addresses that lead to what is gone; each
// pair is an address and where it leads.
func (l *Lijst) MetPijlen(pairs [][2]string) *Lijst {
	wider := l.Met(nil)
	for again := true; again; {
		again = false
		for _, p := range pairs {
			if s := wider.adressen[p[1]]; s != nil && wider.adressen[p[0]] == nil {
				wider.adressen[p[0]], again = s, true
			}
		}
	}
	wider.known()
	return wider
}

// known makes the key say which addresses are gone: other files say which names
// they have.
func (l *Lijst) known() {
	l.key = l.source
	for _, a := range l.Adressen() {
		l.key += "\n" + a + " " + l.adressen[a].Datum
	}
}

// add adds the other names of what is gone of one traject.
func (l *Lijst) add(n Namen) {
	// A group of addresses is gone when one of them is.
	group := func(of ...string) {
		i := slices.IndexFunc(of, func(a string) bool { return l.Weg(a) != nil })
		if i < 0 {
			return
		}
		s := l.Weg(of[i])
		for _, a := range of {
			l.adressen[a] = cmp.Or(l.adressen[a], s)
		}
	}
	each := func(make func(name string) []string) {
		var all []string
		for _, name := range n.Slugs {
			all = append(all, make(name)...)
		}
		group(all...)
	}
	each(func(name string) []string { return []string{trajectAdres(name)} })
	for _, ids := range n.Signalen {
		each(func(name string) (as []string) {
			for _, id := range ids {
				as = append(as, trajectAdres(name)+id+"/")
			}
			return as
		})
	}
	if len(n.Slugs) == 0 {
		return
	}
	whole := l.adressen[trajectAdres(n.Slugs[0])]
	for _, id := range n.Bijeenkomsten {
		each(func(name string) []string { return []string{bijeenkomstAdres(name, id)} })
		if whole != nil {
			for _, name := range n.Slugs {
				l.adressen[bijeenkomstAdres(name, id)] = whole
			}
		}
	}
	for _, k := range n.Adviezen {
		if whole != nil && slug.Slug(k) != "" {
			l.adressen[adviesAdres(k)] = whole
		}
	}
}

func bijeenkomstAdres(name, id string) string { return "/bijeenkomsten/" + name + "-" + id + "/" }

func adviesAdres(kenmerk string) string { return "/adviezen/" + slug.Slug(kenmerk) + "/" }

// ofFile returns the address of the page that a Markdown file of the content
// makes, "" for other files.
func ofFile(path string) string {
	name := content.Base(path)
	switch {
	case strings.HasPrefix(path, content.TrajectenDir+"/"):
		return trajectAdres(name)
	case strings.HasPrefix(path, content.OnderwerpenDir+"/"):
		return "/onderwerpen/" + name + "/"
	case strings.HasPrefix(path, content.PaginasDir+"/"):
		return "/" + name + "/"
	}
	return ""
}

// InAdres reports whether the words of an address hold a passage that was taken
// away. Such an address need not answer any more: it would say what is gone.
func (l *Lijst) InAdres(adres string) bool {
	if l.Leeg() {
		return false
	}
	c := &cleaner{finder: l.prints}
	return c.link(adres) != nil
}
