// Package load is the one way from files to a site: check, build and the
// preview all go through [Loader.Load].
//
//	files -> content.Read -> traject.Parse -> check -> site.Summarize -> site.New -> check.Site -> render.New
//
// Documents are read in parallel. What is kept of each is its summary, the
// facts that the rules about the whole site need, and its problems; a second
// Load reads only the files whose size or time of change differ, so that the
// preview is quick.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"weerklank/internal/cache"
	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/huisstijl"
	"weerklank/internal/lang"
	"weerklank/internal/permalinks"
	"weerklank/internal/render"
	"weerklank/internal/site"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

// Options are what the command line says about a site. The zero value is a
// site as site.yaml describes it, today.
type Options struct {
	Cache   *cache.Cache // keeps what was made of old versions; nil when nothing is kept
	Program string       // fingerprint of the program, for Cache and Kept
	Kept    string       // the file with what was made of each document; "" when nothing is kept. A preview only reads it

	BaseURL string    // instead of base-url
	Theme   string    // instead of theme
	Date    string    // "today" as 2006-01-02; "" for the day of Now in the site's time zone
	Now     time.Time // the clock
	Preview bool      // show concepts, marked
	Plain   bool      // do not minify
	Base    fs.FS     // the default theme
	Dir     string    // the source folder on disk, where git is asked for old versions; "" for a site without
	Lazy    bool      // read old versions only when a text links to one
	// First says how many warnings and tips of each rule are kept, beside all errors;
	// the others are counted. It is for a site that is loaded once: the Loader cannot
	// load again, nor the Result change (see With). 0 keeps all.
	First int
	// Lost says what git knows of a file, or of a text in it, that is gone; nil
	// where there is no git.
	Lost func(path, text string) (history.Lost, bool)
	// Only says whose problems are asked for; nil for all.
	Only func(file string) bool
}

// A Result is a site with everything that was found in its content. When
// Problems holds an error nothing may be published, but what could be
// understood is there.
type Result struct {
	Settings *traject.Settings
	Site     *site.Site
	Renderer *render.Renderer
	Problems []diag.Problem   // sorted
	More     diag.More        // what was found besides, with Options.First
	Extern   []check.Extern   // links to other websites
	Files    int              // how many content files were read
	Docs     []*site.Doc      // every traject that was understood, concepts too, by path
	Today    string           // the day for which the site was made
	History  *history.History // what git knows of the texts; nil without

	Unrecorded int // addresses that are not in the ledger yet

	from *origin
}

// A Loader loads a site, and loads it again when something changed. It must
// not be used by two goroutines at once; the Results may.
type Loader struct {
	Options Options
	seen    map[string]*document // by path
	ledger  *readLedger
	theme   *render.Theme
	themeOf string           // what theme was made of, to see whether it changed
	images  map[string]photo // by path
	past    *past
}

// A document is what is kept of one content file.
type document struct {
	size, modTime int64
	given         string // the day and the settings with which it was checked
	doc           *site.Doc
	page          *traject.Page
	facts         *check.Facts
	problems      []diag.Problem
	namen         weggehaald.Namen // of a traject, when something was taken away
	gone          []string         // the addresses by which something of it was taken away
}

