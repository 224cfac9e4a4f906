package site

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// homeSize is how many answers the front page shows.
const homeSize = 5

// PageSize is how many items a full page of a long list holds.
const PageSize = 50

// addPages adds every page, those of one document after each other, so that a
// build reads each document once.
func (s *Site) addPages() {
	s.list(Home, "/", s.home)
	s.addTrajecten()
	s.docsAt = append(s.docsAt, len(s.pages))
	for _, d := range s.docs {
		s.addDoc(d)
		s.docsAt = append(s.docsAt, len(s.pages))
	}
	s.list(Onderwerpen, "/onderwerpen/", s.onderwerpen)
	for _, t := range s.topicList {
		s.addTopic(t)
	}
	s.addBijeenkomsten()
	s.list(Besluiten, "/besluiten/", s.besluiten)
	for _, b := range traject.Besluiten() {
		s.addBesluit(b)
	}
	s.list(Cijfers, "/cijfers/", s.cijfers)
	if len(s.advice) > 0 { // else nothing leads there
		s.addAdviezen()
	}
	for _, p := range s.in.Paginas {
		s.addPagina(p)
	}
	if s.pagina("toegankelijkheid") == nil {
		s.list(Toegankelijkheid, "/toegankelijkheid/", func() (any, error) {
			return &ToegankelijkheidView{Frame: s.frame(Toegankelijkheid, "/toegankelijkheid/"), Verklaring: s.in.Settings.Toegankelijkheid}, nil
		})
	}
	s.add(&Page{Adres: "/404.html", Kind: NietGevonden, View: func() (any, error) {
		v := &NietGevondenView{Frame: s.frame(NietGevonden, "/404.html"), Onderwerpen: largest(s.topicKaarten(), homeTopics)}
		v.NoIndex = true
		return v, nil
	}})
	s.addZoeken()
	s.addKenmerken()
	s.addVersies()
	s.addData()
	s.addInsluiten()
	s.addVolgen()
	s.addAliases()
	s.addWeggehaald()
}

// list adds a page that is made of no single file.
func (s *Site) list(k Kind, adres string, view func() (any, error)) {
	s.add(&Page{Adres: adres, Kind: k, Listed: true, View: view})
}

func (s *Site) text(key string, args ...any) string { return s.in.Texts.Text(key, args...) }

// frame returns the frame of a page whose title and description stand in the
// catalogue under its kind.
func (s *Site) frame(k Kind, adres string) Frame {
	f := Frame{Site: s.info, Kind: k, Adres: adres, Titel: s.text("pagina." + string(k) + ".titel"), Omschrijving: s.text("pagina."+string(k)+".omschrijving", "organisatie", s.info.Organisatie)}
	if k != Home {
		f.Kruimels = []Ref{s.crumb(Home, "/")}
	}
	switch k {
	case Onderwerpen, Bijeenkomsten, Besluiten, Cijfers, Trajecten, Adviezen, Zoeken:
		f.Deel = string(k)
	}
	return f
}

// crumb returns a step on the way to a page.
func (s *Site) crumb(k Kind, adres string) Ref {
	return Ref{s.text("pagina." + string(k) + ".kruimel"), adres}
}

// docFrame returns the frame of a page that is made of a document.
func (s *Site) docFrame(k Kind, adres string, d *Doc, titel, omschrijving string, deel Kind) Frame {
	return Frame{
		Site: s.info, Kind: k, Adres: adres, Titel: titel, Omschrijving: omschrijving, Deel: string(deel),
		Kruimels: []Ref{s.crumb(Home, "/"), s.crumb(deel, "/"+string(deel)+"/")},
		NoIndex:  d.Voorbeeld, Voorbeeld: d.Voorbeeld, Concept: s.concept(d),
	}
}

