package huisstijl

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2/css"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// Read reads a token file. The Sheet is nil when the file is refused; then the
// problems say why.
func Read(name string, src []byte) (*Sheet, []diag.Problem) {
	f := &content.File{Path: name, Source: src}
	if p := unreadable(f); p != nil {
		return nil, []diag.Problem{*p}
	}
	r := newReader(f)
	r.rules(context{})
	if len(r.faults) > 0 {
		return nil, r.refuse()
	}
	s := &Sheet{file: f, tokens: tokens{}}
	lost := s.take(r.found)
	if s.selectors == nil && len(lost) > 0 {
		x := lost[0]
		p := f.Problem(RuleFile, at(f, x.at, x.at+len(x.name)), lang.F("de design tokens in dit bestand gelden nooit gewoon, alleen bij %s", "the design tokens in this file never simply apply, only with %s", list(x.media)),
			lang.T("Zet de gewone waarden vooraan in het bestand, in :root { … }. Die voor het donker komen daarachter.", "Put the plain values first in the file, in :root { … }. Those for the dark come behind them."))
		return nil, []diag.Problem{p}
	}
	if s.selectors == nil {
		p := f.Problem(RuleFile, diag.Range{}, lang.T("in dit bestand staan geen design tokens", "there are no design tokens in this file"),
			lang.T("Vraag uw webteam om het bestand met de design tokens van NL Design System. Het heet vaak theme.css, met regels zoals --utrecht-link-color: #154273.",
				"Ask your web team for the file with the design tokens of NL Design System. It is often called theme.css, with lines such as --utrecht-link-color: #154273."))
		return nil, []diag.Problem{p}
	}
	return s, s.notTaken(lost, r.fonts)
}

// maxFaults is how many places are named for which a file is refused.
const maxFaults = 20

// at returns the place between two offsets.
func at(f *content.File, from, to int) diag.Range {
	return diag.Range{Start: f.Pos(from), End: f.Pos(to)}
}

// unreadable says what makes f no text at all.
func unreadable(f *content.File) *diag.Problem {
	var p diag.Problem
	switch i := bytes.IndexByte(f.Source, 0); {
	case len(f.Source) > MaxSize:
		p = TooLarge(f.Path)
	case !utf8.Valid(f.Source) || i >= 0:
		p = f.Problem(RuleFile, diag.Range{}, lang.T("dit bestand is geen huisstijl: er staat iets anders in dan tekst", "this file is no house style: something else than text is in it"),
			lang.T("Neem het bestand theme.css of variables.css van uw huisstijl, of bewaar dit opnieuw als UTF-8.", "Take the file theme.css or variables.css of your house style, or save this one again as UTF-8."))
	default:
		return nil
	}
	return &p
}

// TooLarge returns the problem of a token file that is larger than [MaxSize].
func TooLarge(name string) diag.Problem {
	p := RuleFile.New(diag.Range{}, lang.F("dit bestand is groter dan %d MB", "this file is larger than %d MB", MaxSize>>20),
		lang.T("Een bestand met alleen design tokens is nooit zo groot. Vraag uw webteam om het bestand zonder lettertypen en beelden erin.",
			"A file with design tokens only is never that large. Ask your web team for the file without fonts and images in it."))
	p.File = name
	return p
}

// refuse returns the problems for which nothing is taken over.
func (r *reader) refuse() []diag.Problem {
	var ps []diag.Problem
	for _, x := range r.faults[:min(len(r.faults), maxFaults)] {
		rule, hint := RuleFile, lang.T("Neem het bestand opnieuw over van wie het maakte.", "Copy the file again from whoever made it.")
		var message lang.Text
		switch x.kind {
		case faultImport, faultRemote:
			rule = RuleRemote
			message = lang.F("%s haalt iets op buiten deze website", "%s fetches something from outside this site", short(x.text))
			hint = lang.T("Haal dit uit het bestand. Lettertypen van elders laadt de website nooit; noem een letter die op computers al staat.",
				"Remove this from the file. The site never loads fonts from elsewhere; name one that computers have.")
			if x.kind == faultImport {
				message = lang.T("@import haalt een ander bestand op", "@import fetches another file")
				hint = lang.T("Haal deze regel weg. Staan er design tokens in dat andere bestand? Zet ze dan in dit bestand.", "Remove this line. Are there design tokens in that other file? Then put them into this one.")
			}
		case faultUnclosed:
			message = lang.T("bij deze { staat nergens een }; het bestand lijkt afgekapt", "this { is never closed; the file seems to be cut off")
		case faultBroken:
			message = lang.F("%s wordt niet afgesloten", "%s does not end", short(x.text))
		case faultDeep:
			message = lang.T("hier staan te veel { in elkaar", "too many { stand within one another here")
		}
		ps = append(ps, r.file.Problem(rule, at(r.file, x.at, x.end), message, hint))
	}
	return ps
}

