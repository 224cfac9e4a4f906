// Package slug makes the names that addresses and anchors are built of.
//
// A slug is [a-z0-9]+(-[a-z0-9]+)*: it survives an e-mail, a letter on paper
// and someone reading it out over the telephone. Letters with marks are folded
// to the letter below (é → e), so that a name in any Latin script keeps its
// sound; what is no letter or digit becomes a hyphen.
package slug

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded holds the Latin letters that have no decomposition in Unicode, in
// lower case, with the way they are written where they are not available.
var folded = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "ng",
}

// MaxLen is how many characters one part of an address may have. Somebody has
// to be able to type it over, and a disk takes no name of more than 255.
const MaxLen = 100

// Reserved reports whether the site itself uses a name wherever it has a list, or
// Windows has it for something else: nothing that an editor names can have that
// address.
func Reserved(name string) bool {
	return name == "versies" || name == "pagina" || name == "index" || Device(name)
}

// Device reports whether Windows takes a file of this name for a device, such as
// nul or con.txt, so that it cannot be made there, nor the folder of a page. In
// whatever case, and whatever stands behind a dot.
func Device(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ".")
	switch name = strings.TrimRight(name, " "); {
	case name == "con" || name == "prn" || name == "aux" || name == "nul":
		return true
	case len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")):
		return '0' <= name[3] && name[3] <= '9'
	}
	return false
}

// Cut returns the slug s, cut off between two words where it is longer than n.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n+1], '-'); i > 0 {
		return s[:i]
	}
	return s[:n]
}

// Slug returns the slug of s. It is empty when s has no Latin letter and no
// digit.
func Slug(s string) string {
	b := make([]byte, 0, len(s)+8)
	gap := false // something that is no letter or digit since the last one that is
	for i := 0; i < len(s); {
		c, size, part := s[i], 1, ""
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			part = s[i : i+1]
		case 'A' <= c && c <= 'Z':
			part = small[c-'A' : c-'A'+1]
		case c < utf8.RuneSelf:
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r < latinFrom || r >= latinTo || latin()[r-latinFrom] == "" {
				return plain(s)
			}
			part = latin()[r-latinFrom]
		}
		i += size
		if part == "" {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		gap = false
		b = append(b, part...)
	}
	return string(b)
}

const small = "abcdefghijklmnopqrstuvwxyz"

// The letters of Latin scripts that nearly all texts do with.
const latinFrom, latinTo = 0xC0, 0x180

// latin holds what becomes of each of these letters wherever it stands; "" for
// what is no letter, or divides words.
var latin = sync.OnceValue(func() (all [latinTo - latinFrom]string) {
	for i := range all {
		if within := plain("a" + string(rune(latinFrom+i)) + "a"); !strings.Contains(within, "-") {
			all[i] = within[1 : len(within)-1]
		}
	}
	return all
})

// plain is Slug for all of Unicode.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	write := func(t string) {
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(t)
	}
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			write(string(r))
		case unicode.In(r, unicode.M, unicode.Cf):
			// A mark belongs to the letter before it; a soft hyphen or another
			// format character is invisible. Neither divides a word.
		case folded[r] != "":
			write(folded[r])
		default:
			gap = true
		}
	}
	return b.String()
}

// Valid reports whether s is a slug.
func Valid(s string) bool {
	hyphen := true // nothing, or a hyphen, stands before the next byte
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}