// addDoc adds the pages that are made of one traject.
func (s *Site) addDoc(d *Doc) {
	page := func(k Kind, adres, titel string, view func() (any, error)) {
		if !shown(d) {
			k, view = Ingetrokken, func() (any, error) {
				f := s.docFrame(Ingetrokken, adres, d, shorten(titel, 90), d.Ingetrokken.Reden, Trajecten)
				f.NoIndex = true
				v := &IngetrokkenView{Frame: f, Datum: d.Ingetrokken.Datum, Reden: d.Ingetrokken.Reden}
				if ref := s.versiesRef(d); ref != nil {
					v.Versies = ref.Adres
				}
				return v, nil
			}
		}
		s.add(&Page{Adres: adres, Kind: k, From: d.Path, Listed: listed(k) && shown(d) && !d.Voorbeeld && !s.concept(d), Bijgewerkt: s.Bijgewerkt(d), View: view})
	}
	page(Traject, d.adres(), d.Titel, func() (any, error) { return s.traject(d) })
	for i, sg := range d.Signalen {
		adres := d.adres() + sg.ID + "/"
		page(Signaal, adres, sg.Tekst, func() (any, error) { return s.signaal(d, i) })
	}
	for _, b := range d.Bijeenkomsten {
		if b.ID != "" {
			adres := bijeenkomstAdres(d.Slug, b.ID)
			page(Bijeenkomst, adres, b.Naam, func() (any, error) { return s.bijeenkomst(d, b, adres) })
		}
	}
	for _, a := range d.Adviezen {
		if slug.Slug(a.Kenmerk) != "" {
			adres := adviesAdres(a.Kenmerk)
			page(Advies, adres, a.Titel, func() (any, error) { return s.advies(d, a, adres) })
		}
	}
	page(Nota, notaAdres(d.Slug), d.Titel, func() (any, error) { return s.nota(d) })
	s.addPapier(d, page)
}

// addTopic adds the pages of a topic. It is listed when it has more than examples.
func (s *Site) addTopic(t *topic) {
	adres := topicAdres(t.slug)
	from := ""
	if t.intro != nil {
		from = t.intro.File.Path
	}
	s.addLijst(Onderwerp, adres, from, t.entries, func(l Lijst, adres string) (any, error) {
		v := &OnderwerpView{Frame: s.frame(Onderwerpen, adres), Telling: t.kaart.Telling, Lijst: l}
		v.Kind, v.Titel, v.Voorbeeld = Onderwerp, t.name, t.kaart.Voorbeeld
		v.Omschrijving = s.text("pagina.onderwerp.omschrijving", "onderwerp", t.name)
		v.Kruimels = append(v.Kruimels, s.crumb(Onderwerpen, "/onderwerpen/"))
		v.NoIndex = t.kaart.Voorbeeld
		if l.Nummer > 0 {
			v.Kruimels = append(v.Kruimels, Ref{t.name, topicAdres(t.slug)})
			v.Titel = s.text("pagina.ouder", "titel", t.name, "nummer", l.Nummer)
			return v, nil
		}
		if t.intro != nil {
			v.Inleiding = t.intro.Body
			v.Omschrijving = cmp.Or(t.intro.Samenvatting, v.Omschrijving)
		}
		v.Trajecten = s.topicDocs(t)
		if n := len(v.Trajecten); n > topicTrajecten {
			v.Trajecten, v.AlleTrajecten, v.AantalTrajecten = v.Trajecten[:topicTrajecten], topicAdres(t.slug)+"trajecten/", n
		}
		return v, nil
	})
	s.addTopicTrajecten(t)
	if t.kaart.Voorbeeld {
		if p, ok := s.byAddress[adres]; ok {
			p.Listed = false
		}
	}
}

func (s *Site) addBesluit(b traject.Besluit) {
	name := s.besluitNaam(b)
	telling := tel(filter(s.answers[b], func(e entry) bool { return s.counted(e.d) }))
	s.addLijst(Besluit, besluitAdres(b), "", s.answers[b], func(l Lijst, adres string) (any, error) {
		v := &BesluitView{Frame: s.frame(Besluiten, adres), Besluit: b, Telling: telling, Lijst: l}
		v.Kind, v.Titel = Besluit, name
		v.Omschrijving = s.text("pagina.besluit.omschrijving", "naam", name)
		v.Kruimels = append(v.Kruimels, s.crumb(Besluiten, "/besluiten/"))
		if l.Nummer > 0 {
			v.Kruimels = append(v.Kruimels, Ref{name, besluitAdres(b)})
			v.Titel = s.text("pagina.ouder", "titel", name, "nummer", l.Nummer)
		}
		return v, nil
	})
}

// besluitNaam returns the name of an answer without who it was passed on to.
func (s *Site) besluitNaam(b traject.Besluit) string {
	if b == traject.Doorgegeven {
		return s.text("besluit.doorgegeven.kaal")
	}
	return s.text("besluit." + string(b) + ".naam")
}

