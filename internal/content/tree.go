package content

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
)

// The folders and files below the source folder.
const (
	Dir            = "content"
	SettingsPath   = Dir + "/site.yaml"
	LedgerPath     = Dir + "/permalinks.txt"
	ZoekvragenPath = Dir + "/zoekvragen.yaml"
	WeggehaaldPath = Dir + "/weggehaald.yaml"
	TrajectenDir   = Dir + "/trajecten"
	OnderwerpenDir = Dir + "/onderwerpen"
	PaginasDir     = Dir + "/paginas"
	MediaDir       = Dir + "/media"
	ImportDir      = Dir + "/import" // what `weerklank import` remembers; not published
)

// An Entry is one file of the content, by the address it gets.
type Entry struct {
	Path string // relative to the source folder
	Slug string // "" for media
	// Size and ModTime (nanoseconds) tell whether a file may have changed.
	Size    int64
	ModTime int64
}

// A Tree is which files there are.
type Tree struct {
	Trajecten   []Entry
	Onderwerpen []Entry
	Paginas     []Entry
	Media       []Media
	HasSettings bool
	HasVragen   bool // there are search questions
	HasWeg      bool // there is a list of what was taken away
}

// A Media is an image or document that is copied as it is.
type Media struct {
	Path    string // relative to the source folder
	Address string // where it is published: "/media/foto.jpg", "/trajecten/wmo/foto.jpg"
	Owner   string // the path of the Markdown file in whose folder it lies; "" in content/media/
	Size    int64
	ModTime int64 // nanoseconds
	Refused bool  // it could run something, so not even the preview gives it; there is a problem about it
}

// maxProposal is the length of a name that is proposed.
const maxProposal = 60

var mediaName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// List lists the files below content/ in fsys, which is rooted in the source
// folder. Names that begin with a dot are left out. The error is about the
// disk; a missing content/ is an error that satisfies errors.Is(err,
// fs.ErrNotExist).
func List(fsys fs.FS) (*Tree, []diag.Problem, error) {
	l := &lister{fsys: fsys, tree: &Tree{}, folded: map[string]string{}}
	if err := l.root(); err != nil {
		return nil, nil, err
	}
	return l.tree, l.problems, nil
}

type lister struct {
	fsys     fs.FS
	tree     *Tree
	problems []diag.Problem
	folded   map[string]string // path folded as file systems may fold it -> path
}

func (l *lister) problem(r *diag.Rule, name string, message, hint lang.Text) {
	p := r.New(diag.Range{}, message, hint)
	p.File = name
	l.problems = append(l.problems, p)
}

// entries returns what is in a folder, without hidden names; links are
// followed as long as they stay inside the source folder.
func (l *lister) entries(dir string) ([]entry, error) {
	list, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		return nil, readError(dir, err)
	}
	var infos []entry
	for _, d := range list {
		if strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), "~") {
			continue
		}
		name := dir + "/" + d.Name()
		link := d.Type()&fs.ModeSymlink != 0
		info, err := d.Info()
		if err == nil && link {
			if info, err = fs.Stat(l.fsys, name); err != nil {
				l.problem(RuleFile, name, lang.T("deze koppeling wijst naar buiten de map, of naar niets", "this link points outside the folder, or to nothing"),
					lang.T("Zet het bestand zelf hier neer.", "Put the file itself here."))
				continue
			}
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed in the meantime
		}
		if err != nil {
			return nil, readError(name, err)
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			l.problem(RuleFile, name, messageNotRegular, hintNotRegular)
			continue
		}
		// On a disk of Windows or macOS the two would be one file, or one folder.
		fold := strings.ToLower(norm.NFKC.String(name))
		if other, ok := l.folded[fold]; ok && other != name {
			l.problem(RuleFileName, name, lang.F("deze naam verschilt alleen in hoofdletters of schrijfwijze van %s", "this name differs only in case or spelling from %s", cut(path.Base(other))),
				lang.T("Geef een van de twee een andere naam.", "Give one of the two another name."))
			continue
		}
		l.folded[fold] = name
		infos = append(infos, entry{info, d.Name(), link})
	}
	return infos, nil
}

// An entry keeps the name of a link rather than of what it points to.
type entry struct {
	fs.FileInfo
	name string
	link bool
}

