package site

import "weerklank/internal/traject"

// This file is what a theme gets to see: the data of each kind of page. A
// template that names a field which is not here is an error, never an empty
// page. Addresses in it ("/trajecten/wmo/") are those of DESIGN, without the
// path of the base URL; templates put it before them with the function href.

// A Kind is a kind of page. It is the name of its template, templates/<kind>.html.
type Kind string

// The kinds of page.
const (
	Home             Kind = "home"             // HomeView
	Trajecten        Kind = "trajecten"        // TrajectenView
	Traject          Kind = "traject"          // TrajectView
	Signaal          Kind = "signaal"          // SignaalPage
	Onderwerpen      Kind = "onderwerpen"      // OnderwerpenView
	Onderwerp        Kind = "onderwerp"        // OnderwerpView
	Bijeenkomsten    Kind = "bijeenkomsten"    // BijeenkomstenView
	Bijeenkomst      Kind = "bijeenkomst"      // BijeenkomstView
	Besluiten        Kind = "besluiten"        // BesluitenView
	Besluit          Kind = "besluit"          // BesluitView
	Cijfers          Kind = "cijfers"          // CijfersView
	Adviezen         Kind = "adviezen"         // AdviezenView
	Advies           Kind = "advies"           // AdviesView
	Nota             Kind = "nota"             // NotaView
	Pagina           Kind = "pagina"           // PaginaView
	Toegankelijkheid Kind = "toegankelijkheid" // ToegankelijkheidView
	Ingetrokken      Kind = "ingetrokken"      // IngetrokkenView
	Alias            Kind = "alias"            // AliasView
	NietGevonden     Kind = "niet-gevonden"    // NietGevondenView
	Zoeken           Kind = "zoeken"           // ZoekenView
	Register         Kind = "register"         // RegisterView
	Kenmerk          Kind = "kenmerk"          // KenmerkView
	Versies          Kind = "versies"          // VersiesView
	Versie           Kind = "versie"           // VersieView
	Poster           Kind = "poster"           // PosterView
	Brief            Kind = "brief"            // BriefView
	Data             Kind = "data"             // DataView
	Insluiten        Kind = "insluiten"        // InsluitenView
	Weggehaald       Kind = "weggehaald"       // WeggehaaldView
	Volgen           Kind = "volgen"           // VolgenView
)

// Kinds returns every kind of page, each of which needs a template.
func Kinds() []Kind {
	return []Kind{Home, Trajecten, Traject, Signaal, Onderwerpen, Onderwerp, Bijeenkomsten, Bijeenkomst,
		Besluiten, Besluit, Cijfers, Adviezen, Advies, Nota, Pagina, Toegankelijkheid, Ingetrokken, Alias, NietGevonden,
		Zoeken, Register, Kenmerk, Versies, Versie, Poster, Brief, Data, Insluiten, Weggehaald, Volgen}
}

// An Info is what every page of a site shares.
type Info struct {
	Titel         string
	Organisatie   string
	Taal          string // BCP 47 tag, for <html lang>
	BaseURL       string // absolute, with a slash at the end
	Contact       *traject.Contact
	Menu          []MenuItem
	Voet          []Ref  // pages linked in the footer
	Logo          string // address; "" without one
	LogoMaat      Size
	Favicon       string // address; "" for that of the theme
	Huisstijl     bool   // there is a house style: link /huisstijl.css
	Licht         bool   // that knows no dark: the site is light for everyone
	Voorbeeldsite bool   // show the banner of an example site
	LicentieData  string
	Vandaag       string // 2006-01-02
	Preview       bool   // made by `weerklank serve`
}

// A Size is that of an image, in pixels; 0 when it is not known.
type Size struct{ Breed, Hoog int }

// A MenuItem is one link of the menu.
type MenuItem struct {
	Titel  string       // "" for a part of the program: the theme's text menu.<Deel>
	Deel   string       // onderwerpen, bijeenkomsten, besluiten, cijfers, trajecten, adviezen; "" for a link of the site
	Adres  string       // of a part of the program
	Extern traject.Link // of the site's own item
}

