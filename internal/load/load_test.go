package load_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/diag"
)

// What is published was checked: a file that somebody saves in the meantime
// stops the build, also when its size and its time are the same.
func TestFileThatChangesDuringABuildIsNotPublished(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	const path, image = content.TrajectenDir + "/plan.md", content.MediaDir + "/foto.png"
	before := "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Wonen]\n---\nGoed.\n"
	for _, c := range []struct {
		name, path, published string
		change                func(*fstest.MapFile)
	}{
		{"text", path, "trajecten/plan/index.html", func(f *fstest.MapFile) { f.Data = []byte(strings.Replace(before, "Goed", "Fout", 1)) }},
		{"a concept by now", path, "trajecten/plan/index.html", func(f *fstest.MapFile) { f.Data = []byte(strings.Replace(before, "phase", "concept: true\nphase", 1)) }},
		{"image", image, "media/foto.png", func(f *fstest.MapFile) { f.Data = []byte("ander beeld") }},
		{"image of the same size", image, "media/foto.png", func(f *fstest.MapFile) { f.ModTime = at.Add(time.Second) }},
		{"nothing", path, "trajecten/plan/index.html", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{
				content.SettingsPath: {Data: []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"), ModTime: at},
				path:                 {Data: []byte(before), ModTime: at},
				image:                {Data: []byte("beeld"), ModTime: at},
			}
			r, err := loader().Load(context.Background(), fsys)
			if err != nil || diag.HasErrors(r.Problems) {
				t.Fatal(err, r.Problems)
			}
			if c.change != nil {
				c.change(fsys[c.path])
			}
			f, ok := r.Renderer.Find(c.published)
			if !ok {
				t.Fatalf("there is no %s", c.published)
			}
			if err := f.Render(io.Discard); (err == nil) != (c.change == nil) {
				t.Errorf("rendered with %v", err)
			}
		})
	}
}
