package check

import (
	"regexp"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var ruleFillIn = &diag.Rule{
	Code: "vul-in", Severity: diag.Warning,
	Title: lang.T("Een plek waar u nog iets moet invullen", "A place where you must still fill in something"),
	Why: lang.T("Een nieuwe site begint met plekken waar Vul in staat. Alleen u weet wat daar moet komen; tot dan lezen bewoners een opdracht die voor u is.",
		"A new site begins with places that say Vul in. Only you know what belongs there; until then residents read what you were told to do."),
	Wrong: "**Vul in:** het telefoonnummer.",
	Right: "Ons telefoonnummer is 14 000.",
}

var (
	fillIn         = rule[*text]{Rule: ruleFillIn, check: checkFillIn}
	settingsFillIn = rule[*traject.Settings]{Rule: ruleFillIn, check: func(s *traject.Settings, report report) {
		s.File.Scalars(func(v content.Scalar) {
			if fillInValue.MatchString(v.Value) {
				report(v.At(), lang.T("hier moet u nog iets invullen", "something must still be filled in here"), hintFillIn)
			}
		})
	}}
)

var (
	fillInText  = regexp.MustCompile(`(?i)\*\*vul in:?\*\*:?[^\n]*`)
	fillInValue = regexp.MustCompile(`(?i)^vul in[,:]`)
	hintFillIn  = lang.T("Zet uw eigen tekst op deze plek, en haal Vul in weg.", "Put your own text in this place, and remove Vul in.")
)

func checkFillIn(t *text, report report) {
	for _, m := range fillInText.FindAllStringIndex(t.src.Text, -1) {
		report(t.place(m[0], m[1]), lang.T("hier moet u nog iets invullen", "something must still be filled in here"), hintFillIn)
	}
}
