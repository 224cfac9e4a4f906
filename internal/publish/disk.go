package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// A disk does all that a build does with files. It is the file system of the
// machine; a test can make each operation fail.
type disk struct {
	// fail is called before each operation, with its name and that of the file;
	// the operation fails with what it returns. Nil outside tests.
	fail func(op, name string) error
}

// errSkip says that a test does not want an operation done: to wait for the disk,
// a thousand times, takes minutes.
var errSkip = errors.New("skipped")

func (d disk) may(op, name string) error {
	if d.fail == nil {
		return nil
	}
	if err := d.fail(op, name); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

func (d disk) lstat(name string) (fs.FileInfo, error) {
	if err := d.may("lstat", name); err != nil {
		return nil, err
	}
	return os.Lstat(name)
}

func (d disk) readDir(name string) ([]fs.DirEntry, error) {
	if err := d.may("readdir", name); err != nil {
		return nil, err
	}
	return os.ReadDir(name)
}

func (d disk) readlink(name string) (string, error) {
	if err := d.may("readlink", name); err != nil {
		return "", err
	}
	return os.Readlink(name)
}

func (d disk) mkdir(name string, mode fs.FileMode) error {
	if err := d.may("mkdir", name); err != nil {
		return err
	}
	return os.Mkdir(name, mode)
}

func (d disk) remove(name string) error {
	if err := d.may("remove", name); err != nil {
		return err
	}
	return os.Remove(name)
}

func (d disk) rename(from, to string) error {
	if err := d.may("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// exchange makes the folders a and b change names, in one step.
func (d disk) exchange(a, b string) error {
	if err := d.may("exchange", b); err != nil {
		return err
	}
	return exchangeFolders(a, b)
}

func (d disk) link(from, to string) error {
	if err := d.may("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func (d disk) symlink(target, name string) error {
	if err := d.may("symlink", name); err != nil {
		return err
	}
	return os.Symlink(target, name)
}

func (d disk) chmod(name string, mode fs.FileMode) error {
	if err := d.may("chmod", name); err != nil {
		return err
	}
	return os.Chmod(name, mode)
}

// flush writes to disk what is still in memory of the file system of dir.
func (d disk) flush(dir string) error {
	if err := d.may("flush", dir); errors.Is(err, errSkip) {
		return nil
	} else if err != nil {
		return err
	}
	return flush(dir)
}

// flushDir writes to disk which names dir holds.
func (d disk) flushDir(dir string) error {
	if err := d.may("flushdir", dir); errors.Is(err, errSkip) {
		return nil
	} else if err != nil {
		return err
	}
	return flushDir(dir)
}

func (d disk) lock(name string) (unlock func(), err error) {
	if err := d.may("lock", name); err != nil {
		return nil, err
	}
	return lockFile(name)
}

// removeAll removes name and all that is in it, also folders that their owner
// made read-only. Links are removed, never followed.
func (d disk) removeAll(name string) error {
	if err := d.may("removeall", name); err != nil {
		return err
	}
	return removeAll(name)
}

// A diskFile is an open file of a disk.
type diskFile struct {
	*os.File
	disk disk
}

func (d disk) open(name string) (*diskFile, error) {
	if err := d.may("open", name); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	return &diskFile{f, d}, err
}

// create makes the new file name; it is an error if that exists.
func (d disk) create(name string) (*diskFile, error) {
	if err := d.may("create", name); err != nil {
		return nil, err
	}
	f, err := createFile(name, fileMode)
	return &diskFile{f, d}, err
}

func (f *diskFile) Read(p []byte) (int, error) {
	if err := f.disk.may("read", f.Name()); err != nil {
		return 0, err
	}
	return f.File.Read(p)
}

// Write fails, where it must, as a full disk does: after a part was written.
func (f *diskFile) Write(p []byte) (int, error) {
	if err := f.disk.may("write", f.Name()); err != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, err
	}
	return f.File.Write(p)
}

// ReadFrom and WriteTo keep io.Copy from going round Write and Read.
func (f *diskFile) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{f}, r)
}

func (f *diskFile) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{f})
}

func (f *diskFile) Stat() (fs.FileInfo, error) {
	if err := f.disk.may("fstat", f.Name()); err != nil {
		return nil, err
	}
	return f.File.Stat()
}

func (f *diskFile) Chmod(mode fs.FileMode) error {
	if err := f.disk.may("fchmod", f.Name()); err != nil {
		return err
	}
	return f.File.Chmod(mode)
}

func (f *diskFile) Close() error {
	err := f.disk.may("close", f.Name())
	if closed := f.File.Close(); err == nil {
		err = closed
	}
	return err
}
