package render_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/render"
	"weerklank/internal/site"
)

// ordinarySite is a site as a municipality has it: n trajecten with eight
// signalen each, with topics, quotes, reasons with emphasis and links, dates of
// every kind and a story.
func ordinarySite(n int) fs.FS {
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte("titel: Voorbeeldsite\norganisatie: Gemeente\nbase-url: https://www.voorbeeld.example/\n")}}
	besluiten := []string{"in-behandeling", "overgenomen", "deels-overgenomen", "niet-overgenomen", "bestaat-al", "beantwoord"}
	zinnen := []string{
		"Bij de sporthal *ontbreken* volgens bewoners de zitbanken.",
		"Sinds vorig jaar is er bij de [halte](https://www.voorbeeld.example/halte) niets veranderd aan de verlichting.",
		"Graag aandacht voor het groen, **vooral** in de avonduren.",
		"Kunnen de openingstijden & het spreekuur beter op elkaar worden afgestemd?",
	}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitel: \"De bushalte bij het winkelcentrum (traject %d)\"\nphase: %d\nonderwerpen: [onderwerp %d, onderwerp %d]\ndatum: 2025-%02d-%02d\n", i, i%4+1, i%7, i%5+7, i%12+1, i%28+1)
		fmt.Fprintf(&b, "samenvatting: >-\n  We zijn bezig om \"nieuwe\" manieren in praktijk te brengen.\n  %s\nsignalen:\n", zinnen[3])
		for j := range 8 {
			fmt.Fprintf(&b, "  - id: s%d\n    signaal: >-\n      %s Dit is signaal %d.\n    bron: Wijkgesprek\n    besluit: %s\n    reden: >-\n      %s\n      %s\n    datum: 2025-%02d-%02d\n",
				j+1, zinnen[3], j, besluiten[(i+j)%len(besluiten)], zinnen[j%4], zinnen[(i+j)%4], (i+j)%12+1, j+1)
			if j%4 == 1 {
				b.WriteString("    besloten-op: 2025-11\n    citaten:\n      - tekst: Zo kan het niet langer.\n        rol: een bewoner\n    aantal: 1200\n")
			}
		}
		fmt.Fprintf(&b, "---\n\n## Wat was de vraag?\n\n%s\n\n- %s\n- %s\n", strings.Join(zinnen, " "), zinnen[0], zinnen[1])
		fsys[fmt.Sprintf("content/trajecten/t-%05d.md", i)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// BenchmarkPages is the price of a page of each kind when its document has been
// read: docs/snelheid.md has the table.
func BenchmarkPages(b *testing.B) {
	s, compiled, _ := renderers(b, ordinarySite(60), "nl")
	views := map[site.Kind][]*site.Page{}
	var kinds []site.Kind
	var out bytes.Buffer
	for p := range s.Pages() {
		view, err := p.View()
		if err != nil {
			b.Fatal(err)
		}
		page := *p
		page.View = func() (any, error) { return view, nil }
		out.Reset()
		if err := compiled.Page(&out, &page); err != nil { // reads the Markdown
			b.Fatal(err)
		}
		if views[p.Kind] == nil {
			kinds = append(kinds, p.Kind)
		}
		views[p.Kind] = append(views[p.Kind], &page)
	}
	for _, k := range kinds {
		b.Run(string(k), func(b *testing.B) { benchmarkPages(b, compiled, views[k]) })
	}
}

func benchmarkPages(b *testing.B, r *render.Renderer, pages []*site.Page) {
	b.ReportAllocs()
	size, i := 0, 0
	for b.Loop() {
		w := counter(0)
		if err := r.Page(&w, pages[i%len(pages)]); err != nil {
			b.Fatal(err)
		}
		size += int(w)
		i++
	}
	b.ReportMetric(float64(size)/float64(i), "bytes/page")
}

// A counter is a file to which a page is written.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }
