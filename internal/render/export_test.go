package render

import (
	"weerklank/internal/compile"
	"weerklank/internal/site"
)

// CheckNames is done for a theme of one's own when it is read.
var CheckNames = (*Theme).checkNames

// Program returns the compiled template of a kind of page.
func (r *Renderer) Program(k site.Kind) (*compile.Program, error) {
	return r.templates.(*compile.Set).Program(string(k)+":frame", viewOf(k))
}

// Forms returns every form of the text under key, as it stands in the catalogue.
func (t *Texts) Forms(key string) []string {
	e := t.entries[key]
	if e.one == "" {
		return []string{e.other}
	}
	return []string{e.one, e.other}
}

// SitemapMax changes how many addresses one sitemap holds.
func (r *Renderer) SitemapMax(n int) { r.sitemapMax = n }
