package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var missingImage = siteRule{
	Rule: &diag.Rule{
		Code: "beeld-ontbreekt", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: elke link werkt", Fixed: true,
		Title: lang.T("Een beeld dat er niet is", "An image that is not there"),
		Why: lang.T("Op de plek van het beeld ziet de lezer een kapot vakje.",
			"In the place of the image the reader sees a broken box."),
		Wrong: "![De nieuwe speelplek van boven.](/media/tekenign.jpg)",
		Right: "![De nieuwe speelplek van boven.](/media/tekening.jpg)",
	},
	check: func(w *whole, report siteReport) {
		for _, u := range w.uses {
			switch {
			case u.state == noImage:
				report(u.facts, u.Place, lang.F("%s is een pagina en geen beeld", "%s is a page and no image", u.Written),
					lang.T("Haal het ! voor de [ weg, dan wordt het een link.", "Remove the ! before the [, then it becomes a link."))
			case u.state != nothing || !u.Image:
			case u.Dest == "":
				report(u.facts, u.Place, lang.T("bij dit beeld staat geen bestand", "this image names no file"),
					lang.T("Schrijf tussen ( en ) de naam van het bestand.", "Write between ( and ) the name of the file."))
			default:
				report(u.facts, u.Place, lang.F("het beeld %s is er niet", "there is no image %s", u.Written), w.deadHint(u))
			}
		}
	},
}
