package site

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
	"weerklank/internal/zoek"
)

// ZoekenView is the page to search, which is a register to browse as well.
type ZoekenView struct {
	Frame
	Onderwerpen   []*OnderwerpKaart
	Bijeenkomsten []*BijeenkomstKaart // the latest
	Letters       []RegisterDeel
	Jaren         []RegisterDeel
}

// A RegisterDeel is a link to a part of the register.
type RegisterDeel struct {
	Titel  string // "A", "2026", or "" for the inputs that have no letter or no year
	Adres  string
	Aantal int
	Hier   bool // the page is this part
}

// RegisterView is a part of the register: what people said that begins with a
// letter, by alphabet, or that is of a year, the newest first.
type RegisterView struct {
	Frame
	Jaar  bool
	Deel  string // as RegisterDeel.Titel
	Delen []RegisterDeel
	Lijst Lijst
}

// KenmerkView leads from a reference number to what it is the number of.
type KenmerkView struct {
	Frame
	Nummer string       // its slug
	Naar   []SignaalRef // at least one
}

// trajectWords returns the words of a traject for the search.
func trajectWords(t *traject.Traject) string {
	texts := []string{t.Vraag, t.Methode, t.Grondslag}
	for _, m := range []*traject.Markdown{t.Body, t.Reden, t.Uitkomst, t.Geleerd} {
		texts = append(texts, plain(m))
	}
	for _, k := range t.Kaders {
		texts = append(texts, k.Tekst)
	}
	for _, b := range t.Betrokkenen {
		texts = append(texts, b.Naam)
	}
	return zoek.Fold(t.Titel+" "+t.Samenvatting, texts...)
}

// signaalWords returns the words of a signaal for the search: those of its
// quotes, and those of its other texts beside kort.
func signaalWords(s *traject.Signaal, kort string) [2]string {
	var quotes []string
	for _, c := range s.Citaten {
		quotes = append(quotes, c.Tekst)
	}
	said := zoek.Fold(s.Signaal, quotes...)
	texts := []string{plain(s.Reden), plain(s.Gevolg), plain(s.AntwoordOntvanger), s.Bron, s.DoorgegevenAan}
	texts = append(append(texts, s.Via...), s.Doelgroep...)
	texts = append(texts, s.Uitvoerders...)
	return [2]string{said, zoek.Fold(s.Signaal+" "+said+" "+kort, texts...)}
}

func plain(m *traject.Markdown) string {
	if m == nil {
		return ""
	}
	return m.Doc().Text()
}

// Zoek returns the files of the search index, which is made when it is first
// asked for.
func (s *Site) Zoek() iter.Seq[zoek.File] {
	return func(yield func(zoek.File) bool) { s.zoek().Files()(yield) }
}

// First returns the address that the search finds first; "" when it finds nothing.
func (s *Site) First(query string) string {
	for _, number := range zoek.Numbers(query) {
		if refs := s.kenmerken[number]; len(refs) > 0 {
			return refs[0].Adres
		}
	}
	index := s.zoek()
	if hits := index.Search(query); len(hits) > 0 {
		return index.Entry(hits[0]).Adres
	}
	return ""
}

func (s *Site) makeZoek() *zoek.Index {
	o := zoek.Options{Taal: s.taal(), Maanden: strings.Fields(s.text("zoeken.maanden")), Synoniemen: s.in.Settings.Synoniemen}
	for number := range s.kenmerken {
		o.Kenmerken = append(o.Kenmerken, number)
	}
	return zoek.NewFrom(s.zoekbaar(), o)
}

func (s *Site) topicNames(names []string) []string {
	var found []string
	for _, t := range s.topicsOf(names) {
		found = append(found, t.name)
	}
	return found
}

func yearOf(d traject.Datum) string {
	if d == "" {
		return ""
	}
	return string(d[:4])
}

// makeKenmerken collects what reference numbers lead to. Different numbers with
// one slug share it.
func (s *Site) makeKenmerken() {
	s.kenmerken = map[string][]SignaalRef{}
	add := func(kenmerk string, to SignaalRef) {
		if number := slug.Slug(kenmerk); number != "" && len(number) <= slug.MaxLen && !slices.Contains(s.kenmerken[number], to) {
			s.kenmerken[number] = append(s.kenmerken[number], to)
		}
	}
	for _, d := range s.docs {
		add(d.Kenmerk, SignaalRef{d.Titel, d.adres(), ""})
		for _, a := range d.Adviezen {
			add(a.Kenmerk, SignaalRef{a.Titel, adviesAdres(a.Kenmerk), ""})
		}
		for _, sg := range d.Signalen {
			for _, k := range sg.Kenmerken {
				add(k, SignaalRef{sg.Tekst, d.adres() + sg.ID + "/", sg.Taal})
			}
		}
	}
}

