package scaffold

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// defaultTitle is the title of a site that was not given one.
const defaultTitle = "U zei iets. Wat is ermee gedaan?"

// hidden holds the files whose name begins with a dot, which go:embed leaves
// out. In files/ they have a name without it.
var hidden = []string{"gitignore", "gitkeep", "gitattributes"}

// Site returns the files of a new site by their path in its folder.
func Site(title string) map[string][]byte {
	title = oneLine(title)
	if title == "" {
		title = defaultTitle
	}
	site := map[string][]byte{}
	walk := func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out := strings.TrimPrefix(name, "files/site/")
		if slices.Contains(hidden, path.Base(out)) {
			out = path.Join(path.Dir(out), "."+path.Base(out))
		}
		site[out] = file(strings.TrimPrefix(name, "files/"), "{{titel}}", quote(title), "{{naam}}", title)
		return nil
	}
	if err := fs.WalkDir(files, "files/site", walk); err != nil {
		panic("scaffold: internal error: " + err.Error())
	}
	return site
}

// CheckTitle says why a site cannot have this title, such as one that holds HTML.
func CheckTitle(title string) *lang.Error {
	f, problems := content.Split(content.SettingsPath, Site(title)[content.SettingsPath], content.YAML)
	_, more := traject.ParseSettings(f)
	if problems = append(problems, more...); len(problems) > 0 {
		return &lang.Error{Text: lang.F("met deze titel kan het niet: %s", "this title is not possible: %s", problems[0].Message)}
	}
	return nil
}

// WriteSite writes a new site to dir, which it makes when it is not there, and
// returns the paths of the files in dir. It writes over nothing: when there is
// a content/ or a file of the same name, it writes nothing at all. The extra
// files, see [Extra], are written beside it.
func WriteSite(dir, title string, extra map[string][]byte) (written []string, err error) {
	site := Site(title)
	if err := free(dir, site); err != nil {
		return nil, err
	}
	maps.Copy(site, extra)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, writeError(dir, err)
	}
	return WriteExtra(dir, site)
}

// write writes files to dir, or none of them.
func write(dir string, files map[string][]byte) (written []string, err error) {
	// Nothing in dir, not even a link that appears now, leads out of it.
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, writeError(dir, err)
	}
	defer root.Close()
	for _, name := range names(files) {
		if err := create(root, name, files[name]); err != nil {
			for _, name := range written { // only what this call made
				root.Remove(name)
			}
			return nil, writeError(filepath.Join(dir, filepath.FromSlash(name)), err)
		}
		written = append(written, name)
	}
	return written, nil
}

// A TakenError says that a site cannot be written where somebody wants it.
type TakenError struct{ Err *lang.Error }

func (e *TakenError) Error() string { return e.Err.Error() }
func (e *TakenError) Unwrap() error { return e.Err }

// free says why a site cannot be written to dir, as a *TakenError.
func free(dir string, site map[string][]byte) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return writeError(dir, err)
	case !info.IsDir():
		return &TakenError{lang.Errorf("%s is een bestand; noem een map die leeg is of nog niet bestaat", "%s is a file; name a folder that is empty or does not exist yet", dir)}
	}
	var taken []string
	for _, name := range append([]string{content.Dir}, names(site)...) {
		if strings.HasPrefix(name, content.Dir+"/") {
			continue // is there only when content is
		}
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			taken = append(taken, name)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return &TakenError{lang.Errorf("er is niets geschreven: in %s staat al %s; is dat uw website, dan hoeft dit niet, en kies anders een andere map",
		"nothing was written: %s already holds %s; if that is your site there is no need to, else choose another folder", dir, strings.Join(taken, ", "))}
}

func create(root *os.Root, name string, src []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(src)
	if err = errors.Join(err, f.Close()); err != nil {
		root.Remove(name)
	}
	return err
}

func names(site map[string][]byte) []string {
	var list []string
	for name := range site {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

func writeError(name string, err error) error {
	reason := lang.F("%v", "%v", err)
	switch {
	case errors.Is(err, fs.ErrPermission):
		reason = lang.T("geen toestemming", "no permission")
	case errors.Is(err, fs.ErrExist):
		reason = lang.T("het bestaat al", "it exists already")
	}
	return &lang.Error{Text: lang.F("%s kan niet worden geschreven: %s", "%s cannot be written: %s", name, reason), Err: err}
}
