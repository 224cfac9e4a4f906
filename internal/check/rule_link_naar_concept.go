package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var linkToConcept = siteRule{
	Rule: &diag.Rule{
		Code: "link-naar-concept", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: elke link werkt", Fixed: true,
		Title: lang.T("Een link naar iets wat nog niet is gepubliceerd", "A link to what is not published yet"),
		Why: lang.T("Een concept heeft geen adres: de link gaat naar een foutpagina, en verraadt dat er iets aankomt.",
			"A concept has no address: the link leads to an error page, and tells that something is coming."),
		Wrong: "Zie [het nieuwe plan](/trajecten/nieuw-plan/).",
		Right: "Binnenkort leest u hier meer over het nieuwe plan.",
	},
	check: func(w *whole, report siteReport) {
		hint := lang.T("Haal de link weg, of publiceer het andere bestand eerst: haal daar concept: true weg, of zet publiceren-vanaf op een eerdere dag.",
			"Remove the link, or publish the other file first: remove concept: true there, or set publiceren-vanaf to an earlier day.")
		found := func(f *Facts, at Place, other *Facts) {
			report(f, at, lang.F("%s is nog niet gepubliceerd", "%s is not published yet", other.Path), hint)
		}
		for _, u := range w.uses {
			if u.state == unreleased {
				found(u.facts, u.Place, w.ownerOf(u.adres))
			}
		}
		for _, f := range w.facts {
			if f.Hidden {
				continue
			}
			refs := f.GebaseerdOp
			if f.VervolgOp != nil {
				refs = append(refs[:len(refs):len(refs)], *f.VervolgOp)
			}
			for _, ref := range refs {
				if other := w.named(ref.Name); other != nil && other.Hidden {
					found(f, ref.Place, other)
				}
			}
		}
	},
}
