package serve

import (
	"html/template"
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// maxListed is how many problems of a group are shown: a site that was just
// imported can have thousands.
const maxListed = 50

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"t":    func(l lang.Lang, nl, en string) string { return lang.T(nl, en).In(l) },
	"pair": func(l lang.Lang, g group) listedGroup { return listedGroup{l, g} },
}).ParseFS(assets, "assets/*.html"))

// A noticeView is a page of our own.
type noticeView struct {
	Lang        lang.Lang
	Title, Text string
}

// A panelView is what we add to a page.
type panelView struct {
	Lang      lang.Lang
	Version   string
	Summary   string // for a screen reader, after a reload in which it changed
	Alarm     bool   // there are errors, here or elsewhere
	Banner    string // says that the page is not published yet
	Notices   []string
	Count     string // of the findings of this page; "" without
	First     string // what to do first
	Groups    []group
	Elsewhere string // counts what is not about this page
	Bar       string // says at the bottom of the window that there are errors; "" without
	Start     string // the address of the start page
	Absent    bool   // the page at hand is not there, so that it cannot show what findings are about
}

// A listedGroup is a group with the language around it.
type listedGroup struct {
	Lang  lang.Lang
	Group group
}

// A group is a list of findings.
type group struct {
	Name     string // for the script, which remembers what was opened
	Title    string
	Folded   bool
	Findings []findingView
	More     string // says how many are not listed
}

// panel returns what to add to the page at address, but for its version.
func (s *Server) panel(st *state, address string) panelView {
	l := s.o.Lang
	page := st.page(address)
	here, file, elsewhere := st.divide(page, address)
	v := panelView{
		Lang: l, Start: ownPath,
		Banner: page.Banner.In(l), Count: countsOf(here).text().In(l),
	}
	own := slices.Concat(here, file)
	for _, note := range st.notices(own) {
		v.Notices = append(v.Notices, note.In(l))
	}
	errors := countsOf(of(own, diag.Error))
	if errors.total() > 0 {
		v.First = lang.T("Begin met de fouten. Zolang die er zijn, wordt er niets gepubliceerd.",
			"Begin with the errors. As long as they are there, nothing is published.").In(l)
	} else if len(own) == 0 { // there is no panel
		errors[0] = st.findings.of(diag.Error)
	}
	v.Alarm = st.alarm()
	if errors.total() > 0 || !st.failure.IsZero() {
		count := errors.text()
		if len(of(file, diag.Error)) > 0 {
			count = lang.F("%s in dit bestand", "%s in this file", count)
		}
		v.Bar = st.bar(count, own).In(l)
	}
	v.Summary = st.spoken(here).In(l)
	if t := elsewhere.text(); !t.IsZero() {
		v.Elsewhere = lang.F("Elders op de site: %s.", "Elsewhere on the site: %s.", t).In(l)
	}
	if file, old := st.stale(own); file != "" {
		v.Absent = old == nil
	}
	v.Groups = s.groups(st, here, file)
	return v
}

// groups are the findings of the page at hand, errors first, and then those of
// the rest of its file.
func (s *Server) groups(st *state, here, file []finding) []group {
	var gs []group
	for i, x := range severities {
		if fs := of(here, x.Severity); len(fs) > 0 {
			g := s.group(st, x.Filter, amount(i, len(fs)), fs, true)
			g.Folded = x.Severity == diag.Info
			gs = append(gs, g)
		}
	}
	if len(file) > 0 {
		g := s.group(st, "bestand", lang.F("Elders in dit bestand: %s", "Elsewhere in this file: %s", countsOf(file).text()), file, false)
		g.Folded = true
		gs = append(gs, g)
	}
	return gs
}

// alarm reports whether nothing can be published.
func (st *state) alarm() bool {
	return !st.failure.IsZero() || st.findings.of(diag.Error) > 0
}

// spoken says what is found on a page that has the findings here.
func (st *state) spoken(here []finding) lang.Text {
	n := countsOf(here).text()
	switch {
	case !st.failure.IsZero():
		return lang.T("De site kan niet worden gemaakt.", "The site cannot be made.")
	case n.IsZero():
		return lang.T("Geen meldingen op deze pagina.", "No findings on this page.")
	}
	return lang.F("Op deze pagina: %s.", "On this page: %s.", n)
}

// page returns what is known of the page at address.
func (st *state) page(address string) Page {
	if st.site == nil || st.site.Page == nil {
		return Page{}
	}
	return st.site.Page(address)
}

// divide returns the findings that are about the page, those about the rest of
// its file when the page shows only a part of that, and a count of all others.
func (st *state) divide(page Page, address string) (here, file []finding, elsewhere counts) {
	for _, ff := range st.findings.files {
		if ff.file == "" || ff.file != page.File && !onPage(st.home(ff.file), address) {
			elsewhere = elsewhere.plus(ff.counts)
			continue
		}
		parts := st.parts(ff.file)
		own := slices.IndexFunc(parts, func(p Part) bool { return p.Address == address })
		for _, f := range ff.list() {
			if own >= 0 && !parts[own].holds(f.Range.Start.Line) {
				file = append(file, f)
				continue
			}
			here = append(here, f)
		}
	}
	return here, file, elsewhere
}

