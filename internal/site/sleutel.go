package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"reflect"
	"slices"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/traject"
)

// Keys say what a file depends on, so that the next build can leave it as it lies
// on disk. A key that forgets something leaves an old page on the site; so all
// that is seen of a page goes into its key as it is shown, by the types in which a
// template gets it, and not by a list of what somebody thought of.
//
//   - A page that shows summaries (a list, a number, an earlier address) has the sum
//     of its view.
//   - What is made of the file of a traject has the sum of that file, and of all that
//     is shown there of others: see outside.
//   - Both have the sum of what every page sees: see Around.
//
// What belongs to the program, the theme and the settings is for others to add.

// keyed are the kinds of pages that are many and show summaries only. The view of
// another is made for the page itself, and as fast as its sum.
var keyed = map[Kind]bool{Onderwerp: true, Besluit: true, Register: true, Trajecten: true, Bijeenkomsten: true, Adviezen: true, Kenmerk: true, Alias: true, Weggehaald: true}

// KeyOf returns what a page depends on that is made of no traject of today; "" where
// that cannot be said.
func (s *Site) KeyOf(p *Page) string {
	if p.Key != "" {
		return p.Key
	}
	if !keyed[p.Kind] {
		return ""
	}
	view := p.View
	if p.list != nil {
		view = p.list.bare
	}
	v, err := view()
	if err != nil {
		return ""
	}
	sum := s.newSum()
	sum.add(p.Kind, v)
	if p.list != nil {
		sum.items(p.list.items)
		sum.items(p.list.examples)
	}
	return sum.String()
}

// A listPage is a page of items: the view without them, and what they are made of.
type listPage struct {
	bare            func() (any, error)
	items, examples []entry
}

// Key returns what the files depend on that are made of the traject of d, or lie
// beside its pages; "" where that cannot be said.
func (d Deel) Key() string {
	if d.d == nil {
		return ""
	}
	sum := d.s.newSum()
	d.s.outside(sum, d.d)
	return sum.String()
}

// outside adds d, and all that its pages show of other documents, of the history,
// and of what is only known of the site as a whole.
func (s *Site) outside(sum *sum, d *Doc) {
	sum.add(d.Path, d.Sum, d.Slug, s.concept(d), s.kaarten[d], s.citaat(d), s.kortAdres(d), s.vast(d), s.Datum(d), s.Bijgewerkt(d), s.rondes(d))
	sum.add(s.in.Geschiedenis.Reeks(d.Path), s.reeks(d))
	for _, b := range d.Bijeenkomsten {
		sum.add(s.meeting(d, b.ID))
	}
	for _, a := range d.Adviezen {
		sum.add(s.advisory(a.Kenmerk))
	}
	for _, sg := range d.Signalen {
		sum.add(s.item(entry{d, sg}), s.topicRefs(sg.Onderwerpen), s.itemsFor(s.basis[sg]))
		for _, name := range sg.GebaseerdOp {
			if base, ok := s.find(d, name); ok {
				sum.add(s.item(base))
			}
		}
		for _, id := range sg.OpgehaaldBij {
			sum.add(s.meeting(d, id))
		}
		if sg.Advies != "" {
			sum.add(s.advisory(sg.Advies))
		}
	}
}

// Around returns what every page depends on: what all share, and where links can
// lead to.
func (s *Site) Around() string {
	sum := s.newSum()
	sum.add(*s.info)
	for _, adres := range slices.Sorted(maps.Keys(s.byAddress)) {
		sum.add(adres)
	}
	for _, file := range slices.Sorted(maps.Keys(s.files)) {
		sum.add(file, s.files[file])
	}
	for _, adres := range slices.Sorted(maps.Keys(s.copies)) {
		sum.add(adres)
	}
	return sum.String()
}

// items adds what stands in a list.
func (x *sum) items(es []entry) {
	all := x.s.itemSums()
	x.number(uint64(len(es)))
	for _, e := range es {
		item := all[e.s]
		x.bytes = append(x.bytes, item[:]...)
	}
}

// makeItemSums makes the sum of every item once: it stands in some ten lists.
func (s *Site) makeItemSums() map[*DocSignaal][16]byte {
	all := make(map[*DocSignaal][16]byte, len(s.entries))
	sum := s.newSum()
	for _, e := range s.entries {
		sum.bytes = sum.bytes[:0]
		sum.add(s.item(e))
		h := sha256.Sum256(sum.bytes)
		all[e.s] = [16]byte(h[:])
	}
	return all
}

// A sum collects values as bytes, so that other values give other bytes. It holds
// every field of them, or unknown is set.
type sum struct {
	s       *Site
	bytes   []byte
	unknown bool
}

func (s *Site) newSum() *sum { return &sum{s: s} }

// String returns the sum; "" when a value was not understood.
func (x *sum) String() string {
	if x.unknown {
		return ""
	}
	h := sha256.Sum256(x.bytes)
	return hex.EncodeToString(h[:])
}

func (x *sum) add(values ...any) {
	for _, v := range values {
		if text, ok := v.(string); ok {
			x.text(text)
			continue
		}
		x.value(reflect.ValueOf(v))
	}
}

func (x *sum) number(n uint64) { x.bytes = binary.AppendUvarint(x.bytes, n) }

func (x *sum) text(s string) {
	x.number(uint64(len(s)))
	x.bytes = append(x.bytes, s...)
}

var (
	infoType     = reflect.TypeFor[*Info]()
	nodeType     = reflect.TypeFor[content.Node]()
	linkType     = reflect.TypeFor[traject.Link]()
	markdownType = reflect.TypeFor[*traject.Markdown]()
)

func (x *sum) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			x.number(1)
		} else {
			x.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		x.number(v.Uint())
	case reflect.String:
		x.text(v.String())
		if v.Type() == linkType { // what is shown is where it leads to
			adres, fragment, ok := x.s.Resolve("", v.String())
			x.add(adres, fragment, ok)
		}
	case reflect.Pointer:
		x.pointer(v)
	case reflect.Slice, reflect.Array:
		x.number(uint64(v.Len()))
		for i := range v.Len() {
			x.value(v.Index(i))
		}
	case reflect.Struct:
		x.structure(v)
	default:
		x.unknown = true
	}
}

func (x *sum) pointer(v reflect.Value) {
	switch {
	case v.IsNil():
		x.number(0)
	case v.Type() == infoType:
		x.unknown = x.unknown || v.Interface() != any(x.s.info) // that is in Around
	case v.Type() == markdownType:
		x.unknown = true // its links and images lead to files
	default:
		x.number(1)
		x.value(v.Elem())
	}
}

// structure adds every field. A Node says where a value stands in its file, which
// is in the key as it is.
func (x *sum) structure(v reflect.Value) {
	fields := fieldsOf(v.Type())
	if fields == nil {
		x.unknown = x.unknown || v.Type() != nodeType && v.NumField() > 0
		return
	}
	for _, i := range fields {
		x.value(v.Field(i))
	}
}

// fieldsKnown are the results of fieldsOf: there are as many as types of views.
var fieldsKnown sync.Map

// fieldsOf returns which fields of t are added; nil when one cannot be seen.
func fieldsOf(t reflect.Type) []int {
	if known, ok := fieldsKnown.Load(t); ok {
		return known.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			fields = nil
			break
		}
		fields = append(fields, i)
	}
	fieldsKnown.Store(t, fields)
	return fields
}
