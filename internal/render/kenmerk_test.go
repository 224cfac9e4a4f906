package render_test

import (
	"strings"
	"testing"
)

// A number from a letter leads to its page, and nothing leads to the number: not
// a search engine, the sitemap, the redirects, or the list of published files.
func TestNumbersAreKeptOutOfLists(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": "---\ntitel: Een plan\nsamenvatting: Kort.\nphase: 2\nonderwerpen: [Wonen]\n" +
		"signalen:\n  - {id: a, signaal: A., kenmerken: [Z-77]}\n  - {id: b, signaal: B., kenmerken: [Z-77, Z-78]}\n---\n"})
	for path, leads := range map[string]string{"k/z-77/index.html": "/trajecten/plan/a/", "k/z-78/index.html": "/trajecten/plan/b/"} {
		page, ok := out[path]
		if !ok || !strings.Contains(page, leads) {
			t.Errorf("%s does not lead to %s", path, leads)
		}
		if !strings.Contains(page, `<meta name="robots" content="noindex">`) {
			t.Errorf("%s may be found by search engines", path)
		}
	}
	for name, src := range out {
		if !strings.HasPrefix(name, "k/") && (strings.Contains(src, "z-77") || strings.Contains(src, "Z-77")) {
			t.Errorf("%s names the number", name)
		}
	}
	if !strings.Contains(out["_redirects"], "/.weerklank /pad/404.html 404!\n") {
		t.Errorf("the list of published files can be asked for: %q", out["_redirects"])
	}
}
