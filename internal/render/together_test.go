package render_test

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"weerklank/internal/load"
	"weerklank/themes"
)

// A countingFS counts how often each file is read.
type countingFS struct {
	fstest.MapFS
	mu   sync.Mutex
	read map[string]int
}

func (c *countingFS) count(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read[name]++
}

func (c *countingFS) Open(name string) (fs.File, error) {
	c.count(name)
	return c.MapFS.Open(name)
}

func (c *countingFS) ReadFile(name string) ([]byte, error) {
	c.count(name)
	return c.MapFS.ReadFile(name)
}

// A document is read to check it, for the open data, and for all else; and files
// that are made together are what each is alone.
func TestReadOnce(t *testing.T) {
	more := map[string]string{}
	for name := range strings.SplitSeq("abcdefghijklm", "") {
		more["content/trajecten/"+name+".md"] = published("aliassen: [oud-" + name + "]\nkenmerk: Z-" + name + "\nsignalen:\n  - id: een\n    signaal: Wat mensen zeiden\n    besluit: overgenomen\n    besloten-op: 2026-03-12\n    reden: Omdat het **kan**.\n")
	}
	fsys := &countingFS{MapFS: source(more), read: map[string]int{}}
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	r, err := l.Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]*bytes.Buffer{}
	for f := range r.Renderer.Files() {
		if made[f.Path] != nil {
			continue
		}
		names, render := append([]string{f.Path}, f.With...), f.Together
		if render == nil {
			render = func(ws []io.Writer) error { return f.Render(ws[0]) }
		}
		var ws []io.Writer
		for _, name := range names {
			made[name] = new(bytes.Buffer)
			ws = append(ws, made[name])
		}
		if strings.Contains(f.Path, "feed.") && !strings.Contains(f.Path, "trajecten/") {
			continue // of the site or a topic: it shows what is new in many
		}
		if err := render(ws); err != nil {
			t.Fatal(err)
		}
	}
	for name := range more {
		if name != "content/trajecten/plan.md" && fsys.read[name] > 3 {
			t.Errorf("%s is read %d times", name, fsys.read[name])
		}
	}
	for f := range r.Renderer.Files() {
		if !strings.HasPrefix(f.Path, "data/") {
			continue
		}
		var alone bytes.Buffer
		if err := f.Render(&alone); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(alone.Bytes(), made[f.Path].Bytes()) {
			t.Errorf("%s is another file when it is made alone", f.Path)
		}
	}
}
