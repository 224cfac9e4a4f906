package render

import (
	"weerklank/internal/compile"
	"weerklank/internal/site"
)

// CheckNames is done for a theme of one's own when it is read.
var CheckNames = (*Theme).checkNames

// Program returns the compiled template of a kind of page.
func (r *Renderer) Program(k site.Kind) (*compile.Program, error) {
	return r.templates.(*compile.Set).Program(string(k)+":frame", viewOf(k))
}
