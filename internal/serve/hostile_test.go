package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	. "weerklank/internal/serve"
)

// A page of another site may follow a link to here, and get nothing else.
func TestOtherSites(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo")
	const own, events, asset = "/-/weerklank/", "/-/weerklank/events", "/-/weerklank/preview.js"
	for _, test := range []struct {
		url     string
		headers []string
		status  int
	}{
		{own, []string{"Host", "evil.example"}, 421},
		{events, []string{"Host", "evil.example"}, 421},
		{asset, []string{"Host", "evil.example:1313"}, 421},
		{"/a/", []string{"Host", "127.0.0.1.evil.example"}, 421},
		{"/a/", []string{"Host", "localhost@evil.example"}, 421},
		{"/a/", []string{"Host", "localhost:1313:80"}, 421},
		{"/a/", []string{"Host", "2130706433"}, 421}, // a browser makes 127.0.0.1 of it before it asks
		{"/a/", []string{"X-Forwarded-Host", "localhost", "Host", "evil.example"}, 421},
		{own, []string{"Origin", "https://evil.example"}, 403},
		{own, []string{"Origin", "null"}, 403},
		{own, []string{"Origin", "http://localhost:8080"}, 403},
		{own, []string{"Origin", "http://localhost:1313.evil.example"}, 403},
		{own, []string{"Origin", "http://localhost:1313"}, 200},
		{own, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{own, []string{"Sec-Fetch-Site", "same-site"}, 403},
		{own, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
		{asset, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
		{events, []string{"Origin", "https://evil.example"}, 403},
		{events, []string{"Origin", "null"}, 403},
		{events, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{events, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 403},
		{own + "regels/regel/", []string{"Origin", "https://evil.example"}, 403},
	} {
		r := s.do("GET", test.url, test.headers...)
		if r.StatusCode != test.status {
			t.Errorf("%s with %q: status %d, want %d", test.url, test.headers, r.StatusCode, test.status)
		}
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s with %q: %s is sent", test.url, test.headers, name)
			}
		}
	}
}

func TestEveryOtherMethodIsRefused(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo")
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"} {
		for _, address := range []string{"/a/", "/-/weerklank/", "/-/weerklank/events", "/-/weerklank/preview.js"} {
			if r := s.do(method, address); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, Allow %q", method, address, r.StatusCode, r.Header.Get("Allow"))
			}
		}
	}
}

// pathTricks are ways to a file outside the site.
var pathTricks = []string{
	"/../geheim", "/..%2fgeheim", "/%2e%2e/geheim", "/%2e%2e%2fgeheim", "/a/../../geheim", "/a/..%2f..%2fgeheim", "/./../geheim",
	"/..%5cgeheim", `/..\geheim`, "/%5c..%5cgeheim", "/..;/geheim", "/.../geheim", "/%252e%252e%252fgeheim", "/%c0%ae%c0%ae/geheim",
	"//geheim", "///etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd%00.html", "/%00", "/geheim%00", "/a/%00/index.html",
	"/C:/geheim", "/C:%5cgeheim", "/c:geheim", `/\\evil.example\x`, "/geheim.", "/geheim%20", "/geheim::$DATA", "/con", "/nul/", "/aux.html",
	"/content/site.yaml", "/content/../geheim", "/.git/config", "/.weerklank", "/themes/../geheim", "/-/weerklank/../../geheim",
	"/-/weerklank/..%2f..%2fgeheim", "/-/weerklank/%2e%2e/serve.go", "/-/weerklank/panel.html", "/-/weerklank/regels/../../geheim", "/-/weerklank/regels/%00",
	"/-/weerklank/.", "/-/weerklank//preview.js", `/-/weerklank/..\http.go`, "/%ff%fe", "/a%0d%0aSet-Cookie:%20x=1", "/?x=/../geheim", "/;x", "/*",
}

