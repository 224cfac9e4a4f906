// Package importer turns the rows of a table into trajectory files, and brings
// those files up to date when the table is imported again.
//
// [Plan] does all the work and writes nothing: it returns which bytes go where,
// and a [Report] that accounts for every row of the table. [Result.Write] puts
// the files in place, all of them or none.
//
// Rows are known again by the number that people were given, else by the number
// of the table, else by their words. What was written of a row is kept as hashes
// in content/import/<name>.yaml. So of each value it is known who changed it
// since: only the table, then it is updated; only an editor, then it stays; both,
// then it stays and is shown as a conflict. A file is edited value by value:
// every other byte of it stays as it was.
//
// Nothing in a table is ever run or believed: text is text, also when it looks
// like a formula, HTML, Markdown or YAML.
package importer

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

// MaxSignalen is how many signalen an import puts into one file: more is too
// much for one page, and for whoever edits it.
const MaxSignalen = 100

// maxBytes is the size over which an import begins another file.
const maxBytes = 1 << 20

// Options say how a table is to be imported. What is left out is as it was the
// last time.
type Options struct {
	Name      string // of the traject and of the import; "" is made of the name of the file
	Title     string // "" is made of the name of the file
	Sheet     string
	Map       string // see ParseMap
	Header    int    // the row with the names of the columns; 0: find it, -1: there is none
	Per       string // the column by which files are divided
	Besluiten map[string]traject.Besluit
	Bundle    bool
	Names     bool   // names of who said it go into bron
	Resolve   string // of conflicts: "bestand", "tabel" or ""

	// Mask returns a text with personal data masked, and what it was. May be nil.
	Mask func(text string) (masked string, kinds []lang.Text)
}

// A File is a file that an import writes.
type File struct {
	Path string
	Old  []byte // nil when there is none yet
	New  []byte
}

// A Result is what an import comes to.
type Result struct {
	Files  []File
	Report *Report
}

// An importer is one run of Plan.
type importer struct {
	fsys    fs.FS
	options Options
	state   *state
	first   bool // there was no state
	old     []byte
	report  *Report
	docs    map[string]*document // by slug; nil for one that is gone
	used    map[string]bool      // ids
	fresh   map[string][]*unit   // new signalen of files that exist
	made    []*newFile
	changes map[string][]*change
}

