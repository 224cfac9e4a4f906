package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/fix"
	"weerklank/internal/history"
	"weerklank/internal/lang"
	"weerklank/internal/load"
	"weerklank/internal/site"
	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

var redactCommand = &command{
	name: "redact", maxArgs: 100,
	short: lang.T("haalt iets weg voor iemands privacy, ook uit eerdere versies", "takes something away for somebody's privacy, from earlier versions too"),
	long: lang.T(`
Vraagt welke tekst weg moet, zegt waar die staat, en schrijft een vingerafdruk
ervan in content/weggehaald.yaml. Vanaf dan staat de tekst nergens meer op de
website: niet op een pagina, niet in een eerdere versie, niet in de open data.
Er komt te staan: weggehaald om iemands privacy te beschermen.

  weerklank redact
  weerklank redact < tekst.txt
  weerklank redact --address /trajecten/speelplek/bankje/
  weerklank redact --reason verbeteren --note "De naam klopte niet."

Zet de tekst nooit achter de opdracht: dan blijft hij bewaard in de lijst van
opdrachten van uw computer. Met --address gaat een hele pagina of een heel
bestand weg; op dat adres staat dan dat het is weggehaald.

In de vingerafdruk is de tekst niet te lezen. Wie de precieze woorden raadt, kan
wel zien dat het klopt. Git bewaart de tekst nog: zie docs/privacy.md.`, `
Asks which text must go, says where it stands, and writes a fingerprint of it to
content/weggehaald.yaml. From then on the text is nowhere on the site: on no
page, in no earlier version, not in the open data. In its place stands that
something was taken away to protect somebody's privacy.

  weerklank redact
  weerklank redact < text.txt
  weerklank redact --address /trajecten/speelplek/bankje/
  weerklank redact --reason verbeteren --note "The name was wrong."

Never put the text behind the command: it would stay in the list of commands of
your computer. With --address a whole page or a whole file goes; that address
then says that it was taken away.

The text cannot be read in the fingerprint. Who guesses the exact words can see
that they are right. Git still keeps the text: see docs/privacy.md.`),
	flags: []string{"source", "address", "reason", "note", "force", "dry-run", "date"},
	run:   runRedact,
}

// A redaction is what goes, while it is being found out.
type redaction struct {
	stuk  weggehaald.Stuk
	print string
	words int
	names []weggehaald.Namen // of all trajecten, when an address goes

	places  []string        // where it was found, as people read it
	files   []content.Media // whose name has it
	texts   []string        // paths of texts whose name has it
	commits int             // in how many earlier versions of files
}

func runRedact(p *program, ctx context.Context, o *options, args []string) error {
	if len(args) > 0 {
		return usagef("zet de tekst niet achter de opdracht, want dan blijft hij bewaard in de lijst van opdrachten van uw computer; typ alleen weerklank redact, dan vraagt Weerklank ernaar",
			"do not put the text behind the command, for it would stay in the list of commands of your computer; type weerklank redact alone, and Weerklank asks for it")
	}
	root, dir, err := o.openSite()
	if err != nil {
		return err
	}
	defer root.Close()
	r, err := p.loader(o, false).Load(ctx, root.FS())
	if err != nil {
		return err
	}
	x, passage, err := p.redaction(ctx, o, r)
	if err != nil {
		return err
	}
	src, err := root.ReadFile(content.WeggehaaldPath)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", content.WeggehaaldPath, err)
	}
	if old := listIn(src); x.stuk.Adres != "" && old.Weg(x.stuk.Adres) != nil || x.stuk.Adres == "" && old.Heeft(passage) {
		p.say(lang.F("Dit staat al in %s. Er is niets veranderd.", "This is in %s already. Nothing was changed.", content.WeggehaaldPath))
		return nil
	}
	if err := x.find(ctx, root.FS(), dir, r); err != nil {
		return err
	}
	if err := p.sayFound(x); err != nil {
		return err
	}
	if len(x.places)+len(x.files)+len(x.texts)+x.commits == 0 && !o.force {
		return usagef("dit is nergens gevonden, en er is niets geschreven; kijk of u het goed hebt overgenomen, of neem een korter stuk (met --force wordt het toch opgeschreven)",
			"this was found nowhere, and nothing was written; see whether you copied it right, or take a shorter part (--force writes it anyway)")
	}
	after, err := weggehaald.Erbij(src, x.stuk, x.print)
	if err != nil {
		return err
	}
	if o.dryRun {
		p.say(lang.T("Er is niets geschreven.", "Nothing was written."))
		return nil
	}
	err = fix.File{Path: content.WeggehaaldPath, Before: src, After: after}.Write(root)
	if errors.Is(err, fix.ErrChanged) {
		return lang.Errorf("%s is net door iets anders veranderd; geef de opdracht nog een keer", "%s was changed by something else just now; give the command again", content.WeggehaaldPath)
	}
	if err != nil {
		return err
	}
	p.sayRedacted(x)
	return nil
}

