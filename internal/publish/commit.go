package publish

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"weerklank/internal/lang"
)

// commit puts the staging folder in the place of the published one, by the first
// method that works.
func (b *build) commit() error {
	if !b.exists {
		err := os.Rename(b.staging(), b.dest)
		if err != nil {
			removeAll(b.staging())
			return unchanged(b.opts.Destination, err)
		}
		return nil
	}
	if b.first <= exchange && exchangeFolders(b.staging(), b.dest) == nil {
		return b.clear(b.staging())
	}
	if b.first <= swap {
		old := b.beside() + toOld
		if os.Rename(b.dest, old) == nil {
			if os.Rename(b.staging(), b.dest) == nil {
				return b.clear(old)
			}
			if err := os.Rename(old, b.dest); err != nil {
				return failure(err, "de site staat nu in %s; geef die map weer de naam %s: %s",
					"the site is now in %s; give that folder its name %s again: %s", old, b.dest)
			}
		}
	}
	// What is in its place already must not be moved: overlayfs, on which folders
	// of a lower layer cannot be renamed, does not take one link over another.
	for _, p := range b.unchanged {
		os.Remove(b.staged(p))
	}
	moving := b.work() + toMoving
	if err := os.Rename(b.staging(), moving); err != nil {
		removeAll(b.staging())
		return unchanged(b.opts.Destination, err)
	}
	return b.move(moving)
}

// clear empties the folder old, which was published until now, and removes it.
// The folders of a large site stay, empty, as the next staging folder.
func (b *build) clear(old string) error {
	many := len(b.site.dirs) >= manyFolders
	err := os.Chmod(old, 0o700)
	if err == nil {
		err = hollow(old, "", func(p string) error {
			return b.discard(old, p)
		}, func(dir string) bool {
			return many && b.site.hasDir(dir)
		})
	}
	switch {
	case err != nil:
	case !many:
		err = os.Remove(old)
	case old != b.staging():
		err = os.Rename(old, b.staging())
	}
	if err != nil {
		return failure(err, "de nieuwe site staat in %s, maar de vorige kon niet worden verwijderd uit %s: %s",
			"the new site is in %s, but the previous one could not be removed from %s: %s", b.dest, old)
	}
	return nil
}

// discard removes the file p from the folder old, or moves it to the published
// folder: if somebody else made or changed it after it was looked at.
func (b *build) discard(old, p string) error {
	name := filepath.Join(old, filepath.FromSlash(p))
	if _, ok := b.old.own[p]; ok || ours(p) || b.site.isFile(p) || b.site.isDir(p) {
		return os.Remove(name)
	}
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if was, ok := b.carried[p]; ok && os.SameFile(was, info) && was.Size() == info.Size() && was.ModTime().Equal(info.ModTime()) {
		return os.Remove(name)
	}
	to := filepath.Join(b.dest, filepath.FromSlash(p))
	if err := makeDirs(filepath.Dir(to), true); err != nil {
		return err
	}
	if err := os.Rename(name, to); err != nil {
		return err
	}
	// Two names of one file: renaming it to itself leaves both.
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// move renames the new site, which waits in the folder moving, into the
// published folder. It can be killed at any moment and done again: what is still
// to be done follows from what is in both folders.
func (p place) move(moving string) error {
	lines, text, err := readList(filepath.Join(moving, listName))
	if err == nil && text != nil { // without its list, all has been moved
		err = p.moveFiles(moving, lines)
	}
	if err == nil {
		err = removeAll(moving)
	}
	if err != nil {
		return failure(err, "%s is nog maar voor een deel vernieuwd; los dit op en publiceer opnieuw: %s",
			"%s has been renewed only in part; solve this and publish again: %s", p.dest)
	}
	return nil
}

func (p place) moveFiles(moving string, lines []line) error {
	next := newSite()
	for _, l := range lines {
		if err := next.add(l.path); err != nil {
			return err
		}
	}
	old, err := readFolder(p.dest, true)
	if err != nil {
		return err
	}
	waits := func(path string) bool {
		_, err := os.Lstat(filepath.Join(moving, filepath.FromSlash(path)))
		return err == nil
	}
	for _, l := range lines {
		if _, ok := old.foreign[l.path]; ok && !waits(l.path) {
			delete(old.foreign, l.path) // moved before the process was killed
		}
	}
	gone, err := old.retire(next)
	if err != nil {
		return err
	}
	if err := conflictError(p.dest, old.conflicts(next)); err != nil {
		return err
	}

	for _, p := range old.missing {
		old.prune(p) // a process may have been killed between a file and its folder
	}
	first, last := inTheWay(gone, next)
	for _, g := range first {
		if err := old.remove(g); err != nil {
			return err
		}
	}
	// A page may refer to a file only once that is there.
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(rank(a.path), rank(b.path)), cmp.Compare(a.path, b.path))
	})
	for _, l := range append(lines, line{path: listName}) {
		if l.path == listName {
			for _, g := range last {
				if err := old.remove(g); err != nil {
					return err
				}
			}
		}
		if !waits(l.path) {
			continue
		}
		to := old.file(l.path)
		if err := makeDirs(filepath.Dir(to), true); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(moving, filepath.FromSlash(l.path)), to); err != nil {
			return err
		}
	}
	return nil
}

