package check

import (
	"reflect"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/traject"
)

// The rules about texts and links hold wherever the schema of package traject
// has a text or a link. They find these by the types of its fields, so that a
// key that is added there is checked without anybody thinking of it here.

var (
	typeLink     = reflect.TypeFor[traject.Link]()
	typeMarkdown = reflect.TypeFor[*traject.Markdown]()
	typeNode     = reflect.TypeFor[content.Node]()
)

// A member is a field that is a text or a link, or has them within.
type member struct {
	index int
	names []string // of its key
}

// members holds the members of every type of the schema that has them.
var members = func() map[reflect.Type][]member {
	all := map[reflect.Type][]member{}
	for _, t := range []reflect.Type{reflect.TypeFor[traject.Traject](), reflect.TypeFor[traject.Page](), reflect.TypeFor[traject.Settings](),
		reflect.TypeFor[traject.Zoekvragen]()} {
		addMembers(all, t)
	}
	return all
}()

// nodes holds where each type of members has its Node.
var nodes = func() map[reflect.Type][]int {
	all := map[reflect.Type][]int{}
	for t := range members {
		if f, ok := t.FieldByName("Node"); ok {
			all[t] = f.Index
		}
	}
	return all
}()

// addMembers adds t, and the types within, to all; it reports whether t has members.
func addMembers(all map[reflect.Type][]member, t reflect.Type) bool {
	if ms, ok := all[t]; ok {
		return len(ms) > 0
	}
	var ms []member
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("key")
		if !ok {
			continue
		}
		within := t.Field(i).Type
		for within.Kind() == reflect.Slice || within.Kind() == reflect.Pointer && within != typeMarkdown {
			within = within.Elem()
		}
		if within == typeLink || within == typeMarkdown || within.Kind() == reflect.Struct && within != typeNode && addMembers(all, within) {
			ms = append(ms, member{i, keyNames(tag)})
		}
	}
	all[t] = ms
	return len(ms) > 0
}

// keyNames returns the spellings of a key from its field's tag.
func keyNames(tag string) []string {
	name, options, _ := strings.Cut(tag, ",")
	names := []string{name}
	for o := range strings.SplitSeq(options, ",") {
		if alias, ok := strings.CutPrefix(o, "alias="); ok {
			names = append(names, alias)
		}
	}
	return names
}

// walk calls link and text for every link and text of v, a pointer to a type of
// the schema, in the order of the schema. names are the spellings of the key.
func walk(v any, link func(n content.Node, names []string, l traject.Link), text func(name string, m *traject.Markdown)) {
	var visit func(v reflect.Value, n content.Node, names []string)
	visit = func(v reflect.Value, n content.Node, names []string) {
		switch {
		case v.Type() == typeLink:
			if l := v.String(); l != "" {
				link(n, names, traject.Link(l))
			}
		case v.Type() == typeMarkdown:
			if m := v.Interface().(*traject.Markdown); m != nil {
				text(names[0], m)
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i), n, names)
			}
		case v.Kind() == reflect.Pointer:
			if !v.IsNil() {
				visit(v.Elem(), n, names)
			}
		default:
			ms := members[v.Type()]
			if len(ms) == 0 {
				return
			}
			n, _ := v.FieldByIndex(nodes[v.Type()]).Interface().(content.Node)
			for _, m := range ms {
				visit(v.Field(m.index), n, m.names)
			}
		}
	}
	visit(reflect.ValueOf(v), content.Node{}, nil)
}

// textsOf returns the texts of v, parsed: its values, and then body if there is one.
func textsOf(f *finder, v any, body *traject.Markdown) []*text {
	var ts []*text
	add := func(name string, m *traject.Markdown) {
		ts = append(ts, &text{finder: f, src: m, doc: m.Doc(), key: name})
	}
	walk(v, func(content.Node, []string, traject.Link) {}, add)
	if body != nil {
		add("", body)
	}
	return ts
}
