package render_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/load"
	"weerklank/themes"
)

// news is a traject in which everything is that a feed shows.
const news = `---
titel: Plan & meer
samenvatting: Kort.
phase: 3
onderwerpen: [Wonen]
aliassen: [oud]
bijeenkomsten: [{id: x, naam: "Avond; met, tekens", datum: 2026-12, plaats: Buurthuis}]
signalen:
  - id: a
    signaal: Minder dan 5 < 6 & ]]> zeiden
    besluit: overgenomen
    besloten-op: 2026-07-01
    kort: Dat doen wij.
    reden: |
      Zie [hier](#a), [daar](/onderwerpen/wonen/), [elders](https://www.elders.nl/). Noot.[^1]

      [^1]: De noot.
  - id: b
    signaal: Böyle olsun
    taal: tr
    besluit: niet-overgenomen
    besloten-op: 2026-02-01
    besloten-door: college
    reden: |
      Nee.[^1]

      [^1]: Ook een noot.
---
`

type atom struct {
	ID      string `xml:"id"`
	Updated string `xml:"updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		Lang    string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Content string `xml:"content"`
	} `xml:"entry"`
}

func parseAtom(t *testing.T, src string) atom {
	t.Helper()
	var f atom
	if err := xml.Unmarshal([]byte(src), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func newsFiles(t *testing.T) map[string]string {
	t.Helper()
	return mustBuild(t, map[string]string{"content/trajecten/plan.md": news})
}

func TestFeedHasTheWholeAnswer(t *testing.T) {
	out := newsFiles(t)
	f := parseAtom(t, out["feed.xml"])
	if len(f.Entries) != 2 || f.ID != "tag:www.site.nl,2026:/pad/" || f.Updated != "2026-07-01T12:00:00+02:00" {
		t.Fatalf("%+v", f)
	}
	a, b := f.Entries[0], f.Entries[1]
	if a.ID != "tag:www.site.nl,2026:/pad/trajecten/oud/a/antwoord" || a.Title != "Ja, overgenomen: Minder dan 5 < 6 & ]]> zeiden" || a.Lang != "" {
		t.Errorf("%+v", a)
	}
	if b.Lang != "tr" || b.Title != "Böyle olsun" || b.Updated != "2026-02-01T12:00:00+01:00" || b.Author != "Organisatie" {
		t.Errorf("%+v", b)
	}
	for _, want := range []string{
		"Minder dan 5 &lt; 6 &amp; ]]&gt; zeiden", "Dat doen wij.", `href="https://www.site.nl/pad/trajecten/plan/#a"`, `href="https://www.site.nl/pad/onderwerpen/wonen/"`,
		`href="https://www.elders.nl/"`, "De noot.", "1 juli 2026", `href="https://www.site.nl/pad/trajecten/plan/a/"`,
	} {
		if !strings.Contains(a.Content, want) {
			t.Errorf("the text has no %s: %s", want, a.Content)
		}
	}
	for _, want := range []string{`<div lang="nl">`, `<blockquote lang="tr" dir="ltr">`, "college"} {
		if !strings.Contains(b.Content, want) {
			t.Errorf("the text has no %s: %s", want, b.Content)
		}
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(a.Content+b.Content, -1) {
		if seen[m[1]] {
			t.Errorf("the id %s is there twice", m[1])
		}
		seen[m[1]] = true
	}
	if len(seen) < 4 {
		t.Errorf("only the ids %v", seen)
	}
}

// Whoever follows one place sees an event once: by its name it is the same everywhere.
func TestEventHasOneName(t *testing.T) {
	out := newsFiles(t)
	var want []string
	for _, e := range parseAtom(t, out["feed.xml"]).Entries {
		want = append(want, e.ID)
	}
	for _, path := range []string{"trajecten/plan/feed.xml", "trajecten/oud/feed.xml", "onderwerpen/wonen/feed.xml"} {
		var got []string
		for _, e := range parseAtom(t, out[path]).Entries {
			got = append(got, e.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if out["trajecten/oud/feed.xml"] != out["trajecten/plan/feed.xml"] || !strings.Contains(out["trajecten/oud/feed.xml"], `rel="self" type="application/atom+xml" href="https://www.site.nl/pad/trajecten/plan/feed.xml"`) {
		t.Error("the feed at the earlier address does not lead to the present one")
	}
}

func TestFeedIsLinkedFromItsPage(t *testing.T) {
	out := newsFiles(t)
	for page, want := range map[string]string{"index.html": `href="/pad/feed.xml"`, "trajecten/plan/index.html": `href="feed.xml"`, "onderwerpen/wonen/index.html": `href="feed.xml"`} {
		if !strings.Contains(out[page], `<link rel="alternate" type="application/atom+xml" `+want) {
			t.Errorf("%s does not link its feed", page)
		}
	}
	if !strings.Contains(out["volgen/index.html"], ">https://www.site.nl/pad/onderwerpen/wonen/feed.xml</a>") || !strings.Contains(out["over/index.html"]+out["index.html"], `href="/pad/volgen/"`) {
		t.Error("nothing says how to follow the site")
	}
	for name := range out {
		if strings.HasSuffix(name, "feed.xml") && out[strings.TrimSuffix(name, "xml")+"json"] == "" {
			t.Errorf("%s has no JSON beside it", name)
		}
	}
}

func TestOwnPageReplacesTheOneOnFollowing(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/paginas/volgen.md": "---\ntitel: Volg ons\n---\n\nZo kan het.\n"})
	if page := out["volgen/index.html"]; !strings.Contains(page, "Zo kan het.") || strings.Contains(page, "agenda.ics") || strings.Count(page, `href="/pad/volgen/"`) != 1 {
		t.Error(page)
	}
}

func TestExampleHasNoFeed(t *testing.T) {
	out := mustBuild(t, map[string]string{"content/trajecten/plan.md": strings.Replace(news, "phase", "voorbeeld: true\nphase", 1)})
	for _, path := range []string{"trajecten/plan/feed.xml", "onderwerpen/wonen/feed.xml"} {
		if out[path] != "" {
			t.Errorf("%s is there", path)
		}
	}
	if strings.Contains(out["trajecten/plan/index.html"], "feed.xml") || strings.Contains(out["onderwerpen/wonen/index.html"], "feed.xml") {
		t.Error("a page links a feed that is not there")
	}
}

func TestCalendar(t *testing.T) {
	ics := strings.ReplaceAll(newsFiles(t)["agenda.ics"], "\r\n ", "")
	for _, want := range []string{
		"UID:/pad/trajecten/oud/bijeenkomst/x@www.site.nl\r\n", "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270101\r\n", `SUMMARY:Avond\; met\, tekens` + "\r\n",
		`DESCRIPTION:Dit hoort bij: Plan & meer\nEen precieze dag is er niet: december 2026.\nhttps://www.site.nl/pad/bijeenkomsten/plan-x/` + "\r\n",
		"LOCATION:Buurthuis\r\n", "URL:https://www.site.nl/pad/bijeenkomsten/plan-x/\r\n", "CATEGORIES:Wonen\r\n", "DTSTAMP:20260701T120000Z\r\n",
	} {
		if !strings.Contains(ics, want) {
			t.Errorf("the calendar has no %q:\n%s", want, ics)
		}
	}
}