// A Frame is what the frame around a page needs. Every view embeds it.
type Frame struct {
	Site         *Info
	Kind         Kind
	Adres        string // "/trajecten/wmo/"
	Titel        string // the h1 and the first part of <title>
	Omschrijving string // for <meta name="description">, plain text
	Kruimels     []Ref  // the way to this page, from home to its parent
	Deel         string // the menu item in which this page is
	NoIndex      bool   // keep out of search engines
	Voorbeeld    bool   // an invented example: mark the page
	Concept      bool   // not published yet; only in the preview

	Citaat *Citaat // how the page is cited; nil for one that is not cited by itself
}

// A Menu is the menu as it is on a page.
type Menu struct {
	Site *Info
	Deel string // the item in which the page is
	Hier string // the address of the page, when it is an item itself
}

// Menu returns the menu of the page. It is equal on pages on which it is the
// same, so that a template can make it once.
func (f Frame) Menu() Menu {
	m := Menu{Site: f.Site, Deel: f.Deel}
	for _, item := range f.Site.Menu {
		if item.Adres == f.Adres {
			m.Hier = f.Adres
		}
	}
	return m
}

// A Ref is a link to a page of the site.
type Ref struct{ Titel, Adres string }

// A SignaalRef is a link to a page that is mostly that of a signaal: its Titel is
// what people said then, in their own language.
type SignaalRef struct {
	Titel, Adres string
	Taal         traject.Taal // "" for that of the site
}

// A Count is how many answers there are of one kind.
type Count struct {
	Besluit traject.Besluit
	Aantal  int
	Gehoord int    // how often they were heard, as in Telling
	Adres   string // where they are listed; "" when nowhere
}

// A Telling counts answers. Counts holds every kind that occurs, in the order
// of traject.Besluiten, and always niet-overgenomen.
type Telling struct {
	Totaal     int // signalen
	Beantwoord int // of which have an answer
	Gehoord    int // how often all of them were heard, by aantal (at least Totaal)
	Counts     []Count
}

// A Stand is how far an answer is: whether it is done, or when it will be there.
type Stand = traject.Stand

// An Item is a signaal in a list: what was said, what was answered, and why in
// one glance.
type Item struct {
	Tekst          string       // what people said
	Taal           traject.Taal // of Tekst; "" for that of the site
	Adres          string       // its own page
	InVerband      string       // the same on the page of the traject: "/trajecten/wmo/#id"
	Besluit        traject.Besluit
	DoorgegevenAan string
	Kort           string // the answer in one sentence; else the beginning of the reden as plain text; may be ""
	Waarom         string // for a refusal with a Kort: the beginning of its reden as plain text; may be ""
	Stand          Stand
	Datum          traject.Datum // of the answer; "" when it is not known
	Door           string        // who decided
	Traject        Ref
	Organisatie    string // when it is another than the site's
	Onderwerpen    []Ref
	Aantal         int    // how often it was heard; 0 is not said
	Aanbeveling    string // its number in a formal advice
	Voorbeeld      bool
	Concept        bool
}

// A Lijst is a page of a long list of items, newest first.
type Lijst struct {
	Items       []*Item
	Totaal      int     // in all pages
	Nummer      int     // of this page under /pagina/; 0 for the newest, which has the list's own address
	Nieuwer     *Ref    // nil at the newest
	Ouder       *Ref    // nil at the oldest
	Sprongen    []Ref   // to other pages of a list that has many
	Voorbeelden []*Item // invented examples, apart from the rest and uncounted; only on the newest page
}

// A Kaart is a traject in a list.
type Kaart struct {
	Titel        string
	Adres        string
	Samenvatting string
	Phase        traject.Phase
	Doorlopend   bool
	Organisatie  string // when it is another than the site's
	Onderwerpen  []Ref
	Telling      Telling
	Bijgewerkt   traject.Datum // the last date known of it; "" when none is
	Voorbeeld    bool
	Concept      bool
	Ingetrokken  bool
}

// A Groep is a heading with trajecten, bijeenkomsten or topics below it.
type Groep struct {
	Titel         string // "2026", a neighbourhood, ...; "" for those without
	Anker         string // id of the heading
	Adres         string // of the list of its bijeenkomsten; "" where they stand here
	Bijeenkomsten []*BijeenkomstKaart
}

