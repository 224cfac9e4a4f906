package render

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"iter"
	"strings"

	"weerklank/internal/lang"
	"weerklank/internal/opendata"
	"weerklank/internal/site"
)

// sumsName is the list of checksums, as sha256sum reads it.
const sumsName = "SHA256SUMS"

// perSignaal is about how many bytes of a data file a signaal takes. It need not
// be exact: it tells the publisher which file is too large for memory.
const perSignaal = 1500

// dataFiles returns the files of the open data, and their checksums. Their
// trajecten must be read again, which takes longer than all else: so the first
// file can make all that need it, in one walk. Nothing is kept.
func (r *Renderer) dataFiles() iter.Seq[File] {
	return func(yield func(File) bool) {
		names := append(opendata.Names(), sumsName)
		for i, name := range names {
			f := File{Path: dataPath(name), Render: func(w io.Writer) error { return r.data.walk(map[string]io.Writer{name: w}) }}
			if name != sumsName {
				f.Size = int64(r.site.Telling().Totaal) * perSignaal
			}
			if i == 0 {
				for _, other := range names[1:] {
					f.With = append(f.With, dataPath(other))
				}
				f.Together = func(ws []io.Writer) error {
					out := map[string]io.Writer{}
					for i, name := range names {
						out[name] = ws[i]
					}
					return r.data.walk(out)
				}
			}
			if !yield(f) {
				return
			}
		}
		for _, name := range described() {
			if !yield(rendered(dataPath(name), func(b *bytes.Buffer) { b.Write(r.data.description(name)) })) {
				return
			}
		}
	}
}

func dataPath(name string) string { return site.DataAdres[1:] + name }

// A dataset makes the files of the open data.
type dataset struct {
	set  opendata.Set
	lang lang.Lang
}

// newDataset is for a site as it is today.
func newDataset(s *site.Site) *dataset {
	l, _ := lang.Parse(s.Info().Taal)
	return &dataset{s.OpenData(), l}
}

// described returns the names of the files that describe the data.
func described() []string {
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

// walk writes the files that out names; the checksums need all others as well.
func (d *dataset) walk(out map[string]io.Writer) error {
	list, ok := out[sumsName]
	if !ok {
		return opendata.Write(d.set, out)
	}
	to, sums := map[string]io.Writer{}, map[string]hash.Hash{}
	for _, name := range opendata.Names() {
		sums[name] = sha256.New()
		to[name] = sums[name]
		if w := out[name]; w != nil {
			to[name] = io.MultiWriter(w, sums[name])
		}
	}
	if err := opendata.Write(d.set, to); err != nil {
		return err
	}
	var b bytes.Buffer
	for _, name := range opendata.Names() {
		fmt.Fprintf(&b, "%x  %s\n", sums[name].Sum(nil), name)
	}
	for _, name := range described() {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(d.description(name)), name)
	}
	_, err := b.WriteTo(list)
	return err
}

// dataHeaders say what the files of the open data are, to hosts that read
// _headers: most know no type for CSVW, and do not say that CSV is UTF-8. A page
// of another site may read them.
func (r *Renderer) dataHeaders(b *bytes.Buffer) {
	for _, name := range append(opendata.Names(), described()...) {
		fmt.Fprintf(b, "%s%s%s\n  Access-Control-Allow-Origin: *\n", r.site.BasePath(), site.DataAdres, name)
		switch {
		case strings.HasSuffix(name, ".csv"):
			b.WriteString("  Content-Type: text/csv; charset=utf-8; header=present\n")
		case strings.HasSuffix(name, "-metadata.json"):
			b.WriteString("  Content-Type: application/csvm+json\n")
		}
	}
}
