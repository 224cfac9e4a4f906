package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

// The keys of a signaal that an import writes, in the order in which it writes
// them.
var keys = []string{"signaal", "citaten", "bron", "ontvangen", "onderwerpen", "aantal", "kenmerken", "besluit", "reden", "besloten-op", "gevolg"}

// isList reports whether the value of a key is a list.
func isList(key string) bool { return key == "citaten" || key == "onderwerpen" || key == "kenmerken" }

// isMarkdown reports whether the value of a key is Markdown.
func isMarkdown(key string) bool { return key == "reden" || key == "gevolg" }

// A value is what a key holds: one text, or the items of a list.
type value []string

func (v value) empty() bool { return len(v) == 0 || len(v) == 1 && v[0] == "" }

// hash tells values apart without keeping them.
func (v value) hash() string {
	if v.empty() {
		return ""
	}
	return hash(strings.Join(v, "\x00"))
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// An entry is one row that holds a signaal.
type entry struct {
	row    *RowReport
	key    string // by which it is known again: a hash
	ref    string // what its id is made of; "" for the text
	number string // the number that people were given
	group  string // which file
	values map[string]value
}

// bundleKey is the same for rows with one and the same answer.
func (e *entry) bundleKey() string {
	if e.values["reden"].empty() {
		return ""
	}
	return strings.Join([]string{e.group, e.values["besluit"].hash(), e.values["reden"].hash(), e.values["gevolg"].hash()}, "/")
}

// same is equal for rows that say the same and were answered the same.
func (e *entry) same() string {
	var all []string
	for _, k := range keys {
		if k != "kenmerken" {
			all = append(all, e.values[k].hash())
		}
	}
	return e.group + "/" + strings.Join(all, "/")
}

// A reader turns the rows of a table into entries.
type reader struct {
	layout  *layout
	options *Options
	report  *Report
	per     []part // the columns by which files are divided
	orders  map[Target]order
	refs    map[string]*entry // by reference
}

// read returns the entries, and accounts in the report for every row.
func (r *reader) read() []*entry {
	l := r.layout
	r.orders, r.refs = map[Target]order{}, map[string]*entry{}
	var data []tabel.Row
	for i, row := range l.table.Rows {
		report := &RowReport{Row: row.Number, hidden: row.Hidden}
		r.report.Rows = append(r.report.Rows, report)
		switch {
		case blank(row.Cells):
			report.skip(Empty)
		case i < l.header:
			report.skip(Above)
		case l.header >= 0 && i < l.header+l.depth || r.repeatsHeader(row):
			report.skip(Header)
		default:
			data = append(data, row)
			continue
		}
	}
	for _, t := range []Target{Ontvangen, Datum} {
		var values []string
		for _, row := range data {
			values = append(values, r.text(row, t, " "))
		}
		r.orders[t] = orderOf(values)
	}
	reports := map[int]*RowReport{}
	for _, report := range r.report.Rows {
		reports[report.Row] = report
	}
	var entries []*entry
	for _, row := range data {
		if e := r.entry(row, reports[row.Number]); e != nil {
			entries = append(entries, e)
		}
	}
	return entries
}

// repeatsHeader reports whether a row is the row with names again, as on each
// page of a table that was made to be printed.
func (r *reader) repeatsHeader(row tabel.Row) bool {
	if r.layout.header < 0 {
		return false
	}
	n := 0
	for i, c := range row.Cells {
		if c = strings.Join(strings.Fields(c), " "); c == "" {
			continue
		}
		if i >= len(r.layout.names) || r.layout.names[i] != c {
			return false
		}
		n++
	}
	return n > 1
}

// text returns what a row has for a target; parts are joined.
func (r *reader) text(row tabel.Row, t Target, join string) string {
	var all []string
	for _, p := range r.layout.columns[t] {
		// A website saves each text as HTML by itself: the body, not the title.
		s := strings.TrimSpace(fromHTML(visible(cell(row, p))))
		if s == "" || slices.Contains(all, s) {
			continue
		}
		if n := len(all); n > 0 && join == " " {
			if strings.HasPrefix(s, all[n-1]) {
				all[n-1] = s // a text that begins with its title
				continue
			}
			if !strings.ContainsAny(all[n-1][len(all[n-1])-1:], ".!?:;,") {
				all[n-1] += "."
			}
		}
		all = append(all, s)
	}
	return strings.Join(all, join)
}

// masked returns a text with personal data masked, and reports what it was.
func (r *reader) masked(report *RowReport, key, s string) string {
	if r.options.Mask == nil || s == "" {
		return s
	}
	out, kinds := r.options.Mask(s)
	for _, k := range kinds {
		report.Masked = append(report.Masked, Masked{Key: key, Kind: k})
	}
	return out
}

// entry returns the signaal of a row, nil when it has none.
func (r *reader) entry(row tabel.Row, report *RowReport) *entry {
	e := &entry{row: report, values: map[string]value{}}
	set := func(key, s string) {
		if s != "" {
			e.values[key] = value{s}
		}
	}
	text := func(key string, t Target) { set(key, r.masked(report, key, plain(r.text(row, t, " ")))) }
	markdown := func(key string, t Target) {
		// What is masked is masked in the words, before signs are escaped.
		set(key, asMarkdown(r.masked(report, key, visible(fromHTML(r.text(row, t, "\n\n"))))))
	}
	text("signaal", Signaal)
	if e.values["signaal"].empty() {
		report.skip(NoText)
		return nil
	}
	state, ok := r.state(row, report)
	if !ok {
		return nil
	}
	if len(e.values["signaal"][0]) > maxText || len(r.text(row, Reden, "")) > maxText || len(r.text(row, Gevolg, "")) > maxText {
		report.skip(TooLong)
		return nil
	}
	text("bron", Bron)
	if r.options.Names && e.values["bron"].empty() {
		text("bron", name)
	}
	set("besluit", string(state))
	markdown("reden", Reden)
	markdown("gevolg", Gevolg)
	set("ontvangen", r.date(row, report, Ontvangen))
	set("besloten-op", r.date(row, report, Datum))
	e.values["onderwerpen"] = r.topics(row, report)
	r.identify(e, row)
	if len(r.per) > 0 {
		name := r.masked(report, "bestandsnaam", r.groupName(row))
		e.group = slug.Cut(slug.Slug(name), slug.MaxLen)
		if e.group != "" && r.report.groupNames[e.group] == "" {
			r.report.groupNames[e.group] = name
		}
	}
	if r.duplicate(e) {
		return nil
	}
	return e
}

// maxText is the length over which a text is refused: content takes no value
// that is longer, and escaping makes it longer.
const maxText = content.MaxValue / 2

// maxGroup is the length that the value of a column takes in the name of a file.
const maxGroup = 30

func (r *reader) groupName(row tabel.Row) string {
	for _, p := range r.per {
		if s := plain(cell(row, p)); s != "" {
			return s
		}
	}
	return ""
}

// state returns the answer of a row; ok is false when it is not to be imported.
func (r *reader) state(row tabel.Row, report *RowReport) (b traject.Besluit, ok bool) {
	word := plain(r.text(row, Besluit, " "))
	o, known := stateOf(word, r.options.Besluiten)
	_, asked := r.options.Besluiten[slug.Slug(word)]
	back := slug.Slug(r.text(row, withdrawn, " "))
	switch {
	case (o.dropped || back == "true" || back == "ja") && !asked:
		report.skip(Withdrawn)
		return "", false
	case word == "":
		report.noState = true
	case !known:
		r.report.unknown(Besluit, r.masked(report, "besluit", word), report)
	}
	return o.besluit, true
}

// date returns a day of a row, "" when it cannot be read.
func (r *reader) date(row tabel.Row, report *RowReport, t Target) string {
	s := strings.TrimSpace(r.text(row, t, " "))
	if s == "" {
		return ""
	}
	d, ok := parseDate(s, r.orders[t])
	if ok && (r.options.Mask == nil || r.masked(report, string(t), s) == s) {
		return string(d)
	}
	if !ok {
		s = r.masked(report, string(t), plain(s))
	} else {
		s, _ = r.options.Mask(s) // such as a date of birth
	}
	r.report.unknown(t, s, report)
	return ""
}

// topics returns the topics of a row.
func (r *reader) topics(row tabel.Row, report *RowReport) value {
	var out value
	for _, p := range r.layout.columns[Onderwerp] {
		all := []string{cell(row, p)}
		if r.layout.split {
			all = strings.Split(all[0], ", ")
		}
		for _, s := range all {
			if s = r.masked(report, "onderwerpen", plain(s)); slug.Slug(s) != "" && len(s) <= slug.MaxLen && !slices.ContainsFunc(out, func(o string) bool { return slug.Slug(o) == slug.Slug(s) }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// identify says by what a row is known again: the number that people were given,
// else that of the table, else its words. A number that is personal data is not
// used for it.
func (r *reader) identify(e *entry, row tabel.Row) {
	number := plain(r.text(row, Kenmerk, " "))
	if s := slug.Slug(number); number != "" && (s == "" || len(s) > slug.MaxLen) {
		e.row.note(lang.F("%q kan geen kenmerk zijn, en is weggelaten", "%q cannot be a kenmerk, and was left out", show(number)))
	} else if number != "" {
		if m := r.masked(e.row, "kenmerken", number); m == number {
			e.values["kenmerken"], e.ref, e.number = value{number}, number, number
		}
	}
	if id := plain(r.text(row, ID, " ")); id != "" && e.ref == "" {
		if m := r.masked(e.row, "id", id); m == id {
			e.ref = id
		}
	}
	e.key = hash("tekst:" + e.values["signaal"][0])
	if e.ref != "" {
		e.key = hash("nummer:" + e.ref)
	}
}

// duplicate reports whether a row is one that was read already: it has the same
// number and says the same. Of another row with the same number it makes one of
// its own.
func (r *reader) duplicate(e *entry) bool {
	if e.ref == "" {
		return false
	}
	for n := 2; r.refs[e.key] != nil; n++ {
		if other := r.refs[e.key]; other.same() == e.same() {
			e.row.skip(Duplicate)
			e.row.With = other.row.Row
			return true
		}
		if n == 2 {
			e.row.note(lang.F("het nummer %q staat ook op rij %d, met een andere tekst", "the number %q is on row %d too, with another text", e.ref, r.refs[e.key].row.Row))
		}
		e.key = hash("nummer:" + e.ref + "#" + strings.Repeat("x", n))
	}
	r.refs[e.key] = e
	return false
}
