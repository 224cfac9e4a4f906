package serve

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"weerklank/internal/lang"
)

// ownPath is below what the preview's own files are; no page can be there,
// because a slug does not begin with a hyphen. At ownPath itself is the start
// page of the preview, below rulesPath the explanation of each rule.
const (
	ownPath   = "/-/weerklank/"
	rulesPath = ownPath + "regels/"
)

//go:embed assets
var assets embed.FS

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.hurry(w)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", s.o.Policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")

	switch {
	case !s.answersTo(r.Host):
		s.refuse(w, http.StatusMisdirectedRequest, lang.F(
			"dit voorbeeld antwoordt niet op de naam %q; open het op localhost, of start het met --bind en die naam",
			"this preview does not answer to the name %q; open it at localhost, or start it with --bind and that name", r.Host))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, lang.T("hier kan alleen worden gelezen (GET en HEAD)", "this can only be read (GET and HEAD)"))
	case strings.HasPrefix(r.URL.Path, ownPath) && foreign(r) && r.Header.Get("Sec-Fetch-Mode") != "navigate": // a link may lead here
		s.refuse(w, http.StatusForbidden, lang.T("dit is alleen voor de pagina's van het voorbeeld zelf", "this is only for pages of the preview itself"))
	case r.URL.Path == ownPath+"events":
		s.events(w, r)
	case r.URL.Path == ownPath, strings.HasPrefix(r.URL.Path, rulesPath):
		if st := s.current(r.Context()); st != nil {
			s.own(w, r, st)
		}
	case strings.HasPrefix(r.URL.Path, ownPath):
		s.asset(w, r, strings.TrimPrefix(r.URL.Path, ownPath))
	default:
		if st := s.current(r.Context()); st != nil {
			s.page(w, r, st)
		}
	}
}

// hurry ends the connection of who does not read what is sent next: it would hold
// the whole page in memory for as long as it likes.
func (s *Server) hurry(w http.ResponseWriter) {
	// Only a connection can be in a hurry; other writers say that they are none.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.o.patience))
}

// refuse answers with one line of text.
func (s *Server) refuse(w http.ResponseWriter, status int, why lang.Text) {
	http.Error(w, why.In(s.o.Lang), status)
}

// answersTo reports whether a request for host may be answered. A website can
// make its own name point to this computer, and then read what we answer; it
// cannot do that with a number. So names must be known, and numbers need not
// be when other computers may look.
func (s *Server) answersTo(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	bound, _, err := net.SplitHostPort(s.o.Addr)
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && host != "" && strings.EqualFold(host, bound) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.Unmap().IsLoopback() || !isLoopback(s.o.Addr))
}

// isLoopback reports whether only this computer can reach addr.
func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// current returns what to show, after the first load; nil if ctx ends first.
func (s *Server) current(ctx context.Context) *state {
	for {
		st := s.state.Load()
		if st.version != "" {
			return st
		}
		select {
		case <-st.replaced:
		case <-ctx.Done():
			return nil
		}
	}
}

// events tells a page its version, now and whenever that changes, until the page
// is closed.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if foreign(r) {
		s.refuse(w, http.StatusForbidden, lang.T("dit is alleen voor de pagina's van het voorbeeld zelf", "this is only for pages of the preview itself"))
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	told := ""
	for st := s.current(r.Context()); st != nil; st = s.state.Load() {
		if version := s.versionOf(st, r.URL.Query().Get("pagina")); version != told {
			told = version
			// After a restart of the program a page is to be back soon.
			s.hurry(w)
			fmt.Fprintf(w, "retry: 500\ndata: %s\n\n", version)
			if out.Flush() != nil {
				return
			}
		}
		select {
		case <-st.replaced:
		case <-r.Context().Done():
			return
		}
	}
}

// foreign reports whether a page of another site asks. Older browsers send
// Origin only.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

