package history

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// A follower follows the files from commit to commit.
type follower struct {
	h          *History
	live, gone map[string]*File // by path
}

// follow fills h with the files that the commits made.
func (h *History) follow(ctx context.Context, commits []commit) error {
	f := follower{h: h, live: h.byPath, gone: map[string]*File{}}
	authored, committed := make([]time.Time, len(commits)), make([]time.Time, len(commits))
	for i, c := range commits {
		authored[i], committed[i] = c.authored, c.committed
	}
	dates, mended := mend(authored, committed)
	for i := range commits {
		c := &commits[i]
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.order[c.hash] = i
		if mended[i] {
			h.Mended = append(h.Mended, c.hash)
		}
		if c.moved {
			c.removeRest(f.live)
		}
		if err := f.commit(c, i, dates[i]); err != nil {
			return err
		}
	}
	for path, file := range f.live {
		file.Path = path
	}
	if first := commits[0]; h.Shallow && first.root {
		h.forget(first.hash)
	}
	slices.SortStableFunc(h.files, func(a, b *File) int { return cmp.Compare(a.last().Path, b.last().Path) })
	return nil
}

func (f *File) last() *Revision { return &f.Revisions[len(f.Revisions)-1] }

// commit adds what commit number n changed.
func (f *follower) commit(c *commit, n int, date time.Time) error {
	var removed, added []entry
	add := func(file *File, e entry) {
		at := date
		if len(file.Revisions) > 0 && at.Before(file.last().Time) {
			at = file.last().Time
		}
		file.Revisions = append(file.Revisions, Revision{c.hash, at, e.path, e.blob, c.message, c.author})
	}
	for _, e := range c.entries {
		file := f.live[e.path]
		switch {
		case file == nil && e.blob == "": // a link, or a submodule
			continue
		case file == nil:
			added = append(added, e)
		case e.blob == "":
			removed = append(removed, e)
		case e.blob != file.last().Blob: // else only its permissions changed
			add(file, e)
		}
		f.h.at[e.path] = append(f.h.at[e.path], place{n, e.blob})
	}
	renamed, err := f.renames(removed, added)
	if err != nil {
		return err
	}
	files := make([]*File, len(added)) // before any path changes hands
	for i, e := range added {
		if old, ok := renamed[e.path]; ok {
			files[i] = f.live[old]
		}
	}
	from := map[string]bool{}
	for _, old := range renamed {
		from[old] = true
		delete(f.live, old)
	}
	for _, e := range removed {
		if !from[e.path] {
			add(f.live[e.path], e)
			f.gone[e.path] = f.live[e.path]
			delete(f.live, e.path)
		}
	}
	for i, e := range added {
		file := files[i]
		if file == nil {
			file = f.gone[e.path]
			delete(f.gone, e.path)
		}
		if file == nil {
			file = &File{}
			f.h.files = append(f.h.files, file)
		}
		add(file, e)
		f.live[e.path] = file
	}
	return nil
}

// forget drops the revisions of the first commit of a shallow clone: what it holds
// may be older.
func (h *History) forget(hash string) {
	h.files = slices.DeleteFunc(h.files, func(f *File) bool {
		if f.Revisions[0].Commit == hash {
			f.Revisions = f.Revisions[1:]
		}
		known := slices.ContainsFunc(f.Revisions, func(r Revision) bool { return r.Blob != "" })
		if !known {
			delete(h.byPath, f.Path)
		}
		return !known
	})
}

// maxPairs is how many pairs of a removed and a new text are compared. In a commit
// with more of them, only a name or the same bytes say what was renamed.
const maxPairs = 10_000

// renames returns which of the added texts were removed ones before: new path to
// old path.
func (f *follower) renames(removed, added []entry) (map[string]string, error) {
	removed, added = texts(removed), texts(added)
	if len(removed) == 0 || len(added) == 0 {
		return nil, nil
	}
	old := map[string]string{}
	pair := func(key func(entry, string) string) {
		by := map[string][]entry{}
		for _, was := range removed {
			k := key(was, f.live[was.path].last().Blob)
			by[k] = append(by[k], was)
		}
		added = slices.DeleteFunc(added, func(is entry) bool {
			k := key(is, is.blob)
			if len(by[k]) == 0 {
				return false
			}
			old[is.path], by[k] = by[k][0].path, by[k][1:]
			return true
		})
		removed = slices.SortedFunc(slices.Values(slices.Concat(slices.Collect(maps.Values(by))...)), func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	}
	pair(func(e entry, _ string) string { return strings.ToLower(stem(e.path)) })
	pair(func(e entry, blob string) string { return blob + path.Base(stem(e.path)) })
	pair(func(_ entry, blob string) string { return blob })
	if n := len(removed) * len(added); n == 0 || n > maxPairs {
		return old, nil
	}
	return old, f.alike(removed, added, old)
}

// texts returns those entries that are texts.
func texts(es []entry) []entry {
	return slices.DeleteFunc(slices.Clone(es), func(e entry) bool { return !strings.HasSuffix(e.path, ".md") })
}

// stem returns what x.md and x/index.md have in common.
func stem(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/index")
}

// alike adds to old the pairs of which at least half is the same, those that are
// most alike first.
func (f *follower) alike(removed, added []entry, old map[string]string) error {
	type candidate struct {
		is, was string
		same    float64
	}
	lines := func(hash string) (map[string]int, int, error) {
		b, err := f.h.Blob(hash)
		if errors.Is(err, ErrTooLarge) {
			return nil, 0, nil // like nothing
		}
		if err != nil {
			return nil, 0, err
		}
		m := map[string]int{}
		for l := range strings.Lines(string(b)) {
			m[l]++
		}
		return m, len(b), nil
	}
	var all []candidate
	now := make([]map[string]int, len(added))
	sizes := make([]int, len(added))
	for i, is := range added {
		var err error
		if now[i], sizes[i], err = lines(is.blob); err != nil {
			return err
		}
	}
	for _, was := range removed {
		before, size, err := lines(f.live[was.path].last().Blob)
		if err != nil {
			return err
		}
		for i, is := range added {
			shared := 0
			for l, n := range before {
				shared += len(l) * min(n, now[i][l])
			}
			if most := max(size, sizes[i]); 2*shared >= most && most > 0 {
				all = append(all, candidate{is.path, was.path, float64(shared) / float64(most)})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.same, a.same), cmp.Compare(a.was, b.was), cmp.Compare(a.is, b.is))
	})
	taken := map[string]bool{}
	for _, c := range all {
		if _, ok := old[c.is]; !ok && !taken[c.was] {
			old[c.is], taken[c.was] = c.was, true
		}
	}
	return nil
}
