package render

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"weerklank/internal/lang"
	"weerklank/internal/site"
)

// loadStyles makes theme.css, which every page has, and for each kind of page
// the style and the script that only it needs: theme-<kind>.css and .js. A page
// has to be useful after one round trip on a slow phone, so it does not carry
// the style of a component that its kind never shows.
//
// What only some pages of a kind show, such as a chart, has its style in
// components/<name>/apart.css. It becomes theme-<name>.css, which a page links
// when it shows the component.
//
// The order within a file is the one that README.md of the theme gives: css/0*
// to css/8*, then components, then css/9* or css/kinds/<kind>.css.
func (t *Theme) loadStyles(minified bool) error {
	shared, perKind := t.componentStyles()
	late := t.layers.glob("css/9*.css")
	early := slices.DeleteFunc(t.layers.glob("css/*.css"), func(n string) bool { return slices.Contains(late, n) })
	var err error
	if t.style, err = t.join("text/css", minified, slices.Concat(early, shared, late)...); err != nil {
		return err
	}
	for _, k := range site.Kinds() {
		own := slices.Concat(perKind[k], t.layers.glob("css/kinds/"+string(k)+".css"))
		if err := t.joinOwn(string(k), ".css", "text/css", minified, own); err != nil {
			return err
		}
		if err := t.joinOwn(string(k), ".js", "text/javascript", minified, t.layers.glob("js/"+string(k)+".js")); err != nil {
			return err
		}
	}
	for _, file := range t.layers.glob("components/*/" + apart) {
		name := path.Base(path.Dir(file))
		if _, taken := t.own["theme-"+name+".css"]; taken {
			return lang.Errorf("themabestand %s: er is al een stijl voor een soort pagina met die naam", "theme file %s: there is a style for a kind of page of that name already", file)
		}
		if err := t.joinOwn(name, ".css", "text/css", minified, []string{file}); err != nil {
			return err
		}
	}
	return t.strayFiles()
}

// apart is the name of the style of a component that only the pages link on
// which it stands.
const apart = "apart.css"

// joinOwn makes the file of a kind of page or of a component, when there is
// something to put in it.
func (t *Theme) joinOwn(name, ext, mediatype string, minified bool, names []string) error {
	if len(names) == 0 {
		return nil
	}
	b, err := t.join(mediatype, minified, names...)
	t.own["theme-"+name+ext] = b
	return err
}

// join puts files of the theme after each other.
func (t *Theme) join(mediatype string, minified bool, names ...string) ([]byte, error) {
	var b bytes.Buffer
	for _, n := range names {
		src, err := t.layers.read(n)
		if err != nil {
			return nil, err
		}
		b.Write(src)
		b.WriteByte('\n')
	}
	if !minified {
		return b.Bytes(), nil
	}
	out, err := newMinifier().Bytes(mediatype, b.Bytes())
	if err != nil {
		return nil, lang.Errorf("%s van het thema wordt niet begrepen: %v", "%s of the theme is not understood: %v", strings.Join(names, ", "), err)
	}
	return out, nil
}

// strayFiles refuses a style or script of a kind of page that does not exist:
// it is a typing mistake, and would be ignored in silence.
func (t *Theme) strayFiles() error {
	for _, file := range t.layers.glob("css/kinds/*", "js/*") {
		ext := path.Ext(file)
		kind := site.Kind(strings.TrimSuffix(path.Base(file), ext))
		wanted := map[string]string{"css/kinds": ".css", "js": ".js"}[path.Dir(file)]
		if !slices.Contains(site.Kinds(), kind) || ext != wanted {
			return lang.Errorf("themabestand %s hoort bij geen soort pagina", "theme file %s belongs to no kind of page", file)
		}
	}
	return nil
}

// componentStyles divides the styles of the components. One whose templates at
// least half of the kinds of page use is shared: it is loaded once for the whole
// site. So is one without a template, of which nobody can say who uses it. The
// others go with the kinds that use them.
func (t *Theme) componentStyles() (shared []string, perKind map[site.Kind][]string) {
	used := map[site.Kind]map[string]bool{}
	for _, k := range site.Kinds() {
		used[k] = map[string]bool{}
		t.follow(string(k)+":frame", map[string]bool{}, used[k])
	}
	perKind = map[site.Kind][]string{}
	for _, file := range t.layers.glob("components/*/*.css") {
		folder := path.Dir(file)
		if path.Base(file) == apart {
			continue
		}
		var users []site.Kind
		for _, k := range site.Kinds() {
			if used[k][folder] {
				users = append(users, k)
			}
		}
		if 2*len(users) >= len(site.Kinds()) || len(t.layers.glob(folder+"/*.html")) == 0 {
			shared = append(shared, file)
			continue
		}
		for _, k := range users {
			perKind[k] = append(perKind[k], file)
		}
	}
	return shared, perKind
}

// follow marks the folders of the components that a template uses, directly and
// through others. It looks at {{template "x"}} and {{once "x"}}, in every branch:
// a page gets the style of what it could show.
func (t *Theme) follow(name string, seen, folders map[string]bool) {
	tmpl := t.set.Lookup(name)
	if seen[name] || tmpl == nil || tmpl.Tree == nil {
		return
	}
	seen[name] = true
	folders[path.Dir(tmpl.Tree.ParseName)] = true
	var walk func(n parse.Node)
	branch := func(b *parse.BranchNode) {
		walk(b.List)
		if b.ElseList != nil {
			walk(b.ElseList)
		}
	}
	walk = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			for _, c := range n.Nodes {
				walk(c)
			}
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		case *parse.TemplateNode:
			t.follow(n.Name, seen, folders)
		case *parse.ActionNode:
			for _, c := range n.Pipe.Cmds {
				if id, ok := c.Args[0].(*parse.IdentifierNode); ok && id.Ident == "once" && len(c.Args) > 1 {
					if s, ok := c.Args[1].(*parse.StringNode); ok {
						t.follow(s.Text, seen, folders)
					}
				}
			}
		}
	}
	walk(tmpl.Tree.Root)
}
