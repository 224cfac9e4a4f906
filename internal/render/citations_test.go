package render_test

import (
	"encoding/json"
	"strings"
	"testing"

	"weerklank/internal/render"
)

const cited = `---
titel: Een plan & "meer"
samenvatting: Kort.
phase: 2
onderwerpen: [Zorg]
kenmerk: Z-26/001
datum: 2026-03-12
signalen:
  - {id: a, signaal: 'Het "hek" & 2 < 3', besluit: overgenomen, reden: Daarom., besloten-op: 2026-02-01, kenmerken: [M-1]}
---
`

func TestCitation(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": cited})
	page, answer := out["trajecten/plan/index.html"], out["trajecten/plan/a/index.html"]
	for _, c := range []struct{ what, src, want string }{
		{"the line of a traject", page, `<p class="wk-citeer">Organisatie, ‘Een plan &amp; &#34;meer&#34;’ (bijgewerkt 12 maart 2026), nummer Z-26/001, https://www.site.nl/pad/trajecten/plan/</p>`},
		{"its short address", page, `https://www.site.nl/pad/k/z-26-001/`},
		{"its files", page, `<a href="/pad/trajecten/plan/citeer.ris">`},
		{"cite-as", page, `<link rel="cite-as" href="https://www.site.nl/pad/trajecten/plan/">`},
		{"the line of an answer", answer, `antwoord van 1 februari 2026 op ‘Het &#34;hek&#34; &amp; 2 &lt; 3’ (bijgewerkt 12 maart 2026), nummer Z-26/001, https://www.site.nl/pad/trajecten/plan/a/</p>`},
		{"its record", answer, "UR  - https://www.site.nl/pad/trajecten/plan/a/"},
		{"RIS", out["trajecten/plan/citeer.ris"], "TI  - Antwoord van 1 februari 2026 op ‘Het \"hek\" & 2 < 3’\r\n"},
	} {
		if !strings.Contains(c.src, c.want) {
			t.Errorf("%s: no %s", c.what, c.want)
		}
	}
	if strings.Contains(answer, "/k/") {
		t.Error("the short address of the traject stands on the page of one answer")
	}
	var items []struct{ ID, Title, URL string }
	if err := json.Unmarshal([]byte(out["trajecten/plan/citeer.json"]), &items); err != nil || len(items) != 2 || items[0].ID != "plan" || items[1].ID != "plan-a" {
		t.Errorf("citeer.json: %v, %v", items, err)
	}
	var about struct{ Name, URL, ReportNumber string }
	_, data, _ := strings.Cut(answer, `<script type="application/ld+json">`)
	data, _, _ = strings.Cut(data, "</script>")
	if err := json.Unmarshal([]byte(data), &about); err != nil || about.ReportNumber != "Z-26/001" || !strings.HasSuffix(about.Name, "‘Het \"hek\" & 2 < 3’") || strings.Contains(data, "<") {
		t.Errorf("the data in the page: %v, %+v", err, about)
	}
	if nota := out["nota/plan/index.html"]; strings.Contains(nota, "cite-as") || nota == "" {
		t.Error("the page for paper is cited instead of the page of the traject")
	}
}

// A number that several share leads to a list, and an invented example is not
// given to machines as if it were real.
func TestCitationOfOthers(t *testing.T) {
	out := mustBuild(t, map[string]string{
		"content/trajecten/plan.md":      cited,
		"content/trajecten/ander.md":     strings.Replace(cited, "Een plan", "Een ander plan", 1),
		"content/trajecten/verzonnen.md": strings.Replace(cited, "kenmerk: Z-26/001", "voorbeeld: true", 1),
		"content/trajecten/weg.md":       strings.Replace(cited, "kenmerk: Z-26/001", "ingetrokken: {datum: 2026-04-01, reden: Anders.}", 1),
	})
	if strings.Contains(out["trajecten/plan/index.html"], "/k/") {
		t.Error("a number of two trajecten is the short address of one")
	}
	example := out["trajecten/verzonnen/index.html"]
	if !strings.Contains(example, "(verzonnen voorbeeld)") || strings.Contains(example, "cite-as") || strings.Contains(example, "DC.") || strings.Contains(example, "ld+json") {
		t.Error("an invented example is cited as if it were real")
	}
	if !strings.Contains(out["trajecten/verzonnen/citeer.ris"], "(verzonnen voorbeeld)\r\n") {
		t.Error("the record of an invented example does not say that it is one")
	}
	if gone := out["trajecten/weg/citeer.ris"]; strings.Count(gone, "TY  - ") != 1 || strings.Contains(gone, "Antwoord") {
		t.Errorf("the file of what was withdrawn stays, and says nothing of its signalen: %q", gone)
	}
}

// The short address is not listed: whoever knows a number finds it.
func TestShortAddressIsNotListed(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": cited})
	if page := out["k/m-1/index.html"]; !strings.Contains(page, `<meta name="robots" content="noindex">`) {
		t.Fatalf("the page of a number: %q", page)
	}
	for name, src := range out {
		own := name == "trajecten/plan/index.html" || name == "poster/plan/index.html" || name == "brief/plan/index.html" || strings.HasPrefix(name, "k/")
		if !own && (strings.Contains(src, "/k/z-26-001") || strings.Contains(src, "/k/m-1")) || own && name[0] != 'k' && strings.Contains(src, "/k/m-1") {
			t.Errorf("%s has a short address", name)
		}
	}
}

// The policy in the page is that of the header, but for who may frame it: that
// can only be said in a header.
func TestPolicyInEveryPage(t *testing.T) {
	want := strings.Replace(render.Policy, "; frame-ancestors 'none'", "", 1)
	if want == render.Policy {
		t.Fatal("the header says nothing of framing any more")
	}
	element := `<head>` + "\n" + `<meta http-equiv="Content-Security-Policy" content="` + want + `">`
	for name, src := range mustBuild(t, map[string]string{"content/trajecten/plan.md": cited}) {
		if strings.HasSuffix(name, ".html") && !strings.Contains(src, element) {
			t.Errorf("%s does not begin with the policy", name)
		}
	}
}

func TestStyleApart(t *testing.T) {
	out := mustBuild(t, map[string]string{
		"themes/eigen/components/vlag/vlag.html":  `{{define "vlag"}}<p class="wk-vlag"></p>{{end}}`,
		"themes/eigen/components/vlag/apart.css":  `.wk-vlag{color:red}`,
		"themes/eigen/templates/onderwerpen.html": `{{define "styles"}}<link rel="stylesheet" href="{{eigen "vlag" ".css"}}">{{end}}{{define "main"}}<h1>{{.Titel}}</h1>{{template "vlag" .}}{{end}}`,
	})
	if out["theme-vlag.css"] != ".wk-vlag{color:red}" || strings.Contains(out["theme.css"]+out["theme-onderwerpen.css"], "wk-vlag") {
		t.Errorf("theme-vlag.css: %q", out["theme-vlag.css"])
	}
	if !strings.Contains(out["onderwerpen/index.html"], `<link rel="stylesheet" href="/pad/theme-vlag.css">`) {
		t.Error("the page does not link it")
	}
	_, err := build(source(map[string]string{"themes/eigen/components/traject/apart.css": `.a{color:red}`}))
	if err == nil || !strings.Contains(err.Error(), "components/traject/apart.css") {
		t.Errorf("the name of a kind of page is taken: %v", err)
	}
}
