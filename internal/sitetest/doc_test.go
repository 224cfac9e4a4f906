// Package sitetest tests the site as visitors get it: the demonstration site
// and a site made to be difficult are built with the real program, served with
// the headers of _headers, and looked at with a real browser, the Nu HTML
// validator and a link check.
//
// It is a module of its own, so that the libraries it needs are none of the
// product's. It needs Chromium, Java 17 and `npm ci` in this folder; without
// them it fails, because a check that is skipped passes for the wrong reason.
// internal/tools/test.sh installs what is missing and runs everything.
//
// How it is put together:
//
//	site_test.go       builds the sites, once, and serves them
//	static_test.go     what can be read off the files: links, headings, ids, scripts
//	validator_test.go  the Nu HTML validator
//	browser_test.go    Chromium: axe, reflow, focus, requests
//	huisstijl_test.go  house styles as they are published
//	print_test.go      pages on paper, and the page made for it as a PDF
//	pdf_test.go        reads such a PDF
//	demo_test.go       every check over every site: no finding
//	mustfail_test.go   every check over testdata/must-fail: the finding that the page promises
//
// A check is a function from pages to findings. To add one: write it, add it to
// demo_test.go, and add a page to testdata/must-fail that it must refuse. Such a
// page says on its first line what has to be found in it:
//
//	<!-- must fail: axe button-name -->
package sitetest

import "fmt"

// A finding is something wrong with a page.
type finding struct {
	page   string // address
	check  string // the tool or the group of rules: axe, reflow, links, ...
	rule   string // what is wrong, as a code
	detail string // the element, and what is wrong with it
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %s %s: %s", f.page, f.check, f.rule, f.detail)
}