func TestHeadersOfFeeds(t *testing.T) {
	for _, want := range []string{
		"/pad/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n", "/pad/onderwerpen/:slug/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n",
		"/pad/agenda.ics\n  Content-Type: text/calendar; charset=utf-8\n",
	} {
		if out := mustBuild(t, nil)["_headers"]; !strings.Contains(out, want) {
			t.Errorf("_headers has no %q:\n%s", want, out)
		}
	}
}

// BenchmarkFeeds makes every feed and the calendar of a site of 1000 trajecten.
func BenchmarkFeeds(b *testing.B) {
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(settings)}, "themes/eigen/leesmij.txt": {}}
	for i := range 1000 {
		src := strings.Replace(strings.Replace(news, "aliassen: [oud]\n", "", 1), "[Wonen]", fmt.Sprintf("[Wonen, Onderwerp %d]", i%50), 1)
		fsys[fmt.Sprintf("content/trajecten/plan-%d.md", i)] = &fstest.MapFile{Data: []byte(src)}
	}
	l := &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default()}}
	for b.Loop() {
		b.StopTimer()
		r, err := l.Load(context.Background(), fsys)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		size := 0
		for f := range r.Renderer.Files() {
			if !strings.HasSuffix(f.Path, "feed.xml") && !strings.HasSuffix(f.Path, "feed.json") && f.Path != "agenda.ics" {
				continue
			}
			var w bytes.Buffer
			if err := f.Render(&w); err != nil {
				b.Fatal(err)
			}
			size += w.Len()
		}
		b.ReportMetric(float64(size), "bytes")
	}
}
