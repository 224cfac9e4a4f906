package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/permalinks"
	"weerklank/internal/slug"
)

// Earlier addresses. They stand as aliassen in a text, or with an arrow in the
// ledger. Each gets a small page, which works on any host, and a redirect for
// hosts that know such things. So do the addresses that follow from it; what was
// below versies/ has a page of its own there for good.

// addAliases adds a small page at every earlier address. What an editor wrote
// goes before what follows from it.
func (s *Site) addAliases() {
	s.earlier, s.moved = map[string]string{}, map[string]permalinks.Entry{}
	for _, m := range s.in.Moves {
		s.moved[m.Van] = m
	}
	s.beside = map[string][]content.Media{}
	for _, m := range s.in.Media {
		if m.Owner != "" {
			s.beside[m.Owner] = append(s.beside[m.Owner], m)
		}
	}
	for _, d := range s.docs {
		for _, sg := range d.Signalen {
			for _, id := range sg.Aliassen {
				s.alias(d.Path, d.adres()+id+"/", d.adres()+sg.ID+"/", d.Titel, !d.Voorbeeld)
			}
		}
		for _, a := range d.Aliassen {
			s.alias(d.Path, trajectAdres(a), d.adres(), d.Titel, !d.Voorbeeld)
		}
	}
	for _, p := range s.in.Paginas {
		if p.Concept && !s.in.Preview {
			continue
		}
		for _, a := range p.Aliassen {
			s.alias(p.File.Path, "/"+a+"/", "/"+p.Slug+"/", p.Titel, true)
			s.derive(p.File.Path, "/"+a+"/", "/"+p.Slug+"/", p.Titel)
		}
	}
	for _, t := range s.topicList {
		if t.intro == nil {
			continue
		}
		for _, a := range t.intro.Aliassen {
			s.alias(t.intro.File.Path, topicAdres(a), topicAdres(t.slug), t.name, true)
			s.derive(t.intro.File.Path, topicAdres(a), topicAdres(t.slug), t.name)
		}
	}
	for _, d := range s.docs {
		for _, a := range d.Aliassen {
			s.derive(d.Path, trajectAdres(a), d.adres(), d.Titel)
		}
	}
	s.addMoves()
}

func trajectAdres(slug string) string { return "/trajecten/" + slug + "/" }

// alias adds what stands at an earlier address that an editor wrote. record says
// whether it belongs in the ledger.
func (s *Site) alias(from, old, adres, titel string, record bool) {
	if _, arrow := s.moved[old]; arrow { // see addMoves
		s.claimed(old, adres)
		return
	}
	if s.forward(from, old, adres, titel) && record {
		s.aliases = append(s.aliases, old)
	}
}

// claimed notes that a text says where an address with an arrow went.
func (s *Site) claimed(old, adres string) {
	if s.claims == nil {
		s.claims = map[string]string{}
	}
	if s.claims[old] == "" {
		s.claims[old] = adres
	}
}

