package diag

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/lang"
)

// Options say how problems are printed. The zero value prints all of them, in
// Dutch, without colours.
type Options struct {
	Lang       lang.Lang // of the messages
	Color      bool      // text: mark with ANSI colours
	MaxPerRule int       // text: show this many warnings and infos of a rule and count the rest; 0 shows all
	More       More      // text: what was found besides
	// Called returns a text with the commands in it as the reader must type them,
	// which depends on where the program stands; nil leaves them as they are.
	Called  func(string) string // text
	Prefix  string              // github, gitlab, sarif: the source folder as seen from the root of the repository, with slashes
	Version string              // sarif: of the program
	Rules   []*Rule             // sarif: the rules to describe
}

// A printer writes ps, in the order given, to w.
type printer func(w io.Writer, ps []Problem, o Options) error

// Formats returns the names that [Print] understands, the default first.
func Formats() []string { return []string{"text", "json", "github", "gitlab", "sarif"} }

// Print writes ps to w in the named format, in the order given: see [Sort].
func Print(w io.Writer, format string, ps []Problem, o Options) error {
	p, ok := map[string]printer{
		"text": PrintText, "json": PrintJSON, "github": PrintGitHub, "gitlab": PrintGitLab, "sarif": PrintSARIF,
	}[format]
	if !ok {
		names := strings.Join(Formats(), ", ")
		return lang.Errorf("onbekende vorm %q; kies uit %s", "unknown format %q; choose from %s", format, names)
	}
	return p(w, ps, o)
}

// DocURL returns where the rule with this code is explained: the page that [Pages]
// writes.
func DocURL(code string) string { return "docs/regels/" + code + ".md" }

// Summary returns one line that counts ps, for under a list or instead of it.
func Summary(ps []Problem, l lang.Lang) string {
	return SummaryWith(ps, More{}, l)
}

// SummaryWith is Summary of ps and of what was found besides.
func SummaryWith(ps []Problem, more More, l lang.Lang) string {
	errors, warnings, infos := Count(ps)
	warnings, infos = warnings+more.Warnings, infos+more.Infos
	files := map[string]bool{}
	for f := range more.Files {
		files[f] = true
	}
	for _, p := range shown(ps) {
		if p.File != "" {
			files[p.File] = true
		}
	}
	return SummaryOf(errors, warnings, infos, len(files), l)
}

// SummaryOf is Summary for who counted already: the problems of each severity,
// and the files that they are in.
func SummaryOf(errors, warnings, infos, files int, l lang.Lang) string {
	var parts []string
	add := func(n int, one, many lang.Text) {
		if n > 0 {
			parts = append(parts, count(n, one, many, l))
		}
	}
	add(errors, lang.T("fout", "error"), lang.T("fouten", "errors"))
	add(warnings, lang.T("waarschuwing", "warning"), lang.T("waarschuwingen", "warnings"))
	add(infos, lang.T("tip", "tip"), lang.T("tips", "tips"))
	if len(parts) == 0 {
		return lang.T("geen problemen gevonden", "no problems found").In(l)
	}
	s := strings.Join(parts, ", ")
	if files > 0 {
		s += " in " + count(files, lang.T("bestand", "file"), lang.T("bestanden", "files"), l)
	}
	return s
}

func count(n int, one, many lang.Text, l lang.Lang) string {
	if n == 1 {
		return "1 " + one.In(l)
	}
	return fmt.Sprint(n, " ", many.In(l))
}

// shown returns the problems of ps that are not switched off.
func shown(ps []Problem) []Problem {
	off := func(p Problem) bool { return p.Severity == Off }
	if !slices.ContainsFunc(ps, off) {
		return ps
	}
	var on []Problem
	for _, p := range ps {
		if !off(p) {
			on = append(on, p)
		}
	}
	return on
}

// place returns r as programs that read our output can rely on: counted from 1,
// with an end that is not before the start. For them a problem of the file as a
// whole is at the start of the file: formats and readers that know of no such
// problem outnumber those that do.
func place(r Range) Range {
	at := func(p Pos) Pos { return Pos{max(p.Line, 1), max(p.Column, 1)} }
	start, end := at(r.Start), at(r.End)
	if end.Line < start.Line || end.Line == start.Line && end.Column < start.Column {
		end = start
	}
	return Range{start, end}
}

// inRepository returns the path of p's file from the root of the repository,
// which is what the systems behind github and sarif know it by.
func (o Options) inRepository(p Problem) string { return path.Join(o.Prefix, p.File) }

// advice returns message and hint of p as one text, for formats that have no
// place of their own for a hint.
func advice(p Problem, l lang.Lang) string {
	if hint := hintOf(p, l); hint != "" {
		return p.Message.In(l) + "\n" + hint
	}
	return p.Message.In(l)
}

// hintOf returns what to do about p, and whether the program can do it.
func hintOf(p Problem, l lang.Lang) string {
	hint := p.Hint.In(l)
	switch {
	case len(p.Edits) == 0:
		return hint
	case hint == "":
		return offer.In(l)
	}
	return hint + "\n" + offer.In(l)
}

// clean returns s with everything made visible that could do something to a
// terminal or hide something from a reader. Messages quote content, and content
// comes from spreadsheets, mail and strangers.
func clean(s string) string {
	if !strings.ContainsFunc(s, doubtful) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if doubtful(r) {
			b.WriteString(visible(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// doubtful reports whether r may be something else than what visible shows of it.
// What has a shape of its own is nearly all there is, and never is; but the mark
// that stands for what is no UTF-8 may stand for other bytes.
func doubtful(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }

// cleanLines is clean for a text of several lines.
func cleanLines(s string) []string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = clean(line)
	}
	return lines
}

// visible returns r, or what stands for it if r is a control character, changes
// the direction of text ("Trojan Source"), or has no shape of its own. The two
// joiners stay: emoji and several scripts need them, and they do no harm.
func visible(r rune) string {
	const zwnj, zwj, del = '\u200C', '\u200D', '\u007F'
	switch {
	case r < ' ':
		return string('␀' + r)
	case r == del:
		return "␡"
	case r == zwnj || r == zwj:
		return string(r)
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
		return fmt.Sprintf("<U+%04X>", r)
	case r == utf8.RuneError:
		return "�" // also for each byte that is no UTF-8
	}
	return string(r)
}