// Load reads the site in fsys, which is rooted in the source folder. The error
// says why the work could not be done: the disk, or the theme.
func (l *Loader) Load(ctx context.Context, fsys fs.FS) (*Result, error) {
	tree, problems, err := content.List(fsys)
	if err != nil {
		return nil, noContent(err)
	}
	if len(tree.Paths()) == 0 && !tree.HasSettings {
		return nil, noContent(fs.ErrNotExist)
	}
	settings, settingsProblems, settingsFacts, err := l.settings(fsys, tree)
	if err != nil {
		return nil, err
	}
	problems = append(problems, settingsProblems...)
	today := l.today(settings)

	// A text says the same whatever the command line says about the address of the site.
	given := check.Given{Today: today, Settings: settings, Files: officeFiles(tree)}
	settings = l.overridden(settings)
	questions, questionProblems, err := zoekvragen(fsys, tree, given)
	if err != nil {
		return nil, err
	}
	problems = append(problems, questionProblems...)
	weg, wegProblems, err := lijst(fsys, tree, given)
	if err != nil {
		return nil, err
	}
	problems = append(problems, wegProblems...)
	nameProblems, namesFacts := check.FileNames(names(tree, problems), given)
	problems = append(problems, nameProblems...)
	problems = append(problems, l.places(fsys, tree.Media)...)

	settings, stillThere := l.cleanSettings(settings, weg)
	found := l.found(settings)
	docs, err := l.documents(ctx, fsys, tree, given, weg, found)
	if err != nil {
		return nil, err
	}
	problems = append(problems, stillThere...)
	theme, themeProblems, err := l.loadTheme(fsys, settings)
	if err != nil {
		return nil, err
	}
	ledger, err := l.permalinks(fsys)
	if err != nil {
		return nil, err
	}
	look := lookOf(fsys, settings, theme)
	problems = append(problems, themeProblems...)
	problems = append(problems, look.problems...)
	in := site.Input{Settings: settings, Media: tree.Media, Texts: theme.Texts, Today: today, Preview: l.Options.Preview, Light: look.light, Logo: look.logo, Open: opener(fsys, weg), Weggehaald: weg.Met(namen(docs)), Moves: ledger.ledger.Moves()}
	in.Woorden = found.lexicon()
	if len(in.Weggehaald.Adressen()) > 0 {
		for _, e := range ledger.ledger.Entries {
			in.Eerder = append(in.Eerder, e.Van)
		}
	}
	problems = append(found.all(docs), problems...)
	facts := append([]*check.Facts{settingsFacts, namesFacts}, questions...)
	for _, d := range docs {
		if d.facts != nil {
			facts = append(facts, d.facts)
		}
		switch {
		case d.doc != nil:
			in.Docs = append(in.Docs, d.doc)
		case d.page == nil:
		case strings.HasPrefix(d.page.File.Path, content.OnderwerpenDir+"/"):
			in.Onderwerpen = append(in.Onderwerpen, d.page)
		default:
			in.Paginas = append(in.Paginas, d.page)
		}
	}
	past, err := l.readPast(ctx, settings, today, facts, in.Weggehaald, ledger.ledger, liveNames(docs))
	if err != nil {
		return nil, err
	}
	in.Weggehaald = past.gone
	problems = append(problems, past.problems...)
	in.Geschiedenis, in.Ondiep = past.versions, past.history != nil && past.history.Shallow
	if ctx.Err() != nil { // a preview of a large site must not wait for what is old
		return nil, ctx.Err()
	}
	s, siteProblems := site.New(in)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	problems = append(problems, siteProblems...)
	problems = append(problems, onbekend(s, docs, weg)...)
	index := check.NewIndex(facts)
	problems = append(problems, check.Site(s, index)...)
	addressProblems, unrecorded := l.addresses(ledger, s, docs, func(a string) bool { return in.Weggehaald.Weg(a) != nil || in.Weggehaald.InAdres(a) })
	problems = append(problems, addressProblems...)

	var extern []check.Extern
	for _, f := range facts {
		extern = append(extern, f.Extern...)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	problems = whenPublished(check.Apply(settings, Rules(), problems), found.errors())
	if only := l.Options.Only; only != nil {
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return !only(p.File) })
	}
	r := &Result{Extern: extern, Settings: settings, Site: s, History: past.history, Docs: in.Docs, Today: today, Files: len(docs) + 1, Unrecorded: unrecorded}
	r.Problems, r.More = found.with(settings, problems)
	o := render.Options{Source: fsys, Huisstijl: look.css}
	if settings.SecurityContact != "" {
		o.SecurityContact = string(settings.SecurityContact)
	}
	l.keepPages(&o, settings, in.Weggehaald)
	o.KeySalt = l.keySalt(settings, today, in.Weggehaald)
	r.Renderer, err = render.New(s, theme, o)
	if found != nil {
		r.Extern = nil // they keep the facts of every document
		return r, err
	}
	r.from = &origin{given: given, key: givenKey(given, weg), weg: weg, theme: theme, options: o, index: index}
	return r, err
}

