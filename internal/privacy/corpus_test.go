package privacy_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	. "weerklank/internal/privacy"
)

var corpusOptions = Options{Domains: []string{"gemeente.example"}}

func linesOf(t *testing.T, name string) []string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// Sentences as they stand on such a site, without personal data.
func TestSoundSentences(t *testing.T) {
	for _, line := range linesOf(t, "testdata/sound.txt") {
		if ms := Find(line, corpusOptions); len(ms) > 0 {
			t.Errorf("%q: %s", line, told(line, ms))
		}
	}
}

// Sentences with personal data, and which kind is found first or later in them.
func TestFaultySentences(t *testing.T) {
	for _, line := range linesOf(t, "testdata/faulty.txt") {
		kind, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%q: no kind", line)
		}
		ms := Find(text, corpusOptions)
		if !slices.ContainsFunc(ms, func(m Match) bool { return string(m.Kind) == kind }) {
			t.Errorf("%s in %q: %s", kind, text, told(text, ms))
		}
	}
}
