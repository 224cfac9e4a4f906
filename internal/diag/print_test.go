package diag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	. "weerklank/internal/diag"
	"weerklank/internal/lang"
)

var update = flag.Bool("update", false, "rewrite the expected files in testdata; inspect the diff")

// A testCase is a file testdata/<name>.in. What it must give stands beside it in
// files <name>.<lang>.<format>; make an empty one and run with -update to add a
// format to a case.
type testCase struct {
	MaxPerRule int
	Prefix     string
	Problems   []struct {
		File, At, Severity, Code, NL, EN, HintNL, HintEN, Source string
	}
}

func (c testCase) problems(t testing.TB) []Problem {
	var ps []Problem
	for _, in := range c.Problems {
		p := Problem{
			File: in.File, Code: in.Code, Source: in.Source,
			Message: lang.T(in.NL, in.EN), Hint: lang.T(in.HintNL, in.HintEN),
			Severity: map[string]Severity{"off": Off, "info": Info, "warning": Warning, "error": Error}[in.Severity],
		}
		if in.At != "" {
			r := &p.Range
			if _, err := fmt.Sscanf(in.At, "%d:%d-%d:%d", &r.Start.Line, &r.Start.Column, &r.End.Line, &r.End.Column); err != nil {
				t.Fatalf("place %q: %v", in.At, err)
			}
		}
		ps = append(ps, p)
	}
	return ps
}

var testRules = []*Rule{
	{
		Code: "verlopen-belofte", Group: Honest, Severity: Warning, Mends: true, Source: "Algemene wet bestuursrecht, artikel 3:50",
		Title: lang.T("Een belofte waarvan de datum voorbij is", "A promise whose date has passed"),
		Why:   lang.T("Wie het hoorde, wacht erop. En wie er na de dag zelf naar vraagt, krijgt dan te horen dat het er nog niet van gekomen is.", "Whoever heard it is waiting."),
		Right: "Zie [de uitleg](over.md).\n\n```\nzo\n```\n",
	},
	{
		Code: "besluit-zonder-reden", Severity: Error, Fixed: true,
		Title: lang.T("Een besluit zonder reden.", "A decision without a reason."),
		Why:   lang.T("Een nee zonder uitleg is geen antwoord.", "A no without explanation is no answer."),
		Wrong: "- id: bus\n  besluit: niet-overgenomen\n",
		Right: "- id: bus\n  besluit: niet-overgenomen\n  reden: De provincie gaat over de bus.\n",
	},
}

func TestPrint(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.in")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, input := range inputs {
		var c testCase
		b, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &c); err != nil {
			t.Fatalf("%s: %v", input, err)
		}
		name := strings.TrimSuffix(input, ".in")
		expected, err := filepath.Glob(name + ".*.*")
		if err != nil || len(expected) == 0 {
			t.Errorf("%s: nothing is expected of it", input)
		}
		for _, file := range expected {
			t.Run(filepath.Base(file), func(t *testing.T) {
				l, format, _ := strings.Cut(strings.TrimPrefix(file, name+"."), ".")
				o := Options{Lang: lang.Lang(l), MaxPerRule: c.MaxPerRule, Prefix: c.Prefix, Version: "1.2.3", Rules: testRules}
				var got bytes.Buffer
				if err := Print(&got, format, c.problems(t), o); err != nil {
					t.Fatal(err)
				}
				compare(t, file, got.Bytes())
			})
		}
	}
}

func TestPages(t *testing.T) {
	pages := Pages(testRules, []byte("oud\n<!-- cijfers: begin -->\nVeel.\n<!-- cijfers: einde -->\noud"))
	var all bytes.Buffer
	for _, p := range pages {
		fmt.Fprintf(&all, "-- %s --\n%s", p.Name, p.Content)
	}
	compare(t, "testdata/regels.txt", all.Bytes())
}

func TestExplain(t *testing.T) {
	var got bytes.Buffer
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		if err := errors.Join(ListRules(&got, testRules, Options{Lang: l}), Explain(&got, testRules, Options{Lang: l})); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, "testdata/explain.txt", got.Bytes())
	for line := range strings.Lines(got.String()) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > ExplainWidth {
			t.Errorf("too wide for a terminal: %q", line)
		}
	}
}

// compare compares got with the contents of file, or writes them with -update.
func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestPrintUnknownFormat(t *testing.T) {
	err := Print(&bytes.Buffer{}, "xml", nil, Options{})
	if err == nil || !strings.Contains(err.Error(), "text, json, github, gitlab, sarif") {
		t.Errorf("the error does not name the formats: %v", err)
	}
}