func TestNoPathLeadsOut(t *testing.T) {
	s := newSite(t, "content/a.md", "hallo", "geheim", "GEHEIM", "content/site.yaml", "GEHEIM")
	outside := filepath.Join(filepath.Dir(s.dir), "geheim")
	must(t, os.WriteFile(outside, []byte("GEHEIM"), 0o600))
	server := httptest.NewServer(s.server)
	t.Cleanup(server.Close)
	long := "/" + strings.Repeat("a/", 100_000)
	for _, trick := range append(pathTricks, long, strings.TrimSuffix(long, "/"), "http://evil.example/a/", "http://localhost/../geheim", "*") {
		answer := raw(t, server.Listener.Addr().String(), "GET "+trick+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		status, rest, _ := strings.Cut(answer, "\r\n")
		head, body, _ := strings.Cut(rest, "\r\n\r\n")
		if strings.Contains(body, "GEHEIM") || strings.Contains(body, "root:") || strings.Contains(body, "package serve") {
			t.Errorf("%.80s: %s: gives a file that is not published", trick, status)
		}
		if strings.Contains(head, "\nSet-Cookie") || strings.Contains(head, "Location: http") || strings.Contains(head, "Location: //") || strings.Contains(head, `Location: /\`) {
			t.Errorf("%.80s: %s", trick, head)
		}
		if !strings.HasPrefix(status, "HTTP/1.1 4") && !strings.HasPrefix(status, "HTTP/1.1 200") && !strings.HasPrefix(status, "HTTP/1.1 30") {
			t.Errorf("%.80s: %s", trick, status)
		}
	}
}

// raw sends bytes and returns the whole answer.
func raw(t *testing.T, address, request string) string {
	t.Helper()
	c, err := net.Dial("tcp", address)
	must(t, err)
	defer c.Close()
	must(t, c.SetDeadline(time.Now().Add(patience)))
	io.WriteString(c, request) // the server may have hung up: it says why
	answer, _ := io.ReadAll(c)
	return string(answer)
}

func TestLargeHeadersAreRefused(t *testing.T) {
	p := run(t, asIs, "content/a.md", "hallo")
	for name, request := range map[string]string{
		"one":    "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + strings.Repeat("x", MaxHeaders+8<<10) + "\r\n\r\n",
		"many":   "GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X-A: y\r\n", (MaxHeaders+8<<10)/8) + "\r\n",
		"target": "GET /" + strings.Repeat("x", MaxHeaders+8<<10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		answer := raw(t, p.host(), request)
		if answer != "" && !strings.HasPrefix(answer, "HTTP/1.1 431") { // nothing: it hung up while this was still sending
			t.Errorf("%s: %.60q", name, answer)
		}
	}
	if r, err := http.Get(p.url + "a/"); err != nil || r.StatusCode != 200 {
		t.Errorf("afterwards: %v, %v", r, err)
	}
}

// host returns the address to which the preview listens.
func (p *preview) host() string {
	u, err := url.Parse(p.url)
	must(p.T, err)
	return net.JoinHostPort("127.0.0.1", u.Port())
}

// Who sends or reads slowly keeps nobody waiting, and no page in the making: a
// page is whole before its first byte goes out.
func TestSlowClientsBlockNobody(t *testing.T) {
	p := run(t, asIs, "content/a.md", "hallo", "content/groot.txt", strings.Repeat("0123456789abcdef", 1<<20))
	for range 50 {
		c, err := net.Dial("tcp", p.host())
		must(t, err)
		defer c.Close()
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ") // and no more
	}
	for range 20 { // asks for much, and reads nothing of it
		c, err := net.Dial("tcp", p.host())
		must(t, err)
		defer c.Close()
		must(t, c.(*net.TCPConn).SetReadBuffer(4096))
		io.WriteString(c, "GET /groot.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
	}
	client := &http.Client{Timeout: patience}
	r, err := client.Get(p.url + "a/")
	must(t, err)
	r.Body.Close()
	before := p.loads.Load()
	write(t, p.dir, "content/a.md", "anders")
	p.update()
	if p.loads.Load() == before {
		t.Error("the site is not loaded again")
	}
	r, err = client.Get(p.url + "a/")
	must(t, err)
	if got := body(t, r); !strings.Contains(got, "anders") {
		t.Errorf("it shows %q", got)
	}
}

// Who does not read is hung up on, or the answer would stay in memory; who reads
// the events is not, however long nothing happens.
func TestWhoDoesNotReadIsHungUpOn(t *testing.T) {
	p := run(t, Options.Impatient, "content/a.md", "hallo", "content/groot.txt", strings.Repeat("0123456789abcdef", 1<<21))
	c, err := net.Dial("tcp", p.host())
	must(t, err)
	defer c.Close()
	must(t, c.SetDeadline(time.Now().Add(patience)))
	must(t, c.(*net.TCPConn).SetReadBuffer(4096))
	io.WriteString(c, "GET /groot.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
	time.Sleep(200 * time.Millisecond)
	if n, _ := io.Copy(io.Discard, c); n >= 32<<20 {
		t.Error("the whole file waited to be read")
	}
	write(t, p.dir, "content/a.md", "anders")
	p.update()
}

// A thousand open pages all hear of a change, cost little, and leave nothing when
// they are closed.
func TestThousandOpenPages(t *testing.T) {
	const pages = 1000
	s := newSite(t, "content/a.md", "hallo")
	quiet := runtime.NumGoroutine()
	var before, with runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)

	ctx, closeAll := context.WithCancel(t.Context())
	defer closeAll()
	var told [2]sync.WaitGroup
	told[0].Add(pages)
	told[1].Add(pages)
	var done sync.WaitGroup
	for range pages {
		r := httptest.NewRequestWithContext(ctx, "GET", "/-/weerklank/events", nil)
		r.Host = "localhost:1313"
		w := &stream{header: http.Header{}, told: told[:]}
		done.Go(func() { s.server.ServeHTTP(w, r) })
	}
	wait(t, "the first version", &told[0])
	runtime.GC()
	runtime.ReadMemStats(&with)
	if n := runtime.NumGoroutine() - quiet; n > pages+20 {
		t.Errorf("%d goroutines for %d pages", n, pages)
	}
	if each := (int64(with.HeapAlloc+with.StackInuse) - int64(before.HeapAlloc+before.StackInuse)) / pages; each > 32<<10 {
		t.Errorf("an open page takes %d bytes", each)
	}
	s.save("content/a.md", "anders")
	wait(t, "the second version", &told[1])
	closeAll()
	wait(t, "the end", &done)
	if n := runtime.NumGoroutine(); n > quiet+20 {
		t.Errorf("%d goroutines are left of %d", n-quiet, pages)
	}
}

// A stream is the answer to an open page.
type stream struct {
	header http.Header
	told   []sync.WaitGroup
}

func (s *stream) Header() http.Header { return s.header }
func (s *stream) WriteHeader(int)     {}
func (s *stream) Flush()              {}
func (s *stream) Write(b []byte) (int, error) {
	if len(s.told) > 0 {
		s.told[0].Done()
		s.told = s.told[1:]
	}
	return len(b), nil
}

func wait(t *testing.T, what string, wg *sync.WaitGroup) {
	t.Helper()
	all := make(chan struct{})
	go func() { wg.Wait(); close(all) }()
	select {
	case <-all:
	case <-time.After(patience):
		t.Fatalf("not every page has %s", what)
	}
}

// A port below 1024, a name that is none: a sentence, not the words of the system alone.
func TestAddressThatCannotBe(t *testing.T) {
	for _, addr := range []string{"127.0.0.1:99999", "256.0.0.1:0", "127.0.0.1:x"} {
		err := Run(t.Context(), Options{Addr: addr, Source: t.TempDir(), Load: new(generator).load})
		if err == nil || !strings.Contains(err.Error(), "--port") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

// Whatever is asked, the answer is whole, is of the site or refused, and leads
// nowhere else.
func FuzzRequests(f *testing.F) {
	for _, trick := range pathTricks {
		f.Add("GET", trick, "localhost:1313", "Origin", "http://localhost:1313")
	}
	f.Add("GET", "/-/weerklank/?toon=x", "[::1]:1313", "Range", "bytes=0-1,5-")
	f.Add("HEAD", "/-/weerklank/events", "evil.example", "Sec-Fetch-Site", "cross-site")
	dir := f.TempDir()
	for name, text := range map[string]string{"content/a.md": "hallo", "content/b.txt": "tekst", "geheim": "GEHEIM"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			f.Fatal(err)
		}
	}
	s, err := New(Options{Addr: "127.0.0.1:1313", Source: dir, Load: new(generator).load, Policy: "default-src 'none'"})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	s.Reload(context.Background())
	f.Fuzz(func(t *testing.T, method, target, host, header, value string) {
		wire := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\n%s: %s\r\n\r\n", method, target, host, header, value)
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(wire)))
		if err != nil {
			return // net/http answers that itself
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // the stream of events ends after its first
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r.WithContext(ctx))
		if w.Code >= 500 || w.Code < 200 {
			t.Errorf("status %d", w.Code)
		}
		if strings.Contains(w.Body.String(), "GEHEIM") {
			t.Error("it gives a file that is not published")
		}
		if to := w.Header().Get("Location"); to != "" {
			if u, err := url.Parse(to); err != nil || u.Host != "" || u.Scheme != "" || strings.HasPrefix(strings.ReplaceAll(to, `\`, "/"), "//") {
				t.Errorf("it leads to %q", to)
			}
		}
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("headers %v", w.Header())
		}
	})
}
