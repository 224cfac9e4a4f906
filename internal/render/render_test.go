package render_test

import (
	"fmt"
	"hash/crc32"
	"time"

	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"weerklank/internal/diag"
	"weerklank/internal/load"
	"weerklank/internal/render"
	"weerklank/themes"
)

const settings = "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/pad/\ntheme: eigen\n"

const trajectSource = `---
titel: Een plan
samenvatting: Kort.
phase: 3
onderwerpen: [Wonen]
aliassen: [oud]
signalen:
  - id: a
    signaal: Wat mensen zeiden
    besluit: overgenomen
    reden: Daarom, zie [hier](#a) en [daar](/onderwerpen/wonen/).
---

Tekst.
`

// source is a small site with a theme of its own; more replaces or adds files.
func source(more map[string]string) fstest.MapFS {
	files := map[string]string{"content/site.yaml": settings, "content/trajecten/plan.md": trajectSource, "themes/eigen/leesmij.txt": ""}
	maps.Copy(files, more)
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data), ModTime: time.Unix(0, int64(crc32.ChecksumIEEE([]byte(data))))}
	}
	return fsys
}

func newLoader() *load.Loader {
	return &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
}

// build renders everything of a site. err is what stopped it.
func build(fsys fs.FS) (map[string]string, error) { return buildWith(newLoader(), fsys) }

func buildWith(l *load.Loader, fsys fs.FS) (map[string]string, error) {
	r, err := l.Load(context.Background(), fsys)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for f := range r.Renderer.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			return nil, err
		}
		out[f.Path] = b.String()
	}
	return out, nil
}

// shared keeps the theme between builds, which takes most of the time of a small
// site. Files with other bytes have another time, so it takes none for another.
var shared = newLoader()

