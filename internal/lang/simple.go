package lang

import (
	"strconv"
	"strings"
)

// simple is format for what nearly all texts are: strings, texts and numbers, in
// order, at %s and %d. Every problem has a few such texts, and a site may have
// very many problems. ok is false for other formats, which package fmt knows.
func simple(l Lang, f string, args []any) (s string, ok bool) {
	var buf [256]byte
	b, used := buf[:0], 0
	for {
		i := strings.IndexByte(f, '%')
		if i < 0 {
			return string(append(b, f...)), used == len(args)
		}
		if i+1 == len(f) || used == len(args) {
			return "", false
		}
		b = append(b, f[:i]...)
		switch v := args[used].(type) {
		case string:
			if f[i+1] != 's' {
				return "", false
			}
			b = append(b, v...)
		case Text:
			if f[i+1] != 's' {
				return "", false
			}
			b = append(b, v.In(l)...)
		case int:
			if f[i+1] != 'd' {
				return "", false
			}
			b = strconv.AppendInt(b, int64(v), 10)
		default:
			return "", false
		}
		used++
		f = f[i+2:]
	}
}
