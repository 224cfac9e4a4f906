package huisstijl

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// Pairs are the colours that a theme puts on one another: contrast.yaml.
type Pairs struct {
	Onder string                       `yaml:"onder"` // what shows through a ground that is not opaque
	Namen map[string]map[string]string `yaml:"namen"` // what each colour is for people: by name, by language
	Tekst Grounds                      `yaml:"tekst"` // for text
	Vorm  Grounds                      `yaml:"vorm"`  // for large text, and lines and shapes with a meaning
	Sier  []string                     `yaml:"sier"`  // colours that carry no meaning
}

// Grounds says on which grounds each ink stands. The order is that of the file:
// of two inks with one and the same mistake the first is named.
type Grounds []InkOn

// An InkOn is one ink and its grounds.
type InkOn struct {
	Ink string
	On  []string
}

// UnmarshalYAML reads a mapping of ink to grounds.
func (g *Grounds) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: no mapping of a colour to the colours below it", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		x := InkOn{Ink: n.Content[i].Value}
		if err := n.Content[i+1].Decode(&x.On); err != nil {
			return err
		}
		*g = append(*g, x)
	}
	return nil
}

// The contrast that WCAG 2.2 AA asks for (1.4.3 and 1.4.11).
const (
	minText  = 4.5
	minShape = 3
)

// ReadPairs reads contrast.yaml.
func ReadPairs(src []byte) (*Pairs, error) {
	p := &Pairs{}
	return p, yaml.Load(src, p, yaml.WithKnownFields())
}

// name returns what people call a colour of the theme.
func (p *Pairs) name(of string) lang.Text {
	n := p.Namen[of]
	return lang.T(cmp.Or(n["nl"], of), cmp.Or(n["en"], of))
}

type pair struct {
	ink, ground string
	min         float64
}

func (p *Pairs) all() []pair {
	var out []pair
	add := func(grounds Grounds, min float64) {
		for _, x := range grounds {
			for _, ground := range x.On {
				out = append(out, pair{x.Ink, ground, min})
			}
		}
	}
	add(p.Tekst, minText)
	add(p.Vorm, minShape)
	return out
}

// A value is what a property comes to in one scheme.
type value struct {
	text  string
	ok    bool   // there is a value
	from  token  // the first property of the house style on the way to it
	house bool   // there is one
	name  string // of the property of the theme
}

// An env finds values in a house style (nil for none) and a theme.
type env struct {
	sheet  *Sheet
	theme  *Theme
	scheme scheme
	known  map[string]value
}

// maxValue is the length in bytes over which a value is no colour, and no list
// of fonts either.
const maxValue = 1000

// property returns the value of one property. A circle has none.
func (e *env) property(name string) value {
	if v, ok := e.known[name]; ok {
		return v
	}
	e.known[name] = value{}
	var v value
	own := e.theme.tokens
	if e.sheet != nil {
		own = e.theme.house
	}
	if x, ok := own.get(e.scheme, name); ok {
		v = e.resolve(lex(x.value))
	} else if e.sheet != nil {
		if x, ok := e.sheet.tokens.get(e.scheme, name); ok {
			v = e.resolve(lex(x.value))
			v.from, v.house = x, true
		}
	}
	v.name = name
	e.known[name] = v
	return v
}

// resolve fills in each var() as CSS does: what has no value makes way for what
// stands behind the comma, and without that nothing is left.
func (e *env) resolve(ps []piece) value {
	out := value{ok: true}
	var b strings.Builder
	for i := 0; i < len(ps); i++ {
		if ps[i].kind != css.FunctionToken || !strings.EqualFold(ps[i].text, "var(") {
			b.WriteString(ps[i].text)
			continue
		}
		end := closing(ps, i)
		v := e.reference(trim(ps[i+1 : end]))
		if !v.ok {
			return value{}
		}
		if v.house && !out.house {
			out.from, out.house = v.from, true
		}
		b.WriteString(v.text)
		i = end
		if b.Len() > maxValue {
			return value{}
		}
	}
	out.text = strings.TrimSpace(b.String())
	return out
}

