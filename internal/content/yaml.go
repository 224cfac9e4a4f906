package content

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// yamlProblem explains what the YAML decoder could not read, in the words of
// somebody who does not know what YAML is. What an editor most likely did is
// looked for first, in the lines that the decoder stumbled over: the decoder
// only knows what YAML would have allowed there.
func (f *File) yamlProblem(err error, block []byte, start int) diag.Problem {
	skip := f.Pos(start).Line - 1
	what := lang.T("de gegevens bovenaan worden", "the front matter is")
	if f.kind == YAML {
		what = lang.T("dit bestand wordt", "this file is")
	}
	if strings.Contains(err.Error(), "no documents") {
		return f.Problem(RuleFrontMatter, diag.At(max(1, skip), 1), lang.T("er staan geen sleutels in", "there are no keys in it"), f.hintKeys())
	}
	if strings.Contains(err.Error(), "found multiple") {
		i := start + bytes.LastIndex(block, []byte("\n---")) + 1
		return f.Problem(RuleFrontMatter, diag.Range{Start: f.Pos(i), End: f.Pos(i + 3)},
			lang.T("hier begint een tweede blok met gegevens", "a second front matter begins here"),
			lang.T("Haal deze regel weg, zodat alle sleutels bij elkaar staan.", "Remove this line, so that all keys are together."))
	}
	var le *yaml.LoadError
	if !errors.As(err, &le) || le.Mark.Line == 0 {
		return f.Problem(RuleYAML, diag.At(skip+1, 1), lang.F("%s niet begrepen (%v)", "%s not understood (%v)", what, err), hintKeyLines)
	}
	pos := diag.Pos{Line: le.Mark.Line, Column: le.Mark.Column}
	context := diag.Pos{Line: le.ContextMark.Line, Column: le.ContextMark.Column}
	unclosed := strings.Contains(le.Message, "unexpected end of stream") && strings.Contains(le.ContextMsg, "quoted")
	if p := f.likelyMistake(skip+1, pos.Line, context.Line, unclosed); p != nil {
		return *p
	}
	message, hint := lang.F("%s hier niet begrepen (%s)", "%s not understood here (%s)", what, le.Message),
		hintKeyLines
	switch m := le.Message; {
	case strings.Contains(m, "mapping values are not allowed") && f.firstColon(pos):
		message = lang.T("deze regel past niet bij de regel erboven", "this line does not fit the line above it")
		hint = lang.T("Springt deze regel verder in dan de sleutel erboven? Of mist daar de dubbele punt met een spatie erachter?",
			"Is this line indented further than the key above it? Or does that lack its colon followed by a space?")
	case strings.Contains(m, "mapping values are not allowed"):
		message = lang.T("een dubbele punt met een spatie erachter kan hier niet", "a colon followed by a space cannot stand here")
		hint = hintQuote(f.Line(pos.Line))
	case strings.Contains(m, "tab character") || f.tabAt(pos):
		message = lang.T("deze regel springt in met een tab", "this line is indented with a tab")
		hint = lang.T("Gebruik spaties: twee voor elke stap.", "Use spaces: two for each step.")
	case unclosed:
		pos = context
		message = lang.T("dit aanhalingsteken wordt niet gesloten", "this quotation mark is not closed")
		hint = lang.T(`Zet aan het eind van de waarde hetzelfde aanhalingsteken. Staat er zelf een " in de tekst? Gebruik dan ' eromheen.`,
			`Put the same quotation mark at the end of the value. Is there a " in the text itself? Then use ' around it.`)
	case strings.Contains(m, "could not find expected ':'"):
		pos = context
		message = lang.T("na deze sleutel mist een dubbele punt, of deze regel hoort verder in te springen",
			"this key has no colon, or this line must be indented further")
		hint = lang.T("Schrijf sleutel: waarde. De regels van een lange tekst springen verder in dan de sleutel.",
			"Write key: value. The lines of a long text are indented further than the key.")
	case strings.Contains(m, "cannot start any token"), strings.Contains(m, "not allowed in this context"):
		message, hint = messageFirstSign, hintWholeValue
	case strings.Contains(m, "anchor"):
		message = lang.T("een waarde kan niet met & of * beginnen", "a value cannot begin with & or *")
		hint = lang.T("Begint uw tekst met & of *? Zet die tussen aanhalingstekens.", "Does your text begin with & or *? Put it in quotes.")
	case strings.Contains(m, "did not find expected ',' or"):
		pos = context
		message = lang.T("deze [ of { wordt niet gesloten", "this [ or { is not closed")
		hint = lang.T("Zet er ] of } achter. Hoort hij bij de tekst? Zet de waarde dan tussen aanhalingstekens.",
			"Close it by ] or }. Is it part of the text? Then put the value in quotes.")
	case strings.Contains(m, "did not find expected"):
		hint = lang.T("Springt deze regel net zo ver in als de andere sleutels? Staat er tekst achter een aanhalingsteken dat al dicht is?",
			"Is this line indented as far as the other keys? Is there text after a quotation mark that was closed already?")
		message = lang.T("deze regel past niet bij de regels erboven", "this line does not fit the lines above it")
	}
	// The decoder places some problems past the end of the block.
	if last := f.Pos(f.BodyOffset()); f.BodyOffset() > 0 && pos.Line > last.Line {
		pos = diag.Pos{Line: last.Line, Column: 1}
	}
	return f.Problem(RuleYAML, diag.Range{Start: pos, End: pos}, message, hint)
}

