package site

import (
	"cmp"
	"slices"
	"strings"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// PosterView is one A4 about a traject or a bijeenkomst, for the counter. What
// stands on it was chosen and shortened so that it fits, see sheet.
type PosterView struct {
	Frame
	Kop         string            // the title, shortened
	Van         string            // the organisation, shortened
	Vraag       string            // what was asked or talked about, shortened; may be ""
	Bijeenkomst *BijeenkomstKaart // nil for that of a traject
	Waar        string            // place of the bijeenkomst, shortened
	Terug       Ref               // the page of which it is the poster
	Kort        string            // address in the QR code: by reference number, when there is one for this alone
	KortDelen   []string          // the same to type over, in parts between which a line may end
	Stukken     []*PosterStuk
	Meer        int // answers that are not on it
	Telling     Telling
	Contact     *traject.Contact // nil without one
	Bestand     string           // how to call the PDF
}

// A PosterStuk is an answer on a poster, shortened.
type PosterStuk struct {
	Tekst          string
	Taal           traject.Taal // of Tekst; "" for that of the site
	Geheel         bool         // the answer on the whole: Tekst says that, and nobody said it
	Besluit        traject.Besluit
	DoorgegevenAan string
	Kort           string // the answer, and why, in one sentence; may be ""
	Door           string
	Datum          traject.Datum
	Stand          Stand

	past bool // there is room for it
}

// The addresses of posters. Those of bijeenkomsten have a folder of their own:
// beside those of trajecten, traject "a-b" and bijeenkomst b of traject "a" would
// be one. Within the folder they collide only where /bijeenkomsten/ does, which
// check finds.
func posterAdres(slug string) string { return "/poster/" + slug + "/" }

func meetingPosterAdres(slug, id string) string {
	return "/poster/bijeenkomst/" + slug + "-" + id + "/"
}

// How many letters the texts of a poster have at most.
const (
	posterKop   = 90
	posterVraag = 200
	posterZei   = 120
	posterKort  = 170
	posterNaam  = 60 // of who decided, organisation, place

	posterZeiKort, posterKortKort = 70, 90 // where there is little room
)

// shorter returns st with what was said and answered as short as they get; who
// decided stays.
func (st *PosterStuk) shorter() *PosterStuk {
	c := *st
	c.Tekst, c.Kort = shorten(c.Tekst, posterZeiKort), shorten(c.Kort, posterKortKort)
	return &c
}

// addPapier adds the pages made for channels other than the web, with the
// document of which they are made: see addDoc.
func (s *Site) addPapier(d *Doc, page func(k Kind, adres, titel string, view func() (any, error))) {
	page(Poster, posterAdres(d.Slug), d.Titel, func() (any, error) { return s.poster(d) })
	page(Brief, briefAdres(d.Slug), d.Titel, func() (any, error) { return s.brief(d) })
	for _, b := range d.Bijeenkomsten {
		if b.ID != "" {
			page(Poster, meetingPosterAdres(d.Slug, b.ID), b.Naam, func() (any, error) { return s.meetingPoster(d, b), nil })
		}
	}
}

// kortAdres returns the shortest address of a traject that leads to it alone.
func (s *Site) kortAdres(d *Doc) string {
	number := slug.Slug(d.Kenmerk)
	if to := s.kenmerken[number]; len(to) == 1 && to[0].Adres == d.adres() {
		return "/k/" + number + "/"
	}
	return d.adres()
}

// papierFrame returns the frame of a page made for other channels.
func (s *Site) papierFrame(k Kind, adres string, d *Doc, titel string) Frame {
	f := s.docFrame(k, adres, d, s.text(string(k)+".titel", "titel", titel), s.text(string(k)+".omschrijving", "titel", titel), Trajecten)
	f.NoIndex = true
	return f
}

func (s *Site) poster(d *Doc) (any, error) {
	doc, err := s.open(d)
	if err != nil {
		return nil, err
	}
	t := doc.Traject
	v := &PosterView{
		Frame: s.papierFrame(Poster, posterAdres(d.Slug), d, d.Titel), Kop: shorten(d.Titel, posterKop),
		Van: shorten(cmp.Or(t.Organisatie, s.info.Organisatie), posterNaam), Vraag: shorten(cmp.Or(t.Vraag, d.Samenvatting), posterVraag),
		Terug: Ref{d.Titel, d.adres()}, Kort: s.kortAdres(d), Telling: s.kaarten[d].Telling, Contact: s.contact(t),
		Bestand: "poster-" + d.Slug + ".pdf",
	}
	v.Kruimels = append(v.Kruimels, v.Terug)
	var whole *PosterStuk
	if t.Besluit != "" {
		whole = &PosterStuk{
			Tekst: s.text("pagina.geheel"), Geheel: true, Besluit: t.Besluit, Kort: shorten(plain(t.Reden), posterKort),
			Door: shorten(s.door(d, ""), posterNaam), Datum: t.BeslotenOp,
		}
	}
	s.fill(v, whole, entriesOf(d))
	return v, nil
}

func (s *Site) meetingPoster(d *Doc, b *traject.Bijeenkomst) *PosterView {
	k := s.meeting(d, b.ID)
	v := &PosterView{
		Frame: s.papierFrame(Poster, meetingPosterAdres(d.Slug, b.ID), d, b.Naam), Kop: shorten(b.Naam, posterKop),
		Van: shorten(cmp.Or(d.Organisatie, s.info.Organisatie), posterNaam), Vraag: shorten(d.Titel, posterVraag),
		Bijeenkomst: k, Waar: shorten(b.Plaats, posterNaam),
		Terug: Ref{b.Naam, k.Adres}, Kort: k.Adres, Telling: k.Telling, Contact: s.info.Contact,
		Bestand: "poster-" + d.Slug + "-" + b.ID + ".pdf",
	}
	v.Kruimels = append(v.Kruimels, v.Terug)
	s.fill(v, nil, entriesAt(d, b.ID))
	return v
}

// posterOrder is the order in which kinds of answer get a place. A refusal comes
// right after a yes, so that a poster with two answers is no advertisement; what
// waits goes before what asked for no decision.
var posterOrder = []traject.Besluit{
	traject.Overgenomen, traject.NietOvergenomen, traject.DeelsOvergenomen, traject.InBehandeling,
	traject.Doorgegeven, traject.BestaatAl, traject.Beantwoord,
}

// fill puts as many answers on the poster as fit when they are short: one of each
// kind in turn, that on the whole after the first two. What room is left makes
// them longer, in the same order. They stand in the order of the page.
func (s *Site) fill(v *PosterView, whole *PosterStuk, entries []entry) {
	v.KortDelen = strings.SplitAfter(strings.TrimPrefix(strings.TrimSuffix(v.Site.BaseURL, "/")+v.Kort, "https://"), "/")
	counts := strings.Repeat("x", 28)
	for _, c := range v.Telling.Counts {
		counts += " 0000 " + s.besluitNaam(c.Besluit)
	}
	paper := newSheet(v, counts, s.text("geen-besluit"))
	var turn []*PosterStuk
	chosen := map[*DocSignaal]*PosterStuk{}
	for _, e := range inTurn(entries) {
		st := s.posterStuk(e)
		turn, chosen[e.s] = append(turn, st), st
	}
	if whole != nil {
		turn = slices.Insert(turn, min(len(turn), 2), whole)
	}
	for _, st := range turn {
		st.past = paper.take(st.shorter())
	}
	for _, st := range turn {
		if st.past && !paper.swap(st.shorter(), st) {
			*st = *st.shorter()
		}
	}
	if whole != nil && whole.past {
		v.Stukken = append(v.Stukken, whole)
	}
	for _, e := range entries {
		if st := chosen[e.s]; st.past {
			v.Stukken = append(v.Stukken, st)
		} else {
			v.Meer++
		}
	}
}

// inTurn returns entries so that each kind of answer comes by before one does a
// second time.
func inTurn(entries []entry) []entry {
	round := map[*DocSignaal]int{}
	seen := map[traject.Besluit]int{}
	for _, e := range entries {
		round[e.s] = seen[e.s.Besluit]
		seen[e.s.Besluit]++
	}
	out := slices.Clone(entries)
	slices.SortStableFunc(out, func(a, b entry) int {
		return cmp.Or(cmp.Compare(round[a.s], round[b.s]),
			cmp.Compare(slices.Index(posterOrder, a.s.Besluit), slices.Index(posterOrder, b.s.Besluit)))
	})
	return out
}

func (s *Site) posterStuk(e entry) *PosterStuk {
	it := s.item(e)
	st := &PosterStuk{
		Tekst: shorten(it.Tekst, posterZei), Taal: it.Taal, Besluit: it.Besluit, DoorgegevenAan: shorten(it.DoorgegevenAan, posterNaam),
		Kort: shorten(it.Kort, posterKort), Door: shorten(it.Door, posterNaam), Datum: it.Datum, Stand: it.Stand,
	}
	if it.Besluit == traject.InBehandeling { // it waits for them; they decided nothing
		st.Door, st.Datum = "", ""
	}
	if st.Stand.Soort == traject.StandOnbekend {
		st.Stand = Stand{}
	}
	return st
}
