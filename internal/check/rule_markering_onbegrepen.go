package check

import (
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/talen"
	"weerklank/internal/traject"
)

var badMark = rule[*text]{
	Rule: &diag.Rule{
		Code: "markering-onbegrepen", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.1.1 (A) en 3.1.2 (AA); ATAG 2.0, B.2.1",
		Title: lang.T("Een markering tussen { en } die niets doet", "A mark between { and } that does nothing"),
		Why: lang.T("Met {taal=de} zegt u in welke taal iets is, met {decoratief} dat een beeld niets vertelt. Staat het verkeerd, dan merkt wie luistert er niets van, en komt het soms op de pagina te staan.",
			"{taal=de} says which language something is in, {decoratief} that an image tells nothing. Where it is wrong, who listens gets nothing of it, and sometimes the page shows it."),
		Wrong: "Zij zei: [Guten Tag]{taal=duitz}.",
		Right: "Zij zei: [Guten Tag]{taal=duits}.",
	},
	check: func(t *text, report report) {
		for _, m := range t.doc.BadMarks() {
			at := t.place(m.Offset, m.End)
			switch m.Problem {
			case markdown.UnknownLanguage:
				hint := lang.T("Schrijf de naam van de taal (duits, turks, arabisch) of de code ervan (de, tr, ar).", "Write the Dutch name of the language (duits, turks, arabisch) or its code (de, tr, ar).")
				if near := traject.Nearest(strings.ToLower(m.Value), talen.Names()); near != "" {
					hint = lang.F("Bedoelt u %s?", "Did you mean %s?", near)
				}
				report(at, lang.F("deze taal is niet bekend: %s", "this language is not known: %s", short(m.Value)), hint)
			case markdown.DescribedImage:
				report(at, lang.T("dit beeld heeft een beschrijving, en zou toch niets vertellen", "this image has a description, and yet should tell nothing"),
					lang.T("Haal {decoratief} weg. Of haal de tekst tussen [ en ] weg, als het beeld echt niets toevoegt.", "Remove {decoratief}. Or remove the text between [ and ], if the image really adds nothing."))
			default:
				report(at, lang.F("deze markering hoort nergens bij, en komt op de pagina te staan: %s", "this mark belongs to nothing, and the page shows it: %s", short(m.Text)),
					lang.T("Zet [ en ] om de woorden, met de markering er direct achter: [Guten Tag]{taal=de}. Of zet haar op een eigen regel, direct onder de alinea. Achter een beeld: ![](naam van het bestand){decoratief}.",
						"Put [ and ] around the words, with the mark directly behind: [Guten Tag]{taal=de}. Or put it on a line of its own, directly below the paragraph. Behind an image: ![](name of the file){decoratief}."))
			}
		}
	},
}
