package load_test

import (
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
)

const foreignWords = `---
titel: Een plan
samenvatting: Kort.
phase: 3
onderwerpen: [Spelen]
kenmerk: SP-1
signalen:
  - id: eerste
    signaal: WAARDETR bir park istiyoruz
    taal: turks
    kenmerken: [Z-1]
    citaten:
      - WAARDETR çok güzel
      - {tekst: WAARDEAR حديقة, taal: ar, rol: een moeder}
      - {tekst: WAARDENL een park, taal: nl}
    besluit: overgenomen
    reden: "Op [WAARDEDE Guten Tag]{taal=de} antwoordden wij ja."
    kort: Ja.
    besloten-op: 2026-02-01
  - id: tweede
    signaal: WAARDENL nog een
    gebaseerd-op: [eerste]
  - id: derde
    signaal: WAARDENL nog een derde
---

## WAARDEDE Überschrift {taal=de}

WAARDEFR bonjour
{taal=fr}
`

// Whoever listens to the page hears words in another language spoken in that
// language, on every page that has them, and sees Arabic run from the right.
func TestForeignWordsHaveTheirLanguage(t *testing.T) {
	pages := newKeySite(t).render(t, []byte(foreignWords))
	seen := map[string]int{}
	doc, err := xhtml.Parse(strings.NewReader("<div>" + onlyBodies(pages) + "</div>"))
	if err != nil {
		t.Fatal(err)
	}
	var visit func(n *xhtml.Node, lang, dir string)
	visit = func(n *xhtml.Node, lang, dir string) {
		if n.Data == "pre" { // a record for reference managers, which has no place for a language
			return
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "lang":
				lang = a.Val
			case "dir":
				dir = a.Val
			}
		}
		if n.Type == xhtml.TextNode {
			for _, part := range strings.Split(n.Data, "WAARDE")[1:] {
				want := strings.ToLower(part[:2])
				seen[want]++
				if lang != want && (want != "nl" || lang != "") {
					t.Errorf("WAARDE%s is in language %q: %s", part[:2], lang, strings.TrimSpace(n.Data))
				}
				if want == "ar" && dir != "rtl" {
					t.Errorf("Arabic has direction %q", dir)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, lang, dir)
		}
	}
	visit(doc, "", "")
	for lang, least := range map[string]int{"tr": 10, "ar": 2, "nl": 4, "de": 3, "fr": 1} {
		if seen[lang] < least {
			t.Errorf("only %d words in %s were seen", seen[lang], lang)
		}
	}
	if strings.Contains(pages, "{taal") {
		t.Error("a mark is there to read")
	}
}

// onlyBodies returns the bodies of pages that stand one after the other: a title
// in the head cannot say its language.
func onlyBodies(pages string) string {
	var b strings.Builder
	for {
		_, rest, ok := strings.Cut(pages, "<body")
		if !ok {
			return b.String()
		}
		body, after, _ := strings.Cut(rest, "</body>")
		b.WriteString("<div" + body + "</div>")
		pages = after
	}
}
