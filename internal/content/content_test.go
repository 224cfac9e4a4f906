package content_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	. "weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// show writes a problem on one line: its place, code and Dutch message.
func show(p diag.Problem) string {
	at := p.Range
	return fmt.Sprintf("%d:%d-%d:%d [%s] %s", at.Start.Line, at.Start.Column, at.End.Line, at.End.Column, p.Code, p.Message.NL)
}

func showAll(ps []diag.Problem) string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, show(p))
	}
	return strings.Join(lines, "\n")
}

func utf16File(s string, order binary.ByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return string(b)
}

func TestReadRefuses(t *testing.T) {
	const small = "---\ntitel: A\n---\n"
	for name, test := range map[string]struct{ source, want string }{
		"no front matter":     {"# Kop\n\nTekst\n", "1:1-1:6 [kopje] het bestand begint niet met ---"},
		"empty":               {"", "1:1-1:1 [kopje] het bestand is leeg"},
		"blank lines":         {"\n \n\n", "1:1-1:1 [kopje] het bestand is leeg"},
		"one line of dashes":  {"---\n", "1:1-1:4 [kopje] de gegevens bovenaan worden niet afgesloten"},
		"not closed":          {"---\ntitel: A\n\nTekst\n", "1:1-1:4 [kopje] de gegevens bovenaan worden niet afgesloten"},
		"closed by dots":      {"---\ntitel: A\n...\nTekst\n", "3:1-3:4 [kopje] de gegevens bovenaan worden afgesloten met ... in plaats van ---"},
		"spaces before":       {" ---\ntitel: A\n---\n", "1:1-1:5 [kopje] voor --- staan spaties"},
		"TOML":                {"+++\ntitel = \"A\"\n+++\n", "1:1-1:4 [kopje] de gegevens bovenaan zijn geschreven op een manier die Weerklank niet leest (TOML)"},
		"TOML with dashes":    {"---toml\ntitel = \"A\"\n---\n", "1:1-1:8 [kopje] de gegevens bovenaan zijn geschreven op een manier die Weerklank niet leest (TOML)"},
		"JSON":                {"{\n  \"titel\": \"A\"\n}\n", "1:1-1:2 [kopje] de gegevens bovenaan zijn geschreven op een manier die Weerklank niet leest (JSON)"},
		"no keys":             {"---\n---\n", "1:1-1:1 [kopje] er staan geen sleutels in"},
		"only a comment":      {"---\n# later\n---\nTekst\n", "1:1-1:1 [kopje] er staan geen sleutels in"},
		"null":                {"---\n~\n---\n", "1:1-1:1 [kopje] er staan geen sleutels in"},
		"a list":              {"---\n\n- a\n---\n", "3:1-3:1 [kopje] hier worden sleutels verwacht, zoals titel: Een titel"},
		"a text":              {"---\ntitel:A\n---\n", "2:1-2:1 [kopje] hier worden sleutels verwacht, zoals titel: Een titel"},
		"second front matter": {"---\ntitel: A\n---\nconcept: true\n---\nTekst\n", "5:1-5:4 [kopje] hier eindigt een tweede blok met gegevens"},
		"two documents":       {"---\ntitel: A\n--- # twee\ntitel: B\n---\n", "3:1-3:4 [kopje] hier begint een tweede blok met gegevens"},
		"dashes in a text":    {"---\ntitel: A\nreden: |\n  een\n  ---\n  twee\n---\nTekst\n", "5:3-5:6 [kopje] een regel met alleen --- kan niet in een tekst van de gegevens bovenaan staan"},

		"UTF-16 LE":            {utf16File("\uFEFF"+small, binary.LittleEndian), "0:0-0:0 [tekencodering] het bestand is bewaard als UTF-16"},
		"UTF-16 BE":            {utf16File("\uFEFF"+small, binary.BigEndian), "0:0-0:0 [tekencodering] het bestand is bewaard als UTF-16"},
		"UTF-16 LE, no mark":   {utf16File(small, binary.LittleEndian), "0:0-0:0 [tekencodering] het bestand is bewaard als UTF-16"},
		"UTF-16 BE, no mark":   {utf16File(small, binary.BigEndian), "0:0-0:0 [tekencodering] het bestand is bewaard als UTF-16"},
		"Windows-1252":         {"---\ntitel: A\nplaats: caf\xe9\n---\n", "0:0-0:0 [tekencodering] op regel 3 staat een teken dat niet te lezen is; waarschijnlijk is het bestand bewaard als ANSI (Windows-1252)"},
		"NUL":                  {"---\ntitel: A\x00B\n---\n", "0:0-0:0 [tekencodering] op regel 2 staat een teken dat in een tekst niet kan: dit lijkt geen tekst"},
		"control character":    {"---\ntitel: a\x01b\n---\n", "2:9-2:10 [onzichtbaar-teken] hier staat een onzichtbaar teken (U+0001)"},
		"line separator":       {"---\ntitel: é\u2028b\n---\n", "2:9-2:10 [onzichtbaar-teken] hier staat een onzichtbaar teken (U+2028)"},
		"CR within a line":     {"---\ntitel: a\rb\n---\n", "2:9-2:10 [onzichtbaar-teken] hier staat een onzichtbaar teken (U+000D)"},
		"tab":                  {"---\nsignalen:\n\t- id: a\n---\n", "3:1-3:1 [yaml] deze regel springt in met een tab"},
		"tab further on":       {"---\nsignalen:\n  - id: a\n\tsignaal: b\n---\n", "4:1-4:1 [yaml] deze regel springt in met een tab"},
		"colon":                {"---\ntitel: Wonen: wat nu?\n---\n", "2:13-2:13 [yaml] een dubbele punt met een spatie erachter kan hier niet"},
		"colon after an é":     {"---\ntitel: Één café: wat nu?\n---\n", "2:16-2:16 [yaml] een dubbele punt met een spatie erachter kan hier niet"},
		"no colon":             {"---\ntitel A\nphase: 1\n---\n", "3:6-3:6 [yaml] deze regel past niet bij de regel erboven"},
		"indented too far":     {"---\nphase: 1\n  titel: A\n---\n", "3:8-3:8 [yaml] deze regel past niet bij de regel erboven"},
		"no colon, further on": {"---\nphase: 1\ntitel A\nplaats: B\n---\n", "3:1-3:1 [yaml] na deze sleutel mist een dubbele punt, of deze regel hoort verder in te springen"},
		"item indented wrong":  {"---\nsignalen:\n  - id: a\n   signaal: b\n---\n", "4:4-4:4 [yaml] deze regel past niet bij de regels erboven"},
		"text after a quote":   {"---\ntitel: \"Wonen\" in de stad\n---\n", "2:8-2:9 [yaml] in de tekst staat nog een \", dus hier stopt de waarde te vroeg"},
		"quote not closed":     {"---\nphase: 1\ntitel: \"Wonen\nplaats: B\n---\nTekst\n", "3:8-3:8 [yaml] dit aanhalingsteken wordt niet gesloten"},
		"bracket not closed":   {"---\nonderwerpen: [wonen, zorg\nphase: 1\n---\n", "2:14-2:14 [yaml] deze [ of { wordt niet gesloten"},
		"at sign":              {"---\ntitel: @gemeente\n---\n", "2:8-2:9 [yaml] een waarde kan niet met dit teken beginnen"},
		"anchor and aliases": {"---\na: &a [x, x]\nb: [*a, *a]\n---\n",
			"2:4-2:4 [yaml] een waarde kan niet met & of * beginnen\n" +
				"3:5-3:5 [yaml] een waarde kan niet met & of * beginnen\n" +
				"3:9-3:9 [yaml] een waarde kan niet met & of * beginnen"},
		"alias of nothing": {"---\ntitel: *belangrijk*\n---\n", "2:8-2:9 [yaml] een waarde kan niet met dit teken beginnen"},
		"tag":              {"---\ntitel: !Let op\n---\n", "2:8-2:8 [yaml] een waarde kan niet met !Let beginnen"},
		"a value of 1 MB":  {"---\ntitel: " + strings.Repeat("a", 1<<20) + "\n---\n", "2:8-2:8 [yaml] deze waarde is langer dan 204 duizend tekens"},
		"nested":           {"---\ntitel: " + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "\n---\n", "2:28-2:28 [yaml] de lijsten staan te diep in elkaar"},
		"nested far":       {"---\ntitel: " + strings.Repeat("[", 20000) + "\n---\n", "2:10008-2:10008 [yaml] de gegevens bovenaan worden hier niet begrepen (exceeded max depth of 10000)"},

		"closed by two dashes":  {"---\ntitel: A\n--\nTekst\n", "3:1-3:3 [kopje] hier staat -- in plaats van ---"},
		"closed by a long dash": {"---\ntitel: A\n——\nTekst\n", "3:1-3:3 [kopje] hier staat —— in plaats van ---"},
		"two lines of dashes":   {"---\r\n---\r\ntitel: A\r\n---\r\n\r\nTekst\r\n---\r\n", "2:1-2:4 [kopje] er staan twee regels --- onder elkaar (regel 1 en 2)"},
		"spaces of Word":        {"---\nsignalen:\n  - id: a\n   \u00a0signaal: b\n---\n", "4:4-4:5 [yaml] deze regel springt in met een ander soort spatie"},
		// A value in a text below | is no value.
		"colon below a text": {"---\nreden: |\n  vraag: 's Avonds?\n\n  Ja.\ntitel: Wonen: wat nu?\n---\n", "6:13-6:13 [yaml] een dubbele punt met een spatie erachter kan hier niet"},

		// What stands before the mistake does not move its place.
		"byte order mark": {"\uFEFF---\ntitel: Wonen: wat nu?\n---\n", "2:13-2:13 [yaml] een dubbele punt met een spatie erachter kan hier niet"},
		"CRLF":            {"---\r\nphase: 1\r\ntitel: Wonen: wat nu?\r\n---\r\n", "3:13-3:13 [yaml] een dubbele punt met een spatie erachter kan hier niet"},
		"blank lines above": {"\n\n---\n\ntitel: Wonen: wat nu?\n---\n",
			"5:13-5:13 [yaml] een dubbele punt met een spatie erachter kan hier niet"},
	} {
		t.Run(name, func(t *testing.T) {
			f, ps, err := Read(fstest.MapFS{"een.md": {Data: []byte(test.source)}}, "een.md", Markdown)
			if err != nil {
				t.Fatal(err)
			}
			if got := showAll(ps); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if f != nil && f.Front != nil {
				t.Error("the front matter is used all the same")
			}
			for _, p := range ps {
				if p.File != "een.md" || p.Severity != diag.Error {
					t.Errorf("%+v: want an error in een.md", p)
				}
			}
		})
	}
}

