package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"weerklank/internal/traject"
)

// A CijfersView says in figures what people said and what was done with it. It
// counts what [Site.Telling] counts, so its figures are those of the other
// pages. Without anything to count only Telling and Voorbeelden are filled in.
type CijfersView struct {
	Frame
	Datum       traject.Datum // the day on which it was counted
	Telling     Telling       // every kind, also those that do not occur
	Procent     int           // how much of it has an answer; 0 when that is not said
	Voorbeelden int           // invented examples, which count nowhere
	Soorten     *Staven       // each kind of answer
	Ja, Nee     int           // adopted, wholly or in part; not adopted
	Doorgegeven int           // counts as neither
	Beloofd     *Beloofd
	Wachten     *Wachten
	Onderwerpen *Staven // one thing may stand in several rows
	Jaren       *Staven
	Duur        *Duur
}

// Staven is a bar chart, of which the table is the chart: each row has its bar.
type Staven struct {
	Naam      string  // of the figure: its texts stand under cijfers.<Naam>
	Procenten bool    // the rows say how many percent they are
	Rijen     []Staaf // what is seen at once
	Meer      []Staaf // the rest of a long list
	// Of all rows together; of Onderwerpen of every thing once.
	Aantal, Beantwoord, Gehoord int
}

// A Staaf is one row of Staven. Breedte and Rest are widths of its bar in
// percent of the longest: what has an answer, or all of it, and what still waits.
type Staaf struct {
	Titel      string          // from the content; "" for the text cijfers.<Naam>.<Sleutel>
	Sleutel    string          // of a row of the program
	Besluit    traject.Besluit // of a kind of answer
	Adres      string          // where they are listed; "" when nowhere
	Aantal     int
	Beantwoord int // of Onderwerpen and Jaren
	Gehoord    int
	Procent    int // of all rows
	Breedte    string
	Rest       string // "" when nothing waits
}

// Beloofd counts the answers after which something is to be done: every one
// that is adopted, and every other with a date for doing it.
type Beloofd struct {
	*Staven
	Gedaan   int // also when that was later than promised
	Later    int // done after the promised date, or that date is past and it is not done
	Onbekend int // nothing says whether it is done or when it will be
}

// The rows of Beloofd; each answer is in one.
const (
	beloofdOpTijd  = "op-tijd"
	beloofdZonder  = "gedaan-zonder-datum"
	beloofdLater   = "later-gedaan"
	beloofdNog     = "nog-niet"
	beloofdVoorbij = "voorbij"
	beloofdGeen    = "geen-datum"
)

// Wachten counts what has no answer yet.
type Wachten struct {
	*Staven
	TeLaat int
}

// Duur is how long an answer took, from ontvangen to besloten-op. Only answers
// count of which both dates are full days: a month is no day to count from.
type Duur struct {
	*Staven
	Zonder           int  // answers that do not count, because a date is missing, is no day or is still to come
	Mediaan, Traagst Tijd // half of them were there within the one, nine in ten within the other
	Langst           Tijd
}

// A Tijd is a number of days, of which one that began counts, and about how many
// weeks that is; Weken is 0 for less than two.
type Tijd struct{ Dagen, Weken int }

const (
	// procentVan is the smallest number of which percentages are given: of
	// less, one more or less would change them too much to mean something.
	procentVan = 20
	// traagstVan is how many answers have a slowest tenth.
	traagstVan = 10
	// cijfersRijen is how many rows of a long list are seen at once.
	cijfersRijen = 8
)

func (s *Site) cijfers() (any, error) {
	v := &CijfersView{Frame: s.frame(Cijfers, "/cijfers/"), Datum: traject.Datum(s.in.Today), Telling: s.telling.volledig()}
	var all []entry
	for _, d := range s.docs {
		switch {
		case s.counted(d):
			all = append(all, entriesOf(d)...)
		case shown(d) && d.Voorbeeld:
			v.Voorbeelden += len(d.Signalen)
		}
	}
	if len(all) == 0 {
		return v, nil
	}
	v.Procent = procent(v.Telling.Beantwoord, v.Telling.Totaal)
	v.Soorten = s.soorten(v.Telling)
	for _, c := range v.Telling.Counts {
		switch c.Besluit {
		case traject.Overgenomen, traject.DeelsOvergenomen:
			v.Ja += c.Aantal
		case traject.NietOvergenomen:
			v.Nee = c.Aantal
		case traject.Doorgegeven:
			v.Doorgegeven = c.Aantal
		}
	}
	v.Beloofd = s.beloofd(all)
	v.Wachten = s.wachten(all)
	v.Onderwerpen = s.perOnderwerp(v.Telling)
	v.Jaren = perJaar(all)
	v.Duur = duur(all, s.in.Today)
	return v, nil
}

