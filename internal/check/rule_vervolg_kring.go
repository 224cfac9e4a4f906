package check

import (
	"path"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var roundsInCircle = siteRule{
	Rule: &diag.Rule{
		Code: "vervolg-kring", Severity: diag.Warning,
		Title: lang.T("Rondes die een kring maken", "Rounds that make a circle"),
		Why: lang.T("De pagina laat zien welke ronde eerst kwam, en welke daarna. In een kring is er geen eerste, en staan de rondes in een willekeurige volgorde.",
			"The page shows which round came first, and which after it. In a circle none is the first, and the order of the rounds means nothing."),
		Wrong: "vervolg-op: kring",
		Right: "vervolg-op: eerste-ronde",
	},
	check: func(w *whole, report siteReport) {
		done := map[*Facts]bool{}
		for _, f := range w.facts {
			var way []*Facts
			at := map[*Facts]bool{}
			for e := f; e != nil && !done[e]; e = w.roundBefore(e) {
				if at[e] { // the way comes back to where it was
					reportCircle(e, w, report)
					break
				}
				at[e] = true
				way = append(way, e)
			}
			for _, e := range way {
				done[e] = true
			}
		}
	},
}

// roundBefore returns the round before f; nil without one. A traject that names
// itself is reported by unknownTraject.
func (w *whole) roundBefore(f *Facts) *Facts {
	if f.VervolgOp == nil || w.in(w.trajecten, f.VervolgOp.Name) == f {
		return nil
	}
	return w.in(w.trajecten, f.VervolgOp.Name)
}

func reportCircle(f *Facts, w *whole, report siteReport) {
	names := []string{path.Base(f.Address)}
	for e := w.roundBefore(f); e != f && len(names) < 5; e = w.roundBefore(e) {
		names = append(names, path.Base(e.Address))
	}
	circle := strings.Join(names, ", ")
	report(f, f.VervolgOp.Place, lang.F("deze rondes zijn elkaars vervolg: %s", "these rounds are each other's sequels: %s", circle),
		lang.T("Haal vervolg-op weg bij de ronde die het eerst was.", "Remove vervolg-op from the round that was the first."))
}
