package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What the program says is read by people who make no programs, in a hurry. The
// tests below hold every text in the code (those of package lang) to what such a
// reader needs: both languages, the same words for the same things, short
// sentences, and no command that does not exist.

// A said is one text of the program, as it stands in the code.
type said struct {
	where  string // file:line
	nl, en string
	args   int  // values to fill in; -1 when that cannot be seen
	role   role // what it is, where that can be seen
}

type role int

const (
	other role = iota
	title
	why
	message
	hint
)

// A law says what is wrong with a text, "" when nothing is.
type law struct {
	name  string
	wrong func(t said) string
	bad   said // an example that goes against it
}

var laws = []law{
	{"both languages", func(t said) string {
		if (t.nl == "") != (t.en == "") {
			return "one language is missing"
		}
		return ""
	}, said{nl: "de map ontbreekt"}},

	{"translated", func(t said) string {
		words := letters.FindString(verb.ReplaceAllString(t.nl, ""))
		if t.nl == t.en && words != "" && !slices.Contains(sameInBoth, t.nl) {
			return "the same in both languages"
		}
		return ""
	}, said{nl: "no such folder", en: "no such folder"}},

	{"verbs", func(t said) string {
		nl, en := verbs(t.nl), verbs(t.en)
		if !slices.Equal(nl, en) {
			return fmt.Sprintf("values filled in differ: %q and %q", nl, en)
		}
		if highest := len(slices.Compact(indexes(nl))); t.args >= 0 && len(nl) > 0 && highest != t.args {
			return fmt.Sprintf("%d values for %d places", t.args, highest)
		}
		return ""
	}, said{nl: "%s is groter dan %d MB", en: "%s is too large", args: 2}},

	{"jargon", func(t said) string {
		for _, w := range []struct {
			text string
			word *regexp.Regexp
		}{{t.nl, jargonNL}, {t.en, jargonEN}} {
			if found := w.word.FindString(without(w.text)); found != "" {
				return fmt.Sprintf("jargon: %q", found)
			}
		}
		return ""
	}, said{nl: "deze mapping heeft geen scalar", en: "x"}},

	{"one word for one thing", func(t said) string {
		for _, w := range oneWord {
			if found := w.not.FindString(without(t.nl)); found != "" {
				return fmt.Sprintf("%q: %s", found, w.but)
			}
		}
		return ""
	}, said{nl: "deze alinea bevat een image", en: "x"}},

	{"polite", func(t said) string {
		if found := regexp.MustCompile(`(?i)(^|\s)(je|jij|jouw|jullie|illegaal|ongeldige?|verboden)\b`).FindString(t.nl); found != "" {
			return fmt.Sprintf("%q: people are addressed as u, and are not blamed", strings.TrimSpace(found))
		}
		return ""
	}, said{nl: "Zet je tekst hier.", en: "x"}},

	{"full stops", func(t said) string {
		nl, en := ending(t.nl), ending(t.en)
		switch {
		case t.nl == "":
		case (t.role == title || t.role == message) && (nl == "." || en == "."):
			return "a message or title ends without a full stop"
		case (t.role == hint || t.role == why) && (nl == "" || en == ""):
			return "a hint or reason ends with a full stop"
		}
		return ""
	}, said{nl: "de map ontbreekt.", en: "the folder is missing.", role: message}},

	{"short sentences", func(t said) string {
		for _, s := range sentenceEnd.Split(example.ReplaceAllString(t.nl, " x "), -1) {
			if n := len(strings.Fields(s)); n > longest {
				return fmt.Sprintf("a sentence of %d words: %q", n, strings.TrimSpace(s))
			}
		}
		return ""
	}, said{nl: strings.Repeat("woord ", longest+1), en: "x"}},

	{"one of them", func(t said) string {
		if found := manyOfOne.FindString(t.nl); found != "" {
			return fmt.Sprintf("%q: 1 is not many", found)
		}
		return ""
	}, said{nl: "%d regel(s) veranderd", en: "x"}},
}

