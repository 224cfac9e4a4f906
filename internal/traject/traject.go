// Package traject is the domain: what a traject, a signaal and an answer are,
// and how they are written down.
//
// [Parse] turns a file of content/trajecten/ into a [Traject] and reports every
// problem of its front matter at once: unknown, missing and repeated keys,
// values that are not understood. The Go types of this file are the schema: a
// field's tag names its key, the field's type says what is allowed in it, and
// keys.go says in words what it is for. Everything that depends on the schema
// (the decoder, `weerklank new --alles`, the documentation) reads it from here.
//
// A field's tag is `key:"name,option,..."` with the options
//
//	required      the key must be there and not be empty
//	alias=other   another spelling of the same key
//	short         a plain value instead of a mapping fills this field
//
// Text is plain text unless its type is *[Markdown]. What is absent is the zero
// value; an empty value is the same as an absent one.
package traject

import "weerklank/internal/content"

// A Traject is one process in which residents' input is used: one file.
type Traject struct {
	content.Node        // places of the keys
	Slug         string // from the file name; its address is /trajecten/<slug>/
	File         *content.File
	Body         *Markdown // the text below the front matter; nil when there is none

	Titel        string   `key:"titel,required"`
	Samenvatting string   `key:"samenvatting,required"`
	Phase        Phase    `key:"phase,required,alias=fase"`
	Doorlopend   bool     `key:"doorlopend"`
	Onderwerpen  []string `key:"onderwerpen,required"`
	Wijken       []string `key:"wijken"`

	Signalen []*Signaal `key:"signalen"`

	Besluit      Besluit   `key:"besluit"`
	Reden        *Markdown `key:"reden"`
	BeslotenDoor string    `key:"besloten-door"`
	BeslotenOp   Datum     `key:"besloten-op"`
	Uitkomst     *Markdown `key:"uitkomst"`
	Geleerd      *Markdown `key:"geleerd"`

	Vraag              string             `key:"vraag"`
	Kaders             []*Kader           `key:"kaders"`
	Participatieniveau Participatieniveau `key:"participatieniveau"`
	Methode            string             `key:"methode"`
	Grondslag          string             `key:"grondslag"`
	Betrokkenen        []*Betrokkene      `key:"betrokkenen"`
	Bijeenkomsten      []*Bijeenkomst     `key:"bijeenkomsten"`
	Adviezen           []*Advies          `key:"adviezen"`
	Mijlpalen          []*Mijlpaal        `key:"mijlpalen"`
	Evaluatie          Evaluaties         `key:"evaluatie"`
	Terugkoppeling     []*Terugkoppeling  `key:"terugkoppeling"`
	Monitoring         []*Indicator       `key:"monitoring"`
	Documenten         []*Document        `key:"documenten"`
	OfficieelBesluit   *OfficieelBesluit  `key:"officieel-besluit"`
	Nota               *Nota              `key:"nota"`

	Datum      Datum `key:"datum"`
	Start      Datum `key:"start"`
	Bijgewerkt Datum `key:"bijgewerkt"`

	Kenmerk     string   `key:"kenmerk"`
	VervolgOp   string   `key:"vervolg-op"`
	Aliassen    []string `key:"aliassen"`
	Team        string   `key:"team"`
	Contact     *Contact `key:"contact"`
	Organisatie string   `key:"organisatie"`

	Concept         bool         `key:"concept"`
	PublicerenVanaf Datum        `key:"publiceren-vanaf"`
	Ingetrokken     *Ingetrokken `key:"ingetrokken"`
	Voorbeeld       bool         `key:"voorbeeld"`
}

// A Signaal is one input of residents, or the collective story that many inputs
// tell, with the answer to it.
type Signaal struct {
	content.Node

	ID       string    `key:"id,required"`
	Aliassen []string  `key:"aliassen"`
	Signaal  string    `key:"signaal,required"`
	Taal     Taal      `key:"taal"` // of Signaal and of Citaten that do not say theirs
	Soort    Soort     `key:"soort"`
	Citaten  []*Citaat `key:"citaten"`

	Bron         string   `key:"bron"`
	Via          []string `key:"via"`
	OpgehaaldBij []string `key:"opgehaald-bij"`
	Ontvangen    Datum    `key:"ontvangen"`
	Doelgroep    []string `key:"doelgroep"`
	Wijken       []string `key:"wijken"`
	Aantal       int      `key:"aantal"`
	Kenmerken    []string `key:"kenmerken"`
	GebaseerdOp  []string `key:"gebaseerd-op"`
	Advies       string   `key:"advies"`
	Aanbeveling  string   `key:"aanbeveling"`

	Besluit      Besluit   `key:"besluit"` // absent: InBehandeling, see Antwoord
	Reden        *Markdown `key:"reden"`
	BeslotenDoor string    `key:"besloten-door"`
	BeslotenOp   Datum     `key:"besloten-op,alias=datum"`
	Kort         string    `key:"kort"`

	Gevolg      *Markdown     `key:"gevolg"`
	VerandertIn []VerandertIn `key:"verandert-in"`
	Uitvoerders []string      `key:"uitvoerders"`
	Gepland     Datum         `key:"gepland"`
	Uitgevoerd  Datum         `key:"uitgevoerd"`

	DoorgegevenAan    string    `key:"doorgegeven-aan"`
	AntwoordOntvanger *Markdown `key:"antwoord-ontvanger"`

	Verwacht   Datum      `key:"verwacht"`
	Uitgesteld []*Uitstel `key:"uitgesteld,alias=verdaagd"`

	Evaluatie   Evaluaties  `key:"evaluatie"`
	Onderwerpen []string    `key:"onderwerpen"`
	Documenten  []*Document `key:"documenten"`
	Phase       Phase       `key:"phase,alias=fase"`
}

