// Package content reads what editors write: the files below content/, their
// front matter with the place of every key and value, and their text. It knows
// nothing of trajecten.
//
// A [File] is one Markdown file, split into front matter and text by the
// library adrg/frontmatter and decoded into yaml.Node, so that every value
// keeps its line and column. The library fails in silence on a number of
// inputs (a byte order mark, a line --- inside a text, a front matter that is
// never closed); [Split] looks for the delimiters itself too, and reports it
// when the two disagree.
//
// A [Tree] lists which files there are. File names become addresses, so a name
// that cannot be one is a problem with a proposal.
//
// What is wrong in a file comes out as [diag.Problem]; a Go error means that a
// file could not be read at all.
package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// MaxSize is the size in bytes over which a text file is refused. The longest
// real trajectory is far below it; a file above it is a mistake (a photo named
// .md) or an attack, and would take all memory.
const MaxSize = 5 << 20

// MaxValue is the size in bytes over which one front matter value is refused.
const MaxValue = 200 << 10

// A File is one text file of the content.
type File struct {
	Path   string     // relative to the source folder, with slashes: "content/trajecten/wmo.md"
	Source []byte     // without byte order mark, line ends as in the file
	Front  *yaml.Node // the mapping of the front matter; nil when there is none or it is not understood
	Body   []byte     // what stands below the front matter; a part of Source
	// Removed holds the days on which something was taken out of it for
	// somebody's privacy: see package weggehaald.
	Removed []string

	kind   Kind
	places index
}

// Kind says what a file of the content is made of.
type Kind int

// The kinds of text file.
const (
	Markdown Kind = iota // front matter between --- lines, then text
	YAML                 // front matter only, without the --- lines: site.yaml
)

// Read reads one text file. name is relative to fsys and becomes the File's
// Path. The File is nil when its bytes are no text; otherwise it holds what was
// understood, and the problems what was not. The error is about the disk.
func Read(fsys fs.FS, name string, k Kind) (*File, []diag.Problem, error) {
	src, problem, err := readText(fsys, name)
	if err != nil {
		return nil, nil, err
	}
	if problem != nil {
		return nil, []diag.Problem{*problem}, nil
	}
	f, ps := Split(name, src, k)
	return f, ps, nil
}

// readText returns the bytes of a file, or a problem when they cannot be text.
func readText(fsys fs.FS, name string) ([]byte, *diag.Problem, error) {
	// Before it is opened: a pipe would keep whoever opens it waiting.
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, nil, readError(name, err)
	}
	bad := func(r *diag.Rule, message, hint lang.Text) ([]byte, *diag.Problem, error) {
		p := r.New(diag.Range{}, message, hint)
		p.File = name
		return nil, &p, nil
	}
	if !info.Mode().IsRegular() {
		return bad(RuleFile, messageNotRegular, hintNotRegular)
	}
	tooLarge := func() ([]byte, *diag.Problem, error) {
		return bad(RuleFile,
			lang.F("het bestand is groter dan %d MB", "the file is larger than %d MB", MaxSize>>20),
			lang.T("Een tekst is nooit zo groot. Is dit een foto of een document? Zet die in content/media/.",
				"A text is never that large. Is this a photo or a document? Put it in content/media/."))
	}
	if info.Size() > MaxSize {
		return tooLarge()
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, nil, readError(name, err)
	}
	defer file.Close()
	// One byte more than allowed, for a file that grows while it is read.
	b := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := b.ReadFrom(io.LimitReader(file, MaxSize+1)); err != nil {
		return nil, nil, readError(name, err)
	}
	src := b.Bytes()
	if len(src) > MaxSize {
		return tooLarge()
	}
	src, msg := decode(src)
	if msg != (lang.Text{}) {
		return bad(RuleEncoding, msg, lang.T(
			"Bewaar het bestand opnieuw als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8).",
			"Save the file again as UTF-8 (in Notepad: Save as, Encoding: UTF-8)."))
	}
	return src, nil, nil
}

var (
	messageNotRegular = lang.T("dit is geen gewoon bestand", "this is not a regular file")
	hintNotRegular    = lang.T("Zet hier een gewoon bestand neer, of haal het weg.", "Put a regular file here, or remove it.")
)

