package render

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"weerklank/internal/citation"
	"weerklank/internal/markdown"
	"weerklank/internal/qr"
	"weerklank/internal/site"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// placeholders are the names of the template functions, for parsing: what they
// do depends on the site, see [Renderer.funcs].
func placeholders() template.FuncMap {
	return (&Renderer{}).funcs()
}

// funcs are the functions that templates can use. docs/thema.md lists them for
// whoever writes a theme; a test holds the two equal.
func (r *Renderer) funcs() template.FuncMap {
	return template.FuncMap{
		"t":          func(key string, args ...any) (string, error) { return r.theme.Texts.find(key, args) },
		"tn":         func(key string, n int, args ...any) (string, error) { return r.theme.Texts.plural(key, n, args) },
		"href":       r.href,
		"abs":        r.abs,
		"link":       func(l traject.Link) template.URL { return template.URL(r.resolve("", string(l))) }, // its scheme was checked
		"tel":        func(number string) template.URL { return template.URL("tel:" + strings.Map(dialled, number)) },
		"extern":     func(l traject.Link) bool { return markdown.External(string(l)) },
		"md":         func(m *traject.Markdown) template.HTML { return r.markdown(m, 0) },
		"mdh":        r.markdown,
		"datum":      func(d traject.Datum) template.HTML { return template.HTML(r.date(d, true)) },
		"datumtekst": func(d traject.Datum) string { return r.date(d, false) },
		"datumkort":  r.shortDate,
		"getal":      func(n int) string { return r.theme.Texts.number(n) },
		"meetwaarde": func(n *traject.Number) string { return r.theme.Texts.decimal(n.Text) },
		"eigen":      r.own,
		"ris":        func(c *site.Citaat) string { return string(citation.RIS(r.citations(c))) },
		"csl":        func(c *site.Citaat) string { return string(citation.CSL(r.citations(c))) },
		"jsonld":     r.linkedData,
		"citaatnaam": r.citedTitle,
		"isodatum":   isoDate,
		"csp":        func() template.HTML { return metaPolicy },
		"slug":       slug.Slug,
		"once":       r.once,
		"besluiten":  traject.Besluiten,
		"phases":     traject.Phases,
		"list":       func(v ...any) []any { return v },
		"dict":       dict,
		"join":       strings.Join,
		"opsomming":  r.enumerate,
		"eerst":      first,
		"qr":         qrCode,
	}
}

// own returns the address of the style (ext ".css") or the script (".js") of a
// kind of page, or the style of a component; "" when the theme has none.
func (r *Renderer) own(k site.Kind, ext string) string {
	name := "theme-" + string(k) + ext
	if _, ok := r.theme.own[name]; !ok {
		return ""
	}
	return r.href("/" + name)
}

// href returns the address as it stands in a link: after the path of the base URL.
func (r *Renderer) href(adres string) string { return r.site.BasePath() + adres }

// abs returns the absolute URL of an address.
func (r *Renderer) abs(adres string) string {
	return strings.TrimSuffix(r.site.Info().BaseURL, "/") + adres
}

// resolve returns where a link leads that stands in the file from; "" when
// there is nothing, which `check` reports.
func (r *Renderer) resolve(from, dest string) string {
	if adres, fragment, ok := r.site.Resolve(from, dest); ok {
		if fragment != "" {
			adres += "#" + fragment
		}
		return r.href(adres)
	}
	if markdown.SafeDest(dest) && strings.Contains(dest, ":") {
		return dest
	}
	return ""
}

// markdown returns the HTML of a text. Headings go down by shift levels.
func (r *Renderer) markdown(m *traject.Markdown, shift int) template.HTML {
	if m == nil {
		return ""
	}
	return template.HTML(m.Doc().HTML(markdown.HTMLOptions{
		Href:         func(dest string) string { return r.resolve(m.Path(), dest) },
		Image:        func(dest string) (int, int, bool) { return r.imageSize(m.Path(), dest) },
		HeadingShift: shift,
		IDPrefix:     m.IDPrefix(),
		Labels:       r.labels,
	}))
}

var monthsNL = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

// date writes a date in words, with marked the time element around it. A
// quarter has no spelling that HTML knows, so it is only words.
func (r *Renderer) date(d traject.Datum, marked bool) string {
	s := string(d)
	if s == "" {
		return ""
	}
	en := r.theme.Texts.Taal == "en"
	words := fullDate(s, en)
	switch {
	case words != "":
	case len(s) == 4:
		words = s
	case strings.Contains(s, "Q"):
		key := "datum.kwartaal-" + s[6:]
		return r.theme.Texts.Text(key, "jaar", s[:4])
	default:
		layout, out := "2006-01", "January 2006"
		if len(s) == 10 {
			layout, out = time.DateOnly, "2 January 2006"
		}
		t, err := time.Parse(layout, s)
		if err != nil {
			return s
		}
		words = t.Format(out)
		if !en {
			words = strings.Replace(words, t.Month().String(), monthsNL[t.Month()-1], 1)
		}
	}
	if !marked {
		return words
	}
	return `<time datetime="` + s + `">` + words + `</time>`
}

// dialled keeps what can be dialled of a telephone number (RFC 3966).
func dialled(r rune) rune {
	if r >= '0' && r <= '9' || r == '+' {
		return r
	}
	return -1
}

// dict gives several values to one component.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, errors.New("dict takes pairs of a name and a value")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}

// enumerate joins values as a sentence does: a, b en c.
func (r *Renderer) enumerate(list any) (string, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return "", fmt.Errorf("opsomming takes a list, not %T", list)
	}
	var parts []string
	for i := range v.Len() {
		parts = append(parts, fmt.Sprint(v.Index(i).Interface()))
	}
	if n := len(parts); n > 1 {
		and, err := r.theme.Texts.find("en", nil)
		return strings.Join(parts[:n-1], ", ") + " " + and + " " + parts[n-1], err
	}
	return strings.Join(parts, ""), nil
}

// first returns at most n elements of a list.
func first(n int, list any) (any, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return nil, fmt.Errorf("eerst takes a list, not %T", list)
	}
	return v.Slice(0, min(n, v.Len())).Interface(), nil
}

// qrCode returns the QR code of an address; name is for who does not see it.
func qrCode(address, name string) (template.HTML, error) {
	svg, err := qr.SVG(address, name)
	return template.HTML(svg), err // package qr escapes what it is given
}

// FunctionNames returns the names of the template functions, sorted.
func FunctionNames() []string { return slices.Sorted(maps.Keys(placeholders())) }
