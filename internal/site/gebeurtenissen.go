package site

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
)

// This file says what there is to tell to who follows the site: its feeds are
// made of it. An event comes from a version where git knows it, and else from the
// dates in the front matter; never from both.

// SiteNieuws is how many events the feed of the site holds; DeelNieuws how many that
// of a topic or a traject.
const SiteNieuws, DeelNieuws = 50, 30

// NieuwsSoort is a kind of event.
type NieuwsSoort string

// The kinds of event.
const (
	NieuwsAntwoord  NieuwsSoort = "antwoord"  // the first answer to a signaal, or to the whole
	NieuwsGewijzigd NieuwsSoort = "gewijzigd" // another answer, or another reason
	NieuwsFase      NieuwsSoort = "fase"      // a phase began
	NieuwsEvaluatie NieuwsSoort = "evaluatie" // it was asked whether it helped, and the outcome is there
)

// A Stroom is what one feed is about.
type Stroom struct {
	Adres        string // of the page with the same; the feed stands below it
	Vast         string // the address by which the feed is known for ever
	Titel        string
	Omschrijving string
	Organisatie  string
	Bijgewerkt   string // 2006-01-02; for a feed in which nothing stands yet

	nieuws func() []gebeurtenis
}

// A Nieuws is one event with what belongs to it.
type Nieuws struct {
	Vast        string // permanent and unique: an address, the kind, and for what happens more often the date
	Soort       NieuwsSoort
	Datum       string // 2006-01-02
	Adres       string // of the page about it
	Versie      string // of the dated version in which it changed; "" without one
	Organisatie string
	Onderwerpen []Ref
	T           *traject.Traject
	S           *traject.Signaal   // nil for the whole
	Over        string             // what S says, or the title of T, in a few words
	Besluit     traject.Besluit    // of S, or the whole
	Eerder      traject.Besluit    // the answer before a change of it; "" otherwise
	Door        string             // who decided
	BeslotenOp  traject.Datum      // when
	Phase       traject.Phase      // that began
	Evaluatie   *traject.Evaluatie // whose outcome is there
	Mijlpaal    *traject.Mijlpaal  // that marks the phase; nil without one
}

// A gebeurtenis is an event as it is kept to choose the newest: small.
type gebeurtenis struct {
	d        *Doc
	s        *DocSignaal // nil for the whole
	soort    NieuwsSoort
	datum    string
	op       traject.Datum   // when it was decided
	nr       int             // the phase, or the number of the evaluation, from 1
	eerder   traject.Besluit // see Nieuws
	versie   *versies.Versie // in which it changed; nil when git does not say
	volg     int             // its place in the traject
	mijlpaal int             // which marks the phase, from 1; 0 without one
	vaker    bool            // it happened before, so its date tells it from that
}

// A DocMoment is what is kept in memory of a moment that a feed or the calendar
// shows.
type DocMoment struct {
	Soort   momentSoort
	Phase   uint8         // that the mijlpaal marks; 0 mostly
	Nr      int32         // in its list, from 1
	Signaal int32         // its index in Signalen; -1 for the whole
	Datum   traject.Datum // "" when it is not known
}

type momentSoort uint8

const (
	momentMijlpaal momentSoort = iota
	momentUitkomst             // an evaluation whose outcome is there
	momentGeheel               // there is an answer on the whole
)

// addMomenten adds the moments of t that stand in no signaal.
func (d *Doc) addMomenten(t *traject.Traject) {
	for i, m := range t.Mijlpalen {
		d.Momenten = append(d.Momenten, DocMoment{momentMijlpaal, uint8(m.Phase), int32(i + 1), -1, m.Datum})
	}
	if t.Besluit != "" && t.Besluit != traject.InBehandeling {
		d.Momenten = append(d.Momenten, DocMoment{momentGeheel, 0, 0, -1, t.BeslotenOp})
	}
}

