package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"golang.org/x/tools/txtar"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
	"weerklank/internal/schema"
	"weerklank/internal/traject"
)

var update = flag.Bool("update", false, "write the schemas anew into testdata (look at the diff)")

func of(t testing.TB, name string, l lang.Lang) []byte {
	t.Helper()
	src, ok := schema.Of(name, l)
	if !ok {
		t.Fatalf("there is no schema %s", name)
	}
	return src
}

func TestOf(t *testing.T) {
	for _, name := range schema.Names() {
		got, file := of(t, name, lang.NL), "testdata/"+name+".json"
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
			t.Errorf("%s differs; make it anew with -update and look at the diff", file)
		}
	}
	if _, ok := schema.Of("trajecten", lang.NL); ok {
		t.Error("there is a schema of what does not exist")
	}
}

// In another language only the texts differ, and all of them do.
func TestOfInEnglish(t *testing.T) {
	texts := regexp.MustCompile(`"(description|title|patternErrorMessage)": "((?:[^"\\]|\\.)*)"`)
	for _, name := range schema.Names() {
		nl, en := of(t, name, lang.NL), of(t, name, lang.EN)
		if a, b := texts.ReplaceAll(nl, nil), texts.ReplaceAll(en, nil); !bytes.Equal(a, b) {
			t.Errorf("%s: the schemas in both languages do not mean the same", name)
		}
		a, b := texts.FindAllSubmatch(nl, -1), texts.FindAllSubmatch(en, -1)
		for i := range a {
			if bytes.Equal(a[i][2], b[i][2]) && len(a[i][2]) > 0 {
				t.Errorf("%s: not translated: %s", name, a[i][2])
			}
		}
	}
}

// compiled holds the schema of each kind of file.
var compiled = map[string]*jsonschema.Schema{}

func validate(t *testing.T, name string, front *yaml.Node) error {
	t.Helper()
	if compiled[name] == nil {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(of(t, name, lang.NL)))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		if compiled[name], err = c.Compile(name); err != nil {
			t.Fatal(err)
		}
	}
	return compiled[name].Validate(value(t, front))
}

// value returns what a YAML 1.2 editor makes of n: dates are text.
func value(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, value(t, c))
		}
		return list
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		return json.Number(strings.TrimSuffix(strings.ReplaceAll(n.Value, "_", ""), "."))
	}
	return n.Value
}

// A file is one that the tests try.
type file struct {
	name string
	src  []byte
}

// kindOf returns the schema for a path, "" when there is none.
func kindOf(name string) string {
	for part, kind := range map[string]string{"content/trajecten/": "traject", "content/onderwerpen/": "onderwerp", "content/paginas/": "pagina",
		"content/site.yaml": "site", "content/zoekvragen.yaml": "zoekvragen", "content/weggehaald.yaml": "weggehaald"} {
		if strings.Contains(name, part) && (strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".yaml")) {
			return kind
		}
	}
	return ""
}

// parse returns the front matter of a file, and whether every key and value in
// it is understood.
func parse(f file) (front *yaml.Node, understood bool) {
	kind := content.Markdown
	if strings.HasSuffix(f.name, ".yaml") {
		kind = content.YAML
	}
	split, problems := content.Split(f.name, f.src, kind)
	var more []diag.Problem
	switch kindOf(f.name) {
	case "traject":
		_, more = traject.Parse(split)
	case "onderwerp", "pagina":
		_, more = traject.ParsePage(split)
	case "site":
		_, more = traject.ParseSettings(split)
	case "zoekvragen":
		_, more = traject.ParseZoekvragen(split)
	case "weggehaald":
		_, more = traject.ParseWeggehaald(split)
	}
	return split.Front, split.Front != nil && !diag.HasErrors(append(problems, more...))
}

// written returns every file of content that there is in this repository: the
// demonstration, what the program itself writes, and the input of tests.
func written(t *testing.T) (files []file) {
	t.Helper()
	add := func(name string, src []byte) {
		if kindOf(name) != "" {
			files = append(files, file{name, src})
		}
	}
	root := filepath.Join("..", "..")
	walk := func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		if strings.HasSuffix(name, ".txtar") {
			for _, f := range txtar.Parse(src).Files {
				add(f.Name, f.Data)
			}
			return err
		}
		add(filepath.ToSlash(strings.TrimPrefix(name, root+string(filepath.Separator))), src)
		return err
	}
	for _, dir := range []string{"content", "cmd/weerklank/testdata"} {
		if err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(dir)), walk); err != nil {
			t.Fatal(err)
		}
	}
	all, err := os.ReadFile(filepath.Join(root, "internal", "load", "testdata", "alles.md"))
	if err != nil {
		t.Fatal(err)
	}
	add("content/trajecten/alles.md", all)
	for name, src := range scaffold.Site("Titel") {
		add(name, src)
	}
	return files
}

