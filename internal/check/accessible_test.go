package check_test

// framesAccessible says in which frame the examples of the group diag.Accessible stand.
var framesAccessible = map[string]frame{}
