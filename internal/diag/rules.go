package diag

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"weerklank/internal/lang"
)

// A Page is a file of docs/regels/.
type Page struct {
	Name    string // "README.md", or <code>.md
	Content []byte
}

// The lines in README.md between which stand the figures of the rules: what they
// find and where they are wrong. A test counts them; here they are only kept.
const (
	figuresBegin = "<!-- cijfers: begin -->\n"
	figuresEnd   = "<!-- cijfers: einde -->\n"
)

// Pages returns docs/regels/, in which editors read what each rule finds, why, and
// how to mend it: a page a rule, at its [DocURL], and README.md with all of them.
// They are written from the rules, because what is written twice disagrees. Only
// the figures are kept, from the README.md that is there.
func Pages(rules []*Rule, readme []byte) []Page {
	pages := []Page{{"README.md", overview(rules, figures(readme))}}
	for _, r := range byCode(rules) {
		pages = append(pages, Page{r.Code + ".md", rulePage(r)})
	}
	return pages
}

// figures returns what stands between the marks in readme.
func figures(readme []byte) []byte {
	_, rest, found := bytes.Cut(readme, []byte(figuresBegin))
	kept, _, closed := bytes.Cut(rest, []byte(figuresEnd))
	if !found || !closed {
		return []byte("\nDe cijfers zijn nog niet geteld.\n\n")
	}
	return kept
}

const generated = "<!-- Dit bestand is gemaakt uit de regels in de code. Wijzig het daar. -->\n\n"

func overview(rules []*Rule, figures []byte) []byte {
	var b bytes.Buffer
	b.WriteString("# Regels\n\n" + generated)
	b.WriteString(`Voordat Weerklank iets publiceert, kijkt het de inhoud na. ` + "`./weerklank check`" + ` laat alles zien wat
gevonden is. Elke regel heeft een eigen pagina: waarom de regel er is, en hoe u het oplost. Dezelfde uitleg krijgt u
met ` + "`./weerklank check --explain`" + ` en de code, bijvoorbeeld:

` + fenced("text", "./weerklank check --explain besluit-zonder-reden") + `
## Zo leest u een melding

`)
	b.WriteString(fenced("text", exampleProblem()))
	b.WriteString(`
- Vooraan staat de plaats: het bestand, de regel en de plek in die regel.
- Dan de ernst, en wat er gevonden is. Tussen haken staat de code: daarmee vindt u de uitleg.
- Daaronder de regel uit uw bestand. De tekens ` + "`^~~~`" + ` wijzen aan waar het om gaat.
- Achter ` + "`=`" + ` staat wat u kunt doen.

| ernst | betekenis |
| --- | --- |
| fout | Er wordt niets gepubliceerd tot dit is opgelost. |
| waarschuwing | De site wordt gepubliceerd, maar kijk hier nog eens naar. Met ` + "`--strict`" + ` telt dit als fout. |
| tip | Goed om te weten. U hoeft niets te doen. |

## Laat Weerklank het verbeteren

Staat er bij een melding dat ` + "`./weerklank check --fix`" + ` dit voor u doet, dan is er maar één ding dat u bedoeld kunt hebben.
Weerklank verandert alleen dat. De rest van het bestand blijft tot op de letter gelijk, ook uw opmerkingen.

` + fenced("text", "./weerklank check --fix --dry-run\n./weerklank check --fix") + `
De eerste opdracht laat alleen zien wat er zou veranderen. Regels waarbij dit kan, hebben hieronder een ✓. Een reden, een titel of
een beschrijving van een beeld verzint Weerklank nooit.

Andere programma's lezen hetzelfde uit ` + "`./weerklank check --format json`" + `: bij elke melding staat in ` + "`fix`" + ` welke bytes van het
bestand anders worden. Ze zijn geteld vanaf het begin van de tekst, achter een byte order mark als die er is.

## Zo verandert u de ernst

Past een regel niet bij uw site, zet dan in ` + "`content/site.yaml`" + ` een andere ernst: ` + "`fout`, `waarschuwing`, `info` of `uit`" + `.
Schrijf er altijd bij waarom.

`)
	b.WriteString(fenced("yaml", "regels:\n  code-van-de-regel:\n    ernst: waarschuwing\n    reden: Waarom dit bij ons anders is.\n"))
	b.WriteString(`
Van sommige regels staat de ernst vast. Dat staat erbij. Een regel die uit staat, noemen ` + "`check`" + ` en ` + "`build`" + ` elke keer.

## Hoe goed zijn de regels?

De regels zijn geprobeerd op korte, verzonnen teksten zoals een gemeente die schrijft. Bij elke tekst staat welke regel iets moet
vinden, of dat er niets mis is. Met de ene helft (*om mee te oefenen*) zijn de regels beter gemaakt; daarin klopt dus alles. De
andere helft (*om mee te toetsen*) bleef ongezien: die zegt wat u van de regels mag verwachten bij een tekst die ze niet kennen.
Reken er niet op dat een regel alles ziet. Lees zelf ook.

De teksten staan in ` + "`internal/check/testdata/corpus/`" + `, en wat er nu gemist wordt in ` + "`gemist.txt`" + ` daar. Deze opdracht telt opnieuw:

` + "```sh\ngo test ./internal/check -run TestCorpus -update\n```" + `

`)
	b.WriteString(figuresBegin)
	b.Write(figures)
	b.WriteString(figuresEnd)
	for _, g := range byGroup(rules) {
		fmt.Fprintf(&b, "\n## %s\n\n| code | wat er gevonden wordt | ernst | `--fix` |\n| --- | --- | --- | --- |\n", g.group.Text().NL)
		for _, r := range g.rules {
			mends := ""
			if r.Mends {
				mends = "✓"
			}
			fmt.Fprintf(&b, "| [`%[1]s`](%[1]s.md) | %[2]s | %[3]s | %[4]s |\n", r.Code, title(r), r.Severity.Text().NL, mends)
		}
	}
	return b.Bytes()
}

