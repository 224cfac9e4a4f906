package main

import (
	"context"
	"io/fs"
	"net"
	"strconv"

	"weerklank/internal/lang"
	"weerklank/internal/render"
	"weerklank/internal/serve"
)

var serveCommand = &command{
	name:  "serve",
	short: lang.T("toont een voorbeeld in de browser, dat meeverandert terwijl u typt", "shows a preview in the browser that changes while you type"),
	long: lang.T(`
Opent een voorbeeld op http://localhost:1313. Elke keer dat u een bestand
bewaart, verandert de pagina vanzelf. Staat er een fout in, dan blijft de laatste
goede pagina staan, met de fout ernaast. Het overzicht van de hele site staat op
/-/weerklank/. Concepten zijn ook te zien. In public/ komt niets. Stoppen: Ctrl+C.

  weerklank serve
  weerklank serve --port 8080`, `
Opens a preview at http://localhost:1313. Each time you save a file the page
changes by itself. If there is an error, the last good page stays, with the error
beside it. The overview of the whole site is at /-/weerklank/. Concepts are shown
too. Nothing is written to public/. Stop with Ctrl+C.

  weerklank serve
  weerklank serve --port 8080`),
	flags: []string{"source", "theme", "date", "port", "bind", "quiet"},
	run:   runServe,
}

func runServe(p *program, ctx context.Context, o *options, _ []string) error {
	if o.port < 0 || o.port > 65535 {
		return usagef("de poort %d bestaat niet; kies een getal tussen 1024 en 65535", "there is no port %d; choose a number from 1024 to 65535", o.port)
	}
	root, dir, err := o.openSource()
	if err != nil {
		return err
	}
	root.Close() // serve opens it itself, to follow what happens in it
	// Links without the path of the published site.
	o.baseURL = "http://" + net.JoinHostPort("localhost", strconv.Itoa(o.port)) + "/"
	p.keepTexts(ctx, o, dir)
	loader := p.loader(o, true)
	defer loader.Close()
	log := p.say
	if o.quiet {
		log = func(lang.Text) {}
	}
	return serve.Run(ctx, serve.Options{
		Addr: net.JoinHostPort(o.bind, strconv.Itoa(o.port)), Source: dir, Lang: p.lang, Log: log, Policy: render.Policy,
		Load: func(ctx context.Context, fsys fs.FS) (serve.Snapshot, error) {
			r, err := loader.Load(ctx, fsys)
			if err != nil {
				return serve.Snapshot{}, err
			}
			return snapshot(r), nil
		},
	})
}
