package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

// A Target is what a column is for. Those of [Targets] can be named in a
// mapping.
type Target string

// The targets.
const (
	ID        Target = "id"        // a number of the table's own
	Signaal   Target = "signaal"   // what people said
	Reden     Target = "reden"     // the answer
	Besluit   Target = "besluit"   // its state, in the words of the table
	Onderwerp Target = "onderwerp" // a topic
	Bron      Target = "bron"      // the group or organisation that said it
	Ontvangen Target = "ontvangen" // the day on which it came in
	Datum     Target = "datum"     // the day of the answer
	Kenmerk   Target = "kenmerk"   // the number that people were given
	Gevolg    Target = "gevolg"    // what changes

	name      Target = "naam"      // who said it: dropped, unless asked for
	person    Target = "persoon"   // other data of a person: always dropped
	withdrawn Target = "withdrawn" // whether the person took it back
)

// Targets returns the names that can stand on the left in a mapping.
func Targets() []Target {
	return []Target{ID, Signaal, Reden, Besluit, Onderwerp, Bron, Ontvangen, Datum, Kenmerk, Gevolg}
}

// A part is a value that stands in one of several columns: in the first that is
// not empty. Decidim has a column for each language.
type part []int

// A layout says where in a table what stands.
type layout struct {
	table   *tabel.Table
	header  int // index in table.Rows of the row with names; -1 when there is none
	depth   int // how many rows the names take up
	names   []string
	columns map[Target][]part // the parts are joined
	mask    func(string) string
	doubts  map[Target]error // what several columns can be
	split   bool             // the topics are a list with commas
}

// columnName returns how a column is called in messages.
func (l *layout) columnName(i int) string {
	if i >= len(l.names) || l.names[i] == "" {
		return tabel.Column(i + 1)
	}
	// In a table without names of columns this is what somebody wrote.
	return show(l.mask(l.names[i]))
}

// A MappingError says that it cannot be told which column holds what people
// said. Columns are those that there are, so that somebody can be asked.
type MappingError struct {
	message *lang.Error
	Columns []string // by index; a column without a name has its letter
}

func (e *MappingError) Error() string { return e.message.Error() }
func (e *MappingError) Unwrap() error { return e.message }

// An OptionError is about what was asked for on the command line.
type OptionError struct{ message *lang.Error }

func (e *OptionError) Error() string { return e.message.Error() }
func (e *OptionError) Unwrap() error { return e.message }

func optionf(nl, en string, args ...any) error { return &OptionError{lang.Errorf(nl, en, args...)} }

// words are the names that columns have in the tables that officials keep, as
// slugs, the surest first.
var words = map[Target][]string{
	ID: {"id", "nr", "nummer", "index", "volgnummer", "volgnr", "no", "reactienummer", "nr-reactie"},
	Signaal: {"signaal", "zienswijze", "inspraakreactie", "opmerking", "opmerkingen", "inbreng", "bijdrage", "idee", "voorstel", "wens",
		"suggestie", "vraag", "aanbeveling", "zorg", "ervaring", "reactie-inwoner", "reactie-bewoner", "reactie-indiener", "reactie-van-inwoner",
		"reactie-van-bewoner", "ingediende-reactie", "samenvatting-zienswijze", "samenvatting-reactie", "samenvatting-inspraakreactie",
		"inhoud-zienswijze", "inhoud-reactie", "zienswijzen", "reacties", "signalen", "proposal"},
	Reden: {"reden", "beantwoording", "antwoord", "terugkoppeling", "reactie-gemeente", "gemeentelijke-reactie", "reactie-van-de-gemeente",
		"antwoord-gemeente", "beantwoording-gemeente", "reactie-college", "reactie-van-het-college", "ambtelijke-reactie", "motivering", "motivatie",
		"onderbouwing", "afweging", "answer"},
	Besluit:   {"besluit", "status", "conclusie", "oordeel", "uitkomst", "resultaat", "state", "overgenomen", "gehonoreerd", "akkoord", "aangepast"},
	Onderwerp: {"onderwerp", "categorie", "thema", "rubriek", "onderwerpen", "category"},
	Bron:      {"bron", "organisatie", "groep", "instantie"},
	Ontvangen: {"ontvangen", "datum", "datum-ontvangst", "datum-ontvangen", "ontvangen-op", "ontvangstdatum", "datum-reactie", "datum-inzending",
		"ingediend-op", "datum-ingediend", "datum-binnenkomst", "tijdstempel", "timestamp", "created-at", "date"},
	Datum: {"datum-antwoord", "datum-besluit", "datum-beantwoording", "beantwoord-op", "besloten-op", "afgehandeld-op", "datum-afhandeling",
		"datum-terugkoppeling", "answered-at"},
	Kenmerk: {"kenmerk", "zaaknummer", "registratienummer", "referentie", "referentienummer", "kenmerknummer", "zaak", "reference"},
	Gevolg:  {"gevolg", "gevolgen", "aanpassing", "aanpassingen", "wijziging", "wijzigingen", "aanpassing-plan", "actie"},
	name: {"naam", "indiener", "afzender", "reclamant", "inspreker", "auteur", "ingediend-door", "naam-indiener", "naam-inwoner", "bewoner", "inwoner",
		"voornaam", "achternaam", "contactpersoon", "author", "name"},
	person: {"e-mail", "email", "e-mailadres", "emailadres", "telefoon", "telefoonnummer", "mobiel", "adres", "straat", "huisnummer", "postcode",
		"woonplaats", "geboortedatum", "bsn", "iban", "naw", "naw-gegevens", "contactgegevens"},
}