func mustBuild(t *testing.T, more map[string]string) map[string]string {
	t.Helper()
	out, err := buildWith(shared, source(more))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestThemeFileReplacesTheBuiltInOne(t *testing.T) {
	out := mustBuild(t, map[string]string{
		"themes/eigen/hooks/footer.html":                   `{{define "hook-footer"}}<p>Eigen voet van {{.Site.Organisatie}}</p>{{end}}`,
		"themes/eigen/components/markering/markering.html": `{{define "markering"}}<p>eigen markering</p>{{end}}`,
		"themes/eigen/i18n/nl.yaml":                        "menu:\n  onderwerpen: Thema's\n",
		"themes/eigen/static/favicon.svg":                  `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"themes/eigen/css/10-tokens.css":                   ":root{--wk-eigen:1px}",
	})
	page := out["trajecten/plan/index.html"]
	for _, want := range []string{"Eigen voet van Organisatie", "eigen markering", "Thema&#39;s"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	if !strings.Contains(out["theme.css"], "--wk-eigen") || !strings.Contains(out["favicon.svg"], "<svg") || len(out["favicon.svg"]) > 60 {
		t.Error("style or icon was not replaced")
	}
}

// Whatever is wrong with a theme stops the build; it never gives an empty page.
func TestFaultInThemeIsAnError(t *testing.T) {
	for name, c := range map[string]struct{ file, src, want string }{
		"does not parse":              {"templates/home.html", `{{define "main"}}{{if}}{{end}}`, "templates/home.html"},
		"unknown field":               {"templates/home.html", `{{define "main"}}{{.Titl}}{{end}}`, "Titl"},
		"unknown field in a list":     {"components/item/item.html", `{{define "item"}}{{.Besluitt}}{{end}}{{define "items"}}{{range .}}{{template "item" .}}{{end}}{{end}}{{define "items-hier"}}{{end}}{{define "item-vorm"}}{{end}}`, "Besluitt"},
		"unknown text":                {"templates/home.html", `{{define "main"}}{{t "bestaat.niet"}}{{end}}`, "bestaat.niet"},
		"unknown text in a dead part": {"templates/home.html", `{{define "main"}}{{if false}}{{tn "bestaat.niet" 1}}{{end}}{{end}}`, "bestaat.niet"},
		"unknown component":           {"templates/home.html", `{{define "main"}}{{if false}}{{template "bestaat-niet" .}}{{end}}{{end}}`, "bestaat-niet"},
		"unknown function":            {"templates/home.html", `{{define "main"}}{{bestaatniet .}}{{end}}`, "bestaatniet"},
		"replaces nothing":            {"templates/hom.html", `{{define "main"}}{{end}}`, "templates/hom.html"},
		"no frame":                    {"templates/frame.html", `<html></html>`, "frame"},
		"text that does not exist":    {"i18n/nl.yaml", "menuu:\n  onderwerpen: x\n", "menuu.onderwerpen"},
		"texts that are not YAML":     {"i18n/nl.yaml", "menu: [\n", "i18n/nl.yaml"},
		"component defined twice":     {"components/dubbel/dubbel.html", `{{define "item"}}{{end}}`, "item"},
		"value that cannot be kept":   {"templates/home.html", `{{define "main"}}{{once "menu" (dict "a" 1)}}{{end}}`, "once"},
		"text filled in by halves":    {"templates/home.html", `{{define "main"}}{{t "menu.naam" "x"}}{{end}}`, "pairs"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := build(source(map[string]string{"themes/eigen/" + c.file: c.src}))
			if err == nil {
				t.Fatal("the site was built all the same")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the message does not name %s: %v", c.want, err)
			}
		})
	}
}

func TestThemeThatIsNotThereIsAnError(t *testing.T) {
	for _, name := range []string{"weg", "../content", "eigen/css"} {
		l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
		r, err := l.Load(context.Background(), source(map[string]string{"content/site.yaml": strings.Replace(settings, "theme: eigen", "theme: "+name, 1)}))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(r.Problems, func(p diag.Problem) bool {
			return p.Code == load.RuleTheme.Code && p.Severity == diag.Error && p.Range.Start.Line == 4
		}) {
			t.Errorf("theme %s was taken: %v", name, r.Problems)
		}
		l.Options.Theme = name
		var option *load.OptionError
		if _, err := l.Load(context.Background(), source(nil)); !errors.As(err, &option) {
			t.Errorf("--theme %s: %v", name, err)
		}
	}
}

func TestHouseStyleIsAFileOfTheSite(t *testing.T) {
	for line, want := range map[string]bool{
		"huisstijl: media/stijl.css": true, "huisstijl: /media/stijl.css": true, "huisstijl: https://www.site.nl/stijl.css": false,
		"huisstijl: trajecten/plan.md": false, "huisstijl: media": false, "logo: media/logo.svg": true, "logo: https://www.site.nl/logo.svg": false,
		"logo: media/stijl.css": false,
	} {
		l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
		r, err := l.Load(context.Background(), source(map[string]string{
			"content/site.yaml": settings + line + "\n", "content/media/stijl.css": ":root{--nl-link-color:#00f}", "content/media/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		}))
		if err != nil {
			t.Fatal(err)
		}
		if diag.HasErrors(r.Problems) == want {
			t.Errorf("%s: %v", line, r.Problems)
		}
		_, there := r.Renderer.Find("huisstijl.css")
		if there != (want && strings.HasPrefix(line, "huisstijl")) {
			t.Errorf("%s: huisstijl.css is there: %v", line, there)
		}
	}
}

func TestEveryLinkCarriesThePathOfTheBaseURL(t *testing.T) {
	out := mustBuild(t, nil)
	n := 0
	for name, page := range out {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range regexp.MustCompile(`(?:href|src)="(/[^"]*)"`).FindAllStringSubmatch(page, -1) {
			n++
			if !strings.HasPrefix(m[1], "/pad/") {
				t.Errorf("%s: %s", name, m[1])
			}
		}
	}
	if n < 100 {
		t.Fatalf("only %d links were seen", n)
	}
	for _, name := range []string{"sitemap.xml", "robots.txt"} {
		if !strings.Contains(out[name], "https://www.site.nl/pad/") {
			t.Errorf("%s: %s", name, out[name])
		}
	}
	if want := "/pad/trajecten/oud/ /pad/trajecten/plan/ 301!\n"; !strings.Contains(out["_redirects"], want) {
		t.Errorf("_redirects: %s", out["_redirects"])
	}
}

// Both catalogues have the same texts with the same things to fill in.
func TestCataloguesAreEqual(t *testing.T) {
	fill := regexp.MustCompile(`\{[a-z-]+\}|%d`)
	var texts []*render.Texts
	for _, taal := range render.Languages() {
		th, err := render.LoadTheme(nil, themes.Default(), taal, true)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, th.Texts)
	}
	nl, en := texts[0], texts[1]
	if !slices.Equal(nl.Keys(), en.Keys()) {
		t.Fatal("the catalogues have different keys")
	}
	for _, k := range nl.Keys() {
		a, b := fill.FindAllString(nl.Text(k), -1), fill.FindAllString(en.Text(k), -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s fills in %v in Dutch and %v in English", k, a, b)
		}
	}
}

