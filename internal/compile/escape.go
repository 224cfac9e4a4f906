package compile

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// This file does what the functions do that html/template puts into a template.
// Where each stands is not decided here.

// A content says what a value may hold by its type, as template.HTML does.
type content int

const (
	plain content = iota
	isHTML
	isURL
	isOther // CSS, JS, srcset, attributes: plain for the escapers that are here
	contents
)

// contentOf returns the content of values of a type, and whether values of that
// type are just their characters.
func contentOf(rt reflect.Type) (k content, isText bool) {
	switch rt {
	case stringType:
		return plain, true
	case reflect.TypeFor[template.HTML]():
		return isHTML, true
	case reflect.TypeFor[template.URL]():
		return isURL, true
	case reflect.TypeFor[template.CSS](), reflect.TypeFor[template.JS](), reflect.TypeFor[template.JSStr](),
		reflect.TypeFor[template.HTMLAttr](), reflect.TypeFor[template.Srcset]():
		return isOther, true
	}
	return plain, rt.Kind() == reflect.String && plainPrint(rt)
}

// plainPrint reports whether a type has no say in how it is printed.
func plainPrint(rt reflect.Type) bool {
	return !rt.Implements(reflect.TypeFor[fmt.Stringer]()) && !rt.Implements(errorType) && !rt.Implements(reflect.TypeFor[fmt.Formatter]())
}

// action compiles an action that shows a value.
func (c *compiler) action(n *parse.ActionNode) code {
	cmds, escapers := n.Pipe.Cmds, []string(nil)
	for len(cmds) > 0 {
		id, ok := cmds[len(cmds)-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, "_html_template_") {
			break
		}
		cmds, escapers = cmds[:len(cmds)-1], append([]string{id.Ident}, escapers...)
	}
	if len(cmds) == 0 || len(escapers) == 0 {
		c.at(n).refuse("no escaper")
	}
	e := c.commands(cmds)
	var to [contents]func(*bytes.Buffer, string)
	for k := range to {
		w, ok := c.set.writer(escapers, content(k))
		if !ok {
			c.at(n).refuse("the escapers " + strings.Join(escapers, ", "))
		}
		to[k] = w
	}
	show := shows(e, to)
	if text, ok := c.once(e, show); ok {
		return code{text: text}
	}
	return code{run: show}
}

// shows returns what writes the value of e.
func shows(e *expr, to [contents]func(*bytes.Buffer, string)) stmt {
	if rt := e.t.rt; rt != nil {
		if k, isText := contentOf(rt); isText {
			str, write := e.string(), to[k]
			return func(f *frame) flow { write(f.out, str(f)); return next }
		}
		if basic(rt.Kind()) == intKind && plainPrint(rt) {
			num, write := e.int(), to[plain]
			return func(f *frame) flow { write(f.out, strconv.FormatInt(num(f), 10)); return next }
		}
	}
	val := e.any()
	return func(f *frame) flow {
		s, k := stringify(val(f))
		to[k](f.out, s)
		return next
	}
}

// writer returns the function that passes a text through escapers.
func (s *Set) writer(escapers []string, k content) (func(*bytes.Buffer, string), bool) {
	last := len(escapers) - 1
	var steps []func(string) string
	for _, name := range escapers[:last] {
		switch name {
		case "_html_template_urlfilter":
			if k != isURL {
				steps = append(steps, urlFilter)
			}
		case "_html_template_urlnormalizer":
			steps = append(steps, urlNormalize)
		case "_html_template_urlescaper":
			if k == isURL {
				steps = append(steps, urlNormalize)
			} else {
				steps = append(steps, urlEscape)
			}
		default:
			return nil, false
		}
		k = plain // what comes out of an escaper
	}
	var write func(*bytes.Buffer, string)
	switch name := escapers[last]; {
	case name == "_html_template_commentescaper":
		write = func(*bytes.Buffer, string) {}
	case name == "_html_template_htmlescaper" && k == isHTML:
		write = func(b *bytes.Buffer, s string) { b.WriteString(s) }
	case name == "_html_template_rcdataescaper" && k == isHTML:
		write = writeNormalized
	case name == "_html_template_attrescaper" && k == isHTML:
		write = s.writeStripped
	case name == "_html_template_htmlescaper", name == "_html_template_rcdataescaper", name == "_html_template_attrescaper":
		write = writeEscaped
	default:
		return nil, false
	}
	switch len(steps) {
	case 0:
		return write, true
	case 1:
		step := steps[0]
		return func(b *bytes.Buffer, s string) { write(b, step(s)) }, true
	}
	return func(b *bytes.Buffer, s string) {
		for _, step := range steps {
			s = step(s)
		}
		write(b, s)
	}, true
}

