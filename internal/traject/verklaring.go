package traject

import (
	"regexp"
	"strings"
)

// letter is a status as people write it: B, b, "status B", "B - voldoet gedeeltelijk".
var letter = regexp.MustCompile(`^(?i:status\s+)?([A-Ea-e])(?:$|[^\pL\pN])`)

// Letter returns the status of the official register, A to E; "" when there is
// none, or another word that the register does not know.
func (s *Statement) Letter() string {
	m := letter.FindStringSubmatch(strings.TrimSpace(s.Status))
	if m == nil {
		return ""
	}
	return strings.ToUpper(m[1])
}

// Empty reports whether s says nothing about how accessible the site is: a
// contact or a term alone is no statement.
func (s *Statement) Empty() bool {
	return s.Status == "" && s.Register == "" && s.Datum == "" && s.Onderzoek == "" && s.OnderzochtOp == "" &&
		s.Reikwijdte == "" && s.Norm == "" && len(s.Afwijkingen) == 0
}

// WCAG returns the version of WCAG that the European norm rests on, where the
// norm was named without it: "2.1" or "2.2"; "" when it is named or not known.
func (s *Statement) WCAG() string {
	norm := strings.ToUpper(s.Norm)
	switch {
	case strings.Contains(norm, "WCAG") || !strings.Contains(norm, "301 549") && !strings.Contains(norm, "301549"):
		return ""
	case strings.Contains(norm, "3.2.1"):
		return "2.1"
	case strings.Contains(norm, "4.1.1"):
		return "2.2"
	}
	return ""
}
