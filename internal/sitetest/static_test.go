package sitetest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A document is a page as it stands on disk.
type document struct {
	address string
	source  []byte
	root    *html.Node
	ids     []string
}

// documents reads all pages of a site.
func (s *builtSite) documents(t *testing.T) []*document {
	t.Helper()
	var docs []*document
	for _, name := range s.files(t, ".html") {
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := &document{address: s.address(name), source: b, root: root}
		for n := range root.Descendants() {
			if id, ok := attr(n, "id"); ok {
				d.ids = append(d.ids, id)
			}
		}
		docs = append(docs, d)
	}
	return docs
}

// kind returns the kind of page, which is a class of <body>; "" for a page that
// has none.
func (d *document) kind() string {
	if m := kindClass.FindSubmatch(d.source); m != nil {
		return string(m[1])
	}
	return ""
}

var kindClass = regexp.MustCompile(`<body class="[^"]*wk-pagina--([a-z-]+)`)

// structure returns what is wrong with the parts of pages that assistive
// technology relies on, and what a strict Content-Security-Policy refuses.
func structure(docs []*document) []finding {
	var found []finding
	titles := map[string]string{}
	for _, d := range docs {
		report := func(rule, format string, args ...any) {
			found = append(found, finding{d.address, "structure", rule, fmt.Sprintf(format, args...)})
		}
		seen := map[string]bool{}
		for _, id := range d.ids {
			if seen[id] {
				report("duplicate-id", "more than one element has the id %q", id)
			}
			seen[id] = true
			if id == "" || strings.ContainsAny(id, " \t\n") {
				report("bad-id", "%q cannot be an id", id)
			}
		}
		var h1, level, mains int
		var title, language string
		names := map[string]int{}
		for n := range d.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "html":
				language, _ = attr(n, "lang")
			case "title":
				if n.Parent.Data == "head" {
					title = strings.TrimSpace(text(n))
				}
			case "h1", "h2", "h3", "h4", "h5", "h6":
				l := int(n.Data[1] - '0')
				if l == 1 {
					h1++
				}
				if l > level+1 {
					report("heading-skip", "<%s> %q follows a heading of level %d", n.Data, text(n), level)
				}
				if strings.TrimSpace(text(n)) == "" {
					report("heading-empty", "<%s> without text", n.Data)
				}
				level = l
			case "main":
				mains++
			case "nav":
				name := label(d.root, n)
				if name == "" {
					report("landmark-name", "<nav> without aria-label or aria-labelledby")
				}
				if names[name]++; names[name] == 2 {
					report("landmark-name", "more than one <nav> is called %q", name)
				}
			case "script":
				if attrOf(n, "type") == "application/ld+json" { // data, which nothing executes
					if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) || len(n.Attr) != 1 {
						report("script", "a block of data that is no JSON")
					}
					break
				}
				// Only files of the theme, beside the page.
				if _, deferred := attr(n, "defer"); !ownScript.MatchString(attrOf(n, "src")) || !deferred || n.FirstChild != nil {
					report("script", "<script src=%q> that is not a file of the theme", attrOf(n, "src"))
				}
			case "style":
				report("inline-style", "<style> in the page")
			case "video", "audio", "iframe", "object", "embed":
				report("media", "<%s>", n.Data)
			case "img":
				if _, ok := attr(n, "alt"); !ok {
					report("alt", "<img src=%q> without alt", attrOf(n, "src"))
				}
			case "meta":
				if content := attrOf(n, "content"); attrOf(n, "http-equiv") == "refresh" && !strings.HasPrefix(content, "0;") {
					report("refresh", "a page that moves on after a while: %q", content)
				}
			}
			for _, a := range n.Attr {
				if a.Key == "style" {
					report("inline-style", "<%s style=%q>", n.Data, a.Val)
				}
				if a.Key == "accesskey" || a.Key == "title" {
					report("hidden-help", "<%s %s=%q>", n.Data, a.Key, a.Val)
				}
				if strings.HasPrefix(a.Key, "on") {
					report("script", "<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
		}
		if h1 != 1 {
			report("h1", "%d headings of level 1", h1)
		}
		if mains != 1 {
			report("main", "%d elements <main>", mains)
		}
		if language == "" {
			report("lang", "<html> has no lang")
		}
		if title == "" {
			report("title", "no <title>")
		}
		// An earlier address has the title of the present one, what was withdrawn
		// with a traject that of the traject, and of what was taken away for
		// somebody's privacy nothing can be said.
		if k := d.kind(); k == "alias" || k == "ingetrokken" || k == "weggehaald" {
			continue
		}
		if other, taken := titles[title]; taken && title != "" {
			report("title-unique", "%s has the same title, %q", other, title)
		}
		titles[title] = d.address
	}
	return found
}

