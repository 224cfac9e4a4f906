package load_test

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/load"
	"weerklank/internal/traject"
	"weerklank/themes"
)

const keysPath = content.TrajectenDir + "/voorbeeld-alles.md"

// A key that is read and shown nowhere is a defect. For every key of the schema
// this takes the key out of a trajectory that has them all, and looks whether
// anything on the whole site changes.
func TestEveryKeyIsShown(t *testing.T) {
	src, err := os.ReadFile("testdata/alles.md")
	if err != nil {
		t.Fatal(err)
	}
	site := newKeySite(t)
	for _, path := range schemaPaths("Traject", "") {
		t.Run(path, func(t *testing.T) {
			// What hides a page hides its keys; each is tried on its own.
			hiding := []string{"concept", "publiceren-vanaf", "ingetrokken"}
			base := src
			for _, h := range hiding {
				if path != h && !strings.HasPrefix(path, h+".") {
					base, _ = without(t, base, h)
				}
			}
			changed, n := without(t, base, path)
			if n == 0 {
				t.Fatalf("testdata/alles.md has no %s", path)
			}
			if required(path) { // it cannot be left out, so its value must be there
				changed = replaced(t, base, path)
			}
			if site.render(t, base) == site.render(t, changed) {
				t.Errorf("%s is read, but no page shows it", path)
			}
		})
	}
}

// Everything written as text must be there to read, not only in an attribute.
func TestEveryTextIsVisible(t *testing.T) {
	src, err := os.ReadFile("testdata/alles.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []string{"concept", "publiceren-vanaf", "ingetrokken"} {
		src, _ = without(t, src, h)
	}
	html := newKeySite(t).render(t, src)
	visible := regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`).ReplaceAllString(html, " ")
	marks := regexp.MustCompile(`merk-[a-z-]+`)
	for _, m := range marks.FindAllString(string(src), -1) {
		switch {
		case m == "merk-alias" || m == "merk-signaal-alias" || m == "merk-bijeenkomst-id": // parts of addresses
			if !strings.Contains(html, m) {
				t.Errorf("%s is nowhere", m)
			}
		case strings.Contains(string(src), "voorbeeld.example/"+m):
			if !strings.Contains(html, `href="https://voorbeeld.example/`+m) {
				t.Errorf("no link leads to %s", m)
			}
		case !strings.Contains(visible, m):
			t.Errorf("%s is not there to read", m)
		}
	}
}

// A keySite renders a site around one trajectory.
type keySite struct {
	fsys     fstest.MapFS
	loader   *load.Loader
	at       time.Time
	rendered map[string]string // by source: most keys are taken out of the same one
}

func newKeySite(t *testing.T) *keySite {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return &keySite{at: at, rendered: map[string]string{}, fsys: fstest.MapFS{
		content.SettingsPath:                      {Data: []byte("titel: Site\norganisatie: Organisatie\nbase-url: https://www.site.nl/\n"), ModTime: at},
		content.TrajectenDir + "/vorige-ronde.md": {Data: []byte("---\ntitel: Vorige ronde\nsamenvatting: Kort.\nphase: 1\nonderwerpen: [eerder]\n---\n"), ModTime: at},
	}, loader: &load.Loader{Options: load.Options{Date: "2026-11-21", Base: themes.Default(), Preview: true, Plain: true}}}
}

// render returns all pages of the site one after the other.
func (s *keySite) render(t *testing.T, src []byte) string {
	t.Helper()
	if html, ok := s.rendered[string(src)]; ok {
		return html
	}
	s.at = s.at.Add(time.Second)
	s.fsys[keysPath] = &fstest.MapFile{Data: src, ModTime: s.at}
	r, err := s.loader.Load(context.Background(), s.fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for f := range r.Renderer.Files() {
		if strings.HasSuffix(f.Path, ".html") {
			b.WriteString(f.Path + "\n")
			if err := f.Render(&b); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.rendered[string(src)] = b.String()
	return b.String()
}

// schemaPaths returns every key of a type and of the types in it: "signalen.citaten.rol".
func schemaPaths(typeName, prefix string) []string {
	var paths []string
	for _, k := range traject.Keys(typeName) {
		paths = append(paths, prefix+k.Name)
		if k.Kind == traject.KindKeys {
			paths = append(paths, schemaPaths(k.Type, prefix+k.Name+".")...)
		}
	}
	return paths
}

func required(path string) bool {
	typeName, key := "Traject", traject.Key{}
	for name := range strings.SplitSeq(path, ".") {
		keys := traject.Keys(typeName)
		key = keys[slices.IndexFunc(keys, func(k traject.Key) bool { return k.Name == name })]
		typeName = key.Type
	}
	return key.Required
}

// without returns src without the key at path, and how often it was there.
func without(t *testing.T, src []byte, path string) ([]byte, int) {
	return edit(t, src, path, func(m *yaml.Node, i int) { m.Content = slices.Delete(m.Content, i, i+2) })
}

// replaced returns src with another value of the same kind at path.
func replaced(t *testing.T, src []byte, path string) []byte {
	out, _ := edit(t, src, path, func(m *yaml.Node, i int) {
		v := m.Content[i+1]
		switch {
		case v.Kind == yaml.MappingNode:
			m.Content = slices.Delete(m.Content, i, i+2)
		case v.Kind == yaml.SequenceNode && v.Content[0].Kind == yaml.ScalarNode:
			v.Content[0].Value = "anders"
		case v.Kind == yaml.SequenceNode:
			v.Content = nil
		case regexp.MustCompile(`^\d{4}-`).MatchString(v.Value):
			v.Value = "2025-05-05"
		case regexp.MustCompile(`^\d+$`).MatchString(v.Value):
			v.Value = "2"
		default:
			v.Value += "-anders"
		}
	})
	return out
}

func edit(t *testing.T, src []byte, path string, change func(m *yaml.Node, i int)) ([]byte, int) {
	t.Helper()
	parts := strings.SplitN(string(src), "---\n", 3)
	var doc yaml.Node
	if err := yaml.Load([]byte(parts[1]), &doc); err != nil {
		t.Fatal(err)
	}
	n := 0
	var walk func(node *yaml.Node, names []string)
	walk = func(node *yaml.Node, names []string) {
		if node.Kind == yaml.SequenceNode {
			for _, c := range node.Content {
				walk(c, names)
			}
			return
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value != names[0] {
				continue
			}
			if len(names) > 1 {
				walk(node.Content[i+1], names[1:])
				continue
			}
			n++
			change(node, i)
			return
		}
	}
	walk(doc.Content[0], strings.Split(path, "."))
	front, err := yaml.Dump(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return []byte("---\n" + strings.TrimPrefix(string(front), "---\n") + "---\n" + parts[2]), n
}
