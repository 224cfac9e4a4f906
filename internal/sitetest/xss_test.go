package sitetest

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/go-rod/rod/lib/proto"
)

// What somebody pastes into a text must stay text, whatever check says of it: so
// this looks at the preview, which shows files with errors too, and at what is
// there when no policy protects the visitor.
//
//	XSS=all go test -run TestNothingGetsIn -timeout 2h
//
// puts every vector in every field; otherwise each vector is in a few of them,
// and each field has a few dozen.
func TestNothingGetsIn(t *testing.T) {
	vectors := corpus(t)
	if len(vectors) < 300 {
		t.Fatalf("only %d vectors", len(vectors))
	}
	h := hostileSite(t, vectors)
	pages := h.crawl(t)
	if len(pages) < 200 {
		t.Fatalf("only %d files were seen", len(pages))
	}
	kinds := map[string]int{}
	for address, f := range pages {
		kinds[path.Ext(strings.TrimSuffix(address, "/"))]++
		failOn(t, f.runs(address))
	}
	for _, kind := range []string{"", ".xml", ".json", ".ics", ".csv", ".css", ".ris", ".txt"} {
		if kinds[kind] == 0 {
			t.Errorf("no file %q was looked at: %v", kind, kinds)
		}
	}
	w := openWatched(t)
	server := pages.serve(t)
	for _, address := range pages.sample() {
		failOn(t, w.tries(server, address))
	}
}

