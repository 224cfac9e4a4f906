package serve

import (
	"path"
	"regexp"
	"strings"

	"weerklank/internal/diag"
)

// A clue is by what the script finds the passage of the page that a problem is
// about. It compares letters and digits only, so most of Markdown need not be
// undone here.
type clue struct {
	text   string // what the problem is about
	around string // the line in which that stands
	at     string // when it is an image or link: the last part of its address
	hidden bool   // it is personal data, which the clue does not have
}

// maxClue is the length, in bytes, over which a line is no clue but only what
// the problem is about: to find a piece of it is enough.
const maxClue = 600

var (
	yamlKey = regexp.MustCompile(`^\s*(- )*\s*[a-z][a-z0-9-]*:(\s+|$)`)
	images  = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	alts    = regexp.MustCompile(`!\[([^\]]*)\]`)
	links   = regexp.MustCompile(`\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])`)
	names   = regexp.MustCompile(`\{[#.:][^}]*\}`)
	targets = regexp.MustCompile(`\]\(\s*<?([^)\s>]+)`)
	file    = regexp.MustCompile(`^["']?([^\s"']+\.[A-Za-z0-9]{2,5})["']?$`)
)

func clueOf(p diag.Problem) clue {
	if p.Range.IsZero() || p.Source == "" {
		return clue{}
	}
	_, marked, after := mark(p.Source, p.Range)
	if strings.HasPrefix(after, ":") { // a key; what matters is its value
		marked = ""
	}
	c := clue{}
	if strings.Contains(marked, " ") || !strings.Contains(marked, "/") { // an address is no word of the page
		c.text = plain(shownPart(marked))
	}
	if len(p.Source) <= maxClue {
		c.around = plain(shownPart(yamlKey.ReplaceAllString(p.Source, "")))
	}
	c.at = target(marked)
	c.hidden = strings.Contains(marked, "•")
	if alt := alts.FindStringSubmatch(p.Source); alt != nil && c.text == "" && c.around == "" {
		c.text = plain(alt[1]) // an image that is not there leaves this
	}
	return c
}

// shownPart returns the longest piece of s without personal data, which is
// hidden behind dots: a page has what is before and after, and not the dots.
func shownPart(s string) string {
	longest := ""
	for piece := range strings.SplitSeq(s, "•") {
		if len(piece) > len(longest) {
			longest = piece
		}
	}
	return longest
}

// plain returns the words of a piece of Markdown that a page shows.
func plain(s string) string {
	s = images.ReplaceAllString(s, " ")
	s = links.ReplaceAllString(s, "$1")
	s = names.ReplaceAllString(s, "")
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(s), `"'#>*_|`))
}

// target returns the last part of the one address that s has.
func target(s string) string {
	all := targets.FindAllStringSubmatch(s, 2)
	if len(all) != 1 {
		all = file.FindAllStringSubmatch(strings.TrimSpace(s), 1)
	}
	if len(all) != 1 {
		return ""
	}
	address, _, _ := strings.Cut(all[0][1], "#")
	address, _, _ = strings.Cut(address, "?")
	if name := path.Base(address); name != "." && name != "/" && name != ".." {
		return name
	}
	return ""
}
