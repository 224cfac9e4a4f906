package load_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/load"
	"weerklank/internal/permalinks"
)

// A map of paths below content/ to what is in them.
type texts map[string]string

const wmo = "---\ntitel: Hulp thuis\nsamenvatting: Kort.\nphase: 1\nkenmerk: Z/2024 ../12\nonderwerpen: [Zorg]\n" +
	"bijeenkomsten: [{id: avond, naam: De avond}]\nadviezen: [{kenmerk: 2024-12, titel: Advies}]\n" +
	"signalen:\n  - id: hek\n    signaal: Er is geen hek.\n  - id: licht\n    signaal: Het is te donker.\n---\n"

const tekst = "---\ntitel: Over\n---\nWie wij zijn.\n"

func published() texts {
	return texts{"trajecten/wmo.md": wmo, "paginas/over.md": tekst, "media/plan.pdf": "%PDF-", "site.yaml": "titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"}
}

// list is the ledger of published.
const list = "/adviezen/2024-12/\n/bijeenkomsten/wmo-avond/\n/k/2024-12/\n/k/z-2024-12/\n/media/plan.pdf\n/onderwerpen/zorg/\n/over/\n/trajecten/wmo/\n/trajecten/wmo/hek/\n/trajecten/wmo/licht/\n"

func (fs texts) load(t testing.TB, ledger string, preview bool) *load.Result {
	t.Helper()
	fsys := fstest.MapFS{content.LedgerPath: {Data: []byte(ledger)}}
	for name, src := range fs {
		if src != "" {
			fsys[content.Dir+"/"+name] = &fstest.MapFile{Data: []byte(src)}
		}
	}
	l := loader()
	l.Options.Preview = preview
	r, err := l.Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// about returns what is said about the ledger, without what is said of its order.
func about(r *load.Result) []string {
	var all []string
	for _, p := range r.Problems {
		if p.File == content.LedgerPath {
			all = append(all, fmt.Sprintf("%s %s | %s", p.Code, p.Message.NL, p.Hint.NL))
		}
	}
	return all
}

func with(changes texts) texts {
	fs := published()
	maps.Copy(fs, changes)
	return fs
}

func TestEverythingIsRecorded(t *testing.T) {
	r := published().load(t, "", false)
	if r.Unrecorded != 10 {
		t.Errorf("%d addresses", r.Unrecorded)
	}
	i := slices.IndexFunc(r.Problems, func(p diag.Problem) bool { return p.Code == "adres-nieuw" })
	if i < 0 || r.Problems[i].Severity != diag.Info {
		t.Fatal(r.Problems)
	}
	if got := string(diag.Apply(nil, r.Problems[i:i+1])); !strings.HasSuffix(got, "\n"+list) {
		t.Errorf("%s", got)
	}
	if got := about(published().load(t, list, false)); got != nil {
		t.Errorf("all is in it: %q", got)
	}
	if got := about(published().load(t, "", true)); got != nil {
		t.Errorf("in the preview: %q", got)
	}
	example := with(texts{"trajecten/wmo.md": strings.Replace(wmo, "phase: 1", "phase: 1\nvoorbeeld: true", 1)})
	if r := example.load(t, "/media/plan.pdf\n/over/\n", false); r.Unrecorded != 0 {
		t.Errorf("an invented example: %q", about(r))
	}
}

func TestAddressDies(t *testing.T) {
	change := func(old, new string) texts { return with(texts{"trajecten/wmo.md": strings.Replace(wmo, old, new, 1)}) }
	for name, c := range map[string]struct {
		texts texts
		want  []string // what each problem says, in order
	}{
		"renamed":         {with(texts{"trajecten/wmo.md": "", "trajecten/wmo-hulp.md": wmo}), []string{"/trajecten/wmo/ zou verdwijnen", "in content/trajecten/wmo-hulp.md: `aliassen: [wmo]", "nog 3 andere"}},
		"removed":         {with(texts{"trajecten/wmo.md": ""}), []string{"/adviezen/2024-12/", "/k/2024-12/", "/k/z-2024-12/", "/onderwerpen/zorg/", "/trajecten/wmo/", "ingetrokken"}},
		"a concept":       {change("phase: 1", "phase: 1\nconcept: true"), []string{"/trajecten/wmo/ zou verdwijnen: content/trajecten/wmo.md is nu een concept", "concept of publiceren-vanaf weg"}},
		"for a later day": {change("phase: 1", "phase: 1\npubliceren-vanaf: 2027-01-01"), []string{"/trajecten/wmo/ zou verdwijnen: content/trajecten/wmo.md is nu een concept"}},
		"another id":      {change("id: hek", "id: hek-om-plein"), []string{"/trajecten/wmo/hek/", "bij het signaal op regel 10: `aliassen: [hek]"}},
		"another topic":   {change("[Zorg]", "[Zorg en hulp]"), []string{"/onderwerpen/zorg/ -> /onderwerpen/zorg-en-hulp/"}},
		"another number":  {change("kenmerk: 2024-12", "kenmerk: 2024-13"), []string{"/adviezen/2024-12/ -> /adviezen/2024-13/", "/k/2024-12/ -> /k/2024-13/"}},
		"another meeting": {change("id: avond", "id: avonden"), []string{"/bijeenkomsten/wmo-avond/ -> /bijeenkomsten/wmo-avonden/"}},
		"a page":          {with(texts{"paginas/over.md": "", "paginas/over-ons.md": tekst}), []string{"/over/", "in content/paginas/over-ons.md: `aliassen: [over]"}},
		"other capitals":  {with(texts{"media/plan.pdf": "", "media/Plan.pdf": "%PDF-"}), []string{"/media/plan.pdf zou verdwijnen", "Geef het bestand zijn oude naam terug: plan.pdf"}},
		"a file":          {with(texts{"media/plan.pdf": "", "media/plan-2.pdf": "%PDF-"}), []string{"/media/plan.pdf -> /media/plan-2.pdf"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.texts.load(t, list, false)
			got := strings.Join(about(r), "\n")
			if !diag.HasErrors(r.Problems) || !strings.Contains(got, "adres-verdwijnt") {
				t.Error("nothing dies")
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("it does not say %q:\n%s", want, got)
				}
			}
			if !diag.HasErrors(c.texts.load(t, list, true).Problems) {
				t.Error("not in the preview")
			}
		})
	}
}

