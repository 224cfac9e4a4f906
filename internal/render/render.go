// Package render makes bytes of a site: each page from its template and its
// data, and the files beside the pages.
//
// A [Theme] is read once ([LoadTheme]): templates, components and hooks are
// parsed and minified, the styles joined, the words put in a catalogue. A
// [Renderer] binds a theme to a site. [Renderer.Files] walks everything that is
// published; each [File] is rendered when somebody asks for it, so that nothing
// of the rendered site stays in memory.
//
// The data of a template is one of the types of package site (views.go). A name
// that is not in it, and a text that is not in the catalogue, is an error of
// the page and stops the build before anything is written.
package render

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"sync"
	"time"

	"weerklank/internal/compile"
	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/site"
)

// A Renderer renders the files of one site. It may be used by several
// goroutines at once.
type Renderer struct {
	site      *site.Site
	theme     *Theme
	source    fs.FS // rooted in the source folder, for media
	templates executor
	labels    markdown.Labels
	tokens    []byte   // the site's house style, huisstijl.css; nil without one
	security  string   // contact of security.txt; "" without one
	sizes     sync.Map // path of an image -> image.Config
	parts     parts    // what templates made with once
	cache     Cache    // see Options
	salt      string
	keySalt   string
	dated     func() (executor, error) // templates for pages that must not change, see datedTemplates
	zone      *time.Location           // of the site
	data      *dataset                 // the open data
	olds      map[string][]string      // the earlier folders of each folder

	around func() string // see keys.go

	sitemapMax int // how many addresses one sitemap holds
}

// An executor executes templates: those of html/template, or the same compiled.
type executor interface {
	ExecuteTemplate(w io.Writer, name string, data any) error
}

// Options are what a Renderer needs beside site and theme.
type Options struct {
	Source          fs.FS  // rooted in the source folder
	Huisstijl       []byte // what is published of the house style; nil without one
	SecurityContact string // for /.well-known/security.txt; "" without one
	Cache           Cache  // keeps pages that never change; nil when nothing is kept
	Salt            string // tells apart what those pages depend on: the program, the theme, site.yaml, what was taken out
	KeySalt         string // the same for the keys of files of today, which also depend on the day; "" where they get no key
	Interpreted     bool   // execute templates with html/template itself: slower, and the standard for package compile
}

// New binds a theme to a site.
func New(s *site.Site, t *Theme, o Options) (*Renderer, error) {
	r := &Renderer{site: s, theme: t, source: o.Source, tokens: o.Huisstijl, security: o.SecurityContact, cache: o.Cache, salt: o.Salt, keySalt: o.KeySalt, zone: zoneOf(s.Tijdzone()), data: newDataset(s), olds: olderDirs(s.Redirects()), sitemapMax: sitemapMax}
	if o.Cache != nil {
		r.salt += t.layers.sum()
	}
	r.around = sync.OnceValue(r.makeAround)
	text := func(key string) string { return t.Texts.Text("markdown." + key) }
	r.labels = markdown.Labels{
		Footnotes: text("voetnoten"), Note: text("noot"), Back: text("terug"), BackAgain: text("terug-plaats"),
		Table: text("tabel"), Tables: text("tabel-nummer"),
	}
	funcs := r.funcs()
	set, err := t.bind(funcs)
	if err != nil {
		return nil, err
	}
	r.templates = compile.New(set, funcs, r.facts()...)
	if o.Interpreted {
		r.templates = set
	}
	r.dated = sync.OnceValues(func() (executor, error) { return r.datedTemplates(o.Interpreted) })
	return r, nil
}

// Page renders one page.
func (r *Renderer) Page(w io.Writer, p *site.Page) error {
	if r.cache == nil || p.Key == "" {
		return r.page(w, p)
	}
	return r.keptPage(w, p)
}

func (r *Renderer) page(w io.Writer, p *site.Page) error {
	view, err := p.View()
	if err != nil {
		return err
	}
	templates, err := r.templatesFor(p.Kind)
	if err != nil {
		return err
	}
	if err := templates.ExecuteTemplate(w, string(p.Kind)+":frame", view); err != nil {
		return lang.Errorf("de pagina %s kan niet worden gemaakt: %v", "the page %s cannot be made: %v", p.Adres, err)
	}
	return nil
}

// imageSize returns the size of an image of the site, so that the page does not
// jump when it arrives.
func (r *Renderer) imageSize(from, dest string) (width, height int, ok bool) {
	adres, _, ok := r.site.Resolve(from, dest)
	if !ok {
		return 0, 0, false
	}
	for _, m := range r.site.Media() {
		if m.Address == adres {
			return r.size(m)
		}
	}
	return 0, 0, false
}

func (r *Renderer) size(m content.Media) (width, height int, ok bool) {
	if c, ok := r.sizes.Load(m.Path); ok {
		config := c.(image.Config)
		return config.Width, config.Height, config.Width > 0
	}
	var config image.Config
	if f, err := r.source.Open(m.Path); err == nil {
		config, _, _ = image.DecodeConfig(f) // an SVG, or no image: no size
		f.Close()
	}
	r.sizes.Store(m.Path, config)
	return config.Width, config.Height, config.Width > 0
}

// A File is one file of the published site.
type File struct {
	Path   string // in the destination, with slashes: "trajecten/wmo/index.html"
	Render func(w io.Writer) error
	Size   int64 // in bytes, about, of what may be large
	// Key returns what the bytes depend on, "" where that cannot be said; nil
	// likewise.
	Key func() string

	// With are the paths of other files. Together makes this one and those, in
	// their order, and takes hardly longer than making one of them.
	With     []string
	Together func(ws []io.Writer) error
}

// path returns where the page of an address is published.
func pagePath(adres string) string {
	if adres[len(adres)-1] == '/' {
		return adres[1:] + "index.html"
	}
	return adres[1:]
}

func fixed(path string, b []byte) File {
	return File{Path: path, Render: func(w io.Writer) error { _, err := w.Write(b); return err }}
}

func rendered(path string, render func(*bytes.Buffer)) File {
	return File{Path: path, Render: func(w io.Writer) error {
		return buffered(w, func(b *bytes.Buffer) error { render(b); return nil })
	}}
}

// buffered has what render writes in w, which mostly is a buffer already.
func buffered(w io.Writer, render func(*bytes.Buffer) error) error {
	if b, ok := w.(*bytes.Buffer); ok {
		return render(b)
	}
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

func (r *Renderer) copyOf(m content.Media) File {
	return File{Path: m.Address[1:], Size: m.Size, Render: func(w io.Writer) error {
		f, err := r.source.Open(m.Path)
		if err != nil {
			return lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", m.Path, err)
		}
		defer f.Close()
		// What was checked is what is published.
		if info, err := f.Stat(); err != nil || info.Size() != m.Size || info.ModTime().UnixNano() != m.ModTime {
			return lang.Errorf("%s is veranderd terwijl de website werd gemaakt; probeer het opnieuw", "%s changed while the site was made; try again", m.Path)
		}
		if _, err := io.Copy(w, f); err != nil {
			return fmt.Errorf("%s: %w", m.Path, err)
		}
		return nil
	}}
}
