package fix_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	. "weerklank/internal/fix"
	"weerklank/internal/load"
	"weerklank/internal/traject"
)

const file = "content/trajecten/park.md"

// find finds the problems of the files in fsys, each by itself.
func find(fsys fs.FS) ([]diag.Problem, error) {
	var all []diag.Problem
	names, err := fs.Glob(fsys, "content/*/*.md")
	if err != nil {
		return nil, err
	}
	settings, err := fs.Glob(fsys, content.SettingsPath)
	if err != nil {
		return nil, err
	}
	for _, name := range append(names, settings...) {
		kind := content.Markdown
		if name == content.SettingsPath {
			kind = content.YAML
		}
		f, ps, err := content.Read(fsys, name, kind)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		given := check.Given{Today: "2026-11-21"}
		var found, more []diag.Problem
		if kind == content.YAML {
			s, ps := traject.ParseSettings(f)
			found = ps
			more, _ = check.Settings(s, given.Today)
		} else {
			d, ps := traject.Parse(f)
			found = ps
			more, _ = check.Traject(d, given)
		}
		all = append(append(append(all, ps...), found...), more...)
	}
	return all, nil
}

func all(diag.Problem) bool { return true }

// fixed returns what becomes of one file.
func fixed(t testing.TB, name string, src []byte) []byte {
	t.Helper()
	r, err := Run(fstest.MapFS{name: {Data: src, Mode: 0o644}}, find, all)
	if err != nil {
		t.Fatal(err)
	}
	switch len(r.Files) {
	case 0:
		return src
	case 1:
		if f := r.Files[0]; f.Path == name && bytes.Equal(f.Before, src) {
			return f.After
		}
	}
	t.Fatalf("other files: %v", r)
	return nil
}

// front puts the keys that a traject must have before others.
func front(keys string) string {
	return "---\ntitel: A\nsamenvatting: B\nphase: 3\nonderwerpen: [C]\n" + keys + "\n---\n"
}

func signaal(keys string) string { return front("signalen:\n  - id: a\n    signaal: Hek\n    " + keys) }

// settings is site.yaml with these keys.
func settings(keys string) string {
	return "titel: A\norganisatie: B\nbase-url: https://www.gemeente.example/\n" + keys + "\n"
}

