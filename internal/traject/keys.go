package traject

import (
	"reflect"
	"strings"

	"weerklank/internal/lang"
)

// A Kind says what the value of a key is made of.
type Kind string

// The kinds of value.
const (
	KindText     Kind = "text"     // plain text on one line
	KindMarkdown Kind = "markdown" // text with markup
	KindDatum    Kind = "datum"    // a Datum
	KindLink     Kind = "link"     // a Link
	KindTaal     Kind = "taal"     // a Taal
	KindChoice   Kind = "choice"   // one of Values
	KindBool     Kind = "bool"     // true or false
	KindCount    Kind = "count"    // a whole number
	KindNumber   Kind = "number"   // a number, a comma may divide it
	KindKeys     Kind = "keys"     // the keys of Type
	KindNamed    Kind = "named"    // names chosen by the site; each has the keys of Type, or is a list of text
	KindWords    Kind = "words"    // words chosen by the site, each with a text that may be empty
	KindTermijn  Kind = "termijn"  // weeks: a whole number, or one for each of Values
)

// A Key is one key of the front matter, of site.yaml, or of a mapping in them,
// as the tags and types of the schema have it.
type Key struct {
	Name      string
	Aliases   []string // other spellings of Name
	Required  bool
	Kind      Kind
	List      bool     // a list of Kind
	OrOne     bool     // a List of which a single item may stand there without a dash
	Values    []string // what can be chosen, in their proper spelling
	Spellings []string // Values and what else is understood as one of them
	Type      string   // of KindKeys and KindNamed: the type that holds the keys
	Short     string   // of KindKeys: the key that a plain value fills; "" when there must be keys
	Max       int      // the largest count or term, or the most items of a list; 0 when there is no limit
}

// Keys returns the keys of a type of the schema, such as "Traject" or "Citaat",
// in the order in which they are best written. It is nil for any other name.
func Keys(typeName string) []Key {
	for t, fs := range schema {
		if t.Name() != typeName {
			continue
		}
		keys := make([]Key, len(fs))
		for i, f := range fs {
			keys[i] = Key{Name: f.name, Aliases: append([]string(nil), f.names[1:]...), Required: f.required}
			keys[i].describe(t.Field(f.index).Type)
		}
		return keys
	}
	return nil
}

// describe fills in what the Go type of a field says of its key. It has the
// same cases as decoder.value.
func (k *Key) describe(t reflect.Type) {
	if t.Kind() == reflect.Slice {
		k.List, k.OrOne = true, t == typeEvaluaties
		t = t.Elem()
		if k.Name == "aliassen" {
			k.Max = maxAliassen
		}
	}
	if c, ok := reflect.Zero(t).Interface().(chooser); ok {
		k.Kind = KindChoice
		k.choices(c)
		return
	}
	switch {
	case t == typeMarkdown:
		k.Kind = KindMarkdown
	case t == typeNumber:
		k.Kind = KindNumber
	case t == typeDatum:
		k.Kind = KindDatum
	case t == typeLink:
		k.Kind = KindLink
	case t == typeTaal:
		k.Kind = KindTaal
	case t == typeTermijn:
		k.Kind, k.Max = KindTermijn, maxWeken
		k.choices(Soort(""))
	case t == typeRules:
		k.Kind, k.Type = KindNamed, t.Elem().Elem().Name()
	case t == typeSynonyms:
		k.Kind = KindNamed
	case t == typeWords:
		k.Kind = KindWords
	case t.Kind() == reflect.Pointer:
		k.Kind, k.Type = KindKeys, t.Elem().Name()
		for _, f := range schema[t.Elem()] {
			if f.short {
				k.Short = f.name
			}
		}
	case t.Kind() == reflect.Bool:
		k.Kind = KindBool
		k.Values, k.Spellings = []string{"true", "false"}, []string{"true", "ja", "yes", "false", "nee", "no"}
	case t.Kind() == reflect.Int:
		k.Kind, k.Max = KindCount, maxCount
	default:
		k.Kind = KindText
	}
}

func (k *Key) choices(c chooser) {
	for _, w := range c.words() {
		k.Values = append(k.Values, w.name)
		k.Spellings = append(append(k.Spellings, w.name), w.other...)
	}
}

// KeyText says in one sentence, without a full stop, what a key is for.
func KeyText(typeName, key string) (lang.Text, bool) {
	doc, ok := docOf(typeName, key)
	return doc.text, ok
}

// Example returns a value for a key as YAML: one line, or several that go below
// the key and are indented further. It is "" for a key that does not exist.
func Example(typeName, key string) string {
	doc, ok := docOf(typeName, key)
	if !ok || doc.example != "" {
		return doc.example
	}
	for _, k := range Keys(typeName) {
		if k.Name == key && k.Kind == KindKeys {
			return exampleOf(k)
		}
	}
	return ""
}

// exampleOf puts the example of a mapping together from those of its keys: the
// required ones, or all when none is.
func exampleOf(k Key) string {
	keys := Keys(k.Type)
	required := false
	for _, nested := range keys {
		required = required || nested.Required
	}
	var lines []string
	for _, nested := range keys {
		if nested.Required || !required {
			lines = append(lines, Entry(nested.Name, Example(k.Type, nested.Name)))
		}
	}
	if k.List {
		return "- " + Indent(strings.Join(lines, "\n"), "  ")
	}
	return strings.Join(lines, "\n")
}

