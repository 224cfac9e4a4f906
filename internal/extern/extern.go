// Package extern asks other websites whether what a site links to is still there.
//
// It is polite: one request at a time to each host, HEAD before GET, a User-Agent
// that says what it is, no cookies, and nothing of an answer is read but its
// headers. And it is careful, because whoever writes a text chooses where it
// goes: an address inside the own network is not asked for, whatever name or
// redirect leads there (see guard).
//
// It knows addresses only, not the texts in which they stand.
package extern

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// A State says what is known of an address.
type State string

// The states.
const (
	Fine        State = "goed"
	Gone        State = "weg"         // the website says that there is nothing (404, 410)
	NoHost      State = "geen-site"   // no website has that name
	Certificate State = "certificaat" // its certificate is not valid
	Loop        State = "kring"       // it redirects on and on
	Refused     State = "geweigerd"   // the website gave another answer: 403, 429, 500
	Silent      State = "stil"        // no answer, or none in time
	Private     State = "eigen-net"   // an address within the own network
)

// An Answer is what is known of an address.
type Answer struct {
	State  State  `json:"state"`
	Status int    `json:"status,omitempty"` // of the last answer
	Moved  string `json:"moved,omitempty"`  // where it is for good
}

// Options say how to ask. The zero value asks nobody who it is.
type Options struct {
	UserAgent string
	Private   bool          // also ask within the own network
	PerLink   time.Duration // the longest for one link, redirects included; 0 for 15 s
	Pause     time.Duration // between two requests to one host
}

const (
	hostsAtOnce  = 8
	maxRedirects = 10
	maxHeader    = 64 << 10 // bytes
)

// Check asks for each address once, and returns what is known of those for which
// there was time before ctx ended. What is no address of a website is one without
// a host.
func Check(ctx context.Context, addresses []string, o Options) map[string]Answer {
	if o.PerLink == 0 {
		o.PerLink = 15 * time.Second
	}
	c := &checker{Options: o, client: newClient(o), answers: map[string]Answer{}}
	defer c.client.CloseIdleConnections()
	perHost := map[string][]*url.URL{}
	for _, a := range addresses {
		u := parse(a)
		if u == nil {
			continue
		}
		host := strings.ToLower(u.Hostname())
		if !slices.ContainsFunc(perHost[host], func(v *url.URL) bool { return v.String() == u.String() }) {
			perHost[host] = append(perHost[host], u)
		}
	}
	free := make(chan struct{}, hostsAtOnce)
	var wg sync.WaitGroup
	for _, urls := range perHost {
		wg.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			c.host(ctx, urls)
		})
	}
	wg.Wait()
	return c.byAddress(addresses)
}

// parse returns what to ask for when an address is that of a website: without its
// fragment, and without a name and password, which are nobody's business.
func parse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u
}

// A checker is one run of Check.
type checker struct {
	Options
	client  *http.Client
	mu      sync.Mutex
	answers map[string]Answer // by address, without fragment
}

// host asks for the addresses of one host, one by one.
func (c *checker) host(ctx context.Context, urls []*url.URL) {
	for i, u := range urls {
		if i > 0 && c.Pause > 0 {
			select {
			case <-ctx.Done():
			case <-time.After(c.Pause):
			}
		}
		if ctx.Err() != nil {
			return
		}
		one, cancel := context.WithTimeout(ctx, c.PerLink)
		a := c.ask(one, u)
		cancel()
		if ctx.Err() != nil { // cut off: nothing is known
			return
		}
		c.mu.Lock()
		c.answers[u.String()] = a
		c.mu.Unlock()
	}
}

// byAddress returns the answers for the addresses as they were asked for.
func (c *checker) byAddress(addresses []string) map[string]Answer {
	out := map[string]Answer{}
	for _, address := range addresses {
		u := parse(address)
		if u == nil {
			out[address] = Answer{State: NoHost}
			continue
		}
		a, ok := c.answers[u.String()]
		if !ok {
			continue
		}
		if _, fragment, has := strings.Cut(address, "#"); a.Moved != "" && has && !strings.Contains(a.Moved, "#") {
			a.Moved += "#" + fragment
		}
		out[address] = a
	}
	return out
}

// ask follows an address to its end.
func (c *checker) ask(ctx context.Context, u *url.URL) Answer {
	moved, forGood := "", true
	start := u.String()
	for range maxRedirects + 1 {
		status, location, err := c.headOrGet(ctx, u)
		if err != nil {
			return Answer{State: stateOf(err)}
		}
		if status < 300 || status == http.StatusNotModified {
			if moved == start {
				moved = ""
			}
			return Answer{State: Fine, Status: status, Moved: moved}
		}
		next := target(u, status, location)
		if next == nil {
			state := Refused
			if status == http.StatusNotFound || status == http.StatusGone {
				state = Gone
			}
			return Answer{State: state, Status: status}
		}
		forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
		if forGood {
			moved = next.String()
		}
		next.Fragment, next.RawFragment = "", ""
		u = next
	}
	return Answer{State: Loop}
}

// target returns where an answer redirects to, nil when it does not.
func target(from *url.URL, status int, location string) *url.URL {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil
	}
	next, err := from.Parse(location)
	if err != nil || location == "" || next.Host == "" || next.Scheme != "http" && next.Scheme != "https" {
		return nil
	}
	next.User = nil
	return next
}

// headOrGet asks for the headers only, and for all of it when the website does
// not like that: many answer HEAD with an error, and GET as they should.
func (c *checker) headOrGet(ctx context.Context, u *url.URL) (status int, location string, err error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		var req *http.Request
		if req, err = http.NewRequestWithContext(ctx, method, u.String(), nil); err != nil {
			return 0, "", err
		}
		req.Header.Set("User-Agent", c.UserAgent)
		req.Header.Set("Accept", "*/*")
		var resp *http.Response
		if resp, err = c.client.Do(req); err != nil {
			if s := stateOf(err); s != Silent || ctx.Err() != nil {
				return 0, "", err
			}
			continue // some break the connection at HEAD
		}
		resp.Body.Close() // unread
		status, location = resp.StatusCode, resp.Header.Get("Location")
		if status < 400 {
			return status, location, nil
		}
	}
	return status, location, err
}

// newClient returns a client that keeps nothing between requests, follows no
// redirect by itself and connects only where guard lets it. It uses no proxy:
// that would look up names where guard cannot see them.
func newClient(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.PerLink}
	if !o.Private {
		dialer.Control = guard
	}
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true,
			MaxConnsPerHost:        2,
			MaxResponseHeaderBytes: maxHeader,
			TLSHandshakeTimeout:    o.PerLink,
			ResponseHeaderTimeout:  o.PerLink,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// stateOf says what an error means for the address.
func stateOf(err error) State {
	var name *net.DNSError
	var roots x509.SystemRootsError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errPrivate):
		return Private
	case errors.As(err, &name) && name.IsNotFound:
		return NoHost
	case errors.As(err, &roots): // this computer knows no authorities at all
		return Silent
	case errors.As(err, &certificate):
		return Certificate
	}
	return Silent
}
