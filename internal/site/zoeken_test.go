package site_test

import (
	"strings"
	"testing"

	. "weerklank/internal/site"
	"weerklank/internal/traject"
)

func kenmerken(s *Site) map[string]*KenmerkView {
	found := map[string]*KenmerkView{}
	for p := range s.Pages() {
		if p.Kind == Kenmerk {
			v, err := p.View()
			if err != nil {
				panic(err)
			}
			found[p.Adres] = v.(*KenmerkView)
		}
	}
	return found
}

func numbered(concept bool) *Doc {
	return &Doc{
		Slug: "halte", Path: "content/trajecten/halte.md", Titel: "De halte", Kenmerk: "H/1", Concept: concept, Onderwerpen: []string{"verkeer"},
		Signalen: []*DocSignaal{
			{ID: "bank", Tekst: "Er is geen bank.", Verloop: traject.Verloop{Besluit: traject.InBehandeling}, Bijzonder: &Bijzonder{Kenmerken: []string{"Z 2026/14", "h-1"}}},
			{ID: "licht", Tekst: "Het is donker.", Verloop: traject.Verloop{Besluit: traject.InBehandeling}, Bijzonder: &Bijzonder{Kenmerken: []string{"Z-2026-14", "☂"}}},
		},
	}
}

// Numbers with one slug share a page, and no page of a number is listed.
func TestKenmerken(t *testing.T) {
	s, _ := New(Input{Settings: &traject.Settings{BaseURL: "https://x.nl/"}, Docs: []*Doc{numbered(false)}, Texts: noTexts{}, Today: "2026-11-21"})
	got := kenmerken(s)
	if len(got) != 2 || len(got["/k/z-2026-14/"].Naar) != 2 || len(got["/k/h-1/"].Naar) != 2 {
		t.Fatalf("%v", got)
	}
	for p := range s.Pages() {
		if p.Kind == Kenmerk && p.Listed {
			t.Errorf("%s is listed", p.Adres)
		}
	}
	if near := s.Suggest("/k/z-2026-15/"); strings.HasPrefix(near, "/k/") {
		t.Errorf("a message would name %s", near)
	}
	if adres := s.First("nummer Z 2026 14"); adres != "/trajecten/halte/bank/" {
		t.Errorf("the number finds %q", adres)
	}
	if adres := s.First("geen bank"); adres != "/trajecten/halte/bank/" {
		t.Errorf("the words find %q", adres)
	}
}

// Nothing of a concept is found.
func TestConceptIsNotFound(t *testing.T) {
	s, _ := New(Input{Settings: &traject.Settings{BaseURL: "https://x.nl/"}, Docs: []*Doc{numbered(true)}, Texts: noTexts{}, Today: "2026-11-21"})
	if got := kenmerken(s); len(got) > 0 {
		t.Errorf("%v", got)
	}
	for _, q := range []string{"bank", "halte", "verkeer", "Z-2026-14"} {
		if adres := s.First(q); adres != "" {
			t.Errorf("%s finds %s", q, adres)
		}
	}
}

type noTexts struct{}

func (noTexts) Text(key string, args ...any) string { return key }
