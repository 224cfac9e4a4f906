package sitetest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// wcag holds the success criteria of WCAG 2.2 by level: 31 A and 24 AA. 4.1.1
// is no longer one of them.
var wcag = map[string]string{
	"A": `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
		2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`,
	"AA": `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8
		3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`,
}

const criteriaPage = repository + "/docs/toegankelijkheid.md"

// The table says for each criterion which test proves it, or that people have
// to judge. A proof that does not exist is none.
func TestEveryCriterionHasAProof(t *testing.T) {
	b, err := os.ReadFile(criteriaPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range criteria(string(b), proofs(t)) {
		t.Error(problem)
	}
}

// And the reading of the table sees what is wrong with one.
func TestTableOfCriteriaThatIsWrong(t *testing.T) {
	b, err := os.ReadFile(criteriaPage)
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^\| 2\.1\.2 .*\n`)
	known := proofs(t)
	for name, c := range map[string]struct{ table, want string }{
		"a row is gone":            {row.ReplaceAllString(string(b), ""), "2.1.2 of level A has 0 rows"},
		"a row is there twice":     {row.ReplaceAllString(string(b), "$0$0"), "2.1.2 of level A has 2 rows"},
		"a level is wrong":         {row.ReplaceAllString(string(b), "| 2.1.2 | Geen val | AA | Tab gaat eruit. | `focus trap` | |\n"), "2.1.2 of level A has 0 rows"},
		"a proof does not exist":   {row.ReplaceAllString(string(b), "| 2.1.2 | Geen val | A | Tab gaat eruit. | `focus val` | |\n"), "2.1.2: there is no focus val"},
		"there is no proof":        {row.ReplaceAllString(string(b), "| 2.1.2 | Geen val | A | Tab gaat eruit. | | |\n"), "2.1.2 has no proof"},
		"a criterion is no longer": {string(b) + "| 4.1.1 | Parsen | A | Goede HTML. | `validator error` | |\n", "4.1.1 is no criterion of level A"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := criteria(c.table, known); !slices.Equal(got, []string{c.want}) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// criteria returns what is wrong with the tables in a page, in which known are
// the proofs that exist.
func criteria(page string, known map[string]bool) []string {
	var problems []string
	rows := map[string]int{}
	row := regexp.MustCompile(`(?m)^\| (\d\.\d\.\d+) \| ([^|]+) \| (A+) \| ([^|]+) \|([^|]*)\|(?: ([^|]*) ?\|)?$`)
	proof := regexp.MustCompile("`([^`]+)`")
	for _, m := range row.FindAllStringSubmatch(page, -1) {
		number, level := m[1], m[3]
		rows[level+" "+number]++
		given := proof.FindAllStringSubmatch(m[5], -1)
		for _, p := range given {
			if !known[p[1]] {
				problems = append(problems, fmt.Sprintf("%s: there is no %s", number, p[1]))
			}
		}
		if len(given) == 0 && !strings.HasPrefix(m[6], "mens: ") {
			problems = append(problems, number+" has no proof")
		}
		if level != "AAA" && !slices.Contains(strings.Fields(wcag[level]), number) && !slices.Contains(strings.Fields(wcag["A"]+" "+wcag["AA"]), number) {
			problems = append(problems, fmt.Sprintf("%s is no criterion of level %s", number, level))
		}
	}
	for _, level := range []string{"A", "AA"} {
		for number := range strings.FieldsSeq(wcag[level]) {
			if n := rows[level+" "+number]; n != 1 {
				problems = append(problems, fmt.Sprintf("%s of level %s has %d rows", number, level, n))
			}
		}
	}
	return problems
}

// proofs returns what a row may name: a test, a check with a rule that a page of
// testdata/must-fail shows to work, a rule of axe-core that is run, and a rule about texts.
func proofs(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, d := range (&builtSite{dir: "testdata/must-fail", base: "/"}).documents(t) {
		if check, rule, ok := promise(d); ok {
			known[check+" "+rule] = true
		}
	}
	add := func(name, prefix, pattern string) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(b), -1) {
			known[prefix+m[1]] = true
		}
	}
	for _, rule := range axeAll.rules(open(t)) {
		known["axe "+rule] = true
	}
	add(repository+"/docs/regels/README.md", "regel ", "(?m)^\\| \\[`([a-z0-9-]+)`\\]")
	err := filepath.WalkDir(repository+"/internal", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, "_test.go") {
			add(name, "", `(?m)^func (Test\w+)\(`)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}
