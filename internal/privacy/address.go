package privacy

import (
	"slices"
	"strings"
)

var (
	homeWords = []string{"woon", "woont", "wonen", "wonend", "wonende", "woonachtig", "woonadres", "thuisadres", "huisadres", "woonde", "gewoond", "mijn adres",
		"mijn huis", "haar huis", "zijn huis", "ons huis", "mijn woning", "haar woning", "zijn woning", "bij mij thuis", "mevrouw", "meneer", "dhr", "mevr", "mw", "familie", "home address", "lives at"}
	// Places where everybody may come.
	publicWords = []string{"stadhuis", "gemeentehuis", "raadhuis", "stadskantoor", "gemeentekantoor", "buurthuis", "buurtcentrum", "wijkcentrum", "wijkgebouw", "dorpshuis",
		"bibliotheek", "school", "basisschool", "kerk", "moskee", "zaal", "sporthal", "sportpark", "sportzaal", "theater", "museum", "ziekenhuis", "gezondheidscentrum", "huisartsenpraktijk", "bezoekadres", "postadres",
		"kantoor", "locatie", "inloop", "wijkteam", "speeltuin", "balie", "loket", "winkel", "supermarkt", "café", "restaurant", "ontmoetingscentrum", "ontmoetingsplek", "multifunctioneel", "kulturhus",
		"zorgcentrum", "verzorgingshuis", "verpleeghuis", "jongerencentrum", "activiteitencentrum", "cultureel centrum", "centrum", "bushalte", "halte", "station", "postbus", "antwoordnummer",
		"stichting", "vereniging", "gebouw", "bijeenkomst", "thematafel", "spreekuur", "bouwplan", "nieuwbouw", "bestemmingsplan", "omgevingsplan", "omgevingsvergunning", "kavel", "perceel",
		"locaties", "bedrijf", "bedrijventerrein", "voormalige", "aula", "kantine", "clubhuis", "inloophuis", "huis van de wijk", "meetingpoint", "appartementencomplex", "flat", "complex",
		"team", "afdeling", "ontwerp", "variant", "optie", "schets", "scenario", "raadhuisplein", "stadhuisplein", "gemeentehuisplein", "stadskantoorplein"}
	// What these end is such a place too: zorgloket, boekwinkel.
	publicEnds  = []string{"loket", "balie", "kantoor", "school", "winkel", "zaal", "centrum", "gebouw", "museum", "bibliotheek", "restaurant", "bedrijf", "halte", "praktijk", "kerk", "tuin", "café"}
	notPostcode = []string{"EN", "DE", "IN", "OP", "IS", "OM", "TE", "AL", "NA", "ER", "WE", "ZE", "JE", "IK", "HE", "OF", "TO", "UU", "KM", "MM", "CM", "KG", "EU", "SA", "SD", "SS"}
	// The short words that stand behind a number in a sentence.
	notLetters = strings.Fields("en de in op is om te al na er we ze je ik he of to uu km mm cm kg eu ha dm hl ml zo nu ja me af ga ma di wo do vr za bv nv ca nr st ex pk")
)

// postcode looks for a postcode that begins at i, with the number of a house
// before or behind it.
func (f *finder) postcode(i int) {
	if f.b[i] == '0' || i+6 > len(f.b) || f.startsWithin(i) {
		return
	}
	group, j := f.digits(i)
	if len(group) != 4 {
		return
	}
	if f.b[j] == ' ' {
		j++
		// In small letters only behind the number of a house.
		if j+2 > len(f.b) || !upper(f.b[j]) && (!letter(f.b[j]) || f.houseBefore(i) == i || slices.Contains(notLetters, f.b[j:min(j+2, len(f.b))])) {
			return
		}
	}
	if j+2 > len(f.b) || !letter(f.b[j]) || !letter(f.b[j+1]) || alnum(f.byteAt(j+2)) && (!digit(f.byteAt(j+2)) || f.b[i+4] == ' ') || upper(f.b[j]) != upper(f.b[j+1]) {
		return
	}
	letters := strings.ToUpper(f.b[j : j+2])
	if slices.Contains(notPostcode[len(notPostcode)-3:], letters) || year(group) && slices.Contains(notPostcode, letters) {
		return
	}
	start, end := f.houseBefore(i), f.houseAfter(j+2)
	if start == i && end == j+2 {
		return
	}
	f.addAddress(start, end, true)
}

