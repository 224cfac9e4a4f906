package serve

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"html/template"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A finding is a problem with a name that stays the same while lines are added
// above it, so that a page that reloads finds it back.
type finding struct {
	diag.Problem
	key string
}

// findings are what was found in the content, by file. A site can have a hundred
// thousand, of which a page shows a few: the others are only counted.
type findings struct {
	files []*fileFindings // by name; that of what is about no file is ""
	counts
}

// fileFindings are what was found in one file.
type fileFindings struct {
	file string
	counts
	list func() []finding // made when it is asked for
}

// findingsOf groups problems, which are sorted by file.
func findingsOf(ps []diag.Problem) findings {
	var f findings
	for len(ps) > 0 {
		n := 1
		for n < len(ps) && ps[n].File == ps[0].File {
			n++
		}
		f.files = append(f.files, fileFindingsOf(ps[0].File, ps[:n:n]))
		ps = ps[n:]
	}
	f.count()
	return f
}

func fileFindingsOf(file string, ps []diag.Problem) *fileFindings {
	f := &fileFindings{file: file, list: sync.OnceValue(func() []finding { return named(ps) })}
	for _, p := range ps {
		f.counts.add(p.Severity)
	}
	return f
}

func (f *findings) count() {
	f.counts = counts{}
	for _, x := range f.files {
		for i, n := range x.counts {
			f.counts[i] += n
		}
	}
}

// with returns f with other problems of one file; there may be none.
func (f findings) with(file string, ps []diag.Problem) findings {
	i, found := slices.BinarySearchFunc(f.files, file, func(x *fileFindings, name string) int { return cmp.Compare(x.file, name) })
	files := slices.Clone(f.files)
	if found {
		files = slices.Delete(files, i, i+1)
	}
	if len(ps) > 0 {
		files = slices.Insert(files, i, fileFindingsOf(file, ps))
	}
	next := findings{files: files}
	next.count()
	return next
}

// named gives names to the problems of one file.
func named(ps []diag.Problem) []finding {
	fs := make([]finding, len(ps))
	seen := map[string]int{}
	for i, p := range ps {
		what := strings.Join([]string{p.File, p.Code, p.Source, p.Message.NL}, "\x00")
		h := fnv.New64a()
		fmt.Fprint(h, what, "\x00", seen[what])
		seen[what]++
		fs[i] = finding{p, fmt.Sprintf("weerklank-%x", h.Sum64())}
	}
	return fs
}

// counts are how many findings there are of each of severities.
type counts [3]int

func (c *counts) add(s diag.Severity) {
	for i, x := range severities {
		if x.Severity == s {
			c[i]++
		}
	}
}

// of returns how many there are of one severity.
func (c counts) of(s diag.Severity) int { return c.only(s).total() }

// only returns the count of one severity.
func (c counts) only(s diag.Severity) (d counts) {
	for i, x := range severities {
		if x.Severity == s {
			d[i] = c[i]
		}
	}
	return d
}

func (c counts) total() int { return c[0] + c[1] + c[2] }

func (c counts) plus(d counts) counts { return counts{c[0] + d[0], c[1] + d[1], c[2] + d[2]} }

// countsOf counts fs.
func countsOf(fs []finding) (c counts) {
	for _, f := range fs {
		c.add(f.Severity)
	}
	return c
}

// severities are the kinds of finding in the order in which people read them.
// Filter is their name in an address.
var severities = [len(counts{})]severity{
	{diag.Error, "fout", lang.T("Fout", "Error"), lang.T("1 fout", "1 error"), lang.T("%d fouten", "%d errors"),
		lang.T("Er wordt niets gepubliceerd tot dit is opgelost.", "Nothing is published until this is mended.")},
	{diag.Warning, "waarschuwing", lang.T("Waarschuwing", "Warning"), lang.T("1 waarschuwing", "1 warning"), lang.T("%d waarschuwingen", "%d warnings"),
		lang.T("De site wordt gepubliceerd, maar kijk hier nog eens naar.", "The site is published, but look at this again.")},
	{diag.Info, "tip", lang.T("Tip", "Tip"), lang.T("1 tip", "1 tip"), lang.T("%d tips", "%d tips"),
		lang.T("Goed om te weten. U hoeft niets te doen.", "Good to know. You need not do anything.")},
}

type severity struct {
	Severity  diag.Severity
	Filter    string
	Name      lang.Text // of one, before its message
	One, Many lang.Text
	Meaning   lang.Text
}

// amount says how many there are of the i-th of severities.
func amount(i, n int) lang.Text {
	if n == 1 {
		return severities[i].One
	}
	return lang.F(severities[i].Many.NL, severities[i].Many.EN, n)
}

// text is c in words; no text when there are none.
func (c counts) text() lang.Text {
	var nl, en []string
	for i, n := range c {
		if n > 0 {
			t := amount(i, n)
			nl, en = append(nl, t.NL), append(en, t.EN)
		}
	}
	return lang.T(strings.Join(nl, ", "), strings.Join(en, ", "))
}

// of returns the findings of one severity.
func of(fs []finding, s diag.Severity) []finding {
	var some []finding
	for _, f := range fs {
		if f.Severity == s {
			some = append(some, f)
		}
	}
	return some
}

// A findingView is one finding in one language.
type findingView struct {
	ID, Class                string
	Severity, Message, Hint  string
	Code, Rule               string // Rule is the address of the explanation; "" when there is none
	Place                    string // file, line and column
	Editor                   template.URL
	Number                   int    // of the line; 0 without one
	Before, Marked, After    string // the line
	Target                   string // where the page has it, for who has no script; "" on other pages
	Anchor, Text, Around, At string // for the script: see clueOf
	Hidden                   bool
	Address, ToPage          string // of the page that is made from the file, and the text of a link to it
}

// viewOf returns f as it is shown.
func (s *Server) viewOf(st *state, f finding) findingView {
	l := s.o.Lang
	v := findingView{
		ID: f.key, Class: f.Severity.String(), Message: f.Message.In(l), Hint: f.Hint.In(l), Code: f.Code, Place: f.File,
	}
	for _, x := range severities {
		if x.Severity == f.Severity {
			v.Severity = x.Name.In(l)
		}
	}
	if st.rule(f.Code) != nil {
		v.Rule = RuleAddress(f.Code)
	}
	if f.Range.IsZero() || f.File == "" {
		v.Editor = s.editor(st, f.File, 1, 1)
		return v
	}
	at := f.Range.Start
	v.Place = fmt.Sprintf("%s:%d:%d", f.File, at.Line, at.Column)
	v.Editor = s.editor(st, f.File, at.Line, at.Column)
	if strings.TrimSpace(f.Source) != "" {
		v.Number = at.Line
		v.Before, v.Marked, v.After = mark(f.Source, f.Range)
	}
	return v
}

// editor returns a link that opens a place in VS Code, for a site of which that
// is the editor: the source folder has its settings. The path is of this
// computer, and told to nobody else.
func (s *Server) editor(st *state, file string, line, column int) template.URL {
	if file == "" || !st.vscode || !isLoopback(s.o.Addr) {
		return ""
	}
	abs, err := filepath.Abs(filepath.Join(s.o.Source, filepath.FromSlash(file)))
	if err != nil {
		return ""
	}
	name := (&url.URL{Path: "/" + strings.TrimPrefix(filepath.ToSlash(abs), "/")}).EscapedPath()
	return template.URL(fmt.Sprintf("vscode://file%s:%d:%d", name, line, column))
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
