package content

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Nearly all front matter is written in a small part of YAML: keys and lists by
// indentation, and values on one line, in quotes, or below | or >. The library
// reads all of YAML, and takes longer over it than everything else that reading
// a file costs. So that small part is read here. What is not certainly in it is
// left to the library, which is the reference: FuzzPlainYAML holds the two equal.

// plainYAML returns the mapping in block, before which skip lines stand, as the
// library does, except that it keeps no comments; they may stand between the keys
// at the top only. It returns nil when block holds anything else than the plain
// part of YAML.
func plainYAML(block []byte, skip int) *yaml.Node {
	if len(block) == 0 || bytes.IndexByte(block, '\t') >= 0 {
		return nil
	}
	r := &plainReader{src: block, number: skip}
	if !r.advance() || r.indent != 0 {
		return nil
	}
	root := r.mapping(0, 0)
	if root == nil || r.indent >= 0 {
		return nil
	}
	return root
}

// maxPlainDepth is how deep lists and mappings stand in one another at most.
const maxPlainDepth = 10

// maxPlainKey is the length of a key in bytes at most. The library refuses those
// of over a thousand.
const maxPlainKey = 100

// A plainReader reads line by line. Every function that reads a value leaves it
// at the line behind, and returns nil for what is not certain.
type plainReader struct {
	src    []byte
	number int // of the line
	begin  int // where the line begins
	start  int // where what is to be read of it begins, behind the indentation or a dash
	end    int // where its text ends, without spaces behind it
	next   int // where the next line begins
	indent int // of start, in columns; -1 behind the last line
	blanks int // how many blank lines came before it

	nodes []yaml.Node
	lists []*yaml.Node
	open  []*yaml.Node // the parts so far of what is being read
	text  []byte
	keys  []string // a key is there in each signaal, and kept once
}

// advance goes to the next line that says something. It reports false when it
// cannot tell what that is.
func (r *plainReader) advance() bool {
	comment, top := false, r.indent == 0 && r.src[r.begin] != '-'
	for r.blanks = 0; r.next < len(r.src); r.blanks++ {
		r.number++
		r.begin = r.next
		n := bytes.IndexByte(r.src[r.begin:], '\n')
		if n < 0 {
			return false
		}
		r.end, r.next = r.begin+n, r.begin+n+1
		if r.end > r.begin && r.src[r.end-1] == '\r' {
			r.end--
		}
		for r.end > r.begin && r.src[r.end-1] == ' ' {
			r.end--
		}
		r.start = r.begin
		for r.start < r.end && r.src[r.start] == ' ' {
			r.start++
		}
		r.indent = r.start - r.begin
		switch {
		case r.start == r.end:
		case r.src[r.start] == '#':
			if r.indent > 0 || r.blanks == 0 && !top {
				return false // it may be about the item above
			}
			comment = true
		default:
			return !comment || r.indent == 0 && r.src[r.start] != '-'
		}
	}
	r.indent = -1
	return true
}

func (r *plainReader) node(k yaml.Kind, tag, value string, style yaml.Style, line, column int) *yaml.Node {
	if len(r.nodes) == 0 { // about two to a line
		r.nodes = make([]yaml.Node, min(64, 4+bytes.Count(r.src[r.begin:], []byte("\n"))*2))
	}
	n := &r.nodes[0]
	r.nodes = r.nodes[1:]
	n.Kind, n.Tag, n.Value, n.Style, n.Line, n.Column = k, tag, value, style, line, column
	return n
}

// close makes the parts that were opened since there were n those of parent.
func (r *plainReader) close(parent *yaml.Node, n int) *yaml.Node {
	parts := r.open[n:]
	if len(r.lists) < len(parts) {
		r.lists = make([]*yaml.Node, max(128, len(parts)))
	}
	parent.Content = r.lists[:len(parts):len(parts)]
	r.lists = r.lists[len(parts):]
	copy(parent.Content, parts)
	r.open = r.open[:n]
	return parent
}