// Entry writes a key and its value, which is as [Example] returns it.
func Entry(key, value string) string {
	// No plain value holds a colon followed by a space, so that is a mapping.
	mapping := !strings.ContainsAny(value[:min(1, len(value))], "\"'[{") && strings.Contains(value, ": ")
	if mapping || strings.HasPrefix(value, "- ") {
		return key + ":\n  " + Indent(value, "  ")
	}
	return key + ": " + value
}

// Indent puts prefix before every line of s but the first.
func Indent(s, prefix string) string { return strings.ReplaceAll(s, "\n", "\n"+prefix) }

// docOf finds what is written about a key: for its type, or for every type that
// has it.
func docOf(typeName, key string) (keyDoc, bool) {
	if !hasKey(typeName, key) {
		return keyDoc{}, false
	}
	if doc, ok := keyDocs[typeName+"."+key]; ok {
		return doc, true
	}
	doc, ok := keyDocs[key]
	return doc, ok
}

func hasKey(typeName, key string) bool {
	for t, fs := range schema {
		if t.Name() == typeName {
			for _, f := range fs {
				if f.name == key {
					return true
				}
			}
		}
	}
	return false
}

// A keyDoc is what people read about a key. A key with keys below it needs no
// example: it is made of theirs.
type keyDoc struct {
	text    lang.Text
	example string
}

