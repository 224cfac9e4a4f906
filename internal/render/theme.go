package render

import (
	"cmp"
	"errors"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"weerklank/internal/huisstijl"
	"weerklank/internal/lang"
	"weerklank/internal/site"
)

// A Theme is the look of a site and its words: read once, the same for all pages.
type Theme struct {
	Texts   *Texts
	Pairs   *huisstijl.Pairs // the colours that it puts on one another
	Colours *huisstijl.Theme // what its style says of custom properties

	layers layers
	set    *template.Template // of all kinds of page, see loadTemplates
	style  []byte             // theme.css
	own    map[string][]byte  // what only one kind of page uses, by file name: theme-<kind>.css and .js
	static map[string][]byte  // files that are copied as they are, by path
}

// layers are the file systems of a theme; a file of an earlier one replaces
// that of a later one.
type layers []fs.FS

// read returns the file at name of the first layer that has it.
func (l layers) read(name string) ([]byte, error) {
	for _, f := range l {
		b, err := readFile(f, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return b, err
	}
	return nil, lang.Errorf("themabestand %s ontbreekt", "theme file %s is missing", name)
}

// maxThemeFile is the size in bytes over which a file of a theme is refused.
const maxThemeFile = 5 << 20

// readFile reads a regular file: a pipe would be waited for without end.
func readFile(f fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(f, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxThemeFile {
		return nil, lang.Errorf("themabestand %s is geen gewoon bestand, of groter dan %d MB", "theme file %s is no regular file, or larger than %d MB", name, maxThemeFile>>20)
	}
	return fs.ReadFile(f, name)
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
	t := &Theme{static: map[string][]byte{}, own: map[string][]byte{}}
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
	if own != nil { // the default theme has a test
		if err := t.checkNames(); err != nil {
			return nil, err
		}
	}
	if err := t.loadStyles(minified); err != nil {
		return nil, err
	}
	if err := t.loadColours(); err != nil {
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
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// templateComment is {{/* ... */}}, which would count as text for the minifier.
var templateComment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)

// loadTemplates makes one set of all templates. Components and hooks are in it
// once. The frame is in it once for each kind of page, with the blocks that the
// kind's own file defines in the place of those of frame.html: these are named
// "<kind>:<block>", so that every kind can define a "main".
func (t *Theme) loadTemplates(minified bool) error {
	m := newMinifier()
	t.set = template.New("theme").Option("missingkey=error").Funcs(placeholders())
	from := map[string]string{}
	for _, file := range t.layers.glob("components/*/*.html", "hooks/*.html") {
		trees, err := t.parse(file, m, minified)
		if err != nil {
			return err
		}
		for name, tree := range trees {
			if other, ok := from[name]; ok {
				return lang.Errorf("themabestanden %s en %s maken allebei %q", "theme files %s and %s both define %q", other, file, name)
			}
			from[name] = file
			if _, err := t.set.AddParseTree(name, tree); err != nil {
				return lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", file, err)
			}
		}
	}
	const frameFile = "templates/frame.html"
	frame, err := t.parse(frameFile, m, minified)
	if err != nil {
		return err
	}
	if frame["frame"] == nil {
		return lang.Errorf(`themabestand %s heeft geen {{define "frame"}}`, `theme file %s has no {{define "frame"}}`, frameFile)
	}
	for _, k := range site.Kinds() {
		file := "templates/" + string(k) + ".html"
		own, err := t.parse(file, m, minified)
		if err != nil {
			return err
		}
		family := maps.Clone(frame)
		maps.Copy(family, own)
		for name, tree := range family {
			tree = tree.Copy()
			rename(tree.Root, string(k)+":", family)
			if _, err := t.set.AddParseTree(string(k)+":"+name, tree); err != nil {
				return lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", file, err)
			}
		}
	}
	if err := t.foldTexts(); err != nil {
		return lang.Errorf("themabestand %v", "theme file %v", err)
	}
	return t.complete()
}

// parse returns the templates that a file defines, by name.
func (t *Theme) parse(file string, m *minify.M, minified bool) (map[string]*parse.Tree, error) {
	src, err := t.layers.read(file)
	if err != nil {
		return nil, err
	}
	if minified {
		// Templates are minified once instead of every page that is made of them.
		src = templateComment.ReplaceAll(src, nil)
		if src, err = m.Bytes("text/html", src); err != nil {
			return nil, lang.Errorf("themabestand %s is geen geldige HTML: %v", "theme file %s is not valid HTML: %v", file, err)
		}
	}
	set, err := template.New(file).Funcs(placeholders()).Parse(string(src))
	if err != nil {
		return nil, lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", file, err)
	}
	trees := map[string]*parse.Tree{}
	for _, tmpl := range set.Templates() {
		if tmpl.Name() != file { // what stands outside a define is a remark
			trees[tmpl.Name()] = tmpl.Tree
		}
	}
	return trees, nil
}

// rename puts prefix before the names of the templates of family that are used
// below n.
func rename(n parse.Node, prefix string, family map[string]*parse.Tree) {
	branch := func(b *parse.BranchNode) {
		rename(b.List, prefix, family)
		if b.ElseList != nil {
			rename(b.ElseList, prefix, family)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			rename(c, prefix, family)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if family[n.Name] != nil {
			n.Name = prefix + n.Name
		}
	}
}

// complete finds templates that are used and not there. Otherwise only the page
// that uses one would tell.
func (t *Theme) complete() error {
	for _, tmpl := range t.set.Templates() {
		if tmpl.Tree == nil {
			continue
		}
		if name := t.undefined(tmpl.Tree.Root); name != "" {
			_, bare, _ := strings.Cut(name, ":")
			return lang.Errorf("themabestand %s gebruikt %q, maar dat bestaat niet", "theme file %s uses %q, which does not exist", tmpl.Tree.ParseName, cmp.Or(bare, name))
		}
	}
	return nil
}

func (t *Theme) undefined(n parse.Node) string {
	branch := func(b *parse.BranchNode) string {
		name := t.undefined(b.List)
		if name == "" && b.ElseList != nil {
			name = t.undefined(b.ElseList)
		}
		return name
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			if name := t.undefined(c); name != "" {
				return name
			}
		}
	case *parse.IfNode:
		return branch(&n.BranchNode)
	case *parse.WithNode:
		return branch(&n.BranchNode)
	case *parse.RangeNode:
		return branch(&n.BranchNode)
	case *parse.TemplateNode:
		if t.set.Lookup(n.Name) == nil {
			return n.Name
		}
	}
	return ""
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
			b, err := readFile(layer, name)
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
func (t *Theme) bind(funcs template.FuncMap) (*template.Template, error) {
	set, err := t.set.Clone()
	if err != nil {
		return nil, lang.Errorf("het thema kan niet worden gelezen: %v", "the theme cannot be read: %v", err)
	}
	return set.Funcs(funcs), nil
}
