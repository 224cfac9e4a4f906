package site_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// posterOf returns the poster of a traject with these keys and signalen.
func posterOf(t *testing.T, front string, signalen ...string) *site.PosterView {
	t.Helper()
	src := "wmo\ntitel: T\nphase: 4\n" + front + "\nsignalen:"
	for i, keys := range signalen {
		src += "\n  - {id: " + string(rune('a'+i)) + ", signaal: S" + keys + "}"
	}
	return view[site.PosterView](t, newSite(t, "", src), "/poster/wmo/")
}

// A no is on the poster whenever a yes is, also where there is room for few and
// the no comes last.
func TestPosterShowsRefusals(t *testing.T) {
	yes := ", besluit: overgenomen, reden: " + strings.Repeat("een lange reden ", 30)
	no := ", besluit: niet-overgenomen, reden: " + strings.Repeat("een lange reden ", 30)
	v := posterOf(t, "besluit: overgenomen\nreden: "+strings.Repeat("een reden ", 40), yes, yes, yes, yes, yes, no)
	seen := map[traject.Besluit]int{}
	for _, st := range v.Stukken {
		if !st.Geheel {
			seen[st.Besluit]++
		}
	}
	if seen[traject.Overgenomen] == 0 || seen[traject.NietOvergenomen] == 0 {
		t.Errorf("of each kind of answer on the poster: %v", seen)
	}
	if n := seen[traject.Overgenomen] + seen[traject.NietOvergenomen]; n+v.Meer != 6 {
		t.Errorf("%d answers on the poster, and %d left out, of 6", n, v.Meer)
	}
}

func TestPosterStandsInTheOrderOfThePage(t *testing.T) {
	v := posterOf(t, "", " 1, besluit: niet-overgenomen, reden: r", " 2, besluit: overgenomen, reden: r")
	if len(v.Stukken) != 2 || v.Stukken[0].Tekst != "S 1" || v.Meer != 0 {
		t.Errorf("the poster has %d, the first of which is %q", len(v.Stukken), v.Stukken[0].Tekst)
	}
}

// Who is still to decide did not decide.
func TestPosterNamesNobodyForWhatWaits(t *testing.T) {
	v := posterOf(t, "besloten-door: college", "")
	if st := v.Stukken[0]; st.Door != "" || st.Besluit != traject.InBehandeling {
		t.Errorf("%s is decided by %q", st.Besluit, st.Door)
	}
}

func TestPosterKeepsWordsWhole(t *testing.T) {
	v := posterOf(t, "vraag: "+strings.Repeat("bestemmingsplannen ", 40), ", besluit: overgenomen, reden: r, kort: "+strings.Repeat("verantwoordelijkheid ", 30))
	for _, text := range []string{v.Vraag, v.Stukken[0].Kort} {
		for word := range strings.FieldsSeq(text) {
			if word != "bestemmingsplannen" && word != "verantwoordelijkheid" && word != "…" {
				t.Errorf("%q is cut off", word)
			}
		}
	}
}

// The address by number is used only where it leads to this page alone.
func TestShortAddress(t *testing.T) {
	const other = "ander\ntitel: A\nphase: 1\nkenmerk: 2026/12"
	for _, c := range []struct {
		front, want string
		more        []string
	}{
		{"kenmerk: 2026/12", "/k/2026-12/", nil},
		{"phase: 1", "/trajecten/wmo/", nil},
		{"kenmerk: 2026/12", "/trajecten/wmo/", []string{other}},
		{"kenmerk: '../'", "/trajecten/wmo/", nil},
	} {
		front := "wmo\ntitel: T\n" + c.front
		if !strings.Contains(front, "phase") {
			front += "\nphase: 1"
		}
		s := newSite(t, "", append([]string{front}, c.more...)...)
		if got := view[site.PosterView](t, s, "/poster/wmo/").Kort; got != c.want {
			t.Errorf("%s: the poster leads to %s, want %s", c.front, got, c.want)
		}
		if got := view[site.BriefView](t, s, "/brief/wmo/").Kort; got != c.want {
			t.Errorf("%s: the letter leads to %s, want %s", c.front, got, c.want)
		}
	}
}

