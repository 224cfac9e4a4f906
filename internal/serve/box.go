package serve

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// maxListed is how many problems of a group are shown: a site that was just
// imported can have thousands.
const maxListed = 50

var templates = template.Must(template.ParseFS(assets, "assets/*.html"))

// A noticeView is a page of our own.
type noticeView struct {
	Lang        lang.Lang
	Title, Text string
}

// A boxView is what we add to a page.
type boxView struct {
	Lang    lang.Lang
	Version string
	Summary string // for a screen reader, after a reload
	Label   string
	Bar     string // says at the bottom of the window that there are errors; "" without
	ToTop   string
	Notices []string
	Groups  []group // those with problems only
}

// A group is a list of problems that opens and closes.
type group struct {
	Name     string // for the script, which remembers what was closed
	Open     bool
	Summary  string
	Problems []problemView
	More     string // says how many are not listed
}

// A problemView is one problem in one language.
type problemView struct {
	Place, Severity, Message, Code, Hint string
	Class                                string // the severity, for the style sheet
	Number                               int    // of the line; 0 without one
	Before, Marked, After                string // the line
	Address, ToPage                      string // of the page that is made from the file, and the text of a link to it
}

// box returns what to add to the page at address.
func (s *Server) box(st *state, address string) []byte {
	l := s.o.Lang
	v := boxView{
		Lang:    l,
		Version: st.version,
		Summary: st.counts().In(l),
		Label:   lang.T("Meldingen bij het voorbeeld", "Messages of the preview").In(l),
	}
	if !st.failure.IsZero() {
		v.Summary = st.summary(0).In(l)
		v.Notices = append(v.Notices, lang.F("De site kan niet worden gemaakt: %s.", "The site cannot be made: %s.", st.failure).In(l))
		if st.site != nil {
			v.Notices = append(v.Notices, lang.T("U ziet de laatste versie die wel kon worden gemaakt.", "You see the last version that could be made.").In(l))
		}
	}

	var here, elsewhere []diag.Problem
	for _, p := range st.problems {
		if onPage(st.home(p.File), address) {
			here = append(here, p)
		} else {
			elsewhere = append(elsewhere, p)
		}
	}
	if note := st.note(here); !note.IsZero() {
		v.Notices = append(v.Notices, note.In(l))
	}
	errors, rest := split(append(here, elsewhere...))
	if len(errors) > 0 || !st.failure.IsZero() {
		v.Bar, v.ToTop = st.bar(errors, here).In(l), lang.T("Bekijk", "Look").In(l)
	}
	if len(errors) > 0 {
		v.Groups = append(v.Groups, st.group("errors", errors, address, l))
	}
	if len(rest) > 0 {
		v.Groups = append(v.Groups, st.group("rest", rest, address, l))
	}

	var b bytes.Buffer
	templates.ExecuteTemplate(&b, "box", v) // a bytes.Buffer takes everything
	return b.Bytes()
}

// note says that the page at hand is not made from the files as they are, if
// here, the problems of the page, says so.
func (st *state) note(here []diag.Problem) lang.Text {
	for _, p := range here {
		switch old, ok := st.instead[p.File]; {
		case !ok:
		case old == nil:
			return lang.F("Deze pagina verschijnt zodra %s geen fouten meer heeft.",
				"This page appears as soon as %s has no more errors.", p.File)
		default:
			return lang.F("Deze pagina toont de laatste versie van %s die geen fouten had.",
				"This page shows the last version of %s that had no errors.", p.File)
		}
	}
	return lang.Text{}
}

// bar says what is wrong to somebody who is far down the page. Whether the page
// at hand is old as well depends on here, its problems.
func (st *state) bar(errors, here []diag.Problem) lang.Text {
	count := lang.T(diag.Summary(errors, lang.NL), diag.Summary(errors, lang.EN))
	switch {
	case !st.failure.IsZero() && st.site == nil:
		return lang.T("De site kan niet worden gemaakt.", "The site cannot be made.")
	case !st.failure.IsZero():
		return lang.T("De site kan niet worden gemaakt: u ziet een oude versie.", "The site cannot be made: you see an old version.")
	case !st.note(here).IsZero():
		return lang.F("%s: deze pagina is niet bijgewerkt.", "%s: this page was not updated.", count)
	}
	return lang.F("%s.", "%s.", count)
}

// home returns the address of the page of a file, "" if it has none.
func (st *state) home(file string) string {
	if st.site != nil {
		if a := st.site.address(file); a != "" {
			return a
		}
	}
	if st.address != nil && file != "" {
		return st.address(file) // it is left out for its errors
	}
	return ""
}

// onPage reports whether the page at address comes from the file whose page is
// at home: that page, or one below it. What is below the front page are pages
// of other files.
func onPage(home, address string) bool {
	return home != "" && (address == home || home != "/" && strings.HasPrefix(address, strings.TrimSuffix(home, "/")+"/"))
}

// split returns the errors of ps, and what is not an error.
func split(ps []diag.Problem) (errors, rest []diag.Problem) {
	for _, p := range ps {
		if p.Severity == diag.Error {
			errors = append(errors, p)
		} else {
			rest = append(rest, p)
		}
	}
	return errors, rest
}

func (st *state) group(name string, ps []diag.Problem, address string, l lang.Lang) group {
	g := group{Name: name, Open: name == "errors", Summary: diag.Summary(ps, l)}
	for _, p := range ps[:min(len(ps), maxListed)] {
		v := viewOf(p, l)
		if home := st.home(p.File); home != "" && home != address {
			v.Address = home
			v.ToPage = lang.F("naar de pagina %s", "to the page %s", home).In(l)
		}
		g.Problems = append(g.Problems, v)
	}
	if more := len(ps) - maxListed; more > 0 {
		g.More = lang.F("… en nog %d; weerklank check toont ze allemaal", "… and %d more; weerklank check shows them all", more).In(l)
	}
	return g
}

// viewOf returns p as it is shown, in language l.
func viewOf(p diag.Problem, l lang.Lang) problemView {
	v := problemView{
		Place:    p.File,
		Severity: p.Severity.Text().In(l),
		Message:  p.Message.In(l),
		Code:     p.Code,
		Hint:     p.Hint.In(l),
		Class:    p.Severity.String(),
	}
	if p.Range.IsZero() {
		return v
	}
	if p.File != "" {
		v.Place = fmt.Sprintf("%s:%d:%d", p.File, p.Range.Start.Line, p.Range.Start.Column)
	}
	if strings.TrimSpace(p.Source) != "" {
		v.Number = p.Range.Start.Line
		v.Before, v.Marked, v.After = mark(p.Source, p.Range)
	}
	return v
}

// mark splits a line of source into what is before at, what is in it, and what
// is after it. At least one character is marked: a space after the line when
// something is missing there. Of a long line only what is around it is kept.
func mark(source string, at diag.Range) (before, marked, after string) {
	const around = 200
	line := []rune(strings.TrimRight(source, "\r\n"))
	from := min(max(at.Start.Column-1, 0), len(line))
	to := len(line) // the range goes on to another line
	if at.End.Line <= at.Start.Line {
		to = min(max(at.End.Column-1, from+1), len(line))
	}
	if from == len(line) {
		marked = " "
	} else {
		marked = cutEnd(line[from:to], 2*around)
	}
	before, after = string(line[:from]), cutEnd(line[to:], around)
	if from > around {
		before = "…" + string(line[from-around:from])
	}
	return before, marked, after
}

// cutEnd returns the first n characters of line.
func cutEnd(line []rune, n int) string {
	if len(line) > n {
		return string(line[:n]) + "…"
	}
	return string(line)
}
