package tabel

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"weerklank/internal/lang"
)

// A book is a workbook while it is read. Its parts are XML files in a zip; they
// are read as a stream, because a sheet of which a million rows were once made
// yellow is a table of a few rows all the same.
type book struct {
	base     string
	parts    map[string]*zip.File // by lower-case path
	left     int64                // how many bytes may still be unpacked
	tokens   int                  // how many pieces of XML may still be read
	strings  []string             // shared strings
	styles   []style              // of the cells, by number
	date1904 bool                 // days are counted from 1904, as on old Macs
}

func readBook(base string, src []byte) ([]Table, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, damaged(base, err)
	}
	b := &book{base: base, parts: map[string]*zip.File{}, left: maxUnzip, tokens: maxTokens}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if b.parts[name] == nil {
			b.parts[name] = f
		}
	}
	sheets, err := b.workbook()
	if err != nil {
		return nil, err
	}
	var tables []Table
	size, cells := 0, 0
	for _, s := range sheets {
		r := &sheetReader{book: b, collector: collector{base: b.where(s.name), size: size, cells: cells}}
		if err := b.each(s.part, r.element); err != nil {
			return nil, err
		}
		if err := r.endRow(); err != nil {
			return nil, err
		}
		if err := r.merge(); err != nil {
			return nil, err
		}
		r.table.Name, r.table.Hidden = s.name, s.hidden
		tables, size, cells = append(tables, r.table), r.size, r.collector.cells
	}
	if len(tables) == 0 {
		return nil, lang.Errorf("%s heeft geen bladen met een tabel", "%s has no sheets with a table", base)
	}
	return tables, nil
}

// where returns how messages name a sheet.
func (b *book) where(sheet string) string { return b.base + ", " + strconv.Quote(sheet) }

func damaged(base string, err error) error {
	return lang.Errorf("%s is beschadigd en kan niet helemaal worden gelezen (%v); open het in Excel of LibreOffice en bewaar het opnieuw als .xlsx",
		"%s is damaged and cannot be read completely (%v); open it in Excel or LibreOffice and save it as .xlsx again", base, err)
}

// otherKind returns what to say of a zip that is no workbook.
func (b *book) otherKind() error {
	kind, english := "een ingepakt bestand", "a packed file"
	switch {
	case b.parts["content.xml"] != nil:
		kind, english = "een bestand van LibreOffice", "a file of LibreOffice"
	case b.parts["xl/workbook.bin"] != nil:
		kind, english = "een binaire werkmap (.xlsb)", "a binary workbook (.xlsb)"
	case b.parts["word/document.xml"] != nil:
		kind, english = "een Word-document", "a Word document"
	}
	return lang.Errorf("%s is %s; open het en bewaar de tabel als .xlsx of .csv", "%s is %s; open it and save the table as .xlsx or .csv", b.base, lang.T(kind, english))
}

// each reads a part to its end and calls element for every element that begins.
// element may read on to the end of that element. A part that is not there has
// no elements.
func (b *book) each(part string, element func(d *xml.Decoder, e xml.StartElement) error) error {
	f := b.parts[part]
	if f == nil {
		return nil
	}
	// A small zip can hold petabytes. It says how much in advance, and
	// archive/zip reads no more than that.
	if size := f.UncompressedSize64; size > uint64(b.left) {
		return lang.Errorf("%s is uitgepakt groter dan %d MB; dat is geen gewone tabel, en is niet gelezen", "%s is larger than %d MB when unpacked; that is no ordinary table, and was not read", b.base, maxUnzip>>20)
	}
	b.left -= int64(f.UncompressedSize64)
	rc, err := f.Open()
	if err != nil {
		return damaged(b.base, err)
	}
	defer rc.Close()
	d := xml.NewTokenDecoder(&bounded{d: xml.NewDecoder(rc), book: b})
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if e, ok := t.(xml.StartElement); ok && err == nil {
			err = element(d, e)
		}
		if err != nil {
			var known *lang.Error
			if errors.As(err, &known) {
				return known
			}
			return damaged(b.base, err)
		}
	}
}

// bounded reads XML as long as there is not too much of it, and elements do not lie
// deep within one another, as they do in no workbook: each level takes memory.
type bounded struct {
	d     *xml.Decoder
	book  *book
	depth int
}

func (s *bounded) Token() (xml.Token, error) {
	t, err := s.d.Token()
	switch t.(type) {
	case xml.StartElement:
		s.depth++
	case xml.EndElement:
		s.depth--
	}
	if s.depth > 200 {
		return nil, errors.New("te diep / too deep")
	}
	if s.book.tokens--; s.book.tokens < 0 {
		return nil, s.book.tooMuch()
	}
	return t, err
}

// tooMuch returns what to say of a workbook that holds more than a table can need.
func (b *book) tooMuch() error {
	return lang.Errorf("%s bevat meer dan een gewone tabel; haal opmaak, lege rijen en lege kolommen weg, of bewaar de tabel als .csv",
		"%s holds more than an ordinary table; remove formatting, empty rows and empty columns, or save the table as .csv", b.base)
}

