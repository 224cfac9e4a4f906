package privacy

import (
	"slices"
	"strings"
)

var (
	bsnWords = []string{"bsn", "burgerservice", "burger service", "burger-service", "sofi", "citizen service number"}
	// Numbers that are no BSN, though one in eleven passes its test.
	otherNumbers = []string{"kvk", "rsin", "btw", "vat", "isbn", "issn", "euro", "eur", "kenmerk", "zaak", "dossier", "factuur", "order",
		"serie", "vestiging", "agb", "oin", "doi", "http", "www", "klant", "polis", "referentie", "contract", "artikel", "project"}
	reachWords = []string{"tel", "telefoon", "mobiel", "bel", "bellen", "gsm", "whatsapp", "app", "appen", "sms", "nummer", "telnr", "phone", "mobile", "call"}
	ownWords   = []string{"mijn", "m'n", "me", "mij", "ik", "zijn", "haar", "hem", "hun", "mevrouw", "meneer", "dhr", "mevr", "mw", "heer", "familie",
		"bewoner", "bewoonster", "inwoner", "inwoonster", "buurman", "buurvrouw", "privé", "prive", "thuis", "my", "mobiel", "mobiele", "gsm", "whatsapp"}
)

// bsn looks for a citizen service number that begins at i. One in eleven rows of
// nine digits passes its test, so only a word beside it makes it certain.
func (f *finder) bsn(i int) {
	if c := f.byteAt(i - 1); alnum(c) || c != ' ' && c != 0 && digit(f.byteAt(i-2)) {
		return
	}
	n := f.number(i, 10, 1, " .-")
	if len(n.digits) < 8 || len(n.digits) > 9 || strings.Count(n.digits, n.digits[:1]) == len(n.digits) || !f.endsNumber(n.end) {
		return
	}
	before := f.before(i, 45)
	word := has(before, bsnWords) || has(f.after(n.end, 25), bsnWords)
	switch {
	case word && f.dateAt(i) == 0:
		f.add(BSN, i, n.end, eleven(n.digits))
	case word || len(n.digits) != 9 || !eleven(n.digits) || !f.startsNumber(i):
	case f.byteAt(i-1) == '=' || f.byteAt(i-1) == '#' || strings.HasSuffix(strings.TrimRight(before, " "), "€") || has(before, otherNumbers) || has(f.after(n.end, 8), otherNumbers):
	case len(n.groups) == 1, slices.Equal(n.groups, []int{4, 2, 3}), slices.Equal(n.groups, []int{3, 3, 3}) && f.b[i+3] != '.':
		f.add(BSN, i, n.end, false)
	}
}

// eleven reports whether digits, of which a leading zero may be left out, pass
// the test of a BSN.
func eleven(digits string) bool {
	if len(digits) == 8 {
		digits = "0" + digits
	}
	sum := -int(digits[8] - '0')
	for i := range 8 {
		sum += (9 - i) * int(digits[i]-'0')
	}
	return sum%11 == 0
}

// phone looks for a telephone number that begins at i.
func (f *finder) phone(i int) {
	start := i
	if f.byteAt(i-1) == '+' {
		start--
	}
	if !f.startsNumber(start) && !f.afterPhone(start) && !f.afterCall(start) {
		return
	}
	switch {
	case start < i || f.b[i] == '0' && f.byteAt(i+1) == '0':
		f.phoneAbroad(start, i)
	case f.b[i] == '0':
		f.phoneHome(i)
	case strings.HasPrefix(f.b[i:], "31"):
		if n := f.number(i, 12, 3, phoneSeps); len(n.digits) == 11 && n.digits[2] == '6' && f.endsNumber(n.end) {
			f.add(Telefoon, i, n.end, false)
		}
	default:
		f.phoneShort(i)
	}
}

const phoneSeps = " -./()_"

// afterPhone reports whether what stands before i is a telephone number and a
// slash: people write two of them so.
func (f *finder) afterPhone(i int) bool {
	if f.byteAt(i-1) != '/' {
		return false
	}
	for _, c := range f.found[max(0, len(f.found)-3):] {
		if c.kind == Telefoon && c.end == i-1 {
			return true
		}
	}
	return false
}

// afterCall reports whether what stands before i belongs to a number that is
// joined to it: "tel-06", "bel/06", "/x/06-".
func (f *finder) afterCall(i int) bool {
	c := f.byteAt(i - 1)
	if c == '/' && strings.HasPrefix(f.b[max(i, 0):], "06-") {
		return true // the address of a page
	}
	return (c == '-' || c == '/' || c == '_') && hasSuffixWord(f.before(i-1, 12), reachWords)
}

// phoneHome looks for ten digits of which the first is 0.
func (f *finder) phoneHome(i int) {
	n := f.number(i, 10, 3, phoneSeps)
	two := f.byteAt(n.end) == '/' && f.byteAt(n.end+1) == '0' // another one follows
	if len(n.digits) != 10 || !f.endsNumber(n.end) && !two || f.dateAt(i) > 0 {
		return
	}
	ones := len(n.groups) == 10
	if n.groups[0] == 1 && !ones && f.byteAt(i+1) != ')' { // (0)6
		return
	}
	known, mobile := subscriber(n.digits)
	if !known || n.groups[0] == 2 && !mobile {
		return
	}
	f.addPhone(i, n, mobile)
}

