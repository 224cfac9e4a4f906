package check_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	_ "time/tzdata" // the answer must not depend on the machine

	. "weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var update = flag.Bool("update", false, "rewrite the expected files in testdata; inspect the diff")

// today is the day on which everything is checked.
const today = "2026-11-21"

// fakeWorld is a site of the given addresses.
type fakeWorld []string

func (w fakeWorld) Resolve(from, dest string) (adres, fragment string, ok bool) {
	dest, fragment, _ = strings.Cut(dest, "#")
	switch {
	case dest == "":
		adres = addressOf(from)
	case strings.HasPrefix(dest, "/"):
		adres = dest
	case strings.HasPrefix(dest, "content/"):
		adres = addressOf(dest)
	default:
		adres = addressOf(path.Join(path.Dir(from), dest))
	}
	return adres, fragment, slices.Contains(w, adres)
}

// addressOf returns where the file at a path is published.
func addressOf(file string) string {
	adres := strings.TrimPrefix(strings.TrimPrefix(file, "content/paginas"), "content")
	if page, ok := strings.CutSuffix(adres, ".md"); ok {
		return page + "/"
	}
	return adres
}

// First finds a page by its name.
func (w fakeWorld) First(query string) string {
	for _, a := range w {
		if path.Base(a) == query {
			return a
		}
	}
	return ""
}

func (w fakeWorld) HasAnchor(adres, id string) bool { return id == "wk-inhoud" }

func (w fakeWorld) Suggest(adres string) string {
	var names []string
	for _, a := range w {
		if path.Dir(path.Clean(a)) == path.Dir(path.Clean(adres)) {
			names = append(names, path.Base(a))
		}
	}
	if near := traject.Nearest(path.Base(adres), names); near != "" {
		return path.Join(path.Dir(path.Clean(adres)), near)
	}
	return ""
}

// fakeWeb is what other websites say.
var fakeWeb = map[string]WebAnswer{"https://www.voorbeeld.example/weg": {State: WebGone, Status: 404}}

// files is content: paths below content/ and what is in them.
type files map[string]string

// check runs all rules on fs; addresses are what the site has besides the
// pages of the files.
func (fs files) check(t testing.TB, addresses ...string) []diag.Problem {
	t.Helper()
	var ps []diag.Problem
	var facts []*Facts
	var settings *traject.Settings
	world := fakeWorld(addresses)
	given := Given{Today: today}
	if source, ok := fs["site.yaml"]; ok {
		f, _ := content.Split(content.SettingsPath, []byte(source), content.YAML)
		given.Settings, _ = traject.ParseSettings(f)
	}
	for name, source := range fs {
		kind := content.Markdown
		if strings.HasSuffix(name, ".yaml") {
			kind = content.YAML
		}
		f, found := content.Split("content/"+name, []byte(source), kind)
		var more []diag.Problem
		var fact *Facts
		switch path.Dir(name) {
		case "trajecten":
			d, p := traject.Parse(f)
			found = append(found, p...)
			more, fact = Traject(d, given)
			if !fact.Hidden {
				for _, s := range d.Signalen {
					world = append(world, fact.Address+s.ID+"/")
				}
			}
		case "onderwerpen", "paginas":
			d, p := traject.ParsePage(f)
			found = append(found, p...)
			more, fact = Page(d, given)
		default:
			if "content/"+name == content.ZoekvragenPath {
				z, p := traject.ParseZoekvragen(f)
				found, fact = append(found, p...), Zoekvragen(z)
				break
			}
			s, p := traject.ParseSettings(f)
			settings, found = s, append(found, p...)
			more, fact = Settings(s, today)
		}
		if !fact.Hidden {
			world = append(world, fact.Address)
			for _, c := range fact.Claims {
				world = append(world, c.Address)
			}
		}
		facts, ps = append(facts, fact), append(append(ps, found...), more...)
	}
	ps = append(ps, Site(world, NewIndex(facts))...)
	for _, f := range facts {
		ps = append(ps, Web(f.Extern, fakeWeb)...)
	}
	return diag.Sort(Apply(settings, Rules(), ps))
}

// A frame is what an example needs around it to be a whole file.
type frame struct {
	file string
	make func(example string) string
}

// topKeys returns source with those of defaults that its front matter lacks.
func topKeys(source string, defaults ...string) string {
	for _, d := range defaults {
		key, _, _ := strings.Cut(d, ":")
		if !strings.Contains("\n"+source, "\n"+key+":") {
			source = d + "\n" + source
		}
	}
	return source
}

func inTraject(front, body string) string {
	return "---\n" + topKeys(strings.TrimSpace(front), "onderwerpen: [Spelen]", "phase: 3", "samenvatting: Een speelplek.", "titel: De speelplek") +
		"\n---\n\n" + body + "\n"
}

