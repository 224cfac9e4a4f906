// Package archtest holds the shape of the code: which package may import
// which. Data flows one way, from files to pages,
//
//	lang, slug ← diag ← content ← traject ← site ← {check, render} ← load ← cmd
//
// and the packages at the side know as little as they can: publish and serve
// see files and pages, not what is in them. A library that is replaced one day
// is imported in one place.
package archtest

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "weerklank"

// allowed says for each package of the module which others it may import. A new
// package gets a line here; a line that grows is a decision, not a detail.
var allowed = map[string][]string{
	"internal/lang":       {},
	"internal/slug":       {},
	"internal/privacy":    {},
	"internal/exif":       {},
	"internal/cache":      {},
	"internal/pack":       {},
	"internal/talen":      {},
	"internal/markdown":   {"internal/slug", "internal/talen"},
	"internal/diag":       {"internal/lang"},
	"internal/content":    {"internal/diag", "internal/lang", "internal/slug"},
	"internal/traject":    {"internal/markdown", "internal/talen", "internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/tabel":      {"internal/lang"},
	"internal/huisstijl":  {"internal/content", "internal/diag", "internal/lang"},
	"internal/jsontekst":  {},
	"internal/zoek":       {"internal/jsontekst", "internal/slug"},
	"internal/permalinks": {"internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/qr":         {},
	"internal/opendata":   {"internal/jsontekst", "internal/traject", "internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/site": {"internal/permalinks", "internal/weggehaald", "internal/zoek", "internal/versies", "internal/traject", "internal/markdown", "internal/content", "internal/diag", "internal/lang", "internal/opendata",
		"internal/slug"},
	"internal/taalgebruik": {},
	"internal/check": {"internal/privacy", "internal/taalgebruik", "internal/traject", "internal/markdown", "internal/talen", "internal/content", "internal/diag",
		"internal/lang", "internal/slug"},
	"internal/compile":             {},
	"internal/history":             {"internal/lang"},
	"internal/history/historytest": {},
	"internal/citation":            {"internal/jsontekst"},
	"internal/versies":             {"internal/history", "internal/traject", "internal/markdown", "internal/privacy", "internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/feed":                {"internal/jsontekst"},
	"internal/agenda":              {},
	"internal/render": {"internal/citation", "internal/jsontekst", "internal/compile", "internal/versies", "internal/huisstijl", "internal/zoek", "internal/site", "internal/traject", "internal/markdown", "internal/content", "internal/diag", "internal/qr", "internal/feed", "internal/agenda", "internal/opendata",
		"internal/lang", "internal/slug"},
	"internal/fix": {"internal/content", "internal/diag", "internal/lang"},
	"internal/load": {"internal/cache", "internal/zoek", "internal/pack", "internal/permalinks", "internal/weggehaald", "internal/history", "internal/versies", "internal/exif", "internal/check", "internal/huisstijl", "internal/render", "internal/site", "internal/traject", "internal/markdown",
		"internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/status":   {"internal/site", "internal/traject", "internal/diag", "internal/lang", "internal/slug"},
	"internal/publish":  {"internal/lang"},
	"internal/serve":    {"internal/diag", "internal/lang"},
	"internal/importer": {"internal/tabel", "internal/traject", "internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/extern":   {},
	"internal/bagit":    {"internal/lang"},
	"internal/schema":   {"internal/traject", "internal/lang"},
	"internal/scaffold": {"internal/traject", "internal/content", "internal/diag", "internal/lang", "internal/slug"},
	"internal/archtest": {},

	"internal/weggehaald": {"internal/traject", "internal/content", "internal/diag", "internal/lang", "internal/slug"},

	"internal/tools/testsum": {},
	"internal/tools/release": {},
	"bench":                  {"internal/diag", "internal/load", "internal/publish", "internal/site", "themes"},
	"themes":                 {},
	"cmd/weerklank": {"internal/cache", "internal/pack", "internal/permalinks", "internal/weggehaald", "internal/history", "internal/load", "internal/check", "internal/render", "internal/site", "internal/traject",
		"internal/content", "internal/diag", "internal/extern", "internal/fix", "internal/lang", "internal/slug", "internal/publish", "internal/serve", "internal/scaffold",
		"internal/schema", "internal/status", "internal/tabel", "internal/importer", "internal/opendata", "internal/bagit", "internal/privacy", "themes"},
}

// only says which packages may import a library (a path, and all below it).
var only = map[string][]string{
	"github.com/yuin/goldmark":            {"internal/markdown"},
	"html/template":                       {"internal/compile", "internal/render", "internal/serve", "internal/status"}, // serve: the box with problems; status: its page
	"github.com/tdewolff/minify/v2":       {"internal/render"},
	"github.com/adrg/frontmatter":         {"internal/content"},
	"github.com/blevesearch/snowballstem": {"internal/zoek"},
	"github.com/fsnotify/fsnotify":        {"internal/serve"},
	"rsc.io/qr":                           {"internal/qr"},
	"net/http":                            {"internal/serve", "internal/extern", "bench"},
	"flag":                                {"cmd/weerklank", "bench", "internal/tools/release"},
}

func TestImports(t *testing.T) {
	imports := readImports(t, filepath.Join("..", ".."))
	if len(imports["internal/site"]) == 0 || len(imports["cmd/weerklank"]) == 0 {
		t.Fatalf("the imports were not read; found only %v", slices.Sorted(maps.Keys(imports)))
	}
	for _, b := range breaches(imports) {
		t.Error(b)
	}
}

// The check itself must be able to fail.
func TestBreachesAreFound(t *testing.T) {
	for _, c := range []struct {
		pkg, imports, want string
	}{
		{"internal/content", "weerklank/internal/traject", "internal/content may not import internal/traject"},
		{"internal/render", "weerklank/cmd/weerklank", "internal/render may not import cmd/weerklank"},
		{"internal/publish", "weerklank/internal/site", "internal/publish may not import internal/site"},
		{"internal/site", "github.com/yuin/goldmark/ast", "internal/site may not import github.com/yuin/goldmark/ast"},
		{"internal/site", "html/template", "internal/site may not import html/template"},
		{"internal/new", "fmt", "internal/new stands in no line of the table"},
	} {
		got := breaches(map[string][]string{c.pkg: {c.imports}})
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s importing %s gave %q, want %q", c.pkg, c.imports, got, c.want)
		}
	}
	if got := breaches(map[string][]string{"internal/diag": {"fmt", "weerklank/internal/lang"}}); len(got) != 0 {
		t.Errorf("an allowed import was reported: %q", got)
	}
}

// breaches returns what in imports (package → paths) goes against the tables.
func breaches(imports map[string][]string) []string {
	var found []string
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		own, known := allowed[pkg]
		if !known {
			found = append(found, pkg+" stands in no line of the table of allowed imports; decide where it belongs")
		}
		for _, imp := range imports[pkg] {
			if inside, ok := strings.CutPrefix(imp, module+"/"); ok {
				if known && !slices.Contains(own, inside) {
					found = append(found, fmt.Sprintf("%s may not import %s; it may import %s", pkg, inside, strings.Join(own, ", ")))
				}
				continue
			}
			for _, library := range slices.Sorted(maps.Keys(only)) {
				if (imp == library || strings.HasPrefix(imp, library+"/")) && !slices.Contains(only[library], pkg) {
					found = append(found, fmt.Sprintf("%s may not import %s; only %s may", pkg, imp, strings.Join(only[library], ", ")))
				}
			}
		}
	}
	return found
}

// readImports returns what each package of the module at root imports, on every
// platform: files are read whatever their build tags say. Tests may import
// anything.
func readImports(t *testing.T, root string) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, other := os.Stat(filepath.Join(name, "go.mod"))
			if name != root && (other == nil || strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		if _, seen := imports[pkg]; !seen {
			imports[pkg] = nil
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(imports[pkg], imp) {
				imports[pkg] = append(imports[pkg], imp)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
