package publish

// Ways are the ways to publish between which the machine decides, and a test can
// choose, by the situation in which each is the best that is left.
var Ways = map[string]func(*Options){
	"all is possible":        func(*Options) {},
	"no exchange of folders": func(o *Options) { o.first = swap },
	"folder in use":          func(o *Options) { o.first = move },
	"parent not ours":        func(o *Options) { o.inside = true },
}
