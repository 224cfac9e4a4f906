//go:build unix && !linux

package publish

import "golang.org/x/sys/unix"

// mountOf identifies the file system that name is on.
func mountOf(name string) uint64 {
	var st unix.Stat_t
	if unix.Lstat(name, &st) != nil {
		return 0
	}
	return uint64(st.Dev)
}

// flush asks the system to write all that is in memory to disk; some systems wait
// until that is done.
func flush(dir string) error { return unix.Sync() }

// flushDir does the same: it is in what flush writes.
func flushDir(dir string) error { return unix.Sync() }
