package weggehaald

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/traject"
)

// A Vondst is a place in a file where something stands that was taken away.
type Vondst struct {
	Stuk *Stuk
	At   diag.Range // zero when it is the whole file
	Key  string     // of the front matter; "" in the body
}

// Raakt reports whether something was taken out of f, which stays as it is.
func (l *Lijst) Raakt(f *content.File) bool { return len(l.Vind(f)) > 0 }

// Vind returns where f holds something that was taken away; f stays as it is.
func (l *Lijst) Vind(f *content.File) []Vondst {
	if l.Leeg() {
		return nil
	}
	w := l.walker(f)
	w.walk()
	return w.found
}

// Clean takes out of f what was taken away: values of the front matter, the body
// and the source hold nothing of it any more. Keys, ids, dates and what is chosen
// from a list stay. f.Removed says since when something is gone.
func (l *Lijst) Clean(f *content.File) []Vondst {
	if l.Leeg() {
		return nil
	}
	w := l.walker(f)
	w.write = true
	w.walk()
	for _, v := range w.found {
		if !slices.Contains(f.Removed, v.Stuk.Datum) {
			f.Removed = append(f.Removed, v.Stuk.Datum)
		}
	}
	slices.Sort(f.Removed)
	return w.found
}

// Tekst returns a text that stands in no file, such as the message of a commit,
// without what was taken away.
func (l *Lijst) Tekst(s string) string {
	if l.Leeg() {
		return s
	}
	c := &cleaner{finder: l.prints, woorden: l.words}
	s, _ = c.clean(s)
	return s
}

// A walker goes through one file.
type walker struct {
	*Lijst
	cleaner
	f       *content.File
	write   bool
	address string   // of the page of the file
	names   []string // of the traject
	found   []Vondst
	gone    []*yaml.Node // what was replaced
}

func (l *Lijst) walker(f *content.File) *walker {
	w := &walker{Lijst: l, f: f, address: ofFile(f.Path), cleaner: cleaner{finder: l.prints, woorden: l.words}}
	w.names = []string{content.Base(f.Path)}
	if f.Front != nil {
		if n := valueOf(f.Front, "aliassen"); n != nil {
			for _, c := range n.Content {
				w.names = append(w.names, c.Value)
			}
		}
	}
	return w
}

// isTraject reports whether the file is a traject.
func (w *walker) isTraject() bool { return strings.HasPrefix(w.f.Path, content.TrajectenDir+"/") }

func (w *walker) walk() {
	body := string(w.f.Body)
	if s := w.whole(); s != nil {
		w.found = append(w.found, Vondst{Stuk: s})
		if w.write {
			w.empty(s)
		}
		return
	}
	if w.f.Front == nil {
		w.unparsed()
		return
	}
	if w.isTraject() {
		w.parts()
		w.mapping(w.f.Front, "Traject")
	} else {
		w.mapping(w.f.Front, map[bool]string{true: "Settings", false: "Page"}[w.f.Path == content.SettingsPath])
	}
	clean, found := w.text(body)
	for _, m := range found {
		at := w.f.BodyOffset() + m.start
		w.found = append(w.found, Vondst{Stuk: m.stuk, At: diag.Range{Start: w.f.Pos(at), End: w.f.Pos(w.f.BodyOffset() + m.end)}})
	}
	if w.write && len(w.found) > 0 {
		w.f.Rewrite(w.gone, []byte(clean))
	}
}

// image is an image in a Markdown text: its end may have a title.
var image = regexp.MustCompile(`!\[[^\]\n]*\]\(<?([^()\s<>]+)[^()\n]*\)`)

// images returns the images in s that are gone. What stands in their place is said
// by whoever reads the page aloud as well: the text beside an image tells what is
// on it.
func (w *walker) images(s string) (found []match) {
	if len(w.adressen) == 0 || !strings.Contains(s, "![") {
		return nil
	}
	for _, m := range image.FindAllStringSubmatchIndex(s, -1) {
		dest := s[m[2]:m[3]]
		if !strings.HasPrefix(dest, "/") {
			dest = path.Join(path.Dir(w.f.Path), dest)
			dest = strings.TrimPrefix(strings.TrimPrefix(dest, content.PaginasDir), content.Dir)
		}
		if stuk := w.adressen[path.Clean(dest)]; stuk != nil {
			found = append(found, match{span: span{m[0], m[1]}, stuk: stuk})
		}
	}
	return found
}

