package taalgebruik

// A Filter says quickly of nearly every word that it is none of some words. It
// has a bit for each value of [Sum].
type Filter [1024]uint64

// Add adds a word.
func (f *Filter) Add(word string) {
	sum := Sum(word)
	f[sum>>6] |= 1 << (sum & 63)
}

// May reports whether a word of this sum can be one of those that were added,
// in capitals or not. It is true of some that are not.
func (f *Filter) May(sum uint16) bool { return f[sum>>6]&(1<<(sum&63)) != 0 }

// Word returns where the letters of A to Z end that begin at i in s, and whether
// they can be one of the words that were added.
func (f *Filter) Word(s string, i int) (end int, may bool) {
	sum := uint32(0)
	for end = i; end < len(s) && plainLetter[s[end]] > 0; end++ {
		sum = addToSum(sum, s[end])
	}
	return end, end > i && f.May(foldSum(sum))
}

// Sum returns a number for a word of ASCII that is the same in capitals.
func Sum(word string) uint16 {
	sum := uint32(0)
	for i := range len(word) {
		sum = addToSum(sum, word[i])
	}
	return foldSum(sum)
}

func addToSum(sum uint32, c byte) uint32 { return (sum ^ uint32(c|0x20)) * 0x01000193 }
func foldSum(sum uint32) uint16          { return uint16(sum ^ sum>>16) }
