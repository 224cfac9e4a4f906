package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Source returns the text as it was written, without what the page does not have
// either: comments, and other HTML. A text without any is returned as it is.
func (d *Doc) Source() string {
	if bytes.IndexByte(d.src, '<') < 0 {
		return string(d.src)
	}
	var b strings.Builder
	at := 0 // what comes before it was copied, or left out
	leave := func(start, end int, instead string) {
		if start < at {
			return
		}
		b.Write(d.src[at:start])
		b.WriteString(instead)
		at = end
	}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			lines := n.Lines().Sliced(0, n.Lines().Len())
			if n.HasClosure() {
				lines = append(lines, n.ClosureLine)
			}
			if len(lines) > 0 { // the empty line keeps apart what the block kept apart
				leave(lines[0].Start, lines[len(lines)-1].Stop, "\n")
			}
		case *ast.RawHTML:
			leave(n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop, "")
		}
		return ast.WalkContinue, nil
	})
	b.Write(d.src[at:])
	return b.String()
}
