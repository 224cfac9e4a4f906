package check_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"weerklank/internal/diag"
)

// many returns n lines, each made of its number.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, strings.ReplaceAll(format, "%d", "%[1]d"), i)
	}
	return b.String()
}

// What somebody writes to keep the program busy is checked in the time that
// another file takes, and gives no more problems than anybody reads.
func TestHugeFiles(t *testing.T) {
	for name, source := range map[string]string{
		"unknown keys":        inTraject(many(100_000, "sleutel-%d: x\n"), ""),
		"unknown in one line": inTraject("contact: {"+many(100_000, "s%d: x, ")+"}", ""),
		"duplicate keys":      inTraject(many(50_000, "vraag: x%d\n"), ""),
		"duplicate in a line": inTraject("signalen: [{"+many(20_000, "id: x%d, ")+"}]", ""),
		"duplicate ids":       inTraject("signalen:\n"+many(10_000, "  - id: hek\n    signaal: Hek %d.\n"), ""),
		"aliassen":            inTraject("aliassen: ["+many(10_000, "a%d, ")+"]", ""),
		"onderwerpen":         inTraject("onderwerpen: ["+many(10_000, "o%d, ")+"]", ""),
		"no addresses":        inTraject("signalen:\n"+many(10_000, "  - id: Hek %d\n    signaal: Hek.\n    onderwerpen: [\"!%d\"]\n"), ""),
		"unknown signalen":    inTraject("signalen:\n"+many(10_000, "  - id: hek-%d\n    signaal: Hek.\n    gebaseerd-op: [hok-%d, x/y-%d]\n    opgehaald-bij: [avond-%d]\n    advies: a-%d\n"), ""),
		"answers":             inTraject("signalen:\n"+many(10_000, "  - id: hek-%d\n    signaal: Er moet een hek komen.\n    besluit: overgenomen\n    reden: De straat is **druk** nummer %d.\n    gepland: 2027-01-01\n    gebaseerd-op: [hek-1]\n    onderwerpen: [Groen]\n"), ""),
		"headings":            inTraject("", many(9_000, "## Kop %d\n\n")),
		"deep headings":       inTraject("", many(9_000, "### Kop {#wk-%d}\n\n")),
		"div":                 inTraject("", many(9_000, "<div>\n\n")),
		"tags in one line":    inTraject("", "a "+many(2_000, "<b>%d</b> ")),
		"tags in a value":     inTraject("uitkomst: |\n  "+many(2_000, "<b>%d</b>\n  "), ""),
		"dead links":          inTraject("", many(9_000, "[a](/weg/%d/)\n\n")),
		"links in one line":   inTraject("", many(1_500, "[a](/weg/%d/) ")),
		"links in a value":    inTraject("uitkomst: "+many(1_500, "[a](/weg/%d/)\n  "), ""),
		"dead anchors":        inTraject("", many(4_500, "## Kop %d\n\n[a](#kip-%d)\n\n")),
		"spaces in links":     inTraject("", many(1_000, "[a](een twee.%d) ` ")),
		"invisible":           inTraject("", strings.Repeat("a\u202e", 100_000)),
		"a long value":        inTraject("kenmerk: "+strings.Repeat("a", 200_000)+"\nsignalen: [{id: "+strings.Repeat("B", 200_000)+", signaal: A}]", ""),
		"a long key":          inTraject(strings.Repeat("a", 1000)+": x\nbesluit: "+strings.Repeat("b", 100_000), ""),
		"no spaces":           inTraject("", strings.Repeat("a", 100_000)),
		"brackets":            inTraject("", strings.Repeat("[", 50_000)+strings.Repeat("](", 25_000)),
		"digits":              inTraject("", strings.Repeat("0123456789", 10_000)),
		"numbers":             inTraject("", strings.Repeat("06 12345678 - ", 8_000)),
		"capitals":            inTraject("", strings.Repeat("LET OP ", 15_000)),
		"equal links":         inTraject("", many(5_000, "[het verslag](/weg/%d/)\n\n")),
		"emoji":               inTraject("", strings.Repeat("✅ plan\n", 20_000)),
		"quotes in quotes":    inTraject("", strings.Repeat("> ", 100)+strings.Repeat("\"‘", 20_000)),
		"a giant table":       inTraject("", "|a|b|\n|-|-|\n"+many(10_000, "|%d|rood|\n")),
		"dashes":              inTraject("", many(50_000, "- %d\n")),
		"one sentence":        inTraject("", strings.Repeat("de gemeente wordt in het rood the people ", 8_000)),
		"colours":             inTraject("", strings.Repeat("de rode groene rode ", 5_000)),
		"abbreviations":       inTraject("", many(10_000, "AB%dC (WMO) XYZ \n")),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			ps := files{speelplek: source}.check(t)
			took := time.Since(start)
			// Far above what it takes, also on a slow machine that looks for
			// races: what grows with the square takes minutes.
			if took > time.Minute {
				t.Errorf("took %v", took)
			}
			count, size := map[string]int{}, 0
			for _, p := range ps {
				count[p.Code]++
				size += len(p.Message.NL) + len(p.Hint.NL)
				if len(p.Message.NL) > 500 || len(p.Hint.NL) > 1500 {
					t.Errorf("[%s] a message of %d and a hint of %d bytes: %.200s", p.Code, len(p.Message.NL), len(p.Hint.NL), p.Message.NL)
				}
			}
			for code, n := range count {
				// The rules of values have two places where they count.
				if n > 2*(diag.MaxPerRule+1) {
					t.Errorf("%d times %s", n, code)
				}
			}
			if testing.Verbose() {
				t.Log(took, count)
			}
		})
	}
}

func TestLongNamesAreRefused(t *testing.T) {
	long, exact := strings.Repeat("a", 101), strings.Repeat("a", 100)
	for front, want := range map[string]int{
		"aliassen: [" + long + "]":    1,
		"aliassen: [" + exact + "]":   0,
		"onderwerpen: [" + long + "]": 1,
		"kenmerk: " + long:            1,
		"signalen: [{id: " + long + ", signaal: A, aliassen: [" + long + "]}]": 2,
		"bijeenkomsten: [{id: " + long + ", naam: A}]":                         1,
		"bijeenkomsten: [{id: " + exact[:95] + ", naam: A}]":                   1, // with the name of the file
		"bijeenkomsten: [{id: " + exact[:90] + ", naam: A}]":                   0,
		"adviezen: [{kenmerk: " + long + ", titel: A}]":                        1,
	} {
		ps := files{speelplek: inTraject(front, "")}.check(t)
		got := 0
		for _, p := range ps {
			if p.Code == "geen-adres" && !p.Range.IsZero() && len(p.Message.NL) < 300 {
				got++
			}
		}
		if got != want {
			t.Errorf("%.40s: %d problems, want %d: %v", front, got, want, codes(ps))
		}
	}
}

// A character that is not seen is found in a text, also written as HTML does.
func TestInvisibleInText(t *testing.T) {
	for body, want := range map[string]int{
		"Een \u202eomgekeerd\u202c woord.": 2, "Plak\u200bband": 1, "Een &#x202e; en &#8238; en &ZeroWidthSpace;.": 3, "\u009b": 1,
		"Caf\u00e9 \U0001F468\u200d\U0001F469 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 &amp; &nbsp;&shy;.\r\n": 0,
	} {
		got := 0
		for _, p := range (files{speelplek: inTraject("titel: A", body)}.check(t)) {
			if p.Code == "onzichtbaar-teken" && p.Range.Start.Line > 5 {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: %d problems, want %d", body, got, want)
		}
	}
}