// addUitkomst adds an evaluation of which the outcome is there. A signaal is the
// one that comes next in d.Signalen.
func (d *Doc) addUitkomst(s *DocSignaal, e *traject.Evaluatie, nr int) {
	m := DocMoment{momentUitkomst, 0, int32(nr), -1, e.Datum}
	if s != nil {
		m.Signaal = int32(len(d.Signalen))
	}
	d.Momenten = append(d.Momenten, m)
}

// reeks returns the versions of d; none without git.
func (s *Site) reeks(d *Doc) []*versies.Versie {
	if s.in.Geschiedenis == nil {
		return nil
	}
	rs := s.in.Geschiedenis.Reeksen
	i, ok := slices.BinarySearchFunc(rs, d.Path, func(r *versies.Reeks, path string) int { return cmp.Compare(r.Path, path) })
	if !ok {
		return nil
	}
	return rs[i].Versies
}

// vast returns the slug by which d is known for ever: the first that it had.
func (s *Site) vast(d *Doc) string {
	if vs := s.reeks(d); len(vs) > 0 {
		return vs[0].Slug
	}
	if len(d.Aliassen) > 0 {
		return d.Aliassen[0]
	}
	return d.Slug
}

// vastID returns the id by which a signaal is known for ever.
func (sg *DocSignaal) vastID() string {
	if len(sg.Aliassen) > 0 {
		return sg.Aliassen[0]
	}
	return sg.ID
}

func (sg *DocSignaal) heet(id string) bool { return sg.ID == id || slices.Contains(sg.Aliassen, id) }

// gebeurtenissen returns the events of d, newest first.
func (s *Site) gebeurtenissen(d *Doc) []gebeurtenis {
	if !s.counted(d) {
		return nil // no concepts, invented examples, or what was withdrawn
	}
	h := &verhaal{d: d, versies: s.reeks(d), es: make([]gebeurtenis, 0, len(d.Signalen)+len(d.Momenten))}
	for _, sg := range d.Signalen {
		h.antwoorden(sg, sg.Besluit != traject.InBehandeling, sg.BeslotenOp)
	}
	i := slices.IndexFunc(d.Momenten, func(m DocMoment) bool { return m.Soort == momentGeheel })
	if i >= 0 {
		h.antwoorden(nil, true, d.Momenten[i].Datum)
	} else {
		h.antwoorden(nil, false, "")
	}
	h.fasen()
	h.evaluaties()
	h.es = slices.DeleteFunc(h.es, func(e gebeurtenis) bool { return e.datum > s.in.Today })
	for i := range h.es {
		h.es[i].volg = i
	}
	slices.SortFunc(h.es, nieuwste)
	return h.es
}

// nieuwste orders events: the latest first, and the same on every machine.
func nieuwste(a, b gebeurtenis) int {
	return cmp.Or(cmp.Compare(b.datum, a.datum), cmp.Compare(b.nummer(), a.nummer()), b.op.Compare(a.op),
		cmp.Compare(a.d.Slug, b.d.Slug), cmp.Compare(a.volg, b.volg))
}

// nummer returns which of the versions of its day it is.
func (e *gebeurtenis) nummer() int {
	if e.versie == nil {
		return 0
	}
	return e.versie.Nummer
}

// A verhaal gathers the events of one traject.
type verhaal struct {
	d       *Doc
	versies []*versies.Versie // oldest first
	es      []gebeurtenis
}

func (h *verhaal) add(e gebeurtenis) {
	e.d = h.d
	h.es = append(h.es, e)
}

// begin returns the day on which the traject became public, as far as its front
// matter says so.
func (h *verhaal) begin() string { return max(h.d.Own[0].Start(), h.d.PublicerenVanaf.Start()) }

// dag returns the day of an event that no change in git shows: a date of the
// front matter, but never before the traject was public. What has no date was
// there in the first version.
func (h *verhaal) dag(on traject.Datum) string {
	switch {
	case on != "":
		return max(on.Start(), h.begin())
	case len(h.versies) > 0:
		return h.versies[0].Datum.Start()
	}
	return h.begin()
}

