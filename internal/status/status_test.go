package status_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/site"
	. "weerklank/internal/status"
	"weerklank/internal/traject"
)

const today = "2026-11-21"

// report makes a report of trajecten, given as their front matter by file name.
func report(t *testing.T, settings, until string, trajecten map[string]string, ps ...diag.Problem) *Report {
	t.Helper()
	f, _ := content.Split(content.SettingsPath, []byte("titel: Antwoorden\norganisatie: Een gemeente\nbase-url: https://www.gemeente.nl/\n"+settings), content.YAML)
	set, problems := traject.ParseSettings(f)
	in := Input{Settings: set, Today: today, Until: until, Problems: ps, Rules: []*diag.Rule{
		{Code: "koppen", Group: diag.Accessible, Title: lang.T("Koppen", "Headings")}, {Code: "besluit-zonder-reden", Group: diag.Honest, Fixed: true},
	}}
	for _, name := range slices.Sorted(maps.Keys(trajecten)) {
		src := "---\ntitel: " + name + "\nsamenvatting: Kort.\nphase: 3\nonderwerpen: [Wonen]\n" + trajecten[name] + "\n---\n"
		f, more := content.Split("content/trajecten/"+name+".md", []byte(src), content.Markdown)
		d, found := traject.Parse(f)
		problems = append(append(problems, more...), found...)
		in.Docs = append(in.Docs, site.Summarize(d))
	}
	for _, p := range problems {
		t.Fatalf("the test is wrong: %s %v %s", p.File, p.Range.Start, p.Message.EN)
	}
	return New(in)
}

func signaal(id, lines string) string {
	return "  - id: " + id + "\n    signaal: Over " + id + ".\n" + lines
}

const answered = "    besluit: niet-overgenomen\n    reden: Er is geen plaats.\n"

// said returns "kind id" of every item.
func said(r *Report) []string {
	got := []string{}
	for _, i := range r.Items {
		got = append(got, string(i.Kind)+" "+i.ID)
	}
	return got
}

func TestTheMostUrgentComesFirst(t *testing.T) {
	r := report(t, "", "", map[string]string{"a": `adviezen:
  - {kenmerk: A-1, titel: Advies, termijn: 2026-10-01}
  - {kenmerk: A-2, titel: Advies, termijn: 2027-10-01}
  - {kenmerk: A-3, titel: Advies, termijn: 2026-10-01, reactie: {datum: 2026-09-01}}
evaluatie:
  - {gepland: 2026-11}
  - {gepland: 2026-12}
  - {gepland: 2026-10, uitkomst: Het helpt.}
signalen:
` + signaal("op-tijd", "    verwacht: 2026-12-01\n") + signaal("ja", "    besluit: overgenomen\n    reden: r\n") +
		signaal("zonder", "    ontvangen: 2026-03-01\n") + signaal("langer", "    ontvangen: 2026-02\n") + signaal("onbekend", "") +
		signaal("beloofd", "    besluit: overgenomen\n    reden: r\n    gepland: 2026-10\n") + signaal("straks", "    besluit: overgenomen\n    reden: r\n    gepland: 2027-10\n") +
		signaal("laat", "    verwacht: 2026-11-20\n") + signaal("later", "    verwacht: 2026-11-01\n    uitgesteld: [{op: 2026-10-01, tot: 2026-11-10}]\n") + signaal("klaar", answered)})
	want := []string{"antwoord-te-laat later", "antwoord-te-laat laat", "advies-te-laat A-1", "belofte-verlopen beloofd", "evaluatie-nu ",
		"antwoord-zonder-datum langer", "antwoord-zonder-datum zonder", "antwoord-zonder-datum onbekend", "overgenomen-zonder-datum ja", "antwoord-verwacht op-tijd"}
	if got := said(r); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if c := (Counts{Signalen: 10, Answered: 4, Waiting: 6, Late: 2, Undated: 3, PromisePast: 1, NoPromise: 1, Evaluations: 1, AdviceLate: 1}); r.Totals != c {
		t.Errorf("%+v, want %+v", r.Totals, c)
	}
	first := r.Items[0]
	if first.Late != 11 || first.Extended != 1 || first.First != "2026-11-01" || first.Due != "2026-11-10" || first.Line == 0 || first.Address != "/trajecten/a/later/" {
		t.Errorf("%+v", first)
	}
}

