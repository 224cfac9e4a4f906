package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	. "weerklank/internal/check"
	"weerklank/internal/diag"
)

// framesHonest says in which frame the examples of the group diag.Honest stand.
var framesHonest = map[string]frame{
	"reden-leeg": asTraject, "reden-zonder-besluit": asTraject, "reden-zonder-kort": asTraject, "reden-geplakt": asTraject, "wie-besloot": asTraject,
	"overgenomen-zonder-gevolg": asTraject, "overgenomen-zonder-datum": asTraject, "vraag-overgenomen": asTraject, "belofte-verlopen": asTraject,
	"wanneer-antwoord": asTraject, "termijn-verlopen": asTraject, "steeds-uitgesteld": asTraject, "te-laat-uitgesteld": asTraject,
	"evaluatie-te-vroeg": asTraject, "evaluatie-verlopen": asTraject, "geen-evaluatie": asTraject, "geen-terugkoppeling": asTraject,
	"advies-onbeantwoord": asTraject, "advies-zonder-motivering": asTraject, "staat-stil": asTraject,
}

// honest returns the codes of this group that are found in a traject of which
// the answers are given by somebody, and how often they are said.
func honest(t *testing.T, settings, front string) []string {
	t.Helper()
	fs := files{"site.yaml": asSettings.make(topKeys(settings, "besloten-door: het college")), speelplek: inTraject(front, "")}
	of := map[string]diag.Group{}
	for _, r := range Rules() {
		of[r.Code] = r.Group
	}
	var got []string
	for _, p := range fs.check(t) {
		if of[p.Code] == diag.Honest {
			got = append(got, p.Code)
		} else if p.Severity == diag.Error {
			t.Errorf("the test is wrong: %s", p.Message.EN)
		}
	}
	return got
}

const refused = "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: "

func TestReasonsThatSayNothing(t *testing.T) {
	for reden, want := range map[string]bool{
		"Verwerkt": true, "n.v.t.": true, "Zie boven": true, "Akkoord": true, "Wordt meegenomen": true, "Nee, kan niet nu": true,
		"Uw opmerking wordt meegenomen in het vervolg.":          true,
		"Wij nemen uw reactie voor kennisgeving aan.":            true,
		"Zie de reactie onder vraag 12.":                         true,
		"De reactie geeft geen aanleiding het plan te wijzigen.": true,
		"...": true, "—": true, "Uw reactie is ter harte genomen.": true, "Past niet binnen het beleid.": true, "Dat is op deze plek niet mogelijk.": true,
		"De straat is smal, dus een hek is niet mogelijk.":              false,
		"Door de kabels is een hek hier niet mogelijk.":                 false,
		"De straat is te smal hiervoor.":                                false,
		"Dit is verwerkt in paragraaf 3.2 van de visie.":                false,
		"Dit is meegenomen, omdat veel ouders erom vroegen.":            false,
		"De provincie ging niet akkoord met een lagere snelheid.":       false,
		"**Nee:** de straat is te smal voor een hek.":                   false,
		"Wij nemen dit mee naar de raad, die er op zes juni over praat": false,
	} {
		if got := slices.Contains(honest(t, "", refused+quoted(reden)), "reden-leeg"); got != want {
			t.Errorf("%q: %v", reden, got)
		}
	}
	question := "signalen:\n  - id: a\n    signaal: Wanneer?\n    soort: vraag\n    besluit: beantwoord\n    reden: Op 20 mei 2026."
	if got := honest(t, "", question); len(got) > 0 {
		t.Errorf("a date answers a question: %q", got)
	}
}

func quoted(s string) string { return `"` + s + `"` }

