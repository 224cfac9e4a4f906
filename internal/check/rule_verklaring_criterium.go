package check

import (
	"regexp"
	"strconv"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var statementCriterion = rule[*statement]{
	Rule: &diag.Rule{
		Code: "verklaring-criterium", Group: diag.Accessible, Severity: diag.Warning,
		Title: lang.T("Een afwijking zonder nummer van een criterium van WCAG", "A deviation without the number of a WCAG criterion"),
		Why: lang.T("Met het nummer kan iemand opzoeken wat de eis is. Een verkeerd nummer wijst naar een andere eis, of naar geen enkele.",
			"With the number anyone can look up what is required. A wrong number leads to another requirement, or to none."),
		Wrong: "afwijkingen:\n  - criterium: 1.4.30 Contrast\n    beschrijving: Een oude kaart heeft te weinig contrast.",
		Right: "afwijkingen:\n  - criterium: 1.4.3 Contrast\n    beschrijving: Een oude kaart heeft te weinig contrast.",
	},
	check: func(s *statement, report report) {
		for _, d := range s.Afwijkingen {
			if d.Criterium != "" && !isCriterion(d.Criterium) {
				report(d.At("criterium"), lang.F("%q begint niet met het nummer van een criterium van WCAG", "%q does not begin with the number of a WCAG criterion", short(d.Criterium)),
					lang.T("Schrijf het nummer uit het onderzoek, zoals 1.4.3, met de naam erachter.", "Write the number from the study, such as 1.4.3, and the name after it."))
			}
		}
	},
}

// criterionNumber is the number of a criterion; EN 301 549 puts the number of its
// chapter on websites before it (9.1.4.3).
var criterionNumber = regexp.MustCompile(`^(?i:(?:WCAG|SC|criterium|succescriterium)\s+)?(?:9\.)?([1-4])\.([1-9])\.([0-9]{1,2})(?:$|[^0-9.]|\.(?:$|[^0-9]))`)

// criteria is how many criteria each guideline of WCAG has, up to version 2.2.
// 4.1.1 was dropped in 2.2, and stands in statements about 2.1.
var criteria = map[string]int{
	"1.1": 1, "1.2": 9, "1.3": 6, "1.4": 13, "2.1": 4, "2.2": 6, "2.3": 3, "2.4": 13, "2.5": 8,
	"3.1": 6, "3.2": 6, "3.3": 9, "4.1": 3,
}

// isCriterion reports whether s begins with the number of a criterion that there is.
func isCriterion(s string) bool {
	m := criterionNumber.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	n, err := strconv.Atoi(m[3])
	return err == nil && n >= 1 && n <= criteria[m[1]+"."+m[2]]
}
