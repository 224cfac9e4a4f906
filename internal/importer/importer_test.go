package importer_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/content"
	"weerklank/internal/importer"
	"weerklank/internal/lang"
	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

// A site is a folder with content/ into which tables are imported.
type site struct {
	t    *testing.T
	dir  string
	root *os.Root
}

func newSite(t *testing.T) *site {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &site{t, dir, root}
}

// table returns the rows of a table written with a | between cells.
func table(text string) tabel.Table {
	var tb tabel.Table
	for i, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		var cells []string
		for _, c := range strings.Split(line, "|") {
			cells = append(cells, strings.ReplaceAll(strings.TrimSpace(c), `\n`, "\n"))
		}
		tb.Rows = append(tb.Rows, tabel.Row{Number: i + 1, Cells: cells})
	}
	return tb
}

func (s *site) plan(text string, o importer.Options) (*importer.Result, error) {
	return importer.Plan(s.root.FS(), "lijst.csv", []tabel.Table{table(text)}, o)
}

// run imports a table, and checks that every row is accounted for.
func (s *site) run(text string, o importer.Options) *importer.Report {
	s.t.Helper()
	r, err := s.plan(text, o)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := r.Write(s.root); err != nil {
		s.t.Fatal(err)
	}
	accounted(s.t, r.Report, len(table(text).Rows))
	return r.Report
}

func accounted(t *testing.T, r *importer.Report, rows int) {
	t.Helper()
	n := 0
	for _, o := range []importer.Outcome{importer.New, importer.Bundled, importer.Updated, importer.Unchanged, importer.Kept, importer.Conflict, importer.Removed, importer.Skipped} {
		n += r.Count(o)
	}
	if n != rows || len(r.Rows) != rows {
		t.Errorf("of %d rows %d are in the report and %d have an outcome", rows, len(r.Rows), n)
	}
}

func (s *site) read(name string) string {
	s.t.Helper()
	src, err := s.root.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(src)
}