// Plan works out what importing the tables of the file source means for the
// content in fsys. The error is about what was asked for ([OptionError],
// [MappingError]) or about what cannot be read.
func Plan(fsys fs.FS, source string, tables []tabel.Table, o Options) (*Result, error) {
	im := &importer{fsys: fsys, options: o, docs: map[string]*document{}, used: map[string]bool{}, fresh: map[string][]*unit{}, changes: map[string][]*change{},
		report: &Report{Source: path.Base(strings.ReplaceAll(source, `\`, "/")), groupNames: map[string]string{}, byValue: map[string]*Unknown{}}}
	if spaced := strings.ReplaceAll(im.report.Source, "_", " "); im.mask(spaced) != spaced {
		im.report.Source = im.mask(spaced)
	}
	if err := im.prepare(im.report.Source); err != nil {
		return nil, err
	}
	l, err := im.choose(tables)
	if err != nil {
		return nil, err
	}
	entries, err := im.entries(l)
	if err != nil {
		return nil, err
	}
	if err := im.openAll(); err != nil {
		return nil, err
	}
	fresh := im.join(im.match(entries))
	for _, u := range im.state.Units {
		im.reconcile(u)
	}
	for _, u := range fresh {
		if err := im.home(u); err != nil {
			return nil, err
		}
	}
	im.state.Units = append(im.state.Units, fresh...)
	return im.result(), nil
}

// prepare reads what the last import left, and fills in the options from it.
func (im *importer) prepare(source string) error {
	o := &im.options
	if o.Name == "" {
		o.Name = baseName(source)
	}
	switch {
	case o.Name == "":
		return optionf("van de naam %q kan geen adres worden gemaakt; geef er een met --traject", "no address can be made of the name %q; give one by --traject", im.report.Source)
	case !slug.Valid(o.Name) || len(o.Name) > maxSlug:
		return optionf("%q kan geen adres zijn; probeer --traject %s", "%q cannot be an address; try --traject %s", o.Name, firstOr([]string{slug.Cut(slug.Slug(o.Name), maxSlug)}, "reacties"))
	case slug.Reserved(o.Name):
		return optionf("het adres %q gebruikt de website zelf; kies een andere --traject", "the address %q is used by the site itself; choose another --traject", o.Name)
	}
	if o.Title == "" {
		title := []rune(strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(plain(strings.TrimSuffix(source, path.Ext(source))))), " "))
		o.Title = strings.ToUpper(string(title[:1])) + string(title[1:])
	}
	s, old, err := readState(im.fsys, o.Name)
	if err != nil {
		return err
	}
	im.state, im.old, im.first = s, old, s == nil
	if s == nil {
		im.state = &state{}
		s = im.state
	}
	fill(&o.Map, &s.Map)
	fill(&o.Per, &s.Per)
	fill(&o.Sheet, &s.Sheet)
	s.Bundle = s.Bundle || o.Bundle
	s.Names = s.Names || o.Names
	o.Bundle, o.Names = s.Bundle, s.Names
	if s.Besluiten == nil {
		s.Besluiten = map[string]traject.Besluit{}
	}
	for k, b := range o.Besluiten {
		s.Besluiten[k] = b
	}
	o.Besluiten = s.Besluiten
	return nil
}

// mask returns s without personal data.
func (im *importer) mask(s string) string {
	if im.options.Mask != nil {
		s, _ = im.options.Mask(s)
	}
	return s
}

// fill lets an option that was not given be what it was, and remembers one that
// was.
func fill(option, remembered *string) {
	if *option == "" {
		*option = *remembered
	}
	*remembered = *option
}

// choose returns the sheet to import, and what is in which column.
func (im *importer) choose(tables []tabel.Table) (*layout, error) {
	m, err := ParseMap(im.options.Map)
	if err != nil {
		return nil, err
	}
	var names []string
	var best *layout
	var firstErr error
	for i := range tables {
		t := &tables[i]
		names = append(names, t.Name)
		if im.options.Sheet != "" && t.Name != im.options.Sheet || im.options.Sheet == "" && firstFilled(t) < 0 {
			continue
		}
		l, err := im.layout(t, m)
		if err != nil {
			if firstErr == nil {
				firstErr = err
			}
			continue
		}
		if best == nil || best.table.Hidden && !t.Hidden || t.Hidden == best.table.Hidden && len(l.columns) > len(best.columns) {
			best = l
		}
	}
	switch {
	case best == nil && firstErr != nil:
		return nil, firstErr
	case best == nil && im.options.Sheet != "" && len(tables) == 1 && names[0] == "":
		return nil, optionf("%s is CSV en heeft geen bladen; laat --blad weg", "%s is CSV and has no sheets; leave out --blad", im.report.Source)
	case best == nil && im.options.Sheet != "":
		return nil, optionf("er is geen blad %q; de bladen zijn: %s", "there is no sheet %q; the sheets are: %s", im.options.Sheet, strings.Join(names, ", "))
	case best == nil:
		return nil, lang.Errorf("in %s staat niets", "there is nothing in %s", im.report.Source)
	}
	if len(tables) > 1 {
		im.state.Sheet = best.table.Name
		var others []string
		for i := range tables {
			if t := &tables[i]; t != best.table && firstFilled(t) >= 0 {
				others = append(others, fmt.Sprintf("%q", t.Name))
			}
		}
		if len(others) > 0 {
			im.report.Notes = append(im.report.Notes, lang.F("Niet gelezen: blad %s. Dat kan met --blad, en een eigen --traject.", "Not read: sheet %s. That can be done with --blad, and a --traject of its own.", strings.Join(others, ", ")))
		}
	}
	return best, nil
}

// layout finds out what is in which column of a sheet.
func (im *importer) layout(t *tabel.Table, m map[Target][]string) (*layout, error) {
	l := recognise(t, im.mask)
	header := l.header
	switch h := im.options.Header; {
	case h < 0:
		header = -1
	case h > 0:
		if header = slices.IndexFunc(t.Rows, func(r tabel.Row) bool { return r.Number == h }); header < 0 {
			return nil, optionf("er is geen rij %d voor --kop", "there is no row %d for --kop", h)
		}
	default:
		if n := named(t, m); n >= 0 && (header < 0 || n < header || n >= header+l.depth) {
			header = n
		}
	}
	if header != l.header {
		l = newLayout(t, header, 1, im.mask)
	}
	if err := l.mapped(m); err != nil {
		return nil, err
	}
	for _, target := range Targets() {
		if err := l.doubts[target]; err != nil && m[target] == nil {
			return nil, err
		}
	}
	if l.columns[Signaal] == nil {
		return nil, l.unknown()
	}
	return l, nil
}

// entries reads the rows of the sheet that was chosen.
func (im *importer) entries(l *layout) ([]*entry, error) {
	r := &reader{layout: l, options: &im.options, report: im.report}
	if per := im.options.Per; per != "" {
		if r.per = l.columns[Target(per)]; r.per == nil {
			i, n := l.column(per)
			if n != 1 {
				return nil, optionf("bij --per hoort een kolom; %s heeft: %s", "--per takes a column; %s has: %s", l.where(), l.listed())
			}
			r.per = []part{{i}}
		}
	}
	im.reportColumns(l, r.per)
	for _, f := range l.table.Faults {
		im.report.Faults = append(im.report.Faults, Fault{f.Row, tabel.Column(f.Column), f.Message})
	}
	entries := r.read()
	if len(entries) == 0 {
		return nil, lang.Errorf("er is geen rij met tekst in de kolom voor het signaal (%s); kies een andere met --map signaal=...", "there is no row with text in the column for the signaal (%s); choose another by --map signaal=...", im.report.column(Signaal))
	}
	seen := map[string]int{}
	for _, e := range entries {
		if e.ref != "" {
			continue
		}
		// The same words of another person are another row.
		if seen[e.key]++; seen[e.key] > 1 {
			e.key = hash(fmt.Sprintf("%s#%d", e.key, seen[e.key]))
		}
	}
	return entries, nil
}

// reportColumns says what each column was used for.
func (im *importer) reportColumns(l *layout, per []part) {
	r := im.report
	r.Sheet = l.table.Name
	if l.header >= 0 {
		r.Header = l.table.Rows[l.header].Number
	}
	used := map[int]bool{}
	for _, p := range per {
		used[p[0]] = true
	}
	for _, t := range append(Targets(), withdrawn) {
		c := Column{Target: t}
		for _, p := range l.columns[t] {
			for _, i := range p {
				used[i] = true
			}
			c.Letters, c.Names = append(c.Letters, tabel.Column(p[0]+1)), append(c.Names, l.columnName(p[0]))
		}
		if c.Letters != nil && t != withdrawn {
			r.Columns = append(r.Columns, c)
		}
	}
	for _, t := range []Target{name, person} {
		for _, p := range l.columns[t] {
			for _, i := range p {
				if used[i] {
					continue
				}
				used[i] = true
				if t == name && im.options.Names && l.columns[Bron] == nil {
					r.Columns = append(r.Columns, Column{Bron, []string{tabel.Column(i + 1)}, []string{l.columnName(i)}})
				} else {
					r.Persons = append(r.Persons, l.columnName(i))
				}
			}
		}
	}
	for i := range l.width() {
		if !used[i] && slices.ContainsFunc(l.table.Rows[max(0, l.header+l.depth):], func(row tabel.Row) bool { return cell(row, part{i}) != "" }) {
			r.Unused = append(r.Unused, l.columnName(i))
		}
	}
}

func (r *Report) column(t Target) string {
	for _, c := range r.Columns {
		if c.Target == t {
			return strings.Join(c.Names, " + ")
		}
	}
	return string(t)
}

// openAll reads the files that came from this import.
func (im *importer) openAll() error {
	for _, f := range im.state.Files {
		d, err := openDocument(im.fsys, f.Slug)
		if err != nil {
			return err
		}
		im.docs[f.Slug] = d
		if d == nil {
			im.report.Notes = append(im.report.Notes, lang.F("%s/%s.md is er niet meer; wat daarin stond komt niet terug. Toch opnieuw importeren? Haal eerst %s weg.",
				"%s/%s.md is no longer there; what was in it does not come back. Import it again after all? First remove %s.", content.TrajectenDir, f.Slug, statePath(im.options.Name)))
			continue
		}
		for _, id := range d.ids {
			im.used[id] = true
		}
	}
	for _, u := range im.state.Units {
		im.used[u.ID] = true
	}
	return nil
}

// match finds the signaal of each row, and returns the rows that have none yet.
func (im *importer) match(entries []*entry) (added []*entry) {
	byKey, byText := im.known()
	text := func(e *entry) string { return e.values["signaal"].hash() }
	// In order of certainty. A table that was numbered anew has the same words
	// under another number: words go before numbers.
	for _, find := range []func(*entry) *unit{
		func(e *entry) *unit {
			if u := byKey[e.key]; u != nil && (len(u.Rows) > 1 || u.Values["signaal"] == text(e)) {
				return u
			}
			return nil
		},
		func(e *entry) *unit { return byText[text(e)] },
		func(e *entry) *unit { return byKey[e.key] },
	} {
		var rest []*entry
		for _, e := range entries {
			u := find(e)
			if u == nil || len(u.Rows) == 1 && u.entries != nil {
				rest = append(rest, e)
				continue
			}
			if len(u.Rows) == 1 {
				u.Rows[0] = e.key
			}
			u.entries = append(u.entries, e)
		}
		entries = rest
	}
	for _, u := range im.state.Units {
		order := func(e *entry) int { return slices.Index(u.Rows, e.key) }
		slices.SortStableFunc(u.entries, func(a, b *entry) int { return order(a) - order(b) })
		if len(u.entries) == 0 {
			im.report.Gone = append(im.report.Gone, Gone{im.pathOf(u.File), u.ID})
		}
	}
	return entries
}

// known returns the signalen of earlier imports by their rows, and those of one
// row by its words where no other has the same.
func (im *importer) known() (byKey, byText map[string]*unit) {
	byKey, byText = map[string]*unit{}, map[string]*unit{}
	twice := map[string]bool{}
	for _, u := range im.state.Units {
		for _, k := range u.Rows {
			byKey[k] = u
		}
		if h := u.Values["signaal"]; len(u.Rows) == 1 {
			twice[h] = twice[h] || byText[h] != nil
			byText[h] = u
		}
	}
	for h := range twice {
		if twice[h] {
			delete(byText, h)
		}
	}
	return byKey, byText
}

func (im *importer) pathOf(name string) string {
	if d := im.docs[name]; d != nil {
		return d.path
	}
	return content.TrajectenDir + "/" + name + ".md"
}
