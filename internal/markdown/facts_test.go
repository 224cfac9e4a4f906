package markdown_test

import (
	"reflect"
	"strings"
	"testing"

	"weerklank/internal/markdown"
)

func parse(src string) *markdown.Doc { return markdown.Parse([]byte(src)) }

func TestLinks(t *testing.T) {
	for _, test := range []struct {
		src  string
		at   string // what stands from Offset to End
		want markdown.Link
	}{
		{"Zie [de *hele* `tekst`](over.md).", "[de *hele* `tekst`](over.md)",
			markdown.Link{Dest: "over.md", Text: "de hele tekst"}},
		{`[a](<b c> "d &amp; \"e\"")`, `[a](<b c> "d &amp; \"e\"")`,
			markdown.Link{Dest: "b c", Title: `d & "e"`, Text: "a"}},
		{"éé [a](b)", "[a](b)", markdown.Link{Dest: "b", Text: "a"}},
		{"> - x\n>   y [a\n>   b](c)", "[a\n>   b](c)", markdown.Link{Dest: "c", Text: "a b"}},
		{"- x\n\n\t[a](b)  ", "[a](b)", markdown.Link{Dest: "b", Text: "a"}},
		{"# Kop [a](b) #", "[a](b)", markdown.Link{Dest: "b", Text: "a"}},
		{"| a |\n|---|\n|  [a](b) |", "[a](b)", markdown.Link{Dest: "b", Text: "a"}},
		{"[a][b] c\n\n[b]: d 'e'", "[a][b]", markdown.Link{Dest: "d", Title: "e", Text: "a"}},
		{"x [b][] c\n\n[b]: d", "[b][]", markdown.Link{Dest: "d", Text: "b"}},
		{"x [b]\r\n\r\n[b]: d\r\n", "[b]", markdown.Link{Dest: "d", Text: "b"}},
		{"[![een foto](f.jpg)](g)", "[![een foto](f.jpg)](g)", markdown.Link{Dest: "g", Text: "een foto"}},
		{"x[^1]\n\n[^1]: y [a](b)", "[a](b)", markdown.Link{Dest: "b", Text: "a"}},
		{"a <https://a.nl/?b&amp;c>", "<https://a.nl/?b&amp;c>",
			markdown.Link{Dest: "https://a.nl/?b&amp;c", Text: "https://a.nl/?b&amp;c", Auto: true}},
		{"<info@example.org>", "<info@example.org>",
			markdown.Link{Dest: "mailto:info@example.org", Text: "info@example.org", Auto: true}},
		{`[](java&#115;cript\:x)`, `[](java&#115;cript\:x)`, markdown.Link{Dest: "javascript:x"}},
		{`[a](\&#58;&#0058;)`, `[a](\&#58;&#0058;)`, markdown.Link{Dest: "&#58;:", Text: "a"}},
		{"[a]()", "[a]()", markdown.Link{Text: "a"}},
	} {
		links := parse(test.src).Links()
		if len(links) != 1 {
			t.Errorf("%q: %d links, want 1: %+v", test.src, len(links), links)
			continue
		}
		got := links[0]
		if at := test.src[got.Offset:got.End]; at != test.at {
			t.Errorf("%q: link at %q, want %q", test.src, at, test.at)
		}
		got.Offset, got.End = 0, 0
		if got != test.want {
			t.Errorf("%q:\ngot  %+v\nwant %+v", test.src, got, test.want)
		}
	}
}

func TestNoLinks(t *testing.T) {
	for _, src := range []string{"[a]", `\[a](b)`, "`[a](b)`", "    [a](b)", "www.example.org", "![a [b](c)](d)", "x[^1]\n\n[^1]: y"} {
		if links := parse(src).Links(); len(links) != 0 {
			t.Errorf("%q: %+v", src, links)
		}
	}
}

