package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var iban = personalRule(personalIBAN)

var personalIBAN = &personal{
	Rule: &diag.Rule{
		Code: "iban", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
		Title: lang.T("Een rekeningnummer", "A bank account number"),
		Why: lang.T("Een rekeningnummer hoort bij een persoon en wordt gebruikt voor oplichting. Op een openbare pagina heeft het niets te zoeken.",
			"An account number belongs to a person and is used for fraud. It has no place on a public page."),
		Wrong: "Het geld staat nog niet op NL91 ABNA 0417 1643 00.",
		Right: "Het geld staat nog niet op haar rekening.",
	},
	kind: privacy.IBAN,
	name: lang.T("een rekeningnummer", "an account number"),
	hint: lang.T("Haal het weg.", "Remove it."),
}