// Antwoord returns the answer that the signaal has: without a besluit it is
// [InBehandeling].
func (s *Signaal) Antwoord() Besluit {
	if s.Besluit == "" {
		return InBehandeling
	}
	return s.Besluit
}

// A Citaat is what one person said, without a name.
type Citaat struct {
	content.Node
	Tekst string `key:"tekst,required,short"`
	Rol   string `key:"rol"` // as in "een mantelzorger"
	Taal  Taal   `key:"taal"`
}

// A Kader is something that was fixed beforehand: law, budget, an agreement.
type Kader struct {
	content.Node
	Tekst string `key:"tekst,required,short"`
	Door  string `key:"door"`
	Link  Link   `key:"link"`
}

// A Betrokkene is an organisation or a group that took part, never a resident by name.
type Betrokkene struct {
	content.Node
	Naam string `key:"naam,required"`
	Rol  Rol    `key:"rol"`
}

// A Bijeenkomst is where input was collected: an evening, a survey, a walk.
type Bijeenkomst struct {
	content.Node
	ID         string `key:"id,required"`
	Naam       string `key:"naam,required"`
	Datum      Datum  `key:"datum"`
	Plaats     string `key:"plaats"`
	Wijk       string `key:"wijk"`
	Vorm       string `key:"vorm"`
	Aanwezigen int    `key:"aanwezigen"`
	Verslag    Link   `key:"verslag"`
}

// An Advies is formal advice of an adviesraad; the signalen that name its
// kenmerk are its aanbevelingen.
type Advies struct {
	content.Node
	Kenmerk   string   `key:"kenmerk,required"`
	Titel     string   `key:"titel,required"`
	Van       string   `key:"van"`
	Aan       string   `key:"aan"`
	Datum     Datum    `key:"datum"`
	Gevraagd  JaNee    `key:"gevraagd"`
	Wettelijk JaNee    `key:"wettelijk"`
	Document  Link     `key:"document"`
	Termijn   Datum    `key:"termijn"`
	Reactie   *Reactie `key:"reactie"`
}

// A Reactie is the formal reply to an Advies.
type Reactie struct {
	content.Node
	Datum    Datum  `key:"datum"`
	Van      string `key:"van"`
	Document Link   `key:"document"`
}

// A Mijlpaal is a moment on the timeline. One with a Phase marks when that
// phase began.
type Mijlpaal struct {
	content.Node
	Datum Datum     `key:"datum,required"`
	Phase Phase     `key:"phase,alias=fase"`
	Titel string    `key:"titel,required"`
	Tekst *Markdown `key:"tekst"`
	Link  Link      `key:"link"`
}

// An Evaluatie says when it is asked whether it helped, who is asked, and what
// came out.
type Evaluatie struct {
	content.Node
	Gepland  Datum     `key:"gepland"`
	Wie      string    `key:"wie"`
	Datum    Datum     `key:"datum"`
	Uitkomst *Markdown `key:"uitkomst"`
}

// Evaluaties is one Evaluatie or a list of them.
type Evaluaties []*Evaluatie

// A Terugkoppeling says how and to whom it was reported back.
type Terugkoppeling struct {
	content.Node
	Datum  Datum  `key:"datum"`
	Kanaal string `key:"kanaal,required"`
	Aan    string `key:"aan"`
	Link   Link   `key:"link"`
}

// An Indicator is something that is measured more than once.
type Indicator struct {
	content.Node
	Naam     string    `key:"naam,required"`
	Eenheid  string    `key:"eenheid"`
	Metingen []*Meting `key:"metingen,required"`
}

// A Meting is one value of an Indicator.
type Meting struct {
	content.Node
	Datum  Datum   `key:"datum,required"`
	Waarde *Number `key:"waarde,required"`
}

// A Document is a file to read, here or elsewhere.
type Document struct {
	content.Node
	Titel        string `key:"titel,required"`
	Link         Link   `key:"link,required"`
	Datum        Datum  `key:"datum"`
	Toegankelijk JaNee  `key:"toegankelijk"` // whether the file meets WCAG; "" is unknown
	Alternatief  Link   `key:"alternatief"`  // where the same can be read by everyone
}

// An OfficieelBesluit is the formal decision elsewhere, on which this site says
// nothing but where it is.
type OfficieelBesluit struct {
	content.Node
	Titel  string `key:"titel,required"`
	Orgaan string `key:"orgaan"`
	Datum  Datum  `key:"datum"`
	Link   Link   `key:"link"`
}

// A Nota is the document in which a council or a college adopted the answers.
// What it adopted is that document, not what the site says today.
type Nota struct {
	content.Node
	VastgesteldOp Datum  `key:"vastgesteld-op,required"`
	Door          string `key:"door,required"`
	Document      Link   `key:"document,required"`
}

// A Contact is where people can ask.
type Contact struct {
	content.Node
	Email    string `key:"e-mail,alias=email"`
	Telefoon string `key:"telefoon"`
	Pagina   Link   `key:"pagina"`
}

// Ingetrokken says since when and why a traject is no longer shown.
type Ingetrokken struct {
	content.Node
	Datum Datum  `key:"datum,required"`
	Reden string `key:"reden,required"`
}

// An Uitstel is one extension of the time for an answer.
type Uitstel struct {
	content.Node
	Op    Datum  `key:"op"`
	Tot   Datum  `key:"tot,required"`
	Reden string `key:"reden"`
}
