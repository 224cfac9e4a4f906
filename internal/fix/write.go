package fix

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/lang"
)

// ErrChanged says that a file is no longer what it was when it was read.
var ErrChanged = errors.New("the file changed meanwhile")

// Write puts f on disk below root, the source folder: whoever reads it finds all of
// the old file or all of the new one. It keeps the permissions. A file that somebody
// changed meanwhile stays as it is; then the error is [ErrChanged]. A file without
// Before is one that is not there yet.
func (f File) Write(root *os.Root) error {
	name, inside := strings.CutPrefix(f.Path, content.Dir+"/")
	if !inside {
		return lang.Errorf("%s staat niet in content/", "%s is not in content/", f.Path)
	}
	dir, err := root.OpenRoot(content.Dir) // no link leads out of it
	if err != nil {
		return notWritten(f.Path, err)
	}
	defer dir.Close()
	if err := f.write(dir, name); err != nil {
		if errors.Is(err, ErrChanged) {
			return err
		}
		return notWritten(f.Path, err)
	}
	return nil
}

func (f File) write(dir *os.Root, name string) (err error) {
	perm := fs.FileMode(0o644)
	info, err := dir.Lstat(name)
	switch {
	case f.Before == nil && errors.Is(err, fs.ErrNotExist):
	case err != nil || f.Before == nil || !info.Mode().IsRegular():
		return errors.Join(ErrChanged, err)
	default:
		perm = info.Mode().Perm()
	}
	// Its name begins with a dot: nobody takes it for content.
	temp := path.Join(path.Dir(name), ".weerklank-"+rand.Text())
	out, err := dir.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = dir.Remove(temp)
		}
	}()
	_, err = out.Write(f.After)
	err = errors.Join(err, out.Chmod(perm), out.Sync(), out.Close())
	if err != nil {
		return err
	}
	now, err := dir.ReadFile(name)
	if err != nil && (f.Before != nil || !errors.Is(err, fs.ErrNotExist)) {
		return err
	}
	if !bytes.Equal(now, f.Before) {
		return ErrChanged
	}
	return dir.Rename(temp, name)
}

func notWritten(name string, err error) error {
	return lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", name, err)
}
