package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shown returns so much of value, as it was folded, that an editor finds it in
// the text, and nobody who reads only this learns it.
func shown(k Kind, value string) string {
	switch k {
	case Email:
		_, size := utf8.DecodeRuneInString(value)
		return value[:size] + "…" + value[strings.LastIndexByte(value, '.'):]
	case Telefoon:
		return firstDigits(value, 2) + "…" + lastDigits(value, 2)
	case IBAN:
		return strings.ToUpper(value[:2]) + "…" + lastDigits(value, 2)
	case BSN, Geboren:
		return "…" + lastDigits(value, 2)
	case Kenteken:
		return firstRunes(value, 2) + "…"
	case Adres:
		return firstWord(value) + "…"
	default:
		return nameShown(value)
	}
}

// nameShown returns a title with the first letter of the name behind it.
func nameShown(value string) string {
	title, rest, ok := strings.Cut(value, " ")
	if !ok || len(title) < 3 { // initials
		return firstRunes(value, 1) + "…"
	}
	i := strings.IndexFunc(rest, unicode.IsUpper)
	if i < 0 {
		return title + " …"
	}
	return title + " " + firstRunes(rest[i:], 1) + "…"
}

// firstWord returns the name of a street, which many live in, or the beginning
// of a postcode.
func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if digit(s[0]) {
		return firstRunes(word, 2)
	}
	return strings.TrimRight(word, "0123456789,")
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func firstDigits(s string, n int) string {
	var b strings.Builder
	for i := 0; i < len(s) && b.Len() < n; i++ {
		if digit(s[i]) {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func lastDigits(s string, n int) string {
	out := ""
	for i := len(s) - 1; i >= 0 && len(out) < n; i-- {
		if digit(s[i]) {
			out = s[i:i+1] + out
		}
	}
	return out
}
