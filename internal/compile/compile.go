// Package compile executes templates of html/template faster than html/template
// does, with the same bytes as result.
//
// html/template finds every field by its name and calls every function by
// reflection, again for each page; that was more than half of the work of
// building a site. The type of the data of a template is known before, so this
// package compiles a template once, for one type of data, to functions of Go:
// fields have become indexes, constants are worked out, and functions of common
// signatures are called directly. A template that is used with two types of data
// is compiled twice. What has no type until the page is made (an interface)
// is looked up then, by the rules of text/template.
//
// What must be escaped, and how, is decided by html/template alone. It rewrites
// the parse tree of a template: {{.Adres}} in a link becomes
// {{.Adres | _html_template_urlfilter | _html_template_urlnormalizer |
// _html_template_attrescaper}}. That tree is what is compiled. Only what those
// few functions do is written here again (escape.go), and tests hold it equal to
// the originals. A template that uses anything else is not compiled
// ([ErrUnsupported]), and the caller executes it with html/template.
package compile

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	text "text/template"
	"text/template/parse"
)

// ErrUnsupported is the error of a template that can only be executed by
// html/template.
var ErrUnsupported = errors.New("this template is not for the compiler")

// A Set compiles the templates of one html/template set. It may be used by
// several goroutines at once.
type Set struct {
	html  *template.Template
	text  *text.Template // with the escaped trees, also of templates that html/template derived
	funcs template.FuncMap
	// What the facts say.
	known  map[reflect.Type]reflect.Value
	pure   map[string]bool
	direct map[reflect.Type]Direct

	ready     sync.Map // key -> result; of a Program all is complete that it uses
	accessors sync.Map // accessKey -> *accessor
	mu        sync.Mutex
	// Below: of whoever holds mu, while it compiles.
	programs map[key]*Program // also those being compiled, for templates that use themselves
	fresh    []key            // of programs, not in ready yet
	types    typeTable
	wrong    map[position]error // what always fails, see Wrong
	right    map[position]bool  // what is right for some data

	attr *template.Template // see escapeTags
}

type key struct {
	name string
	data typ
}

// A position is where something stands in a file; a template that is there
// several times under different names has its positions in common.
type position struct {
	file string
	pos  parse.Pos
	what string
}

type result struct {
	p   *Program
	err error
}

// A Program is a template compiled for one type of data.
type Program struct {
	key   key
	tree  *parse.Tree
	slots int // how many variables it has
	body  stmt
	text  *string // all that it writes, when that is always the same
}

// New returns a Set of the templates of set and the functions that they use.
// It takes missingkey=error for granted.
func New(set *template.Template, funcs template.FuncMap, facts ...Fact) *Set {
	s := &Set{
		known: map[reflect.Type]reflect.Value{}, pure: map[string]bool{}, direct: map[reflect.Type]Direct{},
		html: set, text: textOf(set), funcs: funcs,
		programs: map[key]*Program{}, wrong: map[position]error{}, right: map[position]bool{},
		types: typeTable{dicts: map[string]*dictType{}, ids: map[typ]int{}},
		attr:  template.Must(template.New("").Parse(attrBefore + "{{.}}" + attrAfter)),
	}
	for _, fact := range facts {
		fact(s)
	}
	return s
}

// textOf returns the text/template set inside a set of html/template, nil when
// this version of Go keeps it elsewhere; then nothing is compiled. A template that
// is used both as text and, for example, inside <title> is there a second time,
// escaped for there, and html/template has no way to ask for it.
func textOf(set *template.Template) *text.Template {
	f := reflect.ValueOf(set).Elem().FieldByName("text")
	if !f.IsValid() || f.Type() != reflect.TypeFor[*text.Template]() {
		return nil
	}
	return (*text.Template)(f.UnsafePointer())
}

