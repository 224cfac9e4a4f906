package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var birthDate = personalRule(personalBirth)

var personalBirth = &personal{
	Rule: &diag.Rule{
		Code: "geboortedatum", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een geboortedatum", "A date of birth"),
		Why: lang.T("Samen met een wijk of een verhaal wijst een geboortedatum één persoon aan.",
			"Together with a neighbourhood or a story a date of birth points to one person."),
		Wrong: "Ik ben geboren op 12 maart 1961.",
		Right: "Ik ben 65.",
	},
	kind: privacy.Geboren,
	name: lang.T("een geboortedatum", "a date of birth"),
	hint: lang.T("Schrijf hooguit een leeftijd in tientallen: een zestiger.", "Write at most an age in tens: somebody in their sixties."),
}
