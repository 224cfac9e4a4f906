//go:build unix

package load_test

import (
	"context"
	"io/fs"
	"reflect"
	"runtime"
	"testing"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// What each stage costs of one document, on one core, without its Markdown: that
// was parsed before the clock runs. The documents are new to each stage every
// time, so that nothing is counted as free that was kept of the time before.

// parsed returns trajectories of a site with all that was read of them, at most 200.
func parsed(b *testing.B, fsys fs.FS) []*traject.Traject {
	tree, _, err := content.List(fsys)
	if err != nil {
		b.Fatal(err)
	}
	var all []*traject.Traject
	for _, e := range tree.Trajecten[:min(len(tree.Trajecten), 200)] {
		f, _, err := content.Read(fsys, e.Path, content.Markdown)
		if err != nil {
			b.Fatal(err)
		}
		t, _ := traject.Parse(f)
		parseTexts(reflect.ValueOf(t))
		all = append(all, t)
	}
	return all
}

// stage measures work on one document.
func stage(b *testing.B, work func(*traject.Traject)) {
	for name, fsys := range sites(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var took time.Duration
			for done := 0; done < b.N; {
				b.StopTimer()
				all := parsed(b, fsys)
				runtime.GC()
				b.StartTimer()
				start := cpu(b)
				for _, t := range all[:min(len(all), b.N-done)] {
					work(t)
					done++
				}
				took += cpu(b) - start
			}
			b.ReportMetric(float64(took.Microseconds())/float64(b.N), "cpu-µs/doc")
		})
	}
}

// given returns the settings with which the rules are run.
func given() check.Given {
	f := &content.File{Path: content.SettingsPath}
	s, _ := traject.ParseSettings(f)
	return check.Given{Today: "2026-11-21", Settings: s}
}

// BenchmarkRules runs every rule about one document.
func BenchmarkRules(b *testing.B) {
	g := given()
	stage(b, func(t *traject.Traject) { check.Traject(t, g) })
}

// BenchmarkSummarize keeps of one document what the site needs of it.
func BenchmarkSummarize(b *testing.B) {
	stage(b, func(t *traject.Traject) { site.Summarize(t) })
}

// BenchmarkKept says how many bytes stay in memory of each document once the
// site was loaded.
func BenchmarkKept(b *testing.B) {
	for name, fsys := range sites(b) {
		b.Run(name, func(b *testing.B) {
			before := inUse()
			for range b.N {
				l := loader()
				r, err := l.Load(context.Background(), fsys)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(inUse()-before)/float64(len(r.Docs)), "bytes/doc")
				runtime.KeepAlive(l)
				runtime.KeepAlive(r)
			}
		})
	}
}

// inUse returns how many bytes are in use.
func inUse() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkWhole runs the rules about everything together.
func BenchmarkWhole(b *testing.B) {
	g := given()
	for name, fsys := range sites(b) {
		b.Run(name, func(b *testing.B) {
			tree, _, err := content.List(fsys)
			if err != nil {
				b.Fatal(err)
			}
			in := site.Input{Settings: g.Settings, Today: g.Today, Texts: noTexts{}}
			var facts []*check.Facts
			for _, e := range tree.Trajecten {
				f, _, err := content.Read(fsys, e.Path, content.Markdown)
				if err != nil {
					b.Fatal(err)
				}
				t, _ := traject.Parse(f)
				_, known := check.Traject(t, g)
				facts = append(facts, known)
				in.Docs = append(in.Docs, site.Summarize(t))
			}
			b.Run("new", func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					site.New(in)
				}
			})
			s, _ := site.New(in)
			b.Run("check", func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					check.Site(s, check.NewIndex(facts))
				}
			})
		})
	}
}

// noTexts is a theme that says nothing.
type noTexts struct{}

func (noTexts) Text(key string, _ ...any) string { return key }