// Program returns the template name compiled for data of type t.
func (s *Set) Program(name string, t reflect.Type) (*Program, error) {
	k := key{name, typ{rt: t, null: t == nil}}
	if r, ok := s.ready.Load(k); ok {
		return r.(result).p, r.(result).err
	}
	if s.text == nil {
		return nil, ErrUnsupported
	}
	// Without the lock, because a function of the template may come here too.
	if err := s.escape(name); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.complete(k)
}

// escape has html/template escape a template and all that it uses. There is no
// way to ask for that but to execute it: without data, to nowhere.
func (s *Set) escape(name string) error {
	err := s.html.ExecuteTemplate(nowhere{}, name, nil)
	if refused := (*template.Error)(nil); errors.As(err, &refused) {
		return err
	}
	if t := s.text.Lookup(name); t == nil || t.Tree == nil {
		return fmt.Errorf("there is no template %q", name)
	}
	return nil
}

// nowhere ends an execution at the first text.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, errors.New("only to escape") }

// complete compiles a program and those that it uses.
func (s *Set) complete(k key) (*Program, error) {
	p, err := s.program(k)
	for _, f := range s.fresh {
		if err != nil {
			delete(s.programs, f) // one of them is not whole
			continue
		}
		s.ready.Store(f, result{p: s.programs[f]})
	}
	s.fresh = s.fresh[:0]
	s.ready.Store(k, result{p, err})
	return p, err
}

// program compiles one template. In a program that uses itself the inner one is
// the same that is still being compiled.
func (s *Set) program(k key) (p *Program, err error) {
	if p := s.programs[k]; p != nil {
		return p, nil
	}
	t := s.text.Lookup(k.name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("%w: there is no template %q", ErrUnsupported, k.name)
	}
	p = &Program{key: k, tree: t.Tree}
	s.programs[k] = p
	s.fresh = append(s.fresh, k)
	defer func() {
		if r := recover(); r != nil {
			refusal, ok := r.(refusal)
			if !ok {
				panic(r)
			}
			p, err = nil, refusal.err
		}
	}()
	c := &compiler{set: s, program: p, dot: k.data, assigned: assigned(t.Root)}
	c.declare("$", k.data)
	body := c.list(t.Root)
	p.body = body.stmt()
	if body.run == nil {
		p.text = &body.text
	}
	return p, nil
}

