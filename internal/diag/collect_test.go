package diag_test

import (
	"strings"
	"testing"

	. "weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A rule can have a lower limit; what is one too many is shown all the same.
func TestCollectorMax(t *testing.T) {
	for n, want := range map[int]int{3: 3, 4: 4, 5: 4, 50: 4} {
		var c Collector
		for line := range n {
			c.Add(&Rule{Code: "vaak", Max: 3}, func() Problem { return Problem{Code: "vaak", Range: At(line+1, 1)} })
		}
		ps := c.Problems()
		if counts := strings.Contains(ps[len(ps)-1].Message.NL, "keer"); len(ps) != want || counts != (n > 4) {
			t.Errorf("of %d are kept %v", n, ps)
		}
	}
}

// What a rule finds over and over becomes one problem that counts it, at the
// first place that is not shown.
func TestCollectorCounts(t *testing.T) {
	often, once := &Rule{Code: "vaak", Severity: Error}, &Rule{Code: "eens", Severity: Warning}
	var c Collector
	add := func(r *Rule, line int) {
		c.Add(r, func() Problem { return r.New(At(line, 1), lang.T("a", "a"), lang.Text{}) })
	}
	for line := range 10_000 {
		add(often, line+1)
	}
	add(once, 1)
	ps := c.Problems()
	if len(ps) != MaxPerRule+2 || c.Found() != 10_001 || !c.Full(often) || c.Full(once) {
		t.Fatalf("%d problems of %d", len(ps), c.Found())
	}
	last := ps[len(ps)-1]
	if last.Range.Start.Line != MaxPerRule+1 || last.Severity != Error || !strings.Contains(last.Message.NL, "nog 9900 keer") || last.Hint.IsZero() {
		t.Errorf("the last says %v", last)
	}
}
