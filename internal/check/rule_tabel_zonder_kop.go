package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var tableHeader = rule[*text]{
	Rule: &diag.Rule{
		Code: "tabel-zonder-kop", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A), techniek H51; ATAG 2.0, B.2.3 en B.3.1.1",
		Title: lang.T("Een tabel waarvan kolommen geen kop hebben", "A table of which columns have no header"),
		Why: lang.T("Een schermlezer noemt bij elke cel de kop van de kolom. Zonder kop weet wie luistert niet wat een getal betekent.",
			"With each cell a screen reader names the header of its column. Without it, who listens does not know what a number means."),
		Wrong: "| | |\n| --- | --- |\n| Noord | 12 |\n| Zuid | 7 |",
		Right: "| Wijk | Reacties |\n| --- | --- |\n| Noord | 12 |\n| Zuid | 7 |",
	},
	check: func(t *text, report report) {
		for _, table := range t.doc.Tables() {
			if len(table.Header) < 2 || len(table.Rows) == 0 {
				continue // see fakeTable
			}
			empty := 0
			for i, h := range table.Header {
				if strings.Trim(h, " -–—.") == "" && (i > 0 || !namesRows(table)) {
					empty++
				}
			}
			at := t.place(table.Offset, table.End)
			hint := lang.T("Schrijf in de eerste regel van de tabel boven elke kolom wat erin staat.", "Write in the first line of the table above each column what it holds.")
			switch {
			case empty > 0:
				report(at, lang.F("in de eerste regel van deze tabel zijn koppen leeg: %d", "headers of this table are empty: %d", empty), hint)
			case headerIsData(table):
				report(at, lang.T("de eerste regel van deze tabel lijkt geen kop, maar een rij met gegevens", "the first line of this table seems to be no header, but a row of data"), hint)
			}
		}
	},
}

// namesRows reports whether the first column holds what each row is about: then
// the corner above it may be empty.
func namesRows(t markdown.Table) bool {
	others := false
	for _, h := range t.Header[1:] {
		others = others || strings.TrimSpace(h) != ""
	}
	for _, row := range t.Rows {
		if len(row) == 0 || !strings.ContainsFunc(row[0], isLetter) && !year.MatchString(row[0]) {
			return false
		}
	}
	return others
}

var (
	figure = regexp.MustCompile(`^(?:€ ?)?[-+]?\d[\d.,]*(?: ?(?:%|euro|x|keer|procent))?(?:,-)?$`)
	year   = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

// headerIsData reports whether the header has figures where the rows below it
// have them too.
func headerIsData(t markdown.Table) bool {
	figures := 0
	for i, h := range t.Header {
		h = strings.TrimSpace(h)
		if !figure.MatchString(h) || year.MatchString(h) || len(t.Rows[0]) <= i || !figure.MatchString(strings.TrimSpace(t.Rows[0][i])) {
			continue
		}
		figures++
	}
	// 1, 2, 3 above the columns are the names of answers or rounds.
	return figures > 0 && !counting(t.Header)
}

// counting reports whether the headers after the first are 1, 2, 3.
func counting(headers []string) bool {
	for i, h := range headers {
		h = strings.TrimSpace(h)
		if i > 0 && h != string(rune('0'+i)) {
			return false
		}
	}
	return len(headers) > 2 && len(headers) <= 10
}
