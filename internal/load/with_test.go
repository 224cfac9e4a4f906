package load_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/load"
	"weerklank/internal/site"
)

// demo returns the texts of the demonstration site, in memory.
func demo(t *testing.T) fstest.MapFS {
	t.Helper()
	disk, fsys := os.DirFS("../.."), fstest.MapFS{}
	err := fs.WalkDir(disk, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(disk, name)
		fsys[name] = &fstest.MapFile{Data: data, ModTime: time.Unix(1, 0)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func whole(t *testing.T, fsys fs.FS) *load.Result {
	t.Helper()
	r, err := loader().Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// edited returns a copy of fsys with something else in one file.
func edited(t *testing.T, fsys fstest.MapFS, file, old, text string) fstest.MapFS {
	t.Helper()
	source := string(fsys[file].Data)
	if !strings.Contains(source, old) {
		t.Fatalf("there is no %q in %s", old, file)
	}
	after := fstest.MapFS{}
	for name, f := range fsys {
		after[name] = f
	}
	after[file] = &fstest.MapFile{Data: []byte(strings.Replace(source, old, text, 1)), ModTime: time.Unix(2, 0)}
	return after
}

const example = "content/trajecten/voorbeeld-speelplek.md"

// The pages of a file that is shown at once are those of a whole load.
func TestWithGivesThePagesOfAWholeLoad(t *testing.T) {
	fsys := demo(t)
	fsys["content/site.yaml"].Data = append(fsys["content/site.yaml"].Data, "\nregels:\n  onderwerp-ongebruikt:\n    ernst: uit\n    reden: Wij schrijven vooruit.\n"...)
	r := whole(t, fsys)
	after := fsys
	for _, edit := range [][2]string{
		{"titel: \"", "titel: \"Anders en "},
		{"samenvatting: ", "samenvatting: Anders. "},
		{"reden: Elk", "reden: Anders gezegd. Elk"},
		{"besluit: niet-overgenomen", "besluit: overgenomen"},
		{"\n## ", "\nEen zin erbij, met een [link](/over/), conform het vigerende beleid.\n\n## "},
	} {
		after = edited(t, after, example, edit[0], edit[1])
	}
	got, ok := r.With(after, example)
	if !ok {
		t.Fatal("it cannot be shown at once")
	}
	want := whole(t, after)
	pages := 0
	for p := range want.Site.Pages() {
		if p.From != example || p.Kind == site.Alias { // of earlier addresses, with the title in them
			continue
		}
		pages++
		mine, ok := got.Site.Page(p.Adres)
		if !ok {
			t.Fatalf("there is no %s", p.Adres)
		}
		var a, b bytes.Buffer
		if err := want.Renderer.Page(&a, p); err != nil {
			t.Fatal(err)
		}
		if err := got.Renderer.Page(&b, mine); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs", p.Adres)
		}
	}
	if pages < 5 {
		t.Errorf("only %d pages were compared", pages)
	}
	if slices.ContainsFunc(got.Problems, func(p diag.Problem) bool { return p.File != example }) {
		t.Error("there are problems of other files")
	}
	if a, b := foundIn(want, example), foundIn(got, example); a != b {
		t.Errorf("problems:\n%s\nof a whole load:\n%s", b, a)
	}
}

func foundIn(r *load.Result, file string) string {
	var b strings.Builder
	for _, p := range r.Problems {
		if p.File == file && p.Severity != diag.Off {
			b.WriteString(p.Code + ": " + p.Message.EN + "\n")
		}
	}
	return b.String()
}

// What changes more than the pages of the file needs a whole load.
func TestWithRefusesWhatConcernsOthers(t *testing.T) {
	fsys := demo(t)
	r := whole(t, fsys)
	for _, edit := range []struct{ name, old, text string }{
		{"topic", "onderwerpen:", "onderwerpen: [iets-anders]\nwijken:"},
		{"concept", "titel: ", "concept: true\ntitel: "},
		{"earlier address", "titel: ", "aliassen: [heel-vroeger]\ntitel: "},
		{"an error", "phase: ", "fase_: 2\nphase: "},
		{"a link to nothing", "\n## ", "\nZie [dit](/is-er-niet/).\n\n## "},
	} {
		if _, ok := r.With(edited(t, fsys, example, edit.old, edit.text), example); ok {
			t.Errorf("%s: it was shown at once", edit.name)
		}
	}
	if _, ok := r.With(fsys, "content/site.yaml"); ok {
		t.Error("the settings were shown at once")
	}
	without := edited(t, fsys, example, "titel", "titel")
	delete(without, example)
	if _, ok := r.With(without, example); ok {
		t.Error("a file that is gone was shown at once")
	}
}
