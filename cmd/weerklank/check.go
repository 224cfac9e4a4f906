package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/extern"
	"weerklank/internal/lang"
	"weerklank/internal/load"
)

var checkCommand = &command{
	name: "check", args: lang.T("[BESTAND...]", "[FILE...]"), maxArgs: -1,
	short: lang.T("zoekt alle fouten in de teksten, en verbetert ze als u dat vraagt", "finds every problem in the content, and mends them if you ask"),
	long: lang.T(`
Leest alles onder content/ en toont in een keer wat er mis is: het bestand, de
regel, wat er staat en wat u kunt doen. Noemt u bestanden, dan ziet u alleen
wat daarin staat; de rest wordt wel meegelezen, want links wijzen ernaartoe.

  weerklank check
  weerklank check content/trajecten/wmo.md
  weerklank check --format json > meldingen.json
  weerklank check --external

Met --external vraagt Weerklank ook aan andere websites of uw links nog werken.
Zonder --external haalt Weerklank nooit iets op. Wat het leert, bewaart het een
week in .weerklank/links.json; dat bestand mag u weggooien.

Met --fix verbetert het wat maar op één manier kan: een id die ontbreekt, een
datum als 12 maart 2026, een tikfout in een sleutel, het niveau van koppen. De
rest van het bestand blijft tot op de letter gelijk.

  weerklank check --fix --dry-run
  weerklank check --fix

Wat betekent een code tussen [ ]? Dat legt het zo uit:

  weerklank check --explain koppen`, `
Reads everything below content/ and shows at once what is wrong: the file, the
line, what is there and what to do. If you name files, you see only what is in
them; the rest is read too, because links lead to it.

  weerklank check
  weerklank check content/trajecten/wmo.md
  weerklank check --format json > problems.json
  weerklank check --external

With --external Weerklank also asks other websites whether your links still
work. Without it, Weerklank never fetches anything. What it learns it keeps for a
week in .weerklank/links.json; you may throw that file away.

With --fix it mends what can be mended in one way only: an id that is missing, a
date such as 12 maart 2026, a slip in a key, the levels of headings. The rest of
the file stays as it is, to the letter.

  weerklank check --fix --dry-run
  weerklank check --fix

It also explains what a code in [ ] means:

  weerklank check --explain koppen`),
	flags: []string{"fix", "dry-run", "explain", "external", "timeout", "private", "source", "strict", "format", "base-url", "theme", "date", "quiet"},
	run:   runCheck,
}

func runCheck(p *program, ctx context.Context, o *options, args []string) error {
	if o.explain {
		return p.explain(args)
	}
	if !slices.Contains(diag.Formats(), o.format) {
		return usagef("achter --format hoort %s, niet %q", "--format takes %s, not %q", strings.Join(diag.Formats(), ", "), o.format)
	}
	if o.dryRun && !o.fix {
		return usagef("--dry-run hoort bij --fix: weerklank check --fix --dry-run", "--dry-run goes with --fix: weerklank check --fix --dry-run")
	}
	named, err := named(o.source, args)
	if err != nil {
		return err
	}
	o.lazy = onlyTexts(args)
	if len(args) > 0 && !o.fix { // what mends one file may stand with a problem of another
		o.only = func(file string) bool { return named(diag.Problem{File: file}) }
	}
	p.keepTexts(ctx, o, cmp.Or(o.source, "."))
	read := p.loadSite
	if o.fix {
		read = func(ctx context.Context, o *options) (*load.Result, error) { return p.fix(ctx, o, named) }
	}
	r, err := read(ctx, o)
	if err == nil {
		r.Close()
	}
	if err == nil && o.external && !o.fix { // fix asks them itself
		err = p.checkExternal(ctx, o, r, named, map[string]extern.Answer{})
	}
	if err != nil {
		return err
	}
	return p.showProblems(o, r, slices.DeleteFunc(slices.Clone(r.Problems), func(x diag.Problem) bool { return !named(x) }))
}

// onlyTexts reports whether args name texts only. What is wrong with old versions is
// not in those.
func onlyTexts(args []string) bool {
	return len(args) > 0 && !slices.ContainsFunc(args, func(a string) bool { return !strings.HasSuffix(a, ".md") })
}

// showProblems shows what was found, and returns errContent when it has errors.
func (p *program) showProblems(o *options, r *load.Result, ps []diag.Problem) error {
	if o.quiet && o.format == "text" {
		ps = slices.DeleteFunc(slices.Clone(ps), func(x diag.Problem) bool { return x.Severity != diag.Error })
	}
	err := diag.Print(p.Stdout, o.format, ps, diag.Options{
		Lang: p.lang, Called: p.called, Color: p.color(p.Stdout), Version: Version, Rules: load.Rules(), Prefix: prefix(o.source),
	})
	if err != nil {
		return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
	}
	if !o.quiet && o.format == "text" {
		files := lang.F("%d bestanden", "%d files", r.Files)
		if r.Files == 1 {
			files = lang.T("1 bestand", "1 file")
		}
		p.say(lang.F("%s (%s gelezen)", "%s (%s read)", summaryOf(ps, diag.More{}), files))
		p.offerFix(o, ps)
	}
	if diag.HasErrors(ps) {
		return errContent
	}
	return nil
}

// prefix returns what to put before paths so that they are relative to the
// working directory, which in CI is the repository.
func prefix(source string) string {
	rel := filepath.ToSlash(filepath.Clean(source))
	if source == "" || rel == "." || filepath.IsAbs(source) || strings.HasPrefix(rel, "..") {
		return ""
	}
	return rel
}

// named returns a function that reports whether a problem is in one of the files
// that args name; without any, it is.
func named(source string, args []string) (func(diag.Problem) bool, error) {
	base, err := filepath.Abs(source)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, a := range args {
		if _, err := os.Stat(a); err != nil {
			return nil, usagef("het bestand %s bestaat niet; schrijf ook de map en .md erbij, zoals content/trajecten/wmo.md", "there is no file %s; write its folder and .md too, such as content/trajecten/wmo.md", a)
		}
		abs, err := filepath.Abs(a)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(base, abs)
		if err != nil || !filepath.IsLocal(rel) {
			return nil, usagef("%s hoort niet bij deze website; noem een bestand in %s", "%s does not belong to this site; name a file in %s", a, base)
		}
		names = append(names, filepath.ToSlash(rel))
	}
	return func(x diag.Problem) bool {
		return len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return x.File == n || strings.HasPrefix(x.File, n+"/") })
	}, nil
}

// summaryOf counts problems in words.
func summaryOf(ps []diag.Problem, more diag.More) lang.Text {
	return lang.T(diag.SummaryWith(ps, more, lang.NL), diag.SummaryWith(ps, more, lang.EN))
}
