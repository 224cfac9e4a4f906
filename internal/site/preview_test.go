package site_test

import (
	"slices"
	"testing"

	"weerklank/internal/site"
)

// Each line of a file belongs to the signaal that it is in, and lines around the
// list to none.
func TestPartsOf(t *testing.T) {
	s := newSite(t, "", `een
titel: Een
phase: 2
signalen:
  - id: a
    signaal: Eerste
    besluit: overgenomen
    reden: >-
      Een reden
      op meer regels.
  - id: b
    signaal: Laatste
    besluit: overgenomen
    reden: Ja.
kenmerk: K-1`)
	want := []site.Part{{"a", "/trajecten/een/a/", 7, 13}, {"b", "/trajecten/een/b/", 13, 17}}
	if got := s.PartsOf("content/trajecten/een.md"); !slices.Equal(got, want) {
		t.Errorf("the parts are %v, want %v", got, want)
	}
	if got := s.PartsOf("content/trajecten/twee.md"); got != nil {
		t.Errorf("a file that is not there has parts %v", got)
	}
}

// When the list is the last key, it ends where the front matter does.
func TestLastPartEndsWithTheFrontMatter(t *testing.T) {
	s := newSite(t, "", "een\ntitel: Een\nphase: 2\nsignalen:\n  - id: a\n    signaal: Eerste\n    besluit: overgenomen\n    reden: Ja.")
	want := []site.Part{{"a", "/trajecten/een/a/", 7, 12}}
	if got := s.PartsOf("content/trajecten/een.md"); !slices.Equal(got, want) {
		t.Errorf("the parts are %v, want %v", got, want)
	}
}

func TestUnpublished(t *testing.T) {
	for _, preview := range []bool{true, false} {
		s := newSiteIn(t, preview, "", "c\ntitel: C\nphase: 2\nconcept: true", "later\ntitel: Later\nphase: 2\npubliceren-vanaf: 2026-09", "eerder\ntitel: Eerder\nphase: 2\npubliceren-vanaf: 2026-07-01",
			"vandaag\ntitel: Vandaag\nphase: 2\npubliceren-vanaf: "+today, "beide\ntitel: Beide\nphase: 2\nconcept: true\npubliceren-vanaf: 2026-07-01")
		var got []string
		for _, u := range s.Unpublished() {
			got = append(got, u.Titel+" "+string(u.Vanaf)+" "+u.Adres)
		}
		want := []string{"Eerder 2026-07-01 /trajecten/eerder/", "Later 2026-09 /trajecten/later/", "Beide 2026-07-01 /trajecten/beide/", "C  /trajecten/c/"}
		if !slices.Equal(got, want) {
			t.Errorf("preview %v: %q, want %q", preview, got, want)
		}
	}
}