// What is coming stands in the report when it is asked for, up to that day.
func TestComing(t *testing.T) {
	front := "adviezen:\n  - {kenmerk: A-1, titel: Advies, termijn: 2026-12-21}\nevaluatie: {gepland: 2026-12}\nsignalen:\n" +
		signaal("antwoord", "    verwacht: 2026-12-21\n") + signaal("gepland", "    besluit: overgenomen\n    reden: r\n    gepland: 2026-12-22\n")
	for until, want := range map[string][]string{
		"":           {"antwoord-verwacht antwoord"},
		"2026-12-20": {"antwoord-verwacht antwoord"},
		"2026-12-21": {"antwoord-verwacht antwoord", "advies-verwacht A-1"},
		"2026-12-22": {"antwoord-verwacht antwoord", "advies-verwacht A-1", "belofte-gepland gepland"},
		"2026-12-31": {"antwoord-verwacht antwoord", "advies-verwacht A-1", "belofte-gepland gepland", "evaluatie-gepland "},
	} {
		r := report(t, "", until, map[string]string{"a": front})
		if got := said(r); !slices.Equal(got, want) {
			t.Errorf("until %q: %q, want %q", until, got, want)
		}
		if coming := r.Items[0].Coming; coming != (until >= "2026-12-21") {
			t.Errorf("until %q: the answer is coming: %v", until, coming)
		}
	}
}

// What does not count on the site does not count here, and is said.
func TestWhatDoesNotCount(t *testing.T) {
	late := "signalen:\n" + signaal("laat", "    verwacht: 2025-01-01\n")
	r := report(t, "", "", map[string]string{
		"concept": "concept: true\n" + late, "straks": "publiceren-vanaf: 2027-01-01\n" + late, "vandaag": "publiceren-vanaf: " + today + "\n" + late,
		"voorbeeld": "voorbeeld: true\n" + late, "weg": "ingetrokken: {datum: 2026-01-01, reden: Fout.}\n" + late,
	})
	if len(r.Items) != 1 || r.Items[0].Traject != "vandaag" || r.Totals.Signalen != 1 {
		t.Errorf("%+v", r.Items)
	}
	if len(r.Concepts) != 2 || r.Concepts[0].From != "" || r.Concepts[1].From != "2027-01-01" || r.Examples != 1 {
		t.Errorf("%+v, %d examples", r.Concepts, r.Examples)
	}
}

// The term of the site counts, as on its pages.
func TestReactietermijn(t *testing.T) {
	r := report(t, "reactietermijn: {vraag: 2}\n", "", map[string]string{"a": "signalen:\n" + signaal("vraag", "    soort: vraag\n    ontvangen: 2026-11-01\n") + signaal("zorg", "    soort: zorg\n    ontvangen: 2026-11-01\n")})
	if got := said(r); !slices.Equal(got, []string{"antwoord-te-laat vraag", "antwoord-zonder-datum zorg"}) {
		t.Errorf("%q", got)
	}
}

func TestGroups(t *testing.T) {
	late := "    verwacht: 2025-01-01\n"
	r := report(t, "", "", map[string]string{
		"a": "team: Team Straat\nsignalen:\n" + signaal("a1", answered) + signaal("a2", late+"    onderwerpen: [Verkeer, wonen]\n"),
		"b": "signalen:\n" + signaal("b1", "    verwacht: 2027\n"),
	})
	line := func(groups []Group) (out []string) {
		for _, g := range groups {
			out = append(out, fmt.Sprintf("%s %d/%d/%d", g.Name, g.Signalen, g.Waiting, g.Late))
		}
		return out
	}
	if got := line(r.Topics); !slices.Equal(got, []string{"Wonen 3/2/1", "Verkeer 1/1/1"}) {
		t.Errorf("topics %q", got)
	}
	if got := line(r.Teams); !slices.Equal(got, []string{"Team Straat 2/1/1", " 1/1/0"}) {
		t.Errorf("teams %q", got)
	}
}

