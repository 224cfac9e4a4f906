package importer

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

// A document is a file of the content that is edited: only the values that
// change get other bytes.
type document struct {
	slug, path string
	raw        []byte // as it is on disk
	file       *content.File
	bySlug     map[string]int // id or earlier id → which signaal
	ids        []string
	concept    bool
	size       int  // in bytes, with what will be added
	takesMore  bool // it is a concept, and a signaal can be added to it
}

// openDocument reads the file of a traject, <slug>.md or <slug>/index.md. It is
// nil when there is none.
func openDocument(fsys fs.FS, name string) (*document, error) {
	for _, p := range []string{content.TrajectenDir + "/" + name + ".md", content.TrajectenDir + "/" + name + "/index.md"} {
		if _, err := fs.Stat(fsys, p); err != nil {
			continue
		}
		raw, err := fs.ReadFile(fsys, p)
		if err != nil {
			return nil, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", p, err)
		}
		d := &document{slug: name, path: p, raw: raw, size: len(raw)}
		file, ps, err := content.Read(fsys, p, content.Markdown)
		if err != nil {
			return nil, err
		}
		if len(ps) > 0 || file.Front == nil {
			what := lang.T("het is geen tekst", "it is no text")
			if len(ps) > 0 {
				what = lang.F("regel %d: %s", "line %d: %s", ps[0].Range.Start.Line, ps[0].Message)
			}
			return nil, lang.Errorf("%s is niet te lezen (%s). Verbeter dat eerst; weerklank check helpt. Er is niets veranderd", "%s cannot be read (%s). Mend that first; weerklank check helps. Nothing was changed", p, what)
		}
		d.load(file)
		d.takesMore = d.concept && d.attempt([]*change{{item: -1, id: "proef", values: map[string]value{"signaal": {"proef"}}}}) != nil
		return d, nil
	}
	return nil, nil
}

func (d *document) load(file *content.File) {
	d.file, d.bySlug, d.ids, d.concept = file, map[string]int{}, nil, false
	if _, v := pair(file.Front, "concept"); v != nil {
		d.concept = slices.Contains([]string{"true", "ja", "yes"}, strings.ToLower(v.Value))
	}
	for i, s := range d.signalen() {
		_, id := pair(s, "id")
		if id != nil {
			d.bySlug[id.Value] = i
			d.ids = append(d.ids, id.Value)
		}
		if _, a := pair(s, "aliassen"); a != nil {
			for _, c := range a.Content {
				if _, taken := d.bySlug[c.Value]; !taken {
					d.bySlug[c.Value] = i
				}
				d.ids = append(d.ids, c.Value)
			}
		}
	}
}

// list returns the node of the list of signalen, nil when there is none.
func (d *document) list() *yaml.Node {
	if _, v := pair(d.file.Front, "signalen"); v != nil && v.Kind == yaml.SequenceNode {
		return v
	}
	return nil
}

func (d *document) signalen() []*yaml.Node {
	if l := d.list(); l != nil {
		return l.Content
	}
	return nil
}

// pair returns a key of a mapping and its value.
func pair(m *yaml.Node, key string) (k, v *yaml.Node) {
	if m == nil || m.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		name := content.KeyName(m.Content[i].Value)
		if name == key || key == "besloten-op" && name == "datum" {
			return m.Content[i], m.Content[i+1]
		}
	}
	return nil, nil
}

// current returns what a signaal has for a key, as an import would have written
// it.
func current(m *yaml.Node, key string) value {
	_, v := pair(m, key)
	if v == nil {
		return nil
	}
	var out value
	for _, s := range flatten(v, "", nil) {
		text := s.value
		if isMarkdown(key) {
			text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
		} else {
			text = strings.Join(strings.Fields(text), " ")
		}
		if s.nested {
			text = s.path + "\x01" + text // words that only an editor can have written
		}
		if text != "" || isList(key) {
			out = append(out, text)
		}
	}
	return out
}

// A leaf is a plain value somewhere below a node.
type leaf struct {
	path, value string
	nested      bool // it stands in a mapping
}

