package serve_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	. "weerklank/internal/serve"
)

// A generator is the smallest one that can have everything go wrong. Each
// content/<name>.md is a page /<name>/ with the text of the file, and the front
// page lists them; what else is in content/ is copied.
//
//	FOUT in a file     is an error, on line 2
//	ONBEGRIJPELIJK     means that there is no page of the file
//	LETOP in a file    is a warning
//	PANIEK in a file   makes Load panic
//	RENDERSTUK         makes the page fail after its first half
//	themes/kapot       makes Load fail, with its text
type generator struct {
	loads atomic.Int32
	seen  func(fs.FS)    // called in each load; may be nil
	more  []diag.Problem // found in each load

	parts  []Part    // of each file
	banner lang.Text // of each page that is made from a file
	lists  []List
}

func (g *generator) load(_ context.Context, fsys fs.FS) (Snapshot, error) {
	g.loads.Add(1)
	if g.seen != nil {
		g.seen(fsys)
	}
	if why, err := fs.ReadFile(fsys, "themes/kapot"); err == nil {
		return Snapshot{}, lang.Errorf("thema kapot: %s", "theme broken: %s", why)
	}
	names, err := fs.Glob(fsys, "content/*")
	if err != nil || len(names) == 0 {
		return Snapshot{}, errors.New("no content")
	}
	problems := g.more
	files := map[string]func(io.Writer) error{}
	var list []string
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		base, isPage := strings.CutSuffix(path.Base(name), ".md")
		if err != nil {
			continue // a folder, or gone
		}
		if strings.Contains(string(text), "PANIEK") {
			panic("kan ik niet lezen")
		}
		problem := diag.Problem{File: name, Range: diag.Range{Start: diag.Pos{Line: 2, Column: 1}, End: diag.Pos{Line: 2, Column: 5}}}
		if strings.Contains(string(text), "FOUT") {
			problem.Severity, problem.Code, problem.Message = diag.Error, "mis", lang.T("dit is mis", "this is wrong")
			problem.Source, problem.Hint = "FOUT & meer", lang.T("maak het heel", "mend it")
			problems = append(problems, problem)
		}
		if strings.Contains(string(text), "LETOP") {
			problem.Severity, problem.Code, problem.Message = diag.Warning, "kijk", lang.T("kijk hier nog eens naar", "look at this again")
			problems = append(problems, problem)
		}
		if !isPage {
			files[path.Base(name)] = func(w io.Writer) error { _, err := w.Write(text); return err }
			continue
		}
		if strings.Contains(string(text), "ONBEGRIJPELIJK") {
			continue
		}
		list = append(list, base)
		render := func(w io.Writer) error {
			text, err := fs.ReadFile(fsys, name)
			fmt.Fprintf(w, "<!DOCTYPE html><title>%s</title><body class='x'><p>%s</p></body>", base, text)
			if strings.Contains(string(text), "RENDERSTUK") {
				return lang.Errorf("sjabloon faalt", "template fails")
			}
			return err
		}
		files[base+"/index.html"] = render
		if base == "404" {
			files["404.html"] = render
		}
	}
	files["index.html"] = func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "<!DOCTYPE html><title>Lijst</title><body>lijst: %s</body>", strings.Join(list, " "))
		return err
	}
	return Snapshot{
		Problems: problems,
		File:     func(p string) (func(io.Writer) error, bool) { f, ok := files[p]; return f, ok },
		Address: func(file string) string {
			if base, ok := strings.CutSuffix(path.Base(file), ".md"); ok {
				return "/" + base + "/"
			}
			return ""
		},
		Parts: func(string) []Part { return g.parts },
		Page: func(address string) Page {
			if base := strings.Trim(address, "/"); files[base+"/index.html"] != nil {
				return Page{File: "content/" + base + ".md", Banner: g.banner}
			}
			return Page{}
		},
		Lists: func() []List { return g.lists },
		Rules: []*diag.Rule{{
			Code: "regel", Group: diag.Plain, Severity: diag.Info, Source: "Een wet", Title: lang.T("Een regel", "A rule"),
			Why: lang.T("Daarom", "Because"), Wrong: "<fout>", Right: "goed",
		}},
	}, nil
}

// A site is a source folder and the preview of it, without a watch.
type site struct {
	*testing.T
	*generator
	dir    string
	server *Server
}

