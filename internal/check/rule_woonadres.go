package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var homeAddress = personalRule(personalAddress)

var personalAddress = &personal{
	Rule: &diag.Rule{
		Code: "woonadres", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een adres waar iemand woont", "An address where somebody lives"),
		Why: lang.T("Met straat en huisnummer staat iemand voor de deur. Ook zonder naam weet de buurt dan wie het is.",
			"With a street and a number somebody is at the door. Even without a name the neighbourhood then knows who it is."),
		Wrong: "Ik woon op Dorpsstraat 12, 1234 AB.",
		Right: "Ik woon aan de Dorpsstraat.",
	},
	kind: privacy.Adres,
	name: lang.T("een adres", "an address"),
	hint: lang.T("Noem alleen de straat of de wijk.", "Name only the street or the neighbourhood."),
}