func readError(name string, err error) error {
	reason := lang.F("%v", "%v", err)
	var pe *fs.PathError
	if errors.As(err, &pe) {
		reason = lang.F("%v", "%v", pe.Err)
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		reason = lang.T("geen toestemming om het te lezen", "no permission to read it")
	case errors.Is(err, fs.ErrNotExist):
		reason = lang.T("het bestaat niet", "it does not exist")
	}
	return &lang.Error{Text: lang.F("%s kan niet worden gelezen: %s", "%s cannot be read: %s", name, reason), Err: err}
}

// MarkLen returns how many bytes of a file come before its text: those of a byte
// order mark. Some programs write two.
func MarkLen(src []byte) int { return len(src) - len(bytes.TrimLeft(src, "\uFEFF")) }

// decode drops a UTF-8 byte order mark. The text says why src is not UTF-8.
func decode(src []byte) ([]byte, lang.Text) {
	switch {
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}), bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		return nil, lang.T("het bestand is bewaard als UTF-16", "the file was saved as UTF-16")
	}
	src = src[MarkLen(src):]
	if i := bytes.IndexByte(src, 0); i >= 0 {
		// UTF-16 without a mark has a zero byte beside every plain letter.
		if n := bytes.Count(src, []byte{0}); n > len(src)/4 {
			return nil, lang.T("het bestand is bewaard als UTF-16", "the file was saved as UTF-16")
		}
		return nil, lang.F("op regel %d staat een teken dat in een tekst niet kan: dit lijkt geen tekst",
			"line %d holds a character that no text has: this seems to be no text", 1+bytes.Count(src[:i], []byte("\n")))
	}
	if !utf8.Valid(src) {
		i := 0
		for i < len(src) {
			r, n := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		return nil, lang.F("op regel %d staat een teken dat niet te lezen is; waarschijnlijk is het bestand bewaard als ANSI (Windows-1252)",
			"line %d holds a character that cannot be read; the file was probably saved as ANSI (Windows-1252)",
			1+bytes.Count(src[:i], []byte("\n")))
	}
	return src, lang.Text{}
}

// Split divides src, which is UTF-8, into front matter and body.
func Split(name string, src []byte, k Kind) (*File, []diag.Problem) { return split(name, src, k, nil) }

func split(name string, src []byte, k Kind, p *Parts) (*File, []diag.Problem) {
	f := &File{Path: name, Source: src, kind: k}
	if k == YAML {
		f.Body = src[len(src):]
		return f, f.decodeFront(src, 0, p)
	}
	f.Body = src
	block, start, end, problem := f.delimiters()
	if problem != nil {
		return f, []diag.Problem{*problem}
	}

	// The library takes any line that reads --- after trimming, also one that is
	// indented inside a text. Where there is none it has no other choice.
	if bytes.Contains(block, []byte("---")) && !agreed(src, block, end) {
		at := f.firstIndentedDashes(start)
		return f, []diag.Problem{f.Problem(RuleFrontMatter, at,
			lang.T("een regel met alleen --- kan niet in een tekst van de gegevens bovenaan staan",
				"a line of only --- cannot stand inside a text of the front matter"),
			lang.T("Haal de regel weg, of gebruik *** voor een streep.", "Remove the line, or use *** for a rule."))}
	}
	f.Body = src[end:] // the same bytes as rest, but a part of Source
	if problem := f.secondFront(); problem != nil {
		return f, []diag.Problem{*problem}
	}
	return f, f.decodeFront(block, start, p)
}

// agreed reports whether the library too finds block as the front matter of src,
// and the text from end on.
func agreed(src, block []byte, end int) bool {
	var captured []byte
	capture := func(data []byte, _ any) error { captured = data; return nil }
	rest, err := frontmatter.MustParse(bytes.NewReader(src), nil, frontmatter.NewFormat("---", "---", capture))
	return err == nil && len(src)-len(rest) == end && bytes.Equal(captured, block)
}