// write puts files, given as path and text by turns, in the source folder.
func write(t *testing.T, dir string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func newSite(t *testing.T, files ...string) *site {
	t.Helper()
	s := &site{T: t, generator: &generator{}, dir: t.TempDir()}
	write(t, s.dir, files...)
	server, err := New(Options{Addr: "127.0.0.1:1313", Source: s.dir, Load: s.load, Policy: "default-src 'none'"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	s.server = server
	s.server.Reload(t.Context())
	return s
}

// save writes files and loads the site again.
func (s *site) save(files ...string) {
	s.Helper()
	write(s.T, s.dir, files...)
	s.server.Reload(s.Context())
}

func (s *site) remove(name string) {
	s.Helper()
	if err := os.Remove(filepath.Join(s.dir, name)); err != nil {
		s.Fatal(err)
	}
	s.server.Reload(s.Context())
}

// do sends a request from a browser at the address of the preview, with headers
// given as name and value by turns.
func (s *site) do(method, url string, headers ...string) *http.Response {
	s.Helper()
	r := httptest.NewRequest(method, url, nil)
	r.Host = "localhost:1313"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// expect checks the status of a page and what stands in it: each of want, but
// not those that begin with "!".
func (s *site) expect(url string, status int, want ...string) {
	s.Helper()
	r := s.do("GET", url)
	page := body(s.T, r)
	if r.StatusCode != status {
		s.Errorf("%s: status %d, want %d", url, r.StatusCode, status)
	}
	for _, text := range want {
		text, not := strings.CutPrefix(text, "!")
		if strings.Contains(page, text) == not {
			s.Errorf("%s: contains %q = %v\n%s", url, text, not, page)
		}
	}
}

func TestAddresses(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo", "content/404.md", "weg", "content/stijl.css", "p{}", "content/f.xml", "<f/>", "content/_kop", "X")
	for _, test := range []struct {
		url    string
		status int
		kind   string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/a/", 200, "text/html; charset=utf-8"},
		{"/a/index.html", 200, "text/html; charset=utf-8"},
		{"/stijl.css", 200, "text/css; charset=utf-8"},
		{"/f.xml", 200, "application/xml; charset=utf-8"},
		{"/_kop", 200, "text/plain; charset=utf-8"},
		{"/b/", 404, "text/html; charset=utf-8"},
		{"/stijl.css/", 404, "text/html; charset=utf-8"},
		{"/../a/", 404, "text/html; charset=utf-8"},
		{"//a/", 404, "text/html; charset=utf-8"},
		{"/-/weerklank/preview.css", 200, "text/css; charset=utf-8"},
		{"/-/weerklank/preview.js", 200, "text/javascript; charset=utf-8"},
		{"/-/weerklank/panel.html", 404, "text/plain; charset=utf-8"},
		{"/-/weerklank/", 200, "text/html; charset=utf-8"},
		{"/-/weerklank/regels/", 404, "text/html; charset=utf-8"},
	} {
		r := s.do("GET", test.url)
		if got := r.Header.Get("Content-Type"); r.StatusCode != test.status || got != test.kind {
			t.Errorf("%s: %d %s, want %d %s", test.url, r.StatusCode, got, test.status, test.kind)
		}
		if got := r.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", test.url, got)
		}
		if got := r.Header.Get("Content-Security-Policy"); got != "default-src 'none'" {
			t.Errorf("%s: Content-Security-Policy %q", test.url, got)
		}
	}
	s.expect("/b/", 404, "<p>weg</p>")
}

func TestNotFoundWithoutPage(t *testing.T) {
	newSite(t, "content/a.md", "hallo").expect("/b/", 404, "Deze pagina bestaat niet", "/-/weerklank/preview.js")
}

func TestRedirectToSlash(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo")
	for url, want := range map[string]string{"/a": "/a/", "/a?x=1": "/a/?x=1", "//a": "", "/b": ""} {
		if got := s.do("GET", url).Header.Get("Location"); got != want {
			t.Errorf("%s goes to %q, want %q", url, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo")
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		if r := s.do(method, "/a/"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
	for _, url := range []string{"/a/", "/weg/"} {
		get, head := s.do("GET", url), s.do("HEAD", url)
		if b := body(t, head); b != "" || head.StatusCode != get.StatusCode {
			t.Errorf("HEAD %s: %d %q", url, head.StatusCode, b)
		}
	}
}

func TestPartOfFile(t *testing.T) {
	s := newSite(t, "content/film.mp4", "0123456789")
	if r := s.do("GET", "/film.mp4", "Range", "bytes=2-4"); r.StatusCode != 206 || body(t, r) != "234" {
		t.Errorf("status %d", r.StatusCode)
	}
}

func TestHost(t *testing.T) {
	for _, test := range []struct {
		addr string
		host string
		ok   bool
	}{
		{"127.0.0.1:1313", "localhost:1313", true},
		{"127.0.0.1:1313", "LOCALHOST.", true},
		{"127.0.0.1:1313", "wmo.localhost:1313", true},
		{"127.0.0.1:1313", "127.0.0.1:1313", true},
		{"127.0.0.1:1313", "[::1]:1313", true},
		{"127.0.0.1:1313", "[::1]", true},
		{"127.0.0.1:1313", "", false},
		{"127.0.0.1:1313", "example.org", false},
		{"127.0.0.1:1313", "localhost.example.org:1313", false},
		{"127.0.0.1:1313", "notlocalhost", false},
		{"127.0.0.1:1313", "192.0.2.7:1313", false},
		{"0.0.0.0:1313", "192.0.2.7:1313", true},
		{"0.0.0.0:1313", "[2001:db8::7]:1313", true},
		{"0.0.0.0:1313", "example.org:1313", false},
		{":1313", "192.0.2.7:1313", true},
		{":1313", "", false},
		{"192.0.2.7:1313", "192.0.2.7:1313", true},
		{"pc.example:1313", "pc.example:1313", true},
		{"pc.example:1313", "example.org:1313", false},
	} {
		server, err := New(Options{Addr: test.addr, Source: t.TempDir(), Load: new(generator).load})
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		server.Reload(t.Context())
		for _, url := range []string{"/", "/-/weerklank/", "/-/weerklank/regels/regel/", "/-/weerklank/preview.js"} {
			r := httptest.NewRequest("GET", url, nil)
			r.Host = test.host
			w := httptest.NewRecorder()
			server.ServeHTTP(w, r)
			if refused := w.Code == http.StatusMisdirectedRequest; refused == test.ok {
				t.Errorf("bound to %s, asked %s at host %q: status %d", test.addr, url, test.host, w.Code)
			}
		}
	}
}

func TestOnlyPagesGetOurPart(t *testing.T) {
	s := newSite(t, "content/a.md", "FOUT", "content/b.md", "b", "content/stijl.css", "p{}<body>", "content/t.txt", "<body>")
	s.expect("/b/", 200, "<body class='x'><link", "/-/weerklank/preview.js", "1 fout", "<p>b</p><aside", "</aside>\n</body>")
	s.expect("/stijl.css", 200, "p{}<body>", "!-/weerklank")
	s.expect("/t.txt", 200, "<body>", "!-/weerklank")
}

func TestPlaceOfOurPart(t *testing.T) {
	for _, test := range []struct{ before, between, after string }{
		{"<!DOCTYPE html><BODY\n class=\"a>b\">", "<p>x", "</BODY></html>"},
		{"<!-- <body> --><title><body></title><meta content='<body>'><script>'<body>'</script><body>", "<!-- </body> -->x<script>'</body>'</script>", "</body>"},
		{"<body>", "<p>open", ""},
		{"<p>zonder", "", ""},
		{"</body><body>", "x", ""},
		{"", "", ""},
	} {
		s := newSite(t, "content/p.html", test.before+test.between+test.after)
		page := body(t, s.do("GET", "/p.html"))
		top := strings.TrimPrefix(page, test.before)
		if !strings.HasPrefix(page, test.before+"<link rel=") || !strings.HasSuffix(page, "</aside>\n"+test.after) ||
			!strings.Contains(top, "</script>\n"+test.between+"<aside") || strings.Count(page, "<aside") != 1 {
			t.Errorf("%q: %s", test.before, page)
		}
	}
}

func TestSiteItselfStaysClean(t *testing.T) {
	g := &generator{}
	dir := t.TempDir()
	write(t, dir, "content/a.md", "FOUT", "content/b.md", "b")
	var made Snapshot
	server, err := New(Options{Addr: "localhost:0", Source: dir, Load: func(ctx context.Context, fsys fs.FS) (s Snapshot, err error) {
		made, err = g.load(ctx, fsys)
		return made, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	server.Reload(t.Context())
	r := httptest.NewRequest("GET", "http://localhost/b/", nil)
	server.ServeHTTP(httptest.NewRecorder(), r)

	render, ok := made.File("b/index.html")
	if !ok {
		t.Fatal("no page")
	}
	var b strings.Builder
	if err := render(&b); err != nil || strings.Contains(b.String(), "weerklank") || !strings.Contains(b.String(), "<p>b</p>") {
		t.Errorf("%v: %s", err, b.String())
	}
}

func TestBrokenFileKeepsItsLastGoodPage(t *testing.T) {
	s := newSite(t, "content/a.md", "eerst", "content/b.md", "b")
	s.expect("/a/", 200, "<p>eerst</p>", "!weerklank-paneel")

	s.save("content/a.md", "FOUT", "content/b.md", "b twee")
	s.expect("/a/", 200, "<p>eerst</p>", "content/a.md:2:1", "dit is mis", "maak het heel", "<mark>FOUT</mark> &amp; meer",
		"een eerdere versie van content/a.md", "!naar de pagina")
	s.expect("/b/", 200, "<p>b twee</p>", "Elders op de site: 1 fout.", "!dit is mis", "!eerdere versie van")
	s.expect("/", 200, "lijst: a b")

	s.save("content/a.md", "FOUT, nog steeds")
	s.expect("/a/", 200, "<p>eerst</p>", "dit is mis")

	s.save("content/a.md", "hersteld")
	s.expect("/a/", 200, "<p>hersteld</p>", "!weerklank-paneel")

	s.save("content/a.md", "FOUT")
	s.expect("/a/", 200, "<p>hersteld</p>", "dit is mis")
}

func TestFileThatNeverWasGood(t *testing.T) {
	s := newSite(t, "content/a.md", "FOUT hier", "content/b.md", "b")
	s.expect("/a/", 200, "<p>FOUT hier</p>", "dit is mis", "!data-absent", "<strong>1 fout.</strong>")
	s.save("content/a.md", "FOUT daar")
	s.expect("/a/", 200, "<p>FOUT daar</p>", "dit is mis")
	s.save("content/a.md", "FOUT ONBEGRIJPELIJK") // halfway through typing
	s.expect("/a/", 200, "<p>FOUT daar</p>", "dit is mis", "een eerdere versie van content/a.md")
	s.save("content/a.md", "FOUT weer")
	s.expect("/a/", 200, "<p>FOUT weer</p>", "!eerdere versie van")
}

func TestFileThatNeverWasUnderstoodIsLeftOut(t *testing.T) {
	s := newSite(t, "content/a.md", "FOUT ONBEGRIJPELIJK", "content/b.md", "b")
	s.expect("/a/", 404, "dit is mis", "1 fout: deze pagina is er nog niet.", "data-absent", "dit is mis", "Deze pagina verschijnt zodra content/a.md geen fouten meer heeft")
	s.expect("/", 200, "lijst: b<")
	s.save("content/a.md", "goed")
	s.expect("/a/", 200, "<p>goed</p>", "!weerklank-paneel")
}

func TestRemovedFileIsGone(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "content/b.md", "b")
	s.remove("content/a.md")
	s.expect("/a/", 404)
	s.expect("/", 200, "lijst: b<")
}

// An error about a file of which nothing is left (settings that must be there)
// brings the file back.
func TestMissingFileWithErrorIsReplaced(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "content/b.md", "b")
	s.more = []diag.Problem{{File: "content/a.md", Severity: diag.Error, Code: "weg", Message: lang.T("is weg", "is gone")}}
	s.remove("content/a.md")
	s.expect("/", 200, "lijst: a b")
	s.expect("/a/", 200, "<p>a</p>", "is weg")
}

func TestUnchangedFileWithErrorIsLoadedOnce(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.more = []diag.Problem{{File: "content/a.md", Severity: diag.Error, Code: "koppeling", Message: lang.T("doel is weg", "target is gone")}}
	before := s.loads.Load()
	s.server.Reload(t.Context())
	if n := s.loads.Load() - before; n != 1 {
		t.Errorf("%d loads, want 1", n)
	}
	s.expect("/a/", 200, "<p>a</p>", "doel is weg", "!eerdere versie van")
}

func TestOtherFilesWithErrorsAreShownAsTheyAre(t *testing.T) {
	s := newSite(t, "content/stijl.css", "FOUT")
	s.expect("/stijl.css", 200, "FOUT")
	s.expect("/-/weerklank/", 200, "dit is mis")
}

func TestTipsAreClosed(t *testing.T) {
	s := newSite(t, "content/a.md", "LETOP", "content/b.md", "b")
	s.expect("/a/", 200, "<p>LETOP</p>", "<h3>1 waarschuwing</h3>", "kijk hier nog eens naar", "!<details", "!eerdere versie van")
	s.more = []diag.Problem{{File: "content/a.md", Range: diag.At(1, 1), Severity: diag.Info, Code: "c", Message: lang.T("zo kan het ook", "")}}
	s.save("content/a.md", "FOUT")
	s.expect("/a/", 200, "<h3>1 fout</h3>", "Begin met de fouten", "<details data-name=\"tip\">\n<summary>1 tip</summary>", "zo kan het ook")
}

// Errors are also said where somebody who is far down the page sees it.
func TestBarSaysThatThereAreErrors(t *testing.T) {
	const bar = "<strong>1 fout"
	s := newSite(t, "content/a.md", "a", "content/b.md", "LETOP", "content/c.md", "c")
	s.expect("/b/", 200, "!"+bar, "<p>1 waarschuwing <a")
	s.expect("/c/", 200, "!"+bar, "Geen meldingen over deze pagina.")
	s.save("content/a.md", "FOUT")
	s.expect("/a/", 200, bar+": deze pagina is niet bijgewerkt.", `href="#weerklank-preview">Bekijk</a>`, ` id="weerklank-preview"`, " data-alarm")
	s.expect("/b/", 200, "!"+bar, "Elders op de site: 1 fout.", " data-alarm")
	s.expect("/c/", 200, "<strong>Elders op de site: 1 fout.</strong>", `<a href="/-/weerklank/">`)
	s.save("content/a.md", "a", "themes/kapot", "regel 3")
	s.expect("/a/", 200, "u ziet een oude versie")
}

// A page has the findings of its own file, and of the pages above it.
func TestPanelIsAboutThePage(t *testing.T) {
	s := newSite(t, "content/a.md", "LETOP", "content/b.md", "LETOP")
	s.expect("/b/deel/", 404, "content/b.md:2", "!content/a.md:2")
	s.expect("/", 200, "!content/a.md:2", "Geen meldingen over deze pagina.", "Elders op de site: 2 waarschuwingen.", `<a href="/-/weerklank/">`)
}

// A page that shows a part of a file has what is about that part before what is
// about the rest, which leads to the page of the whole.
func TestPartOfFileComesFirst(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.parts = []Part{{"een", "/a/een/", 5, 9}, {"twee", "/a/twee/", 9, 12}}
	for _, line := range []int{2, 6, 9, 12} {
		s.more = append(s.more, diag.Problem{File: "content/a.md", Range: diag.At(line, 1), Severity: diag.Warning, Code: "c", Message: lang.F("melding %d", "", line), Source: "  reden: Woorden van nu"})
	}
	s.server.Reload(t.Context())
	page := body(t, s.do("GET", "/a/een/"))
	own, rest, ok := strings.Cut(page, "Elders in dit bestand: 3 waarschuwingen")
	if !ok || !strings.Contains(own, "melding 6") || strings.Contains(own, "melding 9") || strings.Contains(rest, "melding 6") {
		t.Errorf("the page of a part: %s", page)
	}
	if !strings.Contains(rest, `<a href="/a/#weerklank-`) {
		t.Errorf("nothing leads to the page of the whole: %s", rest)
	}
	s.expect("/a/", 200, `data-anchor="een"`, `data-anchor="twee"`, `<a href="#een"`, `data-around="Woorden van nu"`, "!Elders in dit bestand")
	if page := body(t, s.do("GET", "/a/")); strings.Count(page, "data-anchor") != 2 {
		t.Errorf("lines 2 and 12 are in no part: %s", page)
	}
}

// The name of a finding stays while lines are added above it.
func TestFindingKeepsItsName(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	name := regexp.MustCompile(`<li class="\S+" id="(weerklank-[0-9a-f]+)"`)
	find := func(line int) string {
		s.more = []diag.Problem{{File: "content/a.md", Range: diag.At(line, 1), Severity: diag.Warning, Code: "c", Source: "tekst"}}
		s.server.Reload(t.Context())
		m := name.FindStringSubmatch(body(t, s.do("GET", "/a/")))
		if m == nil {
			t.Fatal("no finding")
		}
		return m[1]
	}
	if a, b := find(3), find(7); a != b {
		t.Errorf("%s became %s", a, b)
	}
}

func TestBanner(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "content/b.md", "b")
	s.banner = lang.T("Concept", "Draft")
	s.server.Reload(t.Context())
	s.expect("/a/", 200, `<p class="weerklank-preview__banner">Concept</p>`)
	s.expect("/", 200, "!__banner")
}

// A link to the editor holds a path of this computer: only for a site that VS
// Code is used for, and only when nobody else can look.
func TestEditor(t *testing.T) {
	s := newSite(t, "content/een é.md", "LETOP")
	s.expect("/een%20%C3%A9/", 200, "content/een é.md:2:1", "!vscode:")
	s.save(".vscode/settings.json", "{}")
	s.expect("/een%20%C3%A9/", 200, `href="vscode://file`+filepath.ToSlash(s.dir)+`/content/een%20%C3%A9.md:2:1"`)
	s.expect("/-/weerklank/", 200, "vscode://file")

	server, err := New(Options{Addr: "0.0.0.0:1313", Source: s.dir, Load: s.load})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	server.Reload(t.Context())
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/-/weerklank/", nil))
	if w.Code != 200 || strings.Contains(w.Body.String(), "vscode:") || strings.Contains(w.Body.String(), s.dir) {
		t.Errorf("others get the path: %s", w.Body)
	}
}

func TestStartPage(t *testing.T) {
	s := newSite(t, "content/a.md", "LETOP", "content/b.md", "b", "content/c.md", "c")
	s.expect("/-/weerklank/", 200, "De site kan worden gepubliceerd.", "Kijk eerst nog naar de waarschuwingen.")
	s.more = []diag.Problem{{File: "content/site.yaml", Severity: diag.Info, Code: "regel", Message: lang.T("over de site", "")}}
	s.lists = []List{
		{ID: "later", Title: lang.T("Nog niet", ""), Items: []Item{{Title: lang.T("Verhaal", ""), Address: "/c/", Note: lang.T("vanaf 1 december", ""), File: "content/c.md"}}},
		{ID: "leeg", Title: lang.T("Leeg", ""), None: lang.T("Er is niets.", "")},
	}
	s.save("content/b.md", "FOUT")
	s.expect("/-/weerklank/", 200, "De site kan nog niet worden gepubliceerd: 1 fout.", "Begin met de fouten.",
		"<code>content/b.md</code>: 1 fout", "<code>content/a.md</code>: 1 waarschuwing", `<a href="/b/#weerklank-`, "over de site",
		`<h2 id="later" tabindex="-1">Nog niet</h2>`, `<a href="/c/">Verhaal</a><br>vanaf 1 december <code>content/c.md</code>`, "<p>Er is niets.</p>",
		`<th scope="row">Duidelijke taal</th><td>0</td><td>0</td><td>1</td>`)
	page := body(t, s.do("GET", "/-/weerklank/"))
	if strings.Index(page, "content/b.md</code>") > strings.Index(page, "content/a.md</code>") {
		t.Error("the file with an error does not come first")
	}
	s.expect("/-/weerklank/?toon=waarschuwing", 200, "kijk hier nog eens naar", "!dit is mis", "!over de site", `aria-current="true">1 waarschuwing`)
	s.expect("/-/weerklank/?toon=%3Cb%3E", 200, "dit is mis", "over de site", `aria-current="true">alles (3)`)
}

func TestStartPageWithoutFindingsIsShort(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.expect("/-/weerklank/", 200, "Alles is in orde", "Er zijn geen meldingen.", "!<h2", "!<table", "!toon=")
}

func TestStartPageIsCut(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.lists = []List{{ID: "wacht", Title: lang.T("Wat wacht", ""), Items: []Item{{Title: lang.T("Een", "")}}, More: 250}}
	for i := range 1500 {
		s.more = append(s.more, diag.Problem{File: fmt.Sprintf("content/%04d.md", i), Severity: diag.Warning, Code: "c"})
	}
	s.server.Reload(t.Context())
	s.expect("/-/weerklank/", 200, "content/0199.md", "!content/0200.md", "Er zijn nog 1300 meldingen in andere bestanden", "Wat wacht (251)", "<p>En nog 250;")
	for i := range s.more {
		s.more[i].Severity = diag.Error
	}
	s.server.Reload(t.Context())
	page := body(t, s.do("GET", "/-/weerklank/"))
	if open := regexp.MustCompile(`<details[^>]* open>`).FindAllString(page, -1); len(open) != 20 {
		t.Errorf("%d files are open, so that nobody sees what follows", len(open))
	}
}

func TestStartPageWithoutSite(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "themes/kapot", "<b>")
	s.expect("/-/weerklank/", 200, "De site kan niet worden gemaakt.", "thema kapot: &lt;b&gt;")
}

func TestRuleIsExplained(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.more = []diag.Problem{{File: "content/a.md", Severity: diag.Warning, Code: "regel"}, {File: "content/a.md", Severity: diag.Warning, Code: "vreemd"}}
	s.server.Reload(t.Context())
	s.expect("/a/", 200, `<a href="/-/weerklank/regels/regel/">Uitleg [regel]</a>`, "<li>[vreemd]</li>")
	s.expect("/-/weerklank/regels/regel/", 200, "<h1>Een regel</h1>", "Daarom", "<code>&lt;fout&gt;</code>", "<code>goed</code>", "Een wet", "<strong>Waarschuwing.</strong>")
	s.expect("/-/weerklank/regels/vreemd/", 404, "Deze uitleg bestaat niet")
}

func TestLongListIsCut(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	for i := range 70 {
		s.more = append(s.more, diag.Problem{File: "content/a.md", Range: diag.At(i+1, 1), Severity: diag.Warning, Code: "c"})
	}
	s.server.Reload(t.Context())
	s.expect("/a/", 200, "70 waarschuwingen", "content/a.md:50:1", "!content/a.md:51:1", "… en nog 20;")
}

func TestMarker(t *testing.T) {
	at := func(l1, c1, l2, c2 int) diag.Range {
		return diag.Range{Start: diag.Pos{Line: l1, Column: c1}, End: diag.Pos{Line: l2, Column: c2}}
	}
	long := strings.Repeat("é", 1000)
	for _, test := range []struct {
		source string
		at     diag.Range
		want   string
	}{
		{"één twee drie", at(1, 5, 1, 9), "<code>één <mark>twee</mark> drie</code>"},
		{"een twee", at(1, 5, 1, 5), "<code>een <mark>t</mark>wee</code>"},
		{"een twee", at(1, 5, 3, 1), "<code>een <mark>twee</mark></code>"},
		{"een", at(1, 4, 1, 4), "<code>een<mark> </mark></code>"},
		{"een", at(1, 40, 1, 50), "<code>een<mark> </mark></code>"},
		{"een\r\n", at(1, 1, 1, 90), "<code><mark>een</mark></code>"},
		{long + "X" + long, at(1, 1001, 1, 1002), "<code>…" + long[:400] + "<mark>X</mark>" + long[:400] + "…</code>"},
	} {
		s := newSite(t, "content/a.md", "a")
		s.more = []diag.Problem{{File: "content/a.md", Range: test.at, Severity: diag.Warning, Source: test.source}}
		s.server.Reload(t.Context())
		s.expect("/a/", 200, test.want)
	}
}

func TestTextOfProblemsIsEscaped(t *testing.T) {
	const evil = `<script>alert("x")</script>`
	s := newSite(t, "content/a.md", "a")
	s.more = []diag.Problem{{
		File: "content/" + evil + ".md", Range: diag.At(1, 1), Severity: diag.Warning, Code: evil,
		Message: lang.T(evil, ""), Hint: lang.T(evil, ""), Source: evil,
	}}
	s.server.Reload(t.Context())
	s.expect("/-/weerklank/", 200, "&lt;script&gt;alert", "!<script>")
	s.more[0].File = "content/a.md"
	s.banner = lang.T(evil, "")
	s.server.Reload(t.Context())
	s.expect("/a/", 200, "&lt;script&gt;alert", "!<script>")
}

func TestProblemsInEnglish(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "content/a.md", "LETOP")
	server, err := New(Options{Addr: "localhost:0", Source: dir, Load: new(generator).load, Lang: lang.EN})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	server.Reload(t.Context())
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/a/", nil))
	for _, want := range []string{"look at this again", `lang="en"`, "1 warning"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %q in %s", want, w.Body)
		}
	}
}

func TestLoadErrorKeepsTheSite(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.save("themes/kapot", "regel 3", "content/a.md", "nieuw")
	s.expect("/a/", 200, "thema kapot: regel 3", "laatste versie die wel kon")
	s.remove("themes/kapot")
	s.expect("/a/", 200, "<p>nieuw</p>", "!thema kapot")
}

func TestLoadErrorFromTheStart(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "themes/kapot", "<b>")
	s.expect("/a/", 500, "De site kan niet worden gemaakt", "thema kapot: &lt;b&gt;", "/-/weerklank/preview.js", "!laatste versie die wel kon")
	s.remove("themes/kapot")
	s.expect("/a/", 200, "<p>a</p>")
}

func TestPanicOfLoadIsAnError(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "content/b.md", "b")
	s.save("content/a.md", "PANIEK")
	s.expect("/b/", 200, "<p>b</p>", "fout in Weerklank zelf", "kan ik niet lezen")
}

func TestFailingPageIsNotSentByHalf(t *testing.T) {
	s := newSite(t, "content/a.md", "RENDERSTUK LETOP", "content/b.md", "b")
	s.expect("/a/", 500, "Deze pagina kan niet worden gemaakt", "sjabloon faalt", "kijk hier nog eens naar", "!RENDERSTUK")
	s.expect("/b/", 200, "<p>b</p>")
}

func TestPageIsMadeFromWhatWasChecked(t *testing.T) {
	s := newSite(t, "content/a.md", "gezien")
	write(t, s.dir, "content/a.md", "nog niet gezien")
	s.expect("/a/", 200, "<p>gezien</p>")
	s.server.Reload(t.Context())
	s.expect("/a/", 200, "<p>nog niet gezien</p>")
}

// What Load gets must behave as a file system in every respect, also where
// files are replaced and left out.
func TestViewIsAFileSystem(t *testing.T) {
	s := newSite(t, "content/a.md", "a", "content/b.md", "b", "content/map/c.txt", "c", "content/x.css", "x")
	checked := 0
	s.seen = func(fsys fs.FS) {
		want := []string{"content/a.md", "content/b.md", "content/map/c.txt", "content/x.css"}
		if a, err := fs.ReadFile(fsys, "content/a.md"); err == nil && string(a) == "FOUT" {
			want = append(want, "content/d.md")
		} else if err := absent(fsys, "content/d.md"); err != nil {
			t.Error(err)
		}
		if err := fstest.TestFS(fsys, want...); err != nil {
			t.Error(err)
		}
		checked++
	}
	s.save("content/a.md", "FOUT", "content/d.md", "FOUT ONBEGRIJPELIJK")
	if checked != 2 {
		t.Errorf("%d loads, want one of the disk and one without errors", checked)
	}
}

// absent returns an error if name can be reached in any way.
func absent(fsys fs.FS, name string) error {
	if _, err := fsys.Open(name); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open %s: %v", name, err)
	}
	if _, err := fs.Stat(fsys, name); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("stat %s: %v", name, err)
	}
	list, err := fs.ReadDir(fsys, path.Dir(name))
	for _, d := range list {
		if d.Name() == path.Base(name) {
			return fmt.Errorf("%s is listed", name)
		}
	}
	return err
}

