package markdown_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/markdown"
)

func TestLanguageOfAPart(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"Zij zei: [Guten Tag]{taal=de}.", `<p>Zij zei: <span lang="de">Guten Tag</span>.</p>`},
		{"[Guten *Tag*, [heute]{taal=en}]{taal=Duits}\nverder", `<p><span lang="de">Guten <em>Tag</em>, <span lang="en">heute</span></span>` + "\nverder</p>"},
		{"[Guten\nTag]{ taal = \"de-AT\" }", "<p><span lang=\"de-AT\">Guten\nTag</span></p>"},
		{"[مرحبا بكم]{taal=arabisch}", `<p><span lang="ar" dir="rtl">مرحبا بكم</span></p>`},
		{"[Guten Tag](/de/){taal=de} en *merci*{lang=fr}", `<p><span lang="de"><a href="/de/">Guten Tag</a></span> en <span lang="fr"><em>merci</em></span></p>`},
		{"Een [haakje] en [Hello]{:lang=\"en\"} [los", `<p>Een [haakje] en <span lang="en">Hello</span> [los</p>`},
		{"[a]{taal=de}[b]{taal=fr}", `<p><span lang="de">a</span><span lang="fr">b</span></p>`},
		{"[Guten Tag]{taal=de}  \nverder", "<p><span lang=\"de\">Guten Tag</span><br>\nverder</p>"},
		{"- [Guten Tag]{taal=de}\n", "<ul>\n<li><span lang=\"de\">Guten Tag</span></li>\n</ul>"},

		{"Guten Tag.\n{taal=de}\n\nVerder.", "<p lang=\"de\">Guten Tag.</p>\n<p>Verder.</p>"},
		{"مرحبا\n{taal=ar}", `<p lang="ar" dir="rtl">مرحبا</p>`},
		{"## Guten Tag\n{taal=de}\n\nVerder.", "<h2 id=\"k-guten-tag\" lang=\"de\">Guten Tag</h2>\n<p>Verder.</p>"},
		{"## Guten Tag {taal=de}", `<h2 id="k-guten-tag" lang="de">Guten Tag</h2>`},
		{"## Guten Tag {#dag taal=de}", `<h2 id="dag" lang="de">Guten Tag</h2>`},
		{"## Guten Tag {taal=zh-Hant}", `<h2 id="k-guten-tag" lang="zh-Hant">Guten Tag</h2>`},
		{"## Guten Tag {taal=marokkaans arabisch}", `<h2 id="k-guten-tag" lang="ary" dir="rtl">Guten Tag</h2>`},
		{"> Guten Tag.\n>\n> Und?\n{taal=de}", "<blockquote lang=\"de\">\n<p>Guten Tag.</p>\n<p>Und?</p>\n</blockquote>"},
		{"> Guten Tag.\n> {taal=de}\n>\n> Ja.", "<blockquote>\n<p lang=\"de\">Guten Tag.</p>\n<p>Ja.</p>\n</blockquote>"},
		{"- Guten Tag\n{taal=de}\n- Hallo", "<ul>\n<li lang=\"de\">Guten Tag</li>\n<li>Hallo</li>\n</ul>"},
		{"- Guten Tag\n  {taal=de}\n  - hallo", "<ul>\n<li><span lang=\"de\">Guten Tag</span>\n<ul>\n<li>hallo</li>\n</ul>\n</li>\n</ul>"},
		{"![Ein Haus](/h.jpg \"Das Haus\")\n{taal=de}", "<figure lang=\"de\">\n<img src=\"/h.jpg\" alt=\"Ein Haus\">\n<figcaption>Das Haus</figcaption>\n</figure>"},
		{"x[^1]\n\n[^1]: Guten Tag\n    {taal=de}", "<p lang=\"de\">Guten Tag"},

		{"`[Guten Tag]{taal=de}`", "<p><code>[Guten Tag]{taal=de}</code></p>"},
		{`\[Guten Tag]{taal=de}`, "<p>[Guten Tag]{taal=de}</p>"},
		{"[Guten Tag]{taal=klingons}", "<p><span>Guten Tag</span></p>"},
		{"[x]{taal=de\" onclick=\"a}", "<p>[x]{taal=de&quot; onclick=&quot;a}</p>"},
	} {
		got := strings.TrimSpace(html(test.src, markdown.HTMLOptions{Labels: labels}))
		if got != test.want && !(strings.HasPrefix(test.src, "x[^1]") && strings.Contains(got, test.want)) {
			t.Errorf("%q gives\n%s\nwant\n%s", test.src, got, test.want)
		}
		checkHTML(t, got)
	}
}

