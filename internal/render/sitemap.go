package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// What one sitemap may hold (sitemaps.org). The room that is left is for its
// first and last lines.
const (
	sitemapMax   = 50_000
	sitemapBytes = 50<<20 - 1000
)

// sitemaps returns /sitemap.xml: the pages that a search engine may show. Where
// they are too many for one, it is the list of /sitemap-1.xml and further.
// Invented examples, earlier addresses and concepts are not in it.
func (r *Renderer) sitemaps() []File {
	parts := r.sitemapParts()
	if len(parts) == 1 {
		return []File{rendered("sitemap.xml", func(b *bytes.Buffer) { r.sitemap(b, parts[0]) })}
	}
	fs := []File{rendered("sitemap.xml", func(b *bytes.Buffer) {
		b.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for i := range parts {
			fmt.Fprintf(b, "<sitemap><loc>%s</loc></sitemap>\n", escaped(r.abs("/"+sitemapName(i))))
		}
		b.WriteString("</sitemapindex>\n")
	})}
	for i, part := range parts {
		fs = append(fs, rendered(sitemapName(i), func(b *bytes.Buffer) { r.sitemap(b, part) }))
	}
	return fs
}

func sitemapName(i int) string { return fmt.Sprintf("sitemap-%d.xml", i+1) }

// sitemapParts divides the pages over sitemaps; there is always one. Each is the
// number of its first page and of the page behind its last, of those listed.
func (r *Renderer) sitemapParts() [][2]int {
	parts := [][2]int{{0, 0}}
	size := 0
	for p := range r.site.Pages() {
		if !p.Listed {
			continue
		}
		last := &parts[len(parts)-1]
		n := len("<url><loc></loc><lastmod>2006-01-02</lastmod></url>\n") + len(r.abs(p.Adres))
		if last[1]-last[0] == r.sitemapMax || size+n > sitemapBytes {
			parts = append(parts, [2]int{last[1], last[1]})
			last, size = &parts[len(parts)-1], 0
		}
		last[1]++
		size += n
	}
	return parts
}

func (r *Renderer) sitemap(b *bytes.Buffer, part [2]int) {
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	n := 0
	for p := range r.site.Pages() {
		if !p.Listed {
			continue
		}
		if n >= part[0] && n < part[1] {
			r.sitemapPage(b, p)
		}
		n++
	}
	b.WriteString("</urlset>\n")
}

func (r *Renderer) sitemapPage(b *bytes.Buffer, p *site.Page) {
	b.WriteString("<url><loc>" + escaped(r.abs(p.Adres)) + "</loc>")
	if d := lastmod(p.Bijgewerkt, r.site.Info().Vandaag); d != "" {
		b.WriteString("<lastmod>" + d + "</lastmod>")
	}
	b.WriteString("</url>\n")
}

// lastmod returns a date as a sitemap knows it (W3C Datetime): a day, a month or
// a year, and no quarter. What has not begun yet is no change.
func lastmod(d traject.Datum, today string) string {
	if strings.Contains(string(d), "Q") || d.Start() > today {
		return ""
	}
	return string(d)
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
