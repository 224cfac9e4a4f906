package compile

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// builtin compiles the functions that every template has. Those that are not
// here are rare in pages, and left to html/template.
func (c *compiler) builtin(name string, n parse.Node, args []*expr) *expr {
	least := map[string]int{"and": 1, "or": 1, "not": 1, "len": 1, "index": 1, "eq": 1, "ne": 2, "lt": 2, "le": 2, "gt": 2, "ge": 2, "printf": 1}[name]
	exact := map[string]bool{"not": true, "len": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true}[name]
	if len(args) < least || exact && len(args) > least {
		return c.wrong(n, "wrong number of args for %s: want %d got %d", name, least, len(args))
	}
	switch name {
	case "and", "or":
		return c.andOr(args, name == "or")
	case "not":
		is := args[0].truth()
		return boolExpr(func(f *frame) bool { return !is(f) })
	case "len":
		return c.length(n, args[0])
	case "eq", "ne", "lt", "le", "gt", "ge":
		return c.compare(name, n, args)
	case "index":
		return c.index(n, args)
	case "print":
		return sprint(args)
	case "println":
		rest := anys(args)
		return stringExpr(func(f *frame) string { return fmt.Sprintln(rest(f)...) })
	case "printf":
		format, rest := c.convert(n, args[0], stringType), anys(args[1:])
		return stringExpr(func(f *frame) string { return fmt.Sprintf(format(f).String(), rest(f)...) })
	}
	c.at(n).refuse("the function " + name)
	return nil
}

// andOr returns the first argument whose truth decides, else the last.
func (c *compiler) andOr(args []*expr, or bool) *expr {
	tests := make([]func(*frame) bool, len(args))
	for i, a := range args {
		tests[i] = a.truth()
	}
	e := &expr{t: args[0].t, test: func(f *frame) bool {
		for _, test := range tests {
			if test(f) == or {
				return or
			}
		}
		return !or
	}}
	for _, a := range args {
		if a.t != e.t {
			e.t = typ{}
		}
	}
	vals, truths := make([]func(*frame) reflect.Value, len(args)), make([]func(reflect.Value) bool, len(args))
	for i, a := range args {
		truths[i] = truth(a.t)
		if e.t == (typ{}) {
			a = a.untyped()
		}
		vals[i] = a.value()
	}
	e.val = func(f *frame) reflect.Value {
		var v reflect.Value
		for i, val := range vals {
			if v = val(f); truths[i](v) == or {
				break
			}
		}
		return v
	}
	return e
}

func (c *compiler) length(n parse.Node, e *expr) *expr {
	switch e.t.kind() {
	case reflect.String:
		str := e.string()
		return intExpr(func(f *frame) int { return len(str(f)) })
	case reflect.Slice, reflect.Map, reflect.Array, reflect.Chan:
		val := e.value()
		return intExpr(func(f *frame) int { return val(f).Len() })
	}
	val, pl := e.untyped().value(), c.at(n)
	return intExpr(func(f *frame) int {
		v, isNil := indirect(val(f))
		if isNil {
			pl.fail("error calling len: len of nil pointer")
		}
		switch v.Kind() {
		case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
			return v.Len()
		case reflect.Invalid:
			pl.fail("error calling len: len of nil")
		}
		pl.fail("error calling len: len of type %s", v.Type())
		return 0
	})
}

// index compiles index. A key that is not in a map gives the zero value.
func (c *compiler) index(n parse.Node, args []*expr) *expr {
	t := args[0].t
	for range args[1:] {
		rt := t.rt
		for rt != nil && rt.Kind() == reflect.Pointer {
			rt = rt.Elem()
		}
		t = typ{}
		switch {
		case rt == nil:
		case rt.Kind() == reflect.String:
			t = typ{rt: reflect.TypeFor[uint8]()}
		case rt.Kind() == reflect.Slice, rt.Kind() == reflect.Array, rt.Kind() == reflect.Map:
			t = typOf(rt.Elem())
		}
	}
	vals := make([]func(*frame) reflect.Value, len(args))
	for i, a := range args {
		if a.t.dict != nil {
			a = a.untyped()
		}
		vals[i] = a.value()
	}
	pl := c.at(n)
	return &expr{t: t, val: func(f *frame) reflect.Value {
		item := vals[0](f)
		if !item.IsValid() {
			pl.fail("error calling index: index of untyped nil")
		}
		for _, val := range vals[1:] {
			var err error
			if item, err = element(item, val(f)); err != nil {
				pl.fail("error calling index: %w", err)
			}
		}
		return unwrap(item)
	}}
}

