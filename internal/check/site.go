package check

import (
	"maps"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A World knows which pages and files the site has. Addresses are as in DESIGN:
// "/trajecten/wmo/", "/media/plan.pdf", without the path of the base URL.
type World interface {
	// Resolve returns where a link leads. from is the path of the file in which
	// it stands, dest is as written ("/over/", "../media/plan.pdf", "wmo.md#hek",
	// "#hek") or a traject.Link. ok is false when there is nothing there; adres is
	// then where it would be, if that can be told.
	Resolve(from, dest string) (adres, fragment string, ok bool)
	// HasAnchor reports whether the page at an address has an anchor that no
	// editor wrote: one of the theme or of a generated list. What editors wrote
	// (headings, ids of signalen) is known from the Facts.
	HasAnchor(adres, id string) bool
	// Suggest returns the address that exists and is nearest to one that does
	// not; "" when none is near.
	Suggest(adres string) string
	// First returns the address that somebody who searches finds first; "" when
	// the search finds nothing.
	First(query string) string
}

// A siteRule looks for one kind of problem in everything together.
type siteRule struct {
	*diag.Rule
	check func(w *whole, report siteReport)
}

// A siteReport takes what a siteRule found in the document that f is about.
type siteReport func(f *Facts, at Place, message, hint lang.Text)

// An Index finds facts: those of every document, the settings included. It does not
// change.
type Index struct {
	facts     []*Facts          // by path
	byAddress map[string]*Facts // by the address of their own page, and its earlier ones
	owner     map[string]*Facts // by every address that is a document's alone
	trajecten map[string]*Facts // by slug
	slugs     []string          // of the trajecten
	broken    bool              // a traject was not understood

	instead map[*Facts]*Facts // what is in the maps -> what it is now
}

// NewIndex returns the index of facts, which may come in any order.
func NewIndex(facts []*Facts) *Index {
	addresses := 0
	for _, f := range facts {
		addresses += 1 + len(f.Claims)
	}
	x := &Index{
		facts: slices.Clone(facts), byAddress: make(map[string]*Facts, len(facts)),
		owner: make(map[string]*Facts, addresses), trajecten: make(map[string]*Facts, len(facts)),
	}
	slices.SortFunc(x.facts, func(a, b *Facts) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range x.facts {
		if f.Address != "" {
			x.byAddress[f.Address], x.owner[f.Address] = f, f
		}
		if f.isTraject() {
			name := path.Base(f.Address)
			x.trajecten[name] = f
			x.slugs = append(x.slugs, name)
			x.broken = x.broken || f.Broken
		}
	}
	for _, f := range x.facts {
		for _, c := range f.Claims {
			if x.owner[c.Address] != nil {
				continue // see addressTaken
			}
			x.owner[c.Address] = f
			if c.Alias {
				x.byAddress[c.Address] = f
			}
		}
	}
	return x
}

// With returns the index with other facts of one document, which has the addresses
// that it had. ok is false when the document is not in it.
func (x *Index) With(f *Facts) (next *Index, ok bool) {
	i := slices.IndexFunc(x.facts, func(o *Facts) bool { return o.Path == f.Path })
	if i < 0 {
		return nil, false
	}
	first := x.facts[i]
	for known, is := range x.instead {
		if is == first {
			first = known
		}
	}
	copied := *x
	copied.facts, copied.instead = slices.Clone(x.facts), map[*Facts]*Facts{}
	maps.Copy(copied.instead, x.instead)
	copied.facts[i], copied.instead[first] = f, f
	return &copied, true
}

// in returns the facts under key in one of the maps of x; nil without.
func (x *Index) in(m map[string]*Facts, key string) *Facts {
	f := m[key]
	if is := x.instead[f]; is != nil {
		return is
	}
	return f
}

// A whole is the site while it is checked.
type whole struct {
	World
	*Index
	uses      []use
	anchorSet map[*Facts]map[string]bool
	signalen  map[*Facts]map[string]bool

	rule  *diag.Rule // that runs
	found map[*Facts]*diag.Collector
}

// enough reports whether what more the rule finds in the document of f is only
// counted.
func (w *whole) enough(f *Facts) bool { return w.found[f] != nil && w.found[f].Full(w.rule) }

// nearestHint is the function of that name, unless its hint is not needed.
func (w *whole) nearestHint(f *Facts, name string, names []string, none lang.Text) lang.Text {
	if w.enough(f) {
		return lang.Text{}
	}
	return nearestHint(name, names, none)
}

// Site runs the rules about the whole.
func Site(w World, x *Index) []diag.Problem {
	all := newWhole(w, x)
	all.lookAtUses(all.facts)
	return all.run(func(*Facts) bool { return true })
}

// SiteOf is Site for the problems of one file only.
func SiteOf(w World, x *Index, file string) []diag.Problem {
	all := newWhole(w, x)
	is := func(f *Facts) bool { return f.Path == file }
	if i := slices.IndexFunc(all.facts, is); i >= 0 {
		all.lookAtUses(all.facts[i : i+1])
	}
	return all.run(is)
}

// run runs the rules. What they find in the documents that wanted refuses is left out.
func (all *whole) run(wanted func(*Facts) bool) []diag.Problem {
	for _, r := range siteRules {
		all.rule = r.Rule
		r.check(all, func(f *Facts, at Place, message, hint lang.Text) {
			if !wanted(f) {
				return
			}
			if all.found[f] == nil {
				all.found[f] = &diag.Collector{}
			}
			all.found[f].Add(r.Rule, func() diag.Problem {
				p := r.New(at.Range, message, hint)
				p.File, p.Source = f.Path, at.Line
				return p
			})
		})
	}
	var ps []diag.Problem
	for _, f := range all.facts {
		if c := all.found[f]; c != nil {
			ps = append(ps, c.Problems()...)
		}
	}
	return ps
}

func newWhole(w World, x *Index) *whole {
	return &whole{World: w, Index: x, anchorSet: map[*Facts]map[string]bool{}, signalen: map[*Facts]map[string]bool{}, found: map[*Facts]*diag.Collector{}}
}

func (all *whole) lookAtUses(facts []*Facts) {
	for _, f := range facts {
		for _, u := range f.Uses {
			all.uses = append(all.uses, all.look(f, u))
		}
	}
}

func (f *Facts) isTraject() bool { return strings.HasPrefix(f.Path, content.TrajectenDir+"/") }

// isTopic reports whether f is of the introduction of a topic.
func (f *Facts) isTopic() bool { return strings.HasPrefix(f.Path, content.OnderwerpenDir+"/") }

// ownerOf returns the document that an address belongs to, which may be below
// its own: that of a signaal, or of an image beside it. nil when it belongs to
// none.
func (w *whole) ownerOf(adres string) *Facts {
	for a := adres; len(a) > 1; a = path.Dir(strings.TrimSuffix(a, "/")) {
		if f := w.in(w.owner, strings.TrimSuffix(a, "/")+"/"); f != nil {
			return f
		}
	}
	return nil
}

// uncertain reports whether an address may be there once every file is
// understood.
func (w *whole) uncertain(adres string) bool {
	if f := w.ownerOf(adres); f != nil && f.Broken {
		return true
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(adres, "/"), "/")
	return w.broken && slices.Contains([]string{"onderwerpen", "bijeenkomsten", "adviezen", "k"}, first)
}

// A state says what is wrong with a use.
type state int

const (
	fine       state = iota
	nothing          // it leads nowhere
	unreleased       // it leads to what is not published
	noImage          // it leads to a page, where an image must be
	noAnchor         // the page is there, the anchor is not
)

// A use is a Use after resolving.
type use struct {
	Use
	facts           *Facts // in which it stands
	adres, fragment string
	state           state
}

func (w *whole) look(f *Facts, u Use) use {
	r := use{Use: u, facts: f}
	if u.Dest == "" {
		r.state = nothing
		return r
	}
	var ok bool
	r.adres, r.fragment, ok = w.Resolve(f.Path, u.Dest)
	owner := w.ownerOf(r.adres)
	// A topic has a page without its introduction too.
	hidden := owner != nil && owner.Hidden && !owner.isTopic()
	switch {
	case w.uncertain(r.adres):
	case hidden && !f.Hidden:
		r.state = unreleased
	case !ok && !(hidden && w.covers(owner, r.adres)):
		r.state = nothing
	case u.Image && strings.HasSuffix(r.adres, "/"):
		r.state = noImage
	case r.fragment != "" && strings.HasSuffix(r.adres, "/") && !w.hasAnchor(r.adres, r.fragment):
		r.state = noAnchor
	}
	return r
}

func (w *whole) hasAnchor(adres, id string) bool {
	f := w.in(w.byAddress, adres)
	return f != nil && setOf(w.anchorSet, f, f.Anchors)[id] || w.HasAnchor(adres, id)
}

// hasSignaal reports whether the traject of f has, or had, a signaal of this id.
func (w *whole) hasSignaal(f *Facts, id string) bool { return setOf(w.signalen, f, f.Signalen)[id] }

// setOf returns the names of f as a set, which is made when it is first needed.
func setOf(sets map[*Facts]map[string]bool, f *Facts, names []string) map[string]bool {
	if sets[f] == nil {
		set := make(map[string]bool, len(names))
		for _, n := range names {
			set[n] = true
		}
		sets[f] = set
	}
	return sets[f]
}

// anchors returns what editors wrote to link to on the page at an address.
func (w *whole) anchors(adres string) []string {
	if f := w.in(w.byAddress, adres); f != nil {
		return f.Anchors
	}
	return nil
}

// covers reports whether f would have something at an address below its own.
func (w *whole) covers(f *Facts, adres string) bool {
	if adres == f.Address || !strings.HasSuffix(adres, "/") { // files beside it are not known here
		return true
	}
	for _, c := range f.Claims {
		if c.Address == adres {
			return true
		}
	}
	id, ok := strings.CutPrefix(strings.TrimSuffix(adres, "/"), f.Address)
	return ok && w.hasSignaal(f, id)
}

// named returns the traject that a reference names: slug, or slug/id.
func (w *whole) named(name string) *Facts {
	name, _, _ = strings.Cut(name, "/")
	return w.in(w.trajecten, name)
}
