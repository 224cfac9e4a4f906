package render

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/svg"

	"weerklank/internal/lang"
	"weerklank/internal/site"
)

// A Theme is the look of a site and its words: read once, the same for all pages.
type Theme struct {
	Texts  *Texts
	layers layers
	pages  map[site.Kind]*template.Template
	style  []byte            // theme.css
	static map[string][]byte // files that are copied as they are, by path
}

// layers are the file systems of a theme; a file of an earlier one replaces
// that of a later one.
type layers []fs.FS

// read returns the file at name of the first layer that has it.
func (l layers) read(name string) ([]byte, error) {
	for _, f := range l {
		b, err := fs.ReadFile(f, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return b, err
	}
	return nil, lang.Errorf("themabestand %s ontbreekt", "theme file %s is missing", name)
}

// glob returns the names of all layers that match, sorted.
func (l layers) glob(patterns ...string) []string {
	var names []string
	for _, f := range l {
		for _, p := range patterns {
			found, _ := fs.Glob(f, p) // the patterns are constants
			names = append(names, found...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// LoadTheme reads a theme. own is the folder of the site's own theme, nil for
// none; base is the default theme.
func LoadTheme(own, base fs.FS, taal string, minified bool) (*Theme, error) {
	t := &Theme{pages: map[site.Kind]*template.Template{}, static: map[string][]byte{}}
	if own != nil {
		t.layers = append(t.layers, own)
		if err := t.unknownFiles(own, base); err != nil {
			return nil, err
		}
	}
	t.layers = append(t.layers, base)
	var err error
	if t.Texts, err = loadTexts(t.layers, taal); err != nil {
		return nil, err
	}
	if err := t.loadTemplates(minified); err != nil {
		return nil, err
	}
	if err := t.loadStyle(minified); err != nil {
		return nil, err
	}
	return t, t.loadStatic(minified)
}

// unknownFiles refuses a template that replaces nothing: it is a typing
// mistake in a file name, and would be ignored in silence.
func (t *Theme) unknownFiles(own, base fs.FS) error {
	for _, name := range (layers{own}).glob("templates/*", "components/*/*.html", "hooks/*") {
		if _, err := fs.Stat(base, name); err == nil || strings.HasPrefix(name, "components/") {
			continue // a component of their own may be used by templates of their own
		}
		known := (layers{base}).glob(path.Dir(name) + "/*.html")
		return lang.Errorf("themabestand %s vervangt niets; dit zijn de namen die kunnen: %s", "theme file %s replaces nothing; these names are possible: %s", name, strings.Join(known, ", "))
	}
	return nil
}

func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		// The page stays readable for whoever inspects it, and the spaces
		// between words stay where they were.
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepWhitespace: true, KeepDefaultAttrVals: true,
		TemplateDelims: html.GoTemplateDelims,
	})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// templateComment is {{/* ... */}}, which would count as text for the minifier.
var templateComment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)

func (t *Theme) loadTemplates(minified bool) error {
	m := newMinifier()
	parse := func(set *template.Template, name string) error {
		src, err := t.layers.read(name)
		if err != nil {
			return err
		}
		if minified {
			// Templates are minified once instead of every page that is made of them.
			src = templateComment.ReplaceAll(src, nil)
			if src, err = m.Bytes("text/html", src); err != nil {
				return lang.Errorf("themabestand %s is geen geldige HTML: %v", "theme file %s is not valid HTML: %v", name, err)
			}
		}
		if _, err := set.New(name).Parse(string(src)); err != nil {
			return lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", name, err)
		}
		return nil
	}
	base := template.New("base").Option("missingkey=error").Funcs(placeholders())
	for _, name := range t.layers.glob("templates/frame.html", "components/*/*.html", "hooks/*.html") {
		if err := parse(base, name); err != nil {
			return err
		}
	}
	if base.Lookup("frame") == nil {
		return lang.Errorf(`templates/frame.html heeft geen {{define "frame"}}`, `templates/frame.html has no {{define "frame"}}`)
	}
	for _, k := range site.Kinds() {
		set, err := base.Clone()
		if err != nil {
			return lang.Errorf("het thema kan niet worden gelezen: %v", "the theme cannot be read: %v", err)
		}
		if err := parse(set, "templates/"+string(k)+".html"); err != nil {
			return err
		}
		t.pages[k] = set
	}
	return nil
}

// loadStyle makes theme.css of all parts, in the order that README.md of the
// theme gives: css/0* to css/8*, then components, then css/9*.
func (t *Theme) loadStyle(minified bool) error {
	names := t.layers.glob("css/*.css", "components/*/*.css")
	rank := func(n string) int {
		switch {
		case strings.HasPrefix(n, "css/9"):
			return 2
		case strings.HasPrefix(n, "components/"):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) })
	var b bytes.Buffer
	for _, n := range names {
		src, err := t.layers.read(n)
		if err != nil {
			return err
		}
		b.Write(src)
		b.WriteByte('\n')
	}
	t.style = b.Bytes()
	if !minified {
		return nil
	}
	out, err := newMinifier().Bytes("text/css", t.style)
	if err != nil {
		return lang.Errorf("de stijl van het thema wordt niet begrepen: %v", "the style of the theme is not understood: %v", err)
	}
	t.style = out
	return nil
}

func (t *Theme) loadStatic(minified bool) error {
	m := newMinifier()
	for _, layer := range slices.Backward(t.layers) {
		err := fs.WalkDir(layer, "static", func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			b, err := fs.ReadFile(layer, name)
			if err != nil {
				return err
			}
			if minified && path.Ext(name) == ".svg" {
				if small, err := m.Bytes("image/svg+xml", b); err == nil {
					b = small
				}
			}
			t.static[strings.TrimPrefix(name, "static/")] = b
			return nil
		})
		if err != nil {
			return lang.Errorf("het thema kan niet worden gelezen: %v", "the theme cannot be read: %v", err)
		}
	}
	return nil
}

// bind gives the templates the functions of one site.
func (t *Theme) bind(funcs template.FuncMap) (map[site.Kind]*template.Template, error) {
	out := map[site.Kind]*template.Template{}
	for k, set := range t.pages {
		c, err := set.Clone()
		if err != nil {
			return nil, fmt.Errorf("templates/%s.html: %w", k, err)
		}
		out[k] = c.Funcs(funcs)
	}
	return out, nil
}
