package importer

import (
	"fmt"
	"slices"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// An Outcome is what became of a row.
type Outcome string

// The outcomes. Every row of a table has exactly one.
const (
	New       Outcome = "new"       // became a signaal
	Bundled   Outcome = "bundled"   // joined the signaal of another row
	Updated   Outcome = "updated"   // something in its signaal was changed
	Unchanged Outcome = "unchanged" // was imported before, nothing to do
	Kept      Outcome = "kept"      // an editor changed its signaal, which stays so
	Conflict  Outcome = "conflict"  // changed by an editor and in the table: kept as it is
	Removed   Outcome = "removed"   // an editor removed its signaal, which stays so
	Skipped   Outcome = "skipped"   // see Reason
)

// A Reason is why a row was skipped.
type Reason string

// The reasons.
const (
	Empty     Reason = "empty"     // nothing in it
	Above     Reason = "above"     // above the names of the columns
	Header    Reason = "header"    // the names of the columns
	NoText    Reason = "no-text"   // nothing in the column of what people said
	TooLong   Reason = "too-long"  // a text that no file takes
	Withdrawn Reason = "withdrawn" // who said it took it back
	Duplicate Reason = "duplicate" // the same number and the same words as another row
)

var outcomeTexts = map[Outcome]lang.Text{
	New: lang.T("nieuw", "new"), Bundled: lang.T("samengevoegd met een andere rij", "joined with another row"), Updated: lang.T("bijgewerkt", "updated"),
	Unchanged: lang.T("ongewijzigd", "unchanged"), Kept: lang.T("in het bestand gewijzigd, en zo gelaten", "changed in the file, and left so"),
	Conflict: lang.T("in het bestand én in de tabel gewijzigd", "changed in the file and in the table"),
	Removed:  lang.T("uit het bestand gehaald, en zo gelaten", "removed from the file, and left so"), Skipped: lang.T("overgeslagen", "skipped"),
}

var reasonTexts = map[Reason]lang.Text{
	Empty: lang.T("leeg", "empty"), Above: lang.T("boven de kolomnamen", "above the names of the columns"), Header: lang.T("kolomnamen", "names of columns"),
	NoText: lang.T("geen tekst in de kolom voor het signaal", "no text in the column for the signaal"), TooLong: lang.T("tekst te lang", "text too long"),
	Withdrawn: lang.T("ingetrokken door de indiener", "withdrawn by who sent it"), Duplicate: lang.T("staat er dubbel in", "there twice"),
}

// A Masked is personal data that was masked in a row.
type Masked struct {
	Key  string
	Kind lang.Text
}

// A Difference is a value that the table and the file have otherwise.
type Difference struct {
	Key         string
	Table, File string // as far as a message shows them
}

// A RowReport says what became of one row.
type RowReport struct {
	Row         int
	Outcome     Outcome
	Reason      Reason // of Skipped
	With        int    // the row that it was joined with, or that it repeats
	File, ID    string // where its signaal is
	Changed     []string
	Differences []Difference
	Masked      []Masked
	Notes       []lang.Text

	noState bool // the table does not say which besluit it is
	hidden  bool // a spreadsheet program does not show it
}

func (r *RowReport) skip(why Reason)     { r.Outcome, r.Reason = Skipped, why }
func (r *RowReport) note(note lang.Text) { r.Notes = append(r.Notes, note) }

// An Unknown is a value of the table that was not understood.
type Unknown struct {
	Target Target
	Value  string
	Rows   []int
}

// A Column says what a column was used for.
type Column struct {
	Target  Target
	Letters []string
	Names   []string
}

// A Gone is a signaal whose rows are no longer in the table.
type Gone struct{ File, ID string }

// A Report accounts for an import.
type Report struct {
	Source     string // the file that was read
	Sheet      string
	Header     int // the row with the names of the columns; 0 for none
	Columns    []Column
	Unused     []string // columns that were not used
	Persons    []string // columns with data of persons, not used
	Rows       []*RowReport
	Unknowns   []*Unknown
	Gone       []Gone
	Faults     []Fault
	Created    []string // files
	Changed    []string
	Published  []string // changed files that are no concept
	Signalen   int      // that were written
	Notes      []lang.Text
	groupNames map[string]string
	byValue    map[string]*Unknown
}

// A Fault is a cell that could not be read.
type Fault struct {
	Row     int
	Column  string
	Message lang.Text
}

func (r *Report) unknown(t Target, v string, row *RowReport) {
	key := string(t) + "=" + v
	if s := slug.Slug(v); s != "" && t == Besluit {
		key = string(t) + "=" + s // Ja is ja
	}
	u := r.byValue[key]
	if u == nil {
		u = &Unknown{Target: t, Value: v}
		r.Unknowns = append(r.Unknowns, u)
		r.byValue[key] = u
	}
	u.Rows = append(u.Rows, row.Row)
}

// Count returns how many rows have an outcome.
func (r *Report) Count(o Outcome) int {
	n := 0
	for _, row := range r.Rows {
		if row.Outcome == o {
			n++
		}
	}
	return n
}

// outcomes returns the outcomes in the order of reports.
func outcomes() []Outcome {
	return []Outcome{New, Bundled, Updated, Unchanged, Kept, Conflict, Removed, Skipped}
}

// Text returns the report for people; with quiet only what they must look at.
func (r *Report) Text(l lang.Lang, dryRun, quiet bool) string {
	var b strings.Builder
	say := func(t lang.Text) { b.WriteString(t.In(l) + "\n") }
	if !quiet {
		r.sayColumns(say)
	}
	r.sayProblems(say)
	if !quiet {
		r.sayFiles(say, dryRun)
		say(r.totals())
	}
	return b.String()
}

// sayColumns says what was read, and how it was understood.
func (r *Report) sayColumns(say func(lang.Text)) {
	what := lang.F("Gelezen: %s", "Read: %s", r.Source)
	if r.Sheet != "" {
		what = lang.F("%s, blad %q", "%s, sheet %q", what, r.Sheet)
	}
	if r.Header > 0 {
		what = lang.F("%s, kolomnamen op rij %d", "%s, names of columns on row %d", what, r.Header)
	}
	say(what)
	for _, c := range r.Columns {
		say(lang.F("  %-10s kolom %s: %s", "  %-10s column %s: %s", string(c.Target), strings.Join(c.Letters, "+"), strings.Join(c.Names, " + ")))
	}
	if len(r.Persons) > 0 {
		say(lang.F("Niet overgenomen, want het gaat over personen: %s", "Left out, because it is about persons: %s", strings.Join(r.Persons, ", ")))
	}
	if len(r.Unused) > 0 {
		say(lang.F("Niet gebruikt: %s. Toch gebruiken? Dat kan met --map.", "Not used: %s. Use one? That can be done with --map.", strings.Join(r.Unused, ", ")))
	}
}

// maxShown is how many of one kind of thing the report shows; the form json has
// all.
const maxShown = 10

// sayProblems says what somebody must look at.
func (r *Report) sayProblems(say func(lang.Text)) {
	for i, f := range r.Faults {
		if i == maxShown {
			say(more(len(r.Faults)))
			break
		}
		say(lang.F("rij %d, kolom %s: %s", "row %d, column %s: %s", f.Row, f.Column, f.Message))
	}
	r.sayUnknowns(say)
	r.sayRows(say, lang.T("Persoonsgegevens gemaskeerd", "Personal data masked"), func(row *RowReport) []lang.Text {
		var out []lang.Text
		for _, m := range row.Masked {
			out = append(out, lang.F("%s in %s", "%s in %s", m.Kind, m.Key))
		}
		return out
	})
	r.sayRows(say, lang.T("Kijk zelf", "Look at these"), func(row *RowReport) []lang.Text { return row.Notes })
	r.sayRows(say, lang.T("In het bestand én in de tabel gewijzigd; het bestand bleef zoals het was", "Changed in the file and in the table; the file was left as it was"), func(row *RowReport) []lang.Text {
		var out []lang.Text
		for _, d := range row.Differences {
			out = append(out, lang.F("%s %s, %s\n    tabel:   %s\n    bestand: %s", "%s %s, %s\n    table: %s\n    file:  %s", row.File, row.ID, d.Key, d.Table, d.File))
		}
		return out
	})
	if r.Count(Conflict) > 0 {
		say(lang.T("  Kies: --conflict bestand (het bestand is goed) of --conflict tabel (de tabel is goed).",
			"  Choose: --conflict bestand (the file is right) or --conflict tabel (the table is right)."))
	}
	for i, g := range r.Gone {
		if i == maxShown {
			say(more(len(r.Gone)))
			break
		}
		say(lang.F("Niet meer in de tabel, wel in %s: %s. Haal het zelf weg als het weg moet.", "No longer in the table, but in %s: %s. Remove it yourself if it must go.", g.File, g.ID))
	}
	for _, n := range r.Notes {
		say(n)
	}
}

func more(n int) lang.Text {
	return lang.F("  … en nog %d (alles staat in --format json)", "  … and %d more (--format json has all)", n-maxShown)
}

// sayRows lists what find finds in each row.
func (r *Report) sayRows(say func(lang.Text), title lang.Text, find func(*RowReport) []lang.Text) {
	n := 0
	for _, row := range r.Rows {
		for _, t := range find(row) {
			if n == 0 {
				say(lang.F("%s:", "%s:", title))
			}
			if n++; n <= maxShown {
				say(lang.F("  rij %d: %s", "  row %d: %s", row.Row, t))
			}
		}
	}
	if n > maxShown {
		say(more(n))
	}
}

// sayUnknowns says which words and dates were not understood.
func (r *Report) sayUnknowns(say func(lang.Text)) {
	var words []*Unknown
	dates := map[Target][]*Unknown{}
	for _, u := range r.Unknowns {
		if u.Target == Besluit {
			words = append(words, u)
		} else {
			dates[u.Target] = append(dates[u.Target], u)
		}
	}
	for i, u := range words {
		if i == maxShown {
			say(more(len(words)))
			break
		}
		say(lang.F("Welk besluit is %q? Het staat er %s (%s).", "Which besluit is %q? It is there %s (%s).", u.Value, times(len(u.Rows)), rowList(u.Rows)))
	}
	if len(words) > 0 {
		// What somebody copies without a thought must promise nothing.
		say(lang.F("  Zeg wat zo'n woord betekent: --besluit \"%s=in-behandeling\". Kan ook: %s.", "  Say what such a word means: --besluit \"%s=in-behandeling\". Possible too: %s.", words[0].Value, otherBesluiten()))
	}
	for _, t := range []Target{Ontvangen, Datum} {
		var rows []int
		for _, u := range dates[t] {
			rows = append(rows, u.Rows...)
		}
		if len(rows) > 0 {
			slices.Sort(rows)
			say(lang.F("Niet zeker te lezen als datum, en weggelaten bij %s: %q%s (%s). Schrijf dag-maand-jaar, met vier cijfers voor het jaar.",
				"Cannot surely be read as a date, and left out at %s: %q%s (%s). Write day-month-year, with four digits for the year.",
				string(t), dates[t][0].Value, andMore(len(rows)-1), rowList(rows)))
		}
	}
}

func times(n int) lang.Text {
	if n == 1 {
		return lang.T("1 keer", "once")
	}
	return lang.F("%d keer", "%d times", n)
}

func andMore(n int) lang.Text {
	if n == 0 {
		return lang.Text{}
	}
	return lang.F(" en nog %d", " and %d more", n)
}

func otherBesluiten() string {
	var all []string
	for _, b := range traject.Besluiten() {
		if b != traject.InBehandeling {
			all = append(all, string(b))
		}
	}
	return strings.Join(all, ", ")
}

// rowList returns numbers of rows for a message.
func rowList(rows []int) lang.Text {
	var all []string
	for i, n := range rows {
		if i == 5 {
			all = append(all, "…")
			break
		}
		all = append(all, fmt.Sprint(n))
	}
	if len(rows) == 1 {
		return lang.F("rij %s", "row %s", all[0])
	}
	return lang.F("rijen %s", "rows %s", strings.Join(all, ", "))
}

// sayFiles says which files were written.
func (r *Report) sayFiles(say func(lang.Text), dryRun bool) {
	made, changed := lang.T("gemaakt: %s", "made: %s"), lang.T("gewijzigd: %s", "changed: %s")
	if dryRun {
		made, changed = lang.T("zou worden gemaakt: %s", "would be made: %s"), lang.T("zou worden gewijzigd: %s", "would be changed: %s")
	}
	for i, f := range r.Created {
		if i == maxShown && len(r.Created) > maxShown+1 {
			say(more(len(r.Created)))
			break
		}
		say(lang.F(made.NL, made.EN, f))
	}
	shown := 0
	for _, f := range r.Changed {
		if slices.Contains(r.Published, f) {
			say(lang.F("%s (let op: dit bestand is geen concept, dus dit komt op de website)", "%s (mind: this file is no concept, so this will be on the site)", lang.F(changed.NL, changed.EN, f)))
			continue
		}
		if shown++; shown <= maxShown {
			say(lang.F(changed.NL, changed.EN, f))
		}
	}
	if shown > maxShown {
		say(more(shown))
	}
	if len(r.Created)+len(r.Changed) == 0 {
		say(lang.T("Er is niets te veranderen.", "There is nothing to change."))
	}
}

// totals says what became of all rows; the numbers add up.
func (r *Report) totals() lang.Text {
	var parts []lang.Text
	for _, o := range outcomes() {
		var rows []int
		for _, row := range r.Rows {
			if row.Outcome == o {
				rows = append(rows, row.Row)
			}
		}
		switch {
		case len(rows) == 0 || o == Skipped:
		case o == New || o == Unchanged:
			parts = append(parts, lang.F("%d %s", "%d %s", len(rows), outcomeTexts[o]))
		default:
			parts = append(parts, lang.F("%d %s (%s)", "%d %s (%s)", len(rows), outcomeTexts[o], rowList(rows)))
		}
	}
	for _, why := range []Reason{Empty, Above, Header, NoText, TooLong, Withdrawn, Duplicate} {
		var rows []int
		for _, row := range r.Rows {
			if row.Outcome == Skipped && row.Reason == why {
				rows = append(rows, row.Row)
			}
		}
		if len(rows) > 0 {
			parts = append(parts, lang.F("%d overgeslagen (%s: %s)", "%d skipped (%s: %s)", len(rows), reasonTexts[why], rowList(rows)))
		}
	}
	count := lang.F("%d rijen", "%d rows", len(r.Rows))
	if len(r.Rows) == 1 {
		count = lang.T("1 rij", "1 row")
	}
	text := lang.F("%s:", "%s:", count)
	for i, p := range parts {
		sep := ", "
		if i == 0 {
			sep = " "
		}
		text = lang.F("%s%s%s", "%s%s%s", text, sep, p)
	}
	return lang.F("%s.", "%s.", text)
}
