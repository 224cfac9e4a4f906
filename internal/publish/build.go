package publish

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
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
	first  method     // the first method to try
	old    *folder    // what the published folder held
	site   *site      // the paths handed out so far
	gone   []string   // what the new site no longer has
	spare  []string   // folders that were already in the staging folder, deepest first
	linked rows[bool] // by number: files that were already there, as links to those of the old site
	large  bool       // whether the staging folder is worth to be kept for the next build
	list   hash       // of the new list

	way     sync.Mutex             // held while way is made for a file
	carried map[string]fs.FileInfo // what the foreign files were when they were taken over
	masked  bool                   // the umask takes a part of the modes of new files, so each is set again

	mu      sync.Mutex // for what follows
	hashes  rows[hash] // by number of the file
	equal   rows[bool] // which files are as they were in the old site
	records records    // if they are kept
	learned bool       // whether a record is new
	result  Result
}

// manyFolders is the number of folders from which the making and removing of
// what is the same is the larger part of the time of a build, and it is kept for
// the next one.
const manyFolders = 1000

// open makes the staging folder, from what an earlier build left of its own.
func (b *build) open() error {
	err := b.disk.mkdir(b.staging(), dirMode)
	if errors.Is(err, fs.ErrExist) {
		b.disk.chmod(b.staging(), 0o700)
		err = b.disk.hollow(b.staging(), "", b.reuse, func(dir string) bool {
			b.spare = append(b.spare, dir)
			return true
		})
	}
	if info, statErr := os.Stat(b.staging()); err == nil && statErr == nil {
		b.masked = info.Mode().Perm() != dirMode
	}
	if err == nil {
		err = b.disk.chmod(b.staging(), 0o700) // nobody sees it before it is published
	}
	if err != nil {
		return failure(err, "map %s kon niet worden gemaakt: %s", "folder %s could not be made: %s", b.staging())
	}
	return nil
}

// reuse removes the file p from the staging folder, unless it is a second name of
// a file of the old site: that needs not be made again if the new site has it too.
func (b *build) reuse(p string) error {
	if id, ok := b.old.files.find(p); ok && b.old.isOwn(id) {
		here, err1 := b.disk.lstat(b.staged(p))
		there, err2 := b.disk.lstat(b.old.file(p))
		if err1 == nil && err2 == nil && os.SameFile(here, there) {
			put(&b.linked, id)
			return nil
		}
	}
	return b.disk.remove(b.staged(p))
}

// staged returns the name in the staging folder of the path p.
func (b *build) staged(p string) string { return filepath.Join(b.staging(), filepath.FromSlash(p)) }

// batchSize is how many files a worker gets at a time. Files that follow each
// other are often made of the same document, which another worker would have to
// wait for.
const batchSize = 16

// A job is a file to make, and the numbers of its path and of those made with it.
type job struct {
	File
	id   uint32
	with []uint32
}