func flatten(n *yaml.Node, at string, out []leaf) []leaf {
	switch n.Kind {
	case yaml.ScalarNode:
		return append(out, leaf{at, n.Value, false})
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			before := len(out)
			out = flatten(n.Content[i+1], at+"/"+n.Content[i].Value, out)
			for j := before; j < len(out); j++ {
				out[j].nested = true
			}
		}
	default:
		for i, c := range n.Content {
			out = flatten(c, at+"/"+strconv.Itoa(i), out)
		}
	}
	return out
}

// A change is one value that an import wants to write: to a key of the signaal
// item, or a new signaal.
type change struct {
	item   int // -1: a new signaal
	key    string
	v      value
	id     string           // of a new signaal
	values map[string]value // of a new signaal
	note   string
	was    string // the hash that was remembered
	failed bool   // it cannot be made without touching what is not ours
}

// apply makes changes, and marks those that failed. Whatever way somebody wrote
// the file: it is read again, and everything that was not to change must be as
// it was.
func (d *document) apply(changes []*change) []byte {
	if len(changes) == 0 {
		return d.raw
	}
	if out := d.attempt(changes); out != nil {
		return out
	}
	original := d.raw
	for _, c := range changes {
		if out := d.attempt([]*change{c}); out != nil {
			d.reload(out)
		} else {
			c.failed = true
		}
	}
	out := d.raw
	d.reload(original)
	return out
}

func (d *document) reload(raw []byte) {
	d.raw = raw
	file, _ := content.Split(d.path, bytes.TrimLeft(raw, "\uFEFF"), content.Markdown)
	d.load(file)
}