// delimiters finds the lines --- around the front matter: block is what stands
// between them and begins at start; the body begins at end.
func (f *File) delimiters() (block []byte, start, end int, p *diag.Problem) {
	fail := func(at diag.Range, message, hint lang.Text) ([]byte, int, int, *diag.Problem) {
		p := f.Problem(RuleFrontMatter, at, message, hint)
		return nil, 0, 0, &p
	}
	src := f.Source
	off := 0
	for { // blank lines before the front matter do no harm
		line, n := nextLine(src[off:])
		if n == 0 {
			return fail(diag.At(1, 1), lang.T("het bestand is leeg", "the file is empty"), hintFrontMatter)
		}
		if strings.TrimSpace(line) != "" {
			break
		}
		off += n
	}
	first := off
	open, n := nextLine(src[first:])
	at := func() diag.Range { return diag.Range{Start: f.Pos(first), End: f.Pos(first + len(open))} }
	switch trimmed := strings.TrimRight(open, " \t"); {
	case trimmed == "---":
	case trimmed == "+++" || trimmed == "---toml":
		return fail(at(), lang.T("de gegevens bovenaan zijn geschreven op een manier die Weerklank niet leest (TOML)", "the front matter is written in a way that Weerklank does not read (TOML)"), hintFrontMatter)
	case strings.HasPrefix(trimmed, "{") || trimmed == ";;;" || trimmed == "---json":
		return fail(at(), lang.T("de gegevens bovenaan zijn geschreven op een manier die Weerklank niet leest (JSON)", "the front matter is written in a way that Weerklank does not read (JSON)"), hintFrontMatter)
	case strings.TrimSpace(open) == "---":
		return fail(at(), lang.T("voor --- staan spaties", "there are spaces before ---"),
			lang.T("Zet --- helemaal vooraan de regel.", "Put --- at the very beginning of the line."))
	default:
		return fail(at(), lang.T("het bestand begint niet met ---", "the file does not begin with ---"), hintFrontMatter)
	}
	start = off + n
	if second, n := nextLine(src[start:]); strings.TrimRight(second, " \t") == "---" {
		if third, _ := nextLine(src[start+n:]); keyLine.MatchString(third) {
			first := f.Pos(first).Line
			return fail(diag.Range{Start: f.Pos(start), End: f.Pos(start + 3)},
				lang.F("er staan twee regels --- onder elkaar (regel %d en %d)", "there are two lines --- below each other (lines %d and %d)", first, first+1),
				lang.T("Haal er een weg; dat geldt ook voor de laatste ---.", "Remove one; the same holds for the last ---."))
		}
	}
	almost := diag.Range{} // a line that looks like ---
	for off = start; ; {
		if n := ordinaryLine(src[off:]); n > 0 {
			off += n
			continue
		}
		line, n := nextLine(src[off:])
		if n == 0 {
			break
		}
		switch trimmed := strings.TrimRight(line, " \t"); {
		case trimmed == "---":
			return src[start:off], start, off + n, nil
		case trimmed == "...":
			return fail(diag.Range{Start: f.Pos(off), End: f.Pos(off + 3)},
				lang.T("de gegevens bovenaan worden afgesloten met ... in plaats van ---", "the front matter is closed by ... instead of ---"),
				lang.T("Maak er --- van.", "Make it ---."))
		case almost.IsZero() && len(trimmed) > 1 && strings.Trim(trimmed, "-–—") == "":
			almost = diag.Range{Start: f.Pos(off), End: f.Pos(off + len(trimmed))}
		}
		off += n
	}
	if !almost.IsZero() {
		return fail(almost,
			lang.F("hier staat %s in plaats van ---", "this is %s instead of ---", cut(f.Line(almost.Start.Line))),
			lang.T("Maak er drie gewone streepjes van: ---. Daarmee worden de gegevens bovenaan afgesloten.",
				"Make it three plain hyphens: ---. They close the front matter."))
	}
	return fail(at(), lang.T("de gegevens bovenaan worden niet afgesloten", "the front matter is not closed"),
		lang.T("Zet onder de laatste sleutel een regel met alleen ---. Daaronder komt de tekst.",
			"Put a line of only --- below the last key. The text comes below it."))
}

var hintFrontMatter = lang.T(
	"Begin het bestand met een regel ---, dan de sleutels (titel: ...), dan weer een regel ---.",
	"Begin the file with a line ---, then the keys (titel: ...), then a line --- again.")

