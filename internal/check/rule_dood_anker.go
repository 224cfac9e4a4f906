package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var deadAnchor = siteRule{
	Rule: &diag.Rule{
		Code: "dood-anker", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: elke link werkt",
		Title: lang.T("Een link naar een plek op een pagina die er niet is", "A link to a place on a page that is not there"),
		Why: lang.T("Wie erop klikt, komt bovenaan een pagina uit en moet zelf zoeken. Meestal is een kop of id veranderd.",
			"Who follows it ends at the top of a page and has to search. Mostly a heading or id was changed."),
		Wrong: "Zie [het antwoord over het hek](#het-hek).",
		Right: "Zie [het antwoord over het hek](#hek).",
	},
	check: func(w *whole, report siteReport) {
		for _, u := range w.uses {
			if u.state != noAnchor {
				continue
			}
			anchors := w.anchors(u.adres)
			hint := lang.T("Noem de id van een signaal, of k- met de woorden van een kop: #k-hoe-gaat-het-verder.",
				"Name the id of a signaal, or k- with the words of a heading: #k-hoe-gaat-het-verder.")
			if w.enough(u.facts) {
				// is only counted
			} else if near := traject.Nearest(strings.ToLower(u.fragment), anchors); near != "" {
				hint = lang.F("Bedoelt u #%s?", "Did you mean #%s?", near)
			} else if heading := "k-" + u.fragment; slices.Contains(anchors, heading) {
				hint = lang.F("Bedoelt u #%s?", "Did you mean #%s?", heading)
			}
			report(u.facts, u.Place, lang.F("op %s is geen plek met de naam %q", "there is no place named %[2]q on %[1]s", short(u.adres), short(u.fragment)), hint)
		}
	},
}
