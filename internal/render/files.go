package render

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"weerklank/internal/site"
	"weerklank/internal/zoek"
)

// Files returns everything that is published, in an order that is the same on
// every machine. All that is made of one document follows each other, so that it
// is read once. The open data, which takes long, comes first, and the search,
// which needs memory, last.
func (r *Renderer) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, files := range []iter.Seq[File]{r.dataFiles(), r.deelFiles(), r.beside(), r.mediaFiles(), r.searchFiles()} {
			for f := range files {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Find returns the one file at a path of the destination.
func (r *Renderer) Find(name string) (File, bool) {
	adres := "/" + name
	if p, ok := r.site.Page(strings.TrimSuffix(adres, "index.html")); ok {
		return r.pageFile(p), true
	}
	dir, _ := path.Split(adres)
	deel, ok := r.site.DeelAt(dir)
	var all []iter.Seq[File]
	switch {
	case ok:
		all = []iter.Seq[File]{r.ofDeel(deel), r.mediaFiles()}
	case strings.HasPrefix(name, zoek.Dir+"/"): // made only for who searches
		all = []iter.Seq[File]{r.searchFiles()}
	default:
		all = []iter.Seq[File]{r.beside(), r.dataFiles(), r.earlierFiles(), r.mediaFiles()}
	}
	for _, files := range all {
		for f := range files {
			if f.Path == name {
				return f, true
			}
		}
	}
	return File{}, false
}

// beside returns the files beside pages and media that are made of no document.
func (r *Renderer) beside() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, f := range r.extra() {
			if !yield(f) {
				return
			}
		}
		for s := range r.site.LijstStromen() {
			for _, f := range r.stroomFiles(s) {
				if !r.yieldWithEarlier(f, yield) {
					return
				}
			}
		}
		yield(File{Path: "agenda.ics", Render: r.agenda})
	}
}

// deelFiles returns the pages, and after those of each traject the files beside
// them, also at its earlier addresses.
func (r *Renderer) deelFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		for deel := range r.site.Delen() {
			of := deelKey(deel)
			for _, p := range deel.Pages {
				f := r.pageFile(p)
				if of != nil {
					f.Key = r.key(p.Kind, of)
				}
				if !yield(f) {
					return
				}
			}
			for f := range r.ofDeel(deel) {
				if of != nil {
					f.Key = r.key("", of)
				}
				if !r.yieldWithEarlier(f, yield) {
					return
				}
			}
		}
	}
}

// ofDeel returns the files beside the pages of a traject.
func (r *Renderer) ofDeel(deel site.Deel) iter.Seq[File] {
	return func(yield func(File) bool) {
		var fs []File
		if s, ok := deel.Stroom(); ok {
			fs = r.stroomFiles(s)
		}
		if adres, records, ok := deel.Citaat(); ok {
			fs = append(fs, r.citationFiles(adres, records)...)
		}
		slices.Values(fs)(yield)
	}
}

func (r *Renderer) mediaFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, m := range r.site.Media() {
			if !yield(r.copyOf(m)) {
				return
			}
		}
	}
}

func (r *Renderer) pageFile(p *site.Page) File {
	return File{Path: pagePath(p.Adres), Render: func(w io.Writer) error { return r.Page(w, p) }, Key: r.key(p.Kind, func() string { return r.site.KeyOf(p) })}
}

// extra returns the files beside pages and media.
func (r *Renderer) extra() []File {
	fs := []File{
		r.stylesheet("theme.css", r.theme.style),
		rendered("robots.txt", r.robots),
		rendered("_headers", r.headers),
		rendered("_redirects", r.redirects),
		fixed(".nojekyll", nil),
	}
	fs = append(fs, r.sitemaps()...)
	if r.tokens != nil {
		fs = append(fs, fixed("huisstijl.css", r.tokens))
	}
	if r.security != "" {
		fs = append(fs, rendered(".well-known/security.txt", r.securityTxt))
	}
	for _, name := range slices.Sorted(maps.Keys(r.theme.own)) {
		fs = append(fs, r.stylesheet(name, r.theme.own[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(r.theme.static)) {
		fs = append(fs, fixed(name, r.theme.static[name]))
	}
	return fs
}

// searchFiles returns the files of the search index, which is made when the first
// is asked for.
func (r *Renderer) searchFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		for f := range r.site.Zoek() {
			file := rendered(f.Path, func(b *bytes.Buffer) { b.Write(f.Render()) })
			if !yield(file) {
				return
			}
		}
	}
}

func (r *Renderer) robots(b *bytes.Buffer) {
	fmt.Fprintf(b, "User-agent: *\nAllow: /\nSitemap: %s\n", r.abs("/sitemap.xml"))
}

// redirects leads earlier addresses to the present ones; 301! goes before the
// small page that stands there for hosts without redirects.
func (r *Renderer) redirects(b *bytes.Buffer) {
	// The list of published files names every page, also those of reference
	// numbers, which are not to be listed anywhere.
	fmt.Fprintf(b, "%s %s 404!\n", r.href("/.weerklank"), r.href("/404.html"))
	// The page of a file that was taken away stands below its address, and a host
	// that takes both for one would go round in circles on a redirect.
	for _, a := range r.site.FilesGone() {
		fmt.Fprintf(b, "%s %s 200!\n", r.href(a), r.href(a+"/index.html"))
	}
	for _, x := range r.site.Redirects() {
		fmt.Fprintf(b, "%s %s 301!\n", r.href(x.Van), r.href(x.Naar))
	}
	for old, f := range r.earlier() {
		fmt.Fprintf(b, "%s %s 301!\n", r.href("/"+old), r.href("/"+f.Path))
	}
}

// securityTxt follows RFC 9116. Expires is within a year of the day the site is
// made, as the RFC recommends.
func (r *Renderer) securityTxt(b *bytes.Buffer) {
	today, err := time.Parse(time.DateOnly, r.site.Info().Vandaag)
	if err != nil {
		return
	}
	contact := r.security
	if a, _, ok := r.site.Resolve("", contact); ok { // the RFC wants a full address
		contact = r.abs(a)
	}
	fmt.Fprintf(b, "Contact: %s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s\n",
		contact, today.AddDate(0, 11, 0).Format(time.RFC3339), r.site.Info().Taal, r.abs("/.well-known/security.txt"))
}
