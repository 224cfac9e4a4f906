package traject

import (
	"weerklank/internal/content"
	"weerklank/internal/diag"
)

// Weggehaald is content/weggehaald.yaml: what must go for somebody's privacy, of
// the site as it is and as it was. What it means is for package weggehaald.
type Weggehaald struct {
	content.Node
	File *content.File

	Stukken []*WeggehaaldStuk `key:"weggehaald"`
}

// A WeggehaaldStuk is an address, or a passage of which only the fingerprint is
// known.
type WeggehaaldStuk struct {
	content.Node
	Datum        Datum  `key:"datum,required"`
	Grond        Grond  `key:"grond,required"`
	Toelichting  string `key:"toelichting"`
	Adres        Link   `key:"adres"`
	Vingerafdruk string `key:"vingerafdruk"`
}

// A Grond says by what right something was taken away.
type Grond string

// The grounds.
const (
	Wissen     Grond = "wissen"     // GDPR, article 17
	Verbeteren Grond = "verbeteren" // GDPR, article 16
	Anders     Grond = "anders"     // the toelichting says it
)

// Gronden returns every ground.
func Gronden() []Grond { return []Grond{Wissen, Verbeteren, Anders} }

func (Grond) words() []word {
	return []word{
		{name: "wissen", other: []string{"gegevenswissing"}, meant: []string{"artikel-17", "avg-17", "17", "verwijderen", "weg"}},
		{name: "verbeteren", other: []string{"rectificatie"}, meant: []string{"artikel-16", "avg-16", "16", "corrigeren"}},
		{name: "anders"},
	}
}

// ParseWeggehaald reads content/weggehaald.yaml.
func ParseWeggehaald(f *content.File) (*Weggehaald, []diag.Problem) {
	w := &Weggehaald{File: f}
	return w, decode(f, w)
}
