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
		Why: lang.T("Feeds, verwijzingen voor zoekmachines en korte links hebben het volledige adres van de website nodig.",
			"Feeds, references for search engines and short links need the full address of the site."),
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
			bad(lang.F("in %q staat meer dan een website en een pad", "%q holds more than a site and a path", short(s.BaseURL)),
				lang.F("Schrijf %s.", "Write %s.", clean.String()))
		case !traject.ValidBaseURL(s.BaseURL):
			bad(lang.F("in het pad van %q staat een teken dat daar niet kan", "the path of %q holds a character that cannot stand there", short(s.BaseURL)),
				lang.T("Een pad heeft letters, cijfers, punten en koppeltekens, met enkele schuine strepen ertussen: https://www.gemeente.nl/inspraak/.",
					"A path has letters, digits, dots and hyphens, with single slashes between them: https://www.gemeente.nl/inspraak/."))
		}
	},
}
