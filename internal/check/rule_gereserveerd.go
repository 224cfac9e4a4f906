package check

import (
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

var ruleReserved = &diag.Rule{
	Code: "gereserveerd", Severity: diag.Error, Fixed: true,
	Title: lang.T("Een naam die de website zelf gebruikt", "A name that the site itself uses"),
	Why: lang.T("Op dit adres staat al iets anders, zoals oudere versies of een deel van een lange lijst. Twee dingen kunnen niet hetzelfde adres hebben.",
		"Something else stands at this address, such as earlier versions or a part of a long list. Two things cannot have the same address."),
	Wrong: "signalen:\n  - id: versies\n    signaal: Er zijn twee versies van het plan.",
	Right: "signalen:\n  - id: twee-versies\n    signaal: Er zijn twee versies van het plan.",
}

var (
	reservedName     = rule[*document]{Rule: ruleReserved, check: checkReserved}
	pageReservedName = rule[*traject.Page]{Rule: ruleReserved, check: checkReservedPage}
)

// sections are the names at the top of the site that a page cannot have. The
// names of generated pages that an editor may replace (toegankelijkheid) are not
// among them.
var sections = []string{
	"trajecten", "onderwerpen", "bijeenkomsten", "besluiten", "adviezen", "k", "zoeken", "cijfers", "nota", "data",
	"media", "poster", "brief", "404",
}

// reservedPage reports whether name cannot be the name of a page. Names of two
// letters are kept for translations: /en/.
func reservedPage(name string) bool {
	return traject.ReservedID(name) || slices.Contains(sections, name) || len(name) == 2
}

func checkReserved(d *document, report report) {
	if slug.Reserved(d.Slug) {
		reportReserved(report, diag.Range{}, "", d.Slug)
	}
	items := func(n content.Node, key string, names []string, is func(string) bool) {
		for _, name := range names {
			s := name
			if key == "onderwerpen" {
				s = slug.Slug(name)
			}
			if is(s) {
				reportReserved(report, n.ItemAt(key, name), key, s)
			}
		}
	}
	items(d.Node, "aliassen", d.Aliassen, slug.Reserved)
	items(d.Node, "onderwerpen", d.Onderwerpen, slug.Reserved)
	for _, s := range d.Signalen {
		if traject.ReservedID(s.ID) {
			reportReserved(report, s.At("id"), "id", s.ID)
		}
		items(s.Node, "aliassen", s.Aliassen, traject.ReservedID)
		items(s.Node, "onderwerpen", s.Onderwerpen, slug.Reserved)
	}
	for _, a := range d.Adviezen {
		if s := slug.Slug(a.Kenmerk); slug.Reserved(s) {
			reportReserved(report, a.At("kenmerk"), "kenmerk", s)
		}
	}
}

func checkReservedPage(p *traject.Page, report report) {
	is := reservedPage
	if isTopic(p) {
		is = slug.Reserved
	}
	if is(p.Slug) {
		reportReserved(report, diag.Range{}, "", p.Slug)
	}
	for _, alias := range p.Aliassen {
		if is(alias) {
			reportReserved(report, p.ItemAt("aliassen", alias), "aliassen", alias)
		}
	}
}

// reportReserved reports name, which is that of the file when key is "".
func reportReserved(report report, at diag.Range, key, name string) {
	name = short(name)
	message := lang.F("het adres %q gebruikt de website zelf", "the address %q is used by the site itself", name)
	hint := lang.T("Kies een andere naam.", "Choose another name.")
	switch {
	case slug.Device(name):
		message = lang.F("een adres kan niet %q zijn: op Windows is dat de naam van een apparaat", "an address cannot be %q: on Windows that is the name of a device", name)
	case len(name) == 2:
		message = lang.F("het adres %q is voor vertalingen: namen van twee letters zijn talen", "the address %q is for translations: names of two letters are languages", name)
	case strings.HasPrefix(name, "wk-"):
		message = lang.F("%q begint met wk-, en dat gebruikt de website zelf", "%q begins with wk-, which the site itself uses", name)
		if rest := strings.TrimPrefix(name, "wk-"); rest != "" {
			hint = lang.F("Maak er %s van.", "Make it %s.", rest)
		}
	case key == "":
		hint = lang.F("Geef het bestand een andere naam, zoals %s-2.md.", "Give the file another name, such as %s-2.md.", name)
	}
	report(at, message, hint)
}
