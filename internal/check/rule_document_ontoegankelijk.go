package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var inaccessibleDocument = rule[*document]{
	Rule: &diag.Rule{
		Code: "document-ontoegankelijk", Group: diag.Accessible, Severity: diag.Warning, Source: "Besluit digitale toegankelijkheid overheid; WCAG 2.2, 1.1.1 en 1.3.1 (A)",
		Title: lang.T("Een document dat niet iedereen kan lezen, zonder een ander erbij", "A document that not everyone can read, without another"),
		Why: lang.T("Wie een schermlezer gebruikt, kan met dit bestand niets. Iedereen heeft recht op dezelfde informatie, ook op een andere manier.",
			"Who uses a screen reader can do nothing with this file. Everyone has a right to the same information, also in another way."),
		Wrong: "documenten:\n  - titel: Verkeersonderzoek\n    link: /media/verslag.pdf\n    toegankelijk: nee",
		Right: "documenten:\n  - titel: Verkeersonderzoek\n    link: /media/verslag.pdf\n    toegankelijk: nee\n    alternatief: /trajecten/eerste-ronde/",
	},
	check: func(d *document, report report) {
		look := func(documents []*traject.Document) {
			for _, doc := range documents {
				if doc.Toegankelijk == "nee" && doc.Alternatief == "" {
					report(doc.At("toegankelijk"), lang.F("niet iedereen kan %q lezen, en er staat niet waar hetzelfde wel te lezen is", "not everyone can read %q, and it does not say where the same can be read", short(doc.Titel)),
						lang.T("Voeg toe: alternatief: met de link naar een pagina met dezelfde inhoud. Of schrijf in uw tekst wat erin staat, en link daarnaartoe.",
							"Add: alternatief: with the link to a page with the same content. Or write in your text what it says, and link to that."))
				}
			}
		}
		look(d.Documenten)
		for _, s := range d.Signalen {
			look(s.Documenten)
		}
	},
}
