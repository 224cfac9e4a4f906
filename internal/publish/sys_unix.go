//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockFile makes and locks the file name. The lock ends with unlock, which also
// removes the file, or with the process. Whoever finds it locked gets errLocked.
func lockFile(name string) (unlock func(), err error) {
	for {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|unix.O_NOFOLLOW, 0o666)
		if err != nil {
			return nil, err
		}
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				err = errLocked
			}
			return nil, err
		}
		// Its last holder may have removed the file between the two calls above;
		// then this lock keeps nobody out.
		held, err1 := f.Stat()
		there, err2 := os.Lstat(name)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			return func() { os.Remove(name); f.Close() }, nil
		}
		f.Close()
	}
}

// createFile is os.OpenFile for a new file. That asks each file, with five calls of
// the system, whether one can wait for it as for a connection; a file on disk
// never says yes, and a site has very many.
func createFile(name string, mode fs.FileMode) (*os.File, error) {
	for {
		fd, err := unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, uint32(mode.Perm()))
		switch {
		case err == nil:
			return os.NewFile(uintptr(fd), name), nil
		case !errors.Is(err, unix.EINTR):
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
}

// keepOwner gives name the owner of info, if that is allowed: only a convenience
// for folders that several people share.
func keepOwner(name string, info fs.FileInfo) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		os.Lchown(name, int(st.Uid), int(st.Gid))
	}
}
