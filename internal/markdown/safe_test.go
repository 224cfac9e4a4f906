package markdown_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"weerklank/internal/markdown"
)

// allowed holds every element that may occur in the HTML of a Doc, with its
// attributes. It is written out here once more, on purpose: what a new feature
// adds to the HTML has to be allowed here by someone who thought about it.
var allowed = map[string]string{
	"p": "lang dir", "em": "", "strong": "", "code": "", "br": "", "hr": "", "blockquote": "lang dir", "span": "lang dir",
	"ul": "", "ol": "start", "li": "id lang dir", "pre": "tabindex",
	"h1": "id class lang dir", "h2": "id class lang dir", "h3": "id class lang dir", "h4": "id class lang dir", "h5": "id class lang dir", "h6": "id class lang dir",
	"a":   "href title rel role aria-label",
	"img": "src alt title width height loading", "figure": "lang dir", "figcaption": "",
	"div": "class role tabindex aria-label", "table": "", "thead": "", "tbody": "", "tr": "",
	"th": "scope class", "td": "class",
	"sup": "id", "section": "class role aria-labelledby",
}

// checkHTML reports everything in s that is not on the allow-list or is not
// well-formed, and returns the ids.
func checkHTML(t testing.TB, s string) (ids []string) {
	t.Helper()
	var open, fragments []string
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("not HTML: %v", z.Err())
			}
			if len(open) > 0 {
				t.Errorf("not closed: %v", open)
			}
			for _, id := range fragments {
				if strings.HasPrefix(id, "wk-") && !slices.Contains(ids, id) {
					t.Errorf("link to #%s, which is not there", id)
				}
			}
			return ids
		case xhtml.TextToken:
		case xhtml.StartTagToken:
			tok := z.Token()
			ids = append(ids, checkTag(t, tok, ids)...)
			if tok.Data == "a" && slices.Contains(open, "a") {
				t.Errorf("a link within a link")
			}
			for _, a := range tok.Attr {
				if id, ok := strings.CutPrefix(a.Val, "#"); ok && a.Key == "href" {
					fragments = append(fragments, id)
				}
			}
			if !slices.Contains([]string{"br", "hr", "img"}, tok.Data) {
				open = append(open, tok.Data)
			}
		case xhtml.EndTagToken:
			tok := z.Token()
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Errorf("</%s> closes %v", tok.Data, open)
				return ids
			}
			open = open[:len(open)-1]
		default: // comment, doctype, self-closing tag
			t.Errorf("not allowed: %s", z.Raw())
		}
	}
}

// checkTag checks one start tag and returns its id, if it has one.
func checkTag(t testing.TB, tok xhtml.Token, ids []string) []string {
	t.Helper()
	names, ok := allowed[tok.Data]
	if !ok {
		t.Errorf("element %s is not allowed", tok.Data)
	}
	var id []string
	alt := false
	for _, a := range tok.Attr {
		if !slices.Contains(strings.Fields(names), a.Key) {
			t.Errorf("attribute %s of %s is not allowed", a.Key, tok.Data)
		}
		switch a.Key {
		case "href", "src":
			if scheme := browserScheme(a.Val); !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme) {
				t.Errorf("scheme %q in %s=%q is not allowed", scheme, a.Key, a.Val)
			}
		case "class":
			if !strings.HasPrefix(a.Val, "wk-") {
				t.Errorf("class %q is not ours", a.Val)
			}
		case "id":
			if a.Val == "" || slices.Contains(ids, a.Val) {
				t.Errorf("id %q is empty or not unique", a.Val)
			}
			id = []string{a.Val}
		case "alt":
			alt = true
		case "lang":
			if strings.Trim(a.Val, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" || a.Val == "" {
				t.Errorf("language %q is none", a.Val)
			}
		case "dir":
			if a.Val != "rtl" {
				t.Errorf("direction %q is not ours", a.Val)
			}
		}
	}
	if tok.Data == "img" && !alt {
		t.Errorf("image without alt")
	}
	return id
}