// What is mended, by rule. The same before and after is what a person must decide.
var mended = []struct{ code, before, after string }{
	{"geen-datum", front("datum: 12 maart 2026"), front("datum: 2026-03-12")},
	{"geen-datum", front("datum: '1 mrt. 2026' # op een zondag"), front("datum: '2026-03-01' # op een zondag")},
	{"geen-datum", front("datum: 12-3-2026"), front("datum: 2026-03-12")},
	{"geen-datum", front("datum: 2026/3/2"), front("datum: 2026-03-02")},
	{"geen-datum", front("datum: 31/3/2026"), front("datum: 2026-03-31")},
	{"geen-datum", front("datum: 4/4/2026"), front("datum: 2026-04-04")},
	{"geen-datum", front("datum: Maart 2026"), front("datum: 2026-03")},
	{"geen-datum", front("datum: 1e kwartaal 2026"), front("datum: 2026-Q1")},
	{"", front("datum: 3/4/2026"), ""},         // April or March?
	{"", front("datum: 12-3-26"), ""},          // of which century, and which is the year?
	{"", front("datum: maart 12, 2026"), ""},   // not how dates are written here
	{"", front("datum: 30 februari 2026"), ""}, // not a date at all

	{"onbekende-waarde", signaal("besluit: overgenomn\n    reden: Er komt een hek."), signaal("besluit: overgenomen\n    reden: Er komt een hek.")},
	{"onbekende-waarde", signaal("soort: Ervarng"), signaal("soort: ervaring")},
	{"onbekende-waarde", signaal("phase: fase 2"), signaal("phase: 2")},
	{"onbekende-waarde", signaal("phase: terugkopelen"), signaal("phase: terugkoppelen")},
	{"", signaal("besluit: overgenomen?"), ""},   // doubt
	{"", signaal("besluit: beantwoorden"), ""},   // it may still have to be
	{"", signaal("besluit: nee"), ""},            // proposed, but a person says so
	{"", signaal("soort: zorgvraag"), ""},        // zorg or vraag
	{"", front("concept: flase"), ""},            // would publish it
	{"", "reactietermijn: {vraga: 8}\n", ""},     // see also below: in site.yaml
	{"", front("participatieniveau: nvt"), ""},   // nothing near
	{"", signaal("besluit: |\n      overg"), ""}, // over several lines

	{"onbekende-sleutel", front("betrokenen: []"), front("betrokkenen: []")},
	{"onbekende-sleutel", signaal("beslotendoor: het college"), signaal("besloten-door: het college")},
	{"", front("betrokenen: []\nbetrokkenen: []"), ""}, // it is there already
	{"", front("betrokenen: []\nbetroknen: []"), ""},   // which of the two?
	{"", front("hoi: 1"), ""},

	{"ontbrekende-sleutel", front("signalen:\n  - signaal: Er moet een hek komen."), front("signalen:\n  - id: hek-komen\n    signaal: Er moet een hek komen.")},
	{"ontbrekende-sleutel", front("signalen:\n-   signaal: Hek\n-   {signaal: Hek}"), front("signalen:\n-   id: hek\n    signaal: Hek\n-   {id: hek-2, signaal: Hek}")},
	{"ontbrekende-sleutel", front("signalen:\n  -\n    # eerst\n    signaal: Hek\n    id:"), front("signalen:\n  -\n    # eerst\n    signaal: Hek\n    id: hek")},
	{"ontbrekende-sleutel", front("signalen:\n  - signaal: Pagina\n  - signaal: Null\n  - {id: bus, signaal: X, aliassen: [hek]}\n  - signaal: Hek"),
		front("signalen:\n  - id: pagina-2\n    signaal: Pagina\n  - id: null-2\n    signaal: Null\n  - {id: bus, signaal: X, aliassen: [hek]}\n  - id: hek-2\n    signaal: Hek")},
	{"ontbrekende-sleutel", front("signalen:\n  - {id: bus, signaal: X, aliassn: [hek]}\n  - signaal: Hek"), front("signalen:\n  - {id: bus, signaal: X, aliassen: [hek]}\n  - id: hek-2\n    signaal: Hek")},
	{"ontbrekende-sleutel", front("bijeenkomsten:\n  - naam: Avond in het buurthuis"), front("bijeenkomsten:\n  - id: avond-buurthuis\n    naam: Avond in het buurthuis")},
	{"ontbrekende-sleutel", front("signalen:\n  - signaal: Hek") + "\n## Kop { .x #hek}\n", front("signalen:\n  - id: hek-2\n    signaal: Hek") + "\n## Kop { .x #hek}\n"},
	{"ontbrekende-sleutel", front("signalen:\n  - {id: a, signaal: A, gebaseerd-op: [ander/b, a]}\n  - signaal: Hek"), front("signalen:\n  - {id: a, signaal: A, gebaseerd-op: [ander/b, a]}\n  - id: hek\n    signaal: Hek")},
	{"", front("bijeenkomsten:\n  - naam: Avond\nsignalen:\n  - {id: a, signaal: A, opgehaald-bij: [avond-1]}"), ""}, // likely avond-1
	{"", front("signalen:\n  - id: # nog doen\n    signaal: Hek"), ""},  // there may be one behind the #
	{"", front("signalen:\n  - id:\n      \"\"\n    signaal: Hek"), ""}, // it has a value, below
	{"", front("signalen: [{signaal: Hek, id:\n  null}]"), ""},          // and here
	{"", front("signalen:\n  - signaal: Hek\n    signaal: Poort"), ""},  // two, and a dash is missing
	{"", front("signalen: [signaal: Hek]"), ""},                         // would become two
	{"", front("signalen:\n  - signaal: 日本"), ""},                       // no letters for an address

	{"verkeerde-vorm", strings.Replace(front(""), "[C]", "C en D", 1), strings.Replace(front(""), "[C]", "[C en D]", 1)},
	{"", strings.Replace(front(""), "[C]", "C, D", 1), ""}, // one topic or two

	{"geen-adres", front("signalen:\n  - id: \"Het Hek\"\n    signaal: Hek"), front("signalen:\n  - id: \"het-hek\"\n    signaal: Hek")},
	{"geen-adres", front("bijeenkomsten:\n  - {id: Buurthuis, naam: Buurthuis}"), front("bijeenkomsten:\n  - {id: buurthuis, naam: Buurthuis}")},
	{"geen-adres", front("aliassen: [Oude_naam]"), front("aliassen: [oude-naam]")},
	{"", front("signalen:\n  - {id: Het Hek, signaal: A}\n  - {id: b, signaal: B, gebaseerd-op: [Het Hek]}"), ""}, // what refers to it
	{"", front("signalen:\n  - {id: Hek, signaal: A}\n  - {id: hek, signaal: B}"), ""},                            // taken

	{"koppen", front("") + "# A\n\n## B\n\n# C #\n\n#### D\n", front("") + "## A\n\n### B\n\n## C #\n\n### D\n"},
	{"koppen", front("") + "A\nB\n=\n\nC\n===\n", ""}, // a heading of two lines has no other form
	{"koppen", front("") + "A *b*\n===\nC\n---\n", front("") + "## A *b*\n### C\n"},
	{"koppen", front("") + "> #### A\n", front("") + "> ## A\n"},

	{"link-met-spatie", front("") + "[x](https://a.example/het plan.pdf)\n", front("") + "[x](https://a.example/het%20plan.pdf)\n"},
	{"link-met-spatie", signaal("besluit: beantwoord\n    reden: Zie [het](https://a.example/b c/) plan."), signaal("besluit: beantwoord\n    reden: Zie [het](https://a.example/b%20c/) plan.")},
	{"", front("") + "[x](https://a.example meer lezen)\n", ""}, // a title
	{"", front("") + "[x](/media/het plan.pdf)\n", ""},          // the file has a name to change

	{"taal", settings("taal: nl-NL"), settings("taal: nl")},
	{"", settings("taal: fr"), ""},
	{"", settings("reactietermijn: {vraag: 2, vrag: 8}"), ""},
}

