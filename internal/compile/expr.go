package compile

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// An expr is a compiled expression. At least one of the functions is set; the
// others are derived from it.
type expr struct {
	t       typ
	val     func(*frame) reflect.Value
	str     func(*frame) string // of a type whose kind is string
	num     func(*frame) int    // of type int
	test    func(*frame) bool   // its truth
	literal parse.Node          // a constant as it is written, not yet of a type
	// constant: the functions give the same on every page, also for a frame that is nil.
	constant bool
}

func (e *expr) value() func(*frame) reflect.Value {
	rt := e.t.rt
	switch {
	case e.val != nil:
		return e.val
	case e.str != nil && rt == stringType:
		str := e.str
		return func(f *frame) reflect.Value { return reflect.ValueOf(str(f)) }
	case e.str != nil:
		str := e.str
		return func(f *frame) reflect.Value { return reflect.ValueOf(str(f)).Convert(rt) }
	case e.num != nil:
		num := e.num
		return func(f *frame) reflect.Value { return reflect.ValueOf(num(f)) }
	}
	test := e.test // its type is bool
	return func(f *frame) reflect.Value { return reflect.ValueOf(test(f)) }
}

// string returns the value of an expression whose kind is string.
func (e *expr) string() func(*frame) string {
	if e.str != nil {
		return e.str
	}
	val := e.val
	return func(f *frame) string { return val(f).String() }
}

// int returns the value of an expression whose kind is that of a signed number.
func (e *expr) int() func(*frame) int64 {
	if e.num != nil {
		num := e.num
		return func(f *frame) int64 { return int64(num(f)) }
	}
	val := e.val
	return func(f *frame) int64 { return val(f).Int() }
}

func (e *expr) truth() func(*frame) bool {
	switch {
	case e.test != nil:
		return e.test
	case e.str != nil:
		str := e.str
		return func(f *frame) bool { return str(f) != "" }
	case e.num != nil:
		num := e.num
		return func(f *frame) bool { return num(f) != 0 }
	}
	val, is := e.val, truth(e.t)
	return func(f *frame) bool { return is(val(f)) }
}

// any returns the value for a parameter of type any.
func (e *expr) any() func(*frame) any {
	if e.literal != nil {
		constant := toAny(e.value()(nil))
		return func(*frame) any { return constant }
	}
	if e.t.rt == stringType && e.str != nil {
		str := e.str
		return func(f *frame) any { return str(f) }
	}
	val := e.value()
	return func(f *frame) any { return toAny(val(f)) }
}

// untyped returns e without what is known of its type.
func (e *expr) untyped() *expr {
	val := e.value()
	if e.t.dict != nil {
		return &expr{val: func(f *frame) reflect.Value { return reflect.ValueOf(toAny(val(f))) }}
	}
	return &expr{val: val}
}

var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()

	valueType = reflect.TypeFor[reflect.Value]()
	errorType = reflect.TypeFor[error]()
)

// settled returns e, or what is known of it by [Known].
func (c *compiler) settled(e *expr) *expr {
	if v, ok := c.set.known[e.t.rt]; ok && !e.constant {
		return &expr{t: e.t, val: func(*frame) reflect.Value { return v }, constant: true}
	}
	return e
}

func stringExpr(f func(*frame) string) *expr { return &expr{t: typ{rt: stringType}, str: f} }
func boolExpr(f func(*frame) bool) *expr     { return &expr{t: typ{rt: boolType}, test: f} }
func intExpr(f func(*frame) int) *expr       { return &expr{t: typ{rt: intType}, num: f} }

// wrong is an expression that fails when it comes to it, as in text/template:
// {{if eq .Kind "traject"}}{{.T.Titel}}{{end}} is no mistake where there is no T.
func (c *compiler) wrong(n parse.Node, format string, args ...any) *expr {
	return c.wrongName(n, "", format, args...)
}

// wrongName is wrong for one of the names in n.
func (c *compiler) wrongName(n parse.Node, name, format string, args ...any) *expr {
	pl := c.at(n)
	c.set.wrong[pl.position(name)] = pl.errorf(format, args...)
	return &expr{val: func(*frame) reflect.Value { pl.fail(format, args...); return reflect.Value{} }}
}

// pipeline compiles a pipeline without the variable that it may declare.
func (c *compiler) pipeline(p *parse.PipeNode) *expr {
	return c.commands(p.Cmds)
}

func (c *compiler) commands(cmds []*parse.CommandNode) *expr {
	var e *expr
	for _, cmd := range cmds {
		e = c.command(cmd, e)
		e.literal = nil // in a pipeline it has a type
	}
	return e
}

// command compiles one command of a pipeline; final is the one before it.
func (c *compiler) command(cmd *parse.CommandNode, final *expr) *expr {
	args := cmd.Args[1:]
	hasArgs := len(args) > 0 || final != nil
	switch n := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		return c.function(n, cmd, args, final)
	case *parse.FieldNode:
		if !hasArgs {
			return c.operand(n)
		}
		return c.method(n, c.dotExpr(), n.Ident, args, final)
	case *parse.VariableNode:
		if !hasArgs {
			return c.operand(n)
		}
		if len(n.Ident) > 1 {
			return c.method(n, c.variable(n), n.Ident[1:], args, final)
		}
	case *parse.ChainNode:
		if !hasArgs {
			return c.operand(n)
		}
		return c.method(n, c.operand(n.Node), n.Field, args, final)
	case *parse.NilNode:
		return c.wrong(n, "nil is not a command")
	}
	if hasArgs {
		return c.wrong(cmd, "can't give argument to non-function %s", cmd.Args[0])
	}
	return c.operand(cmd.Args[0])
}

func dot(f *frame) reflect.Value { return f.dot }

