package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var personName = personalRule(personalName)

var personalName = &personal{
	Rule: &diag.Rule{
		Code: "naam-van-persoon", Group: diag.Privacy, Severity: diag.Warning, Source: "AVG, art. 5",
		Title: lang.T("Een naam van een persoon", "The name of a person"),
		Why: lang.T("Bewoners vertelden hun verhaal niet om met naam op internet te staan. Wie een openbaar ambt heeft (wethouder, burgemeester, raadslid) mag met naam.",
			"Residents did not tell their story to be on the internet by name. Who holds a public office (wethouder, burgemeester, raadslid) may be named."),
		Wrong: "Mevrouw Jansen wacht al een jaar.",
		Right: "Een bewoner wacht al een jaar.",
	},
	kind: privacy.Naam,
	name: lang.T("een naam", "a name"),
	hint: lang.T("Schrijf wie het is zonder naam: een bewoner, een mantelzorger.", "Say who it is without a name: a resident, a carer."),
}