// hintKeys says how a file with keys begins.
func (f *File) hintKeys() lang.Text {
	if f.kind == YAML {
		return lang.T("Schrijf op elke regel een sleutel met een waarde, zoals titel: Een titel.", "Write a key and a value on each line, such as titel: A title.")
	}
	return hintFrontMatter
}

var keyLine = regexp.MustCompile(`^[a-z][a-z_-]*:(\s|$)`)

// secondFront finds a front matter that goes on below the line that closed it:
// the text begins with a key, and there is another line ---. As text it would
// be published, with whatever was not meant to be.
func (f *File) secondFront() *diag.Problem {
	for off, first := f.BodyOffset(), true; ; {
		line, n := nextLine(f.Source[off:])
		switch {
		case n == 0:
			return nil
		case first && strings.TrimSpace(line) == "":
		case first && !keyLine.MatchString(line):
			return nil
		case strings.TrimRight(line, " \t") == "---":
			p := f.Problem(RuleFrontMatter, diag.Range{Start: f.Pos(off), End: f.Pos(off + 3)},
				lang.T("hier eindigt een tweede blok met gegevens", "a second front matter ends here"),
				lang.T("Haal de regel --- hierboven weg, zodat alle sleutels bij elkaar staan. Is het tekst? Zet er een kop of een witregel voor, en gebruik *** voor een streep.",
					"Remove the line --- above, so that all keys are together. Is it text? Use *** for a rule."))
			return &p
		default:
			first = false
		}
		off += n
	}
}

// firstIndentedDashes returns the place of the first line after start that
// reads --- but does not begin in the first column.
func (f *File) firstIndentedDashes(start int) diag.Range {
	for off := start; ; {
		line, n := nextLine(f.Source[off:])
		if n == 0 {
			return diag.At(1, 1)
		}
		if strings.TrimSpace(line) == "---" && !strings.HasPrefix(line, "---") {
			i := off + strings.Index(line, "---")
			return diag.Range{Start: f.Pos(i), End: f.Pos(i + 3)}
		}
		off += n
	}
}

// nextLine returns the first line of src without its end, and its length with it.
func nextLine(src []byte) (line string, n int) {
	i := bytes.IndexByte(src, '\n')
	if i < 0 {
		return string(bytes.TrimSuffix(src, []byte("\r"))), len(src)
	}
	return string(bytes.TrimSuffix(src[:i], []byte("\r"))), i + 1
}

// ordinaryLine returns the length of the first line of src with its end, when that
// begins with a letter or a space, as no line around the front matter does; else 0.
func ordinaryLine(src []byte) int {
	if len(src) == 0 || src[0] != ' ' && (src[0]|0x20 < 'a' || src[0]|0x20 > 'z') {
		return 0
	}
	return bytes.IndexByte(src, '\n') + 1
}

// decodeFront decodes block, which begins at start.
func (f *File) decodeFront(block []byte, start int, parts *Parts) []diag.Problem {
	skip := bytes.Count(f.Source[:start], []byte("\n"))
	if i := invisible(block); i >= 0 {
		at := f.Pos(start + i)
		r, size := utf8.DecodeRune(block[i:])
		return []diag.Problem{f.Problem(RuleInvisible, diag.Range{Start: at, End: f.Pos(start + i + size)},
			lang.F("hier staat een onzichtbaar teken (U+%04X)", "there is an invisible character here (U+%04X)", r),
			HintInvisible)}
	}
	doc, err := parts.load(block, skip)
	if err != nil {
		return []diag.Problem{f.yamlProblem(err, block, start)}
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		if len(doc.Content) == 1 && doc.Content[0].Tag == "!!null" {
			return []diag.Problem{f.Problem(RuleFrontMatter, diag.At(max(1, skip), 1), lang.T("er staan geen sleutels in", "there are no keys in it"), f.hintKeys())}
		}
		at := diag.At(skip+1, 1)
		if len(doc.Content) == 1 {
			at = diag.At(doc.Content[0].Line, doc.Content[0].Column)
		}
		return []diag.Problem{f.Problem(RuleFrontMatter, at,
			lang.T("hier worden sleutels verwacht, zoals titel: Een titel", "keys are expected here, such as titel: A title"), f.hintKeys())}
	}
	if ps := f.refuse(doc.Content[0], 0, nil); len(ps) > 0 {
		return ps
	}
	f.Front = doc.Content[0]
	return nil
}

