package versies

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// privateLine begins the value of a key that no page shows, alone on its line or
	// first in an item of a list; privateWithin is one between braces.
	privateLine   = regexp.MustCompile(`(?i)^([ \t]*(?:-[ \t]+)*)["']?kenmerken["']?[ \t]*:`)
	privateWithin = regexp.MustCompile(`(?i)["']?\bkenmerken["']?[ \t]*:[ \t]*(?:\[[^\]]*(?:\]|$)|[^,}\n]*)`)
	remark        = regexp.MustCompile(`(?m)(^|[ \t])#[^\r\n]*`)
	fence         = regexp.MustCompile(`(?m)^---[ \t]*\r?$`)
	htmlRemark    = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
)

// escape is a letter as programs write it in YAML.
var escape = regexp.MustCompile(`\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})`)

// unescaped returns src with the letters that are written as their numbers, so
// that words in it can be found.
func unescaped(src []byte) []byte {
	return escape.ReplaceAllFunc(src, func(m []byte) []byte {
		n, err := strconv.ParseUint(string(m[2:]), 16, 32)
		if r := rune(n); err == nil && strconv.IsPrint(r) {
			return []byte(string(r))
		}
		return m
	})
}

// shownAsText returns a file that is not understood without what no page would
// have shown of it: comments, and the values of keys that are not published. In
// doubt something is left out.
func shownAsText(src string) string {
	front, body := src, ""
	if end := fence.FindAllStringIndex(src, 2); len(end) == 2 {
		front, body = src[:end[1][1]], src[end[1][1]:]
	}
	var b strings.Builder
	within := -1 // how far the key is indented whose value is left out
	for line := range strings.Lines(front) {
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		item := strings.HasPrefix(strings.TrimLeft(line, " \t"), "-") && !strings.HasPrefix(line, "---")
		if within >= 0 && (strings.TrimSpace(line) == "" || indent > within || indent == within && item) {
			continue
		}
		within = -1
		if m := privateLine.FindStringSubmatch(line); m != nil {
			within = len(m[1])
			if dash := strings.TrimRight(m[1], " \t"); strings.HasSuffix(dash, "-") {
				b.WriteString(dash + "\n")
			}
			continue
		}
		b.WriteString(line)
	}
	front = remark.ReplaceAllString(privateWithin.ReplaceAllString(b.String(), ""), "$1")
	return htmlRemark.ReplaceAllString(front+body, "")
}
