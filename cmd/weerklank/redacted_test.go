package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// What redact takes away is nowhere on the site any more, whatever git still has
// of it, and whatever an earlier build kept.

const (
	bramvogel     = "Zqxwv Bramvogel"
	bramvogelFile = `---
titel: Het plein
samenvatting: Wij vroegen wat er op het plein moet komen.
phase: 2
onderwerpen: [Plein]
signalen:
  - id: boom
    signaal: Er moet een boom komen op het plein.
    besluit: overgenomen
    besloten-op: 2026-01-02
    kort: Er komt een boom.
    reden: Dat is goed voor de schaduw.
---

Wij spraken met de buurt.
`
)

// redact takes away a passage, or what stands at an address.
func (w *town) redact(passage string, args ...string) string {
	w.Helper()
	var out strings.Builder
	p := &program{Name: "weerklank", Stdin: strings.NewReader(passage), Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Now: func() time.Time { return w.day.Add(20 * time.Hour) }}
	if status := p.Main(append([]string{"redact", "-s", w.dir, "--date", w.day.Format(time.DateOnly)}, args...)); status != statusOK {
		w.Fatalf("redact %q: %d\n%s", args, status, out.String())
	}
	return out.String()
}

// nowhere asserts that no file of a folder holds any of the words, in its name
// or in its bytes.
func (w *town) nowhere(dir string, words ...string) {
	w.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files[name] = string(b)
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	if len(files) == 0 {
		w.Fatalf("%s is empty", dir)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, word := range words {
			at := regexp.MustCompile(`(?i).{0,40}` + regexp.QuoteMeta(word) + `.{0,40}`)
			if found := at.FindString(name + "\n" + files[name]); found != "" {
				w.Errorf("%s holds %q: %q", name, word, found)
			}
		}
	}
}

// somewhere is the other way around, so that nowhere says something.
func (w *town) somewhere(word string) {
	w.Helper()
	for _, text := range w.site() {
		if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			return
		}
	}
	w.Fatalf("%q was nowhere", word)
}

func TestRedactedWordsAreNowhere(t *testing.T) {
	w := newTown(t, "")
	const plein, pad = "content/trajecten/plein.md", "content/trajecten/pad.md"
	w.edit("content/site.yaml", "contact:", "geschiedenis:\n  berichten: true\n  auteurs: true\ncontact:")
	w.write(plein, bramvogelFile)
	w.write(pad, strings.NewReplacer("plein", "pad", "Plein", "Pad").Replace(bramvogelFile))
	w.committed("Het begin")
	more := ""
	for i, passage := range []string{
		"Ik ben " + bramvogel + ".", "Ik ben Zqx**wv** [Bramvogel](https://www.x.example/).", "Ik ben Zqxwv\n      Bramvogel.", "| a | b |\n      |---|---|\n      | Zqxwv | Bramvogel |",
		"Zie https://www.x.example/zqxwv-bramvogel/ voor meer.", "Zie <https://www.x.example/zqxwv-bramvogel/>.", "Zie [dit](https://www.x.example/zqxwv_bramvogel).",
		"Zqxwv<!-- x -->\n      Bramvogel", "Zqxwv&nbsp;Bramvogel", "Zqxwv[^1] Bramvogel\n\n      [^1]: Noot.", "- Zqxwv\n      - Bramvogel", "ZQXWV, Bram\u00advogel", "Zqxwv\u00a0Bramvogel",
		"![Zqxwv Bramvogel][r]\n\n      [r]: https://www.x.example/foto.jpg \"Zqxwv Bramvogel\"", "zqxwv.bramvogel@voorbeeld.example", "@zqxwv_bramvogel",
	} {
		more += fmt.Sprintf("  - id: deel-%d\n    signaal: Vraag %d.\n    besluit: beantwoord\n    reden: |\n      %s\n", i, i, passage)
	}
	w.edit(plein, "schaduw.\n", "schaduw.\n"+more)
	w.committed("Antwoorden aan " + bramvogel)
	w.write(plein, bramvogelFile)
	// Values of other kinds, in other ways of writing.
	w.edit(plein, "kort: Er komt een boom.", "kort: \"Er komt een boom van Zqxwv\\\n      \\ Bramvogel.\"")
	w.edit(plein, "titel: Het plein", "titel: Het plein van Zqxwv Bramvogel")
	w.edit(plein, "onderwerpen: [Plein]", "onderwerpen: [Plein]\nteam: Zqxwv Bramvogel\nnota: {vastgesteld-op: 2026-01-01, door: Zqxwv Bramvogel, document: 'https://www.x.example/Zqxwv%20Bramvogel.pdf'}\nevaluatie: {gepland: 2027-01-01, wie: Zqxwv Bramvogel}\nmijlpalen: [{datum: 2027-01-13, phase: 3, titel: Zqxwv Bramvogel, tekst: Zqxwv Bramvogel}]")
	w.committed("Titel van " + bramvogel)
	// No front matter that is understood.
	w.edit(plein, "phase: 2\n", "phase: 2\nwat: \"Zqxwv\\nBramvogel\"\nwie: \"Zqxwv\\u0020Bramvogel\"\nook: Zqxwv Bramvogel # Zqxwv Bramvogel\n")
	w.committed("An unknown key")
	w.edit(plein, "wat: \"", "[ wat: \"")
	w.committed("No YAML")
	w.write(plein, bramvogelFile)
	w.git("commit", "-q", "-am", "Hersteld", "--author", "Zqxwv Bramvogel <z@voorbeeld.example>")
	// A traject that got another name.
	w.edit(pad, "Wij spraken met de buurt.", "Wij spraken met "+bramvogel+".")
	w.committed("Met de hele buurt")
	w.git("mv", pad, "content/trajecten/weg.md")
	w.edit("content/trajecten/weg.md", "phase: 2\n", "phase: 2\naliassen: [pad]\n")
	w.committed("Andere naam")
	w.again()
	w.somewhere(bramvogel)
	if said := w.redact(bramvogel); !strings.Contains(said, "Ook gevonden in 5 eerdere versies") {
		t.Error(said)
	}
	w.again()
	w.nowhere(w.out, "bramvogel")
	w.nowhere(filepath.Join(w.dir, ".weerklank"), "bramvogel")
}

