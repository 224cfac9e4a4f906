//go:build unix

package load_test

import (
	"context"
	"runtime"
	"testing"
)

// BenchmarkKeptOnce measures what stays in memory of each document when the site is
// loaded to be published.
func BenchmarkKeptOnce(b *testing.B) {
	for name, fsys := range sites(b) {
		b.Run(name, func(b *testing.B) {
			before := inUse()
			for range b.N {
				l := loader()
				l.Options.First = 3
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
