// Package scaffold writes what somebody begins with: a new file of text
// (`weerklank new`), a new site and what the tools around it need (`weerklank
// init`).
//
// What it writes stands in files/, as it will look, with {{titel}} and the like
// where values are filled in. Only the file that explains every key is made from
// the schema, so that it cannot lag behind.
//
// Two things hold for all of it: it passes check without errors, and what must
// be replaced says so.
package scaffold

import (
	"embed"
	"regexp"
	"strings"
	"unicode"

	"weerklank/internal/content"
	"weerklank/internal/diag"
	"weerklank/internal/lang"
	"weerklank/internal/slug"
	"weerklank/internal/traject"
)

//go:embed files
var files embed.FS

// file returns a file of files/ with its values filled in.
func file(name string, values ...string) []byte {
	src, err := files.ReadFile("files/" + name)
	if err != nil {
		panic("scaffold: internal error: " + err.Error())
	}
	return []byte(strings.NewReplacer(values...).Replace(string(src)))
}

// maxSlug is the length that a slug made from a title may have: addresses are
// also read out and typed over.
const maxSlug = 60

// A Kind is a kind of file with text.
type Kind string

// The kinds.
const (
	Traject   Kind = "traject"
	Onderwerp Kind = "onderwerp"
	Pagina    Kind = "pagina"
)

// Kinds returns every kind, the usual one first.
func Kinds() []Kind { return []Kind{Traject, Onderwerp, Pagina} }

// Dir returns the folder in which files of this kind are.
func (k Kind) Dir() string {
	switch k {
	case Onderwerp:
		return content.OnderwerpenDir
	case Pagina:
		return content.PaginasDir
	}
	return content.TrajectenDir
}

// A New is a file to begin with. Only the title is needed: what is left out says
// that it must be replaced.
type New struct {
	Kind         Kind
	Titel        string
	Samenvatting string
	Onderwerpen  []string  // of a traject
	Phase        string    // of a traject
	All          bool      // every key, explained in a comment
	Today        string    // as 2006-01-02
	Lang         lang.Lang // of comments and of the texts to replace
}

// File returns the path of the new file, from the source folder, and what is in it.
func (n New) File() (name string, src []byte, err error) {
	n.Titel, n.Samenvatting, n.Phase = oneLine(n.Titel), oneLine(n.Samenvatting), oneLine(n.Phase)
	base := slug.Cut(slug.Slug(n.Titel), maxSlug)
	if base == "" {
		return "", nil, lang.Errorf("van de titel %q kan geen adres worden gemaakt; gebruik ook letters van a tot z, of cijfers",
			"no address can be made of the title %q; use letters a to z or digits too", n.Titel)
	}
	if slug.Reserved(base) {
		return "", nil, lang.Errorf("het adres %q gebruikt de website zelf; kies een langere titel", "the address %q is used by the site itself; choose a longer title", base)
	}
	n.fillIn()
	name = n.Kind.Dir() + "/" + base + ".md"
	if src = n.short(); n.All {
		src = n.everyKey()
		if n.Kind != Traject {
			_, body, _ := strings.Cut(string(n.short()), "---\n\n")
			src = append(src, "\n"+body...)
		}
	}
	// A title can hold what no title may, such as HTML.
	f, problems := content.Split(name, src, content.Markdown)
	parse := func() []diag.Problem { _, ps := traject.Parse(f); return ps }
	if n.Kind != Traject {
		parse = func() []diag.Problem { _, ps := traject.ParsePage(f); return ps }
	}
	if problems = append(problems, parse()...); len(problems) > 0 {
		p := problems[0]
		hint := lang.T(".", ".")
		if !p.Hint.IsZero() {
			hint = lang.F(". %s", ". %s", p.Hint)
		}
		return "", nil, &lang.Error{Text: lang.F("zo kan het niet: %s%s", "this is not possible: %s%s", p.Message, hint)}
	}
	return name, src, nil
}

// fillIn puts in what was left out.
func (n *New) fillIn() {
	if n.Samenvatting == "" {
		n.Samenvatting = lang.T("Vervang dit: waar het over gaat, in een of twee eenvoudige zinnen.", "Replace this: what it is about, in one or two plain sentences.").In(n.Lang)
	}
	if len(n.Onderwerpen) == 0 {
		n.Onderwerpen = []string{lang.T("Vervang dit", "Replace this").In(n.Lang)}
	}
	if n.Phase == "" {
		n.Phase = "1"
	}
}

// short returns the file with the keys that nearly everybody needs.
func (n New) short() []byte {
	name := "pagina"
	if n.Kind == Traject {
		name = "traject"
	}
	return file(name+"."+string(n.Lang)+".md", "{{titel}}", quote(n.Titel), "{{samenvatting}}", quote(n.Samenvatting),
		"{{onderwerpen}}", list(n.Onderwerpen), "{{phase}}", plain(n.Phase), "{{vandaag}}", n.Today)
}

// oneLine returns s as one line of text.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// quote returns one line of text as a YAML value.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// plainValue is text that means itself in YAML, wherever it stands.
var plainValue = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} -]*$`)

// plain returns one line of text as a YAML value, with quotes where it needs them.
func plain(s string) string {
	if plainValue.MatchString(s) && !strings.EqualFold(s, "null") {
		return s
	}
	return quote(s)
}

// list returns texts as a YAML list on one line.
func list(texts []string) string {
	var items []string
	for _, t := range texts {
		items = append(items, plain(oneLine(t)))
	}
	return "[" + strings.Join(items, ", ") + "]"
}
