package check_test

// framesHonest says in which frame the examples of the group diag.Honest stand.
var framesHonest = map[string]frame{}
