package serve_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"weerklank/internal/lang"
	. "weerklank/internal/serve"
)

// patience is how long a test waits for what must happen.
const patience = 10 * time.Second

// A preview is a running one, with a page open in a browser.
type preview struct {
	*testing.T
	*generator
	dir     string
	url     string        // of the front page
	updates chan string   // the versions that the open page is told of
	ended   chan struct{} // closed when the open page lost its connection
	stop    func() error  // ends the preview and returns what Run returned
}

func run(t *testing.T, change func(Options) Options, files ...string) *preview {
	t.Helper()
	p := &preview{T: t, generator: &generator{}, dir: t.TempDir(), updates: make(chan string, 100), ended: make(chan struct{})}
	write(t, p.dir, files...)

	urls := make(chan string, 1)
	find := regexp.MustCompile(`http://\S+`)
	o := change(Options{Addr: "127.0.0.1:0", Source: p.dir, Load: p.load, Log: func(line lang.Text) {
		if u := find.FindString(line.NL); u != "" {
			urls <- u
		}
	}})
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() { result <- Run(ctx, o) }()
	stopped := false
	p.stop = func() error {
		cancel()
		stopped = true
		select {
		case err := <-result:
			return err
		case <-time.After(patience):
			return errors.New("it does not stop")
		}
	}
	t.Cleanup(func() {
		if !stopped {
			if err := p.stop(); err != nil {
				t.Error(err)
			}
		}
	})
	select {
	case p.url = <-urls:
	case err := <-result:
		t.Fatal(err)
	case <-time.After(patience):
		t.Fatal("it does not start")
	}

	p.follow("", p.updates, p.ended)
	p.update() // the version that the page itself has
	return p
}

// follow sends the versions of a page to updates, as an open page gets them.
func (p *preview) follow(query string, updates chan<- string, ended chan<- struct{}) {
	p.Helper()
	r, err := http.Get(p.url + "-/weerklank/events" + query)
	if err != nil {
		p.Fatal(err)
	}
	go func() {
		defer close(ended)
		defer r.Body.Close()
		for lines := bufio.NewScanner(r.Body); lines.Scan(); {
			if version, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				updates <- version
			}
		}
	}()
}

// listen returns the versions of one page.
func (p *preview) listen(address string) <-chan string {
	versions := make(chan string, 100)
	p.follow("?pagina="+url.QueryEscape(address), versions, make(chan struct{}))
	return versions
}

// becomesAfter is becomes after something is done.
func (p *preview) becomesAfter(do func(), path, want string) {
	p.Helper()
	do()
	p.becomes(path, want)
}

func asIs(o Options) Options { return o }

// update waits until the open page is told of a version, and returns it.
func (p *preview) update() string {
	p.Helper()
	select {
	case v := <-p.updates:
		return v
	case <-time.After(patience):
		p.Fatal("the open page is not told of a change")
		return ""
	}
}

func (p *preview) get(path string) string {
	p.Helper()
	r, err := http.Get(p.url + path)
	if err != nil {
		p.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		p.Fatal(err)
	}
	return string(b)
}

// becomes waits, as the open page does, until a page says something.
func (p *preview) becomes(path, want string) {
	p.Helper()
	for page := ""; !strings.Contains(page, want); page = p.get(path) {
		p.update()
	}
}

// must stops the test on an error of the file system.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Ways in which editors, file managers and git change a site. Each begins with
// content/a.md and content/map/.
var changes = []struct {
	name       string
	change     func(t *testing.T, dir string)
	page, want string
}{
	{"write", func(t *testing.T, dir string) {
		write(t, dir, "content/a.md", "nieuw")
	}, "a/", "<p>nieuw</p>"},
	{"new file", func(t *testing.T, dir string) {
		write(t, dir, "content/b.md", "b")
	}, "", "lijst: a b"},
	{"remove", func(t *testing.T, dir string) {
		write(t, dir, "content/b.md", "b")
		must(t, os.Remove(filepath.Join(dir, "content/a.md")))
	}, "", "lijst: b<"},
	{"save by rename over", func(t *testing.T, dir string) {
		write(t, dir, "content/.a.md.tmp", "nieuw")
		must(t, os.Rename(filepath.Join(dir, "content/.a.md.tmp"), filepath.Join(dir, "content/a.md")))
	}, "a/", "<p>nieuw</p>"},
	{"save with backup", func(t *testing.T, dir string) {
		must(t, os.Rename(filepath.Join(dir, "content/a.md"), filepath.Join(dir, "content/a.md~")))
		write(t, dir, "content/a.md", "nieuw")
		must(t, os.Remove(filepath.Join(dir, "content/a.md~")))
	}, "a/", "<p>nieuw</p>"},
	{"content replaced", func(t *testing.T, dir string) {
		write(t, dir, "nieuw/b.md", "b")
		must(t, os.Rename(filepath.Join(dir, "content"), filepath.Join(dir, "oud")))
		must(t, os.Rename(filepath.Join(dir, "nieuw"), filepath.Join(dir, "content")))
	}, "", "lijst: b<"},
}

