package check

import (
	"path"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var topicUnused = siteRule{
	Rule: &diag.Rule{
		Code: "onderwerp-ongebruikt", Severity: diag.Warning,
		Title: lang.T("Een tekst over een onderwerp dat geen traject heeft", "A text about a topic that no traject has"),
		Why: lang.T("Een onderwerp krijgt pas een pagina als een traject het noemt. Deze tekst komt dus nergens op de website. Vaak is de bestandsnaam anders dan het onderwerp.",
			"A topic gets a page once a traject names it. So this text is nowhere on the site. Often the name of the file differs from the topic."),
		Wrong: "# content/onderwerpen/spleen.md\ntitel: Spelen",
		Right: "# content/onderwerpen/spelen.md\ntitel: Spelen",
	},
	check: func(w *whole, report siteReport) {
		if w.broken {
			return // the topic may be in the file that was not understood
		}
		used := map[string]bool{}
		var slugs []string
		for _, f := range w.facts {
			for _, t := range f.Topics {
				if s := slug.Slug(t.Name); s != "" && !used[s] {
					used[s] = true
					slugs = append(slugs, s)
				}
			}
		}
		for _, f := range w.facts {
			if s := path.Base(f.Address); f.isTopic() && !f.Broken && !f.Hidden && !used[s] {
				report(f, Place{}, lang.F("geen enkel traject heeft het onderwerp %s", "no traject has the topic %s", short(s)),
					w.nearestHint(f, s, slugs, lang.T("Zet het bij onderwerpen: in een traject, of haal dit bestand weg.", "Put it at onderwerpen: in a traject, or remove this file.")))
			}
		}
	},
}
