package sitetest

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// builtOn is the day on which the sites are built, so that a test does not fail
// because a term is over.
const builtOn = "2026-11-21"

// A builtSite is a published site on disk.
type builtSite struct {
	dir  string // the folder that would be put on a host
	base string // the path of its base URL: "/" or "/pad/"
	host string // scheme and host of its base URL
}

// binary returns the path of the program, built once. The folder is removed by
// TestMain.
var binary = sync.OnceValues(func() (string, error) {
	name := filepath.Join(scratch, "weerklank")
	cmd := exec.Command("go", "build", "-trimpath", "-o", name, "./cmd/weerklank")
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %v\n%s", err, out)
	}
	return name, nil
})

const repository = "../.."

// scratch is the folder of this run.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "sitetest"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	stopBrowser()
	os.RemoveAll(scratch)
	os.Exit(status)
}

// built holds the sites of this run, by what they are built from.
var built = map[string]*builtSite{}

// build builds the site in source with the real program, once in a run.
func build(t *testing.T, source string, args ...string) *builtSite {
	t.Helper()
	key := strings.Join(append([]string{source}, args...), " ")
	if built[key] == nil {
		built[key] = buildNew(t, source, filepath.Join(scratch, fmt.Sprint("site", len(built))), args)
	}
	return built[key]
}

func buildNew(t *testing.T, source, dir string, args []string) *builtSite {
	t.Helper()
	weerklank, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	s := &builtSite{dir: dir}
	args = append([]string{"build", "--source", source, "--destination", s.dir, "--date", builtOn, "--lang", "en"}, args...)
	if out, err := exec.Command(weerklank, args...).CombinedOutput(); err != nil {
		t.Fatalf("weerklank %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	// The sitemap tells where the site thinks it is.
	robots, err := os.ReadFile(filepath.Join(s.dir, "robots.txt"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^Sitemap: (https?://[^/]+)(/.*)sitemap\.xml$`).FindSubmatch(robots)
	if m == nil {
		t.Fatalf("robots.txt names no sitemap:\n%s", robots)
	}
	s.host, s.base = string(m[1]), string(m[2])
	return s
}

// files returns the files of the site whose names end in one of the endings, as
// paths relative to its folder with slashes.
func (s *builtSite) files(t *testing.T, endings ...string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, e := range endings {
			if strings.HasSuffix(name, e) {
				rel, err := filepath.Rel(s.dir, name)
				if err != nil {
					return err
				}
				names = append(names, filepath.ToSlash(rel))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// address returns the path at which visitors get a file.
func (s *builtSite) address(file string) string {
	if file == "index.html" || strings.HasSuffix(file, "/index.html") {
		file = strings.TrimSuffix(file, "index.html")
	}
	return s.base + file
}

// serve serves the site on loopback, below its base path, with the headers of
// its _headers. Alias pages stay where they are: a browser would leave them at
// once, and nothing of them would be looked at.
func (s *builtSite) serve(t *testing.T) string {
	t.Helper()
	headers := s.headers(t)
	files := http.StripPrefix(strings.TrimSuffix(s.base, "/"), http.FileServer(http.Dir(s.dir)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		page := filepath.Join(s.dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, s.base)), "index.html")
		if b, err := os.ReadFile(page); err == nil && strings.HasSuffix(r.URL.Path, "/") && bytes.Contains(b, refresh) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(bytes.Replace(b, refresh, []byte(`name="not-now"`), 1))
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

var refresh = []byte(`http-equiv="refresh"`)

// headers reads the headers that a host sends with every page.
func (s *builtSite) headers(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	headers := map[string]string{}
	every := false // whether the rule is for every page; others are for files that are not opened here
	for line := range strings.Lines(string(b)) {
		if !strings.HasPrefix(line, " ") {
			every = strings.TrimSpace(line) == s.base+"*"
			continue
		}
		if !every {
			continue
		}
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Fatalf("_headers: %q is no header", line)
		}
		headers[name] = value
	}
	return headers
}

// failOn reports findings, the same one on many pages only a few times.
func failOn(t *testing.T, findings []finding) {
	t.Helper()
	const most = 5
	seen := map[string]int{}
	for _, f := range findings {
		key := f.check + " " + f.rule
		if seen[key]++; seen[key] <= most {
			t.Error(f)
		}
	}
	for key, n := range seen {
		if n > most {
			t.Errorf("%s: %d findings, of which %d are shown", key, n, most)
		}
	}
}