// The rules of this package: about what site.yaml names beside the texts.
var (
	RuleTheme = &diag.Rule{
		Code: "thema", Severity: diag.Error, Fixed: true,
		Title: lang.T("Een thema dat er niet is", "A theme that is not there"),
		Why: lang.T("Zonder de map van het thema zou de website er heel anders uitzien dan u bedoelt.",
			"Without the folder of the theme the site would look quite different from what you mean."),
		Wrong: "theme: onze-stijl, zonder een map themes/onze-stijl/",
		Right: "theme: onze-stijl, met een map themes/onze-stijl/",
	}
	RuleHuisstijl = &diag.Rule{
		Code: "huisstijl", Severity: diag.Error, Source: "Weerklank: de website haalt niets bij anderen op", Fixed: true,
		Title: lang.T("Een huisstijl, logo of favicon die hier niet kan", "A house style, logo or favicon that is not possible here"),
		Why: lang.T("De website haalt niets op bij anderen, en elke bezoeker haalt deze bestanden op. Daarom staan ze in content/media/, zijn ze klein, en zijn ze wat hun naam zegt.",
			"The site fetches nothing from others, and every visitor fetches these files. So they stand in content/media/, are small, and are what their name says."),
		Wrong: "huisstijl: https://www.gemeente.nl/stijl.css",
		Right: "huisstijl: media/huisstijl.css",
	}
)

// Rules returns every rule there is, by code.
func Rules() []*diag.Rule {
	rules := append(check.Rules(), site.Rules()...)
	rules = append(rules, huisstijl.Rules()...)
	rules = append(rules, weggehaald.Rules()...)
	rules = append(rules, permalinks.Rules()...)
	rules = append(rules, RuleTheme, RuleHuisstijl, RulePlace, RuleShallow, RuleUnreadable, RuleClock)
	slices.SortStableFunc(rules, func(a, b *diag.Rule) int { return strings.Compare(a.Code, b.Code) })
	return rules
}

func noContent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return lang.Errorf("hier staat geen website: er is geen map content/ met teksten (maak er een met weerklank init, of wijs de map aan met --source)",
			"there is no site here: no folder content/ with texts (make one with weerklank init, or name the folder with --source)")
	}
	return err
}

// settings reads site.yaml. When it is not there or not understood the rest of
// the content is still checked, with the settings that every site has.
func (l *Loader) settings(fsys fs.FS, tree *content.Tree) (*traject.Settings, []diag.Problem, *check.Facts, error) {
	var ps []diag.Problem
	f := &content.File{Path: content.SettingsPath}
	if tree.HasSettings {
		read, problems, err := content.Read(fsys, content.SettingsPath, content.YAML)
		if err != nil {
			return nil, nil, nil, err
		}
		ps = problems
		if read != nil {
			f = read
		}
	} else {
		p := traject.RuleMissingKey.New(diag.Range{}, lang.T("dit bestand ontbreekt", "this file is missing"),
			lang.T("Maak het, met daarin ten minste titel, organisatie en base-url.", "Make it, with at least titel, organisatie and base-url in it."))
		p.File = content.SettingsPath
		ps = append(ps, p)
	}
	s, found := traject.ParseSettings(f)
	ps = append(ps, found...)
	found, facts := check.Settings(s, l.today(s))
	ps = append(ps, found...)
	if !slices.Contains(render.Languages(), s.Taal) {
		s.Taal = render.Languages()[0] // another is a problem already
	}
	return s, ps, facts, nil
}

// overridden returns the settings with what the command line says laid over them.
func (l *Loader) overridden(s *traject.Settings) *traject.Settings {
	c := *s
	s = &c
	if l.Options.BaseURL != "" {
		s.BaseURL = l.Options.BaseURL
	}
	if l.Options.Theme != "" {
		s.Theme = l.Options.Theme
	}
	if !slices.Contains(render.Languages(), s.Taal) {
		s.Taal = render.Languages()[0] // another is a problem already
	}
	return s
}

