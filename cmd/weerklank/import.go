package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/importer"
	"weerklank/internal/lang"
	"weerklank/internal/privacy"
	"weerklank/internal/publish"
	"weerklank/internal/tabel"
	"weerklank/internal/traject"
)

var importCommand = &command{
	name: "import", args: lang.T("BESTAND", "FILE"), maxArgs: 1,
	short: lang.T("maakt trajecten van een lijst uit Excel of Decidim, of van open data", "makes trajecten of a list from Excel or Decidim, or of open data"),
	long: lang.T(`
Leest een CSV- of Excel-bestand (.xlsx): elke rij wordt een signaal, met het
antwoord. De bestanden zijn concepten, dus er komt nog niets op de website. Kijk
eerst wat er zou komen:

  weerklank import reacties.xlsx --dry-run
  weerklank import reacties.xlsx

Herkent Weerklank uw kolommen niet? Zeg wat waar staat, met de naam of de
letter van een kolom. Links van = kan: id, signaal, reden, besluit, onderwerp,
bron, ontvangen, datum (van het antwoord), kenmerk en gevolg.

  weerklank import reacties.xlsx --map "signaal=Opmerking,reden=Terugkoppeling"
  weerklank import reacties.xlsx --map signaal=C+D --besluit "Akkoord=overgenomen"

Is de lijst veranderd? Importeer haar nog eens. Wat u zelf in de bestanden hebt
gewijzigd, blijft staan. Meer uitleg: docs/importeren.md.

Is het bestand trajecten.json uit de open data van een website? Dan worden de
trajecten weer gemaakt zoals ze waren gepubliceerd: docs/opendata.md.

  weerklank import trajecten.json`, `
Reads a CSV or Excel file (.xlsx): each row becomes a signaal with its answer.
The files are concepts, so nothing is on the site yet. First look what would
come:

  weerklank import reactions.xlsx --dry-run
  weerklank import reactions.xlsx

Are your columns not recognised? Say what is where, by the name or the letter of
a column. On the left of = can stand: id, signaal, reden, besluit, onderwerp,
bron, ontvangen, datum (of the answer), kenmerk and gevolg.

  weerklank import reactions.xlsx --map "signaal=Remark,reden=Reply"
  weerklank import reactions.xlsx --map signaal=C+D --besluit "Agreed=overgenomen"

Did the list change? Import it again. What you changed in the files stays. More:
docs/importeren.md (in Dutch).

Is the file trajecten.json of the open data of a site? Then the trajecten are made
again as they were published: docs/opendata.md (in Dutch).

  weerklank import trajecten.json`),
	flags: []string{"source", "dry-run", "traject", "titel", "map", "besluit", "blad", "kop", "per", "bundle", "conflict", "met-namen", "scheiding", "codering", "format", "quiet"},
	run:   runImport,
}

