package publish

// Ways are the ways to publish that a test can choose, by the name of what makes
// them necessary.
var Ways = map[string]func(*Options){
	"exchange":         func(*Options) {},
	"no exchange":      func(o *Options) { o.first = swap },
	"folder is in use": func(o *Options) { o.first = move },
	"parent not ours":  func(o *Options) { o.inside = true },
}
