package traject

import (
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
)

// What can go wrong in a text without anything being wrong for YAML: a part of
// it is lost, or signs that were meant as markup are shown.

// lostText reports the part of a text that YAML takes for a comment. Behind a
// single word, "# " is one: id: hek # wordt het adres.
func (d *decoder) lostText(n *yaml.Node, name string) {
	const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	comment := firstLine(n.LineComment)
	words := strings.ContainsAny(strings.TrimSpace(n.Value), " \n")
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0 && content.Apostrophe.MatchString("'"+n.Value):
		d.problem(RuleApostrophe, d.at(n), lang.F("de ' aan het begin van %s valt weg; op de pagina komt: %s", "the ' at the beginning of %s is lost; the page shows: %s", name, firstLine(n.Value)),
			lang.F("Zet dubbele aanhalingstekens om de hele tekst: %s: %s", "Put double quotes around the whole text: %s: %s", name, content.Quote("'"+firstLine(n.Value))))
	case n.Style&quoted == 0 && comment != "" && (words || !strings.HasPrefix(comment, "# ")):
		d.problem(RuleLostText, d.commentAt(n), lang.T("alles achter # telt niet mee", "everything behind # is left out"),
			lang.T(`Zet de hele tekst tussen ". Is het een opmerking voor uzelf? Zet die op een eigen regel.`,
				`Put the whole text between ". Is it a note for yourself? Put it on a line of its own.`))
	}
}

// lostComment is lostText for a key that has nothing but a comment.
func (d *decoder) lostComment(key *yaml.Node, t reflect.Type, name string) {
	comment := firstLine(key.LineComment)
	if comment == "" || strings.HasPrefix(comment, "# ") || comment == "#" || t != typeString && t != typeMarkdown {
		return
	}
	d.problem(RuleLostText, d.commentAt(key), lang.F("achter %s staat alleen tekst na een #; die telt niet mee", "%s has only text behind a #, which is left out", name),
		lang.F("Zet de hele tekst tussen aanhalingstekens: %s: %s", "Put the whole text in quotes: %s: %s", name, content.Quote(comment)))
}

// commentAt returns the place of the comment on the last line of n.
func (d *decoder) commentAt(n *yaml.Node) diag.Range {
	comment, _, _ := strings.Cut(n.LineComment, "\n")
	for number := n.Line; number <= n.Line+100; number++ {
		line := strings.TrimRight(d.file.Line(number), " \t")
		if before, ok := strings.CutSuffix(line, strings.TrimRight(comment, " \t")); ok {
			column := 1 + len([]rune(before))
			return diag.Range{Start: diag.Pos{Line: number, Column: column}, End: diag.Pos{Line: number, Column: column + len([]rune(comment))}}
		}
	}
	return d.at(n)
}

// markup is what means something in a text with markup only.
var markup = regexp.MustCompile(`\*\*[^*\s](?:[^*]*[^*\s])?\*\*|__[^_\s](?:[^_]*[^_\s])?__|\[[^\]]*\]\([^)\s]*\)`)

// plainText reports markup in a value that is shown as it is.
func (d *decoder) plainText(n *yaml.Node, name string) {
	if strings.IndexByte(n.Value, '*') < 0 && strings.IndexByte(n.Value, '_') < 0 && strings.IndexByte(n.Value, '[') < 0 { // most values, and the expression is slow
		return
	}
	i := markup.FindStringIndex(n.Value)
	if i == nil {
		return
	}
	found := n.Value[i[0]:i[1]]
	hint := lang.T("Haal de tekens weg.", "Remove the signs.")
	if strings.HasPrefix(found, "[") {
		hint = lang.T("Haal de link weg. Een link kan wel bij reden, of onder de tweede ---.", "Remove the link. A link is possible in reden, or below the second ---.")
	}
	d.problem(RuleMarkup, d.file.Locate(n, i[0], found), lang.F("bij %s kan alleen gewone tekst; deze tekens komen op de pagina te staan: %s", "%s is plain text only; the page shows these signs: %s", name, firstLine(found)), hint)
}
