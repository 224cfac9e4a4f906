package opendata_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	. "weerklank/internal/opendata"
)

var update = flag.Bool("update", false, "write docs/opendata.md anew (look at the diff)")

const columnsDoc = "../../docs/opendata.md"

// The page is written from the table of columns, because what is written twice
// disagrees.
func TestColumnsAreDocumented(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(columnsIntro)
	for _, table := range []Table{Signalen, Trajecten} {
		fmt.Fprintf(&b, "\n## De kolommen van %s\n\n| kolom | soort | wat er staat |\n| --- | --- | --- |\n", table)
		for _, c := range Columns(table) {
			kind := string(c.Kind)
			if c.Kind == YesNo {
				kind = "`true` of `false`"
			}
			if c.List {
				kind += ", meer kan"
			}
			if c.Required {
				kind += ", nooit leeg"
			}
			says := c.Text.NL + "."
			if len(c.Values) > 0 {
				says += " Een van: `" + strings.Join(c.Values, "`, `") + "`."
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, kind, says)
		}
	}
	if *update {
		if err := os.WriteFile(columnsDoc, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(columnsDoc)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s differs from the columns; make it anew: go test ./internal/opendata/ -run TestColumnsAreDocumented -update", columnsDoc)
	}
}

const columnsIntro = `# Open data

<!-- Dit bestand is gemaakt uit de code (internal/opendata/). Wijzig het daar. -->

Op ` + "`/data/`" + ` van uw website kan iedereen downloaden wat er staat. Onderzoekers en journalisten kunnen er zo mee rekenen. U hoeft
daar niets voor te doen: de bestanden komen bij elke ` + "`./weerklank build`" + `. Op de pagina staat elke kolom uitgelegd.

| bestand | voor wie |
| --- | --- |
| ` + "`signalen-excel.csv`, `trajecten-excel.csv`" + ` | Excel: open met een dubbele klik |
| ` + "`signalen.csv`, `trajecten.csv`" + ` | andere programma's, met een beschrijving ernaast (CSV on the Web) |
| ` + "`signalen.json`" + ` | dezelfde tabel van signalen, als JSON |
| ` + "`trajecten.json`" + ` | alles, met dezelfde sleutels als uw eigen bestanden |
| ` + "`schema.json`" + ` | de beschrijving van ` + "`trajecten.json`" + ` (JSON Schema) |
| ` + "`SHA256SUMS`" + ` | controlegetallen, voor ` + "`sha256sum -c SHA256SUMS`" + `; zie [nakijken of alles heel is](archiveren.md#nakijken-of-alles-heel-is) |

## Kies een licentie

Zonder licentie weet niemand wat met de data mag. Zet er daarom een in ` + "`content/site.yaml`" + `. De overheid gebruikt meestal CC0:

` + "```yaml" + `
licentie-data: CC0-1.0
` + "```" + `

## Wat er niet in staat

- Concepten, wat pas later wordt gepubliceerd, en verzonnen voorbeelden.
- Wat is ingetrokken. Daarvan staan alleen adres, titel, datum en reden in ` + "`trajecten.json`" + `.
- De sleutel ` + "`kenmerken`" + ` van een signaal: wie de brief heeft, weet van wie het nummer is. Het kenmerk van een traject of een advies
  staat er wel in, want dat staat ook op de pagina.
- Opmerkingen die u voor uzelf in een bestand zette.
- Beelden en documenten. Van links staat het adres erin. Begint dat met ` + "`content/`" + `, dan is het een bestand van uw website.

## Formules en Excel

Een tekst die begint met ` + "`=`, `+`, `-` of `@`" + ` kan in een rekenblad als formule worden uitgevoerd. In de CSV-bestanden staat daarom een
` + "`'`" + ` voor zo'n tekst. Dat geldt ook na een komma, een puntkomma of een nieuwe regel, want een rekenblad dat een ander
scheidingsteken verwacht, begint daar een nieuwe cel. Spaties, aanhalingstekens en brede tekens maken geen verschil. In de kolommen
met getallen en datums, en in JSON, verandert niets.

In de bestanden voor Excel krijgt ook een tekst die op een getal of een datum lijkt een ` + "`'`" + `: anders maakt Excel van kenmerk
` + "`0123`" + ` het getal 123. Een cel kan in Excel 32.767 tekens hebben; een langere tekst is daar ingekort, en dat staat er dan achter.

## Vaste namen

Namen van kolommen en sleutels veranderen niet zomaar. In elk JSON-bestand staat ` + "`versie`" + `, nu ` + "`" + Version + "`" + `:

- Het getal achter de punt gaat omhoog als er een kolom of sleutel bij komt. Een programma dat de data leest, moet daartegen kunnen.
- Het getal voor de punt gaat omhoog als er een verdwijnt, anders heet of iets anders betekent. Dat staat dan ook in de lijst van
  wijzigingen van Weerklank.

## Uw website terugmaken van de open data

Van ` + "`trajecten.json`" + ` maakt Weerklank weer dezelfde bestanden, ook als de oude weg zijn. Er wordt niets overschreven. Kijk eerst wat
er zou komen:

` + "```sh" + `
./weerklank build
./weerklank import public/data/trajecten.json --dry-run
` + "```" + `

De trajecten zijn dan geen concept: het is wat er al stond. Beelden en documenten zet u zelf terug in ` + "`content/media/`" + `. Uw
instellingen en andere pagina's staan niet in de open data.
`
