package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

var newCommand = &command{
	name: "new", args: lang.T(`traject "TITEL"`, `traject "TITLE"`), maxArgs: 2,
	short: lang.T("maakt een nieuw bestand om in te vullen", "makes a new file to fill in"),
	long: lang.T(`
Maakt een traject, een onderwerp of een pagina: een kort bestand met uitleg, en
als concept. Het komt dus pas op de website als u de regel "concept: true"
weghaalt. Wat u er niet bij zegt, wordt gevraagd, of vult u later in.

  weerklank new traject "Een veilige schoolroute"
  weerklank new traject "Een veilige schoolroute" --alles
  weerklank new traject "Een veilige schoolroute" --onderwerp Verkeer --phase 2
  weerklank new onderwerp "Verkeer"
  weerklank new pagina "Veelgestelde vragen"`, `
Makes a traject, an onderwerp (topic) or a pagina (page): a short file, explained,
and as a concept. So it is published only when you remove the line "concept:
true". What you leave out is asked for, or you fill it in later.

  weerklank new traject "A safe way to school"
  weerklank new traject "A safe way to school" --alles
  weerklank new traject "A safe way to school" --onderwerp Traffic --phase 2
  weerklank new onderwerp "Traffic"
  weerklank new pagina "Questions"`),
	flags: []string{"source", "titel", "onderwerp", "samenvatting", "phase", "alles", "date", "quiet"},
	run:   runNew,
}

func runNew(p *program, ctx context.Context, o *options, args []string) error {
	asking := p.Terminal != nil && p.Terminal.Present() && !o.quiet
	n, err := p.newFile(o, args, asking)
	if err != nil {
		return err
	}
	root, dir, err := o.openSite()
	if err != nil {
		return err
	}
	defer root.Close()
	m := &maker{p: p, root: root, New: n}
	if m.topics, err = topicsIn(root.FS()); err != nil {
		return err
	}
	if f, _, err := content.Read(root.FS(), content.SettingsPath, content.YAML); err == nil {
		m.settings, _ = traject.ParseSettings(f)
	}
	if asking {
		err = m.ask(ctx)
	}
	if err != nil {
		return err
	}
	m.knownTopics()
	name, src, err := m.file()
	if err != nil {
		return usageError{asText(err)}
	}
	if err := create(root, name, src); err != nil {
		return err
	}
	if !o.quiet {
		m.sayNext(o, filepath.Join(dir, filepath.FromSlash(name)), name)
	}
	return nil
}

// newFile returns what the arguments say of the new file.
func (p *program) newFile(o *options, args []string, asking bool) (scaffold.New, error) {
	n := scaffold.New{Kind: scaffold.Traject, Titel: o.title, Samenvatting: o.summary, Phase: o.phase, All: o.all, Today: o.date, Lang: p.lang}
	if n.Today == "" {
		n.Today = p.Now().Format("2006-01-02")
	}
	var kinds []string
	known := false
	for _, k := range scaffold.Kinds() {
		kinds = append(kinds, string(k))
		if len(args) > 0 && args[0] == string(k) {
			n.Kind, known = k, true
		}
	}
	switch {
	case !known:
		return n, usagef(`zo kan het: weerklank new traject "Een titel". In plaats van traject kan ook: %s`, `usage: weerklank new traject "A title". Instead of traject there can be: %s`, strings.Join(kinds[1:], ", "))
	case len(args) == 2 && o.title != "":
		return n, usagef("de titel staat er twee keer: laat --titel weg", "the title is there twice: leave out --titel")
	case len(args) == 1 && o.title == "" && !asking:
		return n, usagef(`zo kan het: weerklank new %s "Een titel"`, `usage: weerklank new %s "A title"`, n.Kind)
	case n.Kind != scaffold.Traject && (o.topic != "" || o.phase != ""):
		return n, usagef("--onderwerp en --phase kunnen alleen bij een traject", "--onderwerp and --phase are for a traject only")
	}
	if len(args) == 2 {
		n.Titel = args[1]
	}
	n.Onderwerpen = split(o.topic)
	return n, nil
}

