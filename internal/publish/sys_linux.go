package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchangeFolders makes a and b change names, in one step.
func exchangeFolders(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// flush writes to disk what is still in memory of the file system of dir: after
// a power cut, the list must not name files that were never written.
func flush(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := unix.Syncfs(int(d.Fd())); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// mountOf identifies the mount that name is on. Bind mounts of one file system
// differ, where their device numbers do not.
func mountOf(name string) uint64 {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, name, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_MNT_ID, &st)
	if err != nil {
		return 0
	}
	if st.Mask&unix.STATX_MNT_ID == 0 { // before Linux 5.8
		return unix.Mkdev(st.Dev_major, st.Dev_minor)
	}
	return st.Mnt_id
}

// flushDir writes to disk which names dir holds.
func flushDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); !errors.Is(err, unix.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil // a file system that keeps no such thing
}
