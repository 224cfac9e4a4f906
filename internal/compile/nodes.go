package compile

import (
	"cmp"
	"reflect"
	"slices"
	"text/template/parse"
)

// A stmt executes a part of a template.
type stmt func(*frame) flow

// A flow says how a part ended.
type flow int

const (
	next flow = iota
	breaks
	continues
)

// A compiler compiles one template for one type of data.
type compiler struct {
	set      *Set
	program  *Program
	dot      typ
	constant *expr      // dot where it is one
	vars     []variable // those in scope; their place in it is their place in the frame
	assigned map[string]bool
}

type variable struct {
	name   string
	t      typ
	hidden bool // it cannot be used here
}

// declare brings a variable into scope and returns its place. One that gets
// another value later may get one of another type, so nothing is known of it.
func (c *compiler) declare(name string, t typ) int {
	if c.assigned[name] {
		t = typ{}
	}
	c.vars = append(c.vars, variable{name: name, t: t})
	c.program.slots = max(c.program.slots, len(c.vars))
	return len(c.vars) - 1
}

func (c *compiler) lookUp(name string, n parse.Node) int {
	for i, v := range slices.Backward(c.vars) {
		if v.name == name && !v.hidden {
			return i
		}
		if v.name == name {
			break
		}
	}
	c.at(n).refuse("a variable that is not known here")
	return 0
}

func (c *compiler) at(n parse.Node) place { return place{c.program, n} }

// scoped compiles with dot of type t; what it declares goes out of scope.
func (c *compiler) scoped(t typ, f func()) {
	dot, constant, mark := c.dot, c.constant, len(c.vars)
	c.dot, c.constant = t, nil
	f()
	c.dot, c.constant, c.vars = dot, constant, c.vars[:mark]
}

// assigned returns the names of the variables below n that are given a value
// after they were declared.
func assigned(n parse.Node) map[string]bool {
	names := map[string]bool{}
	var walk func(parse.Node)
	pipe := func(p *parse.PipeNode) {
		if p != nil && p.IsAssign {
			for _, v := range p.Decl {
				names[v.Ident[0]] = true
			}
		}
	}
	branch := func(b *parse.BranchNode) {
		pipe(b.Pipe)
		walk(b.List)
		if b.ElseList != nil {
			walk(b.ElseList)
		}
	}
	walk = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			for _, m := range n.Nodes {
				walk(m)
			}
		case *parse.ActionNode:
			pipe(n.Pipe)
		case *parse.TemplateNode:
			pipe(n.Pipe)
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		}
	}
	walk(n)
	return names
}

func (c *compiler) list(l *parse.ListNode) code {
	if l == nil {
		return code{}
	}
	var parts []code
	for _, n := range l.Nodes {
		parts = append(parts, c.node(n))
	}
	return join(parts)
}

func (c *compiler) node(n parse.Node) code {
	switch n := n.(type) {
	case *parse.TextNode:
		return code{text: string(n.Text)}
	case *parse.CommentNode:
		return code{}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 {
			return c.action(n)
		}
		e, set := c.statementPipe(n.Pipe)
		val := e.value()
		return code{run: func(f *frame) flow { set(f, val(f)); return next }}
	case *parse.IfNode:
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(n)
	case *parse.TemplateNode:
		return c.template(n)
	case *parse.BreakNode:
		return code{run: func(*frame) flow { return breaks }}
	case *parse.ContinueNode:
		return code{run: func(*frame) flow { return continues }}
	}
	c.at(n).refuse("unknown node")
	return code{}
}

// statementPipe compiles a pipeline that may declare a variable. The variable
// gets its value from set, which is nil without one.
func (c *compiler) statementPipe(p *parse.PipeNode) (e *expr, set func(*frame, reflect.Value)) {
	e = c.pipeline(p)
	switch {
	case len(p.Decl) == 0:
		return e, nil
	case len(p.Decl) > 1:
		c.at(p).refuse("two variables")
	}
	return e, c.setter(p, p.Decl[0], e.t)
}

