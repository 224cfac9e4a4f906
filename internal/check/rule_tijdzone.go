package check

import (
	"time"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var timeZone = rule[*traject.Settings]{
	Rule: &diag.Rule{
		Code: "tijdzone", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een tijdzone die niet bestaat", "A time zone that does not exist"),
		Why: lang.T("De tijdzone bepaalt welke dag het vandaag is, en dus of iets te laat is.",
			"The time zone decides which day it is today, and so whether something is late."),
		Wrong: "tijdzone: Nederland",
		Right: "tijdzone: Europe/Amsterdam",
	},
	check: func(s *traject.Settings, report report) {
		_, err := time.LoadLocation(s.Tijdzone)
		// Local is whatever the machine thinks: the same content would give
		// other pages elsewhere.
		if err != nil || s.Tijdzone == "Local" {
			hint := lang.T("Schrijf Europe/Amsterdam, of haal de sleutel weg.", "Write Europe/Amsterdam, or remove the key.")
			report(s.At("tijdzone"), lang.F("de tijdzone %q bestaat niet", "there is no time zone %q", short(s.Tijdzone)), hint)
		}
	},
}
