package site

import (
	"cmp"
	"slices"

	"weerklank/internal/traject"
)

// Datum returns when d was first public: what the editor says, else the day of its
// first version; "" when neither is known. It is never today.
func (s *Site) Datum(d *Doc) traject.Datum {
	if d.Own[0] != "" {
		return d.Own[0]
	}
	if r := s.in.Geschiedenis.Reeks(d.Path); r != nil && len(r.Versies) > 0 && !s.in.Ondiep {
		return r.Versies[0].Datum
	}
	return ""
}

// Bijgewerkt returns when d last changed: what the editor says, else the day of its
// last version that was no mere correction, else the latest date in it. A day that
// is still to come is none.
func (s *Site) Bijgewerkt(d *Doc) traject.Datum {
	if d.Said != "" && d.Said.Start() <= s.in.Today {
		return d.Said
	}
	if r := s.in.Geschiedenis.Reeks(d.Path); r != nil && len(r.Versies) > 0 {
		for _, v := range slices.Backward(r.Versies) {
			if !v.Klein {
				return v.Datum
			}
		}
		return r.Versies[0].Datum
	}
	return d.updated(s.in.Today)
}

// sortDocs puts what changed last first. What came into git on the same day stands
// in the order of its own dates.
func (s *Site) sortDocs() {
	changed := make(map[*Doc]traject.Datum, len(s.docs))
	for _, d := range s.docs {
		changed[d] = s.Bijgewerkt(d)
	}
	slices.SortFunc(s.docs, func(a, b *Doc) int {
		return cmp.Or(changed[b].Compare(changed[a]), b.Bijgewerkt.Compare(a.Bijgewerkt), cmp.Compare(a.Slug, b.Slug))
	})
}