func TestReadAccepts(t *testing.T) {
	for name, test := range map[string]struct{ source, body string }{
		"plain":                {"---\ntitel: A\n---\nTekst\n", "Tekst\n"},
		"byte order mark":      {"\uFEFF---\ntitel: A\n---\nTekst\n", "Tekst\n"},
		"CRLF":                 {"---\r\ntitel: A\r\n---\r\nTekst\r\n", "Tekst\r\n"},
		"no newline at end":    {"---\ntitel: A\n---", ""},
		"spaces after dashes":  {"---  \ntitel: A\n---\t\nTekst", "Tekst"},
		"blank lines above":    {"\n\r\n---\ntitel: A\n---\n\nTekst", "\nTekst"},
		"a rule in the text":   {"---\ntitel: A\n---\nEen\n\n---\n\nTwee\n", "Een\n\n---\n\nTwee\n"},
		"a heading with colon": {"---\ntitel: A\n---\nLet op: tekst\n---\nTwee\n", "Let op: tekst\n---\nTwee\n"},
		"a key in the text":    {"---\ntitel: A\n---\nlet op: tekst\n\nTwee\n", "let op: tekst\n\nTwee\n"},
		"dashes in quotes":     {"---\ntitel: \"A --- B\"\n---\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, ps, err := Read(fstest.MapFS{"een.md": {Data: []byte(test.source)}}, "een.md", Markdown)
			if err != nil || len(ps) > 0 {
				t.Fatalf("%v %s", err, showAll(ps))
			}
			if f.Front == nil || f.Front.Content[0].Value != "titel" {
				t.Errorf("front matter %+v", f.Front)
			}
			if string(f.Body) != test.body {
				t.Errorf("body %q, want %q", f.Body, test.body)
			}
			if !bytes.HasSuffix(f.Source, f.Body) || string(f.Source[f.BodyOffset():]) != test.body {
				t.Errorf("the body is at %d of %q", f.BodyOffset(), f.Source)
			}
		})
	}
}

