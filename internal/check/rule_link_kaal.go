package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// few is how many findings of one file are shown of a rule that says the same of
// many texts that others wrote, as after an import: it is about how the file is
// written, and three show it.
const few = 3

var ruleBareLink = &diag.Rule{
	Code: "link-kaal", Group: diag.Accessible, Severity: diag.Warning, Max: few, Source: "WCAG 2.2, 2.4.4 (A); ATAG 2.0, B.3.1.1",
	Title: lang.T("Een adres in plaats van een leesbare link", "An address in the place of a link that can be read"),
	Why: lang.T("Een schermlezer spelt een adres teken voor teken, en niemand ziet eraan wat er te lezen is. Een los adres in de tekst is bovendien geen link.",
		"A screen reader spells an address sign by sign, and nobody sees from it what there is to read. A loose address in the text is no link at all."),
	Wrong: "Kijk op https://www.voorbeeldgemeente.example/wmo/aanvragen.",
	Right: "Lees [hoe u hulp aanvraagt](https://www.voorbeeldgemeente.example/wmo/aanvragen).",
}

var (
	bareLink      = rule[*text]{Rule: ruleBareLink, check: checkBareLink}
	bareLinkValue = rule[*value]{Rule: ruleBareLink, check: checkBareLinkValue}
)

var (
	address   = regexp.MustCompile(`(?i)(?:https?://|\bwww\.)[^\s<>()\[\]"“”]+`)
	asAddress = regexp.MustCompile(`(?i)^(?:https?://|www\.)\S+$|^(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*$`)
	hintBare  = lang.T("Schrijf [waar het over gaat](adres).", "Write [what it is about](address).")
)

func checkBareLink(t *text, report report) {
	var links [][2]int
	for _, l := range t.doc.Links() {
		links = append(links, [2]int{l.Offset, l.End})
		if isAddress(l.Text) {
			report(t.place(l.Offset, l.End), lang.F("de tekst van deze link is een adres: %s", "the text of this link is an address: %s", short(l.Text)), hintBare)
		}
	}
	if !hasAddress(t.src.Text) {
		return
	}
	for _, b := range t.doc.Blocks() {
		if !hasAddress(b.Text) { // mostly it stands in a link
			continue
		}
		for _, m := range address.FindAllStringIndex(b.Text, -1) {
			offset, _ := b.Source(m[0], m[1])
			if inOneOf(links, offset) || t.inCode(offset) || strings.HasSuffix(t.src.Text[:offset], "](") { // see spaceInLink
				continue
			}
			found := strings.TrimRight(b.Text[m[0]:m[1]], ".,;:!?'’")
			report(t.at(&b, m[0], m[0]+len(found)), lang.F("hier staat een los adres: %s", "here is a loose address: %s", short(found)), hintBare)
		}
	}
}

func checkBareLinkValue(v *value, report report) {
	if !plainKeys[v.Key] || !hasAddress(v.Text) {
		return
	}
	for _, m := range address.FindAllStringIndex(v.Text, -1) {
		if m[0] > 0 && strings.ContainsRune("(<[", rune(v.Text[m[0]-1])) {
			continue // of a link, in a text with markup
		}
		found := strings.TrimRight(v.Text[m[0]:m[1]], ".,;:!?'’")
		report(v.Place(m[0], m[0]+len(found)), lang.F("hier staat een los adres: %s", "here is a loose address: %s", short(found)),
			lang.T("Haal het adres weg; hier kan geen link. Een link kan wel bij reden, bij documenten, of onder de tweede ---.",
				"Remove the address; no link is possible here. A link is possible in reden, in documenten, or below the second ---."))
	}
}

func hasAddress(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "WWW.") || strings.Contains(s, "Www.")
}

// inOneOf reports whether offset lies in one of the stretches.
func inOneOf(stretches [][2]int, offset int) bool {
	for _, s := range stretches {
		if s[0] <= offset && offset < s[1] {
			return true
		}
	}
	return false
}

// isAddress reports whether the text of a link is an address.
func isAddress(s string) bool {
	s = strings.TrimSpace(s)
	return strings.ContainsAny(s, "./") && !strings.Contains(s, " ") && asAddress.MatchString(s)
}
