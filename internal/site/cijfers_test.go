package site_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// signalen returns a traject with the signalen that each of fronts describes.
func signalen(slug string, fronts ...string) string {
	var b strings.Builder
	b.WriteString(slug + "\ntitel: T\nphase: 3\nsignalen:\n")
	for i, f := range fronts {
		if f != "" {
			f = ", " + f
		}
		fmt.Fprintf(&b, "  - {id: s%d, signaal: S%s}\n", i, f)
	}
	return b.String()
}

const ja = "besluit: overgenomen, reden: r"

// rij returns how many a figure counts in one row.
func rij(t *testing.T, st *site.Staven, name string) int {
	t.Helper()
	for _, r := range allRows(st) {
		if r.Sleutel == name || r.Titel == name || string(r.Besluit) == name {
			return r.Aantal
		}
	}
	t.Fatalf("%s has no row %s", st.Naam, name)
	return 0
}

func allRows(st *site.Staven) []site.Staaf { return slices.Concat(st.Rijen, st.Meer) }

func TestPromisedIsDoneOrNot(t *testing.T) {
	for front, want := range map[string]string{
		ja + ", gepland: 2026-05-01, uitgevoerd: 2026-05-01":                "op-tijd",
		ja + ", gepland: 2026-05-01, uitgevoerd: 2026-05-02":                "later-gedaan",
		ja + ", gepland: 2026-Q2, uitgevoerd: 2026-06":                      "op-tijd",
		ja + ", gepland: 2026-Q1, uitgevoerd: 2026":                         "op-tijd", // it may have been
		ja + ", gepland: 2025, uitgevoerd: 2026-01":                         "later-gedaan",
		ja + ", uitgevoerd: 2026-01":                                        "gedaan-zonder-datum",
		ja + ", gepland: 2026-06-15":                                        "nog-niet", // today
		ja + ", gepland: 2026-06-14":                                        "voorbij",
		ja + ", gepland: 2026":                                              "nog-niet",
		ja:                                                                  "geen-datum",
		"besluit: deels-overgenomen, reden: r":                              "geen-datum",
		"besluit: bestaat-al, reden: r, gepland: 2026-01":                   "voorbij",
		"besluit: doorgegeven, reden: r, doorgegeven-aan: x, gepland: 2027": "nog-niet",
		"besluit: niet-overgenomen, reden: r":                               "",
		"besluit: doorgegeven, reden: r, doorgegeven-aan: x":                "",
		"gepland: 2026-01":                                                  "", // not answered
	} {
		v := view[site.CijfersView](t, newSite(t, "", signalen("a", front)), "/cijfers/")
		got := ""
		for _, r := range v.Beloofd.Rijen {
			if r.Aantal > 0 {
				got = r.Sleutel
			}
		}
		if got != want {
			t.Errorf("%s: counted as %q, want %q", front, got, want)
		}
		if done := strings.Contains(want, "gedaan") || want == "op-tijd"; (v.Beloofd.Gedaan == 1) != done {
			t.Errorf("%s: %d done", front, v.Beloofd.Gedaan)
		}
		if unknown := want == "geen-datum"; (v.Beloofd.Onbekend == 1) != unknown {
			t.Errorf("%s: %d unknown", front, v.Beloofd.Onbekend)
		}
		if late := want == "later-gedaan" || want == "voorbij"; (v.Beloofd.Later == 1) != late {
			t.Errorf("%s: %d later than promised", front, v.Beloofd.Later)
		}
	}
}

