package check

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

var ruleNoAddress = &diag.Rule{
	Code: "geen-adres", Severity: diag.Error, Fixed: true,
	Title: lang.T("Een id of naam die geen adres kan zijn", "An id or name that cannot be an address"),
	Why: lang.T("Van deze waarde wordt een adres gemaakt. Met kleine letters, cijfers en koppeltekens werkt dat overal: in een brief, aan de telefoon en op elke computer.",
		"An address is made of this value. With small letters, digits and hyphens it works everywhere: in a letter, on the telephone and on every computer."),
	Wrong: "signalen:\n  - id: Hek & poort\n    signaal: Er moet een hek komen.",
	Right: "signalen:\n  - id: hek-poort\n    signaal: Er moet een hek komen.",
}

var (
	noAddress     = rule[*document]{Rule: ruleNoAddress, check: checkNoAddress}
	pageNoAddress = rule[*traject.Page]{Rule: ruleNoAddress, check: func(p *traject.Page, report report) {
		checkSlugs(p.File, p.Node, "aliassen", p.Aliassen, report)
	}}
)

func checkNoAddress(d *document, report report) {
	kenmerk := func(n content.Node, key, name string) {
		if name != "" && slug.Slug(name) == "" {
			report(itemAt(d.File, n.At(key), name), lang.F("van %q bij %s is geen adres te maken", "no address can be made of %q at %s", name, key),
				lang.T("Gebruik ten minste een letter of een cijfer.", "Use at least one letter or digit."))
		}
	}
	topics := func(n content.Node, names []string) {
		for _, name := range names {
			kenmerk(n, "onderwerpen", name)
		}
	}
	topics(d.Node, d.Onderwerpen)
	kenmerk(d.Node, "kenmerk", d.Kenmerk)
	checkSlugs(d.File, d.Node, "aliassen", d.Aliassen, report)
	for _, s := range d.Signalen {
		checkSlugs(d.File, s.Node, "id", []string{s.ID}, report)
		checkSlugs(d.File, s.Node, "aliassen", s.Aliassen, report)
		topics(s.Node, s.Onderwerpen)
		for _, name := range s.Kenmerken {
			kenmerk(s.Node, "kenmerken", name)
		}
	}
	for _, b := range d.Bijeenkomsten {
		checkSlugs(d.File, b.Node, "id", []string{b.ID}, report)
	}
	for _, a := range d.Adviezen {
		kenmerk(a.Node, "kenmerk", a.Kenmerk)
	}
}

// checkSlugs reports the values of a key that are no slugs.
func checkSlugs(f *content.File, n content.Node, key string, values []string, report report) {
	for _, v := range values {
		if v == "" || slug.Valid(v) {
			continue
		}
		hint := lang.T("Gebruik kleine letters, cijfers en koppeltekens.", "Use small letters, digits and hyphens.")
		if s := slug.Slug(v); s != "" {
			hint = lang.F("Maak er %s van.", "Make it %s.", s)
		}
		report(itemAt(f, n.At(key), v), lang.F("%q bij %s kan geen adres zijn", "%q at %s cannot be an address", v, key), hint)
	}
}
