package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"weerklank/internal/history"
	"weerklank/internal/site"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
)

// with gives a site the versions of the traject wmo.
func with(vs ...*versies.Versie) func(*site.Input) {
	return func(in *site.Input) {
		in.Geschiedenis = &versies.Geschiedenis{Reeksen: []*versies.Reeks{
			{Path: "content/trajecten/andere.md", Slug: "andere"}, {Path: "content/trajecten/wmo.md", Slug: "wmo", Versies: vs},
		}}
	}
}

// versie is a version of wmo; each change is "signaal sleutel oud nieuw", with - for nothing.
func versie(datum string, changes ...string) *versies.Versie {
	v := &versies.Versie{Datum: traject.Datum(datum), Nummer: 1, Slug: "wmo"}
	for _, c := range changes {
		f := strings.Fields(c)
		for i := range f {
			if f[i] == "-" {
				f[i] = ""
			}
		}
		w := versies.Wijziging{Soort: versies.Gewijzigd, Signaal: f[0], Sleutel: f[1], Oud: f[2], Nieuw: f[3]}
		switch {
		case w.Oud == "":
			w.Soort = versies.Erbij
		case w.Nieuw == "":
			w.Soort = versies.Weg
		}
		v.Wijzigingen = append(v.Wijzigingen, w)
	}
	return v
}

