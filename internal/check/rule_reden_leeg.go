package check

import (
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

var reasonSaysNothing = rule[*document]{
	Rule: &diag.Rule{
		Code: "reden-leeg", Group: diag.Honest, Severity: diag.Warning,
		Source: "Vergelijk Algemene wet bestuursrecht, art. 3:46 (een besluit heeft een deugdelijke motivering)",
		Title:  lang.T("Een reden die niets zegt", "A reden that says nothing"),
		Why: lang.T("Wie leest dat het is verwerkt of meegenomen, weet nog niet waarin, wanneer en waarom. Een paar woorden meer maken er een antwoord van.",
			"Who reads that it was processed or taken along still does not know into what, when and why. A few words more make it an answer."),
		Wrong: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: Is meegenomen in de afweging.",
		Right: "signalen:\n  - id: hek\n    signaal: Er moet een hek komen.\n    besluit: niet-overgenomen\n    reden: De struiken houden kinderen al bij de straat weg. Het geld gaat naar een schommel.",
	},
	check: shown(func(d *document, report report) {
		var empty []reason
		for _, g := range d.redens() {
			// Where the law asks for grounds, advies-zonder-motivering says so.
			if g.saysNothing() && !(departs(g.signaal) && d.statutory(g.signaal.Advies)) {
				empty = append(empty, g)
			}
		}
		for i, g := range empty {
			same := func(o reason) bool { return o.sum == g.sum }
			if slices.ContainsFunc(empty[:i], same) {
				continue
			}
			n := 0
			for _, o := range empty {
				if same(o) {
					n++
				}
			}
			report(g.At("reden"), lang.F("deze reden zegt niet waarom: %s%s", "this reden does not say why: %s%s", short(strings.Join(strings.Fields(g.text), " ")), also(n)),
				lang.T("Schrijf in een of twee zinnen waarom dit het antwoord is. Is het verwerkt of meegenomen? Zeg waarin, en wanneer mensen het zien.",
					"Write in one or two sentences why this is the answer. Was it processed or taken along? Say into what, and when people will see it."))
		}
	}),
}

// fewWords is how many words a reden has at least; vagueWords in how many
// words something like "wordt meegenomen" is all that it says.
const fewWords, vagueWords = 5, 10

// saysNothing reports whether a reden gives no reason.
func (g *reason) saysNothing() bool {
	exact := strings.ContainsAny(g.text, "0123456789")
	if g.words < fewWords {
		return !(exact && g.besluit == traject.Beantwoord) // "Op 20 mei 2026." may be all that was asked
	}
	if g.words > vagueWords {
		return false
	}
	text := strings.ToLower(g.text)
	says := func(s string) bool { return strings.Contains(text, s) }
	if slices.ContainsFunc(exactly, says) {
		return false
	}
	return strings.HasPrefix(text, "zie ") || !exact && (slices.ContainsFunc(vague, says) || onlyRefuses(text))
}

// onlyRefuses reports whether a text in small letters is one clause that ends in
// a refusal: a second clause, or what stands behind it, may say why.
func onlyRefuses(text string) bool {
	text = strings.TrimRight(text, " .!*_")
	return !strings.ContainsAny(text, ",;:.()") && slices.ContainsFunc(refusals, func(s string) bool { return strings.HasSuffix(text, s) })
}

var (
	vague = []string{
		"verwerkt", "meegenomen", "nemen wij mee", "nemen we mee", "nemen dit mee", "nemen het mee", "neemt dit mee", "nemen uw", "neemt uw",
		"zie boven", "zie hierboven", "zie hieronder", "zie onder", "zie antwoord", "zie het antwoord", "zie reactie", "zie onze reactie", "zie de reactie",
		"zie beantwoording", "zie vorige", "zie bijlage", "zie brief", "n.v.t", "niet van toepassing", "niet aan de orde",
		"kennisgeving", "kennis genomen", "kennisgenomen", "kennisname", "kennis van genomen", "nemen kennis van", "in overweging",
		"wordt bekeken", "naar gekeken", "wordt uitgewerkt", "nader uitgewerkt", "nader onderzocht", "hierop aangepast", "geen aanleiding", "naar aanleiding van uw",
		"hier rekening mee", "hiermee rekening", "houden wij rekening mee", "houden we rekening mee", "met u eens", "mening niet", "buiten de scope",
		"bedankt voor uw", "dank voor uw", "hartelijk dank", "goede suggestie", "goed punt", "waarvan akte", "betrekken wij", "betrekken we", "wordt betrokken",
		"ter harte", "kiest hier niet voor", "kiezen hier niet voor", "meegewogen", "niets mee", "invloedssfeer", "buiten onze bevoegdheid", "aandachtspunt", "achterhoofd", "onder de aandacht", "komen hierop terug", "komen hier op terug", "komen wij op terug", "komt hierop terug",
		"later op terug", "zo mogelijk", "waar mogelijk", "indien mogelijk", "vervolgtraject", "doen wat wij kunnen", "hebben uw reactie gelezen", "spreekt voor zich",
	}
	refusals = []string{
		"niet mogelijk", "niet haalbaar", "niet wenselijk", "niet gewenst", "niet uitvoerbaar", "niet realistisch", "niet opportuun", "niet aan ons", "geen optie", "geen prioriteit", "niet noodzakelijk",
		"niet binnen het beleid", "niet in het beleid", "niet in ons beleid", "niet binnen ons beleid", "binnen het huidige beleid", "in het huidige beleid", "binnen het bestaande beleid",
		"niet binnen de kaders", "niet binnen de gestelde kaders", "buiten de kaders", "in strijd met het beleid", "niet in het plan", "niet binnen het plan", "anders besloten", "anders gekozen", "ander standpunt",
	}
	// exactly says in what something was processed.
	exactly = []string{"paragraaf", "hoofdstuk", "artikel", "bladzijde", "pagina", "omdat", "want ", "doordat", "daardoor", "daarom", "vanwege", "wegens", "door de ", "door het "}
)
