package taalgebruik

import (
	"unicode"
	"unicode/utf8"
)

// Quoted reports whether what stands at offset in a text is between quotation
// marks, double or single: the words of somebody else, or a title. It looks back
// as far as a quotation reaches in one paragraph.
func Quoted(text string, offset int) bool {
	const longest = 2000 // bytes
	double, single := false, false
	for i := max(0, offset-longest); i < offset; {
		// With these bytes begin all marks, and little else.
		if c := text[i]; c != '"' && c != '\'' && c != 0xC2 && c != 0xE2 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '"':
			double = !double
		case '“', '„', '«': // „zo“ closes with the sign that opens elsewhere
			double = r != '“' || !double
		case '”', '»':
			double = false
		case '\'', '‘', '’':
			single = singleQuote(text, i, size, single)
		}
		i += size
	}
	return double || single
}

// singleQuote returns whether a quotation is open behind the ' at i: as it was
// when it is an apostrophe ('s avonds, zo'n, Jans').
func singleQuote(text string, i, size int, open bool) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	behind, width := utf8.DecodeRuneInString(text[i+size:])
	after, _ := utf8.DecodeRuneInString(text[i+size+width:])
	switch letterBefore := i > 0 && !unicode.IsSpace(before) && before != '('; {
	case unicode.IsLetter(behind) && letterBefore: // zo'n
		return open
	case unicode.IsLetter(behind) && (behind == 's' || behind == 't' || behind == 'n') && !unicode.IsLetter(after): // 's avonds
		return open
	case !letterBefore:
		return unicode.IsLetter(behind) || unicode.IsDigit(behind)
	}
	return false
}
