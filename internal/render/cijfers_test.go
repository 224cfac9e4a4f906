package render_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/load"
	"weerklank/themes"
)

// words returns what can be read of a page, with single spaces.
func words(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	page, _, _ = strings.Cut(page, "</main>")
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")), " ")
}

func TestFiguresSayTheirUnit(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": strings.Replace(trajectSource, "    besluit:", "    aantal: 1257\n    besluit:", 1)})
	for page, wants := range map[string][]string{
		"cijfers/index.html":               {"daarvan beantwoord 1 keer gehoord 1.257", "1 keer ja of deels ja. 0 keer nee. 0 keer doorgegeven.", "Samen 1 1.257", "Geteld op 21 november 2026."},
		"besluiten/overgenomen/index.html": {"1 antwoord , 1.257 keer gehoord."},
		"besluiten/index.html":             {"1.257 keer gehoord"},
		"index.html":                       {"1.257 keer gehoord"},
	} {
		for _, want := range wants {
			if got := strings.ReplaceAll(words(out[page]), " ,", ","); !strings.Contains(got, strings.ReplaceAll(want, " ,", ",")) {
				t.Errorf("%s does not say %q: %s", page, want, got)
			}
		}
	}
}

func TestNoFiguresOfNothing(t *testing.T) {
	page := mustBuild(t, map[string]string{"content/trajecten/plan.md": strings.Replace(trajectSource, "phase: 3", "phase: 3\nvoorbeeld: true", 1)})["cijfers/index.html"]
	if !strings.Contains(page, "Er valt nog niets te tellen") || !strings.Contains(page, "1 verzonnen voorbeeld") {
		t.Errorf("the page does not say that there is nothing to count: %s", words(page))
	}
	for _, not := range []string{"<figure", "<table", "NaN"} {
		if strings.Contains(page, not) {
			t.Errorf("there is a %s about nothing", not)
		}
	}
}

func TestMeasuredNumbers(t *testing.T) {
	for taal, want := range map[string]string{"nl": "−1.234,50 4.000.000 12 0,5", "en": "−1,234.50 4,000,000 12 0.5"} {
		page := mustBuild(t, map[string]string{
			"content/site.yaml": settings + "taal: " + taal + "\n",
			"content/trajecten/plan.md": strings.Replace(trajectSource, "phase: 3", "phase: 3\nmonitoring:\n  - naam: N\n    eenheid: euro\n    metingen: "+
				"[{datum: 2023, waarde: '-1234,50'}, {datum: 2024, waarde: 4000000}, {datum: 2025, waarde: 12}, {datum: 2026, waarde: 0.5}]", 1),
		})["trajecten/plan/index.html"]
		_, table, _ := strings.Cut(page, "<figure")
		var got []string
		for _, m := range regexp.MustCompile(`<td[^>]*>([^<]*)</td>`).FindAllStringSubmatch(table, -1) {
			got = append(got, m[1])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", taal, s, want)
		}
	}
}

// What a drawing says stands in words beside it, so a screen reader has no need
// of it, or one sentence of the drawing says it all.
func TestDrawingsAreNotRead(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": strings.Replace(trajectSource, "phase: 3", "phase: 3\nmonitoring:\n  - naam: N\n    metingen: [{datum: 2024, waarde: 1}, {datum: 2025, waarde: 2}]", 1)})
	hidden := regexp.MustCompile(`(?s)<div class="?wk-grafiek"? aria-hidden="true">.*?</svg>\s*<p`)
	for _, name := range []string{"cijfers/index.html", "trajecten/plan/index.html"} {
		rest := hidden.ReplaceAllString(out[name], "")
		for _, svg := range regexp.MustCompile(`<svg[^>]*>`).FindAllString(rest, -1) {
			named := strings.Contains(svg, `role="img"`) && regexp.MustCompile(`aria-label="[^"]{20,}"`).MatchString(svg)
			if !named && !strings.Contains(svg, `aria-hidden="true"`) && !strings.Contains(svg, `width="28"`) {
				t.Errorf("%s: %s is read out", name, svg)
			}
		}
	}
	if len(hidden.FindAllString(out["trajecten/plan/index.html"], -1)) != 1 {
		t.Error("the drawing of the measurements is not hidden")
	}
}

// A municipality with many topics that publishes for years has a light page of
// figures too.
func TestFiguresOfManyYearsAreLight(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitel: Plan %d\nsamenvatting: Kort.\nphase: 4\nonderwerpen: [Een langer onderwerp %d, Een langer onderwerp %d]\nsignalen:\n", i, i%20, (i*7+3)%20)
		for j, besluit := range []string{"overgenomen", "deels-overgenomen", "niet-overgenomen", "bestaat-al", "beantwoord", "doorgegeven", "in-behandeling"} {
			fmt.Fprintf(&b, "  - {id: s%d, signaal: S, aantal: %d, ontvangen: %d-01-1%d, besluit: %s, reden: r, doorgegeven-aan: x", j, i*j+1, 2015+i%12, j, besluit)
			if besluit != "in-behandeling" {
				fmt.Fprintf(&b, ", besloten-op: %d-0%d-20, gepland: %d", 2015+i%12, j+1, 2016+i%12)
			}
			b.WriteString("}\n")
		}
		files[fmt.Sprintf("content/trajecten/plan-%d.md", i)] = b.String() + "---\n"
	}
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	r, err := l.Load(context.Background(), source(files))
	if err != nil {
		t.Fatal(err)
	}
	var page, packed bytes.Buffer
	weighed := 0
	for f := range r.Renderer.Files() {
		if !slices.Contains([]string{"cijfers/index.html", "theme.css", "theme-cijfers.css"}, f.Path) {
			continue
		}
		weighed++
		w := gzip.NewWriter(&packed)
		into := io.Writer(w)
		if f.Path == "cijfers/index.html" {
			into = io.MultiWriter(w, &page)
		}
		if err := cmp.Or(f.Render(into), w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if weighed != 3 || packed.Len() > maxWeight {
		t.Errorf("%d files weigh %d bytes; at most %d", weighed, packed.Len(), maxWeight)
	}
	if page := words(page.String()); !strings.Contains(page, "Nog 13 onderwerpen") || strings.Count(page, "Een langer onderwerp ") != 21 {
		t.Errorf("not every topic is there: %s", page)
	}
}
