//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/load"
	"weerklank/internal/publish"
	"weerklank/internal/site"
	"weerklank/themes"
)

// writeOnly is the floor: it writes the files of the folder from into the new
// folder to, and does nothing else. It prints what the writing took, without
// reading them.
func writeOnly(from, to string) error {
	files := map[string][]byte{}
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err == nil {
			files[rel], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil {
		return err
	}
	began, used := time.Now(), processor()
	type file struct {
		name string
		data []byte
	}
	work, failed := make(chan file, 64), make(chan error, 2)
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for f := range work {
				if err := writeFile(filepath.Join(to, f.name), f.data); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	for name, data := range files {
		work <- file{name, data}
	}
	close(work)
	wait.Wait()
	close(failed)
	if err := <-failed; err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]float64{"wall": time.Since(began).Seconds(), "cpu": processor() - used})
}

func writeFile(name string, data []byte) error {
	if err := os.WriteFile(name, data, 0o644); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// processor returns the seconds of all cores that this program used.
func processor() float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
}

// comparable are the kinds of pages that Hugo and Eleventy make as well.
var comparableKinds = map[site.Kind]bool{
	site.Home: true, site.Trajecten: true, site.Traject: true, site.Signaal: true, site.Onderwerpen: true, site.Onderwerp: true,
}

// buildLimited builds the site in source with all checks, but publishes only what
// the other programs make too: comparable pages, the feeds of the site and of its
// topics, the sitemap, and the files of the theme.
func buildLimited(source, out string) error {
	root, err := os.OpenRoot(source)
	if err != nil {
		return err
	}
	defer root.Close()
	ctx := context.Background()
	loader := load.Loader{Options: load.Options{Dir: source, Date: today, Base: themes.Default()}}
	defer loader.Close()
	r, err := loader.Load(ctx, root.FS())
	if err != nil {
		return err
	}
	defer r.Close()
	if diag.HasErrors(r.Problems) {
		return fmt.Errorf("the content has errors")
	}
	_, err = publish.Publish(ctx, publish.Options{Destination: out, Source: source}, limited(r))
	return err
}

func limited(r *load.Result) iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		beside := []string{"feed.xml", "sitemap.xml", "theme.css"}
		for p := range r.Site.Pages() {
			if !comparableKinds[p.Kind] {
				continue
			}
			if !yield(publish.File{Path: strings.TrimPrefix(p.Adres, "/") + "index.html", Render: func(w io.Writer) error { return r.Renderer.Page(w, p) }}) {
				return
			}
			if p.Kind == site.Onderwerp && !strings.Contains(p.Adres, "/pagina/") {
				beside = append(beside, strings.TrimPrefix(p.Adres, "/")+"feed.xml")
			}
		}
		for i := 1; ; i++ {
			name := fmt.Sprintf("sitemap-%d.xml", i)
			if _, ok := r.Renderer.Find(name); !ok {
				break
			}
			beside = append(beside, name)
		}
		for _, name := range beside {
			f, ok := r.Renderer.Find(name)
			if !ok {
				continue
			}
			if !yield(publish.File{Path: f.Path, Render: f.Render, Size: f.Size}) {
				return
			}
		}
	}
}
