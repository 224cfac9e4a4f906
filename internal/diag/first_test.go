package diag_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

func many() []diag.Problem {
	var ps []diag.Problem
	for i := range 40 {
		severity := []diag.Severity{diag.Warning, diag.Info, diag.Error, diag.Warning, diag.Warning}[i%5]
		ps = append(ps, diag.Problem{File: fmt.Sprintf("content/%02d.md", i*7%40), Range: diag.At(i%9+1, 1), Severity: severity,
			Code: []string{"a", "b", "c"}[i%3], Message: lang.T("dit", "this")})
	}
	return diag.Sort(ps)
}

// What a build prints is the same whether all problems are kept or the first, in
// whichever order they come.
func TestFirstPrintsTheSame(t *testing.T) {
	all := many()
	for _, turn := range []func([]diag.Problem){func([]diag.Problem) {}, slices.Reverse[[]diag.Problem]} {
		f := diag.NewFirst(2)
		in := slices.Clone(all)
		turn(in)
		for _, p := range in {
			f.Add([]diag.Problem{p})
		}
		kept := diag.Sort(f.Problems())
		if len(kept) >= len(all) {
			t.Fatalf("%d of %d problems were kept", len(kept), len(all))
		}
		var want, got bytes.Buffer
		if err := diag.PrintText(&want, all, diag.Options{MaxPerRule: 2}); err != nil {
			t.Fatal(err)
		}
		if err := diag.PrintText(&got, kept, diag.Options{MaxPerRule: 2, More: f.More()}); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("printed\n%s\nwant\n%s", &got, &want)
		}
		if got, want := diag.SummaryWith(kept, f.More(), lang.NL), diag.Summary(all, lang.NL); got != want {
			t.Errorf("summary %q, want %q", got, want)
		}
	}
}
