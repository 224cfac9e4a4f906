package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var email = personalRule(personalEmail)

var personalEmail = &personal{
	Rule: &diag.Rule{
		Code: "e-mailadres", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een e-mailadres van een persoon", "An e-mail address of a person"),
		Why: lang.T("Een e-mailadres wijst één persoon aan, en wordt van openbare pagina’s geoogst voor reclame en oplichting. Adressen van uw eigen organisatie en van een balie (info@, wmo@) worden niet gemeld.",
			"An e-mail address points to one person, and is harvested from public pages for spam and fraud. Addresses of your own organisation and of a desk (info@, wmo@) are not reported."),
		Wrong: "Mail naar jan.jansen@voorbeeld.example.",
		Right: "Mail naar info@voorbeeld.example.",
	},
	kind: privacy.Email,
	name: lang.T("een e-mailadres", "an e-mail address"),
	hint: lang.T("Haal het weg, of noem het adres van de afdeling.", "Remove it, or give the address of the department."),
}
