package compile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A typ is what is known of a value before the template is executed. The zero
// typ: nothing. Its value is then never an interface, but what is in it.
type typ struct {
	rt   reflect.Type // the type of the value
	dict *dictType    // or: a dict that the template made
	null bool         // or: nil
}

func (t typ) known() bool { return t.rt != nil }

func (t typ) kind() reflect.Kind {
	if t.rt == nil {
		return reflect.Invalid
	}
	return t.rt.Kind()
}

// A dictType is a dict with names that are known, so that what is in it keeps
// its type: {{template "item" (dict "besluit" .Besluit "kop" 2)}}.
type dictType struct {
	names []string
	types []typ
	depth int // how many dicts are in each other
}

// maxDictDepth bounds how deep types of dicts go, so that a template that uses
// itself with a dict around its data has an end. A deeper one is a plain map.
const maxDictDepth = 4

// A record is the value of a dictType.
type record struct {
	of   *dictType
	vals []reflect.Value
}

// typeTable makes dict types that are equal the same.
type typeTable struct {
	dicts map[string]*dictType
	ids   map[typ]int
}

func (tt typeTable) dict(names []string, types []typ) (*dictType, bool) {
	var b strings.Builder
	depth := 1
	for i, n := range names {
		id, ok := tt.ids[types[i]]
		if !ok {
			id = len(tt.ids)
			tt.ids[types[i]] = id
		}
		fmt.Fprintf(&b, "%q:%d ", n, id)
		if d := types[i].dict; d != nil {
			depth = max(depth, d.depth+1)
		}
	}
	if depth > maxDictDepth {
		return nil, false
	}
	d := tt.dicts[b.String()]
	if d == nil {
		d = &dictType{slices.Clone(names), slices.Clone(types), depth}
		tt.dicts[b.String()] = d
	}
	return d, true
}

// plain returns the map that the function dict would have made.
func (r *record) plain() map[string]any {
	m := make(map[string]any, len(r.vals))
	for i, n := range r.of.names {
		m[n] = toAny(r.vals[i])
	}
	return m
}

var recordType = reflect.TypeFor[*record]()

// toAny returns the value for a parameter of type any.
func toAny(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	if v.Type() == recordType {
		return v.Interface().(*record).plain()
	}
	return v.Interface()
}

// unwrap returns what is in an empty interface, as text/template does after
// each command of a pipeline.
func unwrap(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// indirect follows pointers and interfaces. When one is nil it returns that.
func indirect(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

// isTrue is the truth of {{if}}: not the zero of its type.
func isTrue(v reflect.Value) bool {
	v = unwrap(v)
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Struct:
		return true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer:
		return !v.IsNil()
	case reflect.Float32, reflect.Float64: // IsZero takes -0 for another number
		return v.Float() != 0
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0
	}
	return !v.IsZero()
}

// truth returns isTrue for values of one type.
func truth(t typ) func(reflect.Value) bool {
	switch t.kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	}
	return isTrue
}
