package check

// The rules of the group diag.Accessible, by what they look at.
var (
	accessibleText    = []rule[*text]{}
	accessibleValues  = []rule[*value]{}
	accessibleTraject = []rule[*document]{}
)
