package render

import (
	"bytes"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Tokens returns the custom properties of a house style as one rule for :root.
// Only names and values are taken over: a style sheet can do more than set
// colours, and a value that reaches outside the site (url, @import) is dropped.
// Nil when the file sets nothing.
func Tokens(src []byte) []byte {
	var b bytes.Buffer
	p := css.NewParser(parse.NewInputBytes(src), false)
	for {
		gt, _, data := p.Next()
		if gt == css.ErrorGrammar {
			break
		}
		if gt != css.CustomPropertyGrammar {
			continue
		}
		var value strings.Builder
		for _, v := range p.Values() {
			value.Write(v.Data)
		}
		if v := strings.TrimSpace(value.String()); safeToken(v) {
			b.WriteString(string(data) + ":" + v + ";")
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(":root{" + strings.TrimSuffix(b.String(), ";") + "}")
}

// safeToken reports whether v is a value and nothing more.
func safeToken(v string) bool {
	low := strings.ToLower(v)
	switch low {
	case "", "none", "undefined", "null", "[object object]":
		return false // what generators of token files leave behind
	}
	for _, bad := range []string{"url(", "image(", "image-set(", "src(", "expression(", "@", "{", "}", ";", "<", ">", "\\"} {
		if strings.Contains(low, bad) {
			return false
		}
	}
	return true
}