var (
	asTraject = frame{"trajecten/speelplek.md", func(s string) string { return inTraject(s, "") }}
	asBody    = frame{"trajecten/speelplek.md", func(s string) string {
		return inTraject("signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    verwacht: 2199", s)
	}}
	asVragen   = frame{"zoekvragen.yaml", func(s string) string { return s + "\n" }}
	asSettings = frame{"site.yaml", func(s string) string {
		return topKeys(s, "base-url: https://www.gemeente.nl/", "organisatie: Een gemeente", "titel: Antwoorden") + "\n"
	}}
	asStatement = frame{"site.yaml", func(s string) string {
		return asSettings.make("toegankelijkheid:\n  " + strings.ReplaceAll(topKeys(s, "register: https://register.example/1"), "\n", "\n  "))
	}}
	// asFile is for examples that begin with the path of the file.
	asFile = frame{"", func(s string) string {
		_, s, _ = strings.Cut(s, "\n")
		return inTraject(s, "")
	}}
	// asPage is the same, for pages.
	asPage = frame{"", func(s string) string {
		_, s, _ = strings.Cut(s, "\n")
		return "---\n" + s + "\n---\n"
	}}
)

// frames says in which frame the examples of a rule of this package stand; those
// of a group of rules stand in <group>_test.go.
var frames = merged(framesAccessible, framesPrivacy, framesHonest, framesPlain, map[string]frame{
	"html": asBody, "koppen": asBody, "anker": asBody, "kop-door-streep": asBody, "vul-in": asBody, "te-ingewikkeld": asBody,
	"externe-link": asBody, "link-met-spatie": asBody, "link-zonder-tekst": asBody, "vervang-dit": asTraject, "datum-in-de-toekomst": asTraject,
	"beeld-zonder-alt": asBody, "beeld-van-elders": asBody, "beeld-ontbreekt": asBody,
	"dode-link": asBody, "dood-anker": asBody, "link-naar-concept": asBody,
	"kop-in-waarde": asTraject, "besluit-zonder-reden": asTraject, "doorgegeven-aan-niemand": asTraject,
	"dubbele-id": asTraject, "geen-adres": asTraject, "gereserveerd": asTraject, "dubbel-kenmerk": asTraject,
	"onbekende-bijeenkomst": asTraject, "onbekend-advies": asTraject, "onbekend-signaal": asTraject,
	"onbekend-traject": asTraject, "phase-en-antwoorden": asTraject, "datum-volgorde": asTraject,
	"datum-zonder-besluit": asTraject, "uitgevoerd-in-de-toekomst": asTraject, "adres-bezet": asTraject,
	"onderwerp-spelling": asTraject,
	"voorbeeld-naam":     asFile, "onderwerp-ongebruikt": asPage, "verklaring-pagina": asPage,
	"base-url": asSettings, "base-url-voorbeeld": asSettings, "taal": asSettings, "tijdzone": asSettings,
	"verklaring-register": asStatement, "verklaring-onderzoek": asStatement, "verklaring-status": asStatement,
	"verklaring-status-c": asStatement, "verklaring-planning": asStatement, "verklaring-criterium": asStatement,
	"vervolg-kring": asTraject, "regel-instelling": asSettings, "regel-uit": asSettings,
	"zoekvraag": asVragen,
})

func merged(all ...map[string]frame) map[string]frame {
	out := map[string]frame{}
	for _, m := range all {
		maps.Copy(out, m)
	}
	return out
}

// around is what stands beside every example.
func around() files {
	return files{
		"site.yaml":                 asSettings.make("besloten-door: het college\ntoegankelijkheid: {register: https://register.example/1}"),
		"trajecten/eerste-ronde.md": inTraject("voorbeeld: false", ""),
		"trajecten/nieuw-plan.md":   inTraject("concept: true", ""),
		"onderwerpen/spelen.md":     "---\ntitel: Spelen\n---\n",
	}
}

// codes returns the codes of ps, each once.
func codes(ps []diag.Problem) []string {
	var cs []string
	for _, p := range ps {
		cs = append(cs, p.Code)
	}
	slices.Sort(cs)
	return slices.Compact(cs)
}

// judged returns the codes of those problems that an example must not have by
// accident: errors, and what its own group of rules finds. An example is a
// fragment, so that it cannot please the rules about everything else.
func judged(ps []diag.Problem, group diag.Group) []string {
	of := map[string]diag.Group{}
	for _, r := range Rules() {
		of[r.Code] = r.Group
	}
	return codes(slices.DeleteFunc(slices.Clone(ps), func(p diag.Problem) bool {
		return p.Severity != diag.Error && of[p.Code] != group
	}))
}

