package check

// The rules of the group diag.Privacy, by what they look at.
var (
	privacyValues  = []rule[*value]{}
	privacyTraject = []rule[*document]{}
)
