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
	before, known := git, false
	for i, t := range authored {
		if !plausible(t) {
			mended[i] = true
			if t = before; plausible(committed[i]) {
				t = committed[i]
			}
		}
		if t.After(earliest[i].Add(ahead)) {
			if c, ok := overtaken(t, committed[i:min(len(committed), i+window)], before, known); ok {
				t, mended[i] = c, true
			}
		}
		dates[i] = t
		if t.After(before) {
			before, known = t, true
		}
	}
	return dates, mended
}

// overtaken returns when it was that a commit shows that t, of the first of them, is
// ahead. What was committed earlier than before has a clock that is behind. Where
// nothing is known to be before, one such clock would take the whole history with
// it: there two commits must say so, and be most of those that follow.
func overtaken(t time.Time, committed []time.Time, before time.Time, known bool) (at time.Time, ok bool) {
	seen, against := 0, 0
	for i, c := range committed {
		if !plausible(c) {
			continue
		}
		if i > 0 {
			seen++
		}
		if c.Before(before) || !t.After(c.Add(ahead)) {
			continue
		}
		if against++; against == 1 {
			at = c
		}
		if i == 0 || known || against > 1 && 2*against > seen {
			return at, true
		}
	}
	return at, false
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
