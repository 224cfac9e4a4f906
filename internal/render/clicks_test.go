package render_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	scriptsAway = regexp.MustCompile(`(?s)<(script|template)\b.*?</(script|template)>`)
	links       = regexp.MustCompile(`<a\b[^>]*? href="(/[^"#?]*)`)
)

// linksOf returns the addresses on this site that a page links, in the HTML
// that a browser without JavaScript reads: what stands in a template is no link
// yet.
func linksOf(page string) map[string]bool {
	found := map[string]bool{}
	for _, m := range links.FindAllStringSubmatch(scriptsAway.ReplaceAllString(page, ""), -1) {
		found[m[1]] = true
	}
	return found
}

// farFromHome returns the pages of signalen that are more than two clicks away
// from home.
func farFromHome(out map[string]string) []string {
	near := linksOf(out["index.html"])
	for address := range maps.Clone(near) {
		if strings.HasSuffix(address, "/") {
			maps.Copy(near, linksOf(out[strings.TrimPrefix(address, "/")+"index.html"]))
		}
	}
	var far []string
	for path, src := range out {
		address := "/" + strings.TrimSuffix(path, "index.html")
		if kind := kindOf.FindStringSubmatch(src); kind != nil && kind[1] == "signaal" && !near[address] {
			far = append(far, address)
		}
	}
	slices.Sort(far)
	return far
}

// TestEveryInputIsTwoClicksFromHome: a resident finds the answer with two
// clicks, without JavaScript.
func TestEveryInputIsTwoClicksFromHome(t *testing.T) {
	if far := farFromHome(demo(t)); far != nil {
		t.Errorf("more than two clicks from home: %q", far)
	}
}

// TestInputFarFromHomeIsSeen: three clicks are too many, and a link that only a
// script makes is none.
func TestInputFarFromHomeIsSeen(t *testing.T) {
	const signaal = `<body class="wk-pagina wk-pagina--signaal">`
	site := map[string]string{
		"index.html":                   `<a href="/trajecten/">`,
		"trajecten/index.html":         `<a class="x" href="/trajecten/een/">`,
		"trajecten/een/index.html":     `<a href="/trajecten/een/ver/">`,
		"trajecten/een/ver/index.html": signaal,
	}
	if far := farFromHome(site); !slices.Equal(far, []string{"/trajecten/een/ver/"}) {
		t.Errorf("three clicks: found %q", far)
	}
	for name, test := range map[string]struct {
		link string
		near bool
	}{
		"a link":             {`<a href="/trajecten/een/ver/#x">`, true},
		"a link in a script": {`<template id="t"><a href="/trajecten/een/ver/"></template>`, false},
	} {
		more := maps.Clone(site)
		more["trajecten/index.html"] += test.link
		if far := farFromHome(more); (far == nil) != test.near {
			t.Errorf("%s: found %q", name, far)
		}
	}
}
