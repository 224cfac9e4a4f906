package traject

import (
	"reflect"

	"weerklank/internal/content"
	"weerklank/internal/diag"
)

// Parse reads a trajectory. What is not understood is left out of the Traject
// and is in the problems; f.Front may be nil, then the problems of content.Read
// say why. It looks at one value at a time: what values mean together
// (a besluit without a reden) is for package check.
func Parse(f *content.File) (*Traject, []diag.Problem) {
	t := &Traject{File: f, Slug: content.Base(f.Path)}
	ps := decode(f, t)
	inherit(t)
	t.Body = NewMarkdown(f)
	return t, ps
}

// ParsePage reads a file of content/onderwerpen/ or content/paginas/.
func ParsePage(f *content.File) (*Page, []diag.Problem) {
	p := &Page{File: f, Slug: content.Base(f.Path)}
	ps := decode(f, p)
	p.Body = NewMarkdown(f)
	return p, ps
}

// ParseZoekvragen reads content/zoekvragen.yaml.
func ParseZoekvragen(f *content.File) (*Zoekvragen, []diag.Problem) {
	z := &Zoekvragen{File: f}
	return z, decode(f, z)
}

// ParseSettings reads content/site.yaml.
func ParseSettings(f *content.File) (*Settings, []diag.Problem) {
	s := &Settings{File: f}
	return s, decode(f, s)
}

// decode fills the struct that v points to from the front matter of f.
func decode(f *content.File, v any) []diag.Problem {
	if f.Front == nil {
		return nil
	}
	d := &decoder{file: f}
	d.mapping(f.Front, reflect.ValueOf(v).Elem())
	return d.found.Problems()
}
