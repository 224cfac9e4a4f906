package markdown_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"weerklank/internal/markdown"
)

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// numbered returns format, with %d, n times.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func nestedLists(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func table(columns, rows int, row string) string {
	return strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat(row, rows)
}

// Without the limits the parser takes seconds, minutes or gigabytes over most of
// these.
func TestHostileTextIsRefusedAtOnce(t *testing.T) {
	rep := strings.Repeat
	for _, test := range []struct {
		name, src string
		want      markdown.Reason
	}{
		{"quotes", rep(">", 100_000), markdown.TooDeep},
		{"quotes with spaces", rep("> ", 20_000), markdown.TooDeep},
		{"quotes on many lines", rep(rep("> ", 500)+"a\n", 2_000), markdown.TooDeep},
		{"lists on one line", rep("- ", 100_000) + "a", markdown.TooDeep},
		{"numbered lists on one line", rep("1) ", 100_000), markdown.TooDeep},
		{"footnotes in one another", rep("[^a]: ", 50), markdown.TooDeep},
		{"lists in one another", nestedLists(1_500), markdown.TooDeep},
		{"lists in one another by tabs", rep("\t", 100) + "- a", markdown.TooDeep},
		{"emphasis", rep("*a_ ", 100_000), markdown.TooManyMarks},
		{"emphasis over lines", rep("*a_\n", 10_000), markdown.TooManyMarks},
		{"references", rep("[^z]", 100_000), markdown.TooManyMarks},
		{"brackets", rep("[", 100_000) + rep("]", 100_000), markdown.TooManyMarks},
		{"images in one another", rep("![a", 10_000) + rep("](b)", 10_000), markdown.TooManyMarks},
		{"links without end", rep("[a](b", 10_000), markdown.TooManyMarks},
		{"titles without end", rep(`[a](b "`, 10_000), markdown.TooManyMarks},
		{"tags without end", rep("<a b ", 10_000), markdown.TooManyMarks},
		{"code without end", rep("\\```\n", 10_000), markdown.TooManyMarks},
		{"emphasis in many paragraphs", rep("*a*\n\n", 9_000) + rep(rep("*a* ", 100)+"\n\n", 900), markdown.TooManyMarks},
		{"footnotes", numbered(50_000, "[^%d]: a\n\n"), markdown.TooManyNotes},
		{"definitions", numbered(50_000, "[r%d]: /x\n"), markdown.TooManyNotes},
		{"definitions with titles without end", numbered(900, "[r%d]: /x\n'y\n") + rep("woord ", 100_000), markdown.TooManyNotes},
		{"one definition many times", "[a]: /" + rep("x", 50_000) + "\n\n" + rep("[a] ", 3_000), markdown.TooMuchCopied},
		{"one title many times", "[a]: /x '" + rep("x", 50_000) + "'\n\n" + rep("![a]\n\n", 3_000), markdown.TooMuchCopied},
		{"columns", table(50_000, 100, "|a|\n"), markdown.TooManyCells},
		{"cells", table(90, 10_000, "|\n"), markdown.TooManyCells},
		{"a table in a quote in a list", "- > |a\n  > " + rep("|-", 2_000) + "\n", markdown.TooManyCells},
		{"bars in code", table(2, 3_000, "| `a\\|b` |\n"), markdown.TooManyCells},
		{"lines", rep("a\n\n", 100_000), markdown.TooLong},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			d := parse(test.src)
			got := d.HTML(markdown.HTMLOptions{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if _, reason, ok := d.Refused(); !ok || reason != test.want {
				t.Errorf("refused %v for %q, want %q", ok, reason, test.want)
			}
			if took > 5*time.Second { // far more than a slow machine needs
				t.Errorf("took %v", took)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
				t.Errorf("took %d MB", mb)
			}
			if got != "<p>"+escapeHTML.Replace(test.src)+"</p>\n" {
				t.Errorf("text is lost or changed: %.100q", got)
			}
		})
	}
}

// What people write, and far more of it, is read as Markdown.
func TestOrdinaryTextIsNotRefused(t *testing.T) {
	rep := strings.Repeat
	word := "De *raad* koos **de** plek, zie [het verslag](/media/verslag.pdf)! "
	for name, src := range map[string]string{
		"10,000 words":                   rep(rep(word, 12)+"\n\n", 100),
		"10,000 words on hard lines":     rep(rep(word+"\n", 12)+"\n", 100),
		"a paragraph of 1,500 words":     rep(word, 170),
		"500 links in a list":            rep("- [een link](https://www.voorbeeld.example/a/b)\n", 500),
		"500 links by definition":        numbered(500, "Zie [de tekst %d].\n\n") + numbered(500, "[de tekst %d]: /media/verslag.pdf 'Verslag'\n"),
		"200 footnotes":                  numbered(200, "Zin[^%d]. ") + "\n\n" + numbered(200, "[^%d]: Een *noot*.\n"),
		"a table of 12 columns":          table(12, 1_000, rep("| een cel ", 12)+"|\n"),
		"a table full of links":          table(12, 400, rep("| *a* [b](c) `d` ", 12)+"|\n"),
		"a list of ten levels":           nestedLists(10),
		"a list of ten levels with tabs": "- a\n" + rep("\t", 9) + "- b",
		"letters quoted ten times":       rep(rep("> ", 10)+"Beste bewoner,\n", 50),
		"a dashed line":                  "a\n\n" + rep("- ", 60) + "\n\n" + rep("* ", 60) + "\n\n> " + rep("-", 200) + "\nb",
		"code far to the right":          "```\n" + rep(rep(" ", 100)+"x = y\n", 50) + "```\n",
		"years and numbers":              rep("2026. Een jaar.\n1. Een punt.\n", 200),
	} {
		d := parse(src)
		if offset, reason, ok := d.Refused(); ok {
			t.Errorf("%s: refused as %q at %d", name, reason, offset)
		}
	}
}

func TestRefusedTextHasAPlaceAndNothingElse(t *testing.T) {
	deep := strings.Repeat("> ", 30) + "[a](b)\n"
	d := parse("# Kop\n\n<b>\n\n" + deep)
	if offset, reason, ok := d.Refused(); !ok || reason != markdown.TooDeep || offset != len("# Kop\n\n<b>\n\n") {
		t.Errorf("refused %v, %q at %d", ok, reason, offset)
	}
	if n := len(d.Links()) + len(d.Headings()) + len(d.RawHTML()) + len(d.Anchors("")); n > 0 {
		t.Errorf("%d parts of a text that is not parsed", n)
	}
	if got := d.Text(); !strings.HasPrefix(got, "# Kop <b> > >") {
		t.Errorf("text %q", got)
	}
	// The place of marks is the block in which they are too many.
	marks := parse("Eerst [a](b).\n\n- x\n- " + strings.Repeat("*a_ ", 20_000))
	offset, _, ok := marks.Refused()
	if !ok || offset < len("Eerst [a](b).\n\n- x\n- ") || len(marks.Links()) > 0 || len(marks.UndefinedFootnotes()) > 0 {
		t.Errorf("refused %v at %d, links %v", ok, offset, marks.Links())
	}
	if _, _, ok := parse("Gewoon.").Refused(); ok {
		t.Error("an ordinary text is refused")
	}
}
