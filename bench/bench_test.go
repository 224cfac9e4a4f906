//go:build linux

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestContentIsTheSameEveryTime(t *testing.T) {
	a, b := makeSample(17), makeSample(17)
	if !bytes.Equal(a.file, b.file) || len(a.signalen) != perSample {
		t.Errorf("traject 17 differs from itself, or has %d signalen", len(a.signalen))
	}
	if bytes.Equal(a.file, makeSample(18).file) {
		t.Error("traject 18 is traject 17")
	}
	for _, part := range []string{"verzonnen", bodyBegin, "    reden: >-\n      "} {
		if !bytes.Contains(a.file, []byte(part)) {
			t.Errorf("a traject has no %q", part)
		}
	}
}

// The limited build is a whole site as far as it goes, and a page that lacks what
// somebody said is seen.
func TestSameContent(t *testing.T) {
	b := &bench{scratch: t.TempDir()}
	source, err := b.site("weerklank", 2)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	if err := buildLimited(source, out); err != nil {
		t.Fatal(err)
	}
	if pages, err := sameContent(out, 2); err != nil || pages != 2*(1+perSample) {
		t.Errorf("%d pages have the same content, want %d; %v", pages, 2*(1+perSample), err)
	}
	for _, name := range []string{"feed.xml", "onderwerpen/index.html", "sitemap.xml", "theme.css"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "zoeken")); err == nil {
		t.Error("the search is no comparable page")
	}
	if err := os.WriteFile(filepath.Join(out, "trajecten", slugOf(2), "s3/index.html"), []byte("<p>Iets anders."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := sameContent(out, 2); err == nil {
		t.Error("a page with another text was found the same")
	}
}

func TestStageOfASample(t *testing.T) {
	const traces = `File: weerklank
Type: cpu
-----------+-------------------------------------------------------
      20ms   runtime.mallocgc
             weerklank/internal/slug.Slug
             weerklank/internal/site.New
             weerklank/internal/load.(*Loader).Load
-----------+-------------------------------------------------------
      30ms   runtime.gcDrain
             runtime.gcBgMarkWorker
-----------+-------------------------------------------------------
      40ms   syscall.Syscall
             weerklank/internal/publish.write
-----------+-------------------------------------------------------
      10ms   runtime.schedule
             runtime.mcall
`
	got := byStage(traces, "ms")
	for name, want := range map[string]float64{stages["site"]: 20, collecting: 30, stages["publish"]: 40, rest: 10} {
		if got[name] != want {
			t.Errorf("%s took %v, want %v", name, got[name], want)
		}
	}
	if len(got) != 4 {
		t.Errorf("stages %v", got)
	}
}

// The profiler is put around a line of the program, which has to be there.
func TestProfilerHasItsLine(t *testing.T) {
	b, err := os.ReadFile("../cmd/weerklank/main.go")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), mainLine) {
		t.Errorf("main.go has no line %q", mainLine)
	}
}

// Every table of the page can be drawn, also of nothing, and no other word of it
// changes.
func TestRedraw(t *testing.T) {
	page, err := os.ReadFile("../docs/snelheid.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range drawings {
		if !strings.Contains(string(page), "<!-- measured: "+name+" -->") {
			t.Errorf("the page has no place for the table %s", name)
		}
	}
	file := filepath.Join(t.TempDir(), "snelheid.md")
	if err := os.WriteFile(file, page, 0o644); err != nil {
		t.Fatal(err)
	}
	r := &results{Steps: map[string]*step{"cold": {Runs: map[string][]run{nameAll: {{Wall: 2}, {Wall: 4}, {Wall: 3}}, "Hugo": {{Wall: 30}}}}}}
	if err := r.redraw(file); err != nil {
		t.Fatal(err)
	}
	drawn, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(drawn), "| Weerklank, everything | 3.00 s (2.00–4.00) |") || !strings.Contains(string(drawn), "| 10 times | 10.0 times;") {
		t.Errorf("the figures are not in the page:\n%s", drawn)
	}
	words := func(b []byte) string { return table.ReplaceAllString(string(b), "$1$3") }
	if words(drawn) != words(page) {
		t.Error("words outside of the tables changed")
	}
}