// A BijeenkomstKaart is a bijeenkomst in a list.
type BijeenkomstKaart struct {
	Naam       string
	Adres      string
	Datum      traject.Datum
	Plaats     string
	Wijk       string
	Vorm       string
	Aanwezigen int
	Toekomst   bool // it is still to come
	Traject    Ref
	Telling    Telling
	Voorbeeld  bool
	Concept    bool
}

// An OnderwerpKaart is a topic in a list.
type OnderwerpKaart struct {
	Titel        string
	Adres        string
	Samenvatting string
	Trajecten    int
	Telling      Telling
	Voorbeeld    bool // it has only invented examples
}

// An AdviesKaart is a formal advice in a list.
type AdviesKaart struct {
	Kenmerk, Titel, Van, Aan string
	Adres                    string
	Datum                    traject.Datum
	Traject                  Ref
	Telling                  Telling // its aanbevelingen
	Stand                    traject.AdviesStand
	Voorbeeld                bool
	Concept                  bool
}

// HomeView is the page that answers "what was done lately, and where is mine?".
type HomeView struct {
	Frame
	Laatste       []*Item             // the latest answers
	Voorbeelden   []*Item             // invented examples, when there are few real answers
	Bijeenkomsten []*BijeenkomstKaart // the latest, and those to come
	Onderwerpen   []*OnderwerpKaart
	Wijken        []Ref    // neighbourhoods, to their place on /bijeenkomsten/
	Trajecten     []*Kaart // the latest
	Telling       Telling
}

// TrajectenView is a page of the list of every traject, newest first.
type TrajectenView struct {
	Frame
	Kaarten     []*Kaart
	Nummer      int      // as in Lijst
	Nieuwer     *Ref     // nil at the newest
	Ouder       *Ref     // nil at the oldest
	Sprongen    []Ref    // as in Lijst
	Voorbeelden []*Kaart // only on the newest page
}

// A Fase is one of the four phases, as a traject stands in them.
type Fase struct {
	Phase   traject.Phase
	Datum   traject.Datum // when it began, when that is known
	Voorbij bool
	Huidig  bool
}

// MomentSoort is a kind of moment on the timeline.
type MomentSoort string

// The kinds of moment on the timeline.
const (
	MomentMijlpaal       MomentSoort = "mijlpaal"
	MomentBijeenkomst    MomentSoort = "bijeenkomst"
	MomentAdvies         MomentSoort = "advies"
	MomentReactie        MomentSoort = "reactie"
	MomentBesluit        MomentSoort = "besluit" // the answer on the whole, or the official decision
	MomentEvaluatie      MomentSoort = "evaluatie"
	MomentTerugkoppeling MomentSoort = "terugkoppeling"
)

// A Moment is one point of the timeline, oldest first.
type Moment struct {
	Datum    traject.Datum
	Soort    MomentSoort
	Phase    traject.Phase // the phase that began; 0 mostly
	Titel    string
	Tekst    *traject.Markdown
	Link     traject.Link // outside, or below
	Adres    string       // a page of the site
	Toekomst bool
}

// TrajectView is the heart of the site: one traject with everything that was
// said and answered. All keys of the front matter are reached through T.
type TrajectView struct {
	Frame
	T             *traject.Traject
	Kaart         *Kaart // the same traject as in lists: topics as links, figures
	Organisatie   string // responsible for it
	Contact       *traject.Contact
	Fasen         []Fase
	Datum         traject.Datum // when it was first public; "" when that is not known
	Tijdlijn      []Moment
	Signalen      []*SignaalView
	Bijeenkomsten []*BijeenkomstKaart
	Adviezen      []*AdviesKaart
	Grafieken     []*Grafiek  // one for each of T.Monitoring that has measurements
	Rondes        []*Ronde    // earlier and later rounds with this one between them; nil when it is the only one
	BeslotenDoor  string      // who gave the answer on the whole
	Nota          string      // address of the same for paper
	Versies       *VersiesRef // nil when there are none
	Poster, Brief string      // addresses of the same for the counter, and for a letter
}

