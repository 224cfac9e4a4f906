// Package lang holds texts of the program in the languages it speaks: Dutch,
// the default, and English.
//
// Both languages of a text stand beside each other at the place where the text
// is used. So the compiler sees to it that neither is forgotten, and whoever
// changes one sees the other. (What residents read is not here but in the
// catalogue of the theme, themes/default/i18n/, because a site may override it.)
package lang

import "fmt"

// A Lang is a language of the program's messages, as a BCP 47 tag.
type Lang string

// The languages in which the program speaks to the people who run it.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// Parse returns the language named s. ok is false for one that the program
// does not speak.
func Parse(s string) (l Lang, ok bool) {
	switch Lang(s) {
	case NL, EN:
		return Lang(s), true
	}
	return NL, false
}

// A Text is one text in every language of the program.
type Text struct{ NL, EN string }

// T returns a text without values to fill in.
func T(nl, en string) Text { return Text{nl, en} }

// F returns a text with values filled in, by the verbs of package fmt. Both
// formats are given the same args; use indexed verbs (%[2]s) where the order
// differs. An arg that is a Text is filled in per language.
func F(nl, en string, args ...any) Text {
	return Text{format(NL, nl, args), format(EN, en, args)}
}

func format(l Lang, f string, args []any) string {
	if s, ok := simple(l, f, args); ok {
		return s
	}
	return formatted(l, f, args)
}

// formatted is format by package fmt.
func formatted(l Lang, f string, args []any) string {
	a := make([]any, len(args))
	for i, v := range args {
		if t, ok := v.(Text); ok {
			v = t.In(l)
		}
		a[i] = v
	}
	return fmt.Sprintf(f, a...)
}

// In returns the text in language l.
func (t Text) In(l Lang) string {
	if l == EN {
		return t.EN
	}
	return t.NL
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t == Text{} }

// An Error is an error whose message exists in every language of the program.
type Error struct {
	Text Text
	Err  error // the cause, for errors.Is and errors.As; may be nil
}

// Errorf returns an Error with values filled in as by [F]. The last arg that is
// an error is kept as the cause.
func Errorf(nl, en string, args ...any) *Error {
	e := &Error{Text: F(nl, en, args...)}
	for _, a := range args {
		if err, ok := a.(error); ok {
			e.Err = err
		}
	}
	return e
}

// Error returns the English message, as Go programs expect.
func (e *Error) Error() string { return e.Text.EN }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