// news returns what the feed at an address tells, as "date name".
func news(t *testing.T, s *site.Site, adres string) []string {
	t.Helper()
	out := []string{}
	for f := range s.Stromen() {
		if f.Adres != adres {
			continue
		}
		ns, err := s.Nieuws(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range ns {
			out = append(out, n.Datum+" "+n.Vast)
		}
		return out
	}
	t.Fatalf("there is no feed at %s", adres)
	return nil
}

const refused = "wmo\ntitel: T\nphase: 3\nsignalen:\n  - id: a\n    signaal: S\n    besluit: niet-overgenomen\n    reden: r\n"

// What is news, with git and without, in the feed of the traject.
func TestNews(t *testing.T) {
	for _, c := range []struct {
		name, front string
		versies     []*versies.Versie
		want        []string
	}{
		{"the date of the answer", refused + "    besloten-op: 2026-03-12", nil, []string{"2026-03-12 /trajecten/wmo/a/antwoord"}},
		{"no answer is no news", "wmo\ntitel: T\nphase: 3\nsignalen:\n  - id: a\n    signaal: S", nil, []string{}},
		{"an answer to come is no news yet", refused + "    besloten-op: 2027-01-01", nil, []string{}},
		{"without any date there is no news", refused, nil, []string{}},
		{"not before the traject was public", strings.Replace(refused, "phase", "datum: 2026-05-01\nphase", 1) + "    besloten-op: 2026-03-12", nil, []string{"2026-05-01 /trajecten/wmo/a/antwoord"}},
		{"a month begins with its first day", refused + "    besloten-op: 2026-03", nil, []string{"2026-03-01 /trajecten/wmo/a/antwoord"}},
		{"on the whole", "wmo\ntitel: T\nphase: 3\nbesluit: overgenomen\nreden: r\nbesloten-op: 2026-03-12", nil, []string{"2026-03-12 /trajecten/wmo/antwoord"}},
		{"an earlier id and an earlier name", strings.Replace(strings.Replace(refused, "phase", "aliassen: [zorg]\nphase", 1), "signaal:", "aliassen: [oud]\n    signaal:", 1) + "    besloten-op: 2026-03-12", nil,
			[]string{"2026-03-12 /trajecten/zorg/oud/antwoord"}},
		{"phases and outcomes", "wmo\ntitel: T\nphase: 4\nmijlpalen: [{datum: 2026-01, phase: 1, titel: A}, {datum: 2026-02-02, titel: B}, {datum: 2026-05, phase: 1, titel: C}, {datum: 2027, phase: 4, titel: D}]\nevaluatie: [{datum: 2026-06-01, uitkomst: Ja.}, {gepland: 2026-05-01}]", nil,
			[]string{"2026-06-01 /trajecten/wmo/evaluatie/1", "2026-05-01 /trajecten/wmo/fase/1/2026-05-01", "2026-01-01 /trajecten/wmo/fase/1"}},
		{"the outcome for a signaal", refused + "    besloten-op: 2026-03-12\n    evaluatie: {datum: 2026-05-01, uitkomst: Ja.}", nil,
			[]string{"2026-05-01 /trajecten/wmo/a/evaluatie/1", "2026-03-12 /trajecten/wmo/a/antwoord"}},

		{"git knows when it was answered", refused + "    besloten-op: 2026-03-12", []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a besluit - niet")},
			[]string{"2026-04-01 /trajecten/wmo/a/antwoord"}},
		{"waiting was no answer", refused, []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a besluit in-behandeling niet", "a reden - r")},
			[]string{"2026-04-01 /trajecten/wmo/a/antwoord"}},
		{"in the first version, with a date", refused + "    besloten-op: 2026-03-12", []*versies.Versie{versie("2026-04-01")}, []string{"2026-03-12 /trajecten/wmo/a/antwoord"}},
		{"in the first version, without", refused, []*versies.Versie{versie("2026-04-01")}, []string{"2026-04-01 /trajecten/wmo/a/antwoord"}},
		{"added with its answer", refused + "    besloten-op: 2026-03-12", []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a - - S")},
			[]string{"2026-04-01 /trajecten/wmo/a/antwoord"}},
		{"added, and answered later", refused, []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a - - S"), versie("2026-05-01", "a besluit - niet")},
			[]string{"2026-05-01 /trajecten/wmo/a/antwoord"}},
		{"another answer and another reason are one event", refused + "    besloten-op: 2026-05-02", []*versies.Versie{versie("2026-01-01"), versie("2026-05-01", "a besluit overgenomen niet", "a reden q r"), versie("2026-05-03", "a reden r s")},
			[]string{"2026-05-03 /trajecten/wmo/a/gewijzigd/2026-05-03", "2026-05-01 /trajecten/wmo/a/gewijzigd/2026-05-01", "2026-01-01 /trajecten/wmo/a/antwoord"}},
		{"refused again", refused, []*versies.Versie{versie("2026-01-01"), versie("2026-02-01", "a besluit - ja"), versie("2026-03-01", "a besluit ja in-behandeling"), versie("2026-04-01", "a besluit in-behandeling niet")},
			[]string{"2026-04-01 /trajecten/wmo/a/gewijzigd/2026-04-01", "2026-03-01 /trajecten/wmo/a/gewijzigd/2026-03-01", "2026-02-01 /trajecten/wmo/a/antwoord"}},
		{"a correction is no news", refused + "    besloten-op: 2026-03-12", []*versies.Versie{versie("2026-01-01"), versie("2026-02-01", "a besluit - niet"), small(versie("2026-04-01", "a reden q r"))},
			[]string{"2026-02-01 /trajecten/wmo/a/antwoord"}},
		{"another text is no news", refused, []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a signaal q S", "- titel q T", "b besluit ja nee")},
			[]string{"2026-01-01 /trajecten/wmo/a/antwoord"}},
		{"a second version of a day", refused, []*versies.Versie{versie("2026-01-01"), versie("2026-04-01", "a reden p q"), second(versie("2026-04-01", "a reden q r"))},
			[]string{"2026-04-01 /trajecten/wmo/a/gewijzigd/2026-04-01-2", "2026-04-01 /trajecten/wmo/a/gewijzigd/2026-04-01", "2026-01-01 /trajecten/wmo/a/antwoord"}},
		{"what changed only where a link leads to is no news", refused, []*versies.Versie{versie("2026-01-01"), markup(versie("2026-04-01", "a reden q r"))},
			[]string{"2026-01-01 /trajecten/wmo/a/antwoord"}},
		{"the first name, also of what came under a later one", refused, []*versies.Versie{named(versie("2026-01-01"), "zorg"), named(versie("2026-02-01", "a reden q r"), "hulp"), versie("2026-03-01", "a reden r s")},
			[]string{"2026-03-01 /trajecten/zorg/a/gewijzigd/2026-03-01", "2026-02-01 /trajecten/zorg/a/gewijzigd/2026-02-01", "2026-01-01 /trajecten/zorg/a/antwoord"}},
		{"a phase that git knows", "wmo\ntitel: T\nphase: 3", []*versies.Versie{versie("2026-01-01"), versie("2026-02-01", "- phase vertalen aanpassen")},
			[]string{"2026-02-01 /trajecten/wmo/fase/3"}},
		{"a phase that both know", "wmo\ntitel: T\nphase: 3\nmijlpalen: [{datum: 2026-01-20, phase: 3, titel: M}]", []*versies.Versie{versie("2026-01-01"), versie("2026-02-01", "- phase 2 3")},
			[]string{"2026-01-20 /trajecten/wmo/fase/3"}},
		{"an outcome that was told later", "wmo\ntitel: T\nphase: 4\nevaluatie: [{datum: 2026-02-01, uitkomst: Ja.}, {gepland: 2027}]",
			[]*versies.Versie{versie("2026-01-01"), versie("2026-01-15", "- evaluatie - plan"), versie("2026-03-01", "- evaluatie plan Ja"), versie("2026-05-01", "- evaluatie Ja 2027")},
			[]string{"2026-03-01 /trajecten/wmo/evaluatie/1"}},
		{"an outcome without a date", "wmo\ntitel: T\nphase: 4\nevaluatie: {gepland: 2026-02-01, uitkomst: Ja.}",
			[]*versies.Versie{versie("2026-01-01"), versie("2026-01-15", "- evaluatie - plan"), versie("2026-03-01", "- evaluatie plan Ja")},
			[]string{"2026-03-01 /trajecten/wmo/evaluatie/1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := func(*site.Input) {}
			if c.versies != nil {
				change = with(c.versies...)
			}
			if got := news(t, newSiteWith(t, change, "", c.front), "/trajecten/wmo/"); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func small(v *versies.Versie) *versies.Versie { v.Klein = true; return v }

func markup(v *versies.Versie) *versies.Versie { v.Wijzigingen[0].Opmaak = true; return v }

func second(v *versies.Versie) *versies.Versie { v.Nummer = 2; return v }

func named(v *versies.Versie, slug string) *versies.Versie { v.Slug = slug; return v }

func TestAnswerOfBefore(t *testing.T) {
	s := newSiteWith(t, with(versie("2026-01-01"), versie("2026-05-01", "a besluit overgenomen niet")), "besloten-door: college\n", refused)
	for f := range s.Stromen() {
		if f.Adres != "/trajecten/wmo/" {
			continue
		}
		ns, err := s.Nieuws(f)
		if err != nil || len(ns) != 2 {
			t.Fatal(ns, err)
		}
		if n := ns[0]; n.Eerder != traject.Overgenomen || n.Besluit != traject.NietOvergenomen || n.Door != "college" || n.Adres != "/trajecten/wmo/a/" {
			t.Errorf("%+v", n)
		}
		if n := ns[1]; n.Eerder != "" {
			t.Errorf("%+v", n)
		}
	}
}

func TestWhatIsNotInFeeds(t *testing.T) {
	for name, key := range map[string]string{
		"a concept": "concept: true", "for later": "publiceren-vanaf: 2027-01-01", "withdrawn": "ingetrokken: {datum: 2026-01-01, reden: r}", "an example": "voorbeeld: true",
	} {
		t.Run(name, func(t *testing.T) {
			front := strings.Replace(refused, "phase", key+"\nphase", 1) + "    besloten-op: 2026-03-12\n    evaluatie: {gepland: 2026-12-01}"
			s := newSiteIn(t, true, "", front)
			if got := news(t, s, "/"); len(got) > 0 {
				t.Errorf("the feed of the site tells %q", got)
			}
			if a, err := s.Agenda(); err != nil || len(a) > 0 {
				t.Errorf("the calendar has %v (%v)", a, err)
			}
			for f := range s.Stromen() {
				if ns, err := s.Nieuws(f); err != nil || len(ns) > 0 {
					t.Errorf("%s tells %v (%v)", f.Adres, ns, err)
				}
			}
		})
	}
}

// An event has the same name in every feed, and a feed holds the newest.
func TestFeedsHoldTheNewest(t *testing.T) {
	var b strings.Builder
	b.WriteString("wmo\ntitel: T\nphase: 3\nsignalen:\n")
	for i := range 80 {
		topic := "Wonen"
		if i%2 == 1 {
			topic = "Werk"
		}
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: S\n    besluit: overgenomen\n    reden: r\n    onderwerpen: [%s]\n    besloten-op: 2026-%02d-%02d\n", i, topic, 1+i/20, 1+i%20)
	}
	s := newSite(t, "", b.String(), "zorg\ntitel: T\nphase: 3\nbesluit: overgenomen\nreden: r\nbesloten-op: 2026-06-01")
	all, plan, work := news(t, s, "/"), news(t, s, "/trajecten/wmo/"), news(t, s, "/onderwerpen/werk/")
	if len(all) != site.SiteNieuws || len(plan) != site.DeelNieuws || len(work) != site.DeelNieuws {
		t.Fatalf("%d in the feed of the site, %d of the traject, %d of the topic", len(all), len(plan), len(work))
	}
	if all[0] != "2026-06-01 /trajecten/zorg/antwoord" || !slices.Equal(all[1:1+len(plan)], plan) || work[0] != plan[0] || work[29] != "2026-02-02 /trajecten/wmo/s21/antwoord" {
		t.Errorf("site %q\ntraject %q\ntopic %q", all[:3], plan[:3], work)
	}
	if !slices.IsSortedFunc(all, func(a, b string) int { return strings.Compare(b[:10], a[:10]) }) {
		t.Errorf("not newest first: %q", all)
	}
}

// What git knows of the last change holds for a feed in which nothing stands, and
// for the open data. That of one that was withdrawn changed on that day.
func TestUpdatedByGit(t *testing.T) {
	const front = "titel: T\nphase: 3\nonderwerpen: [Wonen]\nsamenvatting: S\n"
	blob := func(hash string) ([]byte, error) { return []byte("---\n" + front + "vraag: " + hash + "\n---\n"), nil }
	at := func(day int, hash string) history.Revision {
		return history.Revision{Commit: hash, Time: time.Date(2026, 4, day, 12, 0, 0, 0, time.UTC), Path: "content/trajecten/wmo.md", Blob: hash}
	}
	files := []*history.File{{Path: "content/trajecten/wmo.md", Revisions: []history.Revision{at(1, "a"), at(2, "b")}}}
	past, err := versies.Of(files, blob, versies.Options{Settings: &traject.Settings{Taal: "nl"}, Today: "2026-06-01"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, key, feed, data string }{
		{"public", "datum: 2026-01-01", "2026-04-02", "2026-04-02"},
		{"withdrawn", "ingetrokken: {datum: 2026-05-01, reden: r}", "2026-05-01", ""},
	} {
		s := newSiteWith(t, func(in *site.Input) { in.Geschiedenis = past }, "", "wmo\ntitel: T\nphase: 3\n"+c.key)
		for f := range s.Stromen() {
			if f.Adres == "/trajecten/wmo/" && f.Bijgewerkt != c.feed {
				t.Errorf("%s: the feed was updated on %s", c.name, f.Bijgewerkt)
			}
		}
		data := ""
		for d, err := range s.OpenData().Trajecten {
			if err != nil {
				t.Fatal(err)
			}
			data = string(d.Bijgewerkt)
		}
		if data != c.data {
			t.Errorf("%s: the data says %q", c.name, data)
		}
	}
}

func TestFeedKeepsItsNameWhenATrajectIsRenamed(t *testing.T) {
	s := newSite(t, "", strings.Replace(refused, "phase", "aliassen: [zorg, hulp]\nphase", 1))
	for f := range s.Stromen() {
		if f.Adres == "/trajecten/wmo/" && f.Vast != "/trajecten/zorg/" {
			t.Errorf("%+v", f)
		}
	}
}

func TestAgenda(t *testing.T) {
	const front = `wmo
titel: T
phase: 3
signalen:
  - {id: a, signaal: A, verwacht: 2026-04-01, uitgesteld: [{op: 2026-03-20, tot: 2026-05, reden: ziek}, {tot: 2026-Q4, reden: druk}]}
  - {id: b, signaal: B, besluit: overgenomen, reden: r, gepland: 2027, evaluatie: [{datum: 2026-01-01, uitkomst: Ja.}, {gepland: 2026-12, wie: Anderen}]}
  - {id: c, signaal: C, besluit: overgenomen, reden: r, gepland: 2026-12, uitgevoerd: 2026-06-01}
  - {id: d, signaal: D, verwacht: 2026-04-15}
  - {id: e, signaal: E, verwacht: 2026-03-16}
evaluatie: {gepland: 2026-08-01}
bijeenkomsten: [{id: x, naam: X, datum: 2026-09, plaats: Buurthuis}, {id: y, naam: Y, datum: 2025-09-01}, {id: z, naam: Z}]
mijlpalen: [{datum: 2026-07-01, titel: Het plan}, {datum: 2026-07-01, titel: Het plan}, {datum: 2020, titel: Oud}]
adviezen: [{kenmerk: A1, titel: Raad, termijn: 2026-07-15}, {kenmerk: A2, titel: Klaar, termijn: 2026-07-16, reactie: {datum: 2026-06-01}}]
`
	as, err := newSite(t, "", front).Agenda()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range as {
		got = append(got, fmt.Sprintf("%s %s %s %s %d", a.Eerste, a.Laatst, a.Vast, a.Titel, a.Keer))
	}
	want := []string{
		"2026-04-15 2026-04-15 /trajecten/wmo/d/verwacht D 0", // 61 days ago; e was 91 days ago
		"2026-07-01 2026-07-01 /trajecten/wmo/mijlpaal/het-plan Het plan 0",
		"2026-07-01 2026-07-01 /trajecten/wmo/mijlpaal/het-plan-2 Het plan 0",
		"2026-07-15 2026-07-15 /trajecten/wmo/advies/a1 Raad 0",
		"2026-08-01 2026-08-01 /trajecten/wmo/evaluatie/1 T 0",
		"2026-09-01 2026-09-30 /trajecten/wmo/bijeenkomst/x X 0", // takes the whole month: no day was said
		"2026-12-31 2026-12-31 /trajecten/wmo/a/verwacht A 2",    // a term ends with its last day
		"2026-12-31 2026-12-31 /trajecten/wmo/b/evaluatie/2 B 0",
		"2027-12-31 2027-12-31 /trajecten/wmo/b/gepland B 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A large site has more days than a calendar can hold: the nearest stay.
func TestAgendaHoldsTheNearest(t *testing.T) {
	var b strings.Builder
	b.WriteString("wmo\ntitel: T\nphase: 3\nbijeenkomsten:\n")
	for i := range 4 * site.MaxAgenda {
		fmt.Fprintf(&b, "  - {id: x%d, naam: X, datum: %d-%02d-%02d}\n", i, 2029-i/1000, 1+i%12, 1+i/12%28)
	}
	b.WriteString("  - {id: laatst, naam: X, datum: 2026-06-16}\n")
	as, err := newSite(t, "", b.String()).Agenda()
	if err != nil {
		t.Fatal(err)
	}
	if len(as) != site.MaxAgenda || as[0].Laatst != "2026-06-15" && as[0].Laatst != "2026-06-16" || as[len(as)-1].Laatst > "2027-12-28" {
		t.Errorf("%d days, from %s to %s", len(as), as[0].Laatst, as[len(as)-1].Laatst)
	}
}

// BenchmarkNieuws chooses the newest of the site and of its topics, which looks at
// every traject, and makes the calendar.
func BenchmarkNieuws(b *testing.B) {
	trajecten := make([]string, 2000)
	for i := range trajecten {
		trajecten[i] = strings.Replace(many(20), "veel\ntitel", fmt.Sprintf("veel-%d\nbijeenkomsten: [{id: x, naam: X, datum: 2026-07-01}]\ntitel", i), 1)
	}
	for b.Loop() {
		b.StopTimer()
		s := newSiteWith(b, func(*site.Input) {}, "", trajecten...)
		b.StartTimer()
		for f := range s.Stromen() {
			if f.Adres == "/" {
				if ns, err := s.Nieuws(f); err != nil || len(ns) != site.SiteNieuws {
					b.Fatal(len(ns), err)
				}
			}
		}
		if as, err := s.Agenda(); err != nil || len(as) != site.MaxAgenda {
			b.Fatal(len(as), err)
		}
	}
}