// addTrajecten adds the list of every traject.
func (s *Site) addTrajecten() {
	var real, examples []*Kaart
	for _, d := range s.docs {
		switch {
		case !shown(d):
		case d.Voorbeeld:
			examples = append(examples, s.kaarten[d])
		default:
			real = append(real, s.kaarten[d])
		}
	}
	const adres = "/trajecten/"
	s.addKaarten(adres, real, func() Frame { return s.frame(Trajecten, adres) }, func(v *TrajectenView) { v.Voorbeelden = examples })
}

// addLijst adds the pages of a list, newest first.
func (s *Site) addLijst(k Kind, adres, from string, entries []entry, view func(Lijst, string) (any, error)) {
	s.addLijstBy(k, adres, from, entries, yearAt, view)
}

// addLijstBy is addLijst with other labels for what one can jump to.
func (s *Site) addLijstBy(k Kind, adres, from string, entries []entry, labels func([]entry) func(int) string, view func(Lijst, string) (any, error)) {
	real, examples := entries, filter(entries, isExample)
	if len(examples) > 0 { // else they share one list: it may be very long
		real = filter(entries, isReal)
	}
	for part := range parts(adres, len(real)) {
		bare := func() Lijst {
			return Lijst{Totaal: len(real), Nummer: part.number, Nieuwer: part.newer, Ouder: part.older, Sprongen: s.sprongen(part, labels(real))}
		}
		list := &listPage{bare: func() (any, error) { return view(bare(), part.adres) }, items: real[part.from:part.to]}
		if part.number == 0 {
			list.examples = examples
		}
		s.add(&Page{Adres: part.adres, Kind: k, From: from, Listed: true, list: list, View: func() (any, error) {
			l := bare()
			l.Items = s.itemsFor(list.items)
			if part.number == 0 {
				l.Voorbeelden = s.itemsFor(list.examples)
			}
			return view(l, part.adres)
		}})
	}
}

// A part is one page of a long list: what stands in it, and its neighbours.
type part struct {
	adres        string
	number       int // under /pagina/; 0 for the newest
	from, to     int // which of the list, newest first
	newer, older *Ref
	list         string // the address of the newest
	size, total  int    // of a full page; how many pages
}

// partPath is what the address of a page has behind that of its list.
func partPath(number int) string { return "pagina/" + strconv.Itoa(number) + "/" }

// parts divides a list of n, newest first. The pages under /pagina/ are counted
// from the oldest and always full, so that they never change when something is
// added; the list's own address has the rest: at least a full page of the
// newest when there is more than one.
func parts(adres string, n int) iter.Seq[part] { return partsOf(adres, n, PageSize) }

// partsOf divides a list in pages of another size.
func partsOf(adres string, n, size int) iter.Seq[part] {
	full := max(0, n/size-1)
	rest := n - full*size
	at := func(number int) *Ref {
		if number == 0 {
			return &Ref{Adres: adres}
		}
		return &Ref{Adres: adres + partPath(number)}
	}
	return func(yield func(part) bool) {
		newest := part{adres: adres, to: rest, list: adres, size: size, total: full + 1}
		if full > 0 {
			newest.older = at(full)
		}
		if !yield(newest) {
			return
		}
		for number := full; number > 0; number-- {
			from := rest + (full-number)*size
			p := part{adres: at(number).Adres, number: number, from: from, to: from + size, newer: at((number + 1) % (full + 1)), list: adres, size: size, total: full + 1}
			if number > 1 {
				p.older = at(number - 1)
			}
			if !yield(p) {
				return
			}
		}
	}
}

func (s *Site) addPagina(p *traject.Page) {
	adres := "/" + p.Slug + "/"
	s.files[p.File.Path] = adres
	if p.Concept && !s.in.Preview {
		s.hidden[adres] = true
		return
	}
	s.add(&Page{Adres: adres, Kind: Pagina, From: p.File.Path, Listed: !p.Concept, Bijgewerkt: p.Bijgewerkt, View: func() (any, error) {
		f := Frame{Site: s.info, Kind: Pagina, Adres: adres, Titel: p.Titel, Omschrijving: p.Samenvatting, Kruimels: []Ref{s.crumb(Home, "/")}, Concept: p.Concept}
		return &PaginaView{Frame: f, P: p}, nil
	}})
}

