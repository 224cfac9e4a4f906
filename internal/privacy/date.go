package privacy

import (
	"slices"
	"strings"
	"unicode"
)

var (
	bornWords = []string{"geboren", "geboortedatum", "geboortedag", "geboorte-datum", "geboorte", "geb", "gebdatum", "verjaardag", "date of birth", "born", "dob"}
	// What is "born" on a day without being a person.
	ideas = []string{"idee", "plan", "project", "initiatief", "wens", "vereniging", "stichting", "werkgroep", "buurthuis", "traject", "voorstel", "naam", "samenwerking"}
)

// limits stand before the date from which, or up to which, a rule is for everybody.
var limits = []string{"voor", "vóór", "na", "vanaf", "tussen", "sinds", "tot", "before", "after", "since", "prior to", "between", "until"}

// born looks for a date that begins at i and is said to be of a birth.
func (f *finder) born(i int) {
	end := f.dateAt(i)
	if end == 0 {
		end = f.plainDate(i)
	}
	// °12-03-1961 is how registers and genealogists write it; 20° is warm.
	sign, marked := strings.CutSuffix(strings.TrimRight(f.b[max(i-5, 0):i], " "), "°")
	marked = marked && (sign == "" || !digit(sign[len(sign)-1]))
	if end == 0 || !marked && !f.startsNumber(i) {
		return
	}
	if marked {
		f.add(Geboren, i, end, true)
		return
	}
	before := lastSentence(f.b[max(i-60, 0):i])
	near := before[max(0, len(before)-40):]
	after := f.after(end, 18)
	if j := strings.IndexAny(after, ".;"); j >= 0 {
		after = after[:j]
	}
	if hasSuffixWord(strings.TrimRight(near, " "), limits) || hasWord(near, []string{"tussen", "between"}) {
		return // a rule about everybody born since then
	}
	if !hasWord(near, bornWords) && !hasWord(after, []string{"geboren", "geboortedatum", "geb", "born"}) || has(before, ideas) {
		return
	}
	f.add(Geboren, i, end, true)
}

// plainDate returns where a date of six or eight digits ends that begins at i
// behind a word that says so, 0 when there is none: "geb. 120361".
func (f *finder) plainDate(i int) int {
	j := i
	for j < len(f.b) && j-i < 9 && digit(f.b[j]) {
		j++
	}
	if n := j - i; n != 6 && n != 8 || !inRange(f.b[i:i+2], 31) || !inRange(f.b[i+2:i+4], 12) ||
		!hasSuffixWord(strings.TrimRight(f.before(i, 25), " :.="), []string{"geb", "geboren", "geboortedatum", "gebdatum"}) {
		return 0
	}
	return j
}

// lastSentence returns what of s belongs to the sentence that goes on behind it,
// in small letters.
func lastSentence(s string) string {
	for i := len(s) - 1; i > 1; i-- {
		if upper(s[i]) && (s[i-1] == ' ' || s[i-1] == '\n') && strings.IndexByte(".!?", s[i-2]) >= 0 && i > 3 && !upper(s[i-3]) {
			return strings.ToLower(s[i:])
		}
	}
	return strings.ToLower(s)
}

// dateAt returns where the date ends that begins at i, 0 when there is none:
// 12-03-1961, 12 maart 1961, 1961-03-12.
func (f *finder) dateAt(i int) int {
	first, j := f.digits(i)
	switch {
	case len(first) == 4:
		month, k := f.digitsAfter(j, "-/.")
		day, end := f.digitsAfter(k, "-/.")
		if year(first) && inRange(month, 12) && inRange(day, 31) {
			return f.dateEnd(end)
		}
	case len(first) > 0 && len(first) <= 2 && inRange(first, 31):
		month, k := f.digitsAfter(j, "-/. ")
		if month == "" {
			if k = f.month(j); k == 0 {
				return 0
			}
		} else if !inRange(month, 12) {
			return 0
		}
		y, end := f.digitsAfter(k, "-/. '")
		if year(y) || len(y) == 2 && (month == "" || f.b[j] == f.b[k] && f.b[k] != ' ') {
			return f.dateEnd(end)
		}
	}
	return 0
}

func (f *finder) dateEnd(end int) int {
	c := f.byteAt(end)
	if alnum(c) && c != 'T' || (c == '-' || c == '.' || c == '/') && digit(f.byteAt(end+1)) {
		return 0
	}
	return end
}

// digits returns at most five digits that begin at i, and where they end.
func (f *finder) digits(i int) (string, int) {
	j := i
	for j < len(f.b) && j-i < 5 && digit(f.b[j]) {
		j++
	}
	return f.b[i:j], j
}

// digitsAfter is digits behind a separator at i, which may have spaces around.
func (f *finder) digitsAfter(i int, seps string) (string, int) {
	if i == 0 || i >= len(f.b) || strings.IndexByte(seps, f.b[i]) < 0 && f.b[i] != ' ' {
		return "", i
	}
	j := i
	for j < len(f.b) && j-i < 3 && (f.b[j] == ' ' || strings.IndexByte(seps, f.b[j]) >= 0) {
		j++
	}
	s, end := f.digits(j)
	if s == "" {
		return "", i
	}
	return s, end
}

// month returns where the name of a month ends that follows a space at i, 0 when
// there is none.
func (f *finder) month(i int) int {
	j := i
	for f.byteAt(j) == ' ' || f.byteAt(j) == '-' || f.byteAt(j) == '.' {
		j++
	}
	end := f.wordEnd(j)
	if j == i || end-j < 3 || end-j > 9 || !slices.Contains(months, strings.ToLower(f.b[j:end])) {
		return 0
	}
	if f.byteAt(end) == '.' {
		end++
	}
	return end
}

var months = strings.Fields(`januari februari maart april mei juni juli augustus september oktober november december
	jan feb febr mrt maa apr jun jul aug sep sept okt nov dec january february march may june july august october oct mar`)

func year(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

func inRange(s string, most int) bool {
	if s == "" || len(s) > 2 {
		return false
	}
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n >= 1 && n <= most
}

// capital reports whether s begins with a capital.
func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
