package check_test

// framesPrivacy says in which frame the examples of the group diag.Privacy stand.
var framesPrivacy = map[string]frame{}
