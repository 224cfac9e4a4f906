package load

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif"  // formats of a logo
	_ "image/jpeg" // formats of a logo
	_ "image/png"  // formats of a logo
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/huisstijl"
	"weerklank/internal/lang"
	"weerklank/internal/render"
	"weerklank/internal/site"
	"weerklank/internal/traject"
)

// A look is what site.yaml says of the look of the site.
type look struct {
	css      []byte // what is published of the house style; nil without one
	light    bool   // it knows no dark
	logo     site.Size
	problems []diag.Problem
}

// lookOf reads house style, logo and favicon. What cannot be used is left out of
// the settings, so that the preview shows the site without it.
func lookOf(fsys fs.FS, s *traject.Settings, theme *render.Theme) *look {
	l := &look{}
	l.houseStyle(fsys, s, theme)
	if l.css == nil {
		s.Huisstijl = ""
	}
	var ok bool
	if l.logo, ok = l.image(fsys, s, "logo", s.Logo, logoKinds); !ok {
		s.Logo = ""
	}
	if _, ok = l.image(fsys, s, "favicon", s.Favicon, faviconKinds); !ok {
		s.Favicon = ""
	}
	return l
}

// file returns the file that a key names, with its path; nil when there is none.
func (l *look) file(fsys fs.FS, s *traject.Settings, key string, link traject.Link, kinds []string, most int64) (string, []byte) {
	if link == "" {
		return "", nil
	}
	name := string(link)
	if strings.HasPrefix(name, "/media/") { // its address is as good
		name = content.Dir + name
	}
	inside := strings.HasPrefix(name, content.Dir+"/")
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) && inside {
		return "", nil // a link that leads nowhere is a problem already
	}
	if err != nil || !inside || !info.Mode().IsRegular() || !slices.Contains(kinds, strings.ToLower(path.Ext(name))) {
		hint := lang.F("Zet het bestand in content/media/ en schrijf %s: media/naam%s.", "Put the file into content/media/ and write %s: media/name%s.", key, kinds[0])
		if len(kinds) > 1 {
			hint = lang.F("%s Dit kan ook: %s.", "%s These are possible too: %s.", hint, strings.Join(kinds[1:], ", "))
		}
		l.problem(s, key, lang.F("%s %q is geen bestand dat hier kan", "%s %q is no file that can stand here", key, written(link)), hint)
		return "", nil
	}
	if info.Size() > most {
		if key == "huisstijl" {
			l.problems = append(l.problems, huisstijl.TooLarge(name))
			return "", nil
		}
		l.problem(s, key, lang.F("%s %q is groter dan %d kB", "%s %q is larger than %d kB", key, written(link), most>>10),
			lang.T("Elke bezoeker haalt dit beeld op, ook op een oude telefoon. Bewaar het kleiner, of als SVG.", "Every visitor fetches this image, on an old phone too. Save it smaller, or as SVG."))
		return "", nil
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		l.problem(s, key, lang.F("%s %q kan niet worden gelezen", "%s %q cannot be read", key, written(link)), lang.T("Open het bestand zelf. Lukt dat, bewaar het dan opnieuw. Lukt het niet, vraag dan om een nieuw bestand.", "Open the file yourself. If that works, save it again. If not, ask for a new file."))
		return "", nil
	}
	return name, src
}

// written returns a link as it stands in site.yaml.
func written(link traject.Link) string {
	return short(strings.TrimPrefix(string(link), content.Dir+"/"))
}

func (l *look) problem(s *traject.Settings, key string, message, hint lang.Text) {
	l.problems = append(l.problems, s.Problem(RuleHuisstijl, s.At(key), message, hint))
}

// houseStyle reads the token file, and computes what it does to the theme.
func (l *look) houseStyle(fsys fs.FS, s *traject.Settings, theme *render.Theme) {
	name, src := l.file(fsys, s, "huisstijl", s.Huisstijl, []string{".css"}, huisstijl.MaxSize)
	if name == "" {
		return
	}
	sheet, problems := huisstijl.Read(name, src)
	l.problems = append(l.problems, problems...)
	if sheet == nil {
		return
	}
	css, problems := sheet.CSS(theme.Colours)
	l.css, l.light = css, !sheet.Dark()
	l.problems = append(l.problems, problems...)
	l.problems = append(l.problems, huisstijl.Contrast(sheet, theme.Colours, theme.Pairs)...)
}

