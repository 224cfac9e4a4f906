package check_test

import (
	"strings"
	"testing"

	. "weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
)

// linksOf returns the links to other websites of a page, and its source.
func linksOf(t *testing.T, front, body string) ([]Extern, string) {
	t.Helper()
	source := "---\n" + strings.TrimPrefix(front+"\n", "\n") + "titel: Over\nonderwerpen: [Spelen]\nphase: 1\nsamenvatting: Een hek.\n---\n\n" + body + "\n"
	f, ps := content.Split("content/trajecten/over.md", []byte(source), content.Markdown)
	d, more := traject.Parse(f)
	if ps = append(ps, more...); len(ps) > 0 {
		t.Fatalf("%v", ps)
	}
	_, facts := Traject(d, Given{Today: today})
	return facts.Extern, source
}

// A link that moved for good is mended where it stands, and nothing else is.
func TestWebMendsMovedLinks(t *testing.T) {
	const old, moved = "https://a.example/oud", "https://a.example/nieuw_adres?x=1&y=2#deel"
	for _, test := range []struct{ front, body, to, want string }{
		{"", "Lees [dit](" + old + " \"Titel\").", moved, "Lees [dit](" + moved + " \"Titel\")."},
		{"", "Lees <" + old + ">.", moved, "Lees <" + moved + ">."},
		{"contact:\n  pagina: '" + old + "'", "", moved, "  pagina: '" + moved + "'"},
		{"reden: |\n  Lees [dit](" + old + ").", "", moved, "  Lees [dit](" + moved + ")."},
		{"", "Lees [dit](" + old + ").", "https://a.example/a,b", ""},
		{"", "Lees [dit](" + old + ").", "https://a.example/", ""}, // where everything goes that is gone
	} {
		links, source := linksOf(t, test.front, test.body)
		ps := Web(links, map[string]WebAnswer{old: {State: WebFine, Status: 200, Moved: test.to}})
		if len(ps) != 1 || ps[0].Severity != diag.Info || (len(ps[0].Edits) == 1) != (test.want != "") {
			t.Errorf("%s%s: %+v", test.front, test.body, ps)
			continue
		}
		if test.want == "" {
			continue
		}
		e := ps[0].Edits[0]
		got := source[:e.Start] + e.New + source[e.End:]
		if !strings.Contains(got, test.want) || len(got) != len(source)+len(moved)-len(old) {
			t.Errorf("became %s", got)
		}
	}
}

func TestWebSeverity(t *testing.T) {
	links, _ := linksOf(t, "", "Lees [dit](https://a.example/).")
	for state, want := range map[WebState]diag.Severity{
		WebGone: diag.Warning, WebNoHost: diag.Warning, WebCertificate: diag.Warning, WebLoop: diag.Warning,
		WebRefused: diag.Info, WebSilent: diag.Info, WebPrivate: diag.Info,
	} {
		ps := Web(links, map[string]WebAnswer{"https://a.example/": {State: state}})
		if len(ps) != 1 || ps[0].Severity != want || ps[0].Message.NL == "" || ps[0].Hint.EN == "" || len(ps[0].Edits) > 0 {
			t.Errorf("%d: %+v", state, ps)
		}
	}
	for _, answers := range []map[string]WebAnswer{nil, {"https://a.example/": {State: WebFine}}} {
		if ps := Web(links, answers); len(ps) > 0 {
			t.Errorf("%v", ps)
		}
	}
}

// Only what leads to another website is asked for: no image, no e-mail, no page here.
func TestExternLinks(t *testing.T) {
	links, _ := linksOf(t, "contact:\n  pagina: https://b.example/", "[a](https://a.example/) [b](/over/) [c](mailto:a@b.example) ![d](https://c.example/x.png)")
	var got []string
	for _, l := range links {
		got = append(got, l.Adres)
	}
	if g := strings.Join(got, " "); g != "https://b.example/ https://a.example/" {
		t.Errorf("got %s", g)
	}
}
