package check

import (
	"path"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var deadLink = siteRule{
	Rule: &diag.Rule{
		Code: "dode-link", Group: diag.Links, Severity: diag.Error, Source: "Weerklank: elke link werkt",
		Title: lang.T("Een link naar iets wat er niet is", "A link to what is not there"),
		Why: lang.T("Wie erop klikt, krijgt een foutpagina, juist op het moment dat hij meer wil weten.",
			"Who follows it gets an error page, just when wanting to know more."),
		Wrong: "Lees het [verslag](/media/verslga.pdf).",
		Right: "Lees het [verslag](/media/verslag.pdf).",
	},
	check: func(w *whole, report siteReport) {
		for _, u := range w.uses {
			switch {
			case u.state != nothing || u.Image:
			case u.Dest == "":
				report(u.facts, u.Place, lang.T("deze link heeft geen adres", "this link has no address"),
					lang.T("Schrijf tussen ( en ) waar de link naartoe gaat.", "Write between ( and ) where the link leads."))
			default:
				report(u.facts, u.Place, lang.F("er is niets op %s", "there is nothing at %s", u.Written), w.deadHint(u))
			}
		}
	},
}

// deadHint says what a destination that leads nowhere may have meant.
func (w *whole) deadHint(u use) lang.Text {
	if w.enough(u.facts) {
		return lang.Text{}
	}
	if strings.HasPrefix(strings.ToLower(u.Written), "www.") {
		return lang.F("Bedoelt u https://%s?", "Did you mean https://%s?", short(u.Written))
	}
	if strings.Contains(u.Written, "@") && !strings.Contains(u.Written, "/") {
		return lang.F("Bedoelt u mailto:%s?", "Did you mean mailto:%s?", u.Written)
	}
	// (over) is mostly meant as the page /over/.
	if page := "/" + strings.Trim(u.Written, "/") + "/"; !strings.ContainsAny(u.Written, ".:#") {
		if _, _, ok := w.Resolve(u.facts.Path, page); ok {
			return lang.F("Bedoelt u %s?", "Did you mean %s?", page)
		}
	}
	adres := u.adres
	if adres == "" { // a file that is not there; guess its address
		name, _, _ := strings.Cut(u.Dest, "#")
		if !strings.HasPrefix(name, content.Dir+"/") {
			name = path.Join(path.Dir(u.facts.Path), name)
		}
		adres = strings.TrimPrefix(strings.TrimPrefix(name, content.PaginasDir), content.Dir)
		if page, ok := strings.CutSuffix(adres, ".md"); ok {
			adres = page + "/"
		}
	}
	if near := w.Suggest(adres); near != "" {
		return lang.F("Bedoelt u %s?", "Did you mean %s?", near)
	}
	if u.Image {
		return lang.T("Zet het beeld in content/media/ en schrijf /media/ met de naam van het bestand erachter.",
			"Put the image in content/media/ and write /media/ followed by the name of the file.")
	}
	if content.IsMedia(adres) {
		return lang.T("Zet het bestand in content/media/ en schrijf /media/ met de naam van het bestand erachter.",
			"Put the file in content/media/ and write /media/ followed by the name of the file.")
	}
	return lang.T("Een plek op deze website begint met /, zoals /trajecten/naam/ of /media/verslag.pdf. Een andere website begint met https://.",
		"A place on this site begins with /, such as /trajecten/name/ or /media/report.pdf. Another site begins with https://.")
}