// rank orders the files of a site by when they are moved.
func rank(p string) int {
	if path.Ext(p) == ".html" {
		return 1
	}
	return 0
}

// inTheWay splits gone into the files that must go before s can be written, and
// the others.
func inTheWay(gone []string, s *site) (first, last []string) {
	for _, g := range gone {
		blocks := s.isDir(g)
		for d := g; d != "."; d = path.Dir(d) {
			blocks = blocks || s.isFile(d)
		}
		if blocks {
			first = append(first, g)
		} else {
			last = append(last, g)
		}
	}
	return first, last
}

// remove removes the file p, and the folders above it that have become empty.
func (f *folder) remove(p string) error {
	err := os.Remove(f.file(p))
	f.prune(p)
	return err
}

// prune removes the folders above the path p that are empty.
func (f *folder) prune(p string) {
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if err := os.Remove(f.file(d)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
}

// recover cleans up what a killed build left, and finishes what it cannot undo.
func (p *place) recover() error {
	for _, work := range []string{p.beside(), p.within()} {
		for _, suffix := range []string{toNew, toOld, toMoving} {
			// A link, perhaps; what it leads to is not ours to empty.
			if info, err := os.Lstat(work + suffix); err == nil && !info.IsDir() {
				return unchanged(p.dest, lang.Errorf("%s is een bestand en geen map; zet het ergens anders neer", "%s is a file and no folder; move it away", work+suffix))
			}
		}
	}
	if old := p.beside() + toOld; !p.exists && exists(old) { // killed between the two renames of swap
		if err := os.Rename(old, p.dest); err != nil {
			return failure(err, "de vorige site staat in %s en kon niet worden teruggezet: %s",
				"the previous site is in %s and could not be put back: %s", old)
		}
		p.exists = true
	}
	works := []string{p.work()}
	if p.exists && !p.inside {
		works = append(works, p.within())
	}
	for _, work := range works {
		if moving := work + toMoving; p.exists && exists(moving) {
			if err := p.move(moving); err != nil {
				return err
			}
		}
		for _, suffix := range []string{toOld, toMoving, toNew} {
			if work+suffix == p.staging() {
				continue // the build empties and uses it
			}
			if err := removeAll(work + suffix); err != nil {
				return failure(err, "%s, van een afgebroken publicatie, kon niet worden verwijderd: %s",
					"%s, of an interrupted publication, could not be removed: %s", work+suffix)
			}
		}
	}
	return nil
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