// text returns s without the passages in it, when the walker writes.
func (w *walker) text(s string) (string, []match) {
	if images := w.images(s); len(images) > 0 {
		if !w.write {
			return s, append(images, w.find(s)...)
		}
		clean, found := w.clean(w.without(s, images))
		return clean, append(images, found...)
	}
	if !w.write {
		return s, w.find(s)
	}
	return w.clean(s)
}

// whole returns by what the whole file is gone, nil when it is not.
func (w *walker) whole() *Stuk {
	if w.address == "" {
		return nil
	}
	if !w.isTraject() {
		return w.adressen[w.address]
	}
	for _, name := range w.names {
		if s := w.adressen[trajectAdres(name)]; s != nil {
			return s
		}
	}
	return nil
}

// unparsed cleans a file of which the front matter is not understood: all of it is
// text. What is gone by the address of a signaal cannot be told from the rest, so
// then nothing stays.
func (w *walker) unparsed() {
	for adres, s := range w.adressen {
		if w.isTraject() && strings.HasPrefix(adres, w.address) && adres != w.address {
			w.found = append(w.found, Vondst{Stuk: s})
		}
	}
	if len(w.found) > 0 {
		slices.SortFunc(w.found, func(a, b Vondst) int { return a.Stuk.Regel - b.Stuk.Regel })
		if w.write {
			w.f.Source, w.f.Body = nil, nil
			w.f.Rewrite(nil, []byte(w.woorden+"\n"))
		}
		return
	}
	front, source := w.f.BodyOffset(), string(w.f.Source)
	cleanFront, inFront := w.text(source[:front])
	cleanBody, inBody := w.text(source[front:])
	for i, found := range [][]match{inFront, inBody} {
		for _, m := range found {
			from := i * front
			w.found = append(w.found, Vondst{Stuk: m.stuk, At: diag.Range{Start: w.f.Pos(from + m.start), End: w.f.Pos(from + m.end)}})
		}
	}
	if w.write && len(w.found) > 0 {
		w.f.Source, w.f.Body = []byte(cleanFront), nil
		w.f.Rewrite(nil, []byte(cleanBody))
	}
}

// empty makes of f a file that says nothing: what the addresses need stays, and a
// traject is withdrawn, so that it stands in no list, figure, feed or data.
func (w *walker) empty(s *Stuk) {
	if w.f.Front == nil {
		w.f.Source, w.f.Body = nil, nil
		w.f.Rewrite(nil, nil)
		return
	}
	old := w.f.Front
	front := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: old.Line, Column: old.Column}
	w.put(front, "titel", w.scalar(old, w.woorden))
	keys := []string{"concept", "aliassen"}
	if w.isTraject() {
		keys = []string{"phase", "fase", "concept", "publiceren-vanaf", "voorbeeld", "aliassen"}
		w.put(front, "samenvatting", w.scalar(old, w.woorden))
		w.put(front, "ingetrokken", w.mapOf(old, "datum", s.Datum, "reden", w.woorden))
		if v := w.kept(valueOf(old, "bijeenkomsten"), "naam", "id"); v != nil {
			w.put(front, "bijeenkomsten", v)
		}
		if v := w.kept(valueOf(old, "signalen"), "signaal", "id", "aliassen"); v != nil {
			w.put(front, "signalen", v)
		}
		if v := w.kept(valueOf(old, "adviezen"), "titel", "kenmerk"); v != nil {
			w.put(front, "adviezen", v)
		}
	}
	for _, key := range keys {
		if v := valueOf(old, key); v != nil {
			w.put(front, key, v)
		}
	}
	w.gone = leaves(old, nil)
	w.f.Rewrite(w.gone, nil)
	w.f.Front = front
}

