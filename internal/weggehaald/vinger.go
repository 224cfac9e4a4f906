package weggehaald

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A fingerprint is what is known of a passage.
type fingerprint struct {
	words int
	tag   uint16
	salt  [16]byte
	sum   [sha256.Size]byte
}

// MaxWoorden is how many words a passage may have. A longer one is better taken
// away in parts, or by its address.
const MaxWoorden = 2000

var printed = regexp.MustCompile(`^([1-9][0-9]{0,3})-([0-9a-f]{4})-([0-9a-f]{32})-([0-9a-f]{64})$`)

// readPrint returns the fingerprint that s is, nil when it is none.
func readPrint(s string) *fingerprint {
	m := printed.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	f := &fingerprint{}
	f.words, _ = strconv.Atoi(m[1]) // four digits
	if f.words > MaxWoorden {
		return nil
	}
	tag, _ := strconv.ParseUint(m[2], 16, 16) // hexadecimal, as the pattern says
	f.tag = uint16(tag)
	hex.Decode(f.salt[:], []byte(m[3]))
	hex.Decode(f.sum[:], []byte(m[4]))
	return f
}

func (f *fingerprint) String() string {
	return fmt.Sprintf("%d-%04x-%x-%x", f.words, f.tag, f.salt, f.sum)
}

// Vingerafdruk returns the fingerprint of a passage, and how many words it has: 0
// when it has none. random gives the salt; nil for that of the system.
func Vingerafdruk(passage string, random io.Reader) (print string, words int, err error) {
	if random == nil {
		random = rand.Reader
	}
	skip := unread(passage)
	tokens := scan(nil, passage, skip)
	if len(tokens) == 0 {
		return "", 0, nil
	}
	f := &fingerprint{words: len(tokens), tag: tagOf(tokens)}
	if _, err := io.ReadFull(random, f.salt[:]); err != nil {
		return "", 0, err
	}
	f.sum = f.of(folded(passage, tokens, skip))
	return f.String(), f.words, nil
}

// of returns the sum of words with the salt of f.
func (f *fingerprint) of(words []string) [sha256.Size]byte {
	return sha256.Sum256(append(f.salt[:], strings.Join(words, " ")...))
}

// base is that of the polynomial whose value tells passages apart quickly.
const base = 0x9e3779b97f4a7c15

// tagOf returns the tag of all words together.
func tagOf(tokens []token) uint16 {
	var h uint64
	for _, t := range tokens {
		h = h*base + t.sum
	}
	return tagged(h)
}

// tagged takes the tag out of the value of a polynomial. It says nothing that
// somebody who guesses the words could not see from the sum.
func tagged(h uint64) uint16 { return uint16(mix(h) >> 48) }

// A finder finds passages by their fingerprints.
type finder []length

// A length holds the fingerprints of passages of as many words.
type length struct {
	words   int
	power   uint64 // base to the number of words
	tags    *[1 << 16 / 64]uint64
	stukken []*Stuk
}

// newFinder returns the finder of the fingerprints of stukken.
func newFinder(stukken []*Stuk) finder {
	var f finder
	for _, s := range stukken {
		if s.print == nil {
			continue
		}
		i := slices.IndexFunc(f, func(l length) bool { return l.words == s.print.words })
		if i < 0 {
			i = len(f)
			l := length{words: s.print.words, power: 1, tags: new([1 << 16 / 64]uint64)}
			for range l.words {
				l.power *= base
			}
			f = append(f, l)
		}
		f[i].tags[s.print.tag/64] |= 1 << (s.print.tag % 64)
		f[i].stukken = append(f[i].stukken, s)
	}
	return f
}

// A match is a passage that was found.
type match struct {
	span
	stuk *Stuk
	link bool // it is where a link leads
}

// find returns the passages in s, by where they begin. skip is what nobody reads.
func (f finder) find(s string, tokens []token, skip []span) []match {
	var found []match
	for _, l := range f {
		if len(tokens) < l.words {
			continue
		}
		// One pass: the value of a window is that of the one before, with a word
		// more and a word less.
		var h uint64
		for i, t := range tokens {
			h = h*base + t.sum
			if i >= l.words {
				h -= tokens[i-l.words].sum * l.power
			}
			if tag := tagged(h); i+1 >= l.words && l.tags[tag/64]&(1<<(tag%64)) != 0 {
				found = append(found, l.closer(s, tag, tokens[i+1-l.words:i+1], skip)...)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.start - b.start })
	return found
}

// closer returns what the words of a window are.
func (l length) closer(s string, tag uint16, tokens []token, skip []span) (found []match) {
	var words []string
	for _, stuk := range l.stukken {
		if stuk.print.tag != tag {
			continue
		}
		if words == nil {
			words = folded(s, tokens, skip)
		}
		if stuk.print.of(words) == stuk.print.sum {
			found = append(found, match{span{tokens[0].start, tokens[len(tokens)-1].end}, stuk, false})
		}
	}
	return found
}
