package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"weerklank/internal/lang"
)

// A place is where a build works.
type place struct {
	dest   string // the published folder: absolute, without symbolic links
	exists bool   // whether dest exists
	disk   disk
	inside bool // whether the build works inside dest, because it cannot beside it
}

// beside and within begin the names of our own files, in the two places where
// they can be.
func (p place) beside() string {
	return filepath.Join(filepath.Dir(p.dest), "."+filepath.Base(p.dest)+listName)
}
func (p place) within() string { return filepath.Join(p.dest, listName) }

func (p place) work() string {
	if p.inside {
		return p.within()
	}
	return p.beside()
}

// staging is the folder in which the new site is made.
func (p place) staging() string { return p.work() + toNew }

// locate finds the place to publish to, and refuses those where a site must
// never come.
func locate(o Options) (place, error) {
	dest := o.Destination
	if dest == "" {
		return place{}, &DestinationError{dest, lang.Errorf("er is geen map genoemd om naar te publiceren", "no folder was named to publish to")}
	}
	real, info, err := resolve(dest)
	if err != nil {
		return place{}, badDestination(dest, err)
	}
	source, _, err := resolve(o.Source)
	if err != nil {
		return place{}, badDestination(dest, err)
	}
	p := place{dest: real, exists: info != nil, disk: o.disk}

	switch {
	case p.exists && !info.IsDir():
		return p, refuse(dest, "%s is een bestand; kies een map", "%s is a file; choose a folder")
	case filepath.Dir(real) == real:
		return p, refuse(dest, "%s is de hele schijf; kies een map waarin alleen de site komt", "%s is the whole disk; choose a folder for the site alone")
	case contains(real, source):
		return p, refuse(dest,
			"%s bevat de bronbestanden (%s); kies een andere map, zoals public",
			"%s holds the source (%s); choose another folder, such as public", o.Source)
	}
	if home, err := os.UserHomeDir(); err == nil && contains(real, home) {
		return p, refuse(dest, "%s bevat uw persoonlijke map; kies een map waarin alleen de site komt", "%s holds your home folder; choose a folder for the site alone")
	}
	for _, name := range []string{"content", "themes"} {
		part := filepath.Join(source, name)
		if contains(part, real) || contains(real, part) {
			return p, refuse(dest,
				"%s ligt in %[2]s/, bij de bronbestanden, of bevat die map; kies een andere map, zoals public",
				"%s lies in %[2]s/, with the source, or holds that folder; choose another folder, such as public", name)
		}
	}
	// A mount point has no name that can be exchanged.
	p.inside = p.exists && (o.inside || mountOf(real) != mountOf(filepath.Dir(real)))
	return p, nil
}

// resolve returns name as an absolute path without symbolic links, and what is
// there: nil if nothing is.
func resolve(name string) (string, fs.FileInfo, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", nil, err
	}
	real, err := filepath.EvalSymlinks(name)
	if err == nil {
		info, err := os.Stat(real)
		return real, info, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", nil, err
	}
	if _, err := os.Lstat(name); err == nil {
		return "", nil, lang.Errorf("%s is een koppeling naar iets dat niet bestaat; haal die weg, of kies een andere map", "%s is a link to something that does not exist; remove it, or choose another folder", name)
	}
	parent, info, err := resolve(filepath.Dir(name))
	if err != nil {
		return "", nil, err
	}
	if info != nil && !info.IsDir() {
		return "", nil, syscall.ENOTDIR
	}
	return filepath.Join(parent, filepath.Base(name)), nil, nil
}

// contains reports whether folder is name or holds it. It compares what is on
// disk, not the names: these may differ by case or by a link.
func contains(folder, name string) bool {
	if real, _, err := resolve(name); err == nil {
		name = real
	}
	want, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) { // then there is only its name
		real, _, err := resolve(folder)
		if err != nil {
			return false
		}
		rel, err := filepath.Rel(real, name)
		return err == nil && filepath.IsLocal(rel)
	}
	if err != nil {
		return false
	}
	for {
		if info, err := os.Stat(name); err == nil && os.SameFile(info, want) {
			return true
		}
		up := filepath.Dir(name)
		if up == name {
			return false
		}
		name = up
	}
}

// errLocked says that another process holds the lock.
var errLocked = errors.New("locked")

// LockFile keeps the file name to this process until unlock, or until it ends.
// When another process has it, busy is true.
func LockFile(name string) (unlock func(), busy bool, err error) {
	unlock, err = lockFile(name)
	return unlock, errors.Is(err, errLocked), err
}

// lock keeps other builds of the same folder away until unlock. It returns the
// place to work in: inside the folder if we may not write beside it.
func (p place) lock() (_ place, unlock func(), err error) {
	unlock, err = p.disk.lock(p.work() + toLock)
	if (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)) && p.exists && !p.inside {
		p.inside = true
		unlock, err = p.disk.lock(p.work() + toLock)
	}
	if inner := p.within() + toLock; err == nil && !p.inside && exists(inner) {
		// Another user, who works inside, holds this lock or was killed.
		outer := unlock
		if unlock, err = p.disk.lock(inner); err != nil {
			outer()
		} else {
			within := unlock
			unlock = func() { within(); outer() }
		}
	}
	switch {
	case errors.Is(err, errLocked):
		err = &lang.Error{Err: err, Text: lang.F(
			"Weerklank is al bezig in %s, in een ander venster; wacht tot dat klaar is en probeer het dan opnieuw",
			"Weerklank is busy in %s already, in another window; wait until that is done and try again", p.dest)}
	case err != nil:
		err = failure(err, "in map %s kan niet worden geschreven: %s", "cannot write in folder %s: %s", filepath.Dir(p.work()))
	}
	return p, unlock, err
}
