package traject

import (
	"regexp"

	"weerklank/internal/content"
)

// Settings is content/site.yaml: the settings of the site.
type Settings struct {
	content.Node
	File *content.File

	Titel          string         `key:"titel,required"`
	Organisatie    string         `key:"organisatie,required"`
	BaseURL        string         `key:"base-url,required,alias=baseurl"`
	Taal           string         `key:"taal"`
	Tijdzone       string         `key:"tijdzone"`
	Contact        *Contact       `key:"contact"`
	Theme          string         `key:"theme,alias=thema"`
	Huisstijl      Link           `key:"huisstijl"`
	Logo           Link           `key:"logo"`
	Favicon        Link           `key:"favicon"`
	Reactietermijn Reactietermijn `key:"reactietermijn"`
	BeslotenDoor   string         `key:"besloten-door"`
	Menu           []*MenuItem    `key:"menu"`

	GeenPersoonsgegevens []*Allowed              `key:"geen-persoonsgegevens"`
	Regels               map[string]*RuleSetting `key:"regels"`
	Synoniemen           map[string][]string     `key:"synoniemen"`
	Woorden              map[string]string       `key:"woorden"` // word -> plainer word, "" when it is good
	Voorbeeldsite        bool                    `key:"voorbeeldsite"`
	Toegankelijkheid     *Statement              `key:"toegankelijkheid"`
	LicentieData         string                  `key:"licentie-data"`
	SecurityContact      Link                    `key:"security-contact"`
	Geschiedenis         *HistoryOptions         `key:"geschiedenis"`
}

// baseURL is an address whose path every link, header and redirect can carry as
// it stands: no escapes, no // that would lead to another host, no dots that
// climb.
var baseURL = regexp.MustCompile(`^(?i:https?)://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$|^(?i:https?)://\[[0-9a-fA-F:]+\](:[0-9]{1,5})?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$`)

// ValidBaseURL reports whether s is a full address that a site can have.
func ValidBaseURL(s string) bool { return baseURL.MatchString(s) }

// Reactietermijn is the time within which an answer is promised, in weeks;
// the zero value promises nothing.
type Reactietermijn struct {
	Weken    int           // for every soort
	PerSoort map[Soort]int // instead of Weken
}

// Voor returns the weeks promised for a soort, 0 when nothing is promised.
func (r Reactietermijn) Voor(s Soort) int {
	if s == "" {
		s = Ervaring
	}
	if r.PerSoort != nil {
		return r.PerSoort[s]
	}
	return r.Weken
}

// A MenuItem is one link of the menu.
type MenuItem struct {
	content.Node
	Titel string `key:"titel,required"`
	Link  Link   `key:"link,required"`
}

// Allowed is something that looks like personal data and is not.
type Allowed struct {
	content.Node
	Waarde string `key:"waarde,required"`
	Reden  string `key:"reden,required"`
}

// A RuleSetting changes the severity of a rule, for a reason.
type RuleSetting struct {
	content.Node
	Ernst Ernst  `key:"ernst,required"`
	Reden string `key:"reden,required"`
}

// An Ernst is a severity, as editors write it.
type Ernst string

func (Ernst) words() []word {
	return []word{{name: "uit", other: []string{"off"}}, {name: "info"}, {name: "waarschuwing", other: []string{"warning"}}, {name: "fout", other: []string{"error"}}}
}

// A Statement holds the fields of the legally required accessibility statement.
// The program renders what the municipality fills in and invents nothing.
type Statement struct {
	content.Node
	Status       string       `key:"status"` // A to E, as in the official register
	Register     Link         `key:"register"`
	Datum        Datum        `key:"datum"`
	Onderzoek    Link         `key:"onderzoek"`
	OnderzochtOp Datum        `key:"onderzocht-op"`
	Reikwijdte   string       `key:"reikwijdte"`
	Norm         string       `key:"norm"`
	Afwijkingen  []*Deviation `key:"afwijkingen"`
	Contact      *Contact     `key:"contact"`
	Termijn      string       `key:"termijn"`
}

// A Deviation is one criterion that the site does not meet.
type Deviation struct {
	content.Node
	Criterium    string `key:"criterium,required"`
	Beschrijving string `key:"beschrijving,required"`
	Oorzaak      string `key:"oorzaak"`
	Gevolg       string `key:"gevolg"`
	Alternatief  string `key:"alternatief"`
	Maatregel    string `key:"maatregel"`
	Planning     Datum  `key:"planning"`
}

// HistoryOptions says what the page of changes may show of the git history.
type HistoryOptions struct {
	content.Node
	Vanaf     Datum `key:"vanaf"` // the day on which the site became public; what is older is no version
	Berichten bool  `key:"berichten"`
	Auteurs   bool  `key:"auteurs"`
}

// Zoekvragen is content/zoekvragen.yaml: what the search of the site must find.
type Zoekvragen struct {
	content.Node
	File *content.File

	Vragen []*Zoekvraag `key:"vragen,required"`
}

// A Zoekvraag is what somebody may type, and the page that must then come first.
type Zoekvraag struct {
	content.Node
	Zoek string `key:"zoek,required"`
	Vind Link   `key:"vind,required"`
}

// A Page is a file of content/onderwerpen/ or content/paginas/.
type Page struct {
	content.Node
	Slug string
	File *content.File
	Body *Markdown

	Titel        string   `key:"titel,required"`
	Samenvatting string   `key:"samenvatting"`
	Bijgewerkt   Datum    `key:"bijgewerkt"`
	Concept      bool     `key:"concept"`
	Aliassen     []string `key:"aliassen"`
}