// Wrong returns what cannot work for any of the data that templates were compiled
// for, such as a name that none of it has: mostly a typing mistake, also where
// no page happens to come. Executing it fails, as in html/template.
func (s *Set) Wrong() []error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for at, err := range s.wrong {
		if !s.right[at] {
			errs = append(errs, err)
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errs
}

// programFor returns the program for data whose type was not known before. It
// was escaped with the program that uses it.
func (s *Set) programFor(name string, t typ) (*Program, error) {
	k := key{name, t}
	if r, ok := s.ready.Load(k); ok {
		return r.(result).p, r.(result).err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.complete(k)
}

// ExecuteTemplate does what the method of html/template of that name does. A
// template that cannot be compiled is left to it.
func (s *Set) ExecuteTemplate(w io.Writer, name string, data any) error {
	p, err := s.Program(name, reflect.TypeOf(data))
	if errors.Is(err, ErrUnsupported) {
		return s.html.ExecuteTemplate(w, name, data)
	}
	if err != nil {
		return err
	}
	b, isBuffer := w.(*bytes.Buffer)
	if !isBuffer {
		b = buffers.Get().(*bytes.Buffer)
		defer release(b)
	}
	before := b.Len()
	if err := p.Execute(b, data); err != nil {
		b.Truncate(before)
		if errors.Is(err, ErrUnsupported) {
			return s.html.ExecuteTemplate(w, name, data)
		}
		return err
	}
	if !isBuffer {
		_, err = w.Write(b.Bytes())
	}
	return err
}

// buffers are those in which pages are made that go to something else: most pages
// are about as large as the one before.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxKept is the size in bytes over which a buffer is not kept for the next page.
const maxKept = 1 << 20

func release(b *bytes.Buffer) {
	if b.Cap() > maxKept {
		return
	}
	b.Reset()
	buffers.Put(b)
}

// Execute writes the result of the template for data, which must have the type
// that it was compiled for. When it fails, a part may have been written.
func (p *Program) Execute(w *bytes.Buffer, data any) (err error) {
	v := reflect.ValueOf(data)
	if got := (typ{rt: reflect.TypeOf(data), null: data == nil}); got != p.key.data {
		return fmt.Errorf("template %q was compiled for %v, not for %T", p.key.name, p.key.data.rt, data)
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			err = r.err
		default: // a function that panics is an error, as in text/template
			err = fmt.Errorf("template: executing %q: %v", p.key.name, r)
		}
	}()
	m := machines.Get().(*machine)
	m.out = w
	p.call(m, v)
	m.release() // not after a failure, which leaves it halfway
	return nil
}

// A machine is one execution: the frames of the templates that are busy.
type machine struct {
	out    *bytes.Buffer
	frames []*frame
	depth  int
	room   []reflect.Value // for what is in records, which do not outlive the execution
	used   int             // of room
}

// machines are those that no template is executed with: a page has many small
// templates, and their frames and records are most of what it would allocate.
var machines = sync.Pool{New: func() any { return new(machine) }}

// release gives m back, without what it holds of a page.
func (m *machine) release() {
	for _, f := range m.frames {
		clear(f.vars[:cap(f.vars)])
		f.dot, f.out = reflect.Value{}, nil
	}
	clear(m.room[:m.used])
	m.out, m.used = nil, 0
	if len(m.frames) <= maxFrames {
		machines.Put(m)
	}
}

// A machine of which a template used itself more often is not kept; room is for
// the values of records, more of which get another.
const (
	maxFrames  = 64
	recordRoom = 256
)

// values returns n values for a record, all zero.
func (m *machine) values(n int) []reflect.Value {
	if m.used+n > len(m.room) {
		m.room, m.used = make([]reflect.Value, max(n, recordRoom)), 0
	}
	m.used += n
	return m.room[m.used-n : m.used : m.used]
}

// A frame holds the data and variables of one template.
type frame struct {
	m    *machine
	out  *bytes.Buffer
	dot  reflect.Value
	vars []reflect.Value
}

// maxDepth is that of text/template: what uses itself without end is an error.
const maxDepth = 100_000

func (p *Program) call(m *machine, dot reflect.Value) {
	if m.depth == maxDepth {
		panic(failure{fmt.Errorf("template: executing %q: exceeded maximum template depth (%v)", p.key.name, maxDepth)})
	}
	if m.depth == len(m.frames) {
		m.frames = append(m.frames, &frame{m: m})
	}
	f := m.frames[m.depth]
	f.out = m.out
	if cap(f.vars) < p.slots {
		f.vars = make([]reflect.Value, p.slots+4)
	}
	f.vars = f.vars[:p.slots]
	f.dot, f.vars[0] = dot, dot
	m.depth++
	p.body(f)
	m.depth--
}

// A failure ends an execution; a refusal ends the compilation of a set of
// programs. Both are panics, caught in Execute and program.
type (
	failure struct{ err error }
	refusal struct{ err error }
)

// A place is where in a template something can go wrong.
type place struct {
	p    *Program
	node parse.Node
}

func (pl place) errorf(format string, args ...any) error {
	location, context := pl.p.tree.ErrorContext(pl.node)
	return fmt.Errorf("template: %s: executing %q at <%s>: %w", location, pl.p.key.name, context, fmt.Errorf(format, args...))
}

func (pl place) position(what string) position {
	return position{pl.p.tree.ParseName, pl.node.Position(), what}
}

// fail ends the execution.
func (pl place) fail(format string, args ...any) {
	panic(failure{pl.errorf(format, args...)})
}

// refuse ends the compilation: html/template must execute this template.
func (pl place) refuse(what string) {
	location, context := pl.p.tree.ErrorContext(pl.node)
	panic(refusal{fmt.Errorf("%w: %s: %s in <%s>", ErrUnsupported, location, what, context)})
}
