package traject

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/markdown"
)

// A Besluit is what was answered to a signaal, as it is written in addresses
// and in data-besluit.
type Besluit string

// The answers.
const (
	Overgenomen      Besluit = "overgenomen"
	DeelsOvergenomen Besluit = "deels-overgenomen"
	NietOvergenomen  Besluit = "niet-overgenomen"
	BestaatAl        Besluit = "bestaat-al"
	Beantwoord       Besluit = "beantwoord"
	Doorgegeven      Besluit = "doorgegeven"
	InBehandeling    Besluit = "in-behandeling"
)

// Besluiten returns every answer, in the order in which pages list them.
func Besluiten() []Besluit {
	return []Besluit{Overgenomen, DeelsOvergenomen, NietOvergenomen, BestaatAl, Beantwoord, Doorgegeven, InBehandeling}
}

func (Besluit) words() []word {
	return []word{
		{name: "overgenomen", meant: []string{"ja", "yes", "true", "akkoord", "toegezegd", "goedgekeurd"}},
		{name: "deels-overgenomen", other: []string{"gedeeltelijk-overgenomen", "deels"}, meant: []string{"gedeeltelijk"}},
		{name: "niet-overgenomen", meant: []string{"nee", "no", "false", "niet", "afgewezen", "geweigerd"}},
		{name: "bestaat-al", meant: []string{"bestaat", "is-er-al"}},
		{name: "beantwoord", meant: []string{"antwoord", "uitgelegd"}},
		{name: "doorgegeven", other: []string{"doorverwezen"}, meant: []string{"doorgestuurd"}},
		{name: "in-behandeling", meant: []string{"open", "later", "loopt", "nog-niet", "onbekend"}},
	}
}

// A Phase is where a traject is in the lemniscaat: 1 to 4; 0 is unknown.
type Phase int

// The phases of the lemniscaat.
const (
	Verzamelen    Phase = 1
	Vertalen      Phase = 2
	Aanpassen     Phase = 3
	Terugkoppelen Phase = 4
)

// Phases returns the four phases in their order.
func Phases() []Phase { return []Phase{Verzamelen, Vertalen, Aanpassen, Terugkoppelen} }

// String returns the phase as it is written in front matter.
func (p Phase) String() string {
	if p < 1 || p > 4 {
		return ""
	}
	return p.words()[p-1].name
}

func (Phase) words() []word {
	return []word{
		{name: "verzamelen", other: []string{"1", "ervaringen-verzamelen"}, meant: []string{"fase-1", "phase-1", "stap-1"}},
		{name: "vertalen", other: []string{"2", "ervaringen-vertalen"}, meant: []string{"fase-2", "phase-2", "stap-2"}},
		{name: "aanpassen", other: []string{"3", "ontwikkelen-of-aanpassen", "ontwikkelen", "beleid-en-uitvoering-aanpassen", "beleid-en-uitvoering-ontwikkelen-of-aanpassen"},
			meant: []string{"fase-3", "phase-3", "stap-3"}},
		{name: "terugkoppelen", other: []string{"4", "evalueren-en-terugkoppelen", "evalueren"}, meant: []string{"fase-4", "phase-4", "stap-4", "klaar", "afgerond"}},
	}
}

// A Soort is the kind of input that a signaal is.
type Soort string

// Ervaring is the kind of a signaal that does not say it.
const Ervaring Soort = "ervaring"

// Vraag is a question; it is answered rather than adopted.
const Vraag Soort = "vraag"

func (Soort) words() []word {
	return plain("ervaring", "idee", "vraag", "zorg", "inspraakreactie", "zienswijze", "advies", "uitdaging")
}

// notASoort holds what concerns one person and has a procedure of its own, so
// that it must not be published here.
var notASoort = map[string]bool{"bezwaar": true, "klacht": true, "melding": true, "aanvraag": true}

// A Rol is the part that an organisation or group had.
type Rol string

func (Rol) words() []word {
	return plain("gemeente", "gemeenteraad", "adviesraad", "belangenorganisatie", "inwonersgroep", "meedenkers",
		"meedoeners", "ervaringsdeskundigen", "uitvoerder", "opdrachtgever", "onafhankelijk-begeleider")
}

// A Participatieniveau says how much say people had.
type Participatieniveau string

func (Participatieniveau) words() []word {
	return plain("informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen")
}

// VerandertIn says where something changes.
type VerandertIn string

func (VerandertIn) words() []word { return plain("beleid", "uitvoering") }

// JaNee is a yes, a no, or "" when it was not said.
type JaNee string

// The values of a JaNee.
const (
	Ja  JaNee = "ja"
	Nee JaNee = "nee"
)

func (JaNee) words() []word {
	return []word{{name: "ja", other: []string{"true", "yes"}}, {name: "nee", other: []string{"false", "no"}}}
}

// A word is one value of a closed list, with other spellings of it.
type word struct {
	name  string
	other []string
	meant []string // what people write who likely mean it; proposed, not accepted
}

func plain(names ...string) []word {
	ws := make([]word, len(names))
	for i, n := range names {
		ws[i].name = n
	}
	return ws
}

// fold makes the spellings of a value equal that mean the same: "Deels
// overgenomen" and deels_overgenomen are deels-overgenomen.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\t' || r == '\n' || r == '/' || r == ','
	}), "-")
}

// folded reports whether s for certain is as fold would make it.
func folded(s string) bool {
	behind := byte('-')
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || behind == '-') {
			return false
		}
		behind = c
	}
	return behind != '-'
}

