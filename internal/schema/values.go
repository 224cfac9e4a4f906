package schema

import (
	"strings"
	"unicode"

	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// scalar is what a plain text may be for YAML: titel: 2026 is a number there,
// and a title here.
var scalar = []string{"string", "number", "boolean"}

const (
	// linkSign is what a link may hold.
	linkSign    = "[^\\s<>\"\\\\^{|}`]"
	linkPattern = `^\s*(([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):` + linkSign + `*` + // an address elsewhere
		`|/([^/\s<>"\\^{|}` + "`" + `]` + linkSign + `*)?` + // a place on the site; //host is none
		`|[^:/?#\s<>"\\^{|}` + "`" + `]+([/?#]` + linkSign + `*)?` + // a file beside this one
		`|[?#]` + linkSign + `*)\s*$` // a place on the page

	// datePattern knows how many days a month has, but no leap years.
	datePattern = `^\s*(19|2[01])[0-9]{2}(-[Qq][1-4]|-(0[1-9]|1[0-2])` +
		`|-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|-(0[469]|11)-(0[1-9]|[12][0-9]|30)|-02-(0[1-9]|[12][0-9]))?\s*$`

	// countPattern may have a dot before each three digits.
	countPattern = `^\s*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)\s*$`

	// noTags is text without the beginning of an HTML tag.
	noTags = `^([^<]|<+[^A-Za-z/!?<])*<*$`
)

// text describes a text of one form, with what an editor says when it has
// another.
func (b *builder) text(pattern string, message lang.Text) object {
	return object{"type": "string", "pattern": pattern, "patternErrorMessage": message.In(b.lang)}
}

// plain describes text without markup.
func (b *builder) plain() object {
	return object{"type": scalar, "allOf": []any{
		object{"pattern": `\S`, "patternErrorMessage": lang.T("Hier moet tekst staan.", "There must be text here.").In(b.lang)},
		object{"pattern": noTags, "patternErrorMessage": lang.T("Hier kan alleen gewone tekst, geen HTML.", "Only plain text can stand here, no HTML.").In(b.lang)},
	}}
}

func (b *builder) link() object {
	return b.text(linkPattern, lang.T("Een link begint met https://, http://, mailto: of tel:, of met / voor een plek op deze website, en heeft geen spaties.",
		"A link begins with https://, http://, mailto: or tel:, or with / for a place on this site, and has no spaces."))
}

func (b *builder) dates() object {
	return object{"anyOf": []any{
		b.text(datePattern, lang.T("Schrijf jaar-maand-dag, zoals 2026-03-14. 2026-03, 2026-Q1 of 2026 kan ook.", "Write year-month-day, such as 2026-03-14. 2026-03, 2026-Q1 or 2026 will do too.")),
		object{"type": "integer", "minimum": 1900, "maximum": 2199},
	}}
}

// count describes a whole number. 1.200 is a broken number for YAML and twelve
// hundred for people, so that broken ones must pass.
func (b *builder) count(max int) object {
	return object{"anyOf": []any{
		object{"type": "number", "minimum": 0, "maximum": max},
		b.text(countPattern, lang.T("Schrijf een heel getal, zoals 57.", "Write a whole number, such as 57.")),
	}}
}

func (b *builder) term(k traject.Key) object {
	kinds := object{}
	for _, name := range k.Values {
		kinds[name] = b.count(k.Max)
	}
	return object{"anyOf": []any{
		b.count(k.Max),
		object{"type": "object", "additionalProperties": false, "properties": kinds, "patternProperties": object{spellings(k.Spellings): b.count(k.Max)}},
	}}
}

// choice describes a value of a closed list: first as it is best written, which
// is what editors propose, then every spelling that is understood.
func (b *builder) choice(k traject.Key) object {
	var enum []any
	if k.Kind == traject.KindBool {
		enum = []any{true, false}
	} else {
		for _, name := range k.Values {
			enum = append(enum, name)
		}
		for _, s := range k.Spellings { // as YAML reads them
			switch {
			case len(s) == 1 && s[0] >= '0' && s[0] <= '9':
				enum = append(enum, int(s[0]-'0'))
			case s == "true" || s == "false":
				enum = append(enum, s == "true")
			}
		}
	}
	return object{"anyOf": []any{object{"enum": enum}, object{"type": "string", "pattern": spellings(k.Spellings)}}}
}

// spellings returns a pattern for the ways to write words that mean the same:
// capitals, and what stands between their parts, make no difference. Patterns
// of JSON Schema have no flag for that.
func spellings(words []string) string {
	var forms []string
	for _, w := range words {
		var b strings.Builder
		for _, r := range w {
			switch {
			case r == '-':
				b.WriteString(`[ _\t\n/,-]+`)
			case unicode.IsLetter(r):
				b.WriteString("[" + strings.ToUpper(string(r)) + string(r) + "]")
			default:
				b.WriteRune(r)
			}
		}
		forms = append(forms, b.String())
	}
	return `^[ _\t\n/,]*(` + strings.Join(forms, "|") + `)[ _\t\n/,-]*$`
}

// orEmpty lets a value be left empty, which is the same as leaving it out.
func (b *builder) orEmpty(v object) object {
	empty := b.shared("leeg", func() object { return object{"type": []string{"null", "string"}, "pattern": `^\s*$`} })
	if forms, ok := v["anyOf"].([]any); ok {
		return object{"anyOf": append(forms, empty)}
	}
	return object{"anyOf": []any{v, empty}}
}
