package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/importer"
	"weerklank/internal/lang"
	"weerklank/internal/opendata"
)

// isOpenData reports whether a file to import is trajecten.json, by its name.
func isOpenData(name string) bool { return strings.EqualFold(path.Ext(name), ".json") }

// restore makes trajectory files of the open data of a site: it is imported as
// it was published, and is no concept. A file that is there with another
// content stays, and then nothing is written.
func (p *program) restore(root *os.Root, name string, o *options) error {
	files, same, err := readOpenData(root, name)
	if err != nil {
		return err
	}
	if !o.dryRun {
		if err := (&importer.Result{Files: files}).Write(root); err != nil {
			return err
		}
	}
	if o.quiet {
		return nil
	}
	for _, f := range files {
		p.say(lang.F("  %s", "  %s", f.Path))
	}
	if same > 0 {
		p.say(lang.F("%d bestanden waren er al, met dezelfde inhoud.", "%d files were there already, with the same content.", same))
	}
	if o.dryRun {
		p.say(lang.F("%d bestanden zouden worden gemaakt. Er is niets geschreven.", "%d files would be made. Nothing was written.", len(files)))
		return nil
	}
	p.say(lang.F("%d bestanden gemaakt, zoals ze waren gepubliceerd. Beelden en documenten staan niet in de open data: zet die zelf in content/media/. Kijk daarna met: weerklank check",
		"%d files made, as they were published. Images and documents are not in the open data: put those into content/media/ yourself. Then look with: weerklank check", len(files)))
	return nil
}

// readOpenData returns the files that are to be written, and how many are there.
func readOpenData(root *os.Root, name string) (files []importer.File, same int, err error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, usagef("het bestand %s bestaat niet", "there is no file %s", name)
	}
	if err != nil {
		return nil, 0, lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", name, err)
	}
	defer f.Close()
	var taken []string
	made := map[string]bool{}
	for file, err := range opendata.Files(f) {
		if err != nil {
			return nil, 0, lang.Errorf("%s: %v. Er is niets geschreven", "%s: %v. Nothing was written", name, asText(err).Text)
		}
		base := content.Base(file.Path)
		if made[base] {
			return nil, 0, lang.Errorf("%s: %s staat er twee keer in. Er is niets geschreven", "%s: %s is there twice. Nothing was written", name, base)
		}
		made[base] = true
		old, there := trajectAt(root, base)
		switch {
		case !there:
			files = append(files, importer.File{Path: file.Path, New: file.Source})
		case bytes.Equal(old, file.Source):
			same++
		default:
			taken = append(taken, file.Path)
		}
	}
	if len(taken) > 0 {
		return nil, 0, usagef("%s is er al, met een andere inhoud; er is niets geschreven. Begin in een lege website (weerklank init), of geef uw eigen bestand eerst een andere naam",
			"%s is there already, with another content; nothing was written. Begin in an empty site (weerklank init), or rename your own file first", strings.Join(taken[:min(len(taken), 5)], ", "))
	}
	return files, same, nil
}

// trajectAt returns the file of a traject that is in the site.
func trajectAt(root *os.Root, base string) (src []byte, there bool) {
	for _, name := range []string{base + ".md", base + "/index.md"} {
		src, err := root.ReadFile(content.TrajectenDir + "/" + name)
		if !errors.Is(err, fs.ErrNotExist) {
			return src, true
		}
	}
	return nil, false
}
