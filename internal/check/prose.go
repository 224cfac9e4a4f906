package check

import (
	"strings"
	"sync"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
	"weerklank/internal/taalgebruik"
)

// A prose is what residents read of one file, in the order of the file's keys,
// with what the organisation itself wrote in Dutch: not what people said
// (signaal, citaten, quotations), not code.
type prose struct {
	*finder
	passages []passage
	reader   *taalgebruik.Reader       // of the sentences of the passages
	lexicon  *taalgebruik.Woordenlijst // see words
	uitleg   *taalgebruik.Uitleg       // see explained
}

// A passage is a stretch that is read in one go: a paragraph, a heading, the text
// of a list item or a cell, or a plain value.
type passage struct {
	kind      markdown.BlockKind
	text      string
	sentences []taalgebruik.Sentence
	place     func(start, end int) diag.Range
	code      func(start int) bool // whether there is code at a place
}

// checkProse runs the rules about the language of what residents read. They know
// Dutch only.
func checkProse(f *finder, texts []*text) {
	if f.Settings != nil && f.Settings.Taal != "" && f.Settings.Taal != "nl" {
		return
	}
	p := &prose{finder: f, passages: make([]passage, 0, 64), reader: readers.Get().(*taalgebruik.Reader)}
	f.file.Scalars(func(s content.Scalar) {
		if readAsText(s) {
			p.addValue(s)
		}
	})
	for _, t := range texts {
		for _, b := range t.doc.Blocks() {
			if judged(&b) {
				p.addBlock(t, &b)
			}
		}
	}
	run(f, proseRules, p)
	if p.reader.Size() <= maxReader {
		p.reader.Forget()
		readers.Put(p.reader)
	}
}

// readers read the words of one file after another.
var readers = sync.Pool{New: func() any { return new(taalgebruik.Reader) }}

// maxReader is how many words a reader may have had to be used again.
const maxReader = 1 << 14

// readAsText reports whether a plain value is a text of the organisation's own,
// rather than a name, a date or what people said.
func readAsText(s content.Scalar) bool {
	switch s.Key {
	case "samenvatting", "kort", "vraag", "kaders":
		return true
	case "titel":
		return s.Above == ""
	case "tekst":
		return s.Above == "kaders"
	case "reden":
		return s.Above == "uitgesteld" || s.Above == "verdaagd"
	}
	return false
}

// own reports whether a sentence is the organisation's own, not somebody's words
// between quotation marks.
func (g *passage) own(s taalgebruik.Sentence) bool {
	return !taalgebruik.Quoted(g.text, s.Words[0].Start)
}

// judged reports whether the words of a block are for the rules to judge: a
// quotation is as somebody said it.
func judged(b *markdown.Block) bool { return !b.Quote }

func (p *prose) addValue(s content.Scalar) {
	// On the page it stands on one line, however it was written.
	text := strings.ReplaceAll(s.Value, "\n", " ")
	kind := markdown.Paragraph
	if s.Key == "titel" {
		kind = markdown.HeadingBlock
	}
	p.passages = append(p.passages, passage{
		kind: kind, text: text, sentences: p.reader.Sentences(text),
		place: func(start, end int) diag.Range { return s.Place(start, firstLine(s.Value[start:end])) },
		code:  func(int) bool { return false },
	})
}

func (p *prose) addBlock(t *text, b *markdown.Block) {
	dutch := b.Dutch()
	p.passages = append(p.passages, passage{
		kind: b.Kind, text: dutch, sentences: p.reader.Sentences(dutch),
		place: func(start, end int) diag.Range { return t.place(b.Source(start, end)) },
		code: func(start int) bool {
			at, _ := b.Source(start, start+1)
			return t.inCode(at)
		},
	})
}

// words returns the list of words of the site.
func (p *prose) words() *taalgebruik.Woordenlijst {
	if p.lexicon == nil {
		var own map[string]string
		if p.Settings != nil {
			own = p.Settings.Woorden
		}
		p.lexicon = taalgebruik.NewWoordenlijst(own)
	}
	return p.lexicon
}

// maxHints is how much of one kind is shown in a file. Who writes a first text
// gets a start, not a verdict; what more there is, is counted.
const maxHints = 3

// andMore adds to the last hint that is shown how much more there is.
func andMore(hint lang.Text, i, shown, all int) lang.Text {
	if i+1 < shown || all == shown {
		return hint
	}
	return lang.F("%s (Nog %d in dit bestand.)", "%s (%d more in this file.)", hint, all-shown)
}
