package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/permalinks"
	"weerklank/internal/publish"
	"weerklank/internal/render"
	"weerklank/internal/traject"
)

var buildCommand = &command{
	name:  "build",
	short: lang.T("controleert de teksten en maakt de website in public/", "checks the content and writes the site to public/"),
	long: lang.T(`
Zijn er fouten, dan verandert er niets en ziet u wat er mis is. Anders staat de
nieuwe website er in een keer: bezoekers zien de oude of de nieuwe, nooit iets
ertussen. Bestanden die Weerklank niet zelf schreef, blijven staan.

  weerklank build
  weerklank build --destination /var/www/inspraak
  weerklank build --base-url https://www.voorbeeld.example/inspraak/`, `
If there are errors nothing changes, and you see what is wrong. Otherwise the
new site is there at once: visitors see the old one or the new one, never
something between. Files that Weerklank did not write stay.

  weerklank build
  weerklank build --destination /var/www/feedback
  weerklank build --base-url https://www.voorbeeld.example/feedback/`),
	flags: []string{"source", "destination", "base-url", "theme", "strict", "date", "quiet"},
	run:   runBuild,
}

// maxWarnings is how many warnings of one rule a build shows; `check` shows all.
const maxWarnings = 3

func runBuild(p *program, ctx context.Context, o *options, _ []string) error {
	started := time.Now()
	source := o.source
	if source == "" {
		source = "."
	}
	to := publish.Options{Destination: o.destinationIn(source), Source: source}
	if err := publish.Check(to); err != nil {
		return err
	}
	p.keep(ctx, o, source)
	repeat, err := p.repeat(ctx, o, &to)
	if err != nil {
		return err
	}
	if p.again(repeat, o, to, started) {
		return nil
	}
	if !o.strict { // else each of them may be an error
		o.first = maxWarnings
	}
	r, err := p.loadSite(ctx, o)
	if err != nil {
		return err
	}
	defer r.Close()
	var problems bytes.Buffer
	if shown := slices.DeleteFunc(slices.Clone(r.Problems), isUnrecorded); len(shown) > 0 && (!o.quiet || diag.HasErrors(shown)) {
		err := diag.Print(io.MultiWriter(p.Stderr, &problems), "text", shown, diag.Options{Lang: p.lang, Color: p.color(p.Stderr), MaxPerRule: maxWarnings, More: r.More, Called: p.called})
		if err != nil {
			return err
		}
		fmt.Fprintln(io.MultiWriter(p.Stderr, &problems))
	}
	if diag.HasErrors(r.Problems) {
		p.say(lang.F("%s. Er is niets gepubliceerd; %s is zoals het was.", "%s. Nothing was published; %s is as it was.",
			summaryOf(r.Problems, r.More), to.Destination))
		return errContent
	}
	if !o.quiet && isTerminal(p.Stderr) {
		to.Progress = p.progress(started)
	}
	if same, err := repeat.same(p, ctx, o); err != nil {
		return err
	} else if !same {
		repeat, to.Key = nil, ""
	}
	result, err := publish.Publish(ctx, to, files(r))
	if to.Progress != nil {
		fmt.Fprint(p.Stderr, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	o.cache.Sweep()
	summary := p.summary(r, to.Destination)
	if !o.quiet {
		p.counted(r.Site.Len(), result, time.Since(started))
		for _, line := range summary {
			fmt.Fprintln(p.Stderr, line)
		}
	}
	repeat.remember(said{problems.String(), r.Site.Len(), summary})
	return nil
}

// isUnrecorded reports whether a problem is about addresses that are not in the
// ledger yet: of those the summary has a line.
func isUnrecorded(p diag.Problem) bool {
	return p.Code == permalinks.RuleNew.Code && p.Severity != diag.Error
}

// guarded makes an error of a mistake in the program: in a worker of the
// publisher it would end everything in the middle of the work.
func guarded[W any](render func(W) error) func(W) error {
	return func(w W) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = lang.Errorf("dit is een fout in Weerklank zelf, niet van u (%v); meld dit, met wat weerklank version zegt", "this is a mistake in Weerklank itself, not yours (%v); please report it, with what weerklank version says", r)
			}
		}()
		return render(w)
	}
}

