package load_test

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
	"weerklank/internal/load"
	"weerklank/internal/traject"
	"weerklank/themes"
)

// everyField is a statement with every key of the schema.
const everyField = `
  status: B
  register: https://register.example/merk-register
  datum: 2026-05-01
  onderzoek: https://register.example/merk-onderzoek
  onderzocht-op: 2026-04-15
  reikwijdte: merk-reikwijdte
  norm: EN 301 549 v4.1.1
  termijn: merk-termijn
  contact:
    e-mail: merk-contact@gemeente.example
  afwijkingen:
    - criterium: 1.4.3 merk-criterium
      beschrijving: merk-beschrijving
      oorzaak: merk-oorzaak
      gevolg: merk-gevolg
      alternatief: merk-alternatief
      maatregel: merk-maatregel
      planning: 2026-03
`

// statementPage returns what there is to read on the page of a statement, with
// the addresses of links.
func statementPage(t *testing.T, statement string) string {
	t.Helper()
	settings := "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\ncontact: {telefoon: 0000 000 000}\n"
	if statement != "" {
		settings += "toegankelijkheid:" + statement
	}
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default(), Plain: true}}
	r, err := l.Load(context.Background(), fstest.MapFS{content.SettingsPath: {Data: []byte(settings)}})
	if err != nil {
		t.Fatal(err)
	}
	f, ok := r.Renderer.Find("toegankelijkheid/index.html")
	if !ok {
		t.Fatal("there is no page")
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	_, main, _ := strings.Cut(b.String(), "<main")
	main, _, _ = strings.Cut(main, "</main>")
	return regexp.MustCompile(`<a href="([^"]*)"|<[^>]*>`).ReplaceAllString(main, " $1 ")
}

func TestEveryFieldOfTheStatementIsShown(t *testing.T) {
	whole := statementPage(t, everyField)
	for _, want := range []string{
		"Status B: voldoet gedeeltelijk", "1 mei 2026", "15 april 2026", "Dat zijn de regels van WCAG 2.2, niveau A en AA.",
		"maart 2026", "Deze datum is voorbij.", "merk-register", "merk-onderzoek", "merk-reikwijdte", "merk-termijn", "merk-contact@",
		"1.4.3 merk-criterium", "merk-beschrijving", "merk-oorzaak", "merk-gevolg", "merk-alternatief", "merk-maatregel",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	for _, typeName := range []string{"Statement", "Deviation"} {
		for _, k := range traject.Keys(typeName) {
			if !strings.Contains(everyField, " "+k.Name+":") {
				t.Errorf("the example has no %s", k.Name)
			}
		}
	}
	if strings.Contains(whole, "0000 000 000") {
		t.Error("the contact of the statement does not go before that of the site")
	}
}

// Without a statement the page says so, says how to report a problem, and says
// nothing that only a statement may say.
func TestNoStatementIsInvented(t *testing.T) {
	for name, statement := range map[string]string{"nothing": "", "only a term": "\n  termijn: binnen een week\n"} {
		t.Run(name, func(t *testing.T) {
			page := statementPage(t, statement)
			for _, invented := range []string{"Status", "WCAG", "voldoet", "301 549", "onderzocht"} {
				if strings.Contains(page, invented) {
					t.Errorf("the page says %q: %s", invented, page)
				}
			}
			if !strings.Contains(page, "0000 000 000") {
				t.Error("the page does not say how to report a problem")
			}
			if !strings.Contains(page, "nog geen toegankelijkheidsverklaring") {
				t.Error("the page does not say that there is no statement")
			}
		})
	}
}

// What the register does not know is shown as it was written, without an
// explanation.
func TestUnknownStatusIsNotExplained(t *testing.T) {
	page := statementPage(t, "\n  status: bijna goed\n")
	if !strings.Contains(page, "bijna goed") || strings.Contains(page, "Dat betekent") {
		t.Error(page)
	}
}
