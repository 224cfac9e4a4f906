package traject

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/talen"
)

// A decoder fills the Go types of the schema from front matter and collects
// every problem on the way.
type decoder struct {
	file  *content.File
	found diag.Collector
	taken map[string]bool // ids, see freeID
}

func (d *decoder) problem(r *diag.Rule, at diag.Range, message, hint lang.Text, edits ...diag.Edit) {
	d.found.Add(r, func() diag.Problem {
		p := d.file.Problem(r, at, message, hint)
		p.Edits = edits
		return p
	})
}

func (d *decoder) at(n *yaml.Node) diag.Range { return d.file.ScalarRange(n) }

// A field is one key of a type of the schema.
type field struct {
	name     string
	names    []string // name and its other spellings
	required bool
	short    bool
	index    int // in the struct
	number   int // in the list of fields
}

// maxKeys is how many keys a type of the schema has at most.
const maxKeys = 64

// fields returns the keys of a struct type of the schema, in order.
func fields(t reflect.Type) []field {
	var fs []field
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("key")
		if !ok {
			continue
		}
		options := strings.Split(tag, ",")
		f := field{name: options[0], names: options[:1:1], index: i, number: len(fs)}
		for _, o := range options[1:] {
			switch {
			case o == "required":
				f.required = true
			case o == "short":
				f.short = true
			case strings.HasPrefix(o, "alias="):
				f.names = append(f.names, strings.TrimPrefix(o, "alias="))
			default:
				panic("traject: internal error: unknown option " + o + " of key " + f.name)
			}
		}
		fs = append(fs, f)
	}
	if len(fs) > maxKeys {
		panic("traject: internal error: more keys than maxKeys in " + t.Name())
	}
	return fs
}

// schema holds the keys of every type, so that reflection on tags happens once.
var schema = func() map[reflect.Type][]field {
	m := map[reflect.Type][]field{}
	for _, v := range []any{Traject{}, Signaal{}, Citaat{}, Kader{}, Betrokkene{}, Bijeenkomst{}, Advies{}, Reactie{},
		Mijlpaal{}, Evaluatie{}, Terugkoppeling{}, Indicator{}, Meting{}, Document{}, OfficieelBesluit{}, Nota{}, Contact{},
		Ingetrokken{}, Uitstel{}, Page{}, Settings{}, Allowed{}, RuleSetting{}, MenuItem{}, Statement{}, Deviation{}, HistoryOptions{},
		Zoekvragen{}, Zoekvraag{}, Weggehaald{}, WeggehaaldStuk{}} {
		t := reflect.TypeOf(v)
		m[t] = fields(t)
	}
	return m
}()

// closed holds the words of every type that is a closed list, so that they are
// made once.
var closed = func() map[reflect.Type][]word {
	m := map[reflect.Type][]word{}
	for _, v := range []chooser{Besluit(""), Phase(0), Soort(""), Rol(""), Participatieniveau(""), VerandertIn(""), JaNee(""), Ernst(""), Grond("")} {
		m[reflect.TypeOf(v)] = v.words()
	}
	return m
}()

// placed holds which field of every type is its content.Node, if any.
var placed = func() map[reflect.Type]int {
	m := map[reflect.Type]int{}
	for t := range schema {
		if f, ok := t.FieldByName("Node"); ok && len(f.Index) == 1 {
			m[t] = f.Index[0]
		}
	}
	return m
}()

// place tells the struct v, if it wants to know, that it comes from n.
func (d *decoder) place(n *yaml.Node, v reflect.Value) {
	if i, ok := placed[v.Type()]; ok {
		*v.Field(i).Addr().Interface().(*content.Node) = content.NewNode(d.file, n)
	}
}

// isEmpty reports whether a value is one that counts as absent.
func isEmpty(n *yaml.Node) bool {
	switch n.Kind {
	case yaml.ScalarNode:
		return n.Style == 0 && (n.Value == "" || n.Value == "~" || n.Value == "null") || strings.TrimSpace(n.Value) == ""
	case yaml.SequenceNode, yaml.MappingNode:
		return len(n.Content) == 0
	}
	return true
}

