package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// It is no error: the page is there, and is found by other words.
var searchQuestion = siteRule{
	Rule: &diag.Rule{
		Code: "zoekvraag", Severity: diag.Warning,
		Title: lang.T("Een zoekvraag die iets anders vindt", "A search question that finds something else"),
		Why: lang.T("U schreef op wat mensen typen, en wat zij dan bovenaan moeten zien. Nu staat daar iets anders, of niets.",
			"You wrote down what people type, and what they must then see first. Now there is something else, or nothing."),
		Wrong: "vragen:\n  - zoek: fontein\n    vind: /onderwerpen/spelen/",
		Right: "vragen:\n  - zoek: spelen\n    vind: /onderwerpen/spelen/",
	},
	check: func(w *whole, report siteReport) {
		if w.broken {
			return // what must be found may be in the file that was not understood
		}
		for _, f := range w.facts {
			for _, v := range f.Vragen {
				if !internal(v.Vind) {
					report(f, v.Place, lang.F("%s is geen adres op deze website", "%s is no address of this site", short(v.Vind)),
						lang.T("Schrijf bij vind alleen het deel achter de naam van de website, zoals /contact/.", "Write at vind only what comes behind the name of the site, such as /contact/."))
					continue
				}
				want, _, ok := w.Resolve(f.Path, v.Vind)
				if !ok {
					continue // a link that leads nowhere is a problem already
				}
				hint := lang.T("Zet de woorden die mensen gebruiken in de tekst, of bij synoniemen in site.yaml.", "Put the words that people use in the text, or at synoniemen in site.yaml.")
				switch got := w.First(v.Zoek); got {
				case want:
				case "":
					report(f, v.Place, lang.F("wie %q zoekt, vindt niets", "who searches %q finds nothing", short(v.Zoek)), hint)
				default:
					report(f, v.Place, lang.F("wie %q zoekt, vindt eerst %s en niet %s", "who searches %q finds %s first and not %s", short(v.Zoek), got, want), hint)
				}
			}
		}
	},
}