// startsWithin reports whether what begins at i is a part of something else.
func (f *finder) startsWithin(i int) bool {
	c := f.byteAt(i - 1)
	return alnum(c) || c == '-' && alnum(f.byteAt(i-2))
}

// addAddress adds the address from start to end, unless the words around it say
// that it is a place where everybody may come. It is certain when they say that
// somebody lives there.
func (f *finder) addAddress(start, end int, withPostcode bool) {
	before, after := lastSentence(f.b[max(start-70, 0):start]), f.after(end, 40)
	public := func(s string) bool { return hasWord(s, publicWords) || hasEnding(s, publicEnds) }
	home := hasWord(before, homeWords) || hasWord(after, homeWords)
	if !home && hasSuffixWord(strings.TrimRight(before, " "), []string{"ter hoogte van", "t.h.v.", "vanaf", "tot aan"}) {
		return // where the work is, not where somebody lives
	}
	if !home && (public(lastSentence(f.b[max(start-150, 0):start])) || public(after) || hasWord(strings.ToLower(f.b[start:end]), publicWords)) {
		return
	}
	f.add(Adres, start, end, home && withPostcode)
}

// houseAfter returns where the house number ends that follows at i, or i.
func (f *finder) houseAfter(i int) int {
	j := i
	for j < len(f.b) && j-i < 3 && strings.IndexByte(" ,\n/-", f.b[j]) >= 0 {
		j++
	}
	for _, w := range []string{"huisnummer ", "huisnr. ", "huisnr ", "nummer ", "nr. ", "nr "} {
		if strings.HasPrefix(f.after(j, 12), w) {
			j += len(w)
			break
		}
	}
	n, end := f.digits(j)
	if n == "" || len(n) > 4 || year(n) {
		return i
	}
	return f.addition(end, i)
}

// addition returns where the addition to a house number ends that may follow at
// i: 12a, 12-2, 12 bis. It is none when what follows is part of something else.
func (f *finder) addition(i, none int) int {
	c, next := f.byteAt(i), f.byteAt(i+1)
	switch {
	case letter(c) && !alnum(next):
		return i + 1
	case c == '-' && (digit(next) || letter(next)):
		j := i + 1
		for j < len(f.b) && j-i < 5 && (digit(f.b[j]) || letter(f.b[j])) {
			j++
		}
		if !alnum(f.byteAt(j)) && f.byteAt(j) != '-' {
			return j
		}
		return none
	case alnum(c), (c == '.' || c == ',' || c == ':') && digit(next), c == '%':
		return none
	}
	return i
}

// houseBefore returns where the street and house number begin that end before
// i, or i when there is none.
func (f *finder) houseBefore(i int) int {
	j := i
	for j > 0 && i-j < 3 && strings.IndexByte(" ,\n|", f.b[j-1]) >= 0 {
		j--
	}
	k := j
	for k > 0 && j-k < 10 && (alnum(f.b[k-1]) || f.b[k-1] == '-') {
		k--
	}
	token := f.b[k:j]
	if j == i || token == "" || !digit(token[0]) || year(token) || strings.Trim(token, "0123456789") != "" && len(token) > 8 {
		return i
	}
	if n, _ := f.digits(k); len(n) > 4 {
		return i
	}
	// The word before it is the street, or nothing that matters.
	m := k
	for m > 0 && f.b[m-1] == ' ' {
		m--
	}
	w := m
	for w > 0 && m-w < 40 && (alnum(f.b[w-1]) || f.b[w-1] == '.' || f.b[w-1] == '\'' || f.b[w-1] == '-') {
		w--
	}
	if m == k || w == m || !letter(f.b[m-1]) && f.b[m-1] != '.' && f.b[m-1] < 0x80 {
		return k
	}
	return w
}

// street looks for a street before the house number that begins at i.
func (f *finder) street(i int) {
	n, end := f.digits(i)
	if len(n) > 4 || n[0] == '0' || year(n) || i < 5 {
		return
	}
	end = f.addition(end, 0)
	if end == 0 || f.range_(end) {
		return
	}
	if last := f.streetBehind(i, end); last > 0 {
		f.addAddress(i, last, false)
		return
	}
	at := f.beforeHouse(i)
	if at < 0 {
		return
	}
	start := f.streetBefore(at)
	if start < 0 {
		start = i
		if !f.numberOfHome(i) {
			if start = f.livesAt(at); start < 0 || f.counts(end) {
				return
			}
		}
		f.addAddress(start, end, false)
		return
	}
	if f.counts(end) {
		return
	}
	f.addAddress(start, end, false)
}

