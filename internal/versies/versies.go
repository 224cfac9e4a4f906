// Package versies makes of the revisions of a trajectory file the versions that
// were public, and says what changed between them: in answers, reasons, phase
// and texts.
package versies

import (
	"strconv"

	"weerklank/internal/content"
	"weerklank/internal/history"
	"weerklank/internal/privacy"
	"weerklank/internal/traject"
)

// A Geschiedenis holds the versions of every traject of a site, also of those
// whose file is no longer there. A nil Geschiedenis has none.
type Geschiedenis struct {
	Reeksen []*Reeks // by path, then by slug

	byPath map[string]*Reeks
	reader *reader
}

// A Reeks is the versions of one traject, oldest first. Files that had the same
// name one after the other are one Reeks.
type Reeks struct {
	Path    string // of its file now; "" when that was removed
	Slug    string // under which it was last public
	Versies []*Versie
	Eindes  []Einde // when it stopped being public, oldest first
}

// An Einde says that from a day on there was nothing to see.
type Einde struct {
	Datum       traject.Datum
	Ingetrokken bool   // by the key of that name
	Reden       string // why, in the words of the editor; "" when it was not said
	Na          int    // how many of the versions came before
}

// A Versie is a traject as it was public from one day on.
type Versie struct {
	Datum       traject.Datum // 2026-03-12, in the time zone of the site
	Nummer      int           // 1, or 2 for the second version on that day
	Path        string        // of the file at that time
	Slug        string        // of the traject at that time
	Blob        string        // of its file, for Geschiedenis.Open
	Commit      string
	Voorbeeld   bool        `json:",omitempty"` // an invented example
	Klein       bool        // an editorial correction, so marked
	Bericht     string      // first line of the commit message, where site.yaml shows it
	Auteur      string      // likewise
	Wijzigingen []Wijziging // against the version before; nil for the first
}

// Adres returns the permanent address of the version.
func (v *Versie) Adres() string {
	a := "/trajecten/" + v.Slug + "/versies/" + string(v.Datum)
	if v.Nummer > 1 {
		a += "-" + strconv.Itoa(v.Nummer)
	}
	return a + "/"
}

// A Soort is a kind of change.
type Soort string

// The kinds of change.
const (
	Erbij     Soort = "erbij"
	Gewijzigd Soort = "gewijzigd"
	Weg       Soort = "weg"
)

// A Wijziging is one thing that changed in a traject.
type Wijziging struct {
	Soort   Soort
	Signaal string       // id of the signaal, of its time of writing now; "" for the traject itself
	Sleutel string       // key of the front matter, "tekst" for the body, "" for a whole signaal, "bestand" when what stood there cannot be compared
	Taal    traject.Taal // of Oud and Nieuw; "" for that of the site
	Oud     string       // as plain text; "" when it was not there
	Nieuw   string       // as plain text; "" when it is gone
	Opmaak  bool         `json:",omitempty"` // the words are the same: only its markup, or where its links lead to
}

// Reeks returns the versions of the traject whose file now stands at path; nil
// when there are none.
func (g *Geschiedenis) Reeks(path string) *Reeks {
	if g == nil {
		return nil
	}
	return g.byPath[path]
}

// Options say what of the history is public.
type Options struct {
	Settings *traject.Settings // time zone, and what geschiedenis says
	Today    string            // 2006-01-02; what is later is no version yet
	// Privacy says what is no personal data. Everything else that looks like it
	// is masked.
	Privacy privacy.Options
	// Clean takes out of a file of the past what must not be seen any more,
	// before it is understood; nil when there is nothing. A file that will be
	// shown as text comes with all of it in Body.
	Clean func(*content.File)
	// Text does the same with the message of a commit.
	Text func(string) string
	// Cache keeps what the versions of a file are; nil when nothing is kept. Salt
	// tells apart whatever else they depend on: the program, site.yaml, and what
	// Clean takes out.
	Cache Cache
	Salt  string
}

// A Cache keeps bytes under a key, see package cache.
type Cache interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte)
}

// New makes the versions of every traject in h. A nil h gives a nil Geschiedenis.
// The error says why git could not be read.
func New(h *history.History, o Options) (*Geschiedenis, error) {
	if h == nil {
		return nil, nil
	}
	return Of(h.Files(), h.Blob, o)
}
