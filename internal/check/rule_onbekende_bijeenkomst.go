package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var unknownBijeenkomst = rule[*document]{
	Rule: &diag.Rule{
		Code: "onbekende-bijeenkomst", Severity: diag.Error, Fixed: true,
		Title: lang.T("Opgehaald bij een bijeenkomst die er niet is", "Collected at a bijeenkomst that is not there"),
		Why: lang.T("Mensen zoeken hun inbreng op bij de avond waar zij waren. Zonder die avond vinden zij haar daar niet terug.",
			"People look up their input at the evening where they were. Without that evening they do not find it there."),
		Wrong: "bijeenkomsten:\n  - id: buurtavond\n    naam: Buurtavond\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    opgehaald-bij: [buurt-avond]",
		Right: "bijeenkomsten:\n  - id: buurtavond\n    naam: Buurtavond\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    opgehaald-bij: [buurtavond]",
	},
	check: func(d *document, report report) {
		var ids []string
		known := map[string]bool{}
		for _, b := range d.Bijeenkomsten {
			ids, known[b.ID] = append(ids, b.ID), true
		}
		for _, s := range d.Signalen {
			for _, name := range s.OpgehaaldBij {
				if !known[name] {
					report(s.ItemAt("opgehaald-bij", name),
						lang.F("er is geen bijeenkomst met de id %q in dit traject", "there is no bijeenkomst with the id %q in this traject", short(name)),
						d.nearestHint(name, ids, lang.T("Zet de bijeenkomst bij bijeenkomsten:, met deze id.", "Put the bijeenkomst at bijeenkomsten:, with this id.")))
				}
			}
		}
	},
}

// nearestHint is the function of that name, unless its hint is not needed.
func (f *finder) nearestHint(name string, names []string, none lang.Text) lang.Text {
	if f.enough() {
		return lang.Text{}
	}
	return nearestHint(name, names, none)
}

// nearestHint proposes the one of names that name is a mistake for, or else
// says which names there are; without any names the hint is none.
func nearestHint(name string, names []string, none lang.Text) lang.Text {
	names = slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" })
	if near := traject.Nearest(strings.ToLower(name), names); near != "" {
		return lang.F("Bedoelt u %s?", "Did you mean %s?", near)
	}
	const enough = 12
	switch {
	case len(names) == 0:
		return none
	case len(names) > enough:
		return lang.F("Hier kan: %s, ...", "Allowed here: %s, ...", listed(names[:enough]))
	}
	return lang.F("Hier kan: %s.", "Allowed here: %s.", listed(names))
}

// listed returns names in one line, each as far as it fits in a message.
func listed(names []string) string {
	var all []string
	for _, n := range names {
		all = append(all, short(n))
	}
	return strings.Join(all, ", ")
}
