// Package huisstijl reads the house style of a municipality: a file of design
// tokens (NL Design System), as it was published, unchanged.
//
// [Read] takes the custom properties out of the file; nothing else of it reaches
// a page. [ReadTheme] says which of them the style of the theme reads, and which
// it sets itself. With both, [Sheet.CSS] gives what is published, and [Contrast]
// computes what the colours of the municipality and those of the theme do
// together, for every pair of ink and ground that the theme uses.
package huisstijl

import (
	"slices"

	"weerklank/internal/content"
)

// MaxSize is the size in bytes over which a token file is refused; those of
// large organisations are about 200 kB.
const MaxSize = 2 << 20

// A scheme is a way in which a reader wants to see the page.
type scheme int

const (
	light scheme = 0
	dark  scheme = 1
	more  scheme = 2 // contrast; with light or with dark
)

// A token is one custom property and what it is set to.
type token struct {
	name, value string
	at, valueAt int // offsets in the file
	end         int
}

// tokens are the custom properties of each scheme that has its own.
type tokens map[scheme]map[string]token

func (t tokens) set(s scheme, x token) {
	if t[s] == nil {
		t[s] = map[string]token{}
	}
	t[s][x.name] = x
}

// get returns the token that counts in s: more contrast goes over dark, and both
// go over light.
func (t tokens) get(s scheme, name string) (token, bool) {
	for _, layer := range []scheme{s, s &^ dark, s &^ more, light} {
		if x, ok := t[layer][name]; ok {
			return x, true
		}
	}
	return token{}, false
}

// A Sheet is what counts of a token file: the custom properties of one selector.
type Sheet struct {
	file      *content.File
	selectors []string // which count
	tokens    tokens   // those with a value
	noValue   []token  // those of which the value is none, in the order of the file
}

// Dark reports whether the house style has values of its own for the dark.
func (s *Sheet) Dark() bool { return len(s.tokens[dark]) > 0 }

// schemes returns those in which the site can be seen: light only with a house
// style that says nothing of the dark.
func (s *Sheet) schemes() []scheme {
	if s != nil && !s.Dark() {
		return []scheme{light, more}
	}
	return []scheme{light, dark, more, dark | more}
}

// Class is the class of <html> on a site with a house style: the theme can set
// properties of its own for that.
const Class = "wk-huisstijl"

// A Theme is what the style of a theme says of custom properties.
type Theme struct {
	tokens tokens
	house  tokens   // the same on a site with a house style, see [Class]
	reads  []string // the names that it reads and does not set

	twins map[string]string // its own value of a token -> the token, the only one that reads it
}

// ReadTheme reads the style of a theme: theme.css, and what only single kinds of
// page use.
func ReadTheme(styles ...[]byte) *Theme {
	t := &Theme{tokens: tokens{}, house: tokens{}}
	set := map[string]bool{}
	for _, src := range styles {
		r := newReader(&content.File{Source: src})
		r.rules(context{})
		for _, d := range r.found {
			set[d.name] = true
			s, ok := d.media.scheme(true)
			if !ok {
				continue
			}
			if slices.Contains(d.selectors, ":root") {
				t.tokens.set(s, d.token)
				t.house.set(s, d.token)
			} else if slices.Contains(d.selectors, "."+Class) {
				t.house.set(s, d.token)
			}
		}
		t.reads = append(t.reads, r.reads()...)
	}
	slices.Sort(t.reads)
	t.reads = slices.DeleteFunc(slices.Compact(t.reads), func(name string) bool { return set[name] })
	t.findTwins(styles)
	return t
}
