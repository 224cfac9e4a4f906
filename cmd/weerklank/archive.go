package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"weerklank/internal/bagit"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/publish"
	"weerklank/internal/slug"
)

var archiveCommand = &command{
	name:  "archive",
	short: lang.T("pakt de website in een bestand, voor het archief", "packs the site into one file, for the archive"),
	long: lang.T(`
Maakt de website zoals build dat doet, maar dan in een bestand, met van elk
bestand een controlegetal (BagIt, RFC 8493). Zijn er fouten, dan komt er niets.
Dezelfde teksten en dezelfde datum geven precies hetzelfde bestand. Meer uitleg:
docs/archiveren.md.

  weerklank archive
  weerklank archive --output archief/2026.zip
  weerklank archive --output archief/2026.tar.gz

Zo kijkt u later na of alles nog heel is: pak het bestand uit, ga naar de map
met manifest-sha256.txt, en typ: sha256sum -c manifest-sha256.txt`, `
Makes the site as build does, but into one file, with a checksum of each file in
it (BagIt, RFC 8493). If there are errors nothing comes. The same content and the
same date give the very same file. More: docs/archiveren.md (in Dutch).

  weerklank archive
  weerklank archive --output archive/2026.zip
  weerklank archive --output archive/2026.tar.gz

To see later whether all is whole: unpack the file, go to the folder with
manifest-sha256.txt, and type: sha256sum -c manifest-sha256.txt`),
	flags: []string{"source", "output", "force", "destination", "base-url", "theme", "strict", "date", "quiet"},
	run:   runArchive,
}

func runArchive(p *program, ctx context.Context, o *options, _ []string) error {
	if o.output != "" {
		if err := o.checkOutput(o.output); err != nil {
			return err
		}
	}
	r, err := p.loadSite(ctx, o)
	if err != nil {
		return err
	}
	if len(r.Problems) > 0 && (!o.quiet || diag.HasErrors(r.Problems)) {
		err := diag.Print(p.Stderr, "text", r.Problems, diag.Options{Lang: p.lang, Color: p.color(p.Stderr), MaxPerRule: maxWarnings, Called: p.called})
		if err != nil {
			return err
		}
		fmt.Fprintln(p.Stderr)
	}
	if diag.HasErrors(r.Problems) {
		p.say(lang.F("%s. Er is geen archief gemaakt.", "%s. No archive was made.", summaryOf(r.Problems, r.More)))
		return errContent
	}
	name := o.output
	bag := bagOf(r)
	if name == "" {
		name = bag.Name + ".zip"
		if err := o.checkOutput(name); err != nil {
			return err
		}
	}
	bag.TarGz = !strings.HasSuffix(name, ".zip")
	result, same, err := writeArchive(ctx, name, o.force, func(w io.Writer) (bagit.Result, error) { return bagit.Write(w, bag, archived(ctx, r)) })
	if err != nil {
		return err
	}
	if o.quiet {
		return nil
	}
	if same {
		p.say(lang.F("%s was er al, en is precies hetzelfde.", "%s was there already, and is the very same.", name))
		return nil
	}
	p.say(lang.F("Klaar: de website van %s staat in %s (%d bestanden). Nakijken kan na het uitpakken met: sha256sum -c manifest-sha256.txt",
		"Done: the site of %s is in %s (%d files). To check it after unpacking: sha256sum -c manifest-sha256.txt", r.Today, name, result.Files))
	return nil
}

// checkOutput refuses names that an archive must not have.
func (o *options) checkOutput(name string) error {
	if !strings.HasSuffix(name, ".zip") && !strings.HasSuffix(name, ".tar.gz") && !strings.HasSuffix(name, ".tgz") {
		return usagef("de naam van een archief eindigt op .zip of .tar.gz, niet %q", "the name of an archive ends in .zip or .tar.gz, not %q", name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return usagef("%s is een map; geef de naam van een bestand", "%s is a folder; give the name of a file", name)
	}
	source := o.source
	if source == "" {
		source = "."
	}
	for _, dir := range []string{filepath.Join(source, "content"), filepath.Join(source, "themes"), o.destinationIn(source)} {
		if publish.Within(dir, name) {
			return usagef("%s ligt in de map %s, en daar hoort geen archief; kies een andere map", "%s lies in the folder %s, where no archive belongs; choose another folder", name, dir)
		}
	}
	return nil
}

// bagOf describes the archive of a site.
func bagOf(r *load.Result) bagit.Options {
	date, _ := time.Parse(time.DateOnly, r.Today) // it is a day
	info := r.Site.Info()
	name := slug.Cut(slug.Slug(info.Titel), 60)
	if name == "" {
		name = "website"
	}
	return bagit.Options{
		Name: name + "-" + r.Today, Date: date,
		Info: []bagit.Info{
			{Name: "Source-Organization", Value: info.Organisatie},
			{Name: "External-Identifier", Value: info.BaseURL},
			{Name: "External-Description", Value: lang.F("De website %[1]s (%[2]s), zoals die was op %[3]s.", "The site %[1]s (%[2]s), as it was on %[3]s.", info.Titel, info.BaseURL, r.Today).In(langOf(info.Taal))},
		},
	}
}

// langOf returns the language of the program that is nearest to that of a site.
func langOf(taal string) lang.Lang {
	l, _ := lang.Parse(taal)
	return l
}

// largePart is the size over which a file is not kept in memory.
const largePart = 4 << 20

// archived returns what of the site goes into the archive: all but the pages of
// reference numbers. Those are found by who has the letter, and are listed
// nowhere; the manifest would list them.
func archived(ctx context.Context, r *load.Result) iter.Seq[bagit.File] {
	return func(yield func(bagit.File) bool) {
		for f := range r.Renderer.Files() {
			if strings.HasPrefix(f.Path, "k/") {
				continue
			}
			render := guarded(f.Render)
			part := bagit.File{Path: f.Path, Large: f.Size > largePart, Render: func(w io.Writer) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				return render(w)
			}}
			if !yield(part) {
				return
			}
		}
	}
}

// writeArchive makes the file name, whole or not at all. Another file that is
// there is replaced only by force; same says that it was there with these bytes.
func writeArchive(ctx context.Context, name string, force bool, write func(io.Writer) (bagit.Result, error)) (result bagit.Result, same bool, err error) {
	failed := func(err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var le *lang.Error
		if errors.As(err, &le) {
			return err
		}
		return lang.Errorf("het archief %s kan niet worden gemaakt: %v", "the archive %s cannot be made: %v", name, err)
	}
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return result, false, failed(err)
	}
	tmp, err := os.CreateTemp(dir, "."+filepath.Base(name)+".*")
	if err != nil {
		return result, false, failed(err)
	}
	defer os.Remove(tmp.Name()) // is not there any more when all went well
	sum := sha256.New()
	result, err = write(io.MultiWriter(tmp, sum))
	for _, e := range []error{tmp.Chmod(0o644), tmp.Sync(), tmp.Close()} {
		if err == nil {
			err = e
		}
	}
	if err != nil {
		return result, false, failed(err)
	}
	switch old, err := sumOf(name); {
	case err == nil && bytes.Equal(old, sum.Sum(nil)):
		return result, true, nil
	case !errors.Is(err, fs.ErrNotExist) && !force:
		return result, false, usagef("%s bestaat al, en is niet hetzelfde; kies een andere naam, of vervang het met --force", "%s exists, and is not the same; choose another name, or replace it by --force", name)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return result, false, failed(err)
	}
	return result, false, nil
}

// sumOf returns the SHA-256 of a file.
func sumOf(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return sum.Sum(nil), err
}
