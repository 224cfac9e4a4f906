package traject_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	. "weerklank/internal/traject"
)

// typeNames returns the name of every type that can be reached from a file.
func typeNames() []string {
	names := []string{"Traject", "Page", "Settings", "Zoekvragen", "Weggehaald"}
	for i := 0; i < len(names); i++ {
		for _, k := range Keys(names[i]) {
			if k.Type != "" && !slices.Contains(names, k.Type) {
				names = append(names, k.Type)
			}
		}
	}
	return names
}

// parseAs decodes source as the front matter of a type that is a whole file.
func parseAs(t *testing.T, typeName, source string) []diag.Problem {
	t.Helper()
	if typeName == "Settings" {
		f, ps := content.Split("content/site.yaml", []byte(source), content.YAML)
		_, more := ParseSettings(f)
		return append(ps, more...)
	}
	if typeName == "Zoekvragen" {
		f, ps := content.Split(content.ZoekvragenPath, []byte(source), content.YAML)
		_, more := ParseZoekvragen(f)
		return append(ps, more...)
	}
	if typeName == "Weggehaald" {
		f, ps := content.Split(content.WeggehaaldPath, []byte(source), content.YAML)
		_, more := ParseWeggehaald(f)
		return append(ps, more...)
	}
	f, ps := content.Split("content/trajecten/een.md", []byte("---\n"+source+"\n---\n"), content.Markdown)
	if typeName == "Page" {
		_, more := ParsePage(f)
		return append(ps, more...)
	}
	_, more := Parse(f)
	return append(ps, more...)
}

// path returns the keys that lead from a file to a value of typeName.
func path(typeName string) (file string, keys []Key) {
	switch typeName {
	case "Traject", "Page", "Settings", "Zoekvragen", "Weggehaald":
		return typeName, nil
	}
	for _, parent := range typeNames() {
		for _, k := range Keys(parent) {
			if k.Type == typeName {
				file, keys := path(parent)
				return file, append(keys, k)
			}
		}
	}
	return "", nil
}

// missing reports whether a problem is that a required key was left out.
func missing(p diag.Problem) bool { return p.Code == RuleMissingKey.Code }

func TestEveryKeyIsExplained(t *testing.T) {
	for _, name := range typeNames() {
		for _, k := range Keys(name) {
			text, ok := KeyText(name, k.Name)
			if !ok {
				t.Errorf("%s.%s has no text", name, k.Name)
				continue
			}
			for _, s := range []string{text.NL, text.EN} {
				if len(s) < 8 || strings.HasSuffix(s, ".") || strings.Contains(s, "\n") {
					t.Errorf("%s.%s: %q is not one sentence without a full stop", name, k.Name, s)
				}
			}
			if text.NL == text.EN {
				t.Errorf("%s.%s: both languages say %q", name, k.Name, text.NL)
			}
		}
	}
}

func TestEveryExampleIsAccepted(t *testing.T) {
	for _, name := range typeNames() {
		for _, k := range Keys(name) {
			example := Example(name, k.Name)
			if example == "" {
				t.Errorf("%s.%s has no example", name, k.Name)
				continue
			}
			source := Entry(k.Name, example)
			file, parents := path(name)
			for _, p := range slices.Backward(parents) {
				switch {
				case p.List:
					source = Entry(p.Name, "- "+Indent(source, "  "))
				case p.Kind == KindNamed:
					source = p.Name + ":\n  een:\n    " + Indent(source, "    ")
				default:
					source = p.Name + ":\n  " + Indent(source, "  ")
				}
			}
			for _, p := range parseAs(t, file, source) {
				if !missing(p) {
					t.Errorf("%s.%s: line %d: %s\n%s", name, k.Name, p.Range.Start.Line, p.Message.EN, source)
				}
			}
		}
	}
}

