// Package history reads from git what stood in the content folder, and when. It
// knows git only: paths, bytes and commits, not what is in the files.
//
// Only the first parents of the checked-out commit count: that is the branch
// that is published, and a branch that was merged was not public before. All
// files are read in one pass of `git log`; the bytes of a revision are fetched
// when somebody asks for them.
package history

import (
	"context"
	"time"
)

// A History is what git knows of the files below the content folder.
type History struct {
	// Shallow says that git has only the last commits here, so the beginning is
	// missing.
	Shallow bool

	files []*File
}

// A File is one file through the commits. It keeps being the same file when it
// is renamed.
type File struct {
	Path      string     // where it stands now, relative to the source folder; "" when it was removed
	Revisions []Revision // oldest first
}

// A Revision is a file as one commit left it.
type Revision struct {
	Commit  string    // full hash
	Time    time.Time // of the author, mended where a clock was clearly wrong
	Path    string    // of the file in this commit, relative to the source folder
	Blob    string    // hash of its bytes; "" when the commit removed it
	Message string    // first line
	Author  string
}

// Files returns every file, also those that are no longer there, by path.
func (h *History) Files() []*File { return h.files }

// File returns the file that now stands at a path; nil when git does not know it.
func (h *History) File(path string) *File {
	for _, f := range h.files {
		if f.Path == path {
			return f
		}
	}
	return nil
}

// Read reads the history of the content folder in dir, which is the source
// folder. It is nil when dir is in no git repository, or git is not installed.
func Read(ctx context.Context, dir string) (*History, error) { return nil, nil }

// Blob returns the bytes of a revision. It may be called by several goroutines.
func (h *History) Blob(hash string) ([]byte, error) { return nil, nil }

// Close ends the git process that Blob uses.
func (h *History) Close() error { return nil }