var (
	letters = regexp.MustCompile(`\pL+`)
	verb    = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

	// Names of things that are called so in both languages.
	sameInBoth = []string{"Links", "Tip", "tip", "tips", "1 tip", "%d tips", "concept", "weerklank: %s", "%s in %s"}

	jargonNL = regexp.MustCompile(`(?i)\b(scalars?|mappings?|pars(en|er|ing)|tokens?|regex\w*|flags?|hex\w*|std(in|out|err)|strings?|bool(ean)?s?|arrays?|slugs?|yaml|toml|utf-8|frontmatter|front matter|parameters?|argument(en)?|syntaxis|syntax|director(y|ies)|bytes?|null?|exit|runtime|timeout|default|invalid|nodes?|root|stuurteken|backslash|escape\w*|encoding|anker|ankers|pad|paden|pixels?|cache)\b`)
	jargonEN = regexp.MustCompile(`(?i)\b(scalars?|mappings?|pars(e|er|ing)|tokens?|regex\w*|flags?|hex\w*|std(in|out|err)|strings?|bool(ean)?s?|arrays?|slugs?|yaml|toml|utf-8|parameters?|arguments?|syntax|director(y|ies)|bytes?|null?|runtime|invalid|nodes?|escape\w*|encoding|illegal|cache)\b`)

	// Where such a word is the one that the reader sees elsewhere: in another
	// program, in the law, or in what was typed.
	notJargon = []string{
		"UTF-8 (in Kladblok", "Codering: UTF-8", "UTF-8 (in Notepad", "Encoding: UTF-8", "als UTF-8.", "as UTF-8.",
		"design token", "Design token", "(YAML)", "(TOML)", "alleen UTF-8", "(exit status)", "exit status", "Exit status", "--timeout",
		"site.yaml", "zoekvragen.yaml", "weggehaald.yaml", "utf-8, utf-16", ":root", "draft-07", "CSV UTF-8",
	}

	// One word for one thing, everywhere.
	oneWord = []struct {
		not *regexp.Regexp
		but string
	}{
		{regexp.MustCompile(`(?i)\b(folder|directory)s?\b`), "map"},
		{regexp.MustCompile(`(?i)\b(file|files|document in tekst)\b`), "bestand"},
		{regexp.MustCompile(`(?i)\b(images?|plaatjes?)\b`), "beeld"},
		{regexp.MustCompile(`(?i)\bstuk(ken)? (die|dat) (niet iedereen|mensen)\b`), "document"},
		{regexp.MustCompile(`(?i)\b(fixen|repare\w+|herstel\w*)\b`), "verbeteren"},
		{regexp.MustCompile(`(?i)\b(commando|commando's|command)\b`), "opdracht"},
		{regexp.MustCompile(`(?i)\b(karakters?|symbool)\b`), "teken"},
		{regexp.MustCompile(`(?i)\b(veld|velden|attribuut|attributen)\b`), "sleutel"},
		{regexp.MustCompile(`(?i)\b(dossiers?|signalering\w*)\b`), "traject, signaal"},
		{regexp.MustCompile(`(?i)\b(mededeling(en)?|ter info)\b`), "tip"},
		{regexp.MustCompile(`(?i)\b(preview|draft)\b`), "voorbeeld, concept"},
		{regexp.MustCompile(`\bweerklank (zelf|is|was|kan|ook|ermee|niet)\b`), "Weerklank; weerklank is what one types"},
	}

	sentenceEnd = regexp.MustCompile(`[.!?:;](\s|$)|\n\n|\n[ -]`)
	example     = regexp.MustCompile("(?m)^  .*$|`[^`]*`|\\([^)]*\\)|\\{[^}]*\\}")
	manyOfOne   = regexp.MustCompile(`\w\(e?[sn]\)`)
)

// longest is how many words a Dutch sentence may have.
const longest = 25

// without returns s without the names that a reader knows from elsewhere.
func without(s string) string {
	for _, p := range notJargon {
		s = strings.ReplaceAll(s, p, "")
	}
	return s
}

