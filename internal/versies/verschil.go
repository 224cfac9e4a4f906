package versies

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/markdown"
	"weerklank/internal/traject"
)

// A field is the value of one key as it was published.
type field struct {
	key   string
	value reflect.Value
	raw   string // to compare: texts with markup as they are written
}

// A part is the traject itself or one signaal.
type part struct {
	signaal *traject.Signaal // nil for the traject
	fields  []field
}

// A document is a traject in parts: first itself, then its signalen.
type document struct{ parts []part }

// unpublished are the keys that no page shows. Reference numbers of a signaal are
// people's own: who has the letter knows the number.
var unpublished = map[string]bool{"kenmerken": true, "concept": true, "publiceren-vanaf": true, "ingetrokken": true, "aliassen": true, "signalen": true, "id": true, "taal": true}

// first are the keys that people look for first.
var first = []string{"phase", "besluit", "reden", "kort"}

// A column is a field of a struct with its key.
type column struct {
	index int
	key   string
}

// columns returns the keys of a struct of package traject, those of first before
// the others.
func columns(t reflect.Type) []column {
	var cs []column
	for i := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("key"), ",")
		if key != "" {
			cs = append(cs, column{i, key})
		}
	}
	rank := func(c column) int {
		if i := slices.Index(first, c.key); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(cs, func(a, b column) int { return rank(a) - rank(b) })
	return cs
}

// structs holds the published columns of every struct of package traject.
var structs = structsIn(reflect.TypeFor[traject.Traject](), map[reflect.Type][]column{})

func structsIn(t reflect.Type, seen map[reflect.Type][]column) map[reflect.Type][]column {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return structsIn(t.Elem(), seen)
	case reflect.Struct:
		if _, ok := seen[t]; ok {
			return seen
		}
		seen[t] = slices.DeleteFunc(columns(t), func(c column) bool { return unpublished[c.key] })
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("key") != "" {
				structsIn(t.Field(i).Type, seen)
			}
		}
	}
	return seen
}

var (
	trajectColumns = structs[reflect.TypeFor[traject.Traject]()]
	signaalColumns = structs[reflect.TypeFor[traject.Signaal]()]
)

// Sleutels returns every key that a Wijziging can have.
func Sleutels() []string {
	keys := []string{"tekst", "bestand"}
	for _, c := range slices.Concat(trajectColumns, signaalColumns) {
		if !slices.Contains(keys, c.key) {
			keys = append(keys, c.key)
		}
	}
	return keys
}

// documentOf takes t apart.
func documentOf(t *traject.Traject) *document {
	d := &document{parts: make([]part, 0, len(t.Signalen)+1)}
	fields := fieldsOf(reflect.ValueOf(t).Elem(), trajectColumns)
	if t.Body != nil {
		fields = append(fields, field{"tekst", reflect.ValueOf(t.Body), t.Body.Text})
	}
	d.parts = append(d.parts, part{nil, fields})
	for _, s := range t.Signalen {
		d.parts = append(d.parts, part{s, fieldsOf(reflect.ValueOf(s).Elem(), signaalColumns)})
	}
	return d
}

// fieldsOf returns the values that are there. A signaal without a besluit has one.
func fieldsOf(v reflect.Value, columns []column) []field {
	var fs []field
	for _, c := range columns {
		value := v.Field(c.index)
		if s, ok := v.Addr().Interface().(*traject.Signaal); ok && c.key == "besluit" {
			value = reflect.ValueOf(s.Antwoord())
		}
		if value.IsZero() {
			continue
		}
		if raw := write(value, asWritten); raw != "" {
			fs = append(fs, field{c.key, value, raw})
		}
	}
	return fs
}

// A manner is how a value is written as text.
type manner int

const (
	asWritten manner = iota // texts with their markup, to compare
	asRead                  // as people read it
	withLinks               // as people read it, and where it leads to
)

