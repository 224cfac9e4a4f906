package render

import "iter"

// feedFiles returns the feeds and the calendar.
func (r *Renderer) feedFiles() iter.Seq[File] {
	return func(yield func(File) bool) {}
}