func (s *Site) topicKaarten() []*OnderwerpKaart {
	var ks []*OnderwerpKaart
	for _, t := range s.topicList {
		ks = append(ks, t.kaart)
	}
	return ks
}

// The views of the lists.

func (s *Site) home() (any, error) {
	v := &HomeView{Frame: s.frame(Home, "/"), Telling: s.telling, Onderwerpen: largest(s.topicKaarten(), homeTopics)}
	var answered, examples []entry
	wijken := map[string]bool{}
	for _, d := range s.docs {
		if !shown(d) {
			continue
		}
		given := filter(entriesOf(d), func(e entry) bool { return e.s.Besluit != traject.InBehandeling })
		if d.Voorbeeld {
			examples = append(examples, given...)
			continue
		}
		answered = append(answered, given...)
		if len(v.Trajecten) < 6 {
			v.Trajecten = append(v.Trajecten, s.kaarten[d])
		}
	}
	sortNewest(answered)
	answered = answered[:min(len(answered), homeSize)]
	v.Laatste = s.itemsFor(answered)
	v.Voorbeelden = s.itemsFor(varied(answered, examples, homeSize-len(answered)))
	v.Bijeenkomsten = s.meetings[:min(len(s.meetings), 6)]
	for _, g := range s.wijkGroepen() {
		if !wijken[g.Anker] && len(v.Wijken) < homeRefs {
			wijken[g.Anker] = true
			v.Wijken = append(v.Wijken, Ref{g.Titel, "/bijeenkomsten/#" + g.Anker})
		}
	}
	return v, nil
}

// varied returns at most n of entries, newest first. Kinds of answer that are
// not in beside, nor chosen yet, go first: who sees only "yes" learns little.
func varied(beside, entries []entry, n int) []entry {
	seen := map[traject.Besluit]bool{}
	for _, e := range beside {
		seen[e.s.Besluit] = true
	}
	sortNewest(entries)
	var chosen, others []entry
	for _, e := range entries {
		if seen[e.s.Besluit] {
			others = append(others, e)
			continue
		}
		seen[e.s.Besluit] = true
		chosen = append(chosen, e)
	}
	chosen = append(chosen, others...)
	chosen = chosen[:min(len(chosen), n)]
	sortNewest(chosen)
	return chosen
}

func (s *Site) onderwerpen() (any, error) {
	all := s.topicKaarten()
	v := &OnderwerpenView{Frame: s.frame(Onderwerpen, "/onderwerpen/"), Onderwerpen: largest(all, PageSize)}
	if len(all) > PageSize {
		for _, k := range all {
			v.Namen = append(v.Namen, Ref{k.Titel, k.Adres})
		}
	}
	return v, nil
}

// wijkAnker is what the id of a neighbourhood begins with.
const wijkAnker = "wk-wijk-"

// wijkGroepen returns the bijeenkomsten by neighbourhood.
func (s *Site) wijkGroepen() []Groep {
	var gs []Groep
	for _, k := range s.meetings {
		anker := wijkAnker + slug.Slug(k.Wijk)
		if k.Wijk == "" || slug.Slug(k.Wijk) == "" {
			continue
		}
		i := slices.IndexFunc(gs, func(g Groep) bool { return g.Anker == anker })
		if i < 0 {
			gs, i = append(gs, Groep{Titel: k.Wijk, Anker: anker}), len(gs)
		}
		gs[i].Bijeenkomsten = append(gs[i].Bijeenkomsten, k)
	}
	slices.SortFunc(gs, func(a, b Groep) int { return cmp.Compare(a.Anker, b.Anker) })
	return gs
}

func (s *Site) besluiten() (any, error) {
	v := &BesluitenView{Frame: s.frame(Besluiten, "/besluiten/"), Telling: s.telling.volledig(), Laatste: map[traject.Besluit][]*Item{}}
	for _, b := range traject.Besluiten() {
		of := filter(s.answers[b], func(e entry) bool { return s.counted(e.d) })
		v.Laatste[b] = s.itemsFor(of[:min(len(of), 3)])
	}
	return v, nil
}

// The views of one document.

func (s *Site) meeting(d *Doc, id string) *BijeenkomstKaart {
	return s.meetingAt[bijeenkomstAdres(d.Slug, id)]
}

