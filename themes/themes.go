// Package themes carries the default theme inside the program.
//
// What is in default/ is documented in docs/thema.md: templates, components,
// styles, texts, and files that are copied as they are. A site replaces any of
// them by a file of the same path under its own themes/<name>/.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default returns the default theme.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic("themes: internal error: " + err.Error())
	}
	return sub
}