// verbs returns what is filled in in a format: the number of the value and the
// letter of the verb, sorted.
func verbs(s string) []string {
	var vs []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(s, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		vs = append(vs, fmt.Sprintf("%d%s", next, m[2]))
		next++
	}
	slices.Sort(vs)
	return slices.Compact(vs)
}

func indexes(vs []string) (is []string) {
	for _, v := range vs {
		is = append(is, v[:len(v)-1])
	}
	return is
}

// ending returns with what a text ends: "." for a full stop, "?" for a question,
// "…" for what is filled in or quoted, "" for a word.
func ending(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case s == "" || strings.HasSuffix(s, "?"):
		return "?"
	case strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..."):
		return "."
	case strings.Contains(s, "\n"), strings.HasSuffix(s, "..."), lastVerb.MatchString(s):
		return "…"
	}
	return ""
}

var lastVerb = regexp.MustCompile(`%(\[\d+\])?[a-z]\)?$`)

func TestTexts(t *testing.T) {
	texts := readTexts(t, filepath.Join("..", ".."))
	hints := 0
	for _, s := range texts {
		if s.role == hint {
			hints++
		}
		for _, l := range laws {
			if wrong := l.wrong(s); wrong != "" {
				t.Errorf("%s: %s: %s\n\t%s\n\t%s", s.where, l.name, wrong, s.nl, s.en)
			}
		}
	}
	if len(texts) < 1000 || hints < 150 {
		t.Errorf("only %d texts were found, of which %d hints", len(texts), hints)
	}
}

// Each law must be able to fail, and passes what it should.
func TestLawsOfTexts(t *testing.T) {
	good := said{nl: "Zet %[1]s in de map %[2]s.", en: "Put into the folder %[2]s: %[1]s.", args: 2, role: hint}
	for _, l := range laws {
		if l.wrong(l.bad) == "" {
			t.Errorf("%s: passes %q", l.name, l.bad.nl)
		}
		if wrong := l.wrong(good); wrong != "" {
			t.Errorf("%s: %q: %s", l.name, good.nl, wrong)
		}
	}
}

// What a text tells people to type exists.
func TestTextsNameWhatExists(t *testing.T) {
	root := filepath.Join("..", "..")
	commands, flags := typed(t, root)
	if !slices.Contains(commands, "check") || !slices.Contains(flags, "dry-run") {
		t.Fatalf("the commands and flags were not read: %q, %q", commands, flags)
	}
	for _, s := range readTexts(t, root) {
		for _, wrong := range unknown(s, commands, flags) {
			t.Errorf("%s: there is no %s\n\t%s\n\t%s", s.where, wrong, s.nl, s.en)
		}
	}
	bad := said{nl: "Typ: weerklank publiceer --snel", en: "Type: weerklank build --base-url"}
	if got := unknown(bad, commands, flags); !slices.Equal(got, []string{"weerklank publiceer", "--snel"}) {
		t.Errorf("found %q", got)
	}
}

var (
	aCommand = regexp.MustCompile("(?:^|[\\s`:])weerklank ([a-z]+)")
	aFlag    = regexp.MustCompile("(?:^|[\\s`])--([a-z][a-z-]*)")
	foreign  = []string{"utrecht-link-color"} // a design token
)

// unknown returns the commands and flags in a text that do not exist.
func unknown(s said, commands, flags []string) (found []string) {
	for _, text := range []string{s.nl, s.en} {
		for _, m := range aCommand.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(commands, m[1]) {
				found = append(found, "weerklank "+m[1])
			}
		}
		for _, m := range aFlag.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(flags, m[1]) && !slices.Contains(foreign, m[1]) {
				found = append(found, "--"+m[1])
			}
		}
	}
	return found
}

