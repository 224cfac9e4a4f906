package privacy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles are what stands before the name of a person. Those of a public office
// (wethouder, burgemeester) are not among them: who holds one answers in public.
var titles = map[string]bool{
	"mevrouw": true, "mevr": true, "mw": true, "mvr": true, "meneer": true, "mijnheer": true, "dhr": true, "heer": true, "heren": true, "dames": true,
	"familie": true, "fam": true, "gezin": true, "echtpaar": true, "weduwe": true, "buurvrouw": true, "buurman": true, "juf": true, "juffrouw": true, "dokter": true, "huisarts": true,
	"mr": true, "mrs": true, "ms": true,
}

var (
	particles = []string{"van", "de", "der", "den", "het", "ten", "ter", "te", "'t", "in", "op", "op't", "v.d.", "vd", "v/d", "el", "al", "ben", "bin", "la", "le", "du", "von", "da", "dos", "di", "von", "zu", "st."}
	offices   = []string{"wethouder", "burgemeester", "raadslid", "statenlid", "minister", "staatssecretaris", "gedeputeerde", "commissaris", "gemeentesecretaris", "griffier", "raadsgriffier",
		"locoburgemeester", "loco-burgemeester", "dijkgraaf", "ombudsman", "koning", "koningin", "kamerlid", "fractievoorzitter", "wijkwethouder"}
	officesMany = []string{"wethouders", "raadsleden", "burgerraadsleden", "kamerleden", "statenleden", "ministers", "burgemeesters", "gedeputeerden"}
	// What can follow a title with a capital, or an initial, without being a name.
	noNames = []string{"voorzitter", "burgemeester", "wethouder", "minister", "secretaris", "griffier", "onbekend", "x", "xx", "xxx", "y", "z", "n.n", "anoniem", "janssen-cilag",
		"de", "het", "een", "wij", "we", "ik", "dit", "dat", "er", "in", "op", "voor", "met", "ook", "daar", "die", "deze", "als", "om", "bij", "na", "wat", "hoe", "waar", "want",
		"maar", "of", "en", "zij", "hij", "ze", "u", "uw", "daarna", "daarom", "verder", "toen", "nu", "alle", "zo", "geen", "niet", "wie", "waarom", "wanneer", "welke", "door", "van", "aan",
		"uit", "over", "tot", "zie", "elk", "elke", "ja", "nee", "mijn", "onze", "ons", "hun", "haar", "dan", "te", "naar", "per", "hier", "men", "iedereen", "niemand", "sommige", "veel",
		"the", "a", "this", "it", "and", "or", "but", "if", "for", "to", "is", "was", "bewoners", "inwoners", "gemeente"}
	// What an initial with a dot may be the end of.
	noInitial = []string{"bijlage", "variant", "optie", "scenario", "categorie", "groep", "plan", "fase", "deel", "punt", "vraag", "klasse", "type", "model", "vitamine", "vitamin", "lijn", "route", "kolom",
		"bijl", "artikel", "art", "lid", "onderdeel", "sub", "hoofdstuk", "paragraaf", "niveau", "label", "letter", "antwoord", "stelling", "gebied", "zone", "blok", "gebouw", "team", "tabel", "figuur", "optie",
		"appendix", "option", "part", "section", "annex", "hepatitis", "stap", "ad"}
	abbreviations = []string{"N.B.", "P.S.", "B.V.", "N.V.", "V.O.F.", "U.S.", "U.K.", "E.U.", "D.D.", "S.V.P.", "A.U.B.", "T.A.V.", "I.V.M.", "M.B.T.", "D.W.Z.", "U.N.", "V.N.", "N.S.", "G.G.D.", "N.H.S.", "Z.S.M.", "N.A.V.", "U.S.A.", "H.H.", "O.L.V.", "A.D.H.D."}
	// What is named after people, with their title.
	namedPlaces = []string{"buurthuis", "dorpshuis", "wijkcentrum", "stichting", "school", "basisschool", "café", "restaurant", "hotel", "zaal", "zorgcentrum", "park", "sporthal", "bakkerij",
		"slagerij", "kinderopvang", "kinderdagverblijf", "speeltuin", "museum", "fonds", "monument", "beeld"}
	// Who signs without being a person.
	signers = []string{"team", "college", "afdeling", "stichting", "namens", "adviesraad", "cliëntenraad", "wijkraad", "dorpsraad", "buurtraad", "projectgroep", "werkgroep", "projectteam", "bewonersgroep",
		"vereniging", "bewonersvereniging", "buurtvereniging", "burgemeester", "wethouder", "wethouders", "gemeente", "provincie", "waterschap", "seniorenraad", "jongerenraad", "stuurgroep", "raad", "b", "b&w"}
	streetEnds = append(slices.Clone(suffixes), "hof", "dijk", "park", "school", "huis", "brug", "kerk", "college", "lyceum", "prijs", "stichting", "fonds", "museum", "theater", "centrum", "tunnel", "ziekenhuis", "wijk", "buurt")
)