// parts returns the parts of a file as it is on disk now.
func (st *state) parts(file string) []Part {
	if st.now == nil || st.now.Parts == nil {
		return nil
	}
	return st.now.Parts(file)
}

func (p Part) holds(line int) bool { return p.From <= line && line < p.To }

// notices say that the page at hand is not made from the files as they are. here
// are the findings of its file.
func (st *state) notices(here []finding) []lang.Text {
	var ns []lang.Text
	if !st.failure.IsZero() {
		ns = append(ns, lang.F("De site kan niet worden gemaakt: %s.", "The site cannot be made: %s.", st.failure))
		if st.site != nil {
			ns = append(ns, lang.T("U ziet de laatste versie die wel kon worden gemaakt.", "You see the last version that could be made."))
		}
	}
	switch file, old := st.stale(here); {
	case file == "":
	case old == nil:
		ns = append(ns, lang.F("Deze pagina verschijnt zodra %s geen fouten meer heeft.",
			"This page appears as soon as %s has no more errors.", file))
	default:
		ns = append(ns, lang.F("Deze pagina toont een eerdere versie van %s. Los de fouten op, dan ziet u de nieuwe.",
			"This page shows an earlier version of %s. Mend the errors to see the new one.", file))
	}
	return ns
}

// stale returns the file of here, the findings of the page at hand, that the
// page is not made from as it is, and what it is made from instead; nil when
// there is no page yet.
func (st *state) stale(here []finding) (file string, old *version) {
	for _, f := range here {
		if old, ok := st.instead[f.File]; ok {
			return f.File, old
		}
	}
	return "", nil
}

// bar says what is wrong to somebody who is far down the page, with a count of
// the errors. Whether the page at hand is old as well depends on here, its
// findings.
func (st *state) bar(count lang.Text, here []finding) lang.Text {
	file, old := st.stale(here)
	switch {
	case !st.failure.IsZero() && st.site == nil:
		return lang.T("De site kan niet worden gemaakt.", "The site cannot be made.")
	case !st.failure.IsZero():
		return lang.T("De site kan niet worden gemaakt: u ziet een oude versie.", "The site cannot be made: you see an old version.")
	case file != "" && old == nil:
		return lang.F("%s: deze pagina is er nog niet.", "%s: this page is not there yet.", count)
	case file != "":
		return lang.F("%s: deze pagina is niet bijgewerkt.", "%s: this page was not updated.", count)
	case len(of(here, diag.Error)) > 0:
		return lang.F("%s.", "%s.", count)
	default:
		return lang.F("Elders op de site: %s.", "Elsewhere on the site: %s.", count)
	}
}

// home returns the address of the page of a file, "" if it has none.
func (st *state) home(file string) string {
	if st.site != nil {
		if a := st.site.address(file); a != "" {
			return a
		}
	}
	if st.now != nil {
		return st.now.address(file) // it is left out for its errors
	}
	return ""
}

// onPage reports whether the page at address comes from the file whose page is
// at home: that page, or one below it. What is below the front page are pages
// of other files.
func onPage(home, address string) bool {
	return home != "" && (address == home || home != "/" && strings.HasPrefix(address, strings.TrimSuffix(home, "/")+"/"))
}

// group lists fs: those of the page at hand with where they are on it, others
// with a link to their page.
func (s *Server) group(st *state, name string, title lang.Text, fs []finding, here bool) group {
	l := s.o.Lang
	g := group{Name: name, Title: title.In(l)}
	for _, f := range fs[:min(len(fs), maxListed)] {
		v := s.viewOf(st, f)
		if home := st.home(f.File); here {
			st.locate(&v, f)
		} else if home != "" {
			v.Address = home + "#" + f.key
			v.ToPage = lang.F("Toon op de pagina %s", "Show on the page %s", home).In(l)
		}
		g.Findings = append(g.Findings, v)
	}
	if more := len(fs) - maxListed; more > 0 {
		g.More = lang.F("… en nog %d; weerklank check toont ze allemaal", "… and %d more; weerklank check shows them all", more).In(l)
	}
	return g
}

// locate says where on the page a finding is: in the part that has its line,
// else at least in the line that the panel shows.
func (st *state) locate(v *findingView, f finding) {
	if old, replaced := st.instead[f.File]; replaced && old == nil {
		return // the page is not there yet
	}
	for _, p := range st.parts(f.File) {
		if p.holds(f.Range.Start.Line) {
			v.Anchor = p.ID
		}
	}
	switch {
	case v.Anchor != "":
		v.Target = "#" + v.Anchor
	case v.Number > 0:
		v.Target = "#" + f.key + "-regel"
	}
	c := clueOf(f.Problem)
	v.Text, v.Around, v.At, v.Hidden = c.text, c.around, c.at, c.hidden
}
