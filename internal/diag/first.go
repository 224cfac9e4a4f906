package diag

import "slices"

// More counts problems that were found and not kept. None of them is an error.
type More struct {
	Rules           map[string]int // by code
	Files           map[string]bool
	Warnings, Infos int
}

// A First keeps of many problems every error, and of the warnings and the tips of
// each rule those that come first, as [Compare] orders them; the others are counted.
// Which are kept does not depend on the order in which they are added. Of a large
// site all would take more memory than the site.
type First struct {
	max    int
	errors []Problem
	byRule map[string][]Problem // sorted
	more   More
}

// NewFirst returns a First that keeps max of each rule.
func NewFirst(max int) *First {
	return &First{max: max, byRule: map[string][]Problem{}, more: More{Rules: map[string]int{}, Files: map[string]bool{}}}
}

// Add adds the problems ps, of which no other has been added that says the same.
func (f *First) Add(ps []Problem) {
	for i := range ps {
		if ps[i].Severity == Error {
			f.errors = append(f.errors, ps[i])
			continue
		}
		kept := f.byRule[ps[i].Code]
		if len(kept) == f.max && compare(&ps[i], &kept[f.max-1]) >= 0 {
			f.count(&ps[i])
			continue
		}
		if len(kept) == f.max {
			f.count(&kept[f.max-1])
			kept = kept[:f.max-1]
		}
		at, _ := slices.BinarySearchFunc(kept, ps[i], Compare)
		f.byRule[ps[i].Code] = slices.Insert(kept, at, ps[i])
	}
}

func (f *First) count(p *Problem) {
	switch p.Severity {
	case Off:
		return
	case Warning:
		f.more.Warnings++
	case Info:
		f.more.Infos++
	}
	f.more.Rules[p.Code]++
	f.more.Files[p.File] = true
}

// Problems returns those that were kept, in no order.
func (f *First) Problems() []Problem {
	all := f.errors
	for _, ps := range f.byRule {
		all = append(all, ps...)
	}
	return all
}

// More returns what was only counted.
func (f *First) More() More { return f.more }
