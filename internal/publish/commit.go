package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"weerklank/internal/lang"
)

// commit puts the staging folder in the place of the published one, by the first
// method that works.
func (b *build) commit() error {
	parent := filepath.Dir(b.dest)
	if !b.exists {
		if err := b.disk.rename(b.staging(), b.dest); err != nil {
			b.disk.removeAll(b.staging())
			return unchanged(b.opts.Destination, err)
		}
		return b.sure(parent)
	}
	if b.first <= exchange && b.disk.exchange(b.staging(), b.dest) == nil {
		return b.clear(b.staging())
	}
	if b.first <= swap {
		old := b.beside() + toOld
		if b.disk.rename(b.dest, old) == nil {
			if b.disk.rename(b.staging(), b.dest) == nil {
				return b.clear(old)
			}
			if err := b.disk.rename(old, b.dest); err != nil {
				return failure(err, "de site staat nu in %s; geef die map weer de naam %s: %s",
					"the site is now in %s; give that folder its name %s again: %s", old, b.dest)
			}
		}
	}
	// What is in its place already must not be moved: overlayfs, on which folders
	// of a lower layer cannot be renamed, does not take one link over another.
	for id := range uint32(b.equal.len()) {
		if in(&b.equal, id) {
			b.disk.remove(b.staged(b.site.files.get(id)))
		}
	}
	moving := b.work() + toMoving
	if err := b.disk.rename(b.staging(), moving); err != nil {
		b.disk.removeAll(b.staging())
		return unchanged(b.opts.Destination, err)
	}
	return b.move(moving)
}

// sure sees to it that a power cut does not undo what was done to the names in
// dir, which holds the published folder.
func (b *build) sure(dir string) error {
	err := b.disk.flushDir(dir)
	if err != nil { // a folder that we may not read; this takes longer
		err = b.disk.flush(b.dest)
	}
	if err != nil {
		return failure(err, "de nieuwe site staat in %s, maar dat kon niet op de schijf worden vastgelegd: %s",
			"the new site is in %s, but that could not be made sure on disk: %s", b.dest)
	}
	return nil
}

// clear empties the folder old, which was published until now, and removes it. Of
// a large site, the folders and the names of what the new site has too stay, as
// the next staging folder.
func (b *build) clear(old string) error {
	if err := b.sure(filepath.Dir(b.dest)); err != nil {
		return err
	}
	err := b.disk.chmod(old, 0o700)
	if err == nil {
		err = b.disk.hollow(old, "", func(p string) error {
			if id, ok := b.site.files.find(p); b.large && ok && in(&b.equal, id) {
				return nil
			}
			return b.discard(old, p)
		}, func(dir string) bool {
			return b.large && b.site.exactDir(dir)
		})
	}
	switch {
	case err != nil:
	case !b.large:
		err = b.disk.remove(old)
	case old != b.staging():
		err = b.disk.rename(old, b.staging())
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
	if b.old.ownPath(p) || ours(p) || b.site.isFile(p) || b.site.isDir(p) {
		return b.disk.remove(name)
	}
	info, err := b.disk.lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if was, ok := b.carried[p]; ok && os.SameFile(was, info) && was.Size() == info.Size() && was.ModTime().Equal(info.ModTime()) {
		return b.disk.remove(name)
	}
	to := filepath.Join(b.dest, filepath.FromSlash(p))
	if err := b.disk.makeDirs(filepath.Dir(to), true); err != nil {
		return err
	}
	if err := b.disk.rename(name, to); err != nil {
		return err
	}
	// Two names of one file: renaming it to itself leaves both.
	if err := b.disk.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// move renames the new site, which waits in the folder moving, into the
// published folder. It can be killed at any moment and done again: what is still
// to be done follows from what is in both folders.
func (p place) move(moving string) error {
	err := p.moveFiles(moving)
	if err == nil {
		err = p.disk.removeAll(moving)
	}
	if err != nil {
		return failure(err, "%s is nog maar voor een deel vernieuwd; los dit op en publiceer opnieuw: %s",
			"%s has been renewed only in part; solve this and publish again: %s", p.dest)
	}
	return nil
}

func (p place) moveFiles(moving string) error {
	old, err := readFolder(p.disk, p.dest, true)
	if err != nil {
		return err
	}
	next := newSite(old.files, old.dirs)
	_, there, err := readList(p.disk, filepath.Join(moving, listName), func(path string, _ hash) error {
		_, err := next.add(path)
		return err
	})
	if err != nil || !there { // without its list, all has been moved
		return err
	}
	waits := func(path string) bool {
		_, err := os.Lstat(filepath.Join(moving, filepath.FromSlash(path)))
		return err == nil
	}
	for f := range old.foreign {
		if next.exactFile(f) && !waits(f) {
			delete(old.foreign, f) // moved before the process was killed
		}
	}
	gone, err := old.retire(next)
	if err != nil {
		return err
	}
	if err := conflictError(p.dest, old.conflicts(next)); err != nil {
		return err
	}

	for p := range old.missing {
		old.prune(p) // a process may have been killed between a file and its folder
	}
	first, last := inTheWay(gone, next)
	if err := old.removeThese(first); err != nil {
		return err
	}
	take := func(path string) error {
		if !waits(path) {
			return nil
		}
		to := old.file(path)
		if err := p.disk.makeDirs(filepath.Dir(to), true); err != nil {
			return err
		}
		return p.disk.rename(filepath.Join(moving, filepath.FromSlash(path)), to)
	}
	// A page may refer to a file only once that is there.
	for _, pages := range []bool{false, true} {
		for _, id := range next.files.sorted(func(id uint32) bool { return in(&next.hasFile, id) }) {
			if name := next.files.get(id); isPage(name) == pages {
				if err := take(name); err != nil {
					return err
				}
			}
		}
	}
	if err := old.removeThese(last); err != nil {
		return err
	}
	// The list says what is there, so also after a power cut it is the last.
	if err := p.disk.flush(p.dest); err != nil {
		return err
	}
	return take(listName)
}

// isPage reports whether the file p is one that refers to others.
func isPage(p string) bool { return path.Ext(p) == ".html" }

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

// removeThese removes the files names, and the folders that become empty by that.
func (f *folder) removeThese(names []string) error {
	for _, p := range names {
		if err := f.remove(p); err != nil {
			return err
		}
	}
	return nil
}

// remove removes the file p, and the folders above it that have become empty.
func (f *folder) remove(p string) error {
	err := f.disk.remove(f.file(p))
	f.prune(p)
	return err
}

// prune removes the folders above the path p that are empty.
func (f *folder) prune(p string) {
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if err := f.disk.remove(f.file(d)); err != nil && !errors.Is(err, fs.ErrNotExist) {
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
		if err := p.disk.rename(old, p.dest); err != nil {
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
			if err := p.disk.removeAll(work + suffix); err != nil {
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