// attempt returns the file with all changes made, nil when that cannot be done.
func (d *document) attempt(changes []*change) []byte {
	src := d.file.Source
	type edit struct {
		start, end int
		text       string
	}
	var edits []edit
	want := d.expected(changes)
	for _, c := range changes {
		start, end, text, ok := d.edit(c)
		if !ok {
			return nil
		}
		edits = append(edits, edit{start, end, text})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	eol := "\n"
	if bytes.Contains(src, []byte("\r\n")) {
		eol = "\r\n"
	}
	out := append([]byte(nil), d.raw[:len(d.raw)-len(src)]...) // the byte order mark
	at := 0
	for _, e := range edits {
		if e.start < at {
			return nil
		}
		out = append(out, src[at:e.start]...)
		out = append(out, strings.ReplaceAll(e.text, "\n", eol)...)
		at = e.end
	}
	out = append(out, src[at:]...)
	file, ps := content.Split(d.path, bytes.TrimLeft(out, "\uFEFF"), content.Markdown)
	if len(ps) > 0 || file.Front == nil || !bytes.Equal(file.Body, d.file.Body) || !maps.Equal(want, leaves(file.Front)) {
		return nil
	}
	return out
}

// leaves returns all values of a front matter by their path.
func leaves(n *yaml.Node) map[string]string {
	m := map[string]string{}
	for _, l := range flatten(n, "", nil) {
		m[l.path] = strings.TrimRight(l.value, "\r\n")
	}
	return m
}

// expected returns the values that the file must have after the changes.
func (d *document) expected(changes []*change) map[string]string {
	m := leaves(d.file.Front)
	k, _ := pair(d.file.Front, "signalen")
	if k == nil {
		return m
	}
	next := len(d.signalen())
	set := func(at, key string, v value) {
		if !isList(key) {
			m[at] = v[0]
			return
		}
		for i, s := range v {
			m[at+"/"+strconv.Itoa(i)] = s
		}
	}
	for _, c := range changes {
		at := "/" + k.Value + "/"
		if c.item < 0 {
			at += strconv.Itoa(next) + "/"
			m[at+"id"] = c.id
			for key, v := range c.values {
				if !v.empty() {
					set(at+key, key, v)
				}
			}
			next++
			continue
		}
		at += strconv.Itoa(c.item) + "/"
		name := c.key
		if key, _ := pair(d.signalen()[c.item], c.key); key != nil {
			name = key.Value
		}
		for p := range m {
			if p == at+name || strings.HasPrefix(p, at+name+"/") {
				delete(m, p)
			}
		}
		set(at+name, c.key, c.v)
	}
	return m
}

// edit returns the bytes that a change replaces, and by what.
func (d *document) edit(c *change) (start, end int, text string, ok bool) {
	l := d.list()
	if l == nil || l.Style&yaml.FlowStyle != 0 || len(l.Content) == 0 {
		return 0, 0, "", false
	}
	if c.item < 0 {
		last := l.Content[len(l.Content)-1]
		end, ok := d.endOf(last)
		if !ok || last.Kind != yaml.MappingNode || last.Style&yaml.FlowStyle != 0 {
			return 0, 0, "", false
		}
		end = d.lineEnd(end)
		dash := l.Column - 1
		return end, end, "\n\n" + strings.TrimSuffix(formatSignaal(c.id, c.values, c.note, dash), "\n"), true
	}
	m := l.Content[c.item]
	if m.Kind != yaml.MappingNode || m.Style&yaml.FlowStyle != 0 {
		return 0, 0, "", false
	}
	key, v := pair(m, c.key)
	if key == nil {
		return d.insertion(m, c)
	}
	if start, ok = d.afterColon(key); !ok {
		return 0, 0, "", false
	}
	if end, ok = d.valueEnd(start, v); !ok || end > start && len(bytes.TrimSpace(d.file.Source[start:d.offset(v)])) > 0 || v.Kind != yaml.ScalarNode && commented(v) {
		return 0, 0, "", false
	}
	text = formatted(c.key, c.v, key.Column-1)
	if strings.Contains(text, "\n") && strings.TrimSpace(string(d.file.Source[end:d.lineEnd(end)])) != "" {
		// A comment stands behind it: so on one line.
		if text = " " + content.Quoted(c.v[0]); isList(c.key) {
			text = " [" + strings.Join(each(c.v, content.Quoted), ", ") + "]"
		}
	}
	return start, end, text, true
}

// commented reports whether comments stand within a list.
func commented(n *yaml.Node) bool {
	return slices.ContainsFunc(n.Content, func(c *yaml.Node) bool {
		return c.HeadComment != "" || c.LineComment != "" || c.FootComment != "" || commented(c)
	})
}

// insertion returns where a key goes that is not there yet: behind the last of
// those that come before it.
func (d *document) insertion(m *yaml.Node, c *change) (start, end int, text string, ok bool) {
	after := m.Content[len(m.Content)-2:]
	for _, k := range append([]string{"id"}, keys[:slices.Index(keys, c.key)]...) {
		if key, v := pair(m, k); key != nil {
			after = []*yaml.Node{key, v}
		}
	}
	start, ok = d.afterColon(after[0])
	if ok {
		start, ok = d.valueEnd(start, after[1])
	}
	if !ok {
		return 0, 0, "", false
	}
	start = d.lineEnd(start)
	indent := m.Column - 1
	return start, start, "\n" + strings.Repeat(" ", indent) + c.key + ":" + formatted(c.key, c.v, indent), true
}

func (d *document) offset(n *yaml.Node) int {
	return d.file.Offset(diag.Pos{Line: n.Line, Column: n.Column})
}

// lineEnd returns where the line ends on which offset stands.
func (d *document) lineEnd(offset int) int {
	src := d.file.Source
	i := bytes.IndexByte(src[offset:], '\n')
	if i < 0 {
		return len(src)
	}
	if i > 0 && src[offset+i-1] == '\r' {
		i--
	}
	return offset + i
}

// afterColon returns the offset behind the colon of a key.
func (d *document) afterColon(key *yaml.Node) (int, bool) {
	src, at := d.file.Source, d.offset(key)
	if key.Style != 0 || !bytes.HasPrefix(src[at:], []byte(key.Value)) {
		return 0, false
	}
	at += len(key.Value)
	for at < len(src) && src[at] == ' ' {
		at++
	}
	return at + 1, at < len(src) && src[at] == ':'
}

// valueEnd is endOf for the value of a key whose colon ends at start; it may be
// empty.
func (d *document) valueEnd(start int, v *yaml.Node) (int, bool) {
	if v.Kind == yaml.ScalarNode && v.Style == 0 && v.Value == "" {
		return start, true
	}
	return d.endOf(v)
}

// endOf returns where a node ends; ok is false when it cannot be told, or when a
// comment stands within it.
func (d *document) endOf(n *yaml.Node) (end int, ok bool) {
	src, at := d.file.Source, d.offset(n)
	if at >= len(src) {
		return 0, false
	}
	switch {
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) >= 2:
		start, ok := d.afterColon(n.Content[len(n.Content)-2])
		if !ok {
			return 0, false
		}
		return d.valueEnd(start, n.Content[len(n.Content)-1])
	case n.Kind == yaml.SequenceNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0:
		return d.endOf(n.Content[len(n.Content)-1])
	case n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode:
		return closing(src, at)
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := at + 1; i < len(src); i++ {
			switch src[i] {
			case '\\':
				i++
			case '"':
				return i + 1, true
			}
		}
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := at + 1; i < len(src); i++ {
			if src[i] == '\'' {
				if i+1 < len(src) && src[i+1] == '\'' {
					i++
					continue
				}
				return i + 1, true
			}
		}
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return d.blockEnd(at)
	default:
		return d.plainEnd(n, at)
	}
	return 0, false
}

