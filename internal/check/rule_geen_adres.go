package check

import (
	"strings"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

var ruleNoAddress = &diag.Rule{
	Code: "geen-adres", Severity: diag.Error, Mends: true, Fixed: true,
	Title: lang.T("Een id of naam die geen adres kan zijn", "An id or name that cannot be an address"),
	Why: lang.T("Van deze waarde wordt een adres gemaakt. Met kleine letters, cijfers en koppeltekens werkt dat overal: in een brief, aan de telefoon en op elke computer.",
		"An address is made of this value. With small letters, digits and hyphens it works everywhere: in a letter, on the telephone and on every computer."),
	Wrong: "signalen:\n  - id: Hek & poort\n    signaal: Er moet een hek komen.",
	Right: "signalen:\n  - id: hek-poort\n    signaal: Er moet een hek komen.",
}

var (
	noAddress     = rule[*document]{Rule: ruleNoAddress, check: checkNoAddress}
	pageNoAddress = rule[*traject.Page]{Rule: ruleNoAddress, check: func(p *traject.Page, report report) {
		checkSlugs(p.Node, "aliassen", p.Aliassen, report, slugMender(p.File))
	}}
)

func checkNoAddress(d *document, report report) {
	kenmerk := func(n content.Node, key, name string) {
		switch s := slug.Slug(name); {
		case name == "":
		case s == "":
			report(n.ItemAt(key, name), lang.F("van %q bij %s is geen adres te maken", "no address can be made of %q at %s", short(name), key),
				lang.T("Gebruik ten minste een letter of een cijfer.", "Use at least one letter or digit."))
		case len(s) > slug.MaxLen:
			reportTooLong(report, n.ItemAt(key, name), name, key, len(s))
		}
	}
	topics := func(n content.Node, names []string) {
		for _, name := range names {
			kenmerk(n, "onderwerpen", name)
		}
	}
	mend := slugMender(d.File)
	topics(d.Node, d.Onderwerpen)
	kenmerk(d.Node, "kenmerk", d.Kenmerk)
	checkSlugs(d.Node, "aliassen", d.Aliassen, report, mend)
	for _, s := range d.Signalen {
		checkSlugs(s.Node, "id", []string{s.ID}, report, mend)
		checkSlugs(s.Node, "aliassen", s.Aliassen, report, mend)
		topics(s.Node, s.Onderwerpen)
		for _, name := range s.Kenmerken {
			kenmerk(s.Node, "kenmerken", name)
		}
	}
	for _, b := range d.Bijeenkomsten {
		checkSlugs(b.Node, "id", []string{b.ID}, report, mend)
		// The address of a bijeenkomst has the names of both.
		if n := len(d.Slug) + len("-") + len(b.ID); n > slug.MaxLen && len(b.ID) <= slug.MaxLen {
			report(b.At("id"), lang.F("het adres %s is te lang: %d tekens, en het kunnen er %d zijn", "the address %s is too long: %d characters, and it can have %d", short(d.Slug+"-"+b.ID), n, slug.MaxLen),
				lang.F("Kies een id van hoogstens %d tekens.", "Choose an id of at most %d characters.", max(1, slug.MaxLen-len(d.Slug)-1)))
		}
	}
	for _, a := range d.Adviezen {
		kenmerk(a.Node, "kenmerk", a.Kenmerk)
	}
}

// checkSlugs reports the values of a key that are no slugs.
func checkSlugs(n content.Node, key string, values []string, report report, mend mendSlug) {
	for _, v := range values {
		if len(v) > slug.MaxLen && slug.Valid(v) {
			reportTooLong(report, n.ItemAt(key, v), v, key, len(v))
			continue
		}
		if v == "" || slug.Valid(v) {
			continue
		}
		hint := lang.T("Gebruik kleine letters, cijfers en koppeltekens.", "Use small letters, digits and hyphens.")
		var edits []diag.Edit
		at := n.ItemAt(key, v)
		if s := propose(v); s != "" {
			hint = lang.F("Maak er %s van.", "Make it %s.", s)
			edits = mend(at, v, s)
		}
		report(at, lang.F("%q bij %s kan geen adres zijn", "%q at %s cannot be an address", short(v), key), hint, edits...)
	}
}

// A mendSlug returns the edit that makes the slug s of the value v at a place.
type mendSlug func(at diag.Range, v, s string) []diag.Edit

// slugMender returns the mendSlug of a file. It gives no edit when something else in
// the file is called so, or calls it v; when another word would be as good; and
// when s would not do either.
func slugMender(f *content.File) mendSlug {
	written := sync.OnceValue(func() map[string]int {
		times := map[string]int{}
		f.Scalars(func(s content.Scalar) {
			switch s.Key {
			case "id", "aliassen", "gebaseerd-op", "opgehaald-bij":
				times[s.Value]++
			}
		})
		return times
	})
	return func(at diag.Range, v, s string) []diag.Edit {
		if s != slug.Slug(v) || s == "null" || traject.ReservedID(s) || written()[v] != 1 || written()[s] != 0 {
			return nil
		}
		return f.Replace(at, v, s)
	}
}

func reportTooLong(report report, at diag.Range, name, key string, n int) {
	report(at, lang.F("%q bij %s is te lang voor een adres: %d tekens, en het kunnen er %d zijn", "%q at %s is too long for an address: %d characters, and it can have %d", short(name), key, n, slug.MaxLen),
		lang.F("Maak het korter, zoals %s.", "Make it shorter, such as %s.", propose(name)))
}

// propose returns the slug of a name, of a length that one can read out.
func propose(name string) string {
	if len(name) > 1000 { // this much is enough to make it of
		name = strings.ToValidUTF8(name[:1000], "")
	}
	return slug.Cut(slug.Slug(name), 60)
}
