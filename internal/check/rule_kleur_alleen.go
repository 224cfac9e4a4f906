package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var colourOnly = rule[*text]{
	Rule: &diag.Rule{
		Code: "kleur-alleen", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.4.1 en 1.3.3 (A); ATAG 2.0, B.2.3",
		Title: lang.T("Een verwijzing die alleen een kleur noemt", "A reference that names only a colour"),
		Why: lang.T("Een op de twaalf mannen ziet het verschil tussen rood en groen niet goed, en wie luistert ziet geen kleur. Dan weet niemand wat u bedoelt.",
			"One in twelve men does not see the difference between red and green well, and who listens sees no colour. Then nobody knows what you mean."),
		Wrong: "De rode vakjes in de tabel zijn nog niet af.",
		Right: "De vakjes met het woord “wacht” in de tabel zijn nog niet af.",
	},
	check: func(t *text, report report) {
		blocks := t.doc.Blocks()
		for n := range blocks {
			b := &blocks[n]
			if !hasColour(b.Text) {
				continue
			}
			text := b.Dutch()
			parts := colourParts(text)
			for _, m := range nearColour(parts, colourThing, colouredThing) {
				sentence := sentenceAround(text, m[0], m[1])
				thing := strings.ToLower(text[m[4]:m[5]])
				if otherCue.MatchString(sentence) || namedThing(text[m[1]:]) || physical.MatchString(sentence) {
					continue
				}
				if !onScreen[thing] && !pointing.MatchString(sentence) {
					continue
				}
				report(t.at(b, m[0], m[1]), messageColour(text[m[0]:m[1]]), hintColour)
			}
			for _, m := range nearColour(parts, colourIs, colourAlone) {
				sentence := sentenceAround(text, m[0], m[1])
				if otherCue.MatchString(sentence) || physical.MatchString(sentence) || !pointing.MatchString(sentence) {
					continue
				}
				report(t.at(b, m[0], m[1]), messageColour(text[m[0]:m[1]]), hintColour)
			}
			for _, m := range nearColour(parts, colourMeans, colourAlone) {
				sentence := sentenceAround(text, m[0], m[1])
				if otherCue.MatchString(sentence) || physical.MatchString(sentence) {
					continue
				}
				report(t.at(b, m[0], m[1]), messageColour(text[m[0]:m[1]]), hintColour)
			}
		}
	},
}

func messageColour(s string) lang.Text {
	return lang.F("hier zegt alleen een kleur wat u bedoelt: %s", "here only a colour says what you mean: %s", short(s))
}

var hintColour = lang.T("Noem er iets bij wat ook zonder kleur te vinden is: het woord dat er staat, een nummer, de naam van de knop.",
	"Add what can be found without colour too: the word that is there, a number, the name of the button.")

const (
	colours = `(?:licht|donker|fel|knal|zee|marine)?(?:rode|groene|blauwe|gele|oranje|paarse|roze|grijze|zwarte|bruine)`
	colour  = `(?:licht|donker)?(?:rood|groen|blauw|geel|oranje|paars|roze|grijs)`
)

