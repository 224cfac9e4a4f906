package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/scaffold"
)

var newCommand = &command{
	name: "new", args: lang.T(`traject "TITEL"`, `traject "TITLE"`), maxArgs: 2,
	short: lang.T("maakt een nieuw bestand om in te vullen", "makes a new file to fill in"),
	long: lang.T(`
Maakt content/trajecten/<titel>.md: kort, met uitleg, en als concept. Het komt
dus pas op de website als u de regel "concept: true" weghaalt.

  weerklank new traject "Een veilige schoolroute"
  weerklank new traject "Een veilige schoolroute" --alles`, `
Makes content/trajecten/<title>.md: short, explained, and as a concept. So it is
published only when you remove the line "concept: true".

  weerklank new traject "A safe way to school"
  weerklank new traject "A safe way to school" --alles`),
	flags: []string{"source", "alles", "date", "quiet"},
	run:   runNew,
}

func runNew(p *program, _ context.Context, o *options, args []string) error {
	if len(args) != 2 || args[0] != "traject" {
		return usagef(`zo kan het: weerklank new traject "Een titel"`, `usage: weerklank new traject "A title"`)
	}
	root, dir, err := o.openSource()
	if err != nil {
		return err
	}
	defer root.Close()
	if info, err := root.Stat(content.Dir); err != nil || !info.IsDir() {
		return usagef("in %s staat geen map content/ (maak een website met weerklank init, of wijs de map aan met --source)",
			"there is no folder content/ in %s (make a site with weerklank init, or name the folder with --source)", dir)
	}
	today := o.date
	if today == "" {
		today = p.Now().Format("2006-01-02")
	}
	slug, file, err := scaffold.Traject(args[1], o.all, today, p.lang)
	if err != nil {
		return usageError{asText(err)}
	}
	name := content.TrajectenDir + "/" + slug + ".md"
	if err := root.MkdirAll(content.TrajectenDir, 0o755); err != nil {
		return lang.Errorf("de map %s kan niet worden gemaakt: %v", "the folder %s cannot be made: %v", content.TrajectenDir, err)
	}
	// A folder of that name has the same address.
	if _, err := root.Stat(content.TrajectenDir + "/" + slug); err == nil {
		return usagef("%s/%s bestaat al; kies een andere titel", "%s/%s exists already; choose another title", content.TrajectenDir, slug)
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s bestaat al; kies een andere titel", "%s exists already; choose another title", name)
	}
	if err != nil {
		return lang.Errorf("%s kan niet worden gemaakt: %v", "%s cannot be made: %v", name, err)
	}
	if _, err := f.Write(file); err != nil {
		f.Close()
		return lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", name, err)
	}
	if err := f.Close(); err != nil {
		return lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", name, err)
	}
	if !o.quiet {
		p.say(lang.F("gemaakt: %s (concept; haal de regel \"concept: true\" weg als het klaar is)",
			"made: %s (concept; remove the line \"concept: true\" when it is ready)", filepath.Join(dir, filepath.FromSlash(name))))
	}
	return nil
}

// asText returns the message of an error in every language.
func asText(err error) *lang.Error {
	var le *lang.Error
	if errors.As(err, &le) {
		return le
	}
	return lang.Errorf("%v", "%v", err)
}
