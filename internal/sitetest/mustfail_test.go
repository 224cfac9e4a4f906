package sitetest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pageChecks are the checks that look at one page in the browser, which it shows
// in the view. Pages that must fail are looked at in views.
var pageChecks = map[string]struct {
	run   func(w *tab, page string, v view) []finding
	views []view
}{
	"requests":  {requests, []view{desktop}},
	"axe":       {axeAll.check, []view{desktop}},
	"contrast":  {axeContrast.check, []view{desktopDark, contrast}},
	"shapes":    {shapes, []view{desktop}},
	"reflow":    {reflow, []view{phone, bigText}},
	"order":     {order, []view{desktop}},
	"direction": {direction, []view{desktop}},
	"motion":    {motion, []view{desktop, still}},
	"forced":    {ownColours, []view{forced}},
	"bare":      {bare, []view{desktop}},
	"print":     {printed, []view{paper, paperDark}},
	"pdf":       {asPDF, []view{desktop}},
	"script":    {scripts, []view{noScript}},
	"focus":     {focus, []view{desktop}},
}

// siteChecks look at the files of a whole site.
var siteChecks = map[string]func(t *testing.T, s *builtSite) []finding{
	"structure": func(t *testing.T, s *builtSite) []finding { return structure(s.documents(t)) },
	"links":     func(t *testing.T, s *builtSite) []finding { return links(t, s, s.documents(t)) },
	"validator": validator,
	"whole":     whole,
	"ways": func(t *testing.T, s *builtSite) []finding {
		docs := s.documents(t)
		return ways(docs, s.listed(t, docs))
	},
}

// A check that finds nothing is worth something only when it is known to find
// what is there. Each page of testdata/must-fail has one fault, and its first
// line says which check must report it and as what: that, and nothing else.
func TestPagesThatMustFail(t *testing.T) {
	s := &builtSite{dir: "testdata/must-fail", base: "/", host: "https://fout.example"}
	server := s.serve(t)
	found := map[string][]finding{}
	for name, check := range siteChecks {
		found[name] = check(t, s)
	}
	kept := map[string]bool{}
	w := open(t)
	for _, d := range s.documents(t) {
		check, rule, ok := promise(d)
		if !ok {
			if strings.Contains(string(d.source), "must fail") {
				t.Errorf("%s: the first line does not say what must fail", d.address)
			}
			continue // it is there for another page
		}
		kept[check] = true
		t.Run(strings.TrimSuffix(strings.TrimPrefix(d.address, "/"), ".html"), func(t *testing.T) {
			of := found[check]
			if c, ok := pageChecks[check]; ok {
				for _, v := range c.views {
					w.visit(server+d.address, v)
					of = append(of, c.run(w, d.address, v)...)
				}
			} else if siteChecks[check] == nil {
				t.Fatalf("there is no check %q", check)
			}
			hit := false
			for _, f := range of {
				if f.page != d.address {
					continue
				}
				hit = hit || f.rule == rule
				if f.rule != rule {
					t.Errorf("besides %s: %s", rule, f)
				}
			}
			if !hit {
				t.Errorf("%s %s was not found", check, rule)
			}
		})
	}
	for _, check := range slices.Concat(slices.Collect(maps.Keys(pageChecks)), slices.Collect(maps.Keys(siteChecks))) {
		if !kept[check] {
			t.Errorf("no page must fail for %s", check)
		}
	}
}

var promised = regexp.MustCompile(`^<!-- must fail: (\S+) (\S+) -->\n`)

// promise returns what must be found in a page of testdata/must-fail.
func promise(d *document) (check, rule string, ok bool) {
	m := promised.FindSubmatch(d.source)
	if m == nil {
		return "", "", false
	}
	return string(m[1]), string(m[2]), true
}

// And what is right is not refused.
func TestPageThatMustPass(t *testing.T) {
	s := &builtSite{dir: "testdata/must-pass", base: "/", host: "https://goed.example"}
	for name, check := range siteChecks {
		t.Run(name, func(t *testing.T) { failOn(t, check(t, s)) })
	}
	server, w := s.serve(t), open(t)
	for name, check := range pageChecks {
		t.Run(name, func(t *testing.T) {
			for _, v := range check.views {
				w.visit(server+"/", v)
				failOn(t, check.run(w, "/", v))
			}
		})
	}
}
