package site_test

import (
	"slices"
	"strings"
	"testing"

	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// notaOf returns the nota of a traject with these keys and signalen; each
// signaal has the id a, b, ... and the keys given.
func notaOf(t *testing.T, front string, signalen ...string) *site.NotaView {
	t.Helper()
	var b strings.Builder
	b.WriteString("wmo\ntitel: T\nphase: 4\n" + front + "\nsignalen:")
	for i, keys := range signalen {
		b.WriteString("\n  - {id: " + string(rune('a'+i)) + ", signaal: S" + keys + "}")
	}
	return view[site.NotaView](t, newSite(t, "", b.String()), "/nota/wmo/")
}

const answered = ", besluit: overgenomen, reden: r"

// Numbers are cited in council papers: they follow the file, not the answers.
func TestNotaIsNumberedInTheOrderOfTheFile(t *testing.T) {
	v := notaOf(t, "", ", ontvangen: 2026-05-01", answered+", besloten-op: 2026-01-01", "")
	for i, st := range v.Stukken {
		if want := string(rune('a' + i)); st.Nummer != i+1 || st.S.ID != want || st.Adres != "/trajecten/wmo/"+want+"/" {
			t.Errorf("number %d is %s at %s", st.Nummer, st.S.ID, st.Adres)
		}
	}
	if len(v.Stukken) != 3 {
		t.Errorf("%d of 3 are in it", len(v.Stukken))
	}
}

// What was adopted is not what the site says today: the nota tells which
// answers are surely other, and of which it cannot tell.
func TestNotaTellsWhatChangedSinceItWasAdopted(t *testing.T) {
	const nota = "nota: {vastgesteld-op: 2026-03-10, door: de raad, document: 'https://a.example/'}"
	for _, c := range []struct {
		name, signaal string
		changed       bool
		unknown       int
	}{
		{"answered the day before", answered + ", besloten-op: 2026-03-09", false, 0},
		{"answered that day", answered + ", besloten-op: 2026-03-10", false, 0},
		{"answered the day after", answered + ", besloten-op: 2026-03-11", true, 0},
		{"answered some day of that month", answered + ", besloten-op: 2026-03", false, 1},
		{"answered in the month before", answered + ", besloten-op: 2026-02", false, 0},
		{"answered, and nobody wrote when", answered, false, 1},
		{"not answered", "", false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := notaOf(t, nota, c.signaal)
			if v.Vastgesteld == nil {
				t.Fatal("it is not adopted")
			}
			if got := len(v.Gewijzigd) == 1; got != c.changed || v.Onbekend != c.unknown {
				t.Errorf("changed %v, unknown %d", got, v.Onbekend)
			}
		})
	}
}

// A date that is still to come is a plan, and adopts nothing.
func TestNotaIsNotAdoptedBeforeItsDay(t *testing.T) {
	for date, want := range map[string]bool{today: true, "2026-06-16": false} {
		v := notaOf(t, "nota: {vastgesteld-op: "+date+", door: de raad, document: 'https://a.example/'}", answered)
		if got := v.Vastgesteld != nil; got != want {
			t.Errorf("%s: adopted %v", date, got)
		}
	}
}

func TestNotaShowsTheAddressOfADocumentOfThisSite(t *testing.T) {
	for link, want := range map[string]string{"/nota/wmo/#wk-wat": "/nota/wmo/#wk-wat", "'https://a.example/'": ""} {
		v := notaOf(t, "nota: {vastgesteld-op: 2026-01-01, door: de raad, document: "+link+"}", answered)
		if v.Document != want {
			t.Errorf("%s: %q", link, v.Document)
		}
	}
}

func TestFiguresOfTheNotaAddUp(t *testing.T) {
	v := notaOf(t, "", answered+", aantal: 57", answered+", uitgevoerd: 2026-05-01", ", verwacht: 2026-06-01", ", aantal: 3")
	var things, heard int
	for _, c := range v.Cijfers {
		things += c.Aantal
		heard += c.Gehoord
	}
	if tot := v.Kaart.Telling; things != tot.Totaal || heard != tot.Gehoord || things != 4 || heard != 62 || !v.Gehoord {
		t.Errorf("%d things, heard %d times; the traject has %+v", things, heard, tot)
	}
	want := []site.NotaStand{{Soort: traject.StandGedaan, Aantal: 1}, {Soort: traject.StandOnbekend, Aantal: 1}, {Soort: traject.StandTeLaat, Aantal: 1}, {Soort: traject.StandZonderDatum, Aantal: 1}}
	if !slices.Equal(v.Standen, want) {
		t.Errorf("got %v, want %v", v.Standen, want)
	}
}

// The date of the version is that of what stands in it, not of the day on which
// the page was made.
func TestVersionOfTheNota(t *testing.T) {
	for front, want := range map[string]string{"bijgewerkt: 2026-05-20": "2026-05-20", "": "2026-04-01"} {
		if v := notaOf(t, front, answered+", besloten-op: 2026-04-01"); string(v.Versie) != want {
			t.Errorf("%q: version of %q", front, v.Versie)
		}
	}
	if v := notaOf(t, "", answered); v.Versie != "" {
		t.Errorf("without any date: version of %q", v.Versie)
	}
}

// It says what the page of the traject says, so a search engine keeps that one.
func TestNotaIsNotInTheSitemap(t *testing.T) {
	s := newSite(t, "", "wmo\ntitel: T\nphase: 4")
	for adres, want := range map[string]bool{"/trajecten/wmo/": true, "/nota/wmo/": false} {
		if p, ok := s.Page(adres); !ok || p.Listed != want {
			t.Errorf("%s: there %v, listed %v", adres, ok, p.Listed)
		}
	}
	if !view[site.NotaView](t, s, "/nota/wmo/").NoIndex || view[site.TrajectView](t, s, "/trajecten/wmo/").NoIndex {
		t.Error("noindex is on the wrong page")
	}
}

func TestLinksToAnAnswerInTheNota(t *testing.T) {
	s := newSite(t, "", "wmo\ntitel: T\nphase: 4\nsignalen: [{id: a, aliassen: [z], signaal: S}]")
	for id, want := range map[string]bool{"a": true, "z": true, "wk-cijfers": true, "b": false} {
		if got := s.HasAnchor("/nota/wmo/", id); got != want {
			t.Errorf("#%s: %v", id, got)
		}
	}
	if s.HasAnchor("/nota/weg/", "a") {
		t.Error("a page that is not there has an anchor")
	}
}

func TestNotaOfAConceptIsNotPublished(t *testing.T) {
	for preview, want := range map[bool]bool{true: true, false: false} {
		if _, ok := newSiteIn(t, preview, "", "plan\ntitel: T\nphase: 1\nconcept: true").Page("/nota/plan/"); ok != want {
			t.Errorf("preview %v: there %v", preview, ok)
		}
	}
}
