package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var exampleName = rule[*document]{
	Rule: &diag.Rule{
		Code: "voorbeeld-naam", Severity: diag.Warning, Source: "Weerklank: een verzonnen voorbeeld is als zodanig te herkennen",
		Title: lang.T("Een verzonnen voorbeeld dat niet zo heet", "An invented example that is not named so"),
		Why: lang.T("Een link wordt doorgestuurd zonder de pagina erbij. Aan het adres moet te zien zijn dat het verzonnen is.",
			"A link is passed on without the page. Its address must show that it is invented."),
		Wrong: "# content/trajecten/nieuwe-speelplek.md\nvoorbeeld: true",
		Right: "# content/trajecten/voorbeeld-nieuwe-speelplek.md\nvoorbeeld: true",
	},
	check: func(d *document, report report) {
		if d.Voorbeeld && !strings.HasPrefix(d.Slug, "voorbeeld") {
			report(d.At("voorbeeld"), lang.F("dit is een voorbeeld, maar de naam %s begint niet met voorbeeld", "this is an example, but the name %s does not begin with voorbeeld", d.Slug),
				lang.F("Noem het bestand voorbeeld-%s.md.", "Name the file voorbeeld-%s.md.", d.Slug))
		}
	},
}
