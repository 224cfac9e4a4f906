package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
)

// A folder is what the published folder holds before a build.
type folder struct {
	root    string
	disk    disk
	listed  bool                // whether there is a list
	sum     hash                // of that list
	files   *paths              // those of the list have the numbers of its lines; others may be added
	dirs    *paths              // first those that hold the files of the list
	hashes  rows[hash]          // of the files, by the list
	own     rows[bool]          // which of these we wrote, by the list, and are still files
	kept    records             // how these were made and lay on disk; of none, if that is not known
	key     keySum              // of the whole old site, if that is known
	oldDirs int                 // how many of dirs are of the list
	foreign map[string]struct{} // files, links and the like that are not ours
	strange map[string]struct{} // folders that hold something foreign, or nothing and never something of ours
	mounts  map[string]struct{} // folders on which another file system is mounted
}

var errTwice = errors.New("a path is in the list twice")

// readFolder reads what is in root; nothing if it does not exist.
func readFolder(d disk, root string, exists bool) (*folder, error) {
	f := &folder{
		root: root, disk: d, files: newPaths(), dirs: newPaths(),
		foreign: map[string]struct{}{}, strange: map[string]struct{}{}, mounts: map[string]struct{}{},
	}
	if !exists {
		return f, nil
	}
	var err error
	f.sum, f.listed, err = readList(d, filepath.Join(root, listName), func(p string, h hash) error {
		if _, fresh := f.files.add(p); !fresh {
			return errTwice
		}
		f.hashes.add(h)
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			if _, fresh := f.dirs.add(d); !fresh {
				break
			}
		}
		return nil
	})
	if err != nil {
		return nil, badDestination(root, err)
	}
	f.own.reach(f.hashes.len())
	f.oldDirs = f.dirs.len()
	if _, err = f.walk("", mountOf(root)); err != nil {
		return nil, err
	}
	return f, nil
}

// isOwn reports whether file number id is one that we wrote, and is still there.
func (f *folder) isOwn(id uint32) bool { return in(&f.own, id) }

// ownPath reports whether the path p is one that we wrote, and is still there.
func (f *folder) ownPath(p string) bool {
	id, ok := f.files.find(p)
	return ok && f.isOwn(id)
}

// missing yields what we wrote and is there no more.
func (f *folder) missing(yield func(p string) bool) {
	for id := range uint32(f.hashes.len()) {
		if f.isOwn(id) {
			continue
		}
		if p := f.files.get(id); !f.onForeign(p) && !yield(p) {
			return
		}
	}
}

// onForeign reports whether p, or what stands in the place of a folder above it,
// is foreign: a link, perhaps, by which p would lead elsewhere.
func (f *folder) onForeign(p string) bool {
	for ; p != "."; p = path.Dir(p) {
		if _, ok := f.foreign[p]; ok {
			return true
		}
	}
	return false
}

// walk reads dir and reports whether it must stay because of what is in it. An
// empty folder must, unless it is what is left of ours.
func (f *folder) walk(dir string, mount uint64) (stays bool, err error) {
	entries, err := f.disk.readDir(f.file(dir))
	if errors.Is(err, fs.ErrNotExist) && dir != "" {
		return false, nil // its owner removed it in the meantime
	}
	if err != nil {
		return false, failure(err, "map %s kon niet worden gelezen: %s", "folder %s could not be read: %s", f.file(dir))
	}
	stays = len(entries) == 0 && !f.wasOurs(dir)
	if mountOf(f.file(dir)) != mount {
		f.mounts[dir] = struct{}{}
		stays = true
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case ours(name):
		case e.IsDir():
			inner, err := f.walk(name, mount)
			if err != nil {
				return false, err
			}
			if inner {
				f.strange[name] = struct{}{}
				stays = true
			}
		case e.Type().IsRegular() && f.claim(name):
		default:
			f.foreign[name] = struct{}{}
			stays = true
		}
	}
	return stays, nil
}

// wasOurs reports whether dir held a file of the list.
func (f *folder) wasOurs(dir string) bool {
	id, ok := f.dirs.find(dir)
	return ok && int(id) < f.oldDirs
}

// claim notes that the file p is there, and reports whether it is in the list.
func (f *folder) claim(p string) bool {
	id, ok := f.files.find(p)
	if ok {
		put(&f.own, id)
	}
	return ok
}

