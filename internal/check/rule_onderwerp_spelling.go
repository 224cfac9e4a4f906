package check

import (
	"path"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

var topicSpelling = siteRule{
	Rule: &diag.Rule{
		Code: "onderwerp-spelling", Severity: diag.Warning,
		Title: lang.T("Hetzelfde onderwerp, anders geschreven", "The same topic, spelled otherwise"),
		Why: lang.T("Wonen en wonen krijgen samen een pagina, onder een van de twee namen. Wie de andere naam schreef, verwacht dat niet.",
			"Wonen and wonen get one page together, under one of the two names. Who wrote the other name does not expect that."),
		Wrong: "onderwerpen: [spelen]",
		Right: "onderwerpen: [Spelen]",
	},
	check: func(w *whole, report siteReport) {
		best := map[string]string{} // slug -> the spelling to use
		count := map[string]int{}   // spelling -> how often
		for _, f := range w.facts {
			for _, t := range f.Topics {
				s := slug.Slug(t.Name)
				if s == "" {
					continue // see noAddress
				}
				count[t.Name]++
				// Most files win; of as many, the name that comes first.
				if b, ok := best[s]; !ok || count[t.Name] > count[b] || count[t.Name] == count[b] && t.Name < b {
					best[s] = t.Name
				}
			}
		}
		for _, f := range w.facts {
			// The introduction of a topic gives the page its title.
			if s := path.Base(f.Address); f.isTopic() && !f.Hidden && slug.Slug(f.Titel) == s {
				best[s] = f.Titel
			}
		}
		for _, f := range w.facts {
			for _, t := range f.Topics {
				if b := best[slug.Slug(t.Name)]; b != "" && b != t.Name {
					report(f, t.Place, lang.F("dit onderwerp heet elders %q", "this topic is named %q elsewhere", short(b)),
						lang.F("Schrijf %s.", "Write %s.", short(b)))
				}
			}
		}
	},
}