// listIn returns the list that src is, as far as it is understood.
func listIn(src []byte) *weggehaald.Lijst {
	f, _ := content.Split(content.WeggehaaldPath, src[content.MarkLen(src):], content.YAML)
	l, _ := weggehaald.Lees(f, "nl")
	return l
}

// redaction finds out what must go. passage is "" when it is an address.
func (p *program) redaction(ctx context.Context, o *options, r *load.Result) (x *redaction, passage string, err error) {
	x = &redaction{stuk: weggehaald.Stuk{Datum: r.Today, Grond: weggehaald.Grond(cmp.Or(o.reason, string(traject.Wissen))), Toelichting: strings.TrimSpace(o.note)}}
	if x.stuk.Grond == "" {
		return nil, "", usagef("achter --reason hoort wissen, verbeteren of anders, niet %q", "--reason takes wissen, verbeteren or anders, not %q", o.reason)
	}
	if x.stuk.Grond == traject.Anders && x.stuk.Toelichting == "" {
		return nil, "", usagef("zeg met --note in een zin waarom het weg moet; dat komt op de website", "say with --note in one sentence why it must go; the site shows it")
	}
	if strings.ContainsFunc(x.stuk.Toelichting, func(r rune) bool { return r < ' ' || content.Invisible(r) }) {
		return nil, "", usagef("in --note staat een teken dat er niet kan; schrijf een gewone zin", "--note holds a character that cannot be there; write a plain sentence")
	}
	if o.address != "" {
		short := strings.TrimPrefix(o.address, strings.TrimSuffix(r.Settings.BaseURL, "/"))
		adres, message := weggehaald.Adres(short)
		if !message.IsZero() {
			return nil, "", usageError{&lang.Error{Text: lang.F("%s: %s", "%s: %s", o.address, message)}}
		}
		x.stuk.Adres = adres
		return x, "", nil
	}
	if passage, err = p.askPassage(ctx); err != nil {
		return nil, "", err
	}
	x.print, x.words, err = weggehaald.Vingerafdruk(passage, nil)
	switch {
	case err != nil:
		return nil, "", lang.Errorf("de vingerafdruk kan niet worden gemaakt: %v", "the fingerprint cannot be made: %v", err)
	case x.words == 0:
		return nil, "", usagef("er staat geen tekst", "there is no text")
	case x.words > weggehaald.MaxWoorden:
		return nil, "", usagef("dit zijn %d woorden, en het kunnen er %d zijn; doe het in delen, of haal de pagina weg met --address", "these are %d words, and there can be %d; do it in parts, or take the page away with --address", x.words, weggehaald.MaxWoorden)
	}
	return x, passage, nil
}

// maxPassage is how much of a passage is read, in bytes.
const maxPassage = 1 << 20

