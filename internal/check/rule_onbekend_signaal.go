package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var ruleUnknownSignaal = &diag.Rule{
	Code: "onbekend-signaal", Severity: diag.Error, Fixed: true,
	Title: lang.T("Gebaseerd op een signaal dat er niet is", "Based on a signaal that is not there"),
	Why: lang.T("Een gezamenlijk verhaal laat zien waar het op rust. Wie zijn eigen inbreng daarin zoekt, moet haar kunnen vinden.",
		"A collective story shows what it rests on. Who looks for their own input in it must be able to find it."),
	Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n  - id: veiligheid\n    signaal: De straat is te druk om te spelen.\n    gebaseerd-op: [het-hek]",
	Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n  - id: veiligheid\n    signaal: De straat is te druk om te spelen.\n    gebaseerd-op: [hek]",
}

var hintSlugID = lang.T("Schrijf de id van een signaal uit dit bestand, of traject/id voor een uit een ander traject.",
	"Write the id of a signaal of this file, or traject/id for one of another traject.")

// ownUnknownSignaal looks at what names a signaal of the same traject.
var ownUnknownSignaal = rule[*document]{
	Rule: ruleUnknownSignaal,
	check: func(d *document, report report) {
		var ids []string
		known := map[string]bool{}
		for _, s := range d.Signalen {
			for _, id := range append([]string{s.ID}, s.Aliassen...) {
				ids, known[id] = append(ids, id), true
			}
		}
		for _, s := range d.Signalen {
			for _, name := range s.GebaseerdOp {
				other, id, ok := strings.Cut(name, "/")
				if !ok {
					id = name
				} else if other != d.Slug {
					continue // see unknownSignaal
				}
				self := id == s.ID || slices.Contains(s.Aliassen, id)
				if known[id] && !self {
					continue
				}
				at := s.ItemAt("gebaseerd-op", name)
				switch {
				case d.enough():
					report(at, lang.Text{}, lang.Text{}) // is only counted
				case self:
					report(at, lang.F("dit signaal is gebaseerd op zichzelf (%s)", "this signaal is based on itself (%s)", short(name)), hintSlugID)
				default:
					report(at, lang.F("er is geen signaal met de id %q in dit traject", "there is no signaal with the id %q in this traject", short(id)),
						d.nearestHint(id, slices.DeleteFunc(slices.Clone(ids), func(x string) bool { return x == s.ID }), hintSlugID))
				}
			}
		}
	},
}

// unknownSignaal looks at what names a signaal of another traject: slug/id.
var unknownSignaal = siteRule{
	Rule: ruleUnknownSignaal,
	check: func(w *whole, report siteReport) {
		for _, f := range w.facts {
			for _, ref := range f.GebaseerdOp {
				slug, id, _ := strings.Cut(ref.Name, "/")
				other := w.in(w.trajecten, slug)
				switch {
				case other == nil:
					report(f, ref.Place, lang.F("er is geen traject met de naam %q", "there is no traject named %q", short(slug)),
						w.nearestHint(f, slug, w.slugs, hintSlugID))
				case !other.Broken && !w.hasSignaal(other, id):
					report(f, ref.Place, lang.F("het traject %s heeft geen signaal met de id %q", "the traject %s has no signaal with the id %q", short(slug), short(id)),
						w.nearestHint(f, id, other.Signalen, hintSlugID))
				}
			}
		}
	},
}
