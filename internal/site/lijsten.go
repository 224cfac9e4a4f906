package site

import (
	"cmp"
	"slices"
	"strings"

	"weerklank/internal/slug"
)

// topicTrajecten is how many trajecten stand on the page of a topic itself, under
// everything that was said. Where there are more, they have a list of their own.
const topicTrajecten = 12

// How many neighbourhoods and topics stand on a page that is about something else;
// their own page has all. A topic there is a card.
const homeRefs, homeTopics = 60, 24

// largest returns the n topics with most trajecten, in the order in which all are.
func largest(all []*OnderwerpKaart, n int) []*OnderwerpKaart {
	if len(all) <= n {
		return all
	}
	by := slices.Clone(all)
	slices.SortStableFunc(by, func(a, b *OnderwerpKaart) int { return cmp.Compare(b.Trajecten, a.Trajecten) })
	in := map[*OnderwerpKaart]bool{}
	for _, k := range by[:n] {
		in[k] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(k *OnderwerpKaart) bool { return !in[k] })
}

// sprongen returns the way through a list of many pages besides its neighbours.
// On its newest page that is to where each year, month or beginning of a text
// starts, whatever label says of the newest item of a page. On the others it is
// to the newest, to the oldest, and some steps back: only to what stays the same
// when something is added, as those pages do.
func (s *Site) sprongen(p part, label func(item int) string) []Ref {
	if p.total < 3 {
		return nil
	}
	at := func(number int) Ref {
		return Ref{s.text("lijst.deel", "nummer", number), p.list + partPath(number)}
	}
	var refs []Ref
	if p.number == 0 {
		last := label(0)
		for number := p.total - 1; number > 0; number-- {
			if now := label(p.to + (p.total-1-number)*p.size); now != last && now != "" {
				refs, last = append(refs, Ref{now, p.list + partPath(number)}), now
			}
		}
	} else {
		refs = append(refs, Ref{s.text("lijst.nieuwste"), p.list})
		for _, step := range []int{1000, 100, 10} {
			if p.number-step > 1 {
				refs = append(refs, at(p.number-step))
			}
		}
		slices.Reverse(refs[1:])
	}
	if p.number != 1 {
		refs = append(refs, Ref{s.text("lijst.oudste"), p.list + partPath(1)})
	}
	return refs
}

// yearAt is a label for sprongen: the year of an answer.
func yearAt(entries []entry) func(int) string {
	return func(i int) string { return yearOf(entries[i].d.order(entries[i].s)) }
}

// monthAt is the name of the month, for a list of one year.
func (s *Site) monthAt(entries []entry) func(int) string {
	names := strings.Fields(s.text("zoeken.maanden"))
	return func(i int) string {
		date := string(entries[i].d.order(entries[i].s))
		for n, name := range names {
			if len(date) >= 7 && date[5] == byte('0'+(n+1)/10) && date[6] == byte('0'+(n+1)%10) {
				return name
			}
		}
		return ""
	}
}

// beginAt is how a text begins, for a list by alphabet.
func beginAt(entries []entry) func(int) string {
	return func(i int) string {
		text := entries[i].s.Tekst
		sl := strings.ReplaceAll(slug.Slug(text[:min(len(text), maxSorted)]), "-", "")
		return strings.ToUpper(sl[:min(len(sl), 1)]) + sl[min(len(sl), 1):min(len(sl), 2)]
	}
}

// addKaarten adds the pages of a list of trajecten.
func (s *Site) addKaarten(adres string, kaarten []*Kaart, frame func() Frame, finish func(*TrajectenView)) {
	for part := range parts(adres, len(kaarten)) {
		s.list(Trajecten, part.adres, func() (any, error) {
			v := &TrajectenView{Frame: frame(), Kaarten: kaarten[part.from:part.to], Nummer: part.number, Nieuwer: part.newer, Ouder: part.older}
			v.Sprongen = s.sprongen(part, func(i int) string { return yearOf(kaarten[i].Bijgewerkt) })
			s.number(&v.Frame, part)
			if part.number == 0 && finish != nil {
				finish(v)
			}
			return v, nil
		})
	}
}

