package load

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/lang"
	"weerklank/internal/permalinks"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// maxLedger is the size over which a ledger is refused: some two million addresses.
const maxLedger = 128 << 20

// A readLedger is the ledger as it was read.
type readLedger struct {
	size, modTime int64
	ledger        *permalinks.Ledger
	problems      []diag.Problem
}

// permalinks reads the ledger, unless it is the one that was read before. Without a
// file it is empty.
func (l *Loader) permalinks(fsys fs.FS) (*readLedger, error) {
	info, err := fs.Stat(fsys, content.LedgerPath)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() { // a problem already
		r := &readLedger{}
		r.ledger, _ = permalinks.Parse(nil)
		return r, nil
	}
	if err != nil {
		return nil, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", content.LedgerPath, err)
	}
	r := &readLedger{size: info.Size(), modTime: info.ModTime().UnixNano()}
	if old := l.ledger; old != nil && old.size == r.size && old.modTime == r.modTime {
		return old, nil
	}
	if r.size > maxLedger {
		p := content.RuleFile.New(diag.Range{}, lang.F("de lijst van adressen is groter dan %d MB", "the list of addresses is larger than %d MB", maxLedger>>20),
			lang.T("Zet het bestand terug zoals het was.", "Put the file back as it was."))
		p.File = content.LedgerPath
		r.ledger, _ = permalinks.Parse(nil)
		r.problems = []diag.Problem{p}
		return r, nil
	}
	src, err := fs.ReadFile(fsys, content.LedgerPath)
	if err != nil {
		return nil, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", content.LedgerPath, err)
	}
	r.ledger, r.problems = permalinks.Parse(src)
	l.ledger = r
	return r, nil
}

// addresses compares the ledger with what the site has. removed says which
// addresses were taken away for somebody's privacy; it may be nil. The number is of
// the addresses that are not in the ledger yet.
func (l *Loader) addresses(r *readLedger, s *site.Site, docs []*document, removed func(string) bool) ([]diag.Problem, int) {
	if slices.ContainsFunc(docs, func(d *document) bool { return d.facts != nil && d.facts.Broken }) {
		return r.problems, 0 // what is in that file is not known
	}
	c := &comparison{ledger: r.ledger, site: s, docs: docs, lost: l.Options.Lost}
	for _, a := range s.Permalinks() {
		if !r.ledger.Has(a) {
			c.fresh = append(c.fresh, a)
		}
	}
	slices.Sort(c.fresh)
	c.fresh = slices.Compact(c.fresh)
	c.arrows()
	c.dying(r.ledger.Dying(s.Answers, removed))
	ps := slices.Concat(r.problems, c.found.Problems())
	if !l.Options.Preview {
		ps = append(ps, c.unrecorded()...)
	}
	return ps, len(c.fresh)
}

// whenPublished returns ps without what is only to be told of a site that can be
// published: what has errors has no new addresses yet that must remain.
// errors says whether there are errors besides.
func whenPublished(ps []diag.Problem, errors bool) []diag.Problem {
	if !errors && !diag.HasErrors(ps) {
		return ps
	}
	return slices.DeleteFunc(ps, func(p diag.Problem) bool { return p.Code == permalinks.RuleNew.Code })
}

// A comparison is of a ledger with a site.
type comparison struct {
	ledger *permalinks.Ledger
	site   *site.Site
	docs   []*document
	lost   func(path, text string) (history.Lost, bool)
	fresh  []string // addresses that are not in the ledger, sorted
	found  diag.Collector
	asked  int // how often git was
}

// unrecorded reports, once, which addresses are not in the ledger.
func (c *comparison) unrecorded() []diag.Problem {
	if len(c.fresh) == 0 {
		return nil
	}
	// A reference number is not to be shown.
	i := slices.IndexFunc(c.fresh, func(a string) bool { return permalinks.KindOf(a) != permalinks.Kenmerk })
	message := lang.F("%d adressen staan nog niet in de lijst, zoals %s", "%d addresses are not in the list yet, such as %s", len(c.fresh), c.fresh[max(i, 0)])
	if len(c.fresh) == 1 {
		message = lang.F("%s staat nog niet in de lijst", "%s is not in the list yet", c.fresh[0])
	}
	p := permalinks.RuleNew.New(diag.Range{}, message, lang.T("Zet elk nieuw adres in de lijst. Dan merkt Weerklank het als er later een verdwijnt.", "Put every new address into the list. Then Weerklank notices when one vanishes later."))
	p.File, p.Edits = content.LedgerPath, c.ledger.Add(c.fresh)
	return []diag.Problem{p}
}

