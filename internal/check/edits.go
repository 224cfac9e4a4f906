package check

import "weerklank/internal/diag"

// replace returns the edit that puts new in the place of the stretch of the text
// from start to end. There is none in a value that YAML writes otherwise than it
// reads.
func (t *text) replace(start, end int, new string) []diag.Edit {
	f, old := t.src.File, t.src.Text[start:end]
	if !t.src.InValue() {
		offset := f.BodyOffset()
		return []diag.Edit{{Start: offset + start, End: offset + end, New: new}}
	}
	return f.Replace(t.src.Place(start, old), old, new)
}