// take keeps what counts: the custom properties of the selector that comes
// first. It returns the others.
func (s *Sheet) take(all []found) (lost []found) {
	first := map[string]bool{}
	for _, x := range all {
		scheme, ok := x.media.scheme(false)
		if s.selectors == nil && ok && scheme == light && len(x.selectors) > 0 {
			s.selectors = x.selectors
			for _, one := range x.selectors {
				first[one] = true
			}
		}
		counts := slices.ContainsFunc(x.selectors, func(one string) bool { return first[one] })
		switch {
		case !ok || !counts:
			lost = append(lost, x)
		case noValue(x.value):
			s.noValue = append(s.noValue, x.token)
			delete(s.tokens[scheme], x.name)
		default:
			s.tokens.set(scheme, x.token)
		}
	}
	return lost
}

// noValue reports whether v is what a program leaves where it had no value.
func noValue(v string) bool {
	switch strings.ToLower(v) {
	case "", "none", "undefined", "null", "nan", "nil", "[object object]":
		return true
	}
	return false
}

// notTaken says what of the file is not used and may be missed.
func (s *Sheet) notTaken(lost []found, fonts []piece) []diag.Problem {
	var ps []diag.Problem
	var names []string
	seen := map[string]bool{}
	for i, x := range lost {
		if i > 0 && x.open == lost[i-1].open { // of the same rule
			continue
		}
		name := strings.Join(append(slices.Clone([]string(x.media)), x.selectors...), " ")
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		ps = append(ps, s.file.Problem(RuleLost, at(s.file, lost[0].at, lost[0].at+len(lost[0].name)),
			lang.F("van dit bestand telt alleen %s; de design tokens van %s worden niet gebruikt", "of this file only %s counts; the design tokens of %s are not used",
				short(strings.Join(s.selectors, ", ")), list(names)),
			lang.T("Zijn dit de kleuren die u bedoelt? Zet ze dan vooraan in het bestand, of haal de andere weg.", "Are these the colours you mean? Then put them first in the file, or remove the others.")))
	}
	if len(fonts) > 0 {
		ps = append(ps, s.file.Problem(RuleLost, at(s.file, fonts[0].at, fonts[0].end()),
			lang.T("de website laadt geen lettertypen; wie de letter van uw huisstijl niet heeft, ziet een andere", "the site loads no fonts; who does not have that of your house style sees another"),
			lang.T("U hoeft niets te doen. Zo blijft de website snel, ook op een oude telefoon.", "You need not do anything. So the site stays fast, on an old phone too.")))
	}
	return ps
}

// list returns the first of names as a phrase.
func list(names []string) lang.Text {
	const most = 3
	if len(names) <= most {
		return lang.T(short(strings.Join(names, ", ")), short(strings.Join(names, ", ")))
	}
	return lang.F("%s en nog %d", "%s and %d more", short(strings.Join(names[:most], ", ")), len(names)-most)
}