// browserScheme finds the scheme of an address the way browsers do: control
// characters and spaces around it do not count, tabs and newlines nowhere.
func browserScheme(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
	scheme, _, found := strings.Cut(s, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	return strings.ToLower(scheme)
}

// attacks are ways that have worked somewhere to get script into a page through
// Markdown.
var attacks = []string{
	"<script>alert(1)</script>",
	"<ScRiPt src=//evil.example/x.js></sCrIpT>",
	"a <img src=x onerror=alert(1)> b",
	"<svg/onload=alert(1)>",
	"<svg><script>alert&#40;1)</script></svg>",
	"<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
	"<iframe srcdoc='<script>alert(1)</script>'></iframe>",
	"<object data=javascript:alert(1)></object>",
	"<a href=javascript:alert(1)>x</a>",
	"<p style=\"background:url(javascript:alert(1))\">x</p>",
	"<style>*{background:url(//evil.example)}</style>",
	"<meta http-equiv=refresh content='0;url=//evil.example'>",
	"<base href=//evil.example>",
	"<form action=//evil.example><button>x</button></form>",
	"<details open ontoggle=alert(1)>",
	"<!--><script>alert(1)</script>-->",
	"<!-- --!><script>alert(1)</script> -->",
	"<!--\n\n--><img src=x onerror=alert(1)>",
	"<![CDATA[<script>alert(1)</script>]]>",
	"<?xml <script>alert(1)</script> ?>",
	"<!DOCTYPE x <script>alert(1)</script>>",
	"<div\n\n<script>alert(1)</script>\n\n</div>",
	"<scr<script>ipt>alert(1)</script>",
	"<img src=\"x`<script>alert(1)</script>\"` `>",
	"[a](javascript:alert(1))",
	"[a](JaVaScRiPt:alert(1))",
	"[a](javascript&colon;alert(1))",
	"[a](javascript&#58;alert(1))",
	"[a](javascript&#x3A;alert(1))",
	"[a](&#106;avascript:alert(1))",
	"[a](&#0000106;avascript:alert(1))",
	"[a](java&Tab;script:alert(1))",
	"[a](java&NewLine;script:alert(1))",
	"[a](java&#13;script:alert(1))",
	"[a](<java\tscript:alert(1)>)",
	"[a](< javascript:alert(1)>)",
	"[a](<\x01javascript:alert(1)>)",
	"[a](&#1;javascript:alert(1))",
	"[a](&nbsp;javascript:alert(1))",
	"[a](\x00javascript:alert(1))",
	"[a](java\x00script:alert(1))",
	"[a](javascript\\:alert(1))",
	"[a](\\javascript:alert(1))",
	"[a](javascript\\&colon;alert(1))",
	"[a](javascript&amp;colon;alert(1))",
	"[a](vbscript:msgbox(1))",
	"[a](VBScript:msgbox(1))",
	"[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
	"[a](data:image/svg+xml,<svg/onload=alert(1)>)",
	"[a](DATA:image/png;base64,AAAA)",
	"[a](file:///etc/passwd)",
	"[a](blob:https://x/1)",
	"[a](view-source:javascript:alert(1))",
	"[a](livescript:alert(1))",
	"[a](//evil.example)",
	"[a](/\\evil.example)",
	"[a](x\"onmouseover=\"alert(1))",
	"[a](<x\" onmouseover=\"alert(1)>)",
	"[a](x '\"><script>alert(1)</script>')",
	"[a](x \"&quot;onmouseover=&quot;alert(1)\")",
	"[a][b]\n\n[b]: javascript:alert(1)",
	"[a][b]\n\n[b]: x '\"onmouseover=alert(1)'",
	"[b]\n\n[b]: <data:text/html,x>",
	"![a](javascript:alert(1))",
	"![a](data:image/svg+xml;base64,PHN2Zy8+)",
	"![\"onerror=\"alert(1)](x)",
	"![&quot;onerror=&quot;alert(1)](x \"&quot;onload=&quot;\")",
	"![<img src=x onerror=alert(1)>](x '<script>')",
	"![a](x \"</figcaption><script>alert(1)</script>\")",
	"![a](https://evil.example/pixel.gif)",
	"<javascript:alert(1)>",
	"<JAVASCRIPT:alert(1)>",
	"<data:text/html,x>",
	"<vbscript:x>",
	"<javascript:\"onmouseover='alert(1)'>",
	"<javascript:x@example.org>",
	"<\"onmouseover=alert(1)@example.org>",
	"[a <https://b.example>](https://c.example)",
	"[a[^1]](b)\n\n[^1]: c",
	"x[^\"onmouseover=alert(1)]\n\n[^\"onmouseover=alert(1)]: y",
	"![a[^1]](b)\n\n[^1]: c[^1]",
	"[^1]: a[^2]\n\n[^2]: b",
	"# a {onclick=alert(1)}",
	"# a {#x onclick=\"alert(1)\" style=\"x\" class=y data-z=1}",
	"# a {id=\"x\\\" onclick=alert(1)\"}",
	"# a {#\"><script>alert(1)</script>}",
	"# a {id=<script>}",
	"a {onclick=alert(1)}\n===",
	"```\"><script>alert(1)</script>\nx\n```",
	"```js onload=alert(1)\n<script>alert(1)</script>\n```",
	"    <script>alert(1)</script>",
	"`<script>alert(1)</script>`",
	"&lt;script&gt;alert(1)&lt;/script&gt;",
	"\\<script>alert(1)\\</script>",
	"| <b> | a |\n|:-:|--:|\n| [a](javascript:x) | `<b>\\|` |",
	"| a |\n|---|\n<script>alert(1)</script>",
	"99999999. a\n- [ ] b\n- [x] ~~c~~",
	"<a@b.c> www.example.org https://example.org",
	"[a]{taal=de onclick=alert(1)}",
	"[a]{taal=\"de\" onclick=\"alert(1)\"}",
	"[a]{onclick=alert(1) taal=de}",
	"[a]{taal=x-\"><script>alert(1)</script>}",
	"[<script>alert(1)</script>]{taal=de}",
	"[a](javascript:alert(1)){taal=de}",
	"[[a](b)]{taal=ar}[c]{taal=<b>}",
	"a\n{taal='ar' style='x'}",
	"# a {taal=de onclick=alert(1)}",
	"# a {taal=\"de\\\" onclick=x\"}",
	"# a {lang=javascript:alert(1)}",
	"> a\n{taal=ar}\n\n- b\n{lang=\"he\"}\n  - c\n    {taal=fa}",
	"![](x){decoratief}{taal=de}",
	"![\"](x){decoratief onerror=alert(1)}",
	"[![](x){decoratief}](y){taal=de}[^1]\n\n[^1]: z\n    {taal=de}",
	strings.Repeat("> ", 50) + "<script>alert(1)</script> [a](javascript:alert(1)) <a href=\"javascript:alert(1)\">",
}

func TestAttacks(t *testing.T) {
	for _, src := range attacks {
		got := html(src, markdown.HTMLOptions{})
		checkHTML(t, got)
		if t.Failed() {
			t.Fatalf("%q gives\n%s", src, got)
		}
	}
}

// The check itself must see what it is there for.
func TestCheckHTMLSeesFaults(t *testing.T) {
	for _, s := range []string{
		"<script></script>", "<p onclick=x></p>", "<p style=x></p>", "<!-- x -->", "<br/>", "<p>", "</p>",
		`<a href="java	script:x"></a>`, `<a href=" DATA:x"></a>`, `<img src=x>`, `<li id=a></li><li id=a></li>`,
		`<a href=x><a href=y></a></a>`, `<a href="#wk-x"></a>`, `<td class=x></td>`, "<em><p></em></p>",
	} {
		var seen faults
		checkHTML(&seen, s)
		if seen.n == 0 {
			t.Errorf("no fault seen in %s", s)
		}
	}
}

// faults counts errors instead of failing.
type faults struct {
	testing.TB
	n int
}

func (f *faults) Helper()               {}
func (f *faults) Errorf(string, ...any) { f.n++ }

func TestSafeDest(t *testing.T) {
	for dest, want := range map[string]bool{
		"":                          true,
		"over.md":                   true,
		"/a/b?c:d#e:f":              true,
		"#k-kop":                    true,
		"?a:b":                      true,
		"./a:b":                     true,
		"//example.org":             true,
		"HTTPS://example.org":       true,
		"http://example.org:80/":    true,
		"mailto:a@example.org":      true,
		"tel:+31101234567":          true,
		"één.jpg":                   true,
		"javascript%3Aalert(1)":     true, // a file of that name
		"a:b":                       false,
		":x":                        false,
		"javascript:x":              false,
		" javascript:x":             false,
		"\u00a0https://example.org": false,
		"https\u200b://example.org": false,
		"java\tscript:x":            false,
		"a\nb":                      false,
		"a\x7f":                     false,
		"a\u0085":                   false,
		"DATA:image/png;base64,AA":  false,
		"ftp://example.org":         false,
		"file:///c":                 false,
		"https\\://example.org":     false,
		"sms:1":                     false,
	} {
		if got := markdown.SafeDest(dest); got != want {
			t.Errorf("SafeDest(%q) = %v, want %v", dest, got, want)
		}
	}
}

func TestExternal(t *testing.T) {
	for dest, want := range map[string]bool{
		"https://example.org": true, "HTTP://x": true, "//x": true,
		"/x": false, "x": false, "mailto:a@b": false, "": false, "#https://x": false,
	} {
		if got := markdown.External(dest); got != want {
			t.Errorf("External(%q) = %v, want %v", dest, got, want)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, src := range attacks {
		f.Add([]byte(src))
	}
	for _, c := range cases(f) {
		f.Add([]byte(c.src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := markdown.Parse(bytes.Clone(src))
		got := d.HTML(markdown.HTMLOptions{Labels: labels, IDPrefix: "x-", Image: func(string) (int, int, bool) { return 1, 2, true }})
		ids := checkHTML(t, got)

		anchors := d.Anchors("x-")
		slices.Sort(anchors)
		slices.Sort(ids)
		if !slices.Equal(anchors, ids) {
			t.Errorf("Anchors gives %q, the HTML has %q", anchors, ids)
		}
		for _, l := range d.Links() {
			if s := src[l.Offset:l.End]; !bytes.HasPrefix(s, []byte("[")) && !l.Auto || !bytes.HasPrefix(s, []byte("<")) && l.Auto ||
				!strings.Contains(")]>", string(s[len(s)-1:])) {
				t.Errorf("link at %q: %+v", s, l)
			}
		}
		for _, i := range d.Images() {
			if s := src[i.Offset:i.End]; !bytes.HasPrefix(s, []byte("![")) || !strings.Contains(")]", string(s[len(s)-1:])) {
				t.Errorf("image at %q: %+v", s, i)
			}
		}
		for _, h := range d.Headings() {
			if s := src[h.Offset:h.End]; len(s) == 0 {
				t.Errorf("heading at nothing: %+v", h)
			}
		}
		for _, s := range slices.Concat(d.RawHTML(), d.LostFootnotes(), d.UndefinedFootnotes()) {
			if s.Text != string(src[s.Offset:s.End]) || strings.TrimSpace(s.Text) == "" {
				t.Errorf("not in the text: %+v", s)
			}
		}
		if strings.Contains(d.Text(), "  ") {
			t.Errorf("two spaces in the text %q", d.Text())
		}
		if t.Failed() {
			t.Logf("%q gives\n%s", src, got)
		}
	})
}
