package site

import (
	"reflect"
	"slices"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/traject"
	"weerklank/internal/zoek"
)

// What is kept of a document is kept for as long as the site is. Its strings are
// parts of the text of its file, which they would keep in memory as a whole. So
// they are put together in one string of their own.

// pack puts the strings of d into one.
func (d *Doc) pack() {
	p := packers.Get().(*packer)
	p.visit(reflect.ValueOf(d).Elem(), p.add)
	all := string(p.all)
	for _, s := range p.places {
		s.v.SetString(all[s.start:s.end])
	}
	if cap(p.all) <= maxPacked {
		clear(p.places) // they keep d
		clear(p.known)
		p.all, p.places = p.all[:0], p.places[:0]
		packers.Put(p)
	}
}

// packers pack one Doc after another.
var packers = sync.Pool{New: func() any { return &packer{known: make(map[string]int, 64)} }}

// maxPacked is how many bytes a packer may have had to be used again.
const maxPacked = 1 << 16

// Detach makes the strings of a Doc that was read from what was kept its own.
func (d *Doc) Detach() { d.pack() }

// Number makes numbers of the words for the search: they are most of what a Doc
// holds. Who makes a site of it needs the Lexicon (Input.Woorden).
func (d *Doc) Number(l *zoek.Lexicon) {
	of := []*string{&d.Woorden}
	for _, s := range d.Signalen {
		of = append(of, &s.Woorden[0], &s.Woorden[1])
	}
	var all []byte
	ends := make([]int, len(of))
	for i, s := range of {
		all = l.Append(all, *s)
		ends[i] = len(all)
	}
	text, start := string(all), 0
	for i, s := range of {
		*s, start = text[start:ends[i]], ends[i]
	}
}

// A packer collects strings.
type packer struct {
	all    []byte
	known  map[string]int // where a short one stands in all: a date or a topic is there again and again
	places []packed
}

type packed struct {
	v          reflect.Value
	start, end int
}

// maxShared is the length of the strings that are looked for among those before.
const maxShared = 40

func (p *packer) add(v reflect.Value) {
	s := v.String()
	if s == "" {
		return
	}
	at, ok := p.known[s]
	if !ok {
		at = len(p.all)
		p.all = append(p.all, s...)
		if len(s) <= maxShared {
			p.known[s] = at
		}
	}
	p.places = append(p.places, packed{v, at, at + len(s)})
}

// packedFields are the fields with strings of the types that a Doc has within.
var packedFields = func() map[reflect.Type][]int {
	all := map[reflect.Type][]int{}
	addPacked(all, reflect.TypeFor[Doc]())
	return all
}()

// addPacked notes the fields of t; it reports whether t has strings. A *Markdown
// has its own text, and a Node knows its file.
func addPacked(all map[reflect.Type][]int, t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String:
		return true
	case reflect.Slice, reflect.Pointer, reflect.Array:
		return t != reflect.TypeFor[*traject.Markdown]() && addPacked(all, t.Elem())
	case reflect.Struct:
	default:
		return false
	}
	if fields, ok := all[t]; ok {
		return len(fields) > 0
	}
	all[t] = nil
	for i := range t.NumField() {
		f := t.Field(i)
		again := t == reflect.TypeFor[DocEvaluatie]() && f.Name == "Signaal" // stands in Doc.Signalen
		shared := t == reflect.TypeFor[Doc]() && f.Name == "Path"            // with the list of files
		own := f.Name == "Woorden"                                           // is of no use for long, see Number
		if f.IsExported() && !again && !shared && !own && f.Type != reflect.TypeFor[content.Node]() && addPacked(all, f.Type) {
			all[t] = append(all[t], i)
		}
	}
	return len(all[t]) > 0
}

// visit calls f for every string of v. Lists of strings, which v may share with
// the document that it was made of, become its own.
func (p *packer) visit(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		f(v)
	case reflect.Pointer:
		if !v.IsNil() {
			p.visit(v.Elem(), f)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		if list, ok := v.Addr().Interface().(*[]string); ok {
			*list = slices.Clone(*list)
		}
		for i := range v.Len() {
			p.visit(v.Index(i), f)
		}
	case reflect.Array:
		for i := range v.Len() {
			p.visit(v.Index(i), f)
		}
	case reflect.Struct:
		for _, i := range packedFields[v.Type()] {
			p.visit(v.Field(i), f)
		}
	}
}
