package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var fakeTable = rule[*text]{
	Rule: &diag.Rule{
		Code: "nep-tabel", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 en 1.3.2 (A), techniek F33 en F34; ATAG 2.0, B.2.3",
		Title: lang.T("Kolommen die geen tabel zijn, of een tabel die geen kolommen heeft", "Columns that are no table, or a table that has no columns"),
		Why: lang.T("Kolommen van spaties vallen op de pagina in elkaar. Een schermlezer leest alles achter elkaar voor, en noemt bij een getal geen kop. En een tabel om tekst neer te zetten, maakt het lezen juist moeilijk.",
			"Columns made of spaces collapse on the page. A screen reader reads all of it in one go, and names no header with a number. And a table that only places text makes reading harder."),
		Wrong: "Wijk\tReacties\nNoord\t12\nZuid\t7",
		Right: "| Wijk | Reacties |\n| --- | --- |\n| Noord | 12 |\n| Zuid | 7 |",
	},
	check: func(t *text, report report) {
		for _, table := range t.doc.Tables() {
			if len(table.Header) == 1 || len(table.Rows) == 0 {
				report(t.place(table.Offset, table.End), lang.T("deze tabel heeft maar een kolom of een rij, en is dus geen tabel", "this table has only one column or one row, so it is no table"),
					lang.T("Maak er gewone tekst of een lijst van: - en een spatie voor elk punt.", "Make it plain text or a list: - and a space before each item."))
			}
		}
		if !strings.ContainsAny(t.src.Text, "\t|") && !strings.Contains(t.src.Text, "   ") {
			return
		}
		blocks := t.doc.Blocks()
		for n := range blocks {
			b := &blocks[n]
			if b.Kind != markdown.Paragraph {
				continue
			}
			if offset, end, ok := t.columns(b); ok {
				report(t.place(offset, end), lang.T("deze regels lijken een tabel, maar zijn er geen", "these lines look like a table, but are none"),
					lang.T("Schrijf een tabel met streepjes, en een lege regel erboven: | Wijk | Reacties |, daaronder | --- | --- |, daaronder elke rij.",
						"Write a table with bars, and an empty line above it: | Wijk | Reacties |, below it | --- | --- |, below that each row."))
			}
		}
	},
}

var (
	gap       = regexp.MustCompile(`\S(?:[ ]*\t[ \t]*|[ ]{3,})\S`)
	sentences = regexp.MustCompile(`[.!?]\s{3,}\pL`)
)

// columns returns the first of at least two lines below one another in the block
// that are divided in columns by tabs, spaces or bars.
func (t *text) columns(b *markdown.Block) (start, end int, ok bool) {
	from := b.Offset
	for from > 0 && t.src.Text[from-1] != '\n' { // a bar may stand before its first word
		from--
	}
	src := t.src.Text[from:b.End]
	if !strings.Contains(src, "\n") {
		return 0, 0, false
	}
	first, kind, offset := -1, byte(0), from
	for line := range strings.SplitAfterSeq(src, "\n") {
		text := strings.TrimLeft(strings.Trim(line, " \t\r\n>"), "•·▪◦●‣-–—* \t") // what stands behind a bullet is no column
		this := byte(0)
		switch {
		case strings.Contains(text, "|"):
			this = '|'
		case (strings.Contains(text, "   ") || strings.Contains(text, "\t")) && gap.MatchString(text) && !sentences.MatchString(text) && !beginsItem(text): // else see fakeList
			this = ' '
		}
		switch {
		case this == 0:
			first = -1
		case first >= 0 && this == kind:
			return first, end, true
		default:
			first, kind = offset+strings.Index(line, text), this
			end = first + len(text)
		}
		offset += len(line)
	}
	return 0, 0, false
}
