package site_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// texts answers with the key, and what was filled in.
type texts struct{}

func (texts) Text(key string, args ...any) string {
	return strings.TrimSpace(fmt.Sprintln(append([]any{key}, args...)...))
}

const today = "2026-06-15"

// newSite makes a site of trajecten, each the front matter below its first line,
// which is its slug.
func newSite(t *testing.T, settings string, trajecten ...string) *site.Site {
	t.Helper()
	return newSiteIn(t, false, settings, trajecten...)
}

func newSiteIn(t *testing.T, preview bool, settings string, trajecten ...string) *site.Site {
	t.Helper()
	return newSiteWith(t, func(in *site.Input) { in.Preview = preview }, settings, trajecten...)
}

// newSiteWith makes a site of an input that change has changed.
func newSiteWith(t testing.TB, change func(*site.Input), settings string, trajecten ...string) *site.Site {
	t.Helper()
	f, ps := content.Split(content.SettingsPath, []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"+settings), content.YAML)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	set, ps := traject.ParseSettings(f)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	in := site.Input{Settings: set, Texts: texts{}, Today: today}
	change(&in)
	docs := map[string]*traject.Traject{}
	for _, src := range trajecten {
		slug, front, _ := strings.Cut(src, "\n")
		f, ps := content.Split(content.TrajectenDir+"/"+slug+".md", []byte("---\nsamenvatting: Kort.\nonderwerpen: [Wonen]\n"+front+"\n---\n"), content.Markdown)
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		tr, ps := traject.Parse(f)
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		docs[f.Path] = tr
		in.Docs = append(in.Docs, site.Summarize(tr))
	}
	in.Open = func(d *site.Doc) (*traject.Traject, error) { return docs[d.Path], nil }
	s, problems := site.New(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func view[T any](t *testing.T, s *site.Site, adres string) *T {
	t.Helper()
	p, ok := s.Page(adres)
	if !ok {
		t.Fatalf("there is no page %s", adres)
	}
	v, err := p.View()
	if err != nil {
		t.Fatal(err)
	}
	out, ok := v.(*T)
	if !ok {
		t.Fatalf("%s is a %T", adres, v)
	}
	return out
}

func TestStand(t *testing.T) {
	for _, c := range []struct {
		name, signaal string
		settings      string
		want          site.Stand
	}{
		{"done on a day to come is not done", "besluit: overgenomen\n    reden: r\n    uitgevoerd: 2030-05", "", site.Stand{Soort: traject.StandOnbekend}},
		{"done", "besluit: overgenomen\n    reden: r\n    uitgevoerd: 2026-05", "", site.Stand{Soort: traject.StandGedaan, Datum: "2026-05"}},
		{"promised for this quarter is not late before its end", "besluit: overgenomen\n    reden: r\n    gepland: 2026-Q2", "", site.Stand{Soort: traject.StandGepland, Datum: "2026-Q2"}},
		{"promised and past", "besluit: overgenomen\n    reden: r\n    gepland: 2026-05", "", site.Stand{Soort: traject.StandOverTijd, Datum: "2026-05"}},
		{"adopted without a date", "besluit: deels-overgenomen\n    reden: r", "", site.Stand{Soort: traject.StandOnbekend}},
		{"not adopted: nothing to wait for", "besluit: niet-overgenomen\n    reden: r", "", site.Stand{}},
		{"waiting without a date", "", "", site.Stand{Soort: traject.StandZonderDatum}},
		{"expected today is not late", "verwacht: 2026-06-15", "", site.Stand{Soort: traject.StandVerwacht, Datum: "2026-06-15"}},
		{"expected yesterday is late", "verwacht: 2026-06-14", "", site.Stand{Soort: traject.StandTeLaat, Datum: "2026-06-14"}},
		{"the promised term counts from receipt", "ontvangen: 2026-06-01", "reactietermijn: 6", site.Stand{Soort: traject.StandVerwacht, Datum: "2026-07-13"}},
		{"a term for another soort is no promise", "ontvangen: 2026-06-01", "reactietermijn: {zienswijze: 6}", site.Stand{Soort: traject.StandZonderDatum}},
		{"moved twice", "verwacht: 2026-04-01\n    uitgesteld: [{tot: 2026-06-01, reden: a}, {tot: 2026-09-01, reden: b}]", "",
			site.Stand{Soort: traject.StandVerschoven, Datum: "2026-09-01", Eerst: "2026-04-01", Keer: 2, Reden: "b"}},
		{"moved and late all the same", "verwacht: 2026-04-01\n    uitgesteld: [{tot: 2026-06-01, reden: a}]", "",
			site.Stand{Soort: traject.StandTeLaat, Datum: "2026-06-01", Eerst: "2026-04-01", Keer: 1, Reden: "a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, c.settings, "wmo\ntitel: T\nphase: 3\nsignalen:\n  - id: a\n    signaal: S\n    "+c.signaal)
			if got := view[site.TrajectView](t, s, "/trajecten/wmo/").Signalen[0].Stand; got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// many returns a traject with n answers, of which the last is the newest.
func many(n int) string {
	var b strings.Builder
	b.WriteString("veel\ntitel: T\nphase: 3\nsignalen:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: S%d\n    besluit: overgenomen\n    reden: r\n    besloten-op: 2020-01-%02d\n", i, i, 1)
	}
	return b.String()
}

// Full pages are counted from the oldest, so that what somebody linked to stays
// where it is when answers are added.
func TestFullPagesNeverChange(t *testing.T) {
	items := func(n int) map[string][]string {
		s := newSite(t, "", many(n))
		out := map[string][]string{}
		for p := range s.Pages() {
			if p.Kind == site.Besluit && strings.HasPrefix(p.Adres, "/besluiten/overgenomen/") {
				v := view[site.BesluitView](t, s, p.Adres)
				for _, it := range v.Lijst.Items {
					out[p.Adres] = append(out[p.Adres], it.Adres)
				}
			}
		}
		return out
	}
	old, longer := items(149), items(260)
	if len(old) != 2 || len(longer) != 5 {
		t.Fatalf("149 answers on %d pages, 260 on %d", len(old), len(longer))
	}
	for adres, list := range old {
		if adres != "/besluiten/overgenomen/" && !slices.Equal(list, longer[adres]) {
			t.Errorf("%s changed", adres)
		}
	}
	seen := map[string]int{}
	for adres, list := range longer {
		if adres != "/besluiten/overgenomen/" && len(list) != site.PageSize {
			t.Errorf("%s holds %d answers", adres, len(list))
		}
		for _, it := range list {
			seen[it]++
		}
	}
	if len(seen) != 260 {
		t.Errorf("%d of 260 answers are listed", len(seen))
	}
}

func TestPagesOfAListLeadToEachOther(t *testing.T) {
	s := newSite(t, "", many(260))
	var way []string
	for adres := "/besluiten/overgenomen/"; ; {
		way = append(way, adres)
		v := view[site.BesluitView](t, s, adres)
		if v.Lijst.Ouder == nil {
			break
		}
		older := view[site.BesluitView](t, s, v.Lijst.Ouder.Adres)
		if older.Lijst.Nieuwer == nil || older.Lijst.Nieuwer.Adres != adres {
			t.Errorf("%s does not lead back to %s", v.Lijst.Ouder.Adres, adres)
		}
		adres = v.Lijst.Ouder.Adres
	}
	if len(way) != 5 {
		t.Errorf("the way back in time is %v", way)
	}
}

func TestExamplesAndConceptsDoNotCount(t *testing.T) {
	signaal := "\nsignalen:\n  - {id: a, signaal: S, besluit: overgenomen, reden: r, aantal: 7}"
	trajecten := []string{
		"echt\ntitel: T\nphase: 3" + signaal,
		"voorbeeld-x\ntitel: T\nphase: 3\nvoorbeeld: true" + signaal,
		"concept\ntitel: T\nphase: 3\nconcept: true" + signaal,
		"later\ntitel: T\nphase: 3\npubliceren-vanaf: 2026-06-16" + signaal,
		"weg\ntitel: T\nphase: 3\ningetrokken: {datum: 2026-01-01, reden: r}" + signaal,
	}
	for _, preview := range []bool{false, true} {
		s := newSiteIn(t, preview, "", trajecten...)
		if got := s.Telling(); got.Totaal != 1 || got.Gehoord != 7 || got.Beantwoord != 1 {
			t.Errorf("preview %v: counted %+v", preview, got)
		}
		for adres, want := range map[string]bool{"/trajecten/echt/a/": true, "/trajecten/voorbeeld-x/a/": true,
			"/trajecten/concept/": preview, "/trajecten/later/a/": preview, "/trajecten/weg/": true, "/trajecten/weg/a/": true} {
			if _, ok := s.Page(adres); ok != want {
				t.Errorf("preview %v: page %s: %v", preview, adres, ok)
			}
		}
	}
}

func TestWithdrawnPageSaysSo(t *testing.T) {
	s := newSite(t, "", "weg\ntitel: T\nphase: 3\ningetrokken: {datum: 2026-01-01, reden: Het klopte niet.}\nsignalen:\n  - {id: a, signaal: S}")
	for _, adres := range []string{"/trajecten/weg/", "/trajecten/weg/a/", "/nota/weg/"} {
		v := view[site.IngetrokkenView](t, s, adres)
		if v.Reden != "Het klopte niet." || v.Datum != "2026-01-01" || !v.NoIndex {
			t.Errorf("%s: %+v", adres, v)
		}
	}
	if p, _ := s.Page("/onderwerpen/wonen/"); p != nil {
		t.Error("its topic is still listed")
	}
}

func TestWithdrawnWordsAreGone(t *testing.T) {
	s := newSite(t, "", "weg\ntitel: T\nphase: 3\nkenmerk: W-1\ningetrokken: {datum: 2026-01-01, reden: r}\nbijeenkomsten: [{id: b, naam: Geheim, plaats: Geheim}]\n"+
		"adviezen: [{kenmerk: A-1, titel: Geheim}]\nsignalen:\n  - {id: a, signaal: Geheim, kenmerken: [W-1], aliassen: [oud], advies: A-1}",
		"vervolg\ntitel: V\nphase: 3\nvervolg-op: weg\nsignalen:\n  - {id: x, signaal: S, gebaseerd-op: [weg/a]}")
	for p := range s.Pages() {
		v, err := p.View()
		if err != nil {
			t.Fatal(err)
		}
		if text, err := json.Marshal(v); err != nil || strings.Contains(string(text), "Geheim") {
			t.Errorf("%s says what was withdrawn (%v): %s", p.Adres, err, text)
		}
	}
}

func TestHomeFillsUpWithExamples(t *testing.T) {
	signalen := func(head string, besluiten ...string) string {
		for i, b := range besluiten {
			head += fmt.Sprintf("\n  - {id: s%d, signaal: S, besluit: %s, reden: r, besloten-op: 2026-01-%02d}", i, b, 20-i)
		}
		return head
	}
	examples := signalen("voorbeeld-x\ntitel: T\nphase: 3\nvoorbeeld: true\nsignalen:",
		"overgenomen", "overgenomen", "overgenomen", "overgenomen", "niet-overgenomen", "bestaat-al")
	for real, want := range map[int][]traject.Besluit{
		0: {"overgenomen", "overgenomen", "overgenomen", "niet-overgenomen", "bestaat-al"},
		3: {"niet-overgenomen", "bestaat-al"}, // the real ones say yes already
		5: nil,
		6: nil,
	} {
		s := newSite(t, "", signalen("echt\ntitel: T\nphase: 3\nsignalen:", slices.Repeat([]string{"overgenomen"}, real)...), examples)
		if real == 0 {
			s = newSite(t, "", examples)
		}
		v := view[site.HomeView](t, s, "/")
		var got []traject.Besluit
		for _, it := range v.Voorbeelden {
			got = append(got, it.Besluit)
			if !it.Voorbeeld {
				t.Errorf("%s is no example", it.Adres)
			}
		}
		if len(v.Laatste) != min(real, 5) || !slices.Equal(got, want) {
			t.Errorf("%d answers: shows %d and the examples %v, want %v", real, len(v.Laatste), got, want)
		}
	}
}

func TestAdviceHasAPageOnlyWhenThereIsAny(t *testing.T) {
	for front, want := range map[string]bool{"": false, "\nadviezen: [{kenmerk: A-1, titel: A}]": true} {
		_, ok := newSite(t, "", "wmo\ntitel: T\nphase: 3"+front).Page("/adviezen/")
		if ok != want {
			t.Errorf("%q: the page is there: %v", front, ok)
		}
	}
}

// What was decided about the whole is not the answer to each part of it.
func TestSignaalDoesNotInheritTheBesluit(t *testing.T) {
	s := newSite(t, "", "x\ntitel: T\nphase: 3\nbesluit: overgenomen\nreden: r\nbesloten-door: college\nsignalen:\n  - {id: a, signaal: S}")
	v := view[site.TrajectView](t, s, "/trajecten/x/").Signalen[0]
	if v.Besluit != traject.InBehandeling || v.S.Reden != nil {
		t.Errorf("besluit %s, reden %v", v.Besluit, v.S.Reden)
	}
	if v.Door != "college" {
		t.Errorf("decided by %q; besloten-door is the default for its signalen", v.Door)
	}
}

func TestAliasesCoverEveryAddress(t *testing.T) {
	s := newSite(t, "", "nieuw\ntitel: T\nphase: 3\naliassen: [oud]\nbijeenkomsten: [{id: b, naam: N}]\nsignalen:\n  - {id: a, aliassen: [z], signaal: S}")
	want := map[string]string{
		"/trajecten/oud/": "/trajecten/nieuw/", "/trajecten/oud/a/": "/trajecten/nieuw/a/", "/trajecten/oud/z/": "/trajecten/nieuw/a/",
		"/trajecten/nieuw/z/": "/trajecten/nieuw/a/", "/bijeenkomsten/oud-b/": "/bijeenkomsten/nieuw-b/",
		"/nota/oud/": "/nota/nieuw/", "/poster/oud/": "/poster/nieuw/", "/brief/oud/": "/brief/nieuw/", "/poster/bijeenkomst/oud-b/": "/poster/bijeenkomst/nieuw-b/",
	}
	for _, r := range s.Redirects() {
		if want[r.Van] != r.Naar {
			t.Errorf("%s leads to %s", r.Van, r.Naar)
		}
		if v := view[site.AliasView](t, s, r.Van); v.Naar.Adres != r.Naar {
			t.Errorf("the page %s leads to %s", r.Van, v.Naar.Adres)
		}
		delete(want, r.Van)
	}
	if len(want) > 0 {
		t.Errorf("no redirect for %v", want)
	}
}

func TestResolve(t *testing.T) {
	s := newSite(t, "", "wmo\ntitel: T\nphase: 3\nsignalen:\n  - {id: a, signaal: S}", "plan\ntitel: T\nphase: 1\nconcept: true")
	const from = content.TrajectenDir + "/wmo.md"
	for _, c := range []struct{ dest, adres, fragment string }{
		{"/trajecten/wmo/", "/trajecten/wmo/", ""},
		{"/trajecten/wmo", "/trajecten/wmo/", ""},
		{"/trajecten/wmo/a/", "/trajecten/wmo/a/", ""},
		{"#a", "/trajecten/wmo/", "a"},
		{"wmo.md#a", "/trajecten/wmo/", "a"},
		{"../trajecten/wmo.md", "/trajecten/wmo/", ""},
		{"content/trajecten/wmo.md", "/trajecten/wmo/", ""},
		{"/onderwerpen/wonen/", "/onderwerpen/wonen/", ""},
		{"/", "/", ""},
	} {
		if adres, fragment, ok := s.Resolve(from, c.dest); !ok || adres != c.adres || fragment != c.fragment {
			t.Errorf("%s: %s # %s, %v", c.dest, adres, fragment, ok)
		}
	}
	for _, dest := range []string{"/weg/", "plan.md", "/trajecten/plan/", "../../../etc/passwd", "//evil.example/", "https://www.site.nl/", "javascript:alert(1)", "%zz", ""} {
		if dest == "" {
			continue
		}
		if adres, _, ok := s.Resolve(from, dest); ok {
			t.Errorf("%s leads to %s", dest, adres)
		}
	}
}

// Figures are made of the same items as the lists that they lead to.
func TestFiguresAddUp(t *testing.T) {
	s := newSite(t, "", many(130), "ander\ntitel: T\nphase: 3\nsignalen:\n  - {id: a, signaal: S}\n  - {id: b, signaal: S, besluit: niet-overgenomen, reden: r}")
	sum := 0
	for _, c := range s.Telling().Counts {
		listed := view[site.BesluitView](t, s, c.Adres).Lijst.Totaal
		if listed != c.Aantal {
			t.Errorf("%s: counted %d, listed %d", c.Besluit, c.Aantal, listed)
		}
		sum += c.Aantal
	}
	if sum != s.Telling().Totaal || sum != 132 {
		t.Errorf("the parts are %d, the whole %d", sum, s.Telling().Totaal)
	}
}