// column returns the column of offset at, before which the line is ASCII.
func (r *plainReader) column(at int) int { return at - r.begin + 1 }

// mapping reads a mapping whose keys begin at this indentation.
func (r *plainReader) mapping(indent, depth int) *yaml.Node {
	if depth > maxPlainDepth {
		return nil
	}
	n := r.node(yaml.MappingNode, "!!map", "", 0, r.number, indent+1)
	opened := len(r.open)
	for {
		colon := r.keyEnd(r.start)
		if colon < 0 {
			return nil
		}
		key := r.key(r.src[r.start:colon])
		r.open = append(r.open, r.node(yaml.ScalarNode, plainTag(key), key, 0, r.number, indent+1))
		value := r.value(colon+1, indent, depth)
		if value == nil || r.indent > indent {
			return nil
		}
		r.open = append(r.open, value)
		if r.indent < indent {
			return r.close(n, opened)
		}
	}
}

// keyEnd returns where the colon stands behind the key that begins at; -1 when
// there is no plain key.
func (r *plainReader) keyEnd(at int) int {
	for i := at; i < min(r.end, at+maxPlainKey); i++ {
		switch c := r.src[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i == at:
			return -1
		case c == '-' || c == '_' || '0' <= c && c <= '9' || c == ' ':
		case c == ':' && r.src[i-1] != ' ' && (i+1 == r.end || r.src[i+1] == ' '):
			return i
		default:
			return -1
		}
	}
	return -1
}

func (r *plainReader) key(b []byte) string {
	for _, k := range r.keys {
		if k == string(b) {
			return k
		}
	}
	k := string(b)
	if len(r.keys) < 40 {
		r.keys = append(r.keys, k)
	}
	return k
}

// dash reports whether an item of a list begins here.
func (r *plainReader) dash() bool {
	return r.src[r.start] == '-' && r.start+1 < r.end && r.src[r.start+1] == ' '
}

// sequence reads a list whose dashes stand at this indentation.
func (r *plainReader) sequence(indent, depth int) *yaml.Node {
	if depth > maxPlainDepth {
		return nil
	}
	n := r.node(yaml.SequenceNode, "!!seq", "", 0, r.number, indent+1)
	opened := len(r.open)
	for {
		r.start++
		for r.src[r.start] == ' ' {
			r.start++
		}
		var item *yaml.Node
		if r.keyEnd(r.start) >= 0 {
			r.indent = r.start - r.begin
			item = r.mapping(r.indent, depth+1)
		} else {
			item = r.scalar(r.start, indent)
		}
		if item == nil || r.indent > indent {
			return nil
		}
		r.open = append(r.open, item)
		if r.indent < indent || !r.dash() {
			return r.close(n, opened)
		}
	}
}

// value reads what stands behind the colon before at, of a key that stands at
// this indentation.
func (r *plainReader) value(at, indent, depth int) *yaml.Node {
	if at < r.end {
		for r.src[at] == ' ' {
			at++
		}
		return r.scalar(at, indent)
	}
	line, column := r.number, r.column(at)
	switch {
	case !r.advance():
		return nil
	case r.indent >= indent && r.indent >= 0 && r.dash():
		return r.sequence(r.indent, depth+1)
	case r.indent > indent:
		return r.mapping(r.indent, depth+1)
	}
	return r.node(yaml.ScalarNode, "!!null", "", 0, line, column)
}

// scalar reads the value that begins at, within what stands at this indentation;
// also a list on one line.
func (r *plainReader) scalar(at, indent int) *yaml.Node {
	switch r.src[at] {
	case '|', '>':
		return r.block(at, indent)
	case '[':
		return r.flow(at)
	case '"', '\'':
		value, end, ok := r.quoted(at)
		if !ok || end != r.end {
			return nil
		}
		n := r.node(yaml.ScalarNode, "!!str", value, quoteStyle(r.src[at]), r.number, r.column(at))
		if !r.advance() {
			return nil
		}
		return n
	}
	return r.plain(at, indent)
}

