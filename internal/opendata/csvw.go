package opendata

import (
	"bytes"
	"encoding/json"
	"strings"

	"weerklank/internal/lang"
)

// MetadataOf returns where the metadata of a CSV file stands, as CSVW wants it.
func MetadataOf(name string) string { return name + "-metadata.json" }

// days is a date of any precision, as a regular expression.
const days = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-Q[1-4])?$`

// Metadata describes a table as CSV on the Web (W3C Tabular Data): the columns,
// what is in them, and how the file is written.
func Metadata(s Set, t Table) []byte {
	var columns []any
	for _, c := range Columns(t) {
		columns = append(columns, c.csvw())
	}
	name := string(t) + ".csv"
	m := map[string]any{
		"@context":       []any{"http://www.w3.org/ns/csvw", map[string]any{"@language": "nl"}},
		"url":            name,
		"dc:title":       s.Titel + ": " + string(t),
		"dc:publisher":   s.Organisatie,
		"dc:modified":    map[string]any{"@value": s.Datum, "@type": "xsd:date"},
		"dc:source":      map[string]any{"@id": s.Bron},
		"schema:version": Version,
		"dialect": map[string]any{
			"encoding": "utf-8", "delimiter": ",", "quoteChar": `"`, "doubleQuote": true, "header": true,
			"headerRowCount": 1, "lineTerminators": []string{"\r\n"}, "skipInitialSpace": false, "trim": false,
		},
		"tableSchema": map[string]any{"columns": columns, "primaryKey": Columns(t)[0].variable(), "aboutUrl": "{+" + Columns(t)[0].variable() + "}"},
	}
	if s.Licentie != "" {
		m["dc:license"] = s.Licentie
	}
	return indented(m)
}

// variable returns the name of the column in templates of addresses, which know
// no hyphens.
func (c Column) variable() string { return strings.ReplaceAll(c.Name, "-", "_") }

func (c Column) csvw() map[string]any {
	said := func(l lang.Lang) map[string]any {
		return map[string]any{"@value": c.Text.In(l) + ".", "@language": string(l)}
	}
	m := map[string]any{
		"name":           c.variable(),
		"titles":         map[string]any{"nl": []string{c.Name, c.Title.NL}, "en": []string{c.Title.EN}},
		"dc:description": []any{said(lang.NL), said(lang.EN)},
		"datatype":       "string",
	}
	switch c.Kind {
	case Number:
		m["datatype"] = "nonNegativeInteger"
	case YesNo:
		m["datatype"] = "boolean"
	case Datum:
		m["datatype"] = map[string]any{"base": "string", "format": days}
	case Choice:
		m["datatype"] = map[string]any{"base": "string", "format": "^(" + strings.Join(c.Values, "|") + ")$"}
	case Address:
		m["datatype"] = "anyURI"
		if !c.List {
			m["valueUrl"] = "{+" + c.variable() + "}"
		}
	}
	if c.List {
		m["separator"] = Separator
	}
	if c.Required {
		m["required"] = true
	}
	return m
}

// indented returns v as JSON for people.
func indented(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // sorts the keys of maps
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("opendata: internal error: " + err.Error())
	}
	return b.Bytes()
}