// The checks themselves must see what they are there for.
func TestWhatGetsInIsSeen(t *testing.T) {
	faults := map[string]string{
		"/script/":   `<script>alert(1)</script>`,
		"/beeld/":    `<img src="http://evil.example/pixel.gif">`,
		"/klik/":     `<a href="javascript:alert(1)">x</a>`,
		"/aanwijs/":  `<p onmouseover="alert(1)">x</p>`,
		"/lijst/":    `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
		"/svg/":      `<svg onload=alert(1)></svg>`,
		"/stijl/":    `<p style="background:url(http://evil.example/b)">x</p>`,
		"/door/":     `<meta http-equiv="refresh" content="0;url=http://evil.example/">`,
		"/stuur/":    `<form action="http://evil.example/"><button>x</button></form>`,
		"/bladen/":   `<link rel="stylesheet" href="http://evil.example/x.css">`,
		"/sjabloon/": `<p><svg><a xlink:href="javascript:alert(1)"><text y="9">x</text></a></svg></p>`,
	}
	pages := served{}
	for address, body := range faults {
		pages[address] = file{"text/html; charset=utf-8", "<!DOCTYPE html><title>x</title><body>" + body}
	}
	server, w := pages.serve(t), openWatched(t)
	for address, f := range pages {
		if len(f.runs(address)) == 0 {
			t.Errorf("%s is not seen in the HTML", f.body)
		}
		if len(w.tries(server, address)) == 0 {
			t.Errorf("%s is not seen in the browser", f.body)
		}
	}
	for address, body := range map[string]string{
		"/a.xml": `<feed xmlns="http://www.w3.org/2005/Atom"><content type="html">&lt;img src=x onerror=alert(1)></content></feed>`, "/b.xml": `<feed><link href="javascript:alert(1)"/></feed>`,
		"/c.xml": `<feed><script xmlns="http://www.w3.org/1999/xhtml"/></feed>`, "/d.xml": `<feed>`, "/e.xml": `<!DOCTYPE x []><feed/>`,
		"/a.json": `{"content_html":"<script>alert(1)</script>"}`, "/b.json": `{"url":"javascript:alert(1)"}`, "/c.json": `{`,
		"/a.ics": "BEGIN:VCALENDAR\r\nATTACH:http://evil.example/\r\nEND:VCALENDAR\r\n", "/b.ics": "BEGIN:VEVENT\r\n", "/c.ics": "x\n",
		"/a.csv": "a,b\r\n=1+1,2\r\n", "/b.csv": "a,b\r\n1\r\n", "/excel.csv": "a;b\r\n\"\t+1\";2\r\n",
		"/a.ris": "TY  - WEB\r\nevil\r\nER  - \r\n", "/b.ris": "TY  - WEB\r\nER  - \r\nER  - \r\n",
		"/a.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "/a.css": "p{background:url(//evil.example/b)}", "/b.css": `@import "x"`,
		"/_redirects": "/* http://evil.example/ 301", "/_headers": "/*\n  Content-Security-Policy: script-src *", "/robots.txt": "Sitemap: http://evil.example/",
	} {
		if len((file{"", body}).runs(address)) == 0 {
			t.Errorf("%s: %s is not seen", address, body)
		}
	}
}

// corpus reads the vectors of testdata/xss.
func corpus(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/xss/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(string(b), "\n"), "\n") {
			if strings.HasPrefix(line, "#! ") {
				continue
			}
			v, err := unescaped(line)
			if err != nil {
				t.Fatalf("%s: %q: %v", name, line, err)
			}
			all = append(all, v)
		}
	}
	return all
}

func unescaped(s string) (string, error) {
	var b []byte
	for s != "" {
		r, multibyte, rest, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			return "", err
		}
		if multibyte {
			b = utf8.AppendRune(b, r)
		} else {
			b = append(b, byte(r))
		}
		s = rest
	}
	return string(b), nil
}

// A hostile is a site of which every field is an attempt.
type hostile struct {
	dir     string
	vectors []string
	step    int
}

func hostileSite(t *testing.T, vectors []string) *hostile {
	t.Helper()
	h := &hostile{dir: t.TempDir(), vectors: vectors}
	src, err := everyKey()
	if err != nil {
		t.Fatal(err)
	}
	src = regexp.MustCompile(`(?m)^voorbeeld:.*\n`).ReplaceAllString(src, "") // or it is in no feed and in no table
	marks := regexp.MustCompile(`(?:https://voorbeeld\.example/)?merk-[a-z-]+(?:@voorbeeld\.example)?`)
	front, _, _ := strings.Cut(strings.TrimPrefix(src, "---\n"), "\n---\n")
	fields := len(marks.FindAllString(front, -1))
	h.step = max(fields-20, 1)
	if os.Getenv("XSS") == "all" {
		h.step = 1
	}
	for row := 0; row*h.step < len(vectors); row++ {
		n := row * h.step
		text := marks.ReplaceAllStringFunc(front, func(mark string) string {
			n++
			switch {
			case strings.HasSuffix(mark, "-id") || mark == "merk-advies-kenmerk": // others refer to it
				return mark
			case n%7 == 0 && row%2 == 0: // a mapping that YAML reads in another way than in quotes, if at all
				return block(h.vector(n), 8)
			}
			return quoted(h.vector(n))
		})
		h.write(t, fmt.Sprintf("content/trajecten/veld-%d.md", row), "---\n"+text+"\n---\n\n"+h.vector(n)+"\n\nSlot.\n")
	}
	h.write(t, "content/site.yaml", h.settings())
	h.texts(t)
	h.media(t)
	h.table(t)
	return h
}

// vector returns the n-th vector, as characters: no file with other bytes is
// understood. For those there is [hostile.texts].
func (h *hostile) vector(n int) string {
	return strings.ToValidUTF8(h.vectors[n%len(h.vectors)], "\ufffd")
}

func (h *hostile) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(h.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// quoted writes a text as YAML in double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// block writes a text as a YAML block, where that can be.
func block(s string, indent int) string {
	if strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff
	}) || strings.HasPrefix(s, " ") {
		return quoted(s)
	}
	pad := "\n" + strings.Repeat(" ", indent)
	return "|" + pad + strings.ReplaceAll(s, "\n", pad)
}

// settings is a site.yaml in which every text is an attempt; each takes its share
// of the vectors, for this is one file.
func (h *hostile) settings() string {
	n := 0
	text := func() string {
		var some []string
		for i := range len(h.vectors)/20 + 1 {
			some = append(some, h.vector(n+20*i))
		}
		n++
		return quoted(strings.Join(some, " "))
	}
	links := regexp.MustCompile(`^\W*[A-Za-z%&]+\W`)
	var menu strings.Builder
	for i, v := range h.vectors {
		if links.MatchString(v) && i%20 == 3 {
			fmt.Fprintf(&menu, "  - {titel: %s, link: %s}\n", quoted(h.vector(i)), quoted(h.vector(i)))
		}
	}
	return "titel: " + text() + "\norganisatie: " + text() + "\nbase-url: https://www.site.example/\nbesloten-door: " + text() +
		"\nhuisstijl: media/huisstijl.css\nlogo: media/logo.svg\nlicentie-data: " + text() + "\nsecurity-contact: " + quoted("javascript:alert(1)") +
		"\ncontact: {e-mail: " + quoted(`"onmouseover=alert(1)"@voorbeeld.example`) + ", telefoon: " + text() + ", pagina: " + quoted("javascript:alert(1)") +
		"}\nmenu:\n" + menu.String() + "synoniemen:\n  " + text() + ": [" + text() + ", " + text() + "]\nwoorden:\n  " + text() + ": " + text() +
		"\ngeen-persoonsgegevens:\n  - {waarde: " + text() + ", reden: " + text() + "}\nregels:\n  lange-zin: {ernst: uit, reden: " + text() +
		"}\ntoegankelijkheid:\n  status: B\n  register: " + quoted("javascript:alert(1)") + "\n  datum: 2026-10-01\n  onderzoek: " + quoted("data:text/html,<script>alert(1)</script>") +
		"\n  reikwijdte: " + text() + "\n  norm: " + text() + "\n  termijn: " + text() + "\n  contact: {telefoon: " + text() + "}\n  afwijkingen:\n    - {criterium: " + text() +
		", beschrijving: " + text() + ", oorzaak: " + text() + ", gevolg: " + text() + ", alternatief: " + text() + ", maatregel: " + text() + "}\n"
}

// texts writes pages and topics that hold every vector, as Markdown and as it
// would be in a list, and the ledger with addresses that are none.
func (h *hostile) texts(t *testing.T) {
	const most = 40
	for i := 0; i < len(h.vectors); i += most {
		var body, raw strings.Builder
		for _, v := range h.vectors[i:min(i+most, len(h.vectors))] {
			raw.WriteString(v + "\n\n")
			v = strings.ToValidUTF8(v, "\ufffd")
			fmt.Fprintf(&body, "> %s\n\n%s\n\nEn *zo* %s verder.\n\n", strings.ReplaceAll(v, "\n", "\n> "), strings.ReplaceAll("- "+v, "\n", "\n  "), v)
		}
		front := fmt.Sprintf("---\ntitel: %s\n---\n\n", quoted(h.vector(i)))
		h.write(t, fmt.Sprintf("content/paginas/tekst-%d.md", i), front+body.String())
		h.write(t, fmt.Sprintf("content/paginas/bytes-%d.md", i), front+raw.String())
		h.write(t, fmt.Sprintf("content/onderwerpen/tekst-%d.md", i), front+body.String())
	}
	var ledger strings.Builder
	for i := range h.vectors {
		fmt.Fprintf(&ledger, "/oud-%d/ -> %s\n", i, strings.ReplaceAll(h.vector(i), "\n", " "))
	}
	h.write(t, "content/permalinks.txt", ledger.String())
}

// media writes drawings that do more than draw, files with names that no address
// can have, and a house style.
func (h *hostile) media(t *testing.T) {
	var css strings.Builder
	css.WriteString(".gemeente-theme {\n")
	for i, v := range h.vectors {
		v = h.vector(i)
		if strings.Contains(v, "<svg") {
			xml := strings.Replace(v, "<svg", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"`, 1)
			h.write(t, fmt.Sprintf("content/media/tekening-%d.svg", i), xml)
			h.write(t, fmt.Sprintf("content/media/tekening-%d-heel.svg", i), xml+"</svg>")
		}
		if !strings.ContainsAny(v, "/\x00") && len(v) < 200 && i%5 == 0 {
			h.write(t, "content/media/"+v+".png", "x")
			h.write(t, "content/trajecten/"+v+".md", "x")
		}
		if !strings.ContainsAny(v, "\"'{}()/*\n") { // what leaves the rest of the sheet as it is
			fmt.Fprintf(&css, "  --utrecht-link-color: %s;\n  --utrecht-document-font-family: %[1]s;\n", v)
		}
	}
	css.WriteString("  --utrecht-page-header-background-color: url(http://evil.example/b);\n  --utrecht-heading-color: red;\n}\n")
	h.write(t, "content/media/huisstijl.css", css.String())
	h.write(t, "content/media/logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`)
}

// table writes a table that holds every vector, and imports it.
func (h *hostile) table(t *testing.T) {
	t.Helper()
	weerklank, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	out := csv.NewWriter(&b)
	cell := func(n int) string { // a table with other characters is refused
		return regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x9f]`).ReplaceAllString(h.vector(n), "")
	}
	out.Write([]string{"Nr", "Opmerking", "Terugkoppeling", "Onderwerp", "Status"})
	for i := 0; i < len(h.vectors); i += 5 {
		out.Write([]string{fmt.Sprint(i + 1), "Zin: " + cell(i), "Antwoord: " + cell(i+1), cell(i%9 + 2), "Akkoord"})
	}
	out.Flush()
	h.write(t, "lijst.csv", b.String())
	cmd := exec.Command(weerklank, "import", filepath.Join(h.dir, "lijst.csv"), "--source", h.dir, "--besluit", "Akkoord=overgenomen")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the table is not imported: %v\n%s", err, said)
	}
}

// A file is what the server gave.
type file struct{ kind, body string }

// served is what is at each address.
type served map[string]file

// crawl starts the preview and gets everything that a link leads to, and what is
// there without a link.
func (h *hostile) crawl(t *testing.T) served {
	t.Helper()
	server := h.preview(t)
	pages := served{}
	todo := []string{"/", "/sitemap.xml", "/robots.txt", "/_headers", "/_redirects", "/.well-known/security.txt", "/feed.xml", "/feed.json", "/agenda.ics",
		"/data/trajecten.json", "/data/signalen.json", "/data/signalen.csv", "/data/signalen-excel.csv", "/-/weerklank/", "/cijfers/", "/nergens/"}
	media, err := os.ReadDir(filepath.Join(h.dir, "content/media"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range media {
		todo = append(todo, (&url.URL{Path: "/media/" + m.Name()}).EscapedPath())
	}
	for _, m := range []string{"trajecten", "onderwerpen"} {
		entries, err := os.ReadDir(filepath.Join(h.dir, "content", m))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name, ok := strings.CutSuffix(e.Name(), ".md"); ok {
				todo = append(todo, (&url.URL{Path: "/" + m + "/" + name + "/"}).EscapedPath())
			}
		}
	}
	link := regexp.MustCompile(`(?:href|src)="([^"]*)"|<loc>([^<]*)</loc>`)
	for len(todo) > 0 {
		address := todo[0]
		todo = todo[1:]
		if _, ok := pages[address]; ok || len(pages) > 50_000 {
			continue
		}
		r, err := http.Get(server + address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		if r.StatusCode >= 500 {
			t.Errorf("%s: status %d", address, r.StatusCode)
		}
		pages[address] = file{r.Header.Get("Content-Type"), string(body)}
		for _, m := range link.FindAllStringSubmatch(string(body), -1) {
			if next, ok := local(address, html.UnescapeString(m[1]+m[2])); ok {
				todo = append(todo, next)
			}
		}
	}
	return pages
}

// local returns the path on the preview to which a link on a page leads.
func local(page, link string) (string, bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	base, _ := url.Parse("https://www.site.example" + page)
	u = base.ResolveReference(u)
	if !ownHost.MatchString("//"+u.Host+"/") || u.Path == ownEvents {
		return "", false
	}
	return u.EscapedPath(), true
}

const ownEvents = "/-/weerklank/events"

// preview starts `weerklank serve` and returns its address.
func (h *hostile) preview(t *testing.T) string {
	t.Helper()
	weerklank, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(weerklank, "serve", "--source", h.dir, "--port", "0", "--date", builtOn)
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	port := regexp.MustCompile(`http://[^/]+:(\d+)/`)
	var all []string
	for lines := bufio.NewScanner(said); lines.Scan(); all = append(all, lines.Text()) {
		if m := port.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, said)
			return "http://127.0.0.1:" + m[1]
		}
	}
	t.Fatalf("the preview does not start: %q", all)
	return ""
}

// serve gives the files without any policy, so that it is the HTML that protects.
func (p served) serve(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := p[r.URL.EscapedPath()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", f.kind)
		io.WriteString(w, policy.ReplaceAllString(f.body, ""))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// policy is what protects a page on a host that sends no headers.
var policy = regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"? content="[^"]*"/?>`)

// sample returns addresses to open in the browser: a few of each shape, which is
// where a file lies and of what kind it is.
func (p served) sample() []string {
	most := 3
	if os.Getenv("XSS") == "all" {
		most = len(p)
	}
	seen := map[string]int{}
	digits := regexp.MustCompile(`\d+`)
	var some []string
	addresses := make([]string, 0, len(p))
	for address, f := range p {
		if strings.HasPrefix(f.kind, "text/html") || strings.HasPrefix(f.kind, "image/svg") || strings.HasPrefix(f.kind, "application/xml") {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	for _, address := range addresses {
		parts := strings.Split(digits.ReplaceAllString(address, "0"), "/")
		shape := strings.Join(parts[:min(2, len(parts))], "/") + fmt.Sprint(len(parts)) + path.Ext(address)
		if seen[shape]++; seen[shape] <= most || strings.Contains(address, "/tekst-") {
			some = append(some, address)
		}
	}
	return some
}

// A watched is a tab that tells when something ran.
type watched struct{ *tab }

const (
	ran   = "weerklankLiep"
	atEnd = "alles bekeken" // what is told last
)

func openWatched(t *testing.T) *watched {
	t.Helper()
	w := &watched{open(t)}
	if err := (proto.RuntimeAddBinding{Name: ran}).Call(w); err != nil {
		t.Fatal(err)
	}
	// Whatever a vector calls tells it; nothing waits for an answer.
	_, err := w.EvalOnNewDocument(`for (const f of ["alert", "confirm", "prompt", "print"]) window[f] = () => ` + ran + `(f + " in " + location.href)`)
	if err != nil {
		t.Fatal(err)
	}
	go w.EachEvent(func(e *proto.RuntimeBindingCalled) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.messages = append(w.messages, message{"ran", e.Payload})
	})()
	return w
}

// tries opens a page and does what a visitor could: it points at everything,
// puts the focus on it and clicks it. It returns what ran, what was asked of
// another site, and which links would run something.
func (w *watched) tries(server, address string) []finding {
	w.t.Helper()
	w.mu.Lock()
	w.messages = nil
	w.mu.Unlock()
	p := w.Timeout(30 * time.Second)
	if err := p.Navigate(server + address); err != nil {
		w.t.Fatalf("%s: %v", address, err)
	}
	if err := w.loaded(); err != nil {
		w.t.Fatalf("%s: %v", address, err)
	}
	var found []finding
	var links []string
	r, err := p.Eval(`async () => {
		const safe = /^(https?|mailto|tel):$/
		const bad = []
		const stay = e => { const a = e.target.closest?.("a, area, form"); if (a && (safe.test(a.protocol) || a.matches("form"))) e.preventDefault() }
		for (const type of ["click", "submit"]) addEventListener(type, stay)
		for (const e of document.querySelectorAll("*")) {
			for (const name of ["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "ping"]) {
				const value = e.getAttribute(name)
				if (value === null) continue
				let url
				try { url = new URL(value, document.baseURI) } catch { continue }
				const foreign = url.origin !== location.origin && !(e.matches("a") && name === "href")
				const own = e.matches("link") && /^(www\.site\.example|localhost:\d+)$/.test(url.host)
				if (!safe.test(url.protocol) && !(e.matches("img, link") && url.protocol === "data:") || foreign && !own) bad.push(e.outerHTML.slice(0, 200))
			}
			if ([...e.attributes].some(a => /^on|^style$/i.test(a.name))) bad.push(e.outerHTML.slice(0, 200))
			if (e.closest(".weerklank-preview") || e.matches("a[download], button, summary, input")) continue
			for (const type of ["mouseover", "mouseenter", "pointerenter", "focus", "click"]) e.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true}))
		}
		await new Promise(done => setTimeout(done, 5))
		` + ran + `("` + atEnd + `")
		return bad
	}`)
	if err != nil { // a page that goes away is one that does something
		found = append(found, finding{address, "xss", "gone", err.Error()})
	} else {
		b, _ := r.Value.MarshalJSON()
		if err := json.Unmarshal(b, &links); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, l := range links {
		found = append(found, finding{address, "xss", "unsafe", l})
	}
	if err == nil {
		w.heard()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, m := range w.messages {
		if m.detail == atEnd {
			continue
		}
		if m.rule == "ran" || m.rule == "external" {
			found = append(found, finding{address, "xss", m.rule, m.detail})
		}
	}
	return found
}

// heard waits until what the page told has come in, which is in order.
func (w *watched) heard() {
	w.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		w.mu.Lock()
		ok := slices.Contains(w.messages, message{"ran", atEnd})
		w.mu.Unlock()
		if ok {
			return
		}
	}
	w.t.Fatal("the page does not tell that it was looked at")
}

// runs returns what a file has in it that could run something or ask something
// of another site, by reading it as the programs that it is for.
func (f file) runs(address string) []finding {
	var wrong []string
	switch ext := path.Ext(address); {
	case strings.HasPrefix(f.kind, "text/html"):
		wrong = unsafeHTML(policy.ReplaceAllString(f.body, ""), true)
	case strings.HasPrefix(f.kind, "text/plain") && ext != ".txt" && ext != "": // refused
	case ext == ".xml" || ext == ".svg":
		wrong = unsafeXML(f.body)
	case ext == ".json":
		wrong = unsafeJSON(f.body)
	case ext == ".ics":
		wrong = unsafeCalendar(f.body)
	case ext == ".csv":
		wrong = unsafeTable(f.body, strings.Contains(address, "excel"))
	case ext == ".ris":
		wrong = unsafeLines(f.body, "\r\n", `^(TY|ER|TI|T2|AU|A1|A2|PY|DA|Y1|Y2|UR|LA|PB|CY|AB|N1|N2|KW|ID|M1|M3|ET|DP|DB|C\d|L\d|VL|SP|EP|SN|J2|CN)  - `, "TY  - ", "ER  - ")
	case ext == ".css" && strings.HasPrefix(address, "/media/"): // a copy, to which no page leads
	case ext == ".css":
		wrong = unsafeCSS(f.body)
	case strings.HasSuffix(address, "/_redirects"):
		wrong = unsafeLines(f.body, "\n", `^(#.*|/\S* /\S* (30[12378]|404)!?)?$`, "", "")
	case strings.HasSuffix(address, "/_headers"):
		wrong = unsafeLines(f.body, "\n", `^(#.*|/\S*|  [A-Z][A-Za-z-]+: .*)?$`, "", "")
		if strings.Contains(f.body, "evil.example") || regexp.MustCompile(`script-src[^;\n]*(\*|unsafe)`).MatchString(f.body) {
			wrong = append(wrong, f.body)
		}
	case strings.HasSuffix(address, "/robots.txt"):
		wrong = unsafeLines(f.body, "\n", `^(#.*|User-agent: \*|(Dis)?[Aa]llow: /?\S*|Sitemap: (https://www\.site\.example|http://localhost:\d+)/\S*)?$`, "", "")
	}
	var found []finding
	for _, text := range wrong {
		found = append(found, finding{address, "xss", "holds", text})
	}
	return found
}

// themeScript are the scripts that the theme and the preview have themselves.
var themeScript = regexp.MustCompile(`^<script (type="module" )?src="/(theme-[a-z-]+|-/weerklank/[a-z]+)\.js"( (defer|async)="")*( data-[a-z-]+="[^"]*")*>$`)

// themeTemplate are those of the search.
var themeTemplate = regexp.MustCompile(`^<template (id="wk-[a-z-]+"|data-[a-z]+="[a-z-]+"( data-aan="[^"<]*")?)>$`)

// allowedMeta are the kinds of meta that a page has.
var allowedMeta = regexp.MustCompile(`^<meta (charset="utf-8"|(name|property)="[^"]*"|http-equiv="refresh" content="0; ?url=(https://www\.site\.example|http://localhost:\d+)?/[^/\\][^"]*")`)

// unsafeHTML returns the elements of a page, or of a part of one, that could do
// something.
func unsafeHTML(s string, whole bool) []string {
	var wrong []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return wrong
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tok := z.Token()
		switch tok.Data {
		case "iframe", "object", "embed", "base", "style", "frame", "frameset", "foreignobject", "math", "animate", "set", "use", "noembed", "portal", "applet":
			wrong = append(wrong, tok.String())
		case "template":
			if !whole || !themeTemplate.MatchString(tok.String()) {
				wrong = append(wrong, tok.String())
			}
		case "meta":
			if !whole || !allowedMeta.MatchString(tok.String()) {
				wrong = append(wrong, tok.String())
			}
		case "script":
			if whole && tok.String() == `<script type="application/ld+json">` && z.Next() == html.TextToken && json.Valid(z.Text()) {
				continue
			}
			if !whole || !themeScript.MatchString(tok.String()) {
				wrong = append(wrong, tok.String())
			}
		}
		for _, a := range tok.Attr {
			if unsafeAttribute(tok.Data, a) {
				wrong = append(wrong, tok.String())
			}
		}
	}
}

