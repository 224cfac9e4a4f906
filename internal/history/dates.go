package history

import "time"

// git is when there first was a git to commit with.
var git = time.Date(2005, time.April, 7, 0, 0, 0, 0, time.UTC)

// ahead is how much later than a later commit a date may be: clocks differ.
const ahead = 24 * time.Hour

// window is how many commits that follow are looked at for one that shows that a
// clock was ahead. A fixed number, so that a date does not change when many
// commits have come after it.
const window = 1000

func plausible(t time.Time) bool { return !t.Before(git) && t.Year() <= 9999 }

// mend returns the date of each commit, oldest first, and which of them were mended.
// The rules stand in the comment of the package.
func mend(authored, committed []time.Time) (dates []time.Time, mended []bool) {
	dates, mended = make([]time.Time, len(authored)), make([]bool, len(authored))
	earliest := earliestAfter(committed)
	before := git
	for i, t := range authored {
		if !plausible(t) {
			mended[i] = true
			if t = before; plausible(committed[i]) {
				t = committed[i]
			}
		}
		if t.After(earliest[i].Add(ahead)) {
			for _, c := range committed[i:min(len(committed), i+window)] {
				if plausible(c) && !c.Before(before) && t.After(c.Add(ahead)) {
					t, mended[i] = c, true
					break
				}
			}
		}
		dates[i], before = t, t
	}
	return dates, mended
}

// earliestAfter returns for each commit the earliest plausible date on which it or
// a later one was committed: where that is no earlier, there is nothing to search.
func earliestAfter(committed []time.Time) []time.Time {
	out := make([]time.Time, len(committed))
	least := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := len(committed) - 1; i >= 0; i-- {
		if c := committed[i]; plausible(c) && c.Before(least) {
			least = c
		}
		out[i] = least
	}
	return out
}
