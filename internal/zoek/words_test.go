package zoek

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata anew")

// Forms of one word are found by each other.
func TestStemJoinsForms(t *testing.T) {
	for _, forms := range []string{
		"advies adviezen", "brief brieven briefje", "reden redenen", "bank banken bankje bankjes", "huis huizen",
		"plan plannen", "idee ideeen", "stoel stoeltje stoelen", "boom bomen boompje", "jaar jaren", "straat straten",
		"bus bussen", "mogelijkheid mogelijkheden", "woning woningen", "wijk wijken", "halte haltes", "fiets fietsen",
		"school scholen", "bewoner bewoners", "vergoeding vergoedingen", "gesprek gesprekken",
		"steen stenen", "knie knieen", "schuld schulden", "regel regels", "loket loketten",
	} {
		ws := strings.Fields(forms)
		for _, w := range ws[1:] {
			if stem(w) != stem(ws[0]) {
				t.Errorf("%s and %s have stems %s and %s", ws[0], w, stem(ws[0]), stem(w))
			}
		}
	}
}

func TestStemKeepsWordsApart(t *testing.T) {
	for _, pair := range []string{"wmo wijk", "bank bang", "plan plaat", "zorg zon", "weg week", "2025 2026"} {
		ws := strings.Fields(pair)
		if stem(ws[0]) == stem(ws[1]) {
			t.Errorf("%s and %s have the same stem %s", ws[0], ws[1], stem(ws[0]))
		}
	}
}

// stemsFile holds words with their stems. The browser test of the theme reads it
// too, so that the script and this package agree.
const stemsFile = "testdata/stammen.txt"

func TestStems(t *testing.T) {
	if *update {
		writeStems(t)
	}
	f, err := os.Open(stemsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		w, want, _ := strings.Cut(lines.Text(), " ")
		if got := stem(w); got != want {
			t.Errorf("stem(%s) = %s, want %s", w, got, want)
		}
	}
	if n < 2000 {
		t.Errorf("%s has only %d words", stemsFile, n)
	}
}

// writeStems writes the stems of every word of the demonstration site and of the
// Dutch documentation, with endings that do not occur there.
func writeStems(t *testing.T) {
	var all []string
	for _, pattern := range []string{"../../content/*/*.md", "../../docs/*.md", "../../docs/*/*.md", "../../themes/default/i18n/nl.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			words(string(src), func(w string) { all = append(all, w) })
		}
	}
	for _, root := range strings.Fields("hond schap naai vrij mooi gooi aard gemak yoghurt lay ruzie wee zee") {
		for _, end := range strings.Fields("s se en ene heden heid heidje ig igheid ing ingen end ende lijk lijke lijkheid baar bare bar tje jes eeen ien enen aaien") {
			all = append(all, root+end)
		}
	}
	slices.Sort(all)
	var b strings.Builder
	for _, w := range slices.Compact(all) {
		b.WriteString(w + " " + stem(w) + "\n")
	}
	if err := os.WriteFile(stemsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
