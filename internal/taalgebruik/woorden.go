package taalgebruik

import (
	"bufio"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed woorden.txt
var woordenText string

// An entry is one way to write a word of officials.
type entry struct {
	words []string // in lower case
	plain string   // "": this is no such word
	group int      // entries on one line of the list
	apart bool     // other words may stand between the two of words
}

// most is how many words may stand between two that belong together.
const most = 12

// reach returns how many words from the first on are those of e: one when others
// stand between its two, none when those begin a clause of their own.
func (e *entry) reach(text string, words []Word) int {
	for j := 1; j < len(words) && j <= most; j++ {
		switch word := words[j].In(text); {
		case strings.ContainsAny(text[words[j-1].End:words[j].Start], ",;:()"), ownClause[word]:
			return 0
		case word == e.words[1] && j == 1:
			return 2
		case word == e.words[1]:
			return 1
		}
	}
	return 0
}

// ownClause are words of which the "te" behind them is, not of a verb before.
var ownClause = setOf("om als zonder tot ter en of maar die dat")

// A list holds entries by their first word, the longest of each first.
type list map[string][]entry

// A Woordenlijst knows which words have a plainer one: those of this package, and
// what a site says of its own.
type Woordenlijst struct {
	own list
	off map[int]bool // lines of the built-in list that the site has its own view of
}

// NewWoordenlijst returns the list of a site. own has the plainer word for each
// of its words; "" means that the word is good.
func NewWoordenlijst(own map[string]string) *Woordenlijst {
	w := &Woordenlijst{own: list{}, off: map[int]bool{}}
	for _, word := range slices.Sorted(maps.Keys(own)) {
		plain := own[word]
		e := entry{words: splitWords(word), plain: plain, group: -1}
		if len(e.words) == 0 {
			continue
		}
		w.own.add(e)
		if g, ok := builtIn().group(e.words); ok && plain == "" {
			w.off[g] = true
		}
	}
	return w
}

// A Hit is a stretch of a text for which there is a plainer word.
type Hit struct {
	Start, End int
	Plain      string
	words      []string
}

// Word returns the word as the list has it, in lower case.
func (h Hit) Word() string { return strings.Join(h.words, " ") }

// Find calls yield for every word of a sentence that has a plainer one. What is
// written with a capital within the sentence is a name, and what stands between
// quotation marks are somebody's own words.
func (w *Woordenlijst) Find(text string, s Sentence, yield func(Hit)) {
	var buf [64]byte
	for i := 0; i < len(s.Words); i++ {
		word := s.Words[i].In(text)
		if s.Words[i].plain && len(w.own) == 0 && !mayBegin(s.Words[i:]) {
			continue // nearly all
		}
		key := lower(buf[:0], word)
		var e *entry
		if len(w.own) > 0 {
			e = w.own.longest(text, s.Words[i:], key)
		}
		if e == nil {
			if e = builtIn().longest(text, s.Words[i:], key); e == nil || w.off[e.group] {
				continue
			}
		}
		last := i + len(e.words) - 1
		if e.apart {
			last = i + e.reach(text, s.Words[i:]) - 1
		}
		if e.plain != "" && !(i > 0 && capital(word)) && !Quoted(text, s.Words[i].Start) {
			yield(Hit{s.Words[i].Start, s.Words[last].End, e.plain, e.words})
		}
		i = last
	}
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// lower appends s in lower case to buf, so that looking up a word takes no memory.
func lower(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
			i += size
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf = append(buf, c)
		i++
	}
	return buf
}

func (l list) longest(text string, words []Word, first []byte) *entry {
	entries := l[string(first)]
	for i := range entries {
		e := &entries[i]
		if len(e.words) > len(words) {
			continue
		}
		same := true
		if e.apart {
			if e.reach(text, words) > 0 {
				return e
			}
			continue
		}
		for j := 1; j < len(e.words) && same; j++ {
			same = strings.EqualFold(e.words[j], words[j].In(text))
		}
		if same {
			return e
		}
	}
	return nil
}

// group returns the line of the list on which words stand.
func (l list) group(words []string) (int, bool) {
	for _, e := range l[words[0]] {
		if strings.Join(e.words, " ") == strings.Join(words, " ") {
			return e.group, true
		}
	}
	return 0, false
}

func (l list) add(e entry) {
	same := append(l[e.words[0]], e)
	for i := len(same) - 1; i > 0 && len(same[i].words) > len(same[i-1].words); i-- {
		same[i], same[i-1] = same[i-1], same[i]
	}
	l[e.words[0]] = same
}

// splitWords returns the words of an entry as they are looked up.
func splitWords(s string) []string {
	var out []string
	for _, w := range wordsOf(s) {
		out = append(out, strings.ToLower(w.In(s)))
	}
	return out
}

// builtIn is the list of this package, read once.
var builtIn = sync.OnceValue(func() list {
	l := list{}
	group := 0
	lines(woordenText, func(left, right string) {
		group++
		forms, plain := strings.Split(left, " | "), strings.Split(right, " | ")
		for i, form := range forms {
			p := plain[0]
			if len(plain) > 1 {
				p = plain[i] // each form has its own
			}
			l.add(entry{splitWords(form), strings.TrimSpace(p), group, strings.Contains(form, " ... ")})
		}
		for _, form := range pastOf(forms[0]) {
			l.add(entry{[]string{form}, strings.TrimSpace(plain[0]), group, false})
		}
	})
	return l
})

// filters are quick looks at the list: at the words with which an entry begins,
// at those where that may be all, and at the second words of the other entries.
// Many begin with a word that every text has: in het kader van.
type filters struct{ first, alone, second Filter }

var builtInFilters = sync.OnceValue(func() *filters {
	f := &filters{}
	for word, entries := range builtIn() {
		f.first.Add(word)
		for _, e := range entries {
			if len(e.words) == 1 || e.apart {
				f.alone.Add(word)
			} else {
				f.second.Add(e.words[1])
			}
		}
	}
	return f
})

// mayBegin reports whether an entry of the list may begin with the first of words,
// which is plain.
func mayBegin(words []Word) bool {
	f := builtInFilters()
	if !f.first.May(words[0].sum) {
		return false
	}
	return f.alone.May(words[0].sum) || len(words) > 1 && (!words[1].plain || f.second.May(words[1].sum))
}

// pastOf returns the past tense of a verb such as participeren. It needs no place
// in the list: for it, the plainer verb itself is hint enough.
func pastOf(verb string) []string {
	stem, ok := strings.CutSuffix(verb, "eren")
	if !ok || strings.Contains(verb, " ") || stem == "" {
		return nil
	}
	return []string{stem + "eerde", stem + "eerden"}
}

// lines calls yield for each line "left = right" of a list.
func lines(text string, yield func(left, right string)) {
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		left, right, ok := strings.Cut(line, "=")
		if !ok {
			panic(fmt.Sprintf("taalgebruik: internal error: no = in %q", line))
		}
		yield(strings.TrimSpace(left), strings.TrimSpace(right))
	}
}