func (s *Site) advisory(kenmerk string) *AdviesKaart { return s.adviceAt[adviesAdres(kenmerk)] }

func (s *Site) bijeenkomst(d *Doc, b *traject.Bijeenkomst, adres string) (any, error) {
	f := s.docFrame(Bijeenkomst, adres, d, b.Naam, s.text("pagina.bijeenkomst.omschrijving", "naam", b.Naam), Bijeenkomsten)
	return &BijeenkomstView{Frame: f, B: b, Kaart: s.meeting(d, b.ID), Traject: s.kaarten[d], Items: s.itemsFor(entriesAt(d, b.ID)), Poster: meetingPosterAdres(d.Slug, b.ID)}, nil
}

func (s *Site) advies(d *Doc, a *traject.Advies, adres string) (any, error) {
	f := s.docFrame(Advies, adres, d, a.Titel, s.text("pagina.advies.omschrijving", "titel", a.Titel), Adviezen)
	f.Citaat = &Citaat{Site: s.info, Naam: "advies-" + slug.Slug(a.Kenmerk), Organisatie: cmp.Or(d.Organisatie, s.info.Organisatie), Titel: a.Titel, Datum: d.updated(s.in.Today), Adres: adres, Kenmerk: a.Kenmerk, Voorbeeld: d.Voorbeeld}
	return &AdviesView{Frame: f, A: a, Kaart: s.advisory(a.Kenmerk), Traject: s.kaarten[d], Items: s.itemsFor(entriesAbout(d, a.Kenmerk))}, nil
}

func (s *Site) signaalViews(d *Doc, t *traject.Traject) []*SignaalView {
	var vs []*SignaalView
	i := 0
	for _, sg := range t.Signalen {
		if sg.ID == "" || i >= len(d.Signalen) {
			continue
		}
		ds := d.Signalen[i]
		i++
		it := s.item(entry{d, ds})
		v := &SignaalView{
			S: sg, Adres: it.Adres, InVerband: it.InVerband, Besluit: it.Besluit, Stand: it.Stand, Door: it.Door,
			BasisVan: s.itemsFor(s.basis[ds]), OfficieelBesluit: t.OfficieelBesluit, Contact: s.contact(t), Fase: sg.Phase,
			Onderwerpen: s.topicRefs(sg.Onderwerpen),
		}
		for _, id := range sg.OpgehaaldBij {
			if k := s.meeting(d, id); k != nil {
				v.OpgehaaldBij = append(v.OpgehaaldBij, k)
			}
		}
		for _, name := range sg.GebaseerdOp {
			if base, ok := s.find(d, name); ok {
				v.GebaseerdOp = append(v.GebaseerdOp, s.item(base))
			}
		}
		if sg.Advies != "" {
			v.Advies = s.advisory(sg.Advies)
		}
		vs = append(vs, v)
	}
	return vs
}

func (s *Site) contact(t *traject.Traject) *traject.Contact {
	if t.Contact != nil {
		return t.Contact
	}
	return s.info.Contact
}

func (s *Site) traject(d *Doc) (any, error) {
	doc, err := s.open(d)
	if err != nil {
		return nil, err
	}
	t := doc.Traject
	v := &TrajectView{
		Frame: s.docFrame(Traject, d.adres(), d, t.Titel, t.Samenvatting, Trajecten),
		T:     t, Kaart: s.kaarten[d], Organisatie: cmp.Or(t.Organisatie, s.info.Organisatie), Contact: s.contact(t),
		Fasen: fasen(t), Signalen: doc.signalen, BeslotenDoor: s.door(d, ""), Nota: notaAdres(d.Slug), Poster: posterAdres(d.Slug), Brief: briefAdres(d.Slug), Datum: s.Datum(d),
	}
	v.Citaat = s.citaat(d)
	v.Tijdlijn = s.tijdlijn(d, t)
	for _, b := range t.Bijeenkomsten {
		if k := s.meeting(d, b.ID); k != nil {
			v.Bijeenkomsten = append(v.Bijeenkomsten, k)
		}
	}
	for _, a := range t.Adviezen {
		if k := s.advisory(a.Kenmerk); k != nil {
			v.Adviezen = append(v.Adviezen, k)
		}
	}
	for _, m := range t.Monitoring {
		if len(m.Metingen) > 0 {
			v.Grafieken = append(v.Grafieken, grafiek(m))
		}
	}
	v.Rondes = s.rondes(d)
	v.Versies = s.versiesRef(d)
	return v, nil
}