// split returns the names in a list with commas.
func split(s string) (names []string) {
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			names = append(names, part)
		}
	}
	return names
}

// A maker makes one new file.
type maker struct {
	scaffold.New
	p      *program
	root   *os.Root
	topics []topic // that are there already

	settings *traject.Settings // nil when there are none
}

// file returns the new file, or says why there cannot be one. It writes nothing.
func (m *maker) file() (name string, src []byte, err error) {
	if name, src, err = m.File(); err != nil {
		return "", nil, err
	}
	// A folder of that name has the same address.
	for _, taken := range []string{name, strings.TrimSuffix(name, ".md")} {
		if _, err := m.root.Lstat(filepath.FromSlash(taken)); err == nil {
			return "", nil, lang.Errorf("%s bestaat al; kies een andere titel", "%s exists already; choose another title", taken)
		}
	}
	// What check would refuse at once is not written.
	f, _ := content.Split(name, src, content.Markdown)
	var problems []diag.Problem
	if given := (check.Given{Today: m.Today, Settings: m.settings}); m.Kind == scaffold.Traject {
		t, _ := traject.Parse(f)
		problems, _ = check.Traject(t, given)
	} else {
		page, _ := traject.ParsePage(f)
		problems, _ = check.Page(page, given)
	}
	for _, p := range problems {
		if p.Severity == diag.Error {
			return "", nil, lang.Errorf("zo kan het niet: %s", "this is not possible: %s", p.Message)
		}
	}
	return name, src, nil
}

// create writes a file where there is none.
func create(root *os.Root, name string, src []byte) error {
	failed := func(err error) error {
		return lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", name, err)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return failed(err)
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s bestaat al; kies een andere titel", "%s exists already; choose another title", name)
	}
	if err != nil {
		return failed(err)
	}
	_, err = f.Write(src)
	if err = errors.Join(err, f.Close()); err != nil {
		root.Remove(name) // no half file
		return failed(err)
	}
	return nil
}

// sayNext says what was made, and what to do with it.
func (m *maker) sayNext(o *options, shown, name string) {
	p := m.p
	p.say(lang.F("gemaakt: %s (concept: dit staat nog niet op de website)", "made: %s (concept: this is not on the site yet)", shown))
	source := ""
	if o.source != "" {
		source = " --source " + quoted(o.source)
	}
	section := strings.TrimPrefix(path.Dir(name), content.Dir)
	if m.Kind == scaffold.Pagina {
		section = ""
	}
	p.say(lang.F(`
1. Open het bestand. Vervang wat er met "Vervang dit" begint, en schrijf de rest.
2. Bekijk het met weerklank serve%[1]s, op http://localhost:1313%[2]s/%[3]s/
3. Klaar? Haal de regel "concept: true" weg, en typ: weerklank check%[1]s`, `
1. Open the file. Replace what begins with "Replace this", and write the rest.
2. Look at it with weerklank serve%[1]s, at http://localhost:1313%[2]s/%[3]s/
3. Ready? Remove the line "concept: true", and type: weerklank check%[1]s`, source, section, strings.TrimSuffix(path.Base(name), ".md")))
	if m.Kind == scaffold.Onderwerp && !m.used(slug.Slug(m.Titel)) {
		p.say(lang.F(`
Nog geen traject gaat hierover. De pagina komt er pas als u in een traject bij
onderwerpen schrijft: %s`, `
No traject is about this yet. The page will be there once you write in a traject,
at onderwerpen: %s`, m.Titel))
	}
}

// asText returns the message of an error in every language.
func asText(err error) *lang.Error {
	var le *lang.Error
	if errors.As(err, &le) {
		return le
	}
	return lang.Errorf("%v", "%v", err)
}
