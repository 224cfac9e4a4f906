package site

import (
	"iter"
	"strings"
)

// A Deel is a part of the walk over a site: pages that follow each other, and
// which document they are made of.
type Deel struct {
	Pages []*Page

	s *Site
	d *Doc // nil for pages that are made of no traject
}

// Delen walks over all pages, like Pages, in parts: those of one traject are one
// part. Whoever makes also its feed and its records for citing before the next
// part, has its document read once.
func (s *Site) Delen() iter.Seq[Deel] {
	return func(yield func(Deel) bool) {
		from := 0
		for i, d := range s.docs {
			if i == 0 && !yield(Deel{s.pages[:s.docsAt[0]], s, nil}) {
				return
			}
			if !yield(Deel{s.pages[s.docsAt[i]:s.docsAt[i+1]], s, d}) {
				return
			}
			from = s.docsAt[i+1]
		}
		yield(Deel{s.pages[from:], s, nil})
	}
}

// IsTraject reports whether d is that of a traject.
func (d Deel) IsTraject() bool { return d.d != nil }

// DeelAt returns the part of the traject that has an address, without its pages.
func (s *Site) DeelAt(adres string) (Deel, bool) {
	name, _ := strings.CutPrefix(adres, "/trajecten/")
	d := s.bySlug[strings.TrimSuffix(name, "/")]
	return Deel{nil, s, d}, d != nil && d.adres() == adres
}

// Stroom returns the feed of the traject; examples have none.
func (d Deel) Stroom() (Stroom, bool) {
	if d.d == nil || d.d.Voorbeeld {
		return Stroom{}, false
	}
	return d.s.stroom(d.d), true
}

// Citaat returns the address of the files for reference managers of the traject,
// without .json or .ris, and what makes the records: see Citaten.
func (d Deel) Citaat() (adres string, records func() []*Citaat, ok bool) {
	if d.d == nil || d.s.in.Weggehaald.Weg(d.d.adres()) != nil {
		return "", nil, false
	}
	return d.d.adres() + "citeer", func() []*Citaat { return d.s.citaten(d.d) }, true
}