// A traject may be called as the folder of the posters of bijeenkomsten.
func TestPostersDoNotCollide(t *testing.T) {
	s := newSite(t, "", "bijeenkomst\ntitel: Over\nphase: 1", "a\ntitel: A\nphase: 1\nbijeenkomsten: [{id: b, naam: Avond}]", "a-b\ntitel: AB\nphase: 1")
	for adres, want := range map[string]string{"/poster/bijeenkomst/": "Over", "/poster/bijeenkomst/a-b/": "Avond", "/poster/a-b/": "AB"} {
		if got := view[site.PosterView](t, s, adres).Kop; got != want {
			t.Errorf("%s is of %q, want %q", adres, got, want)
		}
	}
	if got := view[site.BijeenkomstView](t, s, "/bijeenkomsten/a-b/").Poster; got != "/poster/bijeenkomst/a-b/" {
		t.Errorf("the bijeenkomst leads to %s", got)
	}
}

func TestPaperOfWhatWasWithdrawn(t *testing.T) {
	s := newSite(t, "", "weg\ntitel: Weg\nphase: 1\nbijeenkomsten: [{id: b, naam: Avond}]\ningetrokken: {datum: 2026-01-01, reden: r}")
	for _, adres := range []string{"/poster/weg/", "/brief/weg/", "/poster/bijeenkomst/weg-b/"} {
		if p, ok := s.Page(adres); !ok || p.Kind != site.Ingetrokken {
			t.Errorf("%s does not say that it was withdrawn", adres)
		}
	}
}

func TestPaperIsNotIndexed(t *testing.T) {
	s := newSite(t, "", "wmo\ntitel: T\nphase: 1")
	for _, adres := range []string{"/poster/wmo/", "/brief/wmo/", "/insluiten/", "/insluiten/wonen/"} {
		if p, _ := s.Page(adres); p == nil || p.Listed {
			t.Errorf("%s is missing, or in the sitemap", adres)
		}
	}
	if !view[site.PosterView](t, s, "/poster/wmo/").NoIndex || !view[site.BriefView](t, s, "/brief/wmo/").NoIndex || !view[site.InsluitenView](t, s, "/insluiten/").NoIndex {
		t.Error("a search engine may list it")
	}
}

func TestLetter(t *testing.T) {
	v := view[site.BriefView](t, newSite(t, "", `wmo
titel: T
phase: 4
bijeenkomsten: [{id: later, naam: Later, datum: 2027-01-01}, {id: b, naam: B, datum: 2026-02-01}, {id: a, naam: A, datum: 2026-01-01}]
signalen: [{id: a, signaal: S}, {id: b, signaal: S, besluit: overgenomen, reden: r}]`), "/brief/wmo/")
	if len(v.Gehouden) != 2 || v.Gehouden[0].Naam != "A" {
		t.Errorf("held: %v", v.Gehouden)
	}
	if len(v.Straks) != 1 || v.Straks[0].Titel != "Later" {
		t.Errorf("still to come: %v", v.Straks)
	}
	if v.Wachten != 1 || len(v.Items) != 2 {
		t.Errorf("%d of %d wait", v.Wachten, len(v.Items))
	}
}

// The newest real answers; what waits is none, and an example stands in only
// when there is nothing else.
func TestLatestInAFrame(t *testing.T) {
	plan := "plan\ntitel: P\nphase: 4\nsignalen:"
	for _, day := range []string{"1", "2", "3", "4", "5", "6", "7"} {
		plan += "\n  - {id: a" + day + ", signaal: S" + day + ", besluit: overgenomen, reden: r, besloten-op: 2026-01-0" + day + "}"
	}
	plan += "\n  - {id: w, signaal: Wacht}"
	const example = "vb\ntitel: V\nphase: 4\nvoorbeeld: true\nsignalen: [{id: a, signaal: Verzonnen, besluit: overgenomen, reden: r, besloten-op: 2026-02-01}]"
	for _, adres := range []string{"/insluiten/", "/insluiten/wonen/"} {
		var got []string
		for _, it := range view[site.InsluitenView](t, newSite(t, "", plan, example), adres).Items {
			got = append(got, it.Tekst)
		}
		if strings.Join(got, " ") != "S7 S6 S5 S4 S3" {
			t.Errorf("%s has %v", adres, got)
		}
		if items := view[site.InsluitenView](t, newSite(t, "", example), adres).Items; len(items) != 1 || !items[0].Voorbeeld {
			t.Errorf("%s of a site with an example has %v", adres, items)
		}
	}
}

func TestMessageForAPhone(t *testing.T) {
	for _, titel := range []string{"T", strings.Repeat("woord ", 60)} {
		v := view[site.BriefView](t, newSite(t, "", "wmo\ntitel: "+titel+"\nphase: 4\nkenmerk: a1"), "/brief/wmo/")
		if n := utf8.RuneCountInString(v.Bericht); n > 160 || strings.Contains(v.Bericht, "…") {
			t.Errorf("%d letters: %s", n, v.Bericht)
		}
	}
}
