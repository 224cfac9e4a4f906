package render

import (
	"bytes"
	"fmt"
	"html/template"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"weerklank/internal/zoek"
)

// Policy is the Content-Security-Policy of every page: what a page needs comes
// from the site itself, and nothing stands in the page but text. Only files of
// the theme are scripts; package content takes none into content/media/. What is
// made to be shown in a frame has framedPolicy.
const Policy = framedPolicy + "; frame-ancestors 'none'"

const framedPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'"

// metaPolicy is the policy as it stands in every page, for hosts that send no
// headers. Who may frame a page can only be said in a header.
const metaPolicy = template.HTML(`<meta http-equiv="Content-Security-Policy" content="` + framedPolicy + `">`)

// framed is the only folder that another website may show in a frame.
const framed = "/insluiten/"

// headers are the security headers for hosts that read _headers (Netlify,
// Cloudflare Pages).
//
// A rule for an address cannot take back what a rule for every address set:
// Netlify and Cloudflare Pages use all rules that match. So what forbids frames
// stands not in /* but in rules for all addresses outside the folder framed. The
// hosts differ in what they do with a header that two rules set: Cloudflare joins
// the values, and browsers then apply both policies; Netlify's own program takes
// the last one. Hence the second policy is a whole one, and stands after /*.
//
// The rules go by the first letters of an address (/a*, /b*, ...), not by its
// first part: Cloudflare Pages takes 100 rules at most, and a site may have more
// pages than that right below the root.
func (r *Renderer) headers(b *bytes.Buffer) {
	base := r.site.BasePath()
	fmt.Fprintf(b, `%s/*
  Content-Security-Policy: %s
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
  Strict-Transport-Security: max-age=31536000
`, base, framedPolicy)
	for _, rule := range r.unframed() {
		fmt.Fprintf(b, "%s%s\n  Content-Security-Policy: %s\n  X-Frame-Options: DENY\n", base, rule, Policy)
	}
	r.feedHeaders(b)
	r.dataHeaders(b)
}

// unframed returns rules that together match every published address but those
// in the folder framed, sorted.
func (r *Renderer) unframed() []string {
	rules := map[string]bool{"/": true}
	for _, c := range "abcdefghijklmnopqrstuvwxyz0123456789" { // also where there is no page: the host shows one that says so
		for _, rule := range outside("/" + string(c)) {
			rules[rule] = true
		}
	}
	add := func(file string) {
		for _, rule := range outside("/" + file) {
			rules[rule] = true
		}
	}
	add(zoek.Dir + "/index.json") // one for all of the index, which takes long to make
	for _, files := range []iter.Seq[File]{r.dataFiles(), r.deelFiles(), r.beside(), r.mediaFiles()} {
		for f := range files {
			add(f.Path)
		}
	}
	return slices.Sorted(maps.Keys(rules))
}

// outside returns the rules that match adres and nothing in the folder framed:
// as many letters as they have in common, and the first that differs.
//
// Netlify makes a regular expression of a rule. A star behind letters leaves
// them as they are, so that /.* would be everything: what is no letter or digit
// stands only in rules without such a star. And /in/* is to Netlify what /in* is;
// so a folder whose name is the beginning of framed gets rules for one level.
func outside(adres string) []string {
	if strings.HasPrefix(adres, framed) {
		return nil
	}
	n := 0
	for n < len(adres) && adres[n] == framed[n] {
		n++
	}
	name, below, deeper := strings.Cut(adres[1:], "/")
	folder := (&url.URL{Path: "/" + name}).EscapedPath()
	switch {
	case n < len(adres) && strings.IndexByte(wordLetters, adres[n]) >= 0:
		return []string{adres[:n+1] + "*"}
	case !deeper:
		return []string{folder}
	case n <= len(name): // the name differs before the slash
		return []string{folder + "/*"}
	case strings.Contains(below, "/"):
		return []string{folder + "/:map/*"}
	}
	return []string{folder, folder + "/", folder + "/:bestand"}
}

const wordLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