func TestSettingsAndProblems(t *testing.T) {
	settings := "regels:\n  koppen: {ernst: uit, reden: Oude teksten.}\n  bestaat-niet: {ernst: uit, reden: Weet niet.}\n  besluit-zonder-reden: {ernst: uit, reden: Te veel werk.}\n" +
		"geen-persoonsgegevens:\n  - {waarde: 06-12345678, reden: Verzonnen.}\n"
	at := func(file, code string, s diag.Severity) diag.Problem {
		return diag.Problem{File: file, Code: code, Severity: s}
	}
	r := report(t, settings, "", nil, at("b.md", "koppen", diag.Warning), at("a.md", "koppen", diag.Info), at("b.md", "besluit-zonder-reden", diag.Error))
	if len(r.Rules) != 1 || r.Rules[0].Code != "koppen" || r.Rules[0].Reason != "Oude teksten." {
		t.Errorf("%+v", r.Rules)
	}
	if !slices.Equal(r.Exceptions, []Exception{{"06-12345678", "Verzonnen."}}) {
		t.Errorf("%+v", r.Exceptions)
	}
	if r.Complete || r.Problems.Errors != 1 || len(r.Files) != 2 || r.Files[0].Name != "b.md" || r.Files[0].Warnings != 1 {
		t.Errorf("%+v %+v", r.Problems, r.Files)
	}
	for _, g := range r.Groups {
		want := map[string]int{"toegankelijke-inhoud": 2, "eerlijke-antwoorden": 1}[g.Name]
		if g.Errors+g.Warnings+g.Infos != want {
			t.Errorf("%+v, want %d", g, want)
		}
	}
}

func TestHeadline(t *testing.T) {
	late, open := "    verwacht: 2025-01-01\n", "    verwacht: 2027\n"
	for _, c := range []struct{ front, nl, en string }{
		{"kenmerk: x", "Er staan nog geen signalen op de site die meetellen.", "There are no signalen on the site yet that count."},
		{"signalen:\n" + signaal("a", answered), "Alle signalen (1) hebben een antwoord.", "All signalen (1) have an answer."},
		{"signalen:\n" + signaal("a", answered) + signaal("b", open), "1 van de 2 signalen wacht op een antwoord; geen daarvan is te laat.", "1 of 2 signalen waits for an answer; none of them is late."},
		{"signalen:\n" + signaal("a", late) + signaal("b", open), "2 van de 2 signalen wachten op een antwoord; 1 antwoord is te laat.", "2 of 2 signalen wait for an answer; 1 answer is late."},
		{"evaluatie: {gepland: 2026-02}\nadviezen: [{kenmerk: A, titel: A, termijn: 2026}, {kenmerk: B, titel: B, termijn: 2025}]\nsignalen:\n" + signaal("a", late) + signaal("b", late),
			"2 van de 2 signalen wachten op een antwoord; 2 antwoorden zijn te laat. Ook aan de beurt of te laat: 1 reactie op een advies en 1 evaluatie.",
			"2 of 2 signalen wait for an answer; 2 answers are late. Also due or late: 1 reply to an advies and 1 evaluation."},
	} {
		if got := report(t, "", "", map[string]string{"a": c.front}).Headline(); got != lang.T(c.nl, c.en) {
			t.Errorf("%q", got)
		}
	}
}

