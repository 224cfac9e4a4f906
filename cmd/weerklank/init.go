package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
)

var initCommand = &command{
	name: "init", args: lang.T("[MAP]", "[DIR]"), maxArgs: 1,
	short: lang.T("maakt een nieuwe website die meteen werkt", "makes a new site that works at once"),
	long: lang.T(`
Zet in de map (anders: deze map) een kleine website neer met een voorbeeld en de
pagina's die elke website nodig heeft. Wat er al staat, wordt nooit overschreven.

  weerklank init mijn-site
  weerklank serve --source mijn-site

Met deze opties komt er iets bij voor andere programma's. Dat kan ook later, in
een map waarin al een website staat; alleen dat wordt dan geschreven.

  weerklank init --vscode --hook
  weerklank init --github`, `
Puts a small site into the folder (else: this folder) with an example and the
pages that each site needs. Nothing that is there is ever overwritten.
The texts of that site are Dutch.

  weerklank init my-site
  weerklank serve --source my-site

These options add something for other programs. That is possible later too, in
a folder that holds a site already; only that is written then.

  weerklank init --vscode --hook
  weerklank init --github`),
	flags: []string{"titel", "vscode", "github", "gitlab", "hook", "quiet"},
	run:   runInit,
}

func runInit(p *program, _ context.Context, o *options, args []string) error {
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	if err := scaffold.CheckTitle(o.title); err != nil {
		return usageError{err}
	}
	there := hasSite(dir)
	written, err := p.writeSite(o, dir, there)
	if err != nil {
		return err
	}
	if o.quiet {
		return nil
	}
	for _, name := range written {
		p.say(lang.F("gemaakt: %s", "made: %s", name))
	}
	if !there {
		p.sayNext(dir)
	}
	p.sayExtra(o)
	return nil
}

// writeSite writes a site to dir, or, when there is one already, what was asked
// for besides. It returns the paths of what it wrote. What cannot be is found
// before anything is written.
func (p *program) writeSite(o *options, dir string, there bool) ([]string, error) {
	if o.github || o.gitlab {
		if err := topOfRepository(dir); err != nil {
			return nil, err
		}
	}
	extra := p.extraFiles(o, dir)
	var hook *gitHook
	if o.hook {
		var err error
		if hook, err = findHook(dir); err != nil {
			return nil, err
		}
	}
	if there && o.title != "" {
		return nil, usagef("in %s staat al een website; haal --titel weg, of noem een andere map", "%s holds a site already; leave out --titel, or name another folder", dir)
	}
	var written []string
	var err error
	if there && (len(extra) > 0 || o.hook) {
		written, err = scaffold.WriteExtra(dir, extra)
	} else {
		written, err = scaffold.WriteSite(dir, o.title, extra)
	}
	if err != nil {
		return nil, err
	}
	for i, name := range written {
		written[i] = filepath.Join(dir, name)
	}
	if o.hook {
		made, err := hook.write()
		if err != nil {
			return nil, err
		}
		written = append(written, made...)
	}
	return written, nil
}

// sayNext says how to go on with a new site in dir.
func (p *program) sayNext(dir string) {
	name := p.Name
	p.say(lang.T("\nKlaar. Zo gaat u verder:\n", "\nDone. What comes next:\n"))
	if dir != "." {
		name = p.nameIn(dir)
		fmt.Fprintf(p.Stderr, "  cd %s\n", quoted(dir))
	}
	columns(p.Stderr, [][2]string{
		{name + " serve", lang.T("bekijk de website in de browser", "look at the site in the browser").In(p.lang)},
		{name + lang.T(` new traject "Een titel"`, ` new traject "A title"`).In(p.lang), lang.T("schrijf een eigen tekst", "write a text of your own").In(p.lang)},
	})
	p.say(lang.T(`
Vul eerst content/site.yaml in: de naam van uw organisatie en het adres.`, `
First fill in content/site.yaml: the name of your organisation and the address.
The texts of the site are Dutch. For a site in English put "taal: en" into that
file, and translate the pages in content/.`))
}

// nameIn returns how to call the program from the folder dir.
func (p *program) nameIn(dir string) string {
	if !strings.Contains(p.Name, "/") || filepath.IsAbs(p.Name) {
		return p.Name
	}
	from, err1 := filepath.Abs(dir)
	to, err2 := filepath.Abs(p.Name)
	if errors.Join(err1, err2) != nil {
		return p.Name
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return p.Name
	}
	if rel = filepath.ToSlash(rel); !strings.HasPrefix(rel, "../") {
		rel = "./" + rel
	}
	return rel
}

// quoted returns a path as it can be typed.
func quoted(path string) string {
	if strings.Contains(path, " ") {
		return `"` + path + `"`
	}
	return path
}
