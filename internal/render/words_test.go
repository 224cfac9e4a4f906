package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/render"
	"weerklank/themes"
)

// The rules for what residents read, in Dutch: level B1, in the u-form, without
// the words of whoever made the site.
var (
	insiders = regexp.MustCompile(`(?i)\b(traject(en)?|signa(al|len)|inbreng|input|stakeholders?|participa(tie|nt|nten))\b`)
	// office holds words of letters from an office, for which there is a plain one.
	office = regexp.MustCompile(`(?i)\b(middels|omtrent|betreffende|conform|teneinde|inzake|alsmede|derhalve|indien|reeds|tevens|echter|aangaande|dienaangaande|ten behoeve van|met betrekking tot|ten aanzien van|in het kader van|te allen tijde|voornoemde?|desbetreffende|vigerende?|onderhavige?)\b`)
	je     = regexp.MustCompile(`(?i)\b(je|jij|jou|jouw|jullie)\b`)
	blame  = regexp.MustCompile(`(?i)\b(schuld|verzuimd|nagelaten|vergeten|laks|helaas)\b`)
	// sensory holds places, shapes and colours, which not everybody sees: WCAG 1.3.3.
	sensory = regexp.MustCompile(`(?i)\b(links(boven|onder)|rechts(boven|onder)?|(linker|rechter)kant|hiernaast|rode?|rood|groene?|blauwe?|gele?|geel|vierkante?)\b`)
	placed  = regexp.MustCompile(`\{[a-z-]+\}`)
	// A colon begins what stands by itself: a reason, a name, a list.
	sentenceEnd = regexp.MustCompile(`[.?!:;](\s|$)`)
)

// maxWords is how many words a sentence may have; what is filled in counts as one.
const maxWords = 20

// wordFaults says what is wrong with a Dutch text for residents.
func wordFaults(s string) []string {
	var faults []string
	for what, re := range map[string]*regexp.Regexp{"a word of insiders": insiders, "an office word": office, "not the u-form": je, "blames": blame, "must be seen": sensory} {
		if m := re.FindString(s); m != "" {
			faults = append(faults, what+": "+m)
		}
	}
	for _, sentence := range sentenceEnd.Split(placed.ReplaceAllString(s, "x"), -1) {
		if n := len(strings.Fields(sentence)); n > maxWords {
			faults = append(faults, fmt.Sprintf("a sentence of %d words", n))
		}
	}
	slices.Sort(faults)
	return faults
}

func TestDutchTextsArePlain(t *testing.T) {
	texts := catalogue(t, "nl")
	if len(texts.Keys()) < 200 {
		t.Fatalf("only %d texts", len(texts.Keys()))
	}
	for _, k := range texts.Keys() {
		for _, form := range texts.Forms(k) {
			if faults := wordFaults(form); len(faults) > 0 {
				t.Errorf("%s: %q: %q", k, form, faults)
			}
		}
	}
}

func TestWordFaults(t *testing.T) {
	for text, want := range map[string]string{
		"Alle signalen staan hier.":        "a word of insiders: signalen",
		"Dit Traject is klaar":             "a word of insiders: Traject",
		"Uw inbreng telt.":                 "a word of insiders: inbreng",
		"Wat vindt jij?":                   "not the u-form: jij",
		"Indien u belt, helpen wij u.":     "an office word: Indien",
		"Het college is dit vergeten.":     "blames: vergeten",
		"Zie het groene vak.":              "must be seen: groene",
		"Het antwoord staat rechts.":       "must be seen: rechts",
		strings.Repeat("woord ", 21) + ".": "a sentence of 21 words",
		strings.Repeat("woord ", 21):       "a sentence of 21 words",

		strings.Repeat("woord ", 20) + ". " + strings.Repeat("woord ", 20) + "?": "",
		"{naam} {datum} " + strings.Repeat("woord ", 18) + ".":                   "",
		"U las wat mensen zeiden. Kinderen maken een signaalkleur.":              "",
	} {
		if got := strings.Join(wordFaults(text), "; "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// The words that were agreed, to the letter: a change here is a decision.
func TestAgreedWords(t *testing.T) {
	texts := catalogue(t, "nl")
	for key, want := range map[string]string{
		"stand.te-laat":                  "Dit antwoord had er {wanneer} moeten zijn. Het is er nog niet.",
		"stand.verschoven":               "Wij hebben meer tijd nodig. U hoort het {tot}.",
		"stand.keer":                     "Dat is {n} keer verschoven; eerst was het {eerst}.",
		"stand.reden":                    "Waarom: {reden}",
		"besluit.overgenomen.uitleg":     "Dit gaan we doen, of is al gedaan.",
		"besluit.niet-overgenomen.naam":  "Nee, niet overgenomen",
		"besluit.in-behandeling.naam":    "Nog geen antwoord",
		"antwoord.waarom-niet":           "Waarom nog niet?",
		"geen-besluit":                   "Dit is een antwoord op wat mensen zeiden. Het is geen officieel besluit waartegen u bezwaar kunt maken.",
		"fase.4.uitleg":                  "wat is er gedaan, en helpt het?",
		"besluit.doorgegeven.uitleg":     "Wij gaan hier niet over, {aan} wel. Die heeft het gekregen.",
		"besluit.deels-overgenomen.naam": "Deels overgenomen",
	} {
		if got := texts.Text(key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}

// Dates and numbers stand as people write them.
func TestDatesAndNumbers(t *testing.T) {
	front := func(more string) string {
		return "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 2\nonderwerpen: [Wonen]\n" + more + "---\n"
	}
	cases := []struct{ name, taal, front, want string }{
		{"day", "nl", "start: 2026-03-12\n", ">12 maart 2026<"},
		{"day, English", "en", "start: 2026-03-12\n", ">12 March 2026<"},
		{"month", "nl", "start: 2026-03\n", ">maart 2026<"},
		{"quarter", "nl", "start: 2027-Q3\n", ">het 3e kwartaal van 2027<"},
		{"quarter, English", "en", "start: 2027-Q3\n", ">the 3rd quarter of 2027<"},
		{"number", "nl", "signalen: [{id: a, signaal: A., aantal: 1234}]\n", "1.234 keer"},
		{"number, English", "en", "signalen: [{id: a, signaal: A., aantal: 1234}]\n", "1,234 times"},
		{"drawing", "nl", "mijlpalen: [{datum: 2026-03-12, titel: Begin, phase: 1}]\n", ">mrt 2026</text>"},
		{"drawing, English", "en", "mijlpalen: [{datum: 2026-05, titel: Begin, phase: 1}]\n", ">May 2026</text>"},
		{"drawing of a term", "nl", "mijlpalen: [{datum: 2026-Q4, titel: Begin, phase: 1}]\n", ">2026</text>"},
	}
	for _, taal := range []string{"nl", "en"} { // each language is a site with a traject for each case
		files := map[string]string{"content/site.yaml": settings + "taal: " + taal + "\n"}
		for i, c := range cases {
			files[fmt.Sprintf("content/trajecten/plan-%d.md", i)] = front(c.front)
		}
		out := mustBuild(t, files)
		for i, c := range cases {
			if page := out[fmt.Sprintf("trajecten/plan-%d/index.html", i)]; c.taal == taal && !strings.Contains(page, c.want) {
				t.Errorf("%s: %s is not on the page", c.name, c.want)
			}
		}
	}
}

func catalogue(t *testing.T, taal string) *render.Texts {
	t.Helper()
	th, err := render.LoadTheme(nil, themes.Default(), taal, true)
	if err != nil {
		t.Fatal(err)
	}
	return th.Texts
}