// What the messages offer mends it.
func TestAddressLives(t *testing.T) {
	change := func(old, new string) texts { return with(texts{"trajecten/wmo.md": strings.Replace(wmo, old, new, 1)}) }
	moved := func(old, new string) string { return strings.Replace(list, old+"\n", old+" -> "+new+"\n", 1) }
	for name, c := range map[string]struct {
		texts     texts
		list      string
		redirects []string
	}{
		"renamed": {with(texts{"trajecten/wmo.md": "", "trajecten/wmo-hulp.md": strings.Replace(wmo, "phase: 1", "phase: 1\naliassen: [wmo]", 1)}), list,
			[]string{"/trajecten/wmo/ /trajecten/wmo-hulp/", "/trajecten/wmo/hek/ /trajecten/wmo-hulp/hek/", "/bijeenkomsten/wmo-avond/ /bijeenkomsten/wmo-hulp-avond/", "/nota/wmo/ /nota/wmo-hulp/"}},
		"renamed, with an arrow": {with(texts{"trajecten/wmo.md": "", "trajecten/wmo-hulp.md": wmo}), moved("/trajecten/wmo/", "/trajecten/wmo-hulp/"),
			[]string{"/trajecten/wmo/ /trajecten/wmo-hulp/", "/trajecten/wmo/hek/ /trajecten/wmo-hulp/hek/", "/bijeenkomsten/wmo-avond/ /bijeenkomsten/wmo-hulp-avond/", "/nota/wmo/ /nota/wmo-hulp/"}},
		"a folder with a file": {with(texts{"trajecten/wmo.md": "", "trajecten/hulp/index.md": strings.Replace(wmo, "phase: 1", "phase: 1\naliassen: [wmo]", 1), "trajecten/hulp/kaart.pdf": "%PDF-"}), list + "/trajecten/wmo/kaart.pdf\n",
			[]string{"/trajecten/wmo/kaart.pdf /trajecten/hulp/kaart.pdf"}},
		"split": {with(texts{"trajecten/wmo.md": strings.Replace(wmo, "  - id: hek\n    signaal: Er is geen hek.\n", "", 1),
			"trajecten/plein.md": "---\ntitel: Plein\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [Zorg]\nsignalen:\n  - id: hek\n    signaal: Er is geen hek.\n---\n"}), moved("/trajecten/wmo/hek/", "/trajecten/plein/hek/"),
			[]string{"/trajecten/wmo/hek/ /trajecten/plein/hek/"}},
		"another id":                 {change("id: hek", "id: hekwerk\n    aliassen: [hek]"), list, []string{"/trajecten/wmo/hek/ /trajecten/wmo/hekwerk/"}},
		"another topic":              {change("[Zorg]", "[Hulp]"), moved("/onderwerpen/zorg/", "/onderwerpen/hulp/"), []string{"/onderwerpen/zorg/ /onderwerpen/hulp/"}},
		"another topic, in its text": {with(texts{"trajecten/wmo.md": strings.Replace(wmo, "[Zorg]", "[Hulp]", 1), "onderwerpen/hulp.md": "---\ntitel: Hulp\naliassen: [zorg]\n---\n"}), list, []string{"/onderwerpen/zorg/ /onderwerpen/hulp/"}},
		"another number": {change("kenmerk: 2024-12", "kenmerk: 2024-13"), strings.Replace(moved("/adviezen/2024-12/", "/adviezen/2024-13/"), "/k/2024-12/\n", "/k/2024-12/ -> /k/2024-13/\n", 1),
			[]string{"/adviezen/2024-12/ /adviezen/2024-13/", "/k/2024-12/ /k/2024-13/"}},
		"a file":                      {with(texts{"media/plan.pdf": "", "media/plan-2.pdf": "%PDF-"}), moved("/media/plan.pdf", "/media/plan-2.pdf"), []string{"/media/plan.pdf /media/plan-2.pdf"}},
		"a chain":                     {with(texts{"media/plan.pdf": "", "media/plan-3.pdf": "%PDF-"}), moved("/media/plan.pdf", "/media/plan-2.pdf") + "/media/plan-2.pdf -> /media/plan-3.pdf\n", []string{"/media/plan.pdf /media/plan-3.pdf", "/media/plan-2.pdf /media/plan-3.pdf"}},
		"an arrow to an earlier name": {with(texts{"paginas/over.md": "", "paginas/wij.md": strings.Replace(tekst, "Over", "Wij\naliassen: [over]", 1), "media/plan.pdf": ""}), moved("/media/plan.pdf", "/over/"), []string{"/media/plan.pdf /wij/", "/over/ /wij/"}},
		"withdrawn":                   {with(texts{"trajecten/wmo.md": strings.Replace(wmo, "phase: 1", "phase: 1\ningetrokken: {datum: 2026-03-12, reden: Het plan is van de baan.}", 1)}), moved("/onderwerpen/zorg/", "/onderwerpen/"), nil},
		"a title":                     {change("Hulp thuis", "Iets anders"), list, nil},
		"two ways that are one":       {with(texts{"paginas/over.md": "", "paginas/wij.md": strings.Replace(tekst, "Over", "Wij\naliassen: [over]", 1)}), moved("/over/", "/wij/"), []string{"/over/ /wij/"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.texts.load(t, c.list, false)
			for _, p := range r.Problems {
				if p.Severity == diag.Error {
					t.Errorf("%s: %s %s", p.File, p.Message.NL, p.Hint.NL)
				}
			}
			lines := file(t, r, "_redirects")
			for _, want := range c.redirects {
				if !strings.Contains(lines, "\n"+want+" 301!\n") {
					t.Errorf("no %s in\n%s", want, lines)
				}
				old, to, _ := strings.Cut(want, " ")
				page := file(t, r, strings.Trim(old, "/")+"/index.html")
				if !strings.Contains(page, `content="0; url=`+to+`"`) || !strings.Contains(page, `<link rel="canonical" href="https://www.site.nl`+to) {
					t.Errorf("the page at %s:\n%s", old, page)
				}
			}
			l, _ := permalinks.Parse([]byte(c.list))
			for _, e := range l.Entries {
				if !r.Site.Answers(e.Van) {
					t.Errorf("nothing at %s", e.Van)
				}
			}
		})
	}
}

