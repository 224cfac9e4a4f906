// Package site says which pages there are, at which addresses, and what stands
// on each of them. It is pure: it reads no disk and writes nothing.
//
// [New] makes a [Site] from the settings and a [Doc] of every traject. A Doc is
// small; the document itself is read again, through [Input].Open, when its page
// is asked for. So a page is made on demand from its address ([Site.Page], then
// [Page.View]), the preview asks for one, the build walks all of them in
// parallel, and neither holds the site in memory.
//
// views.go is the data that a theme gets to see.
package site

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/permalinks"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
	"weerklank/internal/weggehaald"
	"weerklank/internal/zoek"
)

// An Input is what a site is made of.
type Input struct {
	Settings     *traject.Settings
	Docs         []*Doc
	Onderwerpen  []*traject.Page // introductions of topics
	Paginas      []*traject.Page
	Media        []content.Media
	Moves        []permalinks.Entry // the addresses that went elsewhere, from the ledger
	Texts        Texts
	Woorden      *zoek.Lexicon         // what the words of Docs were made with; nil when they are words
	Today        string                // 2006-01-02
	Preview      bool                  // concepts are shown too
	Light        bool                  // the house style knows no dark
	Logo         Size                  // of the image; zero when it is not known
	Geschiedenis *versies.Geschiedenis // the versions of each traject; nil without git
	Ondiep       bool                  // Geschiedenis lacks the beginning
	// Weggehaald is what was taken away for somebody's privacy. Docs and Open have
	// nothing of it any more; the addresses stay, and say so.
	Weggehaald *weggehaald.Lijst
	// Eerder are addresses that were published once, as the ledger has them. Those
	// that were taken away get a page also when their file is gone.
	Eerder []string
	// Open reads the document of a traject again, for its page.
	Open func(*Doc) (*traject.Traject, error)
}

// Texts are the words of the theme that addresses do not have: titles and
// descriptions of the pages that no editor wrote.
type Texts interface {
	// Text returns the text of the catalogue under key, with pairs of name and
	// value filled in.
	Text(key string, args ...any) string
}

// A Site is everything that is published.
type Site struct {
	in       Input
	info     *Info
	basePath string // of the base URL: "" or "/pad"

	docs      []*Doc // published, newest first
	bySlug    map[string]*Doc
	entries   []entry                     // of all that is shown, newest first, examples and concepts too
	answers   map[traject.Besluit][]entry // of entries
	kaarten   map[*Doc]*Kaart
	topics    map[string]*topic
	topicList []*topic
	topicOf   map[string]*topic            // by a name of it as it is written; nil for a name that is none
	meetings  []*BijeenkomstKaart          // newest first
	meetingAt map[string]*BijeenkomstKaart // by address
	advice    []*AdviesKaart               // newest first
	adviceAt  map[string]*AdviesKaart      // by address
	later     map[string][]*Doc            // slug -> the rounds that came after it
	basis     map[*DocSignaal][]entry      // signaal -> those that rest on it
	telling   Telling

	pages     []*Page
	docsAt    []int // in pages, where those of each of docs begin, and where the last ends
	byAddress map[string]*Page
	own       map[string]*Page  // of what is shown at once, in the place of those, see With
	files     map[string]string // content path -> address of its page or copy
	media     []content.Media   // published
	copies    map[string]bool   // addresses of media
	hidden    map[string]bool   // addresses of concepts, which published pages must not link to
	redirects []Redirect
	gone      map[*weggehaald.Stuk]bool   // what was found on the site
	filesGone []string                    // addresses of files, each with a page below it
	earlier   map[string]string           // earlier address -> present one
	moved     map[string]permalinks.Entry // arrows of the ledger, by address
	claims    map[string]string           // where texts say that those went
	badMoves  []Move
	aliases   []string                   // earlier addresses that editors wrote in a text
	beside    map[string][]content.Media // by the file beside which they lie
	waiting   func() map[string]bool     // files that are shown in the preview only
	kenmerken map[string][]SignaalRef    // slug of a reference number -> what it leads to
	zoek      func() *zoek.Index
	nieuws    func() *nieuws
	itemSums  func() map[*DocSignaal][16]byte // see KeyOf
	problems  []diag.Problem

	recent *recent
}