// names returns the paths of all files: texts, media, and those that are a
// problem already, which stand in git as well.
func names(tree *content.Tree, problems []diag.Problem) []string {
	all := tree.Paths()
	for _, m := range tree.Media {
		all = append(all, m.Path)
	}
	for _, p := range problems {
		if p.Range.IsZero() && p.File != content.SettingsPath {
			all = append(all, p.File)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// zoekvragen reads the search questions, when there are any.
func zoekvragen(fsys fs.FS, tree *content.Tree, given check.Given) ([]*check.Facts, []diag.Problem, error) {
	if !tree.HasVragen {
		return nil, nil, nil
	}
	f, problems, err := content.Read(fsys, content.ZoekvragenPath, content.YAML)
	if f == nil || err != nil {
		return nil, problems, err
	}
	z, found := traject.ParseZoekvragen(f)
	facts := check.Zoekvragen(z)
	private, used := check.Questions(z, given)
	facts.Allowed = used
	return []*check.Facts{facts}, append(append(problems, found...), private...), nil
}

// today returns the day in the site's time zone.
func (l *Loader) today(s *traject.Settings) string {
	if l.Options.Date != "" {
		return l.Options.Date
	}
	return l.Options.Now.In(location(s)).Format(time.DateOnly)
}

// officeFiles returns the sizes of the documents to which texts can link.
func officeFiles(tree *content.Tree) map[string]int64 {
	sizes := map[string]int64{}
	for _, m := range tree.Media {
		if check.IsOffice(m.Path) {
			sizes[m.Path] = m.Size
		}
	}
	return sizes
}

// givenKey differs when a document may have to be checked again although it did not
// change itself.
func givenKey(given check.Given, weg *weggehaald.Lijst) string {
	return given.Today + "\n" + string(given.Settings.File.Source) + fmt.Sprint(given.Files) + weg.Key()
}

// documents reads every Markdown file that changed since the last time.
func (l *Loader) documents(ctx context.Context, fsys fs.FS, tree *content.Tree, given check.Given, weg *weggehaald.Lijst, found *found) ([]*document, error) {
	entries := slices.Concat(tree.Trajecten, tree.Onderwerpen, tree.Paginas)
	key := givenKey(given, weg)
	out := make([]*document, len(entries))
	errs := make([]error, len(entries))
	keeper := l.keeper(len(entries), given, weg)
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				e := entries[i]
				if d := l.seen[e.Path]; d != nil && d.size == e.Size && d.modTime == e.ModTime && d.given == key {
					out[i] = d
					continue
				}
				out[i], errs[i] = keeper.read(i, fsys, e, given, key, weg)
				found.take(out[i])
			}
		})
	}
	for i := range entries {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	err := cmp.Or(append(errs, ctx.Err())...)
	keeper.close(err)
	if err != nil {
		return nil, err
	}
	if found != nil {
		return out, nil
	}
	l.seen = make(map[string]*document, len(out))
	for i, d := range out {
		l.seen[entries[i].Path] = d
	}
	return out, nil
}

// read reads and checks one file.
func read(fsys fs.FS, e content.Entry, given check.Given, key string, weg *weggehaald.Lijst) (*document, error) {
	src, ps, err := content.Text(fsys, e.Path)
	if err != nil {
		return nil, err
	}
	return understand(src, ps, e, given, key, weg)
}

