package compile

import (
	"bytes"
	"strings"
)

// A code is a compiled part of a template: a text that is always the same, or
// else what has to be executed.
type code struct {
	text string
	run  stmt // nil when the text is all
}

func (c code) stmt() stmt {
	switch text := c.text; {
	case c.run != nil:
		return c.run
	case text == "":
		return func(*frame) flow { return next }
	default:
		return func(f *frame) flow { f.out.WriteString(text); return next }
	}
}

// join returns the parts after each other, with texts that follow each other as
// one.
func join(parts []code) code {
	var stmts []stmt
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			stmts = append(stmts, code{text: text.String()}.stmt())
			text.Reset()
		}
	}
	for _, p := range parts {
		if p.run == nil {
			text.WriteString(p.text)
			continue
		}
		flush()
		stmts = append(stmts, p.run)
	}
	if len(stmts) == 0 {
		return code{text: text.String()}
	}
	flush()
	if len(stmts) == 1 {
		return code{run: stmts[0]}
	}
	return code{run: func(f *frame) flow {
		for _, s := range stmts {
			if fl := s(f); fl != next {
				return fl
			}
		}
		return next
	}}
}

// once executes what shows a constant, and returns what it writes. When that
// fails the page says so that comes there, as in html/template.
func (c *compiler) once(e *expr, show stmt) (text string, ok bool) {
	if !e.constant {
		return "", false
	}
	defer func() { _ = recover() }() // ok is false
	var out bytes.Buffer
	show(&frame{out: &out})
	return out.String(), true
}

// decided returns the truth of a constant.
func (c *compiler) decided(e *expr) (is, ok bool) {
	if !e.constant {
		return false, false
	}
	defer func() { _ = recover() }() // ok is false
	return e.truth()(nil), true
}

// worked returns a text that is constant as it comes out.
func (c *compiler) worked(e *expr) (out *expr) {
	if !e.constant || e.str == nil {
		return e
	}
	out = e
	defer func() { _ = recover() }() // what fails does so on the page
	s := e.str(nil)
	return &expr{t: e.t, str: func(*frame) string { return s }, constant: true}
}

func allConstant(args []*expr) bool {
	for _, a := range args {
		if !a.constant {
			return false
		}
	}
	return true
}
