// Package qr draws an address as a QR code: SVG that stands in the page itself,
// so that it prints sharply at any size and no file has to be fetched.
//
// What it promises: dark on light whatever the colours of the page, a light edge
// of four modules around it (ISO/IEC 18004), no style attribute, which the
// Content-Security-Policy refuses, and the same bytes for the same address.
package qr

import (
	"fmt"
	"html"
	"strings"

	"rsc.io/qr"
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
	for y := range code.Size {
		row(&b, code, y)
	}
	b.WriteString(`"/></svg>`)
	return b.String(), nil
}

// step is how many modules one version of the code is larger than the one before.
const step = 4

// encode makes the code. On paper it is folded, stained and behind glass: almost
// a third of it may be lost (level H), or a quarter (Q) where H would make its
// modules much smaller.
func encode(address string) (*qr.Code, error) {
	code, err := qr.Encode(address, qr.Q)
	if err != nil {
		return nil, err
	}
	if better, err := qr.Encode(address, qr.H); err == nil && better.Size <= code.Size+step {
		return better, nil
	}
	return code, nil
}

// row draws one row as a line with gaps: a run of dark modules each.
func row(b *strings.Builder, code *qr.Code, y int) {
	for x, from := 0, -1; x < code.Size; x++ {
		if !code.Black(x, y) {
			continue
		}
		run := 1
		for code.Black(x+run, y) {
			run++
		}
		if from < 0 {
			fmt.Fprintf(b, "M%d %d.5", x+quiet, y+quiet)
		} else {
			fmt.Fprintf(b, "m%d 0", x-from)
		}
		fmt.Fprintf(b, "h%d", run)
		x += run - 1
		from = x + 1
	}
}
