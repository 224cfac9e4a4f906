package serve_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"weerklank/internal/diag"
)

// What the script looks for on the page is in words that the page can have.
func TestClues(t *testing.T) {
	long := strings.Repeat("woord ", 200)
	for _, test := range []struct {
		source           string
		marked           string // the part of source that the problem is about
		text, around, at string
	}{
		{"Kijk [klik hier](/contact/) maar.", "klik hier", "klik hier", "Kijk klik hier maar.", ""},
		{"Kijk [klik hier](/contact/) maar.", "[klik hier](/contact/)", "klik hier", "Kijk klik hier maar.", "contact"},
		{"Kijk [hier](/bestaat-niet/) maar.", "/bestaat-niet/", "", "Kijk hier maar.", ""},
		{"En ![](../media/plan.svg?x=1#deel) ook.", "![](../media/plan.svg?x=1#deel)", "", "En   ook.", "plan.svg"},
		{"#### Te diep {#te-diep}", "#### Te diep {#te-diep}", "Te diep", "Te diep", ""},
		{"    reden: Wordt **meegenomen**.", "Wordt **meegenomen**.", "Wordt **meegenomen**.", "Wordt **meegenomen**.", ""},
		{"  - id: bankjes", "id", "", "bankjes", ""},
		{"    bestand: \"../media/plan.pdf\"", "\"../media/plan.pdf\"", "", "../media/plan.pdf", "plan.pdf"},
		{"  - \"Zin met 'aanhaling'\"", "Zin", "Zin", "- \"Zin met 'aanhaling", ""},
		{"Bel Jan op •••••••••• voor meer.", "••••••••••", "", "Bel Jan op", ""},
		{"![De laan](../media/weg.jpg)", "../media/weg.jpg", "De laan", "", "weg.jpg"},
		{long + "hier", "hier", "hier", "", ""},
		{"[a](b.md) [c](d.md)", "[a](b.md) [c](d.md)", "a c", "a c", ""},
	} {
		before, _, _ := strings.Cut(test.source, test.marked)
		at := utf8.RuneCountInString(before)
		s := newSite(t, "content/a.md", "a")
		s.more = []diag.Problem{{
			File: "content/a.md", Severity: diag.Warning, Code: "c", Source: test.source,
			Range: diag.Range{Start: diag.Pos{Line: 3, Column: at + 1}, End: diag.Pos{Line: 3, Column: at + utf8.RuneCountInString(test.marked) + 1}},
		}}
		s.server.Reload(t.Context())
		page := body(t, s.do("GET", "/a/"))
		for name, want := range map[string]string{"text": test.text, "around": test.around, "at": test.at} {
			got := ""
			if m := regexp.MustCompile(` data-` + name + `="([^"]*)"`).FindStringSubmatch(page); m != nil {
				got = html.UnescapeString(m[1])
			}
			if got != want {
				t.Errorf("%q about %q: %s is %q, want %q", test.source, test.marked, name, got, want)
			}
		}
	}
}
