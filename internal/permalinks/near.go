package permalinks

import "strings"

// Likeness says how much two names or texts are alike, from 0 to 1: which part of
// their pairs of letters they share.
func Likeness(a, b string) float64 {
	p, q := pairs(a), pairs(b)
	total := 0
	for _, n := range p {
		total += n
	}
	shared := 0
	for k, n := range q {
		total += n
		shared += min(n, p[k])
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(total)
}

// maxCompared is how much of a text counts.
const maxCompared = 400

func pairs(s string) map[[2]rune]int {
	counts := map[[2]rune]int{}
	last, n := ' ', 0
	for _, r := range strings.ToLower(s) {
		if n++; n > maxCompared {
			break
		}
		if r == '-' || r == '\n' {
			r = ' '
		}
		if r != ' ' || last != ' ' {
			counts[[2]rune{last, r}]++
		}
		last = r
	}
	return counts
}
