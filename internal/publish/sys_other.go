//go:build !linux && !darwin

package publish

import "errors"

// exchangeFolders would make a and b change names, in one step.
func exchangeFolders(a, b string) error { return errors.ErrUnsupported }
