package load_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/load"
	"weerklank/internal/publish"
	"weerklank/themes"
)

// trajectFile returns an invented trajectory with 8 signalen and about 400
// words of text, the size of a real one.
func trajectFile(i int) []byte {
	var b strings.Builder
	topics := []string{"wonen", "zorg", "verkeer", "groen", "jeugd", "werk", "veiligheid", "cultuur"}
	fmt.Fprintf(&b, "---\ntitel: \"Verzonnen traject %d\"\nsamenvatting: >-\n  Mensen vertelden wat zij merken bij de Verzonnen Straat %d. Dit is er met hun woorden gedaan.\n", i, i)
	fmt.Fprintf(&b, "phase: 3\nonderwerpen: [%s, %s]\ndatum: 2025-%02d-%02d\nsignalen:\n", topics[i%8], topics[(i+3)%8], i%12+1, i%28+1)
	answers := []string{"overgenomen", "deels-overgenomen", "niet-overgenomen", "bestaat-al"}
	for s := range 8 {
		fmt.Fprintf(&b, "  - id: s%d\n    signaal: >-\n      Bij de Verzonnen Straat %d ontbreken volgens %d mensen banken om even te zitten.\n    bron: inloopavond\n", s, i, s+3)
		fmt.Fprintf(&b, "    besluit: %s\n    besloten-op: 2025-%02d-%02d\n    reden: >-\n      Wij hebben **gekeken** waar mensen uitrusten. Er is plaats bij de\n      [halte](https://www.voorbeeld.example/%d). De rest van de straat is te smal voor een bank en een rolstoel naast elkaar.\n", answers[(i+s)%4], s+1, i%28+1, i)
	}
	b.WriteString("---\n\n## Wat was de vraag?\n\n")
	for p := range 12 {
		fmt.Fprintf(&b, "Er waren veel mensen die iets *vertelden* over de straat. Zij willen kunnen zitten, oversteken en spelen. Dat is stuk %d van het verhaal, met een [link](https://www.voorbeeld.example/stuk-%d).\n\n", p, p)
		if p%4 == 3 {
			fmt.Fprintf(&b, "### Deel %d\n\n- een bank\n- een boom\n\n| Stap | Wanneer |\n|---|---|\n| kijken | mei |\n| doen | juni |\n\n", p)
		}
	}
	return []byte(b.String())
}

func source(n int) fstest.MapFS {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	fsys := fstest.MapFS{content.SettingsPath: {Data: []byte("titel: Meting\norganisatie: Verzonnen gemeente\nbase-url: https://www.meting.nl/\n"), ModTime: at}}
	for i := range n {
		fsys[fmt.Sprintf("%s/t-%05d.md", content.TrajectenDir, i)] = &fstest.MapFile{Data: trajectFile(i), ModTime: at}
	}
	return fsys
}

func loader() *load.Loader {
	return &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
}

// BenchmarkLoad reads, checks and connects 1,000 trajectories.
func BenchmarkLoad(b *testing.B) {
	fsys := source(1000)
	for b.Loop() {
		if _, err := loader().Load(context.Background(), fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReload is what the preview does after one file was saved.
func BenchmarkReload(b *testing.B) {
	fsys := source(1000)
	l := loader()
	if _, err := l.Load(context.Background(), fsys); err != nil {
		b.Fatal(err)
	}
	file := fsys[content.TrajectenDir+"/t-00007.md"]
	for b.Loop() {
		file.ModTime = file.ModTime.Add(time.Second)
		if _, err := l.Load(context.Background(), fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRender makes the 9 pages of one trajectory and its share of the lists.
func BenchmarkRender(b *testing.B) {
	const n = 200
	r, err := loader().Load(context.Background(), source(n))
	if err != nil {
		b.Fatal(err)
	}
	files := 0
	for b.Loop() {
		var wg sync.WaitGroup
		work := make(chan func(io.Writer) error)
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for render := range work {
					if err := render(io.Discard); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for f := range r.Renderer.Files() {
			files++
			work <- f.Render
		}
		close(work)
		wg.Wait()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(files), "µs/page")
}

// BenchmarkBuild is the whole way: 1,000 trajectories, 9,000 pages and lists.
func BenchmarkBuild(b *testing.B) {
	fsys := source(1000)
	dir := b.TempDir()
	for i := 0; b.Loop(); i++ {
		r, err := loader().Load(context.Background(), fsys)
		if err != nil {
			b.Fatal(err)
		}
		o := publish.Options{Destination: filepath.Join(dir, fmt.Sprint(i)), Source: filepath.Join(dir, "source")}
		_, err = publish.Publish(context.Background(), o, func(yield func(publish.File) bool) {
			for f := range r.Renderer.Files() {
				if !yield(publish.File{Path: f.Path, Render: f.Render}) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
