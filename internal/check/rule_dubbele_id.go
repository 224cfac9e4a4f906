package check

import (
	"strconv"
	"sync"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var duplicateID = rule[*document]{
	Rule: &diag.Rule{
		Code: "dubbele-id", Severity: diag.Error, Source: "Weerklank: een adres blijft bestaan", Fixed: true,
		Title: lang.T("Een id die twee keer voorkomt", "An id that is there twice"),
		Why: lang.T("De id is het adres van het antwoord. Mensen bewaren die link en zetten hem in brieven; hij moet altijd naar hetzelfde antwoord gaan.",
			"The id is the address of the answer. People keep that link and put it in letters; it must always lead to the same answer."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n  - id: hek\n    signaal: Het hek is te hoog.",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n  - id: hek-te-hoog\n    signaal: Het hek is te hoog.",
	},
	check: func(d *document, report report) {
		lines := map[string]int{} // id -> line of its first use
		free := freeIDs(d)
		for _, s := range d.Signalen {
			if s.ID == "" {
				continue
			}
			at := s.At("id")
			if line, ok := lines[s.ID]; ok {
				report(at, lang.F("de id %q is al van het signaal op regel %d", "the id %q is taken by the signaal on line %d", short(s.ID), line), free(s.ID, s.Signaal))
				continue
			}
			lines[s.ID] = at.Start.Line
		}
		for _, s := range d.Signalen {
			for _, alias := range s.Aliassen {
				at := s.ItemAt("aliassen", alias)
				if line, ok := lines[alias]; ok {
					report(at, lang.F("de vroegere id %q is al van het signaal op regel %d", "the earlier id %q is taken by the signaal on line %d", short(alias), line),
						lang.T("Een id kan maar bij een signaal horen. Haal hem bij het andere weg.", "An id can belong to one signaal only. Remove it from the other."))
					continue
				}
				lines[alias] = at.Start.Line
			}
		}
		meetings := map[string]int{}
		for _, b := range d.Bijeenkomsten {
			at := b.At("id")
			if line, ok := meetings[b.ID]; ok && b.ID != "" {
				report(at, lang.F("de id %q is al van de bijeenkomst op regel %d", "the id %q is taken by the bijeenkomst on line %d", short(b.ID), line), free(b.ID, b.Naam))
				continue
			}
			meetings[b.ID] = at.Start.Line
		}
	},
}

// freeIDs returns a function that proposes another id than id for what reads text.
func freeIDs(d *document) func(id, text string) lang.Text {
	used := sync.OnceValue(func() map[string]int {
		used := idLines(d.Traject)
		for _, b := range d.Bijeenkomsten {
			used[b.ID] = b.At("id").Start.Line
		}
		return used
	})
	return func(id, text string) lang.Text {
		if d.enough() {
			return lang.Text{}
		}
		proposal := traject.ProposeID(text)
		for n := 2; proposal == "" || used()[proposal] > 0 || traject.ReservedID(proposal); n++ {
			proposal = propose(id) + "-" + strconv.Itoa(n)
		}
		return lang.F("Geef dit een eigen id, zoals %s.", "Give this an id of its own, such as %s.", proposal)
	}
}