func TestReadYAML(t *testing.T) {
	fsys := fstest.MapFS{
		"goed.yaml":    {Data: []byte("# Instellingen\ntitel: A\n")},
		"streep.yaml":  {Data: []byte("---\ntitel: A\n")},
		"fout.yaml":    {Data: []byte("titel: A\nnaam: B: C\n")},
		"twee.yaml":    {Data: []byte("titel: A\n---\ntitel: B\n")},
		"leeg.yaml":    {},
		"regel-1.yaml": {Data: []byte("titel: \x7f\n")},
	}
	for name, want := range map[string]string{
		"goed.yaml":    "",
		"streep.yaml":  "",
		"fout.yaml":    "2:8-2:8 [yaml] een dubbele punt met een spatie erachter kan hier niet",
		"twee.yaml":    "2:1-2:4 [kopje] hier begint een tweede blok met gegevens",
		"leeg.yaml":    "1:1-1:1 [kopje] er staan geen sleutels in",
		"regel-1.yaml": "1:8-1:9 [onzichtbaar-teken] hier staat een onzichtbaar teken (U+007F)",
	} {
		f, ps, err := Read(fsys, name, YAML)
		if err != nil {
			t.Fatal(err)
		}
		if got := showAll(ps); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
		if (f.Front != nil) != (want == "") {
			t.Errorf("%s: front matter %v", name, f.Front)
		}
		if len(f.Body) > 0 {
			t.Errorf("%s: body %q", name, f.Body)
		}
	}
}

