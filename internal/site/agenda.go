package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// MaxAgenda is how many days the calendar holds: the nearest.
const MaxAgenda = 1000

// agendaTerug is how many days the calendar keeps what is past: who subscribes to
// it sees what it no longer holds disappear.
const agendaTerug = 90

// AfspraakSoort is a kind of day in the calendar.
type AfspraakSoort string

// The kinds of day.
const (
	AfspraakVerwacht    AfspraakSoort = "verwacht"    // an answer is expected
	AfspraakGepland     AfspraakSoort = "gepland"     // what was promised is done
	AfspraakEvaluatie   AfspraakSoort = "evaluatie"   // people are asked whether it helped
	AfspraakBijeenkomst AfspraakSoort = "bijeenkomst" //
	AfspraakMijlpaal    AfspraakSoort = "mijlpaal"    //
	AfspraakAdvies      AfspraakSoort = "advies"      // a reply to an advies must be there
)

// An Afspraak is a day, or a stretch of days, in the calendar.
type Afspraak struct {
	Vast           string // permanent and unique
	Soort          AfspraakSoort
	Eerste, Laatst string // 2006-01-02; both included
	Datum          traject.Datum
	Titel          string // what it is about
	Adres          string // of the page about it
	Traject        string
	Plaats, Wie    string
	Keer           int    // how often the day moved
	Reden          string // why it moved the last time
	Gewijzigd      string // 2006-01-02: when it last changed, as far as is known
	Onderwerpen    []Ref

	d        *Doc
	mijlpaal int // from 1; 0 for another kind
}

// Agenda returns the days of the calendar, in their order. Of what is past it has
// the last three months. It reads only the documents whose mijlpalen it shows.
func (s *Site) Agenda() ([]*Afspraak, error) {
	g := &agenda{s: s}
	if today, err := time.Parse(time.DateOnly, s.in.Today); err == nil {
		g.vanaf = today.AddDate(0, 0, -agendaTerug).Format(time.DateOnly)
	}
	for _, d := range s.docs {
		if s.counted(d) {
			g.doc(d)
		}
	}
	g.cut()
	seen := map[string]int{}
	for _, a := range g.all {
		if a.mijlpaal > 0 {
			doc, err := s.open(a.d)
			if err != nil {
				return nil, err
			}
			a.Titel = doc.Mijlpalen[a.mijlpaal-1].Titel
			a.Vast += "/" + slug.Slug(a.Titel)
		}
		if seen[a.Vast]++; seen[a.Vast] > 1 {
			a.Vast += "-" + strconv.Itoa(seen[a.Vast])
		}
	}
	return g.all, nil
}

// An agenda gathers the days.
type agenda struct {
	s     *Site
	vanaf string // what was over by then is left out
	all   []*Afspraak
}

// term adds a day by which something must be there: the last of a month, a
// quarter, a year.
func (g *agenda) term(d *Doc, a Afspraak) {
	a.Eerste, a.Laatst = a.Datum.End(), a.Datum.End()
	g.add(d, a)
}

// dagen adds what happens on a day. When only the month or the year is known it
// takes all of it: nobody must come on a day that was not said.
func (g *agenda) dagen(d *Doc, a Afspraak) {
	a.Eerste, a.Laatst = a.Datum.Start(), a.Datum.End()
	g.add(d, a)
}

func (g *agenda) add(d *Doc, a Afspraak) {
	if a.Datum == "" || a.Laatst < g.vanaf {
		return
	}
	a.d, a.Traject = d, d.Titel
	a.Vast = "/trajecten/" + g.s.vast(d) + "/" + a.Vast
	a.Gewijzigd = max(a.Gewijzigd, d.updated(g.s.in.Today).Start())
	if a.Onderwerpen == nil {
		a.Onderwerpen = g.s.kaarten[d].Onderwerpen
	}
	if g.all = append(g.all, &a); len(g.all) == 4*MaxAgenda { // a large site has many more than are shown
		g.cut()
	}
}

// cut puts the days in their order and keeps MaxAgenda of them: those to come go
// first.
func (g *agenda) cut() {
	slices.SortFunc(g.all, func(a, b *Afspraak) int {
		return cmp.Or(cmp.Compare(a.Laatst, b.Laatst), cmp.Compare(a.Eerste, b.Eerste), cmp.Compare(a.Vast, b.Vast), a.mijlpaal-b.mijlpaal)
	})
	past := slices.IndexFunc(g.all, func(a *Afspraak) bool { return a.Laatst >= g.s.in.Today })
	if past < 0 {
		past = len(g.all)
	}
	end := min(len(g.all), past+MaxAgenda)
	g.all = slices.Clone(g.all[max(0, end-MaxAgenda):end])
}

func (g *agenda) doc(d *Doc) {
	for _, sg := range d.Signalen {
		g.signaal(d, sg)
	}
	for _, e := range d.Evaluaties {
		a := Afspraak{Vast: "evaluatie/" + strconv.Itoa(e.Nr), Soort: AfspraakEvaluatie, Datum: e.Op, Titel: d.Titel, Adres: d.adres() + "#wk-helpt", Wie: e.Wie}
		if e.Signaal != nil {
			a.Vast, a.Titel, a.Adres = e.Signaal.vastID()+"/"+a.Vast, shorten(e.Signaal.Tekst, 90), d.adres()+e.Signaal.ID+"/"
		}
		g.term(d, a)
	}
	for _, b := range d.Bijeenkomsten {
		if b.ID != "" {
			g.dagen(d, Afspraak{Vast: "bijeenkomst/" + b.ID, Soort: AfspraakBijeenkomst, Datum: b.Datum, Titel: b.Naam, Adres: bijeenkomstAdres(d.Slug, b.ID), Plaats: cmp.Or(b.Plaats, b.Wijk)})
		}
	}
	for _, m := range d.Momenten {
		if m.Soort == momentMijlpaal {
			g.dagen(d, Afspraak{Vast: "mijlpaal", Soort: AfspraakMijlpaal, Datum: m.Datum, Adres: d.adres() + "#wk-tijdlijn", mijlpaal: int(m.Nr)})
		}
	}
	for _, v := range d.Adviezen {
		if st := v.Stand(g.s.in.Today); slug.Slug(v.Kenmerk) != "" && (st == traject.AdviesWacht || st == traject.AdviesTeLaat) {
			g.term(d, Afspraak{Vast: "advies/" + slug.Slug(v.Kenmerk), Soort: AfspraakAdvies, Datum: v.Termijn, Titel: v.Titel, Adres: adviesAdres(v.Kenmerk), Wie: v.Aan})
		}
	}
}

// signaal adds the day of the answer to sg, or of what was promised in it.
func (g *agenda) signaal(d *Doc, sg *DocSignaal) {
	st := g.s.stand(entry{d, sg})
	a := Afspraak{Titel: shorten(sg.Tekst, 90), Adres: d.adres() + sg.ID + "/", Datum: st.Datum, Keer: st.Keer, Reden: st.Reden}
	if len(sg.Onderwerpen) > 0 {
		a.Onderwerpen = g.s.topicRefs(sg.Onderwerpen)
	}
	switch {
	case st.Wacht():
		a.Soort = AfspraakVerwacht
		for _, u := range sg.Uitgesteld {
			if u.Op.Start() <= g.s.in.Today {
				a.Gewijzigd = max(a.Gewijzigd, u.Op.Start())
			}
		}
	case st.Soort == traject.StandGepland || st.Soort == traject.StandOverTijd:
		a.Soort = AfspraakGepland
	default:
		return
	}
	a.Vast = sg.vastID() + "/" + string(a.Soort)
	g.term(d, a)
}
