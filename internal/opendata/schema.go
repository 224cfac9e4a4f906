package opendata

import (
	"slices"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// Schema returns the JSON Schema of trajecten.json (draft 2020-12), made of the
// schema of the files. It is stricter than that for editors (package schema):
// here every key has one spelling, and every value one form. So that a program
// that read version 1.0 reads 1.1 too, it must take keys that it does not know;
// the schema does not, because it is of this version.
func Schema(l lang.Lang) []byte {
	b := &schema{lang: l, defs: map[string]any{}}
	b.defs["datum"] = obj{"type": "string", "pattern": days, "description": lang.T("Een dag, een maand, een kwartaal of een jaar.", "A day, a month, a quarter or a year.").In(l)}
	root := b.fixed([]own{
		{"versie", obj{"type": "string", "const": Version}, lang.T("De versie van deze vorm", "The version of this format")},
		{"datum", obj{"type": "string", "format": "date"}, lang.T("De dag waarop de bestanden zijn gemaakt", "The day on which the files were made")},
		{"bron", uri(), lang.T("Het adres van de website", "The address of the site")},
		{"titel", str(), lang.T("De titel van de website", "The title of the site")},
		{"organisatie", str(), lang.T("Van wie de website is", "Whose site it is")},
		{"taal", str(), lang.T("De taal van de teksten", "The language of the texts")},
		{"trajecten", obj{"type": "array", "items": b.keys("Traject")}, lang.T("Alle trajecten", "All trajecten")},
		{"licentie", str(), lang.T("Wat u met de data mag doen", "What you may do with the data")},
		{"ingetrokken", obj{"type": "array", "items": b.fixed(withdrawnKeys(), 2)}, lang.T("Trajecten die er niet meer staan", "Trajecten that are no longer there")},
	}, 7)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = TrajectenJSON
	root["$defs"] = b.defs
	return indented(root)
}

type obj = map[string]any

func str() obj { return obj{"type": "string", "minLength": 1} }
func uri() obj { return obj{"type": "string", "format": "uri"} }

// An own is a key that is in the data and not in the files.
type own struct {
	name  string
	value obj
	text  lang.Text
}

// OwnKeys returns the keys that the data has besides those of the files, of the
// type of the schema, with what stands in them.
func OwnKeys(typeName string) (names []string, texts []lang.Text) {
	for _, k := range ownKeys(typeName) {
		names, texts = append(names, k.name), append(texts, k.text)
	}
	return names, texts
}

func ownKeys(typeName string) []own {
	switch typeName {
	case "Traject":
		return []own{
			{"adres", uri(), lang.T("Het vaste adres van de pagina", "The permanent address of the page")},
			{"bestand", str(), lang.T("Het bestand waarvan de pagina is gemaakt", "The file of which the page is made")},
			{"tekst", str(), lang.T("De tekst van de pagina, met opmaak (Markdown)", "The text of the page, with markup (Markdown)")},
			{"versies", obj{"type": "array", "items": (&schema{}).fixed([]own{
				{"datum", obj{"type": "string", "format": "date"}, lang.Text{}}, {"adres", uri(), lang.Text{}}, {"klein", obj{"const": true}, lang.Text{}},
			}, 2)}, lang.T("De versies die er waren, met de datum en het vaste adres; klein is een kleine verbetering van de tekst", "The versions that there were, each with its date and permanent address; klein is a small correction of the text")},
		}
	case "Signaal":
		return []own{{"adres", uri(), lang.T("Het vaste adres van de pagina over dit signaal", "The permanent address of the page on this signaal")}}
	}
	return nil
}

func withdrawnKeys() []own {
	return []own{
		{"adres", uri(), lang.T("Het adres", "The address")},
		{"datum", obj{"$ref": "#/$defs/datum"}, lang.T("Sinds wanneer het er niet meer staat", "Since when it is no longer there")},
		{"titel", str(), lang.T("De titel", "The title")},
		{"reden", str(), lang.T("Waarom het er niet meer staat", "Why it is no longer there")},
	}
}

type schema struct {
	lang lang.Lang
	defs obj
}

// fixed describes an object with keys of which the first few are required.
func (b *schema) fixed(keys []own, required int) obj {
	properties, names := obj{}, []string{}
	for i, k := range keys {
		if k.text != (lang.Text{}) {
			k.value["description"] = k.text.In(b.lang) + "."
		}
		properties[k.name] = k.value
		if i < required {
			names = append(names, k.name)
		}
	}
	return obj{"type": "object", "additionalProperties": false, "properties": properties, "required": names}
}

// keys refers to the description of a type of the schema.
func (b *schema) keys(typeName string) obj {
	if _, ok := b.defs[typeName]; !ok {
		b.defs[typeName] = nil // while it is made
		o := b.fixed(ownKeys(typeName), map[string]int{"Traject": 2, "Signaal": 1}[typeName])
		properties, required := o["properties"].(obj), o["required"].([]string)
		for _, k := range traject.Keys(typeName) {
			if Private(typeName, k.Name) {
				continue
			}
			v := b.value(k)
			if text, ok := traject.KeyText(typeName, k.Name); ok {
				v["description"] = text.In(b.lang) + "."
			}
			properties[k.Name] = v
			if k.Kind == traject.KindNumber {
				properties[k.Name+Written] = obj{"type": "string", "description": lang.T("Hoe het getal is geschreven, als dat anders is.", "How the number was written, when that differs.").In(b.lang)}
			}
			if k.Required {
				required = append(required, k.Name)
			}
		}
		slices.Sort(required)
		o["required"] = required
		b.defs[typeName] = o
	}
	return obj{"$ref": "#/$defs/" + typeName}
}

func (b *schema) value(k traject.Key) obj {
	v := str()
	switch k.Kind {
	case traject.KindDatum:
		v = obj{"$ref": "#/$defs/datum"}
	case traject.KindChoice:
		v = obj{"enum": k.Values}
	case traject.KindBool:
		v = obj{"const": true}
	case traject.KindCount:
		v = obj{"type": "integer", "minimum": 1, "maximum": k.Max}
	case traject.KindNumber:
		v = obj{"type": "number"}
	case traject.KindKeys:
		v = b.keys(k.Type)
	}
	if k.List {
		return obj{"type": "array", "items": v, "minItems": 1}
	}
	return v
}
