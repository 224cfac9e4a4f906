package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// shell runs weerklank in the working directory; who is nil when nobody is there
// to be asked.
func shell(t *testing.T, who terminal, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &err, Terminal: who,
		Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC) }}
	return p.Main(args), out.String(), err.String()
}

func emptySite(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("content", 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, "content/site.yaml", "titel: Proef\norganisatie: Gemeente Proef\nbase-url: https://www.proef.example/\n")
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.FromSlash(name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, name string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

var (
	block    = regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```\n")
	argument = regexp.MustCompile(`"([^"]*)"|(\S+)`)
)

// docs/importeren.md is run from top to bottom: its list is imported by its
// commands, and what it shows is what comes. With -update it shows that.
func TestImportManual(t *testing.T) {
	page, err := filepath.Abs("../../docs/importeren.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := get(t, page)
	emptySite(t)
	said, ran := "", 0
	doc2 := block.ReplaceAllStringFunc(doc, func(whole string) string {
		m := block.FindStringSubmatch(whole)
		got := m[2]
		switch m[1] {
		case "csv":
			put(t, "reacties.csv", m[2])
		case "sh":
			var args []string
			for _, a := range argument.FindAllStringSubmatch(m[2], -1) {
				args = append(args, a[1]+a[2])
			}
			var status int
			ran++
			if status, _, said = shell(t, nil, args[1:]...); status != 0 {
				t.Errorf("%sgives status %d: %s", m[2], status, said)
			}
		case "text":
			got = said
		case "markdown":
			got = get(t, "content/trajecten/reacties.md")
		}
		return "```" + m[1] + "\n" + got + "```\n"
	})
	if flag.Lookup("update").Value.String() == "true" {
		put(t, page, doc2)
	} else if doc2 != doc {
		t.Errorf("docs/importeren.md shows something else than comes; run this test with -update and look at the difference")
	}
	if ran < 4 {
		t.Errorf("only %d commands were found", ran)
	}
	if status, out, _ := shell(t, nil, "check"); status != 0 {
		t.Errorf("check says %s", out)
	}
}

// Somebody at a terminal is asked for what cannot be recognised; nobody else is.
func TestImportAsks(t *testing.T) {
	emptySite(t)
	put(t, "lijst.csv", "Ding,Wat,Waarom\nx,Te hard gereden,Er komt een drempel\n")
	status, _, said := shell(t, nil, "import", "lijst.csv")
	if status != statusUsage || !strings.Contains(said, `De kolommen zijn: Ding, Wat, Waarom.`) {
		t.Errorf("without a terminal: %d, %s", status, said)
	}
	status, _, said = shell(t, &typist{lines: []string{"vijf", "9", "2", "3", "", ""}}, "import", "lijst.csv")
	if status != statusOK || !strings.Contains(said, "--map signaal=B,reden=C") || strings.Count(said, "Typ een nummer van 1 tot en met 3.") != 2 {
		t.Errorf("at a terminal: %d, %s", status, said)
	}
	if src := get(t, "content/trajecten/lijst.md"); !strings.Contains(src, "signaal: Te hard gereden\n    reden: Er komt een drempel\n") {
		t.Errorf("the file is\n%s", src)
	}
	// Who goes away changes nothing.
	put(t, "ander.csv", "Ding,Wat\nx,y\n")
	if status, _, said = shell(t, &typist{lines: []string{""}}, "import", "ander.csv"); status != statusFailed || !strings.Contains(said, "Afgebroken; er is niets veranderd.") {
		t.Errorf("without an answer: %d, %s", status, said)
	}
	if _, err := os.Stat("content/trajecten/ander.md"); err == nil {
		t.Error("something was written")
	}
}

// The report for programs has every row, and its numbers add up.
func TestImportJSON(t *testing.T) {
	emptySite(t)
	put(t, "lijst.csv", "Nr,Opmerking,Status\n1,Bel 06-12345678,raar\n2,,\n3,Ja,akkoord\n")
	status, out, said := shell(t, nil, "import", "lijst.csv", "--format", "json", "--dry-run")
	if status != statusOK || said != "" {
		t.Fatalf("%d, %s", status, said)
	}
	var r struct {
		Total    int
		Outcomes map[string]int
		Unknown  []struct{ Value string }
		Rows     []struct {
			Row     int
			Outcome string
			Reason  string
			ID      string
			Masked  []struct{ Key, Kind string }
		}
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range r.Outcomes {
		sum += n
	}
	if r.Total != 4 || sum != 4 || len(r.Rows) != 4 || r.Outcomes["new"] != 2 || r.Rows[2].Reason != "no-text" || r.Rows[1].ID != "nr-1" || r.Unknown[0].Value != "raar" {
		t.Errorf("the report is %s", out)
	}
	if m := r.Rows[1].Masked; len(m) != 1 || m[0].Key != "signaal" || strings.Contains(out, "12345678") {
		t.Errorf("masked: %v", m)
	}
	if _, err := os.Stat("content/trajecten"); err == nil {
		t.Error("--dry-run wrote something")
	}
}
