package check

// The rules of the group diag.Plain, by what they look at.
var (
	plainText    = []rule[*text]{}
	plainValues  = []rule[*value]{}
	plainTraject = []rule[*document]{}
)
