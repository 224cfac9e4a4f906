package sitetest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// difficult returns a folder with the difficult site: testdata/lastig, and what
// is too long or too much the same to be written down there.
func difficult(t *testing.T) string {
	t.Helper()
	dir, err := difficultSite()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

var difficultSite = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "lastig")
	if err := os.CopyFS(dir, os.DirFS("testdata/lastig")); err != nil {
		return "", err
	}
	every, err := everyKey()
	if err != nil {
		return "", err
	}
	for name, text := range map[string]string{
		"veel":            manySignalen(60),
		"lange-reden":     longReason(10_000),
		"voorbeeld-alles": every,
	} {
		if err := os.WriteFile(filepath.Join(dir, "content/trajecten", name+".md"), []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
})

// manySignalen is a traject of which lists have more than one page.
func manySignalen(n int) string {
	var b strings.Builder
	b.WriteString("---\ntitel: Heel veel antwoorden\nsamenvatting: Zo veel dat een lijst meer dan een pagina heeft.\nphase: 4\nonderwerpen: [Wonen]\ndatum: 2026-01-04\nsignalen:\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "  - {id: v-%d, signaal: Wens nummer %d., besluit: niet-overgenomen, reden: Er is geen geld voor wens %d., besloten-op: 2026-02-02}\n", i, i, i)
	}
	return b.String() + "---\n"
}

// longReason is a traject with a reason of n words, in paragraphs, and one of a
// single word.
func longReason(n int) string {
	words := strings.Fields("Wij hebben lang gekeken naar wat er kan en wat het kost, en met wie wij dat samen doen.")
	var b strings.Builder
	b.WriteString("---\ntitel: Een lange uitleg\nsamenvatting: Een reden van een woord, en een die niemand uitleest.\nphase: 4\nonderwerpen: [Wonen]\ndatum: 2026-01-05\nsignalen:\n" +
		"  - {id: kort, signaal: Kan het?, besluit: beantwoord, reden: Nee., besloten-op: 2026-02-03}\n" +
		"  - id: lang\n    signaal: Waarom duurt het zo lang?\n    besluit: beantwoord\n    besloten-op: 2026-02-03\n    reden: |\n      ")
	for i := range n {
		b.WriteString(words[i%len(words)])
		if i%100 == 99 {
			b.WriteString("\n\n      ")
		} else {
			b.WriteString(" ")
		}
	}
	return b.String() + "\n---\n"
}

// everyKey is a traject with every key there is; a test of the loader holds that
// file complete. Keys that keep a traject from being published are left out.
func everyKey() (string, error) {
	b, err := os.ReadFile(repository + "/internal/load/testdata/alles.md")
	if err != nil {
		return "", err
	}
	for _, key := range []string{"concept", "publiceren-vanaf", "ingetrokken"} {
		line := regexp.MustCompile(`(?m)^` + key + `:.*\n(?:  .*\n)*`)
		if !line.Match(b) {
			return "", fmt.Errorf("alles.md has no key %s to leave out", key)
		}
		b = line.ReplaceAll(b, nil)
	}
	return string(bytes.TrimSpace(b)) + "\n", nil
}
