package sitetest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The open data is read here by others than who wrote it: trajecten.json by a
// JSON Schema validator, the tables by what the W3C says of CSV on the Web
// (Metadata Vocabulary for Tabular Data, Model for Tabular Data).

func TestOpenData(t *testing.T) {
	for _, source := range []string{demo(t), difficult(t)} {
		dir := filepath.Join(build(t, source).dir, "data")
		read := func(name string) []byte {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		if err := validJSON(read("schema.json"), read("trajecten.json")); err != nil {
			t.Errorf("%s: trajecten.json: %v", source, err)
		}
		for _, name := range []string{"signalen.csv", "trajecten.csv"} {
			rows, faults := readCSVW(read(name+"-metadata.json"), name, read(name))
			if len(faults) > 0 || rows == 0 {
				t.Errorf("%s: %s: %d rows, %q", source, name, rows, faults[:min(5, len(faults))])
			}
		}
	}
}

// Both readers find what is wrong.
func TestOpenDataMustFail(t *testing.T) {
	dir := filepath.Join(build(t, demo(t)).dir, "data")
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	schema, data := read("schema.json"), read("trajecten.json")
	for _, c := range []struct{ old, new string }{
		{`"versie":"1.0"`, `"versie":"1.9"`},
		{`"titel":`, `"title":`},
		{`"besluit":"overgenomen"`, `"besluit":"misschien"`},
		{`"onderwerpen":[`, `"wijken":[],"onderwerpen":[`},
		{`"datum":"2026-11-21"`, `"datum":"21 november"`},
		{`"phase":"terugkoppelen"`, `"phase":4`},
	} {
		if broken := strings.Replace(data, c.old, c.new, 1); broken == data || validJSON([]byte(schema), []byte(broken)) == nil {
			t.Errorf("%s was accepted for %s", c.new, c.old)
		}
	}
	meta, table := read("signalen.csv-metadata.json"), read("signalen.csv")
	for _, c := range []struct{ what, oldMeta, newMeta, old, new string }{
		{what: "another head", old: "besluit", new: "beslissing"},
		{what: "a column less", old: ",gevolg", new: ""},
		{what: "a value that cannot be chosen", old: ",overgenomen,", new: ",misschien,"},
		{what: "an empty cell that must be filled", old: ",overgenomen,", new: ",,"},
		{what: "no address", old: "https://", new: "zie "},
		{what: "no CRLF", old: "\r\n", new: "\n"},
		{what: "an unknown property", oldMeta: `"tableSchema"`, newMeta: `"tabelSchema"`},
		{what: "a name that is no variable", oldMeta: `"besloten_op"`, newMeta: `"besloten-op"`},
		{what: "another context", oldMeta: "http://www.w3.org/ns/csvw", newMeta: "https://www.w3.org/ns/csvw"},
		{what: "a key that is not unique", oldMeta: `"primaryKey": "adres"`, newMeta: `"primaryKey": "besluit"`},
	} {
		m, d := strings.Replace(meta, c.oldMeta, c.newMeta, 1), strings.Replace(table, c.old, c.new, 1)
		if m == meta && d == table {
			t.Fatalf("%s: nothing was changed", c.what)
		}
		if _, faults := readCSVW([]byte(m), "signalen.csv", []byte(d)); len(faults) == 0 {
			t.Errorf("%s was accepted", c.what)
		}
	}
}

func validJSON(schema, data []byte) error {
	s, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", s); err != nil {
		return err
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		return err
	}
	return compiled.Validate(v)
}

// A csvwColumn is what the metadata says of a column.
type csvwColumn struct {
	Name      string              `json:"name"`
	Titles    map[string][]string `json:"titles"`
	Datatype  any                 `json:"datatype"`
	Separator string              `json:"separator"`
	Required  bool                `json:"required"`
	ValueURL  string              `json:"valueUrl"`
	About     any                 `json:"dc:description"`
}

