package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var ruleCapitals = &diag.Rule{
	Code: "hoofdletters", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A); NL Design System, tekst benadrukken; ATAG 2.0, B.2.3",
	Title: lang.T("Woorden in alleen hoofdletters", "Words in capitals only"),
	Why: lang.T("Hoofdletters lezen moeilijk, zeker voor wie dyslectisch is, en komen over als schreeuwen. Sommige schermlezers spellen zulke woorden letter voor letter.",
		"Capitals are hard to read, above all with dyslexia, and come across as shouting. Some screen readers spell such words letter by letter."),
	Wrong: "De speelplek is TOT NADER ORDER GESLOTEN voor iedereen.",
	Right: "De speelplek is **tot nader order gesloten** voor iedereen.",
}

var (
	capitals      = rule[*text]{Rule: ruleCapitals, check: checkCapitals}
	capitalsValue = rule[*value]{Rule: ruleCapitals, check: func(v *value, report report) {
		if plainKeys[v.Key] {
			for _, m := range shouts(v.Text) {
				report(v.Place(m[0], m[1]), messageCapitals(v.Text[m[0]:m[1]]), lang.T("Schrijf kleine letters.", "Write small letters."))
			}
		}
	}}
)

func checkCapitals(t *text, report report) {
	blocks := t.doc.Blocks()
	for n := range blocks {
		b := &blocks[n]
		for _, m := range shouts(b.Text) {
			offset, _ := b.Source(m[0], m[1])
			if t.inCode(offset) {
				continue
			}
			report(t.at(b, m[0], m[1]), messageCapitals(b.Text[m[0]:m[1]]),
				lang.T("Schrijf kleine letters. Wilt u er de nadruk op? Zet er ** omheen, dan wordt het vet.", "Write small letters. Do you want emphasis? Put ** around it, which makes it bold."))
		}
	}
}

func messageCapitals(s string) lang.Text {
	return lang.F("hier staan alleen hoofdletters: %s", "these are capitals only: %s", short(s))
}

var (
	capitalRun  = regexp.MustCompile(`\p{Lu}[\p{Lu}'’-]+(?:[\s,:/&+]+(?:\d[\d.:]*\s+)*\p{Lu}[\p{Lu}'’-]*)*`)
	capitalWord = regexp.MustCompile(`\p{Lu}[\p{Lu}'’-]*`)
)

// ordinary are words that are in no abbreviation, so that somebody who writes them
// in capitals shouts.
var ordinary = set(`HET EEN ZIJN VAN NIET GEEN WIJ ONS ONZE VOOR MET AAN DIT DAT DEZE DIE WAT WIE HOE WAAR WAAROM WANNEER LET LEES MEER MINDER HIER DAAR ALLE ALLES
	ALLEEN WEL OOK NOG DOOR BIJ NAAR MOET MOETEN MAG MOGEN KUNT KUNNEN KOM KOMT STOP GRATIS NIEUW NIEUWE BELANGRIJK TOT NADER ORDER GESLOTEN OPEN
	ALTIJD NOOIT EERST DAARNA HEEL ECHT VEEL GEWOON GRAAG DUS MAAR WANT ALS DAN TOCH WORDT WORDEN WERD HEEFT HEBBEN HAD IEDEREEN NIEMAND IETS NIETS
	JULLIE HUN HAAR HEM ZIJ MIJ MIJN JOUW UW ZO ZEER TE OVER ONDER ZONDER TEGEN TUSSEN NEE BLIJFT BLIJVEN GAAT GAAN KOMEN DOEN DOET VINDEN WILLEN WIL
	DAG WEEK MAAND JAAR AVOND VERPLICHT VERBODEN PAS NU AL ER VERDER SAMEN DOE MEE DENK ZIE KIJK KLIK AUB MELD AANMELDEN UITERLIJK DEADLINE VOL UITVERKOCHT`)

// alarm are words that people write alone in capitals.
var alarm = set(`BELANGRIJK WAARSCHUWING ATTENTIE GRATIS VERPLICHT VERBODEN NOOIT ALTIJD ABSOLUUT DRINGEND SPOED NIET GEEN IEDEREEN NIEMAND NIEUW GESLOTEN
	UITERLIJK ALLEEN ECHT GEANNULEERD VERVALLEN GEWIJZIGD AANMELDEN OPROEP UITNODIGING HERINNERING AFGELAST GEOPEND KOSTELOOS ALLEMAAL ZEKER VOORAL UITGESTELD VERPLAATST VERBETERD VERANDERD`)

// shouts returns the stretches of s in capitals that are no abbreviations.
func shouts(s string) [][2]int {
	var found [][2]int
	if !hasCapitals(s) {
		return nil
	}
	for _, m := range capitalRun.FindAllStringIndex(s, -1) {
		start, end := m[0], m[1]
		if start > 0 { // within a word: iPAD, of an address
			if r, _ := utf8.DecodeLastRuneInString(s[:start]); isLetter(r) || strings.ContainsRune("/@#._-0123456789", r) {
				continue
			}
		}
		// The capital of a word that follows is not part of the run.
		if r, _ := utf8.DecodeRuneInString(s[end:]); isLetter(r) || r >= '0' && r <= '9' || r == '@' || r == '_' {
			cut := strings.LastIndexAny(s[start:end], " \n\t,:/&+")
			if cut < 0 {
				continue
			}
			end = start + cut
		}
		end = start + len(strings.TrimRight(s[start:end], " \n\t,:/&+'’-"))
		if isShout(s[start:end]) {
			found = append(found, [2]int{start, end})
		}
	}
	return found
}

// hasCapitals reports whether s has three capitals in a row, or two that a space
// divides from more: the expressions are slow, and most texts have none.
func hasCapitals(s string) bool {
	capital := func(i int) bool { return s[i] >= 'A' && s[i] <= 'Z' }
	// Of three in a row every third character is one.
	for i := 2; i < len(s); i += 3 {
		if !capital(i) {
			continue
		}
		first, last := i, i
		for first > i-2 && capital(first-1) {
			first--
		}
		for last < min(len(s)-1, i+2) && capital(last+1) {
			last++
		}
		if last-first >= 2 {
			return true
		}
	}
	return false
}

func isShout(run string) bool {
	words := capitalWord.FindAllString(run, -1)
	plain, long, letters := 0, 0, 0
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		letters += n
		if ordinary[w] && n > 2 {
			plain++
		}
		if n >= 5 && strings.ContainsAny(w, "AEIOUY") {
			long++
		}
	}
	if len(words) == 1 {
		return alarm[words[0]]
	}
	return run == "LET OP" || plain > 0 && letters >= 6 || long >= 2 || long == 1 && letters >= 12 && len(words) >= 4
}