// number makes the frame of a list that of one of its pages.
func (s *Site) number(f *Frame, p part) {
	f.Adres = p.adres
	if p.number > 0 {
		f.Kruimels = append(f.Kruimels, Ref{f.Titel, p.list})
		f.Titel = s.text("pagina.ouder", "titel", f.Titel, "nummer", p.number)
	}
}

// addTopicTrajecten adds the list of the trajecten of a topic that has too many for
// its own page.
func (s *Site) addTopicTrajecten(t *topic) {
	if len(t.docs) <= topicTrajecten {
		return
	}
	adres := topicAdres(t.slug) + "trajecten/"
	s.addKaarten(adres, s.topicDocs(t), func() Frame {
		f := s.frame(Onderwerpen, adres)
		f.Kind, f.Titel, f.Omschrijving = Trajecten, s.text("pagina.onderwerp.trajecten", "onderwerp", t.name), s.text("pagina.onderwerp.omschrijving", "onderwerp", t.name)
		f.Kruimels = append(f.Kruimels, s.crumb(Onderwerpen, "/onderwerpen/"), Ref{t.name, topicAdres(t.slug)})
		f.NoIndex, f.Voorbeeld = t.kaart.Voorbeeld, t.kaart.Voorbeeld
		return f
	}, nil)
}

func (s *Site) topicDocs(t *topic) []*Kaart {
	var kaarten []*Kaart
	for _, d := range t.docs {
		kaarten = append(kaarten, s.kaarten[d])
	}
	return kaarten
}

// addBijeenkomsten adds the bijeenkomsten by date and by neighbourhood: all on one
// page, or where they are more than that, pages by date and a list for each
// neighbourhood.
func (s *Site) addBijeenkomsten() {
	const adres = "/bijeenkomsten/"
	wijken := s.wijkGroepen()
	many := len(s.meetings) >= 2*PageSize
	for i := range wijken {
		if many {
			wijken[i].Adres = adres + "wijk/" + strings.TrimPrefix(wijken[i].Anker, wijkAnker) + "/"
		}
	}
	page := func(list string, meetings []*BijeenkomstKaart, wijken []Groep, titel string) {
		for part := range parts(list, len(meetings)) {
			s.list(Bijeenkomsten, part.adres, func() (any, error) {
				v := &BijeenkomstenView{Frame: s.frame(Bijeenkomsten, part.adres), Jaren: jaarGroepen(meetings[part.from:part.to]), Nieuwer: part.newer, Ouder: part.older}
				if titel != "" {
					v.Kruimels = append(v.Kruimels, s.crumb(Bijeenkomsten, adres))
					v.Titel = s.text("pagina.bijeenkomsten.wijk", "wijk", titel)
				}
				v.Sprongen = s.sprongen(part, func(i int) string { return yearOf(meetings[i].Datum) })
				s.number(&v.Frame, part)
				if part.number == 0 {
					v.Wijken = wijken
				}
				return v, nil
			})
		}
	}
	page(adres, s.meetings, wijken, "")
	if many {
		for _, g := range wijken {
			page(g.Adres, g.Bijeenkomsten, nil, g.Titel)
		}
	}
}

// jaarGroepen returns bijeenkomsten by year, in their order.
func jaarGroepen(meetings []*BijeenkomstKaart) []Groep {
	var jaren []Groep
	for _, k := range meetings {
		year := yearOf(k.Datum)
		if n := len(jaren); n == 0 || jaren[n-1].Titel != year {
			jaren = append(jaren, Groep{Titel: year, Anker: "wk-jaar-" + cmp.Or(year, "onbekend")})
		}
		g := &jaren[len(jaren)-1]
		g.Bijeenkomsten = append(g.Bijeenkomsten, k)
	}
	return jaren
}

// addAdviezen adds the pages of the list of formal advice.
func (s *Site) addAdviezen() {
	const adres = "/adviezen/"
	for part := range parts(adres, len(s.advice)) {
		s.list(Adviezen, part.adres, func() (any, error) {
			v := &AdviezenView{Frame: s.frame(Adviezen, adres), Adviezen: s.advice[part.from:part.to], Nieuwer: part.newer, Ouder: part.older}
			v.Sprongen = s.sprongen(part, func(i int) string { return yearOf(s.advice[i].Datum) })
			s.number(&v.Frame, part)
			return v, nil
		})
	}
}
