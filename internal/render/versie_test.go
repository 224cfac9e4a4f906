package render_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/history"
	"weerklank/internal/render"
	"weerklank/internal/site"
	"weerklank/internal/traject"
	"weerklank/internal/versies"
	"weerklank/themes"
)

// A step is a commit to one file: its day, path below trajecten/ and text, "" to
// remove it. of tells files apart.
type step struct{ of, day, name, text string }

// dated renders what a history of steps gives on a day, with only as many of the
// pages as match.
func dated(t *testing.T, today string, interpreted bool, pages string, steps ...step) map[string]string {
	t.Helper()
	return datedWith(t, today, render.Options{Interpreted: interpreted}, nil, pages, steps...)
}

// builtIn is the default theme, read once.
var builtIn = sync.OnceValues(func() (*render.Theme, error) { return render.LoadTheme(nil, themes.Default(), "nl", true) })

func datedWith(t *testing.T, today string, o render.Options, own fs.FS, pages string, steps ...step) map[string]string {
	t.Helper()
	f, _ := content.Split(content.SettingsPath, []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/pad/\nreactietermijn: 6\n"), content.YAML)
	set, ps := traject.ParseSettings(f)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	theme, err := builtIn()
	if own != nil {
		theme, err = render.LoadTheme(own, themes.Default(), "nl", true)
	}
	if err != nil {
		t.Fatal(err)
	}
	files, blob, now := filesOf(steps)
	past, err := versies.Of(files, blob, versies.Options{Settings: set, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	in := site.Input{Settings: set, Texts: theme.Texts, Today: today, Geschiedenis: past}
	docs := map[string]*traject.Traject{}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		f, _ := content.Split(name, []byte(now[name]), content.Markdown)
		tr, _ := traject.Parse(f)
		docs[name] = tr
		in.Docs = append(in.Docs, site.Summarize(tr))
	}
	in.Open = func(d *site.Doc) (*traject.Traject, error) { return docs[d.Path], nil }
	s, _ := site.New(in)
	o.Source = fstest.MapFS{}
	r, err := render.New(s, theme, o)
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile(pages)
	out := map[string]string{}
	for file := range r.Files() {
		if match.MatchString(file.Path) {
			var b bytes.Buffer
			if err := file.Render(&b); err != nil {
				t.Fatal(err)
			}
			out[file.Path] = b.String()
		}
	}
	return out
}

// filesOf returns the history that steps make, and the files that are there at
// the end.
func filesOf(steps []step) ([]*history.File, func(string) ([]byte, error), map[string]string) {
	byName, blobs, now := map[string]*history.File{}, map[string]string{}, map[string]string{}
	var files []*history.File
	for i, s := range steps {
		f := byName[s.of]
		if f == nil {
			f = &history.File{}
			byName[s.of], files = f, append(files, f)
		}
		at, _ := time.Parse(time.DateOnly, s.day)
		r := history.Revision{Commit: fmt.Sprint(i), Time: at, Path: "content/trajecten/" + s.name + ".md"}
		delete(now, f.Path)
		f.Path = ""
		if s.text != "" {
			f.Path, r.Blob = r.Path, fmt.Sprint(i)
			blobs[r.Blob], now[r.Path] = s.text, s.text
		}
		f.Revisions = append(f.Revisions, r)
	}
	return files, func(hash string) ([]byte, error) { return []byte(blobs[hash]), nil }, now
}

// plan is the text of a traject, with a reden and more lines of front matter.
func plan(titel, reden string, more ...string) string {
	return "---\ntitel: " + titel + "\nsamenvatting: Kort.\nphase: 3\nonderwerpen: [Wonen]\n" + strings.Join(more, "") + `bijeenkomsten: [{id: avond, naam: Avond, datum: 2026-02-01}]
signalen:
  - id: a
    signaal: De bus rijdt te weinig.
    opgehaald-bij: [avond]
    gebaseerd-op: [ander/b]
    besluit: overgenomen
    gepland: 2026-06
    reden: ` + reden + `
  - id: c
    signaal: Er is geen licht.
    ontvangen: 2026-03-01
---

Lees [het andere plan](ander.md#b), [dit](#a), [over ons](/over/) en [het stuk](../media/stuk.pdf). ![Een bus](../media/bus.jpg)
`
}

const versionPages = `^trajecten/[a-z]+/versies/20`

// Whatever is changed, renamed or removed later, and whichever day it is: a
// version stays as it was, byte for byte.
func TestVersionStaysAsItIs(t *testing.T) {
	steps := []step{
		{"1", "2026-03-12", "plan", plan("Een plan", "Dat doen wij.")},
		{"2", "2026-03-12", "ander", strings.NewReplacer("id: a", "id: b", "ander/b", "plan/a").Replace(plan("Ander plan", "Ook."))},
		{"1", "2026-03-12", "plan", plan("Een plan", "Dat doen wij nu.")},
		{"1", "2026-04-01", "plan", plan("Een nieuwe titel", "Dat doen wij later.")},
		{"2", "2026-04-02", "anders", strings.Replace(plan("Heel anders", "Ook."), "[Wonen]", "[Bouwen]", 1)},
		{"1", "2026-04-03", "nieuw", plan("Een nieuwe titel", "Dat doen wij later.", "aliassen: [plan]\n")},
		{"2", "2026-05-01", "anders", ""},
		{"1", "2026-08-01", "nieuw", plan("Een nieuwe titel", "Toch niet.", "ingetrokken: {datum: 2026-08-01, reden: Vervalt}\n")},
	}
	was := map[string]string{}
	for n := range steps {
		now := dated(t, fmt.Sprintf("2026-%02d-15", 8+n%4), false, versionPages, steps[:n+1]...)
		for name, page := range was {
			if now[name] != page {
				t.Fatalf("after step %d, %s is another page:\n%s\nwas\n%s", n, name, now[name], page)
			}
		}
		was = now
	}
	want := []string{"ander/versies/2026-03-12", "anders/versies/2026-04-02", "plan/versies/2026-03-12", "plan/versies/2026-03-12-2", "plan/versies/2026-04-01"}
	if len(was) != len(want) {
		t.Errorf("the versions are %v", slices.Sorted(maps.Keys(was)))
	}
	for _, name := range want {
		if was["trajecten/"+name+"/index.html"] == "" {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestVersionPage(t *testing.T) {
	steps := []step{
		{"2", "2026-03-01", "ander", strings.Replace(plan("Geheim van een ander", "Ook."), "id: a", "id: b", 1)},
		{"1", "2026-03-12", "plan", plan("Een plan", "Dat doen wij.", "voorbeeld: true\n")},
		{"1", "2026-04-01", "plan", plan("Nieuw", "Toch niet.", "voorbeeld: true\n")},
	}
	out := dated(t, "2026-11-22", false, versionPages+"|sitemap", steps...)
	page := out["trajecten/plan/versies/2026-03-12/index.html"]
	for _, want := range []string{
		`<link rel="canonical" href="https://www.site.nl/pad/trajecten/plan/versies/2026-03-12/">`, `<link rel="cite-as" href="https://www.site.nl/pad/trajecten/plan/versies/2026-03-12/">`,
		`<meta name="robots" content="noindex">`, "Versie van 12 maart 2026", `href="/pad/trajecten/plan/"`, "Dat doen wij.", "Een plan", "Verzonnen",
		`href="/pad/trajecten/ander/#b"`, `href="#a"`, `href="/pad/over/"`, `href="/pad/media/stuk.pdf"`, `href="/pad/trajecten/ander/b/"`, "Een bus",
		"gepland voor juni 2026", // not late on its own day
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	for _, no := range []string{"<nav", "Geheim van een ander", "Nieuw", "<img", "wk-zoek", `class="wk-toc`} {
		if strings.Contains(page, no) {
			t.Errorf("the page has %q", no)
		}
	}
	if strings.Contains(out["sitemap.xml"], "/versies/") {
		t.Error("versions are in the sitemap")
	}
}

// What is not understood any more is text, and nothing else.
func TestVersionAsText(t *testing.T) {
	out := dated(t, "2026-11-22", false, versionPages, step{"1", "2026-03-12", "plan", "---\ntitel: [<script>alert(1)</script>\n---\n<img src=x>"})
	page := out["trajecten/plan/versies/2026-03-12/index.html"]
	if !strings.Contains(page, "&lt;script&gt;") || strings.Contains(page, "<script>") || strings.Contains(page, "<img") {
		t.Errorf("it is not escaped: %s", page)
	}
}

func TestListOfVersions(t *testing.T) {
	out := dated(t, "2026-11-22", false, `^trajecten/plan/`,
		step{"1", "2026-03-12", "plan", plan("Een plan", "Dat doen wij nu.")},
		step{"1", "2026-04-01", "plan", strings.Replace(plan("Een plan", "Dat doen wij later."), "overgenomen", "niet-overgenomen", 1)},
		step{"1", "2026-05-01", "plan", plan("Een plan", "Dat.", "ingetrokken: {datum: 2026-05-01, reden: Het vervalt}\n")},
		step{"1", "2026-06-01", "plan", strings.Replace(plan("Een plan", "Dat doen wij later."), "overgenomen", "niet-overgenomen", 1)},
	)
	list := out["trajecten/plan/versies/index.html"]
	for _, want := range []string{
		`<del><span class="wk-verborgen" lang="nl">weg: </span>nu</del>`, `<ins><span class="wk-verborgen" lang="nl">erbij: </span>later</ins>`,
		"Nee, niet overgenomen</ins>", "Het vervalt", "weer te lezen", "eerste versie", `href="/pad/trajecten/plan/a/"`,
	} {
		if !strings.Contains(list, want) {
			t.Errorf("the list has no %q", want)
		}
	}
	if strings.Index(list, "2026-06-01") > strings.Index(list, "2026-03-12") {
		t.Error("the newest is not the first")
	}
	if !strings.Contains(out["trajecten/plan/a/index.html"], "<del>") || strings.Contains(out["trajecten/plan/c/index.html"], "wk-wijzigingen") {
		t.Error("the page of a signaal does not show its own changes, and those alone")
	}
	if !strings.Contains(out["trajecten/plan/index.html"], `href="/pad/trajecten/plan/versies/"`) {
		t.Error("the traject does not lead to the list")
	}
}

// From the first version on there is a list, and no word about changes.
func TestOnlyOneVersion(t *testing.T) {
	out := dated(t, "2026-11-22", false, `^trajecten/plan/`, step{"1", "2026-03-12", "plan", plan("Een plan", "Dat doen wij.")})
	page := out["trajecten/plan/index.html"]
	if !strings.Contains(page, `href="/pad/trajecten/plan/versies/"`) || strings.Contains(page, "veranderde") {
		t.Error("the traject does not lead to the list, or speaks of a change")
	}
}

// Thousands of versions are many pages, none of them large; full ones stay as they are.
func TestManyVersions(t *testing.T) {
	var steps []step
	for i := range 45 {
		steps = append(steps, step{"1", "2026-03-12", "plan", plan("Een plan", fmt.Sprintf("Antwoord nummer %d. %s", i, strings.Repeat("Dat doen wij samen. ", 200)))})
	}
	const lists = `^trajecten/plan/versies/(pagina/.*/)?index`
	out, before := dated(t, "2026-11-22", false, lists, steps...), dated(t, "2026-11-22", false, lists, steps[:44]...)
	if len(out) != 4 {
		t.Errorf("%d pages: %v", len(out), slices.Sorted(maps.Keys(out)))
	}
	for name, page := range out {
		if len(page) > 40_000 {
			t.Errorf("%s has %d bytes", name, len(page))
		}
	}
	if first := "trajecten/plan/versies/pagina/1/index.html"; out[first] == "" || out[first] != before[first] {
		t.Error("the page of the oldest versions changed when a version came")
	}
}

func TestVersionsCompiledAsInterpreted(t *testing.T) {
	steps := []step{{"1", "2026-03-12", "plan", plan("Een plan", "Dat.")}, {"1", "2026-03-13", "plan", plan("Een plan", "Dit.")}, {"1", "2026-03-14", "plan", "---\ntitel: [\n---\n"}}
	compiled, interpreted := dated(t, "2026-11-22", false, `/versies/`, steps...), dated(t, "2026-11-22", true, `/versies/`, steps...)
	if !maps.Equal(compiled, interpreted) || len(compiled) != 4 {
		t.Errorf("%d pages differ from what html/template makes", len(compiled))
	}
}

// A memory is a cache that counts.
type memory struct {
	entries map[string][]byte
	puts    int
}

func (m *memory) Get(key string) ([]byte, bool) { b, ok := m.entries[key]; return b, ok }
func (m *memory) Put(key string, b []byte)      { m.entries[key] = b; m.puts++ }

// A page that was made before is not made again, unless something that it depends
// on is another.
func TestKeptPages(t *testing.T) {
	m := &memory{entries: map[string][]byte{}}
	steps := []step{{"1", "2026-03-12", "plan", plan("Een plan", "Dat.")}, {"1", "2026-03-13", "plan", plan("Een plan", "Dit.")}}
	var last map[string]string
	made := func(salt string, own fs.FS, steps ...step) int {
		before := m.puts
		last = datedWith(t, "2026-11-22", render.Options{Cache: m, Salt: salt}, own, versionPages, steps...)
		return m.puts - before
	}
	made("same", nil, steps...)
	made("same", nil, steps...)
	if !maps.Equal(last, dated(t, "2026-11-22", false, versionPages, steps...)) {
		t.Error("a page that was kept is another")
	}
	theme := fstest.MapFS{"i18n/nl.yaml": {Data: []byte("versie:\n  huidig: Naar nu\n")}}
	for _, c := range []struct {
		name string
		got  int
		want int
	}{
		{"the first time", made("a", nil, steps...), 2},
		{"again", made("a", nil, steps...), 0},
		{"with one more", made("a", nil, append(steps, step{"1", "2026-03-14", "plan", plan("Een plan", "Zo.")})...), 1},
		{"with other settings", made("b", nil, steps...), 2},
		{"with another theme", made("a", theme, steps...), 2},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d pages were made, want %d", c.name, c.got, c.want)
		}
	}
}

// Everything that can change has a name.
func TestEveryKeyHasAName(t *testing.T) {
	for _, language := range render.Languages() {
		theme, err := render.LoadTheme(nil, themes.Default(), language, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range versies.Sleutels() {
			if slices.Contains(theme.Texts.Forms("versies.sleutel."+key), "") {
				t.Errorf("%s: the key %s has no name", language, key)
			}
		}
	}
}
