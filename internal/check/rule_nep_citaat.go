package check

import (
	"regexp"
	"strings"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var fakeQuote = rule[*text]{
	Rule: &diag.Rule{
		Code: "nep-citaat", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 (A), techniek H49 en F2; ATAG 2.0, B.2.3",
		Title: lang.T("Een citaat dat er geen is, of een lang citaat zonder >", "A quotation that is none, or a long quotation without >"),
		Why: lang.T("Een schermlezer zegt waar een citaat begint en eindigt. Dan is duidelijk welke woorden van een bewoner zijn, en welke van de gemeente.",
			"A screen reader says where a quotation begins and ends. Then it is clear which words are a resident's, and which the municipality's."),
		Wrong: "> **Let op:** de speelplek is op maandag dicht.",
		Right: "**Let op:** de speelplek is op maandag dicht.\n\n> Ik durf mijn kleinkind hier niet los te laten.",
	},
	check: func(t *text, report report) {
		blocks := t.doc.Blocks()
		for n := range blocks {
			b := &blocks[n]
			first := n == 0 || !blocks[n-1].Quote
			switch {
			case b.Quote && first && (notice.MatchString(b.Text) || b.Kind == markdown.HeadCell || b.Kind == markdown.HeadingBlock || b.Item && listOnly(blocks[n:])):
				report(t.at(b, 0, len(b.Text)), lang.T("dit staat als citaat op de pagina, maar lijkt er geen", "the page shows this as a quotation, but it seems to be none"),
					lang.T("Haal > weg als dit geen woorden van een ander zijn. Inspringen kan niet; vette woorden vallen ook op.",
						"Remove > if these are not somebody else's words. Indenting is not possible; bold words stand out as well."))
			case !b.Quote && b.Kind == markdown.Paragraph && !b.Note:
				if i, j, ok := longQuote(b.Text); ok {
					hint := lang.T("Zet het citaat in een alinea van zichzelf, met > en een spatie ervoor.", "Put the quotation in a paragraph of its own, with > and a space before it.")
					report(t.at(b, i, j), lang.T("dit lange citaat staat alleen tussen aanhalingstekens", "this long quotation has quotation marks only"), hint)
				}
			}
		}
	},
}

// notice is how a notice begins, which nobody said.
var notice = regexp.MustCompile(`(?i)^\W{0,4}(?:let op|tip|belangrijk|opgelet|attentie|n\.?b\.?|nota bene|opmerking|samenvatting|in het kort|kort samengevat|voorbeeld|waarschuwing|contact|openingstijden|adres|meer informatie|meer weten|lees ook|zie ook|vragen)\s?(?:\d{0,2}\s?[:!?.–-]|$)`)

// listOnly reports whether the quotation with which blocks begins holds nothing
// but a list.
func listOnly(blocks []markdown.Block) bool {
	items := 0
	for _, b := range blocks {
		if !b.Quote {
			break
		}
		if !b.Item {
			return false
		}
		items++
	}
	return items > 1
}

const (
	longQuoteWords = 30 // words in quotation marks within a paragraph
	aloneWords     = 15 // words of a paragraph that is a quotation
)

// quoteMarks are the signs with which people begin and end a quotation.
var quoteMarks = []struct{ open, close string }{
	{"“", "”"}, {"„", "”"}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"‘", "’"}, {`"`, `"`}, {"''", "''"},
}

// longQuote returns the first stretch of s in quotation marks that is too long to
// stand in a sentence.
func longQuote(s string) (start, end int, ok bool) {
	if len(s) < 60 {
		return 0, 0, false
	}
	for _, m := range quoteMarks {
		from := 0
		for {
			i := strings.Index(s[from:], m.open)
			if i < 0 {
				break
			}
			i += from
			j := closing(s, i+len(m.open), m.close)
			if j < 0 {
				break
			}
			words := len(strings.Fields(s[i:j]))
			alone := i == 0 && len(strings.Fields(s[j:])) <= 8
			if words >= longQuoteWords || alone && words >= aloneWords {
				return i, j, true
			}
			from = j
		}
	}
	if strings.HasPrefix(s, "'") {
		if t := strings.TrimRight(s, " ."); strings.HasSuffix(t, "'") && len(strings.Fields(t)) >= aloneWords {
			return 0, len(t), true
		}
	}
	return 0, 0, false
}

// closing returns the end of the mark that closes a quotation; the ’ of 's or
// foto’s is none.
func closing(s string, from int, mark string) int {
	for {
		j := strings.Index(s[from:], mark)
		if j < 0 {
			return -1
		}
		from += j + len(mark)
		if mark != "’" {
			return from
		}
		next := strings.IndexFunc(s[from:], isLetter)
		if next != 0 {
			return from
		}
	}
}