func runImport(p *program, ctx context.Context, o *options, args []string) error {
	opts, err := importOptions(o, args)
	if err != nil {
		return err
	}
	root, dir, err := o.openSite()
	if err != nil {
		return err
	}
	defer root.Close()
	var tables []tabel.Table
	if !isOpenData(args[0]) {
		if tables, err = readTables(o, args[0]); err != nil {
			return err
		}
	}
	if !o.dryRun {
		unlock, err := lockImport(dir)
		if err != nil {
			return err
		}
		defer unlock()
	}
	if err := p.finishImport(root, o.dryRun); err != nil {
		return err
	}
	if isOpenData(args[0]) {
		return p.restore(root, args[0], o)
	}
	opts.Mask = masker(root)
	result, err := importer.Plan(root.FS(), args[0], tables, opts)
	var mapping *importer.MappingError
	if errors.As(err, &mapping) && p.Terminal != nil && p.Terminal.Present() && !o.quiet {
		if opts.Map, err = p.askColumns(ctx, mapping, opts.Map); err != nil {
			return err
		}
		result, err = importer.Plan(root.FS(), args[0], tables, opts)
	}
	if err != nil {
		return importError(err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !o.dryRun {
		if err := result.Write(root); err != nil {
			return err
		}
	}
	return p.reportImport(result.Report, o)
}

// lockImport keeps other imports into the same site away.
func lockImport(dir string) (unlock func(), err error) {
	unlock, busy, err := publish.LockFile(filepath.Join(dir, content.Dir, ".import-bezig"))
	switch {
	case busy:
		return nil, lang.Errorf("een andere import in deze website is nog bezig. Er is niets veranderd; probeer het zo opnieuw", "another import into this site is still busy. Nothing was changed; try again soon")
	case err != nil:
		return nil, lang.Errorf("in de map content kan niet worden geschreven (%v). Er is niets veranderd", "cannot write in the folder content (%v). Nothing was changed", err)
	}
	return unlock, nil
}

// importError makes wrong usage of what was asked for and cannot be.
func importError(err error) error {
	var option *importer.OptionError
	var mapping *importer.MappingError
	if errors.As(err, &option) || errors.As(err, &mapping) {
		return usageError{asText(err)}
	}
	return err
}

func importOptions(o *options, args []string) (importer.Options, error) {
	opts := importer.Options{Name: o.traject, Title: o.title, Sheet: o.sheet, Map: o.mapping, Per: o.per, Besluiten: map[string]traject.Besluit{},
		Bundle: o.bundle, Names: o.names, Resolve: o.conflict}
	if len(args) != 1 {
		return opts, usagef("zeg welk bestand: weerklank import reacties.xlsx", "say which file: weerklank import reactions.xlsx")
	}
	if o.format != "text" && o.format != "json" {
		return opts, usagef("achter --format hoort text of json, niet %q", "--format takes text or json, not %q", o.format)
	}
	if o.conflict != "" && o.conflict != "bestand" && o.conflict != "tabel" {
		return opts, usagef("achter --conflict hoort bestand of tabel, niet %q", "--conflict takes bestand (file) or tabel (table), not %q", o.conflict)
	}
	if o.header != "" {
		n, err := strconv.Atoi(o.header)
		if err != nil || n < 0 {
			return opts, usagef("achter --kop hoort het nummer van een rij, of 0 als er geen kolomnamen zijn, niet %q", "--kop takes the number of a row, or 0 when there are no names of columns, not %q", o.header)
		}
		if opts.Header = n; n == 0 {
			opts.Header = -1
		}
	}
	if _, err := importer.ParseMap(o.mapping); err != nil {
		return opts, importError(err)
	}
	for _, pair := range o.besluiten {
		if err := importer.ParseBesluit(pair, opts.Besluiten); err != nil {
			return opts, importError(err)
		}
	}
	return opts, nil
}

// readTables reads the file to import.
func readTables(o *options, name string) ([]tabel.Table, error) {
	t := tabel.Options{}
	switch c := o.comma; {
	case c == "":
	case c == "tab" || c == `\t`:
		t.Comma = '\t'
	case utf8.RuneCountInString(c) == 1:
		t.Comma, _ = utf8.DecodeRuneInString(c)
	default:
		return nil, usagef("achter --scheiding hoort één teken, zoals \";\", of tab, niet %q", "--scheiding takes one character, such as \";\", or tab, not %q", c)
	}
	if encodings := []string{"utf-8", "utf-16", "windows-1252"}; o.encoding != "" && !slices.Contains(encodings, strings.ToLower(o.encoding)) {
		return nil, usagef("achter --codering hoort %s, niet %q", "--codering takes %s, not %q", strings.Join(encodings, ", "), o.encoding)
	}
	t.Encoding = strings.ToLower(o.encoding)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, usagef("het bestand %s bestaat niet", "there is no file %s", name)
	case err == nil && !info.Mode().IsRegular():
		return nil, usagef("%s is geen gewoon bestand", "%s is not a regular file", name)
	case err == nil && info.Size() > tabel.MaxSize:
		return nil, lang.Errorf("%s is groter dan %d MB; zo groot is geen lijst. Staan er beelden in? Bewaar het als CSV", "%s is larger than %d MB; no list is that large. Does it hold images? Save it as CSV", name, tabel.MaxSize>>20)
	}
	src, err2 := os.ReadFile(name)
	if err = errors.Join(err, err2); err != nil {
		return nil, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", name, err)
	}
	tables, err := tabel.Read(filepath.Base(name), src, t)
	if err != nil {
		return nil, asText(err)
	}
	return tables, nil
}

// finishImport completes an import that was stopped while its files got their
// names.
func (p *program) finishImport(root *os.Root, dryRun bool) error {
	if dryRun {
		if importer.Unfinished(root.FS()) {
			return lang.Errorf("een eerdere import is niet afgemaakt; doe dat eerst, met weerklank import zonder --dry-run", "an earlier import was not finished; do that first, by weerklank import without --dry-run")
		}
		return nil
	}
	finished, err := importer.Finish(root)
	for _, f := range finished {
		p.say(lang.F("afgemaakt van een eerdere import: %s", "finished of an earlier import: %s", f))
	}
	return err
}

// masker returns what masks personal data, by the settings of the site: what is
// allowed there stays.
func masker(root *os.Root) func(string) (string, []lang.Text) {
	var settings *traject.Settings
	language := "nl"
	if f, _, err := content.Read(root.FS(), content.SettingsPath, content.YAML); err == nil && f != nil {
		if settings, _ = traject.ParseSettings(f); settings.Taal != "" {
			language = settings.Taal
		}
	}
	opts := check.PrivacyOptions(settings)
	return func(text string) (string, []lang.Text) {
		found := privacy.Find(text, opts)
		if len(found) == 0 {
			return text, nil
		}
		var kinds []lang.Text
		for _, m := range found {
			kinds = append(kinds, lang.F("%s (%s)", "%s (%s)", lang.T(m.Kind.Word("nl"), m.Kind.Word("en")), m.Shown))
		}
		return privacy.Mask(text, found, language), kinds
	}
}

// reportImport says what an import did, or would do.
func (p *program) reportImport(r *importer.Report, o *options) error {
	if o.format == "json" {
		out, err := r.JSON(p.lang, o.dryRun)
		if err == nil {
			_, err = p.Stdout.Write(out)
		}
		if err != nil {
			return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
		}
		return nil
	}
	fmt.Fprint(p.Stderr, p.text(lang.T(r.Text(lang.NL, o.dryRun, o.quiet), r.Text(lang.EN, o.dryRun, o.quiet))))
	if len(r.Created) > 0 && len(r.Published) == 0 && !o.quiet && !o.dryRun {
		p.say(lang.T("Alles is nog concept. Kijk het na met: weerklank serve", "All of it is a concept still. Look at it by: weerklank serve"))
	}
	return nil
}

// asked are the columns that somebody at a terminal is asked for.
var asked = []struct {
	target   string
	question lang.Text
}{
	{"signaal", lang.T("In welke kolom staat wat mensen zeiden?", "Which column holds what people said?")},
	{"reden", lang.T("En het antwoord? (Enter: nergens)", "And the answer? (Enter: none)")},
	{"besluit", lang.T("En de status of het besluit? (Enter: nergens)", "And the state or besluit? (Enter: none)")},
	{"kenmerk", lang.T("En het nummer dat mensen kregen? (Enter: nergens)", "And the number that people were given? (Enter: none)")},
}

// askColumns asks what is in which column, and returns it as a mapping.
func (p *program) askColumns(ctx context.Context, m *importer.MappingError, have string) (string, error) {
	p.say(lang.T("De kolommen zijn niet zeker herkend. Typ het nummer van een kolom, en Enter.", "The columns were not surely recognised. Type the number of a column, and Enter."))
	for i, c := range m.Columns {
		fmt.Fprintf(p.Stderr, "  %2d  %s\n", i+1, c)
	}
	for _, a := range asked {
		err := p.ask(ctx, a.question, func(answer string) error {
			n, err := strconv.Atoi(answer)
			switch {
			case answer == "" && a.target != "signaal":
				return nil
			case err != nil || n < 1 || n > len(m.Columns):
				return lang.Errorf("Typ een nummer van 1 tot en met %d.", "Type a number from 1 to %d.", len(m.Columns))
			}
			have = strings.Trim(have+","+a.target+"="+tabel.Column(n), ",")
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	p.say(lang.F("Een volgende keer kan dit meteen: --map %s", "Next time this can be said at once: --map %s", have))
	return have, nil
}
