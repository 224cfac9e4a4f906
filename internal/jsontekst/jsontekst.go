// Package jsontekst appends texts as JSON strings, with the same bytes as
// encoding/json has for them. Files of which there are very many are made with
// it, because encoding/json looks at the types again for each.
package jsontekst

import "unicode/utf8"

const hex = "0123456789abcdef"

// Append appends s as encoding/json writes it with SetEscapeHTML(false).
func Append(b []byte, s string) []byte { return appendText(b, s, false) }

// AppendHTML appends s as json.Marshal writes it: <, > and & cannot end an
// element of a page in which it stands.
func AppendHTML(b []byte, s string) []byte { return appendText(b, s, true) }

func appendText(b []byte, s string, html bool) []byte {
	b = append(b, '"')
	start := 0 // of what is still to be copied
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' && (!html || c != '<' && c != '>' && c != '&') {
			i++
			continue
		}
		size, escaped := 1, ""
		switch {
		case c == '"' || c == '\\':
			escaped = `\` + string(rune(c))
		case c == '\b':
			escaped = `\b`
		case c == '\f':
			escaped = `\f`
		case c == '\n':
			escaped = `\n`
		case c == '\r':
			escaped = `\r`
		case c == '\t':
			escaped = `\t`
		case c < utf8.RuneSelf:
			escaped = `\u00` + string(hex[c>>4]) + string(hex[c&15])
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				escaped = `\ufffd`
			case r == '\u2028' || r == '\u2029': // they end a line in JavaScript
				escaped = `\u202` + string(hex[r&15])
			default:
				i += size
				continue
			}
		}
		b = append(append(b, s[start:i]...), escaped...)
		i += size
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
