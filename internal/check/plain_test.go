package check_test

// framesPlain says in which frame the examples of the group diag.Plain stand.
var framesPlain = map[string]frame{
	"lange-zin": asBody, "leesniveau": asBody, "ambtelijk-woord": asBody, "lijdende-vorm": asBody, "afkorting": asBody,
}
