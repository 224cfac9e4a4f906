package render

import "iter"

// dataFiles returns the files of the open data.
func (r *Renderer) dataFiles() iter.Seq[File] {
	return func(yield func(File) bool) {}
}