func (e entry) Name() string { return e.name }

// within is where a folder lies: it and the folders around it.
type within []fs.FileInfo

// enter returns where the folder e in w lies. It is a problem when e is a link
// that would have the walk go on forever, or to the same files many times: to a
// folder around it, or below another link.
func (l *lister) enter(w within, name string, e entry) (within, bool) {
	if !e.link {
		return append(w[:len(w):len(w)], e.FileInfo), true
	}
	hint := lang.T("Haal de koppeling weg, of zet de bestanden zelf hier neer.", "Remove the link, or put the files themselves here.")
	for _, around := range w {
		if around == nil { // a link was followed already
			l.problem(RuleFile, name, lang.T("deze koppeling staat in een map waar zelf een koppeling naartoe gaat", "this link stands in a folder to which a link leads"), hint)
			return nil, false
		}
		if os.SameFile(around, e.FileInfo) {
			l.problem(RuleFile, name, lang.T("deze koppeling wijst naar een map waar zij zelf in staat", "this link points to a folder in which it stands itself"), hint)
			return nil, false
		}
	}
	return append(w[:len(w):len(w)], e.FileInfo, nil), true
}

func (l *lister) root() error {
	infos, err := l.entries(Dir)
	if err != nil {
		return err
	}
	var top within
	for _, name := range []string{".", Dir} {
		info, err := fs.Stat(l.fsys, name)
		if err != nil {
			return readError(name, err)
		}
		top = append(top, info)
	}
	for _, info := range infos {
		name := Dir + "/" + info.Name()
		w := top
		if info.IsDir() {
			var ok bool
			if w, ok = l.enter(top, name, info); !ok {
				continue
			}
		}
		switch {
		case name == SettingsPath && !info.IsDir():
			l.tree.HasSettings = true
		case name == LedgerPath && !info.IsDir():
		case name == ZoekvragenPath && !info.IsDir():
			l.tree.HasVragen = true
		case name == WeggehaaldPath && !info.IsDir():
			l.tree.HasWeg = true
		case name == TrajectenDir && info.IsDir():
			err = l.documents(name, w, &l.tree.Trajecten)
		case name == OnderwerpenDir && info.IsDir():
			err = l.documents(name, w, &l.tree.Onderwerpen)
		case name == PaginasDir && info.IsDir():
			err = l.documents(name, w, &l.tree.Paginas)
		case name == MediaDir && info.IsDir():
			err = l.media(name, w, "/media", "")
		case name == ImportDir && info.IsDir():
		default:
			l.problem(RuleUnexpectedFile, name, lang.T("dit wordt niet gelezen", "this is not read"),
				lang.T("Teksten horen in content/trajecten/, content/onderwerpen/ of content/paginas/, beelden en documenten in content/media/. Huisstijl en logo mogen ook in content/media/ staan.",
					"Texts belong in content/trajecten/, content/onderwerpen/ or content/paginas/, images and documents in content/media/. House style and logo may be in content/media/ too."))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// documents lists the Markdown files of a folder: <slug>.md, or
// <slug>/index.md with its images beside it.
func (l *lister) documents(dir string, w within, out *[]Entry) error {
	infos, err := l.entries(dir)
	if err != nil {
		return err
	}
	seen := map[string]string{}
	add := func(name, s string, info fs.FileInfo) bool {
		if !slug.Valid(s) || len(s) > slug.MaxLen {
			message := lang.F("%q kan geen adres zijn", "%q cannot be an address", cut(s))
			if slug.Valid(s) {
				message = lang.F("deze naam is te lang voor een adres: %d tekens, en het kunnen er %d zijn", "this name is too long for an address: %d characters, and it can have %d", len(s), slug.MaxLen)
			}
			proposal := slug.Cut(slug.Slug(s), maxProposal)
			hint := lang.T("Gebruik kleine letters, cijfers en koppeltekens.", "Use small letters, digits and hyphens.")
			switch {
			case proposal == "":
			case path.Base(name) == "index.md":
				hint = lang.F("Noem de map %s.", "Name the folder %s.", proposal)
			default:
				hint = lang.F("Noem het bestand %s.md.", "Name the file %s.md.", proposal)
			}
			l.problem(RuleFileName, name, message, hint)
			return false
		}
		if other, ok := seen[s]; ok {
			l.problem(RuleFileName, name, lang.F("%s heeft hetzelfde adres", "%s has the same address", other),
				lang.T("Geef een van de twee een andere naam.", "Give one of the two another name."))
			return false
		}
		seen[s] = name
		*out = append(*out, Entry{Path: name, Slug: s, Size: info.Size(), ModTime: info.ModTime().UnixNano()})
		return true
	}
	for _, info := range infos {
		name := dir + "/" + info.Name()
		if !info.IsDir() {
			if s, ok := strings.CutSuffix(info.Name(), ".md"); ok {
				add(name, s, info)
				continue
			}
			hint := lang.T("Zet beelden en documenten in content/media/.", "Put images and documents in content/media/.")
			if base := textName(info.Name()); base != "" {
				hint = lang.F("Is dit een tekst? Noem het dan %s.md.", "Is this a text? Then name it %s.md.", base)
			}
			l.problem(RuleUnexpectedFile, name, lang.T("dit bestand wordt niet gelezen: de naam eindigt niet op .md", "this file is not read: its name does not end in .md"), hint)
			continue
		}
		around, ok := l.enter(w, name, info)
		if !ok {
			continue
		}
		if err := l.folder(dir, name, info.Name(), around, add); err != nil {
			return err
		}
	}
	return nil
}

// folder lists the folder name in dir, which has a text of its own with images
// beside it; add adds the text.
func (l *lister) folder(dir, name, s string, w within, add func(name, s string, info fs.FileInfo) bool) error {
	index := name + "/index.md"
	before := len(l.problems)
	infos, err := l.entries(name)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(infos, func(e entry) bool { return e.name == "index.md" })
	switch {
	case i >= 0 && infos[i].IsDir():
		l.problem(RuleFile, index, messageNotRegular, hintNotRegular)
		return nil
	case i < 0 && slices.ContainsFunc(l.problems[before:], func(p diag.Problem) bool { return p.File == index }):
		return nil
	case i < 0:
		l.withoutIndex(dir, name, infos)
		return nil
	case !add(index, s, infos[i]):
		return nil
	}
	// /trajecten/<slug>/, /onderwerpen/<slug>/ or /<slug>/
	address := strings.TrimPrefix(strings.TrimPrefix(name, PaginasDir), Dir)
	return l.mediaFiles(name, infos, w, address, index)
}

// withoutIndex reports a folder name in dir without index.md, and the texts that
// somebody put there to keep order.
func (l *lister) withoutIndex(dir, name string, infos []entry) {
	var texts []string
	for _, info := range infos {
		if !info.IsDir() && strings.HasSuffix(info.Name(), ".md") {
			texts = append(texts, cut(info.Name()))
		}
	}
	if len(texts) > 3 {
		texts = append(texts[:3], "…")
	}
	if len(texts) == 0 {
		l.problem(RuleUnexpectedFile, name, lang.T("in deze map staat geen index.md", "there is no index.md in this folder"),
			lang.F("Zet de tekst in %s/index.md.", "Put the text in %s/index.md.", name))
		return
	}
	l.problem(RuleUnexpectedFile, name,
		lang.F("in deze map staat geen index.md; %s wordt niet gepubliceerd", "there is no index.md in this folder; %s is not published", strings.Join(texts, ", ")),
		lang.F("Zet het bestand zelf in %[1]s/, niet in een map daarin.", "Put the file itself in %[1]s/, not in a folder in it.", dir))
}

// textName returns the name without its end of a file that was likely meant to
// be a text, as a slug; "" for any other.
func textName(name string) string {
	base := strings.ToLower(name)
	for _, ext := range []string{".txt", ".text", ".markdown"} {
		base = strings.TrimSuffix(base, ext)
	}
	base = strings.TrimSuffix(base, ".md") // molen.md.txt: some programs hide the last part
	if strings.Contains(base, ".") {
		return ""
	}
	return slug.Cut(slug.Slug(base), maxProposal)
}

// media lists the files of a folder that are copied as they are.
func (l *lister) media(dir string, w within, address, owner string) error {
	infos, err := l.entries(dir)
	if err != nil {
		return err
	}
	return l.mediaFiles(dir, infos, w, address, owner)
}

func (l *lister) mediaFiles(dir string, infos []entry, w within, address, owner string) error {
	for _, info := range infos {
		name := dir + "/" + info.Name()
		if name == owner {
			continue
		}
		if n := info.Name(); slug.Device(n) || strings.HasSuffix(n, ".") {
			l.problem(RuleFileName, name, lang.F("%q kan niet op Windows: daar is het de naam van iets anders, of gaat de punt aan het eind verloren", "%q cannot be on Windows: it is the name of something else there, or the dot at its end gets lost", cut(n)),
				lang.T("Kies een andere naam.", "Choose another name."))
			continue
		}
		if !mediaName.MatchString(info.Name()) {
			ext := path.Ext(info.Name())
			hint := lang.T("Gebruik letters, cijfers, punten en koppeltekens.", "Use letters, digits, dots and hyphens.")
			if s := slug.Cut(slug.Slug(strings.TrimSuffix(info.Name(), ext)), maxProposal); s != "" {
				hint = lang.F("Noem het %s.", "Name it %s.", s+cut(strings.ToLower(ext)))
			}
			l.problem(RuleFileName, name, lang.F("%q kan geen adres zijn", "%q cannot be an address", cut(info.Name())), hint)
			continue
		}
		if info.IsDir() {
			around, ok := l.enter(w, name, info)
			if !ok {
				continue
			}
			if err := l.media(name, around, address+"/"+info.Name(), owner); err != nil {
				return err
			}
			continue
		}
		if owner != "" && strings.HasSuffix(info.Name(), ".md") {
			l.problem(RuleUnexpectedFile, name, lang.T("dit bestand wordt niet gelezen: in deze map telt alleen index.md", "this file is not read: only index.md counts in this folder"),
				lang.T("Zet elke tekst in een eigen bestand.", "Put each text in a file of its own."))
			continue
		}
		before := len(l.problems)
		if err := l.mediaType(name); err != nil {
			return err
		}
		l.tree.Media = append(l.tree.Media, Media{Path: name, Address: address + "/" + info.Name(), Owner: owner, Size: info.Size(), ModTime: info.ModTime().UnixNano(), Refused: len(l.problems) > before})
	}
	return nil
}

// mediaTypes are the files that are copied as they are. What can run something
// in a browser is not among them.
var mediaTypes = strings.Fields(`
	.jpg .jpeg .png .gif .webp .avif .svg .ico
	.pdf .epub .txt .csv .json .ics .md .rtf .odt .ods .odp .doc .docx .xls .xlsx .ppt .pptx .zip
	.mp3 .ogg .oga .opus .m4a .wav .mp4 .m4v .webm .ogv .vtt .srt
	.woff .woff2 .ttf .otf .css`)

// IsMedia reports whether a file of this name can be published as it is.
func IsMedia(name string) bool { return slices.Contains(mediaTypes, strings.ToLower(path.Ext(name))) }

// mediaType reports a file that may not be published as it is.
func (l *lister) mediaType(name string) error {
	ext := strings.ToLower(path.Ext(name))
	if !IsMedia(name) {
		l.problem(RuleMediaType, name, lang.F("bestanden van de soort %q worden niet gepubliceerd", "files of type %q are not published", cut(ext)),
			lang.T("Maak er een PDF of een beeld van, of haal het bestand weg.", "Make it a PDF or an image, or remove the file."))
		return nil
	}
	if ext != ".svg" {
		return nil
	}
	src, problem, err := readText(l.fsys, name)
	if err != nil {
		return err
	}
	if problem != nil {
		l.problems = append(l.problems, *problem)
		return nil
	}
	if message := svgProblem(src); !message.IsZero() {
		l.problem(RuleMediaType, name, message,
			lang.T("Bewaar het beeld opnieuw als gewone SVG, of als PNG.", "Save the image again as a plain SVG, or as PNG."))
	}
	return nil
}

// Paths returns the paths of all Markdown files, in order.
func (t *Tree) Paths() []string {
	var ps []string
	for _, es := range [][]Entry{t.Trajecten, t.Onderwerpen, t.Paginas} {
		for _, e := range es {
			ps = append(ps, e.Path)
		}
	}
	slices.Sort(ps)
	return ps
}