type topic struct {
	slug, name string
	intro      *traject.Page
	docs       []*Doc
	entries    []entry // newest first
	kaart      *OnderwerpKaart
}

// A Page is one page of the site.
type Page struct {
	Adres string
	Kind  Kind
	From  string // the path of the file it is made of; "" for a list
	// Listed says whether the page stands in the sitemap.
	Listed     bool
	Bijgewerkt traject.Datum
	// Key holds everything that the page depends on, beside the program, the theme
	// and the settings; "" when that cannot be said.
	Key string
	// View makes the data of the page: a pointer to the type that belongs to
	// Kind. The error says why its document could not be read.
	View func() (any, error)

	list *listPage // nil for a page that is no list of items
}

// A Redirect is an earlier address.
type Redirect struct{ Van, Naar string }

// RuleMediaAddress is about a file that is copied to where something else is.
var RuleMediaAddress = &diag.Rule{
	Code: "bestand-adres", Severity: diag.Error, Source: "Weerklank: een adres blijft bestaan", Fixed: true,
	Title: lang.T("Een beeld of document op een adres dat al bezet is", "An image or document at an address that is taken"),
	Why: lang.T("Op een adres kan maar een ding staan. Het andere zou verdwijnen.",
		"Only one thing can have an address. The other would vanish."),
	Wrong: "content/trajecten/wmo/index.html",
	Right: "content/trajecten/wmo/verslag.html",
}

// Rules returns the rules of this package.
func Rules() []*diag.Rule { return []*diag.Rule{RuleMediaAddress} }

// New makes a site. The problems are about addresses: those that collide.
func New(in Input) (*Site, []diag.Problem) {
	s := connect(in)
	s.zoek = sync.OnceValue(s.makeZoek)
	s.waiting = sync.OnceValue(s.makeWaiting)
	s.nieuws = sync.OnceValue(s.makeNieuws)
	s.itemSums = sync.OnceValue(s.makeItemSums)
	s.makeInfo()
	s.addPages()
	s.addMedia()
	s.info.Logo, s.info.Favicon = s.image(in.Settings.Logo), s.image(in.Settings.Favicon)
	return s, diag.Sort(s.problems)
}

// connect makes a site without pages: what the page of a traject asks of it.
func connect(in Input) *Site {
	s := &Site{
		in: in, recent: &recent{}, bySlug: map[string]*Doc{}, answers: map[traject.Besluit][]entry{}, kaarten: map[*Doc]*Kaart{},
		topics: map[string]*topic{}, byAddress: map[string]*Page{}, files: map[string]string{},
		hidden: map[string]bool{}, meetingAt: map[string]*BijeenkomstKaart{}, adviceAt: map[string]*AdviesKaart{}, later: map[string][]*Doc{}, copies: map[string]bool{}, basis: map[*DocSignaal][]entry{},
	}
	if u, err := url.Parse(in.Settings.BaseURL); err == nil {
		s.basePath = strings.TrimRight(u.Path, "/")
	}
	for _, d := range in.Docs {
		s.files[d.Path] = d.adres()
		if !s.published(d) {
			for _, a := range addressesOf(d) {
				s.hidden[a] = true
			}
			continue
		}
		s.docs = append(s.docs, d)
		s.bySlug[d.Slug] = d
	}
	s.sortDocs()
	s.makeTopics()
	s.makeKaarten()
	s.linkRounds()
	s.makeLists()
	s.makeKenmerken()
	return s
}

// image returns the address of an image of site.yaml, "" when there is none.
func (s *Site) image(l traject.Link) string {
	if l == "" {
		return ""
	}
	a, _, _ := s.Resolve(content.SettingsPath, string(l))
	return a
}

// published reports whether a document is shown: concepts and those for later
// are only shown in the preview.
func (s *Site) published(d *Doc) bool { return s.in.Preview || !s.concept(d) }

func (s *Site) concept(d *Doc) bool { return d.Waits(s.in.Today) }

