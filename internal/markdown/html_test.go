package markdown_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"weerklank/internal/markdown"
)

var update = flag.Bool("update", false, "write testdata/cases.txt anew with the HTML that comes out now")

var labels = markdown.Labels{
	Footnotes: "Voetnoten",
	Note:      "Noot %d",
	Back:      "Terug naar de tekst, noot %d",
	BackAgain: "Terug naar de tekst, noot %d, plaats %d",
	Table:     "Tabel",
	Tables:    "Tabel %d",
}

func html(src string, o markdown.HTMLOptions) string {
	if o.Labels == (markdown.Labels{}) {
		o.Labels = labels
	}
	return markdown.Parse([]byte(src)).HTML(o)
}

// The separators of testdata/cases.txt: title, Markdown, HTML.
const (
	casesFile = "testdata/cases.txt"
	between   = "//- - - - - - - - -//\n"
	after     = "//= = = = = = = = = = = = = = = = =//\n"
)

type htmlCase struct{ title, src, want string }

func cases(t testing.TB) []htmlCase {
	t.Helper()
	b, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	var cs []htmlCase
	for i, s := range strings.Split(strings.TrimSpace(string(b)+"\n"), strings.TrimSpace(after)) {
		s = strings.TrimLeft(s, "\n")
		if s == "" {
			continue
		}
		parts := strings.Split(s, between)
		if len(parts) != 3 {
			t.Fatalf("%s: case %d has %d parts, not title, Markdown and HTML:\n%s", casesFile, i+1, len(parts), s)
		}
		cs = append(cs, htmlCase{strings.TrimSpace(parts[0]), parts[1], parts[2]})
	}
	if len(cs) == 0 {
		t.Fatalf("%s: no cases", casesFile)
	}
	return cs
}

func TestHTML(t *testing.T) {
	cs := cases(t)
	if *update {
		var b strings.Builder
		for _, c := range cs {
			fmt.Fprintf(&b, "%s\n%s%s%s%s%s\n", c.title, between, c.src, between, html(c.src, markdown.HTMLOptions{}), after)
		}
		if err := os.WriteFile(casesFile, []byte(strings.TrimSuffix(b.String(), "\n")), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, c := range cs {
		t.Run(c.title, func(t *testing.T) {
			if got := html(c.src, markdown.HTMLOptions{}); got != c.want {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", c.src, got, c.want)
			}
		})
	}
}

func TestHTMLIsTheSameForCRLF(t *testing.T) {
	for _, c := range cases(t) {
		crlf := strings.ReplaceAll(c.src, "\n", "\r\n")
		if got := html(crlf, markdown.HTMLOptions{}); got != c.want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", c.title, got, c.want)
		}
	}
}

func TestHref(t *testing.T) {
	o := markdown.HTMLOptions{Href: func(dest string) string {
		switch dest {
		case "over.md", "foto één.jpg":
			return "/basis/" + dest
		case "toch":
			return "JavaScript:alert(1)"
		}
		return ""
	}}
	for _, test := range []struct{ src, want string }{
		{"[over](over.md)", `<p><a href="/basis/over.md">over</a></p>`},
		{"[weg *hier*](weg.md)", "<p>weg <em>hier</em></p>"},
		{"<https://example.org>", "<p>https://example.org</p>"},
		{"[toch](toch)", "<p>toch</p>"},
		{"![een foto](<foto één.jpg>)", `<p><img src="/basis/foto%20%C3%A9%C3%A9n.jpg" alt="een foto"></p>`},
		{`![weg & kwijt](weg.jpg "onderschrift")`, "<p>weg &amp; kwijt</p>"},
	} {
		if got := strings.TrimSpace(html(test.src, o)); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.src, got, test.want)
		}
	}
}

func TestHrefIsNotAskedAboutUnsafeDestinations(t *testing.T) {
	html("[a](javascript:x) ![b](data:x) <file:///c>", markdown.HTMLOptions{Href: func(dest string) string {
		t.Errorf("asked for %q", dest)
		return dest
	}})
}

func TestImageSize(t *testing.T) {
	o := markdown.HTMLOptions{
		Href:  func(dest string) string { return "/media/" + dest },
		Image: func(dest string) (int, int, bool) { return 640, 480, dest == "a.jpg" },
	}
	want := `<p><img src="/media/a.jpg" alt="A" width="640" height="480" loading="lazy"> <img src="/media/b.jpg" alt="B"></p>`
	if got := strings.TrimSpace(html("![A](a.jpg) ![B](b.jpg)", o)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestHeadingShift(t *testing.T) {
	for shift, want := range map[int]string{1: "h2 h6 h3", 2: "h3 h6 h4", -9: "h1 h1 h1"} {
		got := html("# A[^1]\n\n##### B\n\n[^1]: C", markdown.HTMLOptions{HeadingShift: shift})
		for _, tag := range strings.Fields(want) {
			if !strings.Contains(got, "<"+tag) || !strings.Contains(got, "</"+tag+">") {
				t.Errorf("shift %d: no %s in\n%s", shift, tag, got)
			}
		}
	}
}

func TestIDPrefixKeepsTwoDocsApart(t *testing.T) {
	const src = "Tekst[^1] en tekst[^1].\n\n[^1]: Noot."
	a := html(src, markdown.HTMLOptions{IDPrefix: "reden-a-"})
	b := html(src, markdown.HTMLOptions{IDPrefix: "reden-b-"})
	checkHTML(t, a+b)
	if want := `id="wk-reden-a-voetnoten"`; !strings.Contains(a, want) {
		t.Errorf("no %s in\n%s", want, a)
	}
}

// One Doc, many goroutines: run with -race.
func TestDocServesSeveralAtOnce(t *testing.T) {
	d := markdown.Parse([]byte("# Kop\n\n| a |\n|:-:|\n| [b](c) |\n\nNoot[^1]\n\n[^1]: ![a](b)"))
	want := markdown.Parse([]byte("# Kop\n\n| a |\n|:-:|\n| [b](c) |\n\nNoot[^1]\n\n[^1]: ![a](b)")).HTML(markdown.HTMLOptions{Labels: labels})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := d.HTML(markdown.HTMLOptions{Labels: labels}); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if n := len(d.Links()); n != 1 {
				t.Errorf("%d links", n)
			}
		})
	}
	wg.Wait()
}

// body is about 400 words, as most texts are.
var body = []byte("## Wat er speelt\n\n" + strings.Repeat(`De bus naar het ziekenhuis reed te weinig, zeiden *veel* bezoekers van de avond.
Ze misten vooral een rit na **zeven uur**, zie [het verslag](verslag.pdf) daarvan.

- een rit later op de avond
- een halte bij het winkelcentrum, ook voor wie slecht loopt

`, 8) + "| rit | uur |\n|---|--:|\n| 1 | 7 |\n\nDat is een begin[^1].\n\n[^1]: Meer niet.\n")

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		markdown.Parse(body)
	}
}

func BenchmarkParseFactsHTML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		d := markdown.Parse(body)
		d.Links()
		d.HTML(markdown.HTMLOptions{Labels: labels})
	}
}

func BenchmarkHTML(b *testing.B) {
	d := markdown.Parse(body)
	d.Links()
	b.ReportAllocs()
	for b.Loop() {
		d.HTML(markdown.HTMLOptions{Labels: labels})
	}
}

func BenchmarkText(b *testing.B) {
	d := markdown.Parse(body)
	b.ReportAllocs()
	for b.Loop() {
		d.Text()
	}
}
