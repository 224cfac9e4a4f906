package huisstijl

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// The rules of this package. What goes against the law, or reaches out to
// others, cannot be made less strict.
var (
	RuleFile = &diag.Rule{
		Code: "huisstijl-bestand", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een huisstijl die niet te lezen is", "A house style that cannot be read"),
		Why: lang.T("Van een bestand dat half te lezen is, weet niemand welke kleuren de website krijgt.",
			"Of a file that can be read in part, nobody knows which colours the site gets."),
		Wrong: ".gemeente-theme { --utrecht-link-color: #154273;",
		Right: ".gemeente-theme { --utrecht-link-color: #154273; }",
	}
	RuleRemote = &diag.Rule{
		Code: "huisstijl-van-elders", Severity: diag.Error, Source: "Weerklank: de website haalt niets bij anderen op", Fixed: true,
		Title: lang.T("Een huisstijl die iets bij anderen ophaalt", "A house style that fetches something from others"),
		Why: lang.T("Wat van een andere computer komt, vertelt die ander wie uw website leest. De website stuurt niemand ergens anders heen.",
			"What comes from another computer tells that other who reads your site. The site sends nobody anywhere else."),
		Wrong: "@import url(\"https://www.lettertypen.example/letter.css\");",
		Right: "--utrecht-document-font-family: \"Noto Sans\", Arial, sans-serif;",
	}
	RuleCycle = &diag.Rule{
		Code: "huisstijl-kring", Severity: diag.Error, Fixed: true,
		Title: lang.T("Design tokens die naar elkaar verwijzen", "Design tokens that refer to each other"),
		Why: lang.T("Zo krijgt geen van beide een waarde.",
			"That way neither gets a value."),
		Wrong: "--a: var(--b); --b: var(--a);",
		Right: "--a: var(--b); --b: #154273;",
	}
	RuleNoValue = &diag.Rule{
		Code: "huisstijl-geen-waarde", Severity: diag.Warning,
		Title: lang.T("Een design token zonder bruikbare waarde", "A design token without a value that can be used"),
		Why: lang.T("Programma's die deze bestanden maken, laten soms woorden als None of undefined achter. De website gebruikt dan een kleur of letter van het thema.",
			"Programs that make these files sometimes leave words such as None or undefined. The site then uses a colour or font of the theme."),
		Wrong: "--utrecht-link-color: undefined;",
		Right: "--utrecht-link-color: #154273;",
	}
	RuleLost = &diag.Rule{
		Code: "huisstijl-deels", Severity: diag.Warning,
		Title: lang.T("Een deel van de huisstijl wordt niet gebruikt", "A part of the house style is not used"),
		Why: lang.T("Een bestand kan meer dan een stijl bevatten, of meer dan design tokens. De website neemt alleen de design tokens van de eerste stijl over.",
			"A file can hold more than one style, or more than design tokens. The site takes over the design tokens of the first style only."),
		Wrong: ".gemeente-theme { --utrecht-link-color: #154273; }\n.feest-theme { --utrecht-link-color: #b00; }",
		Right: ".gemeente-theme { --utrecht-link-color: #154273; }",
	}
	RuleContrast = &diag.Rule{
		Code: "contrast", Group: diag.Accessible, Severity: diag.Error, Source: "WCAG 2.2, 1.4.3 (AA) en 1.4.11 (AA)", Fixed: true,
		Title: lang.T("Twee kleuren die te weinig verschillen", "Two colours that differ too little"),
		Why: lang.T("Veel mensen zien minder scherp of minder kleur, of lezen in de zon. Voor tekst is daarom een contrast van 4,5:1 verplicht, voor grote letters en vormen 3:1.",
			"Many people see less sharply or fewer colours, or read in the sun. So the law asks for a contrast of 4.5:1 for text, and of 3:1 for large letters and shapes."),
		Wrong: "--utrecht-link-color: #8aa;",
		Right: "--utrecht-link-color: #154273;",
	}
	RuleUnknownColour = &diag.Rule{
		Code: "contrast-onbekend", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.4.3 (AA) en 1.4.11 (AA)",
		Title: lang.T("Een kleur waarvan het contrast niet is te berekenen", "A colour of which the contrast cannot be computed"),
		Why: lang.T("Weerklank rekent met gewone kleuren: #rrggbb, rgb(), hsl() en namen. Bij andere weet niemand of de tekst te lezen is.",
			"Weerklank computes with plain colours: #rrggbb, rgb(), hsl() and names. Of others nobody knows whether the text can be read."),
		Wrong: "--utrecht-link-color: oklch(40% 0.1 250);",
		Right: "--utrecht-link-color: #154273;",
	}
)

// Rules returns the rules of this package.
func Rules() []*diag.Rule {
	return []*diag.Rule{RuleFile, RuleRemote, RuleCycle, RuleNoValue, RuleLost, RuleContrast, RuleUnknownColour}
}