// Every problem has a hint, or its message says it all, in both languages.
func TestHints(t *testing.T) {
	_, ps, err := Read(fstest.MapFS{"een.md": {Data: []byte("titel: A\n")}}, "een.md", Markdown)
	if err != nil || len(ps) != 1 {
		t.Fatal(err, ps)
	}
	for _, l := range []lang.Lang{lang.NL, lang.EN} {
		if hint := ps[0].Hint.In(l); !strings.Contains(hint, "---") {
			t.Errorf("%s: hint %q does not say what to write", l, hint)
		}
	}
	if ps[0].Source != "titel: A" {
		t.Errorf("source %q", ps[0].Source)
	}
}

// What editors type, and the advice they get. The advice shows their own line as
// it should be; followed literally, it gives a file that is read, with the text
// that they meant.
func TestAdvice(t *testing.T) {
	for line, test := range map[string]struct{ want, value string }{
		`'s Avonds moeten er meer komen.`: {`Zet dubbele aanhalingstekens om de hele tekst: signaal: "'s Avonds moeten er meer komen."`, "'s Avonds moeten er meer komen."},
		`'t Is "te vol" hier.`:            {`Zet dubbele aanhalingstekens om de hele tekst: signaal: '''t Is "te vol" hier.'`, `'t Is "te vol" hier.`},
		`Nee: er is geen ruimte.`:         {`Zet de hele waarde tussen aanhalingstekens: signaal: "Nee: er is geen ruimte."`, "Nee: er is geen ruimte."},
		`“Het Molenpark: groen”`:          {`Gebruik " van uw toetsenbord: signaal: "Het Molenpark: groen"`, "Het Molenpark: groen"},
		`? Er moet meer.`:                 {`Zet de hele waarde tussen aanhalingstekens: signaal: "? Er moet meer."`, "? Er moet meer."},
		`- Er moet meer.`:                 {`Zet de hele waarde tussen aanhalingstekens: signaal: "- Er moet meer."`, "- Er moet meer."},
		`[anoniem] Er moet meer.`:         {`Zet de hele waarde tussen aanhalingstekens: signaal: "[anoniem] Er moet meer."`, "[anoniem] Er moet meer."},
		`{anoniem} Er moet meer.`:         {`Zet de hele waarde tussen aanhalingstekens: signaal: "{anoniem} Er moet meer."`, "{anoniem} Er moet meer."},
		`> Er moet meer.`:                 {`Zet de hele waarde tussen aanhalingstekens: signaal: "> Er moet meer."`, "> Er moet meer."},
		`& Er moet meer.`:                 {`Zet de hele waarde tussen aanhalingstekens: signaal: "& Er moet meer."`, "& Er moet meer."},
		`"Er moeten" meer.`:               {`Gebruik een ander teken om de hele tekst: signaal: '"Er moeten" meer.'`, `"Er moeten" meer.`},
		`"Er "moeten" meer."`:             {`Gebruik een ander teken om de hele tekst: signaal: 'Er "moeten" meer.'`, `Er "moeten" meer.`},
		`'Foto's van toen'`:               {`Gebruik een ander teken om de hele tekst: signaal: "Foto's van toen"`, "Foto's van toen"},
	} {
		source := func(value string) []byte {
			return []byte("---\ntitel: A\nsignalen:\n  - id: a\n    signaal: " + value + "\n    kort: 't Is zo\n---\n")
		}
		if !strings.HasPrefix(line, "'") { // one mistake at a time
			source = func(value string) []byte {
				return []byte("---\ntitel: A\nsignalen:\n  - id: a\n    signaal: " + value + "\n    kort: Ja\n---\n")
			}
		}
		_, ps := Split("een.md", source(line), Markdown)
		if len(ps) != 1 || ps[0].Hint.NL != test.want || ps[0].Range.Start.Line != 5 {
			t.Errorf("%s\ngot  %s\n     %s\nwant %s", line, showAll(ps), ps[0].Hint.NL, test.want)
			continue
		}
		_, advice, _ := strings.Cut(ps[0].Hint.NL, "signaal: ")
		f, ps := Split("een.md", []byte("---\nsignaal: "+advice+"\n---\n"), Markdown)
		if len(ps) > 0 || f.Front.Content[1].Value != test.value {
			t.Errorf("%s: the advice gives %v %s", line, f.Front, showAll(ps))
		}
	}
}

