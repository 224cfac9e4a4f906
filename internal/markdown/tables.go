package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A Table is a table in the text, as plain text.
type Table struct {
	Header      []string
	Rows        [][]string // below the header
	Offset, End int        // of the line of the header
}

// Tables returns the tables of the text in order. They must not be changed.
func (d *Doc) Tables() []Table {
	if d.facts().tables == 0 {
		return nil
	}
	d.tablesOnce.Do(func() { d.tables = d.readTables() })
	return d.tables
}

func (d *Doc) readTables() []Table {
	var tables []Table
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Kind() != extast.KindTable {
			return ast.WalkContinue, nil
		}
		var t Table
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			var cells []string
			for c := row.FirstChild(); c != nil; c = c.NextSibling() {
				cells = append(cells, d.textOf(c))
			}
			if row.Kind() == extast.KindTableHeader {
				t.Header = cells
				t.Offset, t.End = d.lineAround(row.Pos())
				continue
			}
			t.Rows = append(t.Rows, cells)
		}
		tables = append(tables, t)
		return ast.WalkSkipChildren, nil
	})
	return tables
}

// lineAround returns the line in which offset lies, without white space around it.
func (d *Doc) lineAround(offset int) (start, end int) {
	start, end = offset, offset
	for start > 0 && d.src[start-1] != '\n' {
		start--
	}
	for end < len(d.src) && d.src[end] != '\n' {
		end++
	}
	for start < end && (d.src[start] == ' ' || d.src[start] == '>') {
		start++
	}
	for end > start && (d.src[end-1] == ' ' || d.src[end-1] == '\r') {
		end--
	}
	return start, end
}