// attr returns the attribute name of e, whatever its namespace.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// A sheet is one sheet of a workbook.
type sheet struct {
	name, part string
	hidden     bool
}

// A relation says in which part of the workbook something is.
type relation struct{ id, kind, part string }

// relations returns those of a part. The names of parts are free; most programs
// use the same ones.
func (b *book) relations(part string) ([]relation, error) {
	var rs []relation
	dir, name := path.Split(part)
	err := b.each(dir+"_rels/"+name+".rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "/" + dir + target
		}
		if len(rs) == maxParts {
			return b.tooMuch()
		}
		rs = append(rs, relation{attr(e, "Id"), path.Base(attr(e, "Type")), strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))})
		return nil
	})
	return rs, err
}

// partOf returns the part that is of a kind, otherwise where it usually is.
func partOf(rs []relation, kind, usual string) string {
	for _, r := range rs {
		if r.kind == kind {
			return r.part
		}
	}
	return usual
}

// workbook reads all that the sheets share, and returns which there are and where.
func (b *book) workbook() ([]sheet, error) {
	rs, err := b.relations("")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	if part := partOf(rs, "officeDocument", main); path.Dir(part) == "xl" && b.parts[part] != nil && path.Ext(part) == ".xml" {
		main = part
	}
	if b.parts[main] == nil {
		return nil, b.otherKind()
	}
	if rs, err = b.relations(main); err != nil {
		return nil, err
	}
	sheets, err := b.sheets(main, rs)
	if err != nil {
		return nil, err
	}
	if err := b.sharedStrings(partOf(rs, "sharedStrings", "xl/sharedstrings.xml")); err != nil {
		return nil, err
	}
	return sheets, b.readStyles(partOf(rs, "styles", "xl/styles.xml"))
}

// sheets reads from the main part which sheets there are, and by rs where.
func (b *book) sheets(main string, rs []relation) ([]sheet, error) {
	var sheets []sheet
	err := b.each(main, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.date1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			s := sheet{name: attr(e, "name"), hidden: attr(e, "state") == "hidden" || attr(e, "state") == "veryHidden"}
			id := ""
			for _, a := range e.Attr { // beside sheetId, which is something else
				if a.Name.Local == "id" {
					id = a.Value
				}
			}
			for _, r := range rs {
				if r.id == id && r.kind == "worksheet" { // a chart is a sheet too
					s.part = r.part
				}
			}
			if s.part != "" && b.parts[s.part] == nil {
				return fmt.Errorf("%q ontbreekt / is missing", s.name)
			}
			if s.part != "" {
				sheets = append(sheets, s)
			}
			if len(sheets) > maxParts {
				return b.tooMuch()
			}
		}
		return nil
	})
	return sheets, err
}

// sharedStrings reads the texts that cells refer to by number.
func (b *book) sharedStrings(part string) error {
	return b.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(b.strings) == maxCells {
			return b.tooMuch()
		}
		s, err := richText(d)
		b.strings = append(b.strings, s)
		return err
	})
}

// richText reads the plain text of an element with runs of text, to its end.
// What is said of how it sounds (rPh, for Japanese) is no part of it.
func richText(d *xml.Decoder) (string, error) {
	var text strings.Builder
	inText := false
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", unexpected(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		}
	}
	return unescape(text.String()), nil
}

// unexpected is an end of the file within an element, which is damage.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unescape resolves _x000D_, by which a workbook writes characters that XML does
// not have (ISO/IEC 29500-1, 22.9.2.19), and writes the end of a line as \n.
func unescape(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			break
		}
		if i+7 <= len(s) && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteString(s[:i] + string(rune(n)))
				s = s[i+7:]
				continue
			}
		}
		b.WriteString(s[:i+1])
		s = s[i+1:]
	}
	b.WriteString(s)
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(b.String())
}

// A sheetReader reads the cells of one sheet.
type sheetReader struct {
	*book
	collector
	number int // of the row
	column int // of the last cell
	cells  []string
	hidden bool     // the row is
	merged []string // ranges such as A1:C1
}

func (r *sheetReader) element(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		if err := r.endRow(); err != nil {
			return err
		}
		number, err := strconv.Atoi(attr(e, "r"))
		if attr(e, "r") == "" {
			number, err = r.number+1, nil
		}
		if err != nil || number <= r.number {
			return fmt.Errorf("rij / row %q", attr(e, "r"))
		}
		r.number, r.column, r.cells = number, 0, nil
		r.hidden = attr(e, "hidden") == "1" || attr(e, "hidden") == "true"
	case "c":
		return r.cell(d, e)
	case "mergeCell":
		if len(r.merged) == maxRows {
			return r.tooMuch()
		}
		r.merged = append(r.merged, attr(e, "ref"))
	}
	return nil
}

func (r *sheetReader) endRow() error {
	if len(r.cells) == 0 {
		return nil
	}
	cells := r.cells
	r.cells = nil
	had := len(r.table.Rows)
	err := r.add(r.number, cells)
	if len(r.table.Rows) > had {
		r.table.Rows[had].Hidden = r.hidden
	}
	return err
}

