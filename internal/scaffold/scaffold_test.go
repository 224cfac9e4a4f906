package scaffold_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	. "weerklank/internal/scaffold"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

const today = "2026-11-21"

// parse returns the traject in src, which must have no problems.
func parse(t *testing.T, src []byte) *traject.Traject {
	t.Helper()
	f, ps := content.Split("content/trajecten/een.md", src, content.Markdown)
	tr, more := traject.Parse(f)
	noProblems(t, append(ps, more...), src)
	return tr
}

// newTraject returns the name and the content of a new traject.
func newTraject(title string, all bool, l lang.Lang) (name string, src []byte, err error) {
	file, src, err := New{Kind: Traject, Titel: title, All: all, Today: today, Lang: l}.File()
	return strings.TrimSuffix(strings.TrimPrefix(file, "content/trajecten/"), ".md"), src, err
}

func noProblems(t *testing.T, ps []diag.Problem, src []byte) {
	t.Helper()
	for _, p := range ps {
		t.Errorf("%s:%d:%d: %s\n%s", p.File, p.Range.Start.Line, p.Range.Start.Column, p.Message.EN, p.Source)
	}
	if len(ps) > 0 {
		t.Logf("%s", src)
	}
}

func TestTraject(t *testing.T) {
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		for _, all := range []bool{false, true} {
			name, src, err := newTraject("Nieuwe speelplek", all, l)
			if err != nil {
				t.Fatal(err)
			}
			tr := parse(t, src)
			switch {
			case name != "nieuwe-speelplek" || tr.Titel != "Nieuwe speelplek":
				t.Errorf("%s: %s: %s", l, name, tr.Titel)
			case !tr.Concept || tr.Start != today || tr.Phase != traject.Verzamelen:
				t.Errorf("%s: %+v", l, tr)
			case len(tr.Signalen) == 0:
				t.Errorf("%s: there is no signaal", l)
			}
			replace := lang.T("Vervang dit", "Replace this").In(l)
			for _, s := range []string{tr.Samenvatting, tr.Onderwerpen[0], tr.Signalen[0].Signaal} {
				if !strings.HasPrefix(s, replace) {
					t.Errorf("%s: %q does not say that it must be replaced", l, s)
				}
			}
		}
	}
}

// A short file has 8 lines a signaal.
func TestTrajectIsShort(t *testing.T) {
	_, src, err := newTraject("Nieuwe speelplek", false, lang.NL)
	if err != nil {
		t.Fatal(err)
	}
	tr := parse(t, src)
	lines := strings.Count(string(src), "\n")
	if n := len(tr.Signalen); n < 1 || n > 2 || lines > 12+9*n {
		t.Errorf("%d lines for %d signalen", lines, n)
	}
}

// The titles are what people type, and what they paste.
func TestTrajectTitles(t *testing.T) {
	for title, want := range map[string]string{
		`Wonen: "wat nu?"`:           `Wonen: "wat nu?"`,
		`C:\schijf 'n titel`:         `C:\schijf 'n titel`,
		"# geen commentaar":          "# geen commentaar",
		"- [x] {a}":                  "- [x] {a}",
		"*ja* & !nee % @":            "*ja* & !nee % @",
		"Één café, 3 < 5 🙂":          "Één café, 3 < 5 🙂",
		"  twee\n regels\t\u2028x  ": "twee regels x",
		"a\x00b\x1b[31mc":            "ab[31mc",
		"geen \xff UTF-8":            "geen UTF-8",
		"{{titel}} {{vandaag}}":      "{{titel}} {{vandaag}}",
		"2026-11-21":                 "2026-11-21",
		"null":                       "null",
		"true":                       "true",
	} {
		for _, all := range []bool{false, true} {
			name, src, err := newTraject(title, all, lang.NL)
			if err != nil {
				t.Errorf("%q: %v", title, err)
				continue
			}
			if !slug.Valid(name) {
				t.Errorf("%q: slug %q", title, name)
			}
			if got := parse(t, src).Titel; got != want {
				t.Errorf("%q became %q, want %q", title, got, want)
			}
		}
	}
	for _, title := range []string{"", "  ", "日本", "!?", "<b>vet</b>", "om\u202egekeerd"} {
		name, src, err := newTraject(title, false, lang.NL)
		var le *lang.Error
		if !errors.As(err, &le) || le.Text.NL == le.Text.EN || name != "" || src != nil {
			t.Errorf("%q: %q, error %v", title, name, err)
		}
	}
}