// unsafeAttribute reports whether an attribute can run something, or has the
// browser ask something of another site by itself.
func unsafeAttribute(element string, a html.Attribute) bool {
	switch key := strings.ToLower(a.Key); {
	case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "ping", key == "background", key == "formaction", key == "manifest", key == "srcset":
		return true
	case key != "href" && key != "src" && key != "action" && key != "data" && key != "poster" && key != "xlink:href" && key != "cite" && key != "content":
		return false
	case key == "content":
		return strings.Contains(strings.ToLower(a.Val), "url=") && element != "meta"
	}
	address := strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimFunc(a.Val, func(r rune) bool { return r <= ' ' }))
	scheme, rest, ok := strings.Cut(address, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		scheme, rest = "", address
	}
	switch scheme = strings.ToLower(scheme); {
	case scheme != "" && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" && scheme != "webcal" && scheme != "vscode":
		return true
	case element == "a" || element == "link" && ownHost.MatchString(rest):
		return false
	}
	return scheme != "" || strings.HasPrefix(strings.ReplaceAll(rest, `\`, "/"), "//")
}

// ownHost is where the site is, or where the preview thinks it is.
var ownHost = regexp.MustCompile(`^//(www\.site\.example|localhost:\d+)/`)

// unsafeXML reads a feed, a sitemap or a drawing.
func unsafeXML(s string) []string {
	var wrong []string
	d := newXML(s)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return wrong
		}
		if err != nil {
			return append(wrong, err.Error())
		}
		wrong = append(wrong, tok.unsafe()...)
	}
}

