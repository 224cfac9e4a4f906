package weggehaald

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/lang"
	"weerklank/internal/traject"
)

// intro is what a new file begins with.
const intro = `# Wat weg moet voor iemands privacy: uit de website, en uit alle eerdere versies.
# De opdracht weerklank redact schrijft dit bestand. Een vingerafdruk zegt niet wat
# er stond. Haal niets weg: dan komt het terug in de eerdere versies.
weggehaald:
`

// Erbij returns src, all bytes of content/weggehaald.yaml (nil when there is none),
// with one thing more at its end. Every other byte stays. The error says what has to
// be mended first.
func Erbij(src []byte, s Stuk, print string) ([]byte, error) {
	before := 0
	text := src[content.MarkLen(src):]
	indent := "  "
	if src == nil {
		src = []byte(intro)
	} else {
		f, ps := content.Split(content.WeggehaaldPath, text, content.YAML)
		l, more := Lees(f, "nl")
		list := listOf(f)
		if len(ps)+len(more) > 0 || f.Front == nil || list != nil && list.Style&yaml.FlowStyle != 0 {
			return nil, lang.Errorf("%s is niet in orde; kijk met weerklank check wat er mis is, of haal het bestand weg als het leeg is", "%s is not in order; see with weerklank check what is wrong, or remove the file when it is empty", content.WeggehaaldPath)
		}
		before = len(l.stukken)
		if list != nil && len(list.Content) > 0 {
			// A node of an item is behind its dash.
			_, line, _ := strings.Cut("\n"+f.Line(list.Content[0].Line), "\n")
			indent = line[:len(line)-len(strings.TrimLeft(line, " "))]
		}
	}
	lineEnd := "\n"
	if bytes.Contains(src, []byte("\r\n")) {
		lineEnd = "\r\n"
	}
	out := bytes.Clone(src)
	if !bytes.HasSuffix(out, []byte("\n")) {
		out = append(out, lineEnd...)
	}
	lines := []string{"- datum: " + s.Datum, "  grond: " + string(s.Grond)}
	if s.Toelichting != "" {
		lines = append(lines, "  toelichting: "+content.Quote(s.Toelichting))
	}
	if s.Adres != "" {
		lines = append(lines, "  adres: "+s.Adres)
	} else {
		lines = append(lines, "  vingerafdruk: "+print)
	}
	for _, line := range lines {
		out = append(out, indent+line+lineEnd...)
	}
	// What was written must be what is read.
	f, ps := content.Split(content.WeggehaaldPath, out[content.MarkLen(out):], content.YAML)
	l, more := Lees(f, "nl")
	if len(ps)+len(more) > 0 || len(l.stukken) != before+1 {
		return nil, lang.Errorf("in %s kan niets worden bijgeschreven; kijk met weerklank check wat er mis is", "nothing can be added to %s; see with weerklank check what is wrong", content.WeggehaaldPath)
	}
	return out, nil
}

// listOf returns the list that the file holds, nil when there is none.
func listOf(f *content.File) *yaml.Node {
	if f.Front == nil {
		return nil
	}
	if n := valueOf(f.Front, "weggehaald"); n != nil && n.Kind == yaml.SequenceNode {
		return n
	}
	return nil
}

// Van returns the list that has one thing, to see where it is found.
func Van(s Stuk, print, taal string) *Lijst {
	s.print = readPrint(print)
	l := &Lijst{words: Woorden(taal), stukken: []*Stuk{&s}, adressen: adressen{}}
	if s.Adres != "" {
		l.adressen[s.Adres] = &s
	}
	l.prints = newFinder(l.stukken)
	return l
}

// Grond returns the ground that a word means, "" when it means none.
func Grond(s string) traject.Grond {
	for _, g := range traject.Gronden() {
		if strings.EqualFold(s, string(g)) {
			return g
		}
	}
	return ""
}
