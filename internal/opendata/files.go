package opendata

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// A File is a trajectory file made of the data.
type File struct {
	Path   string // content/trajecten/wmo.md
	Source []byte
}

// Files turns trajecten.json back into the trajectory files that it was made of:
// each is understood as the same traject. It reads one traject at a time. What is
// no such file, or has keys that this program does not know, is an error.
func Files(r io.Reader) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		if err := eachTraject(json.NewDecoder(r), func(t map[string]any) bool {
			f, err := fileOf(t)
			return yield(f, err) && err == nil
		}); err != nil {
			yield(File{}, err)
		}
	}
}

// errNoData says that what was read is no trajecten.json.
var errNoData = lang.Errorf("dit is geen trajecten.json van Weerklank", "this is no trajecten.json of Weerklank")

// eachTraject calls f for each traject of the file, until it returns false.
func eachTraject(d *json.Decoder, f func(map[string]any) bool) error {
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errNoData
	}
	version := ""
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return broken(err)
		}
		if name == "trajecten" {
			if major, _, _ := strings.Cut(version, "."); major != "1" {
				return errNoData
			}
			if more, err := eachItem(d, f); err != nil || !more {
				return err
			}
			continue
		}
		var v any
		if err := d.Decode(&v); err != nil {
			return broken(err)
		}
		if s, ok := v.(string); ok && name == "versie" {
			version = s
		}
	}
	if version == "" {
		return errNoData
	}
	if _, err := d.Token(); err != nil {
		return broken(err)
	}
	return nil
}

func eachItem(d *json.Decoder, f func(map[string]any) bool) (more bool, err error) {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return false, errNoData
	}
	for d.More() {
		var t map[string]any
		if err := d.Decode(&t); err != nil {
			return false, broken(err)
		}
		if !f(t) {
			return false, nil
		}
	}
	_, err = d.Token()
	if err != nil {
		return false, broken(err)
	}
	return true, nil
}

func broken(err error) error {
	return lang.Errorf("het bestand is beschadigd of niet heel: %v", "the file is damaged or not whole: %v", err)
}

// fileOf makes the file of one traject.
func fileOf(t map[string]any) (File, error) {
	name, _ := t["bestand"].(string)
	base := content.Base(name)
	if name != path.Join(content.TrajectenDir, base+".md") && name != path.Join(content.TrajectenDir, base, "index.md") || !slug.Valid(base) || slug.Reserved(base) || len(base) > slug.MaxLen {
		return File{}, lang.Errorf("%q is geen bestand van een traject", "%q is no file of a traject", name)
	}
	body, ok := t["tekst"].(string)
	if !ok && t["tekst"] != nil {
		return File{}, notText(name, "tekst")
	}
	w := &yamlWriter{file: name}
	w.b.WriteString("---\n")
	if err := w.keys("Traject", t, 0, ""); err != nil {
		return File{}, err
	}
	w.b.WriteString("---\n" + body)
	f := File{name, []byte(w.b.String())}
	return f, f.check()
}

// check refuses what is not understood: a file that somebody made, perhaps to
// get something else in than a traject.
func (f File) check() error {
	parsed, problems := content.Split(f.Path, f.Source, content.Markdown)
	_, more := traject.Parse(parsed)
	for _, p := range slices.Concat(problems, more) {
		if p.Severity == diag.Error {
			return lang.Errorf("%s kan niet worden teruggezet (%s)", "%s cannot be restored (%s)", f.Path, p.Message)
		}
	}
	return nil
}

func notText(file, key string) error {
	return lang.Errorf("in %s staat bij %s iets anders dan verwacht", "in %s, %s holds something else than expected", file, key)
}

// A yamlWriter writes front matter.
type yamlWriter struct {
	b    strings.Builder
	file string
}