// committed commits what changed; the next change comes a day later.
func (w *town) committed(message string) {
	w.Helper()
	w.git("add", "-A")
	w.git("commit", "-q", "-m", message)
	w.day = w.day.AddDate(0, 0, 1)
}

// again builds the site anew, with what an earlier build kept.
func (w *town) again() {
	w.Helper()
	if status, said := w.run("build", "-q", "-d", w.out); status != statusOK {
		w.Fatal(said)
	}
}

// An address that is taken away is gone under every name that it had, also when
// nothing is left that says so but git and the ledger.
func TestRedactedAddressUnderEarlierNames(t *testing.T) {
	w := newTown(t, "")
	const eerst, later = "content/trajecten/eerst.md", "content/trajecten/later.md"
	w.write(eerst, strings.Replace(bramvogelFile, "goed voor de schaduw", "goed voor de kwibusvink", 1))
	w.write("content/trajecten/ander.md", fmt.Sprintf(kleinFile, "Een ander traject", "lamp", "Het is 's avonds te donker."))
	w.committed("Het begin")
	w.edit(eerst, "  - id: boom\n", "  - id: eik\n    aliassen: [boom]\n")
	w.committed("Een andere id")
	w.git("mv", eerst, later)
	w.committed("Een andere naam")
	w.git("rm", "-q", later)
	w.committed("Weg")
	w.again()
	w.somewhere("kwibusvink")
	before := w.site()
	if said := w.redact("", "--address", "/trajecten/later/eik/"); !strings.Contains(said, "Ook gevonden in 2 eerdere versies") {
		t.Error(said)
	}
	w.again()
	w.nowhere(w.out, "kwibusvink", "Er moet een boom komen")
	w.nowhere(filepath.Join(w.dir, ".weerklank"), "kwibusvink")
	for name := range before {
		if _, there := w.site()[name]; !there && strings.HasSuffix(name, ".html") {
			t.Errorf("%s is gone", name)
		}
	}
	w.redact("", "--address", "/trajecten/later/")
	w.again()
	w.nowhere(w.out, "kwibusvink", "Wij spraken met de buurt", "wat er op het plein")
	w.somewhere("Het is 's avonds te donker")
	for name := range before {
		if _, there := w.site()[name]; !there && strings.HasSuffix(name, ".html") {
			t.Errorf("%s is gone", name)
		}
	}
}
