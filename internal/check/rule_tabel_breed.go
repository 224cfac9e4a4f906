package check

import (
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// widest is how many columns fit on a telephone. Of a screen 320 px wide 288 are
// left between the margins. A column of short figures takes 48 with the space
// around them: six of them fit, and of seven the last is always out of sight.
const widest = 6

var tableWide = rule[*text]{
	Rule: &diag.Rule{
		Code: "tabel-breed", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.4.10 (AA); ATAG 2.0, B.2.3",
		Title: lang.T("Een tabel die te breed is voor een telefoon", "A table too wide for a telephone"),
		Why: lang.T("Op een telefoon, of bij een vergroting van 400%, passen zes smalle kolommen. Bij meer moet iemand opzij schuiven, en ziet hij de eerste kolom niet meer.",
			"On a telephone, or at a zoom of 400%, six narrow columns fit. With more, people must scroll sideways and lose sight of the first column."),
		Wrong: "| Wijk | jan | feb | mrt | apr | mei | jun |\n| --- | --- | --- | --- | --- | --- | --- |\n| Noord | 1 | 2 | 3 | 4 | 5 | 6 |",
		Right: "| Maand | Noord | Zuid |\n| --- | --- | --- |\n| januari | 1 | 4 |\n| februari | 2 | 5 |",
	},
	check: func(t *text, report report) {
		for _, table := range t.doc.Tables() {
			if n := len(table.Header); n > widest {
				report(t.place(table.Offset, table.End), lang.F("deze tabel heeft %d kolommen; op een telefoon passen er hoogstens %d", "this table has %d columns; on a telephone at most %d fit", n, widest),
					lang.T("Maak er twee tabellen van, laat kolommen weg, of wissel rijen en kolommen om.", "Make two tables of it, leave out columns, or swap rows and columns."))
			}
		}
	},
}
