package check_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	. "weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
)

// found returns "path code" of every problem.
func found(ps []diag.Problem) []string {
	var out []string
	for _, p := range ps {
		out = append(out, strings.TrimPrefix(p.File, "content/")+" "+p.Code)
	}
	return out
}

func expect(t *testing.T, ps []diag.Problem, want ...string) {
	t.Helper()
	if got := found(ps); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

const speelplek = "trajecten/speelplek.md"

func TestPublicerenVanaf(t *testing.T) {
	for date, want := range map[string][]string{
		"2026-11-21": nil,
		"2026-11":    nil, // a month has begun with its first day
		"2026-11-22": {"paginas/over.md link-naar-concept"},
	} {
		fs := files{
			speelplek:         inTraject("publiceren-vanaf: "+date, ""),
			"paginas/over.md": "---\ntitel: Over\n---\n\nZie [de speelplek](/trajecten/speelplek/).\n",
		}
		expect(t, fs.check(t), want...)
	}
}

// A page that is withdrawn shows nothing of what is in the file.
func TestIngetrokken(t *testing.T) {
	fs := files{speelplek: inTraject("ingetrokken:\n  datum: 2026-01-01\n  reden: Er stond een naam in.", "Zie [de omleiding](/weg/).")}
	expect(t, fs.check(t))
}

// A file that is not understood is one problem, not one for every file that
// has something to do with it.
func TestBrokenFile(t *testing.T) {
	fs := files{
		speelplek: "---\ntitel: \"De speelplek\nsignalen:\n  - id: hek\n---\n",
		"trajecten/vervolg.md": inTraject("vervolg-op: speelplek\nsignalen:\n  - id: a\n    signaal: A.\n    verwacht: 2199\n    gebaseerd-op: [speelplek/hek]",
			"Zie [het hek](/trajecten/speelplek/#hek), [het antwoord over het hek](/trajecten/speelplek/hek/), [de avond](/bijeenkomsten/speelplek-avond/) en [wonen](/onderwerpen/wonen/)."),
		"onderwerpen/wonen.md": "---\ntitel: Wonen\n---\n",
	}
	expect(t, fs.check(t), speelplek+" yaml")
}

func TestTopicSpelling(t *testing.T) {
	a, b, c := inTraject("onderwerpen: [Wonen]", ""), inTraject("onderwerpen: [wonen]", ""), inTraject("onderwerpen: [wonen]", "")
	t.Run("most", func(t *testing.T) {
		expect(t, files{"trajecten/a.md": a, "trajecten/b.md": b, "trajecten/c.md": c}.check(t), "trajecten/a.md onderwerp-spelling")
	})
	t.Run("title", func(t *testing.T) {
		expect(t, files{"trajecten/a.md": a, "trajecten/b.md": b, "trajecten/c.md": c, "onderwerpen/wonen.md": "---\ntitel: Wonen\n---\n"}.check(t),
			"trajecten/b.md onderwerp-spelling", "trajecten/c.md onderwerp-spelling")
	})
	t.Run("signaal", func(t *testing.T) {
		own := inTraject("onderwerpen: [Wonen]\nsignalen:\n  - id: a\n    signaal: A.\n    verwacht: 2199\n    onderwerpen: [WONEN]", "")
		expect(t, files{"trajecten/a.md": a, "trajecten/own.md": own}.check(t), "trajecten/own.md onderwerp-spelling")
	})
}

func TestAddressTaken(t *testing.T) {
	meeting := func(id string) string { return inTraject("bijeenkomsten:\n  - id: "+id+"\n    naam: Avond", "") }
	advice := func(kenmerk string) string {
		return inTraject("adviezen:\n  - kenmerk: "+kenmerk+"\n    titel: Advies", "")
	}
	for name, c := range map[string]struct {
		files files
		want  []string
	}{
		"bijeenkomst":    {files{"trajecten/a.md": meeting("b-c"), "trajecten/a-b.md": meeting("c")}, []string{"trajecten/a.md adres-bezet"}},
		"advies":         {files{"trajecten/a.md": advice("X/1"), "trajecten/b.md": advice("x 1")}, []string{"trajecten/b.md adres-bezet"}},
		"own":            {files{"trajecten/a.md": inTraject("aliassen: [a]", "")}, []string{"trajecten/a.md adres-bezet"}},
		"alias of alias": {files{"trajecten/a.md": inTraject("aliassen: [x]", ""), "trajecten/b.md": inTraject("aliassen: [x]", "")}, []string{"trajecten/b.md adres-bezet"}},
		// The alias is to blame, though its file comes first.
		"alias first": {files{"trajecten/a.md": inTraject("aliassen: [b]", ""), "trajecten/b.md": inTraject("titel: B", "")}, []string{"trajecten/a.md adres-bezet"}},
		"page":        {files{"paginas/a.md": "---\ntitel: A\naliassen: [b]\n---\n", "paginas/b.md": "---\ntitel: B\n---\n"}, []string{"paginas/a.md adres-bezet"}},
		"topic": {files{"trajecten/a.md": inTraject("onderwerpen: [Zorg, Wonen]", ""), "onderwerpen/zorg.md": "---\ntitel: Zorg\naliassen: [wonen]\n---\n"},
			[]string{"onderwerpen/zorg.md adres-bezet"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, c.files.check(t), c.want...) })
	}
}

