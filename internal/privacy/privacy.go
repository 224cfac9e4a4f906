// Package privacy finds personal data in a text: what tells who a resident is,
// where they live or how to reach them.
//
// It looks at the form of things and at the words beside them, and at nothing
// else: strings in, findings out. A name without a title, or a story that
// everybody in the street recognises, it cannot see. docs/privacy.md says in
// Dutch what is found and what not.
//
// A text is first folded (see fold.go): people paste numbers with hard spaces,
// soft hyphens, full-width digits, emphasis and entities within. Then each kind
// looks from those places on where it can begin, a short stretch at a time, so
// that the time it takes grows with the length of the text and not faster.
package privacy

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind is a kind of personal data. Its value is the code of the rule about it.
type Kind string

// The kinds, in the order in which they go before one another where two overlap.
const (
	IBAN     Kind = "iban"
	BSN      Kind = "bsn"
	Email    Kind = "e-mailadres"
	Telefoon Kind = "telefoonnummer"
	Geboren  Kind = "geboortedatum"
	Adres    Kind = "woonadres"
	Kenteken Kind = "kenteken"
	Naam     Kind = "naam-van-persoon"
)

// Kinds returns all kinds.
func Kinds() []Kind {
	return []Kind{IBAN, BSN, Email, Telefoon, Geboren, Adres, Kenteken, Naam}
}

// A Match is one finding: the bytes from Start to End of the text.
type Match struct {
	Kind       Kind
	Start, End int
	Certain    bool   // it is personal data for certain; otherwise it looks like it
	Shown      string // so little of it that one can find it and learn nothing from it: "06…78"
}

// Options say what is no personal data here.
type Options struct {
	Allowed  []string // values, or texts that hold them; spaces, dashes and capitals do not matter
	Domains  []string // own domains: their e-mail addresses, and those below, are allowed
	FileName bool     // the text is the name of a file: dashes are spaces, and names have no capitals
	// Used is called with the index in Allowed of what was found and let through; may be nil.
	Used func(i int)
}

// Find returns the personal data in text, in order and without overlap.
func Find(text string, o Options) []Match {
	f := &finder{text: fold(text, o.FileName), options: o}
	f.scan()
	return f.matches()
}

// MayBeCertain reports whether text can hold anything that is certain. That has a
// digit or an @, or a character that is read as one; a text without them need
// not be searched for it.
func MayBeCertain(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		switch {
		case r < utf8.RuneSelf:
			return digit(byte(r)) || r == '@' || r == '&' // an entity
		case r >= '\u2010' && r <= '\u2027': // dashes, quotation marks
			return false
		}
		return r >= '\uFE50' || !unicode.IsLetter(r)
	})
}

// Mask returns text with each of matches replaced by what stands for it in
// Dutch ("nl") or English ("en"): "[telefoonnummer weggelaten]".
func Mask(text string, matches []Match, language string) string {
	var b strings.Builder
	at := 0
	for _, m := range matches {
		if m.Start < at || m.End > len(text) {
			continue // not of this text
		}
		b.WriteString(text[at:m.Start])
		b.WriteString(m.Kind.Omitted(language))
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Hide returns text with every character of matches but spaces replaced by a
// dot, so that what stands behind it keeps its column.
func Hide(text string, matches []Match) string {
	var b strings.Builder
	at := 0
	for _, m := range matches {
		if m.Start < at || m.End > len(text) {
			continue
		}
		b.WriteString(text[at:m.Start])
		for _, r := range text[m.Start:m.End] {
			if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
				b.WriteRune(r)
			} else {
				b.WriteRune('•')
			}
		}
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Omitted returns what stands in the place of a k that is left out.
func (k Kind) Omitted(language string) string {
	if language == "en" {
		return "[" + words[k].en + " left out]"
	}
	return "[" + words[k].nl + " weggelaten]"
}

// Word returns what k is called, without an article.
func (k Kind) Word(language string) string {
	if language == "en" {
		return words[k].en
	}
	return words[k].nl
}

var words = map[Kind]struct{ nl, en string }{
	IBAN:     {"rekeningnummer", "account number"},
	BSN:      {"burgerservicenummer", "citizen service number"},
	Email:    {"e-mailadres", "e-mail address"},
	Telefoon: {"telefoonnummer", "telephone number"},
	Geboren:  {"geboortedatum", "date of birth"},
	Adres:    {"adres", "address"},
	Kenteken: {"kenteken", "licence plate"},
	Naam:     {"naam", "name"},
}

// A finder collects what is found in one text.
type finder struct {
	text
	options Options
	found   []candidate
	plated  int // behind the last word that says that a licence plate follows
}

// A candidate is a stretch of the folded text that looks like personal data.
type candidate struct {
	kind       Kind
	start, end int
	certain    bool
}

// add adds the stretch of the folded text from start to end.
func (f *finder) add(k Kind, start, end int, certain bool) {
	f.found = append(f.found, candidate{k, start, end, certain})
}

// matches returns what was found as stretches of the text itself. Where two
// overlap, what is certain goes before what is likely, and then the order of
// the kinds decides.
func (f *finder) matches() []Match {
	order := Kinds()
	rank := func(c candidate) int {
		r := slices.Index(order, c.kind)
		if !c.certain {
			r += len(order)
		}
		return r
	}
	var out []Match
	slices.SortStableFunc(f.found, func(a, b candidate) int { return cmp.Compare(a.start, b.start) })
	for _, c := range f.found {
		if f.allowed(c) {
			continue
		}
		start, end := f.source(c.start, c.end)
		m := Match{c.kind, start, end, c.certain, shown(c.kind, f.b[c.start:c.end])}
		if n := len(out); n > 0 && m.Start < out[n-1].End {
			last := &out[n-1]
			if rank(c) < rank(candidate{kind: last.Kind, certain: last.Certain}) {
				m.Start, m.End = min(m.Start, last.Start), max(m.End, last.End)
				*last = m
			} else {
				last.End = max(last.End, m.End)
			}
			continue
		}
		out = append(out, m)
	}
	return out
}

// allowed reports whether somebody said that c is no personal data.
func (f *finder) allowed(c candidate) bool {
	if len(f.options.Allowed) == 0 {
		return false
	}
	value := Fold(f.b[c.start:c.end])
	bare := "" // a name without its title
	if c.kind == Naam {
		_, rest, _ := strings.Cut(f.b[c.start:c.end], " ")
		bare = Fold(rest)
	}
	for i, a := range f.options.Allowed {
		if a = Fold(a); a != "" && (a == bare || strings.Contains(a, value)) {
			if f.options.Used != nil {
				f.options.Used(i)
			}
			return true
		}
	}
	return false
}
