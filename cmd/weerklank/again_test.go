package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A builder builds one small site again and again.
type builder struct {
	*testing.T
	dir string
	day string
}

// text writes a file of the site.
func (b *builder) text(name, s string) {
	b.Helper()
	name = filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(s), 0o666); err != nil {
		b.Fatal(err)
	}
}

// build makes the site, and returns what it said without how long it took, and
// whether all of it was made: then what is kept of what was said is written anew.
func (b *builder) build(args ...string) (said string, made bool) {
	b.Helper()
	kept := filepath.Join(b.dir, cacheDir, keptDir, "gezegd")
	before, _ := os.Stat(kept) // nil the first time
	var out strings.Builder
	p := &program{Name: "weerklank", Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }}
	if status := p.Main(append([]string{"build", "-s", b.dir, "--date", b.day}, args...)); status != statusOK {
		b.Fatalf("build: %d\n%s", status, out.String())
	}
	after, err := os.Stat(kept)
	if err != nil {
		b.Fatal(err)
	}
	took := regexp.MustCompile(`\(\d+ nieuw of veranderd, \d+ weg\) in [0-9,]+`)
	return took.ReplaceAllString(out.String(), ""), before == nil || !os.SameFile(before, after)
}

func (b *builder) git(args ...string) {
	b.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@voorbeeld.example"}, args...)...)
	c.Dir, c.Env = b.dir, append(os.Environ(), "GIT_AUTHOR_DATE=2026-01-05T12:00:00Z", "GIT_COMMITTER_DATE=2026-01-05T12:00:00Z")
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

const (
	pleinFile    = "---\ntitel: Het plein\nsamenvatting: Wij vroegen wat er op het plein moet komen.\nphase: 2\nonderwerpen: [Plein]\n---\n\nWij spraken met de buurt. ![Het plein van boven](../media/plein.svg)\n"
	settingsFile = "titel: Wat deed u ermee\norganisatie: Gemeente Voorbeeld\nbase-url: https://www.voorbeeld.example/\ntheme: eigen\nvoorbeeldsite: true\n"
	svgFile      = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`
)

func newBuilder(t *testing.T) *builder {
	b := &builder{t, t.TempDir(), "2026-03-02"}
	b.text("content/site.yaml", settingsFile)
	b.text("content/trajecten/plein.md", pleinFile)
	b.text("content/media/plein.svg", svgFile)
	b.text("themes/eigen/css/eigen.css", "/* leeg */")
	b.git("init", "-q")
	b.git("add", "content")
	b.git("commit", "-q", "-m", "eerste")
	return b
}

// A build that would change nothing says what it said before, and makes nothing.
// Whatever a site depends on makes it anew.
func TestABuildAgainMakesOnlyWhatMayDiffer(t *testing.T) {
	b := newBuilder(t)
	public := filepath.Join(b.dir, "public", "index.html")
	old, _ := b.build()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range []struct {
		name string
		args []string
		do   func()
	}{
		{"a text", nil, func() { b.text("content/trajecten/plein.md", pleinFile+"En met de school.\n") }},
		{"a new text", nil, func() { b.text("content/paginas/over.md", "---\ntitel: Over ons\n---\n\nWie wij zijn.\n") }},
		{"a text that is gone", nil, func() { must(os.Remove(filepath.Join(b.dir, "content/paginas/over.md"))) }},
		{"an image", nil, func() { b.text("content/media/plein.svg", svgFile+"\n") }},
		{"the settings", nil, func() { b.text("content/site.yaml", settingsFile+"# nieuw\n") }},
		{"the theme", nil, func() { b.text("themes/eigen/css/eigen.css", "/* anders */") }},
		{"the ledger", nil, func() { b.text("content/permalinks.txt", "/trajecten/plein/\n") }},
		{"a commit", nil, func() { b.git("commit", "-q", "-a", "-m", "tweede") }},
		{"the day", nil, func() { b.day = "2026-03-03" }},
		{"an option", []string{"--base-url", "https://elders.voorbeeld.example/"}, func() {}},
		{"a published file that is gone", nil, func() { must(os.Remove(public)) }},
		{"a published file with other bytes", nil, func() { must(os.WriteFile(public, []byte("anders"), 0o644)) }},
		{"all that was published", nil, func() { must(os.RemoveAll(filepath.Join(b.dir, "public"))) }},
		{"what is kept is damaged", nil, func() {
			for _, name := range []string{"gezegd", "teksten", "website"} {
				file := filepath.Join(b.dir, cacheDir, keptDir, name)
				data, err := os.ReadFile(file)
				must(err)
				data[len(data)/2] ^= 1
				must(os.WriteFile(file, data, 0o600))
			}
		}},
	} {
		change.do()
		first, made := b.build(change.args...)
		if !made {
			t.Errorf("%s: nothing was made anew", change.name)
		}
		if _, err := os.Stat(public); err != nil {
			t.Errorf("%s: %v", change.name, err)
		}
		second, made := b.build(change.args...)
		if made {
			t.Errorf("%s: all was made again though nothing had changed", change.name)
		}
		if first != second {
			t.Errorf("%s: made, a build says\n%s\nand again\n%s", change.name, first, second)
		}
	}
	if old == "" {
		t.Error("a build says nothing")
	}
}

// What keeps no bytes of the site says nothing of it: other times are no change.
func TestABuildAgainLooksAtBytesNotAtTimes(t *testing.T) {
	b := newBuilder(t)
	b.build()
	b.text("content/trajecten/plein.md", pleinFile)
	if err := os.Chtimes(filepath.Join(b.dir, "content/media/plein.svg"), time.Time{}, time.Unix(1_000_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	if _, made := b.build(); made {
		t.Error("the same bytes with other times were made again")
	}
}

// A link may lead to what is not looked at.
func TestASiteWithALinkInItIsMadeEachTime(t *testing.T) {
	b := newBuilder(t)
	b.text("plein.svg", svgFile)
	if err := os.Symlink("../../plein.svg", filepath.Join(b.dir, "content/media/koppeling.svg")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		p := &program{Name: "weerklank", Stdout: &strings.Builder{}, Stderr: &strings.Builder{}, Getenv: func(string) string { return "" }, Now: time.Now}
		if status := p.Main([]string{"build", "-s", b.dir, "--date", b.day}); status != statusOK {
			t.Fatalf("build: %d\n%s", status, p.Stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(b.dir, cacheDir, keptDir, "gezegd")); err == nil {
		t.Error("something was kept of a site of which not all is known")
	}
}