func TestDecorativeImage(t *testing.T) {
	for _, test := range []struct {
		src, want  string
		decorative bool
	}{
		{"![](/a.jpg){decoratief}", `<p><img src="/a.jpg" alt=""></p>`, true},
		{"![](/a.jpg){ Decoratief } en ![b](/b.jpg)", `<p><img src="/a.jpg" alt=""> en <img src="/b.jpg" alt="b"></p>`, true},
		{"![](/a.jpg \"Titel\"){decoratief}", "<figure>\n<img src=\"/a.jpg\" alt=\"\">\n<figcaption>Titel</figcaption>\n</figure>", true},
		{"![Een huis](/a.jpg){decoratief}", `<p><img src="/a.jpg" alt="Een huis"></p>`, false},
		{"![](/a.jpg) {decoratief}", `<p><img src="/a.jpg" alt=""> {decoratief}</p>`, false},
	} {
		if got := strings.TrimSpace(html(test.src, markdown.HTMLOptions{})); got != test.want {
			t.Errorf("%q gives\n%s\nwant\n%s", test.src, got, test.want)
		}
		if got := parse(test.src).Images()[0].Decorative; got != test.decorative {
			t.Errorf("%q: Decorative = %v", test.src, got)
		}
	}
}

func TestBadMarks(t *testing.T) {
	for src, want := range map[string]string{
		"[Guten Tag]{taal=de}":                       "[]",
		"[Guten Tag]{taal=duitz}":                    "[{taal=duitz} 0 duitz]",
		"Guten Tag {taal=de} en verder":              "[{taal=de} 1 de]",
		"Guten Tag.\n\n{taal=de}\n\nVerder.":         "[{taal=de} 1 de]",
		"tekst {decoratief}":                         "[{decoratief} 1 ]",
		"![Een huis](a.jpg){decoratief}":             "[{decoratief} 2 ]",
		"*[Guten* Tag]{taal=de}":                     "[{taal=de} 1 de]",
		"## Kop {taal=duitz}":                        "[## Kop {taal=duitz} 0 duitz]",
		"`{taal=de}` en \\{taal=de}\n\n    {taal=x}": "[]",
		"| a |\n|---|\n| b |\n{taal=de}":             "[{taal=de} 1 de]",
	} {
		got := "["
		for i, b := range parse(src).BadMarks() {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprintf("%s %d %s", b.Text, b.Problem, b.Value)
			if src[b.Offset:b.End] != b.Text {
				t.Errorf("%q: %+v is not there", src, b)
			}
		}
		if got += "]"; got != want {
			t.Errorf("%q: got %s, want %s", src, got, want)
		}
	}
}

// What is only for machines is not read, not searched and not in an excerpt.
func TestMarksAreNoText(t *testing.T) {
	src := "## Guten Tag\n{taal=de}\n\nZij zei [Hello]{taal=en}, ![](/a.jpg){decoratief} en meer.\n\n> Merci.\n{taal=fr}\n"
	d := parse(src)
	if got, want := d.Text(), "Guten Tag\n\nZij zei Hello, en meer.\n\nMerci."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := d.Headings()[0].Text; got != "Guten Tag" {
		t.Errorf("heading %q", got)
	}
}

func TestForeignStretches(t *testing.T) {
	src := "Zij zei [Guten *Tag*]{taal=de} tegen [ons]{taal=nl}.\n\nHello\n{taal=en}\n\n- Merci\n{taal=fr}\n\n> Ja.\n"
	var dutch []string
	for _, b := range parse(src).Blocks() {
		dutch = append(dutch, strings.Join(strings.Fields(b.Dutch()), " "))
		if len(b.Dutch()) != len(b.Text) {
			t.Errorf("%q has another length than %q", b.Dutch(), b.Text)
		}
	}
	if want := []string{"Zij zei tegen ons.", "", "", "Ja."}; !slices.Equal(dutch, want) {
		t.Errorf("got %q, want %q", dutch, want)
	}
}
