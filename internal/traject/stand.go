package traject

import (
	"cmp"
	"time"
)

// StandSoort says how far an answer is.
type StandSoort string

// How far an answer is. The empty StandSoort: there is nothing to wait for.
const (
	StandGedaan      StandSoort = "gedaan"       // done, on Datum
	StandGepland     StandSoort = "gepland"      // promised for Datum
	StandOverTijd    StandSoort = "over-tijd"    // promised for Datum, which is past, and not done
	StandOnbekend    StandSoort = "onbekend"     // adopted, but not said when
	StandVerwacht    StandSoort = "verwacht"     // no answer yet, expected by Datum
	StandVerschoven  StandSoort = "verschoven"   // no answer yet; moved Keer times, first Eerst, now Datum, because of Reden
	StandTeLaat      StandSoort = "te-laat"      // no answer yet, and Datum is past (Keer and Eerst as above, may be zero)
	StandZonderDatum StandSoort = "zonder-datum" // no answer yet, and not said when
)

// A Stand is how far an answer is: whether it is done, or when it will be there.
type Stand struct {
	Soort StandSoort
	Datum Datum
	Eerst Datum  // the first date, when it moved
	Keer  int    // how often it moved
	Reden string // why it moved the last time
}

// Wacht reports whether there is no answer yet.
func (s Stand) Wacht() bool {
	switch s.Soort {
	case StandVerwacht, StandVerschoven, StandTeLaat, StandZonderDatum:
		return true
	}
	return false
}

// Verloop is what of a signaal says how far its answer is. Pages, rules and the
// status report all ask it, so that they say the same.
type Verloop struct {
	Besluit             Besluit // InBehandeling without an answer
	Soort               Soort
	Ontvangen, Verwacht Datum
	Uitgesteld          []*Uitstel
	Gepland, Uitgevoerd Datum
}

// Verloop returns what says how far the answer to s is.
func (s *Signaal) Verloop() Verloop {
	return Verloop{s.Antwoord(), s.Soort, s.Ontvangen, s.Verwacht, s.Uitgesteld, s.Gepland, s.Uitgevoerd}
}

// Eerst returns the day by which an answer was first expected; "" when that was
// not said, nor a term was promised for it.
func (v *Verloop) Eerst(r Reactietermijn) Datum {
	if term := r.Voor(v.Soort); v.Verwacht == "" && term > 0 {
		return v.Ontvangen.AddWeeks(term)
	}
	return v.Verwacht
}

// Stand returns how far the answer is on the day today, where answers are
// promised within r.
func (v *Verloop) Stand(today string, r Reactietermijn) Stand {
	if v.Besluit == InBehandeling {
		return v.waiting(today, r)
	}
	adopted := v.Besluit == Overgenomen || v.Besluit == DeelsOvergenomen
	switch {
	case v.Uitgevoerd != "" && v.Uitgevoerd.Start() <= today: // nothing was done on a day that is still to come
		return Stand{Soort: StandGedaan, Datum: v.Uitgevoerd}
	case v.Gepland == "" && adopted:
		return Stand{Soort: StandOnbekend}
	case v.Gepland == "":
		return Stand{}
	case v.Gepland.Past(today):
		return Stand{Soort: StandOverTijd, Datum: v.Gepland}
	}
	return Stand{Soort: StandGepland, Datum: v.Gepland}
}

func (v *Verloop) waiting(today string, r Reactietermijn) Stand {
	first := v.Eerst(r)
	st := Stand{Soort: StandVerwacht, Datum: first}
	for _, u := range v.Uitgesteld {
		st.Soort, st.Datum, st.Reden = StandVerschoven, u.Tot, u.Reden
		st.Keer++
	}
	if st.Keer > 0 {
		st.Eerst = first
	}
	switch {
	case st.Datum == "":
		st.Soort = StandZonderDatum
	case st.Datum.Past(today):
		st.Soort = StandTeLaat
	}
	return st
}

// TeLaatUitgesteld returns the first extension that was made when the term before
// it was past already, and that term; nil when there is none.
func (v *Verloop) TeLaatUitgesteld(r Reactietermijn) (late *Uitstel, term Datum) {
	term = v.Eerst(r)
	for _, u := range v.Uitgesteld {
		if term.Before(u.Op) {
			return u, term
		}
		term = cmp.Or(u.Tot, term)
	}
	return nil, ""
}

// An AdviesStand says how far the reply to an advies is.
type AdviesStand string

// How far the reply to an advies is.
const (
	AdviesBeantwoord AdviesStand = "beantwoord" // the reply is there
	AdviesWacht      AdviesStand = "wacht"      // the term is not over yet
	AdviesTeLaat     AdviesStand = "te-laat"    // the term is over
	AdviesOpen       AdviesStand = "open"       // no reply is recorded and no term
)

// Stand returns how far the reply to a is on the day today.
func (a *Advies) Stand(today string) AdviesStand {
	switch {
	case a.Reactie != nil && (a.Reactie.Datum != "" || a.Reactie.Document != ""):
		return AdviesBeantwoord
	case a.Termijn == "":
		return AdviesOpen
	case a.Termijn.Past(today):
		return AdviesTeLaat
	}
	return AdviesWacht
}

// Open returns the day for which e is planned, or on which people were asked,
// when its outcome is not there yet; "" when it is.
func (e *Evaluatie) Open() Datum {
	if e.Uitkomst != nil {
		return ""
	}
	return cmp.Or(e.Datum, e.Gepland)
}

// evaluatieMaanden is how many months an evaluation needs: whether something
// helps cannot be seen sooner, and its outcome takes no longer to write down.
const evaluatieMaanden = 3

// TeVroeg reports whether e is planned so soon after the answer was given that
// nobody can have noticed yet.
func (e *Evaluatie) TeVroeg(answered Datum) bool {
	return e.Open() != "" && e.Gepland != "" && answered != "" && e.Gepland.End() < answered.plusMonths(evaluatieMaanden)
}

// Verlopen reports whether the outcome of e should be there since long.
func (e *Evaluatie) Verlopen(today string) bool {
	op := e.Open()
	return op != "" && Datum(op.End()).plusMonths(evaluatieMaanden) < today
}

// plusMonths returns the day n months after the first day of d.
func (d Datum) plusMonths(n int) string {
	t, err := time.Parse(time.DateOnly, d.Start())
	if err != nil {
		return ""
	}
	return t.AddDate(0, n, 0).Format(time.DateOnly)
}
