package render

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"

	"weerklank/internal/lang"
	"weerklank/internal/opendata"
	"weerklank/internal/site"
)

// sumsName is the list of checksums, as sha256sum reads it.
const sumsName = "SHA256SUMS"

// perSignaal is about how many bytes of a data file a signaal takes. It need not
// be exact: it tells the publisher which file is too large for memory.
const perSignaal = 1500

// dataFiles returns the files of the open data, and their checksums.
func (r *Renderer) dataFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, name := range append(opendata.Names(), r.data.described()...) {
			f := File{Path: site.DataAdres[1:] + name, Render: func(w io.Writer) error { return r.data.write(w, name) }}
			if slices.Contains(opendata.Names(), name) {
				f.Size = int64(r.site.Telling().Totaal) * perSignaal
			}
			if !yield(f) {
				return
			}
		}
		yield(File{Path: site.DataAdres[1:] + sumsName, Render: r.data.sums})
	}
}

// A dataset makes the files of the open data. Their trajecten must be read
// again, which takes longer than all else; so one walk makes all files, and
// keeps those that were not asked for yet, compressed, as long as they are not
// large. It knows the checksums of what it made.
type dataset struct {
	set  opendata.Set
	lang lang.Lang

	mu   sync.Mutex // for what follows, and during the walk
	kept map[string]*spool
	sum  map[string]string // by name; of every file after one walk
}

// newDataset is for a site as it is today.
func newDataset(s *site.Site) *dataset {
	l, _ := lang.Parse(s.Info().Taal)
	return &dataset{set: s.OpenData(), lang: l, kept: map[string]*spool{}, sum: map[string]string{}}
}

// described returns the names of the files that describe the data.
func (d *dataset) described() []string {
	return []string{opendata.MetadataOf(opendata.SignalenCSV), opendata.MetadataOf(opendata.TrajectenCSV), "schema.json"}
}

// description returns a file that describes the data.
func (d *dataset) description(name string) []byte {
	switch name {
	case opendata.MetadataOf(opendata.SignalenCSV):
		return opendata.Metadata(d.set, opendata.Signalen)
	case opendata.MetadataOf(opendata.TrajectenCSV):
		return opendata.Metadata(d.set, opendata.Trajecten)
	}
	return opendata.Schema(d.lang)
}

// write writes one file.
func (d *dataset) write(w io.Writer, name string) error {
	if slices.Contains(d.described(), name) {
		_, err := w.Write(d.description(name))
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.kept[name]; s != nil {
		return s.copyTo(w)
	}
	return d.walk(w, name)
}

// walk writes the file name to w, keeps the others, and learns their checksums.
func (d *dataset) walk(w io.Writer, name string) error {
	out, sums, kept := map[string]io.Writer{}, map[string]hash.Hash{}, map[string]*spool{}
	for _, n := range opendata.Names() {
		to := w
		if n != name {
			if d.sum[n] != "" { // it was too large to keep
				continue
			}
			kept[n] = newSpool()
			to = kept[n]
		}
		sums[n] = sha256.New()
		out[n] = io.MultiWriter(to, sums[n])
	}
	if err := opendata.Write(d.set, out); err != nil {
		return err
	}
	for n, s := range sums {
		d.sum[n] = fmt.Sprintf("%x", s.Sum(nil))
	}
	for n, s := range kept {
		if s.close() {
			d.kept[n] = s
		}
	}
	return nil
}

// sums lists the checksums of all files.
func (d *dataset) sums(w io.Writer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.sum) == 0 {
		if err := d.walk(io.Discard, ""); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	lines := map[string]string{}
	for _, name := range opendata.Names() {
		lines[name] = d.sum[name]
	}
	for _, name := range d.described() {
		lines[name] = fmt.Sprintf("%x", sha256.Sum256(d.description(name)))
	}
	for _, name := range append(opendata.Names(), d.described()...) {
		fmt.Fprintf(&b, "%s  %s\n", lines[name], name)
	}
	_, err := b.WriteTo(w)
	return err
}

// maxKept is how many bytes of a file are kept, compressed: of about 30,000
// trajecten.
const maxKept = 32 << 20

// A spool keeps a file in memory, compressed, unless it gets too large.
type spool struct {
	buf bytes.Buffer
	w   *flate.Writer
}

func newSpool() *spool {
	s := &spool{}
	s.w, _ = flate.NewWriter(&s.buf, flate.BestSpeed) // the level exists
	return s
}

// Write never fails.
func (s *spool) Write(b []byte) (int, error) {
	if s.w != nil {
		_, _ = s.w.Write(b) // a Buffer takes everything
		if s.buf.Len() > maxKept {
			s.buf, s.w = bytes.Buffer{}, nil
		}
	}
	return len(b), nil
}

// close reports whether the whole file was kept.
func (s *spool) close() bool { return s.w != nil && s.w.Close() == nil }

func (s *spool) copyTo(w io.Writer) error {
	_, err := io.Copy(w, flate.NewReader(bytes.NewReader(s.buf.Bytes())))
	return err
}

// dataHeaders say what the files of the open data are, to hosts that read
// _headers: most know no type for CSVW, and do not say that CSV is UTF-8. A page
// of another site may read them.
func (r *Renderer) dataHeaders(b *bytes.Buffer) {
	for _, name := range append(opendata.Names(), r.data.described()...) {
		fmt.Fprintf(b, "%s%s%s\n  Access-Control-Allow-Origin: *\n", r.site.BasePath(), site.DataAdres, name)
		switch {
		case strings.HasSuffix(name, ".csv"):
			b.WriteString("  Content-Type: text/csv; charset=utf-8; header=present\n")
		case strings.HasSuffix(name, "-metadata.json"):
			b.WriteString("  Content-Type: application/csvm+json\n")
		}
	}
}