func TestReservedFileNames(t *testing.T) {
	for name, want := range map[string]bool{
		"paginas/onderwerpen.md": true, "paginas/k.md": true, "paginas/en.md": true, "paginas/wk-x.md": true, "paginas/404.md": true,
		"paginas/toegankelijkheid.md": false, "paginas/over.md": false,
		"onderwerpen/pagina.md": true, "onderwerpen/ov.md": false,
		"trajecten/versies.md": true, "trajecten/en.md": false, "trajecten/media.md": false,
	} {
		source := "---\ntitel: Een pagina\n---\n"
		if strings.HasPrefix(name, "trajecten/") {
			source = inTraject("titel: Een traject", "")
		}
		got := slices.Contains(codes(files{name: source}.check(t)), "gereserveerd")
		if got != want {
			t.Errorf("%s: gereserveerd is %v, want %v", name, got, want)
		}
	}
}

// Every key that holds a link is checked, wherever it stands.
func TestLinksInKeys(t *testing.T) {
	fs := files{
		"site.yaml": asSettings.make("logo: /weg/1.svg\nhuisstijl: /weg/2.css\nsecurity-contact: /weg/3/\ncontact: {pagina: /weg/4/}\n" +
			"menu: [{titel: Weg, link: /weg/5/}]\ntoegankelijkheid: {register: /weg/6/, onderzoek: /weg/7/, contact: {pagina: /weg/8/}}"),
		speelplek: inTraject(`kaders: [{tekst: A, link: /weg/1/}]
bijeenkomsten: [{id: a, naam: A, verslag: /weg/2/}]
adviezen: [{kenmerk: A, titel: A, document: /weg/3/, reactie: {document: /weg/4/}}]
mijlpalen: [{datum: 2026, titel: A, link: /weg/5/, tekst: "[plek 6](/weg/6/)"}]
terugkoppeling: [{kanaal: A, link: /weg/7/}]
documenten: [{titel: A, link: /weg/8/, alternatief: /weg/9/}]
officieel-besluit: {titel: A, link: /weg/10/}
contact: {pagina: /weg/11/}
evaluatie: {uitkomst: "[plek 12](/weg/12/)"}
uitkomst: "[plek 13](/weg/13/)"
geleerd: "[plek 14](/weg/14/)"
reden: "[plek 15](/weg/15/)"
signalen:
  - id: a
    signaal: A
    verwacht: 2199
    besluit: in-behandeling
    documenten: [{titel: A, link: /weg/16/}]
    evaluatie: [{uitkomst: "[plek 17](/weg/17/)"}]
    reden: "[plek 18](/weg/18/)"
    gevolg: "[plek 19](/weg/19/)"
    antwoord-ontvanger: "[plek 20](/weg/20/)"`, ""),
		"zoekvragen.yaml": "vragen:\n  - zoek: hek\n    vind: /weg/1/\n",
	}
	count := map[string]int{}
	for _, p := range fs.check(t) {
		if p.Code != "dode-link" && p.Code != "beeld-ontbreekt" {
			t.Errorf("found %s: %s", p.Code, p.Message.EN)
		}
		count[p.File]++
	}
	if count["content/site.yaml"] != 8 || count["content/"+speelplek] != 20 || count["content/zoekvragen.yaml"] != 1 {
		t.Errorf("found %v", count)
	}
}

