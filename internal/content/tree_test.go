package content_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	. "weerklank/internal/content"
)

// list lists the files with these names; what is in them does not matter, except
// that an SVG must be one.
func list(t *testing.T, names ...string) (*Tree, map[string]string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range names {
		data := "x"
		if strings.HasSuffix(name, ".svg") {
			data = `<svg xmlns="http://www.w3.org/2000/svg"/>`
		}
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	return listFS(t, fsys)
}

// listFS returns the tree, and of each problem its file and its code and text.
func listFS(t *testing.T, fsys fs.FS) (*Tree, map[string]string) {
	t.Helper()
	tree, ps, err := List(fsys)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, p := range ps {
		if p.Hint.IsZero() {
			t.Errorf("%s: %s: no hint", p.File, p.Message.NL)
		}
		found[p.File] = "[" + p.Code + "] " + p.Message.NL + " | " + p.Hint.NL
	}
	return tree, found
}

func TestList(t *testing.T) {
	tree, found := list(t,
		"site.yaml", "permalinks.txt", "zoekvragen.yaml", "weggehaald.yaml",
		"trajecten/wmo.md", "trajecten/speelplek/index.md", "trajecten/speelplek/foto.jpg", "trajecten/speelplek/klein/Foto-2.jpg",
		"onderwerpen/wonen.md", "paginas/over.md", "paginas/contact/index.md", "paginas/contact/kaart.svg",
		"media/logo.svg", "media/2026/verslag.v2.pdf",
		".gitkeep", "media/.DS_Store", "trajecten/.wmo.md.swp", "trajecten/wmo.md~")
	if len(found) > 0 {
		t.Errorf("problems: %v", found)
	}
	if !tree.HasSettings {
		t.Error("site.yaml is not seen")
	}
	slugs := func(es []Entry) (s string) {
		for _, e := range es {
			s += e.Slug + "=" + e.Path + " "
			if e.Size != 1 {
				t.Errorf("%s: size %d", e.Path, e.Size)
			}
		}
		return s
	}
	for _, test := range []struct {
		got  []Entry
		want string
	}{
		{tree.Trajecten, "speelplek=content/trajecten/speelplek/index.md wmo=content/trajecten/wmo.md "},
		{tree.Onderwerpen, "wonen=content/onderwerpen/wonen.md "},
		{tree.Paginas, "contact=content/paginas/contact/index.md over=content/paginas/over.md "},
	} {
		if got := slugs(test.got); got != test.want {
			t.Errorf("got %s want %s", got, test.want)
		}
	}
	var media []string
	for _, m := range tree.Media {
		media = append(media, m.Address+" "+m.Owner)
	}
	slices.Sort(media)
	want := []string{
		"/contact/kaart.svg content/paginas/contact/index.md",
		"/media/2026/verslag.v2.pdf ",
		"/media/logo.svg ",
		"/trajecten/speelplek/foto.jpg content/trajecten/speelplek/index.md",
		"/trajecten/speelplek/klein/Foto-2.jpg content/trajecten/speelplek/index.md",
	}
	if !slices.Equal(media, want) {
		t.Errorf("media %q, want %q", media, want)
	}
	paths := strings.Join(tree.Paths(), " ")
	if paths != "content/onderwerpen/wonen.md content/paginas/contact/index.md content/paginas/over.md content/trajecten/speelplek/index.md content/trajecten/wmo.md" {
		t.Errorf("Paths() = %s", paths)
	}
}

func TestListBadNames(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"trajecten/Nieuwe Speelplek.md", `[bestandsnaam] "Nieuwe Speelplek" kan geen adres zijn | Noem het bestand nieuwe-speelplek.md.`},
		{"trajecten/wmo 100%.md", `[bestandsnaam] "wmo 100%" kan geen adres zijn | Noem het bestand wmo-100.md.`},
		{"trajecten/een\ntwee.md", `[bestandsnaam] "een\ntwee" kan geen adres zijn | Noem het bestand een-twee.md.`},
		{"trajecten/caf\u00e9.md", `[bestandsnaam] "café" kan geen adres zijn | Noem het bestand cafe.md.`},
		{"trajecten/日本.md", `[bestandsnaam] "日本" kan geen adres zijn | Gebruik kleine letters, cijfers en koppeltekens.`},
		{"trajecten/WMO/index.md", `[bestandsnaam] "WMO" kan geen adres zijn | Noem de map wmo.`},
		{"media/Foto van de plek.JPG", `[bestandsnaam] "Foto van de plek.JPG" kan geen adres zijn | Noem het foto-van-de-plek.jpg.`},
		{"media/100%.pdf", `[bestandsnaam] "100%.pdf" kan geen adres zijn | Noem het 100.pdf.`},
		{"trajecten/foto.jpg", `[onverwacht-bestand] dit bestand wordt niet gelezen: de naam eindigt niet op .md | Zet beelden en documenten in content/media/.`},
		{"trajecten/wmo/tweede.md", `[onverwacht-bestand] in deze map staat geen index.md; tweede.md wordt niet gepubliceerd | Zet het bestand zelf in content/trajecten/, niet in een map daarin.`},
		{"trajecten/wmo/foto.jpg", `[onverwacht-bestand] in deze map staat geen index.md | Zet de tekst in content/trajecten/wmo/index.md.`},
		{"trajecten/molen.md.txt", `[onverwacht-bestand] dit bestand wordt niet gelezen: de naam eindigt niet op .md | Is dit een tekst? Noem het dan molen.md.`},
		{"trajecten/Molen", `[onverwacht-bestand] dit bestand wordt niet gelezen: de naam eindigt niet op .md | Is dit een tekst? Noem het dan molen.md.`},
		{"trajecten/molen.MD", `[onverwacht-bestand] dit bestand wordt niet gelezen: de naam eindigt niet op .md | Is dit een tekst? Noem het dan molen.md.`},
		{"wmo.md", `[onverwacht-bestand] dit wordt niet gelezen`},
		{"site.yml", `[onverwacht-bestand] dit wordt niet gelezen`},
		{"trajekten/wmo.md", `[onverwacht-bestand] dit wordt niet gelezen`},
		{"site.yaml/x", `[onverwacht-bestand] dit wordt niet gelezen`},
	} {
		tree, found := list(t, test.name)
		if len(found) != 1 {
			t.Errorf("%q: problems %v", test.name, found)
		}
		for file, got := range found {
			if !strings.HasPrefix("content/"+test.name, file) || !strings.HasPrefix(got, test.want) {
				t.Errorf("%q: %s: %s\nwant %s", test.name, file, got, test.want)
			}
		}
		if len(tree.Paths())+len(tree.Media) > 0 || tree.HasSettings {
			t.Errorf("%q is read all the same: %+v", test.name, tree)
		}
	}
}