// atWords say the @ of an e-mail address.
var atWords = []string{"apenstaartje", "apestaartje"}

// leads has for the first letters of titles, plateWords and atWords, which are
// ASCII, a bit for each length: of nearly every word it says that it is none of them.
var leads = func() (bits [256]uint32) {
	for w := range titles {
		bits[w[0]] |= 1 << len(w)
	}
	for _, w := range slices.Concat(plateWords, atWords) {
		bits[w[0]] |= 1 << len(w)
	}
	return bits
}()

// name looks for the name of a person from the word on that stands from i to end.
func (f *finder) name(i, end int) {
	word := f.b[i:end]
	if n := len(word); n <= 15 && n >= 2 && leads[word[0]|0x20]&(1<<n) != 0 {
		switch lower := strings.ToLower(word); {
		case titles[lower]:
			f.titled(i, end)
			return
		case slices.Contains(atWords, lower):
			f.saidAt(i, end)
		case n >= 5 && slices.Contains(plateWords, lower):
			f.plated = end
		}
	}
	switch {
	case upper(word[0]) && len(word) == 1 && f.byteAt(end) == '.':
		f.initials(i)
	case word == "groet" || word == "groeten" || word == "Groeten" || word == "Groet" || word == "Hoogachtend" || word == "hoogachtend":
		f.signed(end)
	case word == "naam" || word == "Naam" || word == "heet" || word == "Voornaam" || word == "Achternaam" || word == "voornaam" || word == "achternaam":
		f.saidName(i, end)
	}
}

// titled looks for a name behind the title from i to end.
func (f *finder) titled(i, end int) {
	title := strings.ToLower(f.b[i:end])
	at := end
	if f.byteAt(at) == '.' {
		if !slices.Contains([]string{"mevr", "mw", "mvr", "dhr", "fam", "mr", "mrs", "ms"}, title) {
			return
		}
		at++
	}
	for f.byteAt(at) == ' ' && at < end+3 {
		at++
	}
	if at == end {
		return
	}
	// "mevrouw dr. J. de Vries", "meneer en mevrouw" is for the next title.
	stop := f.nameEnd(at)
	if before := strings.Fields(f.before(i, 25)); len(before) > 0 && slices.Contains(namedPlaces, before[len(before)-1]) {
		return // buurthuis Mevrouw Jansen
	}
	if stop == 0 || title == "mr" && f.byteAt(end) != '.' || isStreet(f.b[at:stop], suffixes) || f.inOffice(i, stop) {
		return
	}
	if f.options.FileName && (title == "familie" || title == "gezin") {
		if first, _ := f.token(at); !slices.Contains(particles, first) {
			return // familie-dag
		}
	}
	f.add(Naam, i, stop, false)
}

// nameEnd returns where the name ends that begins at i: titles, initials,
// particles and at least one word with a capital. 0 when there is none.
func (f *finder) nameEnd(i int) int {
	end := 0
	for n := 0; n < 7; n++ {
		token, next := f.token(i)
		bare := strings.TrimSuffix(token, ".")
		lower := strings.ToLower(token)
		switch {
		case token == "":
			n = 7
			continue
		case slices.Contains(particles, lower) && end == 0, slices.Contains([]string{"dr.", "drs.", "ir.", "mr.", "prof.", "ing."}, lower):
		case initialsOnly(token):
			if end > 0 {
				n = 7
				continue
			}
		case capital(bare) || f.options.FileName && end == 0 && len(bare) > 2 && !digit(bare[0]):
			if slices.Contains(noNames, strings.ToLower(bare)) {
				n = 7
				continue
			}
			if utf8.RuneCountInString(bare) < 2 {
				second, _ := f.token(next)
				if end > 0 || bare != token || !capital(second) && !slices.Contains(particles, second) || second == "" {
					n = 7
					continue
				}
				break // an initial without its dot
			}
			end = i + len(bare)
			if bare != token || f.options.FileName {
				n = 7 // the end of a sentence
			}
		case slices.Contains(particles, lower): // between a first name and a surname
		default:
			n = 7
			continue
		}
		if end > 0 && f.byteAt(next-1) == '\n' {
			break
		}
		i = next
	}
	return end
}

// token returns the word at i with the dots in it, and where the next begins.
func (f *finder) token(i int) (string, int) {
	j := i
	for j < len(f.b) && j-i < 60 && (alnum(f.b[j]) || f.b[j] == '\'' || f.b[j] == '.' && !f.options.FileName || f.b[j] == '-' && j > i && alnum(f.byteAt(j+1))) {
		j++
	}
	next := j
	for f.byteAt(next) == ' ' && next < j+2 {
		next++
	}
	return f.b[i:j], next
}

