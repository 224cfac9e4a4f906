package render

import (
	"iter"
	"path"
	"strings"

	"weerklank/internal/site"
)

// Files that stand beside a page, such as its feed, have earlier addresses when
// the page has. A program that reads them follows no small page: so where there
// are no redirects the same file stands at the earlier address.

// olderDirs returns the folders that became each folder.
func olderDirs(redirects []site.Redirect) map[string][]string {
	olds := map[string][]string{}
	for _, x := range redirects {
		if strings.HasSuffix(x.Van, "/") && strings.HasSuffix(x.Naar, "/") {
			olds[x.Naar] = append(olds[x.Naar], strings.TrimPrefix(x.Van, "/"))
		}
	}
	return olds
}

// earlier walks over the earlier paths of files beside pages, with those files.
func (r *Renderer) earlier() iter.Seq2[string, File] {
	return func(yield func(string, File) bool) {
		if len(r.olds) == 0 {
			return
		}
		for s := range r.site.Stromen() {
			for _, f := range r.stroomFiles(s) {
				if !r.at(f, yield) {
					return
				}
			}
		}
		for adres, records := range r.site.Citaten() {
			for _, f := range r.citationFiles(adres, records) {
				if !r.at(f, yield) {
					return
				}
			}
		}
	}
}

// at yields the earlier paths of one file.
func (r *Renderer) at(f File, yield func(string, File) bool) bool {
	dir, name := path.Split("/" + f.Path)
	for _, old := range r.olds[dir] {
		if !yield(old+name, f) {
			return false
		}
	}
	return true
}

// yieldWithEarlier yields a file, and the same at its earlier paths.
func (r *Renderer) yieldWithEarlier(f File, yield func(File) bool) bool {
	return yield(f) && r.at(f, func(old string, f File) bool {
		f.Path = old
		return yield(f)
	})
}

// earlierFiles returns the files at earlier paths.
func (r *Renderer) earlierFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		for old, f := range r.earlier() {
			f.Path = old
			if !yield(f) {
				return
			}
		}
	}
}