// An editor must not underline what check accepts.
func TestAcceptsWhatCheckAccepts(t *testing.T) {
	tried := map[string]int{}
	for _, f := range written(t) {
		front, understood := parse(f)
		if !understood {
			continue
		}
		tried[kindOf(f.name)]++
		if err := validate(t, kindOf(f.name), front); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	for _, name := range schema.Names() {
		if tried[name] == 0 {
			t.Errorf("no file of the kind %s was tried", name)
		}
	}
}

// minimal is what a file of each kind needs. Examples come behind it.
var minimal = map[string]string{
	"content/trajecten/x.md":   "titel: Een titel\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [wonen]\n",
	"content/site.yaml":        "titel: Een titel\norganisatie: Gemeente Voorbeeld\nbase-url: https://www.voorbeeld.example/\n",
	"content/onderwerpen/x.md": "titel: Een titel\n",
	"content/paginas/x.md":     "titel: Een titel\n",
	"content/zoekvragen.yaml":  "",
	"content/weggehaald.yaml":  "",
}

// with returns the minimal file at path with the lines of src in the place of
// those that have the same key.
func with(path, src string) file {
	var lines []string
	for line := range strings.Lines(minimal[path]) {
		key, _, _ := strings.Cut(line, ":")
		if !slices.ContainsFunc(strings.Split(src, "\n"), func(l string) bool { return strings.HasPrefix(l, key+":") }) {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, "") + src + "\n"
	if strings.HasSuffix(path, ".md") {
		text = "---\n" + text + "---\n"
	}
	return file{path, []byte(text)}
}

const (
	trajectPath  = "content/trajecten/x.md"
	settingsPath = "content/site.yaml"
)

// What people write differently means the same, in the editor too.
func TestAcceptsOtherSpellings(t *testing.T) {
	for _, c := range [][2]string{
		{trajectPath, "fase: Ontwikkelen of aanpassen"},
		{trajectPath, `phase: "4"`},
		{trajectPath, "phase: TERUGKOPPELEN"},
		{trajectPath, "besluit: Deels_overgenomen\nreden: Zo is het."},
		{trajectPath, "titel: 2026\nkenmerk: 12345\nteam: true"},
		{trajectPath, "concept: nee\nvoorbeeld: True"},
		{trajectPath, "datum: 2026\nstart: 2026-q1\nbijgewerkt: ' 2028-02-29 '"},
		{trajectPath, "datum:\nkaders: [Geld]\nwijken: []\nevaluatie:\n  wie: ouders"},
		{trajectPath, "evaluatie:\n  - wie: ouders\nsignalen:"},
		{trajectPath, "titel: 5 < 6 << 7 <"},
		{trajectPath, "bijeenkomsten:\n  - id: a\n    naam: b\n    aanwezigen: 1.200\n    verslag: verslag.pdf#pagina=2"},
		{trajectPath, "bijeenkomsten:\n  - id: a\n    naam: b\n    aanwezigen: '1.200.000'\n    verslag: HTTPS://voorbeeld.example/a:b"},
		{trajectPath, "monitoring:\n  - naam: a\n    metingen:\n      - datum: 2026-04\n        waarde: 7,5\n      - datum: 2026-05\n        waarde: -3"},
		{trajectPath, "documenten:\n  - titel: a\n    link: /media/a.pdf\n    toegankelijk: true\n  - titel: b\n    link: /\n    toegankelijk: Nee"},
		{settingsPath, "reactietermijn: 8\nthema: default"},
		{settingsPath, "reactietermijn:\n  Vraag: 2\n  zienswijze: 12\nregels:\n  koppen:\n    ernst: off\n    reden: Oud."},
		{settingsPath, "base-url: HTTPS://voorbeeld.example\nsynoniemen:\n  wc: [toilet]\n  niets:"},
	} {
		src := c[1]
		f := with(c[0], src)
		if strings.HasPrefix(src, "fase:") {
			f.src = bytes.Replace(f.src, []byte("phase: 1\n"), nil, 1)
		}
		front, understood := parse(f)
		if !understood {
			t.Errorf("check does not accept %q, so this proves nothing", src)
			continue
		}
		if err := validate(t, kindOf(f.name), front); err != nil {
			t.Errorf("%q: %v", src, err)
		}
	}
}

// What is wrong is underlined.
func TestRefuses(t *testing.T) {
	for _, c := range [][2]string{
		{trajectPath, "titel:"},
		{trajectPath, "titel: ''"},
		{trajectPath, "titel: <b>Vet</b>"},
		{trajectPath, "titel: a <<b"},
		{trajectPath, "onderwerpen: []"},
		{trajectPath, "onderwerpen: wonen"},
		{trajectPath, "onderwerpen: [wonen, wonen]"},
		{trajectPath, "phase: 5"},
		{trajectPath, "phase: -1"},
		{trajectPath, "phase: klaar"},
		{trajectPath, "besluit: ja"},
		{trajectPath, "besluit: [overgenomen]"},
		{trajectPath, "concept: misschien"},
		{trajectPath, "datum: 14-03-2026"},
		{trajectPath, "datum: 2026-13"},
		{trajectPath, "datum: 2026-02-30"},
		{trajectPath, "datum: 2026-04-31"},
		{trajectPath, "datum: 1899"},
		{trajectPath, "contact:\n  e-mail: geen adres"},
		{trajectPath, "contact: iemand"},
		{trajectPath, "contact:\n  pagina: javascript:alert(1)"},
		{trajectPath, "contact:\n  pagina: //elders.example/"},
		{trajectPath, "contact:\n  pagina: een pagina"},
		{trajectPath, "signalen:\n  - id: a"},
		{trajectPath, "signalen:\n  - id: a\n    signaal: b\n    kenmerk: c"},
		{trajectPath, "signalen:\n  - id: a\n    signaal: b\n    aantal: veel"},
		{trajectPath, "signalen:\n  id: a\n  signaal: b"},
		{trajectPath, "kaders:\n  - door: het college"},
		{trajectPath, "monitoring:\n  - naam: a\n    metingen:\n      - datum: 2026\n        waarde: acht"},
		{trajectPath, "aliassen: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u]"},
		{settingsPath, "base-url: [https://www.voorbeeld.example]"},
		{settingsPath, "reactietermijn: acht weken"},
		{settingsPath, "reactietermijn: 600"},
		{settingsPath, "reactietermijn:\n  klacht: 6"},
		{settingsPath, "regels:\n  koppen:\n    ernst: info"},
		{settingsPath, "synoniemen:\n  wc: toilet"},
		{"content/paginas/x.md", "phase: 1"},
		{"content/onderwerpen/x.md", "concept: ooit"},
		{"content/zoekvragen.yaml", "vragen:\n  - zoek: wc"},
		{"content/weggehaald.yaml", "weggehaald:\n  - datum: 2026-03-12\n    grond: zomaar"},
	} {
		f := with(c[0], c[1])
		front, understood := parse(f)
		if front == nil || understood {
			t.Errorf("check accepts %q, or cannot read it, so this proves nothing", c[1])
			continue
		}
		if err := validate(t, kindOf(f.name), front); err == nil {
			t.Errorf("accepted: %q", c[1])
		}
	}
}

// The rules about keys and values say what is wrong and what is right.
func TestAgreesWithRules(t *testing.T) {
	unseen := map[string]bool{"dubbele-sleutel": true} // an editor sees that without a schema
	for _, r := range traject.Rules() {
		if r.Severity != diag.Error || unseen[r.Code] {
			continue
		}
		for src, want := range map[string]bool{r.Wrong: false, r.Right: true} {
			accepted := false
			for _, prefix := range []string{"", "signalen:\n  - id: a\n    signaal: b\n    ", "documenten:\n  - titel: a\n    "} {
				f := with(trajectPath, prefix+src)
				if r.Code == "ontbrekende-sleutel" {
					f.src = []byte("---\n" + src + "\n---\n")
				}
				if r.Code == "html" {
					f = with(trajectPath, "titel: "+src)
				}
				front, _ := parse(f)
				if front == nil {
					t.Fatalf("%s: not read: %s", r.Code, f.src)
				}
				accepted = accepted || validate(t, "traject", front) == nil
			}
			if accepted != want {
				t.Errorf("%s: accepted %v:\n%s", r.Code, accepted, src)
			}
		}
	}
}
