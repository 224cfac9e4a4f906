package publish_test

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"testing"

	"weerklank/internal/publish"
)

// pages yields n pages of 10 kB. In every step-th, the text is version.
func pages(n, step, version int) iter.Seq[publish.File] {
	body := bytes.Repeat([]byte("Wat mensen zeiden. "), 10_000/19)
	return func(yield func(publish.File) bool) {
		for i := range n {
			v := 0
			if i%step == 0 {
				v = version
			}
			ok := yield(publish.File{
				Path: fmt.Sprintf("trajecten/t%d/s%d/index.html", i/9, i%9),
				Render: func(w io.Writer) error {
					fmt.Fprintf(w, "%d %d ", i, v)
					_, err := w.Write(body)
					return err
				},
			})
			if !ok {
				return
			}
		}
	}
}

// BenchmarkPublish publishes 9,000 pages, of which a part has changed.
func BenchmarkPublish(b *testing.B) {
	const n = 9000
	o := publish.Options{Source: b.TempDir()}
	run := func(b *testing.B, step, version int) {
		if _, err := publish.Publish(b.Context(), o, pages(n, step, version)); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			o.Destination = filepath.Join(b.TempDir(), "public")
			run(b, 1, 0)
		}
	})
	for _, bb := range []struct {
		name string
		step int
	}{{"all changed", 1}, {"one changed", n}} {
		b.Run(bb.name, func(b *testing.B) {
			o.Destination = filepath.Join(b.TempDir(), "public")
			run(b, 1, 0)
			version := 0
			for b.Loop() {
				version++
				run(b, bb.step, version)
			}
		})
	}
	b.Run("nothing changed", func(b *testing.B) {
		o.Destination = filepath.Join(b.TempDir(), "public")
		run(b, 1, 0)
		for b.Loop() {
			run(b, 1, 0)
		}
	})
}
