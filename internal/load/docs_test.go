package load_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"weerklank/internal/diag"
	"weerklank/internal/load"
)

var update = flag.Bool("update", false, "write docs/regels.md anew")

// rulesDoc is the page to which every problem refers (diag.DocURL).
const rulesDoc = "../../docs/regels.md"

// The page is written from the rules, because what is written twice disagrees.
func TestRulesAreDocumented(t *testing.T) {
	want := diag.Markdown(load.Rules())
	if *update {
		if err := os.WriteFile(rulesDoc, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(rulesDoc)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from the rules; make it anew: go test ./internal/load/ -run TestRulesAreDocumented -update", rulesDoc)
	}
}