func TestListSecondText(t *testing.T) {
	tree, found := list(t, "trajecten/wmo/index.md", "trajecten/wmo/bijlage.md")
	if got := found["content/trajecten/wmo/bijlage.md"]; !strings.HasPrefix(got, "[onverwacht-bestand]") {
		t.Errorf("problem %q", got)
	}
	if len(tree.Trajecten) != 1 || len(tree.Media) != 0 {
		t.Errorf("%+v", tree)
	}
}

// What is one address, or one file on another computer, may be there once.
func TestListSameName(t *testing.T) {
	for _, test := range []struct{ names, want []string }{
		{[]string{"trajecten/wmo.md", "trajecten/wmo/index.md"}, []string{`heeft hetzelfde adres`}},
		{[]string{"media/foto.jpg", "media/FOTO.jpg"}, []string{`verschilt alleen in hoofdletters`}},
		{[]string{"trajecten/wmo.md", "trajecten/WMO.md"}, []string{`kan geen adres zijn`, `verschilt alleen in hoofdletters`}},
		{[]string{"media/caf\u00e9.jpg", "media/cafe\u0301.jpg"}, []string{`kan geen adres zijn`, `verschilt alleen in hoofdletters of schrijfwijze`}},
		{[]string{"media/Map/a.jpg", "media/map/a.jpg"}, []string{`verschilt alleen in hoofdletters`}},
		{[]string{"media/Map/a.jpg", "media/map/b.jpg"}, []string{`verschilt alleen in hoofdletters`}},
	} {
		_, found := list(t, test.names...)
		if len(found) != len(test.want) {
			t.Errorf("%q: %v", test.names, found)
		}
		for _, want := range test.want {
			ok := false
			for _, got := range found {
				ok = ok || strings.Contains(got, want)
			}
			if !ok {
				t.Errorf("%q: %v, want %s", test.names, found, want)
			}
		}
	}
}