// write writes a value as text.
func write(v reflect.Value, m manner) string {
	switch x := v.Interface().(type) {
	case *traject.Markdown:
		switch {
		case x == nil:
			return ""
		case m != asWritten:
			return x.Doc().Text()
		}
		return x.Text
	case traject.Link:
		if m == asRead {
			return ""
		}
	case *traject.Number:
		return x.Text
	case fmt.Stringer: // a phase
		return x.String()
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int:
		if v.Int() == 0 {
			return ""
		}
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		if v.Bool() {
			return "ja"
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return write(v.Elem(), m)
		}
	case reflect.Slice:
		var lines []string
		for i := range v.Len() {
			lines = append(lines, write(v.Index(i), m))
		}
		return strings.Join(lines, "\n")
	case reflect.Struct:
		var values []string
		for _, c := range structs[v.Type()] {
			if s := write(v.Field(c.index), m); s != "" {
				values = append(values, s)
			}
		}
		return strings.Join(values, " · ")
	}
	return ""
}

// text returns the value as people read it.
func (f field) text() string { return strings.TrimSpace(write(f.value, asRead)) }

// words is text without the white space that no reader sees.
func (f field) words() string { return squeeze(write(f.value, asRead)) }

// html returns what a page holds of the value, as far as it has markup: a comment
// or another way of writing the same gives the same.
func (f field) html() string {
	var b strings.Builder
	texts(f.value, func(m *traject.Markdown) {
		b.WriteString(m.Doc().HTML(markdown.HTMLOptions{IDPrefix: "x"}))
		b.WriteByte('\n')
	})
	return b.String()
}

// texts calls yield for every text with markup within v.
func texts(v reflect.Value, yield func(*traject.Markdown)) {
	if m, ok := v.Interface().(*traject.Markdown); ok {
		if m != nil {
			yield(m)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), yield)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), yield)
		}
	case reflect.Struct:
		for _, c := range structs[v.Type()] {
			texts(v.Field(c.index), yield)
		}
	}
}

// same reports whether a page shows two values alike.
func same(a, b field) bool {
	if a.raw == b.raw {
		return true
	}
	return squeeze(write(a.value, withLinks)) == squeeze(write(b.value, withLinks)) && bareHTML(a) == bareHTML(b)
}

// bareHTML returns the HTML of f without white space, which the words were
// compared with already.
func bareHTML(f field) string { return strings.Join(strings.Fields(f.html()), "") }

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// compare returns what changed between two published states, and whether
// anything did. old is nil for the first.
func compare(old, now *state) ([]Wijziging, bool) {
	switch {
	case old == nil:
		return nil, true
	case old == now || old.blob == now.blob && old.path == now.path:
		return nil, false
	case old.Traject == nil && now.Traject == nil:
		if squeeze(old.Tekst) == squeeze(now.Tekst) {
			return nil, false
		}
		return []Wijziging{{Soort: Gewijzigd, Sleutel: "bestand"}}, true
	case old.Traject == nil || now.Traject == nil:
		return []Wijziging{{Soort: Gewijzigd, Sleutel: "bestand"}}, true
	}
	ws := diff(old.document(), now.document())
	return ws, len(ws) > 0
}

func (st *state) document() *document {
	if st.fields == nil {
		st.fields = documentOf(st.Traject)
	}
	return st.fields
}

// Verschil returns what changed between two trajecten.
func Verschil(old, now *traject.Traject) []Wijziging { return diff(documentOf(old), documentOf(now)) }

// diff returns first what changed of besluit, reden and phase of the whole, then
// each signaal, then the rest.
func diff(old, now *document) []Wijziging {
	whole := diffPart(old.parts[0], now.parts[0])
	n := 0
	for n < len(whole) && slices.Contains(first, whole[n].Sleutel) {
		n++
	}
	ws := slices.Clone(whole[:n])
	was := match(old.parts[1:], now.parts[1:])
	for i, p := range now.parts[1:] {
		if before := was[i]; before != nil {
			ws = append(ws, diffPart(*before, p)...)
		} else {
			ws = append(ws, all(Erbij, p)...)
		}
	}
	for i := range old.parts[1:] {
		if p := &old.parts[i+1]; !slices.Contains(was, p) {
			ws = append(ws, all(Weg, *p)...)
		}
	}
	return append(ws, whole[n:]...)
}