func (c *compiler) setter(p *parse.PipeNode, v *parse.VariableNode, t typ) func(*frame, reflect.Value) {
	var i int
	if p.IsAssign {
		i = c.lookUp(v.Ident[0], p)
	} else {
		i = c.declare(v.Ident[0], t)
	}
	if !c.vars[i].t.known() && t.dict != nil && c.vars[i].t.dict == nil {
		return func(f *frame, v reflect.Value) { f.vars[i] = reflect.ValueOf(toAny(v)) }
	}
	return func(f *frame, v reflect.Value) { f.vars[i] = v }
}

// branch compiles if and with.
func (c *compiler) branch(n *parse.BranchNode, with bool) code {
	var s stmt
	var one code // of the two, the one that is always taken
	decided := false
	outer := c.constant
	c.scoped(c.dot, func() {
		c.constant = outer
		e, set := c.statementPipe(n.Pipe)
		dot := c.dot
		if with {
			dot = e.t
		}
		is, known := c.decided(e)
		known = known && set == nil
		var then code
		if !e.t.null { // what is never executed may be wrong for the type
			c.scoped(dot, func() {
				switch {
				case with && known:
					c.constant = e
				case !with:
					c.constant = outer
				}
				then = c.list(n.List)
			})
		}
		other := c.list(n.ElseList)
		if known {
			if one, decided = other, true; is {
				one = then
			}
			return
		}
		body, otherwise := then.stmt(), other.stmt()
		if !with && set == nil {
			cond := e.truth()
			s = func(f *frame) flow {
				if cond(f) {
					return body(f)
				}
				return otherwise(f)
			}
			return
		}
		val, cond := e.value(), truth(e.t)
		s = func(f *frame) flow {
			v := val(f)
			if set != nil {
				set(f, v)
			}
			if !cond(v) {
				return otherwise(f)
			}
			if !with {
				return body(f)
			}
			old := f.dot
			f.dot = v
			fl := body(f)
			f.dot = old
			return fl
		}
	})
	if decided {
		return one
	}
	return code{run: s}
}

func (c *compiler) template(n *parse.TemplateNode) code {
	e, set := &expr{t: typ{null: true}, val: func(*frame) reflect.Value { return reflect.Value{} }}, (func(*frame, reflect.Value))(nil)
	if n.Pipe != nil {
		e, set = c.statementPipe(n.Pipe)
	}
	val := e.value()
	if set != nil {
		c.at(n).refuse("a variable in a call of a template")
	}
	if e.t != (typ{}) {
		p, err := c.set.program(key{n.Name, e.t})
		if err != nil {
			panic(refusal{err})
		}
		if p.body != nil && p.text != nil { // else it is still being compiled, or does more
			return code{text: *p.text}
		}
		return code{run: func(f *frame) flow { p.call(f.m, val(f)); return next }}
	}
	if t := c.set.text.Lookup(n.Name); t == nil || t.Tree == nil {
		c.at(n).refuse("unknown template")
	}
	set2, name, pl := c.set, n.Name, c.at(n)
	return code{run: func(f *frame) flow {
		v := val(f)
		t := typ{null: true}
		if v.IsValid() {
			t = typ{rt: v.Type()}
		}
		p, err := set2.programFor(name, t)
		if err != nil {
			pl.fail("%w", err)
		}
		p.call(f.m, v)
		return next
	}}
}

// loop compiles range.
func (c *compiler) loop(n *parse.RangeNode) code {
	var s stmt
	outer := c.constant
	c.scoped(c.dot, func() {
		c.constant = outer
		if n.Pipe.IsAssign {
			c.at(n).refuse("range with an assignment")
		}
		e := c.pipeline(n.Pipe)
		if !canRange(e.t) {
			c.at(n).refuse("range over this type")
		}
		var otherwise stmt
		c.scoped(c.dot, func() {
			c.constant = outer
			for _, v := range n.Pipe.Decl { // in {{else}} they are something else
				c.vars = append(c.vars, variable{name: v.Ident[0], hidden: true})
			}
			otherwise = c.list(n.ElseList).stmt()
		})
		if e.t.null {
			val := e.value()
			s = func(f *frame) flow { val(f); return otherwise(f) }
			return
		}
		index, elem := rangeTypes(e.t)
		r := &ranging{place: c.at(n), key: -1, elem: -1}
		c.scoped(elem, func() {
			switch d := n.Pipe.Decl; len(d) {
			case 0:
			case 1:
				r.elem = c.declare(d[0].Ident[0], elem)
			default:
				r.key = c.declare(d[0].Ident[0], index)
				r.elem = c.declare(d[1].Ident[0], elem)
			}
			r.body = c.list(n.List).stmt()
		})
		val := e.value()
		s = func(f *frame) flow {
			if r.run(f, val(f)) {
				return next
			}
			return otherwise(f)
		}
	})
	return code{run: s}
}