// Who copies an address from the browser gets the name of the site with it.
func TestSearchQuestionElsewhere(t *testing.T) {
	expect(t, files{"zoekvragen.yaml": "vragen:\n  - zoek: spelen\n    vind: https://www.gemeente.nl/contact/\n"}.check(t), "zoekvragen.yaml zoekvraag")
}

// A file that is not there is not an address that was written wrongly.
func TestHintOfFileThatIsNotThere(t *testing.T) {
	for _, key := range []string{"huisstijl: theme.css", "favicon: media/icoon.png", "logo: media/merk.svg"} {
		ps := files{"site.yaml": asSettings.make(key)}.check(t)
		if len(ps) != 1 || !strings.Contains(ps[0].Hint.NL, "in content/media/") {
			t.Errorf("%s: %v", key, ps)
		}
	}
}

func TestApply(t *testing.T) {
	heading := inTraject("titel: A", "### Te diep")
	settings := func(ernst string) string {
		return asSettings.make("regels:\n  koppen:\n    ernst: " + ernst + "\n    reden: Oude teksten.")
	}
	for ernst, want := range map[string]diag.Severity{"fout": diag.Error, "waarschuwing": diag.Warning, "info": diag.Info} {
		ps := files{"site.yaml": settings(ernst), speelplek: heading}.check(t)
		if len(ps) != 1 || ps[0].Code != "koppen" || ps[0].Severity != want {
			t.Errorf("%s gives %v", ernst, ps)
		}
	}
	expect(t, files{"site.yaml": settings("uit"), speelplek: heading}.check(t), "site.yaml regel-uit")

	own := []diag.Problem{{Code: "koppen", Severity: diag.Warning}}
	if got := Apply(nil, Rules(), own); !slices.EqualFunc(got, own, func(a, b diag.Problem) bool { return a.Code == b.Code && a.Severity == b.Severity }) {
		t.Errorf("without settings problems become %v", got)
	}
}

func TestLinkWithAnEmptySite(t *testing.T) {
	fs := files{speelplek: inTraject("titel: A", "Zie [a](#a), [b](.), [c](?q), [d](../..), [e](%zz), [f](/) en [g](//).")}
	for _, p := range fs.check(t) {
		if p.Severity != diag.Error || p.Range.IsZero() {
			t.Errorf("%s has no place, or is no error: %v", p.Code, p)
		}
	}
}

// Facts can be stored: nothing in them is lost.
func TestFactsAsJSON(t *testing.T) {
	f, _ := content.Split("content/trajecten/a.md", []byte(inTraject("vervolg-op: b\naliassen: [c]", "## Kop\n\n[weg](/weg/)")), content.Markdown)
	d, _ := traject.Parse(f)
	_, facts := Traject(d, Given{Today: today})
	before, err := json.Marshal(facts)
	if err != nil {
		t.Fatal(err)
	}
	var read *Facts
	if err := json.Unmarshal(before, &read); err != nil {
		t.Fatal(err)
	}
	want, got := Site(fakeWorld{}, NewIndex([]*Facts{facts})), Site(fakeWorld{}, NewIndex([]*Facts{read}))
	if len(want) != 2 || !slices.EqualFunc(got, want, func(a, b diag.Problem) bool { return diag.Compare(a, b) == 0 && a.Range == b.Range }) {
		t.Errorf("stored facts give %q, others %q", found(got), found(want))
	}
}