// The documentation of every rule is true: Wrong is found by that rule and by
// no other of its group, Right by none.
func TestExamples(t *testing.T) {
	elsewhere := map[string]bool{}
	for _, r := range slices.Concat(content.Rules(), traject.Rules()) {
		elsewhere[r.Code] = true
	}
	for _, r := range Rules() {
		frame, ok := frames[r.Code]
		if !ok {
			if !elsewhere[r.Code] {
				t.Errorf("%s: the test does not say in which frame its examples stand", r.Code)
			}
			continue
		}
		t.Run(r.Code, func(t *testing.T) {
			run := func(example string) []diag.Problem {
				fs := around()
				name := frame.file
				if name == "" {
					name, _, _ = strings.Cut(strings.TrimPrefix(example, "# content/"), "\n")
				}
				if path.Dir(name) == "onderwerpen" {
					delete(fs, "onderwerpen/spelen.md")
				}
				if r.Code == "vervolg-kring" { // it takes two
					fs["trajecten/kring.md"] = inTraject("vervolg-op: speelplek", "")
				}
				if r.Code == "wie-besloot" { // it looks there too
					fs["site.yaml"] = asSettings.make("")
				}
				fs[name] = frame.make(example)
				ps := fs.check(t, "/media/tekening.jpg", "/media/schets.jpg", "/media/verslag.pdf")
				for _, p := range diag.Mendable(ps) {
					if p.Code == r.Code && !r.Mends {
						t.Errorf("it has edits, and its documentation says that it has none (Mends)")
					}
				}
				return ps
			}
			if got := judged(run(r.Wrong), r.Group); !slices.Equal(got, []string{r.Code}) {
				t.Errorf("Wrong gives %q\n%s", got, r.Wrong)
			}
			if got := judged(run(r.Right), r.Group); len(got) > 0 {
				t.Errorf("Right gives %q\n%s", got, r.Right)
			}
		})
	}
}

// The problem with which docs/regels/ explains how to read one is one that the
// program gives.
func TestExampleInDocumentation(t *testing.T) {
	fs := files{"trajecten/speelplek.md": inTraject("signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\nbesloten-door: het college", "")}
	var got bytes.Buffer
	if err := diag.PrintText(&got, fs.check(t), diag.Options{}); err != nil {
		t.Fatal(err)
	}
	if doc := diag.Pages(Rules(), nil)[0].Content; !bytes.Contains(doc, got.Bytes()) {
		start, _, _ := bytes.Cut(doc, []byte("- Vooraan"))
		t.Errorf("the program says\n%s\nthe documentation\n%s", &got, start)
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] {
			t.Errorf("%s: two rules have this code", r.Code)
		}
		seen[r.Code] = true
		if strings.Trim(r.Code, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%s: a code is a-z, 0-9 and hyphens", r.Code)
		}
		for _, s := range []string{r.Title.NL, r.Title.EN, r.Why.NL, r.Why.EN, r.Wrong, r.Right} {
			if s == "" {
				t.Errorf("%s: a part of its documentation is missing", r.Code)
			}
		}
	}
	if !slices.IsSortedFunc(Rules(), func(a, b *diag.Rule) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the rules are not sorted by code")
	}
}

// Every file testdata/<case>.md or .yaml, with the files of testdata/around, gives
// exactly the problems of <case>.out: with places, messages and hints.
func TestCases(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, input := range inputs {
		ext := filepath.Ext(input)
		if ext == ".out" {
			continue
		}
		n++
		t.Run(filepath.Base(input), func(t *testing.T) {
			source, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			name := "site.yaml"
			if ext == ".md" {
				name = "trajecten/" + filepath.Base(input)
			}
			fs := aroundCases(t)
			fs[name] = string(source)
			// Both languages: a message that lacks one has an empty line here.
			var got bytes.Buffer
			ps := fs.check(t, "/media/plan.pdf", "/media/schets.png", "/bijeenkomsten/")
			for _, l := range []lang.Lang{lang.NL, lang.EN} {
				if err := diag.PrintText(&got, ps, diag.Options{Lang: l}); err != nil {
					t.Fatal(err)
				}
				got.WriteString("\n")
			}
			compare(t, strings.TrimSuffix(input, ext)+".out", got.Bytes())
		})
	}
	if n == 0 {
		t.Error("no cases")
	}
}

// aroundCases reads testdata/around, which by itself is without problems.
func aroundCases(t testing.TB) files {
	fs := files{}
	root := os.DirFS("testdata/around")
	for _, pattern := range []string{"*.yaml", "*/*.md"} {
		names, err := filepath.Glob("testdata/around/" + pattern)
		if err != nil || len(names) == 0 {
			t.Fatal("no files in testdata/around", err)
		}
		for _, name := range names {
			rel, _ := filepath.Rel("testdata/around", name)
			f, err := root.Open(filepath.ToSlash(rel))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if _, err := b.ReadFrom(f); err != nil {
				t.Fatal(err)
			}
			f.Close()
			fs[filepath.ToSlash(rel)] = b.String()
		}
	}
	return fs
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; -update rewrites it.\n--- got\n%s\n--- want\n%s", file, got, want)
	}
}