// asset answers with one of the preview's own files.
func (s *Server) asset(w http.ResponseWriter, r *http.Request, name string) {
	b, err := fs.ReadFile(assets, "assets/"+name)
	if err != nil || path.Ext(name) == ".html" {
		s.refuse(w, http.StatusNotFound, lang.T("dit bestaat niet", "there is no such thing"))
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
}

// page answers with a file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request, st *state) {
	a := s.answer(st, r.URL.Path)
	if a.to != "" {
		to := url.URL{Path: a.to, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	s.reply(w, r, st, a)
}

// reply answers with a whole file. Pages get our part.
func (s *Server) reply(w http.ResponseWriter, r *http.Request, st *state, a answer) {
	if a.kind == htmlType {
		a.body, _ = s.dress(st, r.URL.Path, a.body)
	}
	w.Header().Set("Content-Type", a.kind)
	if a.status == http.StatusOK {
		// Browsers play video only from servers that can send parts.
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
		return
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		w.Write(a.body)
	}
}

// An answer is what the site has at an address, without what we add to it.
type answer struct {
	status int
	kind   string
	body   []byte
	to     string // the address to go to instead
}

// answer returns what the site has at an address.
func (s *Server) answer(st *state, address string) answer {
	if st.site == nil {
		return s.notice(http.StatusInternalServerError, lang.T("De site kan niet worden gemaakt", "The site cannot be made"), lang.Text{})
	}
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if render, ok := st.file(name); ok {
		return s.render(http.StatusOK, name, render)
	}
	if _, ok := st.file(name + "/index.html"); ok {
		return answer{to: address + "/"}
	}
	if render, ok := st.file("404.html"); ok {
		return s.render(http.StatusNotFound, "404.html", render)
	}
	return s.notice(http.StatusNotFound, lang.T("Deze pagina bestaat niet", "This page does not exist"), lang.Text{})
}

// file returns how to render a file of the site, if it has one of this name.
func (st *state) file(name string) (render func(io.Writer) error, ok bool) {
	if st.site.File == nil || !fs.ValidPath(name) {
		return nil, false
	}
	return st.site.File(name)
}

// render returns the file called name, or why it cannot be made.
func (s *Server) render(status int, name string, render func(io.Writer) error) answer {
	var b bytes.Buffer
	if err := rendered(&b, render); err != nil {
		return s.notice(http.StatusInternalServerError, lang.T("Deze pagina kan niet worden gemaakt", "This page cannot be made"), reason(err))
	}
	kind := contentType(name)
	if kind == "" {
		kind = http.DetectContentType(b.Bytes())
	}
	return answer{status: status, kind: kind, body: b.Bytes()}
}

// rendered renders to b. For panics see Server.load.
func rendered(b *bytes.Buffer, render func(io.Writer) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault(p)
		}
	}()
	return render(b)
}

// notice returns a page of our own.
func (s *Server) notice(status int, title, text lang.Text) answer {
	var b bytes.Buffer
	templates.ExecuteTemplate(&b, "notice", noticeView{s.o.Lang, title.In(s.o.Lang), text.In(s.o.Lang)})
	return answer{status: status, kind: htmlType, body: b.Bytes()}
}

// own answers with the start page, or with the explanation of a rule.
func (s *Server) own(w http.ResponseWriter, r *http.Request, st *state) {
	name, data := "start", any(nil)
	if code, ok := strings.CutPrefix(r.URL.Path, rulesPath); ok {
		rule := st.rule(strings.TrimSuffix(code, "/"))
		if rule == nil {
			s.reply(w, r, st, s.notice(http.StatusNotFound, lang.T("Deze uitleg bestaat niet", "There is no such explanation"), lang.Text{}))
			return
		}
		name, data = "rule", s.explain(st, rule)
	} else {
		data = s.overview(st, r.URL.Query().Get("toon"))
	}
	var b bytes.Buffer
	templates.ExecuteTemplate(&b, name, data)
	w.Header().Set("Content-Type", htmlType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.Bytes()))
}

// inject returns page with top right after its start tag of body, and bottom
// right before the end tag. What has no place comes at the end, where browsers
// take it for part of the body. The panel is not at the top: the first link of a
// page leads past its menu, and who uses a keyboard gets no further for a list
// of findings before it.
func inject(page, top, bottom []byte) []byte {
	first, last, at := -1, -1, 0
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		begin := at
		at += len(z.Raw())
		name, _ := z.TagName()
		switch {
		case string(name) != "body":
		case kind == html.StartTagToken && first < 0:
			first = at
		case kind == html.EndTagToken:
			last = begin
		}
	}
	if last < max(first, 0) {
		last = len(page)
	}
	if first < 0 {
		first = last
	}
	return slices.Concat(page[:first], top, page[first:last], bottom, page[last:])
}

const htmlType = "text/html; charset=utf-8"

// contentTypes are the types of what sites hold. They do not come from the
// system, on which they differ from one computer to the next.
var contentTypes = map[string]string{
	".html": htmlType,
	".css":  "text/css; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
	".ics":  "text/calendar; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".md":   "text/plain; charset=utf-8",
	".ris":  "application/x-research-info-systems; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".vtt":  "text/vtt; charset=utf-8",
	".xml":  "application/xml; charset=utf-8",

	".avif":  "image/avif",
	".gif":   "image/gif",
	".ico":   "image/x-icon",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".webp":  "image/webp",
	".mp3":   "audio/mpeg",
	".mp4":   "video/mp4",
	".webm":  "video/webm",
	".pdf":   "application/pdf",
	".woff2": "font/woff2",
}

// contentType returns the type of a file by its name, "" if that does not tell.
func contentType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if kind, ok := contentTypes[ext]; ok {
		return kind
	}
	return mime.TypeByExtension(ext)
}
