package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var anchorNames = rule[*text]{
	Rule: &diag.Rule{
		Code: "anker", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een anker dat niet kan of al bestaat", "An anchor that cannot be or exists already"),
		Why: lang.T("Een anker is het stuk achter # in een link. Bestaat het twee keer op een pagina, dan komt wie op de link klikt op de verkeerde plek.",
			"An anchor is what stands behind # in a link. If it exists twice on a page, who follows the link gets to the wrong place."),
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
				report(at, lang.F("het anker %q is al van het signaal op regel %d", "the anchor %q is taken by the signaal on line %d", short(h.ID), line), other)
			case h.Named == "" || h.Named == h.ID:
			case used[h.Named]:
				report(at, lang.F("het anker %q staat al bij een andere kop", "the anchor %q is at another heading already", short(h.Named)), other)
			case strings.HasPrefix(h.Named, "wk-"):
				report(at, lang.F("het anker %q begint met wk-, en dat gebruikt de website zelf", "the anchor %q begins with wk-, which the site itself uses", short(h.Named)), other)
			default:
				hint := other
				if s := propose(h.Named); s != "" {
					hint = lang.F("Schrijf {#%s}.", "Write {#%s}.", s)
				}
				report(at, lang.F("%q kan geen anker zijn", "%q cannot be an anchor", short(h.Named)), hint)
			}
			used[h.ID] = true
		}
	},
}