func quoteStyle(c byte) yaml.Style {
	if c == '"' {
		return yaml.DoubleQuotedStyle
	}
	return yaml.SingleQuotedStyle
}

// quoted reads a value in quotes that ends on its line.
func (r *plainReader) quoted(at int) (value string, end int, ok bool) {
	quote := r.src[at]
	r.text = r.text[:0]
	for i := at + 1; i < r.end; i++ {
		c := r.src[i]
		switch {
		case c == quote && quote == '\'' && i+1 < r.end && r.src[i+1] == quote:
			i++
		case c == quote:
			return string(r.text), i + 1, true
		case c == '\\' && quote == '"':
			i++
			if c = r.src[i]; c != '"' && c != '\\' {
				return "", 0, false
			}
		}
		r.text = append(r.text, c)
	}
	return "", 0, false
}

// special is how no plain value begins, at least none that needs no thought.
var special = func() (t [256]bool) {
	for _, c := range []byte("-?:,[]{}#&*!|>'\"%@`<~.+=\\") {
		t[c] = true
	}
	return t
}()

// plainText reports whether b, a line of a plain value or all of it, is text to
// its end.
func plainText(b []byte) bool {
	if special[b[0]] || b[len(b)-1] == ':' {
		return false
	}
	return (bytes.IndexByte(b, ':') < 0 || !bytes.Contains(b, []byte(": "))) &&
		(bytes.IndexByte(b, '#') < 0 || !bytes.Contains(b, []byte(" #")))
}

// plain reads a value without quotes, which goes on below where lines are
// indented further.
func (r *plainReader) plain(at, indent int) *yaml.Node {
	b := r.src[at:r.end]
	if !plainText(b) {
		return nil
	}
	line, column := r.number, r.column(at)
	if !r.advance() {
		return nil
	}
	if r.indent <= indent {
		value := string(b)
		return r.node(yaml.ScalarNode, plainTag(value), value, 0, line, column)
	}
	r.text = append(r.text[:0], b...)
	for r.indent > indent {
		if b = r.src[r.start:r.end]; !plainText(b) {
			return nil
		}
		if r.blanks == 0 {
			r.text = append(r.text, ' ')
		}
		for range r.blanks {
			r.text = append(r.text, '\n')
		}
		r.text = append(r.text, b...)
		if !r.advance() {
			return nil
		}
	}
	value := string(r.text)
	return r.node(yaml.ScalarNode, plainTag(value), value, 0, line, column)
}

// flow reads a list of plain and quoted values on one line: [a, "b"].
func (r *plainReader) flow(at int) *yaml.Node {
	n := r.node(yaml.SequenceNode, "!!seq", "", yaml.FlowStyle, r.number, r.column(at))
	opened := len(r.open)
	for i := at + 1; ; {
		for i < r.end && r.src[i] == ' ' {
			i++
		}
		switch {
		case i == r.end:
			return nil
		case r.src[i] == ']' && len(r.open) == opened:
		default:
			item, end := r.flowItem(i)
			if item == nil || end == r.end {
				return nil
			}
			r.open = append(r.open, item)
			if i = end + 1; r.src[end] == ',' {
				continue
			}
			i = end
		}
		if r.src[i] != ']' || i+1 != r.end || !r.advance() {
			return nil
		}
		return r.close(n, opened)
	}
}

// flowItem reads one value of such a list and returns where the comma or bracket
// behind it stands.
func (r *plainReader) flowItem(at int) (n *yaml.Node, end int) {
	column := 1 + utf8.RuneCount(r.src[r.begin:at])
	if c := r.src[at]; c == '"' || c == '\'' {
		value, end, ok := r.quoted(at)
		for end < r.end && r.src[end] == ' ' {
			end++
		}
		if !ok || end == r.end || r.src[end] != ',' && r.src[end] != ']' {
			return nil, 0
		}
		return r.node(yaml.ScalarNode, "!!str", value, quoteStyle(c), r.number, column), end
	}
	end = at
	for end < r.end && r.src[end] != ',' && r.src[end] != ']' {
		switch r.src[end] {
		case '[', '{', '}', ':', '?', '#':
			return nil, 0
		}
		end++
	}
	b := bytes.TrimRight(r.src[at:end], " ")
	if len(b) == 0 || !plainText(b) {
		return nil, 0
	}
	value := string(b)
	return r.node(yaml.ScalarNode, plainTag(value), value, 0, r.number, column), end
}