// unsafeJSON reads a feed or data: what is HTML in it, and what is an address.
func unsafeJSON(s string) []string {
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				if k == "__proto__" {
					wrong = append(wrong, k)
				}
				walk(k, x)
			}
		case []any:
			for _, x := range v {
				walk(key, x)
			}
		case string:
			if strings.HasSuffix(key, "_html") || strings.HasSuffix(key, "-html") {
				wrong = append(wrong, unsafeHTML(v, false)...)
			}
			if slices.Contains([]string{"url", "URL", "link", "external_url", "image", "feed_url", "home_page_url", "id", "document", "verslag"}, key) && unsafeAttribute("a", html.Attribute{Key: "href", Val: v}) && strings.Contains(strings.ToLower(v), "script:") {
				wrong = append(wrong, key+": "+v)
			}
		}
	}
	walk("", v)
	return wrong
}

// unsafeCalendar reads an iCalendar file.
func unsafeCalendar(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n ", ""), "\r\n\t", "")
	return unsafeLines(s, "\r\n", `^(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE|STANDARD|DAYLIGHT)$|^(VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-[A-Z]+|X-PUBLISHED-TTL|REFRESH-INTERVAL|SOURCE|COLOR|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|LOCATION|CATEGORIES|STATUS|TRANSP|CLASS|SEQUENCE|LAST-MODIFIED|TZ[A-Z]+|RRULE)[:;]|^URL(;VALUE=URI)?:(https://www\.site\.example|http://localhost:\d+)/`, "BEGIN:VEVENT", "END:VEVENT")
}

