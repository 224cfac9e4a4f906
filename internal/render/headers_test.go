package render_test

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/render"
)

// A rule of _headers, as a host reads it.
type headerRule struct {
	path    string
	headers [][2]string
}

func headerRules(t *testing.T, src string) []headerRule {
	t.Helper()
	var rules []headerRule
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			rules = append(rules, headerRule{path: line})
			continue
		}
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || len(rules) == 0 {
			t.Fatalf("_headers: %q is no header of a rule", line)
		}
		last := &rules[len(rules)-1]
		last.headers = append(last.headers, [2]string{name, value})
	}
	return rules
}

// A host knows which addresses a rule matches, and what becomes of a header that
// several rules set.
type host struct {
	name  string
	match func(path string) *regexp.Regexp
	joins bool
}

var placeholder = regexp.MustCompile(`:[A-Za-z]\w*`)

// hosts are the hosts that read _headers, as their own programs do it: Netlify
// by parts between slashes, with nothing quoted in a part that has a star;
// Cloudflare Pages by the whole.
var hosts = []host{
	{"Netlify, the last rule", netlify, false},
	{"Netlify, joined", netlify, true},
	{"Cloudflare", func(path string) *regexp.Regexp {
		pattern := strings.ReplaceAll(regexp.QuoteMeta(path), `\*`, ".*")
		return regexp.MustCompile("^" + placeholder.ReplaceAllString(pattern, "[^/]+") + "$")
	}, true},
}

func netlify(path string) *regexp.Regexp {
	var parts []string
	for part := range strings.SplitSeq(path, "/") {
		switch {
		case part == "":
		case strings.HasPrefix(part, ":"):
			parts = append(parts, "([^/]+)")
		case part == "*":
			parts = append(parts, "?(.*)")
		case strings.Contains(part, "*"):
			parts = append(parts, strings.ReplaceAll(part, "*", "(.*)"))
		default:
			parts = append(parts, regexp.QuoteMeta(part))
		}
	}
	return regexp.MustCompile("(?i)^/" + strings.Join(parts, "/") + "/?$")
}

// sent returns the headers with which a host answers at an address. matches are
// of the rules.
func (h host) sent(rules []headerRule, matches []*regexp.Regexp, adres string) map[string]string {
	got := map[string]string{}
	for i, r := range rules {
		if !matches[i].MatchString(adres) {
			continue
		}
		for _, header := range r.headers {
			if before, ok := got[header[0]]; ok && h.joins {
				header[1] = before + ", " + header[1]
			}
			got[header[0]] = header[1]
		}
	}
	return got
}

// framing says what is wrong with the headers of the files of a site: a page of
// the folder for frames that no other website may show, any other that it may,
// and one without the whole policy.
func framing(t *testing.T, out map[string]string, base string) []string {
	t.Helper()
	rules := headerRules(t, out["_headers"])
	var found []string
	if len(rules) > 100 {
		found = append(found, fmt.Sprintf("%d rules, of which Cloudflare Pages reads 100", len(rules)))
	}
	for line := range strings.Lines(out["_headers"]) {
		if len(line) > 2000 {
			found = append(found, "a line that Cloudflare Pages does not read")
		}
	}
	for _, h := range hosts {
		var matches []*regexp.Regexp
		for _, r := range rules {
			matches = append(matches, h.match(r.path))
		}
		for _, file := range slices.Sorted(maps.Keys(out)) {
			for _, adres := range []string{base + "/" + file, base + "/" + strings.TrimSuffix(file, "index.html")} {
				got := h.sent(rules, matches, (&url.URL{Path: adres}).EscapedPath())
				denied := strings.Contains(got["Content-Security-Policy"], "frame-ancestors 'none'") && strings.Contains(got["X-Frame-Options"], "DENY")
				allowed := !strings.Contains(got["Content-Security-Policy"], "frame-ancestors") && got["X-Frame-Options"] == ""
				inFrame := strings.HasPrefix(file, "insluiten/")
				if inFrame && !allowed || !inFrame && !denied {
					found = append(found, fmt.Sprintf("%s: %s: %q", h.name, adres, got))
				}
				if !strings.Contains(got["Content-Security-Policy"], "default-src 'none'; script-src 'self'") || got["Referrer-Policy"] != "no-referrer" {
					found = append(found, fmt.Sprintf("%s: %s has not the whole policy: %q", h.name, adres, got))
				}
			}
		}
	}
	return found
}

func TestOnlyWhatIsMadeForAFrameIsFramed(t *testing.T) {
	out := demo(t)
	for _, f := range framing(t, out, "") {
		t.Error(f)
	}
	if !strings.Contains(render.Policy, "frame-ancestors 'none'") {
		t.Error("the preview may be framed")
	}
	// What the test must see.
	for what, headers := range map[string]string{
		"frames everywhere":   regexp.MustCompile(`(?m)^  X-Frame-Options.*\n`).ReplaceAllString(out["_headers"], ""),
		"one page not named":  strings.Replace(out["_headers"], "/o*\n", "/onderwerpen/\n", 1),
		"all frames refused":  out["_headers"] + "/*\n  X-Frame-Options: DENY\n",
		"a dot before a star": out["_headers"] + "/.*\n  X-Frame-Options: DENY\n",
	} {
		broken := maps.Clone(out)
		broken["_headers"] = headers
		if len(framing(t, broken, "")) == 0 {
			t.Errorf("%s: not seen", what)
		}
	}
}

// Pages right below the root with every beginning, below a path.
func TestFramesWithManyPages(t *testing.T) {
	more := map[string]string{}
	names := []string{"i", "in", "ins", "insluite", "insluit", "insluitend", "insluiten-2", "inspraak", "informatie", "x1"}
	for i := range 120 {
		names = append(names, fmt.Sprintf("%c%c-pagina-%d", 'a'+i%26, 'a'+i*7%26, i))
	}
	for _, name := range names {
		more["content/paginas/"+name+".md"] = "---\ntitel: Pagina " + name + "\n---\n\nTekst.\n"
	}
	more["themes/eigen/static/in/plan.txt"] = "tekst"
	more["themes/eigen/static/.eigen/map/plan.txt"] = "tekst"
	more["themes/eigen/static/écran.txt"] = "tekst"
	out := mustBuild(t, more)
	for _, name := range names {
		if out[name+"/index.html"] == "" {
			t.Fatalf("there is no page %s", name)
		}
	}
	for _, f := range framing(t, out, "/pad") {
		t.Error(f)
	}
}
