package publish

import "golang.org/x/sys/unix"

// exchangeFolders makes a and b change names, in one step.
func exchangeFolders(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
