package sitetest

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// tabs is how many pages are looked at side by side.
const tabs = 2

// The demonstration site is what municipalities copy: nothing is wrong with it.
func TestDemonstrationSite(t *testing.T) {
	s := build(t, demo(t))
	docs := s.documents(t)
	everything(t, s, docs, two(docs), looks)
	// The edge around the focus is one rule for all pages: here on those with
	// fields and with the most kinds of links.
	for _, v := range []view{desktop, forced} {
		inBrowser(t, s, []string{"/", "/zoeken/", "/trajecten/voorbeeld-speelplek/"}, look{v, []string{"focus"}})
	}
}

// The same on an address with a path: every link carries it.
func TestBaseURLWithPath(t *testing.T) {
	s := build(t, demo(t), "--base-url", "https://www.voorbeeld.example/pad/")
	if s.base != "/pad/" {
		t.Fatalf("the site thinks that it is at %s", s.base)
	}
	docs := s.documents(t)
	t.Run("links", func(t *testing.T) { failOn(t, append(links(t, s, docs), lists(t, s)...)) })
	inBrowser(t, s, sample(docs), look{desktop, []string{"requests"}})
}

// A site made to be difficult: what people do write, but nobody wrote in the
// demonstration. See testdata/lastig and difficult_test.go.
func TestDifficultSite(t *testing.T) {
	s := build(t, difficult(t))
	docs := s.documents(t)
	everything(t, s, docs, sample(docs), slices.Concat(looks, others))
	inBrowser(t, s, sample(docs), noScripts)
	// Every stop of the Tab key takes time, and a longer list has more of the
	// same: the shortest page of each kind, and the one with every key.
	inBrowser(t, s, append(shortest(docs), "/trajecten/voorbeeld-alles/"), look{zoomedDark, []string{"focus"}})
	inBrowser(t, s, cover(docs, sample(docs)), colours...)
}

// Each kind of page is looked at in one of the sites, and read aloud in the small
// one.
func TestEveryKindOfPageIsTested(t *testing.T) {
	seen, heard := map[string]bool{}, map[string]bool{}
	for source, kinds := range map[string]map[string]bool{demo(t): seen, difficult(t): seen, small(t): heard} {
		for kind := range byKind(build(t, source).documents(t)) {
			kinds[kind] = true
		}
	}
	templates, err := filepath.Glob(repository + "/themes/default/templates/*.html")
	if err != nil || len(templates) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	for _, name := range templates {
		kind := strings.TrimSuffix(filepath.Base(name), ".html")
		if kind != "frame" && !seen[kind] {
			t.Errorf("no page of the kind %q: add one to testdata/lastig", kind)
		}
		if kind != "frame" && !heard[kind] {
			t.Errorf("no page of the kind %q in the small site: add one to testdata/boom", kind)
		}
	}
}

// A look is a page in a view, and the checks that have something to say about it
// then, in an order in which they do not disturb each other. A page is loaded once
// for several looks.
type look struct {
	view   view
	checks []string
}

// looks are for the longest and the shortest page of each kind of the
// demonstration site and for the longest of each kind of the difficult one;
// others, in which pages of one template differ little, only for the latter.
// What is seen in colours depends on what is on a page, not on how much of it or
// in which place: those are for the pages that together have everything.
var (
	looks = []look{
		{desktop, []string{"requests", "axe", "shapes", "order", "direction", "motion"}},
		{phone, []string{"reflow"}},
	}
	others = []look{
		{phone, []string{"axe", "order"}},
		{zoomed, []string{"reflow"}},
		{bigText, []string{"reflow"}},
		{bigTextPhone, []string{"reflow"}},
		{paper, []string{"print"}},
	}
	last      = look{desktop, []string{"bare"}} // no style is left behind it
	noScripts = look{noScript, []string{"script"}}
	colours   = []look{
		{desktopDark, []string{"contrast", "shapes"}},
		{contrast, []string{"contrast", "shapes"}},
		{forced, []string{"forced", "shapes"}},
		{contrastDark, []string{"contrast", "shapes"}},
		{forcedDark, []string{"forced", "shapes"}},
		{still, []string{"motion"}},
		{paperDark, []string{"print"}},
	}
)

// everything asserts that no check finds anything in a site. The browser looks
// at pages.
func everything(t *testing.T, s *builtSite, docs []*document, pages []string, looks []look) {
	if len(pages) < 10 {
		t.Fatalf("only %d pages are looked at", len(pages))
	}
	for name, check := range siteChecks {
		t.Run(name, func(t *testing.T) { failOn(t, check(t, s)) })
	}
	t.Run("lists", func(t *testing.T) { failOn(t, lists(t, s)) })
	inBrowser(t, s, pages, append(slices.Clone(looks), last)...)
}

