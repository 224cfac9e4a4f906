package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The manual is held to the truth here: its numbered chapters are walked from an
// empty folder to a site (walk), and on its other pages each command runs and
// each example is accepted (examples). Nothing on a page is passed over: a block
// that is not known is a mistake too. TestManualMustFail shows what is refused.

// manualPages are the pages for editors in docs/.
var manualPages = []string{
	"handleiding.md", "antwoorden.md", "bestanden.md", "beelden-links-taal.md", "cijfers.md", "geschiedenis.md", "huisstijl.md", "nakijken.md", "privacy.md", "publiceren.md", "status.md", "verklaring.md", "vscode.md", "zoeken.md", "adressen.md", "citeren.md", "insluiten.md", "volgen.md", "archiveren.md", "opendata.md", "poster.md",
}

// otherPages says of the other pages in docs/ why they are not run here.
var otherPages = map[string]string{
	"front-matter.md":     "TestKeysAreDocumented makes it",
	"importeren.md":       "TestImportManual runs it",
	"toegankelijkheid.md": "TestCriteria of internal/sitetest judges it",
	"architecture.md":     "for developers",
	"bibliotheken.md":     "for developers",
	"snelheid.md":         "for developers; bench draws its tables",
	"uitbrengen.md":       "for maintainers; TestSameBytes of internal/tools/release makes a version",
	"thema.md":            "for designers",
	"vormgeving.md":       "for designers",
}

// spanPages are pages of which only the commands within sentences are judged
// here; the rest is run elsewhere.
var spanPages = []string{"importeren.md", "regels/README.md", "../internal/scaffold/files/site/README.md"}

func TestManual(t *testing.T) {
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	quietGit(t)
	for _, name := range manualPages {
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(docs, name))
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			r := &reader{repository: filepath.Dir(docs)}
			chapters, rest := numbered(pieces(string(src)))
			if name == "handleiding.md" {
				r.walk(chapters)
				t.Chdir(t.TempDir())
				r.examples(rest)
			} else {
				r.examples(append(chapters, rest...))
			}
			for _, w := range r.wrong {
				t.Errorf("docs/%s:%s", name, w)
			}
		})
	}
	for _, name := range spanPages {
		src, err := os.ReadFile(filepath.Join(docs, name))
		if err != nil {
			t.Fatal(err)
		}
		r := &reader{}
		for _, r.piece = range pieces(string(src)) {
			r.spans()
		}
		for _, w := range r.wrong {
			t.Errorf("%s:%s", name, w)
		}
	}
	there, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if base := filepath.Base(name); !slices.Contains(manualPages, base) && otherPages[base] == "" {
			t.Errorf("nothing runs docs/%s: name it in manualPages or in otherPages", base)
		}
	}
}

func TestManualMustFail(t *testing.T) {
	quietGit(t)
	const site = "## 1. Begin\n\nZet het programma in die map.\n\n```sh\n./weerklank init\n```\n\n"
	for name, c := range map[string]struct {
		walk bool
		page string
		want string
	}{
		"unknown command":        {false, "```sh\n./weerklank bouw\n```\n", "bestaat niet"},
		"unknown flag":           {false, "```sh\n./weerklank build --snel\n```\n", "status 2"},
		"unknown flag in a line": {false, "Typ `./weerklank build --snel` of niets.\n", "has no --snel"},
		"unknown flag by itself": {false, "Met `--snel` gaat het sneller.\n", "--snel"},
		"unknown code":           {false, "```sh\n./weerklank check --explain niets-ervan\n```\n", "status 2"},
		"unknown program":        {false, "```sh\nmaak het\n```\n", "how to run"},
		"unknown block":          {false, "```toml\na = 1\n```\n", "how to treat"},
		"output of nothing":      {false, "```text\nklaar\n```\n", "does not say"},
		"command in a schedule":  {false, "```text\n3 3 * * * ./weerklank build --nacht\n```\n", "has no --nacht"},
		"unknown key":            {false, "```yaml\nkleurtje: rood\n```\n", "of no file"},
		"unknown key below":      {false, "```yaml\nterugkoppeling:\n  - kanaal: brief\n    wie: de raad\n```\n", "onbekende-sleutel"},
		"wrong value":            {false, "```yaml\n  - id: hek\n    signaal: Een hek.\n    besluit: misschien\n```\n", "onbekende-waarde"},
		"no reason":              {false, "```yaml\n    besluit: niet-overgenomen\n    reden:\n```\n", "besluit-zonder-reden"},
		"wrong setting":          {false, "```yaml\nreactietermijn: snel\n```\n", "[onbekende-waarde]"},
		"dead link in Markdown":  {false, "```markdown\nLees [het verslag](/weg/).\n```\n", "dode-link"},
		"image without words":    {false, "```markdown\n![](/media/brug.jpg)\n```\n", "beeld-zonder-alt"},
		"question finds another": {false, "```yaml\nvragen:\n  - zoek: privacy\n    vind: /contact/\n```\n", "zoekvraag"},
		"style from elsewhere":   {false, "```yaml\nhuisstijl: media/theme.css\n```\n\n```css\n@import url(https://www.voorbeeld.example/a.css);\n```\n", "huisstijl-van-elders"},
		"go test of nothing":     {false, "```sh\ngo test ./internal/nergens\n```\n", "internal/nergens"},
		"other words":            {true, site + "```text\ngeschreven: README.md\n```\n", "does not say"},
		"another number":         {true, site + "```sh\n./weerklank check\n```\n\n```text\n99 waarschuwingen in 4 bestanden\n```\n", "does not say"},
		"not in the file":        {true, site + "Open `content/site.yaml`. U ziet onder meer:\n\n```yaml\nplaats: Proefdam\n```\n", "has no line"},
		"no such file":           {true, site + "Open `content/plaats.yaml`.\n", "content/plaats.yaml"},
		"no such line":           {true, site + "Open `content/site.yaml`. Haal de regel `plaats: Proefdam` weg.\n", "has no line"},
		"no such page":           {true, site + "Ga naar <http://localhost:1313/weg/>.\n", "404"},
		"a file of nothing":      {true, site + "Dit is een bestand:\n\n```yaml\ntitel: Proef\n```\n", "what to do with it"},
	} {
		t.Run(name, func(t *testing.T) {
			repository, err := filepath.Abs("../..")
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			r := &reader{repository: repository}
			if c.walk {
				r.walk(pieces(c.page))
			} else {
				r.examples(pieces(c.page))
			}
			if len(r.wrong) != 1 || !strings.Contains(r.wrong[0], c.want) {
				t.Errorf("%q, want one with %q", r.wrong, c.want)
			}
		})
	}
}

// quietGit lets git work for nobody in particular.
func quietGit(t *testing.T) {
	t.Helper()
	for _, v := range []string{"GIT_AUTHOR_NAME=Proef", "GIT_AUTHOR_EMAIL=proef@voorbeeld.example", "GIT_COMMITTER_NAME=Proef",
		"GIT_COMMITTER_EMAIL=proef@voorbeeld.example", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull} {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
}
