package traject_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	. "weerklank/internal/traject"
)

var update = flag.Bool("update", false, "rewrite the expected files in testdata; inspect the diff")

// read reads a file of testdata as what its name says it is.
func read(t *testing.T, name string, source []byte) []diag.Problem {
	t.Helper()
	kind := content.Markdown
	if strings.HasSuffix(name, ".yaml") {
		kind = content.YAML
	}
	f, ps := content.Split(name, bytes.TrimPrefix(source, []byte("\uFEFF")), kind)
	var more []diag.Problem
	switch {
	case kind == content.YAML:
		_, more = ParseSettings(f)
	case strings.HasPrefix(name, "pagina"):
		_, more = ParsePage(f)
	default:
		_, more = Parse(f)
	}
	return diag.Sort(append(ps, more...))
}

// Each file of testdata has beside it, in <name>.out, what people read about it:
// nothing when all is well. With -update the .out files are written anew.
func TestProblems(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/*.md", "testdata/*.yaml"} {
		more, err := filepath.Glob(pattern)
		if err != nil || len(more) == 0 {
			t.Fatal(pattern, more, err)
		}
		files = append(files, more...)
	}
	found := map[string]bool{}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			ps := read(t, filepath.Base(file), source)
			for _, p := range ps {
				found[p.Code] = true
			}
			var got bytes.Buffer
			if err := diag.PrintText(&got, ps, diag.Options{}); err != nil {
				t.Fatal(err)
			}
			out := strings.TrimSuffix(file, filepath.Ext(file)) + ".out"
			if *update {
				if err := os.WriteFile(out, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", &got, want)
			}
		})
	}
	for _, r := range Rules() {
		if !found[r.Code] {
			t.Errorf("no file of testdata shows the rule %s", r.Code)
		}
	}
}

// The examples in the documentation of a rule must show what they say.
func TestRuleExamples(t *testing.T) {
	known := func(example, code string) bool {
		var as [][]diag.Problem
		for _, wrap := range []string{example, "signalen:\n  - " + Indent(example, "    "), "documenten:\n  - " + Indent(example, "    "), "reden: " + example, "titel: " + example} {
			as = append(as, parseAs(t, "Traject", wrap))
		}
		return slices.ContainsFunc(as, func(ps []diag.Problem) bool {
			return slices.ContainsFunc(ps, func(p diag.Problem) bool { return p.Code == code })
		})
	}
	for _, r := range Rules() {
		if !known(r.Wrong, r.Code) {
			t.Errorf("%s: the wrong example is not wrong:\n%s", r.Code, r.Wrong)
		}
		if r.Code != RuleMissingKey.Code && r.Code != RuleUnknownKey.Code && known(r.Right, r.Code) {
			t.Errorf("%s: the right example is wrong:\n%s", r.Code, r.Right)
		}
	}
}

const whole = `---
Titel: "Een: twee"
samenvatting: >
  Een zin
  en nog een.
fase: Evalueren en terugkoppelen
onderwerpen:
  - Wonen
  - Zorg
doorlopend: ja
concept: False
kaders:
  - Er is geld.
  - {tekst: De wet, link: /wet/}
evaluatie: {gepland: 2027-q1, wie: ouders}
monitoring:
  - naam: Tevreden
    metingen: [{datum: 2026, waarde: "62,5"}]
contact: {email: a@b.example}
reden:
signalen:
  - id: hek
    signaal: "  Een   hek  "
    citaten: [Kort., {tekst: Lang, rol: een oma}]
    aantal: 1.200
    besluit: Deels_overgenomen
    datum: 2026-03
    Besloten Door: college
    verandert-in: [Beleid]
    verdaagd:
      - tot: 2026-06-01
  - id: bus
    signaal: Geen bus
---

Tekst met **nadruk**.
`

func TestParse(t *testing.T) {
	f, ps := content.Split("content/trajecten/wmo/index.md", []byte(whole), content.Markdown)
	tr, more := Parse(f)
	for _, p := range append(ps, more...) {
		t.Errorf("%d:%d %s", p.Range.Start.Line, p.Range.Start.Column, p.Message.EN)
	}
	if len(tr.Signalen) != 2 {
		t.Fatalf("%d signalen", len(tr.Signalen))
	}
	s := tr.Signalen[0]
	for name, ok := range map[string]bool{
		"slug":         tr.Slug == "wmo",
		"titel":        tr.Titel == "Een: twee",
		"samenvatting": tr.Samenvatting == "Een zin en nog een.",
		"phase":        tr.Phase == Terugkoppelen,
		"onderwerpen":  slices.Equal(tr.Onderwerpen, []string{"Wonen", "Zorg"}),
		"doorlopend":   tr.Doorlopend && !tr.Concept,
		"kaders":       len(tr.Kaders) == 2 && tr.Kaders[0].Tekst == "Er is geld." && tr.Kaders[1].Link == "/wet/",
		"evaluatie":    len(tr.Evaluatie) == 1 && tr.Evaluatie[0].Gepland == "2027-Q1" && tr.Evaluatie[0].Wie == "ouders",
		"monitoring":   len(tr.Monitoring) == 1 && *tr.Monitoring[0].Metingen[0].Waarde == Number{Value: 62.5, Text: "62,5"},
		"contact":      tr.Contact.Email == "a@b.example",
		"an empty key": tr.Reden == nil,
		"body":         tr.Body != nil && strings.TrimSpace(tr.Body.Text) == "Tekst met **nadruk**.",
		"signaal":      s.Signaal == "Een hek",
		"citaten":      len(s.Citaten) == 2 && s.Citaten[0].Tekst == "Kort." && s.Citaten[1].Rol == "een oma",
		"aantal":       s.Aantal == 1200,
		"besluit":      s.Besluit == DeelsOvergenomen && s.Antwoord() == DeelsOvergenomen,
		"datum":        s.BeslotenOp == "2026-03",
		"spelling":     s.BeslotenDoor == "college",
		"verandert-in": slices.Equal(s.VerandertIn, []VerandertIn{"beleid"}),
		"uitgesteld":   len(s.Uitgesteld) == 1 && s.Uitgesteld[0].Tot == "2026-06-01",
		"no besluit":   tr.Signalen[1].Besluit == "" && tr.Signalen[1].Antwoord() == InBehandeling,
	} {
		if !ok {
			t.Errorf("%s is not what the file says", name)
		}
	}
	for _, test := range []struct {
		got, want diag.Range
	}{
		{s.At("besluit"), span(26, 14, 31)},
		{s.KeyAt("besloten-op", "datum"), span(27, 5, 10)},
		{s.At("nergens"), span(22, 5, 7)},
		{s.Citaten[1].At("rol"), span(24, 41, 48)},
		{tr.At("reden"), span(20, 7, 7)},
		{tr.Body.Place(strings.Index(tr.Body.Text, "nadruk"), "nadruk"), span(36, 13, 19)},
	} {
		if test.got != test.want {
			t.Errorf("place %v, want %v", test.got, test.want)
		}
	}
}

func span(line, from, to int) diag.Range {
	return diag.Range{Start: diag.Pos{Line: line, Column: from}, End: diag.Pos{Line: line, Column: to}}
}

// The place of a part of a Markdown value is that in the file, whatever YAML
// makes of its lines.
func TestPlaceInValue(t *testing.T) {
	const source = "---\r\ngeleerd: >\r\n  Eén lang\r\n  verhaal met FOUT en\r\n\r\n  nog een FOUT.\r\n---\r\nFOUT\r\n"
	f, _ := content.Split("een.md", []byte(source), content.Markdown)
	tr, _ := Parse(f)
	text := tr.Geleerd.Text
	if got := tr.Geleerd.Place(strings.Index(text, "FOUT"), "FOUT"); got != span(4, 15, 19) {
		t.Errorf("first: %v", got)
	}
	if got := tr.Geleerd.Place(strings.LastIndex(text, "FOUT"), "FOUT"); got != span(6, 11, 15) {
		t.Errorf("second: %v", got)
	}
	if got := tr.Geleerd.Place(0, "niet in het bestand"); got.Start != (diag.Pos{Line: 2, Column: 10}) {
		t.Errorf("unknown: %v", got)
	}
	if !tr.Geleerd.InValue() || tr.Body.InValue() {
		t.Error("InValue")
	}
}

// A file that could not be read gives an empty traject and no further problems.
func TestParseNothing(t *testing.T) {
	f, ps := content.Split("content/trajecten/wmo.md", []byte("titel: A\n"), content.Markdown)
	tr, more := Parse(f)
	if len(ps) != 1 || len(more) != 0 || tr.Slug != "wmo" || tr.Titel != "" {
		t.Errorf("%d %d %+v", len(ps), len(more), tr)
	}
}

func TestProposeID(t *testing.T) {
	for in, want := range map[string]string{
		"Zet een hek om de speelplek, want de straat is druk.": "zet-hek-speelplek-straat",
		"Kort!":              "kort",
		"Het is van de wij.": "het-is-van-de",
		"Mevrouw Van der Voorbeeld wil een bankje.":      "bankje",
		"De heer Voorbeeld belt 06-12345678 over 1e bus": "belt-1e-bus",
		"06 12 34 56 78":             "",
		"Mail jan@voorbeeld.example": "mail",
		"日本":                         "",
	} {
		if got := ProposeID(in); got != want {
			t.Errorf("ProposeID(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole), 0)
	for i, pattern := range []string{"testdata/*.md", "testdata/*.yaml", "testdata/pagina*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(source, i)
		}
	}
	f.Fuzz(func(t *testing.T, source []byte, what int) {
		name := []string{"een.md", "site.yaml", "pagina.md"}[uint(what)%3]
		if !bytes.Equal(bytes.ToValidUTF8(source, nil), source) || bytes.IndexByte(source, 0) >= 0 {
			return // content.Read lets no such file through
		}
		source = bytes.TrimPrefix(source, []byte("\uFEFF"))
		lines := strings.Split(string(source), "\n")
		for _, p := range read(t, name, source) {
			for _, pos := range []diag.Pos{p.Range.Start, p.Range.End} {
				if pos.Line < 1 || pos.Line > len(lines) || pos.Column < 1 || pos.Column > len([]rune(lines[pos.Line-1]))+2 {
					t.Errorf("%d:%d [%s] %s is outside the file", pos.Line, pos.Column, p.Code, p.Message.EN)
				}
			}
			for _, s := range []string{p.Message.NL, p.Message.EN, p.Hint.NL, p.Hint.EN} {
				if strings.Contains(s, "%!") && !bytes.Contains(source, []byte("%!")) {
					t.Errorf("[%s] %s is not filled in", p.Code, s)
				}
			}
		}
	})
}