// HintInvisible says what to do about a character that cannot be seen.
var HintInvisible = lang.T("Haal het weg: typ de tekst rond deze plek opnieuw.", "Remove it: type the text around this place again.")

// invisible returns the offset of the first character of block that cannot be
// seen, -1 when there is none.
func invisible(block []byte) int {
	for i := 0; i < len(block); {
		if c := block[i]; c >= ' ' && c < 0x7f || c == '\n' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(block[i:])
		if Invisible(r) && !(r == '\r' && bytes.HasPrefix(block[i:], []byte("\r\n"))) {
			return i
		}
		i += size
	}
	return -1
}

// Invisible reports whether r cannot be seen and yet does something: it ends a
// line for some programs and not for others, turns the direction of the text
// around it, so that it reads otherwise than it is, or makes two words differ
// that look the same. The two joiners, which several scripts and emoji need, and
// the marks of Arabic and Hebrew are no such characters; nor are newline and tab.
func Invisible(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r == '\n', r == '\t':
		return false
	case r < ' ', r >= 0x7f && r <= 0x9f, // control characters
		r == 0x2028, r == 0x2029, // separators of lines and paragraphs
		r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F, // direction
		r == 0x200B, r >= 0x2060 && r <= 0x2064, r == 0xFEFF, r == 0x180E, // without width
		r >= 0xFFF9 && r <= 0xFFFB, r == 0xFFFE, r == 0xFFFF:
		return true
	}
	return false
}

// refuse reports the YAML that no editor needs: anchors and aliases (a few
// lines of them can stand for gigabytes), tags, and nesting without end.
func (f *File) refuse(n *yaml.Node, depth int, ps []diag.Problem) []diag.Problem {
	at := diag.At(n.Line, n.Column)
	switch {
	case len(ps) == 20: // enough to understand it
		return ps
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return append(ps, f.Problem(RuleYAML, at,
			lang.T("een waarde kan niet met & of * beginnen", "a value cannot begin with & or *"),
			lang.T("Schrijf de waarde voluit. Begint uw tekst met & of *? Zet die tussen aanhalingstekens.",
				"Write the value in full. Does your text begin with & or *? Put it in quotes.")))
	case n.Style&yaml.TaggedStyle != 0:
		return append(ps, f.Problem(RuleYAML, at,
			lang.F("een waarde kan niet met %s beginnen", "a value cannot begin with %s", cut(n.Tag)),
			lang.T("Haal het weg. Begint uw tekst met een uitroepteken? Zet die tussen aanhalingstekens.",
				"Remove it. Does your text begin with an exclamation mark? Put it in quotes.")))
	case depth > 20:
		return append(ps, f.Problem(RuleYAML, at,
			lang.T("de lijsten staan te diep in elkaar", "the lists are nested too deep"),
			lang.T("Haal spaties weg aan het begin van deze regels, zodat ze net zo ver inspringen als de andere.", "Remove spaces at the beginning of these lines, so that they are indented as far as the others.")))
	case len(n.Value) > MaxValue:
		return append(ps, f.Problem(RuleYAML, at,
			lang.F("deze waarde is langer dan %d duizend tekens", "this value is longer than %d thousand characters", MaxValue/1000),
			lang.T("Zet een lange tekst onder de laatste ---, of in een document.", "Put a long text below the last ---, or in a document.")))
	}
	for _, c := range n.Content {
		ps = f.refuse(c, depth+1, ps)
	}
	return ps
}

// Base returns the name that a file of the content has in addresses: that of
// the file without .md, or of the folder when the file is index.md.
func Base(name string) string {
	if path.Base(name) == "index.md" {
		return path.Base(path.Dir(name))
	}
	return strings.TrimSuffix(path.Base(name), ".md")
}

// String describes the file for debugging.
func (f *File) String() string { return fmt.Sprintf("%s (%d bytes)", f.Path, len(f.Source)) }
