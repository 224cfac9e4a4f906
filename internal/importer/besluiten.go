package importer

import (
	"strings"

	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// An outcome is what a state in the table means: an answer, none yet, or that
// the row is not to be published.
type outcome struct {
	besluit traject.Besluit
	none    bool // there is no answer yet
	dropped bool // who said it took it back
}

// states are the words that tables have for answers, as slugs. What can mean two
// things (verwerkt: in the plan, or in the administration?) is not among them.
var states = map[string]outcome{
	"accepted": {besluit: traject.Overgenomen}, "rejected": {besluit: traject.NietOvergenomen},
	"evaluating": {besluit: traject.InBehandeling}, "not-answered": {none: true}, "withdrawn": {dropped: true},
	"partially-accepted": {besluit: traject.DeelsOvergenomen},

	"overgenomen": {besluit: traject.Overgenomen}, "akkoord": {besluit: traject.Overgenomen}, "toegezegd": {besluit: traject.Overgenomen},
	"gehonoreerd": {besluit: traject.Overgenomen}, "gegrond": {besluit: traject.Overgenomen}, "geaccepteerd": {besluit: traject.Overgenomen},
	"wordt-overgenomen": {besluit: traject.Overgenomen}, "aangepast": {besluit: traject.Overgenomen}, "goedgekeurd": {besluit: traject.Overgenomen},

	"deels": {besluit: traject.DeelsOvergenomen}, "deels-overgenomen": {besluit: traject.DeelsOvergenomen}, "gedeeltelijk": {besluit: traject.DeelsOvergenomen},
	"gedeeltelijk-overgenomen": {besluit: traject.DeelsOvergenomen}, "deels-akkoord": {besluit: traject.DeelsOvergenomen},
	"gedeeltelijk-gegrond": {besluit: traject.DeelsOvergenomen}, "deels-gegrond": {besluit: traject.DeelsOvergenomen},

	"niet-overgenomen": {besluit: traject.NietOvergenomen}, "afgewezen": {besluit: traject.NietOvergenomen}, "niet-akkoord": {besluit: traject.NietOvergenomen},
	"geweigerd": {besluit: traject.NietOvergenomen}, "ongegrond": {besluit: traject.NietOvergenomen}, "niet-gehonoreerd": {besluit: traject.NietOvergenomen},
	"wordt-niet-overgenomen": {besluit: traject.NietOvergenomen}, "verworpen": {besluit: traject.NietOvergenomen},

	"bestaat-al": {besluit: traject.BestaatAl}, "is-er-al": {besluit: traject.BestaatAl}, "staat-er-al-in": {besluit: traject.BestaatAl},
	"beantwoord": {besluit: traject.Beantwoord}, "vraag-beantwoord": {besluit: traject.Beantwoord}, "uitgelegd": {besluit: traject.Beantwoord},
	"doorgegeven": {besluit: traject.Doorgegeven}, "doorverwezen": {besluit: traject.Doorgegeven}, "doorgestuurd": {besluit: traject.Doorgegeven},

	"in-behandeling": {besluit: traject.InBehandeling}, "loopt": {besluit: traject.InBehandeling}, "open": {besluit: traject.InBehandeling},
	"wordt-onderzocht": {besluit: traject.InBehandeling}, "in-onderzoek": {besluit: traject.InBehandeling}, "nog-te-beantwoorden": {besluit: traject.InBehandeling},

	"nieuw": {none: true}, "nog-niet-beantwoord": {none: true}, "niet-beantwoord": {none: true}, "geen-antwoord": {none: true},
	"ingetrokken": {dropped: true},
}

// stateOf returns what a state means; own are the words that were given.
func stateOf(s string, own map[string]traject.Besluit) (outcome, bool) {
	key := slug.Slug(s)
	if b, ok := own[key]; ok {
		return outcome{besluit: b}, true
	}
	o, ok := states[key]
	return o, ok
}

// ParseBesluit reads what a word of the table means, as it is typed:
// Akkoord=overgenomen.
func ParseBesluit(pair string, into map[string]traject.Besluit) error {
	i := strings.LastIndex(pair, "=")
	if i < 0 || slug.Slug(pair[:i]) == "" {
		return optionf("bij --besluit hoort een woord uit de tabel, een = en een besluit, zoals \"Akkoord=overgenomen\", niet %q",
			"--besluit takes a word of the table, a = and a besluit, such as \"Akkoord=overgenomen\", not %q", pair)
	}
	want := slug.Slug(pair[i+1:])
	var names []string
	for _, b := range traject.Besluiten() {
		if string(b) == want {
			into[slug.Slug(pair[:i])] = b
			return nil
		}
		names = append(names, string(b))
	}
	if o, ok := states[want]; ok && o.besluit != "" {
		into[slug.Slug(pair[:i])] = o.besluit
		return nil
	}
	return optionf("bij --besluit kan rechts van = geen %q staan, wel: %s", "--besluit takes no %q on the right of =, but: %s", pair[i+1:], strings.Join(names, ", "))
}
