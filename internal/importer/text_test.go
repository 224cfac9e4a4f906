package importer

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/markdown"
	"weerklank/internal/traject"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"een\r\n\ttwee  drie ": "een twee drie", "a < b <3": "a < b <3", "<script>alert(1)</script>": "< script>alert(1)< /script>",
		"<p>Meer <b>groen</b></p><p>Nu!</p>": "Meer groen Nu!", "nul\x00 en \u200bniets\u202e": "nul en niets", "a\u00a0b": "a b", "\xff": "",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestAsMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"# kop": `\# kop`, "een\ntwee": "een\\\ntwee", "een\n\n\ntwee": "een\n\ntwee", "Wij doen:\n- a\n• b\nklaar": "Wij doen:\n\n- a\n- b\n\nklaar",
		"1. a": `1\. a`, "2026) a": `2026\) a`, "2026 a": "2026 a", "<b>x": `\<b>x`, "a * b_c": `a \* b\_c`, "[a](http://x.nl)": `\[a\](<http://x.nl>)`,
		"Zie https://x.nl/a_b?c=1&d=2.": "Zie <https://x.nl/a_b?c=1&d=2>.", "AT&amp;T": `AT\&amp;T`, "---": `\---`, "    code": "code", "| a |": `\| a \|`,
		"=1+1": `\=1+1`, "> quote": `\> quote`, "javascript:alert(1)": "javascript:alert(1)",
		`<p>Nee, want <a href="https://x.nl">dit</a>.</p><ul><li>a</li><li>b</li></ul>`: "Nee, want dit (<https://x.nl>).\n\n- a\n- b",
		`<p><a href="javascript:x">y</a><script>z()</script></p>`:                       "y",
	} {
		if got := asMarkdown(in); got != want {
			t.Errorf("%q gives\n%q, want\n%q", in, got, want)
		}
	}
}

var (
	tags    = regexp.MustCompile(`<[^>]*>`)
	allowed = regexp.MustCompile(`^</?(?:p|ul|li|a|br)(?: href="https?://[^"]*")?(?: rel="[^"]*")?/?>$`)
)

// Whatever somebody typed in a cell: it is written, read back and shown as the
// same words, and nothing in it means anything.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "# kop\n---\n> x", "=HYPERLINK(\"http://x.nl\")", "*a* __b__ `c` ~~d~~", "[x]: http://y.nl\n[x]", "a | b\n--|--\nc | d", "'s Avonds: nee # ja",
		"- a\n  - b\n1. c", "<script>&lt;</script>", "http://a.nl/<b>*c*", "![x](y)", "a\\\nb\\", "[^1]\n\n[^1]: noot", "true", "0123", "{a: b}", "o a\n* b", "x\n===", "\t---\t", "https://[", "2026-01-01", "a  \nb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 || isHTML(visible(s)) {
			return
		}
		text, md := plain(s), asMarkdown(s)
		if text == "" || md == "" {
			return
		}
		values := map[string]value{"signaal": {text}, "citaten": {text, "x"}, "kenmerken": {text}, "reden": {md}, "gevolg": {md}}
		src := "---\ntitel: x\nsamenvatting: x\nphase: 1\nonderwerpen:" + formatted("onderwerpen", value{text, "x"}, 0) + "\nsignalen:\n" + formatSignaal("x", values, "", 2) + "---\n"
		file, ps := content.Split("content/trajecten/x.md", []byte(src), content.Markdown)
		if len(ps) > 0 {
			t.Fatalf("%q cannot be read back: %s\n%s", s, ps[0].Message.EN, src)
		}
		tr, ps := traject.Parse(file)
		for _, p := range ps {
			if p.Severity == diag.Error && p.Code != "dubbele-waarde" {
				t.Fatalf("%q: %s\n%s", s, p.Message.EN, src)
			}
		}
		x := tr.Signalen[0]
		if hasCode(ps, traject.RuleMarkup.Code) {
			x.Kenmerken = []string{text} // an item with markup is reported and left out
		}
		if x.Signaal != text || x.Citaten[0].Tekst != text || x.Kenmerken[0] != text || strings.TrimSuffix(x.Reden.Text, "\n") != md {
			t.Fatalf("%q is read back as %q and %q\n%s", s, x.Signaal, x.Reden.Text, src)
		}
		_, node := pair(file.Front, "signalen")
		for key, v := range values {
			if current(node.Content[0], key).hash() != v.hash() {
				t.Fatalf("%q: %s has another hash when it is read back", s, key)
			}
		}
		doc := markdown.Parse([]byte(md))
		if _, _, refused := doc.Refused(); refused {
			return // a rule says so
		}
		shown := doc.HTML(markdown.HTMLOptions{})
		for _, tag := range tags.FindAllString(shown, -1) {
			if !allowed.MatchString(tag) {
				t.Fatalf("%q became markup, %s in\n%s", s, tag, shown)
			}
		}
		if got, want := letters(html.UnescapeString(tags.ReplaceAllString(shown, " "))), letters(unlisted(visible(s))); got != want {
			t.Fatalf("%q is shown as\n%q, want\n%q\n%s", s, got, want, md)
		}
	})
}

