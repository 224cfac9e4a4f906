package importer

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

// valuesOf returns the values of a signaal that stands for rows: the words of
// the first, and those of the others as citaten, so that none are lost.
func valuesOf(entries []*entry) map[string]value {
	first := entries[0]
	if len(entries) == 1 {
		return first.values
	}
	v := maps.Clone(first.values)
	all := func(key string) value {
		var out value
		seen := map[string]bool{}
		for _, e := range entries {
			for _, s := range e.values[key] {
				if !seen[s] {
					seen[s] = true
					out = append(out, s)
				}
			}
		}
		return out
	}
	v["aantal"] = value{strconv.Itoa(len(entries))}
	v["citaten"] = slices.DeleteFunc(all("signaal"), func(s string) bool { return s == first.values["signaal"][0] })
	v["kenmerken"], v["onderwerpen"] = all("kenmerken"), all("onderwerpen")
	if bron := all("bron"); len(bron) > 0 {
		v["bron"] = value{strings.Join(bron, ", ")}
	}
	if days := all("ontvangen"); len(days) > 1 {
		delete(v, "ontvangen") // of no single day
	}
	if days := all("besloten-op"); len(days) > 1 {
		v["besloten-op"] = value{slices.Max(days)}
	}
	return v
}

// reconcile brings the signaal of known rows up to date, value by value.
func (im *importer) reconcile(u *unit) {
	if len(u.entries) == 0 {
		return
	}
	d := im.docs[u.File]
	item, ok := -1, false
	if d != nil {
		item, ok = d.bySlug[u.ID]
	}
	for _, e := range u.entries {
		e.row.File, e.row.ID = im.pathOf(u.File), u.ID
		switch {
		case !ok:
			e.row.Outcome = Removed
		case e.row.Outcome == "": // not one that just joined
			e.row.Outcome = Unchanged
		}
	}
	if !ok {
		im.changedAfterRemoval(u)
		return
	}
	if u.Values == nil {
		u.Values = map[string]string{}
	}
	whole := len(u.entries) == len(u.Rows) // else what the others said must stay
	wanted := valuesOf(u.entries)
	node := d.signalen()[item]
	for _, key := range keys {
		if !whole && (len(u.Rows) > 1) && (isList(key) || key == "aantal" || key == "signaal" || key == "ontvangen" || key == "bron") {
			continue
		}
		im.reconcileValue(u, d, item, key, wanted[key], current(node, key))
	}
	im.strayed(u)
}

// changedAfterRemoval says that the table has other words for a signaal that an
// editor took out of its file, perhaps to put it into another.
func (im *importer) changedAfterRemoval(u *unit) {
	if im.docs[u.File] == nil || len(u.entries) != len(u.Rows) {
		return
	}
	var changed []string
	for key, v := range valuesOf(u.entries) {
		if h := v.hash(); h != "" && h != u.Values[key] {
			changed = append(changed, key)
			if im.options.Resolve == "bestand" {
				u.Values[key] = h
			}
		}
	}
	if len(changed) > 0 && im.options.Resolve == "" {
		slices.Sort(changed)
		u.entries[0].row.note(lang.F("%s is in de tabel gewijzigd, maar %s staat niet meer in %s. Staat het nu ergens anders? Wijzig het daar zelf. Hoeft het niet? Dan --conflict bestand",
			"%s was changed in the table, but %s is no longer in %s. Is it elsewhere now? Change it there yourself. No need? Then --conflict bestand", strings.Join(changed, ", "), u.ID, im.pathOf(u.File)))
	}
}

// reconcileValue compares what the table has (table), what the file has (file)
// and what was written the last time.
func (im *importer) reconcileValue(u *unit, d *document, item int, key string, table, file value) {
	row := u.entries[0].row
	was, is, wants := u.Values[key], file.hash(), table.hash()
	if key == "besluit" && len(file) == 1 {
		is = value{slug.Slug(file[0])}.hash() // however it is spelled
	}
	mark := func(o Outcome) {
		for _, e := range u.entries {
			if e.row.Outcome != Bundled && rank(o) > rank(e.row.Outcome) {
				e.row.Outcome = o
			}
		}
	}
	write := func() {
		c := &change{item: item, key: key, v: table, was: was}
		im.changes[u.File] = append(im.changes[u.File], c)
		row.Changed = append(row.Changed, key)
		u.Values[key] = wants
		mark(Updated)
	}
	switch {
	case is == wants:
		u.Values[key] = wants
	case wants == "" && was != "" && is == was:
		row.note(lang.F("%s is in de tabel leeggemaakt; in het bestand (%s) blijft het staan", "%s was emptied in the table; in the file (%s) it stays", key, u.ID))
		mark(Kept)
	case wants == was:
		mark(Kept)
	case is == was:
		write()
	case wants == "":
		mark(Kept)
	case im.options.Resolve == "tabel":
		write()
	case im.options.Resolve == "bestand":
		u.Values[key] = wants
		mark(Kept)
	default:
		row.Differences = append(row.Differences, Difference{key, show(strings.Join(table, "; ")), show(im.mask(strings.Join(file, "; ")))})
		mark(Conflict)
	}
	if u.Values[key] == "" {
		delete(u.Values, key)
	}
}

