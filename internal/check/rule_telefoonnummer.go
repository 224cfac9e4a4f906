package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var telephone = personalRule(personalTelephone)

var personalTelephone = &personal{
	Rule: &diag.Rule{
		Code: "telefoonnummer", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een telefoonnummer", "A telephone number"),
		Why: lang.T("Wie zijn nummer op een briefje schreef, wilde worden teruggebeld, niet op internet staan. Uw eigen nummer in site.yaml en nummers van diensten (14 0.., 0800, 0900, 088) worden niet gemeld.",
			"Who wrote their number on a slip of paper wanted to be called back, not to be on the internet. Your own number in site.yaml and those of services (14 0.., 0800, 0900, 088) are not reported."),
		Wrong: "U kunt mij bellen op 06-12345678.",
		Right: "U kunt ons bellen op 14 000.",
	},
	kind: privacy.Telefoon,
	name: lang.T("een telefoonnummer", "a telephone number"),
	hint: lang.T("Haal het weg.", "Remove it."),
}
