package check

import (
	"slices"

	"weerklank/internal/content"
	"weerklank/internal/traject"
)

// misread reports whether one of the keys names is in n after all, with a value:
// one that was not understood, or under a name that nearly is that key. Both are
// problems of their own, and whoever solves them should not first be told that
// something is missing. It is to be asked only where the value is missing.
func misread(n content.Node, names ...string) bool {
	for key := range n.Filled {
		if slices.Contains(names, key) || !knownKeys[key] && traject.Nearest(key, names) != "" {
			return true
		}
	}
	return false
}

// knownKeys are the keys of a traject and of a signaal: none of them is a slip of
// the pen for another.
var knownKeys = func() map[string]bool {
	known := map[string]bool{}
	for _, typeName := range []string{"Traject", "Signaal"} {
		for _, k := range traject.Keys(typeName) {
			known[k.Name] = true
			for _, alias := range k.Aliases {
				known[alias] = true
			}
		}
	}
	return known
}()