// numberOfHome reports whether i is behind "wonen op nummer".
func (f *finder) numberOfHome(i int) bool {
	before := f.before(i, 45)
	return (strings.HasSuffix(before, " nummer ") || strings.HasSuffix(before, " nr. ")) && hasWord(before, homeWords[:5])
}

// livesAt returns where the name begins that ends at i when words before it say
// that somebody lives there, whatever it looks like: "wij wonen Plein 3". -1
// when they do not.
func (f *finder) livesAt(i int) int {
	from := max(0, i-60)
	words := strings.Fields(f.b[from:i])
	n := len(words)
	if n < 2 || !capital(words[n-1]) || slices.Contains(numbered, strings.ToLower(words[n-1])) {
		return -1
	}
	first := n - 1
	for first > 0 && (capital(words[first-1]) && !endsClause(words[first-1]) || slices.Contains(particles, words[first-1]) && words[first-1] != "op" && words[first-1] != "in" && words[first-1] != "te") {
		first--
	}
	before := first - 1
	for ; before > 0 && slices.Contains([]string{"aan", "op", "adres:"}, words[before]); before-- {
	}
	if before < 0 || !hasWord(strings.ToLower(words[before]), homeWords[:7]) || endsClause(words[before]) && !strings.HasSuffix(words[before], ":") {
		return -1
	}
	return from + strings.LastIndex(f.b[from:i], words[first])
}

func endsClause(word string) bool { return strings.ContainsAny(word[len(word)-1:], ".,;:!?") }

// numbered have a number without being a street.
var numbered = strings.Fields("fase blok zone groep kamer lokaal plan deel gebied cluster nummer huisnummer wijk buurt week dag lijn route bus kavel rij vak top")

// streetBehind returns where the street ends that stands behind the house number
// from i to end, as in "op nummer 27 in de Beukenlaan"; 0 when none does.
func (f *finder) streetBehind(i, end int) int {
	before := f.before(i, 14)
	if !strings.HasSuffix(before, "nummer ") && !strings.HasSuffix(before, " nr. ") && !strings.HasSuffix(before, " nr ") {
		return 0
	}
	at := end
	for _, w := range []string{" in de ", " aan de ", " op de ", " van de ", " in het ", " aan het ", " op het ", " van het ", " in ", " aan ", " op "} {
		if strings.HasPrefix(f.after(end, 10), w) {
			at += len(w)
			break
		}
	}
	if at == end {
		return 0
	}
	if last := f.wordEnd(at); last > at && capital(f.b[at:last]) && street(strings.ToLower(f.b[at:last]), true) {
		return last
	}
	return 0
}

// beforeHouse returns where the word ends that stands before the house number
// at i, -1 when something else does.
func (f *finder) beforeHouse(i int) int {
	if f.b[i-1] != ' ' {
		return -1
	}
	at := i - 1
	for _, w := range []string{" huisnummer", ", nummer", " nummer", " nr.", " nr", " no.", ","} {
		if strings.HasSuffix(f.before(at, 12), w) {
			at -= len(w)
			break
		}
	}
	return at
}

// range_ reports whether a range of house numbers goes on at i: that is a piece
// of a street, not somebody's house.
func (f *finder) range_(i int) bool {
	after := strings.TrimLeft(f.after(i, 10), " ")
	return strings.HasPrefix(after, "t/m") || strings.HasPrefix(after, "tot ") || strings.HasPrefix(after, "- ")
}

// streetBefore returns where the name of a street begins that ends at i, -1
// when it is none.
func (f *finder) streetBefore(i int) int {
	w := i
	for w > 0 && i-w < 45 && (alnum(f.b[w-1]) || f.b[w-1] == '\'' || f.b[w-1] == '-' || f.b[w-1] == '.' && w == i) {
		w--
	}
	word := f.b[w:i]
	lower := strings.ToLower(word)
	for _, side := range []string{"zuid", "noord", "oost", "west", "zz", "nz"} { // Kanaaldijk-Zuid, Kanaaldijk Zuid
		if lower == side && f.byteAt(w-1) == ' ' {
			return f.streetBefore(w - 1)
		}
		lower = strings.TrimSuffix(lower, "-"+side)
	}
	if street(lower, capital(word)) {
		return w
	}
	if !capital(word) {
		return -1
	}
	// Laan van Meerdervoort
	before := strings.Fields(f.b[max(0, w-30):w])
	for n := len(before) - 1; n > 0 && slices.Contains(particles, strings.ToLower(before[n])); n-- {
		if slices.Contains(streetNames, before[n-1]) {
			return w - strings.Index(reverse(f.b[max(0, w-30):w]), reverse(before[n-1])) - len(before[n-1])
		}
	}
	return -1
}

