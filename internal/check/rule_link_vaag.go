package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var linkVague = rule[*text]{
	Rule: &diag.Rule{
		Code: "link-vaag", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 2.4.4 (A); ATAG 2.0, B.3.1.1",
		Title: lang.T("Een link die niet zegt waar hij heen gaat", "A link that does not say where it leads"),
		Why: lang.T("Wie de pagina laat voorlezen, springt van link naar link en hoort alleen de tekst ervan. “Klik hier” of “lees meer” zegt dan niets.",
			"Who has the page read aloud goes from link to link and hears only its text. “Click here” or “read more” says nothing then."),
		Wrong: "Wilt u weten hoe de eerste ronde ging? [Klik hier](/trajecten/eerste-ronde/).",
		Right: "Lees [hoe de eerste ronde ging](/trajecten/eerste-ronde/).",
	},
	check: func(t *text, report report) {
		for _, l := range t.doc.Links() {
			if l.Auto || !markdown.SafeDest(l.Dest) || !vagueLink(l.Text) || strings.Contains(t.src.Text[l.Offset:l.End], "![") {
				continue
			}
			report(t.place(l.Offset, l.End), lang.F("deze link zegt niet waar hij heen gaat: %s", "this link does not say where it leads: %s", short(l.Text)),
				lang.T("Noem wat er achter de link staat: het verslag van de buurtavond, zo vraagt u hulp aan.",
					"Name what is behind the link: the report of the evening, how to ask for help."))
		}
	},
}

// emptyWords are words that say nothing of where a link leads, alone or together.
var emptyWords = set(`klik klikken klikt druk tik hier daar lees lezen leest meer verder nog ook info informatie details deze dit die dat de het een
	pagina webpagina internetpagina link linkje links hyperlink url site website webadres document bestand artikel bericht knop button download downloaden
	downloads open openen bekijk bekijken kijk kijken zie zien ga naar via op in met voor vind vindt vinden u je jij wij we ons onze te is staat staan
	kunt kun kan wil wilt weten alles alle en of om volg volgende vorige volgen hele volledige onderstaande bovenstaande boven beneden onder top terug pdf
	verwijzing door doorgaan start hierover daarover erover hiervan hiervoor hieronder hierboven bezoek raadpleeg graag dan even eens snel direct zelf
	ontdek ontdekken doorklikken doorklik aanklikken aanklik hierheen daarheen check ervan uw jouw mij mijn hem haar aan bij van
	click here read more this page the learn see view go to for information continue reading visit it out find`)

var (
	// vagueStart is how a link begins that only then says what it is about.
	vagueStart = regexp.MustCompile(`(?i)\b(?:klik|klikt|klikken|druk|tik) (?:dan |even |nu |gewoon |snel )?(?:hier|op deze|op de (?:link|knop))\b|\bclick here\b|^hier (?:klikken|kunt u|kun je|vindt u|vind je|staat|leest u|lees je|ziet u)(?: \pL+){0,2}$`)
	pageNumber = regexp.MustCompile(`(?i)^(?:op |zie )?(?:pagina|bladzijde) \d+$`)
	inBrackets = regexp.MustCompile(`\([^()]*\)`)
)

// vagueLink reports whether the text of a link is empty of meaning.
func vagueLink(s string) bool {
	if strings.TrimSpace(s) == "" {
		return false // see linkText
	}
	rest := strings.TrimSpace(s)
	if strings.Contains(s, "(") {
		rest = strings.TrimSpace(inBrackets.ReplaceAllString(s, ""))
	}
	lower := strings.ToLower(rest)
	says := func(s string) bool { return strings.Contains(lower, s) }
	// Each way in which vagueStart begins has one of these.
	if (says("ik") || says("uk") || says("click") || strings.HasPrefix(lower, "hier ")) && vagueStart.MatchString(rest) {
		return true
	}
	if rest != "" && strings.IndexByte("0123456789", rest[len(rest)-1]) >= 0 && pageNumber.MatchString(rest) {
		return false
	}
	words := wordsOf(lower)
	if len(words) > 12 {
		return false
	}
	for _, w := range words {
		if !emptyWords[w] && strings.Trim(w, "0123456789-'’") != "" {
			return false
		}
	}
	// Only a number is a year, or a page, and says a little.
	return len(words) == 0 || strings.ContainsFunc(rest, isLetter)
}