// unsafeLines returns the lines that do not match, and whether there are as many
// beginnings as ends.
func unsafeLines(s, end, allowed, begins, ends string) []string {
	var wrong []string
	line := regexp.MustCompile(allowed)
	n := 0
	for text := range strings.SplitSeq(s, end) {
		if text != "" && !line.MatchString(text) || strings.ContainsAny(text, "\r\n") {
			wrong = append(wrong, fmt.Sprintf("%.200q", text))
		}
		if begins != "" && strings.HasPrefix(text, begins) {
			n++
		}
		if ends != "" && strings.HasPrefix(text, ends) {
			n--
		}
	}
	if n != 0 {
		wrong = append(wrong, "something begins that does not end, or the other way round")
	}
	return wrong
}

// unsafeTable reads CSV as a spreadsheet does.
func unsafeTable(s string, excel bool) []string {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(s, "\ufeff")))
	if excel {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	for _, row := range rows {
		for _, cell := range row {
			bare := strings.TrimLeft(cell, " \t\r\n\u00a0")
			if bare != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(bare)[0]) || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
				// In the Excel form ="..." is how a text is kept a text.
				if !excel || !regexp.MustCompile(`^="[^"]*"$`).MatchString(cell) {
					wrong = append(wrong, fmt.Sprintf("%.100q", cell))
				}
			}
		}
	}
	return wrong
}

// unsafeCSS returns what a style sheet gets from another site, or could run.
func unsafeCSS(s string) []string {
	return regexp.MustCompile(`(?i)@import|url\(\s*["']?\s*([a-z-]+:|//|\\)|expression\(|</style|javascript:|evil\.example|[^-]behavior:|-moz-binding`).FindAllString(
		regexp.MustCompile(`(?i)url\(\s*["']?data:(image/svg\+xml|image/png|font/woff2)`).ReplaceAllString(s, "url(x"), -1)
}