// mapping fills the struct v from the mapping n.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value) {
	fs := schema[v.Type()]
	d.place(n, v)
	var seen [maxKeys]*yaml.Node // by the number of their field
	var faulty [maxKeys]bool     // keys that were reported: their value, or how they are written
	next := false                // a next item of the list began, without a dash
	var first *field             // which begins an item
	if len(n.Content) > 0 && d.behindDash(n) {
		first = find(fs, content.KeyName(n.Content[0].Value))
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := content.KeyName(key.Value)
		f := find(fs, name)
		if f != nil && i > 0 && f == first {
			next = true
			d.noDash(key, value, v.Type())
			continue
		}
		if f != nil && seen[f.number] != nil && next {
			continue // of that next item
		}
		if f == nil {
			if meant := d.unknownKey(n, key, name, fs, v.Type()); meant != "" {
				faulty[find(fs, meant).number] = true
			}
			continue
		}
		if other := seen[f.number]; other != nil {
			d.problem(RuleDuplicateKey, d.at(key),
				lang.F("%q staat er twee keer; de eerste staat op regel %d", "%q is there twice; the first is on line %d", firstLine(key.Value), other.Line),
				lang.T("Haal er een weg.", "Remove one of them."))
			continue
		}
		seen[f.number] = key
		if isEmpty(value) {
			if !f.required { // else see missing
				d.lostComment(key, v.Field(f.index).Type(), f.name)
			}
			continue
		}
		before := d.found.Found()
		d.value(value, v.Field(f.index), f.name)
		faulty[f.number] = d.found.Found() > before
	}
	for _, f := range fs {
		if f.required && v.Field(f.index).IsZero() && !faulty[f.number] {
			d.missing(n, v, f, seen[f.number])
		}
	}
}

// behindDash reports whether a mapping is an item of a list with dashes.
func (d *decoder) behindDash(n *yaml.Node) bool {
	before := bytes.TrimRight(d.file.Source[:d.file.Offset(diag.Pos{Line: n.Line, Column: n.Column})], " ")
	return bytes.HasSuffix(before, []byte("-"))
}

// noDash reports the first key of an item of a list that is there again, within
// that item: the dash of the next one was forgotten.
func (d *decoder) noDash(key, value *yaml.Node, t reflect.Type) {
	what := lang.T("hier begint een nieuw deel van de lijst zonder streepje", "a new item of the list begins here without a dash")
	if t == reflect.TypeOf(Signaal{}) {
		what = lang.T("hier begint een nieuw signaal zonder streepje", "a new signaal begins here without a dash")
	}
	line := strings.Repeat(" ", min(max(0, key.Column-3), 40)) + "- " + firstLine(key.Value) + ":"
	if value.Kind == yaml.ScalarNode && value.Value != "" {
		line += " " + firstLine(value.Value)
	}
	d.problem(RuleDuplicateKey, d.at(key), what, lang.F("Schrijf: %s", "Write: %s", line))
}

func find(fs []field, name string) *field {
	for i := range fs {
		for _, n := range fs[i].names {
			if n == name {
				return &fs[i]
			}
		}
	}
	return nil
}

