package check

import (
	"html"
	"regexp"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/lang"
)

// In the front matter package content looks for such characters, and package
// traject for those that YAML has escapes for.
var invisible = rule[*text]{
	Rule: content.RuleInvisible,
	check: func(t *text, report report) {
		found := func(offset, end int, r rune) {
			report(t.place(offset, end), lang.F("hier staat een onzichtbaar teken (U+%04X)", "there is an invisible character here (U+%04X)", r), content.HintInvisible)
		}
		for i, r := range t.src.Text {
			if content.Invisible(r) && r != '\r' {
				found(i, i+utf8.RuneLen(r), r)
			}
		}
		for _, m := range entity.FindAllStringIndex(t.src.Text, -1) {
			for _, r := range html.UnescapeString(t.src.Text[m[0]:m[1]]) {
				if content.Invisible(r) {
					found(m[0], m[1], r)
				}
			}
		}
	},
}

// entity is how HTML, and so Markdown, writes a character that a keyboard lacks.
var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
