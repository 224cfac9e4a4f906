package traject_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"weerklank/internal/slug"
	. "weerklank/internal/traject"
)

// keysDoc is the page in which editors look up a key.
const keysDoc = "../../docs/front-matter.md"

// The page is written from the schema, because what is written twice disagrees.
func TestKeysAreDocumented(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(keysIntro)
	for _, name := range typeNames() {
		title, ok := keysTitles[name]
		if !ok {
			t.Fatalf("type %s has no heading in keysTitles", name)
		}
		writeKeys(t, &b, name, title)
	}
	if *update {
		if err := os.WriteFile(keysDoc, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(keysDoc)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s differs from the schema; make it anew: go test ./internal/traject/ -run TestKeysAreDocumented -update", keysDoc)
	}
}

// keysTitles are the headings, by type of the schema.
var keysTitles = map[string]string{
	"Traject":          "Een traject",
	"Page":             "Een onderwerp of een andere pagina",
	"Settings":         "De instellingen in site.yaml",
	"Signaal":          "Een signaal",
	"Citaat":           "Een citaat",
	"Kader":            "Een kader",
	"Betrokkene":       "Een betrokkene",
	"Bijeenkomst":      "Een bijeenkomst",
	"Advies":           "Een advies",
	"Reactie":          "De reactie op een advies",
	"Mijlpaal":         "Een mijlpaal",
	"Evaluatie":        "Een evaluatie",
	"Terugkoppeling":   "Een terugkoppeling",
	"Indicator":        "Een cijfer dat u vaker meet",
	"Meting":           "Een meting",
	"Document":         "Een document",
	"OfficieelBesluit": "Een officieel besluit",
	"Nota":             "Een vastgestelde nota van beantwoording",
	"Contact":          "Contactgegevens",
	"Ingetrokken":      "Een intrekking",
	"Uitstel":          "Een uitstel",
	"MenuItem":         "Een link in het menu",
	"Allowed":          "Wat geen persoonsgegeven is",
	"RuleSetting":      "Een regel die bij u anders is",
	"Statement":        "De toegankelijkheidsverklaring",
	"Deviation":        "Een afwijking in de toegankelijkheidsverklaring",
	"HistoryOptions":   "De geschiedenis",
	"Zoekvragen":       "De zoekvragen in zoekvragen.yaml",
	"Zoekvraag":        "Een zoekvraag",
	"Weggehaald":       "Wat is weggehaald, in weggehaald.yaml",
	"WeggehaaldStuk":   "Iets dat is weggehaald",
}

// keysWhere says of the types that are a whole file which file that is.
var keysWhere = map[string]string{
	"Traject":    "Dit zijn de sleutels van een bestand in `content/trajecten/`.",
	"Page":       "Dit zijn de sleutels van een bestand in `content/onderwerpen/` of `content/paginas/`.",
	"Settings":   "Dit zijn de sleutels van het bestand `content/site.yaml`. Dat bestand heeft geen regels `---`.",
	"Zoekvragen": "Dit zijn de sleutels van het bestand `content/zoekvragen.yaml`, dat u ook mag weghalen. Zie [zoeken](zoeken.md).",
	"Weggehaald": "Dit zijn de sleutels van het bestand `content/weggehaald.yaml`. De opdracht `weerklank redact` schrijft het voor u. Zie [persoonsgegevens](privacy.md#weghalen-uit-alle-versies).",
}

const keysIntro = `# Alle sleutels

<!-- Dit bestand is gemaakt uit de code (internal/traject/). Wijzig het daar. -->

Bovenaan elk bestand staan tussen twee regels ` + "`---`" + ` de gegevens. Elk gegeven heeft een naam: de *sleutel*. Op deze
pagina staan alle sleutels. U hebt ze nooit allemaal nodig: alleen wat **verplicht** is, moet u invullen. Wilt u eerst zien
hoe het werkt? Lees dan de [handleiding](handleiding.md).

## Zo schrijft u een waarde

| soort | zo schrijft u het |
| --- | --- |
| tekst | Gewone tekst, zonder opmaak. Staat er een dubbele punt met een spatie in? Zet de tekst dan tussen ` + "`\"`" + `. |
| tekst met opmaak | Tekst waarin u Markdown gebruikt: links, lijsten, vet. Kopjes kunnen er niet in. Is de tekst langer dan een regel? Schrijf dan ` + "`|`" + ` achter de dubbele punt, en zet de tekst eronder, met twee spaties ervoor. |
| lijst | Achter elkaar: ` + "`[Verkeer, Wonen]`" + `. Of onder elkaar, met een streepje voor elk. |
| datum | ` + "`2026-03-12`" + `, of minder precies: ` + "`2026-03`" + `, ` + "`2027-Q3`" + ` (een kwartaal) of ` + "`2026`" + `. |
| link | Een adres op het web, een adres op uw eigen site (` + "`/contact/`" + `), of een bestand (` + "`/media/verslag.pdf`" + `). |
| keuze | Een van de waarden die erbij staan. Hoofdletters, spaties en streepjes maken niet uit: ` + "`Deels overgenomen`" + ` mag ook. |
| ja of nee | ` + "`true` of `false`" + `. |

Een sleutel zonder waarde is hetzelfde als geen sleutel. Een sleutel die niet bestaat, is een fout: zo blijft een tikfout
niet onopgemerkt.

Een datum die u weglaat bij ` + "`datum`" + ` of ` + "`bijgewerkt`" + `, haalt Weerklank uit git: zie [oude versies](geschiedenis.md).
`

func writeKeys(t *testing.T, b *bytes.Buffer, typeName, title string) {
	t.Helper()
	fmt.Fprintf(b, "\n## %s\n\n", title)
	if where := keysWhere[typeName]; where != "" {
		b.WriteString(where + "\n\n")
	}
	b.WriteString("| sleutel | waarde | waarvoor |\n| --- | --- | --- |\n")
	var example []string
	for _, k := range Keys(typeName) {
		text, ok := KeyText(typeName, k.Name)
		if !ok {
			t.Errorf("%s.%s has no text", typeName, k.Name)
		}
		name := "`" + k.Name + "`"
		if k.Required {
			name += " **verplicht**"
		}
		says := text.NL + "."
		if len(k.Aliases) > 0 {
			says += " Mag ook heten: `" + strings.Join(k.Aliases, "`, `") + "`."
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, valueOf(k), says)
		example = append(example, Entry(k.Name, Example(typeName, k.Name)))
	}
	fmt.Fprintf(b, "\nZo ziet elke sleutel eruit:\n\n```yaml\n%s\n```\n", strings.Join(example, "\n"))
}

// valueOf says in Dutch what the value of a key can be.
func valueOf(k Key) string {
	one, many := "", ""
	switch k.Kind {
	case KindText:
		one, many = "tekst", "teksten"
	case KindMarkdown:
		one, many = "tekst met opmaak", "teksten met opmaak"
	case KindDatum:
		one, many = "datum", "data"
	case KindLink:
		one, many = "link", "links"
	case KindTaal:
		one = "naam of code van een taal"
	case KindBool:
		one = "`true` of `false`"
	case KindCount:
		one = "geheel getal"
	case KindNumber:
		one = "getal"
	case KindTermijn:
		one = "weken, of weken voor elke soort signaal: `" + strings.Join(k.Values, "`, `") + "`"
	case KindChoice:
		one = "`" + strings.Join(k.Values, "`, `") + "`"
		many = one
	case KindKeys:
		one = keysOf(k.Type)
		if k.Short != "" {
			one = "een tekst, of " + one
		}
	case KindNamed:
		one = "namen, elk met een lijst van teksten"
		if k.Type != "" {
			one = "namen, elk met " + keysOf(k.Type)
		}
	case KindWords:
		one = "woorden, elk met een tekst of niets"
	}
	switch {
	case k.OrOne:
		return one + ", of een lijst daarvan"
	case k.List && k.Kind == KindKeys:
		return "lijst, met voor elk " + one
	case k.List:
		return "lijst van " + many
	}
	return one
}

// keysOf refers to the section on a type.
func keysOf(typeName string) string {
	title := keysTitles[typeName]
	return fmt.Sprintf("de sleutels van [%s](#%s)", strings.ToLower(title[:1])+title[1:], slug.Slug(title))
}