// unknownKey returns the key that it says was meant, "" when it knows of none.
func (d *decoder) unknownKey(n, key *yaml.Node, name string, fs []field, t reflect.Type) (meant string) {
	if d.found.Full(RuleUnknownKey) {
		d.problem(RuleUnknownKey, d.at(key), lang.Text{}, lang.Text{}) // is only counted
		return ""
	}
	var names []string
	for _, f := range fs {
		names = append(names, f.names...)
	}
	hint := lang.F("Hier kan: %[1]s.", "Allowed here: %[1]s.", strings.Join(names, ", "))
	has := func(t reflect.Type) bool { return find(schema[t], name) != nil }
	near := Nearest(name, names)
	if near == "" && t == reflect.TypeOf(Traject{}) && name == "signaal" {
		near = "signalen"
	}
	var edits []diag.Edit
	switch {
	case t == reflect.TypeOf(Signaal{}) && name == "kenmerk":
		hint = lang.T("Bij een signaal is het een lijst: kenmerken: [Z-2026-001]. De sleutel kenmerk hoort bij het hele traject.",
			"For a signaal it is a list: kenmerken: [Z-2026-001]. The key kenmerk belongs to the whole traject.")
	case t == reflect.TypeOf(Traject{}) && has(reflect.TypeOf(Signaal{})) && name != "signaal":
		hint = lang.T("Verplaats de regel naar het signaal waar die bij hoort, met vier spaties ervoor.",
			"Move the line to the signaal to which it belongs, with four spaces before it.")
	case t == reflect.TypeOf(Signaal{}) && has(reflect.TypeOf(Traject{})):
		hint = lang.T("Dit hoort bij het hele traject: verplaats de regel naar boven, voor signalen:, zonder spaties ervoor.",
			"This belongs to the whole traject: move the line up, before signalen:, without spaces before it.")
	case near != "":
		meant = find(fs, near).name
		hint = lang.F("Bedoelt u %s?", "Did you mean %s?", meant)
		edits = d.mendKey(n, key, name, fs)
	case strings.Contains(strings.TrimSpace(key.Value), " "):
		hint = lang.T("Is dit een deel van de tekst erboven? Zet dan | achter die sleutel, en laat alle regels van de tekst eronder inspringen.",
			"Is this part of the text above it? Then put | behind that key, and indent all lines of the text below it.")
	}
	d.problem(RuleUnknownKey, d.at(key), lang.F("onbekende sleutel %q", "unknown key %q", firstLine(key.Value)), hint, edits...)
	return meant
}

// missing reports a required key that is not there, or is empty.
func (d *decoder) missing(n *yaml.Node, v reflect.Value, f field, key *yaml.Node) {
	at := content.NewNode(d.file, n).Start()
	message := lang.F("de sleutel %s ontbreekt", "the key %s is missing", f.name)
	if key != nil {
		at = d.at(key)
		message = lang.F("%s is leeg", "%s is empty", f.name)
	}
	if key != nil && key.LineComment != "" {
		d.problem(RuleMissingKey, at, lang.F("achter %s staat alleen tekst na een #; die telt niet mee", "%s has only text behind a #, which is left out", f.name),
			lang.F("Is het geen opmerking? Zet de hele tekst tussen aanhalingstekens: %s: %s", "Is it no comment? Put the whole text in quotes: %s: %s", f.name, content.Quote(firstLine(key.LineComment))))
		return
	}
	hint := lang.F("Voeg toe: %s: ...", "Add: %s: ...", f.name)
	if doc, ok := KeyText(v.Type().Name(), f.name); ok {
		hint = lang.F("Voeg toe: %s: ... (%s)", "Add: %s: ... (%s)", f.name, doc)
	}
	if text, refers := saysWhat(v); f.name == "id" && text != "" && !d.found.Full(RuleMissingKey) {
		id, edits := d.mendID(n, key, text, refers)
		if id != "" {
			hint = lang.F("Voeg toe: id: %s. De id wordt het vaste adres van dit antwoord.", "Add: id: %s. The id becomes the permanent address of this answer.", id)
			if v.Type() == reflect.TypeOf(Bijeenkomst{}) {
				hint = lang.F("Voeg toe: id: %s. De id wordt het vaste adres van deze bijeenkomst.", "Add: id: %s. The id becomes the permanent address of this meeting.", id)
			}
		}
		d.problem(RuleMissingKey, at, message, hint, edits...)
		return
	}
	d.problem(RuleMissingKey, at, message, hint)
}

// saysWhat returns the text of which an id for v can be made, and the key of the
// lists that refer to such ids.
func saysWhat(v reflect.Value) (text, refers string) {
	switch v := v.Addr().Interface().(type) {
	case *Signaal:
		return v.Signaal, "gebaseerd-op"
	case *Bijeenkomst:
		return v.Naam, "opgehaald-bij"
	}
	return "", ""
}