func TestMended(t *testing.T) {
	shown := map[string]bool{}
	for _, c := range mended {
		name, want := file, c.after
		if !strings.HasPrefix(c.before, "---") {
			name = content.SettingsPath
		}
		if want == "" {
			want = c.before
		} else {
			shown[c.code] = true
		}
		if got := fixed(t, name, []byte(c.before)); string(got) != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.code, got, want)
		}
		checkFix(t, []byte(c.before))
	}
	for _, c := range mendedLedger { // see TestLedger
		shown[c.code] = true
	}
	for _, r := range load.Rules() {
		if r.Mends != shown[r.Code] {
			t.Errorf("%s: Mends is %v; is there a case that shows it: %v", r.Code, r.Mends, shown[r.Code])
		}
	}
}

// checkFix checks what holds of every file.
func checkFix(t *testing.T, src []byte) {
	t.Helper()
	once := fixed(t, file, src)
	if twice := fixed(t, file, once); !bytes.Equal(once, twice) {
		t.Errorf("the second time %q becomes %q", once, twice)
	}
	ps, err := find(fstest.MapFS{file: {Data: once, Mode: 0o644}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range diag.Mendable(ps) {
		t.Errorf("in %q this is still to be mended: %v", once, p)
	}
	if !bytes.Equal(src[:content.MarkLen(src)], once[:content.MarkLen(once)]) {
		t.Errorf("the byte order mark of %q changed in %q", src, once)
	}
	if crlf := func(b []byte) bool { return bytes.Count(b, []byte("\n")) == bytes.Count(b, []byte("\r\n")) }; crlf(src) && !crlf(once) {
		t.Errorf("not all lines of %q end in CRLF", once)
	}
	checkLines(t, src, once)
	checkMeaning(t, src, once)
}

// checkLines checks that a line in which nothing was to be mended is still there,
// to the byte, and in its order.
func checkLines(t *testing.T, src, once []byte) {
	t.Helper()
	touched := map[int]bool{}
	r, err := Run(fstest.MapFS{file: {Data: src, Mode: 0o644}}, func(fsys fs.FS) ([]diag.Problem, error) {
		ps, err := find(fsys)
		b, _ := fs.ReadFile(fsys, file)
		text := b[content.MarkLen(b):]
		for _, p := range diag.Mendable(ps) {
			for _, e := range p.Edits {
				first := bytes.Count(text[:e.Start], []byte("\n"))
				for n := range 1 + bytes.Count(text[e.Start:e.End], []byte("\n")) {
					touched[first+n] = true
				}
			}
		}
		return ps, err
	}, all)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Files) == 0 {
		return
	}
	// After the first round lines have other numbers; then only a bound can be held.
	rest := slices.Collect(strings.Lines(string(once)))
	gone := 0
	for line := range strings.Lines(string(src)) {
		if i := slices.Index(rest, line); i >= 0 {
			rest = rest[i+1:]
		} else {
			gone++
		}
	}
	if gone > len(touched) {
		t.Errorf("%d lines of\n%q\nare not in\n%q\nbut only %d were to be mended", gone, src, once, len(touched))
	}
}

// checkMeaning checks that the front matter says the same, but for what was mended.
func checkMeaning(t *testing.T, src, once []byte) {
	t.Helper()
	values := func(b []byte) (vs []string, understood bool) {
		f, _ := content.Split(file, b[content.MarkLen(b):], content.Markdown)
		f.Scalars(func(s content.Scalar) {
			if s.Value != "" {
				vs = append(vs, s.Value)
			}
		})
		return vs, f.Front != nil
	}
	before, was := values(src)
	after, is := values(once)
	if was && !is {
		t.Fatalf("%q is no longer understood: %q", src, once)
	}
	for _, v := range before { // only what is short is ever mended
		if len(v) > 100 && !slices.Contains(after, v) {
			t.Errorf("%q is no longer in %q", v, once)
		}
	}
	if len(after) < len(before) {
		t.Errorf("%q has %d values, %q has %d", src, len(before), once, len(after))
	}
}

// variants returns a file as other programs would have saved it.
func variants(src []byte) [][]byte {
	lf := bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	crlf := bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))
	return [][]byte{src, crlf, append([]byte("\xEF\xBB\xBF"), lf...), bytes.TrimRight(lf, "\n"), bytes.ReplaceAll(lf, []byte("\nphase"), []byte("  \n# let op: 'zo'\nphase"))}
}