// choose returns which of ws value means, from 0.
func choose(ws []word, value string) (int, bool) {
	if strings.HasPrefix(strings.TrimSpace(value), "-") {
		return 0, false // -1 is no phase
	}
	v := fold(value)
	for i, w := range ws {
		if v == w.name {
			return i, true
		}
		for _, o := range w.other {
			if v == o {
				return i, true
			}
		}
	}
	return 0, false
}

// A Datum is a date as people know it: a day (2026-03-12), a month (2026-03), a
// quarter (2027-Q3) or a year (2026); "" is no date.
type Datum string

// ParseDatum reads one date in any of the spellings above. A quarter may be
// written with a small q. ok is false for what is no date of the calendar.
func ParseDatum(s string) (d Datum, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	year, rest, more := strings.Cut(s, "-")
	if len(year) != 4 || !digits(year) || year < "1900" || year > "2199" {
		return "", false
	}
	switch {
	case !more:
		return Datum(s), true
	case len(rest) == 2 && rest[0] == 'Q':
		return Datum(s), rest[1] >= '1' && rest[1] <= '4'
	case len(rest) == 2:
		_, err := time.Parse("2006-01", s)
		return Datum(s), err == nil
	}
	_, err := time.Parse(time.DateOnly, s)
	return Datum(s), err == nil
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// Start returns the first day of d, as 2006-01-02; "" when there is no date.
func (d Datum) Start() string { return d.day(false) }

// End returns the last day of d. A date that is a term ends with it.
func (d Datum) End() string { return d.day(true) }

func (d Datum) day(last bool) string {
	s := string(d)
	switch {
	case len(s) == 10 || s == "":
		return s
	case len(s) == 4:
		if last {
			return s + "-12-31"
		}
		return s + "-01-01"
	}
	first, months := s, 1
	if s[5] == 'Q' {
		first, months = fmt.Sprintf("%s-%02d", s[:4], 3*int(s[6]-'1')+1), 3
	}
	if !last {
		return first + "-01"
	}
	t, err := time.Parse("2006-01", first)
	if err != nil {
		return s
	}
	return t.AddDate(0, months, -1).Format(time.DateOnly)
}

// Before reports whether all of d lies before e begins. Both must be dates.
func (d Datum) Before(e Datum) bool { return d != "" && e != "" && d.End() < e.Start() }

// Past reports whether all of d lies before today (2006-01-02).
func (d Datum) Past(today string) bool { return d != "" && d.End() < today }

// Compare orders dates by their first day, then by their last.
func (d Datum) Compare(e Datum) int {
	return cmp.Or(cmp.Compare(d.Start(), e.Start()), cmp.Compare(d.End(), e.End()))
}

// A Link is the target of a link in front matter: an address with http, https,
// mailto or tel, or a place on the site. A file beside the text is kept as its
// path from the source folder: content/media/plan.pdf.
type Link string

// A Number is a measured value. It keeps how it was written.
type Number struct {
	Value float64
	Text  string
}

var (
	number = regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?$`)
	// 1.200 is a thousand two hundred to one reader and a bit over one to another.
	unclearNumber = regexp.MustCompile(`^-?[1-9][0-9]{0,2}\.[0-9]{3}$`)
)

func parseNumber(s string) (*Number, bool) {
	s = strings.TrimSpace(s)
	if !number.MatchString(s) || unclearNumber.MatchString(s) {
		return nil, false
	}
	f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return &Number{f, s}, err == nil
}

// A Markdown is a text with markup: the body of a file, or the value of a key.
// It knows where it stands, for problems and for relative links.
type Markdown struct {
	Text string
	File *content.File
	node *yaml.Node // nil for the body

	once sync.Once
	doc  *markdown.Doc
}

// Doc returns the text parsed. It is parsed once, for the checks, the summary
// and every page that shows it.
func (m *Markdown) Doc() *markdown.Doc {
	m.once.Do(func() { m.doc = markdown.Parse([]byte(m.Text)) })
	return m.doc
}

// Adopt makes d what Doc returns: the same text was parsed elsewhere.
func (m *Markdown) Adopt(d *markdown.Doc) { m.once.Do(func() { m.doc = d }) }

// Place returns the place in the file of the part of the text that begins at
// byte offset and reads snippet.
func (m *Markdown) Place(offset int, snippet string) diag.Range {
	if m.node != nil {
		return m.File.Locate(m.node, offset, snippet)
	}
	at := m.File.BodyOffset() + offset
	return diag.Range{Start: m.File.Pos(at), End: m.File.Pos(at + len(snippet))}
}

// InValue reports whether m is the value of a key rather than a body.
func (m *Markdown) InValue() bool { return m.node != nil }

// Path returns the path of the file in which m stands.
func (m *Markdown) Path() string { return m.File.Path }

// NewMarkdown returns the body of f as a text, nil when it is blank.
func NewMarkdown(f *content.File) *Markdown {
	if len(bytes.TrimSpace(f.Body)) == 0 {
		return nil
	}
	return &Markdown{Text: string(f.Body), File: f}
}

// AddWeeks returns the day that lies n weeks after the last day of d; "" when
// there is no date.
func (d Datum) AddWeeks(n int) Datum {
	t, err := time.Parse(time.DateOnly, d.End())
	if err != nil || n > 52*100 {
		return ""
	}
	return Datum(t.AddDate(0, 0, 7*n).Format(time.DateOnly))
}

// IDPrefix returns what tells the ids inside this text from those of other
// texts of the same file: "" for the body, else its line.
func (m *Markdown) IDPrefix() string {
	if m.node == nil {
		return ""
	}
	return fmt.Sprintf("r%d-", m.node.Line)
}