var (
	colourThing = regexp.MustCompile(`(?i)\b(` + colours + `)(?:[ -](?:gekleurde|gemarkeerde|gearceerde|vette|dikke|dunne|omlijnde|en ` + colours + `|of ` + colours + `))* (vak(?:ken|je|jes)?|knop(?:pen|je|jes)?|button|buttons|tekst|teksten|tekstjes|letters|lijn|lijnen|lijntjes?|stippellijn|balk|balken|balkje|balkjes|vlak|vlakken|vlakjes?|gedeelten?|deel|delen|kaders?|kadertjes?|blok|blokken|blokjes?|blokjes|stip|stippen|stipjes?|punt|punten|puntjes?|cirkels?|cirkeltjes?|rondjes?|bolletjes?|kolom|kolommen|rij|rijen|cel|cellen|regels?|woord|woorden|zin|zinnen|links?|veld|velden|pijl|pijlen|pijltjes?|markering|markeringen|arcering|gebied|gebieden|zone|zones|stroken?|segment|segmenten|staaf|staven|curve|icoon|iconen|icoontjes?|kruisjes?|vinkjes?|sterretjes?|tabel|passages?|alinea['’]?s|cijfers|getallen|bedragen|datums|data|namen|onderdelen|opmerkingen|items|tegels?|rand|randen|omlijning|achtergrond|kaart|kaartjes|plekken|straten|wijken|huizen|nummers|driehoek(?:en|jes?)?|vierkant(?:en|jes?)?)\b`)
	colourMeans = regexp.MustCompile(`(?i)\b(?:in|met) (?:het |de kleur )?` + colour + ` (?:staan|staat|gedrukt|gemarkeerd|aangegeven|weergegeven|gearceerd|zijn|is|ziet|vindt|geschreven|getekend|gekleurd|omcirkeld|aangeduid)\b|\b` + colour + `(?:e)?[ -]?(?:gemarkeerde?|gekleurde?|gearceerde?|omcirkelde?|omkaderde?|gedrukte|onderstreepte?)\b|(?:gemarkeerd|aangegeven|weergegeven|gearceerd|gedrukt|gekleurd|omcirkeld|aangeduid|(?:staat|staan|zijn|is) (?:\pL+ ){0,2}?) ?(?:in|met) (?:het |de kleur )?` + colour + `\b|\b` + colour + ` (?:betekent|=|staat voor|wil zeggen|geeft aan)|\bwat ` + colour + ` is\b|\bde kleur ` + colour + `\b|\b` + colour + ` is [^.,;]{2,40}[,;]? (?:en )?` + colour + ` is\b|\b(?:velden|vakjes|vakken|cellen|regels|rijen|kolommen|onderdelen|wijzigingen|teksten|vragen|antwoorden) (?:zijn|worden|is) (?:in het )?` + colour + `(?:[.,;)]|$)`)
	// colourIs is of a thing that may stand in the street: the streets that are red.
	colourIs = regexp.MustCompile(`(?i)\b(?:die|dat) (?:op (?:de|het) \pL+ )?(?:nu |al |nog )?` + colour + ` (?:zijn|is|kleurt|kleuren|ziet|worden|blijven|blijft)\b`)
	// onScreen are things that stand on a page and nowhere else.
	onScreen = set(`knop knoppen knopje knopjes button buttons tekst teksten tekstjes letters balk balkje balkjes gedeelte gedeelten vakje vakjes kolom kolommen cel cellen woord woorden
		zin zinnen link links segment segmenten staaf staven curve icoon iconen icoontje icoontjes kruisje kruisjes vinkje vinkjes sterretje sterretjes tabel passage passages
		bolletje bolletjes rondje rondjes stippellijn rijen markering arcering kadertje kader regels tegel stip stippen stipjes driehoekje blokje blokjes vlakje vlakjes`)
	// pointing is what makes of a thing that may stand in the street one on a page.
	pointing = regexp.MustCompile(`(?i)\b(?:klik|klikt|druk op|tik|zie|ziet|kijk|invullen|vul|vult|kaart|kaartje|plattegrond|tekening|tabel|grafiek|figuur|schema|legenda|overzicht|formulier|scherm|pagina|hieronder|hierboven|onderstaande?|bovenstaande?|diagram|afbeelding|plaatje|kolom|betekent|geeft aan|geven aan|laat zien|laten zien|verplicht)\b`)
	// otherCue is what makes colour not the only thing.
	otherCue = regexp.MustCompile(`(?i)\b(?:met|en|door) (?:een |het |de |daarin |erin )?(?:woord|letter|cijfer|nummer|getal|vinkje|kruis|kruisje|ster|sterretje|arcering|patroon|stippen|strepen|streep|symbool|tekst|naam|label|opschrift|vorm)\b|\bgenummerd|\b(?:ook|er) (?:staat|staan) (?:\pL+ )?(?:bij|in|op)\b|\bniet alleen (?:de |door )?kleur|\bzonder kleur`)
	// physical is where a colour is that of a thing, not a sign.
	physical = regexp.MustCompile(`(?i)\b(?:geverfd|geschilderd|verf|asfalt|wegdek|stoep|op de weg|parkeren|parkeerschijf|klinkers|tegelpad|bloemen|planten|gras|bomen|verkeerslicht|stoplicht|bij de oversteek|trui|jas|shirt|hesje|fiets|auto)\b`)
	named    = regexp.MustCompile(`^[ ]?(?:[‘“"'«(]|\p{Lu}\pL|met (?:de tekst|het opschrift|daarop|erop)|met [‘“"']|genaamd|waarop)`)
)

