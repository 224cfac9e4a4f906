package render

import (
	"fmt"
	"strings"
	"sync"

	"weerklank/internal/site"
)

// makeAround returns what every file with a key depends on beside what the site says
// of it: all that the Renderer was made of, and the sizes of images, which stand on
// pages.
func (r *Renderer) makeAround() string {
	if r.keySalt == "" {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q %s %s\n", r.keySalt, r.theme.layers.sum(), r.site.Around())
	for _, m := range r.site.Media() {
		width, height, _ := r.size(m)
		fmt.Fprintf(&b, "%q %d %d\n", m.Address, width, height)
	}
	return sumOf(b.String())
}

// key makes the key of a file of what the site says of it.
func (r *Renderer) key(kind site.Kind, of func() string) func() string {
	return func() string {
		own, around := of(), r.around()
		if own == "" || around == "" {
			return ""
		}
		return around + " " + string(kind) + " " + own
	}
}

// deelKey returns what makes the key of the files of a traject, which is the same
// for all of them but for their kind; nil for another part.
func deelKey(d site.Deel) func() string {
	if !d.IsTraject() {
		return nil
	}
	return sync.OnceValue(d.Key)
}