// arrows reports the arrows of the ledger that lead nowhere right.
func (c *comparison) arrows() {
	for _, m := range c.site.Moves() {
		var message, hint lang.Text
		switch m.State {
		case site.MoveTaken:
			message = lang.F("op %s staat nog gewoon een pagina of bestand", "there still is a page or file at %s", m.Van)
			if m.Other != "" {
				message = lang.F("op %s staat gewoon nog %s", "%[2]s still is at %[1]s", m.Van, m.Other)
			}
			hint = lang.F("Haal de pijl weg, en wat erachter staat. Dan blijft over: `%s`.", "Remove the arrow and what is behind it. That leaves `%s`.", m.Van)
		case site.MoveLoop:
			message = lang.F("%s komt via andere pijlen weer bij zichzelf uit", "%s leads back to itself, by way of other arrows", m.Van)
			hint = lang.T("Zet achter de pijl een adres waar echt iets staat.", "Behind the arrow put an address where something really is.")
		case site.MoveClaimed:
			message = lang.F("%s wijst hier naar %s, maar een tekst heeft dit adres bij aliassen, en staat op %s", "%s leads to %s here, but a text at %[3]s has this address in its aliassen", m.Van, m.Naar, m.Other)
			hint = lang.T("Kies een van de twee: haal de pijl weg, of de naam bij aliassen.", "Choose one of the two: remove the arrow, or the name in aliassen.")
		case site.MoveClash:
			message = lang.F("%s en %s kunnen niet naast elkaar staan: alleen de hoofdletters verschillen, of het ene ligt in het andere", "%s and %s cannot exist beside each other: only their capitals differ, or one lies in the other", m.Van, m.Other)
			hint = clashHint(m.Van)
		default:
			message = lang.F("%s wijst naar %s, en daar staat niets", "%s leads to %s, and there is nothing", m.Van, m.Naar)
			hint = lang.T("Zet achter de pijl een adres waar iets staat.", "Behind the arrow put an address where something is.")
			if near := c.site.Suggest(m.Naar); near != "" {
				hint = lang.F("Bedoelt u %s?", "Did you mean %s?", near)
			}
		}
		c.add(permalinks.RuleArrow, m.Entry, m.State != site.MoveTaken, message, hint)
	}
}

// clashHint says what to do with a file whose name was only written otherwise.
func clashHint(adres string) lang.Text {
	return lang.F("Geef het bestand zijn oude naam terug: %s. Of kies een naam die meer verschilt.", "Give the file its old name back: %s. Or choose a name that differs more.", path.Base(adres))
}

func (c *comparison) add(r *diag.Rule, e permalinks.Entry, target bool, message, hint lang.Text) {
	c.found.Add(r, func() diag.Problem {
		p := c.ledger.Problem(r, e, target)
		p.Message, p.Hint = message, hint
		return p
	})
}

// dying reports the entries to which nothing answers. What is below a traject that
// dies itself is only counted: who mends the one mends the others.
func (c *comparison) dying(entries []permalinks.Entry) {
	below := map[string]int{}
	dead := map[string]bool{}
	for _, e := range entries {
		dead[e.Van] = true
	}
	parent := func(e permalinks.Entry) string {
		parts := strings.SplitN(e.Van, "/", 4)
		if len(parts) == 4 && parts[1] == "trajecten" && parts[3] != "" && dead["/trajecten/"+parts[2]+"/"] {
			return "/trajecten/" + parts[2] + "/"
		}
		for name := strings.TrimSuffix(strings.TrimPrefix(e.Van, "/bijeenkomsten/"), "/"); parts[1] == "bijeenkomsten" && name != ""; {
			i := strings.LastIndexByte(name, '-')
			name = name[:max(i, 0)]
			if dead["/trajecten/"+name+"/"] {
				return "/trajecten/" + name + "/"
			}
		}
		return ""
	}
	for _, e := range entries {
		below[parent(e)]++
	}
	broken := damaged(c.docs)
	for _, e := range entries {
		if parent(e) != "" || slices.ContainsFunc(broken, func(a string) bool { return strings.HasPrefix(e.Van, a) }) {
			continue
		}
		if c.found.Full(permalinks.RuleDies) { // only counted
			c.add(permalinks.RuleDies, e, false, lang.Text{}, lang.Text{})
			continue
		}
		message, hint := c.death(e)
		if n := below[e.Van]; n > 0 {
			message = lang.F("%s; en met dit adres nog %d andere", "%s; and with this address %d others", message, n)
		}
		c.add(permalinks.RuleDies, e, false, message, hint)
	}
}

