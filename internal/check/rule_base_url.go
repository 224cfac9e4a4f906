package check

import (
	"net/url"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var baseURL = rule[*traject.Settings]{
	Rule: &diag.Rule{
		Code: "base-url", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een base-url die geen volledig adres is", "A base-url that is not a full address"),
		Why: lang.T("Zoekmachines, korte links en wie uw site volgt, hebben het volledige adres van de website nodig.",
			"Search engines, short links and those who follow your site need its full address."),
		Wrong: "base-url: www.gemeente.nl/weerklank",
		Right: "base-url: https://www.gemeente.nl/weerklank/",
	},
	check: func(s *traject.Settings, report report) {
		if s.BaseURL == "" {
			return // reported as missing
		}
		bad := func(message, hint lang.Text) { report(s.At("base-url", "baseurl"), message, hint) }
		u, err := url.Parse(s.BaseURL)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
			hint := lang.T("Schrijf het hele adres: https://www.gemeente.nl/.", "Write the whole address: https://www.gemeente.nl/.")
			if full, err := url.Parse("https://" + s.BaseURL); err == nil && strings.Contains(full.Hostname(), ".") && !strings.Contains(s.BaseURL, ":") {
				hint = lang.F("Schrijf https://%s.", "Write https://%s.", short(s.BaseURL))
			}
			bad(lang.F("%q is geen volledig adres met https:// of http://", "%q is not a full address with https:// or http://", short(s.BaseURL)), hint)
		case u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.ContainsAny(s.BaseURL, "?#"):
			clean := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
			bad(lang.F("in %q staat meer dan het adres van een website", "%q holds more than the address of a site", short(s.BaseURL)),
				lang.F("Schrijf %s.", "Write %s.", clean.String()))
		case !traject.ValidBaseURL(s.BaseURL):
			bad(lang.F("in %q staat achter de naam van de website een teken dat daar niet kan", "in %q a character behind the name of the site cannot stand there", short(s.BaseURL)),
				lang.T("Daar kunnen letters, cijfers, punten en koppeltekens, met enkele schuine strepen ertussen: https://www.gemeente.nl/inspraak/.",
					"Letters, digits, dots and hyphens are possible there, with single slashes between them: https://www.gemeente.nl/inspraak/."))
		}
	},
}
