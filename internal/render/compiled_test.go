package render_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/load"
	"weerklank/internal/render"
	"weerklank/internal/site"
	"weerklank/themes"
)

// renderers returns the renderer of a site and one that leaves all templates to
// html/template.
func renderers(t testing.TB, fsys fs.FS, taal string) (s *site.Site, compiled, interpreted *render.Renderer) {
	t.Helper()
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default(), Preview: true}}
	result, err := l.Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	theme, err := render.LoadTheme(nil, themes.Default(), taal, true)
	if err != nil {
		t.Fatal(err)
	}
	if compiled, err = render.New(result.Site, theme, render.Options{Source: fsys}); err != nil {
		t.Fatal(err)
	}
	if interpreted, err = render.New(result.Site, theme, render.Options{Source: fsys, Interpreted: true}); err != nil {
		t.Fatal(err)
	}
	return result.Site, compiled, interpreted
}

func everything(t testing.TB) fs.FS {
	all, err := os.ReadFile("../load/testdata/alles.md")
	if err != nil {
		t.Fatal(err)
	}
	// What takes a page off the site, and with it all that is on it.
	shown := regexp.MustCompile(`(?m)^(concept|publiceren-vanaf|ingetrokken):.*\n(  .*\n)*`).ReplaceAllString(string(all), "")
	return source(map[string]string{
		"content/site.yaml":                 strings.Replace(settings, "theme: eigen\n", "", 1),
		"content/trajecten/alles.md":        shown,
		"content/trajecten/ingetrokken.md":  string(all),
		"content/trajecten/vorige-ronde.md": "---\ntitel: Vorige <ronde>\nsamenvatting: Kort & \"goed\".\nphase: 1\nonderwerpen: [eerder]\n---\n",
		"content/trajecten/plan.md":         trajectSource,
		"content/onderwerpen/wonen.md":      "---\ntitel: Wonen\n---\n\nOver wonen.\n",
	})
}

// The standard for compiled templates is html/template: not one byte may differ,
// and no kind of page may fall back to it.
func TestCompiledPagesAreThoseOfHTMLTemplate(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"demonstration": os.DirFS("../.."), "all keys": everything(t)} {
		for _, taal := range render.Languages() {
			s, compiled, interpreted := renderers(t, fsys, taal)
			var seen []site.Kind
			for p := range s.Pages() {
				var want, got bytes.Buffer
				if err := interpreted.Page(&want, p); err != nil {
					t.Fatal(err)
				}
				program, err := compiled.Program(p.Kind)
				if err != nil {
					t.Fatalf("%s: %v", p.Kind, err)
				}
				view, err := p.View()
				if err != nil {
					t.Fatal(err)
				}
				if err := program.Execute(&got, view); err != nil {
					t.Fatalf("%s: %v", p.Adres, err)
				}
				if !bytes.Equal(got.Bytes(), want.Bytes()) {
					t.Errorf("%s: %s differs", name, p.Adres)
				}
				seen = append(seen, p.Kind)
			}
			for _, k := range []site.Kind{site.Home, site.Traject, site.Signaal, site.Onderwerp, site.Bijeenkomst, site.Besluit} {
				if !slices.Contains(seen, k) {
					t.Errorf("%s has no page of the kind %s", name, k)
				}
			}
		}
	}
}

// Every name in the default theme is one of its data, also where no page comes.
func TestNamesOfTheDefaultTheme(t *testing.T) {
	theme, err := render.LoadTheme(nil, themes.Default(), "nl", false)
	if err != nil {
		t.Fatal(err)
	}
	if err := render.CheckNames(theme); err != nil {
		t.Error(err)
	}
	_, compiled, _ := renderers(t, everything(t), "nl")
	for _, k := range site.Kinds() {
		if _, err := compiled.Program(k); err != nil {
			t.Errorf("%s is not compiled: %v", k, err)
		}
	}
}

func TestUnknownNameStopsTheBuild(t *testing.T) {
	_, err := build(source(map[string]string{"themes/eigen/hooks/footer.html": `{{define "hook-footer"}}{{if .Concept}}{{.Typfout}}{{end}}{{end}}`}))
	if err == nil || !strings.Contains(err.Error(), "Typfout") || !strings.Contains(err.Error(), "hooks/footer.html") {
		t.Errorf("got %v", err)
	}
	// A name that one kind of page has may stand in a hook of all.
	out := mustBuild(t, map[string]string{"themes/eigen/hooks/footer.html": `{{define "hook-footer"}}{{if eq .Kind "traject"}}<p>Van {{.T.Titel}}</p>{{end}}{{end}}`})
	if !strings.Contains(out["trajecten/plan/index.html"], "<p>Van Een plan</p>") || strings.Contains(out["index.html"], "<p>Van ") {
		t.Error("the hook does not stand on the pages of its kind only")
	}
}

// What the compiler does not know is left to html/template.
func TestThemeThatCannotBeCompiled(t *testing.T) {
	out := mustBuild(t, map[string]string{"themes/eigen/hooks/footer.html": `{{define "hook-footer"}}<p data-x={{.Titel}}>{{slice .Titel 0 2}}</p>{{end}}`})
	// The names of a kind that is not compiled are not known, so none is wrong.
	mustBuild(t, map[string]string{
		"themes/eigen/templates/traject.html": `{{define "main"}}<h1 data-x={{.Titel}}></h1>{{end}}`,
		"themes/eigen/hooks/footer.html":      `{{define "hook-footer"}}{{if eq .Kind "traject"}}{{.T.Titel}}{{end}}{{end}}`,
	})
	if want := `<p data-x=Een&#32;plan>Ee</p>`; !strings.Contains(out["trajecten/plan/index.html"], want) {
		t.Errorf("the page does not have %s", want)
	}
}

func BenchmarkTrajectPage(b *testing.B) {
	s, compiled, interpreted := renderers(b, everything(b), "nl")
	for p := range s.Pages() {
		if p.Adres != "/trajecten/alles/" {
			continue
		}
		view, err := p.View()
		if err != nil {
			b.Fatal(err)
		}
		for name, r := range map[string]*render.Renderer{"compiled": compiled, "interpreted": interpreted} {
			b.Run(name, func(b *testing.B) {
				page := *p
				page.View = func() (any, error) { return view, nil }
				var out bytes.Buffer
				for b.Loop() {
					out.Reset()
					if err := r.Page(&out, &page); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
