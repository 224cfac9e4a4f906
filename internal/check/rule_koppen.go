package check

import (
	"strings"
	"sync"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var headingLevels = rule[*text]{
	Rule: &diag.Rule{
		Code: "koppen", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A) en 2.4.6 (AA)", Mends: true,
		Title: lang.T("Koppen die een niveau overslaan", "Headings that skip a level"),
		Why: lang.T("Wie de pagina laat voorlezen, springt van kop naar kop. Een overgeslagen niveau klinkt alsof er een stuk mist. De titel is al de kop van niveau 1.",
			"Who has the page read aloud goes from heading to heading. A skipped level sounds as if a part is missing. The title already is the heading of level 1."),
		Wrong: "# Wat gebeurde er?\n\n### De eerste avond",
		Right: "## Wat gebeurde er?\n\n### De eerste avond",
	},
	check: func(t *text, report report) {
		if t.src.InValue() {
			return // there no heading is right
		}
		before := 1 // the title of the page
		edits := sync.OnceValue(func() []diag.Edit { return mendLevels(t) })
		for _, h := range t.doc.Headings() {
			at, hashes := t.place(h.Offset, h.End), strings.Repeat("#", before+1)
			hint := lang.F("Begin deze kop met %s.", "Begin this heading with %s.", hashes)
			switch {
			case h.Level == 1:
				report(at, lang.T("deze kop is van niveau 1, maar dat is de titel van de pagina al", "this heading is of level 1, but so is the title of the page"),
					lang.T("Begin deze kop met ##.", "Begin this heading with ##."), edits()...)
			case h.Level > before+1 && before == 1:
				report(at, lang.F("deze kop is van niveau %d, maar erboven staat geen kop van niveau 2", "this heading is of level %d, but there is no heading of level 2 above it", h.Level), hint, edits()...)
			case h.Level > before+1:
				report(at, lang.F("deze kop is van niveau %d, maar de kop ervoor van niveau %d", "this heading is of level %d, but the one before it of level %d", h.Level, before), hint, edits()...)
			}
			before = max(h.Level, 2)
		}
	},
}

// mendLevels returns the edits that give all headings of a text the level that
// follows from the others: each goes on being below the same one. So two that
// belong together stay so, which they would not if only the faulty ones changed.
func mendLevels(t *text) []diag.Edit {
	var edits []diag.Edit
	var open []int // the levels of the headings that the next may be below
	for _, h := range t.doc.Headings() {
		for len(open) > 0 && open[len(open)-1] >= h.Level {
			open = open[:len(open)-1]
		}
		open = append(open, h.Level)
		level := len(open) + 1
		if level == h.Level {
			continue
		}
		edit := t.mendHeading(h, level)
		if level > 6 || edit == nil {
			return nil
		}
		edits = append(edits, edit...)
	}
	return edits
}

// mendHeading returns the edit that gives a heading another level.
func (t *text) mendHeading(h markdown.Heading, level int) []diag.Edit {
	marks := strings.Repeat("#", level)
	written, rest := t.src.Text[h.Offset:h.End], t.src.Text[h.End:]
	if hashes.MatchString(written) {
		return t.replace(h.Offset, h.Offset+h.Level, marks)
	}
	// Underlined. Another line has no mark for level 3, so it becomes the other kind.
	below := len(rest) - len(strings.TrimLeft(rest, " \t\r\n"))
	line := firstLine(rest[below:])
	if strings.ContainsAny(written, "\n#") || strings.Trim(line, "=- \t") != "" || line == "" {
		return nil
	}
	return append(t.replace(h.Offset, h.Offset, marks+" "), t.replace(h.End, h.End+below+len(line), "")...)
}