func TestArrowsThatLeadNowhere(t *testing.T) {
	for name, c := range map[string]struct{ add, want string }{
		"to nothing":             {"/x/ -> /niets/", "/niets/, en daar staat niets"},
		"nearly":                 {"/x/ -> /ove/", "Bedoelt u /over/?"},
		"to an arrow to nothing": {"/x/ -> /y/\n/y/ -> /niets/", "/x/ wijst naar /y/, en daar staat niets"},
		"in a circle":            {"/x/ -> /y/\n/y/ -> /x/", "/x/ komt via andere pijlen weer bij zichzelf uit"},
		"from what is there":     {"/x/ -> /over/\n/over/ -> /x/", "op /over/ staat gewoon nog content/paginas/over.md"},
		"from a file":            {"/media/plan.pdf -> /over/", "op /media/plan.pdf staat gewoon nog content/media/plan.pdf"},
		"from a topic":           {"/onderwerpen/zorg/ -> /over/", "op /onderwerpen/zorg/ staat nog gewoon een pagina"},
		"other capitals only":    {"/media/Plan.pdf -> /media/plan.pdf", "/media/Plan.pdf en /media/plan.pdf kunnen niet naast elkaar staan"},
		"twice, other capitals":  {"/media/oud.pdf -> /over/\n/media/Oud.pdf -> /over/", "/media/oud.pdf en /media/Oud.pdf/ kunnen niet naast elkaar staan"},
		"a folder in capitals":   {"/Media/oud.pdf -> /over/", "/Media/oud.pdf en /media/ kunnen niet naast elkaar staan"},
		"a page in capitals":     {"/trajecten/WMO/oud.pdf -> /over/", "/trajecten/WMO/oud.pdf en /trajecten/wmo/ kunnen niet naast elkaar staan"},
		"in a file":              {"/media/plan.pdf/deel.pdf -> /over/", "/media/plan.pdf/deel.pdf en /media/plan.pdf kunnen niet naast elkaar staan"},
		"against a text":         {"/oud/ -> /onderwerpen/", "/oud/ wijst hier naar /onderwerpen/, maar een tekst heeft dit adres bij aliassen, en staat op /over/"},
	} {
		t.Run(name, func(t *testing.T) {
			fs := with(texts{"paginas/over.md": strings.Replace(tekst, "Over", "Over\naliassen: [oud]", 1)})
			r := fs.load(t, strings.NewReplacer("/over/\n", "/oud/\n/over/\n").Replace(list)+c.add+"\n", false)
			if got := strings.Join(about(r), "\n"); !strings.Contains(got, "doorverwijzing") || !strings.Contains(got, c.want) || !diag.HasErrors(r.Problems) {
				t.Errorf("%s", got)
			}
		})
	}
}

