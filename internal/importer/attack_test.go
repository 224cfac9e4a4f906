package importer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weerklank/internal/importer"
	"weerklank/internal/lang"
	"weerklank/internal/tabel"
)

const secret = "06-12345678"

// secretMask knows one telephone number, also as it looks in an address.
func secretMask(text string) (string, []lang.Text) {
	if !strings.Contains(text, secret) {
		return text, nil
	}
	return strings.ReplaceAll(text, secret, "[weg]"), []lang.Text{lang.T("telefoonnummer", "telephone number")}
}

// Personal data stands in any column, in the names of columns and in the name of
// the file. It gets into no file, no name of a file and no message.
func TestMaskEverywhere(t *testing.T) {
	s := newSite(t)
	columns := []string{"Nr", "Zienswijze", "Antwoord", "Status", "Onderwerp", "Bron", "Datum", "Kenmerk", "Gevolg", "Bel " + secret}
	rows := strings.Join(columns, "|") + "\n" + strings.TrimSuffix(strings.Repeat("bel "+secret+"|", len(columns)), "|")
	for _, per := range []string{"", "Onderwerp", "Bel " + secret} {
		r, err := importer.Plan(s.root.FS(), "brief "+secret+".csv", []tabel.Table{table(rows)}, importer.Options{Per: per, Mask: secretMask})
		if err != nil {
			t.Fatal(err)
		}
		j, err := r.Report.JSON(lang.EN, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Files {
			if strings.Contains(f.Path, "12345678") || per != columns[9] && strings.Contains(string(f.New), "12345678") {
				t.Errorf("--per %q: it stands in %s:\n%s", per, f.Path, f.New)
			}
		}
		if text := r.Report.Text(lang.NL, false, false) + string(j); strings.Contains(text, "12345678") {
			t.Errorf("--per %q: it stands in the report:\n%s", per, text)
		}
	}
	_, err := s.plan("bel "+secret+"|wat dan ook\nen nog een|regel", importer.Options{Mask: secretMask})
	var mapping *importer.MappingError
	if !errors.As(err, &mapping) || strings.Contains(err.Error()+strings.Join(mapping.Columns, ""), "12345678") || !strings.Contains(err.Error(), "--kop 0") {
		t.Errorf("a table without names of columns gives %v", err)
	}
}

// Decidim saves the body as HTML, the title as text.
func TestHTMLBehindATitle(t *testing.T) {
	s := newSite(t)
	s.run("id|title/nl|body/nl|state|answer/nl\n1|Een bankje|<p>Bij de <strong>halte</strong></p><p>graag</p>|accepted|<p>Komt er.</p>", importer.Options{})
	if got := s.traject(lijst).Signalen[0].Signaal; got != "Een bankje. Bij de halte graag" {
		t.Errorf("the signaal is %q", got)
	}
}

// The same word with a capital is asked for once.
func TestUnknownOnce(t *testing.T) {
	s := newSite(t)
	r := s.run("Nr|Zienswijze|Aanpassing ja/nee\n1|een|ja\n2|twee|Ja\n3|drie|nee", importer.Options{})
	if len(r.Unknowns) != 2 || len(r.Unknowns[0].Rows) != 2 {
		t.Errorf("the report is\n%s", r.Text(lang.NL, false, false))
	}
}

// What an editor typed into the file is personal data as well when it is shown.
func TestConflictIsMasked(t *testing.T) {
	s := newSite(t)
	s.run("Nr|Opmerking|Antwoord\n1|een|Oud", importer.Options{Mask: secretMask})
	s.write(lijst, strings.Replace(s.read(lijst), "reden: Oud", "reden: Bel "+secret, 1))
	r := s.run("Nr|Opmerking|Antwoord\n1|een|Nieuw", importer.Options{Mask: secretMask})
	if text := r.Text(lang.NL, false, false); !strings.Contains(text, "Bel [weg]") || strings.Contains(text, secret) {
		t.Errorf("the report is\n%s", text)
	}
}

// A dash is how people say that there is nothing.
func TestDashes(t *testing.T) {
	s := newSite(t)
	r := s.run("Kenmerk|Datum|Zienswijze|Antwoord|Status\n-|–|een bank|-|—\n#|-|een hek|--|-\n3|-|-|ja|-", importer.Options{})
	tr := s.traject(lijst)
	for _, x := range tr.Signalen {
		if x.Reden != nil || x.Ontvangen != "" || x.Kenmerken != nil {
			t.Errorf("%s holds what a dash says: %v", x.ID, s.read(lijst))
		}
	}
	if len(tr.Signalen) != 2 || len(r.Unknowns) != 0 || rowOf(t, r, 4).Reason != importer.NoText || len(rowOf(t, r, 3).Notes) != 1 {
		t.Errorf("the report is\n%s", r.Text(lang.NL, false, false))
	}
}

// What a hurried reader does not expect is said.
func TestAdvice(t *testing.T) {
	s := newSite(t)
	tb := table("Nr|Zienswijze|Antwoord\n1|een|Dat doen wij\n2|twee|\n3|drie|Dat ook")
	tb.Rows[2].Hidden = true
	r, err := importer.Plan(s.root.FS(), "lijst.csv", []tabel.Table{tb}, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := r.Report.Text(lang.EN, false, false)
	for _, want := range []string{"no besluit: 2 times (rows 2, 4)", "Hidden in Excel, and read all the same: row 3"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// An editor moved a signaal to another file: when the table changes after that,
// the change must not vanish without a word.
func TestChangedAfterRemoval(t *testing.T) {
	s := newSite(t)
	const rows = "Nr|Opmerking|Antwoord\n1|een|Oud\n2|twee|Dat ook"
	s.run(rows, importer.Options{})
	text := s.read(lijst)
	from, to := strings.Index(text, "  - id: nr-1"), strings.Index(text, "  - id: nr-2")
	s.write(lijst, text[:from]+text[to:])
	if r := s.run(rows, importer.Options{}); len(rowOf(t, r, 2).Notes) != 0 {
		t.Errorf("nothing changed, but it says %v", rowOf(t, r, 2).Notes)
	}
	changed := strings.Replace(rows, "Oud", "Nieuw", 1)
	for range 2 {
		r := s.run(changed, importer.Options{})
		if row := rowOf(t, r, 2); row.Outcome != importer.Removed || len(row.Notes) != 1 || !strings.HasPrefix(row.Notes[0].EN, "reden was changed in the table, but nr-1 is no longer in") {
			t.Errorf("row 2 is %+v", row)
		}
	}
	s.run(changed, importer.Options{Resolve: "bestand"})
	if r := s.run(changed, importer.Options{}); len(rowOf(t, r, 2).Notes) != 0 {
		t.Errorf("it still says %v", rowOf(t, r, 2).Notes)
	}
}

// A state that cannot be right would let rows vanish or come twice.
func TestInconsistentState(t *testing.T) {
	for _, c := range [][2]string{
		{`naam: "lijst"`, `naam: "../../x"`},
		{`naam: "lijst"`, `naam: "andere"`},
		{`bestand: "lijst"`, `bestand: "weg"`},
		{`id: "nr-1"`, `id: "nr-2"`},
		{"signalen:\n", "signalen:\n  - null\n"},
		{"signalen:", "signaal:"},
		{"rijen: [", "rijen: [], x: ["},
	} {
		s := newSite(t)
		s.run("Nr|Opmerking\n1|een\n2|twee", importer.Options{})
		before := s.read("content/import/lijst.yaml")
		s.write("content/import/lijst.yaml", strings.Replace(before, c[0], c[1], 1))
		if _, err := s.plan("Nr|Opmerking\n1|een\n2|twee", importer.Options{}); err == nil || !strings.Contains(err.Error(), "content/import/lijst.yaml is damaged") {
			t.Errorf("with %s it says %v", c[1], err)
		}
	}
}

// What stands where the import keeps its files is somebody else's.
func TestImportFolderInTheWay(t *testing.T) {
	outside := t.TempDir()
	for name, make := range map[string]func(string) error{
		"a file":    func(p string) error { return os.WriteFile(p, []byte("van iemand"), 0o644) },
		"a link":    func(p string) error { return os.Symlink(outside, p) },
		"no target": func(p string) error { return os.Symlink("nergens", p) },
	} {
		s := newSite(t)
		if err := make(filepath.Join(s.dir, "content", "import")); err != nil {
			t.Fatal(err)
		}
		if _, err := importer.Finish(s.root); err == nil || !strings.Contains(err.Error(), "content/import is no ordinary folder") {
			t.Errorf("%s: it says %v", name, err)
		}
	}
}

// A link to nowhere has somebody's name too.
func TestLinkInTheWay(t *testing.T) {
	s := newSite(t)
	if err := s.root.MkdirAll("content/trajecten", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := s.root.Symlink("nergens", lijst); err != nil {
		t.Fatal(err)
	}
	if _, err := s.plan("Nr|Opmerking\n1|een", importer.Options{}); err == nil || !strings.Contains(err.Error(), "lijst.md exists already") {
		t.Errorf("it says %v", err)
	}
}

// A journal that somebody made moves no file that an import did not write.
func TestForeignJournal(t *testing.T) {
	s := newSite(t)
	if err := s.root.MkdirAll("content/import/.klaar", 0o755); err != nil {
		t.Fatal(err)
	}
	s.write("content/site.yaml", "titel: x")
	s.write("content/import/.klaar/lijst.json", `[{"From":"../../site.yaml","To":"content/trajecten/x.md"}]`)
	if _, err := importer.Finish(s.root); err == nil || s.read("content/site.yaml") != "titel: x" {
		t.Errorf("it says %v", err)
	}
}

// Another import that begins in between finishes what this one began; then this
// one must not undo it.
func TestFinishedByAnother(t *testing.T) {
	s := newSite(t)
	r, err := s.plan("Nr|Opmerking\n1|een", importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.plan("Nr|Opmerking\n1|een", importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*importer.Result{r, other} {
		if err := x.Write(s.root); err != nil {
			t.Errorf("the same import twice: %v", err)
		}
	}
	if s.traject(lijst).Signalen[0].Signaal != "een" {
		t.Error("the text is gone")
	}
}