// short returns a text as far as it fits in a message.
func short(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// CSS returns what is published of the house style: the properties that the
// theme reads, with those that they refer to, as rules for :root.
func (s *Sheet) CSS(t *Theme) ([]byte, []diag.Problem) {
	used, ps := s.used(t)
	var b bytes.Buffer
	block := func(scheme scheme, also string) {
		b.WriteString("html:root{color-scheme:" + also)
		for _, name := range used {
			if x, ok := s.tokens[scheme][name]; ok {
				b.WriteString(";" + name + ":" + x.value)
			}
		}
		b.WriteByte('}')
	}
	if !s.Dark() {
		block(light, "light")
		return b.Bytes(), ps
	}
	block(light, "light dark")
	b.WriteString("@media (prefers-color-scheme:dark){")
	block(dark, "dark")
	b.WriteByte('}')
	return b.Bytes(), ps
}

// WithoutDark returns a style of the theme without the blocks that are for the
// dark only.
func WithoutDark(style []byte) []byte {
	r := newReader(&content.File{Source: style})
	r.rules(context{})
	slices.SortFunc(r.dark, func(a, b [2]int) int { return a[0] - b[0] })
	var b bytes.Buffer
	from := 0
	for _, d := range r.dark {
		if d[0] >= from { // not within one that is gone already
			b.Write(style[from:d[0]])
			from = d[1]
		}
	}
	b.Write(style[from:])
	return b.Bytes()
}

// used returns the names of the properties that the theme reads, and of those
// that they refer to, sorted. What cannot be used of them is a problem, and
// taken out of s.
func (s *Sheet) used(t *Theme) ([]string, []diag.Problem) {
	var unfit []diag.Problem
	told := map[string]bool{} // of which is said that they have no value
	for _, x := range s.noValue {
		told[x.name] = true
	}
	seen := map[string]bool{}
	todo := slices.Clone(t.reads)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, scheme := range []scheme{light, dark} {
			x, ok := s.tokens[scheme][name]
			if !ok {
				continue
			}
			if !publishable(x.value) {
				delete(s.tokens[scheme], name)
				told[name] = true
				unfit = append(unfit, s.file.Problem(RuleNoValue, at(s.file, x.valueAt, x.end), lang.F("de waarde van %s kan niet op de website", "the value of %s cannot be on the site", name), hintOwn))
				continue
			}
			todo = append(todo, references(x.value)...)
		}
	}
	ps := slices.Concat(few(unfit), s.withoutValue(seen), few(s.dangling(seen, told)), few(s.cycles(seen)))
	names := slices.DeleteFunc(keys(seen), func(name string) bool {
		_, inLight := s.tokens[light][name]
		_, inDark := s.tokens[dark][name]
		return !inLight && !inDark
	})
	return names, ps
}

var hintOwn = lang.T("Het thema gebruikt nu een eigen kleur of letter. Vraag wie het bestand maakt om een waarde.", "The theme now uses a colour or font of its own. Ask whoever makes the file for a value.")

// few returns the first of ps; the last of them says how many there are besides.
func few(ps []diag.Problem) []diag.Problem {
	if len(ps) <= maxFaults {
		return ps
	}
	last := &ps[maxFaults-1]
	last.Message = lang.F("%s (en nog %d)", "%s (and %d more)", last.Message, len(ps)-maxFaults)
	return ps[:maxFaults]
}

// withoutValue reports the properties without a value: each that is used, and
// the others as one.
func (s *Sheet) withoutValue(used map[string]bool) []diag.Problem {
	var ps, rest []diag.Problem
	for _, x := range s.noValue {
		shown := lang.F("staat %s", "says %s", x.value)
		if x.value == "" {
			shown = lang.T("staat niets", "says nothing")
		}
		p := s.file.Problem(RuleNoValue, at(s.file, x.valueAt, x.end), lang.F("bij %[2]s %[1]s; dat is geen waarde", "%[2]s %[1]s, which is no value", shown, x.name), hintOwn)
		switch {
		case used[x.name]:
			ps = append(ps, p)
		case x.value != "none": // that is a value for a line or a shadow
			rest = append(rest, p)
		}
	}
	if len(rest) > 0 {
		p := rest[0]
		p.Severity = diag.Info
		if len(rest) > 1 {
			p.Message = lang.F("%s (en nog %d)", "%s (and %d more)", p.Message, len(rest)-1)
		}
		p.Hint = lang.T("De website gebruikt deze design tokens niet. U hoeft niets te doen.", "The site does not use these design tokens. You need not do anything.")
		return append(few(ps), p)
	}
	return few(ps)
}

// dangling reports references to properties that are not there, and of which
// nothing was told yet.
func (s *Sheet) dangling(used, told map[string]bool) []diag.Problem {
	var ps []diag.Problem
	for _, scheme := range []scheme{light, dark} {
		for _, name := range keys(used) {
			x, ok := s.tokens[scheme][name]
			if !ok {
				continue
			}
			for _, ref := range plainReferences(x.value) {
				if _, there := s.tokens.get(scheme, ref); !there && !told[ref] {
					ps = append(ps, s.file.Problem(RuleNoValue, at(s.file, x.valueAt, x.end), lang.F("%s verwijst naar %s, en dat staat niet in dit bestand", "%s refers to %s, which is not in this file", name, ref), hintOwn))
				}
			}
		}
	}
	return ps
}