// render makes all files and writes those that differ from the old site.
func (b *build) render(outer context.Context, files iter.Seq[File]) error {
	ctx, stop := context.WithCancelCause(outer)
	defer stop(nil)
	jobs := make(chan []job, b.opts.Workers)
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
	var batch []job
	made := map[string]bool{} // with another
	for f := range files {
		if made[f.Path] {
			continue
		}
		j, err := b.job(f)
		if err != nil {
			stop(err)
		}
		if ctx.Err() != nil {
			break
		}
		for _, p := range f.With {
			made[p] = true
		}
		if batch = append(batch, j); len(batch) == batchSize {
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

// job gives numbers to the paths of f.
func (b *build) job(f File) (job, error) {
	j := job{File: f}
	id, err := b.site.add(f.Path)
	j.id = id
	for _, p := range f.With {
		if err != nil {
			break
		}
		id, err = b.site.add(p)
		j.with = append(j.with, id)
	}
	return j, err
}

// A worker is what one goroutine uses again for each file.
type worker struct {
	buf     bytes.Buffer
	scratch []byte
	dir     string // in which it made its last file
}

// largeFile is the size from which a buffer is not kept for the next file.
const largeFile = 4 << 20

// make makes f and writes it, unless the old site has the same.
func (b *build) make(f job, w *worker) error {
	var key keySum
	if b.opts.Kept != "" && f.Key != nil {
		key = sumKey(f.Key())
	}
	if f.Together != nil {
		return b.together(f, key, w)
	}
	if info, ok := b.old.known(f.id, f.Path, key); ok {
		b.made(f, *b.old.hashes.at(int(f.id)), *b.old.kept.at(int(f.id)), info.Size(), unread)
		return nil
	}
	if f.Size > largeFile {
		return b.stream(f, key, w)
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
	state := equal
	info, same := b.old.sameBytes(f.id, f.Path, &h, data, w.scratch)
	if !same {
		var err error
		if info, err = b.write(f, data, w); err != nil {
			return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", f.Path)
		}
		state = written
	}
	b.made(f, h, b.record(key, info), int64(len(data)), state)
	return nil
}

// record returns the record of a file made of key that is info on disk, if
// records are kept.
func (b *build) record(key keySum, info fs.FileInfo) record {
	if b.opts.Kept == "" {
		return record{}
	}
	return recorded(key, info)
}

// stream writes f to the staging folder while it is made, so that a film is
// never in memory. Whether the old site has the same is known only afterwards.
func (b *build) stream(f job, key keySum, w *worker) error {
	f.With, f.with, f.Together = nil, nil, func(ws []io.Writer) error { return f.Render(ws[0]) }
	return b.together(f, key, w)
}

// What became of a file.
type outcome int

const (
	written outcome = iota // new, or other than in the old site
	equal                  // made, and the same as in the old site
	unread                 // known to be the same, and not made
)

// made keeps account of a file.
func (b *build) made(f job, h hash, r record, size int64, what outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.hashes.reach(int(f.id) + 1)
	*b.hashes.at(int(f.id)) = h
	if b.opts.Kept != "" {
		b.records.reach(int(f.id) + 1)
		*b.records.at(int(f.id)) = r
		b.learned = b.learned || what != unread
	}
	b.result.Files++
	b.result.Bytes += size
	if what == written {
		b.result.Written++
	} else {
		b.result.Unchanged++
		put(&b.equal, f.id)
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

// create makes the new file p, which has number id, in the staging folder.
func (b *build) create(id uint32, p string, w *worker) (*diskFile, error) {
	name := b.staged(p)
	dir := filepath.Dir(name)
	if in(&b.linked, id) {
		if err := b.disk.remove(name); err != nil {
			return nil, err
		}
		*b.linked.at(int(id)) = false
	}
	if dir != w.dir && b.linked.len() == 0 && len(b.spare) == 0 { // most pages have a folder of their own
		if err := b.disk.makeDirs(dir, b.masked); err != nil {
			return nil, err
		}
	}
	w.dir = dir
	f, err := b.disk.create(name)
	if err == nil {
		return f, nil
	}
	if b.linked.len() > 0 || len(b.spare) > 0 {
		if err := b.makeWay(p); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := b.disk.makeDirs(dir, b.masked); err != nil {
		return nil, err
	}
	return b.disk.create(name)
}

// makeWay removes what stands in the staging folder where the file p must come,
// or a folder that holds it: of the old site, in which other paths were folders.
func (b *build) makeWay(p string) error {
	b.way.Lock() // another worker may be making way for a file beside it
	defer b.way.Unlock()
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if info, err := b.disk.lstat(b.staged(d)); err == nil && !info.IsDir() {
			return b.disk.remove(b.staged(d))
		}
	}
	if info, err := b.disk.lstat(b.staged(p)); err == nil && info.IsDir() {
		return b.disk.removeAll(b.staged(p))
	}
	return nil
}

// write writes the new file f in the staging folder, and returns what it is there.
func (b *build) write(f job, data []byte, w *worker) (fs.FileInfo, error) {
	out, err := b.create(f.id, f.Path, w)
	if err != nil {
		return nil, err
	}
	_, err = out.Write(data)
	return b.finish(out, err)
}

// finish closes a new file, which could be written if err is nil. It gives the
// file its mode, of which the umask may have taken a part, and returns what it is,
// if somebody wants to know.
func (b *build) finish(f *diskFile, err error) (info fs.FileInfo, _ error) {
	if err == nil && b.masked {
		err = f.Chmod(fileMode)
	}
	if err == nil {
		info, err = f.Stat()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return info, err
}

// makeDirs makes dir and the missing folders above it; with chmod it sets their
// modes, whatever the umask took of them.
func (d disk) makeDirs(dir string, chmod bool) error {
	err := d.mkdir(dir, dirMode)
	if errors.Is(err, fs.ErrNotExist) {
		if err := d.makeDirs(filepath.Dir(dir), chmod); err != nil {
			return err
		}
		err = d.mkdir(dir, dirMode)
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
	return d.chmod(dir, dirMode)
}

// order returns the numbers of the files of the new site, in the order of the list.
func (b *build) order() []uint32 {
	return b.site.files.sorted(func(id uint32) bool { return in(&b.site.hasFile, id) })
}

// writeList writes the list of the new site to w, and returns its hash.
func (b *build) writeList(w io.Writer) (hash, error) {
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(sum, w), 1<<16)
	var l []byte
	for _, id := range b.order() {
		l = appendLine(l[:0], b.hashes.at(int(id)), b.site.files.at(id))
		out.Write(l)
	}
	err := out.Flush()
	return hash(sum.Sum(nil)), err
}

// createList writes the list in the staging folder.
func (b *build) createList() error {
	f, err := b.disk.create(b.staged(listName))
	if err == nil {
		_, err = b.writeList(f)
		_, err = b.finish(f, err)
	}
	if err != nil {
		return failure(err, "%s kon niet worden geschreven: %s", "%s could not be written: %s", listName)
	}
	return nil
}

// same reports whether the new site is, byte for byte, the old one.
func (b *build) same() bool {
	return b.exists && b.old.listed && b.result.Written == 0 && len(b.gone) == 0 && b.list == b.old.sum
}

// prune removes from the staging folder what an earlier build left in it, and the
// new site has not.
func (b *build) prune() error {
	for id := range uint32(b.linked.len()) {
		if p := b.site.files.get(id); in(&b.linked, id) && !in(&b.site.hasFile, id) && !b.site.exactDir(p) {
			if err := b.drop(p); err != nil {
				return err
			}
		}
	}
	for _, p := range b.spare {
		if _, ok := b.old.strange[p]; ok || b.site.exactDir(p) || b.site.exactFile(p) {
			continue
		}
		if err := b.drop(p); err != nil {
			return err
		}
	}
	return nil
}

// drop removes p from the staging folder, if it was not removed already to make
// way for a file.
func (b *build) drop(p string) error {
	err := b.disk.remove(b.staged(p))
	if _, gone := os.Lstat(b.staged(p)); gone != nil {
		return nil
	}
	return failure(err, "%s kon niet worden verwijderd: %s", "%s could not be removed: %s", b.staged(p))
}

// complete adds to the staging folder what the new site takes over from the old
// folder. The foreign files come last: the shorter before the folders change
// places, the less others can change in between.
func (b *build) complete(ctx context.Context) error {
	for id := range uint32(b.equal.len()) {
		if !in(&b.equal, id) || in(&b.linked, id) {
			continue
		}
		if err := cancelled(ctx); err != nil {
			return err
		}
		p := b.site.files.get(id)
		if _, err := b.takeOver(p); err != nil {
			return failure(err, "%s kon niet worden overgenomen: %s", "%s could not be taken over: %s", p)
		}
	}
	dirs := slices.Sorted(maps.Keys(b.old.strange))
	for _, p := range dirs {
		// What is private stays so, until it gets its mode below.
		if err := b.disk.mkdir(b.staged(p), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return failure(err, "map %s kon niet worden overgenomen: %s", "folder %s could not be taken over: %s", p)
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
		return b.disk.chmod(b.staging(), dirMode)
	}
	// Deepest first: a folder may take away the right to write in it.
	for _, p := range slices.Backward(append([]string{""}, dirs...)) {
		if b.site.isDir(p) {
			continue // one of ours, in which something foreign lies
		}
		if err := b.disk.sameMode(b.old.file(p), b.staged(p)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(err, "map %s kon niet worden overgenomen: %s", "folder %s could not be taken over: %s", b.old.file(p))
		}
	}
	return nil
}

// takeOver brings the path p, which is no folder, from the old folder to the
// staging folder: as a hard link, and otherwise as a copy. It returns what p was.
func (b *build) takeOver(p string) (fs.FileInfo, error) {
	from, to := b.old.file(p), b.staged(p)
	info, err := b.disk.lstat(from)
	if err != nil {
		return nil, err
	}
	if info.Mode().Type() == fs.ModeSymlink { // a hard link would follow it on some systems
		target, err := b.disk.readlink(from)
		if err != nil {
			return nil, err
		}
		return info, b.disk.symlink(target, to)
	}
	err = b.disk.link(from, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := b.disk.makeDirs(filepath.Dir(to), true); err != nil {
			return nil, err
		}
		err = b.disk.link(from, to)
	}
	if err != nil && info.Mode().IsRegular() {
		err = b.disk.copyFile(from, to, info)
	}
	return info, err
}

// sameMode gives the folder to the mode and, where allowed, the owner of from.
func (d disk) sameMode(from, to string) error {
	info, err := d.lstat(from)
	if err != nil {
		return err
	}
	keepOwner(to, info)
	return d.chmod(to, info.Mode())
}
