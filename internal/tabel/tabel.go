// Package tabel reads tables: CSV files, and the workbooks of spreadsheet
// programs (XLSX, ISO/IEC 29500-1 part SpreadsheetML).
//
// It gives rows of plain text and knows nothing of what they mean. Two promises
// matter more than speed. No row vanishes: a file that is damaged, or that is
// read in a way that cannot be right, is an error that names the row and the
// column, never a shorter table. And nothing is computed: of a formula the
// stored outcome is read, and text that begins with = is text.
//
// What a file is follows from its bytes. When its name says something else that
// is an error too, because the person who gave it the name should know.
package tabel

import (
	"bytes"
	"path"
	"strings"

	"weerklank/internal/lang"
)

// Limits. What is larger is an error: it is no table that somebody typed.
const (
	MaxSize    = 64 << 20  // bytes of the file
	maxUnzip   = 256 << 20 // bytes of the parts of a workbook, unpacked
	maxRows    = 200_000   // with something in them
	maxColumns = 256
	maxCell    = 1 << 20    // bytes
	maxText    = 256 << 20  // bytes of all cells of a file together
	maxCells   = 5_000_000  // of a file, the empty ones before one that is filled included
	maxTokens  = 40_000_000 // pieces of XML in a workbook
	maxParts   = 10_000     // sheets, and what they refer to
	maxStyles  = 100_000    // a spreadsheet program stops at 65,490
)

// A Table is the table of a CSV file, or of one sheet of a workbook.
type Table struct {
	Name   string // of the sheet; "" for CSV
	Hidden bool   // the sheet is hidden
	Rows   []Row  // those with something in them, in order
	Faults []Fault
}

// A Row is one row of a Table.
type Row struct {
	// Number is the number that a spreadsheet program shows beside the row,
	// counted from 1, empty rows included. For CSV it is the number that the row
	// has when such a program opens the file.
	Number int
	// Cells are the texts of its cells from the first column on; a cell that is
	// empty is "". Cells behind the last that is filled are not there. A date is
	// written as 2026-03-12, with a time as 2026-03-12 14:30. Merged cells all
	// have the text of the first.
	Cells  []string
	Hidden bool // the program does not show it: somebody hid it, or filtered
}

// A Fault is a cell whose value could not be read; its text is "".
type Fault struct {
	Row, Column int // from 1
	Message     lang.Text
}

// Options say how to read a file. The zero value finds out.
type Options struct {
	Comma    rune   // between the cells of CSV
	Encoding string // of CSV: "utf-8", "utf-16" or "windows-1252"
}

// Read reads the tables in src; name is that of the file, which says by its end
// what it should be (.csv, .tsv, .txt or .xlsx). The error is a [lang.Error] that says what is
// wrong, where, and what to do.
func Read(name string, src []byte, o Options) ([]Table, error) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	book := strings.EqualFold(path.Ext(base), ".xlsx") || strings.EqualFold(path.Ext(base), ".xlsm")
	switch {
	case len(src) > MaxSize:
		return nil, lang.Errorf("%s is groter dan %d MB; verdeel het over meer bestanden", "%s is larger than %d MB; divide it into more files", base, MaxSize>>20)
	case len(bytes.TrimSpace(src)) == 0:
		return nil, lang.Errorf("%s is leeg", "%s is empty", base)
	case bytes.HasPrefix(src, []byte("PK\x03\x04")) || bytes.HasPrefix(src, []byte("PK\x05\x06")):
		if !book {
			return nil, lang.Errorf("%s is geen CSV maar een werkmap van Excel of een ander ingepakt bestand; geef het een naam die op .xlsx eindigt",
				"%s is no CSV but a workbook of Excel or another packed file; give it a name that ends in .xlsx", base)
		}
		return readBook(base, src)
	case bytes.HasPrefix(src, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, compound(base, src)
	case isMarkup(src):
		return nil, lang.Errorf("%s is een webpagina of XML, geen tabel; open het in Excel of LibreOffice en bewaar het als .xlsx",
			"%s is a web page or XML, no table; open it in Excel or LibreOffice and save it as .xlsx", base)
	case book:
		return nil, lang.Errorf("%s heet een Excel-bestand, maar is dat niet; is het CSV, geef het dan een naam die op .csv eindigt",
			"%s is named as an Excel file, but is none; if it is CSV, give it a name that ends in .csv", base)
	}
	t, err := readCSV(base, src, o)
	if err != nil {
		return nil, err
	}
	return []Table{t}, nil
}

// compound returns what to say of an OLE compound file: the wrapping of Excel's
// old format, and of a workbook with a password ([MS-OFFCRYPTO] 2.3.4.4).
func compound(base string, src []byte) error {
	if bytes.Contains(src, utf16LE("EncryptedPackage")) {
		return lang.Errorf("%s is beveiligd met een wachtwoord; open het in Excel, haal het wachtwoord eraf en bewaar het opnieuw",
			"%s is protected with a password; open it in Excel, remove the password and save it again", base)
	}
	return lang.Errorf("%s is van een oude versie van Excel (.xls); open het en bewaar het als .xlsx",
		"%s is of an old version of Excel (.xls); open it and save it as .xlsx", base)
}

func utf16LE(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// isMarkup reports whether src begins as HTML or XML do. Some systems name such a
// file .xls or .csv.
func isMarkup(src []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(src[:min(len(src), 200)], []byte("\ufeff")), " \t\r\n"))
	for _, tag := range []string{"<?xml", "<!doctype", "<html", "<table", "<head", "<meta"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// A collector gathers the rows of a table within the limits.
type collector struct {
	base  string
	size  int // bytes of text
	cells int
	table Table
}

// add adds a row, unless it is empty.
func (c *collector) add(number int, cells []string) error {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	if len(cells) > maxColumns {
		return lang.Errorf("%s: rij %d heeft %d kolommen, meer dan %d; haal weg wat niet nodig is, of noem het scheidingsteken",
			"%s: row %d has %d columns, more than %d; remove what is not needed, or name the separator", c.base, number, len(cells), maxColumns)
	}
	if len(c.table.Rows) >= maxRows {
		return lang.Errorf("%s heeft vanaf rij %d meer dan %d gevulde rijen; verdeel het over meer bestanden",
			"%s has from row %d on more than %d filled rows; divide it into more files", c.base, number, maxRows)
	}
	if c.cells += len(cells); c.cells > maxCells {
		return lang.Errorf("%s heeft tot en met rij %d meer dan %d cellen; haal kolommen weg die niet nodig zijn, of verdeel het over meer bestanden",
			"%s has up to row %d more than %d cells; remove columns that are not needed, or divide it into more files", c.base, number, maxCells)
	}
	for i, s := range cells {
		if c.size += len(s); len(s) > maxCell || c.size > maxText {
			return lang.Errorf("%s: in rij %d, kolom %s staat meer tekst dan kan worden gelezen; kort die in",
				"%s: in row %d, column %s is more text than can be read; shorten it", c.base, number, Column(i+1))
		}
	}
	c.table.Rows = append(c.table.Rows, Row{Number: number, Cells: cells})
	return nil
}

// Column returns the letters that a spreadsheet program shows above column n,
// counted from 1.
func Column(n int) string {
	var s []byte
	for ; n > 0; n = (n - 1) / 26 {
		s = append([]byte{byte('A' + (n-1)%26)}, s...)
	}
	return string(s)
}
