package render_test

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// fetched are the attributes by which a browser fetches something to show a
// page. A link that a reader follows is not among them.
var fetched = map[string][]string{
	"img": {"src", "srcset"}, "script": {"src"}, "source": {"src", "srcset"}, "video": {"src", "poster"}, "audio": {"src"},
	"iframe": {"src"}, "embed": {"src"}, "object": {"data"}, "track": {"src"}, "input": {"src"}, "use": {"href"}, "image": {"href"},
}

// fetchedRels are the kinds of <link> that are fetched.
var fetchedRels = []string{"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}

var (
	inStyle = regexp.MustCompile(`(?i)url\(|@import|@font-face`)
	storing = regexp.MustCompile(`(?i)document\.cookie|set-cookie|localStorage|sessionStorage|indexedDB`)
	remote  = regexp.MustCompile(`(?i)^\s*([a-z][a-z0-9+.-]*:)?//|^\s*[a-z][a-z0-9+.-]*:`)
)

// foreign says what in the files of a site asks another host for something,
// fetches a font or leaves something behind with the reader.
func foreign(out map[string]string) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(out)) {
		src := out[name]
		switch path.Ext(name) {
		case ".woff", ".woff2", ".ttf", ".otf", ".eot":
			found = append(found, name+": a font")
		case ".css":
			for _, m := range inStyle.FindAllString(src, -1) {
				found = append(found, name+": "+m)
			}
		case ".html":
			for _, f := range fetches(src) {
				found = append(found, name+": "+f)
			}
		}
		if path.Ext(name) == ".js" || name == "_headers" {
			for _, m := range storing.FindAllString(src, -1) {
				found = append(found, name+": "+m)
			}
		}
	}
	return found
}

// fetches returns the addresses at other hosts that a browser asks for to show a page.
func fetches(page string) []string {
	var found []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			return found
		}
		tok := z.Token()
		attrs := map[string]string{}
		for _, a := range tok.Attr {
			attrs[a.Key] = a.Val
		}
		names := fetched[tok.Data]
		if tok.Data == "link" && slices.Contains(fetchedRels, attrs["rel"]) {
			names = []string{"href"}
		}
		for _, n := range names {
			if remote.MatchString(attrs[n]) {
				found = append(found, fmt.Sprintf("<%s %s=%q>", tok.Data, n, attrs[n]))
			}
		}
	}
}

func TestDemonstrationSiteAsksNobodyElse(t *testing.T) {
	for _, f := range foreign(demo(t)) {
		t.Error(f)
	}
}

func TestForeignIsSeen(t *testing.T) {
	for name, src := range map[string]string{
		"a.html":      `<img src="https://www.voorbeeld.example/a.png">`,
		"b.html":      `<link rel="preconnect" href="//www.voorbeeld.example">`,
		"c.html":      `<p><script src="HTTP://www.voorbeeld.example/a.js"></script>`,
		"a.css":       `@font-face{font-family:a}`,
		"b.css":       `a{background:URL(/a.png)}`,
		"c.css":       `@import "a.css"`,
		"letter.woff": ``,
		"a.js":        `document.cookie="a=b"`,
		"_headers":    "/*\n  Set-Cookie: a=b\n",
	} {
		if len(foreign(map[string]string{name: src})) != 1 {
			t.Errorf("%s: %s is not seen", name, src)
		}
	}
	fine := `<a href="https://www.voorbeeld.example/">x</a><link rel="canonical" href="https://www.voorbeeld.example/"><img src="/a.png"><link rel="icon" href="a.svg">`
	if found := foreign(map[string]string{"index.html": fine}); found != nil {
		t.Errorf("what is fine is found: %q", found)
	}
}
