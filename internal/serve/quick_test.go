package serve_test

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"weerklank/internal/diag"
	. "weerklank/internal/serve"
)

// withQuick lets g make a snapshot of one file at once. Its whole loads wait until
// held is closed, but for the first; givenUp tells of each that is given up.
func withQuick(g *generator, held <-chan struct{}, givenUp chan<- struct{}) func(context.Context, fs.FS) (Snapshot, error) {
	first := true
	return func(ctx context.Context, fsys fs.FS) (Snapshot, error) {
		if !first {
			select {
			case <-held:
			case <-ctx.Done():
				givenUp <- struct{}{}
			}
		}
		first = false
		return g.quick(ctx, fsys)
	}
}

func (g *generator) quick(ctx context.Context, fsys fs.FS) (Snapshot, error) {
	s, err := g.load(ctx, fsys)
	s.With = func(fsys fs.FS, file string) (Snapshot, bool) {
		next, err := g.quick(ctx, fsys)
		next.Problems = slices.DeleteFunc(next.Problems, func(p diag.Problem) bool { return p.File != file })
		return next, err == nil && !diag.HasErrors(next.Problems)
	}
	return s, err
}

// settle is how long it must be quiet in these tests.
const settle = 100 * time.Millisecond

func quickly(t *testing.T, files ...string) (p *preview, held, givenUp chan struct{}) {
	held, givenUp = make(chan struct{}), make(chan struct{}, 100)
	p = run(t, func(o Options) Options {
		o.Load = withQuick(&generator{}, held, givenUp)
		return o.Settling(settle)
	}, files...)
	return p, held, givenUp
}

func TestSavedFileIsShownBeforeTheWholeIsLoaded(t *testing.T) {
	p, held, _ := quickly(t, "content/a.md", "a", "content/b.md", "b LETOP")
	defer close(held)
	for _, text := range []string{"een", "twee", "drie LETOP"} { // also while a load is under way
		p.becomesAfter(func() { write(t, p.dir, "content/a.md", text) }, "a/", text)
	}
	if page := p.get("a/"); strings.Count(page, "kijk hier nog eens naar") != 1 || !strings.Contains(page, "Elders op de site: 1 waarschuwing") {
		t.Errorf("findings of the page: %s", page)
	}
}

// What the whole site has of a file is never older than what was shown at once.
func TestOldLoadDoesNotReplaceWhatIsNewer(t *testing.T) {
	p, held, givenUp := quickly(t, "content/a.md", "a")
	p.becomesAfter(func() { write(t, p.dir, "content/a.md", "een") }, "a/", "<p>een</p>")
	time.Sleep(4 * settle) // the load of "een" is under way now
	p.becomesAfter(func() { write(t, p.dir, "content/a.md", "twee") }, "a/", "<p>twee</p>")
	select {
	case <-givenUp:
	case <-time.After(patience):
		t.Error("the old load goes on")
	}
	close(held)
	p.becomesAfter(func() { write(t, p.dir, "content/stijl.css", "") }, "stijl.css", "")
	if page := p.get("a/"); !strings.Contains(page, "<p>twee</p>") {
		t.Errorf("page: %s", page)
	}
}

func TestFileWithAnErrorIsLoadedWhole(t *testing.T) {
	p, held, _ := quickly(t, "content/a.md", "a")
	close(held)
	p.becomesAfter(func() { write(t, p.dir, "content/a.md", "FOUT") }, "a/", "dit is mis")
	if page := p.get("a/"); !strings.Contains(page, "<p>a</p>") {
		t.Errorf("the last good page is gone: %s", page)
	}
	p.becomesAfter(func() { write(t, p.dir, "content/a.md", "heel") }, "a/", "<p>heel</p>")
	if page := p.get("a/"); strings.Contains(page, "dit is mis") {
		t.Errorf("page: %s", page)
	}
}

// A save by way of another file is one change, of one file.
func TestFilesThatCameAndWentDoNotCount(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	got := s.server.There([]string{"content/a.md", "content/sedXYZ"})
	if len(got) != 1 || got[0] != "content/a.md" {
		t.Errorf("left: %q", got)
	}
	if got := s.server.There(nil); got != nil {
		t.Errorf("left of what is not known: %q", got)
	}
}
