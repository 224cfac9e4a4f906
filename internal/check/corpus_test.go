package check_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	. "weerklank/internal/check"
	"weerklank/internal/diag"
)

// The corpus is a few hundred short texts as editors write them, each marked
// with the rule that must find something in it, or with "goed" when no rule of
// its group may. It tells how good the rules are: testdata/corpus/oefenen is
// for making them better, testdata/corpus/toetsen for seeing whether that
// helped with texts that they were not made for, so no rule is changed because
// of a text in it.

// corpusGroups are the files of the corpus.
var corpusGroups = []struct {
	file  string
	group diag.Group
}{
	{"toegankelijk", diag.Accessible}, {"privacy", diag.Privacy}, {"eerlijk", diag.Honest}, {"taal", diag.Plain}, {"links", diag.Links},
}

// A passage is one text of the corpus.
type passage struct{ want, text string }

func readPassages(t *testing.T, file string) []passage {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var ps []passage
	for part := range strings.SplitSeq("\n"+string(src), "\n=== ") {
		if want, text, ok := strings.Cut(part, "\n"); ok {
			ps = append(ps, passage{want, strings.TrimRight(text, "\n")})
		}
	}
	if len(ps) == 0 {
		t.Fatal("no passages in", file)
	}
	return ps
}

// isFront reports whether a text is front matter rather than a body.
var isFront = regexp.MustCompile(`^[a-z-]+:( |\n)`).MatchString

// found returns the codes of the rules of a group that find something in p.
func (p passage) found(t *testing.T, group diag.Group, groups map[string]diag.Group) []string {
	fs := around()
	fs["site.yaml"] = asSettings.make("toegankelijkheid: {register: https://register.example/1}")
	fs["paginas/over.md"] = "---\ntitel: Over deze site\n---\n\n## Vragen {#vragen}\n"
	if isFront(p.text) {
		fs[asTraject.file] = asTraject.make(p.text)
	} else {
		fs[asBody.file] = asBody.make(p.text)
	}
	ps := fs.check(t, "/media/tekening.jpg", "/media/schets.jpg", "/media/plein.mp4", "/contact/")
	return codes(slices.DeleteFunc(ps, func(x diag.Problem) bool {
		return x.File != "content/"+asBody.file || groups[x.Code] != group
	}))
}

// A score is how a group of rules did in one half of the corpus.
type score struct{ wrong, missed, right, alarms int }

// TestCorpus compares what the rules find in the corpus with the figures in
// docs/regels/README.md, and what they miss with testdata/corpus/gemist.txt.
func TestCorpus(t *testing.T) {
	groups := map[string]diag.Group{}
	for _, r := range Rules() {
		groups[r.Code] = r.Group
	}
	var table, misses bytes.Buffer
	fmt.Fprintf(&table, "| groep | teksten met een fout | gevonden | goede teksten | ten onrechte gemeld |\n| --- | --- | --- | --- | --- |\n")
	for _, half := range []string{"oefenen", "toetsen"} {
		for _, g := range corpusGroups {
			var s score
			for _, p := range readPassages(t, filepath.Join("testdata", "corpus", half, g.file+".txt")) {
				got := p.found(t, g.group, groups)
				switch {
				case p.want == "goed":
					s.right++
					if len(got) > 0 {
						s.alarms++
						fmt.Fprintf(&misses, "=== %s/%s: goed, maar gemeld: %s\n%s\n", half, g.file, strings.Join(got, " "), p.text)
					}
				case groups[p.want] != g.group:
					t.Errorf("%s/%s: there is no rule %q in this group", half, g.file, p.want)
				default:
					s.wrong++
					if !slices.Contains(got, p.want) {
						s.missed++
						fmt.Fprintf(&misses, "=== %s/%s: niet gevonden: %s\n%s\n", half, g.file, p.want, p.text)
					}
				}
			}
			fmt.Fprintf(&table, "| %s, %s | %d | %s | %d | %s |\n", g.group.Text().NL, map[string]string{"oefenen": "om mee te oefenen", "toetsen": "om mee te toetsen"}[half],
				s.wrong, share(s.wrong-s.missed, s.wrong), s.right, share(s.alarms, s.right))
		}
	}
	compare(t, "testdata/corpus/gemist.txt", misses.Bytes())
	compareFigures(t, table.String())
}

// share returns n of all with its percentage.
func share(n, all int) string {
	return fmt.Sprintf("%d (%s%%)", n, strings.Replace(fmt.Sprintf("%.1f", 100*float64(n)/float64(all)), ".", ",", 1))
}

// compareFigures compares the figures between two marks in the documentation.
func compareFigures(t *testing.T, table string) {
	t.Helper()
	const file, begin, end = "../../docs/regels/README.md", "<!-- cijfers: begin -->\n", "<!-- cijfers: einde -->"
	doc, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(doc), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the figures", file)
	}
	compare(t, file, []byte(before+begin+table+end+after))
}
