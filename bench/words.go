//go:build linux

package main

import (
	"fmt"
	"slices"
	"strings"
)

// none is a figure that was not measured.
const none = "–"

// step returns a step, without figures when it was never run.
func (r *results) step(name string) *step {
	if s, ok := r.Steps[name]; ok {
		return s
	}
	return &step{}
}

// sizes returns the sizes of the sites that a step measured for a program, the
// smallest first.
func (s *step) sizes(prefix string) []int {
	var all []int
	for name, n := range s.Sizes {
		if strings.HasPrefix(name, prefix+", ") {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

// ofSize returns the runs of a program with the largest or the smallest site.
func (r *results) ofSize(name, program string, largest bool) []run {
	s := r.step(name)
	sizes := s.sizes(program)
	if len(sizes) == 0 {
		return nil
	}
	n := sizes[0]
	if largest {
		n = sizes[len(sizes)-1]
	}
	return s.Runs[fmt.Sprintf("%s, %s", program, thousands(n))]
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func megabytes(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/1e6) }

func factor(of, to spread) string {
	if of.median == 0 || to.median == 0 {
		return none
	}
	return fmt.Sprintf("%.1f", of.median/to.median)
}

func percent(of, to spread) string {
	if of.median == 0 || to.median == 0 {
		return none
	}
	return fmt.Sprintf("%.1f %%", 100*of.median/to.median)
}

func seconds(s spread) string { return shown(s, 1, "%.2f", "s") }
func millis(s spread) string  { return shown(s, 1000, "%.0f", "ms") }
func mib(s spread) string     { return shown(s, 1, "%.0f", "MiB") }

// shown is a median with the least and the most around it.
func shown(s spread, scale float64, format, unit string) string {
	if s.median == 0 {
		return none
	}
	one := func(v float64) string { return fmt.Sprintf(format, v*scale) }
	if one(s.least) == one(s.most) {
		return one(s.median) + " " + unit
	}
	return fmt.Sprintf("%s %s (%s–%s)", one(s.median), unit, one(s.least), one(s.most))
}
