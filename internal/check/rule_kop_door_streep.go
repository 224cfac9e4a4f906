package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var headingByDashes = rule[*text]{
	Rule: &diag.Rule{
		Code: "kop-door-streep", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A)",
		Title: lang.T("Een streep die de tekst erboven tot kop maakt", "A rule that makes a heading of the text above it"),
		Why: lang.T("Zonder lege regel ertussen is --- geen streep: de hele alinea erboven wordt een kop, groot en vet.",
			"Without an empty line in between, --- is no rule: the whole paragraph above it becomes a heading, large and bold."),
		Wrong: "Wij kwamen op een dinsdag bij elkaar.\n---\n\nDaarna begon het werk.",
		Right: "Wij kwamen op een dinsdag bij elkaar.\n\n---\n\nDaarna begon het werk.",
	},
	check: func(t *text, report report) {
		if t.src.InValue() {
			return // there no heading is right, see headingInValue
		}
		for _, h := range t.doc.Headings() {
			lines, rest := t.src.Text[h.Offset:h.End], t.src.Text[h.End:]
			line := strings.TrimPrefix(strings.TrimPrefix(rest, "\r"), "\n")
			below := firstLine(line)
			dashes := strings.TrimSpace(below)
			// Who underlines one line from end to end does mean a heading.
			if hashes.MatchString(lines) || dashes == "" || strings.Trim(dashes, "-") != "" || len(dashes) > 3 && !strings.Contains(lines, "\n") {
				continue
			}
			report(t.src.Place(h.End+len(rest)-len(line), below), lang.F("de regel %s maakt van de tekst erboven een kop", "the line %s makes a heading of the text above it", short(dashes)),
				lang.T("Zet er een lege regel voor. Is het een kop? Begin die regel dan met ##.", "Put an empty line before it. Is it a heading? Then begin that line with ##."))
		}
	},
}

var hashes = regexp.MustCompile(`^#{1,6}(?:\s|$)`)
