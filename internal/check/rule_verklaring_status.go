package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var statementStatus = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-status", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een status die het register niet kent", "A status that the register does not know"),
		Why: lang.T("Het register kent alleen de statussen A tot en met E. Bij iets anders kan de site niet uitleggen wat het betekent.",
			"The register knows only the statuses A to E. The site cannot explain what anything else means."),
		Wrong: "status: goed",
		Right: "status: B",
	},
	check: func(s *statement, report report) {
		if s.Status != "" && s.Letter() == "" {
			report(s.At("status"), lang.F("%q is geen status van het register", "%q is no status of the register", short(s.Status)),
				lang.T("Schrijf de letter die in het register staat: A, B, C, D of E. Weet u die niet? Haal de regel weg.", "Write the letter that is in the register: A, B, C, D or E. Do you not know it? Remove the line."))
		}
	},
}
