package check

import (
	"net/url"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var baseURLPlaceholder = rule[*traject.Settings]{
	Rule: &diag.Rule{
		Code: "base-url-voorbeeld", Severity: diag.Warning,
		Title: lang.T("Een base-url die nog een voorbeeld is", "A base-url that is still an example"),
		Why: lang.T("Met een voorbeeldadres wijzen zoekmachines en links op posters naar een website die niet bestaat.",
			"With an example address search engines and links on posters lead to a site that does not exist."),
		Wrong: "base-url: https://weerklank.example/",
		Right: "base-url: https://www.gemeente.nl/weerklank/",
	},
	check: func(s *traject.Settings, report report) {
		u, err := url.Parse(s.BaseURL)
		// A demonstration says on every page that it is one.
		if err != nil || s.Voorbeeldsite || !isExampleHost(u.Hostname()) {
			return
		}
		report(s.At("base-url", "baseurl"), lang.F("het adres %s is een voorbeeld", "the address %s is an example", s.BaseURL),
			lang.T("Schrijf hier het adres waarop de website komt.", "Write here the address that the site will have."))
	},
}

// isExampleHost reports whether no site can be at host: RFC 2606 keeps these
// names for examples, RFC 6761 localhost.
func isExampleHost(host string) bool {
	labels := strings.Split(strings.ToLower(strings.TrimSuffix(host, ".")), ".")
	switch labels[len(labels)-1] {
	case "example", "invalid", "test", "localhost":
		return true
	}
	if len(labels) < 2 || labels[len(labels)-2] != "example" {
		return false
	}
	switch labels[len(labels)-1] {
	case "com", "net", "org":
		return true
	}
	return false
}
