package site

import (
	"slices"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
	"weerklank/internal/zoek"
)

// A zoekbaar is everything that can be found, as places: what the search needs
// of one is made when it is asked for, since all of them are many times as much.
type zoekbaar struct {
	s      *Site
	places []zoekPlaats
}

// A zoekPlaats says of what an entry is made.
type zoekPlaats struct {
	d     *Doc // nil for a topic and a page
	i     int32
	soort uint8 // a zoek.Soort
}

func (z *zoekbaar) add(d *Doc, soort zoek.Soort, i int) {
	z.places = append(z.places, zoekPlaats{d, int32(i), uint8(soort)})
}

func (s *Site) zoekbaar() *zoekbaar {
	z := &zoekbaar{s: s}
	for i := range s.topicList {
		z.add(nil, zoek.Onderwerp, i)
	}
	for _, d := range s.docs {
		if shown(d) {
			z.addDoc(d)
		}
	}
	for i, p := range s.in.Paginas {
		if !p.Concept || s.in.Preview {
			z.add(nil, zoek.Pagina, i)
		}
	}
	return z
}

func (z *zoekbaar) addDoc(d *Doc) {
	z.add(d, zoek.Traject, 0)
	for i, b := range d.Bijeenkomsten {
		if b.ID != "" {
			z.add(d, zoek.Bijeenkomst, i)
		}
	}
	for i, a := range d.Adviezen {
		if slug.Slug(a.Kenmerk) != "" {
			z.add(d, zoek.Advies, i)
		}
	}
	for i := range d.Signalen {
		z.add(d, zoek.Signaal, i)
	}
}

// Len returns how many entries there are.
func (z *zoekbaar) Len() int { return len(z.places) }

// Entry makes one of them.
func (z *zoekbaar) Entry(i int) *zoek.Entry {
	p := z.places[i]
	switch zoek.Soort(p.soort) {
	case zoek.Onderwerp:
		return zoekTopic(z.s.topicList[p.i])
	case zoek.Pagina:
		of := z.s.in.Paginas[p.i]
		return &zoek.Entry{Soort: zoek.Pagina, Titel: of.Titel, Adres: "/" + of.Slug + "/", Kort: of.Samenvatting, Zwak: []string{plain(of.Body)}}
	case zoek.Bijeenkomst:
		return z.s.zoekBijeenkomst(p.d, p.d.Bijeenkomsten[p.i])
	case zoek.Advies:
		return z.s.zoekAdvies(p.d, p.d.Adviezen[p.i])
	case zoek.Signaal:
		return z.s.zoekSignaal(p.d, p.d.Signalen[p.i])
	}
	return z.s.zoekTraject(p.d)
}

// Words returns what the texts of an entry say beside that.
func (z *zoekbaar) Words(i int) [2]string {
	p, l := z.places[i], z.s.in.Woorden
	switch zoek.Soort(p.soort) {
	case zoek.Signaal:
		of := p.d.Signalen[p.i].Woorden
		return [2]string{l.Words(of[0]), l.Words(of[1])}
	case zoek.Traject:
		return [2]string{"", l.Words(p.d.Woorden)}
	}
	return [2]string{}
}

func zoekTopic(t *topic) *zoek.Entry {
	e := &zoek.Entry{Soort: zoek.Onderwerp, Titel: t.name, Adres: topicAdres(t.slug), Kort: t.kaart.Samenvatting, Onderwerpen: []string{t.name}, Voorbeeld: t.kaart.Voorbeeld}
	if t.intro != nil {
		e.Zwak = []string{plain(t.intro.Body)}
	}
	return e
}

func (s *Site) zoekTraject(d *Doc) *zoek.Entry {
	updated := d.updated(s.in.Today)
	return &zoek.Entry{
		Soort: zoek.Traject, Titel: d.Titel, Adres: d.adres(), Kort: d.Samenvatting, Datum: string(updated), Jaar: yearOf(updated),
		Onderwerpen: s.topicNames(d.Onderwerpen), Wijken: d.Wijken, Voorbeeld: d.Voorbeeld,
	}
}

func (s *Site) zoekBijeenkomst(d *Doc, b *traject.Bijeenkomst) *zoek.Entry {
	e := &zoek.Entry{
		Soort: zoek.Bijeenkomst, Titel: b.Naam, Adres: bijeenkomstAdres(d.Slug, b.ID), Kort: b.Plaats, Bij: d.Titel, Datum: string(b.Datum), Jaar: yearOf(b.Datum),
		Dagen: []string{string(b.Datum)}, Onderwerpen: s.topicNames(d.Onderwerpen), Voorbeeld: d.Voorbeeld,
	}
	if b.Wijk != "" {
		e.Wijken = []string{b.Wijk}
	}
	return e
}

func (s *Site) zoekAdvies(d *Doc, a *traject.Advies) *zoek.Entry {
	return &zoek.Entry{
		Soort: zoek.Advies, Titel: a.Titel, Adres: adviesAdres(a.Kenmerk), Kort: a.Van, Bij: d.Titel, Datum: string(a.Datum), Jaar: yearOf(a.Datum),
		Dagen: []string{string(a.Datum)}, Onderwerpen: s.topicNames(d.Onderwerpen), Voorbeeld: d.Voorbeeld,
	}
}

func (s *Site) zoekSignaal(d *Doc, sg *DocSignaal) *zoek.Entry {
	date := d.order(sg)
	e := &zoek.Entry{
		Soort: zoek.Signaal, Titel: sg.Tekst, Taal: string(sg.Taal), Adres: d.adres() + sg.ID + "/", Besluit: string(sg.Besluit), DoorgegevenAan: sg.DoorgegevenAan,
		Kort: sg.Kort, Bij: d.Titel, Datum: string(date), Jaar: yearOf(date), Dagen: []string{string(sg.BeslotenOp), string(sg.Ontvangen)},
		Onderwerpen: s.topicNames(d.Onderwerpen), Wijken: d.Wijken, Voorbeeld: d.Voorbeeld,
	}
	if len(sg.Onderwerpen) > 0 {
		e.Onderwerpen = s.topicNames(sg.Onderwerpen)
	}
	if len(sg.Wijken) > 0 {
		e.Wijken = sg.Wijken
	}
	for _, id := range sg.OpgehaaldBij {
		if b := meetingOf(d, id); b != nil {
			e.Zwak = append(e.Zwak, b.Naam, b.Plaats, b.Wijk)
			e.Dagen = append(e.Dagen, string(b.Datum))
		}
	}
	return e
}

// meetingOf returns the bijeenkomst of d with an id; nil when there is none.
func meetingOf(d *Doc, id string) *traject.Bijeenkomst {
	for _, b := range slices.Backward(d.Bijeenkomsten) {
		if b.ID == id && id != "" {
			return b
		}
	}
	return nil
}
