// Package diag describes what is wrong with somebody's content, and where.
//
// Go's error means "the work could not be done". A [Problem] means "the work
// was done, and this is what it found": a value with a place, that is collected
// and shown together with all others. Whoever finds a problem (content,
// traject, site, check) makes it from a [Rule], which gives it its stable code
// and severity; whoever shows it (the command line, the preview, a CI) uses the
// printers of this package.
package diag

import (
	"cmp"
	"slices"

	"weerklank/internal/lang"
)

// Severity says what a problem means for publishing.
type Severity int

// The severities, from harmless to serious.
const (
	Off     Severity = iota // switched off in site.yaml; never shown
	Info                    // good to know
	Warning                 // publishing goes on
	Error                   // nothing is published
)

// String returns the word for s in JSON: "error", "warning" or "info".
func (s Severity) String() string {
	return [...]string{"off", "info", "warning", "error"}[s]
}

// Text returns the word for s that people read.
func (s Severity) Text() lang.Text {
	return [...]lang.Text{
		lang.T("uit", "off"), lang.T("tip", "tip"),
		lang.T("waarschuwing", "warning"), lang.T("fout", "error"),
	}[s]
}

// A Pos is a place in a file. Line and Column count from 1, Column in code
// points, as editors do. The zero Pos means the file as a whole.
type Pos struct{ Line, Column int }

// A Range is a stretch of a file. End is exclusive.
type Range struct{ Start, End Pos }

// At returns the empty range at line and column.
func At(line, column int) Range { return Range{Pos{line, column}, Pos{line, column}} }

// IsZero reports whether r says nothing about a place.
func (r Range) IsZero() bool { return r.Start == Pos{} }

// A Group is a family of rules: what they are for. The documentation, the
// figures and the preview are ordered by it.
type Group int

// The groups, in the order in which they are shown.
const (
	Form       Group = iota // files, keys, values and addresses are understood
	Accessible              // everybody can read what is written (WCAG, ATAG)
	Privacy                 // nobody's personal data goes public (AVG)
	Honest                  // an answer says what, why, who and when
	Plain                   // everybody understands what is written
	Links                   // what is linked to is there
)

// Text returns what people read of g.
func (g Group) Text() lang.Text {
	return [...]lang.Text{
		lang.T("Vorm van de bestanden", "Form of the files"),
		lang.T("Toegankelijke inhoud", "Accessible content"),
		lang.T("Persoonsgegevens", "Personal data"),
		lang.T("Eerlijke antwoorden", "Honest answers"),
		lang.T("Duidelijke taal", "Plain language"),
		lang.T("Links", "Links"),
	}[g]
}

// A Rule is a kind of problem: what the documentation in docs/regels/ says of
// it. Rules are constants; a site can change their severity in site.yaml.
type Rule struct {
	Code     string    // stable and unique, [a-z0-9-]+; Dutch, because editors write it in site.yaml
	Group    Group     // what it is for
	Severity Severity  // unless the site says otherwise
	Source   string    // where it comes from, in Dutch: "WCAG 2.2, 2.4.4 (A)"; may be empty
	Title    lang.Text // one line: what is found
	Why      lang.Text // why it matters, and to whom
	Wrong    string    // an example in which it is found
	Right    string    // the same example, mended
	Mends    bool      // `check --fix` mends it where there is one way to do so
	Max      int       // of one file no more are kept than this, and the rest is counted; 0: MaxPerRule
	Fixed    bool      // the severity cannot be changed in site.yaml: without this nothing can be published
}

// A Problem is one finding in one place.
type Problem struct {
	File     string // relative to the source folder, with slashes: "content/trajecten/wmo.md"
	Range    Range
	Severity Severity
	Code     string
	Message  lang.Text // what was found; no full stop at the end
	Hint     lang.Text // what to do about it; may be empty
	Source   string    // the line of the file in which Range begins, for the marker
	Edits    []Edit    // what mends it for certain; none when a person must decide
}

// An Edit replaces a stretch of a file: the bytes from Start to End, counted
// from the beginning of the file's text, which is behind a byte order mark where
// the file has one (content.File.Source), become New.
type Edit struct {
	Start, End int
	New        string
}

// New returns a problem of kind r, without edits. File and Source are filled in by whoever
// knows the file (content.File.Problem).
func (r *Rule) New(at Range, message, hint lang.Text) Problem {
	return Problem{Range: at, Severity: r.Severity, Code: r.Code, Message: message, Hint: hint}
}

// Compare orders problems by file, place, and then severity and code, so that
// the same content always gives the same list.
func Compare(a, b Problem) int { return compare(&a, &b) }

// compare looks at as little as it needs: there may be very many problems.
func compare(a, b *Problem) int {
	if a.File != b.File {
		return cmp.Compare(a.File, b.File)
	}
	if x, y := a.Range.Start, b.Range.Start; x != y {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	}
	return cmp.Or(-cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message.NL, b.Message.NL))
}

// Sort orders ps by [Compare] and drops exact repetitions.
func Sort(ps []Problem) []Problem {
	slices.SortFunc(ps, Compare)
	return slices.CompactFunc(ps, same)
}

// same reports whether a and b say the same of the same place.
func same(a, b Problem) bool {
	return Compare(a, b) == 0 && a.Range == b.Range && a.Message == b.Message && a.Hint == b.Hint && slices.Equal(a.Edits, b.Edits)
}

// Count returns how many problems of ps have each severity.
func Count(ps []Problem) (errors, warnings, infos int) {
	for _, p := range ps {
		switch p.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		case Info:
			infos++
		}
	}
	return errors, warnings, infos
}

// HasErrors reports whether ps holds an error, so that nothing may be published.
func HasErrors(ps []Problem) bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error })
}
