package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var imageElsewhere = rule[*text]{
	Rule: &diag.Rule{
		Code: "beeld-van-elders", Group: diag.Accessible, Severity: diag.Error, Source: "Weerklank: de website haalt niets bij anderen op", Fixed: true,
		Title: lang.T("Een beeld dat op een andere website staat", "An image that stands on another site"),
		Why: lang.T("De pagina haalt niets op bij anderen: die zouden zien wie haar leest. Zo'n beeld wordt daarom niet getoond, en het kan daar elk moment verdwijnen.",
			"The page fetches nothing from others: they would see who reads it. So such an image is not shown, and there it may vanish at any time."),
		Wrong: "![Een schets van de speelplek.](https://www.voorbeeld.example/schets.jpg)",
		Right: "![Een schets van de speelplek.](/media/schets.jpg)",
	},
	check: func(t *text, report report) {
		for _, i := range t.doc.Images() {
			if markdown.SafeDest(i.Dest) && !internal(i.Dest) {
				report(t.destPlace(i.Offset, i.End, i.Dest), lang.F("het beeld %s staat op een andere website en wordt niet getoond", "the image %s stands on another site and is not shown", short(i.Dest)),
					lang.T("Mag u het gebruiken? Zet het in content/media/. Anders: maak er een link van.", "May you use it? Put it in content/media/. Otherwise make it a link."))
			}
		}
	},
}
