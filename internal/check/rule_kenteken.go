package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var licencePlate = personalRule(personalPlate)

var personalPlate = &personal{
	Rule: &diag.Rule{
		Code: "kenteken", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een kenteken", "A licence plate"),
		Why: lang.T("Een kenteken is te herleiden tot wie in de auto rijdt.",
			"A licence plate can be traced to who drives the car."),
		Wrong: "De auto met kenteken XX-123-X staat op de stoep.",
		Right: "Er staat steeds een auto op de stoep.",
	},
	kind: privacy.Kenteken,
	name: lang.T("een kenteken", "a licence plate"),
	hint: lang.T("Haal het weg; een auto is genoeg.", "Remove it; a car is enough."),
}
