package load_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"weerklank/internal/history/historytest"
	"weerklank/internal/load"
	"weerklank/themes"
)

// The versions of a traject that is gone are still there, but nobody who moves an
// answer means them.
func TestVersionsAreNotSuggested(t *testing.T) {
	const plan = "content/trajecten/plan.md"
	r := historytest.New(t)
	r.Write("content/site.yaml", "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n")
	r.Write(plan, "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\nsignalen:\n  - id: verlies\n    signaal: Er is geen hek.\n---\n").Commit("a")
	if err := os.Remove(r.Dir + "/" + plan); err != nil {
		t.Fatal(err)
	}
	r.Write("content/permalinks.txt", "/oud/ -> /trajecten/plan/verlies/\n")
	l := &load.Loader{Options: load.Options{Dir: r.Dir, Date: "2026-12-01", Base: themes.Default()}}
	defer l.Close()
	res, err := l.Load(context.Background(), os.DirFS(r.Dir))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := res.Site.Page("/trajecten/plan/versies/"); !ok {
		t.Fatal("there are no versions to suggest")
	}
	for _, p := range res.Problems {
		if p.Code != "doorverwijzing" {
			continue
		}
		if strings.Contains(p.Hint.NL, "versies") {
			t.Errorf("%s", p.Hint.NL)
		}
		return
	}
	t.Errorf("the arrow leads nowhere, and nobody says so: %v", res.Problems)
}
