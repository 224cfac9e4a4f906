package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// firstMeasuresMonths is how many months a site can have status C: in that time
// it is to be studied.
const firstMeasuresMonths = 6

var statementStatusC = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-status-c", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Meer dan 6 maanden status C", "Status C for more than 6 months"),
		Why: lang.T("Status C is voor de eerste tijd: u bent begonnen en laat de site onderzoeken. Na 6 maanden moet er meer bekend zijn.",
			"Status C is for the first time: you have begun and have the site studied. After 6 months more must be known."),
		Wrong: "status: C\ndatum: 2025-05-01",
		Right: "status: C\ndatum: 2026-10-01",
	},
	check: func(s *statement, report report) {
		if s.Letter() == "C" && olderThan(s.Datum, s.Today, 0, firstMeasuresMonths) {
			report(s.At("datum"), lang.T("deze verklaring heeft al meer dan 6 maanden status C", "this statement has had status C for more than 6 months"),
				lang.T("Werk de verklaring bij in het register, en neem de nieuwe status en datum hier over.", "Update the statement in the register, and copy the new status and date here."))
		}
	},
}
