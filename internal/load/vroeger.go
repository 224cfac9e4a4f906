package load

import (
	"errors"
	"slices"
	"strings"

	"weerklank/internal/content"
	"weerklank/internal/history"
	"weerklank/internal/permalinks"
	"weerklank/internal/traject"
	"weerklank/internal/weggehaald"
)

// Wider returns the list with every name that what is gone had before, as git and
// the ledger know them: a text that was taken away under its last name is not to
// be read under an earlier one. live are the names of the trajecten that are there
// now, by the paths of their files.
func Wider(l *weggehaald.Lijst, h *history.History, moves []permalinks.Entry, live map[string]string) (*weggehaald.Lijst, error) {
	if len(l.Adressen()) == 0 {
		return l, nil
	}
	l = l.MetPijlen(moved(moves))
	if h == nil {
		return l, nil
	}
	var all []weggehaald.Namen
	for _, f := range h.Files() {
		if !touched(f, l.Adressen()) {
			continue
		}
		// A name that another traject has now is that of the other one.
		free := func(name string) bool { return live[name] == "" || live[name] == f.Path }
		seen := map[string]bool{}
		for _, rev := range slices.Backward(f.Revisions) { // from its last name back to the first
			if rev.Blob == "" || seen[rev.Path+rev.Blob] {
				continue
			}
			seen[rev.Path+rev.Blob] = true
			src, err := h.Blob(rev.Blob)
			if errors.Is(err, history.ErrTooLarge) {
				continue // it cannot have been published
			}
			if err != nil {
				return nil, err
			}
			all = append(all, earlierNames(f, rev.Path, src, free))
		}
	}
	return l.Met(all), nil
}

// touched reports whether f ever was the file of a traject of which something is
// gone.
func touched(f *history.File, gone []string) bool {
	return slices.ContainsFunc(f.Revisions, func(r history.Revision) bool {
		return strings.HasPrefix(r.Path, content.TrajectenDir+"/") && slices.ContainsFunc(gone, func(a string) bool {
			name := content.Base(r.Path)
			return strings.HasPrefix(a, "/trajecten/"+name+"/") || strings.HasPrefix(a, "/bijeenkomsten/"+name+"-")
		})
	})
}

// earlierNames returns the names that f had in one revision, and those of its file.
func earlierNames(f *history.File, path string, src []byte, free func(string) bool) weggehaald.Namen {
	var n weggehaald.Namen
	if parsed, _ := content.Parse(path, src, content.Markdown); parsed != nil && parsed.Front != nil {
		t, _ := traject.Parse(parsed)
		n = weggehaald.NamenVan(t)
	}
	for _, r := range f.Revisions {
		n.Slugs = append(n.Slugs, content.Base(r.Path))
	}
	n.Slugs = slices.DeleteFunc(n.Slugs, func(s string) bool { return !free(s) })
	slices.Sort(n.Slugs)
	n.Slugs = slices.Compact(n.Slugs)
	return n
}

// moved returns which addresses of signalen, meetings, advice and files lead where.
// A whole traject of which the address leads to another is not that other one.
func moved(moves []permalinks.Entry) (pairs [][2]string) {
	for _, m := range moves {
		if _, no := weggehaald.Adres(m.Van); no.IsZero() && !(strings.HasPrefix(m.Van, "/trajecten/") && strings.Count(m.Van, "/") == 3) {
			pairs = append(pairs, [2]string{m.Van, m.Naar})
		}
	}
	return pairs
}

// liveNames returns the paths of the trajecten that are there, by their names.
func liveNames(docs []*document) map[string]string {
	live := map[string]string{}
	for _, d := range docs {
		if d.doc != nil {
			live[d.doc.Slug] = d.doc.Path
		}
	}
	return live
}
