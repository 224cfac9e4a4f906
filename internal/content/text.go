package content

import (
	"io/fs"

	"weerklank/internal/diag"
)

// Text reads the text of a file, for [Split]; Read is both. With problems it is no
// text.
func Text(fsys fs.FS, name string) ([]byte, []diag.Problem, error) {
	src, problem, err := readText(fsys, name)
	if problem != nil {
		return nil, []diag.Problem{*problem}, err
	}
	return src, nil, err
}
