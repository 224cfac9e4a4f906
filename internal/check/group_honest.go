package check

// The rules of the group diag.Honest, by what they look at.
var (
	honestTraject = []rule[*document]{}
	honestSite    = []siteRule{}
)
