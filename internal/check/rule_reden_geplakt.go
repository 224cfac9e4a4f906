package check

import (
	"strings"
	"unicode"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var pasted = &diag.Rule{
	Code: "reden-geplakt", Group: diag.Honest, Severity: diag.Warning,
	Source: "Vergelijk Algemene wet bestuursrecht, art. 3:46 (een besluit heeft een deugdelijke motivering)",
	Title:  lang.T("Dezelfde reden bij signalen die niet op elkaar lijken", "The same reden at signalen that are not alike"),
	Why: lang.T("Wie iets anders zei dan een ander en hetzelfde antwoord krijgt, denkt dat er niet is geluisterd.",
		"Who said something else than another and gets the same answer thinks that nobody listened."),
	Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen langs de straat.\n    besluit: niet-overgenomen\n    reden: Wij hebben alles afgewogen en kiezen voor wat de meeste mensen willen.\n" +
		"  - id: schaduw\n    signaal: In de zomer is het op de bankjes te heet.\n    besluit: niet-overgenomen\n    reden: Wij hebben alles afgewogen en kiezen voor wat de meeste mensen willen.",
	Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen langs de straat.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg.\n" +
		"  - id: schaduw\n    signaal: In de zomer is het op de bankjes te heet.\n    besluit: niet-overgenomen\n    reden: Onder de grond liggen kabels. Daardoor kan er geen boom staan.",
}

var pasteHint = lang.T("Zeg bij elk signaal waarom juist daarop dit het antwoord is. Zeggen ze hetzelfde? Maak er een signaal van, met aantal.",
	"Say at each signaal why this is the answer to that one. Do they say the same? Make one signaal of them, with aantal.")

// canBePasted reports whether a reden must not be that of another signaal. What
// says nothing is another problem, and that somebody else decides is true of
// all that is passed on to them.
func (g *reason) canBePasted() bool {
	return g.signaal != nil && g.besluit != traject.Doorgegeven && g.besluit != traject.BestaatAl && !g.saysNothing()
}

var reasonPasted = rule[*document]{
	Rule: pasted,
	check: shown(func(d *document, report report) {
		type group struct {
			first, unlike *reason
			n             int
		}
		groups := map[uint64]*group{}
		var order []*group
		redens := d.redens()
		if len(redens) < 2 {
			return
		}
		for i := range redens {
			g := &redens[i]
			if !g.canBePasted() {
				continue
			}
			seen := groups[g.sum]
			if seen == nil {
				seen = &group{first: g}
				groups[g.sum] = seen
				order = append(order, seen)
				continue
			}
			if !alike(seen.first.signaal.Signaal, g.signaal.Signaal) {
				if seen.n++; seen.unlike == nil {
					seen.unlike = g
				}
			}
		}
		for _, g := range order {
			if g.unlike != nil {
				report(g.unlike.At("reden"), lang.F("dezelfde reden als op regel %d, bij een heel ander signaal%s", "the same reden as on line %d, at quite another signaal%s",
					g.first.At("reden").Start.Line, also(g.n)), pasteHint)
			}
		}
	}),
}

// alike reports whether two signalen seem to be about the same: half of the long
// words of the one with the fewest stand in the other too.
func alike(a, b string) bool {
	x, y := longWords(a), longWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	same := 0
	for w := range x {
		if y[w] {
			same++
		}
	}
	return same > 0 && 2*same >= len(x) || letters(a) == letters(b)
}

func longWords(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 3 {
			set[w] = true
		}
	}
	return set
}

// A Reden is the reason of an answer, as far as it is needed to find it again in
// another traject.
type Reden struct {
	Sum, Signaal uint64 // of the letters of the reden, and of the signaal
	Place
}

// pastedWords is how many words make it unlikely that two people wrote the same.
const pastedWords = 10

// pastable returns the redens of d that no other traject should have.
func pastable(d *document) []Reden {
	var rs []Reden
	at := d.finder.place
	for _, g := range d.redens() {
		if g.words >= pastedWords && g.canBePasted() {
			rs = append(rs, Reden{g.sum, sumOf(g.signaal.Signaal), at(g.At("reden"))})
		}
	}
	return rs
}

var reasonPastedElsewhere = siteRule{
	Rule: pasted,
	check: func(w *whole, report siteReport) {
		type origin struct {
			facts   *Facts
			signaal uint64
		}
		seen := map[uint64]origin{}
		look := func(f *Facts) {
			var first *Reden
			var from *Facts
			n := 0
			for i, r := range f.Redens {
				o, ok := seen[r.Sum]
				switch {
				case !ok:
					seen[r.Sum] = origin{f, r.Signaal}
				case o.facts != f && o.signaal != r.Signaal:
					if n++; first == nil {
						first, from = &f.Redens[i], o.facts
					}
				}
			}
			if first != nil {
				report(f, first.Place, lang.F("dezelfde reden als in %s, bij een ander signaal%s", "the same reden as in %s, at another signaal%s", from.Path, also(n)), pasteHint)
			}
		}
		// A concept may copy from what is published, never the other way round.
		for _, hidden := range []bool{false, true} {
			for _, f := range w.facts {
				if f.Hidden == hidden {
					look(f)
				}
			}
		}
	},
}