// block reads the text below | or >.
func (r *plainReader) block(at, indent int) *yaml.Node {
	keep, strip := false, false
	switch string(r.src[at+1 : r.end]) {
	case "":
	case "+":
		keep = true
	case "-":
		strip = true
	default:
		return nil
	}
	folded := r.src[at] == '>'
	style, line, column := yaml.LiteralStyle, r.number, r.column(at)
	if folded {
		style = yaml.FoldedStyle
	}
	text := r.text[:0]
	margin := 0     // of the text, once it is known
	breaks := 0     // empty lines since the last line of text
	spaced := false // that line begins with a space: it is not joined with others
	var last struct{ next, number int }
	for first := true; ; {
		n := bytes.IndexByte(r.src[r.next:], '\n')
		if n < 0 && r.next < len(r.src) {
			return nil
		}
		b := r.src[r.next : r.next+max(n, 0)]
		if len(b) > 0 && b[len(b)-1] == '\r' {
			b = b[:len(b)-1]
		}
		spaces := 0
		for spaces < len(b) && b[spaces] == ' ' {
			spaces++
		}
		if n >= 0 && spaces == len(b) {
			if spaces > margin { // is it text?
				return nil
			}
			breaks++
			r.next += n + 1
			r.number++
			continue
		}
		if first {
			margin = spaces
			if n < 0 || margin <= indent {
				return nil
			}
		}
		if n < 0 || spaces < margin {
			break
		}
		b = b[margin:]
		if !first {
			switch {
			case !folded || spaced || b[0] == ' ':
				text = append(text, '\n')
			case breaks == 0:
				text = append(text, ' ')
			}
		}
		for ; breaks > 0; breaks-- {
			text = append(text, '\n')
		}
		text = append(text, b...)
		spaced, first = b[0] == ' ', false
		r.next += n + 1
		r.number++
		last.next, last.number = r.next, r.number
	}
	r.next, r.number = last.next, last.number
	if !strip {
		text = append(text, '\n')
	}
	for ; keep && breaks > 0; breaks-- {
		text = append(text, '\n')
	}
	r.text = text
	n := r.node(yaml.ScalarNode, "!!str", string(text), style, line, column)
	if !r.advance() {
		return nil
	}
	return n
}

// plainTag returns what YAML takes a value without quotes for.
func plainTag(s string) string {
	switch s[0] {
	case 't', 'T', 'f', 'F':
		switch s {
		case "true", "True", "TRUE", "false", "False", "FALSE":
			return "!!bool"
		}
	case 'n', 'N':
		switch s {
		case "null", "Null", "NULL":
			return "!!null"
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return numberTag(s)
	}
	return "!!str"
}

// numberTag is plainTag for what begins with a digit.
func numberTag(s string) string {
	if len(s) == len(time.DateOnly) && s[4] == '-' && s[7] == '-' && digits(s[:4]) && digits(s[5:7]) && digits(s[8:]) {
		if _, err := time.Parse(time.DateOnly, s); err == nil {
			return "!!timestamp"
		}
	}
	switch {
	case s[0] != '0' && len(s) < 18 && digits(s):
		return "!!int"
	case strings.Trim(s, "0123456789abcdefABCDEFxXoOtTzZ_+-.: ") != "":
		return "!!str"
	}
	doc, err := loadYAML([]byte(s), 0)
	if err != nil {
		return "!!str"
	}
	return doc.Content[0].Tag
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
