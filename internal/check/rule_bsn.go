package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
)

var bsn = personalRule(personalBSN)

var personalBSN = &personal{
	Rule: &diag.Rule{
		Code: "bsn", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 87; UAVG, art. 46",
		Title: lang.T("Een burgerservicenummer", "A citizen service number"),
		Why: lang.T("Met een burgerservicenummer kan iemand zich voordoen als een ander. Een gemeente mag het alleen gebruiken waar de wet dat zegt, en nooit laten zien.",
			"With a citizen service number somebody can pose as another. A municipality may use it only where the law says so, and never show it."),
		Wrong: "Mevrouw heeft BSN 111222333.",
		Right: "Wij hebben haar nummer in ons eigen systeem.",
	},
	kind: privacy.BSN,
	name: lang.T("een burgerservicenummer", "a citizen service number"),
	hint: lang.T("Haal het hele nummer weg.", "Remove the whole number."),
}
