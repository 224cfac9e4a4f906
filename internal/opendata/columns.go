package opendata

import (
	"strconv"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// A Table is one of the tables.
type Table string

// The tables.
const (
	Signalen  Table = "signalen"
	Trajecten Table = "trajecten"
)

// A Kind says what stands in the cells of a column.
type Kind string

// The kinds of column.
const (
	Text    Kind = "tekst"
	Number  Kind = "getal"
	Datum   Kind = "datum"
	Choice  Kind = "keuze"
	YesNo   Kind = "ja-nee"
	Address Kind = "adres"
)

// Separator stands between the values of a cell that holds a list.
const Separator = "|"

// A Column is one column of a table.
type Column struct {
	Name     string    // stable: the head of the CSV, the key of the JSON
	Title    lang.Text // for people
	Text     lang.Text // what stands in it, in plain words, without a full stop
	Kind     Kind
	List     bool     // several values
	Required bool     // never empty
	Values   []string // of a Choice

	values func(r row) []string
}

// A row is what a row of a table is made of; s is nil in the table of trajecten.
type row struct {
	t *Traject
	s *Signaal
}

// Columns returns the columns of a table in their order. The first is its key.
func Columns(t Table) []Column {
	if t == Trajecten {
		return trajectColumns
	}
	return signaalColumns
}

func one[T ~string](f func(r row) T) func(r row) []string {
	return func(r row) []string {
		if v := string(f(r)); v != "" {
			return []string{v}
		}
		return nil
	}
}

func count(f func(r row) int) func(r row) []string {
	return func(r row) []string {
		if n := f(r); n > 0 {
			return []string{strconv.Itoa(n)}
		}
		return nil
	}
}

// total is count for what is known when it is none.
func total(f func(r row) int) func(r row) []string {
	return func(r row) []string { return []string{strconv.Itoa(f(r))} }
}

// plain returns a text without its markup.
func plain(m *traject.Markdown) string {
	if m == nil {
		return ""
	}
	return m.Doc().Text()
}

func choices(typeName, key string) []string {
	for _, k := range traject.Keys(typeName) {
		if k.Name == key {
			return k.Values
		}
	}
	panic("opendata: internal error: no key " + key)
}

func strs[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// quotes returns what people said literally.
func quotes(s *Signaal) (out []string) {
	for _, c := range s.Citaten {
		out = append(out, c.Tekst)
	}
	return out
}

// meetings returns the names of the bijeenkomsten at which s was collected.
func meetings(r row) (out []string) {
	for _, id := range r.s.OpgehaaldBij {
		name := id
		for _, b := range r.t.Bijeenkomsten {
			if b.ID == id {
				name = b.Naam
			}
		}
		out = append(out, name)
	}
	return out
}

func until(s *Signaal) (last traject.Datum) {
	if n := len(s.Uitgesteld); n > 0 {
		return s.Uitgesteld[n-1].Tot
	}
	return ""
}

func answered(t *Traject) (n int) {
	for _, s := range t.Signalen {
		if s.Antwoord() != traject.InBehandeling {
			n++
		}
	}
	return n
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func kindOf(s *Signaal) traject.Soort {
	if s.Soort == "" {
		return traject.Ervaring
	}
	return s.Soort
}

var signaalColumns = []Column{
	{Name: "adres", Title: lang.T("Adres", "Address"), Kind: Address, Required: true,
		Text:   lang.T("Het vaste adres van de pagina over dit signaal; geen twee rijen hebben hetzelfde", "The permanent address of the page on this signaal; no two rows have the same"),
		values: one(func(r row) string { return r.s.Adres })},
	{Name: "traject", Title: lang.T("Naam van het traject", "Name of the traject"), Kind: Text, Required: true,
		Text:   lang.T("De naam van het traject in het adres", "The name of the traject in the address"),
		values: one(func(r row) string { return r.t.Slug })},
	{Name: "id", Title: lang.T("Naam van het signaal", "Name of the signaal"), Kind: Text, Required: true,
		Text:   lang.T("De naam van het signaal in het adres", "The name of the signaal in the address"),
		values: one(func(r row) string { return r.s.ID })},
	{Name: "traject-titel", Title: lang.T("Titel van het traject", "Title of the traject"), Kind: Text, Required: true,
		Text:   lang.T("De titel van het traject", "The title of the traject"),
		values: one(func(r row) string { return r.t.Titel })},
	{Name: "organisatie", Title: lang.T("Organisatie", "Organisation"), Kind: Text, Required: true,
		Text:   lang.T("De gemeente of organisatie die antwoord gaf", "The municipality or organisation that answered"),
		values: one(func(r row) string { return r.t.Organisatie })},
	{Name: "onderwerpen", Title: lang.T("Onderwerpen", "Topics"), Kind: Text, List: true, Required: true,
		Text:   lang.T("Waar het over gaat", "What it is about"),
		values: func(r row) []string { return r.s.Onderwerpen }},
	{Name: "wijken", Title: lang.T("Wijken", "Neighbourhoods"), Kind: Text, List: true,
		Text: lang.T("Om welke wijken het gaat; zonder eigen wijken die van het traject", "Which neighbourhoods it concerns; without its own, those of the traject"),
		values: func(r row) []string {
			if len(r.s.Wijken) > 0 {
				return r.s.Wijken
			}
			return r.t.Wijken
		}},
	{Name: "soort", Title: lang.T("Soort", "Kind"), Kind: Choice, Required: true, Values: choices("Signaal", "soort"),
		Text:   lang.T("Wat voor inbreng het is", "What kind of input it is"),
		values: one(func(r row) traject.Soort { return kindOf(r.s) })},
	{Name: "signaal", Title: lang.T("Wat mensen zeiden", "What people said"), Kind: Text, Required: true,
		Text:   lang.T("Wat mensen zeiden", "What people said"),
		values: one(func(r row) string { return r.s.Signaal.Signaal })},
	{Name: "taal", Title: lang.T("Taal", "Language"), Kind: Text,
		Text:   lang.T("De taal van wat mensen zeiden, als dat niet de taal van de website is (code volgens BCP 47)", "The language of what people said, when it is not that of the site (BCP 47 code)"),
		values: one(func(r row) traject.Taal { return r.s.Taal })},
	{Name: "citaten", Title: lang.T("Citaten", "Quotations"), Kind: Text, List: true,
		Text:   lang.T("Wat een enkel mens letterlijk zei, zonder naam", "What one person said literally, without a name"),
		values: func(r row) []string { return quotes(r.s) }},
	{Name: "aantal", Title: lang.T("Keer gehoord", "Times heard"), Kind: Number,
		Text:   lang.T("Hoe vaak dit is gehoord; leeg is niet geteld", "How often this was heard; empty is not counted"),
		values: count(func(r row) int { return r.s.Aantal })},
	{Name: "bron", Title: lang.T("Bron", "Source"), Kind: Text,
		Text:   lang.T("De groep of organisatie die het zei", "The group or organisation that said it"),
		values: one(func(r row) string { return r.s.Bron })},
	{Name: "via", Title: lang.T("Via", "Through"), Kind: Text, List: true,
		Text:   lang.T("Door wie het werd doorgegeven aan de gemeente", "Who passed it on to the municipality"),
		values: func(r row) []string { return r.s.Via }},
	{Name: "opgehaald-bij", Title: lang.T("Opgehaald bij", "Collected at"), Kind: Text, List: true,
		Text:   lang.T("De bijeenkomsten waar dit werd gezegd", "The meetings at which this was said"),
		values: meetings},
	{Name: "ontvangen", Title: lang.T("Ontvangen", "Received"), Kind: Datum,
		Text:   lang.T("Wanneer de gemeente dit hoorde", "When the municipality heard this"),
		values: one(func(r row) traject.Datum { return r.s.Ontvangen })},
	{Name: "doelgroep", Title: lang.T("Doelgroep", "Group"), Kind: Text, List: true,
		Text:   lang.T("Over welke mensen het gaat", "Which people it concerns"),
		values: func(r row) []string { return r.s.Doelgroep }},
	{Name: "advies", Title: lang.T("Advies", "Advice"), Kind: Text,
		Text:   lang.T("Het kenmerk van het officiële advies waar dit in staat", "The number of the formal advice that holds this"),
		values: one(func(r row) string { return r.s.Advies })},
	{Name: "aanbeveling", Title: lang.T("Aanbeveling", "Recommendation"), Kind: Text,
		Text:   lang.T("Het nummer van de aanbeveling in dat advies", "The number of the recommendation in that advice"),
		values: one(func(r row) string { return r.s.Aanbeveling })},
	{Name: "gebaseerd-op", Title: lang.T("Gebaseerd op", "Based on"), Kind: Address, List: true,
		Text:   lang.T("De adressen van signalen waar dit op rust", "The addresses of signalen on which this rests"),
		values: func(r row) []string { return r.s.GebaseerdOp }},
	{Name: "besluit", Title: lang.T("Besluit", "Answer"), Kind: Choice, Required: true, Values: choices("Signaal", "besluit"),
		Text:   lang.T("Wat ermee is gedaan", "What was done with it"),
		values: one(func(r row) traject.Besluit { return r.s.Antwoord() })},
	{Name: "kort", Title: lang.T("Kort", "In short"), Kind: Text,
		Text:   lang.T("Het antwoord in een zin", "The answer in one sentence"),
		values: one(func(r row) string { return r.s.Kort })},
	{Name: "reden", Title: lang.T("Reden", "Reason"), Kind: Text,
		Text:   lang.T("Waarom er zo is geantwoord, zonder opmaak; met opmaak staat het in trajecten.json", "Why it was answered in this way, without markup; trajecten.json has it with markup"),
		values: one(func(r row) string { return plain(r.s.Reden) })},
	{Name: "besloten-door", Title: lang.T("Besloten door", "Decided by"), Kind: Text,
		Text:   lang.T("Wie dit besliste", "Who decided this"),
		values: one(func(r row) string { return r.s.Door })},
	{Name: "besloten-op", Title: lang.T("Besloten op", "Decided on"), Kind: Datum,
		Text:   lang.T("Wanneer dit werd beslist", "When this was decided"),
		values: one(func(r row) traject.Datum { return r.s.BeslotenOp })},
	{Name: "gevolg", Title: lang.T("Gevolg", "Consequence"), Kind: Text,
		Text:   lang.T("Wat er verandert, zonder opmaak", "What changes, without markup"),
		values: one(func(r row) string { return plain(r.s.Gevolg) })},
	{Name: "verandert-in", Title: lang.T("Verandert in", "Changes in"), Kind: Choice, List: true, Values: choices("Signaal", "verandert-in"),
		Text:   lang.T("Of het beleid verandert, de uitvoering, of allebei", "Whether policy changes, practice, or both"),
		values: func(r row) []string { return strs(r.s.VerandertIn) }},
	{Name: "uitvoerders", Title: lang.T("Uitvoerders", "Done by"), Kind: Text, List: true,
		Text:   lang.T("Wie het doet", "Who does it"),
		values: func(r row) []string { return r.s.Uitvoerders }},
	{Name: "gepland", Title: lang.T("Gepland", "Planned"), Kind: Datum,
		Text:   lang.T("Wanneer het klaar zou zijn", "When it was to be done"),
		values: one(func(r row) traject.Datum { return r.s.Gepland })},
	{Name: "uitgevoerd", Title: lang.T("Uitgevoerd", "Done"), Kind: Datum,
		Text:   lang.T("Wanneer het is gedaan", "When it was done"),
		values: one(func(r row) traject.Datum { return r.s.Uitgevoerd })},
	{Name: "doorgegeven-aan", Title: lang.T("Doorgegeven aan", "Passed on to"), Kind: Text,
		Text:   lang.T("Wie er wel over gaat", "Who does decide on it"),
		values: one(func(r row) string { return r.s.DoorgegevenAan })},
	{Name: "antwoord-ontvanger", Title: lang.T("Antwoord van de ontvanger", "Answer of the receiver"), Kind: Text,
		Text:   lang.T("Wat die antwoordde, zonder opmaak", "What they answered, without markup"),
		values: one(func(r row) string { return plain(r.s.AntwoordOntvanger) })},
	{Name: "verwacht", Title: lang.T("Verwacht", "Expected"), Kind: Datum,
		Text:   lang.T("Wanneer een antwoord zou komen: de eerste datum die is genoemd", "When an answer was to come: the first date that was given"),
		values: one(func(r row) traject.Datum { return r.s.Verwacht })},
	{Name: "uitgesteld-tot", Title: lang.T("Uitgesteld tot", "Put off until"), Kind: Datum,
		Text:   lang.T("De nieuwe datum, als het antwoord is uitgesteld", "The new date, when the answer was put off"),
		values: one(func(r row) traject.Datum { return until(r.s) })},
}

var trajectColumns = []Column{
	{Name: "adres", Title: lang.T("Adres", "Address"), Kind: Address, Required: true,
		Text:   lang.T("Het vaste adres van de pagina over dit traject; geen twee rijen hebben hetzelfde", "The permanent address of the page on this traject; no two rows have the same"),
		values: one(func(r row) string { return r.t.Adres })},
	{Name: "traject", Title: lang.T("Naam van het traject", "Name of the traject"), Kind: Text, Required: true,
		Text:   lang.T("De naam van het traject in het adres", "The name of the traject in the address"),
		values: one(func(r row) string { return r.t.Slug })},
	{Name: "titel", Title: lang.T("Titel", "Title"), Kind: Text, Required: true,
		Text:   lang.T("De titel", "The title"),
		values: one(func(r row) string { return r.t.Titel })},
	{Name: "samenvatting", Title: lang.T("Samenvatting", "Summary"), Kind: Text, Required: true,
		Text:   lang.T("Waar het over gaat, in een of twee zinnen", "What it is about, in one or two sentences"),
		values: one(func(r row) string { return r.t.Samenvatting })},
	{Name: "organisatie", Title: lang.T("Organisatie", "Organisation"), Kind: Text, Required: true,
		Text:   lang.T("De gemeente of organisatie die antwoord geeft", "The municipality or organisation that answers"),
		values: one(func(r row) string { return r.t.Organisatie })},
	{Name: "onderwerpen", Title: lang.T("Onderwerpen", "Topics"), Kind: Text, List: true, Required: true,
		Text:   lang.T("Waar het over gaat", "What it is about"),
		values: func(r row) []string { return r.t.Onderwerpen }},
	{Name: "wijken", Title: lang.T("Wijken", "Neighbourhoods"), Kind: Text, List: true,
		Text:   lang.T("Om welke wijken het gaat", "Which neighbourhoods it concerns"),
		values: func(r row) []string { return r.t.Wijken }},
	{Name: "phase", Title: lang.T("Stap", "Step"), Kind: Choice, Required: true, Values: choices("Traject", "phase"),
		Text:   lang.T("In welke stap het is", "The step it is in"),
		values: one(func(r row) string { return r.t.Phase.String() })},
	{Name: "doorlopend", Title: lang.T("Doorlopend", "Continuous"), Kind: YesNo, Required: true,
		Text:   lang.T("Of het nooit stopt, zoals een spreekuur", "Whether it never stops, as a weekly consultation"),
		values: one(func(r row) string { return yes(r.t.Doorlopend) })},
	{Name: "vraag", Title: lang.T("Vraag", "Question"), Kind: Text,
		Text:   lang.T("De vraag waar het om begon", "The question it began with"),
		values: one(func(r row) string { return r.t.Vraag })},
	{Name: "kenmerk", Title: lang.T("Kenmerk", "Reference number"), Kind: Text,
		Text:   lang.T("Het nummer van het traject", "The number of the traject"),
		values: one(func(r row) string { return r.t.Kenmerk })},
	{Name: "start", Title: lang.T("Begin", "Start"), Kind: Datum,
		Text:   lang.T("Wanneer het begon", "When it began"),
		values: one(func(r row) traject.Datum { return r.t.Start })},
	{Name: "bijgewerkt", Title: lang.T("Bijgewerkt", "Updated"), Kind: Datum,
		Text:   lang.T("Wanneer de pagina voor het laatst is veranderd", "When the page last changed"),
		values: one(func(r row) traject.Datum { return r.t.Bijgewerkt })},
	{Name: "besluit", Title: lang.T("Besluit", "Answer"), Kind: Choice, Values: choices("Traject", "besluit"),
		Text:   lang.T("Het antwoord op het geheel", "The answer to the whole"),
		values: one(func(r row) traject.Besluit { return r.t.Besluit })},
	{Name: "reden", Title: lang.T("Reden", "Reason"), Kind: Text,
		Text:   lang.T("Waarom er zo is geantwoord op het geheel, zonder opmaak", "Why the whole was answered in this way, without markup"),
		values: one(func(r row) string { return plain(r.t.Reden) })},
	{Name: "besloten-door", Title: lang.T("Besloten door", "Decided by"), Kind: Text,
		Text:   lang.T("Wie over het geheel besliste", "Who decided on the whole"),
		values: one(func(r row) string { return r.t.BeslotenDoor })},
	{Name: "besloten-op", Title: lang.T("Besloten op", "Decided on"), Kind: Datum,
		Text:   lang.T("Wanneer over het geheel werd beslist", "When the whole was decided"),
		values: one(func(r row) traject.Datum { return r.t.BeslotenOp })},
	{Name: "signalen", Title: lang.T("Aantal signalen", "Number of signalen"), Kind: Number, Required: true,
		Text:   lang.T("Hoeveel signalen erin staan", "How many signalen it holds"),
		values: total(func(r row) int { return len(r.t.Signalen) })},
	{Name: "beantwoord", Title: lang.T("Beantwoord", "Answered"), Kind: Number, Required: true,
		Text:   lang.T("Hoeveel daarvan een antwoord hebben", "How many of these have an answer"),
		values: total(func(r row) int { return answered(r.t) })},
	{Name: "bijeenkomsten", Title: lang.T("Bijeenkomsten", "Meetings"), Kind: Number, Required: true,
		Text:   lang.T("Hoeveel bijeenkomsten er waren", "How many meetings there were"),
		values: total(func(r row) int { return len(r.t.Bijeenkomsten) })},
}

// cell joins the values of a cell. What separates them cannot stand in one.
func cell(c Column, values []string) string {
	if !c.List {
		return strings.Join(values, " ")
	}
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = strings.ReplaceAll(v, Separator, "¦")
	}
	return strings.Join(parts, Separator)
}