// samples returns the files on which other tests try the rules.
func samples(t testing.TB) [][]byte {
	var all [][]byte
	for _, pattern := range []string{"../traject/testdata/*.md", "../check/testdata/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, names, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b)
		}
	}
	return all
}

func TestSamples(t *testing.T) {
	for _, src := range samples(t) {
		if len(src) > 20_000 {
			continue
		}
		for _, v := range variants(src) {
			checkFix(t, v)
		}
	}
}

func FuzzFix(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src)
	}
	for _, c := range mended {
		f.Add([]byte(c.before))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) < 5000 {
			checkFix(t, src)
		}
	})
}

// More of one kind than a file shows at a time are mended all the same.
func TestMany(t *testing.T) {
	n := 2*diag.MaxPerRule + 10
	src := front("signalen:" + strings.Repeat("\n  - signaal: Hek", n))
	if got := bytes.Count(fixed(t, file, []byte(src)), []byte("- id: hek")); got != n {
		t.Errorf("%d of %d ids", got, n)
	}
}

// Only what is wanted is mended, and only in content/.
func TestWanted(t *testing.T) {
	src := &fstest.MapFile{Data: []byte(front("datum: 12-3-2026")), Mode: 0o644}
	fsys := fstest.MapFS{"content/trajecten/a.md": src, "content/trajecten/b.md": src, "themes/c.md": src}
	r, err := Run(fsys, func(fsys fs.FS) ([]diag.Problem, error) {
		ps, err := find(fsys)
		if b, err := fs.ReadFile(fsys, "themes/c.md"); err == nil && bytes.Equal(b, src.Data) {
			ps = append(ps, diag.Problem{File: "themes/c.md", Severity: diag.Error, Edits: []diag.Edit{{New: "x"}}})
		}
		return ps, err
	}, func(p diag.Problem) bool { return p.File != "content/trajecten/a.md" })
	if err != nil || len(r.Files) != 1 || r.Files[0].Path != "content/trajecten/b.md" {
		t.Errorf("%v %v", r, err)
	}
}

