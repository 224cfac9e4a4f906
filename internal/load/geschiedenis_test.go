package load_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"weerklank/internal/history/historytest"
	"weerklank/internal/load"
	"weerklank/internal/site"
	"weerklank/themes"
)

// dates loads the site of a repository on 1 December 2026, and returns what it says
// of the traject plan: first public, last changed.
func dates(t *testing.T, l *load.Loader, dir string) (*load.Result, string) {
	t.Helper()
	l.Options.Dir, l.Options.Date, l.Options.Base = dir, "2026-12-01", themes.Default()
	r, err := l.Load(context.Background(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Docs {
		if d.Slug != "plan" {
			continue
		}
		p, _ := r.Site.Page("/trajecten/plan/")
		v, err := p.View()
		if err != nil {
			t.Fatal(err)
		}
		k := v.(*site.TrajectView)
		if k.Datum != r.Site.Datum(d) || k.Kaart.Bijgewerkt != r.Site.Bijgewerkt(d) || p.Bijgewerkt != r.Site.Bijgewerkt(d) {
			t.Errorf("the page says %s and %s, the list %s, the sitemap %s", k.Datum, r.Site.Bijgewerkt(d), k.Kaart.Bijgewerkt, p.Bijgewerkt)
		}
		for o, err := range r.Site.OpenData().Trajecten {
			if err != nil || o.Bijgewerkt != k.Kaart.Bijgewerkt {
				t.Errorf("the open data say %s, the page %s (%v)", o.Bijgewerkt, k.Kaart.Bijgewerkt, err)
			}
		}
		return r, fmt.Sprintf("%s %s", r.Site.Datum(d), r.Site.Bijgewerkt(d))
	}
	t.Fatal("there is no traject plan")
	return nil, ""
}

// What the editor does not say about dates, git does.
func TestDatesOfGit(t *testing.T) {
	const settings = "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"
	plan := func(keys, text string) string {
		return "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\n" + keys + "---\n\n" + text + "\n"
	}
	const path = "content/trajecten/plan.md"
	r := historytest.New(t)
	r.Write("content/site.yaml", settings).Write(path, plan("concept: true\n", "Nog niet.")).Commit("a")
	r.On("2026-02-01").Write(path, plan("", "Een tekst.")).Commit("b")
	r.On("2026-03-01").Write(path, plan("", "Een andere tekst.")).Commit("c")
	r.On("2026-04-01").Write(path, plan("", "Een andere tekst, verbeterd.")).Commit("Klein: tikfout")
	l := &load.Loader{}
	defer l.Close()
	first, got := dates(t, l, r.Dir)
	if got != "2026-02-01 2026-03-01" {
		t.Errorf("got %s", got)
	}
	// What is not committed changes no date, and git is not read again.
	r.Write(path, plan("", "Nog niet bewaard."))
	again, got := dates(t, l, r.Dir)
	if got != "2026-02-01 2026-03-01" || first.History == nil || again.History != first.History {
		t.Errorf("dirty: %s, read again: %t", got, again.History != first.History)
	}
	r.Write(path, plan("datum: 2025-12-24\nbijgewerkt: 2026-05\n", "Bewaard."))
	if _, got := dates(t, l, r.Dir); got != "2025-12-24 2026-05" {
		t.Errorf("the editor says otherwise: %s", got)
	}
	r.Write(path, plan("", "Bewaard."))
	r.On("2026-06-01").Commit("d")
	if again, got := dates(t, l, r.Dir); got != "2026-02-01 2026-06-01" || again.History == first.History {
		t.Errorf("after a commit: %s", got)
	}
	clone := t.TempDir() + "/kopie"
	r.Git("clone", "-q", "--depth=2", "file://"+r.Dir, clone)
	shallow := &load.Loader{}
	defer shallow.Close()
	if res, got := dates(t, shallow, clone); got != " 2026-06-01" || len(res.Problems) == 0 || res.Problems[0].Code != "geschiedenis-ondiep" {
		t.Errorf("shallow: %q, %v", got, res.Problems)
	}
	// Without git, nothing is made up.
	res, got := dates(t, &load.Loader{Options: load.Options{}}, copied(t, r.Dir))
	if got != " " || res.History != nil {
		t.Errorf("without git: %q", got)
	}
}

// copied returns a copy of the content of a folder, without git.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to+"/content", os.DirFS(dir+"/content")); err != nil {
		t.Fatal(err)
	}
	return to
}

// A command about one text reads old versions only when a text links to one.
func TestLazyHistory(t *testing.T) {
	const text = "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\n---\n\nEen tekst.\n"
	r := historytest.New(t)
	r.Write("content/site.yaml", "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n").Write("content/trajecten/plan.md", text).Commit("a")
	for link, want := range map[string]bool{"": false, "[toen](/trajecten/plan/versies/2026-01-01/)": true} {
		r.Write("content/trajecten/plan.md", strings.Replace(text, "tekst", "tekst "+link, 1))
		l := &load.Loader{Options: load.Options{Lazy: true}}
		if res, _ := dates(t, l, r.Dir); (res.History != nil) != want {
			t.Errorf("with %q: history read: %t", link, res.History != nil)
		}
		l.Close()
	}
}

// One revision that is too large to read keeps nothing else from being taken away.
func TestTakenAwayBesideALargeRevision(t *testing.T) {
	const path = "content/trajecten/plan.md"
	plan := func(text string) string {
		return "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\nsignalen: [{id: a, signaal: GEHEIM}]\n---\n\n" + text + "\n"
	}
	r := historytest.New(t)
	r.Write("content/site.yaml", "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n").Write(path, plan(strings.Repeat("tekst ", 1<<20))).Commit("a")
	r.On("2026-02-01").Write(path, plan("Een tekst.")).Write("content/weggehaald.yaml", "weggehaald:\n  - {datum: 2026-03-01, grond: wissen, adres: /trajecten/plan/a/}\n").Commit("b")
	l := &load.Loader{}
	defer l.Close()
	res, got := dates(t, l, r.Dir)
	if got != "2026-02-01 2026-02-01" || len(res.Problems) == 0 {
		t.Errorf("%q, %v", got, res.Problems)
	}
	for _, p := range res.Problems {
		if p.Code == load.RuleUnreadable.Code {
			t.Errorf("%v", p)
		}
	}
}
