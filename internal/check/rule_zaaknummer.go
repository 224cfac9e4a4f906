package check

import (
	"regexp"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var caseNumber = rule[*document]{
	Rule: &diag.Rule{
		Code: "zaaknummer", Group: diag.Privacy, Severity: diag.Warning, Source: "AVG, art. 4, onder 1 en 5",
		Title: lang.T("Een zaaknummer als kenmerk", "A case number as kenmerk"),
		Why: lang.T("Wie de brief kent, weet bij een zaaknummer om wie het gaat: de gemeente zelf, een hulpverlener, de familie. Het is een persoonsgegeven.",
			"Who knows the letter knows by a case number whom it is about: the municipality itself, a social worker, the family. It is personal data."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    kenmerken: [Z-2024-12345]",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    kenmerken: [SPEEL-1]",
	},
	check: func(d *document, report report) {
		at, more := diag.Range{}, 0
		found := func(place diag.Range, kenmerk string) {
			switch {
			case !isCaseNumber(kenmerk):
			case at.IsZero():
				at = place
			default:
				more++
			}
		}
		found(d.At("kenmerk"), d.Kenmerk)
		for _, s := range d.Signalen {
			for _, k := range s.Kenmerken {
				found(s.ItemAt("kenmerken", k), k)
			}
		}
		if at.IsZero() {
			return
		}
		message := lang.T("dit kenmerk lijkt op een zaaknummer", "this kenmerk looks like a case number")
		if more > 0 {
			message = lang.F("dit kenmerk lijkt op een zaaknummer (en nog %d in dit bestand)", "this kenmerk looks like a case number (and %d more in this file)", more)
		}
		report(at, message, lang.T("Geef mensen een code per bijeenkomst, zoals SPEEL-1. Die vinden zij terug, en hij zegt niets over een persoon.",
			"Give people a code for each meeting, such as SPEEL-1. They find it again, and it says nothing about a person."))
	},
}

// isCaseNumber reports whether a kenmerk looks like the number that a system
// gives to each case: a word for a case with a number, a year with a long
// number, or nothing but digits.
func isCaseNumber(s string) bool {
	return caseWord.MatchString(s) || caseYear.MatchString(s) || caseDigits.MatchString(s)
}

var (
	caseWord   = regexp.MustCompile(`(?i)^(?:zaak|zaaknummer|zaaknr\.?|zaak-?id|dossier|dossiernummer|dos|zk|z|d|uit|in|int|ink|post|case)[\s.:_/#-]*(?:19|20)?[0-9]{2}[\s._/-]*[0-9]{3,}`)
	caseYear   = regexp.MustCompile(`(?i)^(?:[a-z]{1,6}[\s._/-]*)?(?:(?:19|20)[0-9]{2}[\s._/-]*[a-z]?[0-9]{5,}|(?:19|20)[0-9]{2}[\s._/-]+[0-9]{4,}|[0-9]{2}[._/-][0-9]{5,})\b`)
	caseDigits = regexp.MustCompile(`^[0-9][0-9 .]{5,}$`)
)