// What is forgotten at every signaal is said once.
func TestTheSameOmissionIsSaidOnce(t *testing.T) {
	one := "  - id: %s\n    signaal: Wij willen %s.\n    besluit: overgenomen\n    reden: %s kost bijna niets en er is plaats.\n"
	front := "besloten-door:\nsignalen:\n"
	for _, word := range []string{"bankjes", "schaduw", "water"} {
		front += fmt.Sprintf(one, word, word, word)
	}
	want := []string{"overgenomen-zonder-datum", "overgenomen-zonder-gevolg"}
	if got := honest(t, "", front); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	fs := files{speelplek: inTraject(front, "")}
	for _, p := range fs.check(t) {
		if p.Code == "wie-besloot" && !strings.Contains(p.Message.NL, "nog 2 signalen") {
			t.Errorf("it does not say how many: %s", p.Message.NL)
		}
	}
	if got := codes(fs.check(t)); !slices.Contains(got, "wie-besloot") {
		t.Errorf("%q", got)
	}
}

// A rule about time says what the page says, in every state.
func TestTerms(t *testing.T) {
	waits := func(lines string) string {
		return "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n" + lines
	}
	ext := func(op, tot string) string {
		return "      - op: " + op + "\n        tot: " + tot + "\n"
	}
	for name, c := range map[string]struct {
		settings, front string
		want            []string
	}{
		"no date":                      {"", waits(""), []string{"wanneer-antwoord"}},
		"today is not late":            {"", waits("    verwacht: " + today), nil},
		"yesterday is late":            {"", waits("    verwacht: 2026-11-20"), []string{"termijn-verlopen"}},
		"a month lasts until its end":  {"", waits("    verwacht: 2026-11"), nil},
		"the site promises a term":     {"reactietermijn: 6", waits("    ontvangen: 2026-11-01"), nil},
		"the term of the site is past": {"reactietermijn: 6", waits("    ontvangen: 2026-09-01"), []string{"termijn-verlopen"}},
		"a term without a first day":   {"reactietermijn: 6", waits(""), []string{"wanneer-antwoord"}},
		"a term for something else":    {"reactietermijn: {zienswijze: 6}", waits("    ontvangen: 2026-11-01"), []string{"wanneer-antwoord"}},
		"extended in time":             {"", waits("    verwacht: 2026-11-01\n    uitgesteld:\n" + ext("2026-11-01", "2027-02-01")), nil},
		"extended a day late":          {"", waits("    verwacht: 2026-11-01\n    uitgesteld:\n" + ext("2026-11-02", "2027-02-01")), []string{"te-laat-uitgesteld"}},
		"extended after the site's":    {"reactietermijn: 6", waits("    ontvangen: 2026-09-01\n    uitgesteld:\n" + ext("2026-10-14", "2027-02-01")), []string{"te-laat-uitgesteld"}},
		"the second one late":          {"", waits("    verwacht: 2026-05-01\n    uitgesteld:\n" + ext("2026-04-01", "2026-07-01") + ext("2026-08-01", "2027-02-01")), []string{"te-laat-uitgesteld"}},
		"extended twice":               {"", waits("    verwacht: 2026-05-01\n    uitgesteld:\n" + ext("2026-04-01", "2026-07-01") + ext("2026-06-01", "2027-02-01")), nil},
		"three times":                  {"", waits("    verwacht: 2026-05-01\n    uitgesteld:\n" + ext("2026-04-01", "2026-07-01") + ext("2026-06-01", "2026-08-01") + ext("2026-07-01", "2027-02-01")), []string{"steeds-uitgesteld"}},
		"a concept is not nagged":      {"", "concept: true\n" + waits("    verwacht: 2025-05-01"), nil},
		"nor one for a later day":      {"", "publiceren-vanaf: 2026-12-01\n" + waits(""), nil},
		"nor what was withdrawn":       {"", "ingetrokken:\n  datum: 2026-01-01\n  reden: Er stond een fout in.\n" + waits(""), nil},
		"an example goes on":           {"", "voorbeeld: true\n" + waits("    verwacht: 2025-05-01"), nil},
		"an example says when":         {"", "voorbeeld: true\n" + waits(""), []string{"wanneer-antwoord"}},
		"what never stops too":         {"", "doorlopend: true\n" + waits("    verwacht: 2026-11-20"), []string{"termijn-verlopen"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := honest(t, c.settings, c.front); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestEvaluations(t *testing.T) {
	answer := refused + "De straat is te smal voor een hek.\n    besloten-op: 2026-06-10\n"
	for name, c := range map[string]struct {
		front string
		want  []string
	}{
		"held early is done":        {answer + "    evaluatie: {gepland: 2026-09-09, uitkomst: Het helpt niet.}", nil},
		"planned a day too early":   {answer + "    evaluatie: {gepland: 2026-09-09}", []string{"evaluatie-te-vroeg"}},
		"three months":              {answer + "    evaluatie: {gepland: 2026-09-10}", nil},
		"the last day of a month":   {answer + "    evaluatie: {gepland: 2026-09}", nil},
		"of the whole":              {answer + "evaluatie: {gepland: 2026-08}", []string{"evaluatie-te-vroeg"}},
		"a quarter ago":             {answer + "evaluatie: {gepland: 2026-08-30, datum: 2026-09-20}", []string{"evaluatie-te-vroeg"}},
		"long past":                 {"evaluatie: {gepland: 2026-08-20}", []string{"evaluatie-verlopen"}},
		"not so long past":          {"evaluatie: {gepland: 2026-08-21}", nil},
		"held, without outcome":     {"evaluatie: {gepland: 2026-02, datum: 2026-05-03}", []string{"evaluatie-verlopen"}},
		"one of a signaal is one":   {"phase: 4\nterugkoppeling: [{kanaal: brief}]\n" + answer + "    evaluatie: {gepland: 2027-09}", nil},
		"phase 4 without any":       {"phase: 4\n" + answer, []string{"geen-evaluatie", "geen-terugkoppeling"}},
		"phase 4 that never stops":  {"phase: 4\ndoorlopend: true\n" + answer, nil},
		"phase 4 without an answer": {"phase: 4\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2027", []string{"phase-en-antwoorden"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := honest(t, "", c.front); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestAdvice(t *testing.T) {
	advice := func(more string) string {
		return "adviezen:\n  - kenmerk: A-1\n    titel: Een veilige straat\n    datum: 2026-10-01\n" + more + "signalen:\n"
	}
	yes := "  - id: a\n    signaal: Een hek.\n    advies: A-1\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg, en het geld is op voor dit jaar.\n"
	open := "  - id: b\n    signaal: Een drempel.\n    advies: A-1\n"
	for name, c := range map[string]struct {
		front string
		want  []string
	}{
		"nothing answered, no term":   {advice("") + open + "    verwacht: 2027", nil},
		"the term is today":           {advice("    termijn: "+today+"\n") + open + "    verwacht: 2027", nil},
		"the term is past":            {advice("    termijn: 2026-11-20\n") + open + "    verwacht: 2027", []string{"advies-onbeantwoord"}},
		"one of two":                  {advice("") + yes + open, []string{"wanneer-antwoord", "advies-onbeantwoord"}},
		"coming after the reply":      {advice("    reactie: {datum: 2026-11-01}\n") + open + "    verwacht: 2027", []string{"advies-onbeantwoord"}},
		"put off with a reason":       {advice("    reactie: {datum: 2026-11-01}\n") + open + "    verwacht: 2026-12\n    uitgesteld: [{op: 2026-11-02, tot: 2027, reden: De raad stemt in maart.}]", nil},
		"the other is coming":         {advice("") + yes + open + "    verwacht: 2027", nil},
		"a reply that leaves one out": {advice("    reactie: {datum: 2026-11-01}\n") + open, []string{"wanneer-antwoord", "advies-onbeantwoord"}},
		"all answered":                {advice("    reactie: {datum: 2026-11-01}\n") + yes, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := honest(t, "", c.front)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestStandsStill(t *testing.T) {
	for name, c := range map[string]struct {
		front string
		want  bool
	}{
		"a year and a day":      {"datum: 2025-11-20", true},
		"a year":                {"datum: 2025-11-21", false},
		"no dates":              {"kenmerk: X", false},
		"something is coming":   {"datum: 2025-01-01\nevaluatie: {gepland: 2027-05}", false},
		"what never stops":      {"datum: 2025-01-01\ndoorlopend: true", true},
		"finished":              {"phase: 4\ndatum: 2025-01-01\nevaluatie: {datum: 2025-02, uitkomst: Het helpt.}\nterugkoppeling: [{kanaal: brief}]", false},
		"another rule says it":  {"datum: 2025-01-01\nevaluatie: {gepland: 2025-02}", false},
		"an invented example":   {"datum: 2025-01-01\nvoorbeeld: true", false},
		"a concept":             {"datum: 2025-01-01\nconcept: true", false},
		"measured this month":   {"datum: 2025-01-01\nmonitoring: [{naam: A, metingen: [{datum: 2026-11-01, waarde: 2}]}]", false},
		"withdrawn":             {"datum: 2025-01-01\ningetrokken: {datum: 2025-02-01, reden: Fout.}", false},
		"somebody still waits":  {"datum: 2025-01-01\nsignalen:\n  - id: a\n    signaal: A.\n    verwacht: 2027-05", true},
		"they were told longer": {"datum: 2025-01-01\nsignalen:\n  - id: a\n    signaal: A.\n    verwacht: 2026-01\n    uitgesteld: [{op: 2025-10-01, tot: 2027-05, reden: A.}]", false},
		"a signaal of long ago": {"signalen:\n  - id: a\n    signaal: A.\n    ontvangen: 2025-03", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := slices.Contains(honest(t, "", c.front), "staat-stil"); got != c.want {
				t.Errorf("staat-stil is %v, want %v", got, c.want)
			}
		})
	}
}

func TestPastedReasons(t *testing.T) {
	const reden = "Wij hebben alles afgewogen en kiezen voor wat de meeste mensen in de wijk willen."
	at := func(id, signaal, reden string) string {
		return "  - id: " + id + "\n    signaal: " + signaal + "\n    besluit: niet-overgenomen\n    kort: Nee.\n    reden: " + reden + "\n"
	}
	hek, bank := at("hek", "Er moet een hek komen langs de straat.", reden), at("bank", "Zet bankjes in de schaduw.", reden)
	t.Run("alike", func(t *testing.T) {
		same := at("hekje", "Er moet snel een hek komen bij de straat!", reden)
		if got := honest(t, "", "signalen:\n"+hek+same); len(got) > 0 {
			t.Errorf("%q", got)
		}
	})
	t.Run("other signs", func(t *testing.T) {
		other := at("bank", "Zet bankjes in de schaduw.", "'Wij hebben alles afgewogen, en kiezen voor wat de meeste mensen in de wijk WILLEN'")
		if got := honest(t, "", "signalen:\n"+hek+other); !slices.Equal(got, []string{"reden-geplakt"}) {
			t.Errorf("%q", got)
		}
	})
	elsewhere := func(more, signaal string) []string {
		fs := files{"site.yaml": asSettings.make("besloten-door: het college"), speelplek: inTraject("signalen:\n"+hek, ""), "trajecten/ander.md": inTraject(more+"signalen:\n"+signaal, "")}
		return found(fs.check(t))
	}
	if got := elsewhere("", bank); !slices.Equal(got, []string{speelplek + " reden-geplakt"}) {
		t.Errorf("in another traject: %q", got)
	}
	if got := elsewhere("concept: true\n", bank); !slices.Equal(got, []string{"trajecten/ander.md reden-geplakt"}) {
		t.Errorf("a concept that copies is to blame: %q", got)
	}
	if got := elsewhere("", hek); len(got) > 0 {
		t.Errorf("the same signaal in two trajecten: %q", got)
	}
}

// A question that was turned down is one to answer too; without grounds, advice
// that the law prescribes is told of once.
func TestAnswersThatDoNotFit(t *testing.T) {
	const law = "adviezen:\n  - {kenmerk: A-1, titel: A, wettelijk: ja, reactie: {datum: 2026-11-01}}\n" + refused
	for front, want := range map[string]string{
		refused + "De brandweer moet met een grote auto langs de speelplek kunnen.\n    soort: vraag": "vraag-overgenomen",
		law + "Dat past niet.\n    advies: A-1":                                                       "advies-zonder-motivering",
		law + "Verwerkt\n    advies: A-1":                                                             "advies-zonder-motivering",
	} {
		if got := honest(t, "", front); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %s", front, got, want)
		}
	}
}
