package site

import (
	"cmp"
	"crypto/sha256"
	"reflect"
	"strings"

	"weerklank/internal/traject"
)

// A Doc is what is kept in memory of a traject: enough for every list, figure
// and link, so that the file itself is read again only when its page is made.
type Doc struct {
	Path         string
	Sum          [sha256.Size]byte // of the file as it was checked
	Slug         string
	Titel        string
	Samenvatting string
	Phase        traject.Phase
	Doorlopend   bool
	Onderwerpen  []string
	Wijken       []string
	Organisatie  string
	BeslotenDoor string
	Bijgewerkt   traject.Datum // the latest date known of it, see updated
	VervolgOp    string
	Start        traject.Datum // when it began, else when its first phase did
	Aliassen     []string
	Kenmerk      string
	Woorden      string // of its texts, for the search: see zoek.Fold

	Concept         bool
	PublicerenVanaf traject.Datum
	Ingetrokken     *traject.Ingetrokken
	Voorbeeld       bool

	Signalen      []*DocSignaal
	Bijeenkomsten []*traject.Bijeenkomst
	Adviezen      []*traject.Advies
	AdviesRegels  []int // the line on which each of Adviezen begins
	Evaluaties    []DocEvaluatie
	Momenten      []DocMoment
	Team          string

	Own  [2]traject.Datum // its datum and besloten-op
	Said traject.Datum    // its bijgewerkt
}

// A DocSignaal is what is kept in memory of a signaal.
type DocSignaal struct {
	ID, Tekst, Kort string
	Waarom          string // the beginning of the reden of a refusal, where Kort is not that
	traject.Verloop
	BeslotenOp                traject.Datum
	Onderwerpen, OpgehaaldBij []string
	Woorden                   [2]string // for the search: of its quotes, of its other texts
	Aantal                    int
	Regel                     int // the line of the file on which it begins
	Tot                       int // the first line that is not its own
	*Bijzonder                    // never nil
}

// Bijzonder is what few signalen have. Those that have nothing of it share one, which
// must stay empty: there may be very many.
type Bijzonder struct {
	Taal                 traject.Taal // of Tekst, when it is not that of the site
	Aliassen             []string
	DoorgegevenAan, Door string
	GebaseerdOp          []string
	Wijken, Kenmerken    []string
	Advies, Aanbeveling  string
}

var gewoon = &Bijzonder{}

// orGewoon returns b, or the one that is shared when it is empty.
func (b *Bijzonder) orGewoon() *Bijzonder {
	if reflect.ValueOf(b).Elem().IsZero() {
		return gewoon
	}
	return b
}

// A DocEvaluatie is what is kept in memory of an evaluation whose outcome is not
// there yet.
type DocEvaluatie struct {
	Signaal *DocSignaal // nil for one of the whole
	Op      traject.Datum
	Wie     string
	Regel   int
	Nr      int // in its list, from 1
}

// addEvaluaties adds those of es whose outcome is not there yet, and a moment for
// the others.
func (d *Doc) addEvaluaties(s *DocSignaal, es traject.Evaluaties) {
	for i, e := range es {
		if op := e.Open(); op != "" {
			d.Evaluaties = append(d.Evaluaties, DocEvaluatie{s, op, e.Wie, e.Start().Start.Line, i + 1})
		} else if e.Uitkomst != nil {
			d.addUitkomst(s, e, i+1)
		}
	}
}

// maxKort is how many letters of a reden stand in for an answer in one sentence;
// maxWaarom how many of it stand under such a sentence.
const maxKort, maxWaarom = 180, 140

// Summarize returns what is kept in memory of t.
func Summarize(t *traject.Traject) *Doc {
	d := describe(t)
	d.Woorden = trajectWords(t)
	i := 0
	for _, s := range t.Signalen {
		if s.ID == "" {
			continue
		}
		d.Signalen[i].Woorden = signaalWords(s, d.Signalen[i].Kort)
		i++
	}
	if d.Ingetrokken != nil {
		d.withdraw()
	}
	d.pack()
	return d
}

