package render_test

import (
	"regexp"
	"strings"
	"testing"
)

// seen returns the words of a page between the tags, with single spaces.
func seen(page string) string {
	_, main, _ := strings.Cut(page, "<main")
	main, _, _ = strings.Cut(main, "</main>")
	words := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(main, "")
	return strings.Join(strings.Fields(words), " ")
}

// What somebody reads who waits for an answer: when it comes, or that it should
// have been there, and whom to ask.
func TestWhoWaitsReadsWhenAndWhomToAsk(t *testing.T) {
	const ask = "Vraag ons hoe het staat of bel 0000 000 000."
	for name, c := range map[string]struct {
		signaal, want string
		asks          bool
	}{
		"late":                    {"verwacht: 2026-06-01", "Dit antwoord had er op 1 juni 2026 moeten zijn. Het is er nog niet.", true},
		"expected":                {"verwacht: 2027-09-01", "U hoort het vóór 1 september 2027.", false},
		"by the end of a quarter": {"verwacht: 2027-Q3", "U hoort het uiterlijk in het 3e kwartaal van 2027.", false},
		"extended": {"verwacht: 2026-04-01, uitgesteld: [{tot: 2026-06-01, reden: Eerst.}, {tot: 2027-09-01, reden: Het onderzoek duurt langer.}]",
			"Wij hebben meer tijd nodig. U hoort het vóór 1 september 2027. Dat is 2 keer verschoven; eerst was het 1 april 2026. Waarom: Het onderzoek duurt langer.", false},
		"extended, and late again": {"verwacht: 2026-04-01, uitgesteld: [{tot: 2026-06-01, reden: Wij wachten.}]",
			"Dit antwoord had er op 1 juni 2026 moeten zijn. Het is er nog niet. Dat is 1 keer verschoven; eerst was het 1 april 2026. Waarom: Wij wachten.", true},
		"no date":             {"soort: vraag", "Wij weten nog niet wanneer u het hoort.", true},
		"promised, not done":  {"besluit: overgenomen, reden: Goed idee., gepland: 2026-06-01", "Nee. Het zou op 1 juni 2026 klaar zijn. Dat is niet gelukt, of nog niet gemeld.", true},
		"promised, and there": {"besluit: overgenomen, reden: Goed idee., gepland: 2026-06-01, uitgevoerd: 2026-05-01", "Ja, gedaan op 1 mei 2026.", false},
	} {
		t.Run(name, func(t *testing.T) {
			out := mustBuild(t, map[string]string{
				"content/site.yaml": settings + "contact: {telefoon: 0000 000 000}\n",
				"content/trajecten/plan.md": "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 2\nonderwerpen: [Wonen]\n" +
					"signalen: [{id: a, signaal: A., " + c.signaal + "}]\n---\n",
			})
			for _, path := range []string{"trajecten/plan/index.html", "trajecten/plan/a/index.html"} {
				page := seen(out[path])
				if !strings.Contains(page, c.want) {
					t.Errorf("%s does not say %q: %s", path, c.want, page)
				}
				if strings.Contains(page, ask) != c.asks {
					t.Errorf("%s: it says whom to ask is %v, want %v", path, !c.asks, c.asks)
				}
			}
		})
	}
}

// Without a contact there is nobody to lead to, and no link to a place that is
// not there.
func TestNobodyToAsk(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 2\nonderwerpen: [Wonen]\n" +
		"signalen: [{id: a, signaal: A., verwacht: 2026-06-01}]\n---\n"})
	if strings.Contains(out["trajecten/plan/index.html"], "#wk-contact") {
		t.Error("a link leads to a section that is not there")
	}
}

// Every page with answers says what they mean, with a way to more.
func TestLegendIsOnEveryPageWithAnswers(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 2\nonderwerpen: [Wonen]\n" +
		"bijeenkomsten: [{id: avond, naam: Avond}]\nadviezen: [{kenmerk: A-1, titel: Advies}]\n" +
		"signalen: [{id: a, signaal: A., opgehaald-bij: [avond], advies: A-1, besluit: overgenomen, reden: Goed.}]\n---\n"})
	for _, path := range []string{
		"onderwerpen/wonen/index.html", "bijeenkomsten/plan-avond/index.html", "adviezen/a-1/index.html",
		"besluiten/overgenomen/index.html",
	} {
		_, legend, ok := strings.Cut(out[path], `<details class="wk-legenda">`)
		legend, _, _ = strings.Cut(legend, "</details>")
		if !ok || strings.Count(legend, "<dt>") != 7 || !strings.Contains(legend, "Dit doen we niet. U leest waarom.") || !strings.Contains(legend, `href="/pad/besluiten/"`) {
			t.Errorf("%s: the legend is %q", path, legend)
		}
	}
	// Each answer says there itself what it means.
	if plan := out["trajecten/plan/index.html"]; !strings.Contains(plan, "Dit gaan we doen, of is al gedaan.") || !strings.Contains(plan, `href="/pad/besluiten/">Wat betekenen de antwoorden?`) {
		t.Error("the plan does not say what its answers mean, or where to find that")
	}
}

// The drawing says nothing that is not in words, and where it is now is told by
// words and by a class, not by a place in the drawing alone.
func TestPhasesInWords(t *testing.T) {
	plan := func(more string) string {
		out := mustBuild(t, map[string]string{"content/trajecten/plan.md": "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 3\nonderwerpen: [Wonen]\n" +
			"mijlpalen: [{datum: 2026-01-28, titel: Begin, phase: 2}, {datum: 2026-03, titel: Verder, phase: 3}, {datum: 2027, titel: Straks, phase: 4}]\n" + more + "---\n"})
		return out["trajecten/plan/index.html"]
	}
	once, always := plan(""), plan("doorlopend: true\n")
	for _, want := range []string{
		"Nu: stap 3 van 4", "Veranderen: wat moet er anders?", "ervaringen vertalen, begon op 28 januari 2026", "sinds maart 2026",
		"evalueren en terugkoppelen, begint in 2027", "Hier zijn we nu", "Na stap 4 begint het opnieuw bij stap 1.",
	} {
		if !strings.Contains(seen(once), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, page := range []string{once, always} {
		if n := strings.Count(page, `aria-current="step"`); n != 1 {
			t.Errorf("%d phases are the present one", n)
		}
	}
	if !strings.Contains(seen(always), "Dit stopt niet.") || strings.Contains(seen(once), "Dit stopt niet.") {
		t.Error("what never stops does not say so, or something else does")
	}
	if strings.Contains(always, "wk-fasen__punt--straks") || !strings.Contains(once, "wk-fasen__punt--straks") {
		t.Error("what is to come is drawn wrongly")
	}
}
