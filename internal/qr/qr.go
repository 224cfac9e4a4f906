// Package qr draws an address as a QR code: SVG that stands in the page itself,
// so that it prints sharply at any size and no file has to be fetched.
//
// What it promises: dark on light whatever the colours of the page, a light edge
// of four modules around it (ISO/IEC 18004), no style attribute, which the
// Content-Security-Policy refuses, and the same bytes for the same address.
package qr

import (
	"errors"
	"fmt"
	"html"
	"strconv"
	"strings"
	"sync"

	"rsc.io/qr/coding"
)

// quiet is how many modules of light a reader needs around the code.
const quiet = 4

// SVG returns the code that leads to address. name is what somebody who does not
// see it is told. The error says that the address is too long for a QR code.
func SVG(address, name string) (string, error) {
	code, err := encode(address)
	if err != nil {
		return "", err
	}
	size := code.Size + 2*quiet
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="wk-qr" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s" shape-rendering="crispEdges">`,
		size, size, 4*size, 4*size, html.EscapeString(name))
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%dH0z"/><path stroke="#000" d="`, size, size)
	b.Grow(code.Size * code.Size * 2) // at most
	var line []byte
	for y := range code.Size {
		line = row(line[:0], code, y)
		b.Write(line)
	}
	b.WriteString(`"/></svg>`)
	return b.String(), nil
}

// encode makes the code. On paper it is folded, stained and behind glass: almost
// a third of it may be lost (level H), or a quarter (Q) where H would make its
// modules much smaller.
func encode(address string) (*coding.Code, error) {
	text := encodingOf(address)
	v, ok := versionOf(text, coding.Q)
	if !ok {
		return nil, errors.New("text too long to encode as QR")
	}
	level := coding.Q
	if better, ok := versionOf(text, coding.H); ok && better <= v+1 {
		v, level = better, coding.H
	}
	plan, err := planOf(v, level)
	if err != nil {
		return nil, err
	}
	return plan.Encode(text)
}

// encodingOf returns the shortest way to write a text, as package qr chooses it.
func encodingOf(text string) coding.Encoding {
	switch {
	case coding.Num(text).Check() == nil:
		return coding.Num(text)
	case coding.Alpha(text).Check() == nil:
		return coding.Alpha(text)
	}
	return coding.String(text)
}

// versionOf returns the smallest version in which text fits.
func versionOf(text coding.Encoding, l coding.Level) (v coding.Version, ok bool) {
	for v = coding.MinVersion; v <= coding.MaxVersion; v++ {
		if text.Bits(v) <= v.DataBytes(l)*8 {
			return v, true
		}
	}
	return 0, false
}

// plans are where each bit of a code is drawn. That follows from its version and
// level alone (there are 40 versions), and to work it out costs more than the rest.
var plans [coding.MaxVersion + 1][coding.H + 1]struct {
	sync.Once
	plan *coding.Plan
	err  error
}

func planOf(v coding.Version, l coding.Level) (*coding.Plan, error) {
	p := &plans[v][l]
	p.Do(func() { p.plan, p.err = coding.NewPlan(v, l, 0) })
	return p.plan, p.err
}

// row adds one row as a line with gaps: a run of dark modules each.
func row(b []byte, code *coding.Code, y int) []byte {
	for x, from := 0, -1; x < code.Size; x++ {
		if !code.Black(x, y) {
			continue
		}
		run := 1
		for code.Black(x+run, y) {
			run++
		}
		if from < 0 {
			b = strconv.AppendInt(append(b, 'M'), int64(x+quiet), 10)
			b = strconv.AppendInt(append(b, ' '), int64(y+quiet), 10)
			b = append(b, ".5"...)
		} else {
			b = strconv.AppendInt(append(b, 'm'), int64(x-from), 10)
			b = append(b, " 0"...)
		}
		b = strconv.AppendInt(append(b, 'h'), int64(run), 10)
		x += run - 1
		from = x + 1
	}
	return b
}