// wijzigingen returns what v changed in a signaal, or in the whole.
func wijzigingen(v *versies.Versie, sg *DocSignaal) iter.Seq[versies.Wijziging] {
	return func(yield func(versies.Wijziging) bool) {
		for _, w := range v.Wijzigingen {
			of := sg == nil && w.Signaal == "" || sg != nil && w.Signaal != "" && sg.heet(w.Signaal)
			if of && !yield(w) {
				return
			}
		}
	}
}

// wacht reports whether the value of besluit in a Wijziging is no answer.
func wacht(value string) bool {
	b := slug.Slug(value)
	return b == "" || b == string(traject.InBehandeling)
}

// gegeven returns the version that gave the first answer to sg, nil when that was
// in the first version or git does not say.
func (h *verhaal) gegeven(sg *DocSignaal) (added *versies.Versie) {
	for _, v := range h.versies {
		for w := range wijzigingen(v, sg) {
			switch {
			case w.Sleutel == "" && w.Soort == versies.Erbij && sg != nil && added == nil:
				added = v
			case w.Sleutel == "besluit" && !wacht(w.Oud):
				return added // it had an answer already
			case w.Sleutel == "besluit" && !wacht(w.Nieuw):
				return v
			}
		}
	}
	return added
}

// antwoorden adds the first answer to sg, and every later change of it. Without
// sg they are those of the whole. answered says whether there is one now.
func (h *verhaal) antwoorden(sg *DocSignaal, answered bool, on traject.Datum) {
	given := h.gegeven(sg)
	e := gebeurtenis{s: sg, soort: NieuwsAntwoord, datum: h.dag(on), op: on}
	if given != nil && !given.Klein {
		e.datum, e.versie = given.Datum.Start(), given
	} else if given == nil && len(h.versies) > 0 {
		// It was in the first version, whatever date a later answer has.
		e.datum = min(e.datum, h.versies[0].Datum.Start())
	}
	if answered && e.datum != "" {
		h.add(e)
	}
	for _, v := range h.versies[slices.Index(h.versies, given)+1:] {
		if !v.Klein {
			h.gewijzigd(v, sg, answered, on)
		}
	}
}

// gewijzigd adds what v changed in the answer to sg, as one event.
func (h *verhaal) gewijzigd(v *versies.Versie, sg *DocSignaal, answered bool, on traject.Datum) {
	e := gebeurtenis{s: sg, soort: NieuwsGewijzigd, datum: v.Datum.Start(), op: on, versie: v}
	changed := false
	for w := range wijzigingen(v, sg) {
		switch w.Sleutel {
		case "besluit":
			changed = true
			if !wacht(w.Oud) {
				e.eerder = traject.Besluit(slug.Slug(w.Oud))
			}
		case "reden":
			changed = changed || answered && w.Soort != versies.Weg && !w.Opmaak
		}
	}
	if changed {
		h.add(e)
	}
}

// fasen adds the phases that began: by the mijlpaal that marks one, else by the
// version in which it changed.
func (h *verhaal) fasen() {
	var seen, marked [5]bool
	for _, m := range h.d.Momenten {
		if m.Soort == momentMijlpaal && m.Phase != 0 && m.Datum != "" {
			h.add(gebeurtenis{soort: NieuwsFase, datum: m.Datum.Start(), nr: int(m.Phase), mijlpaal: int(m.Nr), vaker: seen[m.Phase]})
			seen[m.Phase], marked[m.Phase] = true, true
		}
	}
	for _, v := range h.versies {
		for w := range wijzigingen(v, nil) {
			p := phaseOf(w.Nieuw)
			if v.Klein || w.Sleutel != "phase" || p == 0 || marked[p] {
				continue
			}
			h.add(gebeurtenis{soort: NieuwsFase, datum: v.Datum.Start(), nr: int(p), versie: v, vaker: seen[p]})
			seen[p] = true
		}
	}
}

// phaseOf reads a phase in a Wijziging; 0 when it is none.
func phaseOf(value string) traject.Phase {
	for _, p := range traject.Phases() {
		if v := slug.Slug(value); v == p.String() || v == strconv.Itoa(int(p)) {
			return p
		}
	}
	return 0
}