// shown reports whether a document stands in lists: one that was withdrawn does not.
func shown(d *Doc) bool { return d.Ingetrokken == nil }

// counted reports whether a document counts in figures.
func (s *Site) counted(d *Doc) bool { return d.Counted(s.in.Today) }

func (s *Site) organisatie(d *Doc) string {
	if d.Organisatie == s.in.Settings.Organisatie {
		return ""
	}
	return d.Organisatie
}

func topicAdres(slug string) string { return "/onderwerpen/" + slug + "/" }

func (s *Site) makeTopics() {
	s.topicOf = map[string]*topic{}
	add := func(name string) *topic {
		if t, known := s.topicOf[name]; known {
			return t
		}
		sl := slug.Slug(name)
		if sl == "" {
			return nil // reported by check
		}
		t := s.topics[sl]
		if t == nil {
			t = &topic{slug: sl, name: name}
			s.topics[sl] = t
			s.topicList = append(s.topicList, t)
		} else if name < t.name { // one spelling, whatever the order of files
			t.name = name
		}
		s.topicOf[name] = t
		return t
	}
	for _, d := range s.docs {
		if !shown(d) {
			continue
		}
		for _, name := range d.Onderwerpen {
			if t := add(name); t != nil && !slices.Contains(t.docs, d) {
				t.docs = append(t.docs, d)
			}
		}
		for _, sg := range d.Signalen {
			for _, name := range sg.Onderwerpen {
				if t := add(name); t != nil && !slices.Contains(t.docs, d) {
					t.docs = append(t.docs, d)
				}
			}
		}
	}
	for _, p := range s.in.Onderwerpen {
		s.files[p.File.Path] = topicAdres(p.Slug)
		if t := s.topics[p.Slug]; t != nil && (!p.Concept || s.in.Preview) {
			t.intro, t.name = p, cmp.Or(p.Titel, t.name)
		}
	}
	c := collate.New(language.Make(s.taal()), collate.Numeric, collate.IgnoreCase)
	slices.SortFunc(s.topicList, func(a, b *topic) int {
		return cmp.Or(c.CompareString(a.name, b.name), cmp.Compare(a.slug, b.slug))
	})
}

func (s *Site) taal() string { return cmp.Or(s.in.Settings.Taal, "nl") }

func (s *Site) topicsOf(names []string) []*topic {
	var ts []*topic
	for _, n := range names {
		t, known := s.topicOf[n]
		if !known { // of what stands in no list
			t = s.topics[slug.Slug(n)]
		}
		if t != nil && !slices.Contains(ts, t) {
			ts = append(ts, t)
		}
	}
	return ts
}

func (s *Site) topicRefs(names []string) []Ref {
	var refs []Ref
	for _, t := range s.topicsOf(names) {
		refs = append(refs, Ref{t.name, topicAdres(t.slug)})
	}
	return refs
}

// An entry is a signaal in a list. Its Item is made when a page shows it, so
// that a long list is a list of pointers.
type entry struct {
	d *Doc
	s *DocSignaal
}

func (e entry) adres() string { return "/trajecten/" + e.d.Slug + "/" + e.s.ID + "/" }

func entriesOf(d *Doc) []entry {
	es := make([]entry, len(d.Signalen))
	for i, sg := range d.Signalen {
		es[i] = entry{d, sg}
	}
	return es
}

// item makes what a page shows of an entry.
func (s *Site) item(e entry) *Item {
	d, sg := e.d, e.s
	it := &Item{
		Tekst: sg.Tekst, Taal: sg.Taal, Adres: e.adres(), InVerband: d.adres() + "#" + sg.ID, Besluit: sg.Besluit,
		DoorgegevenAan: sg.DoorgegevenAan, Kort: sg.Kort, Waarom: sg.Waarom,
		Stand: s.stand(e),
		Datum: sg.BeslotenOp, Door: s.door(d, sg.Door), Traject: Ref{d.Titel, d.adres()}, Organisatie: s.organisatie(d),
		Onderwerpen: s.kaarten[d].Onderwerpen, Aantal: sg.Aantal, Aanbeveling: sg.Aanbeveling,
		Voorbeeld: d.Voorbeeld, Concept: s.concept(d),
	}
	if len(sg.Onderwerpen) > 0 {
		it.Onderwerpen = s.topicRefs(sg.Onderwerpen)
	}
	return it
}

