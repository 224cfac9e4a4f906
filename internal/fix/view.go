package fix

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"weerklank/internal/content"
	"weerklank/internal/lang"
)

// A view shows files with those that are kept in memory laid over them.
type view struct {
	base  fs.FS
	files map[string]*kept // by path
}

func newView(base fs.FS) *view { return &view{base, map[string]*kept{}} }

// keep keeps a file as it is on disk now; the reason says why it must not be
// touched. A link is not: who changes what is behind it changes something else
// than was named, and a rename would put a file in its place.
func (v *view) keep(name string) (reason lang.Text, err error) {
	info, err := fs.Lstat(v.base, name)
	if errors.Is(err, fs.ErrNotExist) && name == content.LedgerPath { // the one file that is made
		v.files[name] = &kept{name: name, info: absent{}, version: 1, seen: map[[32]byte]bool{}}
		return lang.Text{}, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return lang.T("het bestand is intussen weg", "the file is gone meanwhile"), nil
	}
	if err != nil {
		return lang.Text{}, notRead(name, err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return lang.T("dit is een koppeling; verbeter het bestand waar die naar wijst", "this is a link; mend the file to which it points"), nil
	case !info.Mode().IsRegular():
		return lang.T("dit is geen gewoon bestand", "this is not a regular file"), nil
	case info.Mode().Perm()&0o222 == 0:
		return lang.T("het bestand is alleen-lezen", "the file is read-only"), nil
	}
	src, err := fs.ReadFile(v.base, name)
	if err != nil {
		return lang.Text{}, notRead(name, err)
	}
	v.files[name] = &kept{name: name, before: src, now: src, info: info, version: 1, seen: map[[32]byte]bool{}}
	return lang.Text{}, nil
}

func notRead(name string, err error) error {
	return lang.Errorf("%s kan niet worden gelezen: %v", "%s cannot be read: %v", name, err)
}

// Open implements [fs.FS].
func (v *view) Open(name string) (fs.File, error) {
	if k := v.files[name]; k != nil {
		return &opened{bytes.NewReader(k.now), stat{k}}, nil
	}
	return v.base.Open(name)
}

// Stat implements [fs.StatFS].
func (v *view) Stat(name string) (fs.FileInfo, error) {
	if k := v.files[name]; k != nil {
		return stat{k}, nil
	}
	return fs.Stat(v.base, name)
}

// ReadDir implements [fs.ReadDirFS].
func (v *view) ReadDir(dir string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(v.base, dir)
	list = slices.Clone(list)
	for i, e := range list {
		if k := v.files[path.Join(dir, e.Name())]; k != nil {
			list[i] = fs.FileInfoToDirEntry(stat{k})
		}
	}
	if k := v.files[content.LedgerPath]; k != nil && k.created() && dir == content.Dir {
		list = append(list, fs.FileInfoToDirEntry(stat{k}))
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return list, err
}

// absent is what is known of a file that is not there yet.
type absent struct{ fs.FileInfo }

func (absent) Mode() fs.FileMode  { return 0o666 }
func (absent) ModTime() time.Time { return time.Time{} }

// created reports whether the file is not on disk yet.
func (k *kept) created() bool {
	_, no := k.info.(absent)
	return no
}

// A stat describes a kept file. Each version has a time of its own, so that who
// keeps what it made of a file makes it anew.
type stat struct{ *kept }

func (s stat) Name() string       { return path.Base(s.name) }
func (s stat) Size() int64        { return int64(len(s.now)) }
func (s stat) Mode() fs.FileMode  { return s.info.Mode() }
func (s stat) ModTime() time.Time { return s.info.ModTime().Add(time.Duration(s.version)) }
func (s stat) IsDir() bool        { return false }
func (s stat) Sys() any           { return nil }

// An opened is a kept file while it is read.
type opened struct {
	io.Reader
	info stat
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *opened) Close() error               { return nil }