// reference returns the value of what stands between the brackets of var().
func (e *env) reference(ps []piece) value {
	if len(ps) == 0 {
		return value{}
	}
	if v := e.property(ps[0].text); v.ok {
		return v
	}
	if rest := trim(ps[1:]); len(rest) > 0 && rest[0].kind == css.CommaToken {
		return e.resolve(trim(rest[1:]))
	}
	return value{}
}

// closing returns where the bracket closes that opens at i.
func closing(ps []piece, i int) int {
	depth := 0
	for ; i < len(ps); i++ {
		switch ps[i].kind {
		case css.FunctionToken, css.LeftParenthesisToken:
			depth++
		case css.RightParenthesisToken:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(ps)
}

// A measure is the contrast of one pair in one scheme.
type measure struct {
	pair
	scheme          scheme
	inkOf, groundOf value
	inkIs, groundIs colour
	ratio           float64
	unknown         string // the property of which the colour cannot be computed; "" when both can
	unknownValue    value
}

// measure computes every pair in every scheme in which the site can be seen.
func measureAll(s *Sheet, t *Theme, pairs *Pairs) []measure {
	var out []measure
	for _, scheme := range s.schemes() {
		e := &env{s, t, scheme, map[string]value{}}
		for _, p := range pairs.all() {
			out = append(out, e.measure(p, pairs.Onder))
		}
	}
	return out
}

func (e *env) measure(p pair, under string) measure {
	m := measure{pair: p, scheme: e.scheme, inkOf: e.property(p.ink), groundOf: e.property(p.ground)}
	parse := func(v value) colour {
		c, ok := parseColour(v.text)
		if (!ok || !v.ok) && m.unknown == "" {
			m.unknown, m.unknownValue = v.name, v
		}
		return c
	}
	m.inkIs, m.groundIs = parse(m.inkOf), parse(m.groundOf)
	last := colour{1, 1, 1, 1}
	if e.scheme&dark != 0 {
		last = colour{0, 0, 0, 1}
	}
	if m.groundIs.a < 1 && m.unknown == "" {
		m.groundIs = m.groundIs.over(parse(e.property(under)).over(last))
	}
	m.inkIs = m.inkIs.over(m.groundIs)
	m.ratio = ratio(m.inkIs, m.groundIs)
	return m
}

// Contrast returns the pairs of the theme that differ too little with the house
// style s, and those of which nobody can say.
func Contrast(s *Sheet, t *Theme, pairs *Pairs) []diag.Problem {
	var ps []diag.Problem
	groups := map[string][]measure{}
	for _, m := range measureAll(s, t, pairs) {
		switch {
		case m.unknown != "":
			ps = append(ps, s.unknown(m, pairs))
		case m.ratio < m.min:
			place, _ := m.blame()
			key := fmt.Sprint(place.at, m.scheme&dark)
			groups[key] = append(groups[key], m)
		}
	}
	for _, g := range groups {
		ps = append(ps, s.tooLittle(g, pairs))
	}
	return diag.Sort(ps)
}

// blame returns the property of the house style that is to be changed, and
// whether it is that of the ink.
func (m measure) blame() (token, bool) {
	if m.inkOf.house || !m.groundOf.house {
		return m.inkOf.from, true
	}
	return m.groundOf.from, false
}

// place returns where in the file a property stands, nowhere for one of the theme.
func (s *Sheet) place(x token) diag.Range {
	if x.name == "" {
		return diag.Range{}
	}
	return at(s.file, x.at, x.end)
}

func (s *Sheet) unknown(m measure, pairs *Pairs) diag.Problem {
	v := m.unknownValue
	text := lang.F("de kleur %s is niet te berekenen", "the colour %s cannot be computed", short(v.text))
	if !v.ok {
		text = lang.T("er is geen kleur", "there is no colour")
	}
	source := v.name
	if v.house {
		source = v.from.name
	}
	return s.file.Problem(RuleUnknownColour, s.place(v.from), lang.F("%s (%s): %s, dus ook het contrast niet", "%s (%s): %s, and so the contrast cannot either", pairs.name(v.name), source, text),
		lang.T("Schrijf de kleur als #rrggbb. Of kijk zelf, met een programma dat contrast meet, of de tekst te lezen is.", "Write the colour as #rrggbb. Or see for yourself, with a program that measures contrast, whether the text can be read."))
}

// tooLittle makes one problem of what is wrong because of one property: the
// worst pair, and in the hint the others.
func (s *Sheet) tooLittle(g []measure, pairs *Pairs) diag.Problem {
	slices.SortStableFunc(g, func(a, b measure) int { return cmp.Compare(a.ratio/a.min, b.ratio/b.min) })
	seen := map[string]bool{}
	g = slices.DeleteFunc(g, func(m measure) bool {
		what := m.inkIs.String() + m.ground
		again := seen[what]
		seen[what] = true
		return again
	})
	worst := g[0]
	where := lang.Text{}
	switch {
	case worst.scheme == more:
		where = lang.T("met meer contrast: ", "with more contrast: ")
	case worst.scheme&dark != 0:
		where = lang.T("in het donker: ", "in the dark: ")
	}
	message := lang.F("%s%s op %s is te slecht te zien: het contrast is %s en moet minstens %s zijn. De kleur %s komt van %s, de achtergrond %s van %s",
		"%s%s on %s is too hard to see: the contrast is %s and must be at least %s. The colour %s comes from %s, the ground %s from %s",
		where, pairs.name(worst.ink), pairs.name(worst.ground), shown(worst.ratio), shown(worst.min),
		worst.inkIs, worst.inkOf.source(), worst.groundIs, worst.groundOf.source())
	place, ink := worst.blame()
	hint := lang.F("Kies voor %s een andere kleur.", "Choose another colour for %s.", place.name)
	if c, ok := better(g, ink); ok {
		hint = lang.F("Kies voor %s een andere kleur, bijvoorbeeld %s.", "Choose another colour for %s, for example %s.", place.name, c)
	}
	if place.name == "" {
		hint = lang.T("Deze kleuren zijn van het thema. Verander ze daar.", "These colours are those of the theme. Change them there.")
	}
	for _, m := range g[1:] {
		hint = lang.F("%s Ook %s op %s: %s.", "%s Also %s on %s: %s.", hint, pairs.name(m.ink), pairs.name(m.ground), shown(m.ratio))
	}
	return s.file.Problem(RuleContrast, s.place(place), message, hint)
}

// source names where the colour was set.
func (v value) source() lang.Text {
	if v.house {
		return lang.T(v.from.name, v.from.name)
	}
	return lang.F("het thema (%s)", "the theme (%s)", v.name)
}

// shown returns a ratio with two decimals, cut off: 4.499 is not 4.50.
func shown(ratio float64) lang.Text {
	s := fmt.Sprintf("%.2f", math.Floor(ratio*100)/100)
	s = strings.TrimSuffix(strings.TrimSuffix(s, "0"), ".0")
	return lang.T(strings.Replace(s, ".", ",", 1)+":1", s+":1")
}

// better returns the colour nearest to that of the property to blame, lighter or
// darker, with which all of g would do.
func better(g []measure, ink bool) (colour, bool) {
	const steps = 32
	now, _ := colourOf(g[0], ink)
	for i := 1; i <= steps; i++ {
		part := float64(i) / steps
		for _, end := range []colour{{0, 0, 0, part}, {1, 1, 1, part}} {
			c := end.over(now)
			if !slices.ContainsFunc(g, func(m measure) bool { _, other := colourOf(m, ink); return ratio(c, other) < m.min+0.1 }) {
				return c, true
			}
		}
	}
	return colour{}, false
}

// colourOf returns the two colours of m, that of the property to blame first.
func colourOf(m measure, ink bool) (own, other colour) {
	if ink {
		return m.inkIs, m.groundIs
	}
	return m.groundIs, m.inkIs
}
