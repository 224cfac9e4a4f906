package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A state is what an import remembers: how the table was read, which rows became
// which signaal, and hashes of what was written. It is committed with the texts,
// so it holds no words of anybody.
type state struct {
	Sheet     string                     `yaml:"blad"`
	Map       string                     `yaml:"kolommen"`
	Per       string                     `yaml:"per"`
	Bundle    bool                       `yaml:"bundelen"`
	Names     bool                       `yaml:"namen"`
	Besluiten map[string]traject.Besluit `yaml:"besluiten"`
	Files     []*stateFile               `yaml:"bestanden"`
	Units     []*unit                    `yaml:"signalen"`
}

// A stateFile is a file that the import made.
type stateFile struct {
	Slug  string `yaml:"naam"`
	Group string `yaml:"groep"`
}

// A unit is one signaal that the import wrote.
type unit struct {
	File   string            `yaml:"bestand"`
	ID     string            `yaml:"id"`
	Rows   []string          `yaml:"rijen"`
	Values map[string]string `yaml:"waarden"`

	entries []*entry // the rows of this table; nil when they are gone
}

// statePath returns where the state of the import name is kept.
func statePath(name string) string { return content.ImportDir + "/" + name + ".yaml" }

// maxState is the size over which a state is not read: a hundred thousand rows
// stay far below it.
const maxState = 64 << 20

// readState returns the state of an import, nil when there is none.
func readState(fsys fs.FS, name string) (*state, []byte, error) {
	path := statePath(name)
	info, err := fs.Stat(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxState) {
		return nil, nil, lang.Errorf("%s is geen bestand dat weerklank import schreef; zet het opzij", "%s is no file that weerklank import wrote; put it aside", path)
	}
	src, err2 := fs.ReadFile(fsys, path)
	if err = errors.Join(err, err2); err != nil {
		return nil, nil, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", path, err)
	}
	s := &state{}
	var wrong any = yaml.Load(src, s, yaml.WithKnownFields())
	if wrong == nil {
		if text := s.wrong(); !text.IsZero() {
			wrong = text
		}
	}
	if wrong != nil {
		return nil, nil, lang.Errorf("%s is beschadigd, misschien bij het samenvoegen in git (%v); zet de vorige versie terug, of haal het bestand en de teksten die eruit kwamen weg en importeer opnieuw",
			"%s is damaged, perhaps by merging in git (%v); put back the previous version, or remove it and the texts that came from it and import again", path, wrong)
	}
	return s, src, nil
}

// wrong says what cannot be right in a state, because somebody edited it
// or merged it: it would let rows vanish, or come twice.
func (s *state) wrong() lang.Text {
	files, ids := map[string]bool{}, map[string]bool{}
	for _, f := range s.Files {
		if f == nil || !slug.Valid(f.Slug) || files[f.Slug] {
			return lang.T("onder bestanden staat iets leegs of dubbels", "something in bestanden is empty or there twice")
		}
		files[f.Slug] = true
	}
	for i, u := range s.Units {
		switch {
		case u == nil || u.ID == "" || len(u.Rows) == 0:
			return lang.F("signaal %d is niet heel", "signaal %d is not complete", i+1)
		case !files[u.File]:
			return lang.F("%s hoort bij een bestand dat niet onder bestanden staat", "%s belongs to a file that is not in bestanden", u.ID)
		case ids[u.File+"/"+u.ID]:
			return lang.F("%s staat er dubbel in", "%s is there twice", u.ID)
		}
		ids[u.File+"/"+u.ID] = true
	}
	return lang.Text{}
}

// bytes returns the state as it is written: a line a signaal, so that git can
// merge it.
func (s *state) bytes() []byte {
	var b strings.Builder
	b.WriteString("# Geschreven door weerklank import. Bewaar dit bestand bij de teksten: hiermee\n" +
		"# weet een volgende import wat uit de tabel kwam en wat u zelf hebt gewijzigd.\n")
	line := func(key, v string) {
		if v != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, content.InYAML(v))
		}
	}
	line("blad", s.Sheet)
	line("kolommen", s.Map)
	line("per", s.Per)
	if s.Bundle {
		b.WriteString("bundelen: true\n")
	}
	if s.Names {
		b.WriteString("namen: true\n")
	}
	if len(s.Besluiten) > 0 {
		b.WriteString("besluiten:\n")
		for _, k := range slices.Sorted(maps.Keys(s.Besluiten)) {
			fmt.Fprintf(&b, "  %s: %s\n", content.Quoted(k), s.Besluiten[k])
		}
	}
	b.WriteString("bestanden:\n")
	for _, f := range s.Files {
		fmt.Fprintf(&b, "  - {naam: %s, groep: %s}\n", content.Quoted(f.Slug), content.Quoted(f.Group))
	}
	b.WriteString("signalen:\n")
	for _, u := range s.Units {
		rows := make([]string, len(u.Rows))
		for i, r := range u.Rows {
			rows[i] = content.Quoted(r)
		}
		var values []string
		for _, k := range keys {
			if u.Values[k] != "" {
				values = append(values, k+": "+content.Quoted(u.Values[k]))
			}
		}
		fmt.Fprintf(&b, "  - {bestand: %s, id: %s, rijen: [%s], waarden: {%s}}\n", content.Quoted(u.File), content.Quoted(u.ID), strings.Join(rows, ", "), strings.Join(values, ", "))
	}
	return []byte(b.String())
}
