package main

import (
	"context"
	"path/filepath"

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
  cd mijn-site
  weerklank serve`, `
Puts a small site into the folder (else: this folder) with an example and the
pages that each site needs. Nothing that is there is ever overwritten.

  weerklank init my-site
  cd my-site
  weerklank serve`),
	flags: []string{"titel", "quiet"},
	run:   runInit,
}

func runInit(p *program, _ context.Context, o *options, args []string) error {
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	written, err := scaffold.WriteSite(dir, o.title)
	if err != nil {
		return err
	}
	if o.quiet {
		return nil
	}
	for _, name := range written {
		p.say(lang.F("gemaakt: %s", "made: %s", filepath.Join(dir, name)))
	}
	next := ""
	if dir != "." {
		next = "  cd " + dir + "\n"
	}
	p.say(lang.F(`
Klaar. Zo gaat u verder:

%s  weerklank serve                    bekijk de website in de browser
  weerklank new traject "Een titel"  schrijf een eigen tekst

Vul eerst content/site.yaml in: de naam van uw organisatie en het adres.`, `
Done. What comes next:

%s  weerklank serve                    look at the site in the browser
  weerklank new traject "A title"    write a text of your own

First fill in content/site.yaml: the name of your organisation and the address.`, next))
	return nil
}
