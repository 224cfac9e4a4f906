package diag

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"weerklank/internal/lang"
)

// Markdown returns docs/regels.md, in which editors read what each rule finds,
// why, and how to mend it. Headings are codes, so that [DocURL] finds them. The
// file is written from the rules, because what is written twice disagrees.
func Markdown(rules []*Rule) []byte {
	var b bytes.Buffer
	b.WriteString("# Regels\n\n<!-- Dit bestand is gemaakt uit de regels in de code. Wijzig het daar. -->\n\n")
	b.WriteString(`Voordat Weerklank iets publiceert, kijkt het de inhoud na. ` + "`weerklank check`" + ` laat alles zien wat
gevonden is. Op deze pagina staat bij elke regel waarom die er is, en hoe u het oplost.

## Zo leest u een melding

`)
	b.WriteString(fenced("text", exampleProblem()))
	b.WriteString(`
- Vooraan staat de plaats: het bestand, de regel en de plek in die regel.
- Dan de ernst, en wat er gevonden is. Tussen haken staat de code: daarmee vindt u de uitleg op deze pagina.
- Daaronder de regel uit uw bestand. De tekens ` + "`^~~~`" + ` wijzen aan waar het om gaat.
- Achter ` + "`=`" + ` staat wat u kunt doen.

| ernst | betekenis |
| --- | --- |
| fout | Er wordt niets gepubliceerd tot dit is opgelost. |
| waarschuwing | De site wordt gepubliceerd, maar kijk hier nog eens naar. Met ` + "`--strict`" + ` telt dit als fout. |
| ter info | Goed om te weten. U hoeft niets te doen. |

## Zo verandert u de ernst

Past een regel niet bij uw site, zet dan in ` + "`content/site.yaml`" + ` een andere ernst: ` + "`fout`, `waarschuwing`, `info` of `uit`" + `.
Schrijf er altijd bij waarom.

`)
	b.WriteString(fenced("yaml", "regels:\n  code-van-de-regel:\n    ernst: waarschuwing\n    reden: Waarom dit bij ons anders is.\n"))
	b.WriteString("\nVan sommige regels staat de ernst vast. Dat staat erbij.\n\n## Alle regels\n\n")
	rules = byCode(rules)
	for _, r := range rules {
		fmt.Fprintf(&b, "- [`%s`](#%s): %s\n", r.Code, r.Code, strings.TrimRight(r.Title.NL, "."))
	}
	for _, r := range rules {
		writeRule(&b, r)
	}
	return b.Bytes()
}

func writeRule(b *bytes.Buffer, r *Rule) {
	fmt.Fprintf(b, "\n## %s\n\n", r.Code)
	fmt.Fprintf(b, "**%s.** Ernst: %s", strings.TrimRight(r.Title.NL, "."), r.Severity.Text().NL)
	if r.Fixed {
		b.WriteString(" (staat vast)")
	}
	b.WriteString(".\n\n" + r.Why.NL + "\n")
	if r.Wrong != "" {
		b.WriteString("\nNiet:\n\n" + fenced(language(r.Wrong), r.Wrong))
	}
	if r.Right != "" {
		b.WriteString("\nWel:\n\n" + fenced(language(r.Right), r.Right))
	}
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