// keys writes the keys of a type of the schema that v has. The first line begins
// with dash where they are an item of a list.
func (w *yamlWriter) keys(typeName string, v map[string]any, indent int, dash string) error {
	known := map[string]bool{}
	ours, _ := OwnKeys(typeName)
	for _, name := range ours {
		known[name] = true
	}
	for _, k := range traject.Keys(typeName) {
		known[k.Name] = true
		known[k.Name+Written] = k.Kind == traject.KindNumber
		value, ok := v[k.Name]
		if !ok || value == nil {
			continue
		}
		w.b.WriteString(strings.Repeat(" ", indent-len(dash)) + dash + k.Name + ":")
		dash = ""
		if written, ok := v[k.Name+Written].(string); ok && k.Kind == traject.KindNumber {
			value = json.Number(written)
		}
		if err := w.value(k, value, indent); err != nil {
			return err
		}
	}
	for name := range v {
		if !known[name] {
			return lang.Errorf("%s heeft een sleutel %q die deze Weerklank niet kent; misschien is er een nieuwere nodig", "%s has a key %q that this Weerklank does not know; perhaps a newer one is needed", w.file, name)
		}
	}
	if dash != "" {
		return notText(w.file, typeName)
	}
	return nil
}

// value writes what stands behind a key, with the end of the line.
func (w *yamlWriter) value(k traject.Key, value any, indent int) error {
	if k.List {
		items, ok := value.([]any)
		if !ok {
			return notText(w.file, k.Name)
		}
		w.b.WriteString("\n")
		for _, item := range items {
			if err := w.item(k, item, indent+2); err != nil {
				return err
			}
		}
		return nil
	}
	if k.Kind == traject.KindKeys {
		m, ok := value.(map[string]any)
		if !ok {
			return notText(w.file, k.Name)
		}
		w.b.WriteString("\n")
		return w.keys(k.Type, m, indent+2, "")
	}
	text, err := w.scalar(k, value, indent)
	w.b.WriteString(" " + text + "\n")
	return err
}

// item writes one item of a list.
func (w *yamlWriter) item(k traject.Key, item any, indent int) error {
	lead := strings.Repeat(" ", indent)
	if k.Kind != traject.KindKeys {
		text, err := w.scalar(k, item, indent)
		w.b.WriteString(lead + "- " + text + "\n")
		return err
	}
	m, ok := item.(map[string]any)
	if !ok || len(m) == 0 {
		return notText(w.file, k.Name)
	}
	if s, ok := m[k.Short].(string); ok && len(m) == 1 {
		w.b.WriteString(lead + "- " + content.InYAML(s) + "\n")
		return nil
	}
	return w.keys(k.Type, m, indent+2, "- ")
}

// scalar returns one value.
func (w *yamlWriter) scalar(k traject.Key, value any, indent int) (string, error) {
	switch v := value.(type) {
	case bool:
		return fmt.Sprint(v), nil
	case json.Number:
		if strings.ContainsAny(string(v), "\n\r\"'#:") {
			return "", notText(w.file, k.Name)
		}
		return string(v), nil
	case string:
		switch k.Kind {
		case traject.KindMarkdown:
			return markdown(v, indent+2), nil
		case traject.KindLink:
			return content.InYAML(w.relative(v)), nil
		case traject.KindDatum:
			if d, ok := traject.ParseDatum(v); ok {
				return string(d), nil
			}
		}
		return content.InYAML(v), nil
	}
	return "", notText(w.file, k.Name)
}

// markdown returns a text with markup, over as many lines as it has where that
// can be.
func markdown(s string, indent int) string {
	head, text := "|-", s
	if t, ok := strings.CutSuffix(s, "\n"); ok {
		head, text = "|", t
	}
	if !content.BlockSafe(text) && (strings.Contains(text, "\n") || head == "|-" || !content.BlockSafe(text+"\n.")) {
		return content.InYAML(s)
	}
	lead := "\n" + strings.Repeat(" ", indent)
	var b strings.Builder
	b.WriteString(head)
	for _, line := range strings.Split(text, "\n") {
		if line == "" {
			b.WriteByte('\n')
			continue
		}
		b.WriteString(lead + line)
	}
	return b.String()
}

// relative returns a link as it is written in the file: the data names files by
// their path from the source folder.
func (w *yamlWriter) relative(link string) string {
	if strings.HasPrefix(link, "/") || strings.Contains(link, ":") {
		return link
	}
	p, rest := link, ""
	if i := strings.IndexAny(link, "?#"); i >= 0 {
		p, rest = link[:i], link[i:]
	}
	from, to := strings.Split(path.Dir(w.file), "/"), strings.Split(p, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/") + rest
}