var (
	typeString     = reflect.TypeOf("")
	typeMarkdown   = reflect.TypeOf(&Markdown{})
	typeNumber     = reflect.TypeOf(&Number{})
	typeDatum      = reflect.TypeOf(Datum(""))
	typeLink       = reflect.TypeOf(Link(""))
	typeJaNee      = reflect.TypeOf(JaNee(""))
	typeTaal       = reflect.TypeOf(Taal(""))
	typePhase      = reflect.TypeOf(Phase(0))
	typeSoort      = reflect.TypeOf(Soort(""))
	typeEvaluaties = reflect.TypeOf(Evaluaties{})
	typeTermijn    = reflect.TypeOf(Reactietermijn{})
	typeRules      = reflect.TypeOf(map[string]*RuleSetting{})
	typeSynonyms   = reflect.TypeOf(map[string][]string{})
	typeWords      = reflect.TypeOf(map[string]string{})
)

type chooser interface{ words() []word }

// value fills v, which belongs to the key name, from n.
func (d *decoder) value(n *yaml.Node, v reflect.Value, name string) {
	t := v.Type()
	switch t {
	case typeEvaluaties:
		if n.Kind == yaml.MappingNode { // one instead of a list
			e := &Evaluatie{}
			d.mapping(n, reflect.ValueOf(e).Elem())
			v.Set(reflect.ValueOf(Evaluaties{e}))
			return
		}
	case typeMarkdown:
		if d.scalar(n, name) {
			d.lostText(n, name)
			v.Set(reflect.ValueOf(&Markdown{Text: n.Value, File: d.file, node: n}))
		}
		return
	case typeNumber:
		if d.scalar(n, name) {
			num, ok := parseNumber(n.Value)
			if !ok {
				d.notUnderstood(n, name, lang.T("een getal, zoals 12, 1200 of 7,5", "a number, such as 12, 1200 or 7.5"), "")
				return
			}
			v.Set(reflect.ValueOf(num))
		}
		return
	case typeTermijn:
		d.termijn(n, v, name)
		return
	case typeRules, typeSynonyms, typeWords:
		d.named(n, v, name)
		return
	}
	switch t.Kind() {
	case reflect.Slice:
		d.list(n, v, name)
	case reflect.Pointer:
		item := reflect.New(t.Elem())
		if d.structure(n, item.Elem(), name) {
			v.Set(item)
		}
	default:
		if d.scalar(n, name) {
			d.word(n, v, name)
		}
	}
}

// structure fills a struct from a mapping, or from a plain value where the type
// has a short form.
func (d *decoder) structure(n *yaml.Node, v reflect.Value, name string) bool {
	if n.Kind == yaml.MappingNode {
		d.mapping(n, v)
		return true
	}
	fs := schema[v.Type()]
	for _, f := range fs {
		if f.short && n.Kind == yaml.ScalarNode {
			d.place(n, v)
			d.value(n, v.Field(f.index), name)
			return true
		}
	}
	var names []string
	for _, f := range fs {
		names = append(names, f.name)
	}
	d.problem(RuleWrongType, d.at(n),
		lang.F("bij %s worden sleutels verwacht, zoals %s: ...", "keys are expected at %s, such as %s: ...", name, names[0]),
		lang.F("Hier kan: %s.", "Allowed here: %s.", strings.Join(names, ", ")))
	return false
}

// maxAliassen is how many earlier names a traject, signaal or page can have. Each
// name of a traject makes an address with each name of its signalen.
const maxAliassen = 20

