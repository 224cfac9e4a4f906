package serve

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strings"
)

// dress returns a page with our part added to it, and its version. That is of what
// the page shows, so that a page is asked for again only when it would be
// another: after a change in one file, most pages are as they were. What the page
// fetches (styles, images) is not in it, so a change of that gives all pages
// another version.
func (s *Server) dress(st *state, address string, page []byte) (dressed []byte, version string) {
	v := s.panel(st, address)
	var top, end bytes.Buffer // they take everything
	templates.ExecuteTemplate(&top, "top", v)
	templates.ExecuteTemplate(&end, "panel", v)
	h := fnv.New64a()
	h.Write(page)
	h.Write(top.Bytes())
	h.Write(end.Bytes())
	v.Version = fmt.Sprintf("%s-%d-%x", s.start, st.look, h.Sum64())
	top.Reset()
	templates.ExecuteTemplate(&top, "top", v)
	return inject(page, top.Bytes(), end.Bytes()), v.Version
}

// versionOf returns the version of the page at an address, as a browser writes it; that of the whole site
// for what is not a page of the site. Many tabs may show one page.
func (s *Server) versionOf(st *state, address string) string {
	address, err := url.PathUnescape(address)
	if err != nil || address == "" || strings.HasPrefix(address, ownPath) {
		return st.version
	}
	if known, ok := st.versions.Load(address); ok {
		return known.(string)
	}
	a := s.answer(st, address)
	if a.kind != htmlType {
		return st.version
	}
	_, version := s.dress(st, address, a.body)
	if a.status == http.StatusOK { // of others there is no end
		st.versions.Store(address, version)
	}
	return version
}