func TestImages(t *testing.T) {
	for _, test := range []struct {
		src, at string
		want    markdown.Image
	}{
		{"é ![een *foto*\nvan [b](c)](d.jpg 'e') f", "![een *foto*\nvan [b](c)](d.jpg 'e')",
			markdown.Image{Dest: "d.jpg", Title: "e", Alt: "een foto van b"}},
		{"[![](a%20b.jpg)](c)", "![](a%20b.jpg)", markdown.Image{Dest: "a%20b.jpg"}},
		{"![a]\n\n[a]: b", "![a]", markdown.Image{Dest: "b", Alt: "a"}},
	} {
		images := parse(test.src).Images()
		if len(images) != 1 {
			t.Errorf("%q: %d images, want 1: %+v", test.src, len(images), images)
			continue
		}
		got := images[0]
		if at := test.src[got.Offset:got.End]; at != test.at {
			t.Errorf("%q: image at %q, want %q", test.src, at, test.at)
		}
		got.Offset, got.End = 0, 0
		if got != test.want {
			t.Errorf("%q:\ngot  %+v\nwant %+v", test.src, got, test.want)
		}
	}
}

func TestHeadings(t *testing.T) {
	const src = "# Eén  *café* #\r\n" +
		"> ### Kop & `code` {#naam .klas onclick=x}  \n" +
		"\n" +
		"Twee\nregels\n===\n" +
		"##\n"
	d := parse(src)
	want := []markdown.Heading{
		{Level: 1, Text: "Eén café", ID: "k-een-cafe"},
		{Level: 3, Text: "Kop & code", ID: "naam", Named: "naam"},
		{Level: 1, Text: "Twee regels", ID: "k-twee-regels"},
		{Level: 2, Text: "", ID: "k-kop"},
	}
	at := []string{"# Eén  *café* #", "### Kop & `code` {#naam .klas onclick=x}", "Twee\nregels", "##"}
	got := d.Headings()
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, h := range got {
		if s := src[h.Offset:h.End]; s != at[i] {
			t.Errorf("heading %d is at %q, want %q", i, s, at[i])
		}
		h.Offset, h.End = 0, 0
		if h != want[i] {
			t.Errorf("heading %d\ngot  %+v\nwant %+v", i, h, want[i])
		}
	}
}

func TestHeadingIDs(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"the same text", "# A\n# A\n# A", "k-a k-a-2 k-a-3"},
		{"a number that is taken", "# A 2\n# A\n# A", "k-a-2 k-a k-a-3"},
		{"no letters", "# 日本\n# ?", "k-kop k-kop-2"},
		{"a name goes before an automatic id above it", "# A\n# B {#k-a}", "k-a-2 k-a"},
		{"the first of two names", "# A {#x}\n# B {#x}", "x k-b"},
		{"no slug", "# A {#Één}\n# B {id=\"x y\"}\n# C {id=1}\n# D {#}", "k-a k-b k-c k-d"},
		{"the theme's", "# A {#wk-main}", "k-a"},
	} {
		var got []string
		for _, h := range parse(test.src).Headings() {
			got = append(got, h.ID)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: got %s, want %s", test.name, s, test.want)
		}
	}
}

func TestNamedIsWhatTheAuthorWrote(t *testing.T) {
	h := parse("# A {#Één}").Headings()[0]
	if h.Named != "Één" || h.ID != "k-a" {
		t.Errorf("got %+v", h)
	}
}