// askPassage asks somebody for the passage, or reads it when there is nobody.
func (p *program) askPassage(ctx context.Context) (passage string, err error) {
	if p.Terminal != nil && p.Terminal.Present() {
		p.say(lang.T("Typ of plak de tekst die weg moet, op een regel. Hoofdletters, leestekens en opmaak maken niet uit.",
			"Type or paste the text that must go, on one line. Case, punctuation and markup make no difference."))
		err := p.ask(ctx, lang.T("Welke tekst", "Which text"), func(answer string) error {
			if passage = answer; answer == "" {
				return lang.Errorf("Hier moet u iets typen. Stoppen kan met Ctrl+C.", "You must type something here. Ctrl+C stops.")
			}
			return nil
		})
		return passage, err
	}
	if p.Stdin == nil {
		return "", nil
	}
	b, err := io.ReadAll(io.LimitReader(p.Stdin, maxPassage))
	if err != nil {
		return "", lang.Errorf("de tekst kan niet worden gelezen: %v", "the text cannot be read: %v", err)
	}
	return strings.TrimSpace(string(b)), nil
}

// find looks for what must go in all files, as they are and as they were.
func (x *redaction) find(ctx context.Context, fsys fs.FS, dir string, r *load.Result) error {
	l := weggehaald.Van(x.stuk, x.print, r.Settings.Taal)
	tree, _, err := content.List(fsys)
	if err != nil {
		return err
	}
	var files []*content.File
	for _, name := range append(tree.Paths(), content.SettingsPath) {
		f, _, err := content.Read(fsys, name, kindOf(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if f != nil {
			files = append(files, f)
		}
	}
	for _, f := range files {
		if strings.HasPrefix(f.Path, content.TrajectenDir+"/") && x.stuk.Adres != "" {
			t, _ := traject.Parse(f)
			x.names = append(x.names, weggehaald.NamenVan(t))
		}
	}
	l = l.Met(x.names)
	for _, f := range files {
		for _, v := range l.Vind(f) {
			place := f.Path
			if !v.At.IsZero() {
				place += fmt.Sprintf(":%d:%d", v.At.Start.Line, v.At.Start.Column)
			}
			if v.Key != "" {
				place += " (" + v.Key + ")"
			}
			x.places = append(x.places, place)
		}
	}
	for _, f := range files {
		if l.InAdres(f.Path) {
			x.texts = append(x.texts, f.Path)
		}
	}
	for _, m := range tree.Media {
		switch name := spaced(m.Path); {
		case l.Weg(m.Address) != nil:
			x.places = append(x.places, m.Path)
		case l.Tekst(name) != name:
			x.files = append(x.files, m)
		}
	}
	if page, ok := r.Site.Page(x.stuk.Adres); len(x.places) == 0 && ok && page.Kind != site.Weggehaald {
		x.places = append(x.places, cmp.Or(page.From, x.stuk.Adres))
	}
	now := map[string]string{}
	for _, f := range files {
		now[f.Path] = string(f.Source)
	}
	return x.findBefore(ctx, dir, l, now)
}

// spaced returns the words of the name of a file.
func spaced(name string) string {
	return strings.NewReplacer("/", " ", "-", " ", "_", " ", ".", " ").Replace(name)
}

func kindOf(name string) content.Kind {
	if strings.HasSuffix(name, ".yaml") {
		return content.YAML
	}
	return content.Markdown
}

// findBefore counts the earlier versions of files in which it stands; now holds
// the files as they are.
func (x *redaction) findBefore(ctx context.Context, dir string, l *weggehaald.Lijst, now map[string]string) error {
	h, err := history.Read(ctx, dir)
	if h == nil || err != nil {
		return err
	}
	defer h.Close()
	live := map[string]string{}
	for path := range now {
		if strings.HasPrefix(path, content.TrajectenDir+"/") {
			live[content.Base(path)] = path
		}
	}
	if l, err = load.Wider(l, h, nil, live); err != nil {
		return err
	}
	for _, file := range h.Files() {
		seen := map[string]bool{}
		for _, rev := range file.Revisions {
			if rev.Blob == "" || seen[rev.Blob] || !strings.HasSuffix(rev.Path, ".md") && rev.Path != content.SettingsPath {
				continue
			}
			seen[rev.Blob] = true
			src, err := h.Blob(rev.Blob)
			if errors.Is(err, history.ErrTooLarge) {
				continue // no version shows it
			}
			if err != nil {
				return err
			}
			text := src[content.MarkLen(src):]
			if now[rev.Path] == string(text) {
				continue // said already, with its place
			}
			f, _ := content.Split(rev.Path, text, kindOf(rev.Path))
			if l.Raakt(f) {
				x.commits++
			}
		}
	}
	return nil
}

// sayFound says where it was found, without what it is.
func (p *program) sayFound(x *redaction) error {
	if x.stuk.Adres == "" {
		p.say(lang.F("De tekst heeft %s.", "The text has %s.", counted(x.words, lang.T("woord", "word"), lang.T("woorden", "words"))))
		if x.words < 4 {
			p.say(lang.T("Let op: zo'n korte tekst is te raden. Wie een naam probeert, ziet of die klopt. Een langer stuk is veiliger.",
				"Note: so short a text can be guessed. Who tries a name sees whether it is right. A longer part is safer."))
		}
	}
	for _, place := range slices.Compact(x.places) {
		if _, err := fmt.Fprintln(p.Stdout, place); err != nil {
			return lang.Errorf("de uitkomst kan niet worden geschreven: %v", "the result cannot be written: %v", err)
		}
	}
	for _, name := range x.texts {
		p.say(lang.F("De tekst staat in de naam van %s, en dus in het adres van de pagina. Haal die ook weg met --address, of geef het bestand een andere naam.", "The text is in the name of %s, and so in the address of the page. Take that away too with --address, or give the file another name.", name))
	}
	for _, m := range x.files {
		p.say(lang.F("De tekst staat in de naam van %s. Dat bestand blijft zo heten. Haal het ook weg: weerklank redact --address %s", "The text is in the name of %s. That file keeps its name. Take it away too: weerklank redact --address %s", m.Path, m.Address))
	}
	if x.commits > 0 {
		p.say(lang.F("Ook gevonden in %s.", "Also found in %s.", counted(x.commits, lang.T("eerdere versie van een bestand", "earlier version of a file"), lang.T("eerdere versies van bestanden", "earlier versions of files"))))
	}
	return nil
}

// sayRedacted says what is left to do.
func (p *program) sayRedacted(x *redaction) {
	p.say(lang.F(`
Geschreven in %s. Doe nu dit:

  1. Haal het ook uit de bestanden hierboven. De website laat het al niet meer
     zien, maar wie bij de bestanden kan, leest het nog.
  2. Leg het vast in git, als u dat gebruikt. Maak de website opnieuw
     (weerklank build) en zet hem online. Maak de tussenopslag van uw host leeg.
  3. Git bewaart wat er stond. Moet het ook daar weg? Vraag ICT om de geschiedenis te
     herschrijven.
  4. Vraag zoekmachines en web.archive.org om het te vergeten.

docs/privacy.md zegt hoe. Bewaar dit bestand: zonder de regel komt het terug.`, `
Written to %s. Now do this:

  1. Take it out of the files above too. The site no longer shows it, but whoever
     can see the files still reads it.
  2. Commit it, if you use git. Make the site again (weerklank build) and put
     it online. Have your host forget the copies that it keeps.
  3. Git keeps what stood there. Must it go there too? Ask IT to rewrite the history.
  4. Ask search engines and web.archive.org to forget it.

docs/privacy.md says how. Keep this file: without the line it comes back.`, content.WeggehaaldPath))
}
