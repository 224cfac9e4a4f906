package check

import (
	"slices"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var unknownAdvies = rule[*document]{
	Rule: &diag.Rule{
		Code: "onbekend-advies", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een aanbeveling bij een advies dat er niet is", "A recommendation of an advies that is not there"),
		Why: lang.T("Een adviesraad wil bij zijn advies het antwoord op elke aanbeveling zien. Zonder advies staat het antwoord nergens bij.",
			"An advisory council wants to see the answer to each recommendation at its advice. Without the advies the answer belongs to nothing."),
		Wrong: "adviezen:\n  - kenmerk: ASR-2026-01\n    titel: Een speelplek voor alle kinderen\nsignalen:\n  - id: toilet\n    signaal: Zet een toilet bij de speelplek.\n    advies: ASR-2026-10",
		Right: "adviezen:\n  - kenmerk: ASR-2026-01\n    titel: Een speelplek voor alle kinderen\nsignalen:\n  - id: toilet\n    signaal: Zet een toilet bij de speelplek.\n    advies: ASR-2026-01",
	},
	check: func(d *document, report report) {
		var names []string
		bySlug := map[string]string{}
		for _, a := range d.Adviezen {
			names = append(names, a.Kenmerk)
			bySlug[slug.Slug(a.Kenmerk)] = a.Kenmerk
		}
		for _, s := range d.Signalen {
			if s.Advies == "" || slices.Contains(names, s.Advies) {
				continue
			}
			hint := d.nearestHint(s.Advies, names, lang.T("Zet het advies bij adviezen:, met dit kenmerk.", "Put the advies at adviezen:, with this kenmerk."))
			if same := bySlug[slug.Slug(s.Advies)]; same != "" {
				hint = lang.F("Schrijf het net zo als bij adviezen: %s.", "Spell it as at adviezen: %s.", short(same))
			}
			report(s.At("advies"), lang.F("er is geen advies met het kenmerk %q in dit traject", "there is no advies with the kenmerk %q in this traject", short(s.Advies)), hint)
		}
	},
}