func rank(o Outcome) int { return slices.Index([]Outcome{Unchanged, Kept, Updated, Conflict}, o) }

// strayed reports the rows of a bundle whose answer is no longer that of the
// others. What to make of it is for people.
func (im *importer) strayed(u *unit) {
	for _, e := range u.entries[1:] {
		if k := u.entries[0].bundleKey(); im.options.Bundle && e.bundleKey() != k && k != "" {
			e.row.Outcome = Conflict
			e.row.Differences = append(e.row.Differences, Difference{"reden", show(strings.Join(e.values["reden"], " ")), show(strings.Join(u.entries[0].values["reden"], " "))})
		}
	}
}

// joinKey is the same for rows that become one signaal; "" for one that stays
// alone.
func (im *importer) joinKey(e *entry) string {
	switch {
	case im.options.Bundle && e.bundleKey() != "":
		return "antwoord:" + e.bundleKey()
	case e.ref == "":
		return "zelfde:" + e.same()
	}
	return ""
}

// join gives each new row a signaal: that of rows with the same answer, or one of
// its own. It returns those that are new.
func (im *importer) join(added []*entry) (fresh []*unit) {
	joins := map[string]*unit{}
	for _, u := range im.state.Units {
		if len(u.entries) == 0 || !im.canGrow(u) {
			continue
		}
		if k := im.joinKey(u.entries[0]); joins[k] == nil {
			joins[k] = u
		}
	}
	answers := map[string]int{}
	for _, e := range added {
		answers[e.bundleKey()]++
		k := im.joinKey(e)
		u := joins[k]
		if k == "" || u == nil || !u.hasRoom(e) {
			u = &unit{}
			e.row.Outcome = New
			fresh = append(fresh, u)
			joins[k] = u
		} else {
			e.row.Outcome, e.row.With = Bundled, u.entries[0].row.Row
		}
		u.Rows, u.entries = append(u.Rows, e.key), append(u.entries, e)
	}
	delete(answers, "") // no answer
	im.adviseBundle(answers)
	return fresh
}

// adviseBundle says that rows could be bundled; answers is how often each answer
// was given.
func (im *importer) adviseBundle(answers map[string]int) {
	shared := 0
	for _, n := range answers {
		if n > 1 {
			shared += n
		}
	}
	if shared > 0 && !im.options.Bundle {
		im.report.Notes = append(im.report.Notes, lang.F("%d rijen hebben hetzelfde antwoord als een andere rij. Wie hetzelfde antwoord kreeg, kan samen één signaal worden: --bundle",
			"%d rows have the same answer as another row. Those with the same answer can become one signaal: --bundle", shared))
	}
}

// maxBundle is how many rows become one signaal: nobody can say in a sentence
// what more of them say together.
const maxBundle = 250

// hasRoom reports whether a row can join those of a signaal.
func (u *unit) hasRoom(e *entry) bool {
	size := len(e.values["signaal"][0])
	for _, other := range u.entries {
		size += len(other.values["signaal"][0])
	}
	return len(u.entries) < maxBundle && size < maxBytes/2
}

// canGrow reports whether another row can join a signaal: its words find a place
// there, and it is not on the site yet.
func (im *importer) canGrow(u *unit) bool {
	d := im.docs[u.File]
	if d == nil || !d.concept || len(u.entries) != len(u.Rows) {
		return false
	}
	item, ok := d.bySlug[u.ID]
	if !ok {
		return false
	}
	for _, key := range []string{"citaten", "aantal", "kenmerken"} {
		if current(d.signalen()[item], key).hash() != u.Values[key] {
			return false
		}
	}
	return true
}

// A newFile is a file that an import makes.
type newFile struct {
	state *stateFile
	units []*unit
	size  int
	title string
}

