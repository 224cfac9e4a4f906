package site

import (
	"cmp"
	"slices"

	"weerklank/internal/traject"
)

// What the preview tells editors beside the pages.

// A Part is a stretch of a file that has a page of its own: a signaal.
type Part struct {
	ID, Adres string
	Van, Tot  int // its lines; Tot is the first that is not
}

// PartsOf returns the parts of a content file, in their order.
func (s *Site) PartsOf(file string) []Part {
	i := slices.IndexFunc(s.docs, func(d *Doc) bool { return d.Path == file })
	if i < 0 {
		return nil
	}
	d := s.docs[i]
	parts := make([]Part, len(d.Signalen))
	for i, sg := range d.Signalen {
		parts[i] = Part{sg.ID, d.adres() + sg.ID + "/", sg.Regel, sg.Tot}
	}
	return parts
}

// An Unpublished is a file that is shown in the preview only.
type Unpublished struct {
	File, Adres, Titel string
	Concept            bool          // until somebody says otherwise
	Vanaf              traject.Datum // else from this day
}

// Unpublished returns what is not published yet: what has a day first, by that
// day, and then the concepts.
func (s *Site) Unpublished() []Unpublished {
	var us []Unpublished
	for _, d := range s.in.Docs {
		if s.concept(d) {
			us = append(us, Unpublished{d.Path, d.adres(), cmp.Or(d.Titel, d.Slug), d.Concept, d.PublicerenVanaf})
		}
	}
	for _, p := range slices.Concat(s.in.Onderwerpen, s.in.Paginas) {
		if p.Concept {
			us = append(us, Unpublished{p.File.Path, s.files[p.File.Path], cmp.Or(p.Titel, p.Slug), true, ""})
		}
	}
	slices.SortFunc(us, func(a, b Unpublished) int {
		switch {
		case a.Concept != b.Concept:
			if b.Concept {
				return -1
			}
			return 1
		case !a.Concept && a.Vanaf != b.Vanaf:
			return a.Vanaf.Compare(b.Vanaf)
		}
		return cmp.Compare(a.File, b.File)
	})
	return us
}
