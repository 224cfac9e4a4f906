package content

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// The rules of this package: what must be so before a file can be read at all.
var (
	RuleFile = &diag.Rule{
		Code: "bestand", Severity: diag.Error, Fixed: true,
		Title: lang.T("Dit bestand kan niet worden gebruikt", "This file cannot be used"),
		Why: lang.T("Een koppeling naar buiten de map, een map met de naam van een bestand of een veel te groot bestand kan geen pagina worden.",
			"A link out of the folder, a folder named like a file or a file that is far too large cannot become a page."),
		Wrong: "content/trajecten/vakantiefoto.md (100 MB)",
		Right: "content/media/vakantiefoto.jpg",
	}
	RuleFileName = &diag.Rule{
		Code: "bestandsnaam", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een bestandsnaam die geen adres kan zijn", "A file name that cannot be an address"),
		Why: lang.T("De bestandsnaam wordt het adres van de pagina. Met kleine letters, cijfers en koppeltekens werkt dat adres overal: in een brief, aan de telefoon en op elke computer.",
			"The file name becomes the address of the page. With small letters, digits and hyphens that address works everywhere: in a letter, on the telephone and on every computer."),
		Wrong: "content/trajecten/Nieuwe Speelplek.md",
		Right: "content/trajecten/nieuwe-speelplek.md",
	}
	RuleUnexpectedFile = &diag.Rule{
		Code: "onverwacht-bestand", Severity: diag.Warning,
		Title: lang.T("Een bestand op een plek waar het niet wordt gelezen", "A file in a place where it is not read"),
		Why: lang.T("Wat op de verkeerde plek staat, komt niet op de website, en dat valt pas op als iemand het mist.",
			"What stands in the wrong place does not get onto the site, and that is noticed only when somebody misses it."),
		Wrong: "content/wmo.md",
		Right: "content/trajecten/wmo.md",
	}
	RuleMediaType = &diag.Rule{
		Code: "bestand-soort", Severity: diag.Error, Source: "Weerklank: niets in een tekst kan iets uitvoeren", Fixed: true,
		Title: lang.T("Een soort bestand dat niet wordt gepubliceerd", "A type of file that is not published"),
		Why: lang.T("Een bestand dat iets kan uitvoeren (HTML, JavaScript, een SVG met een script) is gevaarlijk voor bezoekers van de website. Beelden, documenten, geluid, film en lettertypen kunnen wel.",
			"A file that can run something (HTML, JavaScript, an SVG with a script) is dangerous to visitors of the site. Images, documents, sound, film and fonts are fine."),
		Wrong: "content/media/kaart.html",
		Right: "content/media/kaart.pdf",
	}
	RuleEncoding = &diag.Rule{
		Code: "tekencodering", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een bestand dat op een andere manier is bewaard", "A file that was saved in another way"),
		Why: lang.T("Een tekst die anders is bewaard, krijgt op de website vreemde tekens waar é of ë hoort te staan.",
			"A text saved otherwise gets strange characters on the site where é or ë should be."),
		Wrong: "Een bestand dat Kladblok bewaarde als ANSI of Unicode (UTF-16).",
		Right: "Hetzelfde bestand, bewaard als UTF-8.",
	}
	RuleFrontMatter = &diag.Rule{
		Code: "kopje", Severity: diag.Error, Fixed: true,
		Title: lang.T("De gegevens bovenaan, tussen de regels ---, ontbreken of kloppen niet", "The front matter between the lines --- is missing or wrong"),
		Why: lang.T("De gegevens bovenaan zeggen wat er op de pagina komt. Zonder begin en eind is niet te zien wat gegevens zijn en wat tekst, en zou alles als tekst op de website komen.",
			"The front matter says what the page shows. Without a beginning and an end it is unclear what is data and what is text, and all of it would be published as text."),
		Wrong: "titel: Nieuwe speelplek\nphase: 1",
		Right: "---\ntitel: Nieuwe speelplek\nphase: 1\n---",
	}
	RuleYAML = &diag.Rule{
		Code: "yaml", Severity: diag.Error, Fixed: true,
		Title: lang.T("De gegevens bovenaan worden niet begrepen", "The front matter is not understood"),
		Why: lang.T("Een dubbele punt, een aanhalingsteken of het inspringen van een regel bepaalt wat bij wat hoort. Bij twijfel gokt het programma niet.",
			"A colon, a quotation mark or the indentation of a line decides what belongs to what. In doubt the program does not guess."),
		Wrong: "titel: Wonen: wat nu?",
		Right: `titel: "Wonen: wat nu?"`,
	}
	RuleInvisible = &diag.Rule{
		Code: "onzichtbaar-teken", Group: diag.Accessible, Severity: diag.Error, Source: "WCAG 2.2, 1.3.2 (A)", Fixed: true,
		Title: lang.T("Een teken dat niet te zien is en wel iets doet", "A character that cannot be seen and yet does something"),
		Why: lang.T("Zo'n teken keert de volgorde van letters om of hakt een woord in stukken: er staat dan iets anders dan u leest. Het komt mee als u tekst plakt.",
			"Such a character turns the order of letters around or cuts up a word: the text is then not what you read. It comes along when you paste text."),
		Wrong: "titel: Nieuwe\u200b speelplek",
		Right: "titel: Nieuwe speelplek",
	}
)

// Rules returns the rules of this package.
func Rules() []*diag.Rule {
	return []*diag.Rule{RuleFile, RuleFileName, RuleUnexpectedFile, RuleMediaType, RuleEncoding, RuleFrontMatter, RuleYAML, RuleInvisible}
}