func (d *decoder) list(n *yaml.Node, v reflect.Value, name string) {
	if n.Kind != yaml.SequenceNode {
		example := firstLine(n.Value)
		if v.Type().Elem().Kind() == reflect.String { // no sentences, which have commas of their own
			example = strings.Join(splitList(n.Value), "\n  - ")
		}
		if n.Kind == yaml.MappingNode && len(n.Content) > 0 {
			example = firstLine(n.Content[0].Value) + ": ..."
		}
		d.problem(RuleWrongType, d.at(n), lang.F("bij %s wordt een lijst verwacht", "a list is expected at %s", name),
			lang.F("Zet elk deel op een eigen regel met een streepje ervoor:\n%[1]s:\n  - %[2]s",
				"Put each part on a line of its own with a dash before it:\n%[1]s:\n  - %[2]s", name, example), d.mendList(n, v.Type())...)
		return
	}
	t := v.Type().Elem()
	var seen map[string]bool
	if t.Kind() == reflect.String {
		seen = map[string]bool{}
	}
	for _, c := range n.Content {
		if isEmpty(c) {
			continue
		}
		item := reflect.New(t).Elem()
		before := d.found.Found()
		d.value(c, item, name)
		if item.IsZero() || t.Kind() != reflect.Pointer && d.found.Found() > before {
			continue
		}
		if t.Kind() == reflect.String {
			if s := item.String(); seen[s] {
				d.problem(RuleDuplicateValue, d.at(c), lang.F("%q staat twee keer in deze lijst", "%q is in this list twice", firstLine(s)),
					lang.T("Haal er een weg.", "Remove one of them."))
				continue
			}
			seen[item.String()] = true
		}
		if name == "aliassen" && v.Len() == maxAliassen {
			d.problem(RuleTooMany, d.at(c), lang.F("er staan meer dan %d eerdere namen", "there are more than %d earlier names", maxAliassen),
				lang.T("Houd alleen de namen waar nog links naartoe gaan.", "Keep only the names to which links still lead."))
			return
		}
		if v.Len() == 0 {
			v.Grow(len(n.Content))
		}
		v.Set(reflect.Append(v, item))
	}
}

