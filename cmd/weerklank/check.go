package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
)

var checkCommand = &command{
	name: "check", args: lang.T("[BESTAND...]", "[FILE...]"), maxArgs: -1,
	short: lang.T("zoekt alle fouten in de teksten; verandert niets", "finds every problem in the content; changes nothing"),
	long: lang.T(`
Leest alles onder content/ en toont in een keer wat er mis is: het bestand, de
regel, wat er staat en wat u kunt doen. Noemt u bestanden, dan ziet u alleen
wat daarin staat; de rest wordt wel meegelezen, want links wijzen ernaartoe.

  weerklank check
  weerklank check content/trajecten/wmo.md
  weerklank check --format json > problemen.json
  weerklank check --external

Met --external vraagt Weerklank ook aan andere websites of uw links nog werken.
Zonder --external haalt Weerklank nooit iets op. Wat het leert, bewaart het een
week in .weerklank/links.json; dat bestand mag u weggooien.

Wat elke code tussen [ ] betekent, staat in docs/regels.md.`, `
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

docs/regels.md says what each code in [ ] means.`),
	flags: []string{"source", "strict", "format", "external", "timeout", "private", "base-url", "theme", "date", "quiet"},
	run:   runCheck,
}

func runCheck(p *program, ctx context.Context, o *options, args []string) error {
	if !slices.Contains(diag.Formats(), o.format) {
		return usagef("achter --format hoort %s, niet %q", "--format takes %s, not %q", strings.Join(diag.Formats(), ", "), o.format)
	}
	r, err := p.loadSite(ctx, o)
	if err != nil {
		return err
	}
	if o.external {
		if err := p.checkExternal(ctx, o, r, args); err != nil {
			return err
		}
	}
	ps := r.Problems
	if len(args) > 0 {
		if ps, err = only(ps, o.source, args); err != nil {
			return err
		}
	}
	if o.quiet && o.format == "text" {
		ps = slices.DeleteFunc(slices.Clone(ps), func(x diag.Problem) bool { return x.Severity != diag.Error })
	}
	err = diag.Print(p.Stdout, o.format, ps, diag.Options{
		Lang: p.lang, Color: p.color(p.Stdout), Version: Version, Rules: load.Rules(), Prefix: prefix(o.source),
	})
	if err != nil {
		return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
	}
	if !o.quiet && o.format == "text" {
		files := lang.F("%d bestanden", "%d files", r.Files)
		if r.Files == 1 {
			files = lang.T("1 bestand", "1 file")
		}
		p.say(lang.F("%s (%s gelezen)", "%s (%s read)", summaryOf(ps), files))
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

// only keeps the problems of the files that were named.
func only(ps []diag.Problem, source string, args []string) ([]diag.Problem, error) {
	base, err := filepath.Abs(source)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, a := range args {
		if _, err := os.Stat(a); err != nil {
			return nil, usagef("het bestand %s bestaat niet", "there is no file %s", a)
		}
		abs, err := filepath.Abs(a)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(base, abs)
		if err != nil || !filepath.IsLocal(rel) {
			return nil, usagef("%s ligt buiten de bronmap %s", "%s lies outside the source folder %s", a, base)
		}
		names = append(names, filepath.ToSlash(rel))
	}
	return slices.DeleteFunc(slices.Clone(ps), func(x diag.Problem) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return x.File == n || strings.HasPrefix(x.File, n+"/") })
	}), nil
}

// summaryOf counts problems in words.
func summaryOf(ps []diag.Problem) lang.Text {
	return lang.T(diag.Summary(ps, lang.NL), diag.Summary(ps, lang.EN))
}