func (s *Site) signaal(d *Doc, i int) (any, error) {
	doc, err := s.open(d)
	if err != nil {
		return nil, err
	}
	t, views := doc.Traject, doc.signalen
	sv := views[i]
	v := &SignaalPage{
		Frame:   s.docFrame(Signaal, sv.Adres, d, sv.S.Signaal, cmp.Or(d.Signalen[i].Kort, d.Samenvatting), Trajecten),
		Signaal: sv, Traject: s.kaarten[d], Contact: s.contact(t), Organisatie: cmp.Or(t.Organisatie, s.info.Organisatie),
	}
	v.Titel = shorten(sv.S.Signaal, 90)
	v.Versies = s.signaalVersies(d, d.Signalen[i])
	v.Citaat = s.citaatSignaal(d, d.Signalen[i])
	v.Kruimels = append(v.Kruimels, Ref{d.Titel, d.adres()})
	if i > 0 {
		v.Vorige = neighbour(views[i-1])
	}
	if i+1 < len(views) {
		v.Volgende = neighbour(views[i+1])
	}
	return v, nil
}

func neighbour(v *SignaalView) *SignaalRef {
	return &SignaalRef{shorten(v.S.Signaal, 90), v.Adres, v.S.Taal}
}

// fasen returns the four phases as t stands in them.
func fasen(t *traject.Traject) []Fase {
	fs := make([]Fase, 0, 4)
	for _, p := range traject.Phases() {
		f := Fase{Phase: p, Huidig: p == t.Phase, Voorbij: p < t.Phase}
		for _, m := range t.Mijlpalen {
			if m.Phase == p && (f.Datum == "" || m.Datum.Compare(f.Datum) < 0) {
				f.Datum = m.Datum
			}
		}
		fs = append(fs, f)
	}
	return fs
}

// tijdlijn returns every dated moment of a traject, oldest first.
func (s *Site) tijdlijn(d *Doc, t *traject.Traject) []Moment {
	var ms []Moment
	add := func(m Moment) {
		if m.Datum != "" {
			m.Toekomst = m.Datum.Start() > s.in.Today
			ms = append(ms, m)
		}
	}
	for _, m := range t.Mijlpalen {
		add(Moment{Datum: m.Datum, Soort: MomentMijlpaal, Phase: m.Phase, Titel: m.Titel, Tekst: m.Tekst, Link: m.Link})
	}
	for _, b := range t.Bijeenkomsten {
		add(Moment{Datum: b.Datum, Soort: MomentBijeenkomst, Titel: b.Naam, Adres: bijeenkomstAdres(d.Slug, b.ID)})
	}
	for _, a := range t.Adviezen {
		add(Moment{Datum: a.Datum, Soort: MomentAdvies, Titel: a.Titel, Adres: adviesAdres(a.Kenmerk)})
		if r := a.Reactie; r != nil {
			add(Moment{Datum: r.Datum, Soort: MomentReactie, Titel: a.Titel, Adres: adviesAdres(a.Kenmerk)})
		}
	}
	if t.Besluit != "" {
		add(Moment{Datum: t.BeslotenOp, Soort: MomentBesluit, Titel: s.text("pagina.geheel"), Adres: d.adres() + "#wk-geheel"})
	}
	if o := t.OfficieelBesluit; o != nil {
		add(Moment{Datum: o.Datum, Soort: MomentBesluit, Titel: o.Titel, Link: o.Link})
	}
	if n := t.Nota; n != nil {
		add(Moment{Datum: n.VastgesteldOp, Soort: MomentBesluit, Titel: s.text("nota.vastgesteld-door", "door", n.Door), Link: n.Document})
	}
	for _, e := range t.Evaluatie {
		add(Moment{Datum: cmp.Or(e.Datum, e.Gepland), Soort: MomentEvaluatie, Titel: e.Wie})
	}
	for _, r := range t.Terugkoppeling {
		add(Moment{Datum: r.Datum, Soort: MomentTerugkoppeling, Titel: r.Kanaal, Link: r.Link})
	}
	slices.SortStableFunc(ms, func(a, b Moment) int { return a.Datum.Compare(b.Datum) })
	return ms
}
