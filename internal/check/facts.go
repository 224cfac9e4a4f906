package check

import (
	"strings"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/markdown"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// Facts is what must be kept of a document for the rules about the whole site.
// It does not keep the document; it is plain data, so that it can be stored.
type Facts struct {
	Path    string
	Address string // of its own page: "/trajecten/wmo/"; "" for the settings
	Titel   string // of a page

	Hidden bool // not published: a concept, or for a later day
	Broken bool // its front matter was not understood, so nothing below is known

	Claims   []Claim  // other addresses that it takes
	Anchors  []string // what a link to its page can have behind the #
	Signalen []string // ids of its signalen, and their earlier ids
	Topics   []Ref    // names of topics
	Uses     []Use    // what must exist
	Extern   []Extern // links to other websites

	Vragen []Vraag // search questions

	Redens []Reden // of its answers, the long ones

	Statement *Place // of the accessibility statement, in the settings

	AllowList []Place // of what is no personal data, in the settings
	Allowed   []int   // which of those were met here, by their number in the list

	VervolgOp   *Ref  // the slug of a traject
	GebaseerdOp []Ref // signalen of other trajecten: slug/id
}

// A Place is where something stands, with the line for the marker of a problem.
type Place struct {
	Range diag.Range
	Line  string
}

// A Ref is a name, and where it stands.
type Ref struct {
	Name string
	Place
}

// A Claim is an address that no other document can have.
type Claim struct {
	Address string
	Alias   bool // an earlier address
	Place
}

// A Use is a link or an image that leads to a place on this site.
type Use struct {
	Dest    string // for World.Resolve
	Written string // for messages
	Image   bool   // it must be an image, because it is shown
	Place
}

// A Vraag is a search question, and the link to what must come first.
type Vraag struct {
	Zoek, Vind string
	Place      Place
}

func trajectAddress(slug string) string { return "/trajecten/" + slug + "/" }

// pageAddress returns the address that a page has when it is named name.
func pageAddress(p *traject.Page, name string) string {
	if isTopic(p) {
		return "/onderwerpen/" + name + "/"
	}
	return "/" + name + "/"
}

// isTopic reports whether p is the introduction of a topic.
func isTopic(p *traject.Page) bool {
	return strings.HasPrefix(p.File.Path, content.OnderwerpenDir+"/")
}

func trajectFacts(d *document, texts []*text) *Facts {
	t, at := d.Traject, d.finder.place
	f := &Facts{
		Path: t.File.Path, Address: trajectAddress(t.Slug),
		Hidden:  t.Concept || t.PublicerenVanaf != "" && t.PublicerenVanaf.Start() > d.Today,
		Anchors: headingIDs(texts),
	}
	for _, b := range t.Bijeenkomsten {
		if slug.Valid(b.ID) {
			f.Claims = append(f.Claims, Claim{Address: "/bijeenkomsten/" + t.Slug + "-" + b.ID + "/", Place: at(b.At("id"))})
		}
	}
	for _, a := range t.Adviezen {
		if s := slug.Slug(a.Kenmerk); s != "" {
			f.Claims = append(f.Claims, Claim{Address: "/adviezen/" + s + "/", Place: at(a.At("kenmerk"))})
		}
	}
	for _, alias := range validSlugs(t.Aliassen) {
		f.Claims = append(f.Claims, Claim{Address: trajectAddress(alias), Alias: true, Place: at(t.ItemAt("aliassen", alias))})
	}
	for _, s := range t.Signalen {
		if s.ID != "" {
			f.Signalen = append(append(f.Signalen, s.ID), s.Aliassen...)
		}
	}
	f.Anchors = append(f.Anchors, f.Signalen...)
	if t.Ingetrokken != nil {
		return f // its page says only that it was withdrawn
	}
	topics := func(n content.Node, names []string) {
		if len(names) == 0 {
			return
		}
		places := n.Items("onderwerpen")
		for _, name := range names {
			f.Topics = append(f.Topics, Ref{name, at(places[name])})
		}
	}
	topics(t.Node, t.Onderwerpen)
	for _, s := range t.Signalen {
		topics(s.Node, s.Onderwerpen)
		for _, name := range s.GebaseerdOp {
			if other, _, ok := strings.Cut(name, "/"); ok && other != t.Slug {
				f.GebaseerdOp = append(f.GebaseerdOp, Ref{name, at(s.ItemAt("gebaseerd-op", name))})
			}
		}
	}
	if t.VervolgOp != "" {
		f.VervolgOp = &Ref{t.VervolgOp, at(t.At("vervolg-op"))}
	}
	f.Uses, f.Extern = usesOf(t, t.File, at, texts)
	f.Redens = pastable(d)
	return f
}

// placer returns a function that adds its line to a range of a file. Places on
// one line, of which there may be very many, share it.
func placer(file *content.File) func(diag.Range) Place { return (&finder{file: file}).place }

// place adds its line to a range of the file.
func (f *finder) place(r diag.Range) Place { return Place{r, f.line(r.Start.Line)} }

func pageFacts(p *traject.Page, texts []*text) *Facts {
	f := &Facts{
		Path: p.File.Path, Address: pageAddress(p, p.Slug), Titel: p.Titel, Hidden: p.Concept,
		Anchors: headingIDs(texts),
	}
	at := placer(p.File)
	f.Uses, f.Extern = usesOf(p, p.File, at, texts)
	for _, alias := range validSlugs(p.Aliassen) {
		f.Claims = append(f.Claims, Claim{Address: pageAddress(p, alias), Alias: true, Place: at(p.ItemAt("aliassen", alias))})
	}
	return f
}

// headingIDs returns the ids of the headings of a body.
func headingIDs(texts []*text) []string {
	var ids []string
	for _, t := range texts {
		if !t.src.InValue() {
			for _, h := range t.doc.Headings() {
				ids = append(ids, h.ID)
			}
		}
	}
	return ids
}

// usesOf returns the links and images in the keys of v and in its texts that
// lead to a place on this site, and the links to other sites.
func usesOf(v any, file *content.File, at func(diag.Range) Place, texts []*text) (uses []Use, extern []Extern) {
	add := func(dest, written string, image bool, r diag.Range) {
		if internal(dest) {
			uses = append(uses, Use{Dest: dest, Written: short(written), Image: image, Place: at(r)})
		} else if !image && markdown.External(dest) && !strings.HasPrefix(dest, "//") { // which is a problem already
			extern = append(extern, newExtern(file, dest, r, at(r)))
		}
	}
	walk(v, func(n content.Node, names []string, l traject.Link) {
		r := n.At(names...)
		add(string(l), written(file, r), names[0] == "logo" || names[0] == "favicon", r)
	}, func(string, *traject.Markdown) {})
	for _, t := range texts {
		for _, l := range t.doc.Links() {
			add(l.Dest, l.Dest, false, t.destPlace(l.Offset, l.End, l.Dest))
		}
		for _, i := range t.doc.Images() {
			add(i.Dest, i.Dest, true, t.destPlace(i.Offset, i.End, i.Dest))
		}
	}
	return uses, extern
}

// written returns the value at r as its author wrote it: a traject.Link is
// relative to the source folder.
func written(f *content.File, r diag.Range) string {
	return strings.Trim(string(f.Source[f.Offset(r.Start):f.Offset(r.End)]), `"' `)
}

// destPlace returns the place of the destination of the link or image between
// offset and end, or of all of it when its destination stands elsewhere.
func (t *text) destPlace(offset, end int, dest string) diag.Range {
	raw := t.src.Text[offset:end]
	if i := strings.LastIndex(raw, "]("); i >= 0 && dest != "" {
		if j := strings.Index(raw[i:], dest); j >= 0 {
			return t.place(offset+i+j, offset+i+j+len(dest))
		}
	}
	return t.place(offset, end)
}

// internal reports whether dest is a place on this site.
func internal(dest string) bool {
	if !markdown.SafeDest(dest) || markdown.External(dest) {
		return false
	}
	d := strings.ToLower(dest)
	return !strings.HasPrefix(d, "mailto:") && !strings.HasPrefix(d, "tel:")
}

// idLines returns the ids and earlier ids of the signalen of t, with their lines.
func idLines(t *traject.Traject) map[string]int {
	lines := map[string]int{}
	for _, s := range t.Signalen {
		for _, alias := range s.Aliassen {
			lines[alias] = s.At("aliassen").Start.Line
		}
		lines[s.ID] = s.At("id").Start.Line
	}
	return lines
}

// validSlugs returns those of names that can be addresses; the others are a
// problem already.
func validSlugs(names []string) []string {
	var valid []string
	for _, n := range names {
		if slug.Valid(n) {
			valid = append(valid, n)
		}
	}
	return valid
}

// firstLine returns the first line of s.
func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return strings.TrimSuffix(s, "\r")
}

// short returns s on one line and cut to a length that fits in a message.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	n := 0
	for i := range s {
		if n == 59 && utf8.RuneCountInString(s[i:]) > 1 {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