// A SignaalView is one signaal with its answer, on the page of its traject and
// on its own. The keys of the front matter are reached through S.
type SignaalView struct {
	S                *traject.Signaal
	Adres            string // its own page
	InVerband        string // "/trajecten/wmo/#id"
	Besluit          traject.Besluit
	Stand            Stand
	Door             string // who decided: its own, the traject's or the site's besloten-door
	OpgehaaldBij     []*BijeenkomstKaart
	GebaseerdOp      []*Item
	BasisVan         []*Item // signalen that rest on this one
	Advies           *AdviesKaart
	Onderwerpen      []Ref                     // only those of its own
	OfficieelBesluit *traject.OfficieelBesluit // of the traject
	Contact          *traject.Contact          // where to ask; nil without one
	Fase             traject.Phase             // its own phase; 0 when it has none
}

// SignaalPage is the permanent page of one signaal.
type SignaalPage struct {
	Frame
	Signaal          *SignaalView
	Traject          *Kaart
	Contact          *traject.Contact
	Organisatie      string
	Vorige, Volgende *SignaalRef // the neighbours in the same traject
	Versies          *VersiesRef // its last changes; nil when there were none
}

// OnderwerpenView lists the topics.
type OnderwerpenView struct {
	Frame
	Onderwerpen []*OnderwerpKaart
	Namen       []Ref // of all, where there are too many to be shown like that
}

// OnderwerpView is one topic: every input and what was done with it.
type OnderwerpView struct {
	Frame
	Inleiding *traject.Markdown // nil without one
	Telling   Telling
	Trajecten []*Kaart // only on the newest page of the list
	Lijst     Lijst

	// Where there are more trajecten than fit: the list of all, and how many.
	AlleTrajecten   string
	AantalTrajecten int
}

// BijeenkomstenView lists the bijeenkomsten by date and by neighbourhood.
type BijeenkomstenView struct {
	Frame
	Jaren          []Groep
	Wijken         []Groep // only on the newest page
	Nieuwer, Ouder *Ref    // as in Lijst
	Sprongen       []Ref
}

// BijeenkomstView is one bijeenkomst: what was said there, and the answers.
type BijeenkomstView struct {
	Frame
	B       *traject.Bijeenkomst
	Kaart   *BijeenkomstKaart
	Traject *Kaart
	Items   []*Item
	Poster  string // address of its poster
}

// BesluitenView lists the kinds of answer with what each means.
type BesluitenView struct {
	Frame
	Telling Telling                     // every kind, also those that do not occur
	Laatste map[traject.Besluit][]*Item // the latest three of each
}

// BesluitView lists the answers of one kind.
type BesluitView struct {
	Frame
	Besluit traject.Besluit
	Telling Telling // only of this kind
	Lijst   Lijst
}

// AdviezenView lists the formal advice.
type AdviezenView struct {
	Frame
	Adviezen       []*AdviesKaart
	Nieuwer, Ouder *Ref // as in Lijst
	Sprongen       []Ref
}

// AdviesView is one formal advice with the answer to each recommendation.
type AdviesView struct {
	Frame
	A       *traject.Advies
	Kaart   *AdviesKaart
	Traject *Kaart
	Items   []*Item // by number of the aanbeveling
}

// PaginaView is a page that editors wrote.
type PaginaView struct {
	Frame
	P *traject.Page
}

// ToegankelijkheidView is the accessibility statement, from its fields.
type ToegankelijkheidView struct {
	Frame
	Verklaring *traject.Statement // nil when nothing was filled in
}

// IngetrokkenView says that a traject is no longer shown, since when and why.
type IngetrokkenView struct {
	Frame
	Datum   traject.Datum
	Reden   string
	Versies string // address of what stood there before; "" without history
}

// AliasView leads from an earlier address to the present one.
type AliasView struct {
	Frame
	Naar Ref
}

// NietGevondenView is the page for an address that does not exist.
type NietGevondenView struct {
	Frame
	Onderwerpen []*OnderwerpKaart
}
