package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"io/fs"
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
	var templates executor
	var kept parts // other than those of r: the same template makes other HTML here
	funcs["once"] = func(name string, data any) (template.HTML, error) { return kept.once(templates, name, data) }
	set, err := r.theme.bind(funcs)
	if err != nil {
		return nil, err
	}
	templates = compile.New(set, funcs, r.facts()...)
	if interpreted {
		templates = set
	}
	return templates, nil
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

// datedInfo returns what the frame of a version shows of the site.
func (r *Renderer) datedInfo() string {
	info := *r.site.Info()
	info.Menu, info.Voet, info.Vandaag = nil, nil, "" // not on such a page
	b, _ := json.Marshal(info)                        // strings and numbers: no error
	return string(b)
}

// sum returns the fingerprint of every file of a theme.
func (l layers) sum() string {
	h := sha256.New()
	for i, layer := range l {
		// What cannot be read was read a moment ago, or stops the build elsewhere.
		_ = fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := readFile(layer, name)
			fmt.Fprintf(h, "%d %q %x %v\n", i, name, sha256.Sum256(b), err)
			return nil
		})
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sumOf(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// A Cache keeps bytes under a key, see package cache.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte)
}

// keptPage renders a page that depends on nothing but its key and the salt, unless
// that was done before.
func (r *Renderer) keptPage(w io.Writer, p *site.Page) error {
	key := fmt.Sprintf("page %q %s %s", r.salt, r.datedInfo(), p.Key)
	b, ok := r.cache.Get(key)
	if !ok {
		var page bytes.Buffer
		if err := r.page(&page, p); err != nil {
			return err
		}
		b = page.Bytes()
		r.cache.Put(key, b)
	}
	_, err := w.Write(b)
	return err
}