// initialsOnly reports whether token is "J." or "J.P.".
func initialsOnly(token string) bool {
	if token == "" || !strings.HasSuffix(token, ".") || len(token) > 14 {
		return false
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(token, "."), ".") {
		if r, size := utf8.DecodeRuneInString(part); !unicode.IsUpper(r) || len(part) > size && part != "Th" && part != "Ch" && part != "Ij" && part != "IJ" && part != "Ph" {
			return false
		}
	}
	return true
}

// inOffice reports whether the words around the name from i to end say that it
// is of somebody who holds a public office.
func (f *finder) inOffice(i, end int) bool {
	if hasWord(f.before(i, 45), officesMany) {
		return true
	}
	before := strings.Fields(f.before(i, 30))
	if n := len(before); n > 0 && (slices.Contains(offices, strings.Trim(before[n-1], ",(.")) || n > 1 && before[n-1] == "de" && slices.Contains(offices, strings.Trim(before[n-2], ",("))) {
		return true
	}
	after := f.after(end, 30)
	return (strings.HasPrefix(after, ", ") || strings.HasPrefix(after, " (")) && slices.ContainsFunc(offices, func(o string) bool { return strings.HasPrefix(after[2:], o) })
}

// initials looks for initials with a surname from i on.
func (f *finder) initials(i int) {
	if f.byteAt(i-1) == '.' {
		return // U.K.
	}
	token, next := f.token(i)
	if !initialsOnly(token) || next == i+len(token) && f.byteAt(next) == 0 || slices.Contains(abbreviations, strings.ToUpper(token)) {
		return
	}
	one := strings.Count(token, ".") == 1
	second, _ := f.token(next)
	if !capital(second) && !slices.Contains(particles, second) {
		return
	}
	if slices.Contains(noNames, strings.ToLower(strings.Trim(second, "."))) && capital(second) {
		return
	}
	before := strings.Fields(f.before(i, 25))
	if one && capital(second) {
		// It may number a list, or end the sentence before.
		start := strings.TrimRight(f.b[max(0, i-10):i], " ")
		if (start == "" || strings.HasSuffix(start, "\n")) && token[0] <= 'F' || len(before) > 0 && (slices.Contains(noInitial, strings.Trim(before[len(before)-1], ".,:(")) || token[0] <= 'F' && strings.ContainsAny(before[len(before)-1][len(before[len(before)-1])-1:], ",:;")) {
			return
		}
	}
	if len(before) > 0 && (titles[strings.Trim(before[len(before)-1], ".")] || slices.Contains(offices, before[len(before)-1])) {
		return
	}
	end := f.nameEnd(next)
	if one && token[0] <= 'F' && f.byteAt(end) == ' ' && digit(f.byteAt(end+1)) {
		return // "A. Deel 1"
	}
	if end == 0 || isStreet(f.b[next:end], streetEnds) || f.inOffice(i, end) {
		return
	}
	f.add(Naam, i, end, false)
}

// isStreet reports whether a name is that of a street or a building named after
// somebody.
func isStreet(name string, ends []string) bool {
	last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	return slices.ContainsFunc(ends, func(s string) bool { return strings.HasSuffix(last, s) && len(last) > len(s) })
}

// signed looks for the name of who signs, behind a greeting that ends at i: a
// first name or an initial with a surname.
func (f *finder) signed(i int) {
	at := i
	for at < i+4 && strings.IndexByte(" ,\n\\", f.byteAt(at)) >= 0 && f.byteAt(at) != 0 {
		at++
	}
	first, next := f.token(at)
	if at == i || !capital(first) || slices.Contains(signers, strings.ToLower(first)) || slices.Contains(noNames, strings.ToLower(first)) {
		return
	}
	stop := f.nameEnd(at)
	if strings.HasPrefix(f.after(stop, 4), " en ") { // Peter en Anneke Bos
		if both := f.nameEnd(stop + 4); stop > 0 && both > 0 {
			stop = both
		}
	}
	if stop < next || f.inOffice(at, stop) || isStreet(f.b[at:stop], streetEnds) || hasEnding(f.b[at:stop], signers) {
		return
	}
	if second := f.after(stop, 25); hasWord(second, offices) {
		return // she signs as such
	}
	f.add(Naam, at, stop, false)
}

// saidName looks for a name behind "mijn naam is", "ik heet" or "naam:".
func (f *finder) saidName(i, end int) {
	at := end
	before := strings.TrimRight(f.before(i, 12), " ")
	switch word := strings.ToLower(f.b[i:end]); {
	case f.byteAt(at) == ':' && word != "heet" && (word != "naam" || before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ".") || strings.HasSuffix(before, ";") || strings.HasSuffix(before, "mijn")):
		at++
	case word == "naam" && hasSuffixWord(before, []string{"mijn", "haar", "zijn"}) && strings.HasPrefix(f.after(at, 4), " is "):
		at += 3
	case word == "heet" && hasSuffixWord(before, []string{"ik"}):
	default:
		return
	}
	for f.byteAt(at) == ' ' {
		at++
	}
	if at == end {
		return
	}
	if stop := f.nameEnd(at); stop > 0 {
		f.add(Naam, at, stop, false)
	}
}