// closing returns where the [ or { at offset at is closed.
func closing(src []byte, at int) (int, bool) {
	depth := 0
	for i := at; i < len(src); i++ {
		switch c := src[i]; c {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1, true
			}
		case '#':
			return 0, false
		case '"', '\'':
			if j := bytes.LastIndexFunc(src[:i], func(r rune) bool { return r != ' ' }); !bytes.ContainsRune([]byte("[{,:"), rune(src[j])) {
				continue // an apostrophe in a word
			}
			for i++; i < len(src) && src[i] != c; i++ {
				if c == '"' && src[i] == '\\' {
					i++
				}
			}
		}
	}
	return 0, false
}

// blockEnd returns where the text ends whose | or > is at offset at: with its
// last line that is not blank.
func (d *document) blockEnd(at int) (int, bool) {
	src := d.file.Source
	head := d.lineEnd(at)
	if bytes.ContainsRune(src[at:head], '#') {
		return 0, false
	}
	end, indent := head, -1
	for start := head; start < len(src); {
		if src[start] == '\r' {
			start++
		}
		if start++; start > len(src) { // behind the newline
			break
		}
		stop := d.lineEnd(start)
		line := src[start:stop]
		if blank := len(bytes.TrimSpace(line)) == 0; !blank {
			n := len(line) - len(bytes.TrimLeft(line, " "))
			if indent < 0 {
				indent = n
			}
			if n < indent || n == 0 {
				break
			}
			end = stop
		}
		start = stop
	}
	return end, true
}

// plainEnd returns where a text without quotes ends; it may go on over several
// lines.
func (d *document) plainEnd(n *yaml.Node, at int) (int, bool) {
	src := d.file.Source
	want := strings.Join(strings.Fields(n.Value), " ")
	for end := d.lineEnd(at); ; {
		text := string(src[at:end])
		if i := strings.Index(text, " #"); i >= 0 {
			text = text[:i]
		}
		text = strings.TrimRight(text, " \t\r")
		have := strings.Join(strings.Fields(text), " ")
		switch {
		case have == want:
			return at + len(text), true
		case len(have) > len(want) || end+1 >= len(src):
			return 0, false
		}
		if next := bytes.IndexByte(src[end:], '\n'); next >= 0 {
			end = d.lineEnd(end + next + 1)
			continue
		}
		return 0, false
	}
}

// takenBy reports whether something stands where a traject of this name goes.
func takenBy(fsys fs.FS, name string) string {
	for _, p := range []string{content.TrajectenDir + "/" + name + ".md", content.TrajectenDir + "/" + name} {
		if _, err := fs.Lstat(fsys, p); err == nil { // a link to nowhere too
			return p
		}
	}
	return ""
}

// baseName returns the name of a file without its folder and its end, as a slug.
func baseName(source string) string {
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	return slug.Cut(slug.Slug(strings.TrimSuffix(base, path.Ext(base))), maxSlug)
}

// maxSlug is the length of the name of a file that is made.
const maxSlug = 50