// understand makes of the text of one file, and what is wrong with it as a text, what
// is kept of it.
func understand(src []byte, ps []diag.Problem, e content.Entry, given check.Given, key string, weg *weggehaald.Lijst) (d *document, err error) {
	// Nobody above this goroutine can, and only here is known which file it was.
	defer func() {
		if cause := recover(); cause != nil {
			err = lang.Errorf("dit is een fout in Weerklank zelf, niet van u, bij het lezen van %s (%v); meld dit, met wat weerklank version zegt", "this is a mistake in Weerklank itself, not yours, while reading %s (%v); please report it, with what weerklank version says", e.Path, cause)
		}
	}()
	d = &document{size: e.Size, modTime: e.ModTime, given: key}
	f := &content.File{Path: e.Path}
	if len(ps) == 0 { // else it is no text; what links to it is not to blame
		f, ps = content.Split(e.Path, src, content.Markdown)
	}
	// What is checked is the file as it is; what is published is what may be seen.
	gone := weg.Vind(f)
	for _, v := range gone {
		d.gone = append(d.gone, v.Stuk.Adres)
	}
	if len(gone) > 0 {
		defer func() { d.problems = append(hideGone(d.problems, gone), weggehaald.StaatErNog(f, gone)...) }()
	}
	if strings.HasPrefix(e.Path, content.TrajectenDir+"/") {
		t, found := traject.Parse(f)
		ps = append(ps, found...)
		found, d.facts = check.Traject(t, given)
		ps = append(ps, found...)
		if !weg.Leeg() {
			d.namen = weggehaald.NamenVan(t)
		}
		if len(gone) > 0 {
			t, _ = traject.Parse(cleaned(f, content.Markdown, weg))
		}
		if f.Front != nil {
			d.doc = site.Summarize(t)
		}
	} else {
		p, found := traject.ParsePage(f)
		ps = append(ps, found...)
		found, d.facts = check.Page(p, given)
		ps = append(ps, found...)
		if len(gone) > 0 {
			p, _ = traject.ParsePage(cleaned(f, content.Markdown, weg))
		}
		if f.Front != nil {
			d.page = p
		}
	}
	d.problems = slices.Clone(ps) // without room for more: they stay
	return d, nil
}

// An OptionError says that an option names what is not there.
type OptionError struct{ Err *lang.Error }

func (e *OptionError) Error() string { return e.Err.Error() }
func (e *OptionError) Unwrap() error { return e.Err }

// loadTheme reads the theme, unless it is the one that was read before. A theme
// of site.yaml that is not there is a problem; the default takes its place.
func (l *Loader) loadTheme(fsys fs.FS, s *traject.Settings) (*render.Theme, []diag.Problem, error) {
	var own fs.FS
	var problems []diag.Problem
	of := s.Taal
	if s.Theme != "" && s.Theme != "default" {
		dir := path.Join("themes", s.Theme)
		info, err := fs.Stat(fsys, dir)
		switch {
		case slug.Valid(s.Theme) && err == nil && info.IsDir():
			own, _ = fs.Sub(fsys, dir) // the path is valid
			stamp, err := stampOf(own)
			if err != nil {
				return nil, nil, err
			}
			of += s.Theme + stamp
		case l.Options.Theme != "":
			return nil, nil, &OptionError{lang.Errorf("het thema %q bestaat niet: er is geen map met die naam in themes/", "there is no theme %q: there is no folder of that name in themes/", short(s.Theme))}
		default:
			problems = append(problems, s.Problem(RuleTheme, s.At("theme", "thema"),
				lang.F("het thema %q bestaat niet: er is geen map met die naam in themes/", "there is no theme %q: there is no folder of that name in themes/", short(s.Theme)),
				lang.T("Maak de map, of haal de regel weg voor het gewone thema.", "Make the folder, or remove the line for the default theme.")))
		}
	}
	if l.theme != nil && l.themeOf == of {
		return l.theme, problems, nil
	}
	t, err := render.LoadTheme(own, l.Options.Base, s.Taal, !l.Options.Plain)
	if err != nil {
		return nil, nil, err
	}
	l.theme, l.themeOf = t, of
	return t, problems, nil
}

// short returns a value as far as it fits in a message.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// stampOf changes when a file below f does.
func stampOf(f fs.FS) (string, error) {
	var b strings.Builder
	err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	return b.String(), err
}

// opener returns a function that reads the document of a page again.
func opener(fsys fs.FS, weg *weggehaald.Lijst) func(*site.Doc) (*traject.Traject, error) {
	return func(d *site.Doc) (*traject.Traject, error) {
		f, _, err := content.Read(fsys, d.Path, content.Markdown)
		if err != nil {
			return nil, err
		}
		if f == nil {
			f = &content.File{Path: d.Path}
		}
		weg.Clean(f)
		t, _ := traject.Parse(f)
		return t, nil
	}
}