// addKenmerken adds the short address of every reference number. Nothing links
// to one.
func (s *Site) addKenmerken() {
	var numbers []string
	for n := range s.kenmerken {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		adres := "/k/" + n + "/"
		s.add(&Page{Adres: adres, Kind: Kenmerk, View: func() (any, error) {
			f := s.frame(Kenmerk, adres)
			f.Titel, f.NoIndex = s.text("pagina.kenmerk.nummer", "nummer", n), true
			f.Kruimels = append(f.Kruimels, s.crumb(Zoeken, "/zoeken/"))
			return &KenmerkView{Frame: f, Nummer: n, Naar: s.kenmerken[n]}, nil
		}})
	}
}

// registerMeetings is how many bijeenkomsten stand on the page to search; there
// is a page with all of them.
const registerMeetings = 12

// addZoeken adds the page to search and the register.
func (s *Site) addZoeken() {
	years, letters := map[string][]entry{}, map[string][]entry{}
	for _, e := range s.entries {
		year, letter := yearOf(e.d.order(e.s)), letterOf(e.s.Tekst)
		years[year] = append(years[year], e)
		letters[letter] = append(letters[letter], e)
	}
	byYear, byLetter := registerDelen("/zoeken/jaar/", years), registerDelen("/zoeken/letter/", letters)
	slices.Reverse(byYear)
	s.list(Zoeken, "/zoeken/", func() (any, error) {
		return &ZoekenView{
			Frame: s.frame(Zoeken, "/zoeken/"), Onderwerpen: s.topicKaarten(), Bijeenkomsten: s.meetings[:min(len(s.meetings), registerMeetings)],
			Letters: byLetter, Jaren: byYear,
		}, nil
	})
	for _, part := range byYear {
		s.addRegister(part, byYear, years[part.Titel], true)
	}
	c, buffer := collate.New(language.Make(s.taal()), collate.Numeric, collate.IgnoreCase), &collate.Buffer{}
	for _, part := range byLetter {
		of := letters[part.Titel]
		sortByKey(of, func(e entry) string { return string(c.KeyFromString(buffer, shorten(e.s.Tekst, maxSorted))) })
		buffer.Reset()
		s.addRegister(part, byLetter, of, false)
	}
}

// maxSorted is how many letters of a text decide on its place in the alphabet.
const maxSorted = 60

// sortByKey sorts entries by a key that is made once of each.
func sortByKey(es []entry, key func(entry) string) {
	type keyed struct {
		entry
		key string
	}
	ks := make([]keyed, len(es))
	for i, e := range es {
		ks[i] = keyed{e, key(e)}
	}
	slices.SortStableFunc(ks, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for i, k := range ks {
		es[i] = k.entry
	}
}

// letterOf returns the letter by which a text stands in the register; "" when it
// begins with none of a to z.
func letterOf(text string) string {
	if sl := slug.Slug(text[:min(len(text), maxSorted)]); sl != "" && sl[0] >= 'a' {
		return strings.ToUpper(sl[:1])
	}
	return ""
}

// registerDelen returns the parts of the register, in order; what has no letter
// or year comes last.
func registerDelen(adres string, of map[string][]entry) []RegisterDeel {
	var parts []RegisterDeel
	for name, es := range of {
		parts = append(parts, RegisterDeel{Titel: name, Adres: adres + cmp.Or(strings.ToLower(name), "anders") + "/", Aantal: len(es)})
	}
	slices.SortFunc(parts, func(a, b RegisterDeel) int { return cmp.Compare(a.Adres, b.Adres) })
	return parts
}

// addRegister adds the pages of one part of the register.
func (s *Site) addRegister(deel RegisterDeel, delen []RegisterDeel, entries []entry, jaar bool) {
	here := slices.Clone(delen)
	for i := range here {
		here[i].Hier = here[i].Adres == deel.Adres
	}
	key := "pagina.register.letter"
	if jaar {
		key = "pagina.register.jaar"
	}
	if deel.Titel == "" {
		key += "-anders"
	}
	titel := s.text(key, "deel", deel.Titel)
	invented := !slices.ContainsFunc(entries, isReal)
	labels := beginAt
	if jaar {
		labels = s.monthAt
	}
	s.addLijstBy(Register, deel.Adres, "", entries, labels, func(l Lijst, adres string) (any, error) {
		f := s.frame(Register, adres)
		f.Titel, f.Deel, f.NoIndex, f.Kruimels = titel, string(Zoeken), invented, append(f.Kruimels, s.crumb(Zoeken, "/zoeken/"))
		if l.Nummer > 0 {
			f.Kruimels = append(f.Kruimels, Ref{titel, deel.Adres})
			f.Titel = s.text("pagina.ouder", "titel", titel, "nummer", l.Nummer)
		}
		return &RegisterView{Frame: f, Jaar: jaar, Deel: deel.Titel, Delen: here, Lijst: l}, nil
	})
	if p, ok := s.byAddress[deel.Adres]; ok && invented {
		p.Listed = false
	}
}
