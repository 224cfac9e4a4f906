package huisstijl

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// A colour is one of sRGB, each part from 0 to 1.
type colour struct{ r, g, b, a float64 }

// String returns the colour as a designer writes it.
func (c colour) String() string {
	part := func(v float64) int { return int(math.Round(v * 255)) }
	s := fmt.Sprintf("#%02x%02x%02x", part(c.r), part(c.g), part(c.b))
	if c.a < 1 {
		s += fmt.Sprintf("%02x", part(c.a))
	}
	return s
}

// over returns what is seen of c when it lies over ground.
func (c colour) over(ground colour) colour {
	mix := func(above, below float64) float64 { return above*c.a + below*(1-c.a) }
	return colour{mix(c.r, ground.r), mix(c.g, ground.g), mix(c.b, ground.b), 1}
}

// luminance is the relative luminance of WCAG 2.2.
func (c colour) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// ratio is the contrast of two opaque colours as WCAG 2.2 computes it.
func ratio(a, b colour) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// parseColour reads a value without var().
func parseColour(v string) (colour, bool) {
	ps := trim(lex(v))
	if len(ps) == 0 {
		return colour{}, false
	}
	switch first := ps[0]; {
	case len(ps) == 1 && first.kind == css.HashToken:
		return parseHex(first.text[1:])
	case len(ps) == 1 && first.kind == css.IdentToken:
		name := strings.ToLower(first.text)
		if name == "transparent" {
			return colour{}, true
		}
		hex, ok := named[name]
		return colour{float64(hex>>16) / 255, float64(hex>>8&255) / 255, float64(hex&255) / 255, 1}, ok
	case first.kind == css.FunctionToken && ps[len(ps)-1].kind == css.RightParenthesisToken:
		return parseFunction(strings.ToLower(strings.TrimSuffix(first.text, "(")), ps[1:len(ps)-1])
	}
	return colour{}, false
}

func parseHex(s string) (colour, bool) {
	if len(s) == 3 || len(s) == 4 {
		double := make([]byte, 0, 8)
		for i := range len(s) {
			double = append(double, s[i], s[i])
		}
		s = string(double)
	}
	if len(s) == 6 {
		s += "ff"
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 8 {
		return colour{}, false
	}
	part := func(shift int) float64 { return float64(n>>shift&255) / 255 }
	return colour{part(24), part(16), part(8), part(0)}, true
}

// parseFunction reads what stands between the brackets of rgb() and hsl(), with
// commas or without.
func parseFunction(name string, ps []piece) (colour, bool) {
	var parts []piece
	for _, p := range ps {
		switch p.kind {
		case css.WhitespaceToken, css.CommaToken:
		case css.NumberToken, css.PercentageToken, css.DimensionToken:
			parts = append(parts, p)
		case css.DelimToken:
			if p.text != "/" || len(parts) != 3 {
				return colour{}, false
			}
		default:
			return colour{}, false
		}
	}
	if len(parts) != 3 && len(parts) != 4 {
		return colour{}, false
	}
	var v [4]float64
	v[3] = 1
	for i, p := range parts {
		whole := 1.0 // what a plain number is a part of
		switch {
		case i == 3:
		case name == "rgb" || name == "rgba":
			whole = 255
		case (name == "hsl" || name == "hsla") && i == 0:
			angle, ok := parseAngle(p)
			if !ok {
				return colour{}, false
			}
			v[0] = angle
			continue
		case name == "hsl" || name == "hsla":
			whole = 100
		default:
			return colour{}, false
		}
		if p.kind == css.DimensionToken {
			return colour{}, false
		}
		if p.kind == css.PercentageToken {
			whole = 100
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(p.text, "%"), 64)
		if err != nil {
			return colour{}, false
		}
		v[i] = min(max(n/whole, 0), 1)
	}
	if strings.HasPrefix(name, "hsl") {
		return fromHSL(v[0], v[1], v[2], v[3]), true
	}
	return colour{v[0], v[1], v[2], v[3]}, true
}

// parseAngle returns a part of the circle, from 0 to 1.
func parseAngle(p piece) (float64, bool) {
	text := strings.ToLower(p.text)
	for _, unit := range []struct {
		name  string
		whole float64
	}{{"deg", 360}, {"grad", 400}, {"rad", 2 * math.Pi}, {"turn", 1}, {"", 360}} {
		number, ok := strings.CutSuffix(text, unit.name)
		n, err := strconv.ParseFloat(number, 64)
		if !ok || err != nil || math.IsInf(n, 0) {
			continue
		}
		turns := n / unit.whole
		return turns - math.Floor(turns), true
	}
	return 0, false
}

func fromHSL(h, s, l, a float64) colour {
	part := func(n float64) float64 {
		k := math.Mod(n+h*12, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	return colour{part(0), part(8), part(4), a}
}
