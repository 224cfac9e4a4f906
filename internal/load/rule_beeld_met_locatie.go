package load

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/exif"
	"weerklank/internal/lang"
)

// RulePlace is about images that say where they were taken.
var RulePlace = &diag.Rule{
	Code: "beeld-met-locatie", Group: diag.Privacy, Severity: diag.Error, Source: "AVG, art. 5",
	Title: lang.T("Een foto of film waarin de plek staat waar hij is gemaakt", "A photo or film that says where it was taken"),
	Why: lang.T("Een telefoon schrijft in elke foto op welke plek hij is gemaakt, op een paar meter nauwkeurig. U ziet dat niet, maar ieder die de foto bewaart wel. Zo staat het huis van een bewoner op internet.",
		"A telephone writes into every photo where it was taken, to within a few metres. You do not see it, but everybody who saves the photo does. So the home of a resident is on the internet."),
	Wrong: "content/media/lantaarn.jpg, zoals de telefoon hem maakte",
	Right: "content/media/lantaarn.jpg, opnieuw bewaard zonder locatie",
}

var hintPlace = lang.T("Haal de locatie uit het bestand. Windows: rechtermuisknop, Eigenschappen, Details, Eigenschappen en persoonlijke gegevens verwijderen. Mac: open in Voorvertoning, Extra, Toon infovenster, GPS, Verwijder locatiegegevens. Of met exiftool: exiftool -gps:all= -xmp:geotag= -overwrite_original, met de naam van het bestand erachter.",
	"Take the location out of the file. Windows: right-click, Properties, Details, Remove Properties and Personal Information. Mac: open in Preview, Tools, Show Inspector, GPS, Remove Location Info. Or with exiftool: exiftool -gps:all= -xmp:geotag= -overwrite_original, followed by the name of the file.")

// A photo is what is kept of one image or film.
type photo struct {
	size, modTime int64
	place         bool // it says where it was taken
}

// places reports the images and films that say where they were taken. It reads
// only those that changed since the last time.
func (l *Loader) places(fsys fs.FS, media []content.Media) []diag.Problem {
	seen := make(map[string]photo, len(media))
	var ps []diag.Problem
	for _, m := range media {
		if !slices.Contains(placeTypes, strings.ToLower(path.Ext(m.Path))) {
			continue
		}
		i := l.images[m.Path]
		if i.size != m.Size || i.modTime != m.ModTime {
			found, err := hasPlace(fsys, m.Path)
			if err != nil {
				continue // who copies it says so
			}
			i = photo{m.Size, m.ModTime, found}
		}
		seen[m.Path] = i
		if i.place {
			p := RulePlace.New(diag.Range{}, lang.T("in dit bestand staat op welke plek het is gemaakt", "this file says where it was taken"), hintPlace)
			p.File = m.Path
			ps = append(ps, p)
		}
	}
	l.images = seen
	return ps
}

var placeTypes = []string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".mp4", ".m4v"}

// hasPlace reports whether the file at name says where it was taken.
func hasPlace(fsys fs.FS, name string) (bool, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	r, ok := file.(io.ReaderAt)
	if !ok {
		b, err := io.ReadAll(file)
		if err != nil {
			return false, err
		}
		r = bytes.NewReader(b)
	}
	return exif.HasPlace(r)
}