// typed returns the names of the commands and of the flags of the program.
func typed(t *testing.T, root string) (commands, flags []string) {
	t.Helper()
	commands, flags = []string{"help"}, []string{"lang", "help"}
	name := regexp.MustCompile(`(?m)^\tname: +"([a-z]+)"`)
	def := regexp.MustCompile(`(?m)^\t\{"([a-z-]+)", "[a-z]?", lang\.`)
	files, err := filepath.Glob(filepath.Join(root, "cmd", "weerklank", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range name.FindAllSubmatch(src, -1) {
			commands = append(commands, string(m[1]))
		}
		for _, m := range def.FindAllSubmatch(src, -1) {
			flags = append(flags, string(m[1]))
		}
	}
	return commands, flags
}

// readTexts returns the texts in the Go files below root that are no tests.
func readTexts(t *testing.T, root string) []said {
	t.Helper()
	var texts []said
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		texts = append(texts, textsOf(fset, f)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range texts {
		if rel, ok := strings.CutPrefix(filepath.ToSlash(texts[i].where), filepath.ToSlash(root)+"/"); ok {
			texts[i].where = rel
		}
	}
	return texts
}

// textsOf returns the texts in one file, with what they are for.
func textsOf(fset *token.FileSet, f *ast.File) []said {
	roles := map[*ast.CallExpr]role{}
	set := func(e ast.Expr, r role) {
		if c, ok := e.(*ast.CallExpr); ok && roles[c] == other {
			roles[c] = r
		}
	}
	// Where two texts stand side by side, the first is the message and the second is
	// the hint: in calls of what makes a problem, and in results.
	pairs := func(es []ast.Expr) {
		for i := 0; i+1 < len(es); i++ {
			if isText(es[i]) && isText(es[i+1]) {
				set(es[i], message)
				set(es[i+1], hint)
			}
		}
	}
	var texts []said
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			switch k, _ := n.Key.(*ast.Ident); {
			case k != nil && k.Name == "Title":
				set(n.Value, title)
			case k != nil && k.Name == "Why":
				set(n.Value, why)
			case k != nil && k.Name == "Hint":
				set(n.Value, hint)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if len(n.Rhs) == len(n.Lhs) {
					set(n.Rhs[i], roleOf(l))
				}
			}
		case *ast.ValueSpec:
			for i, v := range n.Values {
				set(v, roleOf(n.Names[i]))
			}
		case *ast.ReturnStmt:
			if len(n.Results) == 3 {
				pairs(n.Results)
			}
		case *ast.CallExpr:
			if s, ok := textOf(n); ok {
				s.where = fset.Position(n.Pos()).String()
				s.role = roles[n]
				texts = append(texts, s)
				return true
			}
			if makesProblem(n) {
				pairs(n.Args)
			}
		}
		return true
	})
	return texts
}

// makesProblem reports whether a call is given the message and the hint of a problem.
func makesProblem(c *ast.CallExpr) bool {
	name := ""
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	return slices.Contains([]string{"report", "problem", "Problem", "New", "fail", "bad", "at"}, name)
}

// roleOf tells from its name what a variable holds.
func roleOf(e ast.Expr) role {
	id, ok := e.(*ast.Ident)
	switch {
	case !ok:
	case strings.HasPrefix(id.Name, "hint"):
		return hint
	case strings.HasPrefix(id.Name, "message"):
		return message
	}
	return other
}

func isText(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	_, ok = textOf(c)
	return ok
}

// textOf returns the text that a call makes: of lang.T, lang.F, lang.Errorf, or a
// function that hands two texts on to these.
func textOf(c *ast.CallExpr) (said, bool) {
	name := ""
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "lang" {
			name = f.Sel.Name
		}
	case *ast.Ident:
		name = f.Name
	}
	switch name {
	case "T", "F", "Errorf", "usagef":
	default:
		return said{}, false
	}
	if len(c.Args) < 2 {
		return said{}, false
	}
	nl, ok1 := literal(c.Args[0])
	en, ok2 := literal(c.Args[1])
	if !ok1 || !ok2 {
		return said{}, false
	}
	s := said{nl: nl, en: en, args: len(c.Args) - 2}
	if name == "T" || c.Ellipsis.IsValid() {
		s.args = -1
	}
	return s, true
}

// literal returns the string that e is, with + between its parts or without.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, e.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		a, ok := literal(e.X)
		b, ok2 := literal(e.Y)
		return a + b, ok && ok2
	}
	return "", false
}