// Nothing that stands in front matter or text becomes an element or attribute
// that can run something, whatever check says of it.
func TestNothingRuns(t *testing.T) {
	src, err := os.ReadFile("../load/testdata/alles.md")
	if err != nil {
		t.Fatal(err)
	}
	attacks := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`,
		`[x](javascript:alert(1))`, `![x](x" onerror="alert(1))`, "</title><script>alert(1)</script>", `{{.Site}}`, `&lt;script&gt;`,
	}
	marks := regexp.MustCompile(`(?m)(: |\[|- )(merk-[a-z-]+(?:@[a-z.]+)?)`)
	// All in one site, for what a page says of another is an attempt too.
	files := map[string]string{}
	for i, attack := range attacks {
		quoted := `'` + strings.ReplaceAll(attack, `'`, `''`) + `'`
		hostile := marks.ReplaceAllStringFunc(string(src), func(mark string) string {
			if strings.HasSuffix(mark, "-id") || strings.HasSuffix(mark, "-kenmerk") || strings.HasSuffix(mark, "alias") { // others refer to it
				return mark
			}
			return marks.ReplaceAllString(mark, "${1}"+strings.ReplaceAll(quoted, "$", "$$"))
		})
		hostile = regexp.MustCompile(`(?m)^(concept|publiceren-vanaf): .*\n`).ReplaceAllString(hostile, "")
		hostile = regexp.MustCompile(`(?m)^ingetrokken:\n(  .*\n)+`).ReplaceAllString(hostile, "") + "\n" + attack + "\n"
		files[fmt.Sprintf("content/trajecten/aanval-%d.md", i)] = hostile
	}
	out, err := build(source(files))
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 80 {
		t.Fatalf("only %d files", len(out))
	}
	for name, page := range out {
		if strings.HasSuffix(name, ".html") {
			for _, found := range runnable(page) {
				t.Errorf("%s: %s", name, found)
			}
		}
	}
	for i, attack := range attacks {
		if page := out[fmt.Sprintf("trajecten/aanval-%d/index.html", i)]; page == "" {
			t.Errorf("there is no page with %s", attack)
		}
	}
}

// runnable returns what a browser could run in a page.
func runnable(page string) []string {
	var found []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			return found
		}
		tok := z.Token()
		if tt != html.StartTagToken && tt != html.SelfClosingTagToken {
			continue
		}
		switch tok.Data {
		case "iframe", "object", "embed", "base", "style":
			found = append(found, tok.String())
		case "script":
			if tok.String() == `<script type="application/ld+json">` { // data, which ends where it says
				if z.Next() == html.TextToken && json.Valid(z.Text()) {
					continue
				}
			}
			if !ownParts.MatchString(tok.String()) {
				found = append(found, tok.String())
			}
		case "form":
			if !ownParts.MatchString(tok.String()) {
				found = append(found, tok.String())
			}
		}
		for _, a := range tok.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if a.Key == "aria-label" || a.Key == "content" && !strings.Contains(tok.String(), "http-equiv") { // only read
				continue
			}
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") {
				found = append(found, tok.String())
			}
		}
	}
}

// ownParts are the script and the form that the theme itself has.
var ownParts = regexp.MustCompile(`^<script src="/pad/theme-[a-z-]+\.js" defer="">$|^<form class="wk-zoekveld" role="search" action="/pad/zoeken/">$`)

func TestRunnableSeesFaults(t *testing.T) {
	for _, page := range []string{`<script>`, `<p onclick=x>`, `<a href=" JavaScript:x">`, `<p style="x">`, `<iframe src=x>`, `<script src="https://x.example/theme-zoeken.js" defer>`, `<form action=x>`,
		`<script type="application/ld+json">alert(1)</script>`, `<script type="application/ld+json" src=x></script>`, `<script type="application/ld+json">{}</script><script>x</script>`} {
		if len(runnable(page)) == 0 {
			t.Errorf("%s was not seen", page)
		}
	}
}

func TestSecurityTxtOnlyWhenThereIsAContact(t *testing.T) {
	const name = ".well-known/security.txt"
	if _, ok := mustBuild(t, nil)[name]; ok {
		t.Error("it is there without a contact")
	}
	got := mustBuild(t, map[string]string{"content/site.yaml": settings + "security-contact: mailto:veilig@site.nl\n"})[name]
	for _, want := range []string{"Contact: mailto:veilig@site.nl\n", "Expires: 2027-10-21T00:00:00Z\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	a, err := build(source(nil))
	b, again := build(source(nil))
	if err != nil || again != nil || !maps.Equal(a, b) {
		t.Errorf("two builds differ (%v, %v)", err, again)
	}
}

// docs/thema.md lists the functions for whoever writes a theme.
func TestFunctionsAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/thema.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range render.FunctionNames() {
		if !regexp.MustCompile("(?m)^\\| `" + name + "[ `]").Match(doc) {
			t.Errorf("docs/thema.md does not list %s", name)
		}
	}
}