func TestChangeIsShown(t *testing.T) {
	for _, c := range changes {
		for name, how := range map[string]func(Options) Options{"told": asIs, "polling": Options.Polling} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				p := run(t, how, "content/a.md", "oud", "content/map/x", "")
				c.change(t, p.dir)
				p.becomes(c.page, c.want)
				// Whatever was replaced is still watched.
				write(t, p.dir, "content/c.md", "later")
				p.becomes("c/", "<p>later</p>")
			})
		}
	}
}

func TestChangeOfThemeIsShown(t *testing.T) {
	for name, how := range map[string]func(Options) Options{"told": asIs, "polling": Options.Polling} {
		t.Run(name, func(t *testing.T) {
			p := run(t, how, "content/a.md", "a")
			write(t, p.dir, "themes/kapot", "regel 1") // makes the folder
			p.becomes("a/", "thema kapot: regel 1")
			write(t, p.dir, "themes/kapot", "regel 20")
			p.becomes("a/", "thema kapot: regel 20")
		})
	}
}

func TestPollingIsSaid(t *testing.T) {
	said := make(chan string, 100)
	run(t, func(o Options) Options {
		log := o.Log
		o.Log = func(line lang.Text) { said <- line.NL; log(line) }
		return o.Polling()
	}, "content/a.md", "a")
	if line := <-said; !strings.Contains(line, "too many watches") || !strings.Contains(line, "elke seconde") {
		t.Errorf("said %q", line)
	}
}

// deep makes the site of a generator whose page is the text of a file deep in
// the content.
func deep(name string) func(Options) Options {
	return func(o Options) Options {
		o.Load = func(_ context.Context, fsys fs.FS) (Snapshot, error) {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				text = []byte("niets")
			}
			render := func(w io.Writer) error { _, err := w.Write(text); return err }
			return Snapshot{File: func(p string) (func(io.Writer) error, bool) { return render, p == "index.html" }}, nil
		}
		return o
	}
}

func TestFoldersComeAndGo(t *testing.T) {
	const file = "content/trajecten/wmo/index.md"
	p := run(t, deep(file), "content/site.yaml", "")
	content := filepath.Join(p.dir, "content")

	write(t, p.dir, file, "eerste") // makes two folders
	p.becomes("", "eerste")
	write(t, p.dir, file, "tweede")
	p.becomes("", "tweede")

	must(t, os.RemoveAll(filepath.Join(content, "trajecten")))
	p.becomes("", "niets")
	write(t, p.dir, file, "terug") // as git does on checkout
	p.becomes("", "terug")
	write(t, p.dir, file, "terug en veranderd")
	p.becomes("", "terug en veranderd")

	must(t, os.Rename(filepath.Join(content, "trajecten"), filepath.Join(content, "elders")))
	p.becomes("", "niets")
	must(t, os.Rename(filepath.Join(content, "elders"), filepath.Join(content, "trajecten")))
	p.becomes("", "terug en veranderd")
	write(t, p.dir, file, "na het hernoemen")
	p.becomes("", "na het hernoemen")
}

func TestChangesTogetherAreLoadedTogether(t *testing.T) {
	// Long enough for all changes to be made in, also on a busy computer.
	const quiet = 400 * time.Millisecond
	p := run(t, func(o Options) Options { o.Debounce = quiet; return o }, "content/a.md", "oud")
	before := p.loads.Load()
	for i := range 10 {
		write(t, p.dir, "content/a.md", strings.Repeat("nieuw ", i))
	}
	write(t, p.dir, "content/a.md", "klaar")
	p.becomes("a/", "<p>klaar</p>")
	time.Sleep(quiet + 100*time.Millisecond) // for loads that should not come
	if n := p.loads.Load() - before; n > 2 {
		t.Errorf("%d loads for 11 changes in a row", n)
	}
}

