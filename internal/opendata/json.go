package opendata

import (
	"bufio"
	"io"
	"reflect"
	"strconv"
	"strings"

	"weerklank/internal/jsontekst"
	"weerklank/internal/traject"
)

// An object appends a JSON object, key after key.
type object struct {
	b      []byte
	empty  bool
	fields map[reflect.Type][]field
}

func (o *object) open() { o.b, o.empty = append(o.b, '{'), true }
func (o *object) close() {
	o.b, o.empty = append(o.b, '}'), false
}

func (o *object) key(name string) {
	if !o.empty {
		o.b = append(o.b, ',')
	}
	o.empty = false
	o.b = append(jsontekst.Append(o.b, name), ':')
}

// text adds a key with a text, unless that is empty.
func (o *object) text(name, value string) {
	if value != "" {
		o.key(name)
		o.b = jsontekst.Append(o.b, value)
	}
}

// list adds a key with a list of n values.
func (o *object) list(name string, n int, item func(i int)) {
	if n == 0 {
		return
	}
	o.key(name)
	o.b = append(o.b, '[')
	for i := range n {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.empty = true
		item(i)
	}
	o.b, o.empty = append(o.b, ']'), false
}

// head opens the file with what it is.
func (o *object) head(s *Set) {
	o.open()
	o.text("versie", Version)
	o.text("datum", s.Datum)
	o.text("licentie", s.Licentie)
	o.text("bron", s.Bron)
	o.text("titel", s.Titel)
	o.text("organisatie", s.Organisatie)
	o.text("taal", s.Taal)
}

// A lines writes a JSON file with one traject or signaal on each line, so that
// the difference between two days can be read.
type lines struct {
	w    *bufio.Writer
	o    object
	set  *Set
	more bool
}

func newLines(w io.Writer) lines { return lines{w: bufio.NewWriterSize(w, 1<<16)} }

func (l *lines) start(s *Set, key string) {
	l.set = s
	l.o.head(s)
	l.o.key(key)
	l.o.b = append(l.o.b, '[')
	l.flush()
}

// flush writes what was made; an error stays in the Writer until the end.
func (l *lines) flush() {
	l.w.Write(l.o.b)
	l.o.b = l.o.b[:0]
}

// next begins the next line.
func (l *lines) next() {
	if l.more {
		l.o.b = append(l.o.b, ',')
	}
	l.more = true
	l.o.b = append(l.o.b, '\n')
}

// trajecten writes trajecten.json.
type trajecten struct{ lines }

func newTrajecten(w io.Writer) writer { return &trajecten{newLines(w)} }

func (f *trajecten) begin(s *Set) { f.start(s, "trajecten") }

func (f *trajecten) traject(t *Traject) {
	f.next()
	o := &f.o
	o.open()
	o.text("adres", t.Adres)
	o.text("bestand", t.File.Path)
	o.keys(reflect.ValueOf(t.Traject).Elem(), t)
	if t.Body != nil {
		o.text("tekst", t.Body.Doc().Source())
	}
	o.list("versies", len(t.Versies), func(i int) {
		v := t.Versies[i]
		o.open()
		o.text("datum", string(v.Datum))
		o.text("adres", v.Adres)
		if v.Klein {
			o.key("klein")
			o.b = append(o.b, "true"...)
		}
		o.close()
	})
	o.close()
	f.flush()
}

func (f *trajecten) end() error {
	o := &f.o
	o.b, o.empty = append(o.b, "\n]"...), false
	o.list("ingetrokken", len(f.set.Ingetrokken), func(i int) {
		x := f.set.Ingetrokken[i]
		o.b = append(o.b, '\n')
		o.open()
		o.text("adres", x.Adres)
		o.text("titel", x.Titel)
		o.text("datum", string(x.Datum))
		o.text("reden", x.Reden)
		o.close()
	})
	o.close()
	o.b = append(o.b, '\n')
	f.flush()
	return f.w.Flush()
}

// Written stands behind the key of a number that was written differently from
// how JSON writes it: 7,5 or 12.50.
const Written = "-geschreven"

// A field is a field of a type of the schema, with what is known of it before its
// value is.
type field struct {
	i    int
	name string
	how  func(o *object, name string, v reflect.Value, t *Traject)
}