// home gives a new signaal an id, and a place in the last file of its group that
// has room and is not on the site yet; else in a new one.
func (im *importer) home(u *unit) error {
	e := u.entries[0]
	values := valuesOf(u.entries)
	u.ID = im.id(e)
	u.Values = map[string]string{}
	for _, k := range keys {
		if h := values[k].hash(); h != "" {
			u.Values[k] = h
		}
	}
	defer func() {
		for _, e := range u.entries {
			e.row.File, e.row.ID = im.pathOf(u.File), u.ID
		}
	}()
	size := len(formatSignaal(u.ID, values, "", 2))
	var last *stateFile
	for _, f := range im.state.Files {
		if f.Group == e.group {
			last = f
		}
	}
	if last != nil {
		if d := im.docs[last.Slug]; d != nil && d.takesMore && len(d.signalen())+len(im.fresh[last.Slug]) < MaxSignalen && d.size+size < 2*maxBytes {
			u.File = last.Slug
			d.size += size
			im.fresh[last.Slug] = append(im.fresh[last.Slug], u)
			return nil
		}
		if i := slices.IndexFunc(im.made, func(n *newFile) bool { return n.state == last }); i >= 0 && len(im.made[i].units) < MaxSignalen && im.made[i].size+size < maxBytes {
			n := im.made[i]
			u.File, n.units, n.size = last.Slug, append(n.units, u), n.size+size
			return nil
		}
	}
	n, err := im.newFile(e.group)
	if err != nil {
		return err
	}
	u.File, n.units, n.size = n.state.Slug, []*unit{u}, size
	return nil
}

// newFile begins another file of a group.
func (im *importer) newFile(group string) (*newFile, error) {
	base, title := im.options.Name, im.options.Title
	if group != "" {
		base, title = base+"-"+slug.Cut(group, maxGroup), title+": "+firstOr([]string{im.report.groupNames[group]}, group)
	}
	if n := 1 + countFunc(im.state.Files, func(f *stateFile) bool { return f.Group == group }); n > 1 {
		title = fmt.Sprintf("%s (deel %d)", title, n)
	}
	name := base
	for n := 2; slices.ContainsFunc(im.state.Files, func(f *stateFile) bool { return f.Slug == name }); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	if p := takenBy(im.fsys, name); p != "" {
		return nil, optionf("%s bestaat al en komt niet uit deze import. Er is niets veranderd. Kies een andere naam, bijvoorbeeld --traject %s", "%s exists already and does not come from this import. Nothing was changed. Choose another name, for example --traject %s", p, im.options.Name+"-import")
	}
	f := &newFile{state: &stateFile{name, group}, title: title}
	im.state.Files, im.made = append(im.state.Files, f.state), append(im.made, f)
	return f, nil
}

func countFunc[T any](list []T, is func(T) bool) int {
	n := 0
	for _, v := range list {
		if is(v) {
			n++
		}
	}
	return n
}

// id makes the permanent name of a signaal, of its number or of its words.
func (im *importer) id(e *entry) string {
	s := slug.Cut(slug.Slug(e.ref), 40)
	switch {
	case s == "":
		s = slug.Cut(traject.ProposeID(e.values["signaal"][0]), 40)
	case strings.Trim(s, "0123456789") == "":
		s = "nr-" + s
	}
	if s == "" {
		s = "reactie"
	}
	if slug.Reserved(s) || strings.HasPrefix(s, "wk-") || strings.HasPrefix(s, "k-") {
		s = "s-" + s
	}
	id := s
	for n := 2; im.used[id] || slug.Reserved(id); n++ {
		id = fmt.Sprintf("%s-%d", s, n)
	}
	im.used[id] = true
	return id
}

// result makes the bytes of all files.
func (im *importer) result() *Result {
	r := &Result{Report: im.report}
	for _, f := range im.state.Files {
		d := im.docs[f.Slug]
		if d == nil {
			continue
		}
		changes := im.changes[f.Slug]
		for _, u := range im.fresh[f.Slug] {
			changes = append(changes, &change{item: -1, id: u.ID, values: valuesOf(u.entries), note: bundleNote(u)})
		}
		out := d.apply(changes)
		im.failures(f, d, changes)
		if !bytes.Equal(out, d.raw) {
			r.Files = append(r.Files, File{d.path, d.raw, out})
			im.report.Changed = append(im.report.Changed, d.path)
			if !d.concept {
				im.report.Published = append(im.report.Published, d.path)
			}
		}
	}
	for _, n := range im.made {
		p := content.TrajectenDir + "/" + n.state.Slug + ".md"
		r.Files = append(r.Files, File{p, nil, n.bytes()})
		im.report.Created = append(im.report.Created, p)
	}
	if len(im.made) > 1 && im.options.Per == "" {
		im.report.Notes = append(im.report.Notes, lang.F("Verdeeld over %d bestanden van ten hoogste %d signalen. Liever een bestand per onderwerp? Dat kan met --per, en de naam van een kolom.",
			"Divided over %d files of at most %d signalen. Rather a file for each topic? That can be done with --per, and the name of a column.", len(im.made), MaxSignalen))
	}
	if out := im.state.bytes(); !bytes.Equal(out, im.old) {
		p := statePath(im.options.Name)
		r.Files = append(r.Files, File{p, im.old, out})
		if im.old == nil {
			im.report.Created = append(im.report.Created, p)
		} else {
			im.report.Changed = append(im.report.Changed, p)
		}
	}
	im.report.Signalen = len(im.state.Units)
	im.adviseRows()
	return r
}

