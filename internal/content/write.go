package content

import (
	"fmt"
	"regexp"
	"strings"
)

// safeScalar is a text that is itself in YAML without quotes: it begins with a
// letter, and has nothing that YAML or somebody who reads it could take for
// something else.
var safeScalar = regexp.MustCompile(`^\p{L}[\p{L}\p{N} ,.()/€%?!+'’‘“”;–—&-]*$`)

// otherWords are texts that YAML, of any version, takes for something else.
var otherWords = regexp.MustCompile(`(?i)^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$`)

// OtherWord reports whether YAML takes the text s for something else than text.
func OtherWord(s string) bool { return otherWords.MatchString(s) }

// InYAML returns a text of one line as a YAML value, in quotes where it needs
// them.
func InYAML(s string) string {
	if safeScalar.MatchString(s) && !OtherWord(s) && s == strings.TrimSpace(s) && !strings.HasSuffix(s, "-") {
		return s
	}
	return Quoted(s)
}

// Quoted returns a text as a YAML value in double quotes, on one line.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case Invisible(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// BlockSafe reports whether a text can stand below |: it has several lines, and
// none that a reader of front matter takes for its end.
func BlockSafe(s string) bool {
	if !strings.Contains(s, "\n") || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "\n") || strings.HasSuffix(s, "\n") {
		return false
	}
	for line := range strings.Lines(s) {
		if t := strings.TrimSpace(line); t == "---" || t == "..." || strings.ContainsAny(line, "\t\r") {
			return false
		}
	}
	for _, r := range s {
		if Invisible(r) && r != '\n' {
			return false
		}
	}
	return true
}
