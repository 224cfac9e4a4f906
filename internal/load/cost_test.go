//go:build unix

package load_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/traject"
)

// What the rules cost is what `weerklank check` takes beside what it takes to
// parse the same files. Both benchmarks count the time of the processor, so that
// their ratio says the same on a busy machine. With SITE=folder they measure a
// site on disk.

// sites are what is measured: the invented trajectories of this file's
// neighbour, and copies of the demonstration.
func sites(b *testing.B) map[string]fs.FS {
	if dir := os.Getenv("SITE"); dir != "" {
		return map[string]fs.FS{"site": os.DirFS(dir)}
	}
	return map[string]fs.FS{"invented": source(1000), "demonstration": demonstration(b, 1000)}
}

// demonstration returns the site of this repository with n trajectories: those
// that it has, again and again under other names.
func demonstration(b *testing.B, n int) fs.FS {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	repository := os.DirFS("../..")
	fsys := fstest.MapFS{}
	read := func(name string) []byte {
		src, err := fs.ReadFile(repository, name)
		if err != nil {
			b.Fatal(err)
		}
		return src
	}
	err := fs.WalkDir(repository, content.Dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			fsys[name] = &fstest.MapFile{Data: read(name), ModTime: at}
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	originals, err := fs.Glob(repository, content.TrajectenDir+"/*.md")
	if err != nil {
		b.Fatal(err)
	}
	for i := len(originals); i < n; i++ {
		name, copied := originals[i%len(originals)], i/len(originals)
		// An advies has an address that is made of its kenmerk.
		src := strings.ReplaceAll(string(read(name)), "kenmerk: ", fmt.Sprintf("kenmerk: %d-", copied))
		fsys[fmt.Sprintf("%s-%d.md", strings.TrimSuffix(name, ".md"), copied)] = &fstest.MapFile{Data: []byte(src), ModTime: at}
	}
	return fsys
}

// cpu returns how much time of the processor this process took.
func cpu(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// measure runs work on each site.
func measure(b *testing.B, work func(*testing.B, fs.FS)) {
	for name, fsys := range sites(b) {
		b.Run(name, func(b *testing.B) {
			tree, _, err := content.List(fsys)
			if err != nil {
				b.Fatal(err)
			}
			runtime.GC()
			start := cpu(b)
			for b.Loop() {
				work(b, fsys)
			}
			b.ReportMetric(float64((cpu(b)-start).Microseconds())/float64(b.N*len(tree.Paths())), "cpu-µs/file")
		})
	}
}

// BenchmarkParse reads every file and parses its front matter and all its
// Markdown: what must be done to know a text, without any rule.
func BenchmarkParse(b *testing.B) {
	measure(b, func(b *testing.B, fsys fs.FS) {
		tree, _, err := content.List(fsys)
		if err != nil {
			b.Fatal(err)
		}
		var wg sync.WaitGroup
		names := make(chan string)
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for name := range names {
					if err := parse(fsys, name); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for _, name := range tree.Paths() {
			names <- name
		}
		close(names)
		wg.Wait()
	})
}

// BenchmarkCheck is `weerklank check`: the same files, all rules, and what they
// found written out.
func BenchmarkCheck(b *testing.B) {
	measure(b, func(b *testing.B, fsys fs.FS) {
		r, err := loader().Load(context.Background(), fsys)
		if err != nil {
			b.Fatal(err)
		}
		if err := diag.Print(io.Discard, "text", r.Problems, diag.Options{Lang: lang.NL, Rules: load.Rules()}); err != nil {
			b.Fatal(err)
		}
	})
}

func parse(fsys fs.FS, name string) error {
	f, _, err := content.Read(fsys, name, content.Markdown)
	if err != nil {
		return err
	}
	if path.Dir(name) == content.TrajectenDir {
		t, _ := traject.Parse(f)
		parseTexts(reflect.ValueOf(t))
		return nil
	}
	p, _ := traject.ParsePage(f)
	parseTexts(reflect.ValueOf(p))
	return nil
}

// parseTexts parses the Markdown of every field within v.
func parseTexts(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if m, ok := v.Interface().(*traject.Markdown); ok && m != nil {
			m.Doc()
		} else if !v.IsNil() {
			parseTexts(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			parseTexts(v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[content.File]() || v.Type() == reflect.TypeFor[content.Node]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				parseTexts(v.Field(i))
			}
		}
	}
}