func TestWhatEditorsKeepBesideAFileIsIgnored(t *testing.T) {
	for name, how := range map[string]func(Options) Options{"told": asIs, "polling": Options.Polling} {
		t.Run(name, func(t *testing.T) {
			p := run(t, how, "content/a.md", "a")
			before := p.loads.Load()
			write(t, p.dir, "content/.a.md.swp", "x", "content/a.md~", "x", "content/#a.md#", "x", "content/.git/index", "x", "public/index.html", "x")
			must(t, os.Chmod(filepath.Join(p.dir, "content/a.md"), 0o666))
			time.Sleep(300 * time.Millisecond)
			if n := p.loads.Load() - before; n != 0 {
				t.Errorf("%d loads", n)
			}
		})
	}
}

func TestChangeDuringALoad(t *testing.T) {
	loading, goOn := make(chan struct{}, 10), make(chan struct{})
	p := run(t, func(o Options) Options {
		load, first := o.Load, true
		o.Load = func(ctx context.Context, fsys fs.FS) (Snapshot, error) {
			s, err := load(ctx, fsys)
			if !first {
				loading <- struct{}{}
				<-goOn
			}
			first = false
			return s, err
		}
		return o
	}, "content/a.md", "een")
	write(t, p.dir, "content/a.md", "twee")
	<-loading
	if page := p.get("a/"); !strings.Contains(page, "<p>een</p>") {
		t.Errorf("during the load: %s", page)
	}
	write(t, p.dir, "content/a.md", "drie")
	close(goOn)
	p.becomes("a/", "<p>drie</p>")
}

func TestBothLoopbackAddresses(t *testing.T) {
	p := run(t, asIs, "content/a.md", "a")
	if !strings.HasPrefix(p.url, "http://localhost:") {
		t.Fatalf("url %s", p.url)
	}
	_, port, err := net.SplitHostPort(strings.TrimSuffix(strings.TrimPrefix(p.url, "http://"), "/"))
	must(t, err)
	c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
	must(t, err)
	c.Close()
	if probe, err := net.Listen("tcp6", "[::1]:0"); err == nil { // this computer has it
		probe.Close()
		c, err := net.Dial("tcp", net.JoinHostPort("::1", port))
		must(t, err)
		c.Close()
	}
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	err = Run(t.Context(), Options{Addr: l.Addr().String(), Source: t.TempDir(), Load: new(generator).load})
	e, ok := errors.AsType[*PortInUseError](err)
	if !ok || e.Port != port || e.Err.Text.NL != "poort "+port+" is in gebruik, misschien door een ander voorbeeld; sluit dat, of kies een andere poort met --port" {
		t.Errorf("error %v", err)
	}
}

func TestEveryStartHasItsOwnVersions(t *testing.T) {
	version := regexp.MustCompile(`data-version="([^"]+)"`)
	seen := map[string]bool{}
	for range 2 {
		p := run(t, asIs, "content/a.md", "a")
		seen[version.FindStringSubmatch(p.get(""))[1]] = true
	}
	if len(seen) != 2 {
		t.Errorf("versions %v", seen)
	}
}

func TestOpenPageHasTheVersionOfTheEvents(t *testing.T) {
	p := run(t, asIs, "content/a.md", "a", "content/b.md", "b")
	a, b := p.listen("/a/"), p.listen("/b/")
	first, other := <-a, <-b
	write(t, p.dir, "content/a.md", "nieuw")
	if v := <-a; v == first || !strings.Contains(p.get("a/"), `data-version="`+v+`"`) {
		t.Errorf("the page does not have version %s (before: %s)", v, first)
	}
	write(t, p.dir, "content/stijl.css", "a{}") // which may concern every page
	if v := <-b; v == other || !strings.Contains(p.get("b/"), `data-version="`+v+`"`) {
		t.Errorf("the other page does not have version %s (before: %s)", v, other)
	}
	if page := p.get("b/"); !strings.Contains(page, "<p>b</p>") {
		t.Errorf("the other page: %s", page)
	}
}

// Somebody who writes in one file does not want the page that they read beside it
// to jump.
func TestPageThatStaysTheSameIsLeftAlone(t *testing.T) {
	p := run(t, asIs, "content/a.md", "a", "content/b.md", "b")
	other := p.listen("/b/")
	<-other
	p.becomesAfter(func() { write(t, p.dir, "content/a.md", "nieuw") }, "a/", "<p>nieuw</p>")
	select {
	case v := <-other:
		t.Errorf("the other page is told of version %s", v)
	default:
	}
}

func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	p := run(t, asIs, "content/a.md", "a")
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(patience):
		t.Fatal("the open page is still connected")
	}
	http.DefaultClient.CloseIdleConnections()
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			b := make([]byte, 1<<16)
			t.Fatalf("goroutines are left:\n%s", b[:runtime.Stack(b, true)])
		}
	}
}