// The second paragraph of a text without |: the stray line is pointed at,
// wherever it begins, and the text is shown as it should be.
func TestAdviceOnParagraphs(t *testing.T) {
	const want = "Zet | achter reden: en laat alle regels eronder inspringen:\n    reden: |\n      Een.\n\n      Twee alinea's."
	for _, indent := range []string{"", "  ", "    "} {
		_, ps := Split("een.md", []byte("---\nsignalen:\n  - id: a\n    reden: Een.\n\n"+indent+"Twee alinea's.\n    kort: x\n---\n"), Markdown)
		if len(ps) != 1 || ps[0].Range.Start.Line != 6 || ps[0].Hint.NL != want {
			t.Errorf("%q: %s\n%s", indent, showAll(ps), ps[0].Hint.NL)
		}
	}
}

// A text that goes on at the beginning of the next line, with a colon in it, would
// be a key, and what stands below it the fault.
func TestAdviceOnLineThatGoesOn(t *testing.T) {
	_, ps := Split("een.md", []byte("---\nsignalen:\n  - id: a\n    reden: Een.\nDat is zo: twee.\n\n    kort: x\n---\n"), Markdown)
	if len(ps) != 1 || ps[0].Range.Start.Line != 5 || !strings.Contains(ps[0].Hint.NL, "      Dat is zo: twee.") {
		t.Errorf("%s", showAll(ps))
	}
}

// site.yaml has no lines ---, so the advice must not ask for them.
func TestAdviceOnSettings(t *testing.T) {
	_, ps := Split("site.yaml", nil, YAML)
	if len(ps) != 1 || strings.Contains(ps[0].Hint.NL+ps[0].Hint.EN, "---") || !strings.Contains(ps[0].Hint.NL, "titel: ") {
		t.Errorf("%v", ps)
	}
}

// A file full of aliases must not become a problem, with a copy of its line,
// for each of them.
func TestManyAliases(t *testing.T) {
	source := "---\na: &a 1\nb: [" + strings.Repeat("*a, ", 10_000) + "]\n---\n"
	_, ps := Split("een.md", []byte(source), Markdown)
	if len(ps) == 0 || len(ps) > 100 {
		t.Errorf("%d problems", len(ps))
	}
	for _, p := range ps {
		if len(p.Source) > 10_000 {
			t.Fatalf("a problem keeps a line of %d bytes", len(p.Source))
		}
	}
}

