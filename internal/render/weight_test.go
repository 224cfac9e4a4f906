package render_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxWeight is what the first round trip of a new connection carries: a page is
// useful before a slow phone has to ask again.
const maxWeight = 14_000

// heavy are the pages of the demonstration site that may be heavier, with why
// and up to where.
var heavy = map[string]struct {
	limit int
	why   string
}{
	"trajecten/voorbeeld-speelplek/index.html": {19_500, "the example that uses every key there is"},
	"nota/voorbeeld-speelplek/index.html":      {16_000, "for paper, with all answers on one page"},
}

// A page is what a reader's browser fetches before it can show an address, in
// bytes as they travel (gzip, level 9).
type page struct {
	path, kind    string
	html, css, js int
}

func (p page) total() int { return p.html + p.css + p.js }

var (
	kindOf  = regexp.MustCompile(`<body class="wk-pagina wk-pagina--([a-z-]+)">`)
	sheetOf = regexp.MustCompile(`<link rel="stylesheet" href="/([^"]+)">`)
	scripts = regexp.MustCompile(`<script src="/([^"]+)"`)
	classes = regexp.MustCompile(`class="([^"]*)"`)
	rules   = regexp.MustCompile(`\.(wk-[a-zA-Z0-9_-]+)`)
)

func gzipped(data string) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level exists
	_, _ = w.Write([]byte(data))                          // a Buffer takes everything
	_ = w.Close()
	return b.Len()
}

// weigh returns the pages of a built site whose base URL has no path, sorted.
func weigh(out map[string]string) []page {
	var pages []page
	for _, path := range slices.Sorted(maps.Keys(out)) {
		src := out[path]
		kind := kindOf.FindStringSubmatch(src)
		if kind == nil {
			continue
		}
		p := page{path: path, kind: kind[1], html: gzipped(src)}
		for _, m := range sheetOf.FindAllStringSubmatch(src, -1) {
			p.css += gzipped(out[m[1]])
		}
		for _, m := range scripts.FindAllStringSubmatch(src, -1) {
			p.js += gzipped(out[m[1]])
		}
		pages = append(pages, p)
	}
	return pages
}

// tooHeavy says which pages weigh more than they may.
func tooHeavy(pages []page) []string {
	var found []string
	for _, p := range pages {
		limit := maxWeight
		if h, ok := heavy[p.path]; ok {
			limit = h.limit
		}
		if p.total() > limit {
			found = append(found, fmt.Sprintf("%s weighs %d bytes (HTML %d, CSS %d, JS %d), and may weigh %d", p.path, p.total(), p.html, p.css, p.js, limit))
		}
	}
	return found
}