// evaluaties adds the evaluations whose outcome is there.
func (h *verhaal) evaluaties() {
	for _, m := range h.d.Momenten {
		if m.Soort != momentUitkomst {
			continue
		}
		e := gebeurtenis{soort: NieuwsEvaluatie, nr: int(m.Nr), op: m.Datum}
		if m.Signaal >= 0 {
			e.s = h.d.Signalen[m.Signaal]
		}
		if e.versie = h.uitkomst(e.s, m.Datum); e.versie != nil {
			e.datum = e.versie.Datum.Start()
		} else {
			e.datum = h.dag(m.Datum)
		}
		if e.datum != "" {
			h.add(e)
		}
	}
}

// uitkomst returns the version that told the outcome of an evaluation for which
// people were asked on a date: the first change since, as an outcome cannot be
// older. Without a date it is the last change. It is nil when git does not say.
func (h *verhaal) uitkomst(sg *DocSignaal, asked traject.Datum) (last *versies.Versie) {
	for _, v := range h.versies {
		for w := range wijzigingen(v, sg) {
			if v.Klein || w.Soort == versies.Weg || w.Sleutel != "evaluatie" || v.Datum.Start() < asked.Start() {
				continue
			}
			if last = v; asked != "" {
				return last
			}
		}
	}
	return last
}

// vastOf returns what names an event for ever.
func (s *Site) vastOf(e *gebeurtenis) string {
	v := "/trajecten/" + s.vast(e.d) + "/"
	if e.s != nil {
		v += e.s.vastID() + "/"
	}
	v += string(e.soort)
	if e.nr > 0 {
		v += "/" + strconv.Itoa(e.nr)
	}
	if e.soort == NieuwsGewijzigd || e.vaker {
		v += "/" + e.datum
		if n := e.nummer(); n > 1 {
			v += "-" + strconv.Itoa(n)
		}
	}
	return v
}

// Stromen returns every feed: of the site, of the topics, of the trajecten. Which
// events they hold is not looked up before somebody asks.
func (s *Site) Stromen() iter.Seq[Stroom] {
	return func(yield func(Stroom) bool) {
		for f := range s.LijstStromen() {
			if !yield(f) {
				return
			}
		}
		for _, d := range s.docs {
			if !d.Voorbeeld && !yield(s.stroom(d)) {
				return
			}
		}
	}
}

// LijstStromen returns the feeds of the site and of the topics.
func (s *Site) LijstStromen() iter.Seq[Stroom] {
	return func(yield func(Stroom) bool) {
		org := s.info.Organisatie
		home := Stroom{
			Adres: "/", Vast: "/", Titel: s.info.Titel, Omschrijving: s.text("pagina.home.omschrijving", "organisatie", org), Organisatie: org,
			nieuws: func() []gebeurtenis { return s.nieuws().site },
		}
		if !yield(home) {
			return
		}
		for _, t := range s.topicList {
			if t.kaart.Voorbeeld {
				continue
			}
			adres := topicAdres(t.slug)
			if !yield(Stroom{
				Adres: adres, Vast: adres, Titel: s.text("feed.titel", "titel", t.name, "site", s.info.Titel),
				Omschrijving: s.text("pagina.onderwerp.omschrijving", "onderwerp", t.name), Organisatie: org,
				nieuws: func() []gebeurtenis { return s.nieuws().topics[t] },
			}) {
				return
			}
		}
	}
}

// stroom returns the feed of a traject. That of one that was withdrawn stays, for
// who follows it, and is empty.
func (s *Site) stroom(d *Doc) Stroom {
	f := Stroom{
		Adres: d.adres(), Vast: "/trajecten/" + s.vast(d) + "/", Titel: s.text("feed.titel", "titel", d.Titel, "site", s.info.Titel),
		Omschrijving: d.Samenvatting, Organisatie: cmp.Or(d.Organisatie, s.info.Organisatie), Bijgewerkt: s.Bijgewerkt(d).Start(),
		nieuws: func() []gebeurtenis {
			es := s.gebeurtenissen(d)
			return es[:min(len(es), DeelNieuws)]
		},
	}
	if d.Ingetrokken != nil && d.Ingetrokken.Datum.Start() <= s.in.Today {
		f.Bijgewerkt = max(f.Bijgewerkt, d.Ingetrokken.Datum.Start())
	}
	return f
}

