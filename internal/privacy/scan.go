package privacy

import (
	"strings"
	"unicode/utf8"
)

// scan looks at every place where personal data can begin.
func (f *finder) scan() {
	for i := 0; i < len(f.b); {
		switch c := f.b[i]; {
		case digit(c):
			if f.long(i) {
				f.phone(i)
				f.bsn(i)
			}
			f.born(i)
			f.postcode(i)
			f.street(i)
			f.plate(i)
			for i < len(f.b) && digit(f.b[i]) {
				i++
			}
		case letter(c) || c >= utf8.RuneSelf:
			end := f.wordEnd(i)
			if i == 0 || !alnum(f.b[i-1]) {
				// A number or a dash goes on, or for an account number a space.
				next := f.byteAt(end)
				if end-i == 2 && (digit(next) || next == ' ' && digit(f.byteAt(end+1))) {
					f.iban(i)
				}
				if end-i <= 3 && (digit(next) || next == '-' || f.plated > 0) {
					f.plate(i)
				}
				f.name(i, end)
			}
			i = end
		case c == '@':
			if f.byteAt(i-1) == ' ' && f.byteAt(i+1) == ' ' {
				f.spelledAt(i)
			} else {
				f.email(i, i+1)
			}
			i++
		case c == '(' || c == '[':
			f.spelledAt(i)
			i++
		default:
			i++
		}
	}
}

// long reports whether enough digits follow at i for a number of at least six.
func (f *finder) long(i int) bool {
	n := 0
	for j := i; j < len(f.b) && j < i+20; j++ {
		if digit(f.b[j]) {
			if n++; n == 6 {
				return true
			}
		}
	}
	return false
}

// wordEnd returns where the letters that begin at i end.
func (f *finder) wordEnd(i int) int {
	for i < len(f.b) && (letter(f.b[i]) || f.b[i] >= utf8.RuneSelf) {
		i++
	}
	return i
}

// byteAt returns the byte at i, 0 outside the text.
func (t *text) byteAt(i int) byte {
	if i < 0 || i >= len(t.b) {
		return 0
	}
	return t.b[i]
}

// before returns up to n bytes before i, in small letters.
func (t *text) before(i, n int) string { return strings.ToLower(t.b[max(i-n, 0):i]) }

// after returns up to n bytes from i on, in small letters.
func (t *text) after(i, n int) string {
	if i >= len(t.b) {
		return ""
	}
	return strings.ToLower(t.b[i:min(i+n, len(t.b))])
}

// has reports whether one of words begins a word of s. What Mask left there is
// no word beside anything.
func has(s string, words []string) bool {
	for _, w := range words {
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			at += i
			if at == 0 || !alnum(s[at-1]) && s[at-1] != '[' {
				return true
			}
			at += len(w)
		}
	}
	return false
}

// hasWord is has for whole words.
func hasWord(s string, words []string) bool {
	for _, w := range words {
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			at += i
			end := at + len(w)
			if (at == 0 || !alnum(s[at-1]) && s[at-1] != '[') && (end == len(s) || !alnum(s[end])) {
				return true
			}
			at = end
		}
	}
	return false
}

// hasEnding reports whether a word of s ends in one of ends, and has more before it.
func hasEnding(s string, ends []string) bool {
	for _, e := range ends {
		for at := 0; ; {
			i := strings.Index(s[at:], e)
			if i < 0 {
				break
			}
			at += i + len(e)
			if i = at - len(e); i > 0 && alnum(s[i-1]) && (at == len(s) || !alnum(s[at])) {
				return true
			}
		}
	}
	return false
}

// A number is a row of digits with what separates them.
type number struct {
	digits string
	groups []int // how many digits stand together
	end    int   // behind the last digit
}

// number reads digits from i on until there are most, with at most gap
// characters of seps between two of them.
func (t *text) number(i, most, gap int, seps string) number {
	var n number
	digits := make([]byte, 0, 16)
	group := 0
	for j := i; len(digits) < most; {
		if digit(t.byteAt(j)) {
			digits = append(digits, t.b[j])
			group++
			j++
			n.end = j
			continue
		}
		k := j
		for k < len(t.b) && k-j <= gap && strings.IndexByte(seps, t.b[k]) >= 0 {
			k++
		}
		if k == j || k-j > gap || !digit(t.byteAt(k)) {
			break
		}
		n.groups = append(n.groups, group)
		group, j = 0, k
	}
	n.groups = append(n.groups, group)
	n.digits = string(digits)
	return n
}

// startsNumber reports whether a number of its own begins at i: it is no part of
// a code, a date or a larger number.
func (t *text) startsNumber(i int) bool {
	c, b := t.byteAt(i-1), t.byteAt(i-2)
	switch {
	case c == 0:
		return true
	case alnum(c) || c == '_' && alnum(b):
		return false
	case c == '-' || c == '/':
		return !alnum(b)
	case c == '.' || c == ',':
		return !digit(b)
	}
	return true
}

// endsNumber reports whether the number that ends before i is all of it.
func (t *text) endsNumber(i int) bool {
	c, b := t.byteAt(i), t.byteAt(i+1)
	switch {
	case c == 0:
		return true
	case alnum(c):
		return false
	case c == '-' || c == '/' || c == '.' || c == ',' || c == '_':
		return !digit(b)
	}
	return true
}