// unfit reports whether a character could make a line of _redirects say something
// else. There is an error about such an alias, but the preview goes on.
func unfit(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"'<>*:\\`, r) }

// forward adds what stands at an earlier address, unless something is there.
func (s *Site) forward(from, old, adres, titel string) bool {
	at := strings.TrimSuffix(old, "/") + "/" // of a file: hosts show index.html of the folder
	if _, taken := s.byAddress[at]; taken || old == adres || strings.ContainsFunc(old, unfit) {
		return false
	}
	s.add(&Page{Adres: at, Kind: Alias, From: from, View: func() (any, error) {
		f := Frame{Site: s.info, Kind: Alias, Adres: at, Titel: titel, Kruimels: []Ref{s.crumb(Home, "/")}, NoIndex: true}
		return &AliasView{Frame: f, Naar: Ref{titel, adres}}, nil
	}})
	s.earlier[old] = adres
	s.redirects = append(s.redirects, Redirect{old, adres})
	return true
}

// derive adds what follows from it that a page moved from old to adres. An arrow
// for an address of its own goes before that.
func (s *Site) derive(from, old, adres, titel string) {
	add := func(old, adres, titel string) {
		if _, arrow := s.moved[old]; !arrow {
			s.forward(from, old, adres, titel)
		}
	}
	was, is := derived(old), derived(adres)
	for i := range min(len(was), len(is)) {
		if _, there := s.byAddress[is[i]]; there {
			add(was[i], is[i], titel)
		}
	}
	if p, ok := s.byAddress[adres]; ok {
		for _, m := range s.beside[p.From] {
			if rest, ok := strings.CutPrefix(m.Address, adres); ok {
				add(old+rest, m.Address, path.Base(rest))
			}
		}
	}
	if permalinks.KindOf(old) != permalinks.Traject {
		return
	}
	d := s.bySlug[path.Base(adres)]
	if d == nil || d.adres() != adres {
		return
	}
	for _, sg := range d.Signalen {
		for _, id := range append([]string{sg.ID}, sg.Aliassen...) {
			add(old+id+"/", adres+sg.ID+"/", titel)
		}
	}
	for _, b := range d.Bijeenkomsten {
		if b.ID == "" {
			continue
		}
		was, is := bijeenkomstAdres(path.Base(old), b.ID), bijeenkomstAdres(d.Slug, b.ID)
		add(was, is, b.Naam)
		for i, x := range derived(was) {
			if _, there := s.byAddress[derived(is)[i]]; there {
				add(x, derived(is)[i], b.Naam)
			}
		}
	}
}

// derived returns the addresses of pages that follow from one, always in the same
// order. Those of signalen and bijeenkomsten do not follow from its name alone.
func derived(adres string) []string {
	name := path.Base(adres)
	switch permalinks.KindOf(adres) {
	case permalinks.Traject:
		return []string{notaAdres(name), "/poster/" + name + "/", "/brief/" + name + "/", adres + "versies/"}
	case permalinks.Bijeenkomst:
		return []string{"/poster/bijeenkomst/" + name + "/"}
	case permalinks.Onderwerp:
		return []string{"/insluiten/" + name + "/"}
	case permalinks.Advies:
		return []string{"/k/" + name + "/"}
	}
	return nil
}

// A MoveState says what is wrong with an arrow in the ledger.
type MoveState int

// The states of an arrow.
const (
	MoveFine    MoveState = iota
	MoveTaken             // a page or a file stands at the address
	MoveNowhere           // nothing stands where it leads
	MoveLoop              // it leads to itself, by way of others
	MoveClaimed           // a text says that it went elsewhere
	MoveClash             // it cannot exist beside what is there
)

// A Move is an arrow in the ledger as it turned out.
type Move struct {
	permalinks.Entry
	State MoveState
	Other string // MoveTaken: the file that is there; MoveClaimed: where the text says it went; MoveClash: what is there
}

// Moves returns the arrows that lead nowhere right.
func (s *Site) Moves() []Move { return s.badMoves }

// addMoves adds what stands at the addresses with an arrow in the ledger. Those of
// trajecten come before those of what is in them.
func (s *Site) addMoves() {
	moves := slices.Clone(s.in.Moves)
	slices.SortStableFunc(moves, func(a, b permalinks.Entry) int {
		return cmp.Or(cmp.Compare(strings.Count(a.Van, "/"), strings.Count(b.Van, "/")), cmp.Compare(a.Van, b.Van))
	})
	files := map[string]string{}
	if len(moves) > 0 {
		for _, m := range s.in.Media {
			if owner := s.files[m.Owner]; m.Owner == "" || s.byAddress[owner] != nil {
				files[m.Address] = m.Path
			}
		}
	}
	ends, known := map[string]ending{}, spell(files, moves)
	for _, m := range moves {
		e := s.end(m.Naar, files, ends)
		to, state, other := e.adres, e.state, ""
		if p, ok := s.byAddress[m.Van]; ok && p.Kind != Alias && !s.waits(p) {
			state, other = MoveTaken, p.From
		} else if f := files[m.Van]; f != "" {
			state, other = MoveTaken, f
		} else if claim := s.claims[m.Van]; claim != "" && claim != to && state == MoveFine {
			state, other = MoveClaimed, claim
		} else if permalinks.KindOf(m.Van) == permalinks.Media && state == MoveFine {
			if other = s.clash(known, m.Van); other != "" {
				state = MoveClash
			}
			known.add(m.Van)
		}
		if state != MoveFine {
			s.badMoves = append(s.badMoves, Move{m, state, other})
			continue
		}
		titel := s.titleOf(to)
		for _, van := range append([]string{m.Van}, s.underEarlierNames(m.Van)...) {
			if _, arrow := s.moved[van]; arrow && van != m.Van {
				continue
			}
			s.forward(content.LedgerPath, van, to, titel)
			if permalinks.KindOf(van) == permalinks.KindOf(to) {
				s.derive(content.LedgerPath, van, to, titel)
			}
		}
	}
	slices.SortFunc(s.badMoves, func(a, b Move) int { return cmp.Compare(a.Line, b.Line) })
}

// underEarlierNames returns what the address of a signaal or a bijeenkomst was
// under the earlier names of its traject: where it went, those went too.
func (s *Site) underEarlierNames(adres string) []string {
	var all []string
	switch permalinks.KindOf(adres) {
	case permalinks.Signaal:
		if d := s.docAt(adres); d != nil {
			for _, a := range d.Aliassen {
				all = append(all, trajectAdres(a)+path.Base(adres)+"/")
			}
		}
	case permalinks.Bijeenkomst:
		name := path.Base(adres)
		for i := range name {
			if d := s.bySlug[name[:i]]; name[i] == '-' && d != nil {
				for _, a := range d.Aliassen {
					all = append(all, bijeenkomstAdres(a, name[i+1:]))
				}
			}
		}
	}
	return all
}

// An ending is where an arrow leads in the end.
type ending struct {
	adres string
	state MoveState
}

// end returns where a link to an address leads in the end. ends keeps what is known
// by now of those with an arrow, so that a long chain is walked once.
func (s *Site) end(adres string, files map[string]string, ends map[string]ending) ending {
	var walked []string
	e := ending{adres, MoveNowhere}
	on := map[string]bool{}
	for {
		if known, ok := ends[e.adres]; ok {
			e = known
			break
		}
		if p, ok := s.byAddress[e.adres]; ok && p.Kind != Alias || files[e.adres] != "" {
			e.state = MoveFine
			break
		}
		if on[e.adres] {
			e.state = MoveLoop
			break
		}
		if to, ok := s.earlier[e.adres]; ok {
			e.adres = to
			continue
		}
		m, ok := s.moved[e.adres]
		if !ok {
			break
		}
		on[e.adres] = true
		walked = append(walked, e.adres)
		e.adres = m.Naar
	}
	if e.state != MoveNowhere { // what follows from another arrow may be there later
		for _, w := range walked {
			ends[w] = e
		}
	}
	return e
}

// titleOf returns what is at an address, in words.
func (s *Site) titleOf(adres string) string {
	name := path.Base(adres)
	switch permalinks.KindOf(adres) {
	case permalinks.Traject, permalinks.Signaal:
		if d := s.docAt(adres); d != nil {
			return d.Titel
		}
	case permalinks.Onderwerp:
		if t := s.topics[name]; t != nil {
			return t.name
		}
	case permalinks.Bijeenkomst:
		if k := s.meetingAt[adres]; k != nil {
			return k.Naam
		}
	case permalinks.Advies:
		if k := s.adviceAt[adres]; k != nil {
			return k.Titel
		}
	case permalinks.Kenmerk:
		return s.text("pagina.kenmerk.nummer", "nummer", name)
	case permalinks.Pagina:
		if p := s.pagina(name); p != nil {
			return p.Titel
		}
	}
	if name == "/" {
		return s.info.Titel
	}
	return name
}

// docAt returns the traject to which the address of one, or of a signaal, belongs.
func (s *Site) docAt(adres string) *Doc {
	name, ok := strings.CutPrefix(adres, "/trajecten/")
	name, _, _ = strings.Cut(name, "/")
	if !ok {
		return nil
	}
	return s.bySlug[name]
}

// waits reports whether a page is shown in the preview only.
func (s *Site) waits(p *Page) bool {
	if !s.in.Preview {
		return false
	}
	switch p.Kind {
	case Onderwerp: // also there without its introduction
		t := s.topics[strings.Split(p.Adres, "/")[2]]
		return t != nil && !slices.ContainsFunc(t.docs, func(d *Doc) bool { return !s.concept(d) })
	case Kenmerk:
		return !slices.ContainsFunc(s.kenmerken[path.Base(p.Adres)], func(r SignaalRef) bool {
			to := s.byAddress[r.Adres]
			return to != nil && !s.waits(to)
		})
	}
	return s.waiting()[p.From]
}

// makeWaiting returns the files that are shown in the preview only.
func (s *Site) makeWaiting() map[string]bool {
	files := map[string]bool{}
	for _, u := range s.Unpublished() {
		files[u.File] = true
	}
	return files
}

// Answers reports whether something will stand at an address when the site is
// published: a page, a file, or what leads there. What is shown in the preview
// only does not count.
func (s *Site) Answers(adres string) bool {
	if p, ok := s.byAddress[adres]; ok {
		return !s.waits(p)
	}
	if strings.HasSuffix(adres, "/") {
		return false
	}
	if s.copies[adres] {
		return true
	}
	p, ok := s.byAddress[adres+"/"]
	return ok && p.Kind == Alias && !s.waits(p)
}

// Permalinks returns the addresses that must remain once they were published: what
// belongs in the ledger. Invented examples are there to be taken away.
func (s *Site) Permalinks() []string {
	skip := map[string]bool{}
	for _, d := range s.docs {
		if d.Voorbeeld || s.concept(d) {
			skip[d.Path] = true
		}
	}
	all := make([]string, 0, len(s.pages)+len(s.media))
	for _, p := range s.pages {
		if permalinks.KindOf(p.Adres) == permalinks.None || skip[p.From] || s.waits(p) {
			continue
		}
		switch p.Kind {
		case Traject, Signaal, Bijeenkomst, Advies, Pagina, Ingetrokken:
		case Onderwerp:
			if t := s.topics[path.Base(p.Adres)]; t == nil || t.kaart.Voorbeeld {
				continue
			}
		case Kenmerk:
			if !slices.ContainsFunc(s.kenmerken[path.Base(p.Adres)], func(r SignaalRef) bool {
				to := s.byAddress[r.Adres]
				return to != nil && !skip[to.From]
			}) {
				continue
			}
		default:
			continue
		}
		all = append(all, p.Adres)
	}
	for _, m := range s.media {
		if !skip[m.Owner] && permalinks.KindOf(m.Address) == permalinks.Media {
			all = append(all, m.Address)
		}
	}
	return append(all, s.aliases...)
}

// A Heir is what stands at an address, for who looks where another address went.
type Heir struct {
	Adres, Tekst string
	File         string   // in which it is written
	Regel        int      // of that file; 0 for all of it
	Aliassen     []string // its earlier names
	Takes        bool     // aliassen can be written there
}

// Heir describes what stands at an address of the ledger.
func (s *Site) Heir(adres string) Heir {
	h := Heir{Adres: adres, Tekst: s.titleOf(adres)}
	switch p := s.byAddress[adres]; permalinks.KindOf(adres) {
	case permalinks.Traject, permalinks.Signaal:
		d := s.docAt(adres)
		if d == nil {
			break
		}
		h.File, h.Aliassen, h.Takes = d.Path, d.Aliassen, true
		if i := slices.IndexFunc(d.Signalen, func(sg *DocSignaal) bool { return d.adres()+sg.ID+"/" == adres }); i >= 0 {
			sg := d.Signalen[i]
			h.Tekst, h.Regel, h.Aliassen = sg.Tekst, sg.Regel, sg.Aliassen
		}
	case permalinks.Pagina:
		if own := s.pagina(slug.Slug(path.Base(adres))); own != nil {
			h.File, h.Aliassen, h.Takes = own.File.Path, own.Aliassen, true
		}
	default:
		if p != nil {
			h.File = p.From
		}
	}
	return h
}

// Waiting returns the file of what has an address, but is not published yet; ""
// when there is none.
func (s *Site) Waiting(adres string) string {
	for _, u := range s.Unpublished() {
		if u.Adres == adres || permalinks.KindOf(adres) == permalinks.Signaal && strings.HasPrefix(adres, u.Adres) {
			return u.File
		}
	}
	return ""
}
