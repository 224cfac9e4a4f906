package check

import (
	"net/url"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var ruleExtern = &diag.Rule{
	Code: "externe-link", Group: diag.Links, Severity: diag.Warning,
	Title: lang.T("Een link naar een andere website die niet meer werkt", "A link to another website that no longer works"),
	Why: lang.T("Andere websites veranderen zonder dat u het merkt. Wie klikt, krijgt een foutpagina. Weerklank kijkt dit alleen na met weerklank check --external, en haalt anders nooit iets op.",
		"Other websites change without your noticing. Who follows the link gets an error page. Weerklank checks this only with weerklank check --external, and otherwise never fetches anything."),
	Wrong: "Lees het [onderzoek](https://www.voorbeeld.example/weg).",
	Right: "Lees het [onderzoek](https://www.voorbeeld.example/onderzoek).",
}

// An Extern is a link to another website.
type Extern struct {
	File  string // in which it stands
	Adres string
	Place
	Start, End int // of the address in the file; 0 when it stands there otherwise
}

func newExtern(file *content.File, dest string, r diag.Range, at Place) Extern {
	e := Extern{File: file.Path, Adres: dest, Place: at}
	start, end := file.Offset(r.Start), file.Offset(r.End)
	if end-start == len(dest)+2 { // in quotes, or as <address>
		start, end = start+1, end-1
	}
	if string(file.Source[start:end]) == dest {
		e.Start, e.End = start, end
	}
	return e
}

// A WebState says what is known of a link to another website.
type WebState int

// The states.
const (
	WebFine        WebState = iota
	WebGone                 // the website says that there is nothing
	WebNoHost               // no website has that name
	WebCertificate          // its certificate is not valid
	WebLoop                 // it redirects on and on
	WebRefused              // it gave another answer
	WebSilent               // it did not answer
	WebPrivate              // it was not asked: it is within the own network
)

// A WebAnswer is what another website said of an address.
type WebAnswer struct {
	State  WebState
	Status int    // of HTTP, where there was one
	Moved  string // where it is for good; "" when it is where it was
}

// Web returns what is wrong with links to other websites, given what those said.
// A link without an answer is passed over.
func Web(links []Extern, answers map[string]WebAnswer) []diag.Problem {
	var ps []diag.Problem
	for _, l := range links {
		a, ok := answers[l.Adres]
		if !ok || a.State == WebFine && a.Moved == "" {
			continue
		}
		p := ruleExtern.New(l.Range, lang.Text{}, lang.Text{})
		p.File, p.Source = l.File, l.Line
		if a.State == WebFine {
			l.moved(&p, a.Moved)
		} else {
			p.Severity, p.Message, p.Hint = webProblem(hostOf(l.Adres), a)
		}
		ps = append(ps, p)
	}
	return ps
}

// moved fills in p for a link that leads elsewhere for good.
func (l Extern) moved(p *diag.Problem, to string) {
	p.Severity = diag.Info
	if isHome(to) && !isHome(l.Adres) {
		p.Message = lang.F("deze link komt nu uit op de beginpagina van %s", "this link now leads to the home page of %s", hostOf(to))
		p.Hint = lang.T("Misschien is de pagina weg. Zoek haar op die website, of haal de link weg.", "Perhaps the page is gone. Look for it on that website, or remove the link.")
		return
	}
	p.Message = lang.F("dit adres is voorgoed veranderd in %s", "this address has changed for good into %s", short(to))
	p.Hint = lang.T("Zet het nieuwe adres in de tekst.", "Put the new address in the text.")
	if l.End > 0 && !strings.ContainsAny(to, " \t\r\n'\"<>()[]{}|\\^`,") {
		p.Edits = []diag.Edit{{Start: l.Start, End: l.End, New: to}}
	}
}

// webProblem says what is wrong with a link to a host that gave an answer.
func webProblem(host string, a WebAnswer) (s diag.Severity, message, hint lang.Text) {
	tryYourself := lang.T("Open de link zelf en kijk of hij werkt. U hoeft niets te veranderen als dat zo is.", "Open the link yourself and see whether it works. If it does, there is nothing to change.")
	switch a.State {
	case WebGone:
		return diag.Warning, lang.F("op dit adres is niets meer: %s antwoordt %d", "there is nothing at this address any more: %s answers %d", host, a.Status),
			lang.T("Zoek de pagina op die website en zet het nieuwe adres in de tekst, of haal de link weg.", "Look for the page on that website and put the new address in the text, or remove the link.")
	case WebNoHost:
		return diag.Warning, lang.F("de website %s bestaat niet", "there is no website %s", host),
			lang.T("Staat er een tikfout in het adres? Is de website weg, haal dan de link weg.", "Is there a typing mistake in the address? If the website is gone, remove the link.")
	case WebCertificate:
		return diag.Warning, lang.F("de beveiliging van %s klopt niet; een browser waarschuwt wie erop klikt", "the security of %s is not in order; a browser warns who follows the link", host),
			lang.T("Laat het die website weten, of haal de link weg.", "Tell that website, or remove the link.")
	case WebLoop:
		return diag.Warning, lang.F("%s stuurt steeds door naar een ander adres, zonder einde", "%s redirects to another address without end", host),
			lang.T("Zoek de pagina op die website en zet het nieuwe adres in de tekst, of haal de link weg.", "Look for the page on that website and put the new address in the text, or remove the link.")
	case WebRefused:
		return diag.Info, lang.F("deze link kon niet worden nagekeken: %s antwoordt %d", "this link could not be checked: %s answers %d", host, a.Status), tryYourself
	case WebPrivate:
		return diag.Info, lang.F("deze link is niet nagekeken: %s ligt in uw eigen netwerk", "this link was not checked: %s lies within your own network", host),
			lang.T("Kunnen bewoners er ook bij? Met --private kijkt Weerklank zulke links wel na.", "Can residents get there too? With --private Weerklank does check such links.")
	}
	return diag.Info, lang.F("deze link kon niet worden nagekeken: %s antwoordt niet", "this link could not be checked: %s does not answer", host), tryYourself
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return short(address)
}

// isHome reports whether an address is that of the first page of a website.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