// An oddFS holds one file that says of itself what the test wants.
type oddFS struct {
	size    int64
	content io.Reader
	mode    fs.FileMode
	open    error
}

func (o oddFS) Open(name string) (fs.File, error) {
	if o.open != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: o.open}
	}
	return oddFile{o}, nil
}

type oddFile struct{ oddFS }

func (f oddFile) Stat() (fs.FileInfo, error) { return oddInfo(f), nil }
func (f oddFile) Read(b []byte) (int, error) { return f.content.Read(b) }
func (f oddFile) Close() error               { return nil }

type oddInfo struct{ oddFS }

func (i oddInfo) Name() string       { return "een.md" }
func (i oddInfo) Size() int64        { return i.size }
func (i oddInfo) Mode() fs.FileMode  { return i.mode }
func (i oddInfo) ModTime() time.Time { return time.Time{} }
func (i oddInfo) IsDir() bool        { return i.mode.IsDir() }
func (i oddInfo) Sys() any           { return nil }

// unread fails the test when somebody reads it.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the file is read")
	return 0, io.EOF
}

// endless is a file that goes on growing.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func TestReadTooLarge(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"says so":  oddFS{size: 100 << 30, content: unread{t}},
		"is so":    oddFS{size: 10, content: endless{}},
		"a folder": oddFS{mode: fs.ModeDir, content: unread{t}},
		"a pipe":   oddFS{mode: fs.ModeNamedPipe, content: unread{t}},
	} {
		f, ps, err := Read(fsys, "een.md", Markdown)
		if f != nil || err != nil || len(ps) != 1 || ps[0].Code != RuleFile.Code {
			t.Errorf("%s: %v %s %v", name, f, showAll(ps), err)
		}
	}
	exact := strings.Repeat("a", MaxSize)
	if _, ps, err := Read(oddFS{size: MaxSize, content: strings.NewReader(exact)}, "een.md", Markdown); err != nil || showAll(ps) == "" || ps[0].Code == RuleFile.Code {
		t.Errorf("a file of MaxSize bytes: %s %v", showAll(ps), err)
	}
}

func TestReadFails(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{fs.ErrNotExist, "een.md kan niet worden gelezen: het bestaat niet"},
		{fs.ErrPermission, "een.md kan niet worden gelezen: geen toestemming om het te lezen"},
		{errors.New("schijf stuk"), "een.md kan niet worden gelezen: schijf stuk"},
	} {
		_, _, err := Read(oddFS{open: test.err}, "een.md", Markdown)
		var le *lang.Error
		if !errors.As(err, &le) || le.Text.NL != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
		if !errors.Is(err, test.err) {
			t.Errorf("%v hides its cause", err)
		}
	}
}