// inBrowser looks at pages, and fails on what the checks find.
func inBrowser(t *testing.T, s *builtSite, pages []string, looks ...look) {
	t.Helper()
	first := looks[0]
	name := first.view.String() + " " + strings.Join(first.checks, "+")
	if len(looks) > 1 {
		name += fmt.Sprintf(" and %d looks more", len(looks)-1)
	}
	t.Run(name, func(t *testing.T) {
		each(t, s, pages, first.view, func(w *tab, page string, v view) (found []finding) {
			for i, l := range looks {
				if i > 0 {
					w.become(l.view)
				}
				for _, check := range l.checks {
					found = append(found, pageChecks[check].run(w, page, l.view)...)
				}
			}
			return found
		})
	})
}

// each visits pages in a few tabs, and fails on what a check finds there.
func each(t *testing.T, s *builtSite, pages []string, v view, check func(w *tab, page string, v view) []finding) {
	t.Helper()
	server := s.serve(t)
	var wait sync.WaitGroup
	results := make([][]finding, len(pages))
	for i := range tabs {
		w := open(t)
		wait.Go(func() {
			for j := i; j < len(pages); j += tabs {
				w.visit(server+pages[j], v)
				results[j] = check(w, pages[j], v)
			}
		})
	}
	wait.Wait()
	failOn(t, slices.Concat(results...))
}

func addresses(docs []*document) []string {
	var all []string
	for _, d := range docs {
		all = append(all, d.address)
	}
	return all
}

// two returns of each kind the longest page and the shortest. Pages of a kind
// come from one template, so that more of them say little more.
func two(docs []*document) []string {
	var some []string
	for _, of := range byKind(docs) {
		slices.SortFunc(of, func(a, b *document) int {
			return cmp.Or(len(a.source)-len(b.source), strings.Compare(a.address, b.address))
		})
		some = append(some, of[0].address, of[len(of)-1].address)
	}
	slices.Sort(some)
	return slices.Compact(some)
}

// sample returns the longest page of each kind.
func sample(docs []*document) []string {
	var some []string
	for _, of := range byKind(docs) {
		longest := slices.MaxFunc(of, func(a, b *document) int { return len(a.source) - len(b.source) })
		some = append(some, longest.address)
	}
	slices.Sort(some)
	return some
}

// shortest returns the shortest page of each kind.
func shortest(docs []*document) []string {
	var some []string
	for _, of := range byKind(docs) {
		least := slices.MinFunc(of, func(a, b *document) int { return len(a.source) - len(b.source) })
		some = append(some, least.address)
	}
	slices.Sort(some)
	return some
}

// cover returns a few of the pages that together have every element with its
// classes in every element with its classes that is in any of them: all that a
// style sheet can colour, as far as it does not count or name a page.
func cover(docs []*document, pages []string) []string {
	left := map[string]map[string]bool{}
	for _, d := range docs {
		if !slices.Contains(pages, d.address) {
			continue
		}
		left[d.address] = map[string]bool{}
		for n := range d.root.Descendants() {
			if n.Type == html.ElementNode && n.Parent != nil && in(n, "body") {
				left[d.address][styled(n.Parent)+" > "+styled(n)] = true
			}
		}
	}
	var few []string
	for {
		best := slices.MaxFunc(pages, func(a, b string) int { return len(left[a]) - len(left[b]) })
		if len(left[best]) == 0 {
			slices.Sort(few)
			return few
		}
		few = append(few, best)
		for has := range maps.Clone(left[best]) {
			for _, of := range left {
				delete(of, has)
			}
		}
	}
}

// styled is an element as a style sheet sees it; of the page only that it is one.
func styled(n *html.Node) string {
	if n.Data == "body" {
		return "body"
	}
	classes := strings.Fields(attrOf(n, "class"))
	slices.Sort(classes)
	return n.Data + "." + strings.Join(classes, ".") + " " + attrOf(n, "data-besluit")
}

// byKind sorts pages by their kind. The further pages of a list are a kind of
// their own, and so is a version that could not be read, which is shown as text.
func byKind(docs []*document) map[string][]*document {
	kinds := map[string][]*document{}
	for _, d := range docs {
		kind := d.kind()
		if strings.Contains(d.address, "/pagina/") {
			kind += ", further"
		}
		if kind == "versie" && bytes.Contains(d.source, []byte("<pre>")) {
			kind += ", unread"
		}
		kinds[kind] = append(kinds[kind], d)
	}
	return kinds
}
