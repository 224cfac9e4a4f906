package site

import (
	"slices"
	"strings"

	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

// WeggehaaldView says that what stood here was taken away for somebody's privacy.
type WeggehaaldView struct {
	Frame
	Datum       traject.Datum
	Grond       traject.Grond
	Toelichting string // of the editor; "" when the ground says it all
}

// weggehaald makes the page at an address that was taken away.
func (s *Site) weggehaald(adres string, stuk *weggehaald.Stuk) *Page {
	if s.gone == nil {
		s.gone = map[*weggehaald.Stuk]bool{}
	}
	s.gone[stuk] = true
	return &Page{Adres: adres, Kind: Weggehaald, View: func() (any, error) {
		f := s.frame(Weggehaald, adres)
		f.NoIndex = true
		return &WeggehaaldView{Frame: f, Datum: traject.Datum(stuk.Datum), Grond: stuk.Grond, Toelichting: stuk.Toelichting}, nil
	}}
}

// addWeggehaald adds a page at the addresses that were taken away and at which no
// other page would stand: of files, of signalen, and of what has no file any more.
func (s *Site) addWeggehaald() {
	known := map[string]bool{}
	for _, m := range s.in.Media {
		known[m.Address] = true
		if stuk := s.in.Weggehaald.Weg(m.Address); stuk != nil {
			s.addGone(m.Address, stuk, true)
		}
	}
	for _, a := range s.in.Eerder {
		known[a] = true
		if stuk := s.in.Weggehaald.Weg(a); stuk != nil {
			s.addGone(a, stuk, true)
		}
	}
	for _, a := range s.in.Weggehaald.Adressen() {
		s.addGone(a, s.in.Weggehaald.Weg(a), known[a])
	}
}

// addGone adds the page of one address; there says that it is known to have been
// published.
func (s *Site) addGone(adres string, stuk *weggehaald.Stuk, there bool) {
	there = there || s.gone[stuk]
	if !strings.HasSuffix(adres, "/") { // of a file
		if !slices.Contains(s.filesGone, adres) {
			s.filesGone = append(s.filesGone, adres)
		}
		adres += "/"
	}
	s.add(&Page{Adres: adres})
	s.gone[stuk] = there
}

// Kende reports whether the site knows of what was taken away: it would be there
// otherwise, or once was.
func (s *Site) Kende(stuk *weggehaald.Stuk) bool { return s.gone[stuk] }

// FilesGone returns the addresses of files that were taken away, each of which has a
// page below it.
func (s *Site) FilesGone() []string { return s.filesGone }
