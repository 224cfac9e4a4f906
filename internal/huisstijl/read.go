package huisstijl

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"weerklank/internal/content"
)

// A piece is one token of the CSS, with its place.
type piece struct {
	kind css.TokenType
	text string
	at   int
}

func (p piece) end() int { return p.at + len(p.text) }

// A media says in which way of looking a rule applies, as the file writes it;
// one within the other are joined.
type media []string

var (
	aroundMarks = regexp.MustCompile(` ?([():]) ?`)
	screen      = `^(?:(?:only )?(?:screen|all) and)?`
	preferDark  = regexp.MustCompile(screen + `\(prefers-color-scheme:dark\)$`)
	preferLight = regexp.MustCompile(screen + `\(prefers-color-scheme:light\)$`)
	preferMore  = regexp.MustCompile(screen + `\(prefers-contrast:more\)$`)
)

// scheme returns the one scheme that m is about; ok is false for any other
// condition. Contrast counts only for a theme: no token file has it.
func (m media) scheme(contrast bool) (s scheme, ok bool) {
	for _, condition := range m {
		switch {
		case preferDark.MatchString(condition):
			s |= dark
		case contrast && preferMore.MatchString(condition):
			s |= more
		case condition == "all", condition == "screen", preferLight.MatchString(condition):
		default:
			return 0, false
		}
	}
	return s, true
}

// A context is where a declaration stands.
type context struct {
	selectors []string
	media     media
	depth     int // how many { are open
	open      int // where the last one stands
}

// A found is one custom property, with the context in which it stands.
type found struct {
	token
	context
}

// A reader takes CSS apart: rules, and the custom properties in them. It does
// what a browser does with what it does not understand: go on behind it.
type reader struct {
	file   *content.File
	pieces []piece
	next   int
	found  []found
	fonts  []piece  // each @font-face
	dark   [][2]int // where each block stands that is for the dark only
	faults []fault
}

// A fault is something for which a file is refused.
type fault struct {
	kind    faultKind
	at, end int
	text    string
}

type faultKind int

const (
	faultImport   faultKind = iota // @import
	faultRemote                    // url() of another host
	faultUnclosed                  // { without }
	faultBroken                    // a string or a url() without end
	faultDeep                      // too many { in one another
)

// maxDepth is how many blocks may stand within one another.
const maxDepth = 20

func newReader(f *content.File) *reader {
	r := &reader{file: f}
	l := css.NewLexer(parse.NewInputBytes(slices.Clone(f.Source)))
	at := 0
	for {
		kind, text := l.Next()
		if kind == css.ErrorToken {
			return r
		}
		if kind == css.CommentToken {
			kind = css.WhitespaceToken
		}
		r.pieces = append(r.pieces, piece{kind, string(text), at})
		at += len(text)
	}
}

// rules reads up to the } that closes c, or the end of the file.
func (r *reader) rules(c context) {
	for r.next < len(r.pieces) {
		start := r.next
		switch stop := r.until(); stop {
		case css.LeftBraceToken:
			r.block(c, trim(r.pieces[start:r.next-1]))
		default:
			end := r.next
			if end > start && (stop == css.SemicolonToken || stop == css.RightBraceToken) {
				end--
			}
			r.statement(c, trim(r.pieces[start:end]))
			if stop == css.RightBraceToken && c.depth > 0 {
				return
			}
		}
	}
	if c.depth > 0 {
		r.unclosed(c.open)
	}
}

// unclosed notes the innermost { that is never closed; those around it follow.
func (r *reader) unclosed(at int) {
	if !slices.ContainsFunc(r.faults, func(f fault) bool { return f.kind == faultUnclosed || f.kind == faultDeep }) {
		r.faults = append(r.faults, fault{kind: faultUnclosed, at: at, end: at + 1})
	}
}

// until goes behind the next { ; or } that is not within brackets, and returns
// which one it was. Behind a custom property { is a part of the value.
func (r *reader) until() css.TokenType {
	start, depth := r.next, 0
	function := "" // the last one that began, or at-rule
	for r.next < len(r.pieces) {
		p := r.pieces[r.next]
		r.next++
		r.look(p, function)
		switch p.kind {
		case css.AtKeywordToken:
			function = strings.ToLower(p.text)
		case css.FunctionToken:
			function = strings.ToLower(unescape(p.text))
			depth++
		case css.LeftParenthesisToken, css.LeftBracketToken:
			depth++
		case css.RightParenthesisToken, css.RightBracketToken:
			depth = max(depth-1, 0)
		case css.LeftBraceToken:
			if depth == 0 && !isCustom(trim(r.pieces[start:r.next])) {
				return p.kind
			}
			depth++
		case css.RightBraceToken:
			if depth == 0 {
				return p.kind
			}
			depth--
		case css.SemicolonToken:
			if depth == 0 {
				return p.kind
			}
		}
	}
	return css.ErrorToken
}

