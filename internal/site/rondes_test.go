package site_test

import (
	"fmt"
	"slices"
	"testing"

	"weerklank/internal/site"
)

// rounds returns the rounds on the page of a traject: number, slug, after which
// it comes, and * for the page itself.
func rounds(t *testing.T, s *site.Site, slug string) []string {
	t.Helper()
	var out []string
	for _, r := range view[site.TrajectView](t, s, "/trajecten/"+slug+"/").Rondes {
		line := fmt.Sprint(r.Nummer, " ", r.Titel)
		if r.Na != "" {
			line += " < " + r.Na
		}
		if r.Hier {
			line += " *"
		}
		out = append(out, line)
	}
	return out
}

func round(slug, more string) string { return slug + "\ntitel: " + slug + "\nphase: 1\n" + more }

func TestRounds(t *testing.T) {
	for name, c := range map[string]struct {
		trajecten []string
		on        string
		want      []string
	}{
		"only one": {[]string{round("a", "")}, "a", nil},
		"chain seen from its middle": {[]string{round("c", "vervolg-op: b"), round("b", "vervolg-op: a"), round("a", "")}, "b",
			[]string{"1 a", "2 b *", "3 c"}},
		"branches by date, and told apart from there on": {
			[]string{round("a", ""), round("late", "start: 2026-01-01\nvervolg-op: a"), round("zeer-vroeg", "start: 2025-01-01\nvervolg-op: a"), round("z", "vervolg-op: late")}, "a",
			[]string{"1 a *", "2 zeer-vroeg < a", "2 late < a", "3 z < late"}},
		"circle, the same order on every page": {[]string{round("b", "vervolg-op: a"), round("a", "vervolg-op: b")}, "b", []string{"1 a", "2 b *"}},
		"tail of a circle":                     {[]string{round("b", "vervolg-op: a"), round("a", "vervolg-op: b"), round("c", "vervolg-op: a")}, "c", []string{"1 a", "2 b < a", "2 c < a *"}},
		"sequel of itself":                     {[]string{round("a", "vervolg-op: a")}, "a", nil},
		"the previous one is a concept":        {[]string{round("b", "vervolg-op: a"), round("a", "concept: true")}, "b", nil},
		"a withdrawn round keeps its place":    {[]string{round("c", "vervolg-op: b"), round("b", "vervolg-op: a\ningetrokken: {datum: 2026-01-01, reden: Fout.}"), round("a", "")}, "a", []string{"1 a *", "2 b", "3 c"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rounds(t, newSite(t, "", c.trajecten...), c.on); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Of a long chain the first round and those around the page are shown.
func TestManyRounds(t *testing.T) {
	chain := []string{round("r-1", "")}
	for i := 2; i <= 40; i++ {
		chain = append(chain, round(fmt.Sprint("r-", i), fmt.Sprint("vervolg-op: r-", i-1)))
	}
	s := newSite(t, "", chain...)
	for on, want := range map[string][2]string{"r-1": {"2 r-2", "12 r-12"}, "r-20": {"14 r-14", "24 r-24"}, "r-40": {"30 r-30", "40 r-40 *"}} {
		got := rounds(t, s, on)
		if len(got) != 12 || got[1] != want[0] || got[11] != want[1] || got[0] != "1 r-1" && got[0] != "1 r-1 *" {
			t.Errorf("%s: %q", on, got)
		}
	}
}

func TestRoundBeganWithItsFirstPhase(t *testing.T) {
	s := newSite(t, "", round("a", "mijlpalen: [{datum: 2024-05, titel: Later, phase: 2}, {datum: 2024-02, titel: Eerst, phase: 1}]"),
		round("b", "start: 2025-03-04\nvervolg-op: a"))
	rs := view[site.TrajectView](t, s, "/trajecten/b/").Rondes
	if len(rs) != 2 || rs[0].Start != "2024-02" || rs[1].Start != "2025-03-04" {
		t.Errorf("got %+v", rs)
	}
}
