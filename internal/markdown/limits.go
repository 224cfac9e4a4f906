package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A Reason is why a text is not read as Markdown, see [Doc.Refused].
type Reason string

const (
	TooLong       Reason = "long"     // more lines than a publication has
	TooDeep       Reason = "deep"     // lists and quotes within one another
	TooManyCells  Reason = "cells"    // columns of a table, or cells of all tables
	TooManyNotes  Reason = "notes"    // footnotes and definitions of links: [x]:
	TooManyMarks  Reason = "marks"    // * _ [ ] ` < !
	TooMuchCopied Reason = "expanded" // one long definition used by many links
)

// The parser takes time and memory that grow with the square of some things in
// a text, so a small text can stop a build. These limits are far above what a
// text for readers has, and keep any text of the size of a file under a second.
const (
	maxLines   = 20_000
	maxMarkers = 20 // of lists and quotes on one line
	maxIndent  = 64 // columns before the marker of a list
	maxColumns = 100
	maxCells   = 50_000
	maxPipes   = 2_000      // written as \|
	maxNotes   = 1_000      // footnotes and definitions
	maxNoteRun = 20_000_000 // of those without an empty line between × bytes
	maxMarks   = 50_000
	maxWork    = 100_000_000 // marks × bytes of the block they stand in
	maxCopied  = 1 << 20
)

// A refusal is why, and from where, a text is not read.
type refusal struct {
	offset int
	reason Reason
}

// limits looks at the lines of src, in one pass, for what the parser of blocks
// would take too long over. What it counts is never less than what the parser
// will find, and may be more. It returns nil when src may be parsed; the marks
// within blocks are counted by [meter], which knows where blocks end.
func limits(src []byte) *refusal {
	var lines, notes, cells, pipes int
	var run struct{ start, notes, columns int } // lines without an empty one between
	offset := 0
	for line := range bytes.Lines(src) {
		refuse := func(r Reason) *refusal { return &refusal{offset, r} }
		lines++
		p := prefixOf(line)
		if p.blank {
			run.start, run.notes, run.columns = offset+len(line), 0, 0
		}
		n := bytes.Count(line, []byte("]:"))
		notes, run.notes = notes+n, run.notes+n
		pipes += bytes.Count(line, []byte(`\|`))
		cells += run.columns
		run.columns = max(run.columns, p.columns)
		switch {
		case lines > maxLines:
			return refuse(TooLong)
		case p.markers > maxMarkers || p.indent > maxIndent:
			return refuse(TooDeep)
		case run.columns > maxColumns || cells > maxCells || pipes > maxPipes:
			return refuse(TooManyCells)
		case notes > maxNotes || run.notes*(offset+len(line)-run.start) > maxNoteRun:
			return refuse(TooManyNotes)
		}
		offset += len(line)
	}
	return nil
}

// A prefix is what stands before the text of a line.
type prefix struct {
	markers int  // of quotes, list items and footnotes
	indent  int  // columns before the last of them
	blank   bool // nothing, or quotes only, so that no paragraph goes on here
	columns int  // if the text can be the row of dashes below a table's header
}

func prefixOf(line []byte) prefix {
	var p prefix
	items := false
	column := 0
	for p.markers <= maxMarkers {
		for len(line) > 0 && isSpace(line[0]) {
			column++
			if line[0] == '\t' {
				column = (column + 3) / 4 * 4
			}
			line = line[1:]
		}
		n := marker(line)
		if n == 0 {
			break
		}
		items = items || line[0] != '>'
		p.markers, p.indent = p.markers+1, column
		line, column = line[n:], column+n
	}
	p.blank = len(line) == 0 && !items
	if len(line) > 0 && len(bytes.Trim(line, " \t\r\n\v\f|:-")) == 0 {
		// The scan above may have taken dashes for list items.
		p.columns = bytes.Count(line, []byte("|")) + 1 + p.markers
	}
	return p
}

// marker returns the length of the marker of a quote, list item or footnote at
// the beginning of line; 0 without one.
func marker(line []byte) int {
	if len(line) == 0 {
		return 0
	}
	n := 1
	switch c := line[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '*':
		if len(bytes.Trim(line, string(c)+" \t\r\n")) == 0 && bytes.Count(line, line[:1]) > 2 {
			return 0 // a line across the page: * * *
		}
	case c == '+':
	case '0' <= c && c <= '9':
		for n < len(line) && '0' <= line[n] && line[n] <= '9' {
			n++
		}
		if n > 9 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	case bytes.HasPrefix(line, []byte("[^")):
		i := bytes.Index(line[:min(len(line), longestNote)], []byte("]:"))
		if i < 0 {
			return 0
		}
		return i + len("]:")
	default:
		return 0
	}
	if n < len(line) && !isSpace(line[n]) {
		return 0
	}
	return n
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// meter comes before all other parsers of what stands within a block. It
// parses nothing: it counts the marks at which they begin, each of which can
// make them read the block to its end.
type meter struct{}

func (meter) Trigger() []byte { return []byte("![]*_`<") }

func (meter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := seenBy(pc)
	line, at := block.PeekLine()
	if s.block != parent {
		s.block, s.blockSize = parent, 0
		for _, l := range parent.Lines().Sliced(0, parent.Lines().Len()) {
			s.blockSize += l.Len() + lineCost
		}
	}
	s.marks++
	s.work += s.blockSize * weight(line[0])
	if s.marks > maxMarks || s.work > maxWork {
		s.refuse(at.Start, TooManyMarks)
	}
	if s.refused == nil {
		return nil
	}
	// Pass over the rest of the block, and of all that follow.
	for line != nil {
		block.AdvanceLine()
		line, _ = block.PeekLine()
	}
	return ast.NewTextSegment(at)
}

// lineCost is how long the parsers take over going to a next line, in bytes.
const lineCost = 30

// weight returns how long the parsers look at a byte that follows the mark c,
// compared with one another.
func weight(c byte) int {
	switch c {
	case '<':
		return 10 // regular expressions
	case '`':
		return 6 // each attempt keeps all lines
	}
	return 1
}

func (s *seen) refuse(offset int, r Reason) {
	if s.refused == nil {
		s.refused = &refusal{offset, r}
	}
}

// plain returns a document with all of src as one paragraph of plain text.
func plain(src []byte) ast.Node {
	root, p := ast.NewDocument(), ast.NewParagraph()
	root.AppendChild(root, p)
	p.AppendChild(p, ast.NewRawTextSegment(text.NewSegment(0, len(src))))
	return root
}

// Refused reports that the text was not read as Markdown, because that would
// take too long: at offset something begins of which there is more than any
// text for readers has. The Doc then is one paragraph with the text as it is
// written.
func (d *Doc) Refused() (offset int, reason Reason, ok bool) {
	if r := d.seen.refused; r != nil {
		return r.offset, r.reason, true
	}
	return 0, "", false
}