// A link may stay inside the source folder; a link out of it is not followed.
func TestListLinks(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("geheim.md")
	write("buiten/geheim.jpg")
	write("site/content/trajecten/wmo.md")
	write("site/teksten/over.md")
	for name, target := range map[string]string{
		"site/content/trajecten/wmo-2.md": "wmo.md",
		"site/content/paginas":            "../teksten",
		"site/content/trajecten/uit.md":   "../../../geheim.md",
		"site/content/trajecten/weg.md":   "nergens.md",
		"site/content/media":              "../../buiten",
		"site/content/trajecten/rond.md":  "rond.md",
	} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	tree, found := listFS(t, root.FS())
	if got := strings.Join(tree.Paths(), " "); got != "content/paginas/over.md content/trajecten/wmo-2.md content/trajecten/wmo.md" {
		t.Errorf("read: %s", got)
	}
	if len(tree.Media) > 0 {
		t.Errorf("media from outside: %v", tree.Media)
	}
	for _, name := range []string{"media", "trajecten/uit.md", "trajecten/weg.md", "trajecten/rond.md"} {
		if got := found["content/"+name]; !strings.HasPrefix(got, "[bestand] deze koppeling") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if len(found) != 4 {
		t.Errorf("problems: %v", found)
	}
	if f, _, err := Read(root.FS(), "content/trajecten/uit.md", Markdown); err == nil {
		t.Errorf("read a file from outside: %s", f.Source)
	}
}

func TestListWithoutContent(t *testing.T) {
	if _, _, err := List(fstest.MapFS{"README.md": {}}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	if tree, found := list(t, "trajecten/wmo.md"); tree.HasSettings || len(found) > 0 {
		t.Errorf("a site without settings: %v %v", tree.HasSettings, found)
	}
}

func TestMediaThatCanRunSomethingIsRefused(t *testing.T) {
	for name, data := range map[string]string{
		"kaart.html":      "<p>hoi</p>",
		"app.js":          "alert(1)",
		"zonder":          "tekst",
		"script.svg":      `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		"prefix.svg":      `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>`,
		"onload.svg":      `<svg onload="alert(1)"/>`,
		"link.svg":        `<svg><a href="javascript:alert(1)"><path d="M0 0"/></a></svg>`,
		"entity.svg":      `<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`,
		"foreign.svg":     `<svg><foreignObject><p>x</p></foreignObject></svg>`,
		"datatekst.svg":   `<svg><image href="data:text/html,x"/></svg>`,
		"hoofdletter.HTM": "<p>",
	} {
		t.Run(name, func(t *testing.T) {
			_, ps, err := List(fstest.MapFS{"content/media/" + name: {Data: []byte(data)}})
			if err != nil {
				t.Fatal(err)
			}
			if len(ps) != 1 || ps[0].Code != RuleMediaType.Code {
				t.Errorf("got %v, want one problem %s", ps, RuleMediaType.Code)
			}
		})
	}
}

func TestOrdinaryMediaIsListed(t *testing.T) {
	tree, ps, err := List(fstest.MapFS{
		"content/media/plan.PDF":  {Data: []byte("%PDF")},
		"content/media/beeld.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><title>On the road</title><path class="contour" d="M0 0"/></svg>`)},
	})
	if err != nil || len(ps) > 0 {
		t.Fatal(ps, err)
	}
	if len(tree.Media) != 2 {
		t.Errorf("listed %v", tree.Media)
	}
}

// linked makes a source folder on disk: files by path, and links to a target.
func linked(t *testing.T, files []string, links map[string]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	path := func(name string) string {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for _, name := range files {
		if err := os.WriteFile(path(name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range links {
		if err := os.Symlink(filepath.FromSlash(target), path(name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// Links that lead to a folder around them, or to each other's, end: each is one
// problem, where it stands.
func TestListLinksThatGoRound(t *testing.T) {
	links := map[string]string{
		"content/media/op":           "..",
		"content/trajecten/wmo/rond": ".",
		"content/media/een/twee":     "../twee",
		"content/media/twee/een":     "../een",
		"content/media/kop":          "../../los",
		"los/verder":                 "../ver",
	}
	for i := range 10 {
		links["content/media/l"+string(rune('0'+i))] = "."
	}
	tree, found := listFS(t, linked(t, []string{"content/media/plan.pdf", "content/trajecten/wmo/index.md", "los/a.pdf", "ver/b.pdf"}, links))
	for _, name := range []string{"media/op", "media/l0", "media/l9", "trajecten/wmo/rond", "media/een/twee/een", "media/twee/een/twee", "media/kop/verder"} {
		if got := found["content/"+name]; !strings.HasPrefix(got, "[bestand] deze koppeling") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if len(found) != 10+5 {
		t.Errorf("%d problems: %v", len(found), found)
	}
	if len(tree.Media) != 2 {
		t.Errorf("media %v", tree.Media)
	}
}

// An index.md is looked at as any other text.
func TestListIndexThatIsNoFile(t *testing.T) {
	fsys := linked(t, []string{"geheim.md", "content/trajecten/map/index.md/x"}, map[string]string{
		"content/trajecten/uit/index.md":  "../../../../geheim.md",
		"content/trajecten/rond/index.md": "index.md",
		"content/trajecten/goed/index.md": "../../../geheim.md",
	})
	tree, found := listFS(t, fsys)
	for _, name := range []string{"uit", "rond", "map"} {
		if got := found["content/trajecten/"+name+"/index.md"]; !strings.HasPrefix(got, "[bestand] d") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := strings.Join(tree.Paths(), " "); got != "content/trajecten/goed/index.md" || len(found) != 3 {
		t.Errorf("read %s; problems %v", got, found)
	}
}

// A name that no disk takes once it is an address is refused here, in few words.
func TestListLongNames(t *testing.T) {
	exact, long := strings.Repeat("a", 100), strings.Repeat("a", 101)
	tree, found := list(t, "trajecten/"+exact+".md", "trajecten/"+long+".md", "paginas/"+long+"/index.md", "trajecten/"+strings.Repeat("B", 250)+".md")
	if len(found) != 3 || len(tree.Paths()) != 1 {
		t.Errorf("read %v; problems %v", tree.Paths(), found)
	}
	for file, got := range found {
		if len(got) > 300 {
			t.Errorf("%s: %s", file, got)
		}
	}
}