// An edit that goes round in circles, or makes nonsense of the file, is not made.
func TestBadEdits(t *testing.T) {
	src := front("")
	for name, edit := range map[string]func(text []byte) diag.Edit{
		"round in circles": func(text []byte) diag.Edit {
			if bytes.Contains(text, []byte("titel: A")) {
				return diag.Edit{Start: 11, End: 12, New: "X"}
			}
			return diag.Edit{Start: 11, End: 12, New: "A"}
		},
		"without end": func(text []byte) diag.Edit { return diag.Edit{Start: len(text), End: len(text), New: "x"} },
		"nonsense":    func([]byte) diag.Edit { return diag.Edit{Start: 4, End: 4, New: "\"\n"} },
	} {
		r, err := Run(fstest.MapFS{file: {Data: []byte(src), Mode: 0o644}}, func(fsys fs.FS) ([]diag.Problem, error) {
			text, err := fs.ReadFile(fsys, file)
			return []diag.Problem{{File: file, Severity: diag.Error, Edits: []diag.Edit{edit(text)}}}, err
		}, all)
		if err != nil || len(r.Files) > 1 {
			t.Fatalf("%s: %v %v", name, r, err)
		}
		if name == "nonsense" && len(r.Files) > 0 {
			t.Errorf("%s: %q", name, r.Files[0].After)
		}
	}
}

// folder makes a source folder with one file, and says what Run makes of it.
func folder(t *testing.T, mode fs.FileMode) (root *os.Root, name string, r *Result) {
	t.Helper()
	dir := t.TempDir()
	name = filepath.Join(dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(front("datum: 12-3-2026")), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	r, err = Run(root.FS(), find, all)
	if err != nil {
		t.Fatal(err)
	}
	return root, name, r
}

// there checks that a folder holds one file only, which reads want.
func there(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil || string(got) != want {
		t.Errorf("%v %q, want %q", err, got, want)
	}
	list, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(list) != 1 {
		t.Errorf("%v %v", err, list)
	}
}

func TestWrite(t *testing.T) {
	root, name, r := folder(t, 0o640)
	there(t, name, front("datum: 12-3-2026")) // Run writes nothing
	if err := r.Files[0].Write(root); err != nil {
		t.Fatal(err)
	}
	there(t, name, front("datum: 2026-03-12"))
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if err := r.Files[0].Write(root); !errors.Is(err, ErrChanged) {
		t.Errorf("it is no longer what it was: %v", err)
	}
}

func TestWriteChanged(t *testing.T) {
	root, name, r := folder(t, 0o644)
	if err := os.WriteFile(name, []byte("anders"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.Files[0].Write(root); !errors.Is(err, ErrChanged) {
		t.Errorf("got %v", err)
	}
	there(t, name, "anders")
	if err := (File{Path: "elders/park.md"}).Write(root); err == nil {
		t.Error("it wrote outside content/")
	}
}

func TestRefused(t *testing.T) {
	_, _, r := folder(t, 0o444)
	if len(r.Files) != 0 || len(r.Refused) != 1 || r.Refused[0].Path != file {
		t.Errorf("a file that is read-only: %v", r)
	}
	root, name, r := folder(t, 0o644)
	other := name + ".echt"
	if err := errors.Join(os.Rename(name, other), os.Symlink(filepath.Base(other), name)); err != nil {
		t.Fatal(err)
	}
	if err := r.Files[0].Write(root); !errors.Is(err, ErrChanged) {
		t.Errorf("a link in its place: %v", err)
	}
	r, err := Run(root.FS(), find, all)
	if err != nil || len(r.Files) != 0 || len(r.Refused) != 1 {
		t.Errorf("a link: %v %v", r, err)
	}
	if got, err := os.ReadFile(other); err != nil || string(got) != front("datum: 12-3-2026") {
		t.Errorf("%v %q", err, got)
	}
}