// Somebody in a hurry reads it on a terminal of 80 columns, of which content
// cannot take control.
func TestTextFits(t *testing.T) {
	front := "team: " + strings.Repeat("Team met een lange naam ", 5) + "\nsignalen:\n" + signaal("weg", "    verwacht: 2025-01-01\n")
	for i := range 20 {
		front += signaal(fmt.Sprint("nr-", i), "    verwacht: 2027\n    onderwerpen: [\"Een onderwerp met een naam die veel langer is dan een kolom\"]\n")
	}
	r := report(t, "", "2030-01-01", map[string]string{"a": front})
	r.Items[0].Text = "Over \u202e iets \x1b[31m roods" // of a file with errors
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		var b bytes.Buffer
		if err := Print(&b, "text", r, l); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if utf8.RuneCountInString(line) > 80 && !strings.Contains(line, ".md:") {
				t.Errorf("too wide: %q", line)
			}
			if strings.ContainsAny(line, "\u202e\x1b") {
				t.Errorf("a sign that a terminal obeys: %q", line)
			}
		}
		if n := strings.Count(b.String(), "Over nr-"); n != 12 {
			t.Errorf("%d items of one kind are shown", n)
		}
	}
}

func TestJSONKeysAreAlwaysThere(t *testing.T) {
	var b bytes.Buffer
	if err := Print(&b, "json", report(t, "", "", nil), lang.EN); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"items", "onderwerpen", "teams", "concepts", "rules", "geenPersoonsgegevens", "problemsByGroup", "problemsByFile"} {
		if list, ok := got[key].([]any); !ok || list == nil {
			t.Errorf("%s is %v, want a list", key, got[key])
		}
	}
}

// The page holds what people wrote as text, never as markup.
func TestHTML(t *testing.T) {
	front := "signalen:\n" + signaal("laat", "    verwacht: 2025-01-01\n")
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		var b bytes.Buffer
		r := report(t, "", "", map[string]string{"a": front}, diag.Problem{File: "x.md", Code: "koppen", Severity: diag.Error})
		r.Items[0].Team, r.Items[0].Text = "<i>Team", "<script>alert(1)</script>" // of a file with errors
		if err := Print(&b, "html", r, l); err != nil {
			t.Fatal(err)
		}
		page := b.String()
		for _, want := range []string{"<!doctype html>", `<html lang="` + string(l) + `">`, "<title>", "&lt;i&gt;Team", "&lt;script&gt;", "x.md", `scope="row"`, "<caption"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: there is no %q", l, want)
			}
		}
		if strings.Contains(page, "<script") || strings.Contains(page, "<i>") || strings.Contains(page, "http") {
			t.Errorf("%s: the page holds markup of the content, or leads elsewhere", l)
		}
	}
}

// A report is passed on, also while the site itself still has what should go.
func TestHide(t *testing.T) {
	f, _ := content.Split("content/trajecten/a.md", []byte("---\ntitel: Over geheim\nsignalen:\n  - id: x\n    signaal: Een geheim.\n---\n"), content.Markdown)
	d, _ := traject.Parse(f)
	concept, _ := content.Split("content/trajecten/b.md", []byte("---\ntitel: Nog geheim\nconcept: true\n---\n"), content.Markdown)
	later, _ := traject.Parse(concept)
	r := New(Input{
		Docs: []*site.Doc{site.Summarize(d), site.Summarize(later)}, Settings: &traject.Settings{}, Today: today,
		Hide: func(s string) string { return strings.ReplaceAll(s, "geheim", "••••••") },
	})
	if len(r.Items) != 1 || len(r.Concepts) != 1 {
		t.Fatalf("%d items, %d concepts", len(r.Items), len(r.Concepts))
	}
	for _, format := range Formats() {
		var b bytes.Buffer
		if err := Print(&b, format, r, lang.NL); err != nil || !strings.Contains(b.String(), "Een ••••••.") || strings.Contains(b.String(), "geheim") {
			t.Errorf("%s: %v: %s", format, err, b.String())
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Print(&bytes.Buffer{}, "pdf", report(t, "", "", nil), lang.NL); err == nil {
		t.Error("no error")
	}
}
