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
	strings  []string             // shared strings
	styles   []style              // of the cells, by number
	date1904 bool                 // days are counted from 1904, as on old Macs
}

func readBook(base string, src []byte) ([]Table, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, damaged(base, err)
	}
	b := &book{base: base, parts: map[string]*zip.File{}, left: maxUnzip}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if b.parts[name] == nil {
			b.parts[name] = f
		}
	}
	if b.parts["xl/workbook.xml"] == nil {
		return nil, b.otherKind()
	}
	sheets, err := b.workbook()
	if err != nil {
		return nil, err
	}
	if err := b.sharedStrings(); err != nil {
		return nil, err
	}
	if err := b.readStyles(); err != nil {
		return nil, err
	}
	var tables []Table
	total := 0
	for _, s := range sheets {
		r := &sheetReader{book: b, collector: collector{base: b.where(s.name), size: total}}
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
		tables, total = append(tables, r.table), r.size
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
	d := xml.NewTokenDecoder(&shallow{d: xml.NewDecoder(rc)})
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

// shallow reads XML as long as elements do not lie deep within one another, as
// they do in no workbook: each level takes memory.
type shallow struct {
	d     *xml.Decoder
	depth int
}

func (s *shallow) Token() (xml.Token, error) {
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
	return t, err
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

// workbook reads which sheets there are and where.
func (b *book) workbook() ([]sheet, error) {
	var sheets []sheet
	ids := map[string]int{} // relation -> sheet
	err := b.each("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.date1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			id := ""
			for _, a := range e.Attr { // beside sheetId, which is something else
				if a.Name.Local == "id" {
					id = a.Value
				}
			}
			ids[id] = len(sheets)
			sheets = append(sheets, sheet{name: attr(e, "name"), hidden: attr(e, "state") == "hidden" || attr(e, "state") == "veryHidden"})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = b.each("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		i, ok := ids[attr(e, "Id")]
		if !ok || e.Name.Local != "Relationship" || path.Base(attr(e, "Type")) != "worksheet" {
			return nil // a chart is a sheet too
		}
		target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "/xl/" + target
		}
		sheets[i].part = strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		if s.part != "" && b.parts[s.part] == nil {
			return nil, damaged(b.base, fmt.Errorf("%q ontbreekt / is missing", s.name))
		}
	}
	return slices.DeleteFunc(sheets, func(s sheet) bool { return s.part == "" }), nil
}

// sharedStrings reads the texts that cells refer to by number.
func (b *book) sharedStrings() error {
	return b.each("xl/sharedstrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
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
		b.WriteString(s[:i])
		s = s[i:]
		n, err := uint64(0), error(strconv.ErrSyntax)
		if len(s) >= 7 && s[6] == '_' {
			n, err = strconv.ParseUint(s[2:6], 16, 16)
		}
		if err != nil {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		b.WriteRune(rune(n))
		s = s[7:]
	}
	b.WriteString(s)
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(b.String())
}

// A sheetReader reads the cells of one sheet.
type sheetReader struct {
	*book
	collector
	number int // of the row
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
		r.number, r.cells = number, nil
		r.hidden = attr(e, "hidden") == "1" || attr(e, "hidden") == "true"
	case "c":
		return r.cell(d, e)
	case "mergeCell":
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
	column := len(r.cells) + 1
	if ref := attr(e, "r"); ref != "" {
		c, row, ok := position(ref)
		if !ok || row != r.number || c < column {
			return fmt.Errorf("cel / cell %q", ref)
		}
		column = c
	}
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
	merged := 0
	widest := 0
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
			if merged += max(0, min(right, widest)-left) + 1; merged > maxMerged {
				return lang.Errorf("%s: er zijn te veel samengevoegde cellen (%s); splits ze in Excel", "%s: too many cells are merged (%s); split them in Excel", r.collector.base, ref)
			}
			row := &rows[i]
			for len(row.Cells) < min(right, widest) {
				row.Cells = append(row.Cells, "")
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
