package publish

// Ways are the ways to publish between which the machine decides, and a test can
// choose, by the situation in which each is the best that is left.
var Ways = map[string]func(*Options){
	"all is possible":        func(*Options) {},
	"large site":             func(o *Options) { o.large = true },
	"no exchange of folders": func(o *Options) { o.first = swap },
	"folder in use":          func(o *Options) { o.first = move },
	"parent not ours":        func(o *Options) { o.inside = true },
}

// IsLarge reports whether something is left behind for the next build.
func IsLarge(o Options) bool { return o.large }

// ErrSkip is for a hook that does not want the disk to be flushed.
var ErrSkip = errSkip

// Hook makes before be called before each operation on a file, which fails with
// what it returns.
func Hook(o *Options, before func(op, name string) error) { o.disk.fail = before }