// adviseRows says what somebody may not expect of rows that are new.
func (im *importer) adviseRows() {
	var hidden, undecided []int
	for _, u := range im.state.Units {
		for _, e := range u.entries {
			if e.row.Outcome != New && e.row.Outcome != Bundled {
				continue
			}
			if e.row.hidden {
				hidden = append(hidden, e.row.Row)
			}
			if e.row.noState && !e.values["reden"].empty() {
				undecided = append(undecided, e.row.Row)
			}
		}
	}
	slices.Sort(hidden)
	slices.Sort(undecided)
	if len(hidden) > 0 {
		im.report.Notes = append(im.report.Notes, lang.F("Verborgen in Excel, en toch ingelezen: %s. Was dat niet de bedoeling? Haal ze uit de lijst of uit het bestand.", "Hidden in Excel, and read all the same: %s. Was that not meant? Remove them from the list or from the file.", rowList(hidden)))
	}
	if n := len(undecided); n > 0 {
		im.report.Notes = append(im.report.Notes, lang.F("Wel een antwoord, maar geen besluit: %d keer (%s). Staat het besluit in een andere kolom? Noem die: --map besluit=... Anders vult u besluit zelf in.",
			"An answer, but no besluit: %d times (%s). Is the besluit in another column? Name it: --map besluit=... Otherwise fill in besluit yourself.", n, rowList(undecided)))
	}
}

// failures reports the values that could not be written: the row is a conflict,
// and what is remembered is as it was.
func (im *importer) failures(f *stateFile, d *document, changes []*change) {
	for _, c := range changes {
		if !c.failed {
			continue
		}
		for _, u := range im.state.Units {
			if i, ok := d.bySlug[u.ID]; u.File != f.Slug || !ok || i != c.item || len(u.entries) == 0 {
				continue
			}
			for _, e := range u.entries {
				e.row.Outcome = Conflict
			}
			row := u.entries[0].row
			row.Changed = slices.DeleteFunc(row.Changed, func(k string) bool { return k == c.key })
			row.note(lang.F("%s bij %s is zo geschreven dat het niet veilig te wijzigen is; pas het zelf aan", "%s of %s is written in a way that cannot be changed safely; change it yourself", c.key, u.ID))
			if u.Values[c.key] = c.was; c.was == "" {
				delete(u.Values, c.key)
			}
		}
	}
}

// bundleNote tells an editor what to do with a signaal that stands for many.
func bundleNote(u *unit) string {
	if len(u.entries) < 2 {
		return ""
	}
	return fmt.Sprintf("Uit %d reacties: schrijf bij signaal in een zin wat ze samen zeggen.", len(u.entries))
}

// bytes returns the file as it is written.
func (n *newFile) bytes() []byte {
	phase := traject.Vertalen
	var topics value
	for _, u := range n.units {
		v := valuesOf(u.entries)
		if b := v["besluit"]; !b.empty() && b[0] != string(traject.InBehandeling) {
			phase = traject.Terugkoppelen
		}
		for _, t := range v["onderwerpen"] {
			if !slices.ContainsFunc(topics, func(o string) bool { return slug.Slug(o) == slug.Slug(t) }) {
				topics = append(topics, t)
			}
		}
	}
	if len(topics) == 0 {
		topics = value{"Vervang dit"}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitel: %s\nsamenvatting: \"Vervang dit: waar het over gaat, in een of twee eenvoudige zinnen.\"\nphase: %d # 1 verzamelen, 2 vertalen, 3 aanpassen, 4 terugkoppelen\nonderwerpen:%s\nconcept: true # haal deze regel weg om te publiceren\n\nsignalen:\n",
		content.InYAML(n.title), phase, formatted("onderwerpen", topics, 0))
	for i, u := range n.units {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(formatSignaal(u.ID, valuesOf(u.entries), bundleNote(u), 2))
	}
	b.WriteString("---\n")
	return []byte(b.String())
}
