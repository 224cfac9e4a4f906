package permalinks

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

const source = "Weerklank: een adres blijft bestaan"

// The rules of this package.
var (
	RuleDies = &diag.Rule{
		Code: "adres-verdwijnt", Group: diag.Links, Severity: diag.Error, Source: source, Fixed: true,
		Title: lang.T("Een adres dat bekend is en zou verdwijnen", "An address that is known and would vanish"),
		Why: lang.T("Een adres staat in brieven, in adviezen en op papier. Wie het jaren later opent, moet vinden wat er stond, of lezen waar het nu is.",
			"An address stands in letters, in advice and on paper. Who opens it years later must find what was there, or read where it is now."),
		Wrong: "/trajecten/wmo/ in content/permalinks.txt, terwijl content/trajecten/wmo.md nu wmo-beleid.md heet",
		Right: "aliassen: [wmo]",
	}
	RuleNew = &diag.Rule{
		Code: "adres-nieuw", Group: diag.Links, Severity: diag.Info, Source: source, Mends: true,
		Title: lang.T("Een adres dat nog niet in de lijst staat", "An address that is not in the list yet"),
		Why: lang.T("Weerklank bewaakt de adressen die in content/permalinks.txt staan. Van een adres dat daar niet staat, merkt niemand dat het verdwijnt.",
			"Weerklank guards the addresses in content/permalinks.txt. Of an address that is not there nobody notices that it vanishes."),
		Wrong: "Een nieuw bestand content/trajecten/wmo.md, en geen regel /trajecten/wmo/ in content/permalinks.txt",
		Right: "./weerklank check --fix",
	}
	RuleForm = &diag.Rule{
		Code: "adreslijst", Group: diag.Links, Severity: diag.Error, Source: source, Fixed: true, Mends: true,
		Title: lang.T("Een regel in de lijst van adressen die niet wordt begrepen", "A line in the list of addresses that is not understood"),
		Why: lang.T("Een adres dat Weerklank niet begrijpt, kan het niet bewaken.",
			"An address that Weerklank does not understand it cannot guard."),
		Wrong: "trajecten/wmo",
		Right: "/trajecten/wmo/",
	}
	RuleTidy = &diag.Rule{
		Code: "adreslijst-volgorde", Group: diag.Links, Severity: diag.Info, Source: source, Mends: true,
		Title: lang.T("Een lijst van adressen die niet op volgorde staat", "A list of addresses that is not in order"),
		Why: lang.T("Als git twee versies samenvoegt, kan een regel dubbel staan of op een andere plek. Dat kan geen kwaad, maar een lijst op volgorde leest makkelijker.",
			"When git merges two versions, a line can be there twice or in another place. That does no harm, but a list in order is easier to read."),
		Wrong: "/over/\n/contact/\n/over/",
		Right: "/contact/\n/over/",
	}
	RuleArrow = &diag.Rule{
		Code: "doorverwijzing", Group: diag.Links, Severity: diag.Error, Source: source, Fixed: true,
		Title: lang.T("Een oud adres dat nergens goed uitkomt", "An earlier address that leads nowhere right"),
		Why: lang.T("Achter de pijl staat waar iets nu te vinden is. Klopt dat niet, dan komt een bezoeker nergens uit.",
			"Behind the arrow stands where something is now. If that is wrong, a visitor gets nowhere."),
		Wrong: "/media/plan.pdf -> https://elders.example/plan.pdf",
		Right: "/media/plan.pdf -> /media/plan-2.pdf",
	}
)

// Rules returns the rules of this package.
func Rules() []*diag.Rule { return []*diag.Rule{RuleDies, RuleNew, RuleForm, RuleTidy, RuleArrow} }