// The examples of keys that hold keys must have the required ones.
func TestExamplesAreComplete(t *testing.T) {
	for _, name := range []string{"Traject", "Page", "Settings", "Zoekvragen", "Weggehaald"} {
		var lines []string
		for _, k := range Keys(name) {
			lines = append(lines, Entry(k.Name, Example(name, k.Name)))
		}
		source := strings.Join(lines, "\n")
		for _, p := range parseAs(t, name, source) {
			t.Errorf("%s:%d: %s\n%s", name, p.Range.Start.Line, p.Message.EN, source)
		}
	}
}

func TestKeys(t *testing.T) {
	find := func(typeName, key string) Key {
		for _, k := range Keys(typeName) {
			if k.Name == key {
				return k
			}
		}
		t.Fatalf("%s has no key %s", typeName, key)
		return Key{}
	}
	yesNo := []string{"ja", "nee"}
	for _, test := range []struct {
		typeName string
		want     Key
	}{
		{"Traject", Key{Name: "titel", Required: true, Kind: KindText}},
		{"Traject", Key{Name: "reden", Kind: KindMarkdown}},
		{"Traject", Key{Name: "wijken", Kind: KindText, List: true}},
		{"Traject", Key{Name: "evaluatie", Kind: KindKeys, List: true, OrOne: true, Type: "Evaluatie"}},
		{"Traject", Key{Name: "kaders", Kind: KindKeys, List: true, Type: "Kader", Short: "tekst"}},
		{"Traject", Key{Name: "ingetrokken", Kind: KindKeys, Type: "Ingetrokken"}},
		{"Traject", Key{Name: "concept", Kind: KindBool, Values: []string{"true", "false"}, Spellings: []string{"true", "ja", "yes", "false", "nee", "no"}}},
		{"Signaal", Key{Name: "besloten-op", Aliases: []string{"datum"}, Kind: KindDatum}},
		{"Signaal", Key{Name: "aantal", Kind: KindCount, Max: 100_000_000}},
		{"Signaal", Key{Name: "aliassen", Kind: KindText, List: true, Max: 20}},
		{"Signaal", Key{Name: "verandert-in", Kind: KindChoice, List: true, Values: []string{"beleid", "uitvoering"}, Spellings: []string{"beleid", "uitvoering"}}},
		{"Meting", Key{Name: "waarde", Required: true, Kind: KindNumber}},
		{"Document", Key{Name: "toegankelijk", Kind: KindChoice, Values: yesNo, Spellings: []string{"ja", "true", "yes", "nee", "false", "no"}}},
		{"Document", Key{Name: "link", Required: true, Kind: KindLink}},
		{"Settings", Key{Name: "regels", Kind: KindNamed, Type: "RuleSetting"}},
		{"Settings", Key{Name: "synoniemen", Kind: KindNamed}},
		{"Settings", Key{Name: "woorden", Kind: KindWords}},
	} {
		if got := find(test.typeName, test.want.Name); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s.%s:\n got %+v\nwant %+v", test.typeName, test.want.Name, got, test.want)
		}
	}
	phase := find("Traject", "phase")
	if !slices.Equal(phase.Values, []string{"verzamelen", "vertalen", "aanpassen", "terugkoppelen"}) || !slices.Contains(phase.Spellings, "4") {
		t.Errorf("phase: %+v", phase)
	}
	if term := find("Settings", "reactietermijn"); term.Kind != KindTermijn || !slices.Contains(term.Values, "zienswijze") {
		t.Errorf("reactietermijn: %+v", term)
	}
}

func TestUnknownKey(t *testing.T) {
	for _, test := range [][2]string{{"Traject", "nergens"}, {"Nergens", "titel"}, {"Citaat", "titel"}} {
		if text, ok := KeyText(test[0], test[1]); ok {
			t.Errorf("KeyText(%q, %q) = %v", test[0], test[1], text)
		}
		if s := Example(test[0], test[1]); s != "" {
			t.Errorf("Example(%q, %q) = %q", test[0], test[1], s)
		}
	}
	if Keys("Nergens") != nil {
		t.Error("a type that does not exist has keys")
	}
}
