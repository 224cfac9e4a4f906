package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"weerklank/internal/content"
)

// visible returns s in UTF-8 with the characters that content refuses taken out.
func visible(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n", "\u00a0", " ").Replace(s)
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || content.Invisible(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// tagStart is how a tag begins: that cannot stand in a text.
var tagStart = regexp.MustCompile(`<([A-Za-z/!?])`)

// plain returns a text for a key that takes plain text: on one line, and no
// letter behind a < so that nothing reads as a tag.
func plain(s string) string {
	return strings.Join(strings.Fields(tagStart.ReplaceAllString(fromHTML(visible(s)), "< $1")), " ")
}

// markup is how a text begins that a form or another website saved as HTML.
var markup = regexp.MustCompile(`(?i)^\s*<(?:p|div|ul|ol|h[1-6]|span|strong|em|b|i|a|br|blockquote)(?:\s[^<>]*)?/?>`)

// isHTML reports whether a text was saved as HTML. One tag alone is what somebody
// typed.
func isHTML(s string) bool {
	return markup.MatchString(s) && (strings.Contains(s, "</") || strings.Contains(s, "<br"))
}

// fromHTML returns the words of a text that was saved as HTML, with its
// paragraphs, lists and addresses of links; any other text as it is. It is only
// taken for HTML when it is that from its first character.
func fromHTML(s string) string {
	if !isHTML(s) {
		return s
	}
	var b strings.Builder
	gap := func(want string) {
		have := b.String()
		for !strings.HasSuffix(have, want) && have != "" {
			b.WriteByte('\n')
			have += "\n"
		}
	}
	z := html.NewTokenizer(strings.NewReader(s))
	link, skip := "", 0
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.TextToken:
			if skip == 0 {
				b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
			}
			continue
		case html.CommentToken, html.DoctypeToken:
			continue
		}
		t := z.Token()
		end := kind == html.EndTagToken
		switch t.Data {
		case "script", "style":
			if end {
				skip = 0
			} else if kind == html.StartTagToken {
				skip = 1
			}
		case "br":
			b.WriteByte('\n')
		case "li":
			if gap("\n"); !end {
				b.WriteString("- ")
			}
		case "p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6":
			gap("\n\n")
		case "a":
			if end && link != "" && !strings.HasSuffix(b.String(), link) {
				b.WriteString(" (" + link + ")")
			}
			link = ""
			for _, a := range t.Attr {
				if a.Key == "href" && httpAddress.MatchString(a.Val) {
					link = a.Val
				}
			}
		}
	}
}

var (
	httpAddress = regexp.MustCompile(`^https?://[^\s<>"\\]+$`)
	address     = regexp.MustCompile(`https?://[^\s<>"\\` + "`" + `]+`)
	bullet      = regexp.MustCompile(`^(?:[-*•·▪–]|o)[ \t]+(\S.*)$`)
	entity      = regexp.MustCompile(`&(#?[A-Za-z0-9]+;)`)
	ordered     = regexp.MustCompile(`^([0-9]{1,9})([.)])(\s|$)`)
)

// asMarkdown returns Markdown that shows a text as it was typed: its paragraphs,
// its lines, lists with dashes as lists and addresses as links. Nothing else in
// it means anything.
func asMarkdown(s string) string {
	var out []string
	inList := false
	for _, line := range strings.Split(fromHTML(visible(s)), "\n") {
		line = strings.Join(strings.Fields(line), " ")
		last := len(out) - 1
		if line == "" {
			if last >= 0 && out[last] != "" {
				out = append(out, "")
			}
			continue
		}
		m := bullet.FindStringSubmatch(line)
		switch {
		case last < 0:
		case m != nil && !inList && out[last] != "", m == nil && inList && out[last] != "":
			out = append(out, "") // between a paragraph and a list
		case m == nil && out[last] != "":
			// The line ends here. A backslash of its own before that sign is
			// not understood by every parser.
			if before, ok := strings.CutSuffix(out[last], `\\`); ok {
				out[last] = before + "&#92;"
			}
			out[last] += `\`
		}
		if inList = m != nil; inList {
			out = append(out, "- "+escapeLine(m[1]))
			continue
		}
		out = append(out, escapeLine(line))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// escapeLine returns one line as Markdown that shows it as it is.
func escapeLine(line string) string {
	var b strings.Builder
	for {
		at := address.FindStringIndex(line)
		if at == nil {
			b.WriteString(escapeInline(line))
			break
		}
		end := at[0] + len(strings.TrimRight(line[at[0]:at[1]], `.,;:!?)]}'*_`))
		b.WriteString(escapeInline(line[:at[0]]))
		b.WriteString("<" + line[at[0]:end] + ">")
		line = line[end:]
	}
	s := b.String()
	if m := ordered.FindStringSubmatchIndex(s); m != nil {
		return s[:m[4]] + `\` + s[m[4]:]
	}
	if s != "" && strings.ContainsRune("#>+-=~:|", rune(s[0])) {
		return `\` + s
	}
	return s
}

var inline = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "|", `\|`, "{", `\{`, "~", `\~`)

func escapeInline(s string) string {
	return entity.ReplaceAllString(inline.Replace(s), `\&$1`)
}

// show returns the beginning of a text, for a message.
func show(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 50 {
		return string(r[:50]) + "…"
	}
	return s
}
