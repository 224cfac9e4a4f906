package site

import (
	"cmp"
	"iter"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A Citaat says how a page is cited: what a formal advice, an article or a study
// needs to name it. On the page of a version Adres and Versie are the same.
type Citaat struct {
	Site        *Info
	Naam        string // of its record, unique on the site
	Organisatie string // who is responsible for it
	Titel       string // of the traject; of a signaal what people said
	Taal        traject.Taal
	Antwoord    bool          // Titel is what people said, and the page is the answer to it
	Besloten    traject.Datum // when that answer was given; "" when it is not known
	Datum       traject.Datum // of the version, else of the last change; "" when none is known
	Adres       string        // of the page, which always shows the newest version
	Versie      string        // permanent address of the version of Datum; "" without one
	Kenmerk     string        // the number people were given
	Kort        string        // short address, by that number; "" when it leads to more than this page
	Bestanden   string        // address of the files for reference managers, without .json or .ris; "" without them
	Voorbeeld   bool          // an invented example
}

// Vast returns the address that goes on showing what was cited: that of the
// version, else that of the page.
func (c *Citaat) Vast() string { return cmp.Or(c.Versie, c.Adres) }

// citaat returns how the page of a traject is cited.
func (s *Site) citaat(d *Doc) *Citaat {
	c := &Citaat{
		Site: s.info, Naam: d.Slug, Organisatie: cmp.Or(d.Organisatie, s.info.Organisatie), Titel: d.Titel, Datum: d.updated(s.in.Today),
		Adres: d.adres(), Kenmerk: d.Kenmerk, Bestanden: d.adres() + "citeer", Voorbeeld: d.Voorbeeld,
	}
	if reeks := s.in.Geschiedenis.Reeks(d.Path); reeks != nil && len(reeks.Versies) > 0 {
		v := reeks.Versies[len(reeks.Versies)-1]
		c.Datum, c.Versie = v.Datum, v.Adres()
	}
	// A number that others have too leads to a list, which is nothing to cite.
	if number := slug.Slug(d.Kenmerk); len(s.kenmerken[number]) == 1 {
		c.Kort = "/k/" + number + "/"
	}
	return c
}

// citaatSignaal returns how the page of a signaal is cited. Its number is that of
// the traject: the numbers of the inputs that were bundled in it belong to people.
func (s *Site) citaatSignaal(d *Doc, sg *DocSignaal) *Citaat {
	c := s.citaat(d)
	c.Naam += "-" + sg.ID
	c.Titel, c.Taal, c.Antwoord, c.Besloten = sg.Tekst, sg.Taal, true, sg.BeslotenOp
	c.Adres, c.Kort = d.adres()+sg.ID+"/", ""
	if c.Versie != "" {
		c.Versie += "#" + sg.ID
	}
	return c
}

// Citaten returns for every traject the address of its files
// for reference managers, without .json or .ris, and what makes the records: of
// the traject first, then of each of its signalen. Of one that was withdrawn the
// files stay, without signalen.
func (s *Site) Citaten() iter.Seq2[string, func() []*Citaat] {
	return func(yield func(string, func() []*Citaat) bool) {
		for _, d := range s.docs {
			if adres, records, ok := (Deel{nil, s, d}).Citaat(); ok && !yield(adres, records) {
				return
			}
		}
	}
}

// citaten returns the records of d.
func (s *Site) citaten(d *Doc) []*Citaat {
	cs := []*Citaat{s.citaat(d)}
	if !shown(d) {
		return cs
	}
	for _, sg := range d.Signalen {
		cs = append(cs, s.citaatSignaal(d, sg))
	}
	return cs
}
