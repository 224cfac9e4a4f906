package content

import (
	"weerklank/internal/diag"

	"go.yaml.in/yaml/v4"
)

// Parse is [Read] for bytes that come from elsewhere than a folder: an earlier
// version of a file. The File is nil when src is no text.
func Parse(name string, src []byte, k Kind) (*File, []diag.Problem) { return parse(name, src, k, nil) }

func parse(name string, src []byte, k Kind, p *Parts) (*File, []diag.Problem) {
	if len(src) > MaxSize {
		return nil, nil
	}
	src, _ = decode(src)
	if src == nil {
		return nil, nil
	}
	return split(name, src, k, p)
}

// Change replaces every plain value of the front matter, and the text below it,
// by what change makes of it. key and above are as in [Scalar]; both are "" for
// the text. Source stays as it was, so places no longer hold.
func (f *File) Change(change func(key, above, value string) string) {
	f.Scalars(func(s Scalar) {
		if v := change(s.Key, s.Above, s.Value); v != s.Value {
			s.yaml.Value, s.yaml.Tag, s.yaml.Style = v, "!!str", yaml.DoubleQuotedStyle
		}
	})
	if body := string(f.Body); body != "" {
		if b := change("", "", body); b != body {
			f.Body = []byte(b)
		}
	}
}
