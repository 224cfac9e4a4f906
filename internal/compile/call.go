package compile

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// function compiles a call. final is the value that comes from the pipeline, as
// the last argument.
func (c *compiler) function(id *parse.IdentifierNode, n parse.Node, argNodes []parse.Node, final *expr) *expr {
	name := id.Ident
	fn, own := c.set.funcs[name]
	if !own && (name == "and" || name == "or") && final != nil {
		c.at(n).refuse("and, or at the end of a pipeline")
	}
	args := make([]*expr, 0, len(argNodes)+1)
	for _, a := range argNodes {
		args = append(args, c.operand(a))
	}
	if final != nil {
		args = append(args, final)
	}
	if !own {
		e := c.builtin(name, n, args)
		e.constant = allConstant(args)
		return c.worked(e)
	}
	e := c.call(name, fn, n, args)
	if c.set.pure[name] {
		e.constant = allConstant(args)
	}
	return c.worked(e)
}

// method compiles a call of a method with arguments.
func (c *compiler) method(n parse.Node, receiver *expr, names []string, argNodes []parse.Node, final *expr) *expr {
	e := c.fields(n, receiver, names[:len(names)-1])
	name := names[len(names)-1]
	if !e.t.known() {
		c.at(n).refuse("a method of what has no type yet")
	}
	base := e.t.rt
	for base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	m, ok := reflect.PointerTo(base).MethodByName(name)
	if !ok {
		return c.wrong(n, "%s is not a method but has arguments", name)
	}
	var args []*expr
	for _, a := range argNodes {
		args = append(args, c.operand(a))
	}
	if final != nil {
		args = append(args, final)
	}
	in := make([]reflect.Type, 0, m.Type.NumIn()-1)
	for i := range m.Type.NumIn() - 1 {
		in = append(in, m.Type.In(i+1))
	}
	val, pl := e.value(), c.at(n)
	return c.reflectCall(name, n, signature{in, m.Type.IsVariadic(), outs(m.Type)}, args, func(f *frame) reflect.Value {
		method, err := methodOf(val(f), name)
		if err != nil {
			pl.fail("%w", err)
		}
		return method
	})
}

// call compiles a call of one of the functions of the set. Signatures that
// templates of this program use often are called without reflection.
func (c *compiler) call(name string, fn any, n parse.Node, args []*expr) *expr {
	pl := c.at(n)
	check := func(err error) {
		if err != nil {
			pl.fail("error calling %s: %w", name, err)
		}
	}
	ft := reflect.TypeOf(fn)
	sig := signature{variadic: ft.IsVariadic(), out: outs(ft)}
	for i := range ft.NumIn() {
		sig.in = append(sig.in, ft.In(i))
	}
	if e := c.directCall(name, n, sig, args, fn); e != nil {
		return e
	}
	fast := !sig.wrongCount(len(args))
	for i := 0; fast && i < len(args); i++ {
		fast = fits(args[i], sig.param(i))
	}
	if !fast {
		return c.reflectCall(name, n, sig, args, constant(reflect.ValueOf(fn)))
	}
	switch fn := fn.(type) {
	case func(string) string:
		arg := args[0].string()
		return stringExpr(func(f *frame) string { return fn(arg(f)) })
	case func(int) string:
		arg := args[0].int()
		return stringExpr(func(f *frame) string { return fn(int(arg(f))) })
	case func(string, ...any) (string, error):
		key, rest := args[0].string(), anys(args[1:])
		return stringExpr(func(f *frame) string {
			s, err := fn(key(f), rest(f)...)
			check(err)
			return s
		})
	case func(string, int, ...any) (string, error):
		key, count, rest := args[0].string(), args[1].int(), anys(args[2:])
		return stringExpr(func(f *frame) string {
			s, err := fn(key(f), int(count(f)), rest(f)...)
			check(err)
			return s
		})
	case func(string, any) (template.HTML, error):
		key, arg := args[0].string(), args[1].any()
		return &expr{t: typ{rt: sig.out}, str: func(f *frame) string {
			s, err := fn(key(f), arg(f))
			check(err)
			return string(s)
		}}
	case func(...any) (map[string]any, error):
		if e := c.dict(name, args); e != nil {
			return e
		}
	}
	return c.reflectCall(name, n, sig, args, constant(reflect.ValueOf(fn)))
}

// dict makes a record instead of a map when the names are known. Of the
// functions of this signature only the one of that name is known to do no more.
func (c *compiler) dict(name string, args []*expr) *expr {
	if name != "dict" || len(args) == 0 || len(args)%2 != 0 {
		return nil
	}
	var names []string
	var types []typ
	var vals []func(*frame) reflect.Value
	for i := 0; i < len(args); i += 2 {
		key, ok := args[i].literal.(*parse.StringNode)
		if !ok {
			return nil
		}
		for _, n := range names {
			if n == key.Text {
				return nil
			}
		}
		names = append(names, key.Text)
		types = append(types, args[i+1].t)
		vals = append(vals, args[i+1].value())
	}
	d, ok := c.set.types.dict(names, types)
	if !ok {
		return nil
	}
	return &expr{t: typ{dict: d}, val: func(f *frame) reflect.Value {
		r := &record{d, f.m.values(len(vals))}
		for i, val := range vals {
			r.vals[i] = val(f)
		}
		return reflect.ValueOf(r)
	}}
}