func TestPrintReportsFailingWriter(t *testing.T) {
	full := errors.New("disk full")
	for _, format := range Formats() {
		ps := []Problem{{Severity: Error, Code: "x"}}
		if err := Print(failingWriter{full}, format, ps, Options{}); !errors.Is(err, full) {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestPrintWithoutProblems(t *testing.T) {
	off := []Problem{{Severity: Off, Code: "x"}}
	for format, want := range map[string]string{"text": "", "json": "[]\n", "github": "", "gitlab": "[]\n"} {
		for _, ps := range [][]Problem{nil, off} {
			var got bytes.Buffer
			if err := Print(&got, format, ps, Options{}); err != nil || got.String() != want {
				t.Errorf("%s of %v: got %q, %v; want %q", format, ps, got.String(), err, want)
			}
		}
	}
	var got bytes.Buffer
	if err := PrintSARIF(&got, off, Options{}); err != nil || !strings.Contains(got.String(), `"results": []`) {
		t.Errorf("sarif: got %s, %v", got.String(), err)
	}
}

// Colours only add: whoever pipes the text elsewhere sees the same.
func TestColorOnlyAdds(t *testing.T) {
	ps := []Problem{
		{File: "a.md", Range: Range{Pos{1, 2}, Pos{1, 4}}, Severity: Error, Code: "x", Message: lang.T("m", "m"), Source: "abcd"},
		{File: "b.md", Severity: Warning, Code: "y"}, {Severity: Info, Code: "z"}, {Severity: Info, Code: "z"},
	}
	var plain, colored bytes.Buffer
	PrintText(&plain, ps, Options{MaxPerRule: 1})
	PrintText(&colored, ps, Options{MaxPerRule: 1, Color: true})
	if !strings.Contains(colored.String(), "\x1b[1;31mfout:\x1b[0m") {
		t.Errorf("an error is not red: %q", colored.String())
	}
	if got := ansi.ReplaceAllString(colored.String(), ""); got != plain.String() {
		t.Errorf("got:\n%s\nwant:\n%s", got, plain.String())
	}
}

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestSummary(t *testing.T) {
	p := func(file string, s Severity) Problem { return Problem{File: file, Severity: s} }
	for _, test := range []struct {
		ps     []Problem
		nl, en string
	}{
		{nil, "geen problemen gevonden", "no problems found"},
		{[]Problem{p("a", Off)}, "geen problemen gevonden", "no problems found"},
		{[]Problem{p("a", Error)}, "1 fout in 1 bestand", "1 error in 1 file"},
		{[]Problem{p("a", Error), p("b", Error), p("c", Warning), p("d", Off)},
			"2 fouten, 1 waarschuwing in 3 bestanden", "2 errors, 1 warning in 3 files"},
		{[]Problem{p("a", Warning), p("a", Warning), p("a", Info)},
			"2 waarschuwingen, 1 tip in 1 bestand", "2 warnings, 1 tip in 1 file"},
		{[]Problem{p("", Info), p("", Info)}, "2 tips", "2 tips"},
	} {
		if nl, en := Summary(test.ps, lang.NL), Summary(test.ps, lang.EN); nl != test.nl || en != test.en {
			t.Errorf("got %q, %q; want %q, %q", nl, en, test.nl, test.en)
		}
	}
}

// Whatever content holds: nothing raw reaches the terminal, and the marker
// stands under the line of source.
func FuzzPrintText(f *testing.F) {
	f.Add("content/a.md", "    besluit: x", "m", "h", 14, 5, 14, 12)
	f.Add("a\n.md", "\tx\x1b[31mrood\x1b[0m\r\n", "\x1b]0;titel\a", "een\r\ntwee\x00", 1, 1, 1, 99)
	f.Add("", "e\u0301e\u0301n 日本語 👩‍👧 \u202Eomgekeerd", "\u009b31m\u2028", "", 3, 2, 5, 1)
	f.Add("b", strings.Repeat("日e\u0301\t", 200), "", "", 1000, 450, 1000, 451)
	f.Add("b", strings.Repeat("a", 92)+"\u0301b", "", "", 1, 94, 1, 94)
	f.Add("c", "\xff\xfe", "\xff", "\xff", -1, -5, 0, 1<<62)
	f.Fuzz(func(t *testing.T, file, source, message, hint string, line, column, endLine, endColumn int) {
		p := Problem{
			File: file, Source: source, Code: "code", Severity: Error,
			Message: lang.T(message, ""), Hint: lang.T(hint, ""),
			Range: Range{Pos{line, column}, Pos{endLine, endColumn}},
		}
		var b bytes.Buffer
		if err := PrintText(&b, []Problem{p}, Options{}); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if !utf8.ValidString(out) {
			t.Errorf("not UTF-8: %q", out)
		}
		for _, r := range out {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)) {
				t.Fatalf("raw %U in %q", r, out)
			}
		}
		lines := strings.Split(out, "\n")
		if p.Range.IsZero() || strings.TrimRight(source, "\r\n") == "" {
			return
		}
		_, shown, ok := strings.Cut(lines[2], " | ")
		_, marker, ok2 := strings.Cut(lines[3], " | ")
		if !ok || !ok2 {
			t.Fatalf("no source or marker in %q", out)
		}
		if !regexp.MustCompile(`^ *\^~*$`).MatchString(marker) {
			t.Errorf("marker %q", marker)
		}
		// One column after the line is where something can be missing.
		if len(marker) > displayWidth(shown)+1 {
			t.Errorf("marker goes beyond the line:\n%s\n%s", shown, marker)
		}
		if displayWidth(shown) > 92 {
			t.Errorf("too wide: %s", shown)
		}
	})
}

func displayWidth(s string) (n int) {
	for _, r := range s {
		kind := width.LookupRune(r).Kind()
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Join_Control):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
