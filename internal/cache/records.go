package cache

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Records are many small values in one file: what was made of each of many
// sources. All hold for one key, which says what they depend on beside their
// source; with another key the whole file is as if it were not there. They may
// be read by several goroutines.
//
// The file holds the values one after another, then a list that says of which
// source each is, then the tail: sums of the key and of the list, and its length.
type Records struct {
	byName map[string]record
}

type record struct {
	source, check Sum
	data          string
}

// A Sum is the SHA-256 of something.
type Sum = [sha256.Size]byte

// MaxRecords is how many bytes of records are read and written at most.
const MaxRecords = 512 << 20

const (
	recordHead = 2*sha256.Size + 8 // what the list says of a record before its name
	tailSize   = 2*sha256.Size + 8
)

// OpenRecords reads the records that were written to path for key. Of a file
// that is not there, too large or damaged there are none.
func OpenRecords(path, key string) *Records {
	r := &Records{byName: map[string]record{}}
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() < tailSize || info.Size() > MaxRecords {
		return r
	}
	f, err := os.Open(path)
	if err != nil {
		return r
	}
	defer f.Close()
	var tail [tailSize]byte
	body := info.Size() - tailSize
	if _, err := f.ReadAt(tail[:], body); err != nil || Sum(tail[:]) != sha256.Sum256([]byte(key)) {
		return r
	}
	var all strings.Builder // gives what it holds without a copy
	all.Grow(int(body))
	if n, err := io.Copy(&all, io.LimitReader(f, body)); err != nil || n != body {
		return r
	}
	size := binary.LittleEndian.Uint64(tail[2*sha256.Size:])
	if size > uint64(body) {
		return r
	}
	data, list := all.String()[:uint64(body)-size], all.String()[uint64(body)-size:]
	if sha256.Sum256([]byte(list)) == Sum(tail[sha256.Size:]) {
		r.index(list, data)
	}
	return r
}

// index notes where each record is. What does not fit is left out.
func (r *Records) index(list, data string) {
	for len(list) >= recordHead {
		var e record
		copy(e.source[:], list)
		copy(e.check[:], list[sha256.Size:])
		lengths := []byte(list[2*sha256.Size : recordHead])
		name, size := uint64(binary.LittleEndian.Uint32(lengths)), uint64(binary.LittleEndian.Uint32(lengths[4:]))
		if list = list[recordHead:]; name > uint64(len(list)) || size > uint64(len(data)) {
			return
		}
		e.data = data[:size]
		r.byName[list[:name]] = e
		list, data = list[name:], data[size:]
	}
}

// Len returns how many records there are.
func (r *Records) Len() int { return len(r.byName) }

// Get returns what was kept of a source, if it still is what it was. The string
// is a part of the whole file.
func (r *Records) Get(name string, source Sum) (string, bool) {
	e, ok := r.byName[name]
	if !ok || e.source != source || checkOf(name, source, e.data) != e.check {
		return "", false
	}
	return e.data, true
}

// checkOf returns what tells that data is what was kept of a source.
func checkOf(name string, source Sum, data string) Sum {
	h := sha256.New()
	h.Write(source[:])
	_, _ = io.WriteString(h, name) // a sum takes everything
	h.Write([]byte{0})
	_, _ = io.WriteString(h, data)
	return Sum(h.Sum(nil))
}

// A RecordWriter writes records, each as soon as it is there. What cannot be
// written is not kept. It must not be used by two goroutines at once.
type RecordWriter struct {
	path   string
	file   *os.File
	out    *bufio.Writer
	list   []byte
	room   int
	failed bool
}

// NewRecords begins a file of records that takes the place of what is at path
// when it is closed.
func NewRecords(path string) *RecordWriter {
	w := &RecordWriter{path: path, room: MaxRecords - tailSize}
	dir := filepath.Dir(path)
	if (&Cache{dir: dir}).prepare(dir) != nil {
		w.failed = true
		return w
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		w.failed = true
		return w
	}
	w.file, w.out = f, bufio.NewWriterSize(f, 1<<18)
	return w
}

// Add writes what was made of the source with that sum.
func (w *RecordWriter) Add(name string, source Sum, data string) {
	if w.failed || w.room < len(data)+len(name)+recordHead {
		return
	}
	w.room -= len(data) + len(name) + recordHead
	check := checkOf(name, source, data)
	w.list = append(append(w.list, source[:]...), check[:]...)
	w.list = binary.LittleEndian.AppendUint32(w.list, uint32(len(name)))
	w.list = binary.LittleEndian.AppendUint32(w.list, uint32(len(data)))
	w.list = append(w.list, name...)
	if _, err := w.out.WriteString(data); err != nil {
		w.failed = true
	}
}

// Close puts the file in its place, for key. The old one is there until then.
func (w *RecordWriter) Close(key string) {
	if w.file == nil {
		return
	}
	keySum, listSum := sha256.Sum256([]byte(key)), sha256.Sum256(w.list)
	size := len(w.list)
	tail := append(append(w.list, keySum[:]...), listSum[:]...)
	_, err := w.out.Write(binary.LittleEndian.AppendUint64(tail, uint64(size)))
	if err == nil {
		err = w.out.Flush()
	}
	if closed := w.file.Close(); w.failed || err != nil || closed != nil || os.Rename(w.file.Name(), w.path) != nil {
		_ = os.Remove(w.file.Name()) // it is of no use, whether or not it goes
	}
}

// Abort throws away what was written.
func (w *RecordWriter) Abort() {
	w.failed = true
	w.Close("")
}
