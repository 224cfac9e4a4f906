package check

import (
	"path"
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var spaceInLink = rule[*text]{
	Rule: &diag.Rule{
		Code: "link-met-spatie", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: elke link werkt", Mends: true,
		Title: lang.T("Een link met een spatie in het adres", "A link with a space in its address"),
		Why: lang.T("Met een spatie erin is het geen link: op de pagina staan dan de haken en het adres zelf.",
			"With a space in it, it is no link: the page shows the brackets and the address itself."),
		Wrong: "Lees het [verslag](/media/het verslag.pdf).",
		Right: "Lees het [verslag](/media/verslag.pdf).",
	},
	check: func(t *text, report report) {
		if !mayHaveSpace(t.src.Text) {
			return
		}
		for _, m := range addressWithSpace.FindAllStringSubmatchIndex(t.src.Text, -1) {
			start, end := m[2], m[3]
			dest := t.src.Text[start:end]
			if !strings.ContainsAny(dest, "/.") || withTitle.MatchString(dest) || !t.enough() && t.inCode(start) {
				continue // it works, or it was never meant to be one
			}
			var edits []diag.Edit
			hint := lang.T("Schrijf %20 in plaats van elke spatie.", "Write %20 in the place of each space.")
			if !strings.Contains(dest, ":") {
				hint = lang.F("Haal de spaties uit de naam van het bestand, en schrijf %s.", "Remove the spaces from the name of the file, and write %s.", withoutSpaces(dest))
			} else if fileBehindSpace.MatchString(dest) {
				trimmed := strings.TrimSpace(dest)
				at := start + strings.Index(dest, trimmed)
				edits = t.replace(at, at+len(trimmed), strings.ReplaceAll(trimmed, " ", "%20"))
			}
			report(t.place(start, end), lang.T("in dit adres staat een spatie; zo werkt de link niet", "there is a space in this address, so the link does not work"), hint, edits...)
		}
	},
}

var (
	addressWithSpace = regexp.MustCompile(`\]\(([^()<>\n"]*[^()<>\n" ] +[^()<>\n" ][^()<>\n"]*)\)`)
	// Words that are no part of an address are likely its title, without quotes.
	fileBehindSpace = regexp.MustCompile(`^ *https?://\S+/\S* [^/]*(?:/|\.[A-Za-z0-9]{2,5}(?:[?#]| *$))`)
	withTitle       = regexp.MustCompile(`^ *\S+ +'[^']*' *$`)
)

// mayHaveSpace reports whether addressWithSpace may find something in s: nearly no
// address has a space.
func mayHaveSpace(s string) bool {
	for {
		i := strings.Index(s, "](")
		if i < 0 {
			return false
		}
		s = s[i+2:]
		for j := range len(s) {
			if c := s[j]; c == ' ' {
				return true
			} else if c == ')' || c == '\n' {
				break
			}
		}
	}
}

// inCode reports whether offset is behind an odd number of backticks on its
// line, and so in code.
func (t *text) inCode(offset int) bool {
	before := t.src.Text[:offset]
	return strings.Count(before[strings.LastIndexByte(before, '\n')+1:], "`")%2 == 1
}

// withoutSpaces returns an address with each part of its path that has spaces as
// a name that can be an address.
func withoutSpaces(dest string) string {
	parts := strings.Split(dest, "/")
	for i, p := range parts {
		if ext := path.Ext(p); strings.Contains(p, " ") {
			parts[i] = slug.Slug(strings.TrimSuffix(p, ext)) + strings.ToLower(ext)
		}
	}
	return strings.Join(parts, "/")
}