var ownScript = regexp.MustCompile(`^(/[a-z0-9-]+)*/theme-[a-z-]+\.js$`)

// label returns the accessible name that an author gave n, as far as a landmark
// needs it.
func label(root, n *html.Node) string {
	if l, ok := attr(n, "aria-label"); ok {
		return strings.TrimSpace(l)
	}
	by, _ := attr(n, "aria-labelledby")
	var words []string
	for _, id := range strings.Fields(by) {
		for m := range root.Descendants() {
			if v, ok := attr(m, "id"); ok && v == id {
				words = append(words, strings.Fields(text(m))...)
			}
		}
	}
	return strings.Join(words, " ")
}

// links returns the references of pages and stylesheets that lead nowhere, or
// that lose the path of the base URL.
func links(t *testing.T, s *builtSite, docs []*document) []finding {
	t.Helper()
	ids := map[string][]string{}
	for _, d := range docs {
		ids[d.address] = d.ids
	}
	var found []finding
	for _, d := range docs {
		base, err := url.Parse(s.host + d.address)
		if err != nil {
			t.Fatal(err)
		}
		for n := range d.root.Descendants() {
			for _, ref := range references(n) {
				if u, err := base.Parse(ref); err == nil && loads(n) && u.Scheme+"://"+u.Host != s.host {
					found = append(found, finding{d.address, "links", "third-party", fmt.Sprintf("<%s> loads %q", n.Data, ref)})
				}
				if rule, detail := s.follow(base, ref, ids); rule != "" {
					found = append(found, finding{d.address, "links", rule, fmt.Sprintf("<%s> %q: %s", n.Data, ref, detail)})
				}
			}
		}
		found = append(found, s.canonical(d)...)
	}
	inCSS := regexp.MustCompile(`url\(\s*["']?([^"')]+)`)
	for _, name := range s.files(t, ".css") {
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		base, err := url.Parse(s.host + s.address(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inCSS.FindAllSubmatch(b, -1) {
			ref := string(m[1])
			if rule, detail := s.follow(base, ref, ids); rule != "" && !strings.HasPrefix(ref, "data:") {
				found = append(found, finding{s.address(name), "links", rule, fmt.Sprintf("url(%s): %s", ref, detail)})
			}
		}
	}
	return found
}

// references returns the addresses that an element refers to.
func references(n *html.Node) []string {
	if n.Type != html.ElementNode {
		return nil
	}
	var refs []string
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "action", "poster", "data", "cite", "formaction", "xlink:href":
			refs = append(refs, a.Val)
		case "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if f := strings.Fields(candidate); len(f) > 0 {
					refs = append(refs, f[0])
				}
			}
		case "content":
			if _, target, ok := strings.Cut(a.Val, "url="); ok && attrOf(n, "http-equiv") == "refresh" {
				refs = append(refs, target)
			}
		}
	}
	return refs
}

// loads reports whether a browser asks for what n refers to without being asked
// to.
func loads(n *html.Node) bool {
	switch n.Data {
	case "a", "area", "blockquote", "q", "del", "ins":
		return false
	case "link":
		return !slices.Contains([]string{"canonical", "alternate", "author", "license", "next", "prev"}, attrOf(n, "rel"))
	}
	return true
}

// follow returns what is wrong with a reference from the page at base; "" when
// nothing is. ids are the ids of each page.
func (s *builtSite) follow(base *url.URL, ref string, ids map[string][]string) (rule, detail string) {
	u, err := base.Parse(ref)
	if err != nil {
		return "bad-link", err.Error()
	}
	switch u.Scheme {
	case "mailto", "tel":
		return "", ""
	case "http", "https":
	default:
		return "bad-link", "this scheme is no link"
	}
	if u.Scheme+"://"+u.Host != s.host {
		return "", ""
	}
	file, ok := strings.CutPrefix(u.Path, s.base)
	if !ok {
		return "outside-base", "does not begin with " + s.base
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(path.Clean(file))))
	if err != nil {
		return "dead-link", "there is no such page or file"
	}
	if info.IsDir() {
		return "dead-link", "this is a folder; its page ends with /"
	}
	if u.Fragment == "" {
		return "", ""
	}
	have, isPage := ids[s.address(file)]
	if isPage && !slices.Contains(have, u.Fragment) {
		return "dead-anchor", "nothing on that page has the id " + u.Fragment
	}
	return "", ""
}

