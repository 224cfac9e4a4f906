package check

import (
	"strings"
	"unicode/utf8"

	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/markdown"
)

var ruleEmojiBullets = &diag.Rule{
	Code: "emoji-opsomming", Group: diag.Accessible, Severity: diag.Warning, Source: "WCAG 2.2, 1.3.1 en 1.1.1 (A); ATAG 2.0, B.2.3",
	Title: lang.T("Emoji als streepjes van een lijst", "Emoji as the dashes of a list"),
	Why: lang.T("Een schermlezer leest elke emoji voor: “wit vinkje in groen vlak”, bij elk punt opnieuw.",
		"A screen reader reads every emoji aloud: “white heavy check mark”, again with each item."),
	Wrong: "- ✅ een hek\n- ✅ een bank",
	Right: "- een hek\n- een bank",
}

var (
	emojiBullets      = rule[*text]{Rule: ruleEmojiBullets, check: checkEmojiBullets}
	emojiBulletsValue = rule[*value]{Rule: ruleEmojiBullets, check: func(v *value, report report) {
		if !plainKeys[v.Key] || !hasEmoji(v.Text) {
			return
		}
		if first, n := emojiLines(v.Text, true); n > 1 {
			report(v.Place(first, first+emojiAt(v.Text[first:])), messageEmoji, lang.T("Haal de emoji weg, en maak er gewone zinnen van.", "Remove the emoji, and make it plain sentences."))
		}
	}}
	messageEmoji = lang.T("hier staan emoji aan het begin van de punten van een lijst", "here emoji stand at the beginning of the items of a list")
)

func checkEmojiBullets(t *text, report report) {
	if !hasEmoji(t.src.Text) {
		return
	}
	hint := lang.T("Haal de emoji weg, en begin elk punt met - en een spatie.", "Remove the emoji, and begin each item with - and a space.")
	blocks := t.doc.Blocks()
	run := 0 // blocks below one another that begin with an emoji
	for n := range blocks {
		b := &blocks[n]
		// In one paragraph: on lines, or all behind one another.
		if first, count := emojiLines(t.src.Text[b.Offset:b.End], false); count > 1 && b.Kind == markdown.Paragraph {
			report(t.place(b.Offset+first, b.Offset+first+emojiAt(t.src.Text[b.Offset+first:])), messageEmoji, hint)
			run = 0
			continue
		}
		if emojiAt(b.Text) == 0 || b.Kind != markdown.Paragraph {
			run = 0
			continue
		}
		if run++; run == 2 {
			before := &blocks[n-1]
			report(t.at(before, 0, emojiAt(before.Text)), messageEmoji, hint)
		}
	}
}

// emojiLines returns where the first line of s begins that begins with an emoji,
// and how many do. In one line there are as many as begin a part of it, with a
// sentence, or a comma, before.
func emojiLines(s string, inLine bool) (first, n int) {
	first = -1
	for i := 0; i < len(s); {
		size := emojiAt(s[i:])
		if size == 0 {
			_, width := utf8.DecodeRuneInString(s[i:])
			i += width
			continue
		}
		before := strings.TrimRight(s[:i], " \t>")
		start := before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, `\`)
		// ✅ een hek ✅ een bank: more than two in a line are no decoration.
		between := strings.HasPrefix(s[i+size:], " ") && strings.HasSuffix(s[:i], " ") && (inLine || strings.Count(s, s[i:i+size]) > 2)
		if start || between && n > 0 || between && strings.HasSuffix(before, ":") {
			if rest := strings.TrimLeft(s[i+size:], " "); rest != "" && rest[0] != '\n' {
				if n++; first < 0 {
					first = i
				}
			}
		}
		i += size
	}
	return first, n
}

func hasEmoji(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xe2 && s[i] != 0xe2 || s[i] == 0xe2 && i+1 < len(s) && s[i+1] >= 0x86 { // from U+2180 on
			return true
		}
	}
	return false
}

// emojiAt returns how many bytes of emoji s begins with.
func emojiAt(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case isEmoji(r):
		case n > 0 && (r == 0xfe0f || r == 0xfe0e || r == 0x200d || r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff):
		case n == 0 && r >= '0' && r <= '9' && strings.HasPrefix(s[1:], "\ufe0f\u20e3"):
		default:
			return n
		}
		n += size
	}
	return n
}

// isEmoji reports whether r is a picture. Plain bullets and lines are for
// fakeList, arrows in a sentence are none.
func isEmoji(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf && r != 0x27a2 && r != 0x27a4, r >= 0x2b05 && r <= 0x2b07, r >= 0x2b1b && r <= 0x2b1c, r == 0x2b50, r == 0x2b55:
		return true
	}
	return r == 0x2705 || r == 0x231a || r == 0x23f0 || r == 0x23f3 || r == 0x25b6 || r == 0x2139 || r == 0x27a1 || r == 0x2192 || r == 0x21d2
}
