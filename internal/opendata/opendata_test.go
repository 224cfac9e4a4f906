package opendata_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	. "weerklank/internal/opendata"
	"weerklank/internal/traject"
)

// parse reads a trajectory file that has no mistakes.
func parse(t testing.TB, path, source string) *traject.Traject {
	t.Helper()
	f, problems := content.Split(path, []byte(source), content.Markdown)
	tr, more := traject.Parse(f)
	for _, p := range append(problems, more...) {
		if p.Severity == diag.Error {
			t.Fatalf("%s:%d: %s", path, p.Range.Start.Line, p.Message.EN)
		}
	}
	return tr
}

// setOf makes a set of trajecten as a site would.
func setOf(trajecten ...*traject.Traject) Set {
	const base = "https://www.voorbeeld.example/"
	return Set{
		Titel: "Antwoorden", Organisatie: "Gemeente", Taal: "nl", Licentie: "CC0-1.0", Bron: base, Datum: "2026-11-22",
		Trajecten: func(yield func(*Traject, error) bool) {
			for _, t := range trajecten {
				d := &Traject{Traject: t, Adres: base + "trajecten/" + t.Slug + "/", Organisatie: "Gemeente", Bijgewerkt: t.Bijgewerkt}
				for _, s := range t.Signalen {
					d.Signalen = append(d.Signalen, Signaal{Signaal: s, Adres: d.Adres + s.ID + "/", Door: s.BeslotenDoor, Onderwerpen: t.Onderwerpen})
				}
				if !yield(d, nil) {
					return
				}
			}
		},
	}
}