// all returns a signaal that came or went, with its answer.
func all(soort Soort, p part) []Wijziging {
	w := Wijziging{Soort: soort, Signaal: p.signaal.ID, Taal: p.signaal.Taal}
	put(&w, p.signaal.Signaal)
	ws := []Wijziging{w}
	for _, f := range p.fields {
		if slices.Contains(first, f.key) {
			w := Wijziging{Soort: soort, Signaal: p.signaal.ID, Sleutel: f.key}
			put(&w, f.text())
			ws = append(ws, w)
		}
	}
	return ws
}

func put(w *Wijziging, text string) {
	if w.Soort == Weg {
		w.Oud = text
	} else {
		w.Nieuw = text
	}
}

// diffPart returns the fields that differ, in the order of the columns; those that
// went stand where they were.
func diffPart(old, now part) []Wijziging {
	var ws []Wijziging
	id := ""
	if now.signaal != nil {
		id = now.signaal.ID
	}
	add := func(w Wijziging) {
		w.Signaal = id
		if now.signaal != nil && (w.Sleutel == "signaal" || w.Sleutel == "citaten") {
			w.Taal = now.signaal.Taal
		}
		ws = append(ws, w)
	}
	i := 0
	for _, f := range now.fields {
		at := i
		for at < len(old.fields) && old.fields[at].key != f.key {
			at++
		}
		if at == len(old.fields) { // both have the order of the columns, so it was not there
			add(Wijziging{Soort: Erbij, Sleutel: f.key, Nieuw: f.text()})
			continue
		}
		for ; i < at; i++ {
			add(Wijziging{Soort: Weg, Sleutel: old.fields[i].key, Oud: old.fields[i].text()})
		}
		if was := old.fields[i]; !same(was, f) {
			add(Wijziging{Soort: Gewijzigd, Sleutel: f.key, Oud: was.visible(f), Nieuw: f.visible(was), Opmaak: was.words() == f.words()})
		}
		i++
	}
	for ; i < len(old.fields); i++ {
		add(Wijziging{Soort: Weg, Sleutel: old.fields[i].key, Oud: old.fields[i].text()})
	}
	return ws
}

// visible returns the value as people read it; where that does not tell it from
// the other, with what its links and images lead to.
func (f field) visible(other field) string {
	if f.words() != other.words() {
		return f.text()
	}
	var targets []string
	texts(f.value, func(m *traject.Markdown) {
		for _, l := range m.Doc().Links() {
			targets = append(targets, l.Text+": "+l.Dest)
		}
		for _, img := range m.Doc().Images() {
			targets = append(targets, img.Alt+": "+img.Dest)
		}
	})
	return strings.TrimSpace(write(f.value, withLinks) + "\n\n" + strings.Join(targets, "\n"))
}

// alike is how much of their words two signalen share, in percents, that count
// as one whose id changed.
const alike = 80

// match returns for each signaal of now the one of old that it was: by id, by
// an earlier id, or else by what people said. nil when it is new.
func match(old, now []part) []*part {
	was := make([]*part, len(now))
	taken := make([]bool, len(old))
	take := func(same func(o, n *traject.Signaal) bool) {
		for i := range now {
			for j := range old {
				if was[i] == nil && !taken[j] && same(old[j].signaal, now[i].signaal) {
					was[i], taken[j] = &old[j], true
				}
			}
		}
	}
	take(func(o, n *traject.Signaal) bool { return o.ID == n.ID && n.ID != "" })
	if !slices.Contains(was, nil) || !slices.Contains(taken, false) {
		return was
	}
	take(func(o, n *traject.Signaal) bool {
		return slices.Contains(n.Aliassen, o.ID) || slices.Contains(o.Aliassen, n.ID)
	})
	if len(now) > mostAlike || len(old) > mostAlike {
		return was
	}
	take(func(o, n *traject.Signaal) bool { return similar(o.Signaal, n.Signaal) })
	return was
}

// mostAlike is how many signalen are compared with each other by their words.
const mostAlike = 100

// similar reports whether two texts share nearly all of their words.
func similar(a, b string) bool {
	as, bs := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	total := len(as) + len(bs)
	if len(as) < 3 || len(bs) < 3 || 200*min(len(as), len(bs)) < alike*total {
		return false
	}
	count := map[string]int{}
	for _, w := range as {
		count[w]++
	}
	shared := 0
	for _, w := range bs {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 200*shared >= alike*total
}