// damaged returns the addresses of files with a mistake in their keys: what is not
// understood there may well be what stood at an address below.
func damaged(docs []*document) []string {
	var addresses []string
	for _, d := range docs {
		if d.facts != nil && slices.ContainsFunc(d.problems, func(p diag.Problem) bool {
			return p.Severity == diag.Error && (p.Code == traject.RuleUnknownKey.Code || p.Code == content.RuleYAML.Code)
		}) {
			addresses = append(addresses, d.facts.Address)
		}
	}
	return addresses
}

// death says why nothing answers to an address any more, and what to do.
func (c *comparison) death(e permalinks.Entry) (message, hint lang.Text) {
	if file := c.site.Waiting(e.Van); file != "" {
		return lang.F("%s zou verdwijnen: %s is nu een concept, of komt pas later", "%s would vanish: %s is a concept now, or comes later", e.Van, file),
			lang.T("Haal concept of publiceren-vanaf weg. Moet het van de website? Schrijf dan in een traject: `ingetrokken: {datum: 2026-03-12, reden: Waarom.}`.",
				"Remove concept or publiceren-vanaf. Must it leave the site? Then write in a traject: `ingetrokken: {datum: 2026-03-12, reden: Why.}`.")
	}
	lost, known := c.why(e.Van)
	message = lang.F("%s zou verdwijnen: er staat niets meer op dit adres", "%s would vanish: there is nothing at this address any more", e.Van)
	switch {
	case known && lost.Commit != "":
		message = lang.F("%s zou verdwijnen: %s is daarvoor gewijzigd in git, op %s (%s)", "%s would vanish: %s was changed in git for that, on %s (%s)", e.Van, lost.Path, lost.Date, lost.Commit)
	case known:
		message = lang.F("%s zou verdwijnen door wat u nu wijzigt in %s", "%s would vanish by what you change now in %s", e.Van, lost.Path)
	}
	h, ok := c.heir(e.Van, lost)
	name := path.Base(e.Van)
	switch kind := permalinks.KindOf(e.Van); {
	case !ok && (kind == permalinks.Traject || kind == permalinks.Signaal):
		hint = lang.F("Zet terug wat er stond. Staat het nu ergens anders? Zet dan achter een pijl waar: `%s -> /trajecten/ander-traject/`. Moet een heel traject weg? Zet het bestand terug met `ingetrokken: {datum: 2026-03-12, reden: Waarom.}`.",
			"Put back what was there. Is it elsewhere now? Then say where behind an arrow: `%s -> /trajecten/other-traject/`. Must a whole traject go? Put its file back with `ingetrokken: {datum: 2026-03-12, reden: Why.}`.", e.Van)
	case !ok:
		hint = lang.F("Zet terug wat er stond. Of maak van deze regel een pijl naar waar het nu staat, zoals `%s -> %s`.", "Put back what was there. Or make this line an arrow to where it is now, such as `%s -> %s`.", e.Van, upper(e.Van))
	case strings.EqualFold(h.Adres, e.Van):
		hint = clashHint(e.Van)
	case !h.Takes || kind == permalinks.Signaal && path.Dir(path.Clean(h.Adres)) != path.Dir(path.Clean(e.Van)):
		hint = lang.F("Is het nu %s? Maak dan van deze regel: `%s -> %[1]s`.", "Is it %s now? Then make of this line: `%s -> %[1]s`.", h.Adres, e.Van)
	case kind == permalinks.Signaal:
		hint = lang.F("Is het nu %s? Zet dan in %s bij het signaal op regel %d: `aliassen: [%s]`.", "Is it %s now? Then put into %s at the signaal on line %d: `aliassen: [%s]`.",
			h.Adres, h.File, h.Regel, strings.Join(append(slices.Clone(h.Aliassen), name), ", "))
	default:
		hint = lang.F("Is het nu %s? Zet dan in %s: `aliassen: [%s]`.", "Is it %s now? Then put into %s: `aliassen: [%s]`.", h.Adres, h.File, strings.Join(append(slices.Clone(h.Aliassen), name), ", "))
	}
	return message, hint
}