var (
	messageFirstSign = lang.T("een waarde kan niet met dit teken beginnen", "a value cannot begin with this character")
	hintKeyLines     = lang.T("Vergelijk deze regel met een bestand dat wel goed is. Begin bij de dubbele punt, de aanhalingstekens en de spaties vooraan, ook van de regel erboven.",
		"Compare this line with a file that is right. Begin with the colon, the quotation marks and the spaces in front, also of the line above.")
	hintWholeValue = lang.T("Zet de hele waarde tussen aanhalingstekens.", "Put the whole value in quotes.")
)

// likelyMistake looks for what editors do wrong most, in the lines from first
// to the one on which the decoder stopped. context is the line on which began
// what it was reading; that is a text in quotes when unclosed.
func (f *File) likelyMistake(first, stop, context int, unclosed bool) *diag.Problem {
	lines := f.frontLines(first, stop)
	at := func(l frontLine, from int, message, hint lang.Text) *diag.Problem {
		column := 1 + utf8.RuneCountInString(l.text[:from])
		p := f.Problem(RuleYAML, diag.Range{Start: diag.Pos{Line: l.number, Column: column}, End: diag.Pos{Line: l.number, Column: column + 1}}, message, hint)
		return &p
	}
	for _, l := range lines[max(0, len(lines)-2):] {
		indent := len(l.text) - len(strings.TrimLeftFunc(l.text, func(r rune) bool { return r == ' ' || isOddSpace(r) }))
		if i := strings.IndexFunc(l.text[:indent], isOddSpace); i >= 0 {
			return at(l, i, lang.T("deze regel springt in met een ander soort spatie", "this line is indented with another kind of space"),
				lang.T("Haal de spaties aan het begin van de regel weg, en typ ze opnieuw met de spatiebalk.", "Remove the spaces at the beginning of the line, and type them again with the space bar."))
		}
	}
	// A quotation mark that YAML sees and the editor does not takes in whole
	// lines, up to any other one: so look from the top.
	for _, l := range lines {
		if v := l.value; v.text != "" && Apostrophe.MatchString(v.text) && !singleQuoted.MatchString(v.text) {
			return at(l, v.at, lang.T("de ' aan het begin telt hier als aanhalingsteken", "the ' at the beginning counts as a quotation mark here"),
				lang.F("Zet dubbele aanhalingstekens om de hele tekst: %s", "Put double quotes around the whole text: %s", v.quoted(v.text)))
		}
	}
	if p := f.strayParagraph(lines); p != nil {
		return p
	}
	for i, l := range lines {
		if unclosed && l.number != context || !unclosed && l.number != stop {
			continue
		}
		if message, hint, ok := l.value.fault(); ok {
			return at(l, l.value.at, message, hint)
		}
		if i == 0 || isKeyLine(l.text) {
			continue
		}
		// A comment ends a text that goes on below.
		if above := lines[i-1]; above.value.plain() && strings.Contains(above.value.text, " #") {
			return at(above, above.value.at+strings.Index(above.value.text, " #")+1, lang.T("alles achter # telt niet mee", "everything behind # is left out"),
				lang.T("Hoort # bij de tekst? Zet de hele tekst tussen aanhalingstekens.", "Is # part of the text? Put the whole text in quotes."))
		}
	}
	return nil
}

