package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// What is kept between builds, in the file Options.Kept: of every file that was
// published, in the order of the list, what it was made of, and how it lay on
// disk. It belongs to one list in one folder, of which it holds the hash and the
// name; if these are others, or a byte of it is damaged, it is as if it were not
// there. It is never needed: without it, every file is made and read.
type kept struct {
	list  hash    // of the list that it belongs to
	key   keySum  // of the whole site
	files records // by line of the list
}

type records = rows[record]

// A record says of a published file what it was made of, and how it lies on disk.
type record struct {
	key   keySum
	size  int64
	mtime int64 // in nanoseconds since 1970
}

// A keySum stands for the Key of a file or a site; it is zero if there is none.
type keySum [16]byte

func sumKey(key string) (s keySum) {
	if key != "" {
		h := sha256.Sum256([]byte(key))
		copy(s[:], h[:])
	}
	return s
}

// recorded returns the record of a file made of key, that is info on disk.
func recorded(key keySum, info fs.FileInfo) record {
	return record{key, info.Size(), info.ModTime().UnixNano()}
}

// is reports whether info can be that of the file of r, which was not changed.
func (r *record) is(info fs.FileInfo) bool {
	return info.Size() == r.size && info.ModTime().UnixNano() == r.mtime && published(info)
}

const (
	keptMagic  = "weerklank kept 1\n"
	recordSize = len(keySum{}) + 8 + 8
)

// readKept reads what was kept of the folder dest, or nothing.
func readKept(d disk, name, dest string) (*kept, bool) {
	f, err := d.open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	sum := sha256.New()
	in := bufio.NewReaderSize(f, 1<<16)
	r := io.TeeReader(in, sum)
	begin := make([]byte, len(keptBegin(dest, hash{}, keySum{}, 0)))
	if _, err := io.ReadFull(r, begin); err != nil {
		return nil, false
	}
	k := &kept{}
	rest := begin[len(begin)-len(k.list)-len(k.key)-8:]
	rest = rest[copy(k.list[:], rest):]
	rest = rest[copy(k.key[:], rest):]
	n := binary.LittleEndian.Uint64(rest)
	if !bytes.Equal(begin, keptBegin(dest, k.list, k.key, n)) {
		return nil, false
	}
	var buf [recordSize]byte
	for range n {
		if _, err := io.ReadFull(r, buf[:]); err != nil {
			return nil, false
		}
		rest := buf[len(keySum{}):]
		k.files.add(record{keySum(buf[:]), int64(binary.LittleEndian.Uint64(rest)), int64(binary.LittleEndian.Uint64(rest[8:]))})
	}
	want := sum.Sum(nil)
	end, err := io.ReadAll(in)
	return k, err == nil && bytes.Equal(end, want)
}

// keptBegin returns the beginning of the file.
func keptBegin(dest string, list hash, key keySum, n uint64) []byte {
	b := []byte(keptMagic)
	b = append(b, dest...)
	b = append(b, '\n')
	b = append(b, list[:]...)
	b = append(b, key[:]...)
	return binary.LittleEndian.AppendUint64(b, n)
}

// keep writes what the next build may know. That it cannot be written is no
// reason to say that something went wrong: the site is there.
func (b *build) keep() {
	name := b.opts.Kept
	if name == "" || !b.learned && b.old.listed && b.list == b.old.sum && b.old.key == sumKey(b.opts.Key) {
		return
	}
	temp := name + "-new"
	os.Remove(temp) // of a killed build
	f, err := b.disk.create(temp)
	if err != nil {
		return
	}
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<16)
	order := b.order()
	out.Write(keptBegin(b.dest, b.list, sumKey(b.opts.Key), uint64(len(order))))
	var buf []byte
	for _, id := range order {
		r := b.records.at(int(id))
		buf = append(buf[:0], r.key[:]...)
		buf = binary.LittleEndian.AppendUint64(buf, uint64(r.size))
		buf = binary.LittleEndian.AppendUint64(buf, uint64(r.mtime))
		out.Write(buf)
	}
	err = out.Flush()
	if err == nil {
		_, err = f.Write(sum.Sum(nil))
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = b.disk.rename(temp, name)
	}
	if err != nil {
		os.Remove(temp)
	}
}

