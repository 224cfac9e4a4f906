package load

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"weerklank/internal/cache"
	"weerklank/internal/check"
	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/pack"
	"weerklank/internal/site"
	"weerklank/internal/weggehaald"
)

// What was made of each document is kept in one file, from one run of the program
// to the next. It is used for a document of which the bytes are the same, when all
// else that it was made with is the same too: the program, the settings, the day
// and what was taken away. A time of change is not believed here: a fresh copy of
// a site has other times, and git sets times back.

// A kept is what of a document can be kept. A page holds the nodes of its front
// matter, and is read again; there are few.
type kept struct {
	Doc      *site.Doc
	Facts    *check.Facts
	Problems []diag.Problem
	Namen    weggehaald.Namen
	Gone     []string
}

// codec packs what is kept. Every field of it takes part; what no Doc holds is
// the node that a value was made from.
var codec = sync.OnceValue(func() *pack.Codec[kept] {
	c, err := pack.New[kept](reflect.TypeFor[content.Node]())
	if err != nil {
		panic(err) // a type that cannot be kept: no test passes
	}
	return c
})

// A keeper reads and writes what is kept of documents. A nil keeper keeps nothing.
type keeper struct {
	path, key string
	old       *cache.Records
	write     bool

	mu   sync.Mutex
	new  *cache.RecordWriter // nil while nothing differs from old
	hits []hit               // by the number of the document
}

// A hit is what old has of a document.
type hit struct {
	name   string
	source cache.Sum
	data   string
}

// keeper returns what was kept, for a load of n documents.
func (l *Loader) keeper(n int, given check.Given, weg *weggehaald.Lijst) *keeper {
	if l.Options.Kept == "" || l.seen != nil {
		return nil // what a Loader made itself it still has
	}
	s := given.Settings
	key := strings.Join([]string{l.Options.Program, given.Today, s.BaseURL, s.Taal, string(s.File.Source), fmt.Sprint(given.Files), weg.Key()}, "\n")
	return &keeper{path: l.Options.Kept, key: key, old: cache.OpenRecords(l.Options.Kept, key), write: !l.Options.Preview, hits: make([]hit, n)}
}

// read is [read], or what was kept of the same bytes. i is the number of the document.
func (k *keeper) read(i int, fsys fs.FS, e content.Entry, given check.Given, key string, weg *weggehaald.Lijst) (*document, error) {
	if k == nil {
		return read(fsys, e, given, key, weg)
	}
	src, ps, err := content.Text(fsys, e.Path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(src)
	if data, ok := k.old.Get(e.Path, sum); ok && ps == nil {
		var x kept
		if codec().Read(data, &x) == nil {
			if x.Doc != nil {
				x.Doc.Detach() // not a part of what is kept of all
			}
			k.hits[i] = hit{e.Path, sum, data}
			return &document{size: e.Size, modTime: e.ModTime, given: key, doc: x.Doc, facts: x.Facts, problems: x.Problems, namen: x.Namen, gone: x.Gone}, nil
		}
	}
	d, err := understand(src, ps, e, given, key, weg)
	if err == nil && ps == nil && d.page == nil {
		k.keep(e.Path, sum, d)
	}
	return d, err
}

// keep adds what was made of one document.
func (k *keeper) keep(name string, source cache.Sum, d *document) {
	if !k.write {
		return
	}
	data, err := codec().Append(nil, &kept{Doc: d.doc, Facts: d.facts, Problems: d.problems, Namen: d.namen, Gone: d.gone})
	if err != nil {
		return // it is read again the next time
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.new == nil {
		k.new = cache.NewRecords(k.path)
	}
	k.new.Add(name, source, string(data))
}

// close writes what is new, with what is the same as it was. What was kept of a text
// that is gone goes at once: it may be gone for somebody's privacy.
func (k *keeper) close(err error) {
	if k == nil || !k.write {
		return
	}
	hits := slices.DeleteFunc(k.hits, func(h hit) bool { return h.name == "" })
	if k.new == nil && len(hits) == k.old.Len() {
		return
	}
	if k.new == nil {
		k.new = cache.NewRecords(k.path)
	}
	if err != nil {
		k.new.Abort()
		return
	}
	for _, h := range hits {
		k.new.Add(h.name, h.source, h.data)
	}
	k.new.Close(k.key)
}