func (s *Site) itemsFor(es []entry) []*Item {
	items := make([]*Item, len(es))
	for i, e := range es {
		items[i] = s.item(e)
	}
	return items
}

func (s *Site) makeKaarten() {
	for _, d := range s.docs {
		s.kaarten[d] = s.kaart(d)
	}
}

func (s *Site) kaart(d *Doc) *Kaart {
	return &Kaart{
		Titel: d.Titel, Adres: d.adres(), Samenvatting: d.Samenvatting, Phase: d.Phase, Doorlopend: d.Doorlopend,
		Organisatie: s.organisatie(d), Onderwerpen: s.topicRefs(d.Onderwerpen), Telling: tel(entriesOf(d)), Bijgewerkt: s.Bijgewerkt(d),
		Voorbeeld: d.Voorbeeld, Concept: s.concept(d), Ingetrokken: !shown(d),
	}
}

// door returns who decided: the signaal's own, the traject's or the site's.
func (s *Site) door(d *Doc, own string) string {
	return cmp.Or(own, d.BeslotenDoor, s.in.Settings.BeslotenDoor)
}

// tel counts entries.
func tel(entries []entry) Telling {
	n, heard := map[traject.Besluit]int{}, map[traject.Besluit]int{}
	t := Telling{Totaal: len(entries)}
	for _, e := range entries {
		n[e.s.Besluit]++
		heard[e.s.Besluit] += max(1, e.s.Aantal)
		t.Gehoord += max(1, e.s.Aantal)
		if e.s.Besluit != traject.InBehandeling {
			t.Beantwoord++
		}
	}
	for _, b := range traject.Besluiten() {
		if n[b] > 0 || b == traject.NietOvergenomen {
			t.Counts = append(t.Counts, Count{Besluit: b, Aantal: n[b], Gehoord: heard[b], Adres: besluitAdres(b)})
		}
	}
	return t
}

func besluitAdres(b traject.Besluit) string { return "/besluiten/" + string(b) + "/" }

// sortNewest sorts entries: the latest first, and the same on every machine. It
// looks at each date once.
func sortNewest(es []entry) {
	type dated struct {
		entry
		start, end string
	}
	ds := make([]dated, len(es))
	for i, e := range es {
		day := e.d.order(e.s)
		ds[i] = dated{e, day.Start(), day.End()}
	}
	slices.SortFunc(ds, func(a, b dated) int {
		if c := strings.Compare(b.start, a.start); c != 0 {
			return c
		}
		if c := strings.Compare(b.end, a.end); c != 0 {
			return c
		}
		if c := strings.Compare(b.d.Slug, a.d.Slug); c != 0 {
			return c
		}
		return strings.Compare(b.s.ID, a.s.ID)
	})
	for i, d := range ds {
		es[i] = d.entry
	}
}

func (s *Site) meetingCard(d *Doc, b *traject.Bijeenkomst) *BijeenkomstKaart {
	return &BijeenkomstKaart{
		Naam: b.Naam, Adres: bijeenkomstAdres(d.Slug, b.ID), Datum: b.Datum, Plaats: b.Plaats, Wijk: b.Wijk, Vorm: b.Vorm,
		Aanwezigen: b.Aanwezigen, Toekomst: b.Datum != "" && b.Datum.Start() > s.in.Today,
		Traject: Ref{d.Titel, d.adres()}, Telling: tel(entriesAt(d, b.ID)), Voorbeeld: d.Voorbeeld, Concept: s.concept(d),
	}
}

func (s *Site) adviceCard(d *Doc, a *traject.Advies) *AdviesKaart {
	return &AdviesKaart{
		Kenmerk: a.Kenmerk, Titel: a.Titel, Van: a.Van, Aan: a.Aan, Adres: adviesAdres(a.Kenmerk), Datum: a.Datum,
		Traject: Ref{d.Titel, d.adres()}, Telling: tel(entriesAbout(d, a.Kenmerk)), Stand: a.Stand(s.in.Today),
		Voorbeeld: d.Voorbeeld, Concept: s.concept(d),
	}
}

