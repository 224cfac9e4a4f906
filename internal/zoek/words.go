package zoek

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"

	"weerklank/internal/slug"
)

// maxWord is how many letters of a word count.
const maxWord = 40

// words calls f for every word of s: the parts of its slug, so that a word is
// spelled the same in a text, in a query and in an address. A single letter or
// digit is no word.
func words(s string, f func(string)) {
	start, plain, upper := 0, true, false
	flush := func(end int) {
		switch w := s[start:end]; {
		case !plain:
			for part := range strings.SplitSeq(slug.Slug(w), "-") {
				emit(part, f)
			}
		case upper:
			emit(strings.ToLower(w), f)
		default:
			emit(w, f)
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			upper = true
		case c >= 0x80:
			plain = false
		default:
			flush(i)
			start, plain, upper = i+1, true, false
		}
	}
	flush(len(s))
}

func emit(w string, f func(string)) {
	if len(w) > 1 {
		f(w[:min(len(w), maxWord)])
	}
}

// stem returns the key of a word: what is left of it without the endings of
// Dutch. Forms of one word have the same key: advies and adviezen, brief and
// brieven, bank and bankjes. It is the Dutch stemmer of Snowball with a few rules
// before and after it, because Snowball keeps v and f, s and z, and single and
// double letters apart. The script of the theme does the same; a test compares.
func stem(w string) string {
	if len(w) < 4 || w[0] < 'a' {
		return w
	}
	env := snowballstem.NewEnv(singular(w))
	dutch.Stem(env)
	s := env.Current()
	n := len(s)
	if n > 2 && s[n-1] == s[n-2] && !isVowel(s[n-1]) {
		n--
		s = s[:n]
	}
	switch {
	case n > 1 && s[n-1] == 'v':
		s = s[:n-1] + "f"
	case n > 1 && s[n-1] == 'z':
		s = s[:n-1] + "s"
	}
	return s
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// singular undoes what Snowball does not know: bankjes, stoeltje, boompje,
// ideeën, redenen beside reden, mensen beside mens.
func singular(w string) string {
	base := strings.TrimSuffix(w, "s")
	if b, ok := strings.CutSuffix(base, "je"); ok && len(b) > 2 {
		switch last, before := b[len(b)-1], b[len(b)-2]; {
		case last == 't' && (isVowel(before) || strings.IndexByte("lnrw", before) >= 0):
			return b[:len(b)-1]
		case last == 'p' && before == 'm':
			return b[:len(b)-1]
		}
		return b
	}
	for _, r := range plurals {
		if b, ok := strings.CutSuffix(w, r.end); ok && len(b) >= r.min && strings.IndexByte(r.not, b[len(b)-1]) < 0 {
			return b + r.to
		}
	}
	return w
}

// plurals are endings with what they become, when at least min letters stand
// before them, of which the last is none of not.
var plurals = []struct {
	end, to string
	min     int
	not     string
}{
	{"eeen", "ee", 1, ""}, {"ieen", "ie", 1, ""}, {"ien", "ie", 2, ""}, {"enen", "en", 2, ""},
	{"essen", "e", 3, "aeiouy"}, {"es", "e", 3, "aeiouy"}, // adressen, haltes
	{"sen", "s", 2, "aeiouysj"}, {"zen", "s", 2, "aeiouysj"}, // mensen, grenzen
}

// stopwords are words that every text has, and that say nothing of what it is
// about: they are not in the index, and a query is searched without them.
func stopwords(taal string) map[string]bool {
	list := stopNL
	if taal == "en" {
		list = stopEN
	}
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

const (
	stopNL = `aan al alle als ben bij dan dat de der des deze die dit doen door dus een eens en er ga gaan gaat ge had heb hebben
heeft hem het hier hij hoe hun ik in is ja je jij jou jullie kan kunnen langs maar me meer men met mij mijn moet na naar niet nog nu of
om omdat ons onder onze ook op over te tegen ten ter toch toe tot tussen u uit uw van veel voor waar waarom was wat we weer wel werd wie wij wil
worden wordt zal ze zei zich zij zijn zo zonder zou`
	stopEN = `about all also am an and any are as at be been but by can could did do does for from had has have he her him his how i if
in is it its me my no not of on or our out she so than that the their them then there they this to up was we were what when where
which who why will with would you your`
)
