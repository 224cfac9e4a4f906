package scaffold

import (
	"slices"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// everyKey returns the front matter of n with every key that there is. What is
// required, or was given, is there; all else is commented out by "# ", below an
// explanation that begins with "## ". So an editor that takes "# " away from a few
// lines leaves YAML.
func (n New) everyKey() []byte {
	l, typeName := n.Lang, "Traject"
	if n.Kind != Traject {
		typeName = "Page"
	}
	t := explained{lang: l, values: map[string]string{
		typeName + ".titel":        quote(n.Titel),
		typeName + ".samenvatting": quote(n.Samenvatting),
		typeName + ".concept":      "true",
		"Traject.onderwerpen":      list(n.Onderwerpen),
		"Traject.phase":            plain(n.Phase),
		"Traject.start":            n.Today,
		"Traject.signalen":         "", // to be filled in below
		"Signaal.id":               lang.T("vervang-dit-1", "replace-this-1").In(l),
		"Signaal.signaal":          lang.T(`"Vervang dit: wat mensen zeiden, in hun eigen woorden."`, `"Replace this: what people said, in their own words."`).In(l),
	}}
	t.WriteString("---\n")
	t.WriteString(lang.T(`## Regels met ## leggen uit. Regels met # zijn voorbeelden: haal # en de spatie
## erachter weg, en zet er uw eigen tekst. Wat u niet nodig hebt, haalt u weg.
`, `## Lines with ## explain. Lines with # are examples: remove # and the space behind
## it, and write your own text. Remove what you do not need.
`).In(l))
	t.keys(typeName, "", "", "")
	t.WriteString("---\n")
	return []byte(t.String())
}

type explained struct {
	strings.Builder
	lang   lang.Lang
	values map[string]string // of the keys that are not commented out, besides the required ones
}

// keys writes the keys of a type. Every line begins with start, which ends in
// "# " inside of what is commented out; then comes indent. The first key of an
// item of a list has a dash.
func (t *explained) keys(typeName, start, indent, dash string) {
	for i, k := range traject.Keys(typeName) {
		if start+indent == "" {
			t.WriteByte('\n') // between the keys of the file
		}
		lead := indent + strings.Repeat(" ", len(dash))
		if i == 0 {
			lead = indent
		}
		t.WriteString(start + lead + "## " + t.explain(typeName, k) + "\n")

		value, active := t.values[typeName+"."+k.Name]
		if !active {
			value = traject.Example(typeName, k.Name)
		}
		start, inner := start, indent+strings.Repeat(" ", len(dash))
		if !active && !k.Required && !strings.HasSuffix(start, "# ") {
			start, lead, inner = start+lead+"# ", "", ""
		} else if i == 0 {
			lead += dash
		}
		switch {
		case k.Kind != traject.KindKeys:
			t.WriteString(start + lead + k.Name + ": " + value + "\n")
		case k.List:
			t.WriteString(start + lead + k.Name + ":\n")
			t.keys(k.Type, start, inner+"  ", "- ")
		default:
			t.WriteString(start + lead + k.Name + ":\n")
			t.keys(k.Type, start, inner+"  ", "")
		}
	}
}

// explain says what a key is for, and what can be chosen.
func (t *explained) explain(typeName string, k traject.Key) string {
	text, _ := traject.KeyText(typeName, k.Name)
	s := text.In(t.lang)
	named := func(v string) bool { return strings.Contains(s, v) }
	if k.Kind == traject.KindChoice && !slices.ContainsFunc(k.Values, named) {
		s += lang.T("; kies uit: ", "; choose from: ").In(t.lang) + strings.Join(k.Values, ", ")
	}
	return s
}