// file returns the name on disk of the path p.
func (f *folder) file(p string) string { return filepath.Join(f.root, filepath.FromSlash(p)) }

// sameBytes reports whether file number id, with the path p, is ours and holds
// data, of which h is the hash. The disk is read too: somebody may have changed
// the file. It returns what the file was on disk.
func (f *folder) sameBytes(id uint32, p string, h *hash, data, scratch []byte) (was fs.FileInfo, same bool) {
	if !f.isOwn(id) || *f.hashes.at(int(id)) != *h {
		return nil, false
	}
	file, err := f.disk.open(f.file(p))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || info.Size() != int64(len(data)) || !published(info) {
		return nil, false
	}
	for len(data) > 0 {
		n, err := io.ReadFull(file, scratch[:min(len(data), len(scratch))])
		if err != nil || !bytes.Equal(scratch[:n], data[:n]) {
			return nil, false
		}
		data = data[n:]
	}
	return info, true
}

// sameFile is sameBytes for a file that is not in memory: its bytes have the hash h.
func (f *folder) sameFile(id uint32, p string, h *hash) (was fs.FileInfo, same bool) {
	if !f.isOwn(id) || *f.hashes.at(int(id)) != *h {
		return nil, false
	}
	info, err := f.disk.lstat(f.file(p))
	if err != nil || !published(info) {
		return nil, false
	}
	now, err := f.hashFile(f.file(p))
	return info, err == nil && now == *h
}

// published reports whether info is that of a file as we publish it.
func published(info fs.FileInfo) bool {
	return info.Mode() == fileMode || runtime.GOOS == "windows" && info.Mode().IsRegular() // Windows has no such modes
}

// retire returns the files of ours that are not in s, sorted: they can go. One
// that somebody changed is foreign from now on.
func (f *folder) retire(s *site) (gone []string, err error) {
	for _, id := range f.files.sorted(func(id uint32) bool { return f.isOwn(id) && !in(&s.hasFile, id) }) {
		p := f.files.get(id)
		h, err := f.hashFile(f.file(p))
		if err != nil {
			return nil, failure(err, "%s kon niet worden gelezen: %s", "%s could not be read: %s", f.file(p))
		}
		if h == *f.hashes.at(int(id)) {
			gone = append(gone, p)
			continue
		}
		*f.own.at(int(id)) = false
		f.foreign[p] = struct{}{}
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			f.strange[d] = struct{}{}
		}
	}
	return gone, nil
}

// conflicts returns the foreign paths that stand where s needs another file or
// folder, sorted.
func (f *folder) conflicts(s *site) []string {
	var paths []string
	for p := range f.foreign {
		if s.isFile(p) || s.isDir(p) {
			paths = append(paths, p)
		}
	}
	for p := range f.strange {
		if s.isFile(p) {
			paths = append(paths, p)
		}
	}
	for p := range f.mounts { // files are renamed into place, which cannot be done across file systems
		if s.isFile(p) || s.isDir(p) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func (f *folder) hashFile(name string) (h hash, err error) {
	file, err := f.disk.open(name)
	if err != nil {
		return h, err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return h, err
	}
	return hash(sum.Sum(nil)), nil
}

// copyFile copies the regular file from, described by info, to the new file to.
func (d disk) copyFile(from, to string, info fs.FileInfo) error {
	in, err := d.open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := d.create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	keepOwner(to, info)
	return cmp.Or(d.chmod(to, info.Mode()), os.Chtimes(to, info.ModTime(), info.ModTime()))
}

// hollow removes what is in dir, a path within the folder root: files by remove,
// folders unless keep. Those that stay get our mode.
func (d disk) hollow(root, dir string, remove func(p string) error, keep func(dir string) bool) error {
	entries, err := d.readDir(filepath.Join(root, filepath.FromSlash(dir)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		if !e.IsDir() {
			if err := remove(p); err != nil {
				return err
			}
			continue
		}
		name := filepath.Join(root, filepath.FromSlash(p))
		if info, err := e.Info(); err == nil && info.Mode() != fs.ModeDir|dirMode {
			d.chmod(name, dirMode) // it may have been read-only
		}
		if err := d.hollow(root, p, remove, keep); err != nil {
			return err
		}
		if keep(p) {
			continue
		}
		if err := d.remove(name); err != nil {
			return err
		}
	}
	return nil
}