// look finds what may not stand anywhere in the file.
func (r *reader) look(p piece, function string) {
	switch p.kind {
	case css.BadStringToken, css.BadURLToken:
		r.faults = append(r.faults, fault{kind: faultBroken, at: p.at, end: p.end(), text: p.text})
	case css.URLToken:
		if function != "@import" && isRemote(p.text) {
			r.faults = append(r.faults, fault{kind: faultRemote, at: p.at, end: p.end(), text: p.text})
		}
	case css.StringToken:
		fetches := strings.HasSuffix(function, "image-set(") || slices.Contains([]string{"url(", "src(", "image("}, function)
		if fetches && hasHost(strings.Trim(p.text, `"'`)) {
			r.faults = append(r.faults, fault{kind: faultRemote, at: p.at, end: p.end(), text: p.text})
		}
	case css.AtKeywordToken:
		if strings.EqualFold(p.text, "@import") {
			r.faults = append(r.faults, fault{kind: faultImport, at: p.at, end: p.end(), text: p.text})
		}
	}
}

// block reads a rule of which the prelude and { have been read.
func (r *reader) block(c context, prelude []piece) {
	c.depth++
	c.open = r.pieces[r.next-1].at
	if c.depth > maxDepth {
		r.faults = append(r.faults, fault{kind: faultDeep, at: c.open, end: c.open + 1})
		r.next = len(r.pieces)
		return
	}
	text, at := plain(prelude), ""
	if strings.HasPrefix(text, "@") {
		at = strings.ToLower(prelude[0].text)
	}
	switch at {
	case "":
		c.selectors = selectors(text)
	case "@media":
		condition := aroundMarks.ReplaceAllString(plain(trim(prelude[1:])), "$1")
		c.media = append(slices.Clip(c.media), strings.ToLower(condition))
	case "@layer":
	case "@font-face":
		r.fonts = append(r.fonts, prelude[0])
		fallthrough
	default:
		c.media = append(slices.Clip(c.media), text) // @supports and the like: not always
	}
	r.rules(c)
	if at == "@media" && preferDark.MatchString(c.media[len(c.media)-1]) && r.next > 0 {
		r.dark = append(r.dark, [2]int{prelude[0].at, r.pieces[r.next-1].end()})
	}
}

// statement reads a declaration, or an at-rule without block.
func (r *reader) statement(c context, ps []piece) {
	if !isCustom(ps) || c.depth == 0 {
		return
	}
	colon := slices.IndexFunc(ps, func(p piece) bool { return p.kind == css.ColonToken })
	if colon < 0 {
		return
	}
	value := trim(ps[colon+1:])
	x := token{name: ps[0].text, at: ps[0].at, valueAt: ps[colon].at, end: ps[colon].end()}
	if len(value) > 0 {
		x.valueAt, x.end = value[0].at, value[len(value)-1].end()
		x.value = plain(value)
	}
	if i := strings.LastIndex(x.value, "!"); i >= 0 && strings.EqualFold(strings.TrimSpace(x.value[i+1:]), "important") {
		x.value = strings.TrimSpace(x.value[:i])
	}
	r.found = append(r.found, found{x, c})
}

// reads returns the names behind var( in the whole file.
func (r *reader) reads() []string {
	var names []string
	for i, p := range r.pieces {
		if p.kind == css.FunctionToken && strings.EqualFold(p.text, "var(") {
			if rest := trim(r.pieces[i+1:]); len(rest) > 0 && isName(rest[0]) {
				names = append(names, rest[0].text)
			}
		}
	}
	return names
}

// selectors returns the selectors of a list, each in one way of writing.
func selectors(text string) []string {
	var list []string
	for s := range strings.SplitSeq(text, ",") {
		list = append(list, strings.TrimSpace(s))
	}
	return list
}

func isName(p piece) bool { return strings.HasPrefix(p.text, "--") && len(p.text) > 2 }

// isCustom reports whether a declaration of a custom property begins here.
func isCustom(ps []piece) bool {
	if len(ps) < 2 || !isName(ps[0]) {
		return false
	}
	rest := trim(ps[1:])
	return len(rest) > 0 && rest[0].kind == css.ColonToken
}

func trim(ps []piece) []piece {
	for len(ps) > 0 && ps[0].kind == css.WhitespaceToken {
		ps = ps[1:]
	}
	for len(ps) > 0 && ps[len(ps)-1].kind == css.WhitespaceToken {
		ps = ps[:len(ps)-1]
	}
	return ps
}

// plain returns the text of ps, with one space for each run of spaces and
// comments.
func plain(ps []piece) string {
	var b strings.Builder
	for i, p := range ps {
		switch {
		case p.kind != css.WhitespaceToken:
			b.WriteString(p.text)
		case i == 0 || ps[i-1].kind != css.WhitespaceToken:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// isRemote reports whether a url() leads to another host. Data stands in the
// file itself, and a path leads to nowhere: it is never followed.
func isRemote(url string) bool {
	inside := strings.Trim(url[strings.IndexByte(url, '(')+1:], ") \t\r\n\f")
	return hasHost(strings.TrimSpace(strings.Trim(inside, `"'`)))
}

var host = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*:)?[/\\]{2}`)

// hasHost looks at what a browser would make of an address: escapes are read,
// and a backslash is as good as a slash.
func hasHost(address string) bool {
	return host.MatchString(strings.TrimSpace(unescape(address)))
}

var escape = regexp.MustCompile(`\\([0-9a-fA-F]{1,6}\s?|[^0-9a-fA-F])`)

func unescape(s string) string {
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		hex := strings.TrimSpace(e[1:])
		var r rune
		for _, c := range hex {
			d := strings.IndexRune("0123456789abcdef", c|0x20)
			if d < 0 {
				return e[1:]
			}
			r = r<<4 | rune(d)
		}
		return string(r)
	})
}
