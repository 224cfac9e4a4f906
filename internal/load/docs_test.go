package load_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"weerklank/internal/diag"
	"weerklank/internal/load"
)

var update = flag.Bool("update", false, "write docs/regels/ anew")

// rulesDocs is the folder to whose pages every problem refers (diag.DocURL).
const rulesDocs = "../../docs/regels"

// The pages are written from the rules, because what is written twice disagrees.
func TestRulesAreDocumented(t *testing.T) {
	const again = "; make it anew: go test ./internal/load/ -run TestRulesAreDocumented -update"
	readme, err := os.ReadFile(filepath.Join(rulesDocs, "README.md"))
	if err != nil && !*update {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, page := range diag.Pages(load.Rules(), readme) {
		name := filepath.Join(rulesDocs, page.Name)
		wanted[name] = true
		if *update {
			if err := os.WriteFile(name, page.Content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, page.Content) {
			t.Errorf("%s differs from the rules (%v)%s", name, err, again)
		}
	}
	there, err := filepath.Glob(rulesDocs + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if wanted[name] {
			continue
		}
		if *update {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s is of no rule%s", name, again)
	}
}