// The figures say of each what its own page says.
func TestWaitingIsAsThePagesSay(t *testing.T) {
	s := newSite(t, "reactietermijn: 6\n", signalen("a", "", "ontvangen: 2026-06-01", "ontvangen: 2026-01-01", "verwacht: 2026-06-14",
		"verwacht: 2026-05-01, uitgesteld: [{tot: 2026-07-01}]", "verwacht: 2026-04-01, uitgesteld: [{tot: 2026-05-01}]", ja))
	v := view[site.CijfersView](t, s, "/cijfers/")
	for soort, want := range map[traject.StandSoort]int{traject.StandZonderDatum: 1, traject.StandVerwacht: 1, traject.StandTeLaat: 3, traject.StandVerschoven: 1} {
		shown := 0
		for _, sv := range view[site.TrajectView](t, s, "/trajecten/a/").Signalen {
			if sv.Stand.Soort == soort {
				shown++
			}
		}
		if got := rij(t, v.Wachten.Staven, string(soort)); got != want || got != shown {
			t.Errorf("%s: counted %d, shown %d, want %d", soort, got, shown, want)
		}
	}
	if v.Wachten.Aantal != 6 || v.Wachten.TeLaat != 3 {
		t.Errorf("%d wait, %d late", v.Wachten.Aantal, v.Wachten.TeLaat)
	}
}

