package sitetest

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// tabs is how many pages are looked at side by side.
const tabs = 2

// The demonstration site is what municipalities copy: nothing is wrong with it.
func TestDemonstrationSite(t *testing.T) {
	s := build(t, repository)
	docs := s.documents(t)
	everything(t, s, docs, addresses(docs))
}

// The same on an address with a path: every link carries it.
func TestBaseURLWithPath(t *testing.T) {
	s := build(t, repository, "--base-url", "https://www.voorbeeld.example/pad/")
	if s.base != "/pad/" {
		t.Fatalf("the site thinks that it is at %s", s.base)
	}
	docs := s.documents(t)
	t.Run("links", func(t *testing.T) { failOn(t, append(links(t, s, docs), lists(t, s)...)) })
	t.Run("requests", func(t *testing.T) {
		each(t, s, sample(docs), func(w *tab, page, address string) []finding { return w.requests(page, address) })
	})
}

// A site made to be difficult: what people do write, but nobody wrote in the
// demonstration. See testdata/lastig.
func TestDifficultSite(t *testing.T) {
	s := build(t, "testdata/lastig")
	docs := s.documents(t)
	everything(t, s, docs, sample(docs))
}

// Each kind of page is looked at in one of the sites.
func TestEveryKindOfPageIsTested(t *testing.T) {
	seen := map[string]bool{}
	for _, source := range []string{repository, "testdata/lastig"} {
		for kind := range byKind(build(t, source).documents(t)) {
			seen[kind] = true
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
	}
}

// everything asserts that no check finds anything in a site. The browser looks
// at pages, and in the ways that differ little only at the longest page of each
// kind.
func everything(t *testing.T, s *builtSite, docs []*document, pages []string) {
	if len(pages) < 10 {
		t.Fatalf("only %d pages are looked at", len(pages))
	}
	some := sample(docs)
	t.Run("structure", func(t *testing.T) { failOn(t, structure(docs)) })
	t.Run("links", func(t *testing.T) { failOn(t, append(links(t, s, docs), lists(t, s)...)) })
	t.Run("validator", func(t *testing.T) { failOn(t, validator(t, s)) })
	t.Run("requests", func(t *testing.T) {
		each(t, s, pages, func(w *tab, page, address string) []finding { return w.requests(page, address) })
	})
	t.Run("reflow", func(t *testing.T) {
		each(t, s, pages, func(w *tab, page, address string) []finding { return w.reflow(page, address, phone) })
	})
	for _, v := range []view{desktop, desktopDark, phone, phoneDark} {
		t.Run("axe "+v.String(), func(t *testing.T) {
			of := some
			if v == desktop {
				of = pages
			}
			each(t, s, of, func(w *tab, page, address string) []finding { return w.axe(page, address, v) })
		})
	}
	for _, v := range []view{desktop, phoneDark} {
		t.Run("focus "+v.String(), func(t *testing.T) {
			each(t, s, some, func(w *tab, page, address string) []finding { return w.focus(page, address, v) })
		})
	}
}

// each applies a check to pages, in a few tabs, and fails on what it finds.
func each(t *testing.T, s *builtSite, pages []string, check func(w *tab, page, address string) []finding) {
	t.Helper()
	server := s.serve(t)
	var wait sync.WaitGroup
	results := make([][]finding, len(pages))
	for i := range tabs {
		w := open(t)
		wait.Go(func() {
			for j := i; j < len(pages); j += tabs {
				results[j] = check(w, pages[j], server+pages[j])
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

// byKind sorts pages by their kind. The further pages of a list are a kind of
// their own.
func byKind(docs []*document) map[string][]*document {
	kinds := map[string][]*document{}
	for _, d := range docs {
		kind := d.kind()
		if strings.Contains(d.address, "/pagina/") {
			kind += ", further"
		}
		kinds[kind] = append(kinds[kind], d)
	}
	return kinds
}
