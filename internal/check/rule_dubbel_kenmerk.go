package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var duplicateKenmerk = rule[*document]{
	Rule: &diag.Rule{
		Code: "dubbel-kenmerk", Severity: diag.Error, Source: "Weerklank: een adres blijft bestaan", Fixed: true,
		Title: lang.T("Twee adviezen met hetzelfde kenmerk", "Two adviezen with the same kenmerk"),
		Why: lang.T("Het kenmerk is het adres van een advies, en zegt bij welk advies een aanbeveling hoort. ASR/2026/01 en ASR-2026-01 geven hetzelfde adres.",
			"The kenmerk is the address of an advies, and says to which advies a recommendation belongs. ASR/2026/01 and ASR-2026-01 give the same address."),
		Wrong: "adviezen:\n  - kenmerk: ASR/2026/01\n    titel: Een speelplek voor alle kinderen\n  - kenmerk: ASR-2026-01\n    titel: Een toilet bij de speelplek",
		Right: "adviezen:\n  - kenmerk: ASR/2026/01\n    titel: Een speelplek voor alle kinderen\n  - kenmerk: ASR/2026/02\n    titel: Een toilet bij de speelplek",
	},
	check: func(d *document, report report) {
		lines := map[string]int{}
		for _, a := range d.Adviezen {
			s := slug.Slug(a.Kenmerk)
			if s == "" {
				continue
			}
			at := a.At("kenmerk")
			if line, ok := lines[s]; ok {
				report(at, lang.F("het kenmerk %q geeft hetzelfde adres als dat van het advies op regel %d", "the kenmerk %q gives the same address as that of the advies on line %d", short(a.Kenmerk), line),
					lang.T("Geef elk advies een eigen kenmerk.", "Give each advies a kenmerk of its own."))
				continue
			}
			lines[s] = at.Start.Line
		}
	},
}
