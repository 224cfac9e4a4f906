package zoek

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A File is one file of the index, by its path in the site.
type File struct {
	Path string
	Data []byte
}

// Dir is where the files of the index are. Nothing else of /zoeken/ has these
// names.
const Dir = "zoeken/index"

// chunkSize is how many results are in one file. Few: those that stand beside
// each other in a list of results seldom do so here.
const chunkSize = 10

// Files returns the files of the index. All but index.json stand in a folder
// that is named after what is in them: whoever has the page open while the site
// is published again does not get half of each.
func (x *Index) Files() []File {
	var files []File
	for i, s := range x.shards {
		files = append(files, File{fmt.Sprintf("s%d.json", i), encode(shardRows(s))})
	}
	for i := 0; i*chunkSize < len(x.entries); i++ {
		files = append(files, File{fmt.Sprintf("d%d.json", i), encode(x.chunk(x.entries[i*chunkSize : min(len(x.entries), (i+1)*chunkSize)]))})
	}
	sum := sha256.New()
	for _, f := range files {
		sum.Write(f.Data)
	}
	version := hex.EncodeToString(sum.Sum(nil))[:10]
	for i := range files {
		files[i].Path = Dir + "/" + version + "/" + files[i].Path
	}
	return append(files, File{Dir + "/index.json", encode(x.manifest(version))})
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
		Versie: version, Aantal: len(x.entries), Laatst: x.last, Brok: chunkSize, Kenmerken: x.kenmerken,
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

// shardRows returns what stands in the file of a shard: for each stem an array
// of the stem and its forms, "word strong weak". The word is left out where it is
// the stem.
func shardRows(ks []key) [][]string {
	rows := make([][]string, 0, len(ks))
	for _, k := range ks {
		row := []string{k.stem}
		for _, f := range k.forms {
			w := f.word
			if w == k.stem {
				w = ""
			}
			row = append(row, strings.TrimRight(w+" "+f.strong+" "+f.weak, " "))
		}
		rows = append(rows, row)
	}
	return rows
}

// chunk returns what results show of entries: soort, title, address, besluit
// (its number, -1 for none), to whom it was passed on, short answer, traject, date,
// numbers of topics, and the language of the title when it is not that of the site.
func (x *Index) chunk(entries []*Entry) [][]any {
	var rows [][]any
	for _, e := range entries {
		topics := []int{}
		for _, t := range e.Onderwerpen {
			if i, ok := slices.BinarySearch(x.topics, t); ok {
				topics = append(topics, i)
			}
		}
		besluit, ok := slices.BinarySearch(x.besluiten, e.Besluit)
		if !ok {
			besluit = -1
		}
		row := []any{e.Soort, e.Titel, e.Adres, besluit, e.DoorgegevenAan, e.Kort, e.Bij, e.Datum, topics}
		if e.Taal != "" {
			row = append(row, e.Taal)
		}
		rows = append(rows, row)
	}
	return rows
}

// encode returns v as JSON on one line a row, so that a difference between two
// versions can be read.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is never part of a page, and lists hold < and >
	if err := e.Encode(v); err != nil {
		panic("zoek: internal error: " + err.Error()) // strings and numbers always encode
	}
	return b.Bytes()
}
