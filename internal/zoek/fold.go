package zoek

import "sync"

// Fold returns the words of texts as they are searched, once each, with a space
// between them; those of not are left out.
func Fold(not string, texts ...string) string {
	f := folders.Get().(*folder)
	f.all, f.out, f.seen = f.all[:0], f.out[:0], f.seen[:0]
	clear(f.slots)
	f.add(not, false)
	for _, t := range texts {
		f.add(t, true)
	}
	folded := string(f.out)
	if len(f.slots) <= maxSlots {
		folders.Put(f)
	}
	return folded
}

// A folder has seen some words. It is used again and again, because there are
// many texts, and most are short.
type folder struct {
	out   []byte  // the words that are kept, with a space between them
	all   []byte  // all words
	seen  []place // where they stand in all
	slots []int32 // a hash table: the place of a word in seen, counted from 1
}

type place struct {
	start, end int32
	hash       uint32
}

// maxSlots is the size over which a folder is not used again.
const maxSlots = 1 << 14

var folders = sync.Pool{New: func() any { return &folder{slots: make([]int32, 256)} }}

// add looks at the words of s: see [words], of which this is the short way for
// those that are of ASCII. keep says whether they go into the result.
func (f *folder) add(s string, keep bool) {
	for i := 0; i < len(s); {
		start, plain, hash := i, true, uint32(0)
		for ; i < len(s); i++ {
			c := s[i]
			if c >= 0x80 {
				plain = false
			} else if c |= 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
				break
			}
			if i-start < maxWord {
				hash = addHash(hash, c)
			}
		}
		if !plain {
			words(s[start:i], func(w string) { f.see(w, hashOf(w), keep) })
		} else if i-start > 1 {
			f.see(s[start:min(i, start+maxWord)], hash, keep)
		}
		i++
	}
}

// see notes a word of ASCII.
func (f *folder) see(w string, hash uint32, keep bool) {
	start := len(f.all)
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		f.all = append(f.all, c)
	}
	at := int(hash) & (len(f.slots) - 1)
	for ; f.slots[at] > 0; at = (at + 1) & (len(f.slots) - 1) {
		if s := f.seen[f.slots[at]-1]; s.hash == hash && string(f.all[s.start:s.end]) == string(f.all[start:]) {
			f.all = f.all[:start]
			return
		}
	}
	f.seen = append(f.seen, place{int32(start), int32(len(f.all)), hash})
	f.slots[at] = int32(len(f.seen))
	if keep {
		if len(f.out) > 0 {
			f.out = append(f.out, ' ')
		}
		f.out = append(f.out, f.all[start:]...)
	}
	if len(f.seen)*2 > len(f.slots) {
		f.grow()
	}
}

func (f *folder) grow() {
	f.slots = make([]int32, 4*len(f.slots))
	for i, s := range f.seen {
		at := int(s.hash) & (len(f.slots) - 1)
		for f.slots[at] > 0 {
			at = (at + 1) & (len(f.slots) - 1)
		}
		f.slots[at] = int32(i + 1)
	}
}

// hashOf returns a number for a word that is the same in capitals.
func hashOf(w string) (hash uint32) {
	for i := range len(w) {
		hash = addHash(hash, w[i]|0x20)
	}
	return hash
}

func addHash(hash uint32, c byte) uint32 { return (hash ^ uint32(c)) * 0x01000193 }
