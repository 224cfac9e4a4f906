package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// After an import every text can have an address and be in English. Three show
// what it is about; the rest is counted, per file.
func TestNoFlood(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "  - id: hek-%d\n    signaal: We do not understand the letters from the municipality.\n    besluit: beantwoord\n    reden: Zie <https://voorbeeldgemeente.example/%d> voor de brief.\n", i, i)
	}
	count, last := map[string]int{}, map[string]string{}
	for _, p := range (files{speelplek: inTraject("signalen:\n"+b.String(), "")}).check(t) {
		count[p.Code]++
		last[p.Code] = p.Message.NL
	}
	for _, code := range []string{"link-kaal", "taal-zonder-markering"} {
		if count[code] != 4 || !strings.Contains(last[code], "nog 17 keer") {
			t.Errorf("%s is reported %d times, and ends with %q", code, count[code], last[code])
		}
	}
}
