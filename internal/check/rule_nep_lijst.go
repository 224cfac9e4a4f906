package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var fakeList = rule[*text]{
	Rule: &diag.Rule{
		Code: "nep-lijst", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A), techniek H48; ATAG 2.0, B.2.3 en B.3.1.1",
		Title: lang.T("Regels die op een lijst lijken, maar er geen zijn", "Lines that look like a list, but are none"),
		Why: lang.T("Een schermlezer zegt bij een echte lijst hoeveel punten die heeft. Nu loopt alles door, en op de pagina staan de punten vaak achter elkaar.",
			"With a real list a screen reader says how many items it has. Now all runs on, and on the page the items often stand behind one another."),
		Wrong: "Er komt:\n• een hek\n• een bank\n• een boom",
		Right: "Er komt:\n\n- een hek\n- een bank\n- een boom",
	},
	check: func(t *text, report report) {
		blocks := t.doc.Blocks()
		reported := -1 // the last block of a row of items
		for n := range blocks {
			b := &blocks[n]
			if b.Kind != markdown.Paragraph || n <= reported {
				continue
			}
			at, ok := t.fakeItems(b)
			if !ok && !b.Item && beginsItem(b.Text) {
				last := n
				for last+1 < len(blocks) && blocks[last+1].Kind == markdown.Paragraph && !blocks[last+1].Item && sameMark(b.Text, blocks[last+1].Text) {
					last++
				}
				if last > n && !letterDates.MatchString(b.Text) {
					at, ok, reported = 0, true, last
				}
			}
			if !ok {
				continue
			}
			line := firstLine(b.Text[at:])
			if len(line) > 60 {
				line = line[:strings.LastIndexByte(line[:60], ' ')+1]
			}
			report(t.at(b, at, at+len(strings.TrimRight(line, " "))), lang.T("deze regels lijken een lijst, maar zijn er geen", "these lines look like a list, but are none"),
				lang.T("Laat een regel leeg boven de lijst, en begin elke regel ervan met - en een spatie, of met 1. als de volgorde telt.",
					"Leave a line empty above the list, and begin each line of it with - and a space, or with 1. if the order counts."))
		}
	},
}

// bullets are signs that people put before the items of a list. Emoji are for
// emojiBullets.
const bullets = `[-–—•·∙●○◦▪▫■□◼‣⁃➢➤►▸»*+~o]`

var (
	fakeItem    = regexp.MustCompile(`^\s*(?:(?:` + bullets + `|\(?(?:\d{1,2}|[a-zA-Z]|i{2,3}|iv|vi{0,3})[.)°]\)?)\s+\S|[-•●▪■◦‣*]\pL|\d{1,2}[.)]\pL)`)
	inOneLine   = regexp.MustCompile(`(?:^|\s)1[.)] ?\pL.*\s2[.)] ?\pL.*\s3[.)] ?\pL`)
	ofItem      = regexp.MustCompile(`^\pL.*\s2[.)] ?\pL.*\s3[.)] ?\pL`)
	htmlBreak   = regexp.MustCompile(`(?i)<br ?/?>\s*(?:` + bullets + `|\d{1,2}[.)]|[a-z]\))\s*\pL`)
	oneLine     = regexp.MustCompile(`[•●▪■◦○‣➢➤►▸]\s*\S[^•●▪■◦○‣➢➤►▸]*[•●▪■◦○‣➢➤►▸]\s*\S`)
	dashesAfter = regexp.MustCompile(`:\s+[-–*] \S.*? [-–*] \S`)
	letterDates = regexp.MustCompile(`^\s*\d{1,2}\. (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)`)
)

// fakeItems returns where in the block the first of at least two lines stands
// that begin as the items of a list do.
func (t *text) fakeItems(b *markdown.Block) (at int, ok bool) {
	// All bullets of oneLine begin with this byte.
	if strings.IndexByte(b.Text, "•"[0]) < 0 {
	} else if m := oneLine.FindStringIndex(b.Text); m != nil {
		return m[0], true
	}
	if strings.Contains(b.Text, "3") && (inOneLine.MatchString(b.Text) || b.Item && ofItem.MatchString(b.Text)) {
		return 0, true
	}
	if !strings.Contains(b.Text, ":") {
	} else if m := dashesAfter.FindStringIndex(b.Text); m != nil && strings.Count(b.Text[m[0]:], b.Text[m[1]-4:m[1]-1]) > 1 {
		return m[0] + 2, true
	}
	// Of a line break the text of the block keeps too little: here the source counts.
	src := t.src.Text[b.Offset:b.End]
	if strings.Contains(src, "<") && htmlBreak.MatchString(src) {
		return 0, true
	}
	if !strings.Contains(src, "\n") {
		return 0, false
	}
	first, count := "", 0
	for line := range strings.SplitSeq(src, "\n") {
		line = strings.TrimLeft(strings.ReplaceAll(line, `\`, ""), "> \t")
		if !beginsItem(line) || letterDates.MatchString(line) {
			continue
		}
		if count++; count == 1 {
			first = strings.TrimSpace(line)
		}
	}
	if count < 2 {
		return 0, false
	}
	word, _, _ := strings.Cut(first, " ")
	return max(0, strings.Index(b.Text, word+" ")), true
}

// beginsItem reports whether s begins as fakeItem says. A word of plain letters
// does not, unless a sign behind a few letters makes it a mark.
func beginsItem(s string) bool {
	t := strings.TrimLeft(s, " \t\n\f\r")
	if t == "" {
		return false
	}
	n := 0
	for n < len(t) && n <= len("viii") && 'a' <= t[n]|0x20 && t[n]|0x20 <= 'z' {
		n++
	}
	if n > 0 && !(n == 1 && t[0] == 'o') && (n == len(t) || n > len("viii") || t[n] != '.' && t[n] != ')' && t[n] < utf8.RuneSelf) {
		return false
	}
	return fakeItem.MatchString(s)
}

// sameMark reports whether two texts begin with the same sign, or both with a
// number or a letter.
func sameMark(a, b string) bool {
	if !beginsItem(a) || !beginsItem(b) {
		return false
	}
	kind := func(s string) string {
		w, _, _ := strings.Cut(strings.TrimSpace(s), " ")
		if strings.ContainsAny(w, ".)°") {
			return "1"
		}
		return w
	}
	return kind(a) == kind(b)
}