// splitList returns the parts of what somebody wrote as a list with commas.
func splitList(s string) []string {
	var parts []string
	for _, p := range strings.Split(firstLine(s), ",") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// scalar reports whether n is a plain value, and finds fault with what no plain
// value may hold.
func (d *decoder) scalar(n *yaml.Node, name string) bool {
	if n.Kind != yaml.ScalarNode {
		what := lang.T("een lijst", "a list")
		if n.Kind == yaml.MappingNode {
			what = lang.T("een groep sleutels", "a group of keys")
		}
		d.problem(RuleWrongType, d.at(n), lang.F("bij %s staat %s, maar er wordt een enkele waarde verwacht", "%s has %s, but a single value is expected", name, what),
			lang.F("Schrijf %s: en daarachter de waarde.", "Write %s: followed by the value.", name))
		return false
	}
	for _, r := range n.Value { // written as an escape; others are not let through
		if (r < ' ' || r >= 0x7f) && content.Invisible(r) && r != '\r' {
			d.problem(content.RuleInvisible, d.at(n), lang.F("bij %s staat een onzichtbaar teken (U+%04X)", "%s holds an invisible character (U+%04X)", firstLine(name), r), content.HintInvisible)
			return false
		}
	}
	return true
}

var tagLike = regexp.MustCompile(`<[A-Za-z/!?][^<>]*>?`)

// findTag returns where the first tag in s begins and ends.
func findTag(s string) []int {
	if strings.IndexByte(s, '<') < 0 { // most values, and the expression is slow
		return nil
	}
	return tagLike.FindStringIndex(s)
}

// wholeNumber may have a dot before each three digits; 7.5 is not 75.
var wholeNumber = regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)$`)

// maxCount is more than anybody counts.
const maxCount = 100_000_000

// email is an address and nothing else: what stands behind a ? would be filled in
// in the message that somebody sends.
var email = regexp.MustCompile(`^[\p{L}\p{N}._+'-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$`)

// word fills one plain value.
func (d *decoder) word(n *yaml.Node, v reflect.Value, name string) {
	value := strings.TrimSpace(n.Value)
	t := v.Type()
	if ws, ok := closed[t]; ok {
		if t == typeSoort && notASoort[fold(value)] {
			hint := lang.T("Een bezwaar, klacht, melding of aanvraag gaat over een persoon en heeft een eigen procedure. Haal dit signaal weg.",
				"An objection, complaint, report or application concerns one person and has its own procedure. Remove this signaal.")
			if name == "reactietermijn" {
				hint = lang.T("Een bezwaar, klacht, melding of aanvraag gaat over een persoon en heeft een eigen procedure. Haal deze regel weg.",
					"An objection, complaint, report or application concerns one person and has its own procedure. Remove this line.")
			}
			d.problem(RuleNotASoort, d.at(n), lang.F("een %s hoort niet op deze website", "a %s does not belong on this site", fold(value)), hint)
			return
		}
		i, ok := choose(ws, value)
		if !ok {
			var names, all []string
			for _, w := range ws {
				names = append(append(names, w.name), w.other...)
				all = append(all, w.name)
			}
			near := Nearest(fold(value), names)
			for _, w := range ws {
				if slices.Contains(w.meant, fold(value)) {
					near = w.name
				}
			}
			allowed := lang.F("%s", "%s", strings.Join(all, ", "))
			if t == typePhase {
				allowed = lang.T("1 verzamelen, 2 vertalen, 3 aanpassen, 4 terugkoppelen. Klaar? Kies 4",
					"1 verzamelen (collect), 2 vertalen (translate), 3 aanpassen (change), 4 terugkoppelen (report back). Done? Choose 4")
			}
			d.notUnderstood(n, name, allowed, near, d.mendWord(n, t, ws, name)...)
			return
		}
		if t == typePhase {
			v.SetInt(int64(i + 1))
		} else {
			v.SetString(ws[i].name)
		}
		return
	}
	switch {
	case t == typeDatum:
		dt, ok := ParseDatum(value)
		if !ok {
			d.notADate(n, value, name)
			return
		}
		v.SetString(string(dt))
	case t == typeTaal:
		tag, ok := talen.Tag(value)
		if !ok {
			d.notUnderstood(n, name, lang.T("een taal, zoals duits, arabisch of en", "a language, by its Dutch name or its code: duits, arabisch, en"), Nearest(strings.ToLower(value), talen.Names()))
			return
		}
		v.SetString(tag)
	case t == typeLink:
		if why := linkProblem(value); why != (lang.Text{}) {
			d.problem(RuleLinkScheme, d.at(n), why,
				lang.T("Een link begint met https://, http://, mailto: of tel:, of met / voor een plek op deze website.",
					"A link begins with https://, http://, mailto: or tel:, or with / for a place on this site."))
			return
		}
		v.SetString(string(d.rooted(value)))
	case t.Kind() == reflect.Bool:
		i, ok := choose(closed[typeJaNee], value)
		if !ok {
			d.notUnderstood(n, name, lang.T("true of false", "true or false"), Nearest(fold(value), []string{"true", "false", "ja", "nee"}))
			return
		}
		v.SetBool(i == 0)
	case t.Kind() == reflect.Int:
		num, err := strconv.Atoi(strings.ReplaceAll(value, ".", ""))
		if err != nil || !wholeNumber.MatchString(value) || num > maxCount {
			allowed := lang.T("een heel getal, zoals 57", "a whole number, such as 57")
			if name == "reactietermijn" {
				allowed = lang.T("een aantal weken zonder woord erachter, zoals 8", "a number of weeks with no word behind it, such as 8")
			}
			d.notUnderstood(n, name, allowed, "")
			return
		}
		v.SetInt(int64(num))
	case t == typeString:
		if i := findTag(n.Value); i != nil {
			tag := n.Value[i[0]:i[1]]
			d.problem(RuleRawHTML, d.file.Locate(n, i[0], tag), lang.F("bij %s staat HTML-code: %s", "%s holds HTML code: %s", name, firstLine(tag)),
				lang.T("Hier kan alleen gewone tekst. Haal de code weg.", "Only plain text can stand here. Remove the code."))
			return
		}
		if name == "e-mail" && !email.MatchString(value) {
			d.notUnderstood(n, name, lang.T("een gewoon e-mailadres, zoals contact@gemeente.nl", "a plain e-mail address, such as contact@gemeente.nl"), "")
			return
		}
		d.lostText(n, name)
		d.plainText(n, name)
		v.SetString(oneLine(value))
	default:
		panic(fmt.Sprintf("traject: internal error: no decoder for %s of key %s", t, name))
	}
}

// oneLine returns s with every run of white space as one space, and none around it.
func oneLine(s string) string {
	behind := byte(' ')
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && behind == ' ', '\t' <= c && c <= '\r',
			c == 0xC2, 0xE1 <= c && c <= 0xE3: // white space beyond ASCII begins so
			return strings.Join(strings.Fields(s), " ")
		}
		behind = s[i]
	}
	return strings.TrimSuffix(s, " ")
}