// describe is Summarize without the words for the search, and with all there is
// of what was withdrawn.
func describe(t *traject.Traject) *Doc {
	d := &Doc{
		Path: t.File.Path, Sum: sha256.Sum256(t.File.Source), Slug: t.Slug, Titel: t.Titel, Samenvatting: t.Samenvatting, Phase: t.Phase, Doorlopend: t.Doorlopend,
		Onderwerpen: t.Onderwerpen, Wijken: t.Wijken, Organisatie: t.Organisatie, BeslotenDoor: t.BeslotenDoor,
		VervolgOp: t.VervolgOp, Start: cmp.Or(t.Start, fasen(t)[0].Datum), Aliassen: t.Aliassen, Kenmerk: t.Kenmerk, Team: t.Team,
		Concept: t.Concept, PublicerenVanaf: t.PublicerenVanaf, Voorbeeld: t.Voorbeeld,
	}
	if t.Ingetrokken != nil {
		i := *t.Ingetrokken
		i.Forget()
		d.Ingetrokken = &i
	}
	d.Own, d.Said = [2]traject.Datum{t.Datum, t.BeslotenOp}, t.Bijgewerkt
	d.addEvaluaties(nil, t.Evaluatie)
	d.addMomenten(t)
	for i, s := range t.Signalen {
		if s.ID == "" {
			continue // reported; it has no address
		}
		ds := &DocSignaal{
			ID: s.ID, Tekst: s.Signaal, Kort: s.Kort, Verloop: s.Verloop(), Regel: s.Start().Start.Line,
			BeslotenOp: s.BeslotenOp, Onderwerpen: s.Onderwerpen, OpgehaaldBij: s.OpgehaaldBij, Aantal: s.Aantal,
			Tot: t.After("signalen"),
			Bijzonder: (&Bijzonder{
				Taal: s.Taal, Aliassen: s.Aliassen, DoorgegevenAan: s.DoorgegevenAan, Door: s.BeslotenDoor, GebaseerdOp: s.GebaseerdOp,
				Wijken: s.Wijken, Kenmerken: s.Kenmerken, Advies: s.Advies, Aanbeveling: s.Aanbeveling,
			}).orGewoon(),
		}
		if i+1 < len(t.Signalen) {
			ds.Tot = t.Signalen[i+1].Start().Start.Line
		}
		if ds.Kort == "" && s.Reden != nil {
			ds.Kort = shorten(s.Reden.Doc().Text(), maxKort)
		} else if s.Reden != nil && (ds.Besluit == traject.NietOvergenomen || ds.Besluit == traject.DeelsOvergenomen) {
			ds.Waarom = shorten(s.Reden.Doc().Text(), maxWaarom) // a refusal never stands in a list without its reason
		}
		ds.Uitgesteld = nil
		for _, u := range s.Uitgesteld {
			c := *u
			c.Forget()
			ds.Uitgesteld = append(ds.Uitgesteld, &c)
		}
		d.addEvaluaties(ds, s.Evaluatie)
		d.Signalen = append(d.Signalen, ds)
	}
	for _, b := range t.Bijeenkomsten {
		c := *b
		c.Forget()
		d.Bijeenkomsten = append(d.Bijeenkomsten, &c)
	}
	for _, a := range t.Adviezen {
		c := *a
		c.Forget()
		if c.Reactie != nil {
			r := *c.Reactie
			r.Forget()
			c.Reactie = &r
		}
		d.Adviezen = append(d.Adviezen, &c)
		d.AdviesRegels = append(d.AdviesRegels, a.Start().Start.Line)
	}
	// What the editor says goes before what can be derived.
	d.Bijgewerkt = cmp.Or(t.Bijgewerkt, d.latest("9999"))
	return d
}

// withdraw forgets every text of d but its title. Of what was withdrawn the
// addresses stay, and a link or a reference number that leads to one of them
// must not say what somebody said there.
func (d *Doc) withdraw() {
	d.Samenvatting, d.Woorden = "", ""
	for _, s := range d.Signalen {
		s.Tekst, s.Kort, s.Waarom, s.Woorden = d.Titel, "", "", [2]string{}
		b := *s.Bijzonder
		b.Taal = ""
		s.Bijzonder = b.orGewoon()
	}
	for _, b := range d.Bijeenkomsten {
		b.Naam, b.Plaats = d.Titel, ""
	}
	for _, a := range d.Adviezen {
		a.Titel = d.Titel
	}
}

// latest returns the latest date of what was published or decided that had
// begun on the day today.
func (d *Doc) latest(today string) (last traject.Datum) {
	look := func(dates ...traject.Datum) {
		for _, x := range dates {
			if x != "" && x.Start() <= today && (last == "" || last.Compare(x) < 0) {
				last = x
			}
		}
	}
	look(d.Own[:]...)
	for _, s := range d.Signalen {
		look(s.BeslotenOp, s.Uitgevoerd)
	}
	return last
}

// updated is Bijgewerkt on the day today, without git: a text cannot have been updated on a
// day that is still to come, so a wrong year does not get there.
func (d *Doc) updated(today string) traject.Datum {
	if d.Bijgewerkt.Start() <= today {
		return d.Bijgewerkt
	}
	return d.latest(today)
}

// shorten cuts s after a sentence, or else a word, that ends within n letters.
func shorten(s string, n int) string {
	if strings.Contains(s, "\n") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) <= n {
		return s
	}
	cut, letters := s, 0
	for i := range s {
		if letters == n {
			cut = s[:i]
			break
		}
		letters++
	}
	if len(cut) == len(s) {
		return s
	}
	if i := strings.LastIndex(cut, ". "); i > n/3 {
		return cut[:i+1]
	}
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + " …"
}

// Counted reports whether d counts in figures on the day today: it is published,
// not withdrawn, and no invented example.
func (d *Doc) Counted(today string) bool { return shown(d) && !d.Voorbeeld && !d.Waits(today) }

// Waits reports whether d is not published yet on the day today.
func (d *Doc) Waits(today string) bool {
	return d.Concept || d.PublicerenVanaf != "" && d.PublicerenVanaf.Start() > today
}

// adres returns the address of the traject.
func (d *Doc) adres() string { return "/trajecten/" + d.Slug + "/" }

// order returns the date by which a signaal stands in lists: of the answer,
// else of receipt, else of the traject.
func (d *Doc) order(s *DocSignaal) traject.Datum {
	return cmp.Or(s.BeslotenOp, s.Uitgevoerd, s.Ontvangen, d.Bijgewerkt)
}
