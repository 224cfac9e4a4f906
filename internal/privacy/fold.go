package privacy

import (
	"html"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text is a text as the finders read it: spaces, dashes and digits are the
// plain ones, and what cannot be seen or only marks emphasis is gone.
type text struct {
	b string
	// pieces are where b differs from the source, in order.
	pieces []piece
}

// A piece is a stretch of the source that reads otherwise: n bytes from src on
// are the length bytes of the folded text from at on. Between two pieces the two
// are the same.
type piece struct{ at, length, src, n int32 }

// source returns where the stretch of t from i to j stands in the source: from
// the beginning of the character that its first byte comes from to the end of
// that of its last.
func (t *text) source(i, j int) (start, end int) {
	start, _ = t.origin(i)
	_, end = t.origin(j - 1)
	return start, end
}

// origin returns where the character begins and ends in the source that the byte
// of t at i comes from.
func (t *text) origin(i int) (from, to int) {
	n := sort.Search(len(t.pieces), func(n int) bool { return int(t.pieces[n].at) > i })
	if n == 0 {
		return i, i + 1
	}
	p := t.pieces[n-1]
	if i < int(p.at+p.length) {
		return int(p.src), int(p.src + p.n)
	}
	from = int(p.src+p.n) + i - int(p.at+p.length)
	return from, from + 1
}

// fold returns source as the finders read it.
func fold(source string, fileName bool) text {
	if !fileName && !needsFolding(source) {
		return text{b: source}
	}
	f := folders.Get().(*folder)
	*f = folder{source: source, fileName: fileName, b: f.b[:0]}
	for f.i < len(source) {
		f.plainRun()
		if f.i < len(source) {
			f.next()
		}
	}
	t := text{string(f.b), f.pieces}
	f.source, f.pieces = "", nil // they stay with t
	if cap(f.b) <= maxFolder {
		folders.Put(f)
	}
	return t
}

// folders fold one text after another.
var folders = sync.Pool{New: func() any { return new(folder) }}

// maxFolder is how many bytes a folder may have written to be used again.
const maxFolder = 1 << 16

// needsFolding reports whether source has a character that does not stand for itself.
func needsFolding(source string) bool {
	for i := range len(source) {
		if special[source[i]] {
			return true
		}
	}
	return false
}

// special holds the characters of ASCII that do not stand for themselves; in the
// name of a file the hyphen is another.
var special = func() (set [256]bool) {
	for c := range set {
		set[c] = c < ' ' || c >= utf8.RuneSelf || strings.IndexByte("*~`\\&%_", byte(c)) >= 0
	}
	return set
}()

// plainRun copies what stands for itself.
func (f *folder) plainRun() {
	i := f.i
	for i < len(f.source) && !special[f.source[i]] && !(f.fileName && f.source[i] == '-') {
		i++
	}
	f.b = append(f.b, f.source[f.i:i]...)
	f.i = i
}

type folder struct {
	source   string
	fileName bool
	i        int // in source
	b        []byte
	pieces   []piece
}

// put writes s, which stands for n bytes of the source.
func (f *folder) put(s string, n int) {
	if n != 1 || len(s) != 1 { // else every byte stands for one
		f.pieces = append(f.pieces, piece{int32(len(f.b)), int32(len(s)), int32(f.i), int32(n)})
	}
	f.b = append(f.b, s...)
	f.i += n
}

// next folds the next character.
func (f *folder) next() {
	rest := f.source[f.i:]
	switch c := rest[0]; {
	case c == '\n' || c == '\r':
		f.lineEnd(rest)
	case c == '*' || c == '~' || c == '`':
		f.put("", 1) // emphasis, code
	case c == '_':
		f.underscore(rest)
	case c == '\\' && len(rest) > 1 && (rest[1] == '\n' || unicode.IsPunct(rune(rest[1])) || unicode.IsSymbol(rune(rest[1]))):
		f.put("", 1) // an escape
	case c == '-' && f.fileName:
		f.put(" ", 1)
	case c == '&':
		f.entity(rest)
	case c == '%' && len(rest) > 2 && rest[1] == '4' && rest[2] == '0':
		f.put("@", 3) // in the address of a link
	case c == '%' && len(rest) > 2 && rest[1] == '2' && (rest[2] == '0' || rest[2] == 'B' || rest[2] == 'b'):
		f.put(map[byte]string{'0': " ", 'B': "+", 'b': "+"}[rest[2]], 3)
	case c < ' ':
		f.put(" ", 1)
	case c < utf8.RuneSelf:
		f.put(rest[:1], 1)
	default:
		r, n := utf8.DecodeRuneInString(rest)
		f.put(plain(r), n)
	}
}

// lineEnd folds the end of a line to a space, as a reader sees it; what begins
// something new (a paragraph, an item, a heading) stays a line end.
func (f *folder) lineEnd(rest string) {
	n := 0
	lines := 0
	for n < len(rest) && strings.IndexByte(" \t\r\n>", rest[n]) >= 0 {
		if rest[n] == '\n' {
			lines++
		}
		n++
	}
	after := rest[n:]
	end := strings.TrimLeft(after, "0123456789")
	digits := len(after) - len(end)
	item := len(after) > 1 && strings.IndexByte("-+*", after[0]) >= 0 && after[1] == ' '
	numbered := len(after) > 2 && upper(after[0]) && (after[1] == '.' || after[1] == ')') && after[2] == ' ' || digits > 0 && digits < 3 && len(end) > 1 && (end[0] == '.' || end[0] == ')') && end[1] == ' '
	if lines > 1 || item || numbered || after != "" && (after[0] == '#' || after[0] == '|') {
		f.put("\n", n)
		return
	}
	f.put(" ", n)
}

// underscore keeps one that stands within a word, as in an e-mail address.
func (f *folder) underscore(rest string) {
	switch {
	case f.fileName:
		f.put(" ", 1)
	case len(f.b) > 0 && alnum(f.source[max(f.i-1, 0)]) && len(rest) > 1 && alnum(rest[1]):
		f.put("_", 1)
	default:
		f.put("", 1)
	}
}

// entity folds an HTML entity to the character that it is.
func (f *folder) entity(rest string) {
	end := strings.IndexByte(rest[:min(len(rest), 12)], ';')
	if end < 0 {
		f.put("&", 1)
		return
	}
	s := html.UnescapeString(rest[:end+1])
	if s == rest[:end+1] {
		f.put("&", 1)
		return
	}
	var b strings.Builder
	for _, r := range s {
		if r == '\n' || r == '\t' {
			r = ' '
		}
		b.WriteString(plain(r))
	}
	f.put(b.String(), end+1)
}

// plain returns what r reads as: the digit, the space, the dash; nothing for
// what has no shape of its own.
func plain(r rune) string {
	switch {
	case r < utf8.RuneSelf:
		return string(r)
	case unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029' || r == '\u0085':
		return " "
	case unicode.In(r, unicode.Cf, unicode.M):
		return ""
	case unicode.Is(unicode.Pd, r) || r == '−' || r == '⁃':
		return "-"
	case r == '’' || r == '‘' || r == 'ʼ':
		return "'"
	case r == '․' || r == '·':
		return "."
	case unicode.IsDigit(r):
		n := 0
		for z := r - 1; unicode.IsDigit(z); z-- {
			n++
		}
		return string(rune('0' + n%10))
	case r == utf8.RuneError:
		return " "
	case r == '€' || r == '°' || unicode.IsLetter(r) && (r < 0xFE50 || r > 0xFFEF):
		return string(r)
	case r >= 0xFE50 && r <= 0xFFEF || r >= 0x2070 && r <= 0x209F || r == 'ª' || r == 'º':
		return norm.NFKC.String(string(r))
	}
	return `"` // a quotation mark, a bullet: it divides words
}

// Fold returns a value as it is compared with the allowed ones: small letters
// and digits, and an @ where there is one. +31 and 0031 are the 0 that they
// stand for.
func Fold(value string) string {
	var b strings.Builder
	for _, r := range fold(value, false).b {
		if r == '@' || r == '+' && b.Len() == 0 || unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := b.String()
	for _, prefix := range []string{"+310", "+31", "00310", "0031"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok && len(rest) == 9 {
			return "0" + rest
		}
	}
	return s
}

func alnum(c byte) bool  { return digit(c) || letter(c) || c >= utf8.RuneSelf }
func digit(c byte) bool  { return '0' <= c && c <= '9' }
func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func upper(c byte) bool  { return 'A' <= c && c <= 'Z' }
