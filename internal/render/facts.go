package render

import (
	"html/template"

	"weerklank/internal/compile"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// facts tells the compiler of templates what it cannot see in them.
func (r *Renderer) facts() []compile.Fact {
	return []compile.Fact{
		compile.Known(r.site.Info()),
		compile.Pure("t", "tn", "href", "abs", "link", "tel", "extern", "datum", "datumtekst", "datumkort", "getal", "eigen", "csp", "slug"),
		compile.Calls[traject.Datum, string](),
		compile.Calls[traject.Datum, template.HTML](),
		compile.Calls[traject.Link, template.URL](),
		compile.Calls[traject.Taal, string](),
		compile.Calls[*traject.Markdown, template.HTML](),
		compile.Calls[*traject.Number, string](),
		compile.Calls[*site.Citaat, string](),
		compile.Calls2[*traject.Markdown, int, template.HTML](),
		compile.Calls2[site.Kind, string, string](),
		compile.Tries2[string, string, template.HTML](),
		compile.Calls[*site.Citaat, template.HTML](),
	}
}
