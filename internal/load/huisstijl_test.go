package load_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/diag"
	"weerklank/internal/load"
	"weerklank/themes"
)

// withLook loads a site with lines in site.yaml, and files in content/media/.
func withLook(t *testing.T, lines string, media map[string]string) *load.Result {
	t.Helper()
	fsys := fstest.MapFS{
		"content/site.yaml":      {Data: []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/pad/\n" + lines)},
		"content/paginas/een.md": {Data: []byte("---\ntitel: Een\n---\nTekst.\n")},
	}
	for name, data := range media {
		fsys["content/media/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	r, err := l.Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// file returns a file of the site, "" when it is not there.
func file(t *testing.T, r *load.Result, name string) string {
	t.Helper()
	f, ok := r.Renderer.Find(name)
	if !ok {
		return ""
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// errorsOf returns the errors as "file:line code: message".
func errorsOf(r *load.Result) []string {
	var list []string
	for _, p := range r.Problems {
		if p.Severity == diag.Error {
			list = append(list, p.File+" "+p.Code+": "+p.Message.NL)
		}
	}
	return list
}

// A site with a house style is light, unless that has values for the dark.
func TestHouseStyleAndTheDark(t *testing.T) {
	const onlyLight = ".a{--nl-link-color:#039}"
	for _, c := range []struct {
		name, lines, css string
		dark             bool
		want             string // in huisstijl.css
	}{
		{"none", "", "", true, ""},
		{"light only", "huisstijl: media/h.css\n", onlyLight, false, "html:root{color-scheme:light;--nl-link-color:#039}"},
		{"with dark values", "huisstijl: media/h.css\n", onlyLight + "@media (prefers-color-scheme:dark){.a{--nl-link-color:#9cf}}", true, "@media (prefers-color-scheme:dark){html:root{color-scheme:dark;--nl-link-color:#9cf}}"},
	} {
		r := withLook(t, c.lines, map[string]string{"h.css": c.css})
		if got := errorsOf(r); got != nil {
			t.Errorf("%s: %q", c.name, got)
		}
		page, theme := file(t, r, "index.html"), file(t, r, "theme.css")
		if got := strings.Contains(theme, "prefers-color-scheme"); got != c.dark {
			t.Errorf("%s: theme.css knows the dark: %v", c.name, got)
		}
		if got := strings.Contains(page, `<meta name="color-scheme" content="light dark">`); got != c.dark {
			t.Errorf("%s: the page offers the dark: %v", c.name, got)
		}
		if got := file(t, r, "huisstijl.css"); !strings.Contains(got, c.want) || (got == "") != (c.css == "") {
			t.Errorf("%s: huisstijl.css is %s", c.name, got)
		}
		if got := strings.Contains(page, `class="wk-huisstijl"`) && strings.Contains(page, `href="/pad/huisstijl.css"`); got != (c.css != "") {
			t.Errorf("%s: the page is told of a house style: %v", c.name, got)
		}
	}
}

// What is wrong in a house style stops the build. The preview still has pages.
func TestHouseStyleThatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ css, want string }{
		"an import":     {"@import url(https://www.elders.example/x.css);.a{--nl-link-color:#039}", "content/media/h.css huisstijl-van-elders: @import"},
		"a circle":      {".a{--nl-link-color:var(--b);--b:var(--nl-link-color)}", "content/media/h.css huisstijl-kring: --b verwijst"},
		"5 MB":          {".a{--nl-link-color:#039}" + strings.Repeat(" ", 5<<20), "content/media/h.css huisstijl-bestand: dit bestand is groter dan 2 MB"},
		"binary":        {"\x00\x01\x02", "content/media/h.css huisstijl-bestand: dit bestand is geen huisstijl"},
		"other styles":  {"body{color:red}", "content/media/h.css huisstijl-bestand: in dit bestand staan geen design tokens"},
		"poor contrast": {".a{--utrecht-link-color:#8ab}", "content/media/h.css contrast: een link op een gekleurd vlak is te slecht te zien"},
	} {
		r := withLook(t, "huisstijl: media/h.css\n", map[string]string{"h.css": c.css})
		if got := errorsOf(r); len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if page := file(t, r, "een/index.html"); !strings.Contains(page, "Tekst.") {
			t.Errorf("%s: the preview has no page", name)
		}
	}
}

// A value that is none is left out, and the rest is used.
func TestHouseStyleWithNone(t *testing.T) {
	r := withLook(t, "huisstijl: media/h.css\n", map[string]string{"h.css": ".a{\n--nl-link-color: None;\n--nl-paragraph-color: #222}"})
	if got := errorsOf(r); got != nil {
		t.Fatalf("%q", got)
	}
	if css := file(t, r, "huisstijl.css"); strings.Contains(css, "None") || !strings.Contains(css, "--nl-paragraph-color:#222") {
		t.Errorf("huisstijl.css is %s", css)
	}
	r.Problems = slices.DeleteFunc(r.Problems, func(p diag.Problem) bool { return p.Severity == diag.Info })
	if len(r.Problems) != 1 || r.Problems[0].Range.Start != (diag.Pos{Line: 2, Column: 18}) || r.Problems[0].Source != "--nl-link-color: None;" {
		t.Errorf("%+v", r.Problems)
	}
}

func aPNG(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLogoAndFavicon(t *testing.T) {
	svg := func(attributes string) string {
		return `<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `><path d="M0 0h1v1z"/></svg>`
	}
	picture := aPNG(t, 120, 40)
	for _, c := range []struct {
		name, lines, file, data string
		want, fault             string
	}{
		{"png", "logo: media/l.png", "l.png", picture, `src="/pad/media/l.png" width="120" height="40"`, ""},
		{"svg with a view box", "logo: media/l.svg", "l.svg", svg(`viewBox="0 0 200.4 50"`), `src="/pad/media/l.svg" width="200" height="50"`, ""},
		{"svg with a size", "logo: media/l.svg", "l.svg", svg(`width="96px" height="48"`), ` width="96" height="48"`, ""},
		{"svg without a size", "logo: media/l.svg", "l.svg", svg(`width="100%"`), `src="/pad/media/l.svg" alt`, ""},
		{"favicon svg", "favicon: media/f.svg", "f.svg", svg(""), `<link rel="icon" href="/pad/media/f.svg">`, ""},
		{"favicon png", "favicon: /media/f.png", "f.png", picture, `<link rel="icon" href="/pad/media/f.png">`, ""},
		{"favicon ico", "favicon: media/f.ico", "f.ico", "\x00\x00\x01\x00" + strings.Repeat("x", 30), `href="/pad/media/f.ico"`, ""},
		{"no favicon", "", "f.png", picture, `<link rel="icon" href="/pad/favicon.svg">`, ""},
		{"bytes that are no png", "logo: media/l.png", "l.png", "GIF89a", "wk-merk__teken", `huisstijl: logo "media/l.png" is geen beeld: wat erin staat is geen PNG`},
		{"another format than its name", "logo: media/l.jpg", "l.jpg", picture, "wk-merk__teken", "huisstijl: logo"},
		{"text as webp", "logo: media/l.webp", "l.webp", "hallo", "wk-merk__teken", "huisstijl: logo"},
		{"too large", "logo: media/l.png", "l.png", picture + strings.Repeat("x", 300<<10), "wk-merk__teken", `huisstijl: logo "media/l.png" is groter dan 200 kB`},
		{"more pixels than a phone can show", "logo: media/l.png", "l.png", aPNG(t, 4001, 2), "wk-merk__teken", `huisstijl: logo "media/l.png" is 4001 bij 2 beeldpunten`},
		{"a png that was cut off", "logo: media/l.png", "l.png", picture[:len(picture)-20], "wk-merk__teken", `huisstijl: logo "media/l.png" is geen beeld`},
		{"script", "logo: media/l.svg", "l.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>`, "", "bestand-soort: in dit beeld staat iets wat code kan uitvoeren"},
		{"an event", "favicon: media/f.svg", "f.svg", svg(`onload="x()"`), "", "bestand-soort: in dit beeld staat iets wat code kan uitvoeren"},
		{"favicon jpg", "favicon: media/f.jpg", "f.jpg", picture, `href="/pad/favicon.svg"`, `huisstijl: favicon "media/f.jpg" is geen bestand dat hier kan`},
		{"favicon empty", "favicon: media/f.ico", "f.ico", "", `href="/pad/favicon.svg"`, "huisstijl: favicon"},
		{"elsewhere", "favicon: https://www.elders.example/f.svg", "f.svg", svg(""), `href="/pad/favicon.svg"`, "huisstijl: favicon"},
	} {
		r := withLook(t, c.lines+"\n", map[string]string{c.file: c.data})
		got := errorsOf(r)
		if c.fault == "" && got != nil || c.fault != "" && (len(got) != 1 || !strings.Contains(got[0], c.fault)) {
			t.Errorf("%s: %q, want %q", c.name, got, c.fault)
		}
		if page := file(t, r, "index.html"); !strings.Contains(page, c.want) {
			t.Errorf("%s: the page has no %s", c.name, c.want)
		}
	}
}

// A message names the kinds of file that can stand there, also when there is one.
func TestHintOfAnotherKindOfFile(t *testing.T) {
	for lines, want := range map[string]string{
		"huisstijl: media/h.svg": "Zet het bestand in content/media/ en schrijf huisstijl: media/naam.css.",
		"favicon: media/h.pdf":   "Zet het bestand in content/media/ en schrijf favicon: media/naam.svg. Dit kan ook: .png, .ico.",
	} {
		r := withLook(t, lines+"\n", map[string]string{"h.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`, "h.pdf": "%PDF-"})
		if i := slices.IndexFunc(r.Problems, func(p diag.Problem) bool { return p.Code == "huisstijl" }); i < 0 || r.Problems[i].Hint.NL != want {
			t.Errorf("%s: %v, want %q", lines, r.Problems, want)
		}
	}
}