func element(item, index reflect.Value) (reflect.Value, error) {
	item, isNil := indirect(item)
	if isNil {
		return item, errors.New("index of nil pointer")
	}
	switch item.Kind() {
	case reflect.Array, reflect.Slice, reflect.String:
		var i int64
		switch {
		case !index.IsValid():
			return item, errors.New("cannot index slice/array with nil")
		case index.CanInt():
			i = index.Int()
		case index.CanUint():
			i = int64(index.Uint())
		default:
			return item, fmt.Errorf("cannot index slice/array with type %s", index.Type())
		}
		if i < 0 || i >= int64(item.Len()) {
			return item, fmt.Errorf("index out of range: %d", i)
		}
		return item.Index(int(i)), nil
	case reflect.Map:
		key := item.Type().Key()
		switch {
		case !index.IsValid() && canBeNil(key):
			index = reflect.Zero(key)
		case !index.IsValid():
			return item, fmt.Errorf("value is nil; should be of type %s", key)
		case index.Type().AssignableTo(key):
		case isInteger(index.Kind()) && isInteger(key.Kind()):
			index = index.Convert(key)
		default:
			return item, fmt.Errorf("value has type %s; should be %s", index.Type(), key)
		}
		if v := item.MapIndex(index); v.IsValid() {
			return v, nil
		}
		return reflect.Zero(item.Type().Elem()), nil
	}
	return item, fmt.Errorf("can't index item of type %s", item.Type())
}

func isInteger(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Uintptr }

// sprint compiles print. fmt puts a space between two values of which neither
// is a string.
func sprint(args []*expr) *expr {
	parts := make([]func(*frame) string, len(args))
	wasString := true
	for i, a := range args {
		rt := a.t.rt
		switch isString := a.t.kind() == reflect.String; {
		case isString && plainPrint(rt):
			parts[i], wasString = a.string(), true
		case rt == intType && wasString:
			num := a.int()
			parts[i], wasString = func(f *frame) string { return strconv.FormatInt(num(f), 10) }, false
		default:
			rest := anys(args)
			return stringExpr(func(f *frame) string { return fmt.Sprint(rest(f)...) })
		}
	}
	if len(parts) == 1 {
		return stringExpr(parts[0])
	}
	return stringExpr(func(f *frame) string {
		var room [8]string
		strs := room[:0]
		for _, part := range parts {
			strs = append(strs, part(f))
		}
		return strings.Join(strs, "")
	})
}

// compare compiles eq and its family.
func (c *compiler) compare(name string, n parse.Node, args []*expr) *expr {
	pl := c.at(n)
	if name == "eq" && len(args) == 1 {
		return c.wrong(n, "error calling eq: missing argument for comparison")
	}
	kind := basic(args[0].t.kind())
	for _, a := range args {
		if !a.t.known() || basic(a.t.kind()) != kind {
			kind = otherKind
		}
	}
	switch {
	case kind == stringKind && name == "eq":
		a, rest := args[0].string(), make([]func(*frame) string, len(args)-1)
		for i := range rest {
			rest[i] = args[i+1].string()
		}
		return boolExpr(func(f *frame) bool {
			s := a(f)
			for _, b := range rest {
				if b(f) == s {
					return true
				}
			}
			return false
		})
	case kind == stringKind:
		a, b, test := args[0].string(), args[1].string(), order(name)
		return boolExpr(func(f *frame) bool { return test(cmp.Compare(a(f), b(f))) })
	case kind == intKind && len(args) == 2:
		a, b, test := args[0].int(), args[1].int(), order(name)
		return boolExpr(func(f *frame) bool { return test(cmp.Compare(a(f), b(f))) })
	}
	vals := make([]func(*frame) reflect.Value, len(args))
	for i, a := range args {
		if a.t.dict != nil {
			a = a.untyped()
		}
		vals[i] = a.value()
	}
	return boolExpr(func(f *frame) bool {
		is, err := false, error(nil)
		vs := make([]reflect.Value, len(vals))
		for i, val := range vals {
			vs[i] = val(f)
		}
		switch name {
		case "eq":
			is, err = equal(vs[0], vs[1:]...)
		case "ne":
			is, err = equal(vs[0], vs[1])
			is = !is
		case "lt", "ge":
			is, err = less(vs[0], vs[1])
			is = is == (name == "lt")
		default:
			is, err = less(vs[0], vs[1])
			if !is && err == nil {
				is, err = equal(vs[0], vs[1])
			}
			is = is == (name == "le")
		}
		if err != nil {
			pl.fail("error calling %s: %w", name, err)
		}
		return is
	})
}

