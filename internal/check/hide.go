package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

// Hide takes personal data out of problems: out of the lines that are shown with
// them, whichever rule speaks, and out of messages that quote the content. What
// is printed ends up in the log of a server, in mail and on screens that
// others see. settings may be nil. It is quickest when ps are sorted: each line is
// looked at once.
func Hide(settings *traject.Settings, ps []diag.Problem) []diag.Problem {
	h := &hider{options: PrivacyOptions(settings), found: map[line][]span{}}
	for _, p := range ps {
		if HidesFor(p) {
			h.add(p)
		}
	}
	for i := range ps {
		p := &ps[i]
		var l hidden
		if p.Source != "" {
			l = h.line(line{p.File, p.Range.Start.Line}, p.Source)
			p.Source = l.text
		}
		if !about(*p) {
			p.Message, p.Hint = h.text(p.Message, l), h.text(p.Hint, l)
		}
	}
	return ps
}

// Hider returns a function that takes personal data out of a text of the site
// that is shown elsewhere than on its page. settings may be nil.
func Hider(settings *traject.Settings) func(string) string {
	options := PrivacyOptions(settings)
	return func(s string) string { return privacy.Hide(s, privacy.Find(s, options)) }
}

// A line is one line of one file.
type line struct {
	file string
	n    int
}

// A span is a stretch of a line, in columns; end is exclusive, 0 for its end.
type span struct{ start, end int }

// A hidden is a line without personal data.
type hidden struct {
	text    string
	out     []string // what was taken out of it
	contact bool     // it has a key under which an address or a number is there to be read
}

type hider struct {
	options privacy.Options
	found   map[line][]span // where rules found personal data
	last    line            // the line that was looked at last: more problems of it follow
	hidden  hidden          // what it is without personal data
}

// add notes where p found personal data, which may go on over several lines.
func (h *hider) add(p diag.Problem) {
	first, last := p.Range.Start.Line, max(p.Range.Start.Line, p.Range.End.Line)
	for n := first; n <= last; n++ {
		s := span{1, 0}
		if n == first {
			s.start = p.Range.Start.Column
		}
		if n == last {
			s.end = p.Range.End.Column
		}
		at := line{p.File, n}
		h.found[at] = append(h.found[at], s)
	}
}

// HidesFor reports whether [Hide] needs p to take out of other problems what it says:
// that there is personal data in a place.
func HidesFor(p diag.Problem) bool { return about(p) && !p.Range.IsZero() }

// about reports whether p says that there is personal data: it quotes no more of
// it than may be seen.
func about(p diag.Problem) bool {
	for _, r := range personals {
		if r.Code == p.Code {
			return true
		}
	}
	return false
}

// line returns source, the text of a line, without personal data. A line alone
// says less than the text it comes from (the word beside a number may be on the
// line before), so what the rules found goes too.
func (h *hider) line(at line, source string) hidden {
	if at != h.last {
		h.last, h.hidden = at, h.hide(at, source)
	}
	return h.hidden
}

func (h *hider) hide(at line, source string) hidden {
	l := hidden{contact: isContactLine(source)}
	ms := slices.DeleteFunc(privacy.Find(source, h.options), l.meant)
	for _, m := range ms {
		l.out = append(l.out, source[m.Start:m.End])
	}
	if len(ms) == 0 && len(h.found[at]) == 0 {
		l.text = source
		return l
	}
	runes, plain := []rune(privacy.Hide(source, ms)), []rune(source)
	for _, s := range h.found[at] {
		if s.end == 0 {
			s.end = len(runes) + 1
		}
		from, to := max(s.start-1, 0), min(s.end-1, len(runes))
		if from >= to {
			continue
		}
		l.out = append(l.out, string(plain[from:to]))
		for i := from; i < to; i++ {
			if runes[i] != ' ' && runes[i] != '\t' {
				runes[i] = '•'
			}
		}
	}
	l.text = string(runes)
	return l
}

var contactLine = regexp.MustCompile(`(?i)\b(e-?mail|telefoon) *:`)

func isContactLine(s string) bool {
	lower := strings.ToLower(s)
	return (strings.Contains(lower, "mail") || strings.Contains(lower, "telefoon")) && contactLine.MatchString(s)
}

// meant reports whether m may stand on the line.
func (l hidden) meant(m privacy.Match) bool {
	return l.contact && (m.Kind == privacy.Email || m.Kind == privacy.Telefoon)
}

// text returns t, part of a message about the line l, without what was taken out
// of that line, and without what is personal data by itself.
func (h *hider) text(t lang.Text, l hidden) lang.Text {
	hide := func(s string) string {
		if len(l.out) == 0 && !privacy.MayBeCertain(s) {
			return s
		}
		for _, o := range l.out {
			if len(o) > 4 {
				s = strings.ReplaceAll(s, o, strings.Repeat("•", utf8.RuneCountInString(o)))
			}
		}
		return privacy.Hide(s, slices.DeleteFunc(privacy.Find(s, h.options), func(m privacy.Match) bool {
			return !m.Certain || l.meant(m)
		}))
	}
	return lang.Text{NL: hide(t.NL), EN: hide(t.EN)}
}