// strayParagraph finds what goes on with a text that was begun behind its key,
// without being indented: YAML takes it for a key.
func (f *File) strayParagraph(lines []frontLine) *diag.Problem {
	var text frontLine // the last that was not blank
	blank := false     // a blank line came after it
	for _, l := range lines {
		trimmed := strings.TrimLeft(l.text, " ")
		switch indent := len(l.text) - len(trimmed); {
		case trimmed == "":
			blank = true
			continue
		// Without a blank line, and without a colon, it may as well be a key.
		case (blank || strings.Contains(trimmed, ": ")) && text.value.key != "" && text.value.plain() && indent <= text.value.keyAt &&
			!isKeyLine(l.text) && trimmed[0] != '#' && trimmed[0] != '-':
			lead := strings.Repeat(" ", text.value.keyAt)
			p := f.Problem(RuleYAML, diag.Range{Start: diag.Pos{Line: l.number, Column: 1 + indent}, End: diag.Pos{Line: l.number, Column: 1 + indent + utf8.RuneCountInString(trimmed)}},
				lang.T("deze regel hoort niet bij een sleutel", "this line belongs to no key"),
				lang.F("Zet | achter %[1]s: en laat alle regels eronder inspringen:\n%[2]s%[1]s: |\n%[2]s  %[3]s\n\n%[2]s  %[4]s",
					"Put | behind %[1]s: and indent all lines below it:\n%[2]s%[1]s: |\n%[2]s  %[3]s\n\n%[2]s  %[4]s", text.value.key, lead, cut(text.value.text), cut(trimmed)))
			return &p
		}
		text, blank = l, false
	}
	return nil
}

// A frontLine is a line of the front matter.
type frontLine struct {
	number int
	text   string
	value  lineValue // what stands behind its key; zero when there is none, or in a text below |
}

