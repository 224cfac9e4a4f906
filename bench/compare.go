//go:build linux

package main

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An amount is what a program made.
type amount struct {
	Files      int   `json:"files"`
	Pages      int   `json:"pages"`      // files of HTML
	Comparable int   `json:"comparable"` // pages of a traject or a signaal, which every program makes
	Bytes      int64 `json:"bytes"`
}

// amountOf counts what stands in a folder.
func amountOf(dir string) (amount, error) {
	var a amount
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		a.Files++
		a.Bytes += info.Size()
		if strings.HasSuffix(name, ".html") {
			a.Pages++
		}
		return nil
	})
	return a, err
}

// sameContent checks that the site in dir has a page for each traject and each
// signaal, and on it what people said: else the programs did not do the same
// work. It returns how many pages that are.
func sameContent(dir string, n int) (int, error) {
	pages := 0
	for i := 1; i <= n; i++ {
		s := makeSample(i)
		traject, err := words(filepath.Join(dir, "trajecten", s.slug, "index.html"))
		if err != nil {
			return 0, err
		}
		pages++
		for j, said := range s.signalen {
			id := fmt.Sprintf("s%d", j+1)
			page, err := words(filepath.Join(dir, "trajecten", s.slug, id, "index.html"), filepath.Join(dir, "signalen", s.slug+"-"+id, "index.html"))
			if err != nil {
				return 0, err
			}
			pages++
			if !strings.Contains(traject, said) || !strings.Contains(page, said) {
				return 0, fmt.Errorf("signaal %s of %s is not on its pages: %q", id, s.slug, said)
			}
		}
	}
	return pages, nil
}

// words returns the first of some files that is there, with its white space and
// characters as a browser shows them.
func words(names ...string) (string, error) {
	var last error
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err == nil {
			return strings.Join(strings.Fields(html.UnescapeString(string(b))), " "), nil
		}
		last = err
	}
	return "", last
}
