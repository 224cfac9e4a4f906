package check

import (
	"regexp"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var rawHTML = rule[*text]{Rule: traject.RuleRawHTML, check: checkRawHTML}

var tagName = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9-]*)`)

func checkRawHTML(t *text, report report) {
	open := map[string]int{} // tags that were reported, and not yet closed
	for _, span := range t.doc.RawHTML() {
		at := t.place(span.Offset, span.End)
		name := ""
		if m := tagName.FindStringSubmatch(span.Text); m != nil {
			name = strings.ToLower(m[1])
		}
		switch {
		case strings.HasPrefix(span.Text, "</") && open[name] > 0:
			open[name]-- // one problem is enough for the two
			continue
		case strings.HasPrefix(span.Text, "<!--"):
			report(at, lang.T("deze opmerking wordt niet afgesloten; alles erna valt weg", "this comment is not closed; everything after it is lost"),
				lang.T("Zet --> achter de opmerking.", "Put --> after the comment."))
			continue
		case !strings.HasPrefix(span.Text, "<"):
			report(at, lang.T("deze tekst staat op de regel van een opmerking en valt weg", "this text is on the line of a comment and is lost"),
				lang.T("Zet de tekst op een nieuwe regel, met een lege regel ertussen.", "Put the text on a new line, with an empty line between."))
			continue
		}
		open[name]++
		if t.enough() {
			report(at, lang.Text{}, lang.Text{}) // is only counted
			continue
		}
		report(at, lang.F("hier staat HTML-code: %s", "there is HTML code here: %s", short(firstLine(span.Text))), htmlHint(name, within(t.src.Text[span.End:], name)))
	}
}

// within returns the text from the beginning of s to where the tag name is
// closed; "tekst" when it is not closed on the same line.
func within(s, name string) string {
	s = firstLine(s)
	if i := strings.Index(strings.ToLower(s), "</"+name); i > 0 && name != "" {
		return short(s[:i])
	}
	return "tekst"
}

// htmlHint says how to write without HTML what a tag is for; inner is the text
// in it.
func htmlHint(name, inner string) lang.Text {
	write := func(s string) lang.Text { return lang.F("Schrijf %s.", "Write %s.", s) }
	switch name {
	case "b", "strong":
		return lang.F("Schrijf **%[1]s** (dat wordt vet).", "Write **%[1]s** (that becomes bold).", inner)
	case "i", "em":
		return lang.F("Schrijf *%[1]s* (dat wordt schuin).", "Write *%[1]s* (that becomes italic).", inner)
	case "a":
		return write("[" + inner + "](https://...)")
	case "img":
		return write("![wat er te zien is](/media/beeld.jpg)")
	case "br", "p", "div":
		return lang.T("Laat voor een nieuwe alinea een regel leeg.", "Leave a line empty for a new paragraph.")
	case "ul", "ol", "li":
		return lang.T("Begin elke regel van een lijst met een streepje: - tekst.", "Begin each line of a list with a hyphen: - text.")
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return write("## Kop")
	case "table", "tr", "td", "th", "tbody", "thead":
		return lang.T("Schrijf een tabel met streepjes: | kolom | kolom |, daaronder | --- | --- |.", "Write a table with bars: | column | column |, below it | --- | --- |.")
	case "script", "style", "iframe", "form", "object", "embed":
		return lang.T("Haal de code weg. Filmpjes, kaarten en formulieren van anderen kunnen niet op deze website; een link ernaartoe wel.",
			"Remove the code. Videos, maps and forms of others cannot be on this site; a link to them can.")
	}
	return lang.T(`Haal de code weg. Bedoelt u het teken < zelf? Schrijf dan \<.`, `Remove the code. Do you mean the character < itself? Then write \<.`)
}
