package render

import (
	"html/template"
	"net/url"
	"path"
	"strings"

	"weerklank/internal/compile"
	"weerklank/internal/content"
	"weerklank/internal/markdown"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// templatesFor returns the templates for a kind of page.
func (r *Renderer) templatesFor(k site.Kind) (executor, error) {
	if k == site.Versie {
		return r.dated()
	}
	return r.templates, nil
}

// datedTemplates are the same templates with links that follow from the paths in
// the text alone: the page of a version must not change when what it leads to
// comes or goes. Images are left out, since the file at their address may be
// another one tomorrow; what is on them can be read.
func (r *Renderer) datedTemplates(interpreted bool) (executor, error) {
	funcs := r.funcs()
	html := func(m *traject.Markdown, shift int) template.HTML {
		if m == nil {
			return ""
		}
		return template.HTML(m.Doc().HTML(markdown.HTMLOptions{
			Href:         func(dest string) string { return r.byRule(m.Path(), dest) },
			Src:          func(string) string { return "" },
			HeadingShift: shift,
			IDPrefix:     m.IDPrefix(),
			Labels:       r.labels,
		}))
	}
	funcs["md"] = func(m *traject.Markdown) template.HTML { return html(m, 0) }
	funcs["mdh"] = html
	funcs["link"] = func(l traject.Link) template.URL { return template.URL(r.byRule("", string(l))) }
	set, err := r.theme.bind(funcs)
	if err != nil || interpreted {
		return set, err
	}
	return compile.New(set, funcs), nil
}

// byRule returns where a link leads that stands in the file from, whether or not
// there is something; "" for what is no place on a site.
func (r *Renderer) byRule(from, dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		if markdown.SafeDest(dest) && strings.Contains(dest, ":") {
			return dest
		}
		return ""
	}
	var adres string
	switch {
	case u.Path == "":
		if u.Fragment == "" {
			return ""
		}
		return "#" + u.Fragment // on this page
	case strings.HasPrefix(u.Path, "/"):
		if adres = path.Clean(u.Path); adres != "/" && (strings.HasSuffix(u.Path, "/") || path.Ext(adres) == "") {
			adres += "/"
		}
	case strings.HasPrefix(u.Path, content.Dir+"/"): // see traject.Link
		adres = site.AddressByRule(path.Clean(u.Path))
	default:
		adres = site.AddressByRule(path.Join(path.Dir(from), u.Path))
	}
	if adres == "" {
		return ""
	}
	if u.Fragment != "" {
		adres += "#" + u.Fragment
	}
	return r.href(adres)
}
