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
	return source(t, difficultSite)
}

// difficultPast is what the difficult site said before: long texts of which many
// words changed, a text that could not be read, one in another script, a small
// improvement with a message that does not break, a traject that was withdrawn,
// and two versions on a day.
var difficultPast = []state{
	{"2026-01-10", "Alles voor het eerst, " + strings.Repeat("met heel veel woorden over wat er veranderde, ", 8), map[string][]string{
		"content/trajecten/lange-reden.md":       {"met wie wij dat samen doen.", "door wie.", "reden: Nee.", "reden: Misschien."},
		"content/trajecten/rechts-naar-links.md": {"نعم، في عام 2027.", "ربما.", "soort: vraag", "soort: idee"},
		"content/trajecten/lang.md": {"phase: verzamelen", "phase: voorbereiden", "Een reden met een tabel:", "Een reden met een tabel, Onderwijsinspectierapportagebegeleidingscommissievergadering:",
			"    verwacht: 2026-06-01\n    uitgesteld:\n      - {op: 2026-05-01, tot: 2026-06-01, reden: Wij wachten op onderzoek.}\n", "    verwacht: 2026-05-01\n",
			"Eén meting", "Eén enkele meting & < 2"},
		"content/trajecten/weg.md": {"ingetrokken: {datum: 2026-02-01, reden: De regeling bestaat niet meer.}\n", ""},
	}},
	{"2026-02-01", "Een plan gaat niet door", map[string][]string{
		"content/trajecten/lang.md": {"Eén meting", "Eén andere meting"},
		"content/trajecten/leeg.md": {"titel: Plan zonder signalen", "titel: [Plan zonder signalen & < dat niemand kan lezen " + strings.Repeat("onafbreekbaar", 20)},
	}},
	{"2026-02-01", "Klein: Verantwoordingsdocumentatieoverzichtspaginatitelverbetering" + strings.Repeat("enzovoort", 20), map[string][]string{
		"content/trajecten/lang.md": {"Eén meting", "Eén metingetje"},
	}},
	{"2026-03-12", "De laatste", nil},
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
		"lange-reden":     longReason(4_000),
		"voorbeeld-alles": every,
	} {
		if err := os.WriteFile(filepath.Join(dir, "content/trajecten", name+".md"), []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	return dir, commitAll(dir, difficultPast)
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