func (d *decoder) notUnderstood(n *yaml.Node, name string, allowed lang.Text, near string, edits ...diag.Edit) {
	hint := lang.F("Hier kan: %s.", "Allowed here: %s.", allowed)
	if near != "" {
		hint = lang.F("Bedoelt u %[1]s? Hier kan: %[2]s.", "Did you mean %[1]s? Allowed here: %[2]s.", near, allowed)
	}
	d.problem(RuleNotUnderstood, d.at(n), lang.F("%q bij %s wordt niet begrepen", "%q at %s is not understood", firstLine(n.Value), name), hint, edits...)
}

// firstLine returns the first line of s, as far as it fits in a message.
func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	n := 0
	for i := range s {
		if n == 60 {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// linkProblem says why a link's target may not be used.
func linkProblem(s string) lang.Text {
	for _, r := range s {
		if r <= ' ' || r == 0x7f || strings.ContainsRune(`<>"\^{|}`+"`", r) {
			return lang.F("in de link %q staat een teken dat daar niet kan (%q)", "the link %q holds a character that cannot stand there (%q)", firstLine(s), r)
		}
	}
	scheme, _, found := strings.Cut(s, ":")
	if found && !strings.ContainsAny(scheme, "/?#") {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto", "tel":
		default:
			return lang.F("een link met %s: wordt niet gepubliceerd", "a link with %s: is not published", firstLine(scheme))
		}
	}
	if strings.HasPrefix(s, "//") {
		return lang.T("een link die met // begint, is niet duidelijk", "a link that begins with // is not clear")
	}
	return lang.Text{}
}

// rooted makes a relative link independent of the file in which it stands: it
// begins with content/ then, the path from the source folder.
func (d *decoder) rooted(s string) Link {
	switch {
	case strings.HasPrefix(s, "#"):
		return Link(d.file.Path + s)
	case strings.HasPrefix(s, "/") || strings.Contains(s, ":"):
		return Link(s)
	}
	p, rest := s, ""
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		p, rest = s[:i], s[i:]
	}
	return Link(path.Join(path.Dir(d.file.Path), p) + rest)
}

// named fills a map from name to value.
func (d *decoder) named(n *yaml.Node, v reflect.Value, name string) {
	if n.Kind != yaml.MappingNode {
		d.problem(RuleWrongType, d.at(n), lang.F("bij %s worden sleutels verwacht", "keys are expected at %s", name), hintNamed(v.Type()))
		return
	}
	m := reflect.MakeMap(v.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !d.scalar(key, name) || v.Type() == typeSynonyms && isEmpty(value) {
			continue
		}
		k := reflect.ValueOf(strings.TrimSpace(key.Value))
		if m.MapIndex(k).IsValid() {
			d.problem(RuleDuplicateKey, d.at(key), lang.F("%q staat er twee keer", "%q is there twice", firstLine(key.Value)), lang.T("Haal er een weg.", "Remove one of them."))
			continue
		}
		item := reflect.New(v.Type().Elem()).Elem()
		if v.Type() != typeWords || !isEmpty(value) {
			d.value(value, item, firstLine(key.Value))
		}
		if !item.IsZero() || v.Type() == typeWords && isEmpty(value) { // an empty word says something too
			m.SetMapIndex(k, item)
		}
	}
	v.Set(m)
}