// write makes one file.
func write(t testing.TB, s Set, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(s, map[string]io.Writer{name: &b}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// differ returns the keys of which two values of the schema differ.
func differ(path string, a, b reflect.Value) (out []string) {
	if a.IsZero() && b.IsZero() {
		return nil
	}
	if m, ok := a.Interface().(*traject.Markdown); ok {
		n := b.Interface().(*traject.Markdown)
		if m == nil || n == nil || m.Text != n.Text {
			return []string{path}
		}
		return nil
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() != b.IsNil() {
			return []string{path}
		}
		return differ(path, a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return []string{path}
		}
		for i := range a.Len() {
			out = append(out, differ(path, a.Index(i), b.Index(i))...)
		}
	case reflect.Struct:
		for i := range a.NumField() {
			f := a.Type().Field(i)
			if _, ok := f.Tag.Lookup("key"); ok || f.Name == "Body" || f.Name == "Slug" || a.Type() == reflect.TypeFor[traject.Number]() {
				out = append(out, differ(path+"."+f.Name, a.Field(i), b.Field(i))...)
			}
		}
	default:
		if a.Interface() != b.Interface() {
			return []string{path}
		}
	}
	return out
}

// roundTrip writes trajecten, reads them back, and reports what differs.
func roundTrip(t testing.TB, trajecten ...*traject.Traject) (differences []string, files []File) {
	t.Helper()
	data := write(t, setOf(trajecten...), TrajectenJSON)
	for f, err := range Files(strings.NewReader(data)) {
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		files = append(files, f)
	}
	if len(files) != len(trajecten) {
		t.Fatalf("%d files of %d trajecten", len(files), len(trajecten))
	}
	for i, f := range files {
		if f.Path != trajecten[i].File.Path {
			t.Errorf("%s came back as %s", trajecten[i].File.Path, f.Path)
		}
		back := parse(t, f.Path, string(f.Source))
		differences = append(differences, differ("", reflect.ValueOf(trajecten[i]).Elem(), reflect.ValueOf(back).Elem())...)
	}
	return differences, files
}

// demo returns the trajecten of the demonstration site.
func demo(t testing.TB) (out []*traject.Traject) {
	t.Helper()
	dir := os.DirFS("../..")
	names, err := fs.Glob(dir, "content/trajecten/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no demonstration", err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, parse(t, name, string(src)))
	}
	return out
}

// everyKey returns a file with every key that there is.
func everyKey() string {
	var keys func(typeName string, indent string) string
	keys = func(typeName, indent string) string {
		var b strings.Builder
		for _, k := range traject.Keys(typeName) {
			switch {
			case k.Kind == traject.KindKeys && k.List:
				item := keys(k.Type, indent+"    ")
				b.WriteString(indent + k.Name + ":\n" + indent + "  - " + strings.TrimLeft(item, " "))
			case k.Kind == traject.KindKeys:
				b.WriteString(indent + k.Name + ":\n" + keys(k.Type, indent+"  "))
			default:
				b.WriteString(indent + traject.Indent(traject.Entry(k.Name, traject.Example(typeName, k.Name)), indent) + "\n")
			}
		}
		return b.String()
	}
	return "---\n" + keys("Traject", "") + "---\n\n## Een kop\n\nTekst.\n"
}

func TestRoundTripDemo(t *testing.T) {
	differences, files := roundTrip(t, demo(t)...)
	for _, d := range differences {
		if !slices.Contains([]string{".Voorbeeld", ".Concept", ".Ingetrokken", ".Signalen.Kenmerken"}, d) { // see Private
			t.Errorf("%s differs", d)
		}
	}
	for _, f := range files { // what came back is for people
		if strings.Contains(string(f.Source), `\n`) {
			t.Errorf("%s has a text on one line:\n%s", f.Path, f.Source)
		}
	}
}

// Only what no page shows does not come back.
func TestRoundTripEveryKey(t *testing.T) {
	tr := parse(t, "content/trajecten/alles/index.md", everyKey())
	for _, f := range reflect.VisibleFields(reflect.TypeFor[traject.Traject]()) {
		if _, ok := f.Tag.Lookup("key"); ok && reflect.ValueOf(tr).Elem().FieldByIndex(f.Index).IsZero() {
			t.Errorf("%s has no value to compare", f.Name)
		}
	}
	got, _ := roundTrip(t, tr)
	if want := []string{".Signalen.Kenmerken", ".Concept", ".Ingetrokken", ".Voorbeeld"}; !reflect.DeepEqual(got, want) {
		t.Errorf("differ: %q, want %q", got, want)
	}
}

// difficult are files whose texts YAML could take for something else.
var difficult = []string{
	"---\ntitel: \"no\"\nsamenvatting: \"0123\"\nphase: 1\nonderwerpen: [\"null\", \"1e3\", \"a, b\", \"- x\", \"[y]\"]\nkenmerk: \"007\"\n---\n",
	"---\ntitel: \"Een: twee # drie\"\nsamenvatting: \"'s Avonds 👩‍👩‍👧 “mooi” \\\"zei\\\" C:\\\\x\"\nphase: terugkoppelen\nonderwerpen: ['*', '&a', '!b', '%c', '@d', '`e`']\n---\n\n---\nGeen kop: maar een streep.\n",
	"---\ntitel: T\nsamenvatting: S\nphase: 2\nonderwerpen: [O]\nreden: |\n  Eerst dit:\n\n  - een\n    - genest\n  1. twee\n\n  | a | b |\n  | --- | --- |\n  | 1 | 2 |\n\n      code\n---\n",
	"---\ntitel: T\nsamenvatting: S\nphase: 2\nonderwerpen: [O]\nreden: \"een\\n\\n---\\n\\ntwee\\n...\\n\"\nuitkomst: |+\n  op het eind\n\n\ngeleerd: |2\n    ingesprongen\n   minder\nsignalen:\n  - id: \"1\"\n    signaal: \"yes\"\n    reden: \"\\ttab\"\n    citaten: [\"~\", {tekst: \"true\", rol: \"off\"}]\n---\n",
	"\uFEFF---\r\ntitel: T\r\nsamenvatting: S\r\nphase: 2\r\nonderwerpen: [O]\r\nreden: |\r\n  een\r\n  twee\r\n---\r\n\r\nTekst\r\nmet regels.\r\n",
	"---\ntitel: T\nsamenvatting: S\nphase: 3\nonderwerpen: [O]\nmonitoring:\n  - naam: Klachten\n    metingen:\n      - {datum: 2026, waarde: \"7,5\"}\n      - {datum: 2026-03, waarde: \"12.50\"}\n      - {datum: 2027-Q3, waarde: -3}\n      - {datum: 2026-03-12, waarde: 12345678901234567890}\n---\n",
	"---\ntitel: T\nsamenvatting: S\nphase: 3\nonderwerpen: [O]\ndocumenten:\n  - {titel: a, link: ../media/plan.pdf}\n  - {titel: b, link: wmo.md#x}\n  - {titel: c, link: '#anker'}\n  - {titel: d, link: /over/?a=1}\n  - {titel: e, link: 'https://www.voorbeeld.example/a?b#c'}\n  - {titel: f, link: ../../../buiten.pdf}\n---\n",
	"---\ntitel: T\nsamenvatting: S\nphase: 3\nonderwerpen: [O]\nsignalen:\n  - id: a\n    signaal: Guten Tag\n    taal: duits\n    citaten: [Ja, {tekst: Oui, taal: frans}]\n    evaluatie: {gepland: 2026, uitkomst: \"Goed.  \\nEcht.\"}\n---\n",
}

func TestRoundTripDifficult(t *testing.T) {
	for i, src := range difficult {
		tr := parse(t, "content/trajecten/lastig.md", strings.TrimPrefix(src, "\uFEFF"))
		if got, files := roundTrip(t, tr); len(got) > 0 {
			t.Errorf("%d: %q differ:\n%s", i, got, files[0].Source)
		}
	}
}

// What editors wrote for each other, and what no page shows, is in no file.
func TestNothingMoreThanThePages(t *testing.T) {
	s := setOf(parse(t, "content/trajecten/a.md", "---\n# geheim-a\ntitel: T\nsamenvatting: S\nphase: 2\nonderwerpen: [O]\nsignalen:\n  - id: a\n    signaal: Iets\n    kenmerken: [geheim-b]\n    reden: Daarom. <!-- geheim-c -->\n---\n<!-- geheim-d -->\nTekst\n"))
	for _, name := range Names() {
		if data := write(t, s, name); strings.Contains(data, "geheim") {
			t.Errorf("%s: %s", name, data)
		}
	}
}

func TestFilesRefuses(t *testing.T) {
	good := write(t, setOf(parse(t, "content/trajecten/a.md", difficult[0])), TrajectenJSON)
	for _, c := range []struct{ what, old, new string }{
		{"no JSON", good, "titel;tekst\n"},
		{"another file", good, `{"a": 1}`},
		{"a list", good, `[]`},
		{"half a file", good, good[:len(good)-3]},
		{"another major version", `"versie":"` + Version, `"versie":"2.0`},
		{"a path that climbs", "content/trajecten/a.md", "content/trajecten/../../a.md"},
		{"a path elsewhere", "content/trajecten/a.md", "content/site.yaml"},
		{"a name that is no address", "content/trajecten/a.md", "content/trajecten/A b.md"},
		{"an unknown key", `"kenmerk":`, `"kenmerkje":`},
		{"a list for a text", `"titel":"no"`, `"titel":["no"]`},
		{"a text for a list", `"onderwerpen":[`, `"onderwerpen":"x","wijken":[`},
		{"an object for a text", `"kenmerk":"007"`, `"kenmerk":{"a":1}`},
		{"a text that is no phase", `"verzamelen"`, `"ergens"`},
		{"a missing title", `"titel":"no",`, ``},
		{"HTML", `"titel":"no"`, `"titel":"<script>x</script>"`},
		{"a body that is no text", `"titel":"no"`, `"titel":"no","tekst":1`},
	} {
		data := strings.Replace(good, c.old, c.new, 1)
		if c.old != good && data == good {
			t.Fatalf("%s: nothing was replaced in %s", c.what, good)
		}
		var err error
		for _, err = range Files(strings.NewReader(data)) {
		}
		if err == nil {
			t.Errorf("%s was taken", c.what)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{"no", "0123", "a: b\n\n- c", "---", " x", "x \n", "\t", "\"'\\", "é👩‍👩‍👧", "|\n>", "a\n ---\nb", "\n\na\n\n", "{a}", "# x"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, body string) {
		src := "---\ntitel: " + content.Quoted(text) + "\nsamenvatting: S\nphase: 1\nonderwerpen: [O]\nreden: " + content.Quoted(text) + "\n---\n" + body
		file, problems := content.Split("content/trajecten/a.md", []byte(src), content.Markdown)
		tr, more := traject.Parse(file)
		if len(problems)+len(more) > 0 || strings.Contains(src, "<") || !strings.HasPrefix(src, "---\n") || bytes.ContainsRune([]byte(src), 0xFFFD) {
			return
		}
		if got, files := roundTrip(t, tr); len(got) > 0 {
			t.Errorf("%q differ:\n%q", got, files[0].Source)
		}
	})
}
