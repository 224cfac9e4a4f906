package diag

import "weerklank/internal/lang"

// MaxPerRule is how many problems of one rule are kept of one file. Nobody reads
// more of them at once, and a file that is made to have millions would take all
// memory.
const MaxPerRule = 100

// A Collector collects the problems of one file. What one rule finds more than
// [MaxPerRule] times (or the Max of the rule) is only counted, and becomes one
// problem that says so. The zero value is ready to use.
type Collector struct {
	problems []Problem
	count    map[string]int // by code
	more     []Problem      // of each rule the first that was only counted
	kept     []int          // how many were kept of the rules of more
}

// Full reports whether so much was found by a rule that more is only counted:
// then nobody reads the message, nor the hint.
func (c *Collector) Full(r *Rule) bool { return c.count[r.Code] >= r.max() }

// max is how many problems of r are kept of one file.
func (r *Rule) max() int {
	if r.Max > 0 {
		return r.Max
	}
	return MaxPerRule
}

// Add adds what a rule found; problem is only called when it is kept.
func (c *Collector) Add(r *Rule, problem func() Problem) {
	if c.count == nil {
		c.count = map[string]int{}
	}
	c.count[r.Code]++
	switch n := c.count[r.Code]; {
	case n <= r.max():
		c.problems = append(c.problems, problem())
	case n == r.max()+1:
		c.more, c.kept = append(c.more, problem()), append(c.kept, r.max())
	}
}

// Found returns how many problems were added.
func (c *Collector) Found() (n int) {
	for _, k := range c.count {
		n += k
	}
	return n
}

// Problems returns what was added, as far as it was kept.
func (c *Collector) Problems() []Problem {
	all := c.problems
	for i, p := range c.more {
		if c.count[p.Code] == c.kept[i]+1 {
			all = append(all, p) // a count of one says less
			continue
		}
		p.Message = lang.F("dit komt nog %d keer voor in dit bestand", "this is in this file %d more times", c.count[p.Code]-c.kept[i])
		p.Hint = lang.T("Verbeter eerst de meldingen hierboven.", "Mend the problems above first.")
		all = append(all, p)
	}
	return all
}
