package load

import (
	"io/fs"
	"slices"
	"strings"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/render"
	"weerklank/internal/site"
	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

// An origin is what a Result was made with, for [Result.With].
type origin struct {
	given   check.Given
	key     string
	weg     *weggehaald.Lijst
	theme   *render.Theme
	options render.Options
	index   *check.Index
}

// With returns the result with one file as fsys has it now, without looking at the
// others: the pages of that traject and its problems are new, the rest is as it
// was. It takes milliseconds, however large the site; what it leaves out a whole
// [Loader.Load] must bring. Problems are those of the file only.
//
// ok is false when that cannot be done: more than this file may have changed, or
// it holds an error.
func (r *Result) With(fsys fs.FS, file string) (next *Result, ok bool) {
	o := r.from
	if o == nil || !strings.HasPrefix(file, content.TrajectenDir+"/") {
		return nil, false
	}
	at := slices.IndexFunc(r.Docs, func(d *site.Doc) bool { return d.Path == file })
	if at < 0 {
		return nil, false
	}
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	entry := content.Entry{Path: file, Slug: r.Docs[at].Slug, Size: info.Size(), ModTime: info.ModTime().UnixNano()}
	d, err := read(fsys, entry, o.given, o.key, o.weg)
	if err != nil || d.doc == nil || diag.HasErrors(d.problems) {
		return nil, false
	}
	open := opener(fsys, o.weg)
	s, ok := r.Site.With(d.doc, func() (*traject.Traject, error) { return open(d.doc) })
	if !ok {
		return nil, false
	}
	index, ok := o.index.With(d.facts)
	if !ok {
		return nil, false
	}
	copied, from := *r, *o
	next = &copied
	next.from = &from
	from.index = index
	next.Site, next.Docs = s, slices.Clone(r.Docs)
	next.Docs[at] = d.doc
	found := append(d.problems, check.SiteOf(s, index, file)...)
	found = check.Apply(r.Settings, Rules(), found)
	found = slices.DeleteFunc(found, func(p diag.Problem) bool { return p.File != file }) // of site.yaml
	next.Problems = diag.Sort(check.Hide(r.Settings, found))
	if diag.HasErrors(next.Problems) {
		return nil, false
	}
	if next.Renderer, err = render.New(s, o.theme, o.options); err != nil {
		return nil, false
	}
	return next, true
}
