//go:build meting

package sitetest

import (
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// stopwatch notes when the page is there (began) and when the line with the
// outcome of the search changed last (ended).
const stopwatch = `document.addEventListener('readystatechange', () => {
	if (document.readyState != 'interactive') return
	window.began = performance.now()
	new MutationObserver(() => { window.ended = performance.now() }).observe(document.getElementById('wk-zoek-stand'), {childList: true, characterData: true, subtree: true})
})`

// TestSearchLarge searches in the index of 100,000 inputs that BenchmarkIndex of
// package zoek left in the folder ZOEK_MAP, on a processor that is slowed down
// four times. It prints what each query loads, compressed, and how long it takes
// from the page to the outcome, without anything in the cache; docs/zoeken.md has
// the figures. It has a build tag of its own because it needs that folder.
func TestSearchLarge(t *testing.T) {
	folder := os.Getenv("ZOEK_MAP")
	s := build(t, demo(t))
	var loaded, files atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, root := path.Clean(r.URL.Path), s.dir
		if strings.HasPrefix(name, "/zoeken/index/") {
			root = folder
		}
		if strings.HasSuffix(r.URL.Path, "/") {
			name += "/index.html"
		}
		src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}[path.Ext(name)])
		w.Header().Set("Content-Encoding", "gzip")
		sent := &counted{ResponseWriter: w}
		z := gzip.NewWriter(sent)
		z.Write(src)
		z.Close()
		if root == folder {
			loaded.Add(sent.n)
			files.Add(1)
		}
	}))
	defer server.Close()
	for _, q := range []string{"q=sewe", "q=kabepane+leboso", "q=sewe+kabe+pane+kabepane+gotane+domo", "q=noba", "q=mazedebeka+fietskodanoha",
		"q=geke+fanebe+deschool+lopefanebe+zebemobankme+momarawaplein", "q=kohane+rafastraatfa", "q=12+maart+2024", "q=z-2026-000123", "q=naban",
		"q=kabepane+leboso&antwoord=overgenomen&jaar=2024"} {
		w := open(t) // with an empty cache for the words, as on a first visit
		if err := (proto.NetworkSetCacheDisabled{CacheDisabled: true}).Call(w); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetCPUThrottlingRate{Rate: 4}).Call(w); err != nil {
			t.Fatal(err)
		}
		if _, err := w.EvalOnNewDocument(stopwatch); err != nil {
			t.Fatal(err)
		}
		params, err := url.ParseQuery(q)
		if err != nil {
			t.Fatal(err)
		}
		loaded.Store(0)
		files.Store(0)
		got := w.search(server.URL+"/", params)
		var took float64
		w.run(&took, `() => window.ended - window.began`)
		t.Logf("%-62s %4d kB %3d files %4.0f ms: %s", q, loaded.Load()/1000, files.Load(), took, got.Status)
		w.Close()
		if loaded.Load() > 150_000 {
			t.Errorf("%s is too much", q)
		}
	}
}

// counted counts what is sent.
type counted struct {
	http.ResponseWriter
	n int64
}

func (c *counted) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return c.ResponseWriter.Write(b)
}