// canonical returns what is wrong with the address that a page says it has.
func (s *builtSite) canonical(d *document) []finding {
	var canonical []string
	moved := false
	for n := range d.root.Descendants() {
		if n.Data == "link" && attrOf(n, "rel") == "canonical" {
			canonical = append(canonical, attrOf(n, "href"))
		}
		moved = moved || attrOf(n, "http-equiv") == "refresh"
	}
	// An earlier address names the present one, and the page for an address
	// that does not exist names none.
	if moved || d.address == s.base+"404.html" {
		return nil
	}
	// What is made for a frame is part of the page that it names.
	if d.kind() == "insluiten" && len(canonical) == 1 && strings.HasPrefix(canonical[0], s.host+s.base) {
		return nil
	}
	if len(canonical) != 1 || canonical[0] != s.host+d.address {
		return []finding{{d.address, "links", "canonical", fmt.Sprintf("canonical is %q, not the page's own address", canonical)}}
	}
	return nil
}

// lists returns addresses in sitemap.xml, _redirects and what is read elsewhere
// that lead nowhere.
func lists(t *testing.T, s *builtSite) []finding {
	t.Helper()
	var found []finding
	root, err := url.Parse(s.host + s.base)
	if err != nil {
		t.Fatal(err)
	}
	follow := func(list, ref string) {
		if rule, detail := s.follow(root, ref, nil); rule != "" {
			found = append(found, finding{list, "links", rule, ref + ": " + detail})
		}
	}
	var sitemap struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	b, err := os.ReadFile(filepath.Join(s.dir, "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b, &sitemap); err != nil {
		t.Fatalf("sitemap.xml: %v", err)
	}
	if len(sitemap.URL) < 5 {
		t.Errorf("sitemap.xml has only %d addresses", len(sitemap.URL))
	}
	for _, u := range sitemap.URL {
		if !strings.HasPrefix(u.Loc, s.host+s.base) {
			found = append(found, finding{"sitemap.xml", "links", "outside-base", u.Loc})
		}
		follow("sitemap.xml", u.Loc)
	}
	redirects, err := os.ReadFile(filepath.Join(s.dir, "_redirects"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(redirects)) {
		if f := strings.Fields(line); len(f) == 3 && !strings.Contains(f[1], ":splat") {
			follow("_redirects", f[1])
		}
	}
	return append(found, absolute(t, s, s.documents(t))...)
}

// absolute returns the addresses of this site in feeds, calendars, open data and
// citations that lead nowhere: who reads those is not on the site, so they are
// written out in full.
func absolute(t *testing.T, s *builtSite, docs []*document) []finding {
	t.Helper()
	ids := map[string][]string{}
	for _, d := range docs {
		ids[d.address] = d.ids
	}
	root, err := url.Parse(s.host + s.base)
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(regexp.QuoteMeta(s.host) + `[^\s"'<>\\;,|()&]*`)
	var found []finding
	for _, name := range s.files(t, ".xml", ".json", ".csv", ".ics", ".ris", ".txt") {
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if path.Ext(name) == ".ics" { // a long line goes on in the next
			b = bytes.ReplaceAll(b, []byte("\r\n "), nil)
		}
		seen := map[string]bool{}
		for _, m := range whole.FindAll(b, -1) {
			ref := strings.TrimRight(string(m), ".")
			if rule, detail := s.follow(root, ref, ids); rule != "" && !seen[ref] {
				found = append(found, finding{s.address(name), "links", rule, ref + ": " + detail})
			}
			seen[ref] = true
		}
	}
	return found
}

// What leads nowhere is found in each kind of file, and what is there is not.
func TestAbsoluteLinksThatMustFail(t *testing.T) {
	const good = "https://goed.example/#inhoud"
	for name, text := range map[string]string{
		"feed.xml": "<link href='%s'/>", "feed.json": `{"url":"%s"}`, "data/a.csv": "a;%s;b\r\n", "citeer.ris": "UR  - %s\r\n",
		"agenda.ics": "BEGIN:VEVENT\r\nURL:%s\r\n",
	} {
		for ref, want := range map[string]string{good: "", "https://goed.example/weg/": "dead-link", "https://goed.example/#weg": "dead-anchor"} {
			s := &builtSite{dir: t.TempDir(), base: "/", host: "https://goed.example"}
			if strings.HasSuffix(name, ".ics") {
				ref = ref[:20] + "\r\n " + ref[20:]
			}
			for file, text := range map[string]string{"index.html": "<h1 id=inhoud>Een</h1>", name: fmt.Sprintf(text, ref)} {
				file = filepath.Join(s.dir, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			for _, f := range absolute(t, s, s.documents(t)) {
				got += f.rule
			}
			if got != want {
				t.Errorf("%s: %q: found %q, want %q", name, ref, got, want)
			}
		}
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		name := a.Key
		if a.Namespace != "" {
			name = a.Namespace + ":" + a.Key
		}
		if name == key {
			return a.Val, true
		}
	}
	return "", false
}

func attrOf(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

func text(n *html.Node) string {
	var b strings.Builder
	for m := range n.Descendants() {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
		}
	}
	return b.String()
}
