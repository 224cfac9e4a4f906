package diag_test

import (
	"strings"
	"testing"

	. "weerklank/internal/diag"
	"weerklank/internal/lang"
)

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
