// Package schema describes the files of a site as JSON Schemas, for editors
// that complete and check while somebody types, and for programs that write
// such files.
//
// It is made of the same types as the decoder (package traject), so neither can
// lag behind the other. A schema accepts each spelling of a value that `weerklank
// check` accepts, and sees less: whether a link leads somewhere, what values mean
// together. It is stricter in two things, in which an editor had better help: it
// knows keys as they are best written only (besloten-door, not Besloten_door), and
// no empty items in a list. Check decides.
//
// The schemas are of draft-07, the draft that the YAML extensions of editors
// understand best. In those editors hover texts and messages are in the
// language that was asked for; the keywords for it (patternErrorMessage) mean
// nothing to other programs.
package schema

import (
	"bytes"
	"encoding/json"
	"slices"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// A kind is one kind of file.
type kind struct {
	name, typeName string
	title          lang.Text
}

var kinds = []kind{
	{"traject", "Traject", lang.T("Een traject: de gegevens bovenaan een bestand in content/trajecten/", "A traject: the front matter of a file in content/trajecten/")},
	{"onderwerp", "Page", lang.T("Een onderwerp: de gegevens bovenaan een bestand in content/onderwerpen/", "A topic: the front matter of a file in content/onderwerpen/")},
	{"pagina", "Page", lang.T("Een pagina: de gegevens bovenaan een bestand in content/paginas/", "A page: the front matter of a file in content/paginas/")},
	{"site", "Settings", lang.T("De instellingen van de site: content/site.yaml", "The settings of the site: content/site.yaml")},
	{"zoekvragen", "Zoekvragen", lang.T("De zoekvragen: content/zoekvragen.yaml", "The search questions: content/zoekvragen.yaml")},
	{"weggehaald", "Weggehaald", lang.T("Wat is weggehaald: content/weggehaald.yaml", "What was taken away: content/weggehaald.yaml")},
}

// Names returns the kinds of file that there is a schema of.
func Names() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// Of returns the schema of a kind of file as JSON; ok is false when there is no
// such kind.
func Of(name string, l lang.Lang) (schema []byte, ok bool) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return nil, false
	}
	b := &builder{lang: l, definitions: map[string]any{}}
	root := b.object(kinds[i].typeName)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = kinds[i].title.In(l)
	if len(b.definitions) > 0 {
		root["definitions"] = b.definitions
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out) // sorts the keys of maps
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		panic("schema: internal error: " + err.Error())
	}
	return out.Bytes(), true
}

type object = map[string]any

type builder struct {
	lang        lang.Lang
	definitions object // of the types that keys hold, by name
}

// object describes the keys of a type.
func (b *builder) object(typeName string) object {
	properties := object{}
	var required []string
	var either []any // for each required key with another spelling: one of them
	for _, k := range traject.Keys(typeName) {
		properties[k.Name] = b.property(typeName, k)
		for _, alias := range k.Aliases {
			p := b.property(typeName, k)
			p["description"] = lang.F("Hetzelfde als %s.", "The same as %s.", k.Name).In(b.lang)
			properties[alias] = p
		}
		if !k.Required {
			continue
		}
		if len(k.Aliases) == 0 {
			required = append(required, k.Name)
			continue
		}
		var names []any
		for _, name := range append([]string{k.Name}, k.Aliases...) {
			names = append(names, object{"required": []string{name}})
		}
		either = append(either, object{"anyOf": names})
	}
	o := object{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		o["required"] = required
	}
	if len(either) > 0 {
		o["allOf"] = either
	}
	return o
}

// property describes a key: its value and what it is for.
func (b *builder) property(typeName string, k traject.Key) object {
	v := b.values(typeName, k)
	if !k.Required {
		v = b.orEmpty(v)
	}
	if v["$ref"] != nil {
		v = object{"allOf": []any{v}} // draft-07 reads nothing beside a $ref
	}
	if text, ok := traject.KeyText(typeName, k.Name); ok {
		says := text.In(b.lang) + "."
		if example := traject.Example(typeName, k.Name); example != "" && k.Kind != traject.KindKeys && k.Kind != traject.KindNamed && k.Kind != traject.KindWords {
			says += " " + lang.F("Bijvoorbeeld: %s", "For example: %s", example).In(b.lang)
		}
		v["description"] = says
	}
	return v
}

// values describes the value of a key, with its list.
func (b *builder) values(typeName string, k traject.Key) object {
	one := b.value(k)
	if !k.List {
		return one
	}
	list := object{"type": "array", "items": one}
	if k.Kind != traject.KindKeys {
		list["uniqueItems"] = true
	}
	if k.Max > 0 {
		list["maxItems"] = k.Max
	}
	if k.Required {
		list["minItems"] = 1
	}
	if k.OrOne {
		return object{"anyOf": []any{list, one}}
	}
	return list
}

// shared refers to a description that is used in many places. make makes it.
func (b *builder) shared(name string, make func() object) object {
	if _, ok := b.definitions[name]; !ok {
		b.definitions[name] = nil // while it is made
		b.definitions[name] = make()
	}
	return object{"$ref": "#/definitions/" + name}
}

// keys refers to the description of the keys of a type.
func (b *builder) keys(typeName string) object {
	return b.shared(typeName, func() object { return b.object(typeName) })
}

// value describes one value of a key.
func (b *builder) value(k traject.Key) object {
	switch k.Kind {
	case traject.KindMarkdown:
		return b.shared("opmaak", func() object { return object{"type": scalar, "pattern": `\S`} })
	case traject.KindDatum:
		return b.shared("datum", b.dates)
	case traject.KindLink:
		return b.shared("link", b.link)
	case traject.KindChoice, traject.KindBool:
		return b.choice(k)
	case traject.KindCount:
		return b.count(k.Max)
	case traject.KindNumber:
		return object{"anyOf": []any{object{"type": "number"}, b.text(`^\s*-?[0-9]+([.,][0-9]+)?\s*$`, lang.T("Schrijf een getal, zoals 12, 1200 of 7,5.", "Write a number, such as 12, 1200 or 7.5."))}}
	case traject.KindKeys:
		if k.Short != "" {
			return object{"anyOf": []any{b.shared("tekst", b.plain), b.keys(k.Type)}}
		}
		return b.keys(k.Type)
	case traject.KindNamed:
		if k.Type != "" {
			return object{"type": "object", "additionalProperties": b.keys(k.Type)}
		}
		return object{"type": "object", "additionalProperties": object{"type": []string{"array", "null"}, "items": b.shared("tekst", b.plain), "uniqueItems": true}}
	case traject.KindWords:
		return object{"type": "object", "additionalProperties": object{"type": []string{"string", "number", "boolean", "null"}}}
	case traject.KindTermijn:
		return b.term(k)
	}
	switch k.Name {
	case "e-mail":
		return b.text(`^\s*[^\s@<>?&,;]+@[^\s@<>?&,;]+\.[^\s@<>?&,;]+\s*$`, lang.T("Schrijf alleen een e-mailadres, zoals contact@gemeente.nl.", "Write an e-mail address alone, such as contact@gemeente.nl."))
	case "base-url":
		return b.text(`^\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*$`, lang.T("Schrijf het volledige adres, zoals https://www.gemeente.nl/antwoorden/.", "Write the full address, such as https://www.gemeente.nl/antwoorden/."))
	}
	return b.shared("tekst", b.plain)
}
