package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var fakeHeading = rule[*text]{
	Rule: &diag.Rule{
		Code: "nep-kop", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A), techniek F2; ATAG 2.0, B.2.3 en B.3.1.1",
		Title: lang.T("Een regel die op een kop lijkt, maar er geen is", "A line that looks like a heading, but is none"),
		Why: lang.T("Een schermlezer kent alleen echte koppen. Wie daarmee door de pagina springt, slaat dit stuk over.",
			"A screen reader knows real headings only. Who uses them to go through the page passes over this part."),
		Wrong: "**Wat gebeurt er nu?**\n\nWij werken het plan uit.",
		Right: "## Wat gebeurt er nu?\n\nWij werken het plan uit.",
	},
	check: func(t *text, report report) {
		blocks := t.doc.Blocks()
		for n := range blocks {
			b := &blocks[n]
			if b.Kind != markdown.Paragraph || b.Item || b.Note {
				continue
			}
			end, ok := b.Lead, false
			if b.Lead > 0 {
				ok = strings.TrimSpace(b.Text[b.Lead:]) != "" && headingLike(b.Text[:b.Lead])
			} else {
				end = len(b.Text)
				followed := n+1 < len(blocks) && !blocks[n+1].Note
				alone := headingLike(b.Text) && followed && !t.caption(b)
				ok = alone && (b.Strong || b.Emphasized && blocks[n+1].Kind == markdown.Paragraph || shouted(b.Text))
			}
			if !ok {
				continue
			}
			hint := lang.F("Is het een kop? Schrijf dan ## %s. Anders: zet alleen de woorden vet waar het om gaat.", "Is it a heading? Then write ## %s. Otherwise: make bold only the words that matter.", short(b.Text[:end]))
			if t.src.InValue() {
				hint = lang.T("Hier kan geen kop. Maak er een gewone zin van, of zet dit stuk onder de tweede ---, met ## ervoor.",
					"No heading is possible here. Make it a sentence, or put this part below the second ---, with ## before it.")
			}
			report(t.at(b, 0, end), lang.T("deze regel lijkt een kop, maar is er geen", "this line looks like a heading, but is none"), hint)
		}
	},
}

// longestHeading is how many letters a line may have to be taken for a heading.
const longestHeading = 90

// headingLike reports whether a line could be a heading by its form: short, and
// no sentence.
func headingLike(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || strings.Contains(s, "\n") || utf8.RuneCountInString(s) > longestHeading || !strings.ContainsFunc(s, unicode.IsLetter) {
		return false
	}
	if word, ok := strings.CutSuffix(s, "."); ok && !strings.ContainsAny(word, " .") {
		return true // **Achtergrond.**
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”’')`))
	return !strings.ContainsRune(".!,;…", last) && !strings.HasPrefix(s, "“") && !strings.HasPrefix(s, `"`) && !strings.HasPrefix(s, "‘") && !strings.HasPrefix(s, "(")
}

// shouted reports whether a line is in capitals only.
func shouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 6
}

// caption reports whether the block stands directly below or above an image.
func (t *text) caption(b *markdown.Block) bool {
	for _, i := range t.doc.Images() {
		if i.End <= b.Offset && strings.Trim(t.src.Text[i.End:b.Offset], " \r\n*_>") == "" ||
			i.Offset >= b.End && strings.Trim(t.src.Text[b.End:i.Offset], " \r\n*_>") == "" {
			return true
		}
	}
	return false
}