// makeLists makes what lists show: topics, bijeenkomsten, advice.
func (s *Site) makeLists() {
	var counted []entry
	topics := map[*Doc][]*topic{}
	for _, d := range s.docs {
		if !shown(d) {
			continue
		}
		topics[d] = s.topicsOf(d.Onderwerpen)
		for _, e := range entriesOf(d) {
			s.entries = append(s.entries, e)
			if s.counted(d) {
				counted = append(counted, e)
			}
			for _, b := range e.s.GebaseerdOp {
				if base, ok := s.find(d, b); ok {
					s.basis[base.s] = append(s.basis[base.s], e)
				}
			}
		}
		for _, b := range d.Bijeenkomsten {
			if b.ID != "" {
				k := s.meetingCard(d, b)
				s.meetings = append(s.meetings, k)
				s.meetingAt[k.Adres] = k
			}
		}
		for _, a := range d.Adviezen {
			if slug.Slug(a.Kenmerk) != "" {
				k := s.adviceCard(d, a)
				s.advice = append(s.advice, k)
				s.adviceAt[k.Adres] = k
			}
		}
	}
	s.telling = tel(counted)
	sortNewest(s.entries)
	for _, e := range s.entries {
		s.answers[e.s.Besluit] = append(s.answers[e.s.Besluit], e)
		in := topics[e.d]
		if len(e.s.Onderwerpen) > 0 {
			in = s.topicsOf(e.s.Onderwerpen)
		}
		for _, t := range in {
			t.entries = append(t.entries, e)
		}
	}
	for _, t := range s.topicList {
		k := &OnderwerpKaart{Titel: t.name, Adres: topicAdres(t.slug), Voorbeeld: true}
		if t.intro != nil {
			k.Samenvatting = t.intro.Samenvatting
		}
		for _, d := range t.docs {
			if !d.Voorbeeld {
				k.Trajecten++
				k.Voorbeeld = false
			}
		}
		k.Telling = tel(filter(t.entries, func(e entry) bool { return s.counted(e.d) }))
		t.kaart = k
	}
	slices.SortFunc(s.meetings, func(a, b *BijeenkomstKaart) int {
		return cmp.Or(b.Datum.Compare(a.Datum), cmp.Compare(a.Adres, b.Adres))
	})
	slices.SortFunc(s.advice, func(a, b *AdviesKaart) int {
		return cmp.Or(b.Datum.Compare(a.Datum), cmp.Compare(a.Adres, b.Adres))
	})
}