// A cell is one cell of a sheet as it is written.
type cell struct {
	kind            string // attribute t
	style           int
	value           string
	inline          string
	hasValue, is, f bool
}

// cell reads one cell into the row.
func (r *sheetReader) cell(d *xml.Decoder, e xml.StartElement) error {
	column := r.column + 1 // of a cell that does not say
	if ref := attr(e, "r"); ref != "" {
		c, row, ok := position(ref)
		if !ok || row != r.number || c < column {
			return fmt.Errorf("cel / cell %q", ref)
		}
		column = c
	}
	r.column = column
	c := cell{kind: attr(e, "t")}
	c.style, _ = strconv.Atoi(attr(e, "s")) // absent is the first
	if err := c.read(d); err != nil {
		return err
	}
	text, fault := r.text(c)
	if !fault.IsZero() {
		r.fault(column, fault)
	}
	if text == "" {
		return nil
	}
	if column > maxColumns {
		return lang.Errorf("%s: in rij %d staat iets in kolom %s; meer dan %d kolommen kan niet worden gelezen", "%s: in row %d there is something in column %s; more than %d columns cannot be read",
			r.collector.base, r.number, Column(column), maxColumns)
	}
	r.cells = append(append(r.cells, make([]string, column-1-len(r.cells))...), text)
	return nil
}

// maxFaults is how many faults of a sheet are kept: nobody reads more.
const maxFaults = 1000

func (r *sheetReader) fault(column int, message lang.Text) {
	if len(r.table.Faults) < maxFaults {
		r.table.Faults = append(r.table.Faults, Fault{r.number, column, message})
	}
}

// read reads the cell to its end.
func (c *cell) read(d *xml.Decoder) error {
	for {
		t, err := d.Token()
		if err != nil {
			return unexpected(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				c.hasValue = true
				err = d.DecodeElement(&c.value, &t)
			case "is":
				c.is = true
				c.inline, err = richText(d)
			default:
				c.f = c.f || t.Name.Local == "f"
				err = d.Skip()
			}
			if err != nil {
				return unexpected(err)
			}
		}
	}
}

// text returns what a cell says, and what is wrong with it.
func (r *sheetReader) text(c cell) (string, lang.Text) {
	switch {
	case c.is:
		return c.inline, lang.Text{}
	case c.f && !c.hasValue:
		return "", lang.T("de uitkomst van deze formule staat niet in het bestand; open het in Excel en bewaar het opnieuw",
			"the outcome of this formula is not in the file; open it in Excel and save it again")
	case !c.hasValue:
		return "", lang.Text{}
	}
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || n < 0 || n >= len(r.strings) {
			return "", lang.F("de tekst van deze cel ontbreekt in het bestand (%s)", "the text of this cell is not in the file (%s)", c.value)
		}
		return r.strings[n], lang.Text{}
	case "e":
		return "", lang.F("hier staat een fout van Excel: %s", "there is an error of Excel here: %s", c.value)
	case "b":
		return map[bool]string{true: "ja", false: "nee"}[strings.TrimSpace(c.value) == "1"], lang.Text{}
	case "str":
		return unescape(c.value), lang.Text{}
	case "d":
		return isoDate(c.value), lang.Text{}
	}
	return r.numeric(strings.TrimSpace(c.value), c.style)
}

// position returns the column and row of a reference such as AB12.
func position(ref string) (column, row int, ok bool) {
	i := 0
	for i < len(ref) && i < 3 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' {
		column = column*26 + int(ref[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	return column, row, err == nil && column > 0 && row > 0 && ref[i] != '+'
}

// maxMerged is how many cells merged ranges may have together. A few characters
// of a file can merge millions.
const maxMerged = 2_000_000

// merge gives every cell of a merged range the text of its first.
func (r *sheetReader) merge() error {
	rows := r.table.Rows
	widest, steps := 0, 0
	for _, row := range rows {
		widest = max(widest, len(row.Cells))
	}
	for _, ref := range r.merged {
		from, to, _ := strings.Cut(ref, ":")
		left, top, ok := position(from)
		right, bottom, ok2 := position(to)
		if !ok || !ok2 {
			continue // one cell, or nonsense: nothing is merged
		}
		first, found := slices.BinarySearchFunc(rows, top, func(r Row, n int) int { return r.Number - n })
		if !found || left > len(rows[first].Cells) || rows[first].Cells[left-1] == "" {
			continue
		}
		text := rows[first].Cells[left-1]
		for i := first; i < len(rows) && rows[i].Number <= bottom; i++ {
			if steps += max(0, min(right, widest)-left) + 1; steps > maxMerged {
				return lang.Errorf("%s: er zijn te veel samengevoegde cellen (%s); splits ze in Excel", "%s: too many cells are merged (%s); split them in Excel", r.collector.base, ref)
			}
			row := &rows[i]
			if more := min(right, widest) - len(row.Cells); more > 0 {
				row.Cells = append(row.Cells, make([]string, more)...)
			}
			for c := left; c <= min(right, widest); c++ {
				if row.Cells[c-1] == "" {
					row.Cells[c-1] = text
				}
			}
		}
	}
	return nil
}
