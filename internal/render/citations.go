package render

import "iter"

// citationFiles returns the files with which reference managers cite a traject.
func (r *Renderer) citationFiles() iter.Seq[File] {
	return func(yield func(File) bool) {}
}
