package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// A new site has such a page, so who fills in the statement would see nothing of it.
var statementPage = siteRule{
	Rule: &diag.Rule{
		Code: "verklaring-pagina", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een toegankelijkheidsverklaring die niemand ziet", "An accessibility statement that nobody sees"),
		Why: lang.T("Een eigen pagina op /toegankelijkheid/ gaat voor. Wat in site.yaml bij toegankelijkheid staat, komt dan niet op de website.",
			"A page of your own at /toegankelijkheid/ goes first. What stands at toegankelijkheid in site.yaml is not on the site then."),
		Wrong: "# content/paginas/toegankelijkheid.md\ntitel: Toegankelijkheid",
		Right: "# content/paginas/over.md\ntitel: Over deze site",
	},
	check: func(w *whole, report siteReport) {
		page := w.in(w.byAddress, "/toegankelijkheid/")
		if page == nil || page.Hidden {
			return
		}
		for _, f := range w.facts {
			if f.Statement != nil {
				report(f, *f.Statement, lang.F("dit komt niet op de website: %s gaat voor", "this is not on the site: %s goes first", page.Path),
					lang.F("Haal %s weg. Wilt u die pagina houden? Haal dan toegankelijkheid uit site.yaml.", "Remove %s. To keep that page, remove toegankelijkheid from site.yaml.", page.Path))
			}
		}
	},
}