// canRange reports whether ranging.run knows what to do with values of a type.
func canRange(t typ) bool {
	if t.rt == nil {
		return true
	}
	rt := t.rt
	for rt.Kind() == reflect.Pointer {
		rt = rt.Elem()
	}
	switch rt.Kind() {
	case reflect.Slice, reflect.Array, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return true
	case reflect.Map:
		k := rt.Key().Kind()
		return k == reflect.String || k >= reflect.Int && k <= reflect.Int64
	}
	return false
}

// rangeTypes returns the types of keys and elements of what can be ranged over.
func rangeTypes(t typ) (key, elem typ) {
	if t.rt == nil {
		return typ{}, typ{}
	}
	rt := t.rt
	for rt.Kind() == reflect.Pointer {
		rt = rt.Elem()
	}
	switch rt.Kind() {
	case reflect.Slice, reflect.Array:
		return typ{rt: reflect.TypeFor[int]()}, typOf(rt.Elem())
	case reflect.Map:
		return typOf(rt.Key()), typOf(rt.Elem())
	}
	return typ{}, typOf(rt) // a number
}

// typOf returns what is known of a value that is declared as rt.
func typOf(rt reflect.Type) typ {
	if rt.Kind() == reflect.Interface {
		return typ{}
	}
	return typ{rt: rt}
}

type ranging struct {
	place
	key, elem int // places of the variables, -1 for none
	body      stmt
}

// run executes the body for each element and reports whether there were any.
func (r *ranging) run(f *frame, v reflect.Value) (ran bool) {
	if v.IsValid() && v.Type() == recordType {
		v = reflect.ValueOf(toAny(v))
	}
	v, _ = indirect(v)
	dot := f.dot
	ran = r.each(f, v)
	f.dot = dot
	return ran
}

func (r *ranging) each(f *frame, v reflect.Value) (ran bool) {
	// one executes the body once and reports whether to go on.
	one := func(key, elem reflect.Value) bool {
		if r.key >= 0 {
			f.vars[r.key] = unwrap(key)
		}
		f.dot = unwrap(elem)
		if r.elem >= 0 {
			f.vars[r.elem] = f.dot
		}
		return r.body(f) != breaks
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		n := v.Len()
		for i := range n {
			var key reflect.Value
			if r.key >= 0 {
				key = reflect.ValueOf(i)
			}
			if !one(key, v.Index(i)) {
				break
			}
		}
		return n > 0
	case reflect.Map:
		for _, k := range r.sortedKeys(v) {
			if !one(k, v.MapIndex(k)) {
				break
			}
		}
		return v.Len() > 0
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if r.key >= 0 {
			r.fail("can't use %v to iterate over more than one variable", v)
		}
		for i := range v.Int() {
			if !one(reflect.Value{}, reflect.ValueOf(i).Convert(v.Type())) {
				break
			}
		}
		return v.Int() > 0
	case reflect.Invalid:
		return false
	}
	if !canRange(typ{rt: v.Type()}) && v.Kind() != reflect.String {
		r.fail("%w: range over %s", ErrUnsupported, v.Type())
	}
	r.fail("range can't iterate over %v", v)
	return false
}

// sortedKeys returns the keys of a map in the order of text/template.
func (r *ranging) sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	switch m.Type().Key().Kind() {
	case reflect.String:
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.Int(), b.Int()) })
	default:
		r.fail("%w: keys of %s", ErrUnsupported, m.Type())
	}
	return keys
}
