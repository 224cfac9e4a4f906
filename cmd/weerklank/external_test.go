package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// elsewhere starts another website and makes a site with links to it.
func elsewhere(t *testing.T) (source string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/weg":
			w.WriteHeader(http.StatusNotFound)
		case "/oud":
			http.Redirect(w, r, "/nieuw", http.StatusMovedPermanently)
		case "/dicht":
			w.WriteHeader(http.StatusForbidden)
		}
	}))
	t.Cleanup(s.Close)
	source = t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(source, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(text, "ELDERS", s.URL)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "titel: Proef\norganisatie: Proef\nbase-url: https://www.gemeente.nl/\nmenu:\n  - titel: Elders\n    link: ELDERS/weg\n")
	write("paginas/over.md", "---\ntitel: Over\n---\n\nLees [dit](ELDERS/goed), [dat](ELDERS/oud#deel) en [nog iets](ELDERS/dicht).\n")
	return source, asked
}

// run runs the program on the day of --date and returns what it says.
func runIn(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &err, Getenv: func(string) string { return "" }, Now: time.Now}
	if got := p.Main(args); got != want {
		t.Fatalf("%q: status %d\n%s%s", args, got, &out, &err)
	}
	return out.String(), err.String()
}

func TestExternal(t *testing.T) {
	source, asked := elsewhere(t)
	check := func(want int, more ...string) string {
		t.Helper()
		stdout, _ := runIn(t, want, append([]string{"check", "-s", source, "--format", "json"}, more...)...)
		return stdout
	}
	// Without the flag nothing is ever asked.
	if out := check(statusOK); strings.Contains(out, "externe-link") || asked.Load() != 0 {
		t.Errorf("asked %d times\n%s", asked.Load(), out)
	}
	// Nor is anything asked within the own network, of which the server is here.
	if out := check(statusOK, "--external"); strings.Count(out, "eigen netwerk") != 4 || asked.Load() != 0 {
		t.Errorf("asked %d times\n%s", asked.Load(), out)
	}
	day := []string{"--external", "--private", "--date", "2026-11-21"}
	out := check(statusOK, day...)
	for _, want := range []string{"antwoordt 404", "/nieuw#deel", "antwoordt 403"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if strings.Contains(out, "/goed") {
		t.Errorf("a good link is reported\n%s", out)
	}
	// The second time it is remembered; with another day some is asked again.
	before := asked.Load()
	if again := check(statusOK, day...); again != out || asked.Load() != before {
		t.Errorf("asked %d times more\n%s", asked.Load()-before, again)
	}
	check(statusOK, "--external", "--private", "--date", "2026-11-24")
	if more := asked.Load() - before; more != 4 { // /weg and /dicht, with HEAD and GET
		t.Errorf("asked %d times more", more)
	}
	// A warning counts with --strict, also when it is remembered.
	check(statusContent, "--external", "--private", "--date", "2026-11-24", "--strict")
	if entries, err := os.ReadDir(filepath.Join(source, ".weerklank")); err != nil || len(entries) != 1 || entries[0].Name() != "links.json" {
		t.Errorf("%v %v", entries, err)
	}
}

func TestExternalOfNamedFiles(t *testing.T) {
	source, _ := elsewhere(t)
	out, _ := runIn(t, statusOK, "check", "-s", source, "--external", "--private", filepath.Join(source, "content", "site.yaml"))
	if !strings.Contains(out, "site.yaml:6:11: waarschuwing: op dit adres is niets meer") || strings.Contains(out, "over.md") {
		t.Errorf("%s", out)
	}
}

// With --fix a link that moved for good becomes the new one.
func TestExternalFix(t *testing.T) {
	source, asked := elsewhere(t)
	runIn(t, statusOK, "check", "-s", source, "--external", "--private", "--fix", "--quiet")
	got, err := os.ReadFile(filepath.Join(source, "content", "paginas", "over.md"))
	if err != nil || strings.Contains(string(got), "/oud") || !strings.Contains(string(got), "/nieuw#deel)") {
		t.Errorf("%v %s", err, got)
	}
	if n := asked.Load(); n > 10 { // each link once, however often the content is loaded
		t.Errorf("asked %d times", n)
	}
}

// A cache that is spoilt, or cannot be written, is no reason to stop.
func TestExternalCacheIsNotNeeded(t *testing.T) {
	source, _ := elsewhere(t)
	if err := os.WriteFile(filepath.Join(source, ".weerklank"), []byte("iets anders"), 0o666); err != nil {
		t.Fatal(err)
	}
	out, said := runIn(t, statusOK, "check", "-s", source, "--external", "--private")
	if !strings.Contains(out, "antwoordt 404") || !strings.Contains(said, ".weerklank/links.json") {
		t.Errorf("%s\n%s", out, said)
	}
}

func TestExternalTimeout(t *testing.T) {
	source, _ := elsewhere(t)
	for _, wrong := range []string{"morgen", "-1s", "0s"} {
		runIn(t, statusUsage, "check", "-s", source, "--external", "--timeout="+wrong)
	}
	if _, said := runIn(t, statusOK, "check", "-s", source, "--external", "--private", "--timeout", "1ns"); !strings.Contains(said, "de tijd is om; niet nagekeken: 4") {
		t.Errorf("%s", said)
	}
}
