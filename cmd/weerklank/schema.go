package main

import (
	"context"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/schema"
)

var schemaCommand = &command{
	name: "schema", args: lang.T("SOORT", "KIND"), maxArgs: 1,
	short: lang.T("beschrijft de sleutels van een soort bestand voor andere programma's", "describes the keys of a kind of file for other programs"),
	long: lang.T(`
Schrijft een JSON Schema (draft-07): welke sleutels er zijn, wat erbij kan staan
en wat verplicht is. Editors en formulieren kunnen daarmee helpen bij het typen.
SOORT is traject, onderwerp, pagina, site, zoekvragen of weggehaald. Het schema
kijkt naar elke waarde apart; weerklank check ziet meer.

  weerklank schema site > site.schema.json
  weerklank schema traject > traject.schema.json

Voor VS Code hoeft dit niet: weerklank init --vscode zet alles klaar.`, `
Writes a JSON Schema (draft-07): which keys there are, what their values can be
and what is required. Editors and forms can help with it while you type. KIND
is traject, onderwerp, pagina, site, zoekvragen or weggehaald. The schema looks at
each value on its own; weerklank check sees more.

  weerklank schema site > site.schema.json
  weerklank schema traject > traject.schema.json

VS Code does not need this: weerklank init --vscode prepares everything.`),
	run: runSchema,
}

func runSchema(p *program, _ context.Context, _ *options, args []string) error {
	kinds := strings.Join(schema.Names(), ", ")
	if len(args) == 0 {
		return usagef("zeg van welke soort bestand: %s. Bijvoorbeeld: weerklank schema site", "say of which kind of file: %s. For example: weerklank schema site", kinds)
	}
	src, ok := schema.Of(args[0], p.lang)
	if !ok {
		return usagef("%q is geen soort bestand. Dit kan: %s", "%q is no kind of file. Possible: %s", args[0], kinds)
	}
	if _, err := p.Stdout.Write(src); err != nil {
		return lang.Errorf("het schema kan niet worden geschreven: %v", "the schema cannot be written: %v", err)
	}
	return nil
}
