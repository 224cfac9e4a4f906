package permalinks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/diag"
	. "weerklank/internal/permalinks"
)

func TestKindOf(t *testing.T) {
	for adres, want := range map[string]Kind{
		"/trajecten/wmo/": Traject, "/trajecten/wmo/hek/": Signaal, "/onderwerpen/zorg-2/": Onderwerp,
		"/bijeenkomsten/wmo-avond/": Bijeenkomst, "/adviezen/2024-12/": Advies, "/k/z-2024-1/": Kenmerk,
		"/over/": Pagina, "/media/Plan.v2.pdf": Media, "/media/map/plan.pdf": Media, "/trajecten/wmo/foto.JPG": Media,
		"/trajecten/wmo": None, "trajecten/wmo/": None, "/trajecten/wmo/versies/": None, "/trajecten/wmo/versies/2026-01-01/": None,
		"/trajecten/wmo/hek/nog/": None, "/trajecten/WMO/": None, "/nota/wmo/": None, "/poster/wmo/": None,
		"/onderwerpen/zorg/pagina/1/": None, "/": None, "": None, "//": None, "//evil.example/": None,
		"/../geheim/": None, "/media/../../geheim.pdf": None, "/media/.git": None, "/media/a b.pdf": None,
		"/k/a%2fb/": None, "https://a.example/over/": None, "/over/?x=1": None, "/over/#a": None, `\over\`: None,
		"/media/plan": None, "/feed.xml": None,
		"/trajecten/wmo/feed.xml": None, "/trajecten/wmo/citeer.ris": None, "/media/index.html": None, "/data/trajecten.json": None, "/" + strings.Repeat("a", 2000) + "/": None,
	} {
		if got := KindOf(adres); got != want {
			t.Errorf("%q is %d, want %d", adres, got, want)
		}
	}
}

// found returns the codes of ps, with their places.
func found(ps []diag.Problem) []string {
	var all []string
	for _, p := range ps {
		all = append(all, fmt.Sprintf("%s %d:%d-%d", p.Code, p.Range.Start.Line, p.Range.Start.Column, p.Range.End.Column))
	}
	return all
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		src     string
		entries string // by line
		found   []string
		fixed   string // after all edits; "" for src
	}{
		"tidy":             {"# Ja\n\n/a/\n/b/ -> /c/\n", "/a/\n/b/ -> /c/\n", nil, ""},
		"nothing":          {"", "", nil, ""},
		"no last line end": {"/a/", "/a/\n", []string{"adreslijst-volgorde 1:1-1"}, "/a/\n"},
		"unsorted":         {"/b/\n/a/\n", "/a/\n/b/\n", []string{"adreslijst-volgorde 2:1-1"}, "/a/\n/b/\n"},
		"twice":            {"/a/\n/a/\n", "/a/\n", []string{"adreslijst-volgorde 2:1-1"}, "/a/\n"},
		"with and without arrow": {"/a/\n/a/ -> /b/\n", "/a/ -> /b/\n",
			[]string{"adreslijst-volgorde 2:1-1"}, "/a/ -> /b/\n"},
		"two ways":               {"/a/ -> /b/\n/a/ -> /c/\n", "/a/ -> /c/\n", []string{"doorverwijzing 2:8-11"}, ""},
		"the same arrow twice":   {"/a/ -> /b/\n/a/ -> /b/\n", "/a/ -> /b/\n", []string{"adreslijst-volgorde 2:1-1"}, "/a/ -> /b/\n"},
		"spaces":                 {" /a/->/b/ \n", "/a/ -> /b/\n", []string{"adreslijst-volgorde 1:1-1"}, "/a/ -> /b/\n"},
		"comment in between":     {"/a/\n# Nee\n/b/\n", "/a/\n/b/\n", []string{"adreslijst-volgorde 2:1-1"}, "# Nee\n/a/\n/b/\n"},
		"empty line in between":  {"/a/\n\n/b/\n", "/a/\n/b/\n", []string{"adreslijst-volgorde 2:1-1"}, "/a/\n/b/\n"},
		"CRLF":                   {"# Ja\r\n/a/\r\n/b/\r\n", "/a/\n/b/\n", nil, ""},
		"CRLF and LF":            {"/a/\r\n/b/\n", "/a/\n/b/\n", []string{"adreslijst-volgorde 2:1-1"}, "/a/\r\n/b/\r\n"},
		"byte order mark":        {"\uFEFF/a/\n", "/a/\n", nil, ""},
		"conflict":               {"/a/\n<<<<<<< HEAD\n/b/\n||||||| x\n=======\n/c/\n>>>>>>> tak\n", "/a/\n/b/\n/c/\n", []string{"adreslijst 2:1-13", "adreslijst 4:1-10", "adreslijst 5:1-8", "adreslijst 7:1-12"}, "/a/\n/b/\n/c/\n"},
		"not an address":         {"/a/\n  één\n", "/a/\n", []string{"adreslijst 2:3-6"}, ""},
		"arrow from nothing":     {"-> /a/\n", "", []string{"adreslijst 1:1-7"}, ""},
		"arrow to nothing":       {"/a/ ->\n", "", []string{"doorverwijzing 1:7-7"}, ""},
		"arrow outside":          {"/a/ -> https://b.example/\n", "", []string{"doorverwijzing 1:7-26"}, ""},
		"arrow to another host":  {"/a/ -> //b.example/\n", "", []string{"doorverwijzing 1:7-20"}, ""},
		"arrow out of it":        {"/a/ -> /../b/\n", "", []string{"doorverwijzing 1:7-14"}, ""},
		"arrow to itself":        {"/a/ -> /a/\n", "", []string{"doorverwijzing 1:1-11"}, ""},
		"two arrows on one line": {"/a/ -> /b/ -> /c/\n", "", []string{"doorverwijzing 1:7-18"}, ""},
		"not text":               {"/a/\x00", "", []string{"tekencodering 0:0-0"}, ""},
		"Latin 1":                {"# \xe9\n", "", []string{"tekencodering 0:0-0"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, ps := Parse([]byte(c.src))
			if got := string(Format(nil, l.Entries)); got != c.entries {
				t.Errorf("entries %q, want %q", got, c.entries)
			}
			if got := found(ps); !slices.Equal(got, c.found) {
				t.Errorf("found %q, want %q", got, c.found)
			}
			want := c.fixed
			if want == "" {
				want = c.src
			}
			if got := fixed(c.src); got != want {
				t.Errorf("mended %q, want %q", got, want)
			}
		})
	}
}

// fixed makes the edits for src until there are none, as check --fix does.
func fixed(src string) string {
	mark := ""
	if rest, ok := strings.CutPrefix(src, "\uFEFF"); ok {
		mark, src = "\uFEFF", rest
	}
	for {
		_, ps := Parse([]byte(src))
		after := string(diag.Apply([]byte(src), ps))
		if after == src {
			return mark + src
		}
		src = after
	}
}

// Every problem says what to do, and the place is that of its line.
func TestProblemsShowTheirLine(t *testing.T) {
	_, ps := Parse([]byte("# Ja\r\n/a/ -> https://b.example/\r\ntrajecten/wmo\r\n"))
	if len(ps) != 2 {
		t.Fatal(ps)
	}
	if ps[0].Source != "/a/ -> https://b.example/" || ps[1].Source != "trajecten/wmo" || ps[1].Hint.IsZero() {
		t.Errorf("%+v", ps)
	}
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		src  string
		add  []string
		want string
	}{
		{"/b/\n/d/\n", []string{"/e/", "/a/", "/c/", "/c/d.pdf"}, "/a/\n/b/\n/c/\n/c/d.pdf\n/d/\n/e/\n"},
		{"# Ja\n", []string{"/a/"}, "# Ja\n/a/\n"},
		{"# Ja\r\n/b/\r\n", []string{"/a/"}, "# Ja\r\n/a/\r\n/b/\r\n"},
		{"", []string{"/a/"}, strings.Join(Head, "\n") + "\n/a/\n"},
		{"", nil, ""},
		{"/b/\n/a/\n", []string{"/c/"}, "/b/\n/a/\n"}, // to be tidied first
		{"/a/\nnee\n", []string{"/c/"}, "/a/\nnee\n"},
	} {
		l, _ := Parse([]byte(c.src))
		got := string(diag.Apply([]byte(c.src), []diag.Problem{{Edits: l.Add(c.add)}}))
		if got != c.want {
			t.Errorf("%q with %q: %q, want %q", c.src, c.add, got, c.want)
		}
		if _, ps := Parse([]byte(got)); got != c.src && len(ps) > 0 {
			t.Errorf("%q is not tidy: %v", got, found(ps))
		}
	}
}

func TestDying(t *testing.T) {
	l, _ := Parse([]byte("/a/\n/b/ -> /c/\n/c/\n/d/\n"))
	only := func(names ...string) func(string) bool {
		return func(a string) bool { return slices.Contains(names, a) }
	}
	if got := l.Dying(only("/a/", "/c/"), only("/x/")); len(got) != 1 || got[0].Van != "/d/" || got[0].Line != 4 {
		t.Errorf("%v", got)
	}
	if got := l.Dying(only("/a/", "/c/"), only("/d/")); len(got) != 0 {
		t.Errorf("taken away for somebody's privacy: %v", got)
	}
	l2, _ := Parse([]byte("/trajecten/a/\n/trajecten/a/x.pdf\n/trajecten/a/y/\n/trajecten/ab/\n"))
	if got := l2.Below("/trajecten/a/"); len(got) != 2 || got[0].Van != "/trajecten/a/x.pdf" {
		t.Errorf("below: %v", got)
	}
	if !l.Has("/b/") || l.Has("/e/") {
		t.Error("Has")
	}
}

func TestLikeness(t *testing.T) {
	if a, b := Likeness("wmo-beleid", "beleid-wmo"), Likeness("wmo-beleid", "schoolplein"); a <= 0.5 || b >= 0.35 {
		t.Errorf("%.2f %.2f", a, b)
	}
	if Likeness("", "") != 0 || Likeness("hek", "hek") != 1 {
		t.Error("the same and nothing")
	}
}

// Whatever stands in the file: what is understood stays inside the site, and
// mending it ends, loses no address that was understood, and is tidy.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"# Ja\n/a/\n/b/ -> /c/\n", "/b/\r\n/a/\n/b/->/d/\n", "<<<<<<< a\n/a/\n=======\n/b/ -> /../c/\n>>>>>>> b", "\uFEFF/media/x.pdf -> //y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		before, _ := Parse([]byte(src))
		for _, e := range before.Entries {
			if KindOf(e.Van) == None || e.Naar != "" && !Inside(e.Naar) || strings.Contains(e.String(), "..") && strings.Contains(e.String(), "/..") {
				t.Fatalf("%q gives %v", src, e)
			}
			if !strings.Contains(before.Source(e), e.Van) {
				t.Fatalf("%q: line %q of %v", src, before.Source(e), e)
			}
		}
		mended := fixed(src)
		after, ps := Parse([]byte(mended))
		for _, e := range before.Entries {
			if !after.Has(e.Van) {
				t.Fatalf("%q loses %s", src, e.Van)
			}
		}
		whole := len(ps) == 0
		edits := after.Add([]string{"/zzz/"})
		if whole != (len(edits) > 0) {
			t.Fatalf("%q: %v, %d edits", src, found(ps), len(edits))
		}
	})
}

// A large municipality after many years.
func many(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "/trajecten/traject-%06d/signaal-%d/\n", i/9, i%9)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	src := many(900_000)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if l, ps := Parse(src); len(l.Entries) != 900_000 || len(ps) > 0 {
			b.Fatal(len(l.Entries), ps)
		}
	}
}