func title(r *Rule) string { return strings.TrimRight(r.Title.NL, ".") }

func rulePage(r *Rule) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n%s| | |\n| --- | --- |\n| code | `%s` |\n", title(r), generated, r.Code)
	for _, line := range r.about(lang.NL) {
		name, text, _ := strings.Cut(line, ": ")
		fmt.Fprintf(&b, "| %s | %s |\n", name, strings.Replace(text, "weerklank check --fix", "`weerklank check --fix`", 1))
	}
	b.WriteString("\n## Waarom\n\n" + r.Why.NL + "\n")
	for _, example := range []struct{ title, text string }{{wrongTitle.NL, r.Wrong}, {rightTitle.NL, r.Right}} {
		if example.text != "" {
			b.WriteString("\n## " + example.title + "\n\n" + fenced(language(example.text), example.text))
		}
	}
	b.WriteString("\n[Alle regels](README.md)\n")
	return b.Bytes()
}

// exampleProblem returns a problem as PrintText shows it, so that the
// explanation of its parts stays true. A test of package check sees to it that
// this is what the program says.
func exampleProblem() string {
	var b bytes.Buffer
	PrintText(&b, []Problem{{ // a bytes.Buffer takes everything
		File:     "content/trajecten/speelplek.md",
		Range:    Range{Pos{9, 14}, Pos{9, 30}},
		Severity: Error,
		Code:     "besluit-zonder-reden",
		Message:  lang.T("bij niet-overgenomen staat geen reden", "there is no reden for niet-overgenomen"),
		Hint: lang.T("Schrijf bij reden: waarom dit het antwoord is. Is er nog geen antwoord? Maak er besluit: in-behandeling van.",
			"Write at reden: why this is the answer. Is there no answer yet? Then make it besluit: in-behandeling."),
		Source: "    besluit: niet-overgenomen",
	}}, Options{})
	return b.String()
}

// cssStart is how an example from a token file begins.
var cssStart = regexp.MustCompile(`^(--[a-z]|@[a-z]|\.[a-z-]+ \{)`)

// yamlStart is how an example from front matter or site.yaml begins; any other
// is Markdown.
var yamlStart = regexp.MustCompile(`^\s*(---\n|#.*\n)*\s*(- )?[a-z][a-z0-9-]*:(\s|$)`)

func language(example string) string {
	switch {
	case cssStart.MatchString(example):
		return "css"
	case yamlStart.MatchString(example):
		return "yaml"
	}
	return "markdown"
}

var backticks = regexp.MustCompile("`{3,}")

// fenced returns code as a fenced block, with a fence longer than any in it.
func fenced(language, code string) string {
	fence := "```"
	for _, run := range backticks.FindAllString(code, -1) {
		if len(run) >= len(fence) {
			fence = run + "`"
		}
	}
	return fence + language + "\n" + strings.TrimRight(code, "\n") + "\n" + fence + "\n"
}
