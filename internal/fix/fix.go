// Package fix mends what can be mended for certain: it makes the edits that the
// problems of the content carry, and leaves every other byte of a file as it is.
//
// [Run] works in memory, on a view of the files in which the mended ones are
// laid over those on disk. It loads the content, makes the edits, and loads again,
// until none are left: what was mended can bring to light what else can be. A
// key that was misspelled, for instance, may hold a date that is not understood.
// [File.Write] then puts a file on disk, all of it or nothing.
//
// The package knows neither the rules nor how content is loaded.
package fix

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// maxRounds is how often the content is loaded at most. Of each rule 100 problems
// of a file are known at a time, so it takes 10,000 of one kind in one file to
// need more; who runs it again then goes on from there.
const maxRounds = 100

// A Load finds the problems of the content in fsys.
type Load func(fsys fs.FS) ([]diag.Problem, error)

// A File is a file that was mended.
type File struct {
	Path          string // relative to the source folder, with slashes
	Before, After []byte // all bytes of it, with a byte order mark
	Created       bool   // it is not there yet
}

// Hunks returns which lines changed.
func (f File) Hunks() []diag.Hunk {
	return diag.Hunks(f.Before[content.MarkLen(f.Before):], f.After[content.MarkLen(f.After):])
}

// A Refusal is a file that could be mended, but is not touched.
type Refusal struct {
	Path   string
	Reason lang.Text
}

// A Result is what Run made of the content.
type Result struct {
	Files   []File // by path
	Refused []Refusal
}

// Run mends the files in fsys, in memory. Only problems that wanted lets through
// are mended. The last call of load gets the files as they have become.
func Run(fsys fs.FS, load Load, wanted func(diag.Problem) bool) (*Result, error) {
	r := &run{view: newView(fsys), refused: map[string]lang.Text{}, given: map[string]bool{}}
	for range maxRounds {
		ps, err := load(r.view)
		if err != nil {
			return nil, err
		}
		again, err := r.round(ps, wanted)
		if err != nil {
			return nil, err
		}
		if !again {
			break
		}
	}
	return r.result(), nil
}

type run struct {
	view    *view
	refused map[string]lang.Text
	given   map[string]bool // up: no edit of these files makes anything better
}

// round makes the edits of ps, and reports whether the content is to be loaded
// again. A file is kept in memory before anything of it changes: then what was
// found in it is surely about these bytes.
func (r *run) round(ps []diag.Problem, wanted func(diag.Problem) bool) (again bool, err error) {
	byFile := map[string][]diag.Problem{}
	for _, p := range diag.Mendable(ps) {
		if wanted(p) && strings.HasPrefix(p.File, content.Dir+"/") {
			byFile[p.File] = append(byFile[p.File], p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		if _, no := r.refused[name]; no || r.given[name] {
			continue
		}
		f := r.view.files[name]
		if f == nil {
			reason, err := r.view.keep(name)
			if err != nil {
				return false, err
			}
			if !reason.IsZero() {
				r.refused[name] = reason
				continue
			}
			again = true
			continue
		}
		if f.change(diag.ApplyEdits(f.text(), byFile[name])) {
			again = true
		} else {
			r.given[name] = true
		}
	}
	return again, nil
}

func (r *run) result() *Result {
	out := &Result{}
	for _, name := range slices.Sorted(maps.Keys(r.view.files)) {
		if f := r.view.files[name]; !bytes.Equal(f.before, f.now) {
			out.Files = append(out.Files, File{name, f.before, f.now, f.created()})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.refused)) {
		out.Refused = append(out.Refused, Refusal{name, r.refused[name]})
	}
	return out
}

// A kept is a file in memory.
type kept struct {
	name        string
	before, now []byte
	info        fs.FileInfo // of before
	version     int
	seen        map[[sha256.Size]byte]bool // all that it has been
}

// text returns the file without its byte order mark.
func (k *kept) text() []byte { return k.now[content.MarkLen(k.now):] }

// change makes text, which came of edits, the text of the file, unless that would go
// round in circles or change what its front matter says elsewhere.
func (k *kept) change(text []byte, edits []diag.Edit) (ok bool) {
	sum := sha256.Sum256(text)
	k.seen[sha256.Sum256(k.text())] = true
	if k.seen[sum] || !sameElsewhere(k.name, k.text(), text, edits) {
		return false
	}
	k.now = slices.Concat(k.now[:content.MarkLen(k.now)], text)
	k.version++
	return true
}
