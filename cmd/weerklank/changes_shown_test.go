package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// everyKey holds a word of its own at every key that can hold one, XX for each.
const everyKey = `---
titel: Alles
samenvatting: Over XX.
phase: 4
onderwerpen: [XX]
wijken: [XX]
besluit: overgenomen
reden: XX
besloten-door: XX
besloten-op: 2026-01-02
uitkomst: XX
geleerd: XX
vraag: XX
kaders: [{tekst: XX, door: XX}]
methode: XX
grondslag: XX
betrokkenen: [{naam: XX, rol: uitvoerder}]
bijeenkomsten: [{id: avond, naam: XX, datum: 2026-01-04, plaats: XX, wijk: XX, vorm: XX}]
adviezen: [{kenmerk: XX, titel: XX, van: XX, aan: XX, datum: 2026-01-02, reactie: {datum: 2026-01-03, van: XX}}]
mijlpalen: [{datum: 2026-01-02, phase: 1, titel: XX, tekst: XX}]
evaluatie: [{gepland: 2027-01-01, wie: XX}, {gepland: 2026-01-01, datum: 2026-01-02, wie: XX, uitkomst: XX}]
terugkoppeling: [{datum: 2026-01-04, kanaal: XX, aan: XX}]
monitoring: [{naam: XX, eenheid: XX, metingen: [{datum: 2026-01-01, waarde: 3}, {datum: 2026-01-02, waarde: 4}]}]
documenten: [{titel: XX, link: "https://www.x.example/"}]
officieel-besluit: {titel: XX, orgaan: XX, datum: 2026-01-01}
nota: {vastgesteld-op: 2026-01-02, door: XX, document: "https://www.x.example/"}
kenmerk: XX
team: XX
contact: {telefoon: "14 010"}
organisatie: XX
signalen:
  - id: hek
    signaal: Een hek met YY.
    soort: vraag
    citaten: [{tekst: XX, rol: XX}]
    bron: XX
    via: [XX]
    opgehaald-bij: [avond]
    doelgroep: [XX]
    wijken: [XX]
    aantal: 7
    kenmerken: [XX, XX]
    aanbeveling: XX
    advies: ADVIES
    besluit: doorgegeven
    reden: XX
    besloten-door: XX
    besloten-op: 2026-01-02
    kort: XX
    gevolg: XX
    uitvoerders: [XX]
    doorgegeven-aan: XX
    antwoord-ontvanger: XX
    uitgesteld: [{op: 2026-01-01, tot: 2026-02-01, reden: XX}]
    evaluatie: {gepland: 2027-01-01, wie: XX}
    onderwerpen: [XX]
    documenten: [{titel: XX, link: "https://www.x.example/"}]
---
XX <!-- XX --> # XX
`

// What changed is shown as far as the pages themselves show it, and no further.
func TestChangesShowWhatPagesShow(t *testing.T) {
	w := newTown(t, "")
	const alles = "content/trajecten/alles.md"
	w.write(alles, "---\ntitel: Alles\nsamenvatting: Over iets.\nphase: 1\nonderwerpen: [Iets]\nsignalen: [{id: hek, signaal: Een hek met YY.}]\n---\n")
	w.publish("Het begin")
	n, keys := 0, map[string]string{}
	text := regexp.MustCompile(`XX`).ReplaceAllStringFunc(everyKey, func(string) string { n++; return fmt.Sprintf("woord%03d", n) })
	text = strings.Replace(text, "ADVIES", regexp.MustCompile(`kenmerk: (woord\d+), titel`).FindStringSubmatch(text)[1], 1)
	text = strings.Replace(text, "onderwerpen: [woord002]", "onderwerpen: [Iets, woord002]", 1)
	word := regexp.MustCompile(`woord\d\d\d`)
	for line := range strings.Lines(text) {
		for _, at := range word.FindAllStringIndex(line, -1) {
			keys[line[at[0]:at[1]]] = strings.TrimSpace(line[:at[0]])
		}
	}
	w.write(alles, text)
	w.publish("Alles")
	shown := map[string]bool{}
	for name, page := range w.site() {
		if strings.HasSuffix(name, ".html") && !strings.Contains(name, "versies/") && !strings.HasPrefix(name, "k/") && !strings.HasPrefix(name, "zoeken/") {
			for _, found := range word.FindAllString(page, -1) {
				shown[found] = true
			}
		}
	}
	found := word.FindAllString(w.site()["trajecten/alles/versies/index.html"], -1)
	if len(found) < 20 {
		t.Fatalf("only %q changed", found)
	}
	for name, page := range w.site() {
		if strings.Contains(name, "versies/") || strings.HasPrefix(name, "data/") || strings.Contains(name, "feed") {
			found := word.FindAllString(page, -1)
			slices.Sort(found)
			for _, f := range slices.Compact(found) {
				if !shown[f] {
					t.Errorf("%s shows %s, which no page does: %q", name, f, keys[f])
				}
			}
		}
	}
}