func demo(t testing.TB) map[string]string {
	t.Helper()
	out, err := build(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDemonstrationSiteIsLight(t *testing.T) {
	pages := weigh(demo(t))
	for _, f := range tooHeavy(pages) {
		t.Error(f)
	}
	for path := range heavy {
		if !slices.ContainsFunc(pages, func(p page) bool { return p.path == path }) {
			t.Errorf("%s is an exception, but there is no such page", path)
		}
	}
}

// TestHeavyPageIsSeen: what a page links counts, wherever the weight is.
func TestHeavyPageIsSeen(t *testing.T) {
	noise := func(n int) string { // hardly to be compressed, and the same each time
		var b strings.Builder
		for i, x := 0, uint32(1); i < n; i++ {
			x = x*1664525 + 1013904223
			b.WriteByte("abcdefghijklmnopqrstuvwxyzABCDEF"[x>>27])
		}
		return b.String()
	}
	const head = `<link rel="stylesheet" href="/theme.css"><script src="/theme-home.js" defer></script><body class="wk-pagina wk-pagina--home">`
	light := map[string]string{"index.html": head + noise(1000), "theme.css": noise(1000), "theme-home.js": noise(1000)}
	if found := tooHeavy(weigh(light)); found != nil {
		t.Errorf("a light page is found: %q", found)
	}
	for file := range light {
		fat := maps.Clone(light)
		fat[file] += noise(25_000)
		if found := tooHeavy(weigh(fat)); len(found) != 1 {
			t.Errorf("25 kB in %s: found %q", file, found)
		}
	}
}

// withoutStyle says which classes stand on a page without the style that the
// theme has for them.
func withoutStyle(out map[string]string) []string {
	styled := map[string]map[string]bool{} // by stylesheet
	all := map[string]bool{}
	for path, src := range out {
		if strings.HasPrefix(path, "theme") && strings.HasSuffix(path, ".css") {
			styled[path] = map[string]bool{}
			for _, m := range rules.FindAllStringSubmatch(src, -1) {
				styled[path][m[1]], all[m[1]] = true, true
			}
		}
	}
	found := map[string]bool{}
	for _, src := range out {
		kind := kindOf.FindStringSubmatch(src)
		if kind == nil {
			continue
		}
		linked := sheetOf.FindAllStringSubmatch(src, -1)
		for _, m := range classes.FindAllStringSubmatch(src, -1) {
			for _, class := range strings.Fields(m[1]) {
				if all[class] && !slices.ContainsFunc(linked, func(l []string) bool { return styled[l[1]][class] }) {
					found[kind[1]+": "+class] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestPageHasTheStyleOfItsClasses: a template that uses a class of a component
// without calling the component would lose its look in silence.
func TestPageHasTheStyleOfItsClasses(t *testing.T) {
	out := demo(t)
	if found := withoutStyle(out); found != nil {
		t.Errorf("classes on pages that do not link their style: %q\nmove the style to css/, or call a template of the component", found)
	}
	out["over/index.html"] = strings.Replace(out["over/index.html"], "<main class=\"", "<main class=\"wk-antwoord ", 1)
	if found := withoutStyle(out); !slices.Equal(found, []string{"pagina: wk-antwoord"}) {
		t.Errorf("a class without style gives %q", found)
	}
}

func TestStyleOfAComponentTravelsWithItsKinds(t *testing.T) {
	out := mustBuild(t, map[string]string{
		"themes/eigen/components/vlag/vlag.html":   `{{define "vlag"}}<p class="wk-vlag"></p>{{end}}`,
		"themes/eigen/components/vlag/vlag.css":    `.wk-vlag{color:red}`,
		"themes/eigen/components/los/los.css":      `.wk-los{color:red}`,
		"themes/eigen/hooks/footer.html":           `{{define "hook-footer"}}{{template "overal"}}{{end}}`,
		"themes/eigen/components/overal/deel.html": `{{define "overal"}}<p class="wk-overal"></p>{{end}}`,
		"themes/eigen/components/overal/deel.css":  `.wk-overal{color:red}`,
		"themes/eigen/templates/onderwerpen.html":  `{{define "main"}}<h1>{{.Titel}}</h1>{{if .Onderwerpen}}{{else}}{{once "vlag" 1}}{{end}}{{end}}`,
		"themes/eigen/css/kinds/onderwerpen.css":   `.wk-vlag{color:blue}`,
	})
	if got, want := out["theme-onderwerpen.css"], ".wk-vlag{color:red}.wk-vlag{color:blue}"; got != want {
		t.Errorf("theme-onderwerpen.css = %q, want %q", got, want)
	}
	for _, class := range []string{".wk-los", ".wk-overal"} {
		if !strings.Contains(out["theme.css"], class) {
			t.Errorf("theme.css has no %s", class)
		}
	}
	if strings.Contains(out["theme.css"], ".wk-vlag") {
		t.Error("theme.css has the style of a component that one kind uses")
	}
}

// BenchmarkWeight lists the heaviest page of each kind of the demonstration
// site. docs/vormgeving.md has the table.
func BenchmarkWeight(b *testing.B) {
	heaviest := map[string]page{}
	for _, p := range weigh(demo(b)) {
		if p.total() > heaviest[p.kind].total() {
			heaviest[p.kind] = p
		}
	}
	for _, p := range slices.SortedFunc(maps.Values(heaviest), func(x, y page) int { return cmp.Or(y.total()-x.total(), cmp.Compare(x.kind, y.kind)) }) {
		b.Run(p.kind+"/"+strings.TrimSuffix(p.path, "index.html"), func(b *testing.B) {
			for b.Loop() {
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(p.html), "HTML")
			b.ReportMetric(float64(p.css), "CSS")
			b.ReportMetric(float64(p.js), "JS")
			b.ReportMetric(float64(p.total()), "bytes")
		})
	}
}
