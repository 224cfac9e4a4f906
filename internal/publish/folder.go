package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
)

// A folder is what the published folder holds before a build.
type folder struct {
	root    string
	list    []byte              // the list as it stands there
	own     map[string]hash     // what we wrote, by the list, and is still a file
	missing []string            // what we wrote, and is there no more
	foreign map[string]struct{} // files, links and the like that are not ours
	dirs    map[string]struct{} // folders that hold something foreign, or nothing and never something of ours
	mounts  map[string]struct{} // folders on which another file system is mounted
}

// readFolder reads what is in root; nothing if it does not exist.
func readFolder(root string, exists bool) (*folder, error) {
	f := &folder{
		root: root, own: map[string]hash{},
		foreign: map[string]struct{}{}, dirs: map[string]struct{}{}, mounts: map[string]struct{}{},
	}
	if !exists {
		return f, nil
	}
	lines, text, err := readList(filepath.Join(root, listName))
	if err != nil {
		return nil, badDestination(root, err)
	}
	f.list = text
	listed := newListed(lines)
	if _, err = f.walk("", mountOf(root), listed); err != nil {
		return nil, err
	}
	for _, l := range lines {
		if _, own := f.own[l.path]; !own && !f.onForeign(l.path) {
			f.missing = append(f.missing, l.path)
		}
	}
	return f, nil
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

// listed are the paths in a list, and the folders that hold them.
type listed struct {
	files map[string]hash
	dirs  map[string]struct{}
}

func newListed(lines []line) listed {
	l := listed{make(map[string]hash, len(lines)), map[string]struct{}{}}
	for _, line := range lines {
		l.files[line.path] = line.hash
		for d := path.Dir(line.path); d != "."; d = path.Dir(d) {
			if _, ok := l.dirs[d]; ok {
				break
			}
			l.dirs[d] = struct{}{}
		}
	}
	return l
}

// walk reads dir and reports whether it must stay because of what is in it. An
// empty folder must, unless it is what is left of ours.
func (f *folder) walk(dir string, mount uint64, listed listed) (stays bool, err error) {
	entries, err := os.ReadDir(f.file(dir))
	if errors.Is(err, fs.ErrNotExist) && dir != "" {
		return false, nil // its owner removed it in the meantime
	}
	if err != nil {
		return false, failure(err, "map %s kon niet worden gelezen: %s", "folder %s could not be read: %s", f.file(dir))
	}
	_, was := listed.dirs[dir]
	stays = len(entries) == 0 && !was
	if mountOf(f.file(dir)) != mount {
		f.mounts[dir] = struct{}{}
		stays = true
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		h, ok := listed.files[name]
		switch {
		case ours(name):
		case e.IsDir():
			inner, err := f.walk(name, mount, listed)
			if err != nil {
				return false, err
			}
			if inner {
				f.dirs[name] = struct{}{}
				stays = true
			}
		case ok && e.Type().IsRegular():
			f.own[name] = h
		default:
			f.foreign[name] = struct{}{}
			stays = true
		}
	}
	return stays, nil
}

// file returns the name on disk of the path p.
func (f *folder) file(p string) string { return filepath.Join(f.root, filepath.FromSlash(p)) }

// sameBytes reports whether the path p is ours and holds data, of which h is the
// hash. The disk is read too: somebody may have changed the file.
func (f *folder) sameBytes(p string, h hash, data, scratch []byte) bool {
	if old, ok := f.own[p]; !ok || old != h {
		return false
	}
	file, err := os.Open(f.file(p))
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	if info.Mode().Perm() != fileMode && runtime.GOOS != "windows" { // Windows has no such modes
		return false
	}
	for len(data) > 0 {
		n, err := io.ReadFull(file, scratch[:min(len(data), len(scratch))])
		if err != nil || !bytes.Equal(scratch[:n], data[:n]) {
			return false
		}
		data = data[n:]
	}
	return true
}

// sameFile is sameBytes for a file that is not in memory: its bytes have the hash h.
func (f *folder) sameFile(p string, h hash) bool {
	if old, ok := f.own[p]; !ok || old != h {
		return false
	}
	info, err := os.Lstat(f.file(p))
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != fileMode && runtime.GOOS != "windows" {
		return false
	}
	now, err := hashFile(f.file(p))
	return err == nil && now == h
}

// retire returns the files of ours that are not in s, sorted: they can go. One
// that somebody changed is foreign from now on.
func (f *folder) retire(s *site) (gone []string, err error) {
	for _, p := range slices.Sorted(maps.Keys(f.own)) {
		if s.hasFile(p) {
			continue
		}
		h, err := hashFile(f.file(p))
		if err != nil {
			return nil, failure(err, "%s kon niet worden gelezen: %s", "%s could not be read: %s", f.file(p))
		}
		if h == f.own[p] {
			gone = append(gone, p)
			continue
		}
		delete(f.own, p)
		f.foreign[p] = struct{}{}
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			f.dirs[d] = struct{}{}
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
	for p := range f.dirs {
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

func hashFile(name string) (h hash, err error) {
	f, err := os.Open(name)
	if err != nil {
		return h, err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return h, err
	}
	return hash(sum.Sum(nil)), nil
}

// copyFile copies the regular file from, described by info, to the new file to.
func copyFile(from, to string, info fs.FileInfo) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := cmp.Or(err, out.Close()); err != nil {
		return err
	}
	keepOwner(to, info)
	return cmp.Or(os.Chmod(to, info.Mode()), os.Chtimes(to, info.ModTime(), info.ModTime()))
}

// hollow removes what is in dir, a path within the folder root: files by remove,
// folders unless keep. Those that stay get our mode.
func hollow(root, dir string, remove func(p string) error, keep func(dir string) bool) error {
	entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
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
			os.Chmod(name, dirMode) // it may have been read-only
		}
		if err := hollow(root, p, remove, keep); err != nil {
			return err
		}
		if keep(p) {
			continue
		}
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}