// volledig returns t with every kind of answer, also those that do not occur.
func (t Telling) volledig() Telling {
	counts := make([]Count, 0, len(traject.Besluiten()))
	for _, b := range traject.Besluiten() {
		c := Count{Besluit: b, Adres: besluitAdres(b)}
		if i := slices.IndexFunc(t.Counts, func(c Count) bool { return c.Besluit == b }); i >= 0 {
			c = t.Counts[i]
		}
		counts = append(counts, c)
	}
	t.Counts = counts
	return t
}

func (s *Site) soorten(t Telling) *Staven {
	st := &Staven{Naam: "soorten", Aantal: t.Totaal, Gehoord: t.Gehoord}
	for _, c := range t.Counts {
		st.Rijen = append(st.Rijen, Staaf{Besluit: c.Besluit, Adres: c.Adres, Aantal: c.Aantal, Gehoord: c.Gehoord})
	}
	st.meet(true)
	return st
}

// newStaven returns Staven with a row for each of keys, and counts entries in
// the row that of names; "" is none.
func newStaven(naam string, entries []entry, keys []string, of func(entry) string) *Staven {
	st := &Staven{Naam: naam}
	for _, k := range keys {
		st.Rijen = append(st.Rijen, Staaf{Sleutel: k})
	}
	for _, e := range entries {
		i := slices.Index(keys, of(e))
		if i < 0 {
			continue
		}
		heard := max(1, e.s.Aantal)
		st.Rijen[i].Aantal++
		st.Rijen[i].Gehoord += heard
		st.Aantal++
		st.Gehoord += heard
	}
	st.meet(true)
	return st
}

func (s *Site) beloofd(all []entry) *Beloofd {
	b := &Beloofd{}
	b.Staven = newStaven("beloofd", all, []string{beloofdOpTijd, beloofdZonder, beloofdLater, beloofdNog, beloofdVoorbij, beloofdGeen}, func(e entry) string {
		switch s.stand(e).Soort {
		case traject.StandGedaan:
			switch {
			case e.s.Gepland == "":
				return beloofdZonder
			// What was promised for a quarter and done in a month of it is in time.
			case e.s.Gepland.Before(e.s.Uitgevoerd):
				return beloofdLater
			}
			return beloofdOpTijd
		case traject.StandGepland:
			return beloofdNog
		case traject.StandOverTijd:
			return beloofdVoorbij
		case traject.StandOnbekend:
			return beloofdGeen
		}
		return ""
	})
	for _, r := range b.Rijen {
		switch r.Sleutel {
		case beloofdOpTijd, beloofdZonder:
			b.Gedaan += r.Aantal
		case beloofdLater:
			b.Gedaan += r.Aantal
			b.Later += r.Aantal
		case beloofdVoorbij:
			b.Later += r.Aantal
		case beloofdGeen:
			b.Onbekend = r.Aantal
		}
	}
	return b
}

func (s *Site) wachten(all []entry) *Wachten {
	keys := []string{string(traject.StandVerwacht), string(traject.StandVerschoven), string(traject.StandTeLaat), string(traject.StandZonderDatum)}
	w := &Wachten{Staven: newStaven("wachten", all, keys, func(e entry) string { return string(s.stand(e).Soort) })}
	w.TeLaat = w.Rijen[slices.Index(keys, string(traject.StandTeLaat))].Aantal
	return w
}

// stand says how far an entry is, as every page says it.
func (s *Site) stand(e entry) Stand {
	return e.s.Stand(s.in.Today, s.in.Settings.Reactietermijn)
}

func (s *Site) perOnderwerp(t Telling) *Staven {
	st := &Staven{Naam: "onderwerpen", Aantal: t.Totaal, Beantwoord: t.Beantwoord, Gehoord: t.Gehoord}
	for _, t := range s.topicList {
		if n := t.kaart.Telling; n.Totaal > 0 {
			st.Rijen = append(st.Rijen, Staaf{Titel: t.name, Adres: topicAdres(t.slug), Aantal: n.Totaal, Beantwoord: n.Beantwoord, Gehoord: n.Gehoord})
		}
	}
	slices.SortStableFunc(st.Rijen, func(a, b Staaf) int { return cmp.Compare(b.Aantal, a.Aantal) })
	st.meet(false)
	st.cut()
	return st
}

// jaarOnbekend is the row of what has no date.
const jaarOnbekend = "onbekend"

// jaarVan returns the year of the answer; of what has none the year of receipt.
func jaarVan(e entry) string {
	d := e.s.BeslotenOp
	if e.s.Besluit == traject.InBehandeling {
		d = e.s.Ontvangen
	}
	if d == "" {
		return ""
	}
	return string(d[:4])
}

