// Package permalinks is the ledger of every address that was ever published,
// content/permalinks.txt: it parses and writes the ledger, and compares it with
// what a site has now. It is pure: it reads no disk.
//
// The ledger has one address a line, sorted. Behind an arrow stands where what
// was there can be found now:
//
//	# Deze adressen blijven bestaan.
//	/media/plan.pdf -> /media/plan-2.pdf
//	/over/
//	/trajecten/wmo/
//	/trajecten/wmo/hek/
//
// Addresses that follow from others, such as that of a poster, are not in it.
// Lines of two branches of git can be put together in any order (merge=union):
// the order and lines that are there twice are no mistake.
package permalinks

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
)

// Arrow stands between an address and where it went.
const Arrow = "->"

// Head is what stands above a new ledger.
var Head = []string{
	"# De adressen van deze website. Ze staan in brieven en adviezen, dus ze blijven bestaan.",
	"# Nieuwe adressen komen erbij met: weerklank check --fix",
}

// An Entry is an address that was published.
type Entry struct {
	Van        string
	Naar       string // where it went; "" when it did not
	Line       int
	Start, End int // of the line in the text of the ledger, without its end
}

// A Ledger is every address that was published, as far as the file is understood.
type Ledger struct {
	Entries []Entry // by Van, which no two share

	text  string   // without byte order mark
	head  []string // the comments
	eol   string
	tidy  bool // the file is what Format makes of it
	whole bool // every line was understood
}

// String returns the line of the ledger that says e.
func (e Entry) String() string {
	if e.Naar == "" {
		return e.Van
	}
	return e.Van + " " + Arrow + " " + e.Naar
}

// Format writes a ledger: the comments, then the entries, sorted and each once.
func Format(comments []string, entries []Entry) []byte {
	return format(comments, entries, "\n")
}

func format(comments []string, entries []Entry, eol string) []byte {
	var b bytes.Buffer
	for _, c := range comments {
		b.WriteString(c + eol)
	}
	sorted := entries
	if !slices.IsSortedFunc(sorted, byAddress) {
		sorted = slices.SortedFunc(slices.Values(entries), byAddress)
	}
	for i, e := range sorted {
		if i == 0 || e.Van != sorted[i-1].Van {
			b.WriteString(e.String() + eol)
		}
	}
	return b.Bytes()
}

// byAddress orders entries by address; one with an arrow comes first, because it
// says more.
func byAddress(a, b Entry) int {
	return cmp.Or(strings.Compare(a.Van, b.Van), strings.Compare(b.Naar, a.Naar))
}

// Moves returns the entries that went to another address.
func (l *Ledger) Moves() []Entry {
	var moves []Entry
	for _, e := range l.Entries {
		if e.Naar != "" {
			moves = append(moves, e)
		}
	}
	return moves
}

// Has reports whether an address is in the ledger.
func (l *Ledger) Has(adres string) bool {
	_, ok := slices.BinarySearchFunc(l.Entries, adres, func(e Entry, a string) int { return strings.Compare(e.Van, a) })
	return ok
}

// Below returns the entries whose address begins with that of a page, itself not
// included.
func (l *Ledger) Below(adres string) []Entry {
	if !strings.HasSuffix(adres, "/") {
		return nil
	}
	compare := func(e Entry, a string) int { return strings.Compare(e.Van, a) }
	from, _ := slices.BinarySearchFunc(l.Entries, adres+"\x00", compare)
	to, _ := slices.BinarySearchFunc(l.Entries, adres+"\x7f", compare) // behind every letter of an address
	return l.Entries[from:to]
}

// Dying returns the entries to which nothing answers any more. answers reports
// whether something does; removed whether an address was taken away to protect
// somebody's privacy, which is the one reason for which an address may go. It may
// be nil.
func (l *Ledger) Dying(answers, removed func(adres string) bool) []Entry {
	var dying []Entry
	for _, e := range l.Entries {
		if e.Naar == "" && !answers(e.Van) && (removed == nil || !removed(e.Van)) {
			dying = append(dying, e)
		}
	}
	return dying
}

// Add returns the edits that add addresses, which must be in no ledger, to the
// text of l. A ledger that is not tidy has to be tidied first: then there are none.
func (l *Ledger) Add(addresses []string) []diag.Edit {
	if !l.tidy {
		return nil
	}
	eol := cmp.Or(l.eol, "\n")
	var edits []diag.Edit
	i := 0
	var add strings.Builder
	if l.text == "" && len(addresses) > 0 {
		add.Write(format(Head, nil, eol))
	}
	flush := func(offset int) {
		if add.Len() > 0 {
			edits = append(edits, diag.Edit{Start: offset, End: offset, New: add.String()})
			add.Reset()
		}
	}
	for _, a := range slices.Sorted(slices.Values(addresses)) {
		for i < len(l.Entries) && l.Entries[i].Van < a {
			flush(l.Entries[i].Start)
			i++
		}
		add.WriteString(a + eol)
	}
	if i < len(l.Entries) {
		flush(l.Entries[i].Start)
	} else {
		flush(len(l.text))
	}
	return edits
}

// Source returns a line of the ledger, for the marker of a problem.
func (l *Ledger) Source(e Entry) string { return l.text[e.Start:e.End] }

// Problem returns a problem about an entry: all of it, or where it went.
func (l *Ledger) Problem(r *diag.Rule, e Entry, target bool) diag.Problem {
	line := l.Source(e)
	from, to := 0, len(line)
	if i := strings.LastIndex(line, e.Naar); target && i >= 0 {
		from, to = i, i+len(e.Naar)
	}
	p := r.New(diag.Range{Start: diag.Pos{Line: e.Line, Column: from + 1}, End: diag.Pos{Line: e.Line, Column: to + 1}}, noText, noText)
	p.File, p.Source = content.LedgerPath, line
	return p
}
