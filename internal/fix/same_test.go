package fix_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"weerklank/internal/diag"
	. "weerklank/internal/fix"
)

// An edit that changes what the front matter says elsewhere is not made, whoever
// thought of it.
func TestOnlyWhatIsMendedChanges(t *testing.T) {
	for _, c := range []struct {
		name, before, old, new string
		made                   bool
	}{
		{"a value", "a: een\nb: twee", "een", "drie", true},
		{"a key", "a: een\nb: twee", "b:", "c:", true},
		{"a value that becomes a list", "a: een\nb: twee", "een", "[een]", true},
		{"a key more", "l:\n  - a: een", "a: een", "id: x\n    a: een", true},
		{"a key more in a flow", "l: [{a: een}]", "a: een", "id: x, a: een", true},
		{"a part of the text", "a: een\n---\n# Kop\n---", "# Kop", "## Kop", true},
		{"a mapping more", "l: [a: een]", "a: een", "id: x, a: een", false},
		{"a line that becomes part of the value", "a:\n  ~\nb: twee", "a:", "a: x", false},
		{"what is behind it becomes a comment", "l: [een, twee\n  ]", "een", "een #", false},
		{"a quote that takes in the next line", "a: een\nb: 'twee'", "een", "'een", false},
		{"a key that goes below another", "a:\nb: twee", "b:", " b:", false},
	} {
		src := "---\n" + c.before + "\n---\n"
		start := strings.Index(src, c.old)
		load := func(fsys fs.FS) ([]diag.Problem, error) {
			if now, err := fs.ReadFile(fsys, file); err != nil || string(now) != src {
				return nil, err
			}
			return []diag.Problem{{File: file, Severity: diag.Error, Edits: []diag.Edit{{Start: start, End: start + len(c.old), New: c.new}}}}, nil
		}
		r, err := Run(fstest.MapFS{file: {Data: []byte(src), Mode: 0o644}}, load, all)
		if err != nil || (len(r.Files) == 1) != c.made {
			t.Errorf("%s: %v, %v", c.name, r, err)
		}
	}
}