// fieldsOf returns the fields of a type that are published.
func (o *object) fieldsOf(rt reflect.Type) []field {
	if known, ok := o.fields[rt]; ok {
		return known
	}
	var fields []field
	for i := range rt.NumField() {
		f := rt.Field(i)
		tag, ok := f.Tag.Lookup("key")
		name, _, _ := strings.Cut(tag, ",")
		if !ok || Private(rt.Name(), name) {
			continue
		}
		x := field{i: i, name: name, how: (*object).value}
		switch f.Type {
		case reflect.TypeFor[[]*traject.Signaal]():
			x.how = (*object).signalen
		case reflect.TypeFor[*traject.Number]():
			x.how = (*object).number
		case reflect.TypeFor[*traject.Markdown]():
			x.how = (*object).markdown
		}
		fields = append(fields, x)
	}
	if o.fields == nil {
		o.fields = map[reflect.Type][]field{}
	}
	o.fields[rt] = fields
	return fields
}

// keys adds the keys of a type of the schema that have a value. t is the traject
// of which v is a part.
func (o *object) keys(v reflect.Value, t *Traject) {
	for _, f := range o.fieldsOf(v.Type()) {
		if x := v.Field(f.i); !x.IsZero() {
			f.how(o, f.name, x, t)
		}
	}
}

func (o *object) signalen(name string, v reflect.Value, t *Traject) {
	list := v.Interface().([]*traject.Signaal)
	o.list(name, len(list), func(i int) {
		o.open()
		o.text("adres", t.Signalen[i].Adres)
		o.keys(reflect.ValueOf(list[i]).Elem(), t)
		o.close()
	})
}

func (o *object) number(name string, v reflect.Value, _ *Traject) {
	n := v.Interface().(*traject.Number)
	text := strconv.FormatFloat(n.Value, 'f', -1, 64)
	o.key(name)
	o.b = append(o.b, text...)
	if text != n.Text {
		o.text(name+Written, n.Text)
	}
}

func (o *object) markdown(name string, v reflect.Value, _ *Traject) {
	o.text(name, v.Interface().(*traject.Markdown).Doc().Source())
}

// value adds one key of another type.
func (o *object) value(name string, v reflect.Value, t *Traject) {
	if v.Kind() == reflect.Slice {
		o.list(name, v.Len(), func(i int) { o.plain(v.Index(i), t) })
		return
	}
	o.key(name)
	o.plain(v, t)
}

var phaseType = reflect.TypeFor[traject.Phase]()

// plain adds one value.
func (o *object) plain(v reflect.Value, t *Traject) {
	if v.Type() == phaseType {
		o.b = jsontekst.Append(o.b, v.Interface().(traject.Phase).String())
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		o.open()
		o.keys(v.Elem(), t)
		o.close()
	case reflect.Bool:
		o.b = strconv.AppendBool(o.b, v.Bool())
	case reflect.Int:
		o.b = strconv.AppendInt(o.b, v.Int(), 10)
	case reflect.String:
		o.b = jsontekst.Append(o.b, v.String())
	default:
		panic("opendata: internal error: no JSON for " + v.Type().String())
	}
}

// signalen writes signalen.json: the table of signalen, with lists as lists.
type signalen struct{ lines }

func newSignalen(w io.Writer) writer { return &signalen{newLines(w)} }

func (f *signalen) begin(s *Set) { f.start(s, "signalen") }

func (f *signalen) traject(t *Traject) {
	o := &f.o
	for i := range t.Signalen {
		f.next()
		o.open()
		for _, c := range signaalColumns {
			values := c.values(row{t, &t.Signalen[i]})
			switch {
			case len(values) == 0:
			case c.List:
				o.list(c.Name, len(values), func(i int) { o.b = jsontekst.Append(o.b, values[i]) })
			case c.Kind == Number || c.Kind == YesNo:
				o.key(c.Name)
				o.b = append(o.b, values[0]...)
			default:
				o.text(c.Name, values[0])
			}
		}
		o.close()
	}
	f.flush()
}

func (f *signalen) end() error {
	f.o.b = append(f.o.b, "\n]}\n"...)
	f.flush()
	return f.w.Flush()
}
