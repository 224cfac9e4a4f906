package serve

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// A view is the source folder as one load sees it. It is the disk, except that
//
//   - every text file of the content that Load reads is remembered, so that it
//     can be put back when the next version of it is broken. Load reads a file
//     only once per version, and so this costs no reading of our own;
//   - once sealed, those files stay as they were: a page is rendered from what
//     was checked, also if somebody saves the file in the meantime;
//   - files of instead have another content, or are absent.
type view struct {
	disk    fs.FS
	instead map[string]*version // from Server.judge

	mu     sync.Mutex
	read   map[string]*version // what this load read, and before that what earlier ones did
	sealed bool
}

// A version is a text file as it was at one moment. It is its own fs.FileInfo.
type version struct {
	name string
	mode fs.FileMode
	time time.Time
	data []byte
}

func (v *version) Name() string       { return v.name }
func (v *version) Size() int64        { return int64(len(v.data)) }
func (v *version) Mode() fs.FileMode  { return v.mode }
func (v *version) ModTime() time.Time { return v.time }
func (v *version) IsDir() bool        { return false }
func (v *version) Sys() any           { return nil }

// maxText is the size over which a file is not remembered. Texts are far below
// it, and memory is not for mistakes.
const maxText = 1 << 20

// isText reports whether the file may be remembered and replaced. Images and
// style sheets are shown as they are, mistakes included: nothing is easier to
// understand when an old one is shown instead.
func isText(name string) bool {
	if !strings.HasPrefix(name, "content/") {
		return false
	}
	switch path.Ext(name) {
	case ".md", ".yaml", ".yml", ".txt":
		return true
	}
	return false
}

func newView(disk fs.FS, read, instead map[string]*version) *view {
	if read = maps.Clone(read); read == nil {
		read = map[string]*version{}
	}
	return &view{disk: disk, instead: instead, read: read}
}

// seal ends the load, and returns what is known of the files it read.
func (v *view) seal() map[string]*version {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sealed = true
	return v.read
}

// lookup returns what stands at name according to memory. known is false when
// the disk must tell; a nil version means that there is nothing.
func (v *view) lookup(name string) (file *version, known bool) {
	if file, known = v.instead[name]; known {
		return file, true
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sealed {
		file, known = v.read[name]
	}
	return file, known
}

// Open implements fs.FS.
func (v *view) Open(name string) (fs.File, error) {
	file, known := v.lookup(name)
	if known {
		return openVersion(file, name)
	}
	f, err := v.disk.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	if info.IsDir() {
		return &folder{File: f, view: v, name: name}, nil
	}
	if !isText(name) || !info.Mode().IsRegular() || info.Size() > maxText {
		return f, nil
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	file = &version{path.Base(name), info.Mode(), info.ModTime(), data}
	v.mu.Lock()
	if !v.sealed {
		v.read[name] = file
	}
	v.mu.Unlock()
	return openVersion(file, name)
}

// Stat implements fs.StatFS.
func (v *view) Stat(name string) (fs.FileInfo, error) {
	file, known := v.lookup(name)
	switch {
	case !known:
		return fs.Stat(v.disk, name)
	case file == nil:
		return nil, absent("stat", name)
	}
	return file, nil
}

// ReadDir implements fs.ReadDirFS.
func (v *view) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(v.disk, name)
	if err != nil || len(v.instead) == 0 {
		return list, err
	}
	list = slices.DeleteFunc(list, func(d fs.DirEntry) bool {
		_, other := v.instead[path.Join(name, d.Name())]
		return other
	})
	for p, file := range v.instead {
		if file != nil && path.Dir(p) == name {
			list = append(list, fs.FileInfoToDirEntry(file))
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list, nil
}

func absent(op, name string) error {
	return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// A textFile is a version that is being read.
type textFile struct {
	*bytes.Reader
	info *version
}

func openVersion(file *version, name string) (fs.File, error) {
	if file == nil {
		return nil, absent("open", name)
	}
	return textFile{bytes.NewReader(file.data), file}, nil
}

func (f textFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f textFile) Close() error               { return nil }

// A folder is an open folder that lists what the view says is in it.
type folder struct {
	fs.File
	view *view
	name string
	list []fs.DirEntry // what is still to be returned
	open bool          // list is filled
}

// ReadDir implements fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if !f.open {
		list, err := f.view.ReadDir(f.name)
		if err != nil {
			return nil, err
		}
		f.list, f.open = list, true
	}
	if n <= 0 {
		n = len(f.list)
	} else if len(f.list) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.list))
	out := f.list[:n:n]
	f.list = f.list[n:]
	return out, nil
}
