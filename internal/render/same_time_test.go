package render_test

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
	"testing"

	"weerklank/internal/render"
)

// A build makes files on every core at once, and the preview answers several
// requests: all share what is kept of the theme, the site and the documents. This
// is the test for the race detector, in which everything is made by one renderer
// at the same time; what comes out is what another makes one by one.
func TestFilesMadeAtTheSameTime(t *testing.T) {
	fsys := everything(t)
	_, one, _ := renderers(t, fsys, "nl")
	_, many, _ := renderers(t, fsys, "nl")
	want := map[string][]byte{}
	for f := range one.Files() {
		want[f.Path] = made(t, f)
	}
	files := slices.Collect(many.Files())
	if len(files) != len(want) || len(files) < 50 {
		t.Fatalf("%d files, and %d one by one", len(files), len(want))
	}
	got := make([][]byte, len(files))
	var wait sync.WaitGroup
	for first := range max(4, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := first; i < len(files); i += max(4, runtime.GOMAXPROCS(0)) {
				got[i] = made(t, files[i])
				// Somebody looks at it meanwhile.
				if f, ok := many.Find(files[i].Path); !ok || f.Path != files[i].Path {
					t.Errorf("%s is not found", files[i].Path)
				}
			}
		})
	}
	wait.Wait()
	for i, f := range files {
		if !bytes.Equal(got[i], want[f.Path]) {
			t.Errorf("%s differs when others are made at the same time", f.Path)
		}
	}
}

func made(t *testing.T, f render.File) []byte {
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Errorf("%s: %v", f.Path, err)
	}
	return b.Bytes()
}