// upper returns the list to which an address belongs.
func upper(adres string) string {
	if first := strings.SplitN(adres, "/", 3)[1]; slices.Contains([]string{"onderwerpen", "bijeenkomsten", "adviezen"}, first) {
		return "/" + first + "/"
	}
	return "/"
}

// maxAsked is how often git is asked: nobody reads more causes at once.
const maxAsked = 20

// why asks git what became of what stood at an address.
func (c *comparison) why(adres string) (history.Lost, bool) {
	if c.lost == nil || c.asked >= maxAsked {
		return history.Lost{}, false
	}
	c.asked++
	text := ""
	var files []string
	bare := strings.TrimSuffix(adres, "/")
	switch permalinks.KindOf(adres) {
	case permalinks.Traject, permalinks.Onderwerp:
		files = []string{content.Dir + bare + ".md", content.Dir + bare + "/index.md"}
	case permalinks.Pagina:
		files = []string{content.PaginasDir + bare + ".md", content.PaginasDir + bare + "/index.md"}
	case permalinks.Signaal:
		files, text = []string{c.site.Heir(path.Dir(bare) + "/").File}, "id: "+path.Base(bare)+"\n"
	case permalinks.Media:
		files = []string{content.Dir + bare, content.PaginasDir + bare}
	}
	for _, f := range files {
		if f == "" {
			continue
		}
		if l, ok := c.lost(f, text); ok {
			return l, true
		}
	}
	return history.Lost{}, false
}

// Of what is less alike than this nobody says that the one became the other. No
// more is looked at than this.
const alike, maxHeirs = 0.35, 300

// heir returns what most likely came in the place of what stood at an address.
func (c *comparison) heir(adres string, lost history.Lost) (best site.Heir, ok bool) {
	if moved := c.site.AddressOf(lost.Moved); moved != "" && lost.Moved != "" && c.site.Answers(moved) {
		return c.site.Heir(moved), true
	}
	kind, name, was := permalinks.KindOf(adres), path.Base(adres), textBefore(adres, lost)
	score := alike
	look := func(wanted func(a string) bool) {
		n := 0
		for _, a := range c.fresh {
			if permalinks.KindOf(a) != kind || !wanted(a) {
				continue
			}
			if n++; n > maxHeirs {
				return
			}
			h := c.site.Heir(a)
			if s := max(permalinks.Likeness(name, path.Base(a)), permalinks.Likeness(was, h.Tekst), c.shared(adres, a)); s > score {
				best, score, ok = h, s, true
			}
		}
	}
	folder := path.Dir(path.Clean(adres))
	look(func(a string) bool { return path.Dir(path.Clean(a)) == folder })
	if !ok {
		look(func(a string) bool { return path.Dir(path.Clean(a)) != folder })
	}
	return best, ok
}

// shared says which part of the signalen of one traject are in another, by their id.
func (c *comparison) shared(adres, other string) float64 {
	all := c.ledger.Below(adres)
	n := 0
	for _, e := range all {
		if c.site.Answers(other + strings.TrimPrefix(e.Van, adres)) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(all))
}

// textBefore returns what stood at an address, as git has it: the title, or of a
// signaal what people said.
func textBefore(adres string, lost history.Lost) string {
	if len(lost.Before) == 0 || !strings.HasSuffix(lost.Path, ".md") {
		return ""
	}
	f, _ := content.Split(lost.Path, lost.Before, content.Markdown)
	if f == nil || f.Front == nil {
		return ""
	}
	t, _ := traject.Parse(f)
	for _, sg := range t.Signalen {
		if permalinks.KindOf(adres) == permalinks.Signaal && sg.ID == path.Base(adres) {
			return sg.Signaal
		}
	}
	return t.Titel
}