func (s *site) write(name, text string) {
	s.t.Helper()
	if err := s.root.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// files returns everything below content/.
func (s *site) files() map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(s.root.FS(), "content", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[p] = s.read(p)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

const lijst = "content/trajecten/lijst.md"

// traject returns what a file means; it must have no problem.
func (s *site) traject(name string) *traject.Traject {
	s.t.Helper()
	f, ps, err := content.Read(s.root.FS(), name, content.Markdown)
	if err != nil {
		s.t.Fatal(err)
	}
	tr, more := traject.Parse(f)
	for _, p := range append(ps, more...) {
		s.t.Errorf("%s:%d: %s", name, p.Range.Start.Line, p.Message.EN)
	}
	return tr
}

func TestFirstImport(t *testing.T) {
	s := newSite(t)
	s.run(`
Lijst met reacties, 12 maart||||||
Nr|Datum|Onderwerp|Opmerking|Beantwoording|Conclusie|Naam
1|12-3-2026|Verkeer|Te hard gereden|Er komt een drempel.|Overgenomen|J. Voorbeeld
2|3 april 2026|Groen|= HYPERLINK("x")|Nee.\nEr is geen geld.|afgewezen|
`, importer.Options{})
	want := `---
titel: Lijst
samenvatting: "Vervang dit: waar het over gaat, in een of twee eenvoudige zinnen."
phase: 4 # 1 verzamelen, 2 vertalen, 3 aanpassen, 4 terugkoppelen
onderwerpen: [Verkeer, Groen]
concept: true # haal deze regel weg om te publiceren

signalen:
  - id: nr-1
    signaal: Te hard gereden
    ontvangen: 2026-03-12
    onderwerpen: [Verkeer]
    besluit: overgenomen
    reden: Er komt een drempel.

  - id: nr-2
    signaal: "= HYPERLINK(\"x\")"
    ontvangen: 2026-04-03
    onderwerpen: [Groen]
    besluit: niet-overgenomen
    reden: |
      Nee.\
      Er is geen geld.
---
`
	if got := s.read(lijst); got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
	if tr := s.traject(lijst); !tr.Concept || len(tr.Signalen) != 2 {
		t.Errorf("concept %v, %d signalen", tr.Concept, len(tr.Signalen))
	}
	for name, text := range s.files() {
		if strings.Contains(text, "J. Voorbeeld") {
			t.Errorf("%s holds a name", name)
		}
	}
}

// In git stands what an import remembers: no words of anybody.
func TestStateHoldsNoWords(t *testing.T) {
	s := newSite(t)
	s.run("Kenmerk|Opmerking|Antwoord|Status\nZ-2026-77|Mijn buurman drinkt|Wij bellen hem|akkoord", importer.Options{})
	state := s.read("content/import/lijst.yaml")
	for _, word := range []string{"buurman", "Wij bellen", "Z-2026-77"} {
		if strings.Contains(state, word) {
			t.Errorf("the state holds %q:\n%s", word, state)
		}
	}
	tree, ps, err := content.List(s.root.FS())
	if err != nil || len(ps) > 0 || len(tree.Media) > 0 {
		t.Errorf("the folder of imports: %v, %v, media %v", err, ps, tree.Media)
	}
}

func TestTwiceWithoutAChange(t *testing.T) {
	for _, o := range []importer.Options{{}, {Bundle: true}, {Per: "onderwerp"}} {
		s := newSite(t)
		text := "Nr|Opmerking|Antwoord|Status|Onderwerp\n1|een|omdat|akkoord|A\n2|twee|omdat|akkoord|A\n3|drie||vreemd|B\n4|vier|daarom|nee maar|\n5|||akkoord|B"
		s.run(text, o)
		before := s.files()
		r := s.run(text, importer.Options{})
		if after := s.files(); !maps.Equal(before, after) {
			t.Errorf("%+v: files changed: %v", o, r.Changed)
		}
		if n := r.Count(importer.Unchanged); n != 4 {
			t.Errorf("%+v: %d rows unchanged", o, n)
		}
	}
}

func rowOf(t *testing.T, r *importer.Report, n int) *importer.RowReport {
	t.Helper()
	for _, row := range r.Rows {
		if row.Row == n {
			return row
		}
	}
	t.Fatalf("row %d is not in the report", n)
	return nil
}

// Of each value it counts who changed it since: the table, an editor, or both.
// Whatever is not written anew stays byte for byte.
func TestSecondImport(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		s := newSite(t)
		s.run("Nr|Opmerking|Antwoord|Status\n1|een|oud|akkoord\n2|twee|oud|akkoord\n3|drie|oud|akkoord\n4|vier|oud|akkoord\n5|vijf||", importer.Options{})
		src := s.read(lijst)
		edit := func(old, new string) {
			if !strings.Contains(src, old) {
				t.Fatalf("no %q in\n%s", old, src)
			}
			src = strings.Replace(src, old, new, 1)
		}
		edit("    signaal: een\n    besluit: overgenomen\n    reden: oud\n", "    # van de avond in mei\n    reden:   'oud' # akkoord van het team\n    besluit: Overgenomen\n    signaal: een\n")
		edit("    signaal: twee\n    besluit: overgenomen\n    reden: oud\n", "    signaal: twee\n    besluit: overgenomen\n    reden: |\n      Veel beter\n      geschreven.\n")
		edit("    signaal: drie\n    besluit: overgenomen\n    reden: oud\n", "    signaal: drie\n    besluit: overgenomen\n    reden: Ook beter.\n")
		edit("\n  - id: nr-4\n    signaal: vier\n    besluit: overgenomen\n    reden: oud\n", "")
		src = strings.ReplaceAll("\uFEFF"+src, "\n", eol) + "Tekst onderaan." + eol
		s.write(lijst, src)

		r := s.run("Nr|Opmerking|Antwoord|Status\n1|een|nieuw\\nmet regels|akkoord\n2|twee|oud|akkoord\n3|drie|nieuw|akkoord\n4|vier|oud|akkoord\n5|vijf|Er is\\nantwoord|deels\n6|zes||", importer.Options{})
		want := strings.Replace(src, "reden:   'oud' # akkoord", "reden: \"nieuw\\\\\\nmet regels\" # akkoord", 1)
		want = strings.Replace(want, "    signaal: vijf"+eol, strings.ReplaceAll("    signaal: vijf\n    besluit: deels-overgenomen\n    reden: |\n      Er is\\\n      antwoord\n\n  - id: nr-6\n    signaal: zes\n", "\n", eol), 1)
		if got := s.read(lijst); got != want {
			t.Errorf("the file is\n%q\nwant\n%q", got, want)
		}
		for n, o := range map[int]importer.Outcome{1: importer.Skipped, 2: importer.Updated, 3: importer.Kept, 4: importer.Conflict, 5: importer.Removed, 6: importer.Updated, 7: importer.New} {
			if got := rowOf(t, r, n).Outcome; got != o {
				t.Errorf("row %d is %s, want %s", n, got, o)
			}
		}
		if d := rowOf(t, r, 4).Differences; len(d) != 1 || d[0] != (importer.Difference{Key: "reden", Table: "nieuw", File: "Ook beter."}) {
			t.Errorf("the conflict is shown as %+v", d)
		}
	}
}

func TestResolve(t *testing.T) {
	for resolve, want := range map[string]string{"bestand": "reden: van de redactie\n", "tabel": "reden: nieuw\n"} {
		s := newSite(t)
		s.run("Nr|Opmerking|Antwoord\n1|een|oud", importer.Options{})
		s.write(lijst, strings.Replace(s.read(lijst), "reden: oud", "reden: van de redactie", 1))
		s.run("Nr|Opmerking|Antwoord\n1|een|nieuw", importer.Options{Resolve: resolve})
		if got := s.read(lijst); !strings.Contains(got, want) {
			t.Errorf("%s gives\n%s", resolve, got)
		}
		if r := s.run("Nr|Opmerking|Antwoord\n1|een|nieuw", importer.Options{}); r.Count(importer.Conflict) > 0 {
			t.Errorf("%s: the conflict is still there", resolve)
		}
	}
}

// Rows that are gone from the table stay in the file, and are reported; what is
// emptied in the table stays too.
func TestGone(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|omdat\n2|twee|omdat", importer.Options{})
	before := s.read(lijst)
	r := s.run("Nr|Opmerking|Antwoord\n2|twee|", importer.Options{})
	if s.read(lijst) != before {
		t.Error("the file changed")
	}
	if len(r.Gone) != 1 || r.Gone[0].ID != "nr-1" {
		t.Errorf("gone: %+v", r.Gone)
	}
	if row := rowOf(t, r, 2); row.Outcome != importer.Kept || len(row.Notes) != 1 {
		t.Errorf("the emptied row: %+v", row)
	}
}

// When somebody puts a row in between and numbers the table anew, the words tell
// which row is which.
func TestNumberedAnew(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|antwoord een\n2|twee|antwoord twee", importer.Options{})
	s.run("Nr|Opmerking|Antwoord\n1|nul|antwoord nul\n2|een|antwoord een\n3|twee|antwoord twee", importer.Options{})
	got := map[string]string{}
	for _, x := range s.traject(lijst).Signalen {
		got[x.Signaal] = x.ID + " " + x.Reden.Text
	}
	if got["een"] != "nr-1 antwoord een" || got["twee"] != "nr-2 antwoord twee" || !strings.HasSuffix(got["nul"], "antwoord nul") || len(got) != 3 {
		t.Errorf("the file has %v", got)
	}
}

// A signaal on the site gets no company without somebody looking: new rows go to
// a concept of their own.
func TestPublishedFileGetsNoNewSignalen(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|omdat", importer.Options{})
	s.write(lijst, strings.Replace(s.read(lijst), "concept: true # haal deze regel weg om te publiceren\n", "", 1))
	r := s.run("Nr|Opmerking|Antwoord\n1|een|daarom\n2|twee|omdat", importer.Options{})
	if n := len(s.traject(lijst).Signalen); n != 1 {
		t.Errorf("the published file has %d signalen", n)
	}
	if tr := s.traject("content/trajecten/lijst-2.md"); !tr.Concept || len(tr.Signalen) != 1 {
		t.Error("the new row is in no concept of its own")
	}
	if !slices.Equal(r.Published, []string{lijst}) {
		t.Errorf("it does not say that something changes on the site: %v", r.Published)
	}
}

// Bundling loses nobody's words, and no number.
func TestBundle(t *testing.T) {
	s := newSite(t)
	text := "Kenmerk|Opmerking|Antwoord|Status\nA-1|Te druk|Er komt een drempel|akkoord\nA-2|Te hard|Er komt een drempel|akkoord\nA-3|Te druk|Er komt een drempel|akkoord\nA-4|Te hard|Er komt een drempel|afgewezen\nA-5|Stil|"
	if r, err := s.plan(text, importer.Options{}); err != nil || len(r.Report.Notes) != 1 || !strings.HasPrefix(r.Report.Notes[0].EN, "3 rows have the same answer") {
		t.Errorf("without bundling it says %v, %v", r.Report.Notes, err)
	}
	r := s.run(text, importer.Options{Bundle: true})
	tr := s.traject(lijst)
	if len(tr.Signalen) != 3 {
		t.Fatalf("%d signalen", len(tr.Signalen))
	}
	x := tr.Signalen[0]
	if x.Signaal != "Te druk" || x.Aantal != 3 || !slices.Equal(x.Kenmerken, []string{"A-1", "A-2", "A-3"}) || len(x.Citaten) != 1 || x.Citaten[0].Tekst != "Te hard" {
		t.Errorf("the bundle is %+v", x)
	}
	if row := rowOf(t, r, 3); row.Outcome != importer.Bundled || row.With != 2 {
		t.Errorf("row 3 is %+v", row)
	}
	// Another person says something with the same answer.
	s.run(text+"\nA-6|Gevaarlijk|Er komt een drempel|akkoord", importer.Options{})
	x = s.traject(lijst).Signalen[0]
	if x.Aantal != 4 || len(x.Citaten) != 2 || x.Citaten[1].Tekst != "Gevaarlijk" || !slices.Contains(x.Kenmerken, "A-6") {
		t.Errorf("the bundle that grew is %+v", x)
	}
	// An editor wrote what they say together: that stays, and so do the words of
	// who comes later, in a signaal of their own.
	src := strings.Replace(s.read(lijst), "signaal: Te druk", "signaal: Het is er te druk en te hard.", 1)
	s.write(lijst, strings.Replace(src, "      - Gevaarlijk\n", "", 1))
	s.run(text+"\nA-6|Gevaarlijk|Er komt een drempel|akkoord\nA-7|Onveilig|Er komt een drempel|akkoord", importer.Options{})
	tr = s.traject(lijst)
	if tr.Signalen[0].Signaal != "Het is er te druk en te hard." || tr.Signalen[0].Aantal != 4 || tr.Signalen[3].Signaal != "Onveilig" {
		t.Errorf("after an edit: %+v", tr.Signalen[0])
	}
}

// A bundle of very many is several: no file gets too large to be read again.
func TestLargeBundle(t *testing.T) {
	s := newSite(t)
	text := "Nr|Opmerking|Antwoord"
	for i := range 300 {
		text += fmt.Sprintf("\n%d|Zin %d|Nee", i, i)
	}
	s.run(text, importer.Options{Bundle: true})
	before := s.files()
	if r := s.run(text, importer.Options{}); r.Count(importer.Unchanged) != 300 || !maps.Equal(before, s.files()) {
		t.Errorf("unchanged: %d", r.Count(importer.Unchanged))
	}
	for _, x := range s.traject(lijst).Signalen {
		if x.Aantal > 250 || x.Aantal == 0 || len(x.Citaten) != x.Aantal-1 {
			t.Errorf("a signaal of %d rows with %d citaten", x.Aantal, len(x.Citaten))
		}
	}
}

// A bundle that is on the site does not grow, nor one of which a row is gone from
// the table: who comes later waits in a signaal of their own.
func TestBundleDoesNotGrow(t *testing.T) {
	for _, c := range []struct{ concept, second string }{{"", "2|twee|Nee\n"}, {"concept: true # haal deze regel weg om te publiceren\n", ""}} {
		s := newSite(t)
		s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n2|twee|Nee", importer.Options{Bundle: true})
		s.write(lijst, strings.Replace(s.read(lijst), "concept: true # haal deze regel weg om te publiceren\n", c.concept, 1))
		before := strings.TrimSuffix(s.read(lijst), "---\n")
		r := s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n"+c.second+"3|drie|Nee", importer.Options{})
		if !strings.HasPrefix(s.read(lijst), before) {
			t.Errorf("concept %q: the file is\n%s", c.concept, s.read(lijst))
		}
		if r.Count(importer.New) != 1 {
			t.Errorf("concept %q: %d new", c.concept, r.Count(importer.New))
		}
	}
}

// The words of a row that is gone from the table stay in its bundle.
func TestGoneFromABundle(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n2|twee|Nee\n3|drie|Nee", importer.Options{Bundle: true})
	before := s.read(lijst)
	s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n3|drie|Nee", importer.Options{})
	if s.read(lijst) != before {
		t.Errorf("the file is\n%s", s.read(lijst))
	}
}

// A row of a bundle that gets another answer is shown: what to make of the bundle
// is for people.
func TestStrayedFromItsBundle(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n2|twee|Nee", importer.Options{Bundle: true})
	before := s.read(lijst)
	r := s.run("Nr|Opmerking|Antwoord\n1|een|Nee\n2|twee|Toch wel", importer.Options{})
	if row := rowOf(t, r, 3); s.read(lijst) != before || row.Outcome != importer.Conflict || len(row.Differences) != 1 || row.Differences[0].Table != "Toch wel" {
		t.Errorf("row 3 is %+v", row)
	}
	r = s.run("Nr|Opmerking|Antwoord\n1|een|Ja\n2|twee|Ja", importer.Options{})
	if r.Count(importer.Updated) != 2 || !strings.Contains(s.read(lijst), "reden: Ja\n") {
		t.Errorf("when all change: %s", s.read(lijst))
	}
}

// The same words of two people without a number are said twice; the same number
// twice is one person.
func TestSameWords(t *testing.T) {
	s := newSite(t)
	r := s.run("Opmerking|Antwoord\nJa|Goed\nJa|Goed\nNee|Goed", importer.Options{})
	if x := s.traject(lijst).Signalen; len(x) != 2 || x[0].Aantal != 2 || rowOf(t, r, 3).Outcome != importer.Bundled {
		t.Errorf("without numbers: %d signalen, row 3 %s", len(x), rowOf(t, r, 3).Outcome)
	}
	s = newSite(t)
	r = s.run("Kenmerk|Opmerking\nA|Ja\nA|Ja\nA|Nee\nB|Ja", importer.Options{})
	if x := s.traject(lijst).Signalen; len(x) != 3 || rowOf(t, r, 3).Reason != importer.Duplicate || len(rowOf(t, r, 4).Notes) != 1 {
		t.Errorf("with numbers: %d signalen, row 3 %s", len(x), rowOf(t, r, 3).Reason)
	}
}

func TestManyRows(t *testing.T) {
	s := newSite(t)
	var b strings.Builder
	b.WriteString("Nr|Opmerking|Thema\n")
	for i := range importer.MaxSignalen + 10 {
		fmt.Fprintf(&b, "%d|Zin %d|%s\n", i, i, []string{"Verkeer en vervoer in de hele gemeente A", "Verkeer en vervoer in de hele gemeente B"}[i%2])
	}
	s.run(b.String(), importer.Options{})
	if a, z := len(s.traject(lijst).Signalen), len(s.traject("content/trajecten/lijst-2.md").Signalen); a != importer.MaxSignalen || z != 10 {
		t.Errorf("%d and %d signalen", a, z)
	}
	// Names that are cut off to the same are still two.
	s = newSite(t)
	s.run(b.String(), importer.Options{Per: "Thema"})
	if a, z := s.traject("content/trajecten/lijst-verkeer-en-vervoer-in-de-hele.md"), s.traject("content/trajecten/lijst-verkeer-en-vervoer-in-de-hele-2.md"); len(a.Signalen) != len(z.Signalen) || a.Titel == z.Titel {
		t.Errorf("%q has %d, %q has %d", a.Titel, len(a.Signalen), z.Titel, len(z.Signalen))
	}
}

func TestMask(t *testing.T) {
	s := newSite(t)
	mask := func(text string) (string, []lang.Text) {
		if !strings.Contains(text, "06-12345678") {
			return text, nil
		}
		return strings.ReplaceAll(text, "06-12345678", "[telefoonnummer weggelaten]"), []lang.Text{lang.T("telefoonnummer", "telephone number")}
	}
	r := s.run("Kenmerk|Opmerking|Antwoord|Status\n06-12345678|Bel mij: 06-12345678|Wij bellen 06-12345678|Bel 06-12345678", importer.Options{Mask: mask})
	for name, text := range s.files() {
		if strings.Contains(text, "12345678") {
			t.Errorf("%s holds the number:\n%s", name, text)
		}
	}
	var where []string
	for _, m := range rowOf(t, r, 2).Masked {
		where = append(where, m.Key)
	}
	if !slices.Equal(where, []string{"signaal", "besluit", "reden", "kenmerken"}) {
		t.Errorf("masked: %v", where)
	}
	if strings.Contains(r.Text(lang.NL, false, false), "12345678") {
		t.Error("the report shows the number")
	}
}

func TestFileInTheWay(t *testing.T) {
	s := newSite(t)
	if err := s.root.MkdirAll("content/trajecten", 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(lijst, "van iemand anders")
	_, err := s.plan("Nr|Opmerking\n1|een", importer.Options{})
	var option *importer.OptionError
	if !errors.As(err, &option) || !strings.Contains(err.Error(), "lijst.md exists already") {
		t.Errorf("it says %v", err)
	}
}

// Whatever fails, nothing is half written.
func TestWriteIsAllOrNothing(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Thema\n1|een|A\n2|twee|B", importer.Options{Per: "Thema"})
	before := s.files()
	r, err := s.plan("Nr|Opmerking|Thema\n1|een!|A\n2|twee!|B", importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.write("content/trajecten/lijst-b.md", before["content/trajecten/lijst-b.md"]+"\nIntussen getypt.\n")
	changed := s.files()
	if err := r.Write(s.root); err == nil || !strings.Contains(err.Error(), "lijst-b.md was changed during the import") {
		t.Fatalf("it says %v", err)
	}
	if got := s.files(); !maps.Equal(got, changed) {
		t.Errorf("the files are %v", slices.Sorted(maps.Keys(got)))
	}
}

// An import that was stopped while its files got their names is completed by the
// next; one that was stopped before that has never been.
func TestInterrupted(t *testing.T) {
	s := newSite(t)
	journal := "content/import/.klaar"
	if err := s.root.MkdirAll(journal, 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(journal+"/1", "de rest")
	s.write(journal+"/lijst.json", `[{"From":"0","To":"content/trajecten/a.md","Old":""},{"From":"1","To":"content/trajecten/b.md","Old":""}]`)
	if !importer.Unfinished(s.root.FS()) {
		t.Error("it is not seen")
	}
	finished, err := importer.Finish(s.root)
	if err != nil || !slices.Equal(finished, []string{"content/trajecten/b.md"}) || s.read("content/trajecten/b.md") != "de rest" || importer.Unfinished(s.root.FS()) {
		t.Errorf("finished %v, %v", finished, err)
	}
	// It was stopped again, while it cleaned up.
	if err := s.root.MkdirAll(journal, 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(journal+"/oud-1", "x")
	if _, err := importer.Finish(s.root); err != nil {
		t.Error(err)
	}
	if _, err := s.root.Stat(journal); err == nil {
		t.Error("what is left of the journal stays")
	}
	// Somebody wrote in a file that had its turn: that is not lost.
	if err := s.root.MkdirAll(journal, 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(journal+"/0", "x")
	s.write(journal+"/lijst.json", `[{"From":"0","To":"content/trajecten/b.md","Old":"0123456789abcdef"}]`)
	if _, err := importer.Finish(s.root); err == nil || s.read("content/trajecten/b.md") != "de rest" {
		t.Errorf("b.md is %q, %v", s.read("content/trajecten/b.md"), err)
	}
	if err := s.root.RemoveAll(journal); err != nil {
		t.Fatal(err)
	}
	// A list that leads elsewhere is not followed.
	if err := s.root.MkdirAll(journal, 0o755); err != nil {
		t.Fatal(err)
	}
	s.write(journal+"/0", "x")
	s.write(journal+"/lijst.json", `[{"From":"0","To":"content/../elders.md","Old":""}]`)
	if _, err := importer.Finish(s.root); err == nil {
		t.Error("it wrote outside content/")
	}
}

// What cannot be changed without touching what somebody wrote is left alone.
func TestUnsafeStructures(t *testing.T) {
	for _, signaal := range []string{
		"  - id: nr-1\n    signaal: een\n    reden: # van het team\n      oud\n",
		"  - {id: nr-1, signaal: een, reden: oud}\n",
		"  - id: nr-1\n    signaal: een\n    reden: | # niet meer aanpassen\n      oud\n",
		"  - id: nr-1\n    signaal: een\n    \"reden\": oud\n",
	} {
		s := newSite(t)
		s.run("Nr|Opmerking|Antwoord\n1|een|oud", importer.Options{})
		s.write(lijst, strings.Replace(s.read(lijst), "  - id: nr-1\n    signaal: een\n    reden: oud\n", signaal, 1))
		before := s.read(lijst)
		for range 2 {
			r := s.run("Nr|Opmerking|Antwoord\n1|een|nieuw", importer.Options{})
			if row := rowOf(t, r, 2); row.Outcome != importer.Conflict || len(row.Notes) != 1 {
				t.Errorf("%q: row is %s, %v", signaal, row.Outcome, row.Notes)
			}
		}
		if s.read(lijst) != before {
			t.Errorf("%q became\n%s", signaal, s.read(lijst))
		}
	}
}

func TestBadState(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking\n1|een", importer.Options{})
	s.write("content/import/lijst.yaml", "<<<<<<< HEAD\n"+s.read("content/import/lijst.yaml"))
	if _, err := s.plan("Nr|Opmerking\n1|een", importer.Options{}); err == nil || !strings.Contains(err.Error(), "content/import/lijst.yaml is damaged") {
		t.Errorf("it says %v", err)
	}
}