func TestTrajectLongTitle(t *testing.T) {
	for _, title := range []string{strings.Repeat("lang verhaal ", 40), strings.Repeat("x", 500)} {
		name, _, err := newTraject(title, false, lang.NL)
		if err != nil || !slug.Valid(name) || len(name) > 60 || len(name) < 40 {
			t.Errorf("slug %q, error %v", name, err)
		}
	}
}

// With every comment that is an example taken away, the file with every key has
// every key, with values that are understood.
func TestEveryKey(t *testing.T) {
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		_, src, err := newTraject("Nieuwe speelplek", true, l)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(src), "\n")
		for i, line := range lines {
			trimmed := strings.TrimLeft(line, " ")
			if rest, ok := strings.CutPrefix(trimmed, "# "); ok {
				lines[i] = line[:len(line)-len(trimmed)] + rest
			}
		}
		open := []byte(strings.Join(lines, "\n"))
		parse(t, open)

		f, _ := content.Split("een.md", open, content.Markdown)
		if f.Front == nil {
			t.Fatal("not understood")
		}
		has := map[string]bool{}
		collect("Traject", f.Front, has)
		for _, name := range []string{"Traject", "Signaal", "Citaat", "Kader", "Betrokkene", "Bijeenkomst", "Advies", "Reactie", "Mijlpaal", "Evaluatie",
			"Terugkoppeling", "Indicator", "Meting", "Document", "OfficieelBesluit", "Contact", "Ingetrokken", "Uitstel"} {
			for _, k := range traject.Keys(name) {
				if !has[name+"."+k.Name] {
					t.Errorf("%s: %s.%s is not there", l, name, k.Name)
				}
				if text, _ := traject.KeyText(name, k.Name); !strings.Contains(string(src), "## "+text.In(l)) {
					t.Errorf("%s: %s.%s is not explained", l, name, k.Name)
				}
			}
		}
	}
}

// collect notes which keys of which types are in n.
func collect(typeName string, n *yaml.Node, has map[string]bool) {
	if n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			collect(typeName, c, has)
		}
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		for _, k := range traject.Keys(typeName) {
			if k.Name == n.Content[i].Value {
				has[typeName+"."+k.Name] = true
				if k.Type != "" {
					collect(k.Type, n.Content[i+1], has)
				}
			}
		}
	}
}

func siteFS(site map[string][]byte) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, src := range site {
		fsys[name] = &fstest.MapFile{Data: src}
	}
	return fsys
}