// A csvwTable is the metadata of one table, without what is not known here.
type csvwTable struct {
	Context any    `json:"@context"`
	URL     string `json:"url"`
	Dialect struct {
		Encoding         string   `json:"encoding"`
		Delimiter        string   `json:"delimiter"`
		QuoteChar        string   `json:"quoteChar"`
		DoubleQuote      bool     `json:"doubleQuote"`
		Header           bool     `json:"header"`
		HeaderRowCount   int      `json:"headerRowCount"`
		LineTerminators  []string `json:"lineTerminators"`
		SkipInitialSpace bool     `json:"skipInitialSpace"`
		Trim             bool     `json:"trim"`
	} `json:"dialect"`
	Schema struct {
		Columns    []csvwColumn `json:"columns"`
		PrimaryKey string       `json:"primaryKey"`
		AboutURL   string       `json:"aboutUrl"`
	} `json:"tableSchema"`
	Title     any `json:"dc:title"`
	Publisher any `json:"dc:publisher"`
	Modified  any `json:"dc:modified"`
	Source    any `json:"dc:source"`
	License   any `json:"dc:license"`
	Version   any `json:"schema:version"`
}

// variable is a name of a column (RFC 6570, 2.3, without dots).
var variable = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_]*$`)

// readCSVW reads a table by its metadata, and says what is wrong with either.
func readCSVW(metadata []byte, name string, data []byte) (rows int, faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var m csvwTable
	d := json.NewDecoder(bytes.NewReader(metadata))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return 0, []string{err.Error()}
	}
	if c, ok := m.Context.([]any); !ok || len(c) != 2 || c[0] != "http://www.w3.org/ns/csvw" {
		fault("the context is %v", m.Context)
	}
	if m.URL != name || m.Dialect.Encoding != "utf-8" || len(m.Dialect.Delimiter) != 1 || m.Dialect.QuoteChar != `"` || !m.Dialect.DoubleQuote {
		fault("the dialect of %s is not that of the file", m.URL)
		return 0, faults
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if slices.Equal(m.Dialect.LineTerminators, []string{"\r\n"}) && bytes.Contains(unquoted(data), []byte("\n")) {
		fault("a line ends in another way")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = rune(m.Dialect.Delimiter[0])
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 || len(records[0]) != len(m.Schema.Columns) {
		fault("%d rows, %v, or another number of columns", len(records), err)
		return 0, faults
	}
	for i, c := range m.Schema.Columns {
		if !variable.MatchString(c.Name) || !slices.Contains(slices.Concat(c.Titles["nl"], c.Titles["en"]), records[0][i]) || c.About == nil {
			fault("column %q (%q) is not described", records[0][i], c.Name)
		}
	}
	keys := map[string]bool{}
	for _, record := range records[1:] {
		for i, c := range m.Schema.Columns {
			faults = append(faults, c.check(record[i])...)
			if c.Name == m.Schema.PrimaryKey {
				if keys[record[i]] {
					fault("the key %s is there twice", record[i])
				}
				keys[record[i]] = true
			}
		}
	}
	if len(keys) == 0 && len(records) > 1 {
		fault("there is no column %s", m.Schema.PrimaryKey)
	}
	return len(records) - 1, faults
}

// unquoted returns data without what stands in quotes, and without CRLF.
func unquoted(data []byte) []byte {
	return bytes.ReplaceAll(regexp.MustCompile(`"[^"]*"`).ReplaceAll(data, nil), []byte("\r\n"), nil)
}

// check says what is wrong with a cell.
func (c csvwColumn) check(cell string) (faults []string) {
	if cell == "" {
		if c.Required {
			return []string{c.Name + " is empty"}
		}
		return nil
	}
	base, format := "", ""
	switch d := c.Datatype.(type) {
	case string:
		base = d
	case map[string]any:
		base, _ = d["base"].(string)
		format, _ = d["format"].(string)
	}
	values := []string{cell}
	if c.Separator != "" {
		values = strings.Split(cell, c.Separator)
	}
	for _, v := range values {
		ok := false
		switch base {
		case "string":
			re, err := regexp.Compile(format)
			ok = err == nil && re.MatchString(v)
		case "anyURI":
			u, err := url.Parse(v)
			ok = err == nil && u.IsAbs()
		case "boolean":
			ok = v == "true" || v == "false"
		case "nonNegativeInteger":
			ok = regexp.MustCompile(`^[0-9]+$`).MatchString(v)
		}
		if !ok {
			faults = append(faults, fmt.Sprintf("%s: %q is no %s %s", c.Name, v, base, format))
		}
	}
	return faults
}