// namedThing reports whether what follows the name of a thing says which one it is.
func namedThing(after string) bool { return named.MatchString(after) }

// A colourPart is a part of a text, up to a full stop, that has a colour in it.
type colourPart struct {
	at          int // where it begins
	text, lower string
}

// colourParts returns the parts of s that have a colour in them.
func colourParts(s string) (parts []colourPart) {
	at := 0
	for part := range strings.SplitAfterSeq(s, ".") {
		if namesColour(part, 0x20) {
			parts = append(parts, colourPart{at, part, strings.ToLower(part)})
		}
		at += len(part)
	}
	return parts
}

// nearColour returns what r finds in a text, as FindAllStringSubmatchIndex does, for an r
// that has a colour in it and nothing behind a full stop. So it is enough to look
// in each of its parts, and only where may, which is given that part in lower
// case, says that r may find something; r is long, and takes its time.
func nearColour(parts []colourPart, r *regexp.Regexp, may func(string) bool) (all [][]int) {
	for _, p := range parts {
		if may(p.lower) {
			for _, m := range r.FindAllStringSubmatchIndex(p.text, -1) {
				for i := range m {
					if m[i] >= 0 {
						m[i] += p.at
					}
				}
				all = append(all, m)
			}
		}
	}
	return all
}

// colouredThing reports whether s may have what colourThing finds: an adjective,
// and then another word.
func colouredThing(s string) bool {
	for _, c := range [...]string{"rode", "groene", "blauwe", "gele", "oranje", "paarse", "roze", "grijze", "zwarte", "bruine"} {
		if strings.Contains(s, c+" ") || strings.Contains(s, c+"-") {
			return true
		}
	}
	return false
}

// colourAlone reports whether s may have what colourIs or colourMeans finds: a colour that is
// the end of a word, or what was done with a colour.
func colourAlone(s string) bool {
	for _, done := range [...]string{"gemarkeerd", "gekleurd", "gearceerd", "omcirkeld", "omkaderd", "gedrukt", "onderstreept"} {
		if strings.Contains(s, done) {
			return true
		}
	}
	for _, c := range [...]string{"rood", "groen", "blauw", "geel", "oranje", "paars", "roze", "grijs"} {
		for rest := s; ; {
			i := strings.Index(rest, c)
			if i < 0 {
				break
			}
			if rest = rest[i+len(c):]; rest == "" || rest[0] < 'a' || rest[0] > 'z' {
				return true
			}
		}
	}
	return false
}

// sentenceAround returns the sentence of s in which the stretch from i to j stands.
func sentenceAround(s string, i, j int) string {
	start := strings.LastIndexAny(s[:i], ".!?\n") + 1
	if k := strings.IndexAny(s[j:], ".!?\n"); k >= 0 {
		return s[start : j+k]
	}
	return s[start:]
}

// hasColour reports whether s names a colour, in small letters or with a capital
// before: the expressions are slow.
func hasColour(s string) bool { return namesColour(s, 0) }

// colourNames are the names of colours, behind their first letter.
var colourNames = [256][]string{
	'r': {"ood", "ode", "oze"}, 'g': {"roen", "eel", "ele", "rijs", "rijze"}, 'b': {"lauw", "ruine"}, 'o': {"ranje"}, 'p': {"aars"}, 'z': {"warte"},
}

// namesColour reports whether s names a colour. fold is what makes a letter small
// that is not the first: 0x20, or 0 when only small ones count.
func namesColour(s string, fold byte) bool {
	for i := 0; i+3 < len(s); i++ {
	names:
		for _, name := range colourNames[s[i]|0x20] {
			if i+len(name) >= len(s) {
				continue
			}
			for j := range len(name) {
				if s[i+1+j]|fold != name[j] {
					continue names
				}
			}
			return true
		}
	}
	return false
}