// known reports whether file number id, with the path p, was made of key, and was
// not changed on disk since.
func (f *folder) known(id uint32, p string, key keySum) (info fs.FileInfo, ok bool) {
	if key == (keySum{}) || int(id) >= f.kept.len() || !f.isOwn(id) {
		return nil, false
	}
	r := f.kept.at(int(id))
	if r.key != key {
		return nil, false
	}
	info, err := f.disk.lstat(f.file(p))
	return info, err == nil && r.is(info)
}

// remember reads what was kept of the old site, if it is of this folder.
func (f *folder) remember(name string) {
	if name == "" || !f.listed {
		return
	}
	if k, ok := readKept(f.disk, name, f.root); ok && k.list == f.sum && k.files.len() == f.hashes.len() {
		f.kept, f.key = k.files, k.key
	}
}

// Unchanged reports whether the site that was last published, with o.Kept and
// o.Destination, had the key o.Key, and all of it is still there: every file has
// the size and the time of writing that it had then. If so, publishing it again
// would change nothing, and the result is what [Publish] would return. Files of
// others are not looked at. Nothing is changed.
func Unchanged(o Options) (Result, bool) {
	if o.Key == "" || o.Kept == "" {
		return Result{}, false
	}
	p, err := locate(o)
	if err != nil || !p.exists {
		return Result{}, false
	}
	k, ok := readKept(p.disk, o.Kept, p.dest)
	if !ok || k.key != sumKey(o.Key) {
		return Result{}, false
	}
	p, unlock, err := p.lock()
	if err != nil {
		return Result{}, false
	}
	defer unlock()
	for _, left := range []string{p.beside() + toOld, p.beside() + toMoving, p.within() + toMoving, p.within() + toNew} {
		if exists(left) {
			return Result{}, false // of a killed build, which is first to be finished or undone
		}
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return k.still(p, workers)
}

// still reports whether all that k knows is still there as it was.
func (k *kept) still(p place, workers int) (Result, bool) {
	f, err := p.disk.open(filepath.Join(p.dest, listName))
	if err != nil {
		return Result{}, false
	}
	defer f.Close()
	type block struct {
		first int // the number of its first line
		lines []byte
	}
	blocks := make(chan block, workers)
	var wrong atomic.Bool
	var bytesOf atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for b := range blocks {
				i := b.first
				for line := range bytes.Lines(b.lines) {
					size, ok := k.stands(p, i, line)
					if !ok {
						wrong.Store(true)
						break
					}
					bytesOf.Add(size)
					i++
				}
			}
		})
	}
	sum := sha256.New()
	in := bufio.NewReaderSize(io.TeeReader(f, sum), 1<<16)
	n := 0
	for !wrong.Load() {
		lines := make([]byte, 1<<16)
		got, err := io.ReadFull(in, lines)
		if got == 0 {
			break
		}
		lines = lines[:got]
		if err == nil { // to the end of the line
			var rest []byte
			rest, err = in.ReadBytes('\n')
			lines = append(lines, rest...)
		}
		blocks <- block{n, lines}
		n += bytes.Count(lines, []byte{'\n'})
		if err != nil {
			break
		}
	}
	close(blocks)
	group.Wait()
	if wrong.Load() || n != k.files.len() || hash(sum.Sum(nil)) != k.list {
		return Result{}, false
	}
	return Result{Files: n, Unchanged: n, Bytes: bytesOf.Load()}, true
}

// stands reports whether the file of line number i of the list lies on disk as it
// did, and its size.
func (k *kept) stands(p place, i int, line []byte) (size int64, ok bool) {
	if i >= k.files.len() || len(line) < hexLen+3 {
		return 0, false
	}
	name := p.dest + string(filepath.Separator) + filepath.FromSlash(string(line[hexLen+2:len(line)-1]))
	info, err := p.disk.lstat(name)
	r := k.files.at(i)
	return r.size, err == nil && r.is(info)
}