// stringify returns what is shown of a value.
func stringify(a any) (string, content) {
	if a == nil {
		return "", plain
	}
	v := reflect.ValueOf(a)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v = unwrap(v); v.IsValid() {
		if k, _ := contentOf(v.Type()); k != plain || v.Type() == stringType {
			return v.String(), k
		}
	}
	v = reflect.ValueOf(a)
	for plainToPrint(v.Type()) && v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	return fmt.Sprint(v.Interface()), plain
}

func plainToPrint(rt reflect.Type) bool {
	return !rt.Implements(reflect.TypeFor[fmt.Stringer]()) && !rt.Implements(errorType)
}

// writeEscaped writes s for in an element or an attribute between quotes.
func writeEscaped(b *bytes.Buffer, s string) { writeReplaced(b, s, true) }

// writeNormalized is writeEscaped for what has its character references already.
func writeNormalized(b *bytes.Buffer, s string) { writeReplaced(b, s, false) }

func writeReplaced(b *bytes.Buffer, s string, ampersand bool) {
	done := 0
	for i := range len(s) {
		by := references[s[i]]
		if by == "" || s[i] == '&' && !ampersand {
			continue
		}
		b.WriteString(s[done:i])
		b.WriteString(by)
		done = i + 1
	}
	b.WriteString(s[done:])
}

// references are the bytes that are written in another way.
var references = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

const (
	attrBefore = `<a title="`
	attrAfter  = `">`
)

// writeStripped writes HTML in an attribute: html/template takes the tags out,
// and needs its whole parser for that. It is rare, so html/template does it.
func (s *Set) writeStripped(b *bytes.Buffer, html string) {
	var out strings.Builder
	if err := s.attr.Execute(&out, template.HTML(html)); err != nil {
		panic(failure{err})
	}
	b.WriteString(strings.TrimSuffix(strings.TrimPrefix(out.String(), attrBefore), attrAfter))
}

// urlFilter lets through what leads nowhere but to another page or to mail.
func urlFilter(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if ok && !strings.Contains(scheme, "/") && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return s
}

// Classes of bytes in a URL (RFC 3986).
const (
	unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	reserved   = "!#$&*+,/:;=?@[]"
)

// A byteSet says of each byte whether it is in it.
type byteSet [256]bool

func setOf(s string) *byteSet {
	var set byteSet
	for i := range len(s) {
		set[s[i]] = true
	}
	return &set
}

var (
	urlPlain  = setOf(unreserved)
	urlNormal = setOf(unreserved + reserved)
)

// urlNormalize encodes what may not stand in a URL; urlEscape also what has a
// meaning there.
func urlNormalize(s string) string { return percent(s, urlNormal, true) }
func urlEscape(s string) string    { return percent(s, urlPlain, false) }

func percent(s string, keep *byteSet, keepEscapes bool) string {
	var b strings.Builder
	done := 0
	for i := range len(s) {
		c := s[i]
		if keep[c] || c == '%' && keepEscapes && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		const digits = "0123456789abcdef"
		b.WriteString(s[done:i])
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		done = i + 1
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
