package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

// Hide takes personal data out of problems: out of the lines that are shown with
// them, whichever rule speaks, and out of messages that quote the content. What
// is printed ends up in the log of a server, in mail and on screens that
// others see. settings may be nil.
func Hide(settings *traject.Settings, ps []diag.Problem) []diag.Problem {
	h := &hider{options: PrivacyOptions(settings), found: map[line][]diag.Range{}, lines: map[line]string{}}
	for _, p := range ps {
		if h.about(p) && p.Source != "" {
			at := line{p.File, p.Range.Start.Line}
			h.found[at] = append(h.found[at], p.Range)
		}
	}
	for i := range ps {
		p := &ps[i]
		if p.Source != "" {
			p.Source = h.line(line{p.File, p.Range.Start.Line}, p.Source)
		}
		if !h.about(*p) {
			p.Message, p.Hint = h.text(p.Message), h.text(p.Hint)
		}
	}
	return ps
}

// A line is one line of one file.
type line struct {
	file string
	n    int
}

type hider struct {
	options privacy.Options
	found   map[line][]diag.Range // where rules found personal data
	lines   map[line]string       // as they are shown
}

// about reports whether p says that there is personal data: it quotes no more of
// it than may be seen.
func (h *hider) about(p diag.Problem) bool {
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
func (h *hider) line(at line, source string) string {
	if s, ok := h.lines[at]; ok {
		return s
	}
	s := privacy.Hide(source, privacy.Find(source, h.options))
	if ranges := h.found[at]; len(ranges) > 0 {
		runes := []rune(s)
		for _, r := range ranges {
			end := len(runes) + 1
			if r.End.Line == r.Start.Line {
				end = r.End.Column
			}
			for i := r.Start.Column; i < end && i <= len(runes); i++ {
				if !strings.ContainsRune(" \t", runes[i-1]) {
					runes[i-1] = '•'
				}
			}
		}
		s = string(runes)
	}
	h.lines[at] = s
	return s
}

func (h *hider) text(t lang.Text) lang.Text {
	hide := func(s string) string { return privacy.Hide(s, privacy.Find(s, h.options)) }
	return lang.Text{NL: hide(t.NL), EN: hide(t.EN)}
}
