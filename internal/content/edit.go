package content

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/diag"
)

// Replace returns the edit that makes text of what stands at a place in the file,
// which must be old, as it is or in quotes (they stay). Otherwise, because it is
// written over several lines or with escapes, there is none.
func (f *File) Replace(at diag.Range, old, text string) []diag.Edit {
	start, end := f.Offset(at.Start), f.Offset(at.End)
	if start > end {
		return nil
	}
	switch written := string(f.Source[start:end]); {
	case written == old:
	case written == `"`+old+`"`, written == `'`+old+`'`:
		start, end = start+1, end-1
	default:
		return nil
	}
	return []diag.Edit{{Start: start, End: end, New: text}}
}

// AddKey returns the edit that puts a key with a plain value before the others of
// the mapping n, written in the way of that mapping. There is none where that
// cannot be told.
func (f *File) AddKey(n *yaml.Node, key, value string) []diag.Edit {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return nil
	}
	first := n.Content[0]
	offset := f.Offset(diag.Pos{Line: first.Line, Column: first.Column})
	insert := func(text string) []diag.Edit { return []diag.Edit{{Start: offset, End: offset, New: text}} }
	if n.Style&yaml.FlowStyle != 0 {
		if start := f.Offset(diag.Pos{Line: n.Line, Column: n.Column}); start >= offset || f.Source[start] != '{' {
			return nil // [key: value], where what comes before a comma is another mapping
		}
		return insert(key + ": " + value + ", ")
	}
	start, end, ok := f.line(first.Line)
	if !ok || len(bytes.Trim(f.Source[start:offset], " -")) > 0 {
		return nil
	}
	lineEnd := "\n"
	if end < len(f.Source) && f.Source[end] == '\r' {
		lineEnd = "\r\n"
	}
	return insert(key + ": " + value + lineEnd + string(bytes.Repeat([]byte(" "), offset-start)))
}

// FillKey returns the edit that gives a value to the key of the mapping n that has
// none. There is none where something stands behind the key, or on the lines below:
// an empty value can be written, as "" or ~, and would become a part of the new one.
func (f *File) FillKey(n, key *yaml.Node, value string) []diag.Edit {
	if old := n.Content[slices.Index(n.Content, key)+1]; old.Kind != yaml.ScalarNode || old.Style != 0 || old.Value != "" {
		return nil
	}
	offset := f.Offset(f.ScalarRange(key).End)
	_, end, ok := f.line(key.Line)
	if !ok || offset >= end || f.Source[offset] != ':' || len(bytes.TrimSpace(f.Source[offset+1:end])) > 0 {
		return nil
	}
	return []diag.Edit{{Start: offset + 1, End: offset + 1, New: " " + value}}
}