// cycles reports properties that refer to themselves, each circle once.
func (s *Sheet) cycles(used map[string]bool) []diag.Problem {
	var ps []diag.Problem
	reported := map[string]bool{}
	for _, scheme := range s.schemes() {
		if scheme&more != 0 {
			continue
		}
		w := walk{sheet: s, scheme: scheme, on: map[string]bool{}, done: map[string]bool{}}
		for _, name := range keys(used) {
			circle := w.circle(name)
			if len(circle) == 0 {
				continue
			}
			first := slices.Min(circle)
			if reported[first] {
				continue
			}
			reported[first] = true
			i := slices.Index(circle, first)
			circle = append(slices.Concat(circle[i:], circle[:i]), first)
			x, _ := s.tokens.get(scheme, first)
			ps = append(ps, s.file.Problem(RuleCycle, at(s.file, x.valueAt, x.end), lang.F("%s verwijst in een kring naar zichzelf: %s", "%s refers to itself: %s", first, short(strings.Join(circle, " → "))),
				lang.T("Geef een van deze design tokens een echte waarde.", "Give one of these design tokens a real value.")))
		}
	}
	return ps
}

// A walk follows references.
type walk struct {
	sheet  *Sheet
	scheme scheme
	path   []string
	on     map[string]bool // what is in path
	done   map[string]bool // where the walk has been
}

// circle returns the circle to which the references of name lead, if any that
// was not seen before.
func (w *walk) circle(name string) []string {
	if w.on[name] {
		return slices.Clone(w.path[slices.Index(w.path, name):])
	}
	x, ok := w.sheet.tokens.get(w.scheme, name)
	if !ok || w.done[name] {
		return nil
	}
	w.on[name], w.done[name] = true, true
	w.path = append(w.path, name)
	defer func() {
		delete(w.on, name)
		w.path = w.path[:len(w.path)-1]
	}()
	for _, ref := range references(x.value) {
		if c := w.circle(ref); c != nil {
			return c
		}
	}
	return nil
}

// allowedFunctions are those that a published value may hold: they compute, and
// fetch nothing.
var allowedFunctions = strings.Fields("var( calc( min( max( clamp( rgb( rgba( hsl( hsla( hwb( lab( lch( oklab( oklch( color( color-mix( light-dark(")

// publishable reports whether a value is a value and nothing more: a style sheet
// can do more than set colours.
func publishable(v string) bool {
	if len(v) > maxValue {
		return false
	}
	depth := 0
	for _, p := range lex(v) {
		switch p.kind {
		case css.IdentToken, css.CustomPropertyNameToken, css.NumberToken, css.PercentageToken, css.DimensionToken, css.HashToken, css.CommaToken, css.WhitespaceToken:
			if strings.ContainsRune(p.text, '\\') {
				return false
			}
		case css.StringToken:
			if len(p.text) < 2 || p.text[0] != p.text[len(p.text)-1] || strings.ContainsAny(p.text, "\\<\n") {
				return false
			}
		case css.DelimToken:
			if !strings.Contains("+-*/%", p.text) {
				return false
			}
		case css.FunctionToken:
			if !slices.Contains(allowedFunctions, strings.ToLower(p.text)) {
				return false
			}
			depth++
		case css.LeftParenthesisToken:
			depth++
		case css.RightParenthesisToken:
			if depth--; depth < 0 {
				return false
			}
		default:
			return false
		}
	}
	return depth == 0
}

func lex(v string) []piece { return newReader(&content.File{Source: []byte(v)}).pieces }

// references returns the names behind var( in a value.
func references(v string) []string {
	if !strings.Contains(v, "--") {
		return nil
	}
	return newReader(&content.File{Source: []byte(v)}).reads()
}

// plainReferences returns those for which there is no other value.
func plainReferences(v string) []string {
	var names []string
	ps := lex(v)
	for i, p := range ps {
		if p.kind != css.FunctionToken || !strings.EqualFold(p.text, "var(") {
			continue
		}
		if rest := trim(ps[i+1:]); len(rest) > 0 && isName(rest[0]) {
			if behind := trim(rest[1:]); len(behind) == 0 || behind[0].kind != css.CommaToken {
				names = append(names, rest[0].text)
			}
		}
	}
	return names
}

func keys(set map[string]bool) []string {
	names := make([]string, 0, len(set))
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