func TestYears(t *testing.T) {
	v := view[site.CijfersView](t, newSite(t, "", signalen("a",
		ja+", ontvangen: 2024-12-31, besloten-op: 2025-Q1", // of the answer
		ja+", ontvangen: 2024-12-31",                       // the year of receipt is not that of the answer
		"ontvangen: 2024",
		"aantal: 5")), "/cijfers/")
	var got []string
	for _, r := range v.Jaren.Rijen {
		got = append(got, fmt.Sprintf("%s%s %d/%d %d", r.Titel, r.Sleutel, r.Beantwoord, r.Aantal, r.Gehoord))
	}
	if want := []string{"2025 1/1 1", "2024 0/1 1", "onbekend 1/2 6"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDuration(t *testing.T) {
	of := func(fronts ...string) *site.Duur {
		return view[site.CijfersView](t, newSite(t, "", signalen("a", fronts...)), "/cijfers/").Duur
	}
	answered := func(from, to string) string { return fmt.Sprintf("%s, ontvangen: %s, besloten-op: %s", ja, from, to) }

	d := of(answered("2026-01-01", "2026-01-01"), answered("2026-01-01", "2026-02-12"), answered("2026-01-01", "2026-02-13"))
	if d.Aantal != 3 || d.Mediaan != (site.Tijd{Dagen: 42, Weken: 6}) || d.Langst.Dagen != 43 || d.Traagst.Dagen != 0 {
		t.Errorf("three answers: %+v", d)
	}
	if a, b := rij(t, d.Staven, "6-weken"), rij(t, d.Staven, "13-weken"); a != 2 || b != 1 {
		t.Errorf("6 weeks are 42 days: %d within, %d after", a, b)
	}

	var ten []string
	for i := range 10 {
		ten = append(ten, answered("2026-01-01", fmt.Sprintf("2026-01-%02d", 11+i)))
	}
	if d := of(ten...); d.Mediaan.Dagen != 14 || d.Traagst.Dagen != 18 || d.Langst.Dagen != 19 {
		t.Errorf("ten answers: %+v", d)
	}

	// What is no day, lies before the question or is still to come, is no time.
	for _, front := range []string{answered("2026-01", "2026-02-01"), answered("2026-01-01", "2026-Q1"), answered("2025", "2026"), answered("2026-01-01", "2062-01-01"),
		ja + ", besloten-op: 2026-01-01", ja, answered("2026-02-01", "2026-01-01")} {
		if d := of(front); d.Aantal != 0 || d.Zonder != 1 || d.Langst.Dagen != 0 {
			t.Errorf("%s: %+v", front, d)
		}
	}
	if d := of("ontvangen: 2026-01-01"); d.Aantal != 0 || d.Zonder != 0 {
		t.Errorf("what waits has taken no time yet: %+v", d)
	}
	if d := of(answered("2026-01-01", "2026-01-01")); d.Mediaan != (site.Tijd{Dagen: 1}) {
		t.Errorf("answered the same day: %+v", d.Mediaan)
	}
}

func TestNoPercentagesOfFew(t *testing.T) {
	few := view[site.CijfersView](t, newSite(t, "", signalen("a", slices.Repeat([]string{ja}, 19)...)), "/cijfers/")
	if few.Procent != 0 || few.Soorten.Procenten || few.Beloofd.Procenten {
		t.Errorf("19: %d%%, %+v", few.Procent, few.Soorten)
	}
	many := view[site.CijfersView](t, newSite(t, "", signalen("a", append(slices.Repeat([]string{ja}, 500), "")...)), "/cijfers/")
	if many.Procent != 99 || !many.Soorten.Procenten {
		t.Errorf("500 of 501 is %d%%", many.Procent)
	}
	for _, r := range many.Soorten.Rijen {
		want := map[traject.Besluit]int{traject.Overgenomen: 99, traject.InBehandeling: 1}[r.Besluit]
		if r.Procent != want {
			t.Errorf("%s is %d%%, want %d%%", r.Besluit, r.Procent, want)
		}
	}
}

func TestNothingToCount(t *testing.T) {
	for name, trajecten := range map[string][]string{
		"no trajecten": nil, "no signalen": {"a\ntitel: T\nphase: 1"},
		"only examples": {signalen("voorbeeld-x", ja, "") + "voorbeeld: true"},
		"only concepts": {signalen("a", ja) + "concept: true"},
	} {
		v := view[site.CijfersView](t, newSite(t, "", trajecten...), "/cijfers/")
		if v.Telling.Totaal != 0 || v.Soorten != nil || v.Beloofd != nil || v.Duur != nil {
			t.Errorf("%s: %+v", name, v)
		}
		if want := map[string]int{"only examples": 2}[name]; v.Voorbeelden != want {
			t.Errorf("%s: %d examples", name, v.Voorbeelden)
		}
	}
}

func TestLongListsAreCut(t *testing.T) {
	for n, want := range map[int][2]int{8: {8, 0}, 9: {9, 0}, 10: {8, 2}, 20: {8, 12}} {
		var trajecten []string
		for i := range n {
			trajecten = append(trajecten, signalen(fmt.Sprintf("t%d", i), slices.Repeat([]string{fmt.Sprintf("onderwerpen: [O%d], ontvangen: %d", i, 2000+i)}, i+1)...))
		}
		v := view[site.CijfersView](t, newSite(t, "", trajecten...), "/cijfers/")
		for _, st := range []*site.Staven{v.Onderwerpen, v.Jaren} {
			if got := [2]int{len(st.Rijen), len(st.Meer)}; got != want {
				t.Errorf("%d %s: %v, want %v", n, st.Naam, got, want)
			}
		}
		if first := v.Onderwerpen.Rijen[0].Aantal; first != n {
			t.Errorf("the first of %d topics has %d", n, first)
		}
		if first := v.Jaren.Rijen[0].Titel; first != strconv.Itoa(1999+n) {
			t.Errorf("the first of %d years is %s", n, first)
		}
	}
}

// randomSite returns the trajecten of a site with whatever can be counted in it.
func randomSite(r *rand.Rand) []string {
	pick := func(options ...string) string { return options[r.IntN(len(options))] }
	date := func() string {
		return pick("", "2024", "2025-Q3", "2026-05", fmt.Sprintf("202%d-0%d-1%d", r.IntN(7), 1+r.IntN(9), r.IntN(10)))
	}
	var trajecten []string
	for i := range r.IntN(6) {
		var fronts []string
		for range r.IntN(40) {
			f := "soort: " + pick("ervaring", "vraag", "zienswijze")
			if b := traject.Besluiten()[r.IntN(7)]; b != traject.InBehandeling {
				f += fmt.Sprintf(", besluit: %s, reden: r, doorgegeven-aan: x", b)
			}
			for _, key := range []string{"ontvangen", "besloten-op", "gepland", "uitgevoerd", "verwacht"} {
				if d := date(); d != "" {
					f += ", " + key + ": " + d
				}
			}
			f += pick("", ", aantal: 7", ", aantal: 1", ", onderwerpen: [Zorg]", ", onderwerpen: [Zorg, wonen]", ", uitgesteld: [{tot: 2026-08-01}]")
			fronts = append(fronts, f)
		}
		tr := signalen(fmt.Sprintf("t%d", i), fronts...)
		if len(fronts) == 0 {
			tr = fmt.Sprintf("t%d\ntitel: T\nphase: 1\n", i)
		}
		trajecten = append(trajecten, tr+pick("", "", "", "voorbeeld: true", "concept: true", "publiceren-vanaf: 2026-06-16", "ingetrokken: {datum: 2026-01-01, reden: r}"))
	}
	return trajecten
}

// Whatever the site, its figures are the same on every page, and parts add up
// to the whole.
func TestFiguresAddUpAcrossPages(t *testing.T) {
	counted := 0
	for seed := range uint64(40) {
		s := newSite(t, "reactietermijn: {zienswijze: 6}\n", randomSite(rand.New(rand.NewPCG(seed, 1)))...)
		v := view[site.CijfersView](t, s, "/cijfers/")
		all := s.Telling()
		counted += all.Totaal
		same(t, seed, "home", total(view[site.HomeView](t, s, "/").Telling), total(all))
		same(t, seed, "besluiten", total(view[site.BesluitenView](t, s, "/besluiten/").Telling), total(all))
		same(t, seed, "cijfers", total(v.Telling), total(all))
		var listed, parts [3]int
		for _, c := range v.Telling.Counts {
			page := view[site.BesluitView](t, s, c.Adres)
			same(t, seed, c.Adres, total(page.Telling), [3]int{c.Aantal, page.Telling.Beantwoord, c.Gehoord})
			listed[0] += page.Lijst.Totaal
			for i, n := range total(page.Telling) {
				parts[i] += n
			}
		}
		same(t, seed, "the kinds of answer", parts, total(all))
		same(t, seed, "the lists of answers", listed[0], all.Totaal)
		if all.Totaal == 0 {
			continue
		}
		for _, st := range []*site.Staven{v.Soorten, v.Beloofd.Staven, v.Wachten.Staven, v.Jaren, v.Duur.Staven} {
			var rows [3]int
			for _, r := range allRows(st) {
				rows[0] += r.Aantal
				rows[1] += r.Beantwoord
				rows[2] += r.Gehoord
			}
			same(t, seed, "the rows of "+st.Naam, rows, [3]int{st.Aantal, st.Beantwoord, st.Gehoord})
		}
		same(t, seed, "the years", [3]int{v.Jaren.Aantal, v.Jaren.Beantwoord, v.Jaren.Gehoord}, total(all))
		same(t, seed, "what waits", v.Wachten.Aantal, all.Totaal-all.Beantwoord)
		for _, c := range v.Telling.Counts {
			if c.Besluit == traject.InBehandeling {
				same(t, seed, "how often what waits was heard", v.Wachten.Gehoord, c.Gehoord)
			}
		}
		same(t, seed, "the durations", v.Duur.Aantal+v.Duur.Zonder, all.Beantwoord)
		for _, r := range allRows(v.Onderwerpen) {
			same(t, seed, r.Adres, total(view[site.OnderwerpView](t, s, r.Adres).Telling), [3]int{r.Aantal, r.Beantwoord, r.Gehoord})
		}
	}
	if counted < 500 {
		t.Fatalf("only %d were counted", counted)
	}
}

// total returns how many, how many with an answer and how often heard.
func total(t site.Telling) [3]int { return [3]int{t.Totaal, t.Beantwoord, t.Gehoord} }

func same[T comparable](t *testing.T, seed uint64, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("site %d: %s: %v, elsewhere %v", seed, what, got, want)
	}
}