func TestLinksOutOfTheFolderAreRefused(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "geheim.md", "geheim")
	s := newSite(t, "content/b.md", "b")
	if err := os.Symlink(filepath.Join(outside, "geheim.md"), filepath.Join(s.dir, "content", "a.md")); err != nil {
		t.Fatal(err)
	}
	s.server.Reload(t.Context())
	s.expect("/a/", 404, "!geheim")
}

func TestNothingIsWritten(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	s.save("content/a.md", "FOUT")
	s.expect("/a/", 200)
	var names []string
	fs.WalkDir(os.DirFS(s.dir), ".", func(p string, d fs.DirEntry, err error) error {
		names = append(names, p)
		return err
	})
	if got := strings.Join(names, " "); got != ". content content/a.md" {
		t.Errorf("files: %s", got)
	}
}

func TestOwnPagesAreForThePreviewOnly(t *testing.T) {
	s := newSite(t, "content/a.md", "a")
	for _, test := range []struct {
		header, value string
		ok            bool
	}{
		{"Sec-Fetch-Site", "same-origin", true},
		{"Sec-Fetch-Site", "none", true},
		{"Sec-Fetch-Site", "cross-site", false},
		{"Sec-Fetch-Site", "same-site", false},
		{"Origin", "http://localhost:1313", true},
		{"Origin", "http://localhost:8080", false},
		{"Origin", "https://example.org", false},
		{"Origin", "null", false},
	} {
		for _, url := range []string{"/-/weerklank/events", "/-/weerklank/", "/-/weerklank/regels/regel/"} {
			r := s.do("HEAD", url, test.header, test.value)
			if ok := r.StatusCode == 200; ok != test.ok {
				t.Errorf("%s: %s: %s: status %d", url, test.header, test.value, r.StatusCode)
			}
		}
	}
	// Somebody may have the address in a mail.
	for url, status := range map[string]int{"/-/weerklank/": 200, "/-/weerklank/events": 403} {
		if r := s.do("HEAD", url, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"); r.StatusCode != status {
			t.Errorf("a link to %s: status %d", url, r.StatusCode)
		}
	}
}

func TestRequestWaitsForTheFirstLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "content/a.md", "a")
	server, err := New(Options{Addr: "localhost:0", Source: dir, Load: new(generator).load})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	w, done := httptest.NewRecorder(), make(chan struct{})
	go func() {
		server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/a/", nil))
		close(done)
	}()
	server.Reload(t.Context())
	<-done
	if w.Code != 200 || !strings.Contains(w.Body.String(), "<p>a</p>") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestUnreadableSource(t *testing.T) {
	_, err := New(Options{Addr: "localhost:0", Source: filepath.Join(t.TempDir(), "weg")})
	if e, ok := errors.AsType[*lang.Error](err); !ok || !strings.Contains(e.Text.NL, "weg") {
		t.Errorf("error %v", err)
	}
}
