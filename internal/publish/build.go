package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// The modes of what is published, whatever the umask of the process.
const (
	fileMode fs.FileMode = 0o644
	dirMode  fs.FileMode = 0o755
)

// A build is one publication under way.
type build struct {
	opts Options
	place
	first method   // the first method to try
	old   *folder  // what the published folder held
	site  *site    // the paths handed out so far
	gone  []string // what the new site no longer has
	spare []string // folders that were already in the staging folder, deepest first

	carried map[string]fs.FileInfo // what the foreign files were when they were taken over
	masked  bool                   // the umask takes a part of the modes of new files, so each is set again

	mu        sync.Mutex // for what follows
	lines     []line     // the new list
	unchanged []string   // paths that are to be linked from the old folder
	result    Result
}

// manyFolders is the number of folders from which their making and removing is
// the larger part of the time of a build, and they are kept for the next one.
const manyFolders = 1000

// open makes the staging folder, from what an earlier build left of its own.
func (b *build) open() error {
	err := os.Mkdir(b.staging(), dirMode)
	if errors.Is(err, fs.ErrExist) {
		os.Chmod(b.staging(), 0o700)
		err = hollow(b.staging(), "", func(p string) error {
			return os.Remove(b.staged(p))
		}, func(dir string) bool {
			b.spare = append(b.spare, dir)
			return true
		})
	}
	if info, statErr := os.Stat(b.staging()); err == nil && statErr == nil {
		b.masked = info.Mode().Perm() != dirMode
	}
	if err == nil {
		err = os.Chmod(b.staging(), 0o700) // nobody sees it before it is published
	}
	if err != nil {
		return failure(err, "map %s kon niet worden gemaakt: %s", "folder %s could not be made: %s", b.staging())
	}
	return nil
}

// staged returns the name in the staging folder of the path p.
func (b *build) staged(p string) string { return filepath.Join(b.staging(), filepath.FromSlash(p)) }

// batchSize is how many files a worker gets at a time. Files that follow each
// other are often made of the same document, which another worker would have to
// wait for.
const batchSize = 16

// render makes all files and writes those that differ from the old site.
func (b *build) render(outer context.Context, files iter.Seq[File]) error {
	ctx, stop := context.WithCancelCause(outer)
	defer stop(nil)
	jobs := make(chan []File, b.opts.Workers)
	var workers sync.WaitGroup
	for range b.opts.Workers {
		workers.Go(func() {
			w := worker{scratch: make([]byte, 32<<10)}
			for batch := range jobs {
				for _, f := range batch {
					if ctx.Err() != nil {
						break
					}
					if err := b.make(f, &w); err != nil {
						stop(err)
					}
				}
			}
		})
	}
	var batch []File
	with := map[string]bool{} // made with another
	for f := range files {
		if err := b.site.add(f.Path); err != nil {
			stop(err)
		}
		if ctx.Err() != nil {
			break
		}
		if with[f.Path] {
			continue
		}
		for _, p := range f.With {
			with[p] = true
		}
		if batch = append(batch, f); len(batch) == batchSize {
			jobs <- batch
			batch = nil
		}
	}
	jobs <- batch
	close(jobs)
	workers.Wait()
	if err := cancelled(outer); err != nil {
		return err
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	b.progress()
	return nil
}

// A worker is what one goroutine uses again for each file.
type worker struct {
	buf     bytes.Buffer
	scratch []byte
}

// largeFile is the size from which a buffer is not kept for the next file.
const largeFile = 4 << 20

// make makes f and writes it, unless the old site has the same.
func (b *build) make(f File, w *worker) error {
	if f.Together != nil {
		return b.together(f)
	}
	if f.Size > largeFile {
		return b.stream(f)
	}
	if w.buf.Cap() > largeFile {
		w.buf = bytes.Buffer{}
	}
	w.buf.Reset()
	if err := f.Render(&w.buf); err != nil {
		return failure(err, "%s kon niet worden gemaakt: %s", "%s could not be made: %s", f.Path)
	}
	data := w.buf.Bytes()
	h := hash(sha256.Sum256(data))
	same := b.old.sameBytes(f.Path, h, data, w.scratch)
	if !same {
		if err := b.write(f.Path, data); err != nil {
			return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", f.Path)
		}
	}

	b.made(f.Path, h, int64(len(data)), same)
	return nil
}

// stream writes f to the staging folder while it is made, so that a film is
// never in memory. Whether the old site has the same is known only afterwards.
func (b *build) stream(f File) error {
	f.With, f.Together = nil, func(ws []io.Writer) error { return f.Render(ws[0]) }
	return b.together(f)
}

// made keeps account of a file.
func (b *build) made(p string, h hash, size int64, same bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, line{p, h})
	b.result.Files++
	b.result.Bytes += size
	if same {
		b.result.Unchanged++
		b.unchanged = append(b.unchanged, p)
	} else {
		b.result.Written++
	}
	if b.result.Files%64 == 0 {
		b.progress()
	}
}