func perJaar(all []entry) *Staven {
	per := map[string][]entry{}
	for _, e := range all {
		per[jaarVan(e)] = append(per[jaarVan(e)], e)
	}
	st := &Staven{Naam: "jaren"}
	for jaar, es := range per {
		n := tel(es)
		r := Staaf{Titel: jaar, Aantal: n.Totaal, Beantwoord: n.Beantwoord, Gehoord: n.Gehoord}
		if jaar == "" {
			r.Sleutel = jaarOnbekend
		}
		st.Rijen = append(st.Rijen, r)
		st.Aantal += n.Totaal
		st.Beantwoord += n.Beantwoord
		st.Gehoord += n.Gehoord
	}
	slices.SortFunc(st.Rijen, func(a, b Staaf) int { return cmp.Compare(b.Titel, a.Titel) })
	st.meet(false)
	st.cut()
	return st
}

// duurRij returns the row of Duur for an answer that took so many days.
func duurRij(days int) string {
	switch {
	case days <= 6*7:
		return "6-weken"
	case days <= 13*7:
		return "13-weken"
	case days <= 182:
		return "half-jaar"
	case days <= 365:
		return "jaar"
	}
	return "langer"
}

func duur(all []entry, today string) *Duur {
	d := &Duur{}
	took := map[*DocSignaal]int{}
	var days []int
	for _, e := range all {
		if e.s.Besluit == traject.InBehandeling {
			continue
		}
		// An answer of a day that is still to come is a wrong year: nobody waited that long.
		if n, ok := daysBetween(e.s.Ontvangen, e.s.BeslotenOp); ok && e.s.BeslotenOp.Start() <= today {
			took[e.s] = n
			days = append(days, n)
		} else {
			d.Zonder++
		}
	}
	d.Staven = newStaven("duur", all, []string{"6-weken", "13-weken", "half-jaar", "jaar", "langer"}, func(e entry) string {
		if n, ok := took[e.s]; ok {
			return duurRij(n)
		}
		return ""
	})
	if n := len(days); n > 0 {
		slices.Sort(days)
		d.Mediaan, d.Langst = tijd(days[(n-1)/2]), tijd(days[n-1])
		if n >= traagstVan {
			d.Traagst = tijd(days[(9*n+9)/10-1])
		}
	}
	return d
}

// daysBetween returns how many days lie between two dates that are days, and
// false when they are not or stand in the wrong order.
func daysBetween(from, to traject.Datum) (int, bool) {
	a, err := time.Parse(time.DateOnly, string(from))
	if err != nil {
		return 0, false
	}
	b, err := time.Parse(time.DateOnly, string(to))
	if err != nil || b.Before(a) {
		return 0, false
	}
	return int(b.Sub(a).Hours()) / 24, true
}

func tijd(days int) Tijd {
	t := Tijd{Dagen: max(1, days)}
	if days >= 14 {
		t.Weken = (days + 3) / 7
	}
	return t
}

// meet gives the rows the widths of their bars and, where they are parts of a
// whole, their percentages.
func (st *Staven) meet(parts bool) {
	longest := 0
	for _, r := range st.Rijen {
		longest = max(longest, r.Aantal)
	}
	for i := range st.Rijen {
		r := &st.Rijen[i]
		full := r.Aantal
		if !parts {
			full = r.Beantwoord
		} else {
			r.Procent = procent(r.Aantal, st.Aantal)
			st.Procenten = st.Aantal >= procentVan
		}
		r.Breedte = breedte(full, longest)
		if full < r.Aantal {
			r.Rest = breedte(r.Aantal-full, longest)
		}
	}
}

// cut moves what is too much to see at once to Meer. A single row would gain
// nothing there.
func (st *Staven) cut() {
	if len(st.Rijen) > cijfersRijen+1 {
		st.Rijen, st.Meer = st.Rijen[:cijfersRijen], st.Rijen[cijfersRijen:]
	}
}

// breedte returns n as a percentage of the longest bar with one decimal, "0"
// for nothing. It counts in whole numbers, so that it is the same everywhere.
func breedte(n, longest int) string {
	if n == 0 {
		return "0"
	}
	p := max(5, n*1000/longest) // what there is can be seen
	return strconv.Itoa(p/10) + "." + strconv.Itoa(p%10)
}

// procent returns how many percent n is of all, rounded; 0 when there is too
// little to say so. What is not nothing is never 0, what is not all never 100.
func procent(n, all int) int {
	if all < procentVan || n == 0 {
		return 0
	}
	if n == all {
		return 100
	}
	return min(99, max(1, (200*n+all)/(2*all)))
}
