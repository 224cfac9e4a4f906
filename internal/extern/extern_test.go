package extern

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// serve starts a website that answers a path as its name says, and returns its
// address and the requests that it got.
func serve(t *testing.T) (address string, requests func() []string) {
	t.Helper()
	var mu sync.Mutex
	var got []string
	mux := http.NewServeMux()
	redirect := func(path, to string, status int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "koek", Value: "1", Path: "/"})
			http.Redirect(w, r, to, status)
		})
	}
	status := func(path string, code int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
	}
	status("/goed", 200)
	status("/weg", 404)
	status("/voorgoed-weg", 410)
	status("/verboden", 403)
	status("/druk", 429)
	status("/stuk", 500)
	status("/", 200)
	mux.HandleFunc("/alleen-get", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	redirect("/verhuisd", "/goed", 301)
	redirect("/twee-keer", "/verhuisd", 308)
	redirect("/even", "/goed", 302)
	redirect("/dan-even", "/even", 301)
	redirect("/naar-weg", "/weg", 301)
	redirect("/rond", "/rond", 301)
	redirect("/bestand", "file:///etc/passwd", 301)
	redirect("/binnen", "http://127.0.0.1:9/", 302)
	mux.HandleFunc("/koekje", func(w http.ResponseWriter, r *http.Request) {
		if len(r.Cookies()) > 0 || r.Header.Get("Authorization") != "" {
			w.WriteHeader(418)
		}
	})
	mux.HandleFunc("/eindeloos", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(405)
			return
		}
		for r.Context().Err() == nil { // until the other side hangs up
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/veel-koppen", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Veel", strings.Repeat("x", 2*maxHeader))
	})
	mux.HandleFunc("/traag", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		got = append(got, r.Method+" "+r.URL.Path+" "+r.UserAgent())
		mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(got)
	}
}

func TestAnswers(t *testing.T) {
	host, _ := serve(t)
	want := map[string]Answer{
		"/goed":         {Fine, 200, ""},
		"/goed#deel":    {Fine, 200, ""},
		"/weg":          {Gone, 404, ""},
		"/voorgoed-weg": {Gone, 410, ""},
		"/verboden":     {Refused, 403, ""},
		"/druk":         {Refused, 429, ""},
		"/stuk":         {Refused, 500, ""},
		"/alleen-get":   {Fine, 200, ""},
		"/verhuisd":     {Fine, 200, host + "/goed"},
		"/verhuisd#een": {Fine, 200, host + "/goed#een"},
		"/twee-keer":    {Fine, 200, host + "/goed"},
		"/even":         {Fine, 200, ""},
		"/dan-even":     {Fine, 200, host + "/even"},
		"/naar-weg":     {Gone, 404, ""},
		"/rond":         {Loop, 0, ""},
		"/bestand":      {Refused, 301, ""},
		"/eindeloos":    {Fine, 200, ""},
		"/veel-koppen":  {Silent, 0, ""},
	}
	var addresses []string
	for path := range maps.Keys(want) {
		addresses = append(addresses, host+path)
	}
	slices.Sort(addresses)
	got := Check(context.Background(), addresses, Options{Private: true})
	for path, answer := range want {
		if a := got[host+path]; a != answer {
			t.Errorf("%s: %+v, want %+v", path, a, answer)
		}
	}
}

// Whoever is asked sees who asks, is asked as little as can be, and gets nothing
// that was in the address or came with an earlier answer.
func TestPolite(t *testing.T) {
	host, requests := serve(t)
	withPassword := strings.Replace(host, "http://", "http://naam:wachtwoord@", 1) + "/koekje"
	got := Check(context.Background(), []string{host + "/verhuisd", host + "/goed", host + "/goed#een", host + "/goed#twee", withPassword}, Options{Private: true, UserAgent: "Proef/1"})
	if a := got[withPassword]; a.State != Fine {
		t.Errorf("a cookie or password was sent: %+v", a)
	}
	want := []string{"HEAD /verhuisd Proef/1", "HEAD /goed Proef/1", "HEAD /goed Proef/1", "HEAD /koekje Proef/1"}
	if r := requests(); !slices.Equal(r, want) {
		t.Errorf("requests %q, want %q", r, want)
	}
}