// reply is a name that a column of what people said can have, and one of what
// the municipality answered: it depends on the others.
const reply = "reactie"

// solution is where people say what they would do about it.
const solution = "oplossingsrichting"

// municipality is who answers: "reactie team verkeer (gemeente)".
var municipality = []string{"gemeente", "gemeentelijke", "college", "ambtelijke", "ambtelijk", "beantwoording", "terugkoppeling", "antwoord"}

// targetOf returns what a name of a column means, "" for an unknown one. Names
// are often two or three with a slash between: Reactie/Zienswijze/Opmerking.
func targetOf(header string) Target {
	if t := wordTarget(slug.Slug(header)); t != "" {
		return t
	}
	if base, ok := strings.CutSuffix(slug.Slug(header), "-ja-nee"); ok {
		if t := wordTarget(base); t == Gevolg || t == Besluit {
			return Besluit
		}
	}
	var found Target
	for _, p := range strings.FieldsFunc(header, func(r rune) bool { return strings.ContainsRune("/|,&+\n()", r) }) {
		s := slug.Slug(p)
		t := wordTarget(s)
		switch {
		case s == "" || t == found:
		case found == "" && t != "":
			found = t
		case s == reply && (found == Signaal || found == Reden):
		case found == Gevolg && t == Besluit:
		case found == Besluit && t == Gevolg:
			found = t
		case found == reply && (t == Signaal || t == Reden):
			found = t
		default:
			found = ""
		}
		if found == "" && s != "" {
			break
		}
	}
	if found != "" {
		return found
	}
	// "Reactie van team Groen (gemeente)", "Zienswijze (samengevat)".
	parts := strings.Split(slug.Slug(header), "-")
	first := wordTarget(parts[0])
	switch {
	case first == reply || first == Reden:
		if first == Reden || slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(municipality, p) }) {
			return Reden
		}
		return reply
	case first == Signaal:
		if slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(municipality, p) }) {
			return ""
		}
		return Signaal
	}
	return ""
}

func wordTarget(s string) Target {
	s = fold(s)
	if s == reply || s == solution {
		return Target(s)
	}
	for _, t := range append(Targets(), name, person) {
		if slices.ContainsFunc(words[t], func(w string) bool { return fold(w) == s }) {
			return t
		}
	}
	return ""
}

// fold makes names of columns equal that differ in capitals, spaces, accents or
// punctuation only.
func fold(s string) string { return strings.ReplaceAll(slug.Slug(s), "-", "") }

// maxHeader is how many rows are searched for the names of columns. Above them
// stand titles, dates of printing, explanations.
const maxHeader = 30

// recognise finds the names of the columns and what is in which. Titles and rows
// that span the table name no more than one thing.
func recognise(t *tabel.Table, mask func(string) string) *layout {
	var best *layout
	score := 0
	try := func(header, depth int) {
		l := newLayout(t, header, depth, mask)
		n := 2 * (len(l.columns) + len(l.doubts))
		if l.columns[Signaal] != nil || l.doubts[Signaal] != nil {
			n++
		}
		if n > score {
			best, score = l, n
		}
	}
	for i := range min(len(t.Rows), maxHeader) {
		try(i, 1)
	}
	if best == nil || best.columns[Signaal] == nil && best.doubts[Signaal] == nil {
		for i := range min(len(t.Rows)-1, maxHeader) {
			try(i, 2) // names over two rows
		}
	}
	if best == nil {
		return newLayout(t, firstFilled(t), 1, mask)
	}
	return best
}

