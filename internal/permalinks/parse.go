package permalinks

import (
	"slices"
	"strings"
	"unicode/utf8"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

var noText lang.Text

// Parse reads a ledger; src may be nil, for one that is not there. The problems
// are about its form.
func Parse(src []byte) (*Ledger, []diag.Problem) {
	src = src[content.MarkLen(src):]
	if !utf8.Valid(src) || slices.Contains(src, 0) {
		p := content.RuleEncoding.New(diag.Range{}, lang.T("dit is geen gewone tekst", "this is no plain text"),
			lang.T("Bewaar het bestand opnieuw als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8).", "Save the file again as UTF-8 (in Notepad: Save as, Encoding: UTF-8)."))
		p.File = content.LedgerPath
		return &Ledger{eol: "\n"}, []diag.Problem{p}
	}
	p := &parser{Ledger: &Ledger{text: string(src), whole: true, tidy: true, eol: "\n"}}
	if i := strings.IndexByte(p.text, '\n'); i > 0 && p.text[i-1] == '\r' {
		p.eol = "\r\n" // git on Windows; one kind of line end is tidy
	}
	p.Entries = make([]Entry, 0, strings.Count(p.text, "\n")+1)
	for start := 0; start < len(p.text); {
		end, next := len(p.text), len(p.text)
		if i := strings.IndexByte(p.text[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		p.number++
		p.line(start, end, next)
		start = next
	}
	p.sort()
	if !p.tidy && p.whole {
		p.untidy()
	}
	return p.Ledger, p.found.Problems()
}

type parser struct {
	*Ledger
	number int // of the line
	found  diag.Collector
	why    lang.Text // the first thing that is not tidy
	at     int       // its line
}

// line takes one line, which ends at end; the next begins at next.
func (p *parser) line(start, end, next int) {
	raw := p.text[start:end]
	line := strings.TrimSuffix(raw, "\r")
	if p.text[start+len(line):next] != p.eol {
		p.slip(lang.T("de regels eindigen niet allemaal op dezelfde manier", "the lines do not all end in the same way"))
	}
	text := strings.TrimSpace(line)
	switch {
	case conflict(line):
		p.problem(RuleForm, start, start+len(line), lang.T("git heeft hier twee versies naast elkaar gezet, en het samenvoegen is niet afgemaakt", "git put two versions beside each other here, and the merge was not finished"),
			lang.T("Haal de regels met <<<<<<<, ======= en >>>>>>> weg. Laat de adressen ertussen staan.", "Remove the lines with <<<<<<<, ======= and >>>>>>>. Leave the addresses between them."),
			diag.Edit{Start: start, End: next})
	case text == "":
		if len(p.Entries) > 0 || text != line {
			p.slip(lang.T("er staat een lege regel tussen", "there is an empty line in between"))
		} else {
			p.head = append(p.head, "")
		}
	case text[0] == '#':
		if len(p.Entries) > 0 || text != line {
			p.slip(lang.T("er staat een opmerking tussen de adressen", "there is a comment between the addresses"))
		}
		p.head = append(p.head, text)
	default:
		p.entry(start, line, text)
	}
}

// conflict reports whether git wrote a line where two branches differ.
func conflict(line string) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", ">>>>>>>"} {
		if rest, ok := strings.CutPrefix(line, mark); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return line == "======="
}

// entry takes the line of an address.
func (p *parser) entry(start int, line, text string) {
	van, naar, arrow := strings.Cut(text, Arrow)
	e := Entry{Van: strings.TrimSpace(van), Naar: strings.TrimSpace(naar), Line: p.number, Start: start, End: start + len(line)}
	switch at := start + strings.Index(line, text); {
	case KindOf(e.Van) == None:
		p.problem(RuleForm, at, at+len(text), lang.F("%q is geen adres dat hier kan staan", "%q is no address that can stand here", short(e.Van)), hintForm(e.Van))
		return
	case arrow && !Inside(e.Naar):
		at += strings.Index(text, Arrow) + len(Arrow)
		p.problem(RuleArrow, at, start+len(line), lang.F("%s wijst niet naar een adres op deze website", "%s does not lead to an address of this site", short(e.Van)),
			lang.T("Zet achter -> een adres van deze website, met een / ervoor: /over/ of /media/plan.pdf.", "Behind -> put an address of this site, with a / in front: /over/ or /media/plan.pdf."))
		return
	case e.Naar == e.Van:
		p.problem(RuleArrow, at, at+len(text), lang.F("%s wijst naar zichzelf", "%s leads to itself", short(e.Van)),
			lang.T("Zet achter -> het adres waar het nu staat, of haal de pijl weg.", "Behind -> put the address where it is now, or remove the arrow."))
		return
	case line != e.String():
		p.slip(lang.T("er staan spaties te veel of te weinig", "there are spaces too many or too few"))
	}
	p.Entries = append(p.Entries, e)
}

// sort orders the entries and drops those that say nothing more.
func (p *parser) sort() {
	if i := firstUnsorted(p.Entries); i > 0 {
		at := p.Entries[i].Line
		if p.why.IsZero() || at < p.at {
			p.why, p.at = lang.T("de adressen staan niet op volgorde, of er staat er een dubbel", "the addresses are not in order, or one is there twice"), at
		}
		p.tidy = false
		slices.SortStableFunc(p.Entries, byAddress)
	}
	kept := p.Entries[:0]
	for _, e := range p.Entries {
		if n := len(kept); n > 0 && kept[n-1].Van == e.Van {
			if e.Naar != "" && e.Naar != kept[n-1].Naar {
				p.twoWays(kept[n-1], e)
			}
			continue
		}
		kept = append(kept, e)
	}
	clear(p.Entries[len(kept):])
	p.Entries = kept
}

// firstUnsorted returns the first entry that does not come behind the one before
// it; 0 when there is none.
func firstUnsorted(es []Entry) int {
	for i := 1; i < len(es); i++ {
		if es[i-1].Van >= es[i].Van {
			return i
		}
	}
	return 0
}

// twoWays reports an address that went to two places: only a person knows which.
func (p *parser) twoWays(a, b Entry) {
	first, second := a, b
	if first.Line > second.Line {
		first, second = second, first
	}
	p.problem2(RuleArrow, second, lang.F("%s wijst hier naar %s, en op regel %d naar %s", "%[1]s leads to %[2]s here, and to %[4]s on line %[3]d", second.Van, second.Naar, first.Line, first.Naar),
		lang.T("Haal een van de twee regels weg.", "Remove one of the two lines."))
}

// slip notes that the file is not tidy.
func (p *parser) slip(why lang.Text) {
	if p.tidy {
		p.tidy, p.why, p.at = false, why, p.number
	}
}

// problem reports what stands in the text from start to end.
func (p *parser) problem(r *diag.Rule, start, end int, message, hint lang.Text, edits ...diag.Edit) {
	p.whole, p.tidy = false, false
	p.found.Add(r, func() diag.Problem {
		from := strings.LastIndexByte(p.text[:start], '\n') + 1
		to := len(p.text)
		if i := strings.IndexByte(p.text[start:], '\n'); i >= 0 {
			to = start + i
		}
		column := func(offset int) int { return utf8.RuneCountInString(p.text[from:offset]) + 1 }
		x := r.New(diag.Range{Start: diag.Pos{Line: p.number, Column: column(start)}, End: diag.Pos{Line: p.number, Column: column(end)}}, message, hint)
		x.File, x.Source, x.Edits = content.LedgerPath, strings.TrimSuffix(p.text[from:to], "\r"), edits
		return x
	})
}

// problem2 reports an entry.
func (p *parser) problem2(r *diag.Rule, e Entry, message, hint lang.Text) {
	p.whole, p.tidy = false, false
	p.found.Add(r, func() diag.Problem {
		x := p.Problem(r, e, true)
		x.Message, x.Hint = message, hint
		return x
	})
}

// untidy reports, once, that the file can be tidied.
func (p *parser) untidy() {
	p.found.Add(RuleTidy, func() diag.Problem {
		x := RuleTidy.New(diag.At(p.at, 1), p.why, lang.T("Het kan geen kwaad. Op volgorde leest het makkelijker.", "It does no harm. In order it is easier to read."))
		x.File = content.LedgerPath
		x.Edits = []diag.Edit{{Start: 0, End: len(p.text), New: string(format(p.head, p.Entries, p.eol))}}
		return x
	})
}

// hintForm says what to write instead of an address that cannot stand here.
func hintForm(adres string) lang.Text {
	switch {
	case KindOf(adres+"/") != None:
		return lang.F("Zet er een / achter: %s/", "Put a / behind it: %s/", adres)
	case KindOf("/"+adres) != None:
		return lang.F("Zet er een / voor: /%s", "Put a / in front of it: /%s", adres)
	case strings.Contains(adres, "://"):
		return lang.T("Begin met de / achter de naam van de website, zoals /trajecten/wmo/.", "Begin with the / behind the name of the site, such as /trajecten/wmo/.")
	}
	return lang.T("Hier staan adressen van trajecten, signalen, onderwerpen, bijeenkomsten, adviezen, nummers, pagina's en bestanden. Wat daarvan is afgeleid, volgt vanzelf. Haal de regel weg.",
		"Here stand addresses of trajecten, signalen, topics, meetings, advice, numbers, pages and files. What is derived from them follows by itself. Remove the line.")
}

// short returns s as far as it fits in a message.
func short(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
