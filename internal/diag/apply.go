package diag

import (
	"bytes"
	"slices"
	"sort"
)

// Apply returns src, one file, with the edits of the problems ps made. Of a
// problem all edits are made, or none. Where two problems want to change the same
// stretch the first wins; what the other wants is to be asked again, of the text
// that comes out.
func Apply(src []byte, ps []Problem) []byte {
	out, _ := ApplyEdits(src, ps)
	return out
}

// ApplyEdits is like [Apply], and also returns the edits that were made: sorted, and
// no two overlap.
func ApplyEdits(src []byte, ps []Problem) ([]byte, []Edit) {
	var taken []Edit
	for _, p := range ps {
		if wanted, ok := fit(taken, p.Edits, len(src)); ok {
			taken = wanted
		}
	}
	var out bytes.Buffer
	end := 0
	for _, e := range taken {
		out.Write(src[end:e.Start])
		out.WriteString(e.New)
		end = e.End
	}
	out.Write(src[end:])
	return out.Bytes(), taken
}

// fit returns taken with more in it; ok is false when something of more is outside
// a text of n bytes or gets in the way. What is in taken already is not made twice.
func fit(taken, more []Edit, n int) (all []Edit, ok bool) {
	all = slices.Clone(taken)
	for _, e := range more {
		if e.Start < 0 || e.End < e.Start || e.End > n {
			return nil, false
		}
		// The first that ends at or behind the beginning of e.
		i := sort.Search(len(all), func(i int) bool { return all[i].End >= e.Start })
		if slices.Contains(all[i:min(i+2, len(all))], e) {
			continue
		}
		for _, other := range all[i:min(i+2, len(all))] {
			if other.Start == e.Start || other.Start < e.End && e.Start < other.End {
				return nil, false
			}
		}
		for i < len(all) && all[i].Start < e.Start {
			i++
		}
		all = slices.Insert(all, i, e)
	}
	return all, true
}

// Mendable returns those of ps that have edits.
func Mendable(ps []Problem) []Problem {
	var some []Problem
	for _, p := range ps {
		if p.Severity != Off && len(p.Edits) > 0 {
			some = append(some, p)
		}
	}
	return some
}
