package publish

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"
)

// A paths is a set of paths, numbered in the order in which they were added. A
// site may have millions: so they are kept in a few large pieces of memory, of
// which the garbage collector has nothing to look at.
type paths struct {
	text  [][]byte // the paths, one after another, in pieces of textSize
	refs  rows[uint64]
	index []uint64 // by the hash of its folded form (32 bits), that hash and the number of the path + 1; 0 is free
	seed  maphash.Seed
}

// textSize is the size of a piece of text; a longer path has one of its own.
const textSize = 1 << 18

// A ref holds the number of a piece of text (24 bits), and where in it the path
// begins (20 bits) and ends after that (20 bits).
const refBits = 20

func newPaths() *paths { return &paths{index: make([]uint64, 64), seed: maphash.MakeSeed()} }

func (s *paths) len() int { return s.refs.len() }

// at returns path number id, which must not be changed.
func (s *paths) at(id uint32) []byte {
	ref := *s.refs.at(int(id))
	from := ref >> refBits & (1<<refBits - 1)
	return s.text[ref>>(2*refBits)][from : from+ref&(1<<refBits-1)]
}

func (s *paths) get(id uint32) string { return string(s.at(id)) }

// find returns the number of p.
func (s *paths) find(p string) (id uint32, ok bool) {
	id, ok, _ = s.look(fold(p), func(id uint32) bool { return string(s.at(id)) == p })
	return id, ok
}

// findFolded returns the number of a path that is like p but for case, and for
// which is holds.
func (s *paths) findFolded(p string, is func(id uint32) bool) (id uint32, ok bool) {
	key := fold(p)
	id, ok, _ = s.look(key, func(id uint32) bool {
		return is(id) && foldsTo(s.at(id), key)
	})
	return id, ok
}

// look returns the first path with the hash of key for which is holds, or else
// where in the index a path would come.
func (s *paths) look(key string, is func(id uint32) bool) (id uint32, ok bool, slot int) {
	tag := s.tag(key)
	mask := len(s.index) - 1
	slot = int(tag) & mask
	for ; s.index[slot] != 0; slot = (slot + 1) & mask {
		if id := uint32(s.index[slot]) - 1; uint32(s.index[slot]>>32) == tag && is(id) {
			return id, true, slot
		}
	}
	return 0, false, slot
}

func (s *paths) tag(key string) uint32 { return uint32(maphash.String(s.seed, key)) }

// add adds p and returns its number; fresh reports whether it was not there.
func (s *paths) add(p string) (id uint32, fresh bool) {
	key := fold(p)
	id, ok, slot := s.look(key, func(id uint32) bool { return string(s.at(id)) == p })
	if ok {
		return id, false
	}
	if last := len(s.text) - 1; last < 0 || len(s.text[last])+len(p) > cap(s.text[last]) {
		s.text = append(s.text, make([]byte, 0, max(textSize, len(p))))
	}
	piece := len(s.text) - 1
	from := len(s.text[piece])
	s.text[piece] = append(s.text[piece], p...)
	id = uint32(s.refs.len())
	s.refs.add(uint64(piece)<<(2*refBits) | uint64(from)<<refBits | uint64(len(p)))
	s.index[slot] = uint64(s.tag(key))<<32 | uint64(id+1)
	if s.refs.len()*2 > len(s.index) {
		s.grow()
	}
	return id, true
}

func (s *paths) grow() {
	old := s.index
	s.index = make([]uint64, 2*len(old))
	mask := len(s.index) - 1
	for _, entry := range old {
		if entry == 0 {
			continue
		}
		slot := int(entry>>32) & mask
		for s.index[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.index[slot] = entry
	}
}

// compare orders two paths as the list does: by their bytes.
func (s *paths) compare(a, b uint32) int { return bytes.Compare(s.at(a), s.at(b)) }

// sorted returns the numbers of the paths for which is holds, in order of path.
func (s *paths) sorted(is func(id uint32) bool) []uint32 {
	var ids []uint32
	for id := range uint32(s.len()) {
		if is(id) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, s.compare)
	return ids
}

// fold returns the form of p by which paths are compared.
func fold(p string) string { return strings.ToLower(p) }

// foldsTo reports whether fold(p) is key.
func foldsTo(p []byte, key string) bool {
	for i, c := range p {
		if c >= utf8.RuneSelf {
			return fold(string(p)) == key
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if i == len(key) || key[i] != c {
			return false
		}
	}
	return len(p) == len(key)
}

// rows is a slice that grows without being copied.
type rows[T any] struct {
	parts [][]T
	n     int
}

const rowsPart = 1024

func (r *rows[T]) len() int { return r.n }

func (r *rows[T]) at(i int) *T { return &r.parts[i/rowsPart][i%rowsPart] }

func (r *rows[T]) add(v T) {
	r.reach(r.n + 1)
	*r.at(r.n - 1) = v
}

// reach makes r at least n long.
func (r *rows[T]) reach(n int) {
	for len(r.parts)*rowsPart < n {
		r.parts = append(r.parts, make([]T, rowsPart))
	}
	r.n = max(r.n, n)
}