// kept returns a list of mappings with only the named keys of each, and the words
// of the walker at text.
func (w *walker) kept(list *yaml.Node, text string, keys ...string) *yaml.Node {
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	out := *list
	out.Content = nil
	for _, item := range list.Content {
		if item.Kind == yaml.MappingNode {
			out.Content = append(out.Content, w.only(item, text, keys...))
		}
	}
	return &out
}

// only returns the mapping with the named keys, and the words of the walker at text.
func (w *walker) only(item *yaml.Node, text string, keys ...string) *yaml.Node {
	out := *item
	out.Content = nil
	for _, key := range keys {
		if v := valueOf(item, key); v != nil {
			w.put(&out, key, v)
		}
	}
	w.put(&out, text, w.scalar(item, w.woorden))
	return &out
}

func (w *walker) put(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, w.scalar(value, key), value)
}

// scalar returns a value at the place of at.
func (w *walker) scalar(at *yaml.Node, value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Line: at.Line, Column: at.Column}
}

func (w *walker) mapOf(at *yaml.Node, pairs ...string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: at.Line, Column: at.Column}
	for i := 0; i < len(pairs); i += 2 {
		w.put(n, pairs[i], w.scalar(at, pairs[i+1]))
	}
	return n
}

// parts takes away the parts of a traject that have an address of their own.
func (w *walker) parts() {
	if len(w.adressen) == 0 {
		return
	}
	signalen := valueOf(w.f.Front, "signalen")
	w.items(signalen, func(item *yaml.Node) *Stuk {
		ids := []string{textOf(item, "id")}
		if n := valueOf(item, "aliassen"); n != nil {
			for _, c := range n.Content {
				ids = append(ids, c.Value)
			}
		}
		for _, id := range ids {
			for _, name := range w.names {
				if s := w.adressen[trajectAdres(name)+id+"/"]; s != nil && id != "" {
					return s
				}
			}
		}
		return nil
	}, func(*yaml.Node) *yaml.Node { return nil })
	w.items(valueOf(w.f.Front, "bijeenkomsten"), func(item *yaml.Node) *Stuk {
		for _, name := range w.names {
			if s := w.adressen[bijeenkomstAdres(name, textOf(item, "id"))]; s != nil {
				return s
			}
		}
		return nil
	}, func(item *yaml.Node) *yaml.Node { return w.only(item, "naam", "id") })
	w.items(valueOf(w.f.Front, "adviezen"), func(item *yaml.Node) *Stuk {
		return w.adressen[adviesAdres(textOf(item, "kenmerk"))]
	}, func(item *yaml.Node) *yaml.Node { return w.only(item, "titel", "kenmerk") })
}

// items puts what instead returns in the place of each item of a list that is gone;
// nothing when that is nil.
func (w *walker) items(list *yaml.Node, gone func(*yaml.Node) *Stuk, instead func(*yaml.Node) *yaml.Node) {
	if list == nil || list.Kind != yaml.SequenceNode {
		return
	}
	var kept []*yaml.Node
	for _, item := range list.Content {
		s := gone(item)
		if s == nil {
			kept = append(kept, item)
			continue
		}
		w.found = append(w.found, Vondst{Stuk: s, At: w.f.ScalarRange(item)})
		w.gone = append(w.gone, leaves(item, nil)...)
		if n := instead(item); n != nil {
			kept = append(kept, n)
		}
	}
	if w.write {
		list.Content = kept
	}
}

// leaves adds the plain values of n to all.
func leaves(n *yaml.Node, all []*yaml.Node) []*yaml.Node {
	if n.Kind == yaml.ScalarNode {
		return append(all, n)
	}
	if n.Kind == yaml.MappingNode {
		for i := 1; i < len(n.Content); i += 2 {
			all = leaves(n.Content[i], all)
		}
		return all
	}
	for _, c := range n.Content {
		all = leaves(c, all)
	}
	return all
}

// schema holds the keys of every type of the schema by each of their spellings, so
// that they are looked up once.
var schema = func() map[string]map[string]traject.Key {
	all := map[string]map[string]traject.Key{}
	for todo := []string{"Traject", "Page", "Settings"}; len(todo) > 0; todo = todo[1:] {
		if all[todo[0]] != nil {
			continue
		}
		keys := map[string]traject.Key{}
		for _, k := range traject.Keys(todo[0]) {
			for _, name := range append([]string{k.Name}, k.Aliases...) {
				keys[name] = k
			}
			if k.Type != "" {
				todo = append(todo, k.Type)
			}
		}
		all[todo[0]] = keys
	}
	return all
}()