var (
	logoKinds    = []string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
	faviconKinds = []string{".svg", ".png", ".ico"}
)

// maxLogo is the size in bytes over which a logo or favicon is refused: it is
// on every page.
const maxLogo = 200 << 10

// maxPixels is how wide or high one may be: a few kB of PNG can be a gigabyte in
// the memory of a phone.
const maxPixels = 4000

// image looks at a logo or favicon, and returns its size as far as it is known.
// ok is false when it is not to be used.
func (l *look) image(fsys fs.FS, s *traject.Settings, key string, link traject.Link, kinds []string) (size site.Size, ok bool) {
	name, src := l.file(fsys, s, key, link, kinds, maxLogo)
	if name == "" {
		return site.Size{}, false
	}
	size, ok = imageSize(strings.ToLower(path.Ext(name)), src)
	switch {
	case max(size.Breed, size.Hoog) > maxPixels:
		ok = false
		l.problem(s, key, lang.F("%s %q is %d bij %d beeldpunten", "%s %q is %d by %d pixels", key, written(link), size.Breed, size.Hoog),
			lang.F("Een oude telefoon kan zo'n groot beeld niet tonen. Bewaar het kleiner: hoogstens %d breed en hoog, of als SVG.", "An old phone cannot show an image that large. Save it smaller, %d wide and high at most, or as SVG.", maxPixels))
	case !ok:
		l.problem(s, key, lang.F("%s %q is geen beeld: wat erin staat is geen %s", "%s %q is no image: what is in it is no %s", key, written(link), strings.ToUpper(path.Ext(name)[1:])),
			lang.T("Open het bestand in een tekenprogramma en bewaar het opnieuw, als SVG of PNG. Een andere naam geven is niet genoeg.", "Open the file in a drawing program and save it again, as SVG or PNG. To give it another name is not enough."))
	}
	return size, ok
}

// imageSize reports whether src is what its extension says, and its size when
// that is easily read.
func imageSize(ext string, src []byte) (site.Size, bool) {
	at := func(i int, magic string) bool { return len(src) >= i && bytes.HasPrefix(src[i:], []byte(magic)) }
	switch ext {
	case ".svg":
		return svgSize(src)
	case ".webp":
		return site.Size{}, at(0, "RIFF") && at(8, "WEBP")
	case ".avif":
		return site.Size{}, at(4, "ftypavif") || at(4, "ftypavis")
	case ".ico":
		return site.Size{}, at(0, "\x00\x00\x01\x00") && len(src) > 22
	}
	if ext == ".png" && !bytes.Contains(src, []byte("IEND")) {
		return site.Size{}, false // it was cut off
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(src))
	formats := map[string]string{".png": "png", ".gif": "gif", ".jpg": "jpeg", ".jpeg": "jpeg"}
	return site.Size{Breed: config.Width, Hoog: config.Height}, err == nil && format == formats[ext]
}

// svgSize returns the size in which an SVG was drawn. What may not stand in one
// is a problem of package content.
func svgSize(src []byte) (site.Size, bool) {
	d := xml.NewDecoder(bytes.NewReader(src))
	for {
		token, err := d.RawToken()
		if err != nil {
			return site.Size{}, false
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local != "svg" {
			return site.Size{}, false
		}
		attr := map[string]string{}
		for _, a := range e.Attr {
			attr[a.Name.Local] = a.Value
		}
		box := strings.FieldsFunc(attr["viewBox"], func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
		if len(box) == 4 {
			return site.Size{Breed: pixels(box[2]), Hoog: pixels(box[3])}, true
		}
		return site.Size{Breed: pixels(attr["width"]), Hoog: pixels(attr["height"])}, true
	}
}

// pixels reads a length; 0 when it is none that says a size.
func pixels(s string) int {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || !(v >= 1 && v <= maxPixels) {
		return 0
	}
	return int(v + 0.5)
}
