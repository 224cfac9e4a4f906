package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var addressTaken = siteRule{
	Rule: &diag.Rule{
		Code: "adres-bezet", Severity: diag.Error, Source: "Weerklank: een adres blijft bestaan", Fixed: true,
		Title: lang.T("Een adres dat al van een ander bestand is", "An address that another file has already"),
		Why: lang.T("Op een adres kan maar een pagina staan. De andere zou verdwijnen, met alle links ernaartoe.",
			"Only one page can have an address. The other would vanish, with every link to it."),
		Wrong: "aliassen: [eerste-ronde]",
		Right: "aliassen: [nulde-ronde]",
	},
	check: func(w *whole, report siteReport) {
		type holder struct {
			facts *Facts
			line  int // 0: the file itself
		}
		taken := map[string]holder{}
		for _, f := range w.facts {
			if f.Address != "" {
				taken[f.Address] = holder{f, 0}
			}
			for _, t := range f.Topics {
				if a := "/onderwerpen/" + slug.Slug(t.Name) + "/"; taken[a].facts == nil {
					taken[a] = holder{f, t.Range.Start.Line}
				}
			}
		}
		// An address in use goes before an earlier one, whatever the order of files.
		for _, aliases := range []bool{false, true} {
			for _, f := range w.facts {
				for _, c := range f.Claims {
					if c.Alias != aliases {
						continue
					}
					h, ok := taken[c.Address]
					switch {
					case !ok:
						taken[c.Address] = holder{f, c.Range.Start.Line}
					case h.facts == f && !c.Alias:
						// Two of one file: see duplicateID and duplicateKenmerk.
					case h.facts == f && h.line == 0:
						report(f, c.Place, lang.F("%s is het adres van dit bestand zelf", "%s is the address of this file itself", c.Address),
							lang.T("Haal het weg: hier staan alleen vroegere adressen.", "Remove it: only earlier addresses stand here."))
					case h.line == 0:
						report(f, c.Place, lang.F("het adres %s is al van %s", "the address %s is taken by %s", c.Address, h.facts.Path), hintAddressTaken)
					default:
						report(f, c.Place, lang.F("het adres %s is al van %s, regel %d", "the address %s is taken by %s, line %d", c.Address, h.facts.Path, h.line), hintAddressTaken)
					}
				}
			}
		}
	},
}

var hintAddressTaken = lang.T("Geef een van de twee een andere naam. Het adres dat al bekend is, kan beter blijven.",
	"Give one of the two another name. The address that is known already had better stay.")