func (c *compiler) dotExpr() *expr {
	if c.constant != nil {
		return c.constant
	}
	return c.settled(&expr{t: c.dot, val: dot})
}

// operand compiles a node that stands as argument, or alone.
func (c *compiler) operand(n parse.Node) *expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.dotExpr()
	case *parse.FieldNode:
		return c.fields(n, c.dotExpr(), n.Ident)
	case *parse.VariableNode:
		return c.fields(n, c.variable(n), n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.operand(n.Node), n.Field)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			c.at(n).refuse("a variable inside of an expression")
		}
		return c.pipeline(n)
	case *parse.IdentifierNode:
		return c.function(n, n, nil, nil)
	case *parse.StringNode:
		words := n.Text
		e := stringExpr(func(*frame) string { return words })
		e.literal, e.constant = n, true
		return e
	case *parse.BoolNode:
		is := n.True
		e := boolExpr(func(*frame) bool { return is })
		e.literal, e.constant = n, true
		return e
	case *parse.NilNode:
		return &expr{t: typ{null: true}, val: func(*frame) reflect.Value { return reflect.Value{} }, literal: n, constant: true}
	case *parse.NumberNode:
		return c.number(n)
	}
	c.at(n).refuse("unknown expression")
	return nil
}

// number is a number that nothing is known of but how it is written.
func (c *compiler) number(n *parse.NumberNode) *expr {
	rune, hex := strings.HasPrefix(n.Text, "'"), strings.HasPrefix(strings.ToLower(n.Text), "0x") && !strings.ContainsAny(n.Text, "pP")
	switch {
	case n.IsComplex:
		c.at(n).refuse("a complex number")
	case n.IsFloat && !hex && !rune && strings.ContainsAny(n.Text, ".eEpP"):
		v := reflect.ValueOf(n.Float64)
		return &expr{t: typ{rt: v.Type()}, val: func(*frame) reflect.Value { return v }, literal: n, constant: true}
	case n.IsInt && int64(int(n.Int64)) == n.Int64:
		i := int(n.Int64)
		e := intExpr(func(*frame) int { return i })
		e.literal, e.constant = n, true
		return e
	}
	return c.wrong(n, "%s overflows int", n.Text)
}

func (c *compiler) variable(n *parse.VariableNode) *expr {
	i := c.lookUp(n.Ident[0], n)
	return &expr{t: c.vars[i].t, val: func(f *frame) reflect.Value { return f.vars[i] }}
}

// fields compiles a chain of names: .Traject.Titel.
func (c *compiler) fields(n parse.Node, e *expr, names []string) *expr {
	for _, name := range names {
		e = c.settled(c.field(n, e, name))
	}
	return e
}

func (c *compiler) field(n parse.Node, e *expr, name string) *expr {
	pl := c.at(n)
	val := e.value()
	switch {
	case e.t.null:
		return c.wrongName(n, name, "nil data; no entry for key %q", name)
	case e.t.dict != nil:
		for i, has := range e.t.dict.names {
			if has == name {
				c.set.right[pl.position(name)] = true
				return &expr{t: e.t.dict.types[i], val: func(f *frame) reflect.Value { return val(f).Interface().(*record).vals[i] }}
			}
		}
		return c.wrongName(n, name, "map has no entry for key %q", name)
	case !e.t.known():
		c.set.right[pl.position(name)] = true // who knows
		return &expr{val: func(f *frame) reflect.Value {
			v := val(f)
			if !v.IsValid() {
				pl.fail("nil data; no entry for key %q", name)
			}
			a := c.set.accessor(v.Type(), name)
			v, err := a.get(v)
			if err != nil {
				pl.fail("%w", err)
			}
			return unwrap(v)
		}}
	}
	a := c.set.accessor(e.t.rt, name)
	if a.missing != nil {
		return c.wrongName(n, name, "%w", a.missing)
	}
	c.set.right[pl.position(name)] = true
	get, t := a.get, typOf(a.result)
	if !t.known() {
		return &expr{t: t, val: func(f *frame) reflect.Value {
			v, err := get(val(f))
			if err != nil {
				pl.fail("%w", err)
			}
			return unwrap(v)
		}}
	}
	if a.path != nil { // the most common: a field of a struct, mostly behind a pointer
		return &expr{t: t, constant: e.constant, val: followed(val, a.path, func(v reflect.Value) {
			if _, err := get(v); err != nil {
				pl.fail("%w", err)
			}
		})}
	}
	if text := c.directMethod(e.t.rt, name); text != nil {
		return &expr{t: t, str: func(f *frame) string {
			s, err := text(val(f), reflect.Value{})
			if err != nil {
				pl.fail("error calling %s: %w", name, err)
			}
			return s
		}}
	}
	return &expr{t: t, val: func(f *frame) reflect.Value {
		v, err := get(val(f))
		if err != nil {
			pl.fail("%w", err)
		}
		return v
	}}
}

// followed returns the field at the end of a path. When a pointer on the way is
// nil, missing gets the value at its begin, and does not return.
func followed(val func(*frame) reflect.Value, path []int, missing func(reflect.Value)) func(*frame) reflect.Value {
	if len(path) == 1 {
		i := path[0]
		return func(f *frame) reflect.Value {
			v := val(f)
			if v.Kind() == reflect.Pointer {
				if v.IsNil() {
					missing(v)
				}
				v = v.Elem()
			}
			return v.Field(i)
		}
	}
	return func(f *frame) reflect.Value {
		begin := val(f)
		v := begin
		for _, i := range path {
			if v.Kind() == reflect.Pointer {
				if v.IsNil() {
					missing(begin)
				}
				v = v.Elem()
			}
			v = v.Field(i)
		}
		return v
	}
}