func (b *build) progress() {
	if b.opts.Progress != nil {
		b.opts.Progress(b.result.Files)
	}
}

// create makes the new file p in the staging folder.
func (b *build) create(p string) (*os.File, error) {
	name := b.staged(p)
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := os.OpenFile(name, flags, fileMode)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeDirs(filepath.Dir(name), b.masked); err != nil {
			return nil, err
		}
		f, err = os.OpenFile(name, flags, fileMode)
	}
	return f, err
}

// chmod gives a new file its mode, of which the umask may have taken a part.
func (b *build) chmod(f *os.File) error {
	if !b.masked {
		return nil
	}
	return f.Chmod(fileMode)
}

// write writes the new file p in the staging folder.
func (b *build) write(p string, data []byte) error {
	f, err := b.create(p)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = b.chmod(f)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// makeDirs makes dir and the missing folders above it; with chmod it sets their
// modes, whatever the umask took of them.
func makeDirs(dir string, chmod bool) error {
	err := os.Mkdir(dir, dirMode)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeDirs(filepath.Dir(dir), chmod); err != nil {
			return err
		}
		err = os.Mkdir(dir, dirMode)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	if !chmod {
		return nil
	}
	return os.Chmod(dir, dirMode)
}

// writeList writes the list of the new site.
func (b *build) writeList() error {
	if err := b.write(listName, formatList(b.lines)); err != nil {
		return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", listName)
	}
	return nil
}

// same reports whether the new site is, byte for byte, the old one.
func (b *build) same() bool {
	return b.exists && b.old.list != nil && b.result.Written == 0 && len(b.gone) == 0 &&
		bytes.Equal(b.old.list, formatList(b.lines))
}

// complete adds to the staging folder what the new site takes over from the old
// folder. The foreign files come last: the shorter before the folders change
// places, the less others can change in between.
func (b *build) complete(ctx context.Context) error {
	for _, p := range b.unchanged {
		if err := cancelled(ctx); err != nil {
			return err
		}
		if _, err := b.takeOver(p); err != nil {
			return failure(err, "%s kon niet worden overgenomen: %s", "%s could not be taken over: %s", p)
		}
	}
	dirs := slices.Sorted(maps.Keys(b.old.dirs))
	for _, p := range dirs {
		// What is private stays so, until it gets its mode below.
		if err := os.Mkdir(b.staged(p), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return failure(err, "map %s kon niet worden overgenomen: %s", "folder %s could not be taken over: %s", p)
		}
	}
	for _, p := range b.spare {
		if _, ok := b.old.dirs[p]; ok || b.site.hasDir(p) {
			continue
		}
		if err := os.Remove(b.staged(p)); err != nil {
			return err
		}
	}
	b.carried = make(map[string]fs.FileInfo, len(b.old.foreign))
	for p := range b.old.foreign {
		if err := cancelled(ctx); err != nil {
			return err
		}
		info, err := b.takeOver(p)
		if errors.Is(err, fs.ErrNotExist) {
			continue // its owner removed it in the meantime
		}
		if err != nil {
			return failure(err, "%s kon niet worden overgenomen: %s", "%s could not be taken over: %s", p)
		}
		b.carried[p] = info
	}
	if !b.exists {
		return os.Chmod(b.staging(), dirMode)
	}
	// Deepest first: a folder may take away the right to write in it.
	for _, p := range slices.Backward(append([]string{""}, dirs...)) {
		if b.site.isDir(p) {
			continue // one of ours, in which something foreign lies
		}
		if err := sameMode(b.old.file(p), b.staged(p)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(err, "map %s kon niet worden overgenomen: %s", "folder %s could not be taken over: %s", b.old.file(p))
		}
	}
	return nil
}

// takeOver brings the path p, which is no folder, from the old folder to the
// staging folder: as a hard link, and otherwise as a copy. It returns what p was.
func (b *build) takeOver(p string) (fs.FileInfo, error) {
	from, to := b.old.file(p), b.staged(p)
	info, err := os.Lstat(from)
	if err != nil {
		return nil, err
	}
	if info.Mode().Type() == fs.ModeSymlink { // a hard link would follow it on some systems
		target, err := os.Readlink(from)
		if err != nil {
			return nil, err
		}
		return info, os.Symlink(target, to)
	}
	err = os.Link(from, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeDirs(filepath.Dir(to), true); err != nil {
			return nil, err
		}
		err = os.Link(from, to)
	}
	if err != nil && info.Mode().IsRegular() {
		err = copyFile(from, to, info)
	}
	return info, err
}

// sameMode gives the folder to the mode and, where allowed, the owner of from.
func sameMode(from, to string) error {
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	keepOwner(to, info)
	return os.Chmod(to, info.Mode())
}