func TestPos(t *testing.T) {
	f := &File{Source: []byte("één\r\ntwee\n\n🙂drie")}
	for _, test := range []struct {
		offset int
		want   diag.Pos
	}{
		{0, diag.Pos{Line: 1, Column: 1}},
		{2, diag.Pos{Line: 1, Column: 2}},
		{7, diag.Pos{Line: 2, Column: 1}},
		{12, diag.Pos{Line: 3, Column: 1}},
		{17, diag.Pos{Line: 4, Column: 2}},
		{21, diag.Pos{Line: 4, Column: 6}},
	} {
		if got := f.Pos(test.offset); got != test.want {
			t.Errorf("Pos(%d) = %v, want %v", test.offset, got, test.want)
		}
		if got := f.Offset(test.want); got != test.offset {
			t.Errorf("Offset(%v) = %d, want %d", test.want, got, test.offset)
		}
	}
	if got := f.Pos(1000); got != (diag.Pos{Line: 4, Column: 6}) {
		t.Errorf("Pos past the end = %v", got)
	}
	for n, want := range []string{"", "één", "twee", "", "🙂drie", ""} {
		if got := f.Line(n); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

// Places are right at and around the steps in which they are counted.
func TestPosInALongLine(t *testing.T) {
	f := &File{Source: []byte(strings.Repeat("é🙂a", 1000) + "\n" + strings.Repeat("b", 512))}
	column, line := 1, 1
	for i, r := range string(f.Source) {
		want := diag.Pos{Line: line, Column: column}
		if got := f.Pos(i); got != want {
			t.Fatalf("Pos(%d) = %v, want %v", i, got, want)
		}
		if got := f.Offset(want); got != i {
			t.Fatalf("Offset(%v) = %d, want %d", want, got, i)
		}
		if column++; r == '\n' {
			column, line = 1, line+1
		}
	}
	for _, p := range []diag.Pos{{Line: 1, Column: 9999}, {Line: 2, Column: 9999}, {Line: 9, Column: 1}, {}} {
		if got := f.Offset(p); got > len(f.Source) || p.Line == 1 && got != 7000 {
			t.Errorf("Offset(%v) = %d", p, got)
		}
	}
}

// A part of a value is found whatever YAML made of the file.
func TestLocate(t *testing.T) {
	for source, want := range map[string]string{
		"FOUT":              "2:8-2:12",
		"een FOUT FOUT":     "2:12-2:16",
		"een\n  twee  FOUT": "3:9-3:13",
		"'it''s FOUT'":      "2:15-2:19",
		`"a \"b\" \u00e9\x41\U0001F642\n\t FOUT"`: "2:42-2:46",
		"\"een \\\n   twee\n\n  FOUT\"":           "5:3-5:7",
		">\n  een\n  twee\n\n    FOUT\n":          "6:5-6:9",
		"|\r\n  een\r\n\r\n  FOUT":                "5:3-5:7",
	} {
		f, ps := Split("een.md", []byte("---\ntitel: "+source+"\n---\n"), Markdown)
		if len(ps) > 0 {
			t.Fatalf("%q: %s", source, showAll(ps))
		}
		n := f.Front.Content[1]
		at := f.Locate(n, strings.Index(n.Value, "FOUT"), "FOUT")
		if got := fmt.Sprintf("%d:%d-%d:%d", at.Start.Line, at.Start.Column, at.End.Line, at.End.Column); got != want {
			t.Errorf("%q: at %s, want %s", source, got, want)
		}
	}
}

// What an editor pastes along without seeing it is refused wherever it does harm.
func TestInvisible(t *testing.T) {
	for _, r := range "\x00\x1b\r\x7f\u0085\u009b\u200b\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff" {
		if !Invisible(r) {
			t.Errorf("%U can be seen", r)
		}
	}
	for _, r := range "\n\t aé\u00a0\u00ad\u200c\u200d\u200e\u200f🙂\ufe0f" {
		if Invisible(r) {
			t.Errorf("%U is refused", r)
		}
	}
}

func TestBase(t *testing.T) {
	for name, want := range map[string]string{
		"content/trajecten/wmo.md":       "wmo",
		"content/trajecten/wmo/index.md": "wmo",
	} {
		if got := Base(name); got != want {
			t.Errorf("Base(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"---\ntitel: A\n---\nTekst\n", "---\r\ntitel: |\r\n  ---\r\n---\r\n", "---\na: &a [*a]\n---", "+++\n", "\n---\n? [a]\n: b\n--- x\n---\n",
		"---\ntitel: 'a\n---\n---\n", "---\n\"a\\\nb\": {c: [d, !e f]}\n---\nfase: 1\n---\n", "---\na: b: c\n---\n",
	} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, source []byte, isYAML bool) {
		kind := Markdown
		if isYAML {
			kind = YAML
		}
		file, ps, err := Read(fstest.MapFS{"een.md": {Data: source}}, "een.md", kind)
		if err != nil {
			t.Fatal(err)
		}
		if file == nil {
			if len(ps) == 0 {
				t.Fatal("no file and no problem")
			}
			return
		}
		if !bytes.HasSuffix(file.Source, file.Body) {
			t.Errorf("the body %q is not the end of the file", file.Body)
		}
		if (file.Front == nil) != (len(ps) > 0) {
			t.Errorf("front matter %v with %d problems", file.Front != nil, len(ps))
		}
		lines := 1 + bytes.Count(file.Source, []byte("\n"))
		for _, p := range ps {
			for _, pos := range []diag.Pos{p.Range.Start, p.Range.End} {
				if pos.Line < 1 || pos.Line > lines || pos.Column < 1 || pos.Column > 1+len([]rune(file.Line(pos.Line)))+1 {
					t.Errorf("%s is outside the file", show(p))
				}
			}
		}
	})
}