// mapping cleans the values of a mapping of a type of the schema ("" for none that
// is known).
func (w *walker) mapping(n *yaml.Node, typeName string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := content.KeyName(n.Content[i].Value)
		k, known := schema[typeName][name]
		if !known {
			k = traject.Key{Name: name, Kind: traject.KindText}
		}
		w.value(n.Content[i+1], k)
	}
}

// value cleans the value of a key, with its list.
func (w *walker) value(n *yaml.Node, k traject.Key) {
	switch n.Kind {
	case yaml.ScalarNode:
		w.plain(n, k)
	case yaml.MappingNode:
		w.mapping(n, k.Type)
	default:
		before := len(w.found)
		for _, c := range n.Content {
			w.value(c, k)
		}
		if w.write && len(w.found) > before && k.Kind == traject.KindKeys {
			n.Content = slices.DeleteFunc(n.Content, func(c *yaml.Node) bool { return headless(c, k.Type) })
		}
	}
}

// headless reports whether an item of a list lost a link that it cannot be without.
func headless(n *yaml.Node, typeName string) bool {
	for name, k := range schema[typeName] {
		if v := valueOf(n, name); v != nil && v.Tag == emptied && k.Required {
			return true
		}
	}
	return false
}

// emptied is the tag of a value that cannot hold the words that stand in the place
// of a passage.
const emptied = "!!null"

// names are the keys whose values are names of things: they make addresses, or
// refer to what has one.
var names = []string{"id", "aliassen", "vervolg-op", "gebaseerd-op", "opgehaald-bij"}

// numbers are the keys whose values are reference numbers.
var numbers = []string{"kenmerk", "kenmerken", "advies"}

// longestWord is how many words a value has at most that is chosen from a list, or
// a date.
const longestWord = 6

// plain cleans one value.
func (w *walker) plain(n *yaml.Node, k traject.Key) {
	if slices.Contains(names, k.Name) || len(w.finder) == 0 {
		return
	}
	empty := slices.Contains(numbers, k.Name)
	switch k.Kind {
	case traject.KindLink:
		if s := w.link(n.Value); s != nil {
			w.hit(n, match{span: span{0, len(n.Value)}, stuk: s}, k.Name)
			w.empties(n)
		}
		return
	case traject.KindDatum, traject.KindChoice, traject.KindBool, traject.KindCount, traject.KindNumber, traject.KindTaal, traject.KindTermijn:
		if w.tokens = scan(w.tokens, n.Value, nil); len(w.tokens) <= longestWord {
			return
		}
		empty = true
	}
	clean, found := w.text(n.Value)
	for _, m := range found {
		w.hit(n, m, k.Name)
	}
	switch {
	case len(found) == 0 || !w.write:
	case empty:
		w.empties(n)
	default:
		n.Value, n.Tag = clean, "!!str"
	}
}

func (w *walker) empties(n *yaml.Node) {
	if w.write {
		n.Value, n.Style, n.Tag = "", 0, emptied
	}
}

// hit notes a passage in a value.
func (w *walker) hit(n *yaml.Node, m match, key string) {
	at := diag.Range{}
	if n.Value != "" {
		at = w.f.Locate(n, m.start, n.Value[m.start:m.end])
	}
	w.found = append(w.found, Vondst{Stuk: m.stuk, At: at, Key: key})
	if !slices.Contains(w.gone, n) {
		w.gone = append(w.gone, n)
	}
}

// valueOf returns the value of a key of a mapping, nil when there is none.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if content.KeyName(n.Content[i].Value) == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// textOf returns the plain value of a key of a mapping.
func textOf(n *yaml.Node, key string) string {
	if v := valueOf(n, key); v != nil && v.Kind == yaml.ScalarNode {
		return strings.TrimSpace(v.Value)
	}
	return ""
}
