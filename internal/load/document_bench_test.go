//go:build unix

package load_test

import (
	"testing"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// BenchmarkDocument reads, checks and summarizes one file: all that loading does
// with it.
func BenchmarkDocument(b *testing.B) {
	g := given()
	for name, fsys := range sites(b) {
		tree, _, err := content.List(fsys)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			start := cpu(b)
			for i := range b.N {
				f, _, err := content.Read(fsys, tree.Trajecten[i%len(tree.Trajecten)].Path, content.Markdown)
				if err != nil {
					b.Fatal(err)
				}
				t, _ := traject.Parse(f)
				check.Traject(t, g)
				site.Summarize(t)
			}
			b.ReportMetric(float64((cpu(b)-start)/time.Microsecond)/float64(b.N), "cpu-µs/doc")
		})
	}
}
