package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// errSharing is ERROR_SHARING_VIOLATION: another process has the file open.
const errSharing = syscall.Errno(32)

// lockFile makes the file name and keeps it to this process. Windows removes it
// when it is closed, by unlock or with the process. Whoever finds it locked gets
// errLocked.
func lockFile(name string) (unlock func(), err error) {
	const deleteOnClose = 0x04000000
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, deleteOnClose, 0)
	switch {
	case errors.Is(err, errSharing):
		return nil, errLocked
	case err != nil:
		return nil, err
	}
	return func() { syscall.CloseHandle(h) }, nil
}

// createFile makes the new file name.
func createFile(name string, mode fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// keepOwner does nothing: on Windows a new file gets its owner from its folder.
func keepOwner(name string, info fs.FileInfo) {}

// mountOf gives every folder the same mount: volumes mounted on a folder are
// symbolic links to Go, which are resolved before or left alone.
func mountOf(name string) uint64 { return 0 }

// flush and flushDir do nothing: only an administrator may write a whole disk.
func flush(dir string) error    { return nil }
func flushDir(dir string) error { return nil }
