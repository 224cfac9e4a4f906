package compile

import (
	"reflect"
	"text/template/parse"
)

// A Fact is something that holds for all pages of a Set and that cannot be seen
// in its templates. It makes pages cheaper and never other than they are.
type Fact func(*Set)

// Known says that p, a pointer, is the only value of its type that templates
// ever get, and that nothing changes of what it points to: what they show of it
// is worked out once.
func Known(p any) Fact {
	v := reflect.ValueOf(p)
	return func(s *Set) { s.known[v.Type()] = v }
}

// Pure says of functions that their result depends on their arguments alone, as
// long as the Set is there, and that they do not execute templates: a call with
// constants is worked out once.
func Pure(names ...string) Fact {
	return func(s *Set) {
		for _, n := range names {
			s.pure[n] = true
		}
	}
}

// A Direct calls functions of one signature without reflection, of two
// arguments at most, with a text as result.
type Direct func(fn any) func(a, b reflect.Value) (string, error)

// Calls says that functions with an argument of type A and a text as result are
// called directly; methods of A are such functions.
func Calls[A any, R ~string]() Fact {
	return direct[func(A) R](func(fn any) func(a, b reflect.Value) (string, error) {
		call := fn.(func(A) R)
		return func(a, _ reflect.Value) (string, error) { return string(call(valueOf[A](a))), nil }
	})
}

// Calls2 is Calls for functions with two arguments.
func Calls2[A, B any, R ~string]() Fact {
	return direct[func(A, B) R](func(fn any) func(a, b reflect.Value) (string, error) {
		call := fn.(func(A, B) R)
		return func(a, b reflect.Value) (string, error) { return string(call(valueOf[A](a), valueOf[B](b))), nil }
	})
}

// Tries is Calls for functions that may fail.
func Tries[A any, R ~string]() Fact {
	return direct[func(A) (R, error)](func(fn any) func(a, b reflect.Value) (string, error) {
		call := fn.(func(A) (R, error))
		return func(a, _ reflect.Value) (string, error) {
			s, err := call(valueOf[A](a))
			return string(s), err
		}
	})
}

// Tries2 is Calls2 for functions that may fail.
func Tries2[A, B any, R ~string]() Fact {
	return direct[func(A, B) (R, error)](func(fn any) func(a, b reflect.Value) (string, error) {
		call := fn.(func(A, B) (R, error))
		return func(a, b reflect.Value) (string, error) {
			s, err := call(valueOf[A](a), valueOf[B](b))
			return string(s), err
		}
	})
}

func direct[F any](d Direct) Fact {
	return func(s *Set) { s.direct[reflect.TypeFor[F]()] = d }
}

// directMethod returns what calls a method without arguments directly; nil when
// nothing does. The value has type rt.
func (c *compiler) directMethod(rt reflect.Type, name string) func(v, _ reflect.Value) (string, error) {
	m, ok := rt.MethodByName(name)
	if !ok || rt.Kind() == reflect.Interface {
		return nil
	}
	if d := c.set.direct[m.Func.Type()]; d != nil {
		return d(m.Func.Interface())
	}
	return nil
}

// directCall is a call of a function that has its arguments as they are; nil when
// its signature is not one that is called directly.
func (c *compiler) directCall(name string, n parse.Node, sig signature, args []*expr, fn any) *expr {
	d := c.set.direct[reflect.TypeOf(fn)]
	if d == nil || len(args) == 0 || sig.wrongCount(len(args)) {
		return nil
	}
	for i, a := range args {
		if a.t.rt != sig.param(i) {
			return nil
		}
	}
	call, pl := d(fn), c.at(n)
	a, b := args[0].value(), func(*frame) reflect.Value { return reflect.Value{} }
	if len(args) == 2 {
		b = args[1].value()
	}
	return &expr{t: typ{rt: sig.out}, str: func(f *frame) string {
		s, err := call(a(f), b(f))
		if err != nil {
			pl.fail("error calling %s: %w", name, err)
		}
		return s
	}}
}

// valueOf is v.Interface().(A) without a copy where it can be had.
func valueOf[A any](v reflect.Value) A {
	if v.CanAddr() {
		return *v.Addr().Interface().(*A)
	}
	return v.Interface().(A)
}
