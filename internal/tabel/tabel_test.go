package tabel_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weerklank/internal/lang"
	. "weerklank/internal/tabel"
)

// rows returns a table as text: number, then the cells.
func rows(t Table) string {
	var b strings.Builder
	for _, r := range t.Rows {
		fmt.Fprintf(&b, "%d|%s\n", r.Number, strings.ReplaceAll(strings.Join(r.Cells, "|"), "\n", "⏎"))
	}
	return b.String()
}

func read(t *testing.T, name string, src []byte, o Options) []Table {
	t.Helper()
	ts, err := Read(name, src, o)
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestCSV(t *testing.T) {
	for name, c := range map[string]struct {
		src     string
		options Options
		want    string
	}{
		"semicolons":              {"Nr;Reactie\n1;Meer groen, graag\n", Options{}, "1|Nr|Reactie\n2|1|Meer groen, graag\n"},
		"commas":                  {"nr,reactie\n1,\"Meer; groen\"\n", Options{}, "1|nr|reactie\n2|1|Meer; groen\n"},
		"tabs":                    {"nr\treactie\n1\tMeer, groen; graag\n", Options{}, "1|nr|reactie\n2|1|Meer, groen; graag\n"},
		"bars":                    {"nr|reactie\n1|Groen\n", Options{}, "1|nr|reactie\n2|1|Groen\n"},
		"given separator":         {"a,b;c\n", Options{Comma: ','}, "1|a|b;c\n"},
		"line that names it":      {"sep=,\na,b;c\n", Options{}, "2|a|b;c\n"},
		"one column":              {"reactie\nMeer groen\n", Options{}, "1|reactie\n2|Meer groen\n"},
		"byte order mark":         {"\ufeffnr;b\n1;2\n", Options{}, "1|nr|b\n2|1|2\n"},
		"Windows-1252":            {"nr;b\n1;Caf\xe9 \x80 5 \x96 mooi\n", Options{}, "1|nr|b\n2|1|Café € 5 – mooi\n"},
		"UTF-16":                  {"\xff\xfea\x00\t\x00\xeb\x00\n\x00", Options{}, "1|a|ë\n"},
		"UTF-16 without mark":     {"\x00a\x00;\x00b\x00;\x00c", Options{}, "1|a|b|c\n"},
		"UTF-8 by request":        {"a;é", Options{Encoding: "UTF-8"}, "1|a|é\n"},
		"mixed line endings":      {"a;b\r\nc;d\ne;f\rg;h", Options{}, "1|a|b\n2|c|d\n3|e|f\n4|g|h\n"},
		"line in a cell":          {"a;b\n1;\"een\r\ntwee\"\n2;c\n", Options{}, "1|a|b\n2|1|een⏎twee\n3|2|c\n"},
		"empty rows":              {"\n\na;b\n\n;\n1;2\n", Options{}, "3|a|b\n6|1|2\n"},
		"doubled quotes":          {"a;b\n1;\"Zij zei \"\"nee\"\"\"\n", Options{}, "1|a|b\n2|1|Zij zei \"nee\"\n"},
		"formulas are text":       {"a;b\n1;\"=HYPERLINK(\"\"http://x.example\"\";\"\"klik\"\")\"\n", Options{}, "1|a|b\n2|1|=HYPERLINK(\"http://x.example\";\"klik\")\n"},
		"ragged":                  {"a;b;c\n1\n1;2;3;4\n", Options{}, "1|a|b|c\n2|1\n3|1|2|3|4\n"},
		"commas in the names too": {"Nr;Reactie, wens, idee\n1;Groen, bomen, gras\n2;Spelen, sporten, zitten\n", Options{}, "1|Nr|Reactie, wens, idee\n2|1|Groen, bomen, gras\n3|2|Spelen, sporten, zitten\n"},
		"one column of prose":     {"Reactie\nJa, graag\nNee, liever niet\n", Options{}, "1|Reactie\n2|Ja, graag\n3|Nee, liever niet\n"},
		"a space behind each":     {"nr, reactie\n1, Ja\n", Options{}, "1|nr| reactie\n2|1| Ja\n"},
		"numbers with commas":     {"a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", Options{}, "1|a|b|c\n2|1,5|2,5|3,5\n3|1,5|2,5|3,5\n"},
		"numbers and no names":    {"1,5;2,5;3,5\n1,5;2,5;3,5\n", Options{}, "1|1,5|2,5|3,5\n2|1,5|2,5|3,5\n"},
		"commas in a text":        {"Nr;Reactie\n1;Groen, bomen, gras, water\n2;Spelen, sporten, zitten, praten\n", Options{}, "1|Nr|Reactie\n2|1|Groen, bomen, gras, water\n3|2|Spelen, sporten, zitten, praten\n"},
	} {
		t.Run(name, func(t *testing.T) {
			ts := read(t, "lijst.csv", []byte(c.src), c.options)
			if got := rows(ts[0]); len(ts) != 1 || got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

const xlsxHead = `<?xml version="1.0" encoding="UTF-8"?>`

// parts is a workbook: paths and their XML.
type parts map[string]string

// book returns a workbook with one sheet and these rows.
func book(sheetData string) parts {
	return parts{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="Reacties" sheetId="1" r:id="rId7"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + sheetData + `</sheetData></worksheet>`,
	}
}

func (p parts) zip(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for n := range p {
			if !yield(n) {
				return
			}
		}
	}) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, xlsxHead, p[name])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCells(t *testing.T) {
	p := book(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>` +
		`<row r="3"><c r="A3"><v>42</v></c><c r="B3" t="inlineStr"><is><r><t>Meer </t></r><r><rPr><b/></rPr><t xml:space="preserve">groen</t></r></is></c><c r="C3" t="b"><v>1</v></c></row>` +
		`<row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>uitkomst</v></c><c r="B4"><v>0.30000000000000004</v></c><c r="C4"><v>1E3</v></c><c r="D4"><v>20240000123</v></c></row>` +
		`<row r="5"><c r="A5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B5"><f>NOW()</f></c><c r="C5" t="s"><v>9</v></c><c r="D5"><v>twee</v></c></row>` +
		`<row r="6"><c r="A6" s="1"/></row>`)
	p["xl/sharedStrings.xml"] = `<sst><si><t>Nr</t></si><si><r><t>Een_x000D_
regel</t></r><rPh><t>klank</t></rPh></si></sst>`
	ts := read(t, "lijst.xlsx", p.zip(t), Options{})
	want := "1|Nr||Een⏎regel\n3|42|Meer groen|ja\n4|uitkomst|0.3|1000|20240000123\n"
	if got := rows(ts[0]); got != want || ts[0].Name != "Reacties" {
		t.Errorf("%s: got\n%s\nwant\n%s", ts[0].Name, got, want)
	}
	var faults []string
	for _, f := range ts[0].Faults {
		faults = append(faults, fmt.Sprintf("%s%d %s", Column(f.Column), f.Row, strings.Fields(f.Message.EN)[3]))
	}
	if want := []string{"A5 error", "B5 this", "C5 this", "D5 number"}; !slices.Equal(faults, want) {
		t.Errorf("faults %q, want %q", faults, want)
	}
}

// Cells that do not say where they are stand behind the one before, an empty one
// too; the parts of a workbook can have any names.
func TestOtherPrograms(t *testing.T) {
	p := book(`<row><c><v>1</v></c><c/><c s="1"/><c><v>4</v></c></row><row r="3"><c/><c s="1"><v>46093</v></c><c r="D3" t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`)
	p["_rels/.rels"] = `<R><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/Workbook2.xml"/></R>`
	p["xl/Workbook2.xml"] = p["xl/workbook.xml"]
	p["xl/_rels/Workbook2.xml.rels"] = strings.Replace(p["xl/_rels/workbook.xml.rels"], "</R", `<Relationship Id="rId8" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="/xl/a/opmaak.xml"/>`+
		`<Relationship Id="rId9" Type="x/sharedStrings" Target="a/../teksten.xml"/><Relationship Id="rId9" Type="x/styles" TargetMode="External" Target="styles.xml"/></R`, 1)
	p["xl/a/opmaak.xml"] = `<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>`
	p["xl/teksten.xml"] = `<sst><si><t>tekst</t></si></sst>`
	delete(p, "xl/workbook.xml")
	delete(p, "xl/_rels/workbook.xml.rels")
	if got, want := rows(read(t, "lijst.xlsx", p.zip(t), Options{})[0]), "1|1|||4\n3||2026-03-12||tekst|tekst\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A small file does not take hours or all memory.
func TestTooMuch(t *testing.T) {
	var far, near strings.Builder
	for i := range 19_600 {
		fmt.Fprintf(&far, `<row><c r="IV%d"><v>1</v></c></row>`, i+1)
		near.WriteString(`<row><c><v>1</v></c></row>`)
	}
	merged := book(near.String())
	merged["xl/worksheets/sheet1.xml"] = strings.Replace(merged["xl/worksheets/sheet1.xml"], "</worksheet>", strings.Repeat(`<mergeCell ref="A1:A20000"/>`, 500)+"</worksheet>", 1)
	styled := book(`<row/>`)
	styled["xl/styles.xml"] = `<s><cellXfs>` + strings.Repeat(`<xf/>`, 100_001) + `</cellXfs></s>`
	escaped := book(`<row><c t="str"><v>` + strings.Repeat("_x0041_", 200_000) + `</v></c></row>`)
	for name, c := range map[string]struct {
		file string
		src  []byte
		want string
	}{
		"far columns":        {"a.xlsx", book(far.String()).zip(t), "up to row 19532 more than 5000000 cells"},
		"overlapping merges": {"a.xlsx", merged.zip(t), "too many cells are merged"},
		"styles":             {"a.xlsx", styled.zip(t), "more than an ordinary table"},
		"separators only":    {"a.csv", []byte("a;b\n" + strings.Repeat(";", 1<<20)), "line 2 has more than 10000 times"},
		"far columns of CSV": {"a.csv", []byte(strings.Repeat(strings.Repeat(";", 255)+"x\n", 20_000)), "more than 5000000 cells"},
	} {
		if _, err := Read(c.file, c.src, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := read(t, "a.xlsx", escaped.zip(t), Options{})[0].Rows[0].Cells[0]; got != strings.Repeat("A", 200_000) {
		t.Errorf("%d letters", len(got))
	}
}

// Dates in every form that a workbook has for them.
func TestDates(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy"/><numFmt numFmtId="165" formatCode="[$-413]d mmmm yyyy;@"/>` +
		`<numFmt numFmtId="166" formatCode="&quot;dag &quot;0"/><numFmt numFmtId="167" formatCode="00000"/><numFmt numFmtId="168" formatCode="mmm-yy"/>` +
		`<numFmt numFmtId="169" formatCode="[Red]0.00"/>` +
		`<numFmt numFmtId="170" formatCode="0#########"/><numFmt numFmtId="171" formatCode="&quot;Z-2026-&quot;0000"/><numFmt numFmtId="172" formatCode="00\-00 00"/>` +
		`<numFmt numFmtId="173" formatCode="[h]:mm"/><numFmt numFmtId="174" formatCode="0.0%"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/>` +
		`<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="9"/><xf numFmtId="174"/><xf numFmtId="46"/></cellXfs></styleSheet>`
	for _, c := range []struct {
		style int
		value string
		want  string
	}{
		{0, "46093", "46093"},
		{1, "46093", "2026-03-12"},
		{2, "46093", "2026-03-12"},
		{3, "46093", "2026-03-12"},
		{4, "46093", "46093"},
		{5, "46093.604166666664", "2026-03-12 14:30"},
		{5, "46093", "2026-03-12"},
		{5, "46093.9999999", "2026-03-13"},
		{6, "0.604166666666667", "14:30"},
		{7, "42", "00042"},
		{8, "46082", "2026-03-01"},
		{9, "12.5", "12.5"},
		{7, "0", "00000"},
		{7, "1234567", "1234567"},
		{7, "-42", "-42"},
		{7, "4.5", "4.5"},
		{10, "612345678", "0612345678"}, // of a telephone: without its 0 nobody sees that it is one
		{11, "42", "Z-2026-0042"},
		{11, "123456", "Z-2026-123456"},
		{12, "1234567", "123-45 67"},
		{13, "1.25", "30:00"}, // hours, not a day in 1900
		{16, "1.25", "30:00"},
		{14, "0.15", "15%"},
		{15, "0.07", "7%"},
		{1, "1", "1900-01-01"},
		{1, "59", "1900-02-28"},
		{1, "61", "1900-03-01"},
		{1, "2958465", "9999-12-31"},
		{99, "7", "7"},
	} {
		p := book(fmt.Sprintf(`<row r="1"><c r="A1" s="%d"><v>%s</v></c></row>`, c.style, c.value))
		p["xl/styles.xml"] = styles
		ts := read(t, "lijst.xlsx", p.zip(t), Options{})
		if got := rows(ts[0]); got != "1|"+c.want+"\n" {
			t.Errorf("style %d, %s gives %q, want %q", c.style, c.value, got, c.want)
		}
	}
	p := book(`<row r="1"><c r="A1" s="1"><v>44631</v></c><c r="B1" t="d"><v>2026-03-12T14:30:00</v></c></row>`)
	p["xl/styles.xml"] = styles
	p["xl/workbook.xml"] = strings.Replace(p["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	if got := rows(read(t, "lijst.xlsx", p.zip(t), Options{})[0]); got != "1|2026-03-12|2026-03-12 14:30\n" {
		t.Errorf("counted from 1904: %q", got)
	}
	p = book(`<row r="1"><c r="A1" s="1"><v>60</v></c><c r="B1" s="1"><v>99999999</v></c></row>`)
	p["xl/styles.xml"] = styles
	if ts := read(t, "lijst.xlsx", p.zip(t), Options{}); len(ts[0].Faults) != 2 || len(ts[0].Rows) != 0 {
		t.Errorf("dates that do not exist give %v", ts[0])
	}
}

func TestMergedCells(t *testing.T) {
	p := book(`<row r="1"><c r="A1" t="str"><v>Reacties op het plan</v></c><c r="C1"/></row>` +
		`<row r="2"><c r="A2" t="str"><v>Groen</v></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row><row r="9"><c r="B9"><v>4</v></c></row>`)
	p["xl/worksheets/sheet1.xml"] = strings.Replace(p["xl/worksheets/sheet1.xml"], "</sheetData>",
		`</sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A8"/><mergeCell ref="A9:XFD1048576"/><mergeCell ref="onzin"/></mergeCells>`, 1)
	want := "1|Reacties op het plan|Reacties op het plan|Reacties op het plan\n2|Groen|1|2\n3|Groen|3\n9||4\n"
	if got := rows(read(t, "lijst.xlsx", p.zip(t), Options{})[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHiddenRows(t *testing.T) {
	p := book(`<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3" hidden="1"/><row r="4"><c r="A4"><v>4</v></c></row>`)
	var hidden []int
	for _, r := range read(t, "lijst.xlsx", p.zip(t), Options{})[0].Rows {
		if r.Hidden {
			hidden = append(hidden, r.Number)
		}
	}
	if !slices.Equal(hidden, []int{2}) {
		t.Errorf("hidden are %v", hidden)
	}
}

// A few characters of a file must not become gigabytes.
func TestManyMergedCells(t *testing.T) {
	p := book(`<row r="1"><c r="A1" t="str"><v>x</v></c><c r="IV1" t="str"><v>y</v></c></row>`)
	p["xl/worksheets/sheet1.xml"] = strings.Replace(p["xl/worksheets/sheet1.xml"], "</sheetData>",
		"</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 10_000)+"</mergeCells>", 1)
	if _, err := Read("lijst.xlsx", p.zip(t), Options{}); err == nil || !strings.Contains(err.Error(), "too many cells are merged") {
		t.Errorf("it says %v", err)
	}
}

func TestSheets(t *testing.T) {
	p := book(`<row><c t="str"><v>een</v></c><c><v>1</v></c></row><row><c><v>2</v></c></row>`)
	p["xl/workbook.xml"] = `<workbook xmlns:r="r"><sheets><sheet name="Eerste" sheetId="1" r:id="a"/><sheet name="Verborgen" sheetId="2" state="hidden" r:id="b"/><sheet name="Grafiek" sheetId="3" r:id="c"/></sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="b" Type="x/worksheet" Target="worksheets\Sheet2.xml"/><Relationship Id="c" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`
	p["xl/worksheets/sheet2.xml"] = `<worksheet><sheetData/></worksheet>`
	ts := read(t, "lijst.xlsx", p.zip(t), Options{})
	if len(ts) != 2 || ts[0].Name != "Eerste" || ts[1].Name != "Verborgen" || !ts[1].Hidden || ts[0].Hidden {
		t.Fatalf("sheets %v", ts)
	}
	if got := rows(ts[0]); got != "1|een|1\n2|2\n" {
		t.Errorf("cells without a place: %q", got)
	}
}

// What cannot be read says so in both languages, with what to do, and gives no
// rows.
func TestBadInput(t *testing.T) {
	good := book(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	with := func(part, xml string) []byte {
		p := book("")
		p[part] = xml
		return p.zip(t)
	}
	cut := good.zip(t)
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500)
	wide := strings.Repeat("a;", 500) + "a\n"
	for name, c := range map[string]struct {
		file string
		src  []byte
		want string // in the English message
	}{
		"empty":              {"a.csv", nil, "a.csv is empty"},
		"blank":              {"a.csv", []byte(" \n\n"), "is empty"},
		"renamed CSV":        {"a.xlsx", []byte("a;b\n1;2\n"), "ends in .csv"},
		"renamed workbook":   {"a.csv", good.zip(t), "ends in .xlsx"},
		"password":           {"a.xlsx", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "password"},
		"old Excel":          {"a.xls", []byte(ole), "old version"},
		"web page":           {"a.csv", []byte("\ufeff <html><table><tr><td>1</td></tr></table>"), "web page"},
		"LibreOffice":        {"a.xlsx", parts{"content.xml": "<x/>"}.zip(t), "LibreOffice"},
		"Word":               {"a.xlsx", parts{"word/document.xml": "<x/>"}.zip(t), "Word"},
		"cut off":            {"a.xlsx", cut[:len(cut)-40], "damaged"},
		"no sheets":          {"a.xlsx", with("xl/workbook.xml", "<workbook/>"), "no sheets"},
		"missing sheet":      {"a.xlsx", with("xl/_rels/workbook.xml.rels", `<R><Relationship Id="rId7" Type="x/worksheet" Target="weg.xml"/></R>`), "damaged"},
		"XML that stops":     {"a.xlsx", with("xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2">`), "damaged"},
		"XML in a cell":      {"a.xlsx", with("xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1`), "damaged"},
		"text that stops":    {"a.xlsx", with("xl/sharedStrings.xml", `<sst><si><t>a`), "damaged"},
		"row twice":          {"a.xlsx", book(`<row r="2"/><row r="2"/>`).zip(t), "damaged"},
		"cell twice":         {"a.xlsx", book(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`).zip(t), "damaged"},
		"entities":           {"a.xlsx", with("xl/sharedStrings.xml", `<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>`), "damaged"},
		"deep":               {"a.xlsx", with("xl/sharedStrings.xml", strings.Repeat("<a>", 100_000)), "too deep"},
		"far column":         {"a.xlsx", book(`<row r="4"><c r="ZZ4"><v>1</v></c></row>`).zip(t), "row 4 there is something in column ZZ"},
		"500 columns":        {"a.csv", []byte(wide), "row 1 has 501 columns"},
		"unbalanced quotes":  {"a.csv", []byte("a;b\n1;\"niet dicht\n2;x\n"), "row 2 (it begins on line 2"},
		"quote in a cell":    {"a.csv", []byte("a;b\n\n1;5\" buis\n"), "row 3 (it begins on line 3"},
		"NUL":                {"a.csv", []byte("a;b\n1;x\x00y\n"), "row 2, column B"},
		"no Windows-1252":    {"a.csv", []byte("a;\x81\n"), "Windows-1252"},
		"partly UTF-8":       {"a.csv", []byte("a;caf\u00e9\n1;\u00e9n \u00eb\n2;x\xe9\n"), "line 3"},
		"UTF-8 with a mark":  {"a.csv", []byte("\ufeffa;b\n1;x\xe9\n"), "line 2"},
		"DOS":                {"a.csv", []byte("a;b\n1;caf\x82s\n"), "line 2"},
		"Mac":                {"a.csv", []byte("a;b\n1;caf\x8es\n"), "line 2"},
		"wrong UTF-8":        {"a.csv", []byte("a;\xe9\n"), "UTF-8"},
		"very long cell":     {"a.csv", []byte("a;b\n1;" + strings.Repeat("x", 2<<20)), "row 2, column B"},
		"odd bytes in utf16": {"a.csv", []byte("\xff\xfea\x00\x00\xd8b\x00"), "UTF-16"},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{}
			if name == "wrong UTF-8" {
				o.Encoding = "UTF-8"
			}
			ts, err := Read(c.file, c.src, o)
			var e *lang.Error
			if !errors.As(err, &e) || ts != nil {
				t.Fatalf("gives %v and %v", ts, err)
			}
			if !strings.Contains(e.Text.EN, c.want) || e.Text.NL == "" || e.Text.NL == e.Text.EN {
				t.Errorf("says %q / %q", e.Text.EN, e.Text.NL)
			}
		})
	}
}

// A zip of a few kilobytes that unpacks to more than all memory is refused, and
// a cell as long as a spreadsheet program allows is read.
func TestLarge(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("xl/workbook.xml")
	fmt.Fprint(w, `<workbook>`)
	space := bytes.Repeat([]byte(" "), 1<<20)
	for range 257 {
		w.Write(space)
	}
	z.Close()
	if _, err := Read("bom.xlsx", b.Bytes(), Options{}); err == nil || !strings.Contains(err.Error(), "larger than 256 MB when unpacked") {
		t.Errorf("a zip bomb of %d bytes gives %v", b.Len(), err)
	}

	long := strings.Repeat("é", 32_767)
	ts := read(t, "a.xlsx", book(`<row r="1"><c r="A1" t="str"><v>`+long+`</v></c></row>`).zip(t), Options{})
	if !reflect.DeepEqual(ts[0].Rows, []Row{{Number: 1, Cells: []string{long}}}) {
		t.Error("a long cell was changed")
	}

	var empty strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&empty, `<row r="%d"><c r="A%d" s="1"/></row>`, i+2, i+2)
	}
	ts = read(t, "a.xlsx", book(`<row r="1"><c r="A1"><v>1</v></c></row>`+empty.String()+`<row r="1000000"><c r="A1000000"><v>2</v></c></row>`).zip(t), Options{})
	if got := rows(ts[0]); got != "1|1\n1000000|2\n" {
		t.Errorf("rows without anything in them give %q", got)
	}
}

func TestColumn(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := Column(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

// Whatever the bytes are, there is a table within the limits or an error that
// people can read.
func FuzzRead(f *testing.F) {
	f.Add("a.csv", []byte("a;b\r\n1;\"x\"\"y\"\n"))
	f.Add("a.csv", []byte("\xff\xfea\x00;\x00"))
	f.Add("a.xlsx", book(`<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>`).zip(f))
	f.Fuzz(func(t *testing.T, name string, src []byte) {
		ts, err := Read(name, src, Options{})
		var e *lang.Error
		if err != nil && (!errors.As(err, &e) || ts != nil) {
			t.Fatalf("gives %v and %v", ts, err)
		}
		for _, table := range ts {
			last := 0
			for _, r := range table.Rows {
				if r.Number <= last || len(r.Cells) == 0 || len(r.Cells) > 256 {
					t.Fatalf("row %d behind %d has %d cells", r.Number, last, len(r.Cells))
				}
				last = r.Number
			}
		}
	})
}

// Every cell of CSV comes out as it went in, however it is quoted.
func FuzzCSV(f *testing.F) {
	f.Add("a", "b;c", "d\"e\nf")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		cells := []string{"x" + a, b, c + "y"}
		var line strings.Builder
		for i, s := range cells {
			s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
			s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
			cells[i] = s
			if i > 0 {
				line.WriteByte(';')
			}
			line.WriteString(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
		}
		src := "é;b;c\n" + line.String()
		ts, err := Read("a.csv", []byte(src), Options{Comma: ';'})
		if err != nil || len(ts[0].Rows) != 2 || !slices.Equal(ts[0].Rows[1].Cells, cells) {
			t.Errorf("%q gives %v %v", src, ts, err)
		}
	})
}