// addPhone adds the number n, which begins at i. One that is not mobile can be
// that of a desk or a club, unless what stands before it says whose it is.
func (f *finder) addPhone(i int, n number, mobile bool) {
	before := f.before(i, 40)
	if f.byteAt(i-1) == '(' {
		i--
	}
	f.add(Telefoon, i, n.end, mobile || hasWord(before, ownWords))
}

// subscriber reports whether ten digits are the number of a subscriber: of a
// mobile telephone, or in an area. Numbers of services (0800, 0900) and those
// that only organisations have (088) are not.
func subscriber(digits string) (known, mobile bool) {
	switch {
	case strings.HasPrefix(digits, "06"):
		return !strings.HasPrefix(digits, "0676"), true
	case strings.Contains(areas3, digits[:3]), strings.Contains(areas4, digits[:3]):
		return true, false
	}
	return false, false
}

// The area codes of the Netherlands: of three digits, the first three of those of
// four, and 084, 085 and 087, which are of no area.
const (
	areas3 = "010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 " +
		"070 071 072 073 074 075 076 077 078 079 084 085 087"
	areas4 = "011 016 017 018 022 025 029 031 032 034 041 047 048 049 051 052 054 056 057 059"
)

// phoneAbroad looks for a number with the code of a country, whose digits begin
// at i; start is where its + stands.
func (f *finder) phoneAbroad(start, i int) {
	n := f.number(i, 16, 3, phoneSeps)
	code := n.digits
	if start == i {
		code = n.digits[min(2, len(n.digits)):]
	}
	rest, dutch := strings.CutPrefix(code, "31")
	if dutch {
		rest = "0" + strings.TrimPrefix(rest, "0")
		if len(rest) < 10 {
			return
		}
		known, mobile := subscriber(rest[:10])
		n = f.number(i, len(n.digits)-len(rest)+10, 3, phoneSeps)
		if !known || !f.endsNumber(n.end) {
			return
		}
		f.addPhone(start, n, mobile)
		return
	}
	if len(code) < 9 || len(code) > 15 || code[0] == '0' || start == i && code[0] == '1' && !hasWord(f.before(i, 40), reachWords) || !f.endsNumber(n.end) || start == i && len(n.groups) == 1 && !hasWord(f.before(i, 40), reachWords) {
		return
	}
	f.add(Telefoon, start, n.end, hasWord(f.before(start, 40), reachWords) || hasWord(f.before(start, 40), ownWords))
}

// phoneShort looks for a number without its area, which only a word before it
// makes one.
func (f *finder) phoneShort(i int) {
	if f.b[i] == '1' || !hasSuffixWord(strings.TrimRight(f.before(i, 25), " :.("), []string{"tel", "telefoon", "telefoonnummer", "telefoonnr", "telnr", "mobiel", "tel.nr", "tel.nr. is", "tel nr", "telefoonnummer is"}) {
		return
	}
	n := f.number(i, 10, 1, " -.")
	if len(n.digits) < 6 || len(n.digits) > 9 || !f.endsNumber(n.end) || f.dateAt(i) > 0 {
		return
	}
	f.add(Telefoon, i, n.end, false)
}

func hasSuffixWord(s string, words []string) bool {
	for _, w := range words {
		if rest, ok := strings.CutSuffix(s, w); ok && (rest == "" || !alnum(rest[len(rest)-1]) && rest[len(rest)-1] != '[') {
			return true
		}
	}
	return false
}

// iban looks for an account number that begins at i.
func (f *finder) iban(i int) {
	if i+4 > len(f.b) || !letter(f.b[i]) || !letter(f.b[i+1]) {
		return
	}
	country := strings.ToUpper(f.b[i : i+2])
	j := i + 2
	if f.b[j] == ' ' && upper(f.b[i]) && upper(f.b[i+1]) {
		j++
	}
	if !digit(f.byteAt(j)) || !digit(f.byteAt(j+1)) {
		return
	}
	length := ibanLength[country]
	if length == 0 {
		return
	}
	id := make([]byte, 0, 34)
	id = append(id, country...)
	digits := 0
	for gap := 0; j < len(f.b) && len(id) < length; j++ {
		switch c := f.b[j]; {
		case digit(c) || letter(c):
			id = append(id, c)
			gap = 0
			if digit(c) {
				digits++
			}
		case strings.IndexByte(" -.", c) >= 0 && gap < 2:
			gap++
		default:
			return
		}
	}
	if len(id) < length || alnum(f.byteAt(j)) || digits < 6 {
		return
	}
	valid := mod97(strings.ToUpper(string(id)))
	// One with a typing mistake is still somebody's.
	like := country == "NL" && letter(id[4]) && letter(id[5]) && letter(id[6]) && letter(id[7]) && digits >= 10
	if valid || like {
		f.add(IBAN, i, j, valid)
	}
}

// mod97 reports whether id passes the test of an IBAN.
func mod97(id string) bool {
	rest := 0
	for _, c := range []byte(id[4:] + id[:4]) {
		if digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}

// ibanLength says how long an account number is in each country that has them.
var ibanLength = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28,
	"CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
	"FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28,
	"IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
	"LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28,
	"NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24,
	"SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26,
	"UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}