// keyDocs is by "Type.key", or by "key" for every type that has no text of its
// own. Texts are for people who write for residents, not for programmers.
var keyDocs = map[string]keyDoc{
	"aliassen": {lang.T("Eerdere namen in het adres, zodat oude links blijven werken", "Earlier names in the address, so that old links keep working"),
		"[oude-naam]"},
	"besloten-door": {lang.T("Wie dit besliste: het college, de gemeenteraad of een team, nooit de naam van een medewerker", "Who decided this: the college, the council or a team, never the name of an employee"),
		"college van burgemeester en wethouders"},
	"besloten-op": {lang.T("De dag waarop dit werd beslist", "The day on which this was decided"),
		"2026-09-16"},
	"bijgewerkt": {lang.T("Wanneer de tekst voor het laatst is veranderd; zonder deze regel de laatste datum die in het bestand staat", "When the text was last changed; without this line the latest date in the file"),
		"2026-11-10"},
	"concept": {lang.T("Met true wordt dit nog niet gepubliceerd; in het voorbeeld op uw eigen computer is het wel te zien", "With true this is not published yet; the preview on your own computer does show it"),
		"true"},
	"contact": {lang.T("Waar mensen met vragen terechtkunnen", "Where people can go with questions"),
		""},
	"documenten": {lang.T("Documenten die mensen kunnen lezen, zoals een verslag of een onderzoek", "Documents that people can read, such as a report or a study"),
		""},
	"evaluatie": {lang.T("Wanneer u vraagt of het heeft geholpen, aan wie, en wat daar uitkwam", "When you ask whether it helped, whom you ask, and what came out"),
		""},
	"onderwerpen": {lang.T("Waar het over gaat; elk onderwerp krijgt een eigen pagina", "What it is about; each topic gets a page of its own"),
		"[Spelen en groen, Verkeer]"},
	"organisatie": {lang.T("De naam van de gemeente of organisatie", "The name of the municipality or organisation"),
		"Gemeente Voorbeeld"},
	"phase": {lang.T("In welke stap u bent: 1 verzamelen, 2 vertalen, 3 aanpassen of 4 terugkoppelen", "The step you are in: 1 verzamelen (collect), 2 vertalen (translate), 3 aanpassen (change) or 4 terugkoppelen (report back)"),
		"1"},
	"samenvatting": {lang.T("Waar de pagina over gaat, in een of twee eenvoudige zinnen", "What the page is about, in one or two plain sentences"),
		"Bewoners dachten mee over een nieuwe speelplek."},
	"titel": {lang.T("De titel van de pagina", "The title of the page"),
		"Een nieuwe speelplek"},
	"wijken": {lang.T("Om welke wijken het gaat", "Which neighbourhoods it concerns"),
		"[Noord]"},

	"Traject.titel": {lang.T("De titel: kort, en in woorden die bewoners gebruiken", "The title: short, and in words that residents use"),
		"Een nieuwe speelplek"},
	"Traject.samenvatting": {lang.T("Waar het over gaat, in een of twee eenvoudige zinnen; staat ook in zoekresultaten en overzichten", "What it is about, in one or two plain sentences; also shown in search results and lists"),
		"Bewoners dachten mee over een nieuwe speelplek. Hier leest u wat daarmee is gedaan."},
	"Traject.doorlopend": {lang.T("Met true: dit stopt nooit, zoals een spreekuur; een signaal kan dan een eigen phase hebben", "With true: this never stops, as a weekly consultation; a signaal may then have a phase of its own"),
		"true"},
	"Traject.signalen": {lang.T("Wat mensen zeiden, met bij elk signaal het antwoord", "What people said, with the answer to each"),
		""},
	"Traject.besluit": {lang.T("Het antwoord op het geheel; elk signaal heeft daarnaast een eigen antwoord", "The answer to the whole; each signaal has an answer of its own besides"),
		"deels-overgenomen"},
	"Traject.reden": {lang.T("Waarom er zo is geantwoord op het geheel", "Why the whole was answered in this way"),
		"De meeste wensen passen in het budget. Voor een toilet is te weinig geld."},
	"Traject.besloten-door": {lang.T("Wie over het geheel besliste; geldt ook voor signalen waar niets anders staat", "Who decided on the whole; holds for each signaal that does not say otherwise as well"),
		"college van burgemeester en wethouders"},
	"Traject.uitkomst": {lang.T("Wat het heeft opgeleverd", "What it has led to"),
		"De speelplek is open. Er spelen elke dag kinderen."},
	"Traject.geleerd": {lang.T("Wat de gemeente leerde over zichzelf", "What the municipality learned about itself"),
		"Wij vroegen kinderen pas laat om mee te denken. Dat doen wij nu eerder."},
	"Traject.vraag": {lang.T("De vraag waar het om begon", "The question it began with"),
		"Wat is ervoor nodig dat alle kinderen veilig buiten kunnen spelen?"},
	"Traject.kaders": {lang.T("Wat vooraf al vaststond: geld, regels, afspraken", "What was fixed beforehand: money, rules, agreements"),
		""},
	"Traject.participatieniveau": {lang.T("Hoeveel mensen te zeggen hadden", "How much say people had"),
		"adviseren"},
	"Traject.methode": {lang.T("De manier van werken, als die een naam heeft", "The way of working, if it has a name"),
		"De Nieuwe Route"},
	"Traject.grondslag": {lang.T("De wet of verordening waarop dit berust", "The law or ordinance on which this rests"),
		"Participatieverordening, Gemeentewet artikel 150"},
	"Traject.betrokkenen": {lang.T("Organisaties en groepen die meededen; nooit namen van bewoners", "Organisations and groups that took part; never names of residents"),
		""},
	"Traject.bijeenkomsten": {lang.T("Waar u verhalen ophaalde: een avond, een wandeling, een vragenlijst", "Where you collected stories: an evening, a walk, a survey"),
		""},
	"Traject.adviezen": {lang.T("Officiële adviezen van een adviesraad, en de reactie daarop", "Formal advice of an advisory council, and the reply to it"),
		""},
	"Traject.mijlpalen": {lang.T("Momenten voor de tijdlijn; een met phase erbij laat zien wanneer die stap begon", "Moments for the timeline; one with a phase shows when that step began"),
		""},
	"Traject.terugkoppeling": {lang.T("Hoe en aan wie u vertelde wat er is gedaan", "How and to whom you reported what was done"),
		""},
	"Traject.monitoring": {lang.T("Cijfers die u vaker meet; ze komen in een grafiek met een tabel", "Figures that you measure more than once; they are shown as a chart with a table"),
		""},
	"Traject.officieel-besluit": {lang.T("Het officiële besluit, als dat er is; de pagina linkt ernaar", "The formal decision, if there is one; the page links to it"),
		""},
	"Traject.nota": {lang.T("Alleen als de gemeenteraad of het college de antwoorden heeft vastgesteld als nota van beantwoording", "Only when the council or the college adopted the answers as a nota van beantwoording"),
		""},
	"Traject.datum": {lang.T("Wanneer dit voor het eerst is gepubliceerd; zonder deze regel is het de eerste dag in git", "When this was first published; without this line it is the first day in git"),
		"2026-09-18"},
	"Traject.bijgewerkt": {lang.T("Wanneer de tekst voor het laatst is veranderd; zonder deze regel is het de laatste dag in git, en zonder git de laatste datum in het bestand", "When the text was last changed; without this line it is the last day in git, and without git the latest date in the file"),
		"2026-09-18"},
	"Traject.start": {lang.T("Wanneer het begon", "When it began"),
		"2026-01-20"},
	"Traject.kenmerk": {lang.T("Het nummer dat mensen kregen, bijvoorbeeld in een brief", "The number that people were given, for example in a letter"),
		"SP-2026"},
	"Traject.vervolg-op": {lang.T("De vorige ronde: de naam van dat bestand zonder .md", "The previous round: the name of that file without .md"),
		"een-eerdere-ronde"},
	"Traject.team": {lang.T("Het team dat dit doet; nooit de naam van een medewerker", "The team that does this; never the name of an employee"),
		"Team Buitenruimte"},
	"Traject.organisatie": {lang.T("Alleen als het een andere organisatie is dan in site.yaml", "Only when it is another organisation than in site.yaml"),
		"Gemeente Voorbeeld"},
	"Traject.publiceren-vanaf": {lang.T("Voor deze dag wordt het niet gepubliceerd", "It is not published before this day"),
		"2026-09-18"},
	"Traject.ingetrokken": {lang.T("Haalt de inhoud van de site; op het adres staat dan alleen wanneer en waarom", "Takes the content off the site; the address then only says when and why"),
		""},
	"Traject.voorbeeld": {lang.T("Met true: dit is verzonnen; dat staat dan op elke pagina, en het telt niet mee in de cijfers", "With true: this is invented; every page then says so, and it is left out of the figures"),
		"true"},

	"Signaal.id": {lang.T("De vaste naam van dit antwoord in adressen; verander die niet meer na publicatie", "The permanent name of this answer in addresses; do not change it once published"),
		"hek-om-de-speelplek"},
	"Signaal.aliassen": {lang.T("Eerdere id's, zodat oude links blijven werken", "Earlier ids, so that old links keep working"),
		"[hek]"},
	"Signaal.signaal": {lang.T("Wat mensen zeiden, in hun eigen woorden", "What people said, in their own words"),
		"Zet een hek om de speelplek, want de straat is druk."},
	"Signaal.taal": {lang.T("De taal van het signaal en van de citaten erbij, als dat geen Nederlands is", "The language of the signaal and of its citaten, if that is not the language of the site"),
		"duits"},
	"Signaal.soort": {lang.T("Wat voor signaal het is; zonder deze regel is het een ervaring", "What kind of signaal it is; without this line it is an ervaring (experience)"),
		"idee"},
	"Signaal.citaten": {lang.T("Letterlijke woorden van een persoon, zonder naam", "The very words of a person, without a name"),
		""},
	"Signaal.bron": {lang.T("De groep of organisatie die dit zei; nooit de naam van een bewoner", "The group or organisation that said this; never the name of a resident"),
		"ouders uit de wijk"},
	"Signaal.via": {lang.T("Wie het signaal doorgaf, in volgorde", "Who passed it on, in order"),
		"[wijkraad, adviesraad]"},
	"Signaal.opgehaald-bij": {lang.T("De id's van de bijeenkomsten waar dit is gezegd", "The ids of the bijeenkomsten where this was said"),
		"[buurtavond]"},
	"Signaal.ontvangen": {lang.T("De dag waarop het signaal binnenkwam", "The day on which it came in"),
		"2026-03-12"},
	"Signaal.doelgroep": {lang.T("Over welke mensen het gaat", "Which people it concerns"),
		"[kinderen, ouders]"},
	"Signaal.wijken": {lang.T("Om welke wijken dit signaal gaat", "Which neighbourhoods this signaal concerns"),
		"[Noord]"},
	"Signaal.aantal": {lang.T("Hoe vaak dit is gezegd", "How often this was said"),
		"12"},
	"Signaal.kenmerken": {lang.T("De nummers van de reacties die hierin samen zijn genomen", "The reference numbers of the responses that are taken together here"),
		"[SP-2026-033]"},
	"Signaal.gebaseerd-op": {lang.T("De signalen waar dit op berust: een id, of traject/id van een ander bestand", "The signalen on which this rests: an id, or traject/id of another file"),
		"[drukke-straat]"},
	"Signaal.advies": {lang.T("Het kenmerk van het advies waar deze aanbeveling in staat", "The kenmerk of the advice that holds this recommendation"),
		"ASD-2026-07"},
	"Signaal.aanbeveling": {lang.T("Het nummer van de aanbeveling in dat advies", "The number of the recommendation in that advice"),
		"2"},
	"Signaal.besluit": {lang.T("Het antwoord; zonder deze regel staat er dat er nog geen antwoord is", "The answer; without this line the page says that there is no answer yet"),
		"overgenomen"},
	"Signaal.reden": {lang.T("Waarom dit het antwoord is; verplicht bij elk antwoord behalve in-behandeling", "Why this is the answer; required with every answer but in-behandeling"),
		"De straat is druk en kleine kinderen rennen zo de weg op."},
	"Signaal.kort": {lang.T("Het antwoord in een zin; staat bovenaan en in overzichten", "The answer in one sentence; stands at the top and in lists"),
		"Ja. Er staat sinds mei een hek om de speelplek."},
	"Signaal.gevolg": {lang.T("Wat er verandert", "What changes"),
		"Er komt een hek van een meter hoog, met een poort."},
	"Signaal.verandert-in": {lang.T("Waar iets verandert: beleid, uitvoering of allebei", "Where something changes: beleid (policy), uitvoering (practice) or both"),
		"[uitvoering]"},
	"Signaal.uitvoerders": {lang.T("Wie het doet; ook bewoners als groep kunnen dat zijn", "Who does it; that may be a group of residents too"),
		"[Team Buitenruimte]"},
	"Signaal.gepland": {lang.T("Wanneer het klaar moet zijn", "When it must be done"),
		"2027-Q2"},
	"Signaal.uitgevoerd": {lang.T("Wanneer het klaar was", "When it was done"),
		"2027-05-20"},
	"Signaal.doorgegeven-aan": {lang.T("Wie hier wel over gaat; verplicht bij besluit: doorgegeven", "Who does decide on this; required with besluit: doorgegeven"),
		"de provincie"},
	"Signaal.antwoord-ontvanger": {lang.T("Wat die ander heeft geantwoord", "What they answered"),
		"De provincie schreef dat er voorlopig geen bus op zondag rijdt."},
	"Signaal.verwacht": {lang.T("Wanneer het antwoord komt", "When the answer is expected"),
		"2027-02-01"},
	"Signaal.uitgesteld": {lang.T("Elke keer dat het antwoord later kwam dan beloofd", "Each time that the answer was put off"),
		""},
	"Signaal.onderwerpen": {lang.T("Alleen als dit signaal over iets anders gaat dan het hele traject", "Only when this signaal is about something else than the whole traject"),
		"[Verkeer]"},
	"Signaal.phase": {lang.T("De stap van dit signaal, alleen in een traject met doorlopend: true", "The step of this signaal, only in a traject with doorlopend: true"),
		"2"},

	"Citaat.tekst": {lang.T("De woorden zelf, zonder aanhalingstekens en zonder iets waaraan de persoon te herkennen is", "The words themselves, without quotation marks and without anything by which the person can be recognised"),
		"Ik durf mijn kleinkind hier niet los te laten."},
	"Citaat.taal": {lang.T("De taal van deze woorden, als die anders is dan die van het signaal", "The language of these words, if it is another than that of the signaal"),
		"turks"},
	"Citaat.rol": {lang.T("Wat voor iemand het zei, nooit een naam", "What kind of person said it, never a name"),
		"een oma"},

	"Kader.tekst": {lang.T("Wat er vaststond", "What was fixed"),
		"Er is 120.000 euro."},
	"Kader.door": {lang.T("Wie of wat dit bepaalde", "Who or what laid this down"),
		"gemeenteraad"},
	"Kader.link": {lang.T("Waar het te lezen is", "Where it can be read"),
		"https://www.voorbeeldgemeente.example/begroting"},

	"Betrokkene.naam": {lang.T("De naam van de organisatie of groep", "The name of the organisation or group"),
		"Adviesraad Sociaal Domein"},
	"Betrokkene.rol": {lang.T("Welke rol deze organisatie of groep had", "Which part this organisation or group had"),
		"adviesraad"},

	"Bijeenkomst.id": {lang.T("De vaste naam in adressen; een signaal verwijst ernaar bij opgehaald-bij", "The permanent name in addresses; a signaal refers to it at opgehaald-bij"),
		"buurtavond"},
	"Bijeenkomst.naam": {lang.T("Hoe de bijeenkomst heette, zoals mensen zich die herinneren", "What the meeting was called, as people remember it"),
		"Buurtavond over de speelplek"},
	"Bijeenkomst.datum": {lang.T("De dag waarop het was", "The day on which it was"),
		"2026-03-12"},
	"Bijeenkomst.plaats": {lang.T("Waar het was", "Where it was"),
		"Buurthuis"},
	"Bijeenkomst.wijk": {lang.T("In of voor welke wijk het was", "In or for which neighbourhood it was"),
		"Noord"},
	"Bijeenkomst.vorm": {lang.T("Wat voor bijeenkomst het was", "What kind of meeting it was"),
		"avond met thematafels"},
	"Bijeenkomst.aanwezigen": {lang.T("Hoeveel mensen er waren", "How many people were there"),
		"46"},
	"Bijeenkomst.verslag": {lang.T("Waar het verslag te lezen is", "Where the report can be read"),
		"https://www.voorbeeldgemeente.example/verslag-buurtavond"},

	"Advies.kenmerk": {lang.T("Het nummer van het advies; signalen verwijzen ernaar bij advies", "The number of the advice; signalen refer to it at advies"),
		"ASD-2026-07"},
	"Advies.titel": {lang.T("De titel van het advies", "The title of the advice"),
		"Een speelplek voor alle kinderen"},
	"Advies.van": {lang.T("De raad die het advies gaf", "The council that gave the advice"),
		"Adviesraad Sociaal Domein"},
	"Advies.aan": {lang.T("Aan wie het advies is gericht", "To whom the advice is addressed"),
		"college van burgemeester en wethouders"},
	"Advies.datum": {lang.T("De datum van het advies", "The date of the advice"),
		"2026-06-18"},
	"Advies.gevraagd": {lang.T("ja als de gemeente om het advies vroeg, nee als de raad het uit zichzelf gaf", "ja when the municipality asked for the advice, nee when the council gave it unasked"),
		"ja"},
	"Advies.wettelijk": {lang.T("ja als een wet zegt dat dit advies moet worden gevraagd", "ja when a law says that this advice must be asked for"),
		"nee"},
	"Advies.document": {lang.T("Waar het advies te lezen is", "Where the advice can be read"),
		"https://www.voorbeeldgemeente.example/advies"},
	"Advies.termijn": {lang.T("Wanneer er een reactie moet zijn", "When there must be a reply"),
		"2026-10-01"},
	"Advies.reactie": {lang.T("De officiële reactie op het advies", "The formal reply to the advice"),
		""},

	"Reactie.datum": {lang.T("De datum van de reactie", "The date of the reply"),
		"2026-09-16"},
	"Reactie.van": {lang.T("Wie de reactie gaf", "Who gave the reply"),
		"college van burgemeester en wethouders"},
	"Reactie.document": {lang.T("Waar de reactie te lezen is", "Where the reply can be read"),
		"https://www.voorbeeldgemeente.example/reactie"},

	"Mijlpaal.datum": {lang.T("Wanneer het was of zal zijn", "When it was or will be"),
		"2026-01-20"},
	"Mijlpaal.phase": {lang.T("De stap die toen begon", "The step that began then"),
		"1"},
	"Mijlpaal.titel": {lang.T("Wat er toen gebeurde, in een paar woorden", "What happened then, in a few words"),
		"Wij vragen bewoners wat zij willen"},
	"Mijlpaal.tekst": {lang.T("Wat er toen gebeurde, in een of twee zinnen", "What happened then, in one or two sentences"),
		"Alle huizen in de wijk krijgen een brief."},
	"Mijlpaal.link": {lang.T("Waar er meer over te lezen is", "Where more can be read about it"),
		"https://www.voorbeeldgemeente.example/brief"},

	"Evaluatie.gepland": {lang.T("Wanneer u vraagt of het heeft geholpen", "When you ask whether it helped"),
		"2027-09"},
	"Evaluatie.wie": {lang.T("Aan wie u het vraagt", "Whom you ask"),
		"ouders en kinderen uit de wijk"},
	"Evaluatie.datum": {lang.T("Wanneer het is gevraagd", "When it was asked"),
		"2027-09-14"},
	"Evaluatie.uitkomst": {lang.T("Wat eruit kwam, ook als het niet hielp", "What came out, also when it did not help"),
		"De meeste ouders vinden de speelplek nu veilig. Er is te weinig schaduw."},

	"Terugkoppeling.datum": {lang.T("Wanneer u het vertelde", "When you reported it"),
		"2026-10-01"},
	"Terugkoppeling.kanaal": {lang.T("Hoe u het vertelde: een brief, een avond, de wijkkrant", "How you reported it: a letter, an evening, the local paper"),
		"brief"},
	"Terugkoppeling.aan": {lang.T("Aan wie u het vertelde", "To whom you reported it"),
		"alle huizen in de wijk"},
	"Terugkoppeling.link": {lang.T("Waar het te lezen is", "Where it can be read"),
		"https://www.voorbeeldgemeente.example/brief"},

	"Indicator.naam": {lang.T("Wat u meet", "What you measure"),
		"Kinderen die elke week buiten spelen"},
	"Indicator.eenheid": {lang.T("Waarin u het meet", "The unit in which you measure it"),
		"procent"},
	"Indicator.metingen": {lang.T("De waarden, elk met een datum", "The values, each with a date"),
		""},
	"Meting.datum": {lang.T("Wanneer u het mat", "When you measured it"),
		"2026-09"},
	"Meting.waarde": {lang.T("Het getal dat u mat, zonder eenheid", "The number that you measured, without its unit"),
		"62,5"},

	"Document.titel": {lang.T("De titel van het document", "The title of the document"),
		"Verslag van de buurtavond"},
	"Document.link": {lang.T("Waar het document staat", "Where the document is"),
		"https://www.voorbeeldgemeente.example/verslag.pdf"},
	"Document.datum": {lang.T("De datum van het document", "The date of the document"),
		"2026-03-20"},
	"Document.toegankelijk": {lang.T("ja als iedereen het document kan lezen, ook met een schermlezer; laat weg als u het niet weet", "ja when everyone can read the document, also with a screen reader; leave it out when you do not know"),
		"nee"},
	"Document.alternatief": {lang.T("Waar hetzelfde te lezen is voor wie het document niet kan lezen", "Where the same can be read by those who cannot read the document"),
		"https://www.voorbeeldgemeente.example/verslag-in-gewone-tekst"},

	"OfficieelBesluit.titel": {lang.T("De titel van het officiële besluit", "The title of the formal decision"),
		"Raadsbesluit speelplek"},
	"OfficieelBesluit.orgaan": {lang.T("Wie het nam: het college of de gemeenteraad", "Who took it: the college or the council"),
		"gemeenteraad"},
	"OfficieelBesluit.datum": {lang.T("De dag waarop het is genomen", "The day on which it was taken"),
		"2026-12-11"},
	"OfficieelBesluit.link": {lang.T("Waar het besluit te lezen is", "Where the decision can be read"),
		"https://www.voorbeeldgemeente.example/raadsbesluit"},

	"Nota.vastgesteld-op": {lang.T("De dag waarop de nota is vastgesteld", "The day on which the nota was adopted"),
		"2026-12-11"},
	"Nota.door": {lang.T("Wie de nota vaststelde", "Who adopted the nota"),
		"de gemeenteraad"},
	"Nota.document": {lang.T("Waar de vastgestelde nota te lezen is; antwoorden op uw site kunnen daarna veranderen, de nota niet", "Where the adopted nota can be read; answers on your site may change afterwards, the nota does not"),
		"https://www.voorbeeldgemeente.example/nota-van-beantwoording"},

	"Contact.e-mail": {lang.T("Het e-mailadres van de afdeling of het team, niet van een medewerker", "The e-mail address of the department or team, not of an employee"),
		"contact@voorbeeldgemeente.example"},
	"Contact.telefoon": {lang.T("Het telefoonnummer", "The telephone number"),
		"14 000"},
	"Contact.pagina": {lang.T("De pagina met alle manieren om contact op te nemen", "The page with every way to get in touch"),
		"/contact/"},

	"Ingetrokken.datum": {lang.T("De dag waarop het is ingetrokken", "The day on which it was withdrawn"),
		"2026-11-21"},
	"Ingetrokken.reden": {lang.T("Waarom het is ingetrokken, zonder te vertellen wat er niet meer mag staan", "Why it was withdrawn, without telling what must no longer be there"),
		"In deze tekst stonden fouten. Een nieuwe versie volgt."},

	"Uitstel.op": {lang.T("De dag waarop u dit liet weten", "The day on which you said so"),
		"2026-10-20"},
	"Uitstel.tot": {lang.T("De nieuwe datum", "The new date"),
		"2027-03-01"},
	"Uitstel.reden": {lang.T("Waarom het langer duurt", "Why it takes longer"),
		"Wij wachten op een onderzoek naar het verkeer."},

	"Settings.titel": {lang.T("De naam van de site", "The name of the site"),
		"U zei iets. Wat is ermee gedaan?"},
	"Settings.organisatie": {lang.T("De naam van uw gemeente of organisatie", "The name of your municipality or organisation"),
		"Gemeente Voorbeeld"},
	"Settings.base-url": {lang.T("Het adres waar de site komt te staan, met https:// ervoor", "The address where the site will be, with https:// before it"),
		"https://www.voorbeeldgemeente.example/"},
	"Settings.taal": {lang.T("De taal van de site; zonder deze regel Nederlands", "The language of the site; without this line Dutch"),
		"nl"},
	"Settings.tijdzone": {lang.T("De tijdzone die bepaalt welke dag het is; zonder deze regel die van Nederland", "The time zone that decides which day it is; without this line that of the Netherlands"),
		"Europe/Amsterdam"},
	"Settings.theme": {lang.T("De naam van een map in themes/ die de vormgeving verandert", "The name of a folder in themes/ that changes the design"),
		"eigen"},
	"Settings.huisstijl": {lang.T("Het bestand met de kleuren en letters van uw huisstijl (design tokens van NL Design System), zoals u het kreeg", "The file with the colours and fonts of your house style (design tokens of NL Design System), as you got it"),
		"media/huisstijl.css"},
	"Settings.logo": {lang.T("Het bestand met uw logo", "The file with your logo"),
		"media/logo.svg"},
	"Settings.favicon": {lang.T("Het kleine beeld in het tabblad van de browser", "The small image in the tab of the browser"),
		"media/favicon.svg"},
	"Settings.reactietermijn": {lang.T("Binnen hoeveel weken u antwoord belooft; alleen als u dat echt hebt beloofd, en het mag per soort", "Within how many weeks you promise an answer; only when you really promised so, and it may differ a soort"),
		"8"},
	"Settings.besloten-door": {lang.T("Wie er meestal beslist; geldt waar niets anders staat", "Who usually decides; holds where nothing else is said"),
		"college van burgemeester en wethouders"},
	"Settings.menu": {lang.T("Eigen links in het menu", "Links of your own in the menu"),
		""},
	"Settings.geen-persoonsgegevens": {lang.T("Wat op een persoonsgegeven lijkt en het niet is, zoals het nummer van de balie", "What looks like personal data and is not, such as the number of the front desk"),
		""},
	"Settings.regels": {lang.T("Regels die bij u strenger of minder streng zijn, met de reden; de code staat bij de melding", "Rules that are stricter or less strict on your site, with the reason; the code is in the message"),
		"onverwacht-bestand:\n  ernst: info\n  reden: Wij bewaren onze aantekeningen naast de teksten."},
	"Settings.synoniemen": {lang.T("Woorden die voor het zoeken hetzelfde betekenen, zoals een afkorting en de hele naam; het werkt beide kanten op, en het mag uit meer woorden bestaan", "Words that mean the same when searching, such as an abbreviation and the full name; it works both ways, and may be more than one word"),
		"wmo: [wet maatschappelijke ondersteuning, hulp thuis]"},
	"Settings.woorden": {lang.T("Woorden waarvoor u een gewoner woord wilt; met niets erachter is een woord goed, ook als Weerklank er een gewoner woord voor weet", "Words for which you want a plainer word; with nothing behind it a word is good, even when Weerklank knows a plainer one"),
		"afwegingskader: lijst waarmee wij kiezen\nparticipatie: \"\""},
	"Settings.voorbeeldsite": {lang.T("Met true staat op elke pagina dat deze site een voorbeeld is", "With true every page says that this site is an example"),
		"true"},
	"Settings.toegankelijkheid": {lang.T("De gegevens van uw toegankelijkheidsverklaring; wat u niet weet, laat u weg", "The data of your accessibility statement; leave out what you do not know"),
		""},
	"Settings.licentie-data": {lang.T("De licentie waaronder iedereen de open data mag gebruiken", "The licence under which everyone may use the open data"),
		"CC0-1.0"},
	"Settings.security-contact": {lang.T("Waar iemand een beveiligingslek kan melden", "Where somebody can report a security problem"),
		"mailto:beveiliging@voorbeeldgemeente.example"},
	"Settings.geschiedenis": {lang.T("Wat bij eerdere versies te zien is van de geschiedenis in git", "What earlier versions show of the history in git"),
		""},

	"Zoekvragen.vragen": {lang.T("Wat iemand kan typen, met de pagina die dan bovenaan moet staan", "What somebody may type, with the page that must then come first"),
		""},
	"Zoekvraag.zoek": {lang.T("De woorden, de datum of het nummer", "The words, the date or the number"),
		"bankje bij de halte"},
	"Zoekvraag.vind": {lang.T("Het adres van de pagina die bovenaan moet staan", "The address of the page that must come first"),
		"/trajecten/voorbeeld-speelplek/bankje/"},

	"Weggehaald.weggehaald": {lang.T("Wat weg moet voor iemands privacy; `weerklank redact` schrijft dit voor u", "What must go for somebody's privacy; `weerklank redact` writes this for you"),
		""},
	"WeggehaaldStuk.datum": {lang.T("De dag waarop het is weggehaald; de pagina zegt het erbij", "The day on which it was taken away; the page says it"),
		"2026-03-12"},
	"WeggehaaldStuk.grond": {lang.T("Waarom: wissen (AVG, artikel 17), verbeteren (AVG, artikel 16) of anders", "Why: wissen (erasure, GDPR article 17), verbeteren (rectification, GDPR article 16) or anders (other)"),
		"wissen"},
	"WeggehaaldStuk.toelichting": {lang.T("Waarom, in een zin die op de pagina komt; nodig bij anders", "Why, in one sentence that the page shows; needed with anders"),
		"Dit ging over een persoon."},
	"WeggehaaldStuk.adres": {lang.T("Het adres dat helemaal weg moet: een traject, een signaal, een pagina of een bestand", "The address that must go as a whole: a traject, a signaal, a page or a file"),
		"/trajecten/voorbeeld-speelplek/bankje/"},
	"WeggehaaldStuk.vingerafdruk": {lang.T("De vingerafdruk van een stuk tekst; die maakt `weerklank redact`", "The fingerprint of a passage; `weerklank redact` makes it"),
		"3-ba1f-00112233445566778899aabbccddeeff-00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"},

	"Allowed.waarde": {lang.T("De tekst die wel mag blijven staan, precies zoals die er staat", "The text that may stay, exactly as it is written"),
		"balie@voorbeeldgemeente.example"},
	"Allowed.reden": {lang.T("Waarom dit geen persoonsgegeven is", "Why this is not personal data"),
		"Het adres van de balie, niet van een medewerker."},

	"RuleSetting.ernst": {lang.T("Hoe zwaar de regel telt: fout, waarschuwing, info of uit", "How much the rule counts: fout (error), waarschuwing (warning), info or uit (off)"),
		"waarschuwing"},
	"RuleSetting.reden": {lang.T("Waarom dat bij u zo is; dit staat ook in het verslag", "Why that is so on your site; the report says it too"),
		"Wij bewaren onze aantekeningen naast de teksten."},

	"MenuItem.titel": {lang.T("Het woord in het menu", "The word in the menu"),
		"Over deze site"},
	"MenuItem.link": {lang.T("Waar de link naartoe gaat", "Where the link leads"),
		"/over/"},

	"Statement.status": {lang.T("De letter van de status in het officiële register, A tot en met E; de site legt uit wat die betekent", "The letter of the status in the official register, A to E; the site explains what it means"),
		"B"},
	"Statement.register": {lang.T("De link naar uw verklaring in het officiële register", "The link to your statement in the official register"),
		"https://www.voorbeeldgemeente.example/register/verklaring"},
	"Statement.datum": {lang.T("De datum van de verklaring", "The date of the statement"),
		"2026-05-01"},
	"Statement.onderzoek": {lang.T("De link naar het rapport van het onderzoek", "The link to the report of the evaluation"),
		"https://www.voorbeeldgemeente.example/onderzoek"},
	"Statement.onderzocht-op": {lang.T("Wanneer de site is onderzocht", "When the site was evaluated"),
		"2026-04-15"},
	"Statement.reikwijdte": {lang.T("Voor welk deel van de site de verklaring geldt", "Which part of the site the statement covers"),
		"Alle pagina's van deze site"},
	"Statement.norm": {lang.T("De norm waaraan is getoetst; EN 301 549 v3.2.1 is WCAG 2.1, v4.1.1 is WCAG 2.2", "The standard that was tested against; EN 301 549 v3.2.1 is WCAG 2.1, v4.1.1 is WCAG 2.2"),
		"EN 301 549 v4.1.1"},
	"Statement.afwijkingen": {lang.T("Wat nog niet aan de norm voldoet", "What does not meet the standard yet"),
		""},
	"Statement.contact": {lang.T("Waar mensen een probleem met de toegankelijkheid melden", "Where people report a problem of accessibility"),
		""},
	"Statement.termijn": {lang.T("Hoe snel u op zo'n melding antwoordt", "How soon you answer such a report"),
		"binnen twee weken"},

	"Deviation.criterium": {lang.T("Het nummer en de naam van het criterium van WCAG", "The number and name of the WCAG criterion"),
		"1.1.1 Niet-tekstuele content"},
	"Deviation.beschrijving": {lang.T("Wat er niet goed is", "What is wrong"),
		"Oude kaarten hebben geen beschrijving in woorden."},
	"Deviation.oorzaak": {lang.T("Hoe dat komt", "How that came about"),
		"De kaarten zijn door een ander bedrijf gemaakt."},
	"Deviation.gevolg": {lang.T("Wie daar last van heeft, en waarvan precies", "Who is hindered by it, and in what"),
		"Wie niet kan zien, mist wat er op de kaart staat."},
	"Deviation.alternatief": {lang.T("Wat mensen nu kunnen doen", "What people can do now"),
		"Bel ons, dan vertellen wij wat er op de kaart staat."},
	"Deviation.maatregel": {lang.T("Wat u eraan doet", "What you do about it"),
		"Wij schrijven bij elke kaart wat erop staat."},
	"Deviation.planning": {lang.T("Wanneer het klaar is", "When it is done"),
		"2027-Q1"},

	"HistoryOptions.vanaf": {lang.T("De dag waarop de website openbaar werd: wat daarvoor in git stond, is geen versie", "The day on which the site became public: what stood in git before it is no version"),
		"2026-01-15"},
	"HistoryOptions.berichten": {lang.T("Met true is bij elke versie te lezen wat u bij het opslaan in git schreef", "With true each version shows what you wrote when saving it in git"),
		"false"},
	"HistoryOptions.auteurs": {lang.T("Met true staat de naam van wie iets wijzigde op de site; dat is een persoonsgegeven", "With true the site shows the name of who changed something; that is personal data"),
		"false"},
}