// While a file is not understood, nobody knows which addresses it has.
func TestWhatIsNotUnderstoodDoesNotDie(t *testing.T) {
	for name, src := range map[string]string{
		"front matter": strings.Replace(wmo, "phase: 1", "phase: \"1", 1),
		"a slip":       strings.Replace(wmo, "signalen:", "signaleen:", 1),
	} {
		r := with(texts{"trajecten/wmo.md": src}).load(t, list, false)
		if got := strings.Join(about(r), "\n"); strings.Contains(got, "/trajecten/wmo/") || !diag.HasErrors(r.Problems) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Where git knows, it says since when, and the text that was there finds the heir.
func TestCauseFromGit(t *testing.T) {
	fsys := fstest.MapFS{content.LedgerPath: {Data: []byte(list)}}
	for name, src := range with(texts{"trajecten/wmo.md": "", "trajecten/thuis.md": wmo}) {
		if src != "" {
			fsys[content.Dir+"/"+name] = &fstest.MapFile{Data: []byte(src)}
		}
	}
	l := loader()
	l.Options.Lost = func(path, text string) (history.Lost, bool) {
		if path != content.TrajectenDir+"/wmo.md" {
			return history.Lost{}, false
		}
		return history.Lost{Commit: "3af4efc", Date: "2026-03-12", Path: path, Before: []byte(wmo)}, true
	}
	r, err := l.Load(context.Background(), fsys)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(about(r), "\n")
	for _, want := range []string{"content/trajecten/wmo.md is daarvoor gewijzigd in git, op 2026-03-12 (3af4efc)", "in content/trajecten/thuis.md: `aliassen: [wmo]"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
}

// Numbers that people were given hold anything; their addresses stay inside.
func TestNumbersStayInside(t *testing.T) {
	for _, kenmerk := range []string{"Z/2024/12", "../../etc/passwd", "a b  c", "..", "/", "//evil.example", "%2e%2e%2f", "café №5", "index", "versies", strings.Repeat("9", 300)} {
		src := strings.NewReplacer("Z/2024 ../12", fmt.Sprintf("%q", kenmerk), "kenmerk: 2024-12", fmt.Sprintf("kenmerk: %q", kenmerk)).Replace(wmo)
		r := with(texts{"trajecten/wmo.md": src}).load(t, "", false)
		for _, a := range r.Site.Permalinks() {
			if permalinks.KindOf(a) == permalinks.None {
				t.Errorf("%q gives %s", kenmerk, a)
			}
		}
		for f := range r.Renderer.Files() {
			if strings.HasPrefix(f.Path, "/") || slices.Contains(strings.Split(f.Path, "/"), "..") {
				t.Errorf("%q gives the file %s", kenmerk, f.Path)
			}
		}
	}
}

// Earlier ids of a signaal stay as anchors.
func TestEarlierIDsAreAnchors(t *testing.T) {
	r := with(texts{"trajecten/wmo.md": strings.Replace(wmo, "id: hek", "id: hekwerk\n    aliassen: [hek]", 1)}).load(t, list, false)
	if page := file(t, r, "trajecten/wmo/index.html"); !strings.Contains(page, `id="hek"`) {
		t.Error("no anchor #hek")
	}
}

// BenchmarkAddresses compares a ledger of 900,000 lines with a small site, of which
// all but one went to one page.
func BenchmarkAddresses(b *testing.B) {
	var ledger bytes.Buffer
	for i := range 900_000 {
		fmt.Fprintf(&ledger, "/trajecten/traject-%06d/signaal-%d/ -> /over/\n", i/9, i%9)
	}
	fs := published()
	for b.Loop() {
		if r := fs.load(b, ledger.String(), false); r.Site.Len() < 900_000 || len(r.Site.Moves()) > 0 {
			b.Fatal(r.Site.Len())
		}
	}
}

// BenchmarkDying is the same, where nothing is left.
func BenchmarkDying(b *testing.B) {
	var ledger bytes.Buffer
	for i := range 900_000 {
		fmt.Fprintf(&ledger, "/trajecten/traject-%06d/signaal-%d/\n", i/9, i%9)
	}
	fs := published()
	for b.Loop() {
		if r := fs.load(b, ledger.String(), false); len(about(r)) < diag.MaxPerRule {
			b.Fatal(about(r))
		}
	}
}
