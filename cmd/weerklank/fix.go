package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"weerklank/internal/diag"
	"weerklank/internal/extern"
	"weerklank/internal/fix"
	"weerklank/internal/lang"
	"weerklank/internal/load"
)

// fix mends the problems that wanted lets through, shows what changes, and returns
// what the site has become. In a dry run that is what it was.
func (p *program) fix(ctx context.Context, o *options, wanted func(diag.Problem) bool) (*load.Result, error) {
	root, _, err := o.openSource()
	if err != nil {
		return nil, err
	}
	loader := p.loader(o, false)
	var first, last *load.Result
	answers := map[string]extern.Answer{}
	fixed, err := fix.Run(root.FS(), func(fsys fs.FS) ([]diag.Problem, error) {
		r, err := loader.Load(ctx, fsys)
		if err != nil {
			return nil, err
		}
		if o.external {
			if err := p.checkExternal(ctx, o, r, wanted, answers); err != nil {
				return nil, err
			}
		}
		if last = r; first == nil {
			first = r
		}
		return r.Problems, nil
	}, wanted)
	if err != nil {
		return nil, err
	}
	if err := p.showChanges(o, fixed); err != nil {
		return nil, err
	}
	r := first
	if !o.dryRun {
		if err := p.writeFixed(ctx, root, fixed.Files); err != nil {
			return nil, err
		}
		r = last
	}
	if o.strict {
		r.Problems = strict(r.Problems)
	}
	return r, nil
}

// showChanges shows which lines of which files become others. What it says is data
// where people read it, and talk where a program reads the problems.
func (p *program) showChanges(o *options, fixed *fix.Result) error {
	out := p.Stdout
	if o.format != "text" {
		out = p.Stderr
	}
	if o.quiet {
		out = io.Discard
	}
	lines := 0
	for _, f := range fixed.Files {
		hunks := f.Hunks()
		for _, h := range hunks {
			lines += max(len(h.Old), len(h.New))
		}
		if err := diag.PrintChanges(out, f.Path, hunks, diag.Options{Lang: p.lang, Color: p.color(out)}); err != nil {
			return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
		}
		if _, err := io.WriteString(out, "\n"); err != nil {
			return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
		}
	}
	for _, r := range fixed.Refused {
		p.say(lang.F("Niet verbeterd: %s (%s)", "Not mended: %s (%s)", r.Path, r.Reason))
	}
	if o.quiet {
		return nil
	}
	regels, bestanden := counted(lines, lang.T("regel", "line"), lang.T("regels", "lines")), counted(len(fixed.Files), lang.T("bestand", "file"), lang.T("bestanden", "files"))
	switch {
	case len(fixed.Files) == 0:
		p.say(lang.T("Er is niets dat Weerklank zelf kan verbeteren.", "There is nothing that Weerklank can mend by itself."))
	case o.dryRun:
		p.say(lang.F("Zo zou het worden: %s in %s. Er is niets veranderd; weerklank check --fix doet het.", "This is what it would be: %s in %s. Nothing was changed; weerklank check --fix does it.", regels, bestanden))
	default:
		p.say(lang.F("Verbeterd: %s in %s.", "Mended: %s in %s.", regels, bestanden))
	}
	return nil
}

// counted returns a number with its noun.
func counted(n int, one, many lang.Text) lang.Text {
	if n == 1 {
		return lang.F("1 %s", "1 %s", one)
	}
	return lang.F("%d %s", "%d %s", n, many)
}

// writeFixed writes files, each as a whole. One that cannot be written keeps none of
// the others from it.
func (p *program) writeFixed(ctx context.Context, root *os.Root, files []fix.File) error {
	var failed error
	for _, f := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err := f.Write(root)
		if errors.Is(err, fix.ErrChanged) {
			err = lang.Errorf("%s is veranderd terwijl Weerklank ermee bezig was, en is niet verbeterd; geef de opdracht nog een keer", "%s changed while Weerklank was at it, and was not mended; give the command again", f.Path)
		}
		if failed == nil {
			failed = err
		} else if err != nil {
			p.status(err)
		}
	}
	return failed
}

// offerFix says how many of the problems ps the program can mend by itself.
func (p *program) offerFix(o *options, ps []diag.Problem) {
	command := "weerklank check --fix"
	if o.external {
		command += " --external"
	}
	switch n := len(diag.Mendable(ps)); n {
	case 0:
	case 1:
		p.say(lang.F("1 hiervan kan %s voor u oplossen", "%s can solve 1 of these for you", command))
	default:
		p.say(lang.F("%d hiervan kan %[2]s voor u oplossen", "%[2]s can solve %[1]d of these for you", n, command))
	}
}
