package render

import (
	"iter"
	"path"
	"strings"
)

// Files that stand beside a page, such as its feed, have earlier addresses when
// the page has. A program that reads them follows no small page: so where there
// are no redirects the same file stands at the earlier address.

// earlier walks over the earlier paths of files beside pages, with those files.
func (r *Renderer) earlier() iter.Seq2[string, File] {
	olds := map[string][]string{} // folder -> those that became it
	for _, x := range r.site.Redirects() {
		if strings.HasSuffix(x.Van, "/") && strings.HasSuffix(x.Naar, "/") {
			olds[x.Naar] = append(olds[x.Naar], strings.TrimPrefix(x.Van, "/"))
		}
	}
	return func(yield func(string, File) bool) {
		if len(olds) == 0 {
			return
		}
		for _, files := range []iter.Seq[File]{r.feedFiles(), r.citationFiles()} {
			for f := range files {
				dir, name := path.Split("/" + f.Path)
				for _, old := range olds[dir] {
					if !yield(old+name, f) {
						return
					}
				}
			}
		}
	}
}

// earlierFiles returns the files at those paths.
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
