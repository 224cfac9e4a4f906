package render

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"weerklank/internal/site"
	"weerklank/internal/zoek"
)

// Files returns everything that is published, in an order that is the same on
// every machine. Pages of one document follow each other.
func (r *Renderer) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for p := range r.site.Pages() {
			if !yield(r.pageFile(p)) {
				return
			}
		}
		for f := range r.beside() {
			if !yield(f) {
				return
			}
		}
		for _, m := range r.site.Media() {
			if !yield(r.copyOf(m)) {
				return
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
	files := r.beside()
	if strings.HasPrefix(name, zoek.Dir+"/") { // made only for who searches
		files = slices.Values(r.searchFiles())
	}
	for f := range files {
		if f.Path == name {
			return f, true
		}
	}
	for _, m := range r.site.Media() {
		if m.Address == adres {
			return r.copyOf(m), true
		}
	}
	return File{}, false
}

// beside returns the files beside pages and media. Those of the search come last,
// because making them takes time.
func (r *Renderer) beside() iter.Seq[File] {
	return func(yield func(File) bool) {
		all := []iter.Seq[File]{
			slices.Values(r.extra()), r.feedFiles(), r.dataFiles(), r.citationFiles(), r.earlierFiles(),
			func(yield func(File) bool) { slices.Values(r.searchFiles())(yield) },
		}
		for _, files := range all {
			for f := range files {
				if !yield(f) {
					return
				}
			}
		}
	}
}

func (r *Renderer) pageFile(p *site.Page) File {
	return File{Path: pagePath(p.Adres), Render: func(w io.Writer) error { return r.Page(w, p) }}
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

// searchFiles returns the files of the search index.
func (r *Renderer) searchFiles() []File {
	var fs []File
	for _, f := range r.site.Zoek() {
		fs = append(fs, fixed(f.Path, f.Data))
	}
	return fs
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
