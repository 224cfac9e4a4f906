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
//	difficult_test.go  what the difficult site has besides testdata/lastig
//	geschiedenis_test.go  the past of the sites: repositories of their own
//	static_test.go     what can be read off a page: links, headings, ids, scripts
//	whole_test.go      what can be read off all pages together: menus, forms, ways to a page
//	validator_test.go  the Nu HTML validator
//	browser_test.go    Chromium, the views in which a page is looked at, axe, requests
//	layout_test.go     what is seen: reflow, order, direction, motion, colours, without styles or scripts
//	print_test.go      what is seen on paper
//	pdf_test.go        a page as a PDF: its tags and its sheets
//	keyboard_test.go   the Tab key, forth and back
//	tree_test.go       what a screen reader is told, as texts in testdata/boom
//	huisstijl_test.go  house styles as they are published
//	demo_test.go       every check over every site, in which view: no finding
//	mustfail_test.go   every check over testdata/must-fail: the finding that the page promises
//	criteria_test.go   docs/toegankelijkheid.md: a proof for each criterion of WCAG 2.2
//
// A check is a function from a page in a view, or from a site, to findings. To
// add one: write it, name it in pageChecks or siteChecks (mustfail_test.go) and
// in the looks of demo_test.go, and add pages to testdata/must-fail that it must
// refuse, one for each rule. Such a page says on its first line what has to be
// found in it, and that check may find nothing else there:
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
