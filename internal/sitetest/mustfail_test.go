package sitetest

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// checks are all checks that look at one page or at files, by the name that
// their findings have.
var checks = map[string]func(t *testing.T, s *builtSite, page string) []finding{
	"structure": func(t *testing.T, s *builtSite, _ string) []finding { return structure(s.documents(t)) },
	"links":     func(t *testing.T, s *builtSite, _ string) []finding { return links(t, s, s.documents(t)) },
	"validator": func(t *testing.T, s *builtSite, _ string) []finding { return validator(t, s) },
	"requests": func(t *testing.T, s *builtSite, page string) []finding {
		return open(t).requests(page, s.serve(t)+page)
	},
	"axe": func(t *testing.T, s *builtSite, page string) []finding {
		w, server := open(t), s.serve(t)
		return append(w.axe(page, server+page, desktop), w.axe(page, server+page, desktopDark)...)
	},
	"reflow": func(t *testing.T, s *builtSite, page string) []finding {
		return open(t).reflow(page, s.serve(t)+page, phone)
	},
	"focus": func(t *testing.T, s *builtSite, page string) []finding {
		return open(t).focus(page, s.serve(t)+page, desktop)
	},
	"print": func(t *testing.T, s *builtSite, page string) []finding {
		w, server := open(t), s.serve(t)
		return append(w.onPaper(page, server+page, paper), w.onPaper(page, server+page, paperDark)...)
	},
	"pdf": func(t *testing.T, s *builtSite, page string) []finding {
		return open(t).pdf(page, s.serve(t)+page, desktop, true)
	},
}

// A check that finds nothing is worth something only when it is known to find
// what is there. Each page of testdata/must-fail has one fault.
func TestPagesThatMustFail(t *testing.T) {
	s := &builtSite{dir: "testdata/must-fail", base: "/", host: "https://fout.example"}
	promise := regexp.MustCompile(`^<!-- must fail: (\S+) (\S+) -->\n`)
	promised := map[string]bool{}
	// These look at all files at once.
	inFiles := slices.Concat(checks["structure"](t, s, ""), checks["links"](t, s, ""), checks["validator"](t, s, ""))
	for _, d := range s.documents(t) {
		m := promise.FindSubmatch(d.source)
		if m == nil {
			if strings.Contains(string(d.source), "must fail") {
				t.Errorf("%s: the first line does not say what must fail", d.address)
			}
			continue // it is there for another page
		}
		check, rule := string(m[1]), string(m[2])
		promised[check] = true
		t.Run(strings.TrimSuffix(strings.TrimPrefix(d.address, "/"), ".html"), func(t *testing.T) {
			run, ok := checks[check]
			if !ok {
				t.Fatalf("there is no check %q", check)
			}
			found := inFiles
			if !slices.Contains([]string{"structure", "links", "validator"}, check) {
				found = run(t, s, d.address)
			}
			if !slices.ContainsFunc(found, func(f finding) bool { return f.page == d.address && f.check == check && f.rule == rule }) {
				t.Errorf("%s %s was not found; found:", check, rule)
				for _, f := range found {
					if f.page == d.address {
						t.Error(f)
					}
				}
			}
		})
	}
	for check := range checks {
		if !promised[check] {
			t.Errorf("no page must fail for %s", check)
		}
	}
}

// And what is right is not refused.
func TestPageThatMustPass(t *testing.T) {
	s := &builtSite{dir: "testdata/must-pass", base: "/", host: "https://goed.example"}
	for name, check := range checks {
		t.Run(name, func(t *testing.T) { failOn(t, check(t, s, "/")) })
	}
}