func TestOneAtATime(t *testing.T) {
	var now, most atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(time.Millisecond)
		now.Add(-1)
	}))
	defer s.Close()
	var addresses []string
	for _, p := range "abcdefgh" {
		addresses = append(addresses, s.URL+"/"+string(p))
	}
	if got := Check(context.Background(), addresses, Options{Private: true}); len(got) != 8 || most.Load() != 1 {
		t.Errorf("%d answers, %d at once", len(got), most.Load())
	}
}

// What lies within the own network is not asked for, by whatever way.
func TestPrivateIsNotAsked(t *testing.T) {
	host, requests := serve(t)
	byName := strings.Replace(host, "127.0.0.1", "localhost", 1)
	for _, address := range []string{host + "/goed", byName + "/goed"} {
		if a := Check(context.Background(), []string{address}, Options{})[address]; a.State != Private {
			t.Errorf("%s: %+v", address, a)
		}
	}
	if r := requests(); len(r) != 0 {
		t.Errorf("it got %q", r)
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false,
		"::ffff:10.0.0.1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "::7f00:1": false, "ff02::1": false, "198.18.0.1": false,
		"8.8.8.8": true, "93.184.216.34": true, "2606:4700::1111": true, "::ffff:8.8.8.8": true,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
	if guard("tcp", "10.0.0.1:80", nil) == nil || guard("tcp", "onzin", nil) == nil || guard("tcp", "8.8.8.8:443", nil) != nil {
		t.Error("the guard lets through what it must not, or not what it must")
	}
}

func TestCertificate(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	s.Config.ErrorLog = nil
	if a := Check(context.Background(), []string{s.URL}, Options{Private: true})[s.URL]; a.State != Certificate {
		t.Errorf("%+v", a)
	}
}

func TestNothingToAsk(t *testing.T) {
	for _, address := range []string{"", "/over/", "mailto:a@b.example", "ftp://a.example/", "http://", "http://[::1"} {
		if got := Check(context.Background(), []string{address}, Options{Private: true}); len(got) != 1 || got[address].State != NoHost {
			t.Errorf("%q: %v", address, got)
		}
	}
}

func TestSlowLink(t *testing.T) {
	host, _ := serve(t)
	if a := Check(context.Background(), []string{host + "/traag"}, Options{Private: true, PerLink: 50 * time.Millisecond})[host+"/traag"]; a.State != Silent {
		t.Errorf("%+v", a)
	}
}

// When the time is over, what was not asked has no answer.
func TestTimeIsOver(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/traag" {
			cancel()
			<-r.Context().Done()
		}
	}))
	defer s.Close()
	got := Check(ctx, []string{s.URL + "/goed", s.URL + "/traag", s.URL + "/later"}, Options{Private: true})
	if len(got) != 1 || got[s.URL+"/goed"].State != Fine {
		t.Errorf("%v", got)
	}
}

func TestCache(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	c := ReadCache([]byte("onzin"), now)
	c.Add(map[string]Answer{"goed": {State: Fine}, "weg": {State: Gone, Status: 404}, "druk": {State: Refused, Status: 429}, "stil": {State: Silent}, "binnen": {State: Private}}, now)
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		after time.Duration
		want  string
	}{
		{0, "druk goed weg"},
		{2 * time.Hour, "goed weg"},
		{48 * time.Hour, "goed"},
		{8 * 24 * time.Hour, ""},
		{-time.Hour, ""}, // the clock went back
	} {
		got := slices.Sorted(maps.Keys(ReadCache(data, now.Add(test.after)).Links))
		if g := strings.Join(got, " "); g != test.want {
			t.Errorf("after %s: %s, want %s", test.after, g, test.want)
		}
	}
	if other := ReadCache([]byte(strings.Replace(string(data), `"version": 1`, `"version": 2`, 1)), now); len(other.Links) != 0 {
		t.Error("a cache of another version is used")
	}
}