// hintNamed shows what a map looks like.
func hintNamed(t reflect.Type) lang.Text {
	if t == typeSynonyms {
		return lang.T("Schrijf op elke regel een woord, met twee spaties ervoor, en erachter wat hetzelfde betekent:\nsynoniemen:\n  wc: [toilet, openbaar toilet]",
			"Write a word on each line, with two spaces before it, and behind it what means the same:\nsynoniemen:\n  wc: [toilet, openbaar toilet]")
	}
	if t == typeWords {
		return lang.T("Schrijf op elke regel een woord, met twee spaties ervoor, en erachter een gewoner woord, of niets als het woord goed is:\nwoorden:\n  afwegingskader: lijst waarmee wij kiezen",
			"Write a word on each line, with two spaces before it, and behind it a plainer word, or nothing when the word is good:\nwoorden:\n  afwegingskader: lijst waarmee wij kiezen")
	}
	return lang.T("Schrijf de code die achter de melding staat, met daaronder ernst en reden:\nregels:\n  koppen:\n    ernst: info\n    reden: Oude teksten.",
		"Write the code that stands behind the message, with ernst and reden below it:\nregels:\n  koppen:\n    ernst: info\n    reden: Oude teksten.")
}

// maxWeken is the longest term: ten years.
const maxWeken = 520

// termijn fills a term in weeks: one number, or one a soort.
func (d *decoder) termijn(n *yaml.Node, v reflect.Value, name string) {
	weeks := func(n *yaml.Node) (w int) {
		if d.scalar(n, name) {
			d.word(n, reflect.ValueOf(&w).Elem(), name)
		}
		if w > maxWeken {
			d.notUnderstood(n, name, lang.F("een aantal weken tot en met %d", "a number of weeks up to %d", maxWeken), "")
			return 0
		}
		return w
	}
	r := Reactietermijn{}
	if n.Kind != yaml.MappingNode {
		r.Weken = weeks(n)
		v.Set(reflect.ValueOf(r))
		return
	}
	r.PerSoort = map[Soort]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var s Soort
		key := n.Content[i]
		d.word(key, reflect.ValueOf(&s).Elem(), name)
		if _, ok := r.PerSoort[s]; ok {
			d.problem(RuleDuplicateKey, d.at(key), lang.F("%q staat er twee keer", "%q is there twice", firstLine(key.Value)), lang.T("Haal er een weg.", "Remove one of them."))
			continue
		}
		if s != "" {
			r.PerSoort[s] = weeks(n.Content[i+1])
		}
	}
	v.Set(reflect.ValueOf(r))
}

// Nearest returns the one of names that s is most likely a mistake for, "" when
// none is near: at most one wrong letter in three, and one that is right.
func Nearest(s string, names []string) string {
	length := len([]rune(s))
	best, bestDistance := "", min(length, 1+max(1, length/3))
	for _, n := range names {
		if dist := distance(s, n, bestDistance); dist < bestDistance {
			best, bestDistance = n, dist
		}
	}
	return best
}

// distance is the optimal string alignment distance: the number of letters to
// add, drop, change or swap. Where it is not below limit, it need not be exact.
func distance(a, b string, limit int) int {
	const longest = 60
	if len(a) > 4*longest || len(b) > 4*longest {
		return longest
	}
	s, t := []rune(a), []rune(b)
	if len(s) > longest || len(t) > longest || len(s)-len(t) >= limit || len(t)-len(s) >= limit {
		return longest
	}
	var rows [3][longest + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(t) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(s); i++ {
		before, above, row = above, row, before
		row[0] = i
		least := i - 1
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j], above[j])
		}
		if least >= limit { // it never gets less than in two rows
			return longest
		}
	}
	return row[len(t)]
}