func filter(es []entry, keep func(entry) bool) []entry {
	var out []entry
	for _, e := range es {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func isExample(e entry) bool { return e.d.Voorbeeld }

func isReal(e entry) bool { return !e.d.Voorbeeld }

// find returns the signaal that a gebaseerd-op names: an id of the same traject, or slug/id.
func (s *Site) find(d *Doc, name string) (entry, bool) {
	id := name
	if sl, rest, ok := strings.Cut(name, "/"); ok {
		d, id = s.bySlug[sl], rest
	}
	if d == nil {
		return entry{}, false
	}
	for _, sg := range d.Signalen {
		if sg.ID == id || slices.Contains(sg.Aliassen, id) {
			return entry{d, sg}, true
		}
	}
	return entry{}, false
}

func bijeenkomstAdres(slug, id string) string { return "/bijeenkomsten/" + slug + "-" + id + "/" }

func adviesAdres(kenmerk string) string { return "/adviezen/" + slug.Slug(kenmerk) + "/" }

// entriesAt returns what was said at a bijeenkomst.
func entriesAt(d *Doc, id string) []entry {
	return filter(entriesOf(d), func(e entry) bool { return slices.Contains(e.s.OpgehaaldBij, id) })
}

// entriesAbout returns the aanbevelingen of an advice, by their number.
func entriesAbout(d *Doc, kenmerk string) []entry {
	out := filter(entriesOf(d), func(e entry) bool { return e.s.Advies == kenmerk })
	c := collate.New(language.Und, collate.Numeric)
	slices.SortStableFunc(out, func(a, b entry) int { return c.CompareString(a.s.Aanbeveling, b.s.Aanbeveling) })
	return out
}

func (s *Site) makeInfo() {
	set := s.in.Settings
	s.info = &Info{
		Titel: set.Titel, Organisatie: set.Organisatie, Taal: s.taal(), BaseURL: strings.TrimRight(set.BaseURL, "/") + "/",
		Contact: set.Contact, LogoMaat: s.in.Logo, Huisstijl: set.Huisstijl != "", Licht: s.in.Light, Voorbeeldsite: set.Voorbeeldsite, LicentieData: set.LicentieData,
		Vandaag: s.in.Today, Preview: s.in.Preview,
	}
	for _, m := range set.Menu {
		s.info.Menu = append(s.info.Menu, MenuItem{Titel: m.Titel, Extern: m.Link})
	}
	if len(set.Menu) == 0 {
		deel := func(name string, there bool) {
			if there {
				s.info.Menu = append(s.info.Menu, MenuItem{Deel: name, Adres: "/" + name + "/"})
			}
		}
		deel("onderwerpen", true)
		deel("bijeenkomsten", true)
		deel("besluiten", true)
		deel("cijfers", true)
		deel("trajecten", true)
		deel("adviezen", len(s.advice) > 0)
		deel("zoeken", true)
	}
	for _, p := range s.in.Paginas {
		if (!p.Concept || s.in.Preview) && s.in.Weggehaald.Weg("/"+p.Slug+"/") == nil {
			s.info.Voet = append(s.info.Voet, Ref{p.Titel, "/" + p.Slug + "/"})
		}
	}
	if s.pagina("toegankelijkheid") == nil {
		s.info.Voet = append(s.info.Voet, Ref{s.text("pagina.toegankelijkheid.titel"), "/toegankelijkheid/"})
	}
	if s.pagina("volgen") == nil {
		s.info.Voet = append(s.info.Voet, Ref{s.text("pagina.volgen.kruimel"), "/volgen/"})
	}
	slices.SortFunc(s.info.Voet, func(a, b Ref) int { return cmp.Compare(a.Titel, b.Titel) })
}

func (s *Site) pagina(slug string) *traject.Page {
	for _, p := range s.in.Paginas {
		if p.Slug == slug && (!p.Concept || s.in.Preview) {
			return p
		}
	}
	return nil
}

// add adds a page. An address that is taken stays with the first page; package
// check reports it.
func (s *Site) add(p *Page) {
	if stuk := s.in.Weggehaald.Weg(p.Adres); stuk != nil {
		p = s.weggehaald(p.Adres, stuk)
	}
	if _, taken := s.byAddress[p.Adres]; taken {
		return
	}
	s.byAddress[p.Adres] = p
	s.pages = append(s.pages, p)
}

// addMedia adds the files that are copied as they are.
func (s *Site) addMedia() {
	for _, m := range s.in.Media {
		s.files[m.Path] = m.Address
		if owner := s.files[m.Owner]; m.Owner != "" && s.byAddress[owner] == nil {
			s.hidden[m.Address] = true // the images of a concept
			continue
		}
		if s.in.Weggehaald.Weg(m.Address) != nil {
			continue // see addWeggehaald
		}
		// A folder page/ and a file page cannot stand beside each other.
		if _, taken := s.byAddress[m.Address+"/"]; taken || path.Base(m.Address) == "index.html" {
			p := RuleMediaAddress.New(diag.Range{}, lang.F("op het adres %s staat al een pagina", "there is a page at the address %s already", m.Address),
				lang.T("Geef het bestand een andere naam.", "Give the file another name."))
			p.File = m.Path
			s.problems = append(s.problems, p)
			continue
		}
		s.copies[m.Address] = true // also when it is refused, which is one problem and not two
		if !m.Refused {
			s.media = append(s.media, m)
		}
	}
}

// Info returns what every page shares.
func (s *Site) Info() *Info { return s.info }

// Tijdzone returns the name of the time zone of the site; "" for the usual one.
func (s *Site) Tijdzone() string { return s.in.Settings.Tijdzone }

// Telling returns the count of all answers of the site; examples, concepts and
// what was withdrawn do not count.
func (s *Site) Telling() Telling { return s.telling }

// BasePath returns the path of the base URL without a slash at the end: "" or "/pad".
func (s *Site) BasePath() string { return s.basePath }

// Media returns the files that are copied as they are.
func (s *Site) Media() []content.Media { return s.media }

// Redirects returns the earlier addresses.
func (s *Site) Redirects() []Redirect { return s.redirects }

// Pages returns every page, those that are made of one file together.
func (s *Site) Pages() iter.Seq[*Page] { return slices.Values(s.pages) }

// Len returns how many pages there are.
func (s *Site) Len() int { return len(s.pages) }

// Page returns the page at an address.
func (s *Site) Page(adres string) (*Page, bool) {
	if p, ok := s.own[adres]; ok {
		return p, true
	}
	p, ok := s.byAddress[adres]
	return p, ok
}

// AddressOf returns the address of the page or copy made of a content file; ""
// when it has none.
func (s *Site) AddressOf(file string) string { return s.files[file] }

// HasAnchor reports whether the page at an address has an anchor that no editor
// wrote there. The theme's own begin with wk-.
func (s *Site) HasAnchor(adres, id string) bool {
	p, ok := s.byAddress[adres]
	return ok && (strings.HasPrefix(id, "wk-") || p.Kind == Nota && s.notaHas(adres, id))
}

// Suggest returns the address that is nearest to one that does not exist; ""
// when none is near.
func (s *Site) Suggest(adres string) string {
	addresses := make([]string, 0, len(s.pages)+len(s.media))
	for _, p := range s.pages {
		if p.Kind != NietGevonden && p.Kind != Alias && p.Kind != Kenmerk && p.Kind != Versie && p.Kind != Versies { // numbers are found, never listed; what is past is not meant
			addresses = append(addresses, p.Adres)
		}
	}
	for _, m := range s.media {
		addresses = append(addresses, m.Address)
	}
	return traject.Nearest(adres, addresses)
}

// Resolve returns the address that a link leads to. from is the path of the
// file in which it stands; dest is as written: an address ("/over/"), a file
// relative to from ("../media/plan.pdf", "wmo.md"), or only a "#fragment". ok is
// false when there is nothing, and for links that leave the site.
func (s *Site) Resolve(from, dest string) (adres, fragment string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	fragment = u.Fragment
	switch {
	case u.Path == "":
		adres = s.files[from]
	case strings.HasPrefix(u.Path, "/"):
		adres = path.Clean(u.Path)
		if strings.HasSuffix(u.Path, "/") && adres != "/" {
			adres += "/"
		}
	case strings.HasPrefix(u.Path, content.Dir+"/"): // see traject.Link
		adres = s.files[path.Clean(u.Path)]
	default:
		adres = s.files[path.Join(path.Dir(from), u.Path)]
	}
	if _, there := s.byAddress[adres]; !there && adres != "" {
		if _, there = s.byAddress[adres+"/"]; there {
			adres += "/"
		} else if !s.copies[adres] {
			return adres, fragment, false
		}
	}
	return adres, fragment, adres != ""
}

// addressesOf returns every address that a document would have.
func addressesOf(d *Doc) []string {
	as := []string{d.adres()}
	for _, sg := range d.Signalen {
		as = append(as, d.adres()+sg.ID+"/")
	}
	for _, b := range d.Bijeenkomsten {
		as = append(as, bijeenkomstAdres(d.Slug, b.ID), meetingPosterAdres(d.Slug, b.ID))
	}
	for _, a := range d.Adviezen {
		as = append(as, adviesAdres(a.Kenmerk))
	}
	as = append(as, notaAdres(d.Slug), posterAdres(d.Slug), briefAdres(d.Slug))
	return as
}

// String describes the site for debugging.
func (s *Site) String() string { return fmt.Sprintf("%s: %d pages", s.info.Titel, len(s.pages)) }
