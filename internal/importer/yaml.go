package importer

import (
	"fmt"
	"regexp"
	"strings"

	"weerklank/internal/content"
)

// safe is a text that is itself in YAML without quotes: it begins with a letter,
// and has nothing that YAML or somebody who reads it could take for something
// else.
var safe = regexp.MustCompile(`^\p{L}[\p{L}\p{N} ,.()/€%?!+'’‘“”;–—&-]*$`)

// otherWords are texts that YAML, of any version, takes for something else.
var otherWords = regexp.MustCompile(`(?i)^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$`)

// scalar returns a text of one line as a YAML value.
func scalar(s string) string {
	if safe.MatchString(s) && !otherWords.MatchString(s) && s == strings.TrimSpace(s) && !strings.HasSuffix(s, "-") {
		return s
	}
	return quoted(s)
}

// quoted returns a text as a YAML value in double quotes, on one line.
func quoted(s string) string {
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
		case content.Invisible(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// word is a value of a closed list, a date or a number: it needs no quotes.
var word = regexp.MustCompile(`^(?:[a-z]+(?:-[a-z]+)*|[0-9]{4}(?:-[0-9Q]{2}(?:-[0-9]{2})?)?|[1-9][0-9]{0,8})$`)

// formatted returns what stands behind "key:" for a value, beginning with a space or
// a newline and without a newline at its end. indent is that of the key.
func formatted(key string, v value, indent int) string {
	lead := strings.Repeat(" ", indent+2)
	switch {
	case key == "onderwerpen", key == "kenmerken" && len(v) <= 4:
		return " [" + strings.Join(each(v, flowItem), ", ") + "]"
	case isList(key):
		var b strings.Builder
		for _, item := range v {
			b.WriteString("\n" + lead + "- " + scalar(item))
		}
		return b.String()
	case (key == "besluit" || key == "ontvangen" || key == "besloten-op" || key == "aantal") && word.MatchString(v[0]):
		return " " + v[0]
	case isMarkdown(key) && blockSafe(v[0]):
		lines := strings.Split(v[0], "\n")
		for i, l := range lines {
			if l != "" {
				lines[i] = lead + l
			}
		}
		return " |\n" + strings.Join(lines, "\n")
	}
	return " " + scalar(v[0])
}

func each(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// flowItem returns an item of a list between [ and ].
func flowItem(s string) string {
	if strings.Contains(s, ",") {
		return quoted(s)
	}
	return scalar(s)
}

// blockSafe reports whether a text can stand below |: it has several lines, and
// none that a reader of front matter takes for its end.
func blockSafe(s string) bool {
	if !strings.Contains(s, "\n") || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "\n") || strings.HasSuffix(s, "\n") {
		return false
	}
	for line := range strings.Lines(s) {
		if t := strings.TrimSpace(line); t == "---" || t == "..." || strings.ContainsAny(line, "\t\r") || strings.HasPrefix(line, " ") {
			return false
		}
	}
	for _, r := range s {
		if content.Invisible(r) && r != '\n' {
			return false
		}
	}
	return true
}

// formatSignaal returns a signaal as an item of a list; indent is that of its dash.
func formatSignaal(id string, values map[string]value, note string, indent int) string {
	lead := strings.Repeat(" ", indent)
	var b strings.Builder
	b.WriteString(lead + "- id: " + quoteID(id) + "\n")
	if note != "" {
		b.WriteString(lead + "  # " + note + "\n")
	}
	for _, k := range keys {
		if v := values[k]; !v.empty() {
			b.WriteString(lead + "  " + k + ":" + formatted(k, v, indent+2) + "\n")
		}
	}
	return b.String()
}

// quoteID returns an id as a YAML value: one of digits is no number.
func quoteID(id string) string {
	if id[0] >= 'a' && id[0] <= 'z' && !otherWords.MatchString(id) {
		return id
	}
	return quoted(id)
}
