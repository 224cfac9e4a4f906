package taalgebruik

import (
	"slices"
	"strings"
)

// Passive returns how often a sentence says that something is done rather than who
// does it: a form of worden with a participle, or of zijn with a participle and
// door.
func Passive(text string, s Sentence) int {
	worden, zijn, door := 0, false, false
	for _, w := range s.Words {
		switch w.In(text) {
		case "wordt", "worden", "werd", "werden", "Wordt", "Worden", "Werd", "Werden", "geworden":
			worden++
		case "is", "zijn", "was", "waren", "Is", "Zijn", "Was", "Waren":
			zijn = true
		case "door", "Door":
			door = true
		}
	}
	if zijn && door {
		worden = max(worden, 1)
	}
	participles := 0
	for _, w := range s.Words {
		if participles < worden && isParticiple(w.In(text)) {
			participles++
		}
	}
	return participles
}

// beginnings are the syllables with which a participle without ge- begins.
var beginnings = []string{"be", "ver", "ont", "her", "er", "onder", "over"}

// isParticiple reports whether word has the form of a past participle. Of words
// that have that form by chance the common ones are known.
func isParticiple(word string) bool {
	if len(word) < 5 || word[0] < 'a' || word[0] > 'z' {
		return false
	}
	end := word[len(word)-1]
	if end != 'd' && end != 't' && !strings.HasSuffix(word, "en") && !strings.HasSuffix(word, "gedaan") {
		return false
	}
	if notParticiples[word] {
		return false
	}
	if strings.HasPrefix(word, "ge") {
		return len(word) > 5 || word == "gezet"
	}
	if i := strings.Index(word, "ge"); i >= 2 && i <= 6 && len(word)-i >= 6 && separable(word[:i]) { // aan-ge-vraagd
		return true
	}
	if end == 'n' {
		return strong[word]
	}
	if end == 't' && !strings.ContainsRune("kfsph", rune(word[len(word)-2])) {
		return false // verandert: somebody does it now
	}
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) && len(word) >= len(b)+4 })
}

// separable reports whether s can stand before ge in a participle.
func separable(s string) bool {
	switch s {
	case "aan", "af", "achter", "bij", "binnen", "door", "in", "klaar", "los", "mee", "na", "neer", "om", "onder", "op", "over", "plaats",
		"samen", "tegen", "terug", "toe", "uit", "vast", "voor", "voort", "vrij", "weg", "goed":
		return true
	}
	return false
}

// strong are participles in -en without ge-.
var strong = setOf(`besproken besloten bewezen begonnen begrepen bekeken beschreven beschouwen betrokken bezocht behouden bevolen bedreven
	verboden verdreven vergeten vergeleken verkregen verloren vernomen verschenen verschoven vervangen verwezen verworven verzonden verbonden
	ontvangen ontworpen ontbonden ontslagen onderbroken ondernomen overleden overwogen voldaan voorkomen`)

// notParticiples have the form of one and are something else.
var notParticiples = setOf(`beleid bericht besluit bestand bewust bekend benieuwd bereid belast begint bekijkt beperkt gebied geduld gehandicapt
	geluid gesprekken gemeenten gebieden gebouwen gevallen gedachten gezinnen gelden gevoelens getallen gezond gebruiken gebeuren gebeurt
	gemiddeld geschikt gebaat gevolgen gewichten gewoonten geluiden genieten geniet geloven gelooft gelijken gedeelten geheimen gerechten
	gerecht gesprekspunt gezichten gewend geweld geweest gemeent verband verstand verkeerd vermoeid vertrouwd verwant verzet onderwijst
	ontmoet onthoud herfst herkomst hersenletsel erfgoed onderhoud overlast overheid`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