func TestSite(t *testing.T) {
	site := Site(`De "Stem": wat nu?`)
	fsys := siteFS(site)
	tree, ps, err := content.List(fsys)
	if err != nil {
		t.Fatal(err)
	}
	noProblems(t, ps, nil)
	if !tree.HasSettings || len(tree.Trajecten) != 1 || len(tree.Paginas) != 4 {
		t.Errorf("%+v", tree)
	}
	f, ps, err := content.Read(fsys, content.SettingsPath, content.YAML)
	if err != nil {
		t.Fatal(err)
	}
	s, more := traject.ParseSettings(f)
	noProblems(t, append(ps, more...), f.Source)
	if s.Titel != `De "Stem": wat nu?` || s.BaseURL != "https://www.voorbeeldgemeente.example/" || s.Voorbeeldsite {
		t.Errorf("%+v", s)
	}
	for _, name := range tree.Paths() {
		f, ps, err := content.Read(fsys, name, content.Markdown)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, content.TrajectenDir) {
			tr, more := traject.Parse(f)
			noProblems(t, append(ps, more...), f.Source)
			if !tr.Voorbeeld || tr.Concept || !strings.HasPrefix(tr.Slug, "voorbeeld-") {
				t.Errorf("%s is not shown, or not shown as an example", name)
			}
			continue
		}
		p, more := traject.ParsePage(f)
		noProblems(t, append(ps, more...), f.Source)
		if p.Samenvatting == "" || p.Body == nil {
			t.Errorf("%s is empty", name)
		}
	}
	for _, name := range []string{".gitignore", "netlify.toml", "README.md", "content/media/.gitkeep"} {
		if _, ok := site[name]; !ok {
			t.Errorf("there is no %s", name)
		}
	}
	for name, src := range site {
		if strings.Contains(string(src), "{{") {
			t.Errorf("%s is not filled in", name)
		}
	}
	if got := string(Site("")["content/site.yaml"]); !strings.Contains(got, `titel: "U zei iets`) {
		t.Errorf("a site without a title: %s", got)
	}
}

// read returns every file below dir with its content.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWriteSite(t *testing.T) {
	for name, dir := range map[string]string{
		"an empty folder": t.TempDir(),
		"a new folder":    filepath.Join(t.TempDir(), "een", "twee"),
	} {
		written, err := WriteSite(dir, "Titel", nil)
		if err != nil {
			t.Fatal(name, err)
		}
		site := Site("Titel")
		got := read(t, dir)
		if len(got) != len(site) || len(written) != len(site) || !slices.IsSorted(written) {
			t.Errorf("%s: wrote %q", name, written)
		}
		for file, src := range site {
			if got[file] != string(src) || !slices.Contains(written, file) {
				t.Errorf("%s: %s is not written", name, file)
			}
		}
	}
}

// What is there already stays as it is, and nothing comes beside it.
func TestWriteSiteRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		file, want string
		fill       func(string) error
	}{
		"a readme":       {"README.md", "README.md", writeFile},
		"a hidden file":  {".gitignore", ".gitignore", writeFile},
		"content":        {"content/trajecten/wmo.md", "content", writeFile},
		"empty content":  {"content", "content", func(name string) error { return os.Mkdir(name, 0o777) }},
		"content a file": {"content", "content", writeFile},
		"a dead link":    {"netlify.toml", "netlify.toml", func(name string) error { return os.Symlink("nergens", name) }},
	} {
		dir := t.TempDir()
		full := filepath.Join(dir, filepath.FromSlash(test.file))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := test.fill(full); err != nil {
			t.Fatal(err)
		}
		before := list(t, dir)
		written, err := WriteSite(dir, "Titel", nil)
		var le *lang.Error
		if !errors.As(err, &le) || !strings.Contains(le.Text.NL, test.want) || len(written) > 0 {
			t.Errorf("%s: wrote %q, error %v", name, written, err)
		}
		if after := list(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: the folder had %q and has %q", name, before, after)
		}
	}
}

func TestWriteSiteKeepsOthers(t *testing.T) {
	dir := t.TempDir()
	if err := writeFile(filepath.Join(dir, "LICENSE")); err != nil {
		t.Fatal(err)
	}
	if _, err := WriteSite(dir, "Titel", nil); err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir)["LICENSE"]; got != "van iemand anders" {
		t.Errorf("the file of somebody else holds %q", got)
	}
}

func TestWriteSiteToFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "bestand")
	if err := writeFile(name); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{name, filepath.Join(name, "map")} {
		var le *lang.Error
		if _, err := WriteSite(dir, "Titel", nil); !errors.As(err, &le) {
			t.Errorf("%s: error %v", dir, err)
		}
	}
}

func writeFile(name string) error { return os.WriteFile(name, []byte("van iemand anders"), 0o666) }

// list returns every name below dir with its kind and size.
func list(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			names = append(names, fmt.Sprint(name, " ", info.Mode(), " ", info.Size()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
