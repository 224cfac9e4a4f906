package zoek

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/jsontekst"
)

// A File is one file of the index, by its path in the site. It is made when it is
// asked for.
type File struct {
	Path   string
	Render func() []byte
}

// Dir is where the files of the index are. Nothing else of /zoeken/ has these
// names.
const Dir = "zoeken/index"

// chunkSize is how many results are in one file. Few: those that stand beside
// each other in a list of results seldom do so here.
const chunkSize = 10

// perFolder is how many files stand in one folder of the index: many file systems
// and programs become slow with more than some thousands.
const perFolder = 1000

// place returns where file i of a kind stands, below the folder of the version.
func place(kind string, i int) string {
	return fmt.Sprintf("%s%d/%d.json", kind, i/perFolder, i%perFolder)
}

// Files returns the files of the index. All but index.json stand in a folder
// that is named after what is in them: whoever has the page open while the site
// is published again does not get half of each.
func (x *Index) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		sum := sha256.New()
		for b := range x.parts() {
			sum.Write(b.Render())
		}
		version := hex.EncodeToString(sum.Sum(nil))[:10]
		for b := range x.parts() {
			if !yield(File{Dir + "/" + version + "/" + b.Path, b.Render}) {
				return
			}
		}
		yield(File{Dir + "/index.json", func() []byte { return encode(x.manifest(version)) }})
	}
}

// parts returns the files without index.json, by their path below the folder of
// the version.
func (x *Index) parts() iter.Seq[File] {
	return func(yield func(File) bool) {
		for i, s := range x.shards {
			if !yield(File{place("s", i), func() []byte { return shardRows(s) }}) {
				return
			}
		}
		for i := 0; i*chunkSize < len(x.order); i++ {
			if !yield(File{place("d", i), func() []byte { return x.chunk(i*chunkSize, min(len(x.order), (i+1)*chunkSize)) }}) {
				return
			}
		}
	}
}

// A manifest is index.json.
type manifest struct {
	Versie     string     `json:"v"`
	Aantal     int        `json:"n"`
	Laatst     int        `json:"e"` // the number from which on examples stand
	Brok       int        `json:"c"` // results in a chunk
	Begin      []string   `json:"s"` // the first stem of each shard
	Groot      []int      `json:"g"` // the number and the size in kB of each shard that is large
	Kenmerken  bool       `json:"k"` // there are reference numbers
	Stop       string     `json:"t"`
	Synoniemen [][]string `json:"y"`
	Onderwerp  []string   `json:"onderwerp"`
	Wijk       []string   `json:"wijk"`
	Antwoord   []string   `json:"antwoord"`
	Jaar       []string   `json:"jaar"`
}

func (x *Index) manifest(version string) *manifest {
	large := []int{}
	for i, size := range x.sizes {
		if size > usualSize {
			large = append(large, i, size)
		}
	}
	return &manifest{
		Groot:  large,
		Versie: version, Aantal: len(x.order), Laatst: x.last, Brok: chunkSize, Kenmerken: x.kenmerken,
		Stop: strings.Join(sorted(x.stop), " "), Synoniemen: list0(x.synonyms),
		Onderwerp: list0(x.topics), Wijk: list0(x.wijken), Antwoord: list0(x.besluiten), Jaar: list0(x.years), Begin: list0(x.starts),
	}
}

// list0 makes an empty list of none: null is no list.
func list0[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// shardRows returns the file of a shard: for each stem an array of the stem and its
// forms, "word strong weak". The word is left out where it is the stem.
func shardRows(ks []key) []byte {
	b := append(make([]byte, 0, shardSize+shardSize/4), '[')
	for i, k := range ks {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(jsontekst.Append(append(b, '['), k.stem), ',', '"')
		for j, f := range k.forms {
			if j > 0 {
				b = append(b, '"', ',', '"')
			}
			if f.word != k.stem {
				b = append(b, f.word...)
			}
			if len(f.strong)+len(f.weak) > 0 {
				b = appendList(append(b, ' '), f.strong)
			}
			if len(f.weak) > 0 {
				b = appendList(append(b, ' '), f.weak)
			}
		}
		b = append(b, '"', ']')
	}
	return append(b, ']', '\n')
}

// appendList appends a list as a part of a JSON string: of its characters only the
// backslash must be escaped.
func appendList(b, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '\\') + 1
		if i == 0 {
			return append(b, text...)
		}
		b = append(append(b, text[:i]...), '\\')
		text = text[i:]
	}
}

// chunk returns what results show of entries: soort, title, address, besluit
// (its number, -1 for none), to whom it was passed on, short answer, traject, date,
// numbers of topics, and the language of the title when it is not that of the site.
func (x *Index) chunk(from, to int) []byte {
	b := append(make([]byte, 0, 4<<10), '[')
	for number := from; number < to; number++ {
		if number > from {
			b = append(b, ',')
		}
		b = x.row(b, x.Entry(number))
	}
	return append(b, ']', '\n')
}

func (x *Index) row(b []byte, e *Entry) []byte {
	text := func(s string) { b = jsontekst.Append(append(b, ','), s) }
	b = strconv.AppendInt(append(b, '['), int64(e.Soort), 10)
	text(e.Titel)
	text(e.Adres)
	besluit, ok := slices.BinarySearch(x.besluiten, e.Besluit)
	if !ok {
		besluit = -1
	}
	b = strconv.AppendInt(append(b, ','), int64(besluit), 10)
	for _, s := range []string{e.DoorgegevenAan, e.Kort, e.Bij, e.Datum} {
		text(s)
	}
	b = append(b, ',', '[')
	some := false
	for _, t := range e.Onderwerpen {
		if i, ok := slices.BinarySearch(x.topics, t); ok {
			if some {
				b = append(b, ',')
			}
			some = true
			b = strconv.AppendInt(b, int64(i), 10)
		}
	}
	b = append(b, ']')
	if e.Taal != "" {
		text(e.Taal)
	}
	return append(b, ']')
}

// encode returns v as JSON on one line.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is never part of a page, and lists hold < and >
	if err := e.Encode(v); err != nil {
		panic("zoek: internal error: " + err.Error()) // strings and numbers always encode
	}
	return b.Bytes()
}
