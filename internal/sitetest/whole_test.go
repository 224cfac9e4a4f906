package sitetest

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// consistent returns pages of which the menu or the footer differs from those of
// the first page: WCAG 3.2.3, 3.2.4 and 3.2.6. A page that does not exist has no
// address to show.
func consistent(docs []*document) []finding {
	var found []finding
	first := map[string][]string{}
	for _, d := range docs {
		if d.kind() == "versie" {
			found = append(found, framed(d)...)
			continue
		}
		for _, part := range []string{"header", "footer"} {
			var links []string
			for n := range d.root.Descendants() {
				if n.Data == "a" && in(n, part) && !in(n, "main") {
					links = append(links, strings.Join(strings.Fields(text(n)), " ")+" → "+attrOf(n, "href"))
				}
			}
			if len(links) == 0 {
				continue
			}
			if first[part] == nil {
				first[part] = links
			}
			if !slices.Equal(first[part], links) {
				found = append(found, finding{d.address, "whole", "differs", fmt.Sprintf("the links of its <%s> are %q, and elsewhere %q", part, links, first[part])})
			}
		}
	}
	return found
}

// framed returns what is around a dated version besides the way home. It stays as
// it is for ever, so it has no menu, which would change; the way home is enough.
func framed(d *document) []finding {
	var links []string
	for n := range d.root.Descendants() {
		if n.Data == "a" && !in(n, "main") && !strings.HasPrefix(attrOf(n, "href"), "#") {
			links = append(links, attrOf(n, "href"))
		}
	}
	if len(links) != 1 {
		return []finding{{d.address, "whole", "menu", fmt.Sprintf("around a dated version stand links to %q", links)}}
	}
	return nil
}

func in(n *html.Node, element string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == element {
			return true
		}
	}
	return false
}

// forms returns forms that send something, and fields that ask for something
// about the visitor. What only searches needs no correcting, confirming or
// signing in: WCAG 3.3.4, 3.3.7, 3.3.8.
func forms(docs []*document) []finding {
	allowed := []string{"", "search", "text", "checkbox", "radio", "date", "month", "number", "hidden", "submit", "reset"}
	var found []finding
	for _, d := range docs {
		for n := range d.root.Descendants() {
			switch n.Data {
			case "form":
				if m := attrOf(n, "method"); m != "" && !strings.EqualFold(m, "get") && !strings.EqualFold(m, "dialog") {
					found = append(found, finding{d.address, "whole", "sends", fmt.Sprintf("<form method=%q>", m)})
				}
			case "input":
				if typ := attrOf(n, "type"); !slices.Contains(allowed, typ) || attrOf(n, "autocomplete") != "" && attrOf(n, "autocomplete") != "off" {
					found = append(found, finding{d.address, "whole", "asks", fmt.Sprintf("<input type=%q autocomplete=%q>", typ, attrOf(n, "autocomplete"))})
				}
			}
		}
	}
	return found
}

// What style sheets and scripts must not do: show something only while the
// pointer is on it or it has the focus (WCAG 1.4.13), and listen to how a finger
// moves, to the moment it touches, or to how the device is held (2.5.1, 2.5.2,
// 2.5.4, 2.5.7).
var (
	onHover  = regexp.MustCompile(`:(?:hover|focus|focus-visible|focus-within)\b[^{},]*(?:,[^{}]*)?\{[^{}]*\b(?:display|visibility|opacity|content-visibility|max-height|max-block-size)\s*:`)
	gestures = regexp.MustCompile(`touchstart|touchmove|touchend|pointerdown|pointermove|mousedown|mousemove|dragstart|devicemotion|deviceorientation|gesturestart`)
)

// assets returns what style sheets and scripts of pages do that they must not.
func assets(t *testing.T, s *builtSite, docs []*document) []finding {
	t.Helper()
	var found []finding
	for _, d := range docs {
		for n := range d.root.Descendants() {
			ref, bad, rule := attrOf(n, "href"), onHover, "hover"
			switch {
			case n.Data == "script":
				ref, bad, rule = attrOf(n, "src"), gestures, "gesture"
			case n.Data != "link" || attrOf(n, "rel") != "stylesheet":
				continue
			}
			name := filepath.Join(s.dir, filepath.FromSlash(strings.TrimPrefix(ref, s.base)))
			b, err := os.ReadFile(name)
			if err != nil {
				continue // the links are checked elsewhere
			}
			if m := bad.Find(b); m != nil {
				found = append(found, finding{d.address, "whole", rule, fmt.Sprintf("%s: %s", ref, m)})
			}
		}
	}
	return found
}

// ways returns pages to which fewer than two other pages lead: WCAG 2.4.5.
func ways(docs []*document, addresses []string) []finding {
	from := map[string]map[string]bool{}
	for _, d := range docs {
		for n := range d.root.Descendants() {
			if n.Data != "a" {
				continue
			}
			to, _, _ := strings.Cut(attrOf(n, "href"), "#")
			if from[to] == nil {
				from[to] = map[string]bool{}
			}
			if to != d.address {
				from[to][d.address] = true
			}
		}
	}
	var found []finding
	for _, a := range addresses {
		if len(docs) > 2 && len(from[a]) < 2 {
			found = append(found, finding{a, "ways", "one-way", fmt.Sprintf("%d other pages lead to it", len(from[a]))})
		}
	}
	return found
}

// whole returns what is wrong with a site as a whole.
func whole(t *testing.T, s *builtSite) []finding {
	t.Helper()
	docs := s.documents(t)
	return slices.Concat(consistent(docs), forms(docs), assets(t, s, docs))
}

// listed returns the pages that are there to be found: those of the sitemap, or
// all of a folder of loose pages.
func (s *builtSite) listed(t *testing.T, docs []*document) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, "sitemap.xml"))
	if os.IsNotExist(err) {
		return addresses(docs)
	}
	var sitemap struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err == nil {
		err = xml.Unmarshal(b, &sitemap)
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, u := range sitemap.URL {
		all = append(all, strings.TrimPrefix(u.Loc, s.host))
	}
	return all
}
