package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var anchorNames = rule[*text]{
	Rule: &diag.Rule{
		Code: "anker", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een naam achter # die niet kan of al bestaat", "A name behind # that cannot be or exists already"),
		Why: lang.T("Met {#naam} achter een kop kan een link naar die kop gaan: #naam. Bestaat de naam twee keer op een pagina, dan komt wie op de link klikt op de verkeerde plek.",
			"With {#naam} behind a heading a link can lead to that heading: #naam. If the name exists twice on a page, who follows the link gets to the wrong place."),
		Wrong: "## De avond {#avond}\n\n## Nog een avond {#avond}",
		Right: "## De avond {#avond}\n\n## Nog een avond {#tweede-avond}",
	},
	check: func(t *text, report report) {
		if t.src.InValue() {
			return
		}
		used := map[string]bool{}
		for _, h := range t.doc.Headings() {
			at := t.place(h.Offset, h.End)
			other := lang.T("Geef de kop een andere naam tussen { en }, zoals {#meer-hierover}.", "Give the heading another name between { and }, such as {#meer-hierover}.")
			line, isID := t.ids[h.ID]
			switch {
			case isID:
				report(at, lang.F("de naam %q is al van het signaal op regel %d", "the name %q is taken by the signaal on line %d", short(h.ID), line), other)
			case h.Named == "" || h.Named == h.ID:
			case used[h.Named]:
				report(at, lang.F("de naam %q staat al bij een andere kop", "the name %q is at another heading already", short(h.Named)), other)
			case strings.HasPrefix(h.Named, "wk-"):
				report(at, lang.F("de naam %q begint met wk-, en dat gebruikt de website zelf", "the name %q begins with wk-, which the site itself uses", short(h.Named)), other)
			default:
				hint := other
				if s := propose(h.Named); s != "" {
					hint = lang.F("Schrijf {#%s}.", "Write {#%s}.", s)
				}
				report(at, lang.F("%q kan niet de naam van een kop zijn", "%q cannot be the name of a heading", short(h.Named)), hint)
			}
			used[h.ID] = true
		}
	},
}
