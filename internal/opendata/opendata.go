// Package opendata writes what is published of a site as files that programs
// read, and makes trajectory files of them again.
//
// There are two kinds. trajecten.json holds everything: each traject with the
// keys of its file, under the same names, so that [Files] turns it back into the
// same files. The tables (signalen and trajecten, as CSV and as JSON) hold what
// people count with: one row for each, every cell a plain value. [Columns] says
// what the columns are; the writers, the CSVW metadata, the page /data/ and the
// documentation are all made of it.
//
// Nothing is kept: [Write] asks for one traject at a time and writes all files
// in that one walk. Same trajecten, same day: same bytes.
//
// # What is not in it
//
// A caller gives only what is published and is no invented example. Of that,
// keys that no page shows are left out ([Private]), and so is what editors wrote
// for each other: comments. A traject that was withdrawn is only its address,
// title, date and reason.
//
// # The version of the format
//
// [Version] is "major.minor". The minor number goes up when a key or a column is
// added; programs must not mind what they do not know. The major number goes up
// when one is renamed, removed, or means something else.
package opendata

import (
	"io"
	"iter"
	"slices"

	"weerklank/internal/traject"
)

// Version is that of the format of all files, see above.
const Version = "1.0"

// A Set is what the files are made of.
type Set struct {
	Titel       string
	Organisatie string
	Taal        string // of the texts, as a BCP 47 tag
	Licentie    string // as site.yaml has it; "" when none was given
	Bron        string // the base URL, with a slash at the end
	Datum       string // the day on which it is made: 2006-01-02
	// Trajecten walks over what is published, in the same order each time. It
	// may be called more than once.
	Trajecten   iter.Seq2[*Traject, error]
	Ingetrokken []Ingetrokken
}

// A Traject is a traject with what only the site knows of it.
type Traject struct {
	*traject.Traject
	Adres       string // full address of its page
	Organisatie string // responsible for it
	Bijgewerkt  traject.Datum
	Versies     []Versie
	Signalen    []Signaal // those of the traject, in its order
}

// A Signaal is a signaal with what only the site knows of it.
type Signaal struct {
	*traject.Signaal
	Adres       string   // full address of its page
	Door        string   // who decided: its own, the traject's or the site's
	Onderwerpen []string // its own, or those of the traject
	GebaseerdOp []string // full addresses
}

// A Versie is a version of a traject that was public.
type Versie struct {
	Datum traject.Datum
	Adres string // full address
	Klein bool   // an editorial correction
}

// An Ingetrokken is a traject that is no longer shown.
type Ingetrokken struct {
	Adres string // full address
	Titel string
	Datum traject.Datum
	Reden string
}

// The files.
const (
	TrajectenJSON  = "trajecten.json"
	SignalenJSON   = "signalen.json"
	SignalenCSV    = "signalen.csv"
	SignalenExcel  = "signalen-excel.csv"
	TrajectenCSV   = "trajecten.csv"
	TrajectenExcel = "trajecten-excel.csv"
)

// Names returns the names of the files that Write makes, in order.
func Names() []string {
	return []string{TrajectenJSON, SignalenJSON, SignalenCSV, SignalenExcel, TrajectenCSV, TrajectenExcel}
}

// A writer makes one file.
type writer interface {
	begin(s *Set)
	traject(t *Traject)
	end() error
}

// Write makes the files whose names out has, in one walk over the trajecten.
func Write(s Set, out map[string]io.Writer) error {
	var ws []writer
	if w := out[TrajectenJSON]; w != nil {
		ws = append(ws, newTrajecten(w))
	}
	if w := out[SignalenJSON]; w != nil {
		ws = append(ws, newSignalen(w))
	}
	ws = append(ws, newTable(Signalen, out[SignalenCSV], out[SignalenExcel]), newTable(Trajecten, out[TrajectenCSV], out[TrajectenExcel]))
	for _, w := range ws {
		w.begin(&s)
	}
	for t, err := range s.Trajecten {
		if err != nil {
			return err
		}
		for _, w := range ws {
			w.traject(t)
		}
	}
	for _, w := range ws {
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

// private are the keys that no page shows, by "Type.key".
var private = []string{
	"Signaal.kenmerken", // who has the letter knows whose it is
	"Traject.concept",   // never true of what is published
	"Traject.voorbeeld", // likewise
	"Traject.ingetrokken",
}

// Private reports whether a key of the front matter is left out.
func Private(typeName, key string) bool { return slices.Contains(private, typeName+"."+key) }