// keyOf returns the key of a file. Where it cannot be made the file has none, and
// making the file says what is wrong.
func keyOf(f render.File) func() string {
	if f.Key == nil {
		return nil
	}
	return func() (key string) {
		defer func() {
			if recover() != nil {
				key = ""
			}
		}()
		return f.Key()
	}
}

// files hands what the renderer makes to the publisher; neither knows the other.
func files(r *load.Result) iter.Seq[publish.File] {
	return func(yield func(publish.File) bool) {
		for f := range r.Renderer.Files() {
			file := publish.File{Path: f.Path, Render: guarded(f.Render), Size: f.Size, With: f.With, Key: keyOf(f)}
			if f.Together != nil {
				file.Together = guarded(f.Together)
			}
			if !yield(file) {
				return
			}
		}
	}
}

// progress shows how far the work is, once it takes more than a second.
func (p *program) progress(started time.Time) func(int) {
	last := time.Time{}
	return func(done int) {
		now := time.Now()
		if now.Sub(started) < time.Second || now.Sub(last) < 100*time.Millisecond {
			return
		}
		last = now
		fmt.Fprintf(p.Stderr, "\r\x1b[K%s", lang.F("%d bestanden gemaakt …", "%d files made …", done).In(p.lang))
	}
}

// counted says how much was published.
func (p *program) counted(pages int, result publish.Result, took time.Duration) {
	p.say(lang.F("%d pagina's, %d bestanden (%d nieuw of veranderd, %d weg) in %s seconden",
		"%d pages, %d files (%d new or changed, %d removed) in %s seconds",
		pages, result.Files, result.Written, result.Removed, seconds(took)))
}

// summary says what was published: what the editor counted on, and what not.
func (p *program) summary(r *load.Result, destination string) (lines []string) {
	telling := r.Site.Telling()
	say := func(t lang.Text) { lines = append(lines, p.text(t)) }
	if telling.Totaal > 0 {
		var nl, en []string
		for _, c := range telling.Counts {
			if c.Aantal > 0 {
				nl = append(nl, fmt.Sprintf("%d %s", c.Aantal, besluitWords(c.Besluit).NL))
				en = append(en, fmt.Sprintf("%d %s", c.Aantal, besluitWords(c.Besluit).EN))
			}
		}
		say(lang.F("Signalen: %d, waarvan %s", "Signalen: %d, of which %s", telling.Totaal, lang.T(strings.Join(nl, ", "), strings.Join(en, ", "))))
	}
	if _, warnings, _ := diag.Count(r.Problems); warnings+r.More.Warnings > 0 {
		say(lang.F("Waarschuwingen: %d (weerklank check toont ze alle)", "Warnings: %d (weerklank check shows them all)", warnings+r.More.Warnings))
	}
	if off := check.Off(r.Settings, load.Rules()); len(off) > 0 {
		say(lang.F("Regels die uit staan: %s (de redenen staan in content/site.yaml)", "Rules that are off: %s (the reasons are in content/site.yaml)", strings.Join(off, ", ")))
	}
	if r.Unrecorded > 0 {
		say(lang.F("Adressen die nog niet vastliggen: %d (weerklank check --fix zet ze in %s)", "Addresses that are not in the ledger yet: %d (weerklank check --fix puts them into %s)", r.Unrecorded, content.LedgerPath))
	}
	say(lang.F("Klaar: de website staat in %s. Bekijken: weerklank serve", "Done: the site is in %s. To look at it: weerklank serve", destination))
	return lines
}

func seconds(d time.Duration) lang.Text {
	s := fmt.Sprintf("%.1f", d.Seconds())
	return lang.T(strings.Replace(s, ".", ",", 1), s)
}

func besluitWords(b traject.Besluit) lang.Text {
	en := map[traject.Besluit]string{
		traject.Overgenomen: "adopted", traject.DeelsOvergenomen: "partly adopted", traject.NietOvergenomen: "not adopted",
		traject.BestaatAl: "existed already", traject.Beantwoord: "answered", traject.Doorgegeven: "passed on", traject.InBehandeling: "in progress",
	}
	return lang.T(strings.ReplaceAll(string(b), "-", " "), en[b])
}
