package site

import (
	"path"
	"unicode/utf8"

	"weerklank/internal/traject"
)

// A NotaView is a traject made for paper: everything that was said, numbered,
// with its answer.
type NotaView struct {
	TrajectView
	Versie    traject.Datum // the last date known of the content; "" when none is
	Stukken   []*NotaStuk
	Cijfers   []NotaCijfer // every kind of answer that occurs, and always niet-overgenomen
	Gehoord   bool         // some of it was heard more than once
	Standen   []NotaStand  // how far the answers are on the day Nagekeken; only what occurs
	Nagekeken traject.Datum
	// Vastgesteld is the adopted document, nil as long as there is none: a date
	// that is still to come adopts nothing.
	Vastgesteld *traject.Nota
	Gewijzigd   []*NotaStuk // answered after that day, so other than what was adopted
	Onbekend    int         // answers whose date does not tell whether they are
	Document    string      // address of the adopted document, when it is on this site
	Documenten  []Ref       // the documents that are on this site
}

// A NotaStuk is one signaal in the nota.
type NotaStuk struct {
	*SignaalView
	Nummer int    // from 1, in the order of the file
	Lengte string // for breaking it over sheets: kort, lang or ""
}

// A NotaCijfer is how many answers there are of one kind, and how often what
// they answer was heard.
type NotaCijfer struct {
	Besluit         traject.Besluit
	Aantal, Gehoord int
}

// A NotaStand is how many answers are equally far.
type NotaStand struct {
	Soort  traject.StandSoort
	Aantal int
}

// How many letters a signaal with its answer has at most to be kept on one
// sheet (a third of it, so that little stays empty), and from how many its parts
// may be longer than a sheet.
const (
	shortStuk = 400
	longStuk  = 2500
)

func notaAdres(slug string) string { return "/nota/" + slug + "/" }

// notaHas reports whether the nota at an address holds the signaal id.
func (s *Site) notaHas(adres, id string) bool {
	_, ok := s.find(s.bySlug[path.Base(adres)], id)
	return ok
}

// listed reports whether pages of a kind stand in the sitemap. The nota, poster
// and letter say what the page of its traject says: who searches finds that one.
func listed(k Kind) bool { return k != Nota && k != Poster && k != Brief }

func (s *Site) nota(d *Doc) (any, error) {
	view, err := s.traject(d)
	if err != nil {
		return nil, err
	}
	v := &NotaView{TrajectView: *view.(*TrajectView), Versie: s.Bijgewerkt(d), Nagekeken: traject.Datum(s.in.Today)}
	v.Kind, v.Adres, v.NoIndex = Nota, notaAdres(d.Slug), true
	v.Citaat = nil // what is cited is the page of the traject
	v.Titel = s.text("pagina.nota.titel", "titel", d.Titel)
	v.Omschrijving = s.text("pagina.nota.omschrijving", "titel", d.Titel)
	v.Kruimels = append(v.Kruimels, Ref{d.Titel, d.adres()})
	for i, sv := range v.Signalen {
		v.Stukken = append(v.Stukken, &NotaStuk{SignaalView: sv, Nummer: i + 1, Lengte: lengte(sv.S)})
	}
	for _, doc := range v.T.Documenten {
		if adres := s.here(d, doc.Link); adres != "" {
			v.Documenten = append(v.Documenten, Ref{doc.Titel, adres})
		}
	}
	v.count()
	if n := v.T.Nota; n != nil && n.VastgesteldOp.Start() <= s.in.Today {
		v.Vastgesteld = n
		v.Document = s.here(d, n.Document)
		v.compare()
	}
	return v, nil
}

// here returns the address that a link of d leads to; "" when it leaves the site.
func (s *Site) here(d *Doc, l traject.Link) string {
	adres, fragment, ok := s.Resolve(d.Path, string(l))
	switch {
	case !ok:
		return ""
	case fragment != "":
		return adres + "#" + fragment
	}
	return adres
}

// count makes the figures. What they count are signalen; how often these were
// heard is counted beside it.
func (v *NotaView) count() {
	heard := map[traject.Besluit]int{}
	standen := map[traject.StandSoort]int{}
	for _, st := range v.Stukken {
		heard[st.Besluit] += max(1, st.S.Aantal)
		standen[st.Stand.Soort]++
	}
	for _, c := range v.Kaart.Telling.Counts {
		v.Cijfers = append(v.Cijfers, NotaCijfer{c.Besluit, c.Aantal, heard[c.Besluit]})
	}
	v.Gehoord = v.Kaart.Telling.Gehoord > v.Kaart.Telling.Totaal
	for _, soort := range []traject.StandSoort{traject.StandGedaan, traject.StandGepland, traject.StandOverTijd, traject.StandOnbekend, traject.StandVerwacht, traject.StandVerschoven, traject.StandTeLaat, traject.StandZonderDatum} {
		if n := standen[soort]; n > 0 {
			v.Standen = append(v.Standen, NotaStand{soort, n})
		}
	}
}

// compare finds the answers that are other than what was adopted, as far as
// their dates tell.
func (v *NotaView) compare() {
	adopted := v.Vastgesteld.VastgesteldOp
	for _, st := range v.Stukken {
		date := st.S.BeslotenOp
		switch {
		case adopted.Before(date):
			v.Gewijzigd = append(v.Gewijzigd, st)
		case st.Besluit != traject.InBehandeling && (date == "" || date.End() > adopted.End()):
			v.Onbekend++
		}
	}
}

// lengte says how a signaal can be broken over sheets.
func lengte(s *traject.Signaal) string {
	n := utf8.RuneCountInString(s.Signaal)
	for _, m := range []*traject.Markdown{s.Reden, s.Gevolg, s.AntwoordOntvanger} {
		if m != nil {
			n += utf8.RuneCountInString(m.Text)
		}
	}
	for _, c := range s.Citaten {
		n += utf8.RuneCountInString(c.Tekst)
	}
	for _, e := range s.Evaluatie {
		if e.Uitkomst != nil {
			n += utf8.RuneCountInString(e.Uitkomst.Text)
		}
	}
	switch {
	case n <= shortStuk:
		return "kort"
	case n >= longStuk:
		return "lang"
	}
	return ""
}