func reverse(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

var (
	streetNames = []string{"Laan", "Weg", "Plein", "Straat", "Hof", "Park", "Kade", "Markt", "Singel"}
	suffixes    = []string{"straat", "straatje", "str.", "laan", "laantje", "weg", "gracht", "plein", "kade", "dreef", "singel", "steeg", "plantsoen", "boulevard"}
	// These end other words too, so the name must have its capital.
	capitalSuffixes = []string{"str", "ln", "pln", "dijk", "hof", "hofje", "pad", "wal", "erf", "markt", "burgwal", "meent", "akker", "horst", "kamp", "oever"}
	alone           = []string{"markt", "singel", "brink", "gracht", "kade", "dijk", "boulevard"} // with a capital
	noStreets       = []string{"snelweg", "onderweg", "fietspad", "voetpad", "halverweg", "uitweg", "terugweg", "rijksweg", "busbaan", "straat", "weg", "laan", "plein",
		"vergadering", "omgeving", "herinrichting", "woonwijk", "wijk", "ring", "vakgebied", "stappenplan", "regeling", "inrichting", "wandelpad", "schoolplein", "speelplein", "hoofdweg", "doorgaande weg",
		"hof", "pad", "erf", "woonerf", "schelpenpad", "zandpad", "bospad", "ruiterpad", "krachtwijk", "voordeelmarkt", "arbeidsmarkt", "woningmarkt", "huizenmarkt", "supermarkt", "kerstmarkt", "weekmarkt", "jaarmarkt", "voortgang"}
)

// street reports whether a word in small letters is the name of a street.
func street(word string, capital bool) bool {
	if slices.Contains(noStreets, word) {
		return false
	}
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasSuffix(word, s) && len(word) >= len(s)+2 })
	}
	if ends(suffixes) {
		return true
	}
	return capital && !strings.HasSuffix(word, "ering") && (ends(capitalSuffixes) || slices.Contains(alone, word))
}

// counts reports whether the number before i counts what follows, as in
// "in de Dorpsstraat 12 bomen".
func (f *finder) counts(i int) bool {
	if f.byteAt(i) != ' ' {
		return false
	}
	end := f.wordEnd(i + 1)
	word := f.b[i+1 : end]
	if word == "" || len(word) < 2 {
		return false
	}
	if c := word[0]; upper(c) {
		return false
	}
	switch {
	case slices.Contains(behindHouse, word):
		return false
	case slices.Contains(units, word):
		return true
	}
	// A plural, or what stands before one (nieuwe bomen); not klaagde, wachtte.
	past := strings.HasSuffix(word, "de") || strings.HasSuffix(word, "te")
	return strings.HasSuffix(word, "en") || strings.HasSuffix(word, "s") || strings.HasSuffix(word, "e") && !past
}

var units = strings.Fields("meter kilometer km m m2 cm jaar uur keer maal procent euro hectare kilo min per extra grote oude elektrische rode brede goede dode")

// behindHouse holds what can follow a house number in a sentence.
var behindHouse = strings.Fields(`in te is en heeft hebben wil willen waar naast tegenover met was waren woont wonen woon staat staan bij aan op of om kan kunnen
	moet moeten heb had zegt vindt vinden krijgt krijgen al niet die dat als voor door tot naar uit over achter tussen vlakbij ligt liggen komt komen gaat gaan
	wordt worden werd zijn zit zitten heet hoort ziet belt vraagt klaagt meldt ervaart wacht maar want omdat ook nog zodat terwijl sinds toen nu hier daar er zelf
	kreeg zei vond ging stond kwam liep lag hield zonder volgens tijdens alleen steeds vaak altijd nooit weer bis rood zwart hs huis boven beneden hoog laag i ii iii iv to`)
