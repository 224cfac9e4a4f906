package traject

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// The rules of this package: each about one key or one value.
var (
	RuleUnknownKey = &diag.Rule{
		Code: "onbekende-sleutel", Severity: diag.Error, Mends: true, Fixed: true,
		Title: lang.T("Een sleutel die niet bestaat", "A key that does not exist"),
		Why: lang.T("Een tikfout in een sleutel zou anders betekenen dat de waarde nergens op de website staat, zonder dat iemand het merkt.",
			"A typing mistake in a key would otherwise mean that the value is nowhere on the site, and nobody notices."),
		Wrong: "beslotendoor: college van B en W",
		Right: "besloten-door: college van B en W",
	}
	RuleDuplicateKey = &diag.Rule{
		Code: "dubbele-sleutel", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een sleutel die er twee keer staat", "A key that is there twice"),
		Why:   lang.T("Het is niet te weten welke van de twee u bedoelt.", "There is no telling which of the two you mean."),
		Wrong: "phase: 2\nphase: 3",
		Right: "phase: 3",
	}
	RuleMissingKey = &diag.Rule{
		Code: "ontbrekende-sleutel", Severity: diag.Error, Mends: true, Fixed: true,
		Title: lang.T("Een verplichte sleutel ontbreekt of is leeg", "A required key is missing or empty"),
		Why: lang.T("Zonder deze waarde kan de pagina niet worden gemaakt, of begrijpt een lezer haar niet.",
			"Without this value the page cannot be made, or a reader does not understand it."),
		Wrong: "titel: Nieuwe speelplek\nphase: 1\nonderwerpen: [spelen]",
		Right: "titel: Nieuwe speelplek\nsamenvatting: Kinderen en ouders dachten mee over een nieuwe speelplek.\nphase: 1\nonderwerpen: [spelen]",
	}
	RuleDuplicateValue = &diag.Rule{
		Code: "dubbele-waarde", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een waarde die twee keer in een lijst staat", "A value that is in a list twice"),
		Why:   lang.T("Dezelfde waarde zou twee keer op de pagina komen.", "The same value would be on the page twice."),
		Wrong: "onderwerpen: [wonen, zorg, wonen]",
		Right: "onderwerpen: [wonen, zorg]",
	}
	RuleTooMany = &diag.Rule{
		Code: "te-veel", Severity: diag.Error, Fixed: true,
		Title: lang.T("Meer eerdere namen dan er kunnen zijn", "More earlier names than there can be"),
		Why: lang.T("Elke eerdere naam maakt een pagina voor elk antwoord. Met veel namen worden dat er te veel om te publiceren.",
			"Each earlier name makes a page for each answer. With many names these become too many to publish."),
		Wrong: "aliassen: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u]",
		Right: "aliassen: [eerste-ronde, tweede-ronde]",
	}
	RuleWrongType = &diag.Rule{
		Code: "verkeerde-vorm", Severity: diag.Error, Mends: true, Fixed: true,
		Title: lang.T("Een lijst waar een waarde hoort, of andersom", "A list in the place of a value, or the reverse"),
		Why: lang.T("Elke sleutel heeft een vorm: een enkele waarde, een lijst met streepjes, of een groep sleutels.",
			"Each key has a form: a single value, a list with dashes, or a group of keys."),
		Wrong: "onderwerpen: wonen, zorg",
		Right: "onderwerpen:\n  - wonen\n  - zorg",
	}
	RuleNotUnderstood = &diag.Rule{
		Code: "onbekende-waarde", Severity: diag.Error, Mends: true, Fixed: true,
		Title: lang.T("Een waarde die niet wordt begrepen", "A value that is not understood"),
		Why: lang.T("Bij deze sleutel kan alleen een waarde uit een vaste lijst, of een getal. Wat niet wordt begrepen, kan niet worden getoond.",
			"Only a value of a fixed list, or a number, is possible at this key. What is not understood cannot be shown."),
		Wrong: "besluit: overgenomn",
		Right: "besluit: overgenomen",
	}
	RuleNotADate = &diag.Rule{
		Code: "geen-datum", Severity: diag.Error, Mends: true, Fixed: true,
		Title: lang.T("Een datum die niet bestaat of niet wordt begrepen", "A date that does not exist or is not understood"),
		Why: lang.T("Data bepalen de tijdlijn en of iets te laat is. 3/4/2026 kan maart of april zijn; jaar-maand-dag is duidelijk.",
			"Dates decide the timeline and whether something is late. 3/4/2026 may be March or April; year-month-day is clear."),
		Wrong: "besloten-op: 30 februari 2026",
		Right: "besloten-op: 2026-02-28",
	}
	RuleNotASoort = &diag.Rule{
		Code: "verkeerde-soort", Severity: diag.Error, Source: "Algemene wet bestuursrecht, hoofdstuk 6, 7 en 9; AVG, artikel 5", Fixed: true,
		Title: lang.T("Een bezwaar, klacht, melding of aanvraag", "An objection, complaint, report or application"),
		Why: lang.T("Die gaan over een persoon en hebben een eigen procedure, met eigen rechten. Op een openbare website horen ze niet.",
			"These concern one person and have a procedure of their own, with rights of its own. They do not belong on a public site."),
		Wrong: "soort: klacht",
		Right: "soort: zorg",
	}
	RuleLinkScheme = &diag.Rule{
		Code: "link-soort", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: niets in een tekst kan iets uitvoeren", Fixed: true,
		Title: lang.T("Een link die niet kan of niet veilig is", "A link that cannot be or is not safe"),
		Why: lang.T("Een link die iets uitvoert in plaats van iets te openen, is gevaarlijk voor bezoekers.",
			"A link that runs something instead of opening something is dangerous to visitors."),
		Wrong: "link: javascript:alert(1)",
		Right: "link: https://www.voorbeeld.example/verslag",
	}
	RuleRawHTML = &diag.Rule{
		Code: "html", Severity: diag.Error, Source: "Weerklank: niets in een tekst kan iets uitvoeren", Fixed: true,
		Title: lang.T("HTML-code in een tekst", "HTML code in a text"),
		Why: lang.T("HTML kan de pagina ontoegankelijk of onveilig maken. Voor opmaak is er Markdown.",
			"HTML can make the page inaccessible or unsafe. Markdown is there for markup."),
		Wrong: "Dit is <b>belangrijk</b>.",
		Right: "Dit is **belangrijk**.",
	}
	RuleLostText = &diag.Rule{
		Code: "tekst-na-hekje", Severity: diag.Warning,
		Title: lang.T("Tekst achter een # die wegvalt", "Text behind a # that is lost"),
		Why: lang.T("Na een spatie begint met # een opmerking: alles erachter komt niet op de website. Dat is niet te zien aan het bestand.",
			"After a space, # begins a comment: everything behind it does not get onto the site. The file does not show that."),
		Wrong: "titel: Plek #2 in het park",
		Right: `titel: "Plek #2 in het park"`,
	}
	RuleApostrophe = &diag.Rule{
		Code: "apostrof", Severity: diag.Warning,
		Title: lang.T("Een apostrof aan het begin die wegvalt", "An apostrophe at the beginning that is lost"),
		Why: lang.T("Begint een tekst met ', dan telt dat als aanhalingsteken en komt het niet op de website. 's Avonds wordt dan: s Avonds.",
			"A ' at the beginning of a text counts as a quotation mark and does not get onto the site. 's Avonds becomes: s Avonds."),
		Wrong: "titel: 's Avonds in het park'",
		Right: `titel: "'s Avonds in het park"`,
	}
	RuleMarkup = &diag.Rule{
		Code: "opmaak", Severity: diag.Warning,
		Title: lang.T("Opmaak waar alleen gewone tekst kan", "Markup where only plain text is possible"),
		Why: lang.T("Bij deze sleutel komt de tekst precies zo op de pagina te staan, met de sterretjes of haken erbij.",
			"The text of this key is shown on the page exactly as it is, with its asterisks or brackets."),
		Wrong: "titel: Een **nieuwe** speelplek",
		Right: "titel: Een nieuwe speelplek",
	}
)

// Rules returns the rules of this package.
func Rules() []*diag.Rule {
	return []*diag.Rule{RuleUnknownKey, RuleDuplicateKey, RuleMissingKey, RuleDuplicateValue, RuleTooMany, RuleWrongType,
		RuleNotUnderstood, RuleNotADate, RuleNotASoort, RuleLinkScheme, RuleRawHTML,
		RuleLostText, RuleApostrophe, RuleMarkup}
}