func order(name string) func(int) bool {
	switch name {
	case "eq":
		return func(o int) bool { return o == 0 }
	case "ne":
		return func(o int) bool { return o != 0 }
	case "lt":
		return func(o int) bool { return o < 0 }
	case "le":
		return func(o int) bool { return o <= 0 }
	case "gt":
		return func(o int) bool { return o > 0 }
	}
	return func(o int) bool { return o >= 0 }
}

type basicKind int

const (
	otherKind basicKind = iota
	boolKind
	intKind
	uintKind
	floatKind
	complexKind
	stringKind
)

func basic(k reflect.Kind) basicKind {
	switch {
	case k == reflect.Bool:
		return boolKind
	case k >= reflect.Int && k <= reflect.Int64:
		return intKind
	case k >= reflect.Uint && k <= reflect.Uintptr:
		return uintKind
	case k == reflect.Float32 || k == reflect.Float64:
		return floatKind
	case k == reflect.Complex64 || k == reflect.Complex128:
		return complexKind
	case k == reflect.String:
		return stringKind
	}
	return otherKind
}

func isNil(v reflect.Value) bool {
	return !v.IsValid() || canBeNil(v.Type()) && v.IsNil()
}

// equal reports whether a is one of others, by the rules of text/template.
func equal(a reflect.Value, others ...reflect.Value) (bool, error) {
	a = unwrap(a)
	ka := basic(a.Kind())
	for _, b := range others {
		b = unwrap(b)
		kb := basic(b.Kind())
		is := false
		switch {
		case ka == intKind && kb == uintKind:
			is = a.Int() >= 0 && uint64(a.Int()) == b.Uint()
		case ka == uintKind && kb == intKind:
			is = b.Int() >= 0 && a.Uint() == uint64(b.Int())
		case ka != kb:
			if a.IsValid() && b.IsValid() {
				return false, fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
			}
		case ka != otherKind: // of one kind, maybe of two types
			is = sameBasic(a, b, ka)
		case a.Kind() != b.Kind() && a.IsValid() && b.IsValid():
			return false, fmt.Errorf("non-comparable types %v and %v", a.Type(), b.Type())
		case isNil(a) || isNil(b):
			is = isNil(a) == isNil(b)
		case !b.Type().Comparable():
			return false, fmt.Errorf("non-comparable type %v", b.Type())
		default:
			is = a.Interface() == b.Interface()
		}
		if is {
			return true, nil
		}
	}
	return false, nil
}

func sameBasic(a, b reflect.Value, k basicKind) bool {
	switch k {
	case boolKind:
		return a.Bool() == b.Bool()
	case intKind:
		return a.Int() == b.Int()
	case uintKind:
		return a.Uint() == b.Uint()
	case floatKind:
		return a.Float() == b.Float()
	case complexKind:
		return a.Complex() == b.Complex()
	}
	return a.String() == b.String()
}

func less(a, b reflect.Value) (bool, error) {
	a, b = unwrap(a), unwrap(b)
	ka, kb := basic(a.Kind()), basic(b.Kind())
	switch {
	case ka == otherKind || kb == otherKind:
		return false, errors.New("invalid type for comparison")
	case ka == intKind && kb == uintKind:
		return a.Int() < 0 || uint64(a.Int()) < b.Uint(), nil
	case ka == uintKind && kb == intKind:
		return b.Int() >= 0 && a.Uint() < uint64(b.Int()), nil
	case ka != kb:
		return false, fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
	}
	switch ka {
	case intKind:
		return a.Int() < b.Int(), nil
	case uintKind:
		return a.Uint() < b.Uint(), nil
	case floatKind:
		return a.Float() < b.Float(), nil
	case stringKind:
		return a.String() < b.String(), nil
	}
	return false, errors.New("invalid type for comparison")
}
