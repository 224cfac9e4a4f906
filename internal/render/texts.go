package render

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/lang"
)

// Texts is the catalogue: the words of the theme in the language of the site.
//
// It is a YAML file, i18n/<language>.yaml. Nested keys are joined by dots. A
// text may hold {name}, which is filled in, and may be a pair of one and other
// for a number, {n}. The file of a site's own theme need hold only the texts
// that it changes.
type Texts struct {
	Taal    string
	entries map[string]entry
}

type entry struct{ one, other string }

// Languages are the languages in which there is a catalogue.
func Languages() []string { return []string{"nl", "en"} }

func loadTexts(l layers, taal string) (*Texts, error) {
	t := &Texts{Taal: taal, entries: map[string]entry{}}
	name := "i18n/" + taal + ".yaml"
	for i := len(l) - 1; i >= 0; i-- {
		src, err := readFile(l[i], name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var doc yaml.Node
		if err := yaml.Load(src, &doc); err != nil {
			return nil, lang.Errorf("themabestand %s wordt niet begrepen: %v", "theme file %s is not understood: %v", name, err)
		}
		found := map[string]entry{}
		if len(doc.Content) == 1 {
			if err := flatten(doc.Content[0], "", found); err != nil {
				return nil, lang.Errorf("themabestand %s: %v", "theme file %s: %v", name, err)
			}
		}
		base := i == len(l)-1
		for k, e := range found {
			if _, ok := t.entries[k]; !ok && !base {
				return nil, lang.Errorf("themabestand %s: de tekst %s bestaat niet", "theme file %s: there is no text %s", name, k)
			}
			t.entries[k] = e
		}
	}
	if len(t.entries) == 0 {
		return nil, lang.Errorf("het thema heeft geen teksten in de taal %q (%s)", "the theme has no texts in the language %q (%s)", taal, name)
	}
	return t, nil
}

func flatten(n *yaml.Node, prefix string, out map[string]entry) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a text or a group of texts is expected", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := prefix+n.Content[i].Value, n.Content[i+1]
		if _, ok := out[key]; ok {
			return fmt.Errorf("line %d: %s is there twice", n.Content[i].Line, key)
		}
		if value.Kind == yaml.ScalarNode {
			out[key] = entry{other: value.Value}
			continue
		}
		if one, other := child(value, "one"), child(value, "other"); one != nil && other != nil && len(value.Content) == 4 {
			out[key] = entry{one: one.Value, other: other.Value}
			continue
		}
		if err := flatten(value, key+".", out); err != nil {
			return err
		}
	}
	return nil
}

func child(n *yaml.Node, key string) *yaml.Node {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key && n.Content[i+1].Kind == yaml.ScalarNode {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// Keys returns the keys of the catalogue, sorted.
func (t *Texts) Keys() []string {
	keys := make([]string, 0, len(t.entries))
	for k := range t.entries {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Text returns the text under key, with pairs of name and value filled in. A
// text that is missing is a mistake in the program or theme; its key shows.
func (t *Texts) Text(key string, args ...any) string {
	s, err := t.find(key, args)
	if err != nil {
		return key
	}
	return s
}

// find is Text for templates, where a wrong key is an error.
func (t *Texts) find(key string, args []any) (string, error) {
	e, ok := t.entries[key]
	if !ok {
		return "", fmt.Errorf("there is no text %q in i18n/%s.yaml", key, t.Taal)
	}
	return fill(e.other, args)
}

// plural returns the form of a text for the number n.
func (t *Texts) plural(key string, n int, args []any) (string, error) {
	e, ok := t.entries[key]
	if !ok {
		return "", fmt.Errorf("there is no text %q in i18n/%s.yaml", key, t.Taal)
	}
	s := e.other
	if n == 1 && e.one != "" {
		s = e.one
	}
	if len(args) == 0 {
		return fill(s, []any{"n", t.number(n)})
	}
	return fill(s, append([]any{"n", t.number(n)}, args...))
}

func fill(s string, args []any) (string, error) {
	if len(args)%2 != 0 {
		return "", errors.New("a text is filled in with pairs of a name and a value")
	}
	if len(args) == 0 {
		return s, nil
	}
	var room [256]byte
	out := room[:0]
	for s != "" {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			if len(out) == 0 {
				return s, nil
			}
			return string(append(out, s...)), nil
		}
		out = append(out, s[:open]...)
		s = s[open+1:]
		if end := strings.IndexByte(s, '}'); end >= 0 {
			if value, found := lookUp(s[:end], args); found {
				out = append(out, value...)
				s = s[end+1:]
				continue
			}
		}
		out = append(out, '{')
	}
	return string(out), nil
}

// lookUp returns the value that stands behind name in pairs.
func lookUp(name string, pairs []any) (string, bool) {
	for i := 0; i < len(pairs); i += 2 {
		if has, ok := pairs[i].(string); ok && has == name {
			if value, ok := pairs[i+1].(string); ok {
				return value, true
			}
			return fmt.Sprint(pairs[i+1]), true
		}
	}
	return "", false
}

// number writes n as the language does: 12.345 or 12,345.
func (t *Texts) number(n int) string {
	if n >= 0 && n < 1000 {
		return strconv.Itoa(n)
	}
	return t.decimal(strconv.Itoa(n))
}

// decimal writes a number as the language does: -1234.5 is −1.234,5 or −1,234.5.
// It works on the digits, so that none is lost.
func (t *Texts) decimal(s string) string {
	thousands, point := ".", ","
	if t.Taal == "en" {
		thousands, point = ",", "."
	}
	digits, negative := strings.CutPrefix(s, "-")
	whole, part, broken := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	var b strings.Builder
	if negative {
		b.WriteRune('−')
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteRune(r)
	}
	if broken {
		b.WriteString(point + part)
	}
	return b.String()
}
