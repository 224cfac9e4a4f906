package importer

import (
	"regexp"
	"strings"

	"weerklank/internal/content"
)

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
			b.WriteString("\n" + lead + "- " + content.InYAML(item))
		}
		return b.String()
	case (key == "besluit" || key == "ontvangen" || key == "besloten-op" || key == "aantal") && word.MatchString(v[0]):
		return " " + v[0]
	case isMarkdown(key) && content.BlockSafe(v[0]):
		lines := strings.Split(v[0], "\n")
		for i, l := range lines {
			if l != "" {
				lines[i] = lead + l
			}
		}
		return " |\n" + strings.Join(lines, "\n")
	}
	return " " + content.InYAML(v[0])
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
		return content.Quoted(s)
	}
	return content.InYAML(s)
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
	if id[0] >= 'a' && id[0] <= 'z' && !content.OtherWord(id) {
		return id
	}
	return content.Quoted(id)
}