// frontLines returns the lines of the file from first to last.
func (f *File) frontLines(first, last int) []frontLine {
	var lines []frontLine
	block := -1 // the column of the key of the text below | that a line is part of
	number := 0
	for raw := range strings.Lines(string(f.Source)) {
		if number++; number < first {
			continue
		}
		if number > last {
			break
		}
		l := frontLine{number: number, text: strings.TrimRight(raw, " \t\r\n")}
		if indent := len(l.text) - len(strings.TrimLeft(l.text, " ")); block < 0 || l.text != "" && indent <= block {
			block = -1
			if l.value = valueOf(l.text); blockStart.MatchString(l.value.text) {
				block = l.value.keyAt
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// A lineValue is what stands behind a key, or behind the dash of a list.
type lineValue struct {
	key       string // "" behind a dash
	keyAt, at int    // where key (or the dash) and text begin in the line, in bytes
	text      string // "" when there is no value
}

var (
	keyAndValue = regexp.MustCompile(`^\s*(?:- +)*([A-Za-z][A-Za-z_-]*): +(\S.*)$`)
	dashValue   = regexp.MustCompile(`^\s*(-) +(\S.*)$`)
	anyKey      = regexp.MustCompile(`^\s*(?:- +)*[A-Za-z][A-Za-z_-]*:(?:\s|$)`)
)

func isKeyLine(line string) bool { return anyKey.MatchString(line) }

func valueOf(line string) lineValue {
	if m := keyAndValue.FindStringSubmatchIndex(line); m != nil {
		return lineValue{line[m[2]:m[3]], m[2], m[4], line[m[4]:]}
	}
	if m := dashValue.FindStringSubmatchIndex(line); m != nil && !isKeyLine(line) {
		return lineValue{"", m[2], m[4], line[m[4]:]}
	}
	return lineValue{}
}

// plain reports whether there is a text without quotes.
func (v lineValue) plain() bool { return v.text != "" && !strings.ContainsAny(v.text[:1], "\"'[{|>#") }

// quoted returns the line as it should be, for a text that needs quotes.
func (v lineValue) quoted(text string) string {
	if v.key == "" {
		return "- " + Quote(cut(text))
	}
	return v.key + ": " + Quote(cut(text))
}

// Apostrophe is how a text begins that YAML takes for one in single quotes:
// 's Avonds, 't Is, 'n Hek.
var Apostrophe = regexp.MustCompile(`^'[stnkmr]\s`)

var (
	singleQuoted = regexp.MustCompile(`^'(?:[^']|'')*'\s*(?:#.*)?$`)
	doubleQuoted = regexp.MustCompile(`^"(?:[^"\\]|\\.)*"`)
	singlePart   = regexp.MustCompile(`^'(?:[^']|'')*'`)
	flowPart     = regexp.MustCompile(`^(?:\[[^\]]*\]|\{[^}]*\})`)
	blockStart   = regexp.MustCompile(`^[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$`)
	commentOnly  = regexp.MustCompile(`^\s*(?:#.*)?$`)
)

// fault says why a value that stands alone on its line cannot be read.
func (v lineValue) fault() (message, hint lang.Text, ok bool) {
	whole := func(text string) lang.Text {
		return lang.F("Zet de hele waarde tussen aanhalingstekens: %s", "Put the whole value in quotes: %s", v.quoted(text))
	}
	s := v.text
	more := func(part *regexp.Regexp) bool { // text behind what was closed already
		m := part.FindString(s)
		return m != "" && !commentOnly.MatchString(s[len(m):])
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '“', '”', '„', '‘', '‚':
		inner := strings.TrimRight(strings.TrimLeft(s, "“”„‘‚"), "“”’‘")
		return lang.T("“ en ” zijn aanhalingstekens uit Word", "“ and ” are quotation marks of a word processor"),
			lang.F(`Gebruik " van uw toetsenbord: %s`, `Use " of your keyboard: %s`, v.quoted(inner)), true
	case '"', '\'':
		part := doubleQuoted
		if r == '\'' {
			part = singlePart
		}
		if !more(part) {
			return message, hint, false
		}
		text := s
		if strings.HasSuffix(s, string(r)) {
			text = s[1 : len(s)-1] // one around the whole, and others within
		}
		return lang.F("in de tekst staat nog een %c, dus hier stopt de waarde te vroeg", "there is another %c in the text, so the value ends too early", r),
			lang.F("Gebruik een ander teken om de hele tekst: %s", "Use another mark around the whole text: %s", v.quoted(text)), true
	case '[', '{':
		if more(flowPart) {
			return messageFirstSign, whole(s), true
		}
	case '|', '>':
		if !blockStart.MatchString(s) {
			if r == '|' {
				return lang.T("achter | kan geen tekst staan", "no text can stand behind |"),
					lang.T("Zet de tekst op de volgende regel, en laat die verder inspringen dan de sleutel.", "Put the text on the next line, and indent it further than the key."), true
			}
			return messageFirstSign, whole(s), true
		}
	case '-', '?', ':':
		if len(s) == 1 || s[1] == ' ' {
			return messageFirstSign, whole(s), true
		}
	case '&', '*', '!', '%', '@', '`', ']', '}', ',':
		return messageFirstSign, whole(s), true
	}
	return message, hint, false
}

// hintQuote shows a line whose value must be put in quotes.
func hintQuote(line string) lang.Text {
	if v := valueOf(strings.TrimRight(line, " \t")); v.text != "" {
		return lang.F("Zet de hele waarde tussen aanhalingstekens: %s", "Put the whole value in quotes: %s", v.quoted(v.text))
	}
	return hintWholeValue
}

// Quote returns a text as a YAML value in quotes.
func Quote(s string) string {
	if strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}

// cut returns s, shortened where it would not fit in a hint.
func cut(s string) string {
	if r := []rune(s); len(r) > 60 {
		return strings.TrimSpace(string(r[:60])) + "…"
	}
	return s
}

// isOddSpace reports whether r looks like a space and is none: word processors
// and websites have them.
func isOddSpace(r rune) bool {
	return r == 0xA0 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x3000
}

// firstColon reports whether the colon at p is the one behind the key of its line.
func (f *File) firstColon(p diag.Pos) bool {
	before := f.Source[f.Offset(diag.Pos{Line: p.Line, Column: 1}):f.Offset(p)]
	return !bytes.Contains(before, []byte(": "))
}

// tabAt reports whether the indentation of the line at p holds a tab.
func (f *File) tabAt(p diag.Pos) bool {
	line := f.Line(p.Line)
	return strings.Contains(line[:len(line)-len(strings.TrimLeft(line, " \t"))], "\t")
}
