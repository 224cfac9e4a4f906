// Package bagit packs files as a BagIt bag (RFC 8493), the form in which
// archives take digital files: a folder data/ with the files, and lists with the
// SHA-256 of each. The bag is one .zip or .tar.gz.
//
// The same files and the same day give the same bytes: files come in the order
// in which they are handed over, every time is that of the day, every mode the
// same, and nothing tells on which machine it was made. Files are packed while
// they are made; none is kept.
package bagit

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"time"

	"weerklank/internal/lang"
)

// A File is one file to pack.
type File struct {
	Path   string // with slashes: "trajecten/wmo/index.html"
	Render func(w io.Writer) error
	Large  bool // too large to be kept in memory; it may be rendered twice
}

// An Info is a line of bag-info.txt.
type Info struct{ Name, Value string }

// Options describe a bag.
type Options struct {
	Name  string    // of the folder in which all files stand
	Date  time.Time // of every file, and of the bag
	TarGz bool      // else a zip
	Info  []Info    // beside Bagging-Date and Payload-Oxum
}

// A Result says what is in a bag.
type Result struct {
	Files int
	Bytes int64
}

const mode fs.FileMode = 0o644

// Write packs files. They are rendered one after the other.
func Write(w io.Writer, o Options, files iter.Seq[File]) (Result, error) {
	b := &bag{Options: o}
	if o.TarGz {
		b.archive = newTar(w, o.Date)
	} else {
		b.archive = newZip(w, o.Date)
	}
	b.tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
	for f := range files {
		if b.err != nil {
			return Result{}, b.err
		}
		b.payload(f)
	}
	info := ""
	for _, i := range append(o.Info, Info{"Bagging-Date", o.Date.Format(time.DateOnly)}, Info{"Payload-Oxum", fmt.Sprintf("%d.%d", b.Bytes, b.Files)}) {
		info += i.Name + ": " + strings.Join(strings.Fields(i.Value), " ") + "\n"
	}
	b.tag("bag-info.txt", info)
	b.tag("manifest-sha256.txt", b.manifest.String())
	b.tag("tagmanifest-sha256.txt", b.tags.String())
	if err := b.archive.Close(); b.err == nil {
		b.err = err
	}
	return b.Result, b.err
}

// A bag is one being packed.
type bag struct {
	Options
	Result
	archive        archive
	manifest, tags bytes.Buffer
	err            error // the first
}

// An archive takes files one after the other.
type archive interface {
	// add adds a file that render writes.
	add(name string, render func(io.Writer) error, large bool) error
	Close() error
}

// tag adds a file that describes the bag.
func (b *bag) tag(name, text string) {
	fmt.Fprintf(&b.tags, "%x  %s\n", sha256.Sum256([]byte(text)), name)
	if b.err == nil {
		b.err = b.archive.add(b.Name+"/"+name, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }, false)
	}
}

// listed are the signs of a path that a manifest cannot hold as they are.
var listed = strings.NewReplacer("%", "%25", "\n", "%0A", "\r", "%0D")

func (b *bag) payload(f File) {
	sum := sha256.New()
	n := &counter{}
	b.err = b.archive.add(b.Name+"/data/"+f.Path, func(w io.Writer) error {
		sum.Reset()
		n.n = 0
		return f.Render(io.MultiWriter(w, sum, n))
	}, f.Large)
	if b.err != nil {
		b.err = lang.Errorf("%s kan niet in het archief: %v", "%s cannot go into the archive: %v", f.Path, b.err)
		return
	}
	fmt.Fprintf(&b.manifest, "%x  data/%s\n", sum.Sum(nil), listed.Replace(f.Path))
	b.Files++
	b.Bytes += n.n
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

type zipArchive struct {
	*zip.Writer
	date time.Time
}

func newZip(w io.Writer, date time.Time) archive { return zipArchive{zip.NewWriter(w), date} }

func (z zipArchive) add(name string, render func(io.Writer) error, _ bool) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.date}
	h.SetMode(mode)
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	return render(w)
}

type tarArchive struct {
	*tar.Writer
	gz   *gzip.Writer
	date time.Time
	buf  bytes.Buffer
}

func newTar(w io.Writer, date time.Time) archive {
	gz := gzip.NewWriter(w) // its header has no name and no time
	return &tarArchive{Writer: tar.NewWriter(gz), gz: gz, date: date}
}

// add needs to know the size before the bytes: a small file is made in memory, a
// large one twice.
func (t *tarArchive) add(name string, render func(io.Writer) error, large bool) error {
	n := &counter{}
	t.buf.Reset()
	var to io.Writer = io.MultiWriter(&t.buf, n)
	if large {
		to = n
	}
	if err := render(to); err != nil {
		return err
	}
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: n.n, Mode: int64(mode), ModTime: t.date, Format: tar.FormatPAX}
	if err := t.WriteHeader(h); err != nil {
		return err
	}
	if large {
		return render(t.Writer)
	}
	_, err := t.buf.WriteTo(t.Writer)
	return err
}

func (t *tarArchive) Close() error {
	if err := t.Writer.Close(); err != nil {
		return err
	}
	return t.gz.Close()
}
