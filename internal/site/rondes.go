package site

import (
	"cmp"
	"slices"

	"weerklank/internal/traject"
)

// A Ronde is one round of a plan or conversation that went on after its first
// four phases: a traject in the chain that vervolg-op makes.
type Ronde struct {
	Nummer      int // 1 for the first; rounds that follow the same one have the same
	Titel       string
	Adres       string
	Phase       traject.Phase
	Doorlopend  bool
	Start       traject.Datum // "" when it is not known
	Bijgewerkt  traject.Datum
	Hier        bool   // the page itself
	Na          string // the title of the round that it follows, where the number does not tell; else ""
	Voorbeeld   bool
	Concept     bool
	Ingetrokken bool
}

// linkRounds remembers which rounds follow which, the earliest first.
func (s *Site) linkRounds() {
	for _, d := range s.docs {
		if s.bySlug[d.VervolgOp] != nil && d.VervolgOp != d.Slug {
			s.later[d.VervolgOp] = append(s.later[d.VervolgOp], d)
		}
	}
	for _, ds := range s.later {
		slices.SortFunc(ds, func(a, b *Doc) int {
			return cmp.Or(a.Start.Compare(b.Start), s.Bijgewerkt(a).Compare(s.Bijgewerkt(b)), cmp.Compare(a.Slug, b.Slug))
		})
	}
}

// rondes returns every round of which d is one, in order; nil when there is only
// the one. It comes to an end in a circle too, which check reports, and gives
// every page of the circle the same order.
func (s *Site) rondes(d *Doc) []*Ronde {
	var rs []*Ronde
	first := s.firstRound(d)
	seen := map[*Doc]bool{first: true}
	level, branched := []*Doc{first}, false
	for number := 1; len(level) > 0; number++ {
		var next []*Doc
		branches := branched || len(level) > 1
		for _, e := range level {
			r := s.ronde(e, number, e == d)
			if branches && e != first {
				r.Na = s.previous(e).Titel
			}
			rs = append(rs, r)
			for _, l := range s.later[e.Slug] {
				if !seen[l] {
					seen[l] = true
					next = append(next, l)
				}
			}
		}
		level, branched = next, len(level) > 1
	}
	if len(rs) == 1 {
		return nil
	}
	return nearest(rs)
}

// maxRondes is how many rounds a page shows. Nobody reads more, and a chain of a
// thousand would make a million.
const maxRondes = 12

// nearest returns the first round and those nearest to the page itself. Their
// numbers show what is left out.
func nearest(rs []*Ronde) []*Ronde {
	if len(rs) <= maxRondes {
		return rs
	}
	here := slices.IndexFunc(rs, func(r *Ronde) bool { return r.Hier })
	from := min(max(here-maxRondes/2, 1), len(rs)-maxRondes+1)
	return append([]*Ronde{rs[0]}, rs[from:from+maxRondes-1]...)
}

// firstRound follows vervolg-op to the first round. In a circle no round is the
// first: then it is the one whose slug comes first.
func (s *Site) firstRound(d *Doc) *Doc {
	seen := map[*Doc]bool{}
	for s.previous(d) != nil && !seen[d] {
		seen[d] = true
		d = s.previous(d)
	}
	if s.previous(d) == nil {
		return d
	}
	first := d
	for e := s.previous(d); e != d; e = s.previous(e) {
		if e.Slug < first.Slug {
			first = e
		}
	}
	return first
}

// previous returns the published round before d, nil without one.
func (s *Site) previous(d *Doc) *Doc {
	if d.VervolgOp == d.Slug {
		return nil
	}
	return s.bySlug[d.VervolgOp]
}

func (s *Site) ronde(d *Doc, number int, here bool) *Ronde {
	return &Ronde{
		Nummer: number, Titel: d.Titel, Adres: d.adres(), Phase: d.Phase, Doorlopend: d.Doorlopend,
		Start: d.Start, Bijgewerkt: s.Bijgewerkt(d), Hier: here,
		Voorbeeld: d.Voorbeeld, Concept: s.concept(d), Ingetrokken: !shown(d),
	}
}