func hasCode(ps []diag.Problem, code string) bool {
	return slices.ContainsFunc(ps, func(p diag.Problem) bool { return p.Code == code })
}

// letters returns a text without its spaces, which HTML may have elsewhere.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

// unlisted drops the signs of lists, which HTML has as elements.
func unlisted(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if m := bullet.FindStringSubmatch(strings.Join(strings.Fields(l), " ")); m != nil {
			lines[i] = m[1]
		}
	}
	return strings.Join(lines, "\n")
}

// What is remembered is YAML, whatever the columns are called.
func FuzzState(f *testing.F) {
	f.Add("signaal=A", "Blad 1", "zie: boven", "x")
	f.Add("\"'\n", "# x", "- ", "\x00")
	f.Fuzz(func(t *testing.T, columns, sheet, word, file string) {
		columns, sheet, word, file = visible(columns), visible(sheet), visible(word), visible(file)
		s := &state{Sheet: sheet, Map: columns, Bundle: true, Besluiten: map[string]traject.Besluit{word: traject.Overgenomen},
			Files: []*stateFile{{file, word}}, Units: []*unit{{File: file, ID: "12", Rows: []string{"0123456789abcdef", "1e5"}, Values: map[string]string{"reden": "0e12"}}}}
		back := &state{}
		if err := yaml.Load(s.bytes(), back); err != nil {
			t.Fatalf("%v\n%s", err, s.bytes())
		}
		if string(back.bytes()) != string(s.bytes()) || back.Units[0].Values["reden"] != "0e12" || back.Besluiten[word] != traject.Overgenomen {
			t.Fatalf("%s\nis read back as\n%s", s.bytes(), back.bytes())
		}
	})
}

// However somebody wrote a file: a change is made as asked for, or not at all,
// and nothing else changes.
func FuzzEdit(f *testing.F) {
	const start = "---\ntitel: x\nsignalen:\n  - id: a\n    signaal: een\n"
	for _, s := range []string{"    reden: oud\n", "    reden: # nog schrijven\n", "    reden: >-\n      oud\n\n      twee\n    kort: x\n", "    reden: 'it''s\n      x' # y\n",
		"    reden: \"a\\\"b\"\n", "    reden: a\n      b\n      c\n", "    citaten: [a, 'b]', \"c\"]\n", "    citaten:\n    - a\n    - tekst: b\n", "    reden: |2\n       x\n    kort: y\n", "    ? reden\n    : x\n"} {
		f.Add(start+s+"---\nTekst.\n", "nieuw\n\nmeer")
		f.Add("\uFEFF"+strings.ReplaceAll(start+s+"---\n", "\n", "\r\n"), "nieuw")
	}
	f.Fuzz(func(t *testing.T, src, text string) {
		md := asMarkdown(text)
		file, ps := content.Split("content/trajecten/x.md", bytes.TrimLeft([]byte(src), "\uFEFF"), content.Markdown)
		if len(ps) > 0 || file.Front == nil || md == "" {
			return
		}
		d := &document{path: file.Path, raw: []byte(src)}
		d.load(file)
		if len(d.signalen()) == 0 {
			return
		}
		changes := []*change{{item: 0, key: "reden", v: value{md}}, {item: 0, key: "citaten", v: value{"een", "twee"}}}
		out := d.apply(changes)
		again := &document{path: file.Path, raw: out}
		again.reload(out)
		for _, c := range changes {
			if got := current(again.signalen()[0], c.key); !c.failed && got.hash() != c.v.hash() {
				t.Fatalf("%q: %s became %q in %q", src, c.key, got, out)
			}
		}
		if changes[0].failed && changes[1].failed && string(out) != src {
			t.Fatalf("%q became %q, and nothing was done", src, out)
		}
	})
}