// nieuws is the newest of the site and of each topic.
type nieuws struct {
	site   []gebeurtenis
	topics map[*topic][]gebeurtenis
}

// makeNieuws looks at every traject once, and keeps no more than what is shown.
func (s *Site) makeNieuws() *nieuws {
	n := &nieuws{topics: map[*topic][]gebeurtenis{}}
	for _, d := range s.docs {
		es := s.gebeurtenissen(d)
		if len(es) == 0 {
			continue
		}
		n.site = merge(n.site, es, SiteNieuws)
		of := s.topicsOf(d.Onderwerpen)
		per := map[*topic][]gebeurtenis{}
		for _, e := range es {
			in := of
			if e.s != nil && len(e.s.Onderwerpen) > 0 {
				in = s.topicsOf(e.s.Onderwerpen)
			}
			for _, t := range in {
				per[t] = append(per[t], e)
			}
		}
		for t, es := range per {
			n.topics[t] = merge(n.topics[t], es, DeelNieuws)
		}
	}
	return n
}

// merge returns the newest of two lists, at most limit.
func merge(a, b []gebeurtenis, limit int) []gebeurtenis {
	b = b[:min(len(b), limit)]
	if len(a) == limit && nieuwste(a[limit-1], b[0]) < 0 {
		return a
	}
	a = slices.Concat(a, b)
	slices.SortFunc(a, nieuwste)
	return slices.Clip(a[:min(len(a), limit)])
}

// Nieuws returns what a feed holds, newest first. It reads only the documents
// that it shows.
func (s *Site) Nieuws(f Stroom) ([]*Nieuws, error) {
	var out []*Nieuws
	for _, e := range f.nieuws() {
		n, err := s.vertel(&e)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// vertel reads what belongs to an event.
func (s *Site) vertel(e *gebeurtenis) (*Nieuws, error) {
	doc, err := s.open(e.d)
	if err != nil {
		return nil, err
	}
	d, t := e.d, doc.Traject
	n := &Nieuws{
		Vast: s.vastOf(e), Soort: e.soort, Datum: e.datum, Adres: d.adres(), Organisatie: cmp.Or(d.Organisatie, s.info.Organisatie),
		Onderwerpen: s.kaarten[d].Onderwerpen, T: t, Besluit: t.Besluit, Eerder: e.eerder, Over: d.Titel, Door: s.door(d, ""), BeslotenOp: t.BeslotenOp,
	}
	evaluaties := t.Evaluatie
	if i := slices.Index(d.Signalen, e.s); i >= 0 {
		v := doc.signalen[i]
		n.S, n.Adres, n.Besluit, n.Door, n.BeslotenOp = v.S, v.Adres, v.Besluit, v.Door, v.S.BeslotenOp
		evaluaties, n.Over = v.S.Evaluatie, shorten(v.S.Signaal, 90)
		if len(v.Onderwerpen) > 0 {
			n.Onderwerpen = v.Onderwerpen
		}
	}
	switch {
	case e.soort == NieuwsFase:
		n.Adres, n.Phase = d.adres()+"#wk-fasen", traject.Phase(e.nr)
		if e.mijlpaal > 0 {
			n.Mijlpaal = t.Mijlpalen[e.mijlpaal-1]
		}
	case e.soort == NieuwsEvaluatie:
		n.Evaluatie = evaluaties[e.nr-1]
		if e.s == nil {
			n.Adres += "#wk-helpt"
		}
	case e.s == nil:
		n.Adres += "#wk-geheel"
	}
	if e.versie != nil {
		if _, ok := s.byAddress[e.versie.Adres()]; ok {
			n.Versie = e.versie.Adres()
		}
	}
	return n, nil
}