func TestRawHTML(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{"inline", "a <b>c</b> <br/>", []string{"<b>", "</b>", "<br/>"}},
		{"inline over lines", "> a <b\n> c=d>", []string{"<b\n> c=d>"}},
		{"block", "a\n\n  <div>\n  *b*\n  </div>\n\nc", []string{"<div>\n  *b*\n  </div>"}},
		{"block with an end", "<script>\n\nalert(1)\n</script>\nb", []string{"<script>\n\nalert(1)\n</script>"}},
		{"in a list", "- a\n\n  <p>\n", []string{"<p>"}},
		{"declaration", "<!DOCTYPE html>\n\n<?php x ?>\n\n<![CDATA[x]]>", []string{"<!DOCTYPE html>", "<?php x ?>", "<![CDATA[x]]>"}},
		{"comment", "<!-- a\n\n<b> -->\n\nc <!-- <d> --> e <!--> f <!---> g", nil},
		{"comment block in a quote", "> <!-- a\n> b -->\n\n<!-->\n\n<!---->", nil},
		{"after a comment", "<!-- a --> <b> <!-- c -->\n", []string{"<b>"}},
		{"text lost after a comment", "<!-- a\nb --> c\n\nd", []string{"c"}},
		{"comment without end", "a\n\n<!-- b\n\nc\n", []string{"<!-- b\n\nc"}},
		{"comment within a block", "<div>\n<!-- a -->\n</div>", []string{"<div>\n<!-- a -->\n</div>"}},
		{"no HTML", "a < b, c <- d, `<b>`, \\<b>, &lt;b&gt;, <https://a.nl>, 1<2>1\n\n    <b>\n\n```\n<b>\n```\n", nil},
	} {
		var got []string
		for _, s := range parse(test.src).RawHTML() {
			if s.Text != test.src[s.Offset:s.End] {
				t.Errorf("%s: text %q is not what stands there: %q", test.name, s.Text, test.src[s.Offset:s.End])
			}
			got = append(got, s.Text)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestFootnotesWithoutTheirOtherHalf(t *testing.T) {
	const src = "a[^x] b[^1] `[^c]` \\[^d] [^e](f) ![^g]\n\n" +
		"[^1]: h [^i]\n\n> - [^lost *x*]: j\n\n[^1]: again\n"
	spans := func(ss []markdown.Span) (at []string) {
		for _, s := range ss {
			if s.Text != src[s.Offset:s.End] {
				t.Errorf("text %q is not what stands there: %q", s.Text, src[s.Offset:s.End])
			}
			at = append(at, s.Text)
		}
		return at
	}
	d := parse(src)
	if got, want := spans(d.LostFootnotes()), []string{"[^lost *x*]:", "[^1]:"}; !reflect.DeepEqual(got, want) {
		t.Errorf("lost: got %q, want %q", got, want)
	}
	if got, want := spans(d.UndefinedFootnotes()), []string{"[^x]", "[^g]", "[^i]"}; !reflect.DeepEqual(got, want) {
		t.Errorf("undefined: got %q, want %q", got, want)
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"paragraphs", "Een *twee*\ndrie\\\nvier  \nvijf.\n\n\nZes [zeven](acht \"negen\").", "Een twee drie vier vijf.\n\nZes zeven."},
		{"blocks", "# Kop #\n\n- a\n- b\n  > c\n\n---\n\n    d  e\n\n```x\nf\n```", "Kop\n\na\n\nb\n\nc\n\nd e\n\nf"},
		{"table", "| a | b |\n|---|---|\n| `c\\|d` | |", "a b\n\nc|d"},
		{"escapes", `\*a\* &eacute; &#x26;amp; &copy &lt;b&gt; c\d`, `*a* é &amp; &copy <b> c\d`},
		{"code", "`a  \\* &amp;\nb`", `a \* &amp; b`},
		{"left out", "a <b>c</b> <!-- d -->[^1]\n\n<div>\n\n[^1]: e", "a c"},
		{"images and addresses", "![een foto](a.jpg) <https://a.nl>", "een foto https://a.nl"},
		{"nothing", "\n", ""},
	} {
		if got := parse(test.src).Text(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAnchorsAreTheIDsOfTheHTML(t *testing.T) {
	const src = "# A[^1]\n\n# A {#b}\n\nc[^1] ![d[^1]](e)[^2]\n\n[^1]: f\n[^2]: g\n[^3]: h[^4]\n[^4]: i"
	for _, prefix := range []string{"", "reden-x-"} {
		d := parse(src)
		want := map[string]bool{}
		for _, id := range checkHTML(t, d.HTML(markdown.HTMLOptions{IDPrefix: prefix, Labels: labels})) {
			want[id] = true
		}
		got := map[string]bool{}
		for _, id := range d.Anchors(prefix) {
			got[id] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, the HTML has %v", got, want)
		}
	}
}
