package diag

import "weerklank/internal/lang"

// MaxPerRule is how many problems of one rule are kept of one file. Nobody reads
// more of them at once, and a file that is made to have millions would take all
// memory.
const MaxPerRule = 100

// A Collector collects the problems of one file. What one rule finds more than
// [MaxPerRule] times is only counted, and becomes one problem that says so. The
// zero value is ready to use.
type Collector struct {
	problems []Problem
	count    map[string]int // by code
	more     []Problem      // of each rule the first that was only counted
}

// Full reports whether so much was found by a rule that more is only counted:
// then nobody reads the message, nor the hint.
func (c *Collector) Full(r *Rule) bool { return c.count[r.Code] >= MaxPerRule }

// Add adds what a rule found; problem is only called when it is kept.
func (c *Collector) Add(r *Rule, problem func() Problem) {
	if c.count == nil {
		c.count = map[string]int{}
	}
	c.count[r.Code]++
	switch n := c.count[r.Code]; {
	case n <= MaxPerRule:
		c.problems = append(c.problems, problem())
	case n == MaxPerRule+1:
		c.more = append(c.more, problem())
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
	for _, p := range c.more {
		p.Message = lang.F("dit komt vanaf hier nog %d keer voor in dit bestand", "from here on this is in this file %d more times", c.count[p.Code]-MaxPerRule)
		p.Hint = lang.T("Verbeter eerst de meldingen hierboven.", "Mend the problems above first.")
		all = append(all, p)
	}
	return all
}
