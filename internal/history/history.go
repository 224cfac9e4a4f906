// Package history reads from git what stood in the content folder, and when. It
// knows git only: paths, bytes and commits, not what is in the files.
//
// Only the first parents of the checked-out commit count: that is the branch
// that is published, and a branch that was merged was not public before. All
// files are read in one pass over the commits; the bytes of a revision are fetched
// when somebody asks for them. What is not committed is no revision.
//
// # Which file is which
//
// A text keeps being the same file when a commit renames it: the bytes are the
// same, or x.md became x/index.md (or the reverse), or at least half of it is the
// same. This is decided here and not by git, so that it does not change with the
// version of git or with somebody's settings. A file that is removed and comes
// back at the same path is the same file, with a revision without bytes between.
// Images and documents are not followed: each path is a file of its own.
//
// # Dates
//
// The date of a revision is when its author made it. Clocks can be wrong, and a
// date that was once published must stay what it was. So a date is mended by
// rules that look at no clock of today, and that give the same when commits come
// after it:
//
//   - Git is from 7 April 2005. What is older is no date: then that of who
//     committed it counts, else that of the commit before, else 7 April 2005.
//   - A commit cannot be made after the one that comes on top of it. Where the
//     author's date is more than a day later than when this commit or one of the
//     next ones was committed, the clock was ahead, and the first of those counts.
//     One that was itself committed before what precedes this one says nothing:
//     there the clock was behind. Where nothing precedes, two of the next
//     ones must say so, and be most of them. Until then the date stays in the
//     future, and who publishes hides what is later than today.
//   - Within one file dates do not go back: what comes after a revision has at
//     least its date.
package history

import (
	"cmp"
	"slices"
	"time"
)

// A History is what git knows of the files below the content folder.
type History struct {
	// Head is the commit whose history this is.
	Head string
	// Shallow says that git has only the last commits here, so the beginning is
	// missing: what the first commit that is here holds may be older, and is no
	// revision.
	Shallow bool
	// Mended are the commits whose clock was clearly wrong, oldest first.
	Mended []string

	files  []*File
	byPath map[string]*File
	at     map[string][]place // by path, oldest first
	order  map[string]int     // of commits, oldest first
	blobs  blobs
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

// A place is what stood at a path from a commit on.
type place struct {
	commit int
	blob   string
}

// Files returns every file, also those that are no longer there, by path.
func (h *History) Files() []*File { return h.files }

// File returns the file that now stands at a path; nil when git does not know it.
func (h *History) File(path string) *File { return h.byPath[path] }

// At returns the hash of what stood at a path when a commit was published: the
// image of a text of that time. It is "" when nothing did, or nothing is known.
func (h *History) At(path, commit string) string {
	n, ok := h.order[commit]
	if !ok {
		return ""
	}
	ps := h.at[path]
	i, found := slices.BinarySearchFunc(ps, n, func(p place, n int) int { return cmp.Compare(p.commit, n) })
	if !found {
		i--
	}
	if i < 0 {
		return ""
	}
	return ps[i].blob
}
