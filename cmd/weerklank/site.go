package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/history"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/themes"
)

// source opens the folder that holds content/. Everything is read through it,
// so that no link in the content leads out of the folder.
func (o *options) openSource() (*os.Root, string, error) {
	dir := o.source
	if dir == "" {
		dir = "."
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, "", usagef("%s is een bestand; wijs de map aan waarin content/ staat", "%s is a file; name the folder that holds content/", dir)
	}
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", usagef("de map %s bestaat niet", "there is no folder %s", dir)
	}
	if err != nil {
		return nil, "", lang.Errorf("de map %s kan niet worden geopend: %v", "the folder %s cannot be opened: %v", dir, err)
	}
	return root, dir, nil
}

// openSite is openSource for a command that writes into content/, which must be
// there already: a command must not begin a site by accident.
func (o *options) openSite() (*os.Root, string, error) {
	root, dir, err := o.openSource()
	if err != nil {
		return nil, "", err
	}
	if info, err := root.Stat(content.Dir); err != nil || !info.IsDir() {
		root.Close()
		return nil, "", usagef("in %s staat geen map content/ (maak een website met weerklank init, of wijs de map aan met --source)",
			"there is no folder content/ in %s (make a site with weerklank init, or name the folder with --source)", dir)
	}
	return root, dir, nil
}

// destinationIn returns where the site of a source folder goes.
func (o *options) destinationIn(source string) string {
	if o.destination != "" {
		return o.destination
	}
	return filepath.Join(source, "public")
}

func (p *program) loader(o *options, preview bool) *load.Loader {
	dir := o.source
	if dir == "" {
		dir = "."
	}
	return &load.Loader{Options: load.Options{
		Dir: dir, Lazy: o.lazy, First: o.first, Only: o.only,
		BaseURL: o.baseURL, Theme: o.theme, Date: o.date, Now: p.Now(), Preview: preview, Base: themes.Default(),
		Cache: o.cache, Program: o.program, Kept: o.kept,
		Lost: func(path, text string) (history.Lost, bool) {
			return history.Find(context.Background(), cmp.Or(o.source, "."), path, text)
		},
	}}
}

// loadSite loads the site once.
func (p *program) loadSite(ctx context.Context, o *options) (*load.Result, error) {
	root, _, err := o.openSource()
	if err != nil {
		return nil, err
	}
	// The root stays open: pages read their documents through it.
	r, err := p.loader(o, false).Load(ctx, root.FS())
	if err != nil {
		return nil, err
	}
	if o.strict {
		r.Problems = strict(r.Problems)
	}
	return r, nil
}

// strict makes errors of warnings.
func strict(ps []diag.Problem) []diag.Problem {
	for i := range ps {
		if ps[i].Severity == diag.Warning {
			ps[i].Severity = diag.Error
		}
	}
	return ps
}