// Whatever an editor writes, the rules do not break, and what they find has a
// place in the file.
func FuzzTraject(f *testing.F) {
	cases := aroundCases(f)
	for _, source := range cases {
		f.Add(source)
	}
	f.Add(inTraject("signalen: [{id: a, signaal: A, besluit: overgenomen, gebaseerd-op: [a, b/c]}]", "# A {#a}\n\n![](x) <b>\n<!--"))
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			return // package content refuses it
		}
		for _, name := range []string{speelplek, "paginas/over.md", "onderwerpen/a.md"} {
			for _, p := range (files{name: source}).check(t) {
				if at := p.Range.Start; !p.Range.IsZero() && (at.Column < 1 || at.Line < 1 || at.Line > 1+strings.Count(source, "\n")) {
					t.Errorf("%s at %v is outside the file", p.Code, at)
				}
				if p.Message.NL == "" || p.Message.EN == "" {
					t.Errorf("%s has no message in both languages", p.Code)
				}
			}
		}
	})
}

// One mistake gives one problem: what was written and not understood is not also
// missing. What is missing is.
func TestMisreadIsNotMissing(t *testing.T) {
	const adopted = "    besluit: overgenomen\n    reden: Kinderen rennen zo de drukke straat op.\n    besloten-door: het college\n"
	for name, c := range map[string]struct {
		signaal string
		want    []string
	}{
		"a slip in reden":        {"    besluit: beantwoord\n    besloten-door: het college\n    redne: Het hek komt er in maart.", []string{"onbekende-sleutel"}},
		"no reden":               {"    besluit: beantwoord\n    besloten-door: het college", []string{"besluit-zonder-reden"}},
		"an empty reden":         {"    besluit: beantwoord\n    besloten-door: het college\n    reden:", []string{"besluit-zonder-reden"}},
		"no date":                {adopted + "    gevolg: Er komt een hek.\n    gepland: voorjaar 2199", []string{"geen-datum"}},
		"a slip in gevolg":       {adopted + "    gevlog: Er komt een hek.\n    gepland: 2199", []string{"onbekende-sleutel"}},
		"no gevolg":              {adopted + "    gepland: 2199", []string{"overgenomen-zonder-gevolg"}},
		"another key is no slip": {adopted + "    gevolg: Er komt een hek.\n    uitgesteld:\n      - op: 2026-04-01\n        tot: 2026-07-01\n        reden: Het hek was te duur.", []string{"overgenomen-zonder-datum"}},
		"when it is expected":    {"    verwacht: ooit", []string{"geen-datum"}},
		"a slip in besluit":      {"    beslit: beantwoord\n    besloten-op: 2026-04-01\n    verwacht: 2199\n    reden: Het hek komt er in maart.", []string{"onbekende-sleutel"}},
	} {
		t.Run(name, func(t *testing.T) {
			front := "phase: 2\ndoorlopend: true\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n" + c.signaal
			var got []string
			for _, p := range (files{speelplek: inTraject(front, "")}.check(t)) {
				got = append(got, p.Code)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// A spelling mistake gives one problem: not also that there is no answer.
func TestBesluitThatIsNotUnderstoodIsNotMissing(t *testing.T) {
	for besluit, want := range map[string][]string{
		"overgenomn":     {"onbekende-waarde"},
		"":               {"phase-en-antwoorden", "reden-zonder-besluit"},
		"in-behandeling": {"phase-en-antwoorden"},
	} {
		front := "phase: 4\nsignalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2199\n    besluit: " + besluit + "\n    reden: Daarom."
		var got []string
		for _, p := range (files{speelplek: inTraject(front, "")}.check(t)) {
			got = append(got, p.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", besluit, got, want)
		}
	}
}
