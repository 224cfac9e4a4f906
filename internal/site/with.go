package site

import (
	"maps"
	"reflect"
	"slices"

	"weerklank/internal/traject"
)

// With returns the site with another version of one document, at once: the pages
// of that document are new, and everything else (lists, figures, the search) is as
// it was in s. The preview shows it until the whole site is made again. Open reads
// that version.
//
// ok is false when more than the pages of the document would change: its addresses,
// its topics, what it is based on, or whether it is published.
func (s *Site) With(d *Doc, open func() (*traject.Traject, error)) (next *Site, ok bool) {
	at := slices.IndexFunc(s.docs, func(o *Doc) bool { return o.Path == d.Path })
	if at < 0 || !reflect.DeepEqual(faceOf(s.docs[at]), faceOf(d)) {
		return nil, false
	}
	old := s.docs[at]
	copied := *s
	n := &copied
	n.recent = &recent{}
	n.in.Open = func(x *Doc) (*traject.Traject, error) {
		if x == d {
			return open()
		}
		return s.in.Open(x)
	}
	n.docs = slices.Clone(s.docs)
	n.docs[at] = d
	n.bySlug = maps.Clone(s.bySlug)
	n.bySlug[d.Slug] = d
	n.kaarten = maps.Clone(s.kaarten) // lists still have the old one
	n.kaarten[d] = n.kaart(d)
	n.meetingAt, n.adviceAt = maps.Clone(s.meetingAt), maps.Clone(s.adviceAt)
	for _, b := range d.Bijeenkomsten {
		n.meetingAt[bijeenkomstAdres(d.Slug, b.ID)] = n.meetingCard(d, b)
	}
	for _, a := range d.Adviezen {
		n.adviceAt[adviesAdres(a.Kenmerk)] = n.adviceCard(d, a)
	}
	n.later = maps.Clone(s.later)
	for name, ds := range n.later {
		if i := slices.Index(ds, old); i >= 0 {
			n.later[name] = slices.Clone(ds)
			n.later[name][i] = d
		}
	}
	n.basis = maps.Clone(s.basis)
	for i, sg := range old.Signalen {
		if of := s.basis[sg]; of != nil {
			n.basis[d.Signalen[i]] = of
		}
	}
	return n, n.replacePages(s, d)
}

// replacePages makes the pages of d anew among those of old. It reports whether
// they are at the same addresses.
func (s *Site) replacePages(old *Site, d *Doc) bool {
	from := slices.IndexFunc(old.pages, func(p *Page) bool { return p.From == d.Path })
	if from < 0 {
		return false
	}
	to := from
	for to < len(old.pages) && old.pages[to].From == d.Path {
		to++
	}
	s.pages, s.byAddress = nil, map[string]*Page{}
	s.addDoc(d)
	fresh := s.pages
	if !slices.EqualFunc(fresh, old.pages[from:to], func(a, b *Page) bool { return a.Adres == b.Adres && a.Kind == b.Kind }) {
		return false
	}
	s.pages, s.byAddress, s.own = slices.Clone(old.pages), old.byAddress, maps.Clone(old.own)
	copy(s.pages[from:to], fresh)
	if s.own == nil {
		s.own = map[string]*Page{}
	}
	for _, p := range fresh {
		s.own[p.Adres] = p
	}
	return true
}

// A face is what pages of others, and addresses, depend on in a document, beside
// the words that lists show of it.
type face struct {
	slug, vervolgOp, kenmerk, organisatie string
	start                                 traject.Datum
	onderwerpen, aliassen                 []string
	concept, voorbeeld, ingetrokken       bool
	vanaf                                 traject.Datum
	signalen                              []signaalFace
	bijeenkomsten, adviezen               []string
}

type signaalFace struct {
	id, advies                                                  string
	aliassen, onderwerpen, opgehaaldBij, gebaseerdOp, kenmerken []string
}

func faceOf(d *Doc) face {
	f := face{
		slug: d.Slug, vervolgOp: d.VervolgOp, kenmerk: d.Kenmerk, organisatie: d.Organisatie, start: d.Start,
		onderwerpen: d.Onderwerpen, aliassen: d.Aliassen,
		concept: d.Concept, voorbeeld: d.Voorbeeld, ingetrokken: d.Ingetrokken != nil, vanaf: d.PublicerenVanaf,
	}
	for _, s := range d.Signalen {
		f.signalen = append(f.signalen, signaalFace{s.ID, s.Advies, s.Aliassen, s.Onderwerpen, s.OpgehaaldBij, s.GebaseerdOp, s.Kenmerken})
	}
	for _, b := range d.Bijeenkomsten {
		f.bijeenkomsten = append(f.bijeenkomsten, b.ID)
	}
	for _, a := range d.Adviezen {
		f.adviezen = append(f.adviezen, a.Kenmerk)
	}
	return f
}