// anys returns the values for parameters ...any.
func anys(args []*expr) func(*frame) []any {
	if len(args) == 0 {
		return func(*frame) []any { return nil }
	}
	vals := make([]func(*frame) any, len(args))
	for i, a := range args {
		vals[i] = a.any()
	}
	return func(f *frame) []any {
		out := make([]any, len(vals))
		for i, val := range vals {
			out[i] = val(f)
		}
		return out
	}
}

func constant(v reflect.Value) func(*frame) reflect.Value {
	return func(*frame) reflect.Value { return v }
}

// A signature is what a function takes and gives.
type signature struct {
	in       []reflect.Type
	variadic bool
	out      reflect.Type // nil when templates cannot call it
}

func outs(ft reflect.Type) reflect.Type {
	if ft.NumOut() == 1 || ft.NumOut() == 2 && ft.Out(1) == errorType {
		return ft.Out(0)
	}
	return nil
}

func (s signature) wrongCount(n int) bool {
	if s.variadic {
		return n < len(s.in)-1
	}
	return n != len(s.in)
}

// param is the type of the i-th argument.
func (s signature) param(i int) reflect.Type {
	if s.variadic && i >= len(s.in)-1 {
		return s.in[len(s.in)-1].Elem()
	}
	return s.in[i]
}

// fits reports whether an argument can be given as it is to one of the
// functions that call calls without reflection.
func fits(e *expr, want reflect.Type) bool {
	switch want.Kind() {
	case reflect.Interface:
		return want.NumMethod() == 0
	case reflect.String, reflect.Int:
		return e.t.rt == want // a literal has the type string or int
	}
	return false
}

// reflectCall calls a function by reflection.
func (c *compiler) reflectCall(name string, n parse.Node, sig signature, args []*expr, fn func(*frame) reflect.Value) *expr {
	if sig.wrongCount(len(args)) {
		return c.wrong(n, "wrong number of args for %s: want %d got %d", name, len(sig.in), len(args))
	}
	if sig.out == nil {
		return c.wrong(n, "can't call %s", name)
	}
	vals := make([]func(*frame) reflect.Value, len(args))
	for i, a := range args {
		vals[i] = c.convert(n, a, sig.param(i))
	}
	pl := c.at(n)
	call := func(f *frame) reflect.Value {
		in := make([]reflect.Value, len(vals))
		for i, val := range vals {
			in[i] = val(f)
		}
		v, err := safeCall(name, fn(f), in)
		if err != nil {
			pl.fail("%w", err)
		}
		return v
	}
	if sig.out == valueType {
		return &expr{val: func(f *frame) reflect.Value { return unwrap(call(f).Interface().(reflect.Value)) }}
	}
	if t := typOf(sig.out); t.known() {
		return &expr{t: t, val: call}
	}
	return &expr{val: func(f *frame) reflect.Value { return unwrap(call(f)) }}
}

// convert returns the value of an argument for a parameter of type want.
func (c *compiler) convert(n parse.Node, e *expr, want reflect.Type) func(*frame) reflect.Value {
	if want == valueType {
		c.at(n).refuse("a parameter of type reflect.Value")
	}
	if e.literal != nil && (want.Kind() != reflect.Interface || e.t.null) {
		v, err := convertLiteral(e.literal, want)
		if err != nil {
			return c.wrong(e.literal, "%w", err).val
		}
		return constant(v)
	}
	if e.t.dict != nil {
		e = e.untyped()
	}
	val, pl := e.value(), c.at(n)
	if e.t.known() && e.t.rt.AssignableTo(want) {
		return val
	}
	return func(f *frame) reflect.Value {
		v, err := assignable(val(f), want)
		if err != nil {
			pl.fail("%w", err)
		}
		return v
	}
}

// convertLiteral gives a constant the type of a parameter.
func convertLiteral(n parse.Node, want reflect.Type) (reflect.Value, error) {
	v := reflect.New(want).Elem()
	switch n := n.(type) {
	case *parse.NilNode:
		if canBeNil(want) {
			return v, nil
		}
		return v, fmt.Errorf("cannot assign nil to %s", want)
	case *parse.StringNode:
		if want.Kind() == reflect.String {
			v.SetString(n.Text)
			return v, nil
		}
	case *parse.BoolNode:
		if want.Kind() == reflect.Bool {
			v.SetBool(n.True)
			return v, nil
		}
	case *parse.NumberNode:
		switch {
		case v.CanInt() && n.IsInt:
			v.SetInt(n.Int64)
			return v, nil
		case v.CanUint() && n.IsUint:
			v.SetUint(n.Uint64)
			return v, nil
		case v.CanFloat() && n.IsFloat:
			v.SetFloat(n.Float64)
			return v, nil
		}
	}
	return v, fmt.Errorf("can't handle %s for arg of type %s", n, want)
}

// assignable is the rule of text/template for arguments: a value that cannot be
// assigned may be behind a pointer, or have a pointer to it.
func assignable(v reflect.Value, want reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if canBeNil(want) {
			return reflect.Zero(want), nil
		}
		return v, fmt.Errorf("invalid value; expected %s", want)
	}
	switch {
	case v.Type().AssignableTo(want):
		return v, nil
	case v.Kind() == reflect.Pointer && v.Type().Elem().AssignableTo(want):
		if v = v.Elem(); !v.IsValid() {
			return v, fmt.Errorf("dereference of nil pointer of type %s", want)
		}
		return v, nil
	case reflect.PointerTo(v.Type()).AssignableTo(want) && v.CanAddr():
		return v.Addr(), nil
	}
	return v, fmt.Errorf("wrong type for value; expected %s; got %s", want, v.Type())
}

func canBeNil(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return false
}