// newLayout finds out what is in which column when the names stand in the row
// header.
func newLayout(t *tabel.Table, header, depth int, mask func(string) string) *layout {
	l := &layout{table: t, mask: mask, header: header, depth: depth, columns: map[Target][]part{}, doubts: map[Target]error{}}
	if header < 0 {
		l.depth = 0
		return l
	}
	l.names = headerNames(t, header, depth)
	l.fill()
	return l
}

func firstFilled(t *tabel.Table) int {
	for i, r := range t.Rows {
		if !blank(r.Cells) {
			return i
		}
	}
	return -1
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// headerNames returns the names of the columns; depth rows are joined.
func headerNames(t *tabel.Table, header, depth int) []string {
	var names []string
	for i := header; i >= 0 && i < min(header+depth, len(t.Rows)); i++ {
		for j, c := range t.Rows[i].Cells {
			c = strings.Join(strings.Fields(c), " ")
			if j == len(names) {
				names = append(names, "")
			}
			if names[j] != c { // a cell merged downwards has its name in both
				names[j] = strings.TrimSpace(names[j] + " " + c)
			}
		}
	}
	return names
}

// unknown says that no column is known to hold the signalen.
func (l *layout) unknown() error {
	columns := make([]string, len(l.names))
	for i := range l.names {
		columns[i] = l.columnName(i)
	}
	shown := columns
	if len(shown) > 12 {
		shown = append(shown[:12:12], "…")
	}
	example := "A"
	if n := len(l.names); n > 0 {
		if example = l.names[n-1]; example != columns[n-1] {
			example = tabel.Column(n)
		}
	}
	return &MappingError{lang.Errorf(
		"in %s is niet te zien in welke kolom staat wat mensen zeiden. De kolommen zijn: %s. Noem er een, bijvoorbeeld: --map \"signaal=%s\". Zijn dit geen kolomnamen? Zeg er dan --kop 0 bij (zie weerklank help import)",
		"%s does not show which column holds what people said. The columns are: %s. Name one, for example: --map \"signaal=%s\". Are these no names of columns? Then add --kop 0 (see weerklank help import)",
		l.where(), strings.Join(shown, ", "), example), columns}
}

func firstOr(list []string, other string) string {
	if len(list) == 0 {
		return other
	}
	return list[len(list)-1]
}

// where names the table for a message.
func (l *layout) where() lang.Text {
	if l.table.Name == "" {
		return lang.T("deze tabel", "this table")
	}
	return lang.F("het blad %q", "the sheet %q", l.table.Name)
}

// fill finds out what the columns are by their names.
func (l *layout) fill() {
	if l.decidim() {
		return
	}
	found := map[Target][]int{}
	for i, n := range l.names {
		if t := targetOf(n); t != "" {
			found[t] = append(found[t], i)
		}
	}
	// What the gemeente answered is also called reactie.
	if r := found[reply]; len(r) == 1 {
		switch {
		case len(found[Signaal]) == 0:
			found[Signaal] = r
		case len(found[Reden]) == 0:
			found[Reden] = r
		default:
			found[Signaal] = append(r, found[Signaal]...)
		}
	} else if len(r) > 1 {
		found[Signaal] = append(r, found[Signaal]...)
	}
	if g := found[Gevolg]; len(g) == 1 && found[Besluit] == nil && l.yesOrNo(g[0]) {
		found[Besluit], found[Gevolg] = g, nil
	}
	for _, t := range append(Targets(), name, person) {
		columns := l.surest(t, found[t])
		switch {
		case len(columns) == 0:
		case t == name || t == person:
			for _, c := range columns {
				l.columns[t] = append(l.columns[t], part{c})
			}
		case len(columns) > 1 && (t == Signaal || t == Reden || t == Besluit):
			l.doubts[t] = l.ambiguous(t, columns)
		default:
			l.columns[t] = []part{{columns[0]}}
		}
	}
	if s := found[solution]; len(s) > 0 && l.columns[Signaal] != nil {
		l.columns[Signaal] = append(l.columns[Signaal], part{s[0]})
	}
}

// yesOrNo reports whether a column says no more than whether something changes:
// that is an answer, and no description of what changes.
func (l *layout) yesOrNo(column int) bool {
	found := false
	for _, row := range l.table.Rows[min(l.header+l.depth, len(l.table.Rows)):] {
		s := slug.Slug(cell(row, part{column}))
		if s != "" && !slices.Contains([]string{"ja", "nee", "deels", "gedeeltelijk", "n-v-t", "nvt"}, s) {
			return false
		}
		found = found || s != ""
	}
	return found
}

// surest returns of the columns for t those whose name stands first in the list
// of words, for what may be lost: a Categorie beside an Onderwerp. Of what people
// said and what was answered none may.
func (l *layout) surest(t Target, columns []int) []int {
	if len(columns) < 2 || t == Signaal || t == Reden || t == name || t == person {
		return columns
	}
	rank := func(c int) int {
		if i := slices.IndexFunc(words[t], func(w string) bool { return fold(w) == fold(l.names[c]) }); i >= 0 {
			return i
		}
		return len(words[t])
	}
	slices.SortStableFunc(columns, func(a, b int) int { return rank(a) - rank(b) })
	if rank(columns[0]) < rank(columns[1]) || t != Besluit {
		return columns[:1]
	}
	return columns
}

func (l *layout) ambiguous(t Target, columns []int) error {
	var names, letters []string
	for _, c := range columns {
		names = append(names, fmt.Sprintf("%q (%s)", l.columnName(c), tabel.Column(c+1)))
		letters = append(letters, tabel.Column(c+1))
	}
	all := make([]string, len(l.names))
	for i := range all {
		all[i] = l.columnName(i)
	}
	return &MappingError{lang.Errorf(
		"in %[1]s kunnen meer kolommen %[2]s zijn: %[3]s. Kies er een: --map %[2]s=%[4]s. Of neem ze samen: --map %[2]s=%[5]s",
		"in %[1]s several columns can be %[2]s: %[3]s. Choose one: --map %[2]s=%[4]s. Or take them together: --map %[2]s=%[5]s",
		l.where(), t, strings.Join(names, ", "), letters[0], strings.Join(letters, "+")), all}
}

// decidim recognises the export of proposals of Decidim, by its nested names:
// title/nl, body/nl. Older versions have category and scope, newer ones
// taxonomies.
func (l *layout) decidim() bool {
	byName := map[string][]int{} // title → its columns, Dutch first
	for i, n := range l.names {
		base, rest, nested := strings.Cut(strings.ToLower(n), "/")
		if base == "category" || base == "taxonomies" || base == "author" || base == "likes" || base == "endorsements" || base == "scope" || base == "component" {
			sub, r, _ := strings.Cut(rest, "/")
			if nested {
				base += "/" + sub
			}
			rest = r
		}
		if rest == "nl" {
			byName[base] = append([]int{i}, byName[base]...)
		} else {
			byName[base] = append(byName[base], i)
		}
	}
	if byName["body"] == nil || byName["title"] == nil || byName["state"] == nil && byName["answer"] == nil {
		return false
	}
	set := func(t Target, names ...string) {
		for _, n := range names {
			if c := byName[n]; c != nil {
				l.columns[t] = append(l.columns[t], part(c))
			}
		}
	}
	first := func(t Target, names ...string) {
		var all part
		for _, n := range names {
			all = append(all, byName[n]...)
		}
		if all != nil {
			l.columns[t] = []part{all}
		}
	}
	set(Signaal, "title", "body")
	set(Reden, "answer")
	set(Besluit, "state")
	set(Kenmerk, "reference")
	set(ID, "id")
	first(Ontvangen, "published_at", "created_at")
	first(Datum, "answered_at")
	first(Onderwerp, "category/name", "taxonomies/name", "taxonomies")
	l.split = byName["category/name"] == nil
	set(withdrawn, "withdrawn")
	set(name, "author/name")
	set(person, "author/id", "author/url", "likes/user_endorsements", "endorsements/user_endorsements", "authors_names", "authors_emails")
	return true
}

// ParseMap reads a mapping as it is typed: signaal=Opmerking,reden=Terugkoppeling.
// Columns are named by their name, letter or number; + joins several.
func ParseMap(s string) (map[Target][]string, error) {
	m := map[Target][]string{}
	for _, pair := range strings.Split(s, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		left, right, ok := strings.Cut(pair, "=")
		t := Target(strings.ToLower(strings.TrimSpace(left)))
		if !ok || strings.TrimSpace(right) == "" {
			return nil, optionf("bij --map hoort een naam, een = en een kolom, zoals signaal=Opmerking, niet %q", "--map takes a name, a = and a column, such as signaal=Opmerking, not %q", pair)
		}
		if !slices.Contains(Targets(), t) {
			var names []string
			for _, t := range Targets() {
				names = append(names, string(t))
			}
			if near := traject.Nearest(string(t), names); near != "" {
				return nil, optionf("bij --map kan links van = geen %q staan. Bedoelt u %s?", "--map takes no %q on the left of =. Did you mean %s?", t, near)
			}
			return nil, optionf("bij --map kan links van = geen %q staan, wel: %s", "--map takes no %q on the left of =, but: %s", t, strings.Join(names, ", "))
		}
		if m[t] != nil {
			return nil, optionf("bij --map staat %s twee keer; neem kolommen samen met een +: %[1]s=A+B", "--map has %s twice; join columns by a +: %[1]s=A+B", t)
		}
		for _, c := range strings.Split(right, "+") {
			m[t] = append(m[t], strings.TrimSpace(c))
		}
	}
	return m, nil
}

// column returns the index of a column that was named, -1 when there is none,
// and how many have that name.
func (l *layout) column(named string) (index, count int) {
	index = -1
	want := fold(named)
	for i, n := range l.names {
		if n != "" && (n == named || want != "" && fold(n) == want) {
			if count++; count == 1 {
				index = i
			}
		}
	}
	if count > 0 {
		return index, count
	}
	if n, err := strconv.Atoi(named); err == nil && n >= 1 && n <= l.width() {
		return n - 1, 1
	}
	for i := range l.width() {
		if strings.EqualFold(tabel.Column(i+1), named) {
			return i, 1
		}
	}
	return -1, 0
}

// width is how many columns the table has.
func (l *layout) width() int {
	n := len(l.names)
	for _, r := range l.table.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// mapped lays what was asked for over what was recognised.
func (l *layout) mapped(m map[Target][]string) error {
	for _, t := range Targets() {
		if m[t] == nil {
			continue
		}
		var parts []part
		for _, named := range m[t] {
			i, n := l.column(named)
			if n == 0 {
				near := ""
				if near = traject.Nearest(slug.Slug(named), slugs(l.names)); near != "" {
					near = l.columnName(slices.Index(slugs(l.names), near))
					return optionf("%s heeft geen kolom %q. Bedoelt u %q?", "%s has no column %q. Did you mean %q?", l.where(), named, near)
				}
				return optionf("%s heeft geen kolom %q; de kolommen zijn: %s", "%s has no column %q; the columns are: %s", l.where(), named, l.listed())
			}
			if n > 1 {
				return optionf("%s heeft %d kolommen %q; noem de letter van de kolom, zoals %s", "%s has %d columns %q; name the letter of the column, such as %s", l.where(), n, named, tabel.Column(i+1))
			}
			parts = append(parts, part{i})
		}
		l.columns[t] = parts
	}
	// A column that was asked for one thing is not used for another.
	for _, t := range append(Targets(), name, person, withdrawn) {
		if m[t] != nil {
			continue
		}
		l.columns[t] = slices.DeleteFunc(l.columns[t], func(p part) bool {
			for _, other := range Targets() {
				if m[other] != nil && slices.ContainsFunc(l.columns[other], func(q part) bool { return slices.Contains(p, q[0]) }) {
					return true
				}
			}
			return false
		})
		if len(l.columns[t]) == 0 {
			delete(l.columns, t)
		}
	}
	return nil
}

func slugs(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = slug.Slug(n)
	}
	return out
}

func (l *layout) listed() string {
	var all []string
	for i := range l.width() {
		if len(all) == 12 {
			return strings.Join(all, ", ") + ", …"
		}
		all = append(all, l.columnName(i))
	}
	return strings.Join(all, ", ")
}

// named returns the row with names that fits a mapping: the first that has all
// columns that are named in it; -1 when none has.
func named(t *tabel.Table, m map[Target][]string) int {
	for i := range min(len(t.Rows), maxHeader) {
		l := &layout{table: t, names: headerNames(t, i, 1)}
		all := len(m) > 0
		for _, columns := range m {
			for _, c := range columns {
				if !slices.ContainsFunc(l.names, func(n string) bool { return n != "" && (n == c || fold(n) == fold(c)) }) {
					all = false
				}
			}
		}
		if all {
			return i
		}
	}
	return -1
}

// cell returns what stands in a part of a row. A dash is how people say that
// there is nothing.
func cell(r tabel.Row, p part) string {
	for _, i := range p {
		if i < len(r.Cells) && strings.Trim(r.Cells[i], " \t\n\u00a0-–—") != "" {
			return r.Cells[i]
		}
	}
	return ""
}
