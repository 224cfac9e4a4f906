package zoek

import (
	"encoding/binary"
	"strings"
	"sync"
)

// A Lexicon gives every word a number, so that the words of many texts take a byte
// or two each until the index is made. It may be used by several goroutines.
type Lexicon struct {
	mu      sync.Mutex
	numbers map[string]uint32
	words   []string
}

// NewLexicon returns a Lexicon without words.
func NewLexicon() *Lexicon { return &Lexicon{numbers: map[string]uint32{}} }

// numbered is what words begin with that were made numbers; [Fold] returns no such byte.
const numbered = 0

// Append adds words, as [Fold] returns them, to dst as numbers.
func (l *Lexicon) Append(dst []byte, folded string) []byte {
	if folded == "" || folded[0] == numbered {
		return append(dst, folded...)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	dst = append(dst, numbered)
	for w := range strings.SplitSeq(folded, " ") {
		n, ok := l.numbers[w]
		if !ok {
			w = strings.Clone(w) // not a part of a text
			n = uint32(len(l.words))
			l.numbers[w], l.words = n, append(l.words, w)
		}
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	return dst
}

// Words returns the words that were made s, or s itself when it holds words. A nil
// Lexicon has made nothing.
func (l *Lexicon) Words(s string) string {
	if l == nil || s == "" || s[0] != numbered {
		return s
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]byte, 0, 8*len(s))
	for i := 1; i < len(s); {
		n, shift := uint32(0), 0
		for ; s[i] >= 0x80; i++ {
			n |= uint32(s[i]&0x7f) << shift
			shift += 7
		}
		n |= uint32(s[i]) << shift
		i++
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, l.words[n]...)
	}
	return string(out)
}
