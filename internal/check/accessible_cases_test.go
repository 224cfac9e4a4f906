package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every file testdata/toegankelijk/<code>.txt holds passages that the rule must
// find (## fout) and passages in which it must find nothing (## goed).
func TestPassages(t *testing.T) {
	names, err := filepath.Glob("testdata/toegankelijk/*.txt")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		code := strings.TrimSuffix(filepath.Base(name), ".txt")
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		wrong, right, ok := strings.Cut(strings.TrimPrefix(string(b), "## fout\n"), "## goed\n")
		if !ok {
			t.Fatalf("%s: no ## goed", name)
		}
		t.Run(code, func(t *testing.T) {
			for _, passage := range strings.Split(wrong, "----\n") {
				if got := passageCodes(t, passage); !slices.Contains(got, code) {
					t.Errorf("not found, but %q:\n%s", got, passage)
				}
			}
			for _, passage := range strings.Split(right, "----\n") {
				if got := passageCodes(t, passage); slices.Contains(got, code) {
					t.Errorf("found:\n%s", passage)
				}
			}
		})
	}
}

// passageCodes returns the codes of what is found in a passage.
func passageCodes(t *testing.T, passage string) []string {
	return codes(files{"trajecten/speelplek.md": inTraject("signalen:\n  - id: hek\n    signaal: Er moet een hek komen.", strings.TrimRight(passage, "\n"))}.check(t))
}
