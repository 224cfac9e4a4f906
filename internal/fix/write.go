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
// changed meanwhile stays as it is; then the error is [ErrChanged].
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
	if f.Created {
		return f.create(dir, name)
	}
	info, err := dir.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return errors.Join(ErrChanged, err)
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
	err = errors.Join(err, out.Chmod(info.Mode().Perm()), out.Sync(), out.Close())
	if err != nil {
		return err
	}
	now, err := dir.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.Before) {
		return ErrChanged
	}
	return dir.Rename(temp, name)
}

// create makes the file, unless somebody did so meanwhile.
func (f File) create(dir *os.Root, name string) (err error) {
	out, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return ErrChanged
	}
	if err != nil {
		return err
	}
	_, err = out.Write(f.After)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		_ = dir.Remove(name)
	}
	return err
}

func notWritten(name string, err error) error {
	return lang.Errorf("%s kan niet worden geschreven: %v", "%s cannot be written: %v", name, err)
}
