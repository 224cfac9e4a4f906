package check

import (
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// researchYears is how many years a study of the accessibility counts.
const researchYears = 3

var statementResearch = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-onderzoek", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een onderzoek naar toegankelijkheid van meer dan 3 jaar geleden", "A study of the accessibility of more than 3 years ago"),
		Why: lang.T("Een onderzoek zegt hoe de site toen was. Na 3 jaar telt het niet meer voor de verklaring.",
			"A study says how the site was then. After 3 years it no longer counts for the statement."),
		Wrong: "onderzocht-op: 2019-04-15",
		Right: "onderzocht-op: 2026-04-15",
	},
	check: func(s *statement, report report) {
		if olderThan(s.OnderzochtOp, s.Today, researchYears, 0) {
			report(s.At("onderzocht-op"), lang.T("dit onderzoek is meer dan 3 jaar oud", "this study is more than 3 years old"),
				lang.T("Laat de site opnieuw onderzoeken, en schrijf hier de nieuwe datum.", "Have the site studied again, and write the new date here."))
		}
	},
}

// olderThan reports whether the last day of d, with so many years and months
// added, is before today.
func olderThan(d traject.Datum, today string, years, months int) bool {
	end, err := time.Parse(time.DateOnly, d.End())
	return err == nil && end.AddDate(years, months, 0).Format(time.DateOnly) < today
}
